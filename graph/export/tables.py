"""All tables, and those of them as CSV files.

CSV files hold words as they are printed, those too that a spreadsheet would take for a formula (=…, +…, -…, @…): a
mark put before them would stand in every data frame as a letter that no gazette prints. Whoever wants to open tables in
a spreadsheet takes the workbook, in which such cells are texts.
"""

import csv
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Protocol

from ..files import replaced
from ..progress import Progress
from ..store import OpenStore
from .entities import ENTITY_TABLES, entity_rows
from .facts import EVIDENCE, EVIDENCE_COLUMNS, FACT_TABLES, Row, fact_rows
from .text import one_record

TABLES: Mapping[str, tuple[str, ...]] = {**FACT_TABLES, EVIDENCE: EVIDENCE_COLUMNS, **ENTITY_TABLES}
"""The columns of every table; names and order are a contract with those who read them."""


class Sheet(Protocol):
    """What rows of a table are written to."""

    def writerow(self, row: Row, /) -> Any:
        """Write one row."""


def table_rows(store: OpenStore, progress: Progress) -> Iterator[tuple[str, Row]]:
    """Every row of every table with the table's name; rows of one table come in their order."""
    yield from fact_rows(store, progress)
    yield from entity_rows(store, progress)


def write_tables(store: OpenStore, out: Path, progress: Progress) -> tuple[Path, ...]:
    """Write a CSV file a table into a folder, which is made if it is not there; the files written.

    All take their places in the end, when every one has been written.
    """
    out.mkdir(exist_ok=True)
    paths = {table: out / f"{table}.csv" for table in TABLES}
    with ExitStack() as stack:
        sheets = {table: stack.enter_context(csv_file(path, TABLES[table])) for table, path in paths.items()}
        for table, row in table_rows(store, progress):
            sheets[table].writerow(row)
    return tuple(paths.values())


@contextmanager
def csv_file(path: Path, columns: tuple[str, ...]) -> Iterator[Sheet]:
    """A CSV file with its header, there whole or not at all."""
    with replaced(path) as temporary, temporary.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        yield _Csv(writer)


class _Csv:
    """A CSV file whose cells end no row."""

    def __init__(self, writer: Any) -> None:
        self._writer = writer

    def writerow(self, row: Row, /) -> Any:
        """Write one row."""
        self._writer.writerow([one_record(cell) if isinstance(cell, str) else cell for cell in row])
