"""Time between mentions, and runs of mentions that are near enough in time for one person."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from .mentions import Mention

POST_YEARS = 10
"""Years that may lie between two mentions of one post: two terms of office, the most that the rules allow at one."""
CAREER_YEARS = 5
"""Years that may lie between two posts of a career: one term of office."""


@lru_cache(maxsize=1 << 14)
def days_of(date: str) -> int | None:
    """A date as a number of days, near enough for spans of time; None where unknown."""
    parts = date.split("-")
    if not parts[0].isdigit():
        return None
    year, month, day = (int(part) if part.isdigit() else 1 for part in (*parts, "7", "1")[:3])
    return year * 365 + month * 30 + day


def days_between(one: Mention, other: Mention) -> int | None:
    """Days between two mentions; None where a date is unknown."""
    first, second = days_of(one.date), days_of(other.date)
    return None if first is None or second is None else abs(first - second)


def runs_of(mentions: Sequence[Mention], years: int) -> list[list[Mention]]:
    """Dated mentions, cut where more years lie between two neighbours; undated ones go to the run if it is the one."""
    runs: list[list[Mention]] = []
    last: int | None = None
    for mention in sorted((one for one in mentions if days_of(one.date) is not None), key=lambda one: one.date):
        days = days_of(mention.date) or 0
        if last is None or days - last > years * 365:
            runs.append([])
        runs[-1].append(mention)
        last = days
    runs = [short for run in runs for short in _bounded(run, years)]
    undated = [one for one in mentions if days_of(one.date) is None]
    if len(runs) == 1:
        runs[0].extend(undated)
    elif not runs:
        runs.append(undated)
    return runs


def _bounded(run: list[Mention], years: int) -> list[list[Mention]]:
    """A run, cut at every gap of more than a term where it lasts longer than it may: gaps do not add up to a life."""
    if (days_of(run[-1].date) or 0) - (days_of(run[0].date) or 0) <= years * 365:
        return [run]
    short = [run[:1]]
    for earlier, later in pairwise(run):
        if (days_of(later.date) or 0) - (days_of(earlier.date) or 0) > CAREER_YEARS * 365:
            short.append([])
        short[-1].append(later)
    return short
