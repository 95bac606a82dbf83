"""Member lists whose columns the scan printed across each other, put back into reading order.

Three kinds of damage, each undone by moving whole lines or ends of lines:

- a row of the left column with a row of the right column printed after it (:func:`split_fused_rows`);
- two lists printed line by line in turn (:func:`part_alternating_rows`);
- a right column printed before the foot of the left one, so that bodies stand before the sentence that announces
  them (:func:`raise_announcements`).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby
from typing import NamedTuple

from ..ontology.vocabulary import alternation, meaning
from .grids import table_lines
from .rows import Row, ends_post, is_fragment, is_open, parse_row
from .text import Stretch, Text

_LINE = re.compile(r"[^\n]*\n")
_REMARK_AT_END = re.compile(r"[（(][^（）()]{1,16}[）)]\s*$")
_STOP = re.compile("[、，,；;]")
_LONGEST_ROW = 40
"""A line longer than this is no line of a column: GB/T 9704 sets 28 characters over the whole page."""

_FEWEST_ROWS = 6
"""Two lists of fewer rows together are not parted: what looks like alternation may be chance."""

_MOST_LINES = 400
"""Lists that go on for longer than this are no two columns of one page or two."""

_FEWEST_BREAKS = 2
"""One break alone may be a list that is odd; it does not show that two lists alternate."""

_FUSED_SHARE = 0.5
"""Where at least this share of rows prints two persons, they are set two to a row and read row by row."""

_ANNOUNCEMENT = re.compile(r"下设[^。，]{0,6}[个类]?([^。，：:]{0,12}?)[：:]\s*$")
_WORKING_BODY = re.compile(r"为([\u3400-\u9fff]{2,6}?)(?:下设)?的?(?:工作|办事)机构")
_SENTENCE_END = re.compile(r"[。；：:]\s*$")
_MOST_PIECES = 3
"""A scan tears a heading into no more pieces than this."""

_RANKS = {"head": 0, "deputy": 1, "member": 2, "other": 2}


class Line(NamedTuple):
    """A line of the text.

    Attributes:
        words: Its characters without line end.
        stretches: The stretches of the text that make it up, line end included.
        split_off: Whether it was the right-hand end of a longer line.
    """

    words: str
    stretches: tuple[Stretch, ...]
    split_off: bool = False


def untangle_columns(text: Text) -> Text:
    """Put rows of member lists back into reading order; a text without such damage comes back unchanged."""
    lines = [Line(match.group().rstrip("\n"), (Stretch(*match.span()),)) for match in _LINE.finditer(text.value)]
    tables = table_lines(text.value)
    runs = groupby(enumerate(lines), key=lambda line: line[0] in tables)
    order = [
        line
        for is_table, run in ((is_table, [line for _, line in run]) for is_table, run in runs)
        for line in (run if is_table else raise_announcements(part_alternating_rows(split_fused_rows(run))))
    ]
    if order == lines:
        return text
    return text.pick(stretch for line in order for stretch in line.stretches)


def split_fused_rows(lines: Sequence[Line]) -> list[Line]:
    """Move the right-hand persons of a block of rows behind the block."""
    result: list[Line] = []
    for block in _blocks(lines):
        if len(block) == 1:
            result += block
            continue
        rows = [parse_row(line.words) for line in block]
        fused = [row is not None and _is_fused(row, line.words) for row, line in zip(rows, block, strict=True)]
        if not any(fused) or sum(fused) >= _FUSED_SHARE * len(block):
            result += block
            continue
        pairs = [
            _split(line, row) if row and two else (line, None)
            for line, row, two in zip(block, rows, fused, strict=True)
        ]
        result += [left for left, _ in pairs] + [right for _, right in pairs if right]
    return result


def _is_fused(row: Row, words: str) -> bool:
    """Two persons, each with a post, on one line, and no stop between them: 、 would make them one list."""
    if len(row.cells) != 2 or not all(cell.posts for cell in row.cells):
        return False
    return not _STOP.search(words, row.cells[0].posts[-1].end, row.cells[1].name[0].start)


def _split(line: Line, row: Row) -> tuple[Line, Line]:
    start = line.stretches[0].start
    cut = row.cells[1].name[0].start
    end = line.stretches[-1]
    line_end = Stretch(end.end - 1, end.end)
    left = Line(line.words[:cut].rstrip(), (Stretch(start, start + cut), line_end))
    return left, Line(line.words[cut:], (Stretch(start + cut, end.end),), split_off=True)


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Runs of rows, and everything else a line at a time."""
    block: list[Line] = []
    for line in lines:
        if len(line.words) <= _LONGEST_ROW and parse_row(line.words) is not None:
            block.append(line)
            continue
        if block:
            yield block
            block = []
        yield [line]
    if block:
        yield block


def part_alternating_rows(lines: Sequence[Line]) -> list[Line]:
    """Where two lists are printed line by line in turn, give the first whole, then the second whole.

    A block is parted only where reading it straight on breaks more posts and sentences than reading every other line.
    """
    result: list[Line] = []
    for block in _short_runs(lines):
        if not _FEWEST_ROWS <= len(block) <= _MOST_LINES:
            result += block
            continue
        odd_and_even = _reunite(block[::2], block[1::2], block)
        straight = _breaks(block)
        parted = sum(map(_breaks, odd_and_even))
        better = straight >= _FEWEST_BREAKS and parted < straight / 2
        result += [*odd_and_even[0], *odd_and_even[1]] if better else block
    return result


def _short_runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Runs of lines that member lists are made of, long enough to hold two; everything else a line at a time."""
    run: list[Line] = []
    for line in lines:
        if _continues_run(run, line):
            run.append(line)
            continue
        yield from _run_or_lines(run)
        run = [line] if _is_list_line(line) or is_group_heading(line.words) else []
        if not run:
            yield [line]
    yield from _run_or_lines(run)


def _continues_run(run: Sequence[Line], line: Line) -> bool:
    """A list goes on with rows, headings, rests of posts and short sentences, and with anything beside a cut one."""
    words = line.words
    if not run or len(words) > _LONGEST_ROW:
        return False
    of_a_list = _is_list_line(line) or is_group_heading(words) or is_fragment(words) or words.endswith("。")
    return of_a_list or _is_cut_sentence(words) or _is_cut_sentence(run[-1].words) or is_open(run[-1].words)


def _run_or_lines(run: list[Line]) -> Iterator[list[Line]]:
    if sum(_is_list_line(line) for line in run) >= _FEWEST_ROWS:
        yield run
        return
    for line in run:
        yield [line]


def _is_list_line(line: Line) -> bool:
    return len(line.words) <= _LONGEST_ROW and parse_row(line.words) is not None


@cache
def _heading() -> re.Pattern[str]:
    return re.compile(rf"[^\s，。；：、（）]{{2,30}}{alternation('group_kinds')}(?:（[^（）]*）)?")


@lru_cache(maxsize=1 << 12)
def is_group_heading(words: str) -> bool:
    """Whether a line is the name of a body alone.

    >>> is_group_heading("抗旱救灾指挥部"), is_group_heading("成立指挥部。")
    (True, False)
    >>> is_group_heading("突发公共事件 应急指挥部")
    True
    """
    parts = words.split()
    torn = 1 < len(parts) <= _MOST_PIECES and parse_row(words) is None
    return bool(_heading().fullmatch("".join(parts) if torn else words.strip()))


def _reunite(left: list[Line], right: list[Line], block: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Give the rest of a cut post to the column in which the post stands, where the other one had no line left."""
    place = {id(line): index for index, line in enumerate(block)}
    for mine, other in ((left, right), (right, left)):
        for line in [line for index, line in enumerate(mine) if _is_stray(mine, index)]:
            before = [one for one in other if place[id(one)] < place[id(line)]]
            if before and is_open(before[-1].words):
                mine.remove(line)
                other.insert(len(before), line)
    return left, right


def _is_stray(column: Sequence[Line], index: int) -> bool:
    line = column[index].words
    before = column[index - 1].words if index else ""
    return parse_row(line) is None and is_fragment(line) and not is_open(before)


def _breaks(lines: Sequence[Line]) -> int:
    """How often a reading breaks something: a post or sentence cut, a rest alone, a role that falls back."""
    count = 0
    rank = 0
    roles: set[str] = set()
    for before, line, after in zip([None, *lines], lines, [*lines[1:], None], strict=False):
        row = _row_or_role(line.words, after)
        if is_group_heading(line.words):
            rank, roles = 0, set()
        if row is not None and row.role is not None:
            now = _RANKS.get(meaning("member_roles", row.role) or "", 2)
            count += now < rank or row.role in roles
            rank = now
            roles.add(row.role)
        count += before is not None and _is_broken(before.words, line.words, row)
    return count


def _row_or_role(words: str, after: Line | None) -> Row | None:
    """A row, or a role alone on its line over rows that print none: neither is the rest of a post."""
    row = parse_row(words)
    if row is not None or after is None:
        return row
    under = parse_row(after.words)
    role = "".join(_REMARK_AT_END.sub("", words).split())
    heads = under is not None and under.role is None and meaning("member_roles", role) is not None
    return Row(role, ()) if heads else None


def _is_broken(before: str, line: str, row: Row | None) -> bool:
    """Whether a line cannot follow the one before it."""
    if is_open(before) or _is_cut_sentence(before):
        return row is not None or is_group_heading(line)
    return row is None and not is_group_heading(line) and is_fragment(line) and not _SENTENCE_END.search(line)


def _is_cut_sentence(line: str) -> bool:
    return "，" in line and not _SENTENCE_END.search(line) and parse_row(line) is None


def raise_announcements(lines: Sequence[Line]) -> list[Line]:
    """Move an announcement of bodies ("委员会下设两个指挥部：") and the list under it before the first of them.

    Bodies that stand above their announcement were printed in the next column.
    """
    result = list(lines)
    for index, line in enumerate(result):
        announced = _ANNOUNCEMENT.search(line.words) if len(line.words) <= _LONGEST_ROW else None
        kind = announced and _kind_of(announced.group(1))
        if not kind:
            continue
        target = _first_announced(result, index, kind)
        end = _list_end(result, index + 1)
        if target is not None:
            block = result[index:end]
            return [*result[:target], *block, *result[target:index], *result[end:]]
    return result


def _kind_of(words: str) -> str | None:
    match = re.search(f"{alternation('group_kinds')}$", words)
    return match.group() if match else None


def _first_announced(lines: Sequence[Line], announcement: int, kind: str) -> int | None:
    """Where the first body of this kind, or what belongs to one, stands in the lists right above its announcement."""
    first = None
    for index in range(announcement - 1, -1, -1):
        words = lines[index].words
        if (is_group_heading(words) and words.strip().endswith(kind)) or (
            (sentence := _WORKING_BODY.search(words)) and sentence.group(1).endswith(kind)
        ):
            first = index
        elif not _is_list_line(lines[index]) and not ends_post(words):
            break
    return None if first is None else _orphans_above(lines, first)


def _orphans_above(lines: Sequence[Line], index: int) -> int:
    """Rows moved out of a fused block and left right above belong to the column too."""
    while index and lines[index - 1].split_off:
        index -= 1
    return index


def _list_end(lines: Sequence[Line], start: int) -> int:
    """The end of the first list after ``start``: its heading and its rows."""
    end = start
    while end < len(lines) and (_is_list_line(lines[end]) or (end == start and is_group_heading(lines[end].words))):
        end += 1
    return end
