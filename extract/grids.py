"""Tables in a text: where they stand, and which words stand in which cell.

    | 序号 | 任务 | 牵头单位 |        cells between pipes
    1<tab>修水渠<tab>县水利局         cells between tabs
    1    修水渠    县水利局           cells between blanks, under those of the header
    1 / 修水渠 / 县水利局             one cell a line, as PDF readers leave them

A table is known by its header: a line, or lines, of words that head columns (vocabulary ``table_columns``). It ends
where no row follows. A row whose cells cannot be told apart is kept, with the reason.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import Literal, NamedTuple, TypeAlias
from unicodedata import east_asian_width

from ..ontology.vocabulary import meaning
from .bodies import all_bodies, split_bodies
from .dates import find_date
from .rows import ends_post, has_surname, is_body, is_name
from .text import Stretch

Layout: TypeAlias = Literal["pipes", "tabs", "columns", "words", "lines"]

BODIES = ("lead", "support", "responsible", "mixed")
"""Kinds of columns that name bodies."""

TASKS = ("topic", "task")
"""Kinds of columns that name tasks, the more telling one last."""

_SEPARATORS: dict[Layout, re.Pattern[str]] = {
    "pipes": re.compile("[|｜]"),
    "tabs": re.compile(r"\t"),
    "columns": re.compile(r"[ \u3000]{2,}|\u3000"),
    "words": re.compile(r"[ \u3000]+"),
}
_WIDE_BLANKS = re.compile(r"[ \u3000]{2,}")
_BLANKS = re.compile(r"\s+")
_HINT = re.compile(r"单\s*位|部\s*门|主\s*体|机\s*构|分\s*工|姓\s*名")
"""What every header of a table with facts holds: the word for a column of bodies or names."""

_ASIDE = re.compile(r"[（(][^（）()]*[）)]")
_NO_HEAD = re.compile(r"[。；，：:;,]")
_LONGEST_HEAD = 16
"""Characters of a column's heading, with some to spare."""

_LONGEST_WORDS = 80
"""Characters of a heading with its blanks and what stands in brackets behind it."""

_MOST_HEADS = 24
"""Lines on either side that a header with one heading a line reaches, empty ones among them."""

_LONGEST_HEADER = 300
_LONGEST_CELL = 2000
_RULE = re.compile(r"[|｜:：+\-—–=_ \t]*-[|｜:：+\-—–=_ \t]*")
"""The line of dashes under a header."""

_PAGE = re.compile(r"[-—–－·•. \t\u3000]*\d{1,4}[-—–－·•. \t\u3000]*|第 ?\d{1,4} ?页.{0,12}|.{0,30}公报.{0,30}")
_DIGITS = re.compile(r"(\d{1,3})[.．、]?")
_BETWEEN_ROWS = 3
"""So many lines may stand between two rows of one table: a page number, a running head, a heading over some rows."""

_LONGEST_BETWEEN = 40
_LONGEST_NUMBER = 6
LINES_OF_A_ROW = 30
"""A row goes on over no more lines than this."""

_OFF = 1
"""A cell begins under its header or under the cell above, give or take so many half-width characters."""


class Piece(NamedTuple):
    """Words of a cell on one line: the line's index, and from where to where in it."""

    line: int
    start: int
    end: int


Cell: TypeAlias = tuple[Piece, ...]
"""The words of a cell, line by line; empty where it prints nothing."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of a table.

    Attributes:
        lines: Indices of the lines that print it.
        cells: One a column; none at all where they could not be told apart.
        reason: Why they could not be; empty where they could.
    """

    lines: tuple[int, ...]
    cells: tuple[Cell, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table.

    Attributes:
        layout: What parts its cells.
        header: Indices of the lines that print its header, and prints it again.
        heads: The heading of each column as printed, without blanks.
        kinds: What stands in each column; ``other`` where its heading is not known.
        rows: In order.
        bare: Indices of lines that belong to the table and print no cell: rules of dashes.
    """

    layout: Layout
    header: tuple[int, ...]
    heads: tuple[str, ...]
    kinds: tuple[str, ...]
    rows: tuple[GridRow, ...]
    bare: tuple[int, ...] = ()

    @property
    def lines(self) -> frozenset[int]:
        """Indices of all its lines."""
        return frozenset((*self.header, *self.bare, *(line for row in self.rows for line in row.lines)))

    @property
    def assigns(self) -> bool:
        """Whether it says which bodies have which tasks."""
        return _assigns(self.kinds)

    @property
    def seats(self) -> bool:
        """Whether it lists persons with their posts."""
        return _seats(self.kinds)


class _Head(NamedTuple):
    """A header that was found: its last line, its layout, and its columns."""

    lines: tuple[int, ...]
    layout: Layout
    heads: tuple[str, ...]
    kinds: tuple[str, ...]
    pieces: tuple[Piece, ...]


def table_lines(value: str) -> frozenset[int]:
    r"""Indices of the lines of a text that belong to a table.

    >>> sorted(table_lines("附件\n任务|责任单位\n修水渠|县水利局\n某县政府\n"))
    [1, 2]
    """
    if _HINT.search(value) is None:
        return frozenset()
    return frozenset(line for grid in find_grids(value.split("\n")) for line in grid.lines)


def table_stretches(value: str) -> list[Stretch]:
    """Where the lines of a text's tables stand, line ends included, in order; lines that follow each other are one."""
    kept = table_lines(value)
    stretches: list[Stretch] = []
    start = 0
    for index, line in enumerate(value.split("\n") if kept else ()):
        end = min(start + len(line) + 1, len(value))
        if index in kept:
            first = stretches.pop().start if stretches and stretches[-1].end == start else start
            stretches.append(Stretch(first, end))
        start = end
    return stretches


def find_grids(lines: Sequence[str]) -> Iterator[Grid]:
    """The tables of a text, in order, with at least one row each.

    >>> grid = next(find_grids(["任务|责任单位", "修水渠|县水利局"]))
    >>> grid.kinds, [cell[0].start for cell in grid.rows[0].cells]
    (('task', 'responsible'), [0, 4])
    """
    floor = 0
    for index, line in enumerate(lines):
        if index < floor or len(line) > _LONGEST_HEADER or not _may_head(line):
            continue
        head = _line_header(index, line) or _lines_header(lines, index, floor)
        if head is not None:
            grid = _grid(lines, head)
            floor = max(grid.lines) + 1
            if grid.rows:
                yield grid


# Headers


def _may_head(line: str) -> bool:
    """Whether a line may be the header of a table or part of one: no sentence is."""
    return _HINT.search(line) is not None and ("。" not in line or len(line) <= _LONGEST_WORDS)


@lru_cache(maxsize=1 << 12)
def head_kind(words: str) -> str:
    """What stands in a column under a heading; ``other`` where the heading is not known.

    >>> head_kind("责任 单位（排在首位的为牵头单位）"), head_kind("投资额")
    ('responsible', 'other')
    """
    if len(words) > _LONGEST_WORDS:
        return "other"
    squeezed = _BLANKS.sub("", _ASIDE.sub("", words)).strip("*")
    return (meaning("table_columns", squeezed) if len(squeezed) <= _LONGEST_HEAD else None) or "other"


def _assigns(kinds: Sequence[str]) -> bool:
    return any(kind in BODIES for kind in kinds) and any(kind in TASKS for kind in kinds) and "money" not in kinds


def _seats(kinds: Sequence[str]) -> bool:
    return kinds.count("name") == 1 and any(kind in ("post", "unit", "role") for kind in kinds)


def _is_header(kinds: Sequence[str]) -> bool:
    """Whether columns of these kinds make a table that may state facts: at least half of them are known."""
    known = sum(kind != "other" for kind in kinds)
    named = any(kind in BODIES for kind in kinds) and ("number" in kinds or any(kind in TASKS for kind in kinds))
    return 2 <= known >= len(kinds) / 2 and (named or _seats(kinds))


def _line_header(index: int, line: str) -> _Head | None:
    """A header on one line."""
    if "。" in line:
        return None
    layout = _layout(line)
    pieces = _known_words(index, line) if layout == "words" else _pieces(index, line, layout)
    pieces = _singles_joined(line, pieces) if layout == "columns" else pieces
    heads = tuple(_BLANKS.sub("", line[piece.start : piece.end]) for piece in pieces)
    if len(heads) < 2 or any(_NO_HEAD.search(_ASIDE.sub("", head)) for head in heads):
        return None
    kinds = tuple(map(head_kind, heads))
    found = _is_header(kinds) or (layout in ("pipes", "tabs") and _names_bodies(heads, kinds))
    return _Head((index,), layout, heads, kinds, tuple(pieces)) if found else None


_LONGEST_SURNAMED = 3
"""A word with more characters that begins as a surname does is more often a heading (水库名称) than a name."""


def _names_bodies(heads: Sequence[str], kinds: Sequence[str]) -> bool:
    """Whether a line heads a column of bodies beside columns that are not known; 责任单位|县水利局 does not."""
    others = [head for head, kind in zip(heads, kinds, strict=True) if kind == "other"]
    return any(kind in BODIES for kind in kinds) and not any(
        not one or is_body(one) or (len(one) <= _LONGEST_SURNAMED and has_surname(one)) for one in others
    )


def _layout(line: str) -> Layout:
    if _SEPARATORS["pipes"].search(line):
        return "pipes"
    if "\t" in line.strip():
        return "tabs"
    return "columns" if _WIDE_BLANKS.search(line.strip()) and not _spread(line) else "words"


def _spread(line: str) -> bool:
    """Whether blanks stand between characters only: 序　号　任　务."""
    return all(len(word) == 1 for word in line.split())


def _known_words(index: int, line: str) -> list[Piece]:
    """The headings of a line that parts them with single blanks; none where a word of it heads no column."""
    tokens = [match.span() for match in re.finditer(r"\S+", line)]
    if len(tokens) < 2:
        return []
    pieces: list[Piece] = []
    first = 0
    while first < len(tokens):
        ends = (last for last in range(min(first + 6, len(tokens)), first, -1))
        last = next((end for end in ends if head_kind(line[tokens[first][0] : tokens[end - 1][1]]) != "other"), None)
        if last is None:
            return []
        pieces.append(Piece(index, tokens[first][0], tokens[last - 1][1]))
        first = last
    return pieces


def _lines_header(lines: Sequence[str], index: int, floor: int) -> _Head | None:
    """A header with one heading a line, of which the line at ``index`` names bodies or persons."""
    if not _is_heading(lines, index):
        return None
    first = last = index
    while first > max(floor, index - _MOST_HEADS) and _is_heading(lines, first - 1):
        first -= 1
    while last + 1 < min(len(lines), index + _MOST_HEADS) and _is_heading(lines, last + 1):
        last += 1
    printed = tuple(one for one in range(first, last + 1) if lines[one].strip())
    heads = tuple(_BLANKS.sub("", lines[one]) for one in printed)
    kinds = tuple(map(head_kind, heads))
    if "other" in kinds or len(set(kinds)) < len(kinds) or not _is_header(kinds):
        return None
    return _Head(printed, "lines", heads, kinds, tuple(Piece(one, 0, len(lines[one])) for one in printed))


def _is_heading(lines: Sequence[str], index: int) -> bool:
    """Whether a line is the heading of a column, or empty."""
    words = lines[index].strip()
    return not words or (len(words) <= 2 * _LONGEST_HEAD and head_kind(words) != "other")


def _with_second_line(lines: Sequence[str], head: _Head) -> _Head:
    """A header with the line under it, where that line parts 责任单位 into 牵头 and 配合."""
    reach = range(head.lines[-1] + 1, min(head.lines[-1] + _BETWEEN_ROWS, len(lines)))
    index = next((at for at in reach if lines[at].strip() and not _RULE.fullmatch(lines[at])), None)
    if index is None or head.layout == "lines" or len(lines[index]) > _LONGEST_HEADER:
        return head
    cells = [_BLANKS.sub("", lines[index][one.start : one.end]) for one in _pieces(index, lines[index], head.layout)]
    if len(cells) != len(head.heads):
        return head
    parts = [
        "" if not cell or cell == above else _part_kind(cell) for cell, above in zip(cells, head.heads, strict=True)
    ]
    if not any(parts) or "other" in parts:
        return head
    kinds = tuple(part or kind for part, kind in zip(parts, head.kinds, strict=True))
    return head._replace(lines=(*head.lines, index), kinds=kinds)


def _part_kind(words: str) -> str:
    """The kind of column that a word under 责任单位 heads: 牵头 and 牵头单位 are the same; ``other`` for any other."""
    kind = next((kind for kind in (head_kind(words), head_kind(f"{words}单位")) if kind != "other"), "other")
    return kind if kind in BODIES and len(words) <= _LONGEST_PART else "other"


_LONGEST_PART = 6


# Rows


def _grid(lines: Sequence[str], head: _Head) -> Grid:
    head = _with_second_line(lines, head)
    reader = _LinesReader(lines, head) if head.layout == "lines" else _RowReader(lines, head)
    rows = tuple(reader.rows())
    return Grid(head.layout, (*head.lines, *reader.again), head.heads, head.kinds, rows, tuple(reader.bare))


def _pieces(index: int, line: str, layout: Layout) -> list[Piece]:
    """The cells of a line, empty ones among them; a pipe at either end parts nothing."""
    start, end = 0, len(line)
    if layout == "pipes":
        start += len(line) - len(line.lstrip())
        end = max(start, len(line.rstrip()))
        start += line[start : start + 1] in ("|", "｜")
        end = max(start, end - (line[start:end][-1:] in ("|", "｜")))
    elif layout in ("columns", "words"):
        start = len(line) - len(line.lstrip())
        end = max(start, len(line.rstrip()))
    cuts = [match.span() for match in _SEPARATORS[layout].finditer(line, start, end)]
    edges = [start, *(edge for cut in cuts for edge in cut), end]
    pieces = [_trimmed(index, line, *edges[at : at + 2]) for at in range(0, len(edges), 2)]
    return pieces if layout in ("pipes", "tabs") else [piece for piece in pieces if piece.end > piece.start]


def _trimmed(index: int, line: str, start: int, end: int) -> Piece:
    words = line[start:end]
    left = start + len(words) - len(words.lstrip())
    return Piece(index, left, max(left, start + len(words.rstrip())))


def _cell(piece: Piece) -> Cell:
    return (piece,) if piece.end > piece.start else ()


def counted(words: str) -> int | None:
    """The number that a cell counts with; None where it holds anything else.

    >>> counted("12"), counted("3."), counted("（一）")
    (12, 3, None)
    """
    match = _DIGITS.fullmatch(words.strip())
    return int(match.group(1)) if match else None


class _RowReader:
    """The rows of a table whose cells stand side by side.

    Attributes:
        again: Lines that print the header again, gathered while the rows are read.
        bare: Rules of dashes.
    """

    def __init__(self, lines: Sequence[str], head: _Head) -> None:
        self.lines = lines
        self.head = head
        self.again: list[int] = []
        self.bare: list[int] = []
        self._starts = [{_width(lines[piece.line][: piece.start])} for piece in head.pieces]
        self._outer = lines[head.lines[-1]].strip()[-1:] in ("|", "｜")

    def rows(self) -> Iterator[GridRow]:
        """The rows in order."""
        pending: GridRow | None = None
        index = self.head.lines[-1] + 1
        while (at := self._next(index)) is not None:
            row = self._read(at)
            index = (row.lines[-1] if row else at) + 1
            if row is None:
                continue
            if pending is not None and self._continues(row) and len(pending.lines) < LINES_OF_A_ROW:
                pending = self._continued(pending, row)
                continue
            if pending is not None:
                yield pending
            pending = row
        if pending is not None:
            yield pending

    def _next(self, index: int) -> int | None:
        """The next line of the table; None where it ends."""
        between = 0
        while index < len(self.lines) and between <= _BETWEEN_ROWS:
            line = self.lines[index]
            if line.strip() and self._is_row(index, apart=between > 0):
                return index
            if line.strip() and not _may_stand_between(line):
                return None
            between += bool(line.strip())
            index += 1
        return None

    def _is_row(self, index: int, *, apart: bool) -> bool:
        """Whether a line is one of the table; after lines that are not, only a line with all its cells is."""
        line, count = self.lines[index], len(self.head.heads)
        if self.head.layout in ("pipes", "tabs"):
            parted = _SEPARATORS[self.head.layout].search(line) is not None
            return parted and (not apart or len(self._pieces(index)) == count or bool(_RULE.fullmatch(line)))
        pieces = self._pieces(index)
        if len(pieces) == count:
            return self.head.layout == "columns" or self._is_counted(line, pieces)
        if self.head.layout == "words" or apart or self._is_signature(index, pieces):
            return False
        begins = len(pieces) > 1 or line[:1].isspace()
        return begins and all(self._column(piece) is not None for piece in pieces)

    def _is_counted(self, line: str, pieces: Sequence[Piece]) -> bool:
        """Whether a line of words opens with no more than a number, where the table's rows do."""
        first = pieces[0]
        return self.head.kinds[0] != "number" or first.end - first.start <= _LONGEST_NUMBER

    def _is_signature(self, index: int, pieces: Sequence[Piece]) -> bool:
        """Whether a line is a date or stands above one; a name alone may be one of several above it."""
        reach = range(index, min(index + 2 * _BETWEEN_ROWS, len(self.lines)))
        printed = [self.lines[at] for at in reach if self.lines[at].strip()][: 3 if len(pieces) == 1 else 2]
        return any(find_date(line) is not None and len(line.strip()) <= _LONGEST_HEAD for line in printed)

    def _pieces(self, index: int) -> list[Piece]:
        pieces = _pieces(index, self.lines[index], self.head.layout)
        if self.head.layout in ("columns", "words") and len(pieces) > len(self.head.heads):
            return _singles_joined(self.lines[index], pieces)
        return pieces

    def _column(self, piece: Piece) -> int | None:
        """The one column under whose header, or under whose cells, a piece begins."""
        start = _width(self.lines[piece.line][: piece.start])
        columns = [at for at, known in enumerate(self._starts) if any(abs(start - one) <= _OFF for one in known)]
        return columns[0] if len(columns) == 1 else None

    def _read(self, index: int) -> GridRow | None:
        """The row that begins on a line; None for a rule of dashes or the header printed again."""
        line = self.lines[index]
        if _RULE.fullmatch(line):
            self.bare.append(index)
            return None
        pieces = self._pieces(index)
        if tuple(_BLANKS.sub("", line[piece.start : piece.end]) for piece in pieces) == self.head.heads:
            self.again.append(index)
            return None
        if self.head.layout in ("columns", "words"):
            return self._placed(index, pieces)
        return self._parted(index, pieces)

    def _placed(self, index: int, pieces: Sequence[Piece]) -> GridRow:
        """A row whose cells stand under the header's."""
        count = len(self.head.heads)
        if len(pieces) == count:
            for known, piece in zip(self._starts, pieces, strict=True):
                known.add(_width(self.lines[index][: piece.start]))
            return GridRow((index,), tuple(map(_cell, pieces)))
        placed = {self._column(piece): piece for piece in pieces}
        return GridRow((index,), tuple(_cell(placed[at]) if at in placed else () for at in range(count)))

    def _parted(self, index: int, pieces: Sequence[Piece]) -> GridRow:
        """A row whose cells are parted by a character; one of them may go on over several lines."""
        cells = [_cell(piece) for piece in pieces]
        lines = [index]
        count = len(self.head.heads)
        while (len(cells) < count or self._is_unclosed(lines[-1])) and (
            more := self._rest_of_row(lines[-1], count - len(cells))
        ) is not None:
            at, rest = more
            lines.append(at)
            cells[-1] = (*cells[-1], *_cell(rest[0]))
            cells += map(_cell, rest[1:])
        if len(cells) < count and self.head.layout == "tabs":
            cells += [()] * (count - len(cells))  # tabs at the end of a line are lost
        if len(cells) != count:
            return GridRow(tuple(lines), (), "the row has not as many cells as the table's header")
        return GridRow(tuple(lines), tuple(cells))

    def _rest_of_row(self, index: int, missing: int) -> tuple[int, list[Piece]] | None:
        """The next line, where it goes on in the last cell and prints no more than the cells that are missing."""
        if self._outer != self._is_unclosed(index) or not (self._outer or self.head.kinds[0] == "number"):
            return None
        reach = range(index + 1, min(index + 3, len(self.lines)))
        following = next((at for at in reach if self.lines[at].strip()), None)
        if following is None or len(self.lines[following]) > _LONGEST_CELL:
            return None
        line = self.lines[following]
        rest = _pieces(following, line, self.head.layout)
        opens = self.head.layout == "pipes" and line.lstrip()[:1] in ("|", "｜")
        if opens or not rest or counted(line[rest[0].start : rest[0].end]) is not None:
            return None
        closes = not self._outer or not self._is_unclosed(following)
        fits = len(rest) == missing + 1 if closes else 0 < missing >= len(rest) - 1
        return (following, rest) if fits else None

    def _is_unclosed(self, index: int) -> bool:
        """Whether the pipe that ends a row is still to come."""
        return self._outer and not self.lines[index].rstrip().endswith(("|", "｜"))

    def _continues(self, row: GridRow) -> bool:
        """Whether a row is none of its own: under blanks, one that leaves its first cell empty."""
        return self.head.layout == "columns" and bool(row.cells) and not row.cells[0]

    def _continued(self, row: GridRow, more: GridRow) -> GridRow:
        if not row.cells:
            return replace(row, lines=(*row.lines, *more.lines))
        cells = tuple((*cell, *rest) for cell, rest in zip(row.cells, more.cells, strict=True))
        return GridRow((*row.lines, *more.lines), cells)


def _may_stand_between(line: str) -> bool:
    """Whether a line may stand between two rows: a page number, a running head, a heading over some of the rows."""
    words = line.strip()
    return bool(_PAGE.fullmatch(words)) or (len(words) <= _LONGEST_BETWEEN and not words.endswith(("。", "：")))


def _singles_joined(line: str, pieces: Sequence[Piece]) -> list[Piece]:
    """Cells where two single characters beside each other are one name, set to three characters' width."""
    joined: list[Piece] = []
    for piece in pieces:
        alone = piece.end - piece.start == 1 and not line[piece.start].isdigit()
        if alone and joined and joined[-1].end - joined[-1].start == 1 and not line[joined[-1].start].isdigit():
            joined[-1] = joined[-1]._replace(end=piece.end)
        else:
            joined.append(piece)
    return joined


def _width(words: str) -> int:
    """How many half-width characters wide words are set."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in words)


class _LinesReader:
    """The rows of a table with one cell a line.

    Rows that count up are told by their numbers. Without numbers only rows are read whose every cell is of its column's
    kind: nothing else tells where a row begins once one lacks a cell.
    """

    def __init__(self, lines: Sequence[str], head: _Head) -> None:
        self.lines = lines
        self.head = head
        self.again: list[int] = []
        self.bare: list[int] = []

    def rows(self) -> Iterator[GridRow]:
        """The rows in order."""
        return self._counted() if self.head.kinds[0] == "number" else self._cycled()

    def _counted(self) -> Iterator[GridRow]:
        start = self.head.lines[-1] + 1
        at = self._numbered(start, start + _BETWEEN_ROWS, 1)
        number = 1
        while at is not None:
            following = self._numbered(at + 1, at + LINES_OF_A_ROW, number + 1)
            yield self._row(at, following)
            at, number = following, number + 1

    def _numbered(self, start: int, stop: int, number: int) -> int | None:
        """Where the row with a number opens."""
        reach = range(start, min(stop, len(self.lines)))
        return next((at for at in reach if counted(self.lines[at]) == number), None)

    def _row(self, start: int, following: int | None) -> GridRow:
        """From a number to the next one; the last row has as many lines as cells."""
        count = len(self.head.heads)
        stop = start + LINES_OF_A_ROW if following is None else following
        printed = list(self._printed(start, stop))
        if following is None:
            return self._last(printed[:count])
        self.again += [at for at in range(start, stop) if at not in printed and self._repeats(at)]
        return self._whole(printed)

    def _last(self, printed: Sequence[int]) -> GridRow:
        """The row after which no number follows: a signature under it must not fill it up."""
        signed = self._is_date(next(self._printed(printed[-1] + 1, printed[-1] + _BETWEEN_ROWS), printed[-1]))
        dated = (
            at
            for at, kind in zip(printed, self.head.kinds, strict=False)
            if kind in (*BODIES, *TASKS) and self._is_date(at)
        )
        if (signed and self.head.kinds[-1] in BODIES) or any(dated):
            return GridRow(tuple(printed[:1]), (), "the row has not one line for each cell")
        return self._whole(printed)

    def _is_date(self, at: int) -> bool:
        return find_date(self.lines[at]) is not None and len(self.lines[at].strip()) <= _LONGEST_HEAD

    def _whole(self, printed: Sequence[int]) -> GridRow:
        if len(printed) != len(self.head.heads):
            return GridRow(tuple(printed), (), "the row has not one line for each cell")
        cells = (_cell(_trimmed(at, self.lines[at], 0, len(self.lines[at]))) for at in printed)
        return GridRow(tuple(printed), tuple(cells))

    def _printed(self, start: int, stop: int) -> Iterator[int]:
        """Lines that print cells: no page numbers, no header printed again."""
        for at in range(start, min(stop, len(self.lines))):
            line = self.lines[at].strip()
            is_page = _PAGE.fullmatch(line) is not None and at != start
            if line and not is_page and not self._repeats(at):
                yield at

    def _repeats(self, at: int) -> bool:
        return _BLANKS.sub("", self.lines[at]) in self.head.heads

    def _cycled(self) -> Iterator[GridRow]:
        count = len(self.head.heads)
        at = self.head.lines[-1] + 1
        while True:
            printed = list(islice(self._printed(at, at + LINES_OF_A_ROW), count))
            if len(printed) < count or not all(map(self._suits, printed, self.head.kinds)):
                return
            row = self._last(printed)
            if not row.cells:
                return
            yield row
            at = printed[-1] + 1

    def _suits(self, at: int, kind: str) -> bool:
        """Whether a line is what its column holds."""
        words = _BLANKS.sub("", self.lines[at])
        if kind in BODIES:
            return all_bodies(split_bodies(words))
        if kind == "name":
            return is_name(words)
        if kind in ("unit", "post", "role"):
            return ends_post(words) or is_body(words)
        return not all_bodies(split_bodies(words)) and not words.endswith("：")
