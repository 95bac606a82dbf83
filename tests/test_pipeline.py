"""The whole way: what a source states, and what it does not."""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from gongbao.errors import GongbaoError, SourceError
from gongbao.extract.pipeline import extract, extract_source, find_facts, reader_version
from gongbao.extract.read import Source, bytes_to_source
from gongbao.ontology.model import Appointment, Assignment, Duty, Fact, Group, Member, Task
from hypothesis import given
from hypothesis import strategies as st
from tagged import NUMBER, founding, notice, source_of

GAZETTE = founding(
    "一、组成人员\n\n组 长：张三峰 副省长\n\n成 员：李 四 省财政厅\n\n厅长\n\n"
    "二、任务\n\n（一）修仓。按《粮仓总规划》（云政〔2019〕3号）办。**（省粮食局牵头，省财政厅、\n\n省水利厅配合）**"
)

# Pieces that gazettes are made of, so that random texts get as far as facts.
PIECES = st.sampled_from(
    [
        *"\n\n\n　 \xa0\f\u200b，。；：、,.:（）()《》〔〕【】-#*|",
        "云岭省人民政府",
        "关于成立",
        "领导小组",
        "关于印发《粮仓办法》的通知",
        "\n云政办〔2020〕5号\n",
        "\n各市人民政府：\n",
        "\n2020年3月6日\n",
        "二○○九年三月",
        "省政府大事记\n●8月3日 ",
        "一、",
        "（一）",
        "1.",
        "第三条",
        "\n组长：张三峰 副省长\n",
        "成 员：李 四",
        "王五常 省水利厅",
        "\n厅长\n",
        "（省粮食局牵头，省财政厅配合）",
        "责任单位：",
        "省水利厅、各市州政府",
        "列在首位的为牵头单位，下同",
        "完成时限：2020年",
        "会同",
        "牵头",
        "配合",
        "根据云政〔2019〕3号",
        "同时废止",
        "办公室设在省粮食局，王五常兼任办公室主任。",
        "下设两个指挥部：\n",
    ]
)
PAGES = st.lists(PIECES, max_size=50).map("".join) | st.text(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x4FFF)
    | st.sampled_from("（）()〔〕《》：、，。；\n \t号年月日1"),
    max_size=80,
)


def facts(text: str) -> tuple[Fact, ...]:
    return extract(source_of(text)).facts


def stated(text: str) -> list[Fact]:
    """Facts without their places, for comparing two printings of one text."""
    return sorted((replace(fact, spans=()) for fact in facts(text)), key=repr)


def test_a_reading_names_its_source() -> None:
    source = source_of(GAZETTE)
    reading = extract(source)
    assert (reading.source, reading.sha256, reading.encoding, reading.characters) == (
        source.name,
        source.sha256,
        source.encoding,
        len(source.text),
    )


def test_facts_stand_in_the_order_of_the_source() -> None:
    starts = [fact.span.start for fact in facts(GAZETTE)]
    assert starts == sorted(starts)


def test_every_kind_of_fact_of_a_notice_is_there() -> None:
    assert {fact.kind for fact in facts(GAZETTE)} == {"directive", "group", "member", "task", "assignment", "citation"}


def test_all_facts_of_a_directive_name_it() -> None:
    assert {getattr(fact, "directive", NUMBER) for fact in facts(GAZETTE)} == {NUMBER}


def test_the_same_text_is_read_in_the_same_way_twice() -> None:
    assert extract(source_of(GAZETTE)) == extract(source_of(GAZETTE))


def test_a_file_is_read_as_its_bytes_are(tmp_path: Path) -> None:
    (tmp_path / "yunling.txt").write_text(GAZETTE, encoding="utf-8")
    assert extract_source(tmp_path / "yunling.txt") == extract(source_of(GAZETTE))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_the_encoding_changes_no_fact(encoding: str) -> None:
    source = bytes_to_source(GAZETTE.encode(encoding), "yunling.txt")
    assert extract(source).facts == facts(GAZETTE)


def test_the_line_end_changes_no_fact() -> None:
    source = bytes_to_source(GAZETTE.replace("\n", "\r\n").encode(), "yunling.txt")
    assert extract(source).facts == facts(GAZETTE)


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text.replace("\n\n", "\n\n\n\n"),
        lambda text: text.replace("\n\n", "\n"),
        lambda text: text.replace("\n\n", "\n\n— 12 —\n\n"),
        lambda text: text.replace("\n\n", "  \n\n"),
        lambda text: re.sub("\n\n(?=[各为一二（])", "\n\n　　", text),
        lambda text: text.replace("（", "(").replace("）", ")"),
        lambda text: text.replace("**", ""),
    ],
    ids=["blank-lines", "no-blank-lines", "page-numbers", "blanks-after", "blanks-before", "half-width", "no-marks"],
)
def test_the_layout_changes_nothing_that_is_stated(damage: Callable[[str], str]) -> None:
    assert stated(damage(GAZETTE)) == stated(GAZETTE)


@pytest.mark.parametrize("kind", [Group, Member, Task, Assignment, Duty, Appointment])
def test_a_plain_notice_states_nothing_but_itself(kind: type[Fact]) -> None:
    body = "粮仓每年检修一次（含晒场），按月报告进度。\n\n本通知自印发之日起施行。"
    assert not [fact for fact in facts(notice(body)) if isinstance(fact, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "今年粮食长势良好，各地陆续开镰。\n",
        "云岭省简介\n\n云岭省地处高原，有三条大河。\n",
        'fn main() { println!("hello"); }\n',
        "1\n2\n3\n",
        "（（（（（\n",
        "张三峰说：“今年要修好粮仓。”李四笑了。\n",
    ],
    ids=["news", "essay", "program", "digits", "brackets", "story"],
)
def test_a_text_that_is_no_gazette_is_refused(text: str) -> None:
    with pytest.raises(SourceError, match=r"^yunling\.txt holds no directive"):
        facts(text)


def check_spans(source: Source, found: tuple[Fact, ...]) -> None:
    for fact in found:
        assert fact.spans
        for span in fact.spans:
            assert span.start < span.end
            assert source.text[span.start : span.end] == span.text
            assert source.text.count("\n", 0, span.start) + 1 == span.line


def test_each_span_holds_what_is_printed_there() -> None:
    check_spans(source_of(GAZETTE), facts(GAZETTE))


@pytest.mark.parametrize("blank", ["\f", "\xa0", "\u2003"], ids=["form-feed", "no-break", "em"])
def test_a_line_of_any_blanks_above_the_number_is_no_hindrance(blank: str) -> None:
    text = notice("各县要修好粮仓。")
    assert stated(text.replace(f"\n\n{NUMBER}", f"\n{blank}\n{NUMBER}")) == stated(text)


@pytest.mark.parametrize("date", ["2020年3月1６日", "２０２０年３月６日"])
def test_a_full_width_digit_in_a_date_is_no_hindrance(date: str) -> None:
    assert facts(notice("各县要修好粮仓。", date=date))


@given(PAGES)
def test_any_text_is_read_or_refused(page: str) -> None:
    with suppress(GongbaoError):
        extract(source_of(page))


@given(PAGES)
def test_random_facts_have_spans_that_hold_what_is_printed_there(page: str) -> None:
    source = source_of(notice(page))
    check_spans(source, extract(source).facts)


@given(PAGES)
def test_no_fact_is_without_its_words(page: str) -> None:
    for fact in extract(source_of(notice(page))).facts:
        if isinstance(fact, Member):
            assert fact.person and fact.group
        if isinstance(fact, Assignment):
            assert fact.body


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(GongbaoError):
        extract(bytes_to_source(data, "a.bin"))


def test_the_version_of_the_rules_is_the_same_each_time() -> None:
    assert reader_version() == reader_version()


def test_facts_can_be_found_one_at_a_time() -> None:
    assert next(find_facts(source_of(GAZETTE))).kind == "directive"
