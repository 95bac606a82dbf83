"""Answers as pandas data frames, for notebooks: ``pip install 'gongbao[notebook]'``."""

from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import QueryError
from .ask import ask
from .table import Table

if TYPE_CHECKING:
    import pandas


def frame(store: Path | str, question: str, **options: str | int | bool) -> "pandas.DataFrame":
    """The answer of a store to a named question, as a data frame.

    ::

        frame("gongbao-store", "leading-agencies", year=2020, with_predecessors=True)

    Args:
        store: Folder that a build wrote.
        question: Name of the question; ``gongbao ask`` lists them.
        options: What it is told, with _ for -, and ``from_`` for ``from``; True gives a flag, False leaves it out.

    Returns:
        A column each of the answer's, a row each of its rows. What has no value is missing. Dates are texts, for they
        may be known to the month or the year only. ``attrs["notes"]`` says what was left out.

    Raises:
        QueryError: pandas is not installed, there is no such question or option, or a value is not of its kind.
        UnknownName: A name stands nowhere in the graph; the sentence lists the nearest ones.
        StoreError: The folder is not a store.
    """
    given = {name.rstrip("_").replace("_", "-"): _typed(value) for name, value in options.items() if value is not False}
    return to_frame(ask(Path(store), question, given))


def _typed(value: str | int | bool) -> str:
    """A value as a user would type it."""
    return "yes" if value is True else str(value)


def to_frame(table: Table) -> "pandas.DataFrame":
    """A table of answers, or of a query, as a data frame; see :func:`frame`.

    Raises:
        QueryError: pandas is not installed.
    """
    try:
        import pandas as pd
    except ImportError as error:
        raise QueryError("data frames need pandas, which is not installed: pip install 'gongbao[notebook]'") from error
    columns = {name: pd.Series(table.column(name), dtype=_dtype(table, name)) for name in table.columns}
    answer = pd.DataFrame(columns, columns=list(table.columns))
    answer.attrs["notes"] = list(table.notes)
    return answer


def _dtype(table: Table, name: str) -> str:
    """A type that can be missing: whole numbers stay whole."""
    kinds = {type(cell) for cell in table.column(name) if cell is not None}
    if kinds and kinds <= {int, float}:
        return "Int64" if kinds == {int} else "Float64"
    return "object"
