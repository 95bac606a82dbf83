"""Analyses of pairs: who works, sits and appears with whom, more than chance would have it."""

from pathlib import Path

import numpy as np

from ..store import open_store
from ..table import Cell
from .base import CHANCE, DEFAULT, Findings, Settings, chance_notes, label, rewirings, rounded, undated_notes
from .cases import NETWORKS, Case
from .nullmodel import Chance, Floats, Incidence, Ints


def who_works_with_whom(store: Path, *, limit: int | None = None, settings: Settings = DEFAULT) -> Findings:
    """Pairs of agencies by the tasks for which both are named, in whatever roles.

    ``tasks`` counts them. ``strength`` (Newman 2001) counts 1/(n-1) for a task of n agencies, so a pair that is alone
    with its tasks stands out from one that meets in long lists only. Two agencies with many tasks meet often in any
    case: ``expected`` is how often they would if every agency kept the number of its tasks and every task that of its
    agencies, ``z`` how many standard deviations more it is, ``percentile`` how many of a hundred such rewirings have
    less (Strona et al. 2014; see :mod:`.nullmodel`).

    Sources:
        M. E. J. Newman: Scientific collaboration networks II. Physical Review E 64 (2001) 016132. G. Strona et al.: A
        fast and unbiased procedure to randomize ecological binary matrices with fixed row and column totals. Nature
        Communications 5 (2014) 4114.
    """
    return _pairs(store, "agencies-by-tasks", ("agency", "partner", "tasks"), limit, settings)


def which_agencies_share_groups(store: Path, *, limit: int | None = None, settings: Settings = DEFAULT) -> Findings:
    """Pairs of agencies by the groups on which both sit, through the posts of members or as host of the office.

    The columns are those of :func:`who_works_with_whom`. A group of thirty agencies says little of any two of them,
    which ``strength`` allows for; an agency on every group shares groups with all, which ``expected`` does.

    Sources:
        M. E. J. Newman: Scientific collaboration networks II. Physical Review E 64 (2001) 016132. G. Strona et al.
        (2014), as there.
    """
    return _pairs(store, "agencies-by-groups", ("agency", "partner", "groups"), limit, settings)


def who_sits_with_whom(store: Path, *, limit: int | None = None, settings: Settings = DEFAULT) -> Findings:
    """Pairs of officials by the groups on which both sit: interlocks, as of company boards.

    The columns are those of :func:`who_works_with_whom`. A pair far above ``expected`` moves from group to group
    together, mostly because one portfolio has them all.

    Sources:
        R. L. Breiger: The duality of persons and groups. Social Forces 53 (1974) 181-190. M. S. Mizruchi: What do
        interlocks do? Annual Review of Sociology 22 (1996) 271-298.
    """
    return _pairs(store, "officials-by-groups", ("official", "partner", "groups"), limit, settings)


def which_groups_share_members(store: Path, *, limit: int | None = None, settings: Settings = DEFAULT) -> Findings:
    """Pairs of groups by the officials who sit on both: the other side of :func:`who_sits_with_whom`.

    ``members`` counts the officials. Two groups far above ``expected`` are nearly one circle under two names.

    Sources:
        R. L. Breiger: The duality of persons and groups. Social Forces 53 (1974) 181-190. G. Strona et al. (2014), as
        in :func:`who_works_with_whom`.
    """
    return _pairs(store, "groups-by-officials", ("group", "other", "members"), limit, settings)


def who_meets_whom(store: Path, *, limit: int | None = None, settings: Settings = DEFAULT) -> Findings:
    """Pairs of officials by the events of chronicles that name both.

    The columns are those of :func:`who_works_with_whom`. A chronicle names leaders first of all, and seldom all who
    came: who is missing here may have been there.

    Sources:
        A. Davis, B. B. Gardner, M. R. Gardner: Deep South. Chicago (1941), with the first network of who came to which
        event. M. E. J. Newman (2001) and G. Strona et al. (2014), as in :func:`who_works_with_whom`.
    """
    return _pairs(store, "officials-by-events", ("official", "partner", "events"), limit, settings)


def _pairs(store: Path, name: str, columns: tuple[str, str, str], limit: int | None, settings: Settings) -> Findings:
    case = NETWORKS[name].build(open_store(store), settings.years)
    pairs = _ordered(case)[:limit]
    chance = _shared_by_chance(case, pairs, settings) if pairs else None
    rows = tuple(
        (*_pair_row(case, *pair), *(chance.of(index) if chance else ()), *_places(case, *pair))
        for index, pair in enumerate(pairs)
    )
    notes = undated_notes(case.whole, case.statements) + chance_notes(case.incidence, settings, case.kept)
    return Findings((*columns, "strength", *CHANCE, "evidence", "other_evidence"), rows, notes)


def _ordered(case: Case) -> list[tuple[str, str]]:
    """The ends of all ties, by name, the heaviest and strongest tie first."""
    names = {iri: (label(case.network, iri), iri) for iri in case.network}
    ties = [
        (-tie["weight"], -rounded(tie["strength"]), *sorted((names[one], names[other])))
        for one, other, tie in case.network.edges(data=True)
    ]
    return [(one[1], other[1]) for _, _, one, other in sorted(ties)]


def _pair_row(case: Case, one: str, other: str) -> tuple[Cell, ...]:
    tie = case.network.edges[one, other]
    return label(case.network, one), label(case.network, other), int(tie["weight"]), rounded(tie["strength"])


def _places(case: Case, one: str, other: str) -> tuple[str, str]:
    """Where each of two is tied to the first thing that they share."""
    through = case.network.edges[one, other]["through"]
    return str(case.whole.edges[one, through]["evidence"]), str(case.whole.edges[other, through]["evidence"])


def _shared_by_chance(case: Case, pairs: list[tuple[str, str]], settings: Settings) -> Chance:
    """How much the pairs share in rewirings of their network."""
    index = {iri: row for row, iri in enumerate(case.nodes)}
    ones = np.array([index[one] for one, _ in pairs])
    others = np.array([index[other] for _, other in pairs])
    chance = Chance(np.array([case.network.edges[pair]["weight"] for pair in pairs], dtype=float))
    for incidence in rewirings(case.incidence, settings):
        chance.add(_shared(incidence, ones, others))
    return chance


def _shared(incidence: Incidence, ones: Ints, others: Ints) -> Floats:
    """How many columns the rows of each pair share; only rows that stand in some pair are looked at."""
    matrix = incidence.matrix()
    rows, row = np.unique(ones, return_inverse=True)
    columns, column = np.unique(others, return_inverse=True)
    shared: Floats = np.asarray((matrix[rows] @ matrix[columns].T).tocsr()[row, column]).ravel()
    return shared
