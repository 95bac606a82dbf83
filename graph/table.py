"""A table of answers: what queries, questions and analyses give back, whatever shows it."""

from dataclasses import dataclass
from typing import TypeAlias

Cell: TypeAlias = str | int | float | None


@dataclass(frozen=True, slots=True)
class Table:
    """Named columns and rows of plain values.

    Attributes:
        columns: Names, in the order in which they are shown.
        rows: One tuple a row, as long as ``columns``; None where there is no value.
        notes: What a reader must know beside the rows, such as what was left out; a sentence each.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()

    def column(self, name: str) -> tuple[Cell, ...]:
        """All values of one column, in the order of the rows.

        >>> Table(("agency", "tasks"), (("a", 2), ("b", 1))).column("tasks")
        (2, 1)

        Raises:
            ValueError: No column has that name.
        """
        index = self.columns.index(name)
        return tuple(row[index] for row in self.rows)
