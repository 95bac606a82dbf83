"""What a named question can be told, and how what a user types becomes a value."""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from ..errors import QueryError


@dataclass(frozen=True, slots=True)
class Option:
    """Something that a question can be told.

    Attributes:
        name: As on the command line, without dashes.
        kind: ``agency``, ``group``, ``official``, ``directive``, ``post``, ``place`` (a name in the graph), ``text``,
            ``year``, ``date``, ``time`` (a day, a month or a year), ``rows``, ``number``, ``flag`` (given or not; its
            value is ``yes``), or the allowed words joined with ``|``.
        default: What holds if it is not given; None if nothing does.
        required: Whether it must be given.
        about: One sentence.
    """

    name: str
    kind: str
    default: str | None
    required: bool
    about: str


def read_value(option: Option, value: str) -> str | int:
    """The value that a user typed for an option that names nothing in the graph.

    Raises:
        QueryError: It is not of the option's kind.
    """
    return _READERS.get(option.kind, _word)(option, value)


def _rows(option: Option, value: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", value) or int(value) == 0:
        raise QueryError(f"{option.name} is a positive whole number, not {value!r}")
    return int(value)


def _text(option: Option, value: str) -> str:
    return value


def _year(option: Option, value: str) -> str:
    if not re.fullmatch(r"[0-9]{4}", value) or value == "0000":
        raise QueryError(f"{option.name} is a year such as 2020, not {value!r}")
    return value


def _date(option: Option, value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise QueryError(f"{option.name} is a day such as 2016-06-01, not {value!r}") from error


def _time(option: Option, value: str) -> str:
    """A day, a month or a year as it is written."""
    try:
        if not re.fullmatch(r"[0-9]{4}(?:-[0-9]{2}){0,2}", value):
            raise ValueError
        date.fromisoformat(f"{value}-01-01"[:10])
    except ValueError as error:
        raise QueryError(
            f"{option.name} is a day, a month or a year such as 2016-06-01, 2016-06 or 2016, not {value!r}"
        ) from error
    return value


def first_day(time: str) -> str:
    """The first day of a day, a month or a year.

    >>> first_day("2016"), first_day("2016-02"), first_day("2016-02-03")
    ('2016-01-01', '2016-02-01', '2016-02-03')
    """
    return f"{time}-01-01"[:10]


def last_day(time: str) -> str:
    """The last day of a day, a month or a year.

    >>> last_day("2016"), last_day("2016-02"), last_day("2016-02-03")
    ('2016-12-31', '2016-02-29', '2016-02-03')
    """
    whole = time if len(time) > 4 else f"{time}-12"
    return whole if len(whole) > 7 else f"{whole}-{monthrange(int(whole[:4]), int(whole[5:]))[1]:02}"


def _flag(option: Option, value: str) -> str:
    if value != "yes":
        raise QueryError(f"{option.name} is given as 'yes' or not at all, not {value!r}")
    return value


def _word(option: Option, value: str) -> str:
    words = option.kind.split("|")
    if value not in words:
        raise QueryError(f"{option.name} is one of {', '.join(words)}, not {value!r}")
    return value


_READERS: Mapping[str, Callable[[Option, str], str | int]] = {
    "text": _text,
    "year": _year,
    "date": _date,
    "time": _time,
    "flag": _flag,
    "rows": _rows,
    "number": _rows,
}
