"""The tables as one workbook: a sheet a table, with a frozen header, filters, and columns wide enough to read.

Words from gazettes are texts whatever they begin with: no cell is a formula, and one that would become one when it
is edited is marked as a text, as an apostrophe typed before it would.
"""

from collections.abc import Iterator, Sequence
from typing import IO, TYPE_CHECKING, Any
from unicodedata import east_asian_width

from ...errors import MissingExporter
from ..progress import Progress
from ..store import OpenStore
from .facts import Row
from .tables import TABLES, table_rows
from .text import printable

if TYPE_CHECKING:
    from openpyxl import Workbook

MOST_ROWS = 1_048_576
"""Rows that a sheet can have, its header among them."""
LONGEST = 32_767
"""Characters that a cell can hold, as Excel counts them: in UTF-16."""
CUT = "［…］"
"""How a text ends that is longer than a cell can hold; the CSV file has all of it."""

_LOOKED_AT = 200
"""Rows by which the width of a column is chosen."""
_NARROWEST, _WIDEST = 8, 60
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_workbook(store: OpenStore, out: IO[bytes], progress: Progress) -> None:
    """Write all tables as one workbook.

    Raises:
        MissingExporter: The library that writes workbooks is not installed.
    """
    book = _new_book()
    sheets = {table: _Sheet(book, table, columns) for table, columns in TABLES.items()}
    for table, row in table_rows(store, progress):
        sheets[table].writerow(row)
    for sheet in sheets.values():
        sheet.finish()
    book.save(out)


def _new_book() -> "Workbook":
    try:
        from openpyxl import Workbook
    except ImportError as error:
        raise MissingExporter("xlsx needs the excel extra: pip install 'gongbao[excel]'") from error
    book = Workbook(write_only=True)
    book.properties.creator = "gongbao"
    return book


class _Sheet:
    """A table as a sheet, and as more of them where it has more rows than a sheet can have."""

    def __init__(self, book: "Workbook", name: str, columns: Sequence[str]) -> None:
        self._book = book
        self._name = name
        self._columns = columns
        self._first: list[Row] = []
        self._sheets: list[Any] = [book.create_sheet(name)]
        self._rows = 0

    def writerow(self, row: Row) -> None:
        """Write one row; the first ones are kept until the width of the columns is known."""
        if not self._rows:
            self._first.append(row)
            if len(self._first) == _LOOKED_AT:
                self._begin()
        else:
            self._append(row)

    def finish(self) -> None:
        """Write what was kept, and set the filter over all rows."""
        if not self._rows:
            self._begin()
        self._filter()

    def _begin(self) -> None:
        self._head(self._sheets[0])
        for row in self._first:
            self._append(row)

    def _go_on(self) -> None:
        """Have a further sheet beside the last one."""
        title = f"{self._name} {len(self._sheets) + 1}"
        self._sheets.append(self._book.create_sheet(title, self._book.index(self._sheets[-1]) + 1))
        self._head(self._sheets[-1])

    def _head(self, sheet: Any) -> None:
        from openpyxl.utils import get_column_letter

        sheet.freeze_panes = "A2"
        for index, width in enumerate(self._widths(), start=1):
            sheet.column_dimensions[get_column_letter(index)].width = width
        sheet.append([_header(sheet, name) for name in self._columns])
        self._rows = 1

    def _append(self, row: Row) -> None:
        if self._rows == MOST_ROWS:
            self._filter()
            self._go_on()
        self._sheets[-1].append([_cell(self._sheets[-1], value) for value in row])
        self._rows += 1

    def _filter(self) -> None:
        from openpyxl.utils import get_column_letter

        self._sheets[-1].auto_filter.ref = f"A1:{get_column_letter(len(self._columns))}{self._rows}"

    def _widths(self) -> Iterator[int]:
        for index, name in enumerate(self._columns):
            widest = max((_width(str(row[index])) for row in self._first), default=0)
            yield min(max(widest, _width(name) + 3, _NARROWEST), _WIDEST)


def _width(text: str) -> int:
    """How many columns of Latin letters a text takes: a Chinese character takes two."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text[:_WIDEST]) + 1


def _header(sheet: Any, name: str) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    cell = WriteOnlyCell(sheet, name)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, value: str | int) -> Any:
    """A number as a number, a text as a text."""
    if isinstance(value, int):
        return value
    text = _fitting(printable(value))
    if not text.startswith((*_FORMULA, "#")):
        return text
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, text)
    # The library takes = for a formula and #N/A for an error.
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(_FORMULA)
    return cell


def _fitting(text: str) -> str:
    """A text as long as a cell can hold; a longer one says that it goes on."""
    if len(text.encode("utf-16-le")) // 2 <= LONGEST:
        return text
    room = (LONGEST - len(CUT)) * 2
    return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + CUT
