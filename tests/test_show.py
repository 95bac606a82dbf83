"""Tables as text."""

import csv
import json
from io import StringIO
from typing import Any

import pytest
from gongbao.graph.show import Format, visible, write_table
from gongbao.graph.table import Cell, Table
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

TABLE = Table(("agency", "tasks"), (("云岭省财政厅", 12), ("云岭省水利厅", 3), (None, 0)))
HOSTILE = "\x1b[31m红\x1b]0;title\x07\u202e\x9b2J\r[bold]:smile:\x00"

texts = st.text(st.characters(exclude_categories=["Cs"]))
cells = st.one_of(st.none(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), texts)
tables = st.lists(st.tuples(cells, cells)).map(lambda rows: Table(("a", "b"), tuple(rows)))


class Terminal(StringIO):
    """A stream that says that someone looks at it."""

    def isatty(self) -> bool:
        return True


def shown(table: Table, fmt: Format = "table", **options: Any) -> str:
    out = StringIO()
    write_table(table, out, fmt=fmt, **options)
    return out.getvalue()


def test_a_table_has_header_rows_and_count() -> None:
    text = shown(TABLE)
    assert [line.split() for line in text.splitlines() if line.strip() and "─" not in line] == [
        ["agency", "tasks"],
        ["云岭省财政厅", "12"],
        ["云岭省水利厅", "3"],
        ["0"],
        ["3", "rows"],
    ]


def test_numbers_stand_on_the_right() -> None:
    lines = shown(TABLE).splitlines()
    ends = [cell_len(line.rstrip()) for line in lines if "厅" in line]
    assert len(set(ends)) == 1


def test_an_empty_table_says_so() -> None:
    assert shown(Table(("a",), ())) == "no rows\n"


def test_a_title_stands_above() -> None:
    assert shown(TABLE, title="Who leads?").startswith("Who leads?\n")


def test_a_width_is_kept_and_nothing_is_lost() -> None:
    long = "粮仓节能改造工作" * 20
    text = shown(Table(("words", "line"), ((long, 7),)), width=40)
    assert max(cell_len(line) for line in text.splitlines()) <= 40
    assert "".join(text.split()).count("粮仓节能改造工作"[0]) == 20


def test_the_terminal_gives_the_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    out = Terminal()
    write_table(Table(("words",), (("字" * 100,),)), out)
    widths = [cell_len(line) for line in out.getvalue().splitlines() if "字" in line]
    assert len(widths) > 1
    assert max(widths) <= 30


def test_where_columns_have_no_room_rows_stand_one_below_the_other() -> None:
    table = Table(("agency", "role", "task", "source", "line"), (("省财政厅", None, "字" * 50, "a-long-name.txt", 7),))
    lines = shown(table, width=50).splitlines()
    assert lines == ["agency  省财政厅", f"task    {'字' * 50}", "source  a-long-name.txt", "line    7", "", "1 row"]


def test_a_file_gets_one_line_a_row() -> None:
    assert sum("字" in line for line in shown(Table(("words",), (("字" * 500,),))).splitlines()) == 1


def test_known_iris_are_short_on_screen_and_whole_in_files() -> None:
    table = Table(("p",), (("http://www.w3.org/ns/org#memberOf",),))
    assert "org:memberOf" in shown(table)
    assert "http://www.w3.org/ns/org#memberOf" in shown(table, "csv")
    assert "http://www.w3.org/ns/org#memberOf" in shown(table, "json")


@pytest.mark.parametrize("fmt", ["table", "csv", "json", "markdown"])
def test_hostile_cells_steer_no_terminal(fmt: Format) -> None:
    out = Terminal()
    write_table(Table((HOSTILE,), ((HOSTILE,),)), out, fmt=fmt, title=HOSTILE, width=200)
    steering = {char for char in out.getvalue() if char in "\x00\x07\x9b\u202e"}
    assert not steering
    assert "\x1b[31m" not in out.getvalue()
    assert "\x1b]" not in out.getvalue()


def test_markup_and_emoji_codes_are_printed_as_they_are() -> None:
    assert "[bold]:smile:[/bold]" in shown(Table(("a",), (("[bold]:smile:[/bold]",),)))


def test_line_breaks_stay_visible_within_a_cell() -> None:
    assert "甲↵乙" in shown(Table(("a",), (("甲\n乙",),)))


def test_csv_is_as_the_norm_has_it() -> None:
    table = Table(("name", "n"), (('a "b", c', 1), ("two\nlines", None)))
    assert shown(table, "csv") == 'name,n\r\n"a ""b"", c",1\r\n"two\nlines",\r\n'


@given(tables)
def test_csv_keeps_every_value(table: Table) -> None:
    rows = list(csv.reader(StringIO(shown(table, "csv"), newline="")))
    assert rows == [list(table.columns), *([as_text(cell) for cell in row] for row in table.rows)]


def as_text(cell: Cell) -> str:
    return "" if cell is None else str(cell)


@given(tables)
def test_json_keeps_every_value_and_its_type(table: Table) -> None:
    assert json.loads(shown(table, "json")) == [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def test_json_of_nothing_is_an_empty_list() -> None:
    assert json.loads(shown(Table(("a",), ()), "json")) == []


def test_json_prints_chinese_as_it_is() -> None:
    assert "云岭省财政厅" in shown(TABLE, "json")


def test_an_unknown_format_is_an_error() -> None:
    with pytest.raises(ValueError, match="table, csv, json, markdown"):
        shown(TABLE, "xml")  # type: ignore[arg-type]


@given(st.text())
def test_visible_text_has_no_control_characters(text: str) -> None:
    assert all(char.isprintable() or char in "\xa0\xad" or ord(char) > 0x9F for char in visible(text))


def test_markdown_is_a_table_in_which_nothing_is_read_as_markup() -> None:
    table = Table(("name", "n"), (("a|b *c* <i>[d](e)</i>\n`f`", 1), (None, 2)))
    assert shown(table, "markdown") == (
        "| name | n |\n| --- | ---: |\n| a\\|b \\*c\\* \\<i\\>\\[d\\](e)\\</i\\>↵\\`f\\` | 1 |\n|  | 2 |\n"
    )


@pytest.mark.parametrize("fmt", ["table", "markdown"])
def test_notes_stand_below_a_table(fmt: Format) -> None:
    assert shown(Table(("a",), ((1,),), ("One is left out.",)), fmt).rstrip().endswith("One is left out.")
