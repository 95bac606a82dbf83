"""What evidence is weighed with besides the mentions of the name itself."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from .mentions import Mention

Lineage: TypeAlias = Mapping[tuple[str, str], frozenset[tuple[str, str]]]
"""Agencies (place, name) and those that carried each on."""

NO_LINEAGE: Lineage = {}
"""No agency was carried on."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What an analyst has decided about mentions.

    Attributes:
        same: Sets of mentions that are one person, each with the reason.
        different: Sets of mentions of which each two are different persons, each with the reason.
    """

    same: tuple[tuple[frozenset[Mention], str], ...] = ()
    different: tuple[tuple[tuple[frozenset[Mention], ...], str], ...] = ()

    def by_name(self) -> Mapping[str, "Judged"]:
        """What is decided about the mentions of each name; of mentions of several names, with each of them."""
        same: dict[str, list[tuple[frozenset[Mention], str]]] = defaultdict(list)
        different: dict[str, list[tuple[tuple[frozenset[Mention], ...], str]]] = defaultdict(list)
        for mentions, why in self.same:
            for name in {one.name for one in mentions}:
                same[name].append((mentions, why))
        for sets, why in self.different:
            for name in {one.name for mentions in sets for one in mentions}:
                different[name].append((sets, why))
        return {name: Judged(tuple(same[name]), tuple(different[name])) for name in {*same, *different}}


NOT_JUDGED = Judged()
"""Nobody has decided anything."""


@dataclass(frozen=True, slots=True)
class Bench:
    """All that is known of other names, of agencies, and by judgement.

    Attributes:
        lineage: Agencies and those that carried them on.
        reshaped: Those of them that were merged or split on the way.
        company: The names that each list names.
        judged: What an analyst has decided.
    """

    lineage: Lineage = field(default_factory=dict)
    reshaped: Lineage = field(default_factory=dict)
    company: Mapping[tuple[str, str], Collection[str]] = field(default_factory=dict)
    judged: Judged = NOT_JUDGED
