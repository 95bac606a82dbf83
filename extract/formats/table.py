"""Tables as Markdown rows, ``| 项目 | 牵头单位 |``: one line a row, so that a row is evidence by itself."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..rows import is_body

_BLANKS = re.compile(r"[ \t\r\n\f\v\xa0]+")
_LATIN_END, _LATIN_START = re.compile(r"[0-9A-Za-z]$"), re.compile(r"[0-9A-Za-z]")
_MOST_COLUMNS = 60
_MOST_REPEATED = 20
"""Repeated cells may make a table so many times as long, and no longer: text is hostile input."""


class Cell(NamedTuple):
    """A cell: its words on one line, and over how many rows and columns it goes."""

    words: str
    rows: int = 1
    columns: int = 1


def table_to_lines(table: Sequence[Sequence[Cell]]) -> Iterator[str]:
    """The rows of a table, one a line.

    A cell that goes over several rows is repeated on each of them, so that a row says by itself what belongs together;
    one that goes over several columns stands in the first, and the others are empty. Rows without words are left out.

    >>> list(table_to_lines([[Cell("修渠", rows=2), Cell("省水利厅")], [Cell("省财政厅")]]))
    ['| 修渠 | 省水利厅 |', '| 修渠 | 省财政厅 |']
    """
    room = _MOST_REPEATED * (sum(len(cell.words) + 4 for row in table for cell in row) + 25)
    hanging: dict[int, tuple[int, str]] = {}
    for row in table:
        words: list[str] = []
        cells = iter(row)
        for column in range(_MOST_COLUMNS):
            left, repeated = hanging.pop(column, (0, ""))
            if left:
                if left > 1:
                    hanging[column] = (left - 1, repeated)
                room -= len(repeated) + 3
                words.append(repeated if room > 0 else "")
            elif len(words) > column:
                continue
            elif (cell := next(cells, None)) is not None:
                width = min(cell.columns, _MOST_COLUMNS - column)
                words += [cell.words, *[""] * (width - 1)]
                if cell.rows > 1:
                    hanging[column] = (cell.rows - 1, cell.words)
                    hanging |= {column + offset: (cell.rows - 1, "") for offset in range(1, width)}
            elif not any(place > column for place in hanging):
                break
            else:
                words.append("")
        words += [cell.words for cell in cells]
        if any(words):
            yield f"| {' | '.join(words)} |"


def cell_words(pieces: Sequence[str]) -> str:
    """The lines of a cell on one line: joined without a blank, as a line of a cell is cut where the cell ends.

    Where every line is the name of a body, they are a list of bodies, and are joined as one. A bar in a cell is printed
    as a stroke, for bars part cells.

    >>> cell_words(["省发展和改", "革委员会"]), cell_words(["省财政厅", "省水利厅"])
    ('省发展和改革委员会', '省财政厅、省水利厅')
    """
    pieces = [words for piece in pieces if (words := _BLANKS.sub(" ", piece).strip())]
    if len(pieces) > 1 and all(is_body(piece) for piece in pieces):
        return "、".join(pieces)
    joined = ""
    for piece in pieces:
        apart = _LATIN_END.search(joined) and _LATIN_START.match(piece)
        joined += f" {piece}" if apart else piece
    return joined.replace("|", "／").replace("｜", "／")
