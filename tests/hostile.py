"""Hostile texts, and what holds of every reading, whatever the text: for the tests and for ``fuzz/fuzz_extract.py``."""

import hashlib
import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from gongbao.extract.pipeline import find_facts
from gongbao.extract.read import Source
from gongbao.extract.repair import drop_furniture, drop_marks, fold_print, repair
from gongbao.extract.segment import Paragraph, segment
from gongbao.extract.text import WIDTHLESS, Text
from gongbao.ontology.model import Fact, Span
from gongbao.ontology.stream import fact_to_json, json_to_fact

CUES = (
    *"\n \u3000\t（）()《》〈〉“”〔〕[]【】、，,。；;：:.|｜*#-—…●○①1２3九十第号年月日时各及和与或由请将向在关于的",
    *(
        "\n\n",
        "\n　　",
        "  ",
        "\r\n",
        "\ufeff",
        "\u200b",
        "\x00",
        "\x1b",
        "\ue000",
        "\U00020000",
        "**",
        "# ",
        "- ",
        "——",
        "……",
    ),
    *(
        "云岭省人民政府办公厅",
        "关于成立抗旱工作领导小组的通知",
        "云政办〔2015〕22号",
        "〔2015〕",
        "22号",
        "云政发〔2014〕3号",
    ),
    *("各县、市人民政府，省政府各部门：", "2015年3月6日", "二〇一五年三月六日", "2015年3月", "（此件公开发布）"),
    *(
        "组长：",
        "副组长：",
        "成　员：",
        "组  长:",
        "张某某",
        "李某",
        "张　某",
        "省长",
        "副厅长",
        "省财政厅",
        "松江市",
        "州水利局",
    ),
    *(
        "办公室设在省水利厅",
        "办公室主任由",
        "兼任",
        "牵头单位：",
        "责任单位：",
        "配合单位：",
        "由",
        "负责",
        "牵头",
        "配合",
    ),
    *(
        "（省财政厅牵头，省水利厅配合）",
        "会同",
        "按照职责分工",
        "完成时限：",
        "2016年底前",
        "下同",
        "列在首位的为牵头单位",
    ),
    *("任命", "免去", "同志", "职务", "为", "决定", "聘任", "试用期一年", "退休", "任", "的", "原"),
    *(
        "大事记",
        "# 省政府2015年8月份大事记",
        "●3日",
        "●8月6日至7日",
        "主持召开",
        "出席",
        "根据",
        "废止",
        "修订",
        "转发",
        "批复",
    ),
    *(
        "一、",
        "（一）",
        "1.",
        "（1）",
        "第一章",
        "第三条",
        "附件：",
        "附件1",
        "抄送",
        "目录",
        "责任分工",
        "| 项目 | 负责单位 |",
    ),
    *(
        "|---|---|",
        "| 1 |",
        "现将",
        "印发给你们，请认真贯彻执行。",
        "省政府公报 2015年第3期",
        "- 12 -",
        "第3页",
        "等",
        "要",
        "应当",
        "加强",
    ),
    *("國務院辦公廳", "關於", "組長：", "領導小組", "財政廳"),
)
"""Pieces of which gazettes are made, and pieces of which they should not be."""

_WIDTHLESS = re.compile(f"[{WIDTHLESS}]")
_DROPPED_MARKS = frozenset("*#-+")


def words(data: bytes) -> str:
    """A text of cues: each byte is one of them, or so many times the last."""
    pieces: list[str] = []
    cue = ""
    for byte in data:
        cue = CUES[byte] if byte < len(CUES) else cue
        pieces.append(cue * max(1, byte - len(CUES)))
    return "".join(pieces)


def source_of(text: str) -> Source:
    """A text as a source, its last line ended as reading a file ends it."""
    whole = text if text.endswith("\n") else f"{text}\n"
    return Source("hostile.txt", whole, "utf-8", hashlib.sha256(whole.encode("utf-8", "replace")).hexdigest())


def check(source: Source) -> tuple[Fact, ...]:
    """Read a source and assert what holds of every reading."""
    facts = tuple(find_facts(source))
    for fact in facts:
        check_fact(fact, source)
    check_nothing_is_lost(source.text)
    return facts


def check_fact(fact: Fact, source: Source) -> None:
    """Every fact has evidence, its spans are what is printed there, and it can be written down."""
    assert fact.spans
    for span in fact.spans:
        check_span(span, source)
    assert json_to_fact(fact_to_json(fact)) == fact


def check_span(span: Span, source: Source) -> None:
    """A span lies in its source, on its line, and is not blank."""
    assert span.source == source.name
    assert 0 <= span.start < span.end <= len(source.text)
    assert span.text == source.text[span.start : span.end]
    assert span.text.strip()
    assert span.line == source.text.count("\n", 0, span.start) + 1


def check_nothing_is_lost(text: str) -> None:
    """Every character of a text that prints something is in its repaired text, once, or was dropped by a step that may.

    Those are: characters without width; marks of Markdown; and whole lines of page furniture. Every other step keeps
    every character that prints something. Of the repaired text every character stands in a document or outside all.
    """
    whole = Text.of(text)
    printed = fold_print(whole)
    assert all(_WIDTHLESS.match(text[at]) for at in _lost(whole, printed))
    plain = drop_marks(printed)
    assert all(text[at] in _DROPPED_MARKS or text[at].isspace() for at in _lost(printed, plain))
    pages = drop_furniture(plain)
    assert all(line in "\n" or not set(line) for line in _broken_lines(plain, pages))
    repaired = repair(whole)
    assert sorted(_offsets(pages)) == sorted(_offsets(repaired))
    check_segments(repaired.value)


def check_segments(value: str) -> None:
    """Every line of repaired text stands in one place: in a document, or outside all.

    What is under a heading's first line and in no document is the heading's own: the number printed once more.
    """
    segments = segment(value)
    heading = {one for document in segments.documents for one in (*document.heading, *document.title)}
    paragraphs = sorted(heading.union(segments.rest, *(document.body for document in segments.documents)))
    assert all(one.end <= other.start for one, other in pairwise(paragraphs))
    edges = [Paragraph(0, 0, ""), *paragraphs, Paragraph(len(value), len(value), "")]
    assert all(one in heading or not value[one.end : other.start].strip() for one, other in pairwise(edges))


def _lost(before: Text, after: Text) -> set[int]:
    return set(_offsets(before)) - set(_offsets(after))


def _broken_lines(before: Text, after: Text) -> Iterator[str]:
    """Of each line of which anything was dropped, what was kept."""
    kept = set(_offsets(after))
    at = 0
    for line in before.value.split("\n"):
        places = [_origin(before, at + index) for index, char in enumerate(line) if not char.isspace()]
        rest = [place for place in places if place in kept]
        if len(rest) < len(places):
            yield "".join(map(str, rest))
        at += len(line) + 1


def _origin(text: Text, at: int) -> int:
    return text.sources(at, at + 1)[0].start


def _offsets(text: Text) -> list[int]:
    """Where in the source the characters stand that print something."""
    return [
        origin + index
        for start, stop, origin in zip(text.starts, (*text.starts[1:], len(text.value)), text.origins, strict=True)
        for index, char in enumerate(text.value[start:stop])
        if not char.isspace()
    ]


LARGE: dict[str, Callable[[int], str]] = {
    "opening brackets": lambda size: "（" * size,
    "opening half brackets": lambda size: "(" * size,
    "closing brackets": lambda size: "）" * size,
    "opening quotation marks": lambda size: "《" * size,
    "closing quotation marks": lambda size: "》" * size,
    "number brackets": lambda size: "云政〔2015〕" * (size // 8),
    "one line": lambda size: "由省财政厅牵头，省水利厅配合，" * (size // 15),
    "one line of names": lambda size: "张某某、" * (size // 4),
    "one line of posts": lambda size: "张某某　省财政厅副厅长　" * (size // 12),
    "nested numbers": lambda size: "一、（一）1.（1）①" * (size // 11),
    "numbered lines": lambda size: "一、甲\n（一）乙\n1.丙\n（1）丁\n" * (size // 18),
    "blanks": lambda size: " 　\t" * (size // 3) + "通知",
    "line ends": lambda size: "\n" * size + "通知",
    "controls": lambda size: "通\x01知\x1f" * (size // 4),
    "private use": lambda size: "\ue000\uf8ff" * (size // 2),
    "zero width": lambda size: "\u200b" * size + "通知",
    "digits": lambda size: "1" * size,
    "dots": lambda size: "…" * size,
    "stars": lambda size: "*" * size,
    "dashes": lambda size: "-" * size,
    "pipes": lambda size: "|" * size,
    "bullets": lambda size: "大事记\n" + "●" * size,
    "dates": lambda size: "2015年3月6日" * (size // 9),
    "headings": lambda size: "云政〔2015〕1号\n关于放假的通知\n" * (size // 20),
    "labels": lambda size: "牵头单位：" * (size // 5),
    "by": lambda size: "由" * size,
    "colons": lambda size: "组长：" * (size // 3),
    "appoint": lambda size: "任命张某某为省财政厅副厅长；" * (size // 14),
    "appoint only": lambda size: "任命" * (size // 2),
    "groups": lambda size: "抗旱工作领导小组" * (size // 8),
    "traditional": lambda size: "國務院辦公廳關於成立領導小組" * (size // 14),
}
"""Texts of one thing over and over, of about so many characters."""
