"""From characters on a page to lines in reading order.

A page is cut into bands at what is printed over its whole width (title, table, page number); a band with an empty strip
where columns part is read column by column. A strip parts columns only if they are as wide as each other and hold
lines, not words: between the names and the posts of a member list there is an empty strip too.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import median
from typing import NamedTuple

from ..furniture import may_be_running_head

Gutters = tuple[float, ...]
"""Where the strips between columns stand, from left to right; empty for a page that is not set in columns."""

_MOST_COLUMNS = 3
_GUTTER = 0.8
"""The narrowest strip between columns, in widths of a character."""

_OFF_CENTRE = 0.07
"""How far from its place a strip may be, as a share of the width of the text."""

_FEWEST_ROWS = 4
"""Fewer rows side by side are columns only on a page, or in a document, that has others."""

_FEWEST_CHARACTERS = 8
"""Half of the rows of a column are at least so long; 副组长：李四维 has seven characters."""

_TEXT_ROW = 14
"""Beside running text, whose rows are so long, a column may be short."""

_LONG_ROW = 10
"""Where there are columns elsewhere, one such row in each is enough."""

_SAME_ROW = 0.5
"""Characters whose middles are apart by less than this part of their height stand in one row."""

_BLANK = 0.45
_LATIN_BLANK = 0.15
_MOST_BLANKS = 12
"""A gap of at least so many widths of a character is a blank; one between Latin letters is narrower."""

_TWICE = 0.3
"""The same character again within so much of its width is one printed twice, for bold."""

_PAGE_NUMBER = re.compile(r"[-—–－·•.\s]*\d{1,4}[-—–－·•.\s]*|第\s*\d{1,4}\s*页.{0,12}")


class Piece(NamedTuple):
    """Something printed, in points from the left and the top: a character, or a whole table as its lines."""

    left: float
    top: float
    right: float
    bottom: float
    words: str
    is_table: bool = False

    @property
    def middle(self) -> float:
        """Half-way between top and bottom."""
        return (self.top + self.bottom) / 2


Row = list[Piece]


def page_to_lines(pieces: Sequence[Piece], gutters: Gutters) -> list[str]:
    """The lines of a page in reading order; blanks at the beginning tell how far a line is indented.

    Args:
        pieces: What is printed on the page, in any order.
        gutters: Where its columns part, as :func:`find_gutters` tells of this page or of others like it.

    >>> page_to_lines([Piece(10, 0, 20, 10, "知"), Piece(0, 0, 10, 10, "通")], ())
    ['通知']
    """
    em = _em(pieces)
    head, body, foot = _without_furniture(pieces, em)
    blocks = [block for band in _bands(body, gutters, em) for block in _blocks(band, gutters, em)]
    return [line for block in (head, *blocks, foot) for line in _block_lines(block, em)]


def find_gutters(pieces: Sequence[Piece]) -> Gutters:
    """Where a page's columns part; nothing for a page without columns.

    A page with columns has rows side by side, with nothing printed between them, in columns of one width.
    """
    em = _em(pieces)
    _, body, _ = _without_furniture(pieces, em)
    for count in range(_MOST_COLUMNS, 1, -1):
        gutters = _emptiest_strips(body, count, em)
        if any(_are_columns(_parted(band, gutters), em) for band in _bands(body, gutters, em)):
            return gutters
    return ()


def piece_lines(pieces: Sequence[Piece]) -> list[str]:
    """The lines of pieces that stand in no columns, such as a cell's."""
    return [line.strip() for line in _block_lines(pieces, _em(pieces))]


def _em(pieces: Sequence[Piece]) -> float:
    """How wide a Chinese character is on this page, in points."""
    widths = [piece.right - piece.left for piece in pieces if not piece.is_table and piece.words >= "\u2e80"]
    heights = [piece.bottom - piece.top for piece in pieces if not piece.is_table]
    return max(median(widths or heights or [1.0]), 0.1)


# Columns


def _without_furniture(pieces: Sequence[Piece], em: float) -> tuple[Row, Row, Row]:
    """The running head, the rest, and the page number, which stand in no column."""
    rows = _rows(pieces)
    head = rows[:1] if len(rows) > 1 and _is_running_head(_row_line(rows[0], em)) else []
    foot = rows[-1:] if len(rows) > len(head) + 1 and _PAGE_NUMBER.fullmatch(_row_line(rows[-1], em)) else []
    body = rows[len(head) : len(rows) - len(foot)]
    return [*head, []][0], [piece for row in body for piece in row], [*foot, []][0]


def _is_running_head(line: str) -> bool:
    return may_be_running_head(line) or _PAGE_NUMBER.fullmatch(line) is not None


def _emptiest_strips(pieces: Sequence[Piece], count: int, em: float) -> Gutters:
    """Of the places where so many columns of one width may part, those where the least is printed."""
    if not pieces:
        return ()
    left, right = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    lefts, rights = sorted(piece.left for piece in pieces), sorted(piece.right for piece in pieces)
    reach = int((right - left) * _OFF_CENTRE)

    def printed_over(place: float) -> int:
        half = _GUTTER * em / 2
        return bisect_left(lefts, place + half) - bisect_left(rights, place - half)

    def emptiest(centre: float) -> float:
        places = [(printed_over(centre + offset), centre + offset) for offset in range(-reach, reach + 1)]
        runs = [(count, [place for _, place in run]) for count, run in groupby(places, key=lambda one: one[0])]
        _, run = min(runs, key=lambda one: (one[0], -len(one[1])))
        return (run[0] + run[-1]) / 2

    return tuple(emptiest(left + (right - left) * part / count) for part in range(1, count))


def _bands(pieces: Sequence[Piece], gutters: Gutters, em: float) -> list[Row]:
    """What stands between the rows that are printed over a gutter, and those rows, from top to bottom."""
    half = _GUTTER * em / 2
    over = [
        piece
        for piece in pieces
        if any(piece.left < gutter + half and piece.right > gutter - half for gutter in gutters)
    ]
    tops: list[float] = []
    bottoms: list[float] = []
    for piece in sorted(over, key=lambda piece: piece.top):
        height = piece.bottom - piece.top
        top, bottom = piece.top + height / 5, piece.bottom - height / 5
        if bottoms and top <= bottoms[-1]:
            bottoms[-1] = max(bottoms[-1], bottom)
        else:
            tops.append(top)
            bottoms.append(bottom)
    bands: dict[int, Row] = {}
    for piece in pieces:
        place = bisect_left(tops, piece.middle)
        inside = place > 0 and piece.middle <= bottoms[place - 1]
        bands.setdefault(2 * place - inside, []).append(piece)
    return [bands[place] for place in sorted(bands)]


def _parted(band: Sequence[Piece], gutters: Gutters) -> list[Row]:
    """The columns of a band."""
    columns: list[Row] = [[] for _ in range(len(gutters) + 1)]
    for piece in band:
        columns[bisect_left(gutters, (piece.left + piece.right) / 2)].append(piece)
    return columns


def _blocks(band: Row, gutters: Gutters, em: float) -> list[Row]:
    """What of a band is read one after the other."""
    half = _GUTTER * em / 2
    if any(piece.left < gutter + half and piece.right > gutter - half for piece in band for gutter in gutters):
        return [band]
    columns = [column for column in _parted(band, gutters) if column]
    if _are_columns(columns, em) or all(max(map(_length, _rows(column))) >= _LONG_ROW for column in columns):
        return columns
    return [band]


def _are_columns(columns: Sequence[Row], em: float) -> bool:
    """Whether what stands side by side is columns by its look alone."""
    lengths = [[_length(row) for row in _rows(column)] for column in columns if column]
    if len(lengths) < 2 or len(lengths[0]) < _FEWEST_ROWS:
        return False
    is_text = median(lengths[0]) >= _TEXT_ROW
    return is_text or all(len(rows) >= _FEWEST_ROWS and median(rows) >= _FEWEST_CHARACTERS for rows in lengths)


def _length(row: Row) -> int:
    return sum(1 if not piece.is_table else _LONG_ROW for piece in row)


# Rows


def _rows(pieces: Sequence[Piece]) -> list[Row]:
    """Pieces that stand beside each other, from top to bottom, each from left to right."""
    rows: list[Row] = []
    for piece in sorted(pieces, key=lambda piece: piece.middle):
        first = rows[-1][0] if rows else piece
        height = max(first.bottom - first.top, piece.bottom - piece.top) if not piece.is_table else 0
        if rows and not first.is_table and piece.middle - first.middle < _SAME_ROW * height:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row) for row in rows]


def _block_lines(pieces: Sequence[Piece], em: float) -> Iterator[str]:
    rows = _rows(pieces)
    edge = min((row[0].left for row in rows if not row[0].is_table), default=0.0)
    for row in rows:
        if row[0].is_table:
            yield from row[0].words.splitlines()
        elif line := _row_line(row, em):
            yield "\u3000" * min(round((row[0].left - edge) / em), _MOST_BLANKS) + line


def _row_line(row: Row, em: float) -> str:
    """The characters of a row, with blanks where there are gaps."""
    pieces: list[str] = []
    before: Piece | None = None
    for piece in row:
        if before is not None:
            if piece.words == before.words and piece.left - before.left < _TWICE * (piece.right - piece.left):
                continue
            pieces.append(_gap(before, piece, em))
        pieces.append(piece.words)
        before = piece
    return "".join(pieces)


def _gap(before: Piece, piece: Piece, em: float) -> str:
    gap = (piece.left - before.right) / em
    if before.words < "\u2e80" and piece.words < "\u2e80":
        return " " if gap >= _LATIN_BLANK else ""
    return "\u3000" * max(1, min(round(gap), _MOST_BLANKS)) if gap >= _BLANK else ""
