"""The workbook, as a spreadsheet opens it."""

import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from facts import GROUP, build_readings, notice, reading, sample_reading
from gongbao.errors import MissingExporter
from gongbao.graph.export import TABLES, export
from gongbao.graph.export.excel import CUT, LONGEST
from hostile_names import NAMES, hostile_reading

openpyxl = pytest.importorskip("openpyxl")


def workbook(folder: Path) -> Any:
    export(folder / "store", "xlsx", folder / "out.xlsx")
    return openpyxl.load_workbook(folder / "out.xlsx")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("excel")
    build_readings(folder / "store", sample_reading())
    return workbook(folder)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    build_readings(folder / "store", hostile_reading())
    export(folder / "store", "xlsx", folder / "out.xlsx")
    return folder / "out.xlsx"


def test_there_is_a_sheet_for_each_table(book: Any) -> None:
    assert book.sheetnames == list(TABLES)


def test_sheets_are_in_the_order_of_the_tables_whichever_fills_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gongbao.graph.export.excel._LOOKED_AT", 3)
    build_readings(tmp_path / "store", sample_reading())
    assert workbook(tmp_path).sheetnames == list(TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_a_sheet_has_the_columns_of_its_table(book: Any, table: str) -> None:
    assert [cell.value for cell in next(book[table].rows)] == list(TABLES[table])


@pytest.mark.parametrize("table", TABLES)
def test_a_sheet_has_a_frozen_header_and_a_filter_over_all_rows(book: Any, table: str) -> None:
    sheet = book[table]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == sheet.dimensions
    assert sheet["A1"].font.bold


def test_columns_have_room_for_chinese(book: Any) -> None:
    widths = {
        cell.value: book["groups"].column_dimensions[cell.column_letter].width for cell in next(book["groups"].rows)
    }
    assert 2 * len(GROUP) <= widths["name"] <= 60


def test_numbers_are_numbers_and_words_are_texts(book: Any) -> None:
    _, (source, line, *_) = list(book["directives"].values)[:2]
    assert (source, line) == ("yunling-2020-01.txt", 1)


def test_no_cell_is_a_formula_or_an_error(hostile: Path) -> None:
    book = openpyxl.load_workbook(hostile)
    kinds = {cell.data_type for sheet in book for row in sheet.rows for cell in row}
    assert kinds <= {"s", "n", "inlineStr"}
    with zipfile.ZipFile(hostile) as file:
        sheets = [name for name in file.namelist() if name.startswith("xl/worksheets/")]
        assert sheets
        assert not any(b"<f>" in file.read(name) or b"<f " in file.read(name) for name in sheets)


def test_what_would_become_a_formula_when_edited_is_marked_as_text(hostile: Path) -> None:
    cells = [cell for row in openpyxl.load_workbook(hostile)["gaps"].rows for cell in row]
    marked = {cell.value for cell in cells if cell.quotePrefix}
    assert marked == {name for name in NAMES if name[0] in "=+-@\t"} | {"=1,\"a\";'b' &<c>.txt"}


def test_hostile_names_come_back(hostile: Path) -> None:
    reasons = {row[5] for row in openpyxl.load_workbook(hostile)["gaps"].iter_rows(min_row=2, values_only=True)}
    lost = {"甲\x00乙\x1f丙\x1b[31m": "甲\ufffd乙\ufffd丙\ufffd[31m", "甲\ufffe乙\u202e丙": "甲\ufffd乙\u202e丙"}
    assert reasons == {lost.get(name, name) for name in NAMES}


def test_a_text_longer_than_a_cell_says_that_it_goes_on(tmp_path: Path) -> None:
    build_readings(tmp_path / "store", reading(notice(title="长" * 30_000 + "\U00020000" * 3_000)))
    (row,) = workbook(tmp_path)["directives"].iter_rows(min_row=2, values_only=True)
    assert row[5].endswith(CUT)
    assert len(row[5].encode("utf-16-le")) // 2 <= LONGEST


def test_rows_beyond_what_a_sheet_holds_go_on_in_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongbao.graph.export.excel.MOST_ROWS", 3)
    build_readings(tmp_path / "store", sample_reading())
    book = workbook(tmp_path)
    sheets = [book["memberships"], book["memberships 2"], book["memberships 3"]]
    people = [row[5] for sheet in sheets for row in sheet.iter_rows(min_row=2, values_only=True)]
    names = book.sheetnames
    assert names[names.index("memberships") :][:3] == ["memberships", "memberships 2", "memberships 3"]
    assert people == ["张三峰", "李四维", "王五常", "赵六合", "王五常"]
    assert all(sheet["A1"].value == "source" and sheet.auto_filter.ref for sheet in sheets)


def test_without_its_library_one_sentence_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build_readings(tmp_path / "store", reading(notice()))
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(MissingExporter, match=r"pip install 'gongbao\[excel\]'"):
        export(tmp_path / "store", "xlsx", tmp_path / "out.xlsx")
    assert not (tmp_path / "out.xlsx").exists()
