"""Tables of answers as text: boxes for a terminal, CSV, JSON, Markdown.

Cells hold words printed in gazettes and names that users gave, so nothing in them may steer a terminal: characters that
would are written out as escapes.
"""

import csv
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, TextIO, TypeAlias

from .table import Cell, Table
from .terms import PREFIXES

if TYPE_CHECKING:
    from rich.table import Table as RichTable

Format: TypeAlias = Literal["table", "csv", "json", "markdown"]

FORMATS: tuple[Format, ...] = ("table", "csv", "json", "markdown")

# C0 and C1 controls, line and paragraph separators, marks and overrides of writing direction, lone surrogates.
_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

_NARROWEST = 13
"""Columns of a terminal that a cell needs; where there is less room, rows are written one below the other."""

_UNBOUNDED = 1_000_000
"""Width of a table that is not for a screen: no line is broken."""


def write_table(table: Table, out: TextIO, *, fmt: Format = "table", title: str = "", width: int | None = None) -> None:
    """Write a table.

    Args:
        table: What to write.
        out: Where to.
        fmt: ``table`` for people, ``csv`` (RFC 4180, header first), ``json`` (a list with one object a row),
            ``markdown`` (a table as GitHub has it).
        title: Printed above a ``table``; the other formats have none.
        width: Of a ``table``, in columns of the terminal; by default that of the terminal, and as wide as needed
            where ``out`` is none.

    Raises:
        ValueError: ``fmt`` is none of these.
    """
    if fmt == "table":
        _write_boxes(table, out, title=title, width=width)
    elif fmt in _WRITERS:
        _WRITERS[fmt](table, out)
    else:
        raise ValueError(f"a table is written as {', '.join(FORMATS)}, not as {fmt!r}")


def write_csv(table: Table, out: TextIO) -> None:
    r"""Write a table as RFC 4180 has it: a header, lines that end in CR LF, quotes where they are needed.

    To a terminal, control characters go out as escapes; to anything else the values go out as they are.

    >>> import sys
    >>> write_csv(Table(("name", "n"), (("a, b", 1), (None, 2))), sys.stdout)  # doctest: +NORMALIZE_WHITESPACE
    name,n
    "a, b",1
    ,2
    """
    clean: Callable[[Cell], Cell] = _visible_cell if out.isatty() else _same
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(map(clean, table.columns))
    writer.writerows(map(clean, row) for row in table.rows)


def write_json(table: Table, out: TextIO) -> None:
    """Write a table as a JSON list with one object a row; what has no value is null.

    >>> import sys
    >>> write_json(Table(("name", "n"), (("a", 1), (None, 2))), sys.stdout)
    [
      {"name": "a", "n": 1},
      {"name": null, "n": 2}
    ]
    """
    rows = (_json(dict(zip(table.columns, row, strict=True))) for row in table.rows)
    body = ",\n  ".join(rows)
    out.write(f"[\n  {body}\n]\n" if body else "[]\n")


def _json(value: Mapping[str, Cell]) -> str:
    return _STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False))


def write_markdown(table: Table, out: TextIO) -> None:
    r"""Write a table as Markdown, with everything escaped that Markdown or HTML would read; notes come below.

    >>> import sys
    >>> write_markdown(Table(("name", "n"), (("a|b <i>", 1), (None, 2)), ("One is left out.",)), sys.stdout)
    | name | n |
    | --- | ---: |
    | a\|b \<i\> | 1 |
    |  | 2 |
    <BLANKLINE>
    One is left out.
    """
    rules = ["---:" if _is_numeric(row[index] for row in table.rows) else "---" for index in range(len(table.columns))]
    lines = [map(_markdown, table.columns), rules, *(map(_markdown, row) for row in table.rows)]
    out.writelines(f"| {' | '.join(line)} |\n" for line in lines)
    out.writelines(f"\n{_markdown(note)}\n" for note in table.notes)


def _markdown(cell: Cell) -> str:
    return _MARKDOWN.sub(r"\\\g<0>", _shown(cell))


_MARKDOWN = re.compile(r"[\\`*_{}\[\]<>#|~&$!]")

_WRITERS: Mapping[str, Callable[[Table, TextIO], None]] = {
    "csv": write_csv,
    "json": write_json,
    "markdown": write_markdown,
}


def visible(text: str) -> str:
    r"""A text with everything written out that could steer a terminal; a line break becomes ↵.

    >>> visible("\x1b[31mred\nline")
    '\\x1b[31mred↵line'
    """
    return _STEERING.sub(_written_out, text)


def _written_out(match: re.Match[str]) -> str:
    if match[0] in "\n\t":
        return "↵" if match[0] == "\n" else " "
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def _visible_cell(cell: Cell) -> Cell:
    return visible(cell) if isinstance(cell, str) else cell


def _same(cell: Cell) -> Cell:
    return cell


def shorten(text: str) -> str:
    """An IRI of a known vocabulary with its prefix; anything else as it is.

    >>> shorten("http://www.w3.org/ns/org#memberOf"), shorten("plain")
    ('org:memberOf', 'plain')
    """
    for prefix, iri in PREFIXES.items():
        name = text.removeprefix(iri)
        if name != text and re.fullmatch(r"\w+", name):
            return f"{prefix}:{name}"
    return text


def _write_boxes(table: Table, out: TextIO, *, title: str, width: int | None) -> None:
    from rich.console import Console

    console = Console(
        file=out,
        width=width or (None if out.isatty() else _UNBOUNDED),
        highlight=False,
        markup=False,
        emoji=False,
    )
    # Captured, because rich ends the program itself where nobody reads on.
    with console.capture() as captured:
        if title:
            console.print(visible(title), style="bold")
        shown = [tuple(map(_shown, row)) for row in table.rows]
        if shown and _fits(table.columns, shown, console.width):
            console.print(_boxes(table, shown))
        else:
            console.print(_records(table.columns, shown), soft_wrap=True, end="")
        console.print(_count(len(table.rows)))
        for note in table.notes:
            console.print(visible(note))
    out.write(captured.get())


def _fits(columns: Sequence[str], shown: Sequence[Sequence[str]], width: int) -> bool:
    """Whether columns side by side leave each cell enough room to be read."""
    from rich.cells import cell_len

    widths = [max(map(cell_len, column)) for column in zip(columns, *shown, strict=True)]
    return sum(widths) + 2 * len(widths) <= width or width >= _NARROWEST * len(widths)


def _records(columns: Sequence[str], shown: Iterable[Sequence[str]]) -> str:
    """Rows one below the other, a line for each cell that holds something, an empty line between rows."""
    from rich.cells import cell_len

    width = max(map(cell_len, columns), default=0)
    labels = [f"{visible(name)}{' ' * (width - cell_len(name))}" for name in columns]
    rows = ("".join(f"{label}  {cell}\n" for label, cell in zip(labels, row, strict=True) if cell) for row in shown)
    return "".join(f"{row}\n" for row in rows)


def _count(rows: int) -> str:
    return "1 row" if rows == 1 else f"{rows or 'no'} rows"


def _boxes(table: Table, shown: Iterable[Sequence[str]]) -> "RichTable":
    from rich.box import SIMPLE_HEAD
    from rich.table import Table as RichTable
    from rich.text import Text

    boxes = RichTable(box=SIMPLE_HEAD, pad_edge=False)
    for index, name in enumerate(table.columns):
        numeric = _is_numeric(row[index] for row in table.rows)
        boxes.add_column(Text(visible(name)), justify="right" if numeric else "left", overflow="fold")
    for row in shown:
        boxes.add_row(*map(Text, row))
    return boxes


def _is_numeric(cells: Iterable[Cell]) -> bool:
    return all(cell is None or isinstance(cell, int | float) for cell in cells)


def _shown(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case float():
            return f"{cell:.4g}"
        case int():
            return str(cell)
        case _:
            return visible(shorten(cell))
