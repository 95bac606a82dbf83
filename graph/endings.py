"""How groups end, over all sources: which group a change is of, which one goes on, and when.

A group that is dissolved or merged into another ends on the day from which that holds; one that is renamed goes on
under its new name, and so do the seats on it, until a list under either name replaces them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from ..ontology.model import Ending

GroupKey: TypeAlias = tuple[str, ...]
"""What tells a group from others."""


@dataclass(frozen=True, slots=True)
class GroupEnd:
    """The end of a group or of its name.

    Attributes:
        group: What tells the group from others.
        kind: Whether it is dissolved, merged or renamed.
        heir: The group that goes on; empty where none is named.
        date: The day from which it holds; empty where unknown.
    """

    group: GroupKey
    kind: Ending
    heir: GroupKey
    date: str


@dataclass(frozen=True, slots=True)
class Endings:
    """The ends of groups.

    Attributes:
        days: The days on which a group ended, in order: more than one where it was founded anew.
        renamed: The names under which a group went on.
    """

    days: Mapping[GroupKey, tuple[str, ...]] = field(default_factory=dict)
    renamed: Mapping[GroupKey, tuple[GroupKey, ...]] = field(default_factory=dict)

    def names(self, group: GroupKey) -> tuple[GroupKey, ...]:
        """A group and all the names under which it went on, each once."""
        found = {group: None}
        ahead = [group]
        while ahead:
            fresh = [heir for heir in self.renamed.get(ahead.pop(), ()) if heir not in found]
            found.update(dict.fromkeys(fresh))
            ahead += fresh
        return tuple(found)

    def first(self, group: GroupKey, dates: Mapping[GroupKey, tuple[str, ...]], *, after: str) -> str:
        """The first date of a group under any of its names after a day; empty where there is none.

        >>> Endings().first(("甲",), {("甲",): ("2019-01-01", "2021-01-01")}, after="2020-01-01")
        '2021-01-01'
        """
        later = (date for name in self.names(group) for date in dates.get(name, ()) if date > after)
        return min(later, default="")


def find_endings(steps: Iterable[GroupEnd]) -> Endings:
    """The ends of all groups, the same in whatever order the steps come."""
    days: dict[GroupKey, set[str]] = defaultdict(set)
    renamed: dict[GroupKey, set[GroupKey]] = defaultdict(set)
    for step in steps:
        if step.kind == "renamed":
            renamed[step.group].add(step.heir)
        elif step.date:
            days[step.group].add(step.date)
    return Endings(
        days={group: tuple(sorted(dates)) for group, dates in days.items()},
        renamed={group: tuple(sorted(heirs)) for group, heirs in renamed.items()},
    )
