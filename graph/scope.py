"""Time and place, as every named question takes them.

A question marks in its text what decides, each on a line of its own::

    # when: ?task gb:directive/gb:date
    # where: ?agency gb:jurisdiction

A mark is a variable and the path from it to the date or the place; without a path the variable is the date itself. To
SPARQL it is a comment, so a question that is told nothing of time and place is asked as it stands. Else each mark
becomes a filter; ``# when, at large:`` one that is quicker where nearly everything in the graph has to be looked at.

Dates are known to the day, the month, the year, or not at all. A statement is of a time if all that its date can mean
lies in it: one of "2020" is not of the first half of 2020, and not of any other time either. What could be of the time
and is not known to be is left out of the answer, and counted for a note below it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum

from pyoxigraph import Literal

from ..errors import QueryError
from .options import Option, first_day, last_day, read_value

YEAR = Option("year", "year", None, False, "Only of this year: {}.")
FROM = Option("from", "time", None, False, "Only from this day, month or year on.")
TO = Option("to", "time", None, False, "Only until this day, month or year.")
UNDATED = Option("undated", "flag", None, False, "Instead what could be of that time, but is not dated so well.")
JURISDICTION = Option("jurisdiction", "place", None, False, "Only of this place, not of places in it: {}.")
UNPLACED = Option("unplaced", "flag", None, False, "Instead what is of no known place.")

_TIMES = frozenset({YEAR.name, FROM.name, TO.name})

SCOPE_OPTIONS = frozenset(option.name for option in (YEAR, FROM, TO, UNDATED, JURISDICTION, UNPLACED))
"""Names of the options of time and place; no question has others of these names."""


class Mode(Enum):
    """Which statements a filter lets through."""

    INSIDE = "known to be of the time or place"
    UNKNOWN = "perhaps of it"
    POSSIBLE = "known or perhaps"


@dataclass(frozen=True, slots=True)
class Scope:
    """The time and the place to which a question is held.

    Attributes:
        first: First day of the time; empty for no limit.
        last: Last day; empty for no limit.
        place: The place; empty for any.
        time_mode: How the time filters.
        place_mode: How the place filters.
    """

    first: str = ""
    last: str = ""
    place: str = ""
    time_mode: Mode = Mode.INSIDE
    place_mode: Mode = Mode.INSIDE

    @property
    def is_timed(self) -> bool:
        """Whether there is a time."""
        return bool(self.first or self.last)

    def apply(self, sparql: str) -> str:
        """A query with its marks as filters."""
        return _MARK.sub(self._written, sparql)

    def _written(self, mark: re.Match[str]) -> str:
        subject, path, at_large = mark["variable"], mark["path"] or "", mark["large"] is not None
        if mark["what"] == "when" and self.is_timed:
            lines = self._time(subject, path, at_large=at_large)
        elif mark["what"] == "where" and self.place:
            lines = self._place(subject, path)
        else:
            return mark[0]
        return "\n".join(f"{mark['indent']}{line}" for line in lines)

    def _time(self, subject: str, path: str, *, at_large: bool) -> tuple[str, ...]:
        when = "?when" if path else subject
        inside, decided = self._inside(when), f"({self._inside(when)} || {self._outside(when)})"
        if not path:
            return _of_mode(
                self.time_mode,
                f"FILTER(COALESCE({inside}, false))",
                f"FILTER(!COALESCE({decided}, false))",
                f"FILTER(!COALESCE({self._outside(when)}, false))",
            )
        if at_large:
            return _of_mode(
                self.time_mode,
                f"{{ {_dated(subject, path, inside)} }}",
                f"MINUS {{ {_dated(subject, path, decided)} }}",
                f"MINUS {{ {_dated(subject, path, self._outside(when))} }}",
            )
        return _of_mode(
            self.time_mode,
            f"FILTER EXISTS {{ {_walk(subject, path, '?when')} FILTER({inside}) }}",
            f"FILTER NOT EXISTS {{ {_walk(subject, path, '?when')} FILTER({decided}) }}",
            f"FILTER NOT EXISTS {{ {_walk(subject, path, '?when')} FILTER({self._outside(when)}) }}",
        )

    def _inside(self, when: str) -> str:
        """That all days which a date can mean lie in the time."""
        limits = ((f"{_earliest(when)} >= ", self.first), (f"{_latest(when)} <= ", self.last))
        told = " && ".join(f"{words}{Literal(limit)}" for words, limit in limits if limit)
        # What is no date is compared with nothing.
        return f"({told} && {_is_date(when)})"

    def _outside(self, when: str) -> str:
        """That none of them does."""
        limits = ((f"{_latest(when)} < ", self.first), (f"{_earliest(when)} > ", self.last))
        told = " || ".join(f"{words}{Literal(limit)}" for words, limit in limits if limit)
        return f"(({told}) && {_is_date(when)})"

    def _place(self, subject: str, path: str) -> tuple[str, ...]:
        here, anywhere = _walk(subject, path, str(Literal(self.place))), _walk(subject, path, "?where")
        return _of_mode(
            self.place_mode,
            f"FILTER EXISTS {{ {here} }}",
            f"FILTER NOT EXISTS {{ {anywhere} }}",
            f"FILTER(EXISTS {{ {here} }} || NOT EXISTS {{ {anywhere} }})",
        )

    def left_out(self) -> tuple[tuple[str, "Scope"], ...]:
        """For what each answer of this scope leaves out because something is not known: words for it, and its scope."""
        notes: list[tuple[str, Scope]] = []
        if self.is_timed and self.time_mode is Mode.INSIDE:
            notes.append(
                (
                    f"because no date says that it is of that time; {UNDATED.name} shows that",
                    replace(self, time_mode=Mode.UNKNOWN),
                )
            )
        if self.place and self.place_mode is Mode.INSIDE:
            notes.append(
                (
                    f"because its place is not known; {UNPLACED.name} shows that",
                    replace(self, place_mode=Mode.UNKNOWN),
                )
            )
        return tuple(notes)


def _of_mode(mode: Mode, inside: str, unknown: str, possible: str) -> tuple[str, ...]:
    return ({Mode.INSIDE: inside, Mode.UNKNOWN: unknown, Mode.POSSIBLE: possible}[mode],)


def _walk(subject: str, path: str, end: str) -> str:
    """A path gone step by step from its subject; the engine would begin at the end, and with all that is there."""
    *steps, last = path.split("/")
    nodes = [subject, *(f"?step_{place}" for place, _ in enumerate(steps)), end]
    hops = [f"{one} {step} {other}" for one, step, other in zip(nodes, (*steps, last), nodes[1:], strict=False)]
    return " ".join([hops[0], *(f"LATERAL {{ {hop} }}" for hop in hops[1:])])


def _dated(subject: str, path: str, condition: str) -> str:
    """All subjects with such a date, to be looked up in at once: for many this is faster than one by one."""
    *steps, last = path.split("/")
    if not steps:
        return f"SELECT DISTINCT {subject} {{ {subject} {last} ?when FILTER({condition}) }}"
    # Subselects, because the engine would look one by one otherwise. A step leads to a directive; much else has dates.
    return (
        f"SELECT DISTINCT {subject} {{"
        f" {{ SELECT ?dated {{ ?dated a gb:Directive LATERAL {{ ?dated {last} ?when }} FILTER({condition}) }} }}"
        f" {{ SELECT {subject} ?dated {{ {subject} {'/'.join(steps)} ?dated }} }} }}"
    )


def _earliest(when: str) -> str:
    """The first day that a date can mean."""
    return f'CONCAT(STR({when}), SUBSTR("-01-01", STRLEN(STR({when})) - 3))'


def _latest(when: str) -> str:
    """The last one; no month has more than 31 days, and a limit is written so too."""
    return f'CONCAT(STR({when}), SUBSTR("-12-31", STRLEN(STR({when})) - 3))'


def _is_date(when: str) -> str:
    return f"REGEX(STR({when}), {Literal(_DATE)})"


_DATE = "^[0-9]{4}(-[0-9]{2}){0,2}$"
_MARK = re.compile(
    r"^(?P<indent> *)# (?P<what>when|where)(?P<large>, at large)?: (?P<variable>\?\w+)(?: (?P<path>[\w:/^|]+))?$",
    re.MULTILINE,
)


def header_options(what: str, about: str) -> tuple[Option, ...]:
    """The options that ``# time:`` or ``# place:`` in a header stands for."""
    first, *others = (YEAR, FROM, TO, UNDATED) if what == "time" else (JURISDICTION, UNPLACED)
    return (replace(first, about=first.about.format(about)), *others)


def read_scope(given: Mapping[Option, str], place: str) -> Scope:
    """The scope that options say.

    Args:
        given: Values as typed.
        place: The place's name in the graph; empty where none is given.

    Raises:
        QueryError: A value is no time, or the options contradict each other.
    """
    times = {option.name: str(read_value(option, value)) for option, value in given.items() if option.name in _TIMES}
    if YEAR.name in times and len(times) > 1:
        raise QueryError("a time is told by year, or by from and to, not by both")
    names = {option.name for option in given}
    for flag, needed, sentence in (
        (UNDATED.name, times, "undated needs a time: a year, or from and to"),
        (UNPLACED.name, place, "unplaced needs a jurisdiction"),
    ):
        if flag in names and not needed:
            raise QueryError(sentence)
    earliest = times.get(FROM.name) or times.get(YEAR.name) or ""
    latest = times.get(TO.name) or times.get(YEAR.name) or ""
    scope = Scope(
        first=first_day(earliest) if earliest else "",
        last=_as_compared(last_day(latest)) if latest else "",
        place=place,
        time_mode=Mode.UNKNOWN if UNDATED.name in names else Mode.INSIDE,
        place_mode=Mode.UNKNOWN if UNPLACED.name in names else Mode.INSIDE,
    )
    if scope.first and scope.last and scope.first > scope.last:
        raise QueryError(f"from {earliest} to {latest} is no time")
    return scope


def _as_compared(day: str) -> str:
    """A last day as it is compared: the last of a month is the 31st, as in what a month can mean at the latest.

    >>> _as_compared("2021-02-28"), _as_compared("2021-02-27")
    ('2021-02-31', '2021-02-27')
    """
    return f"{day[:8]}31" if day == last_day(day[:7]) else day
