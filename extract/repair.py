"""Layout repair: from the text as a scanner left it to paragraphs in reading order.

A list of small steps of one signature, ``Text -> Text``. No step adds a character: each gives back stretches of what
it got, so every repaired character knows its place in the file.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import TypeAlias

from ..ontology.vocabulary import alternation
from .columns import untangle_columns
from .furniture import may_be_running_head
from .grids import table_lines, table_stretches
from .labels import Label, find_label, opens_item
from .metadata import METADATA as _METADATA
from .numbers import find_numbers
from .rows import is_body, parse_row, row_role
from .text import WIDTHLESS, Stretch, Text

Step: TypeAlias = Callable[[Text], Text]

_FOLDED = dict.fromkeys("\v\f\x85\xa0\u1680\u2028\u2029\u202f\u205f", " ") | dict.fromkeys(
    map(chr, range(0x2000, 0x200B)), " "
)
_FOLDED |= {"(": "（", ")": "）", "﹝": "〔", "﹞": "〕"}
_NO_WIDTH = re.compile(f"[{WIDTHLESS}]+")
_CHINESE = r"[\u3400-\u9fff（）《》“”〔〕]"
_HALF_WIDTH = {
    **{mark: re.compile(rf"{re.escape(mark)}(?:(?<={_CHINESE}.)|(?={_CHINESE}))") for mark in ",:;!?"},
    ".": re.compile(rf"\.(?<={_CHINESE}.)(?=\s|$)", re.MULTILINE),
}
_FULL_WIDTH = {",": "，", ":": "：", ";": "；", "!": "！", "?": "？", ".": "。"}

_BOLD = re.compile(r"\*\*")
_LINE_MARK = re.compile(r"[#*+-](?:(?<=#)#{0,5}[ \t]+|(?<=[-*+])[ \t]+(?=\S))")
"""# or - before what a line says; only at the head of a line is it a mark."""

_BLANKS_TO_DROP = re.compile(r"[ \t\u3000]++(?:$|(?<=[ \t\u3000]{9}))", re.MULTILINE)
"""Blanks at the end of a line, and long runs, of which some blanks stay."""

_MOST_BLANKS = 8
"""Of a run of blanks inside a line no more are kept: it parts columns."""

_BLANK = " \t\u3000"
_INDENT = re.compile(r"^[ \t\u3000]+", re.MULTILINE)
_PARAGRAPH_INDENT = re.compile(r"\u3000{2}|[ \t\xa0]{2,}|\u3000 ?")
_PAGE_NUMBER = re.compile(
    r"^(?:[-—–－·•. \t\u3000]{0,12}\d{1,4}[-—–－·•. \t\u3000]{0,12}"
    r"|第 ?\d{1,4} ?页(?:[，, ]{0,3}共 ?\d{1,4} ?页)?|[Pp]age ?\d{1,4})\n",
    re.MULTILINE,
)
# …… （3） at the end of a line
_CONTENTS_END = re.compile(r"(?:…|\.{4}|·{4})[….·\s]*[（(]?\s*\d{1,4}\s*[)）]?\s*$")
_CONTENTS_TAIL = 40
"""How much of a line's end is looked at for the page number of a table of contents."""

_RUNNING_HEAD_TIMES = 3
"""A short line about the gazette itself, printed at least so often, is a running head."""

_DIGITS = re.compile(r"\d+")
_LINE = re.compile(r"[^\n]+")
_LINE_ENDS = re.compile(r"\n+")

# 。 and its like end a paragraph, and a closing quote or bracket may follow; | ends the row of a table.
_STOPS = tuple("。；！？：:;")
_COLON = ("：", ":")
_AFTER_STOP = "”’》）)]】"
_CELL_END = ("|", "｜")
_RULE = re.compile(r"[-—*＊\s]+")
_CLOSED = ("）", ")")
_LONG_BRACKET = 8
"""A bracket at the end of a line with at least so many characters in it is a statement, not part of a name."""

_OPEN_END = tuple("，、,（(《“〈的为和与及将在对以由并或把从向于按等")
_FULL_LINE = 0.75
"""A line of at least this part of the width is full: the next character did not fit."""

_INDENTED_SHARE = 0.15
"""From this share of indented lines on, indents are taken to mark paragraphs."""

_NEVER_FIRST = tuple("、，。；：！？）》”’〉")
"""Marks that no paragraph begins with (GB/T 15834-2011, 5.1: they do not stand at the head of a line)."""

_BULLET = re.compile(r"\s*[●○■□◆★☆▲]")
_LISTED_END = tuple("、（(：:")
_SENTENCE_MARK = re.compile("[。；，,]")
_LIST_OR_LABEL = re.compile(r"、.+、|\S：\S")
_HEADING_LENGTH = 30
"""A numbered line without 。 that is no longer than this is a heading; a longer one goes on."""

_PROSE_LENGTH = 15
"""A line with a comma that is shorter than this is not running text."""

# 省水利厅牵头 省财政厅配合, 省水利厅 省财政厅, 3日 上午: here a blank parts what is read apart.
_BLANK_INSIDE = re.compile(
    r"[ \t\u3000](?<=[\u3400-\u9fff].)(?<![日条章节编篇].)(?<!牵头.|负责.|配合.|参加.|协助.)"
    r"(?=[\u3400-\u9fff])(?!(?<=[厅局委办部院会行府社][ \t\u3000])[各省市县州区旗国])"
)
_OPENING = "（(《“〔【["
_ANY_BRACKET = re.compile(r"[（(《“〔【\[）)》”〕】\]]")
# 制。 or 下，: the next line begins with the end of a word.
_WORD_END = re.compile(r"[^。；，、]{0,4}[。；]|[^。；，、][，、]")
_DATE_LINE = re.compile(r"^[\s（(]*(?:\d{4}|[〇○ＯO零一二三四五六七八九]{4})\s*年.{1,12}日[\s）)]*$")
_OPENS_PARAGRAPH = re.compile(r"[●○■□◆★☆▲|｜]|——|附件|附[:：]|注[:：]|（此件|\(此件|抄送|主题词")
_NUMBER_ALONE = re.compile(r".{2,20}[〔\[【（(［]\s*\d{4}\s*[〕\]】）)］]\s*第?\d+号")


def repair(text: Text) -> Text:
    r"""Paragraphs in reading order, one a line, from a text as scanned.

    >>> repair(Text.of("一、工作要求\n\n各地区、各部门要高度重视，落实责\n\n任，**按期**完成。\n")).value
    '一、工作要求\n各地区、各部门要高度重视，落实责任，按期完成。\n'
    """
    for step in STEPS:
        text = step(text)
    return text


def fold_print(text: Text) -> Text:
    """Print what varies from site to site in one way, character for character: blanks, brackets, punctuation.

    Every kind of blank is a blank or 　, brackets are full-width, and so are , : ; . ! ? beside Chinese characters
    (GB/T 15834-2011). Characters without width are dropped. Tabs that part the cells of a table stay.
    """
    value = text.value
    for character, folded_character in _FOLDED.items():
        value = value.replace(character, folded_character)
    for mark, beside in _HALF_WIDTH.items():
        value = beside.sub(_FULL_WIDTH[mark], value)
    if "\t" in value:
        value = "".join(value[a:b] if kept else value[a:b].replace("\t", " ") for a, b, kept in _parted(value))
    folded = Text(value, text.starts, text.origins)
    return folded.drop(match.span() for match in _NO_WIDTH.finditer(value))


def drop_marks(text: Text) -> Text:
    """Drop Markdown marks and the blanks at the end of lines; those that part the cells of a table stay."""
    marks = [*(Stretch(*match.span()) for match in _BOLD.finditer(text.value)), *_line_marks(text.value)]
    blanks = list(_outside_tables(_blanks_to_drop(text.value), text.value))
    return text.drop(_disjoint(sorted([*marks, *blanks])))


def _line_marks(value: str) -> Iterator[Stretch]:
    """Marks at the heads of lines, with the blanks around them."""
    for match in _LINE_MARK.finditer(value):
        start = match.start()
        while start and value[start - 1] in _BLANK:
            start -= 1
        if not start or value[start - 1] == "\n":
            yield Stretch(start, match.end())


def _blanks_to_drop(value: str) -> Iterator[Stretch]:
    for match in _BLANKS_TO_DROP.finditer(value):
        start, end = match.span()
        ends_line = end == len(value) or value[end] == "\n"
        yield Stretch(start if ends_line else start + _MOST_BLANKS, end)


def _parted(value: str) -> Iterator[tuple[int, int, bool]]:
    """A text in stretches: from where to where, and whether a table stands there."""
    start = 0
    for table in table_stretches(value):
        yield start, table.start, False
        yield *table, True
        start = table.end
    yield start, len(value), False


def _outside_tables(stretches: Iterable[Stretch], value: str) -> Iterator[Stretch]:
    """Stretches that touch no table."""
    stretches = list(stretches)
    tables = table_stretches(value) if stretches else []
    ends = [table.end for table in tables]
    for stretch in stretches:
        beside = bisect_right(ends, stretch.start)
        if beside == len(tables) or stretch.end <= tables[beside].start:
            yield stretch


def drop_furniture(text: Text) -> Text:
    """Drop page numbers, running heads and lines of a table of contents, but no cell of a table."""
    lines = [match.span() for match in _PAGE_NUMBER.finditer(text.value)]
    lines += [(match.start(), match.end() + 1) for match in _LINE.finditer(text.value) if _is_contents(match.group())]
    lines += _running_heads(text.value)
    furniture = (Stretch(*line) for line in _disjoint(sorted(lines)))
    return text.drop(_outside_tables(furniture, text.value))


def _is_contents(line: str) -> bool:
    return line[-1] in "0123456789）)" and _CONTENTS_END.search(line[-_CONTENTS_TAIL:]) is not None


def _running_heads(value: str) -> list[tuple[int, int]]:
    lines = [match for match in _LINE.finditer(value) if may_be_running_head(match.group())]
    times = Counter(_DIGITS.sub("0", match.group()) for match in lines)
    return [
        (match.start(), match.end() + 1)
        for match in lines
        if times[_DIGITS.sub("0", match.group())] >= _RUNNING_HEAD_TIMES and not _states_something(match.group())
    ]


def _states_something(line: str) -> bool:
    """Whether a line about a gazette is more than a running head: a number of a directive, or a member of its board."""
    return bool(find_numbers(line)) or row_role(line) is not None or parse_row(line) is not None


def _disjoint(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    end = -1
    for span in spans:
        if span[0] >= end:
            yield span
            end = span[1]


def drop_blank_lines(text: Text) -> Text:
    """Keep lines that print something, each with its line end."""
    runs = (match.span() for match in _LINE_ENDS.finditer(text.value))
    return text.drop((start + 1 if start else 0, end) for start, end in runs if not start or end - start > 1)


def drop_indents(text: Text) -> Text:
    """Drop the blanks at the beginning of lines, which have told where paragraphs begin; a table keeps its columns."""
    indents = (Stretch(*match.span()) for match in _INDENT.finditer(text.value))
    return text.drop(_outside_tables(indents, text.value))


def join_lines(text: Text) -> Text:
    """Join what a line break or page break cut: the line end between two halves of a paragraph is dropped."""
    return text.drop((end, end + 1) for end in _cuts(text.value))


def _cuts(value: str) -> Iterator[int]:
    """Ends of lines that go on in the next line."""
    width = _line_width(value) if _sets_indents(value) else 0
    tables = table_lines(value)
    paragraph = Paragraph()
    for index, line in enumerate(_LINE.finditer(value)):
        paragraph.add(line.group())
        following = value[line.end() + 1 : value.find("\n", line.end() + 1)]
        is_cell = index in tables or index + 1 in tables
        if following and not is_cell and _belong(paragraph, following, width=width):
            yield line.end()
        else:
            paragraph = Paragraph()


def _sets_indents(value: str) -> bool:
    """Whether a text indents its paragraphs: enough lines begin with blanks, and not all."""
    lines = value.count("\n") or 1
    indented = sum(1 for line in _LINE.finditer(value) if _PARAGRAPH_INDENT.match(line.group()))
    return _INDENTED_SHARE <= indented / lines < 1


def _line_width(value: str) -> int:
    """How long a full line is: nine in ten are no longer."""
    lengths = sorted(match.end() - match.start() for match in _LINE.finditer(value))
    return lengths[len(lengths) * 9 // 10]


def _belong(paragraph: "Paragraph", following: str, *, width: int) -> bool:
    """Whether the next line belongs to a paragraph; where paragraphs are indented (``width`` tells), an indent says so.

    A full line of an indented paragraph goes on in a line that is not indented.
    """
    if width and _PARAGRAPH_INDENT.match(following):
        return False
    full = len(paragraph.last) >= _FULL_LINE * width
    if width and full and _PARAGRAPH_INDENT.match(paragraph.first) and paragraph.may_go_on(following):
        return True
    return paragraph.goes_on(following.lstrip())


class Paragraph:
    """The lines gathered so far of one paragraph: enough of them to tell whether the next line belongs to it."""

    def __init__(self) -> None:
        self.first = ""
        self.opening = ""
        self.last = ""
        self.length = 0
        self.depth = 0
        self.prose = False

    def add(self, line: str) -> None:
        """Add one line."""
        self.last = line.strip()
        if not self.first:
            self.first, self.opening = line, self.last
        self.length += len(line)
        self.prose = self.prose or _is_prose(line)
        for bracket in _ANY_BRACKET.findall(line):
            self.depth += 1 if bracket in _OPENING else -1
        self.depth = max(0, self.depth)

    def may_go_on(self, following: str) -> bool:
        """Whether nothing speaks against the next line belonging to this paragraph."""
        return not (
            self._has_ended() or _opens_paragraph(following) or is_body(following) or parse_row(following) is not None
        )

    def _has_ended(self) -> bool:
        ended = _ends_paragraph(self.last) or _METADATA.match(self.last) or _DATE_LINE.match(self.last)
        return bool(ended) or is_body(self.last) or parse_row(self.last) is not None

    def goes_on(self, following: str) -> bool:
        """Whether the next line belongs to this paragraph."""
        if following.startswith(_NEVER_FIRST):
            return True
        ended = _ends_paragraph(self.last)
        labelled = self.last.endswith(_COLON) and _label_end().search(self.last) is not None
        if ended and not labelled:
            return False
        if _opens_paragraph(following) or _DATE_LINE.match(self.last) or _METADATA.match(self.last):
            return False
        if labelled:
            return True
        in_bracket = self.depth and (self.prose or self.length >= _PROSE_LENGTH)
        listed = self.last.endswith(_LISTED_END) or (in_bracket and "、" in following)
        if is_body(following) and not listed:
            return False
        if in_bracket or self.last.endswith(_OPEN_END):
            return not ended
        if ended or parse_row(self.opening) is not None or parse_row(self.last) is not None:
            return False
        if _ends_in_long_bracket(self.last):
            return False
        if _WORD_END.match(following) and self.length >= _PROSE_LENGTH:
            return True
        label = find_label(self.opening)
        if label is not None and label.is_heading:
            return self._heading_goes_on(label)
        return (self.prose and self.length >= _PROSE_LENGTH) or label is not None

    def _heading_goes_on(self, label: Label) -> bool:
        """A numbered line is a heading unless it holds a sentence, or is too long for one.

        Below the second level a comma is enough: such items are written on in the same line.
        """
        if self.length > _HEADING_LENGTH:
            return True
        return "。" in self.first[:-1] or "：" in self.first[:-1] or (label.is_deep and "，" in self.first)


def _is_prose(line: str) -> bool:
    """Whether a line holds a sentence, a list, or a label with what it labels, or opens with a bullet."""
    return bool(_SENTENCE_MARK.search(line) or _LIST_OR_LABEL.search(line) or _BULLET.match(line))


def _ends_paragraph(line: str) -> bool:
    """Whether a line ends as paragraphs and rows of tables do, or is a rule."""
    return line.rstrip(_AFTER_STOP).endswith(_STOPS) or line.endswith(_CELL_END) or _RULE.fullmatch(line) is not None


def _ends_in_long_bracket(line: str) -> bool:
    """Whether a line ends in a bracket that is closed there and too long to belong to a name."""
    if not line.endswith(_CLOSED):
        return False
    inside = line[max(line.rfind("）", 0, -1), line.rfind(")", 0, -1)) + 1 : -1]
    return max(inside[:-_LONG_BRACKET].find(bracket) for bracket in "（(") >= 0


@cache
def _label_end() -> re.Pattern[str]:
    """责任单位： at the end of a line, its list on the next."""
    return re.compile(rf"(?:^|[，。；（()）〔\[\s]){alternation('body_labels')}[：:]$")


def _opens_paragraph(line: str) -> bool:
    return bool(
        opens_item(line)
        or _METADATA.match(line)
        or _OPENS_PARAGRAPH.match(line)
        or (line.endswith("号") and _NUMBER_ALONE.fullmatch(line))
        or _DATE_LINE.match(line)
        or row_role(line) is not None
    )


def close_up(text: Text) -> Text:
    """Drop single blanks inside the words of running text; in headings, rows and signatures blanks part words."""
    return text.drop(
        Stretch(line.start() + blank.start(), line.start() + blank.end())
        for line in _LINE.finditer(text.value)
        for blank in _blanks_inside(line.group())
    )


def _blanks_inside(line: str) -> list[re.Match[str]]:
    blanks = list(_BLANK_INSIDE.finditer(line))
    return blanks if blanks and _is_running(line) else []


def _is_running(line: str) -> bool:
    sentence = "。" in line or ("，" in line and len(line) > _HEADING_LENGTH)
    return sentence and row_role(line) is None and parse_row(line) is None


STEPS: tuple[Step, ...] = (
    fold_print,
    drop_marks,
    drop_furniture,
    drop_blank_lines,
    untangle_columns,
    join_lines,
    close_up,
    drop_indents,
)
"""What is done to a text, in this order."""
