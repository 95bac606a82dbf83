"""Analyses of a node's place in a network: between others, at the core, in a circle, where it falls to pieces."""

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ..network import Sitter, seats
from ..store import open_store
from ..table import Cell
from .base import (
    CHANCE,
    DEFAULT,
    Findings,
    Settings,
    chance_notes,
    label,
    place_of,
    rewirings,
    rounded,
    ties_of,
    undated_notes,
)
from .betweenness import betweenness, pivots
from .breaks import Break, breaks
from .cases import Case, build_case, incidence_of
from .measures import communities, core_numbers, modularity, nestedness, strength
from .nullmodel import Chance, Floats, Incidence, Ints, Matrix

if TYPE_CHECKING:
    import networkx as nx

_EFFORT = 5
"""How much longer it takes to measure a rewiring than to make it."""
_MOST_STEPS = 10_000_000
"""Ties that are followed while betweenness is counted once: below it is exact, above it is estimated."""
_FEWEST_PIVOTS = 100
"""Nodes from which betweenness is estimated in the largest networks."""


def who_connects_groups(
    store: Path, *, limit: int | None = None, settings: Settings = DEFAULT, sitter: Sitter = "official"
) -> Findings:
    """Officials (or agencies) who sit on several groups, by how many groups hang together through them.

    ``groups`` counts the groups that one sits on (degree). ``betweenness`` (Freeman 1977; counted for pairs of groups
    with the algorithm of Brandes 2001, 2008) counts the pairs of groups whose shortest chain of shared members runs
    through this one; a pair with several equally short chains counts for each of them in part. Who has much of it
    carries word between circles that would otherwise not meet; who sits on many groups that share members anyway has
    little of it. Whoever sits on many groups has some: ``expected``, ``z`` and ``percentile`` set it against rewirings
    in which everyone sits on as many groups, and every group has as many members.

    Sources:
        L. C. Freeman: A set of measures of centrality based on betweenness. Sociometry 40 (1977) 35-41. U. Brandes: A
        faster algorithm for betweenness centrality. Journal of Mathematical Sociology 25 (2001) 163-177; On variants
        of shortest-path betweenness centrality and their generic computation. Social Networks 30 (2008) 136-145. G.
        Strona et al.: A fast and unbiased procedure to randomize ecological binary matrices with fixed row and column
        totals. Nature Communications 5 (2014) 4114.
    """
    whole = seats(open_store(store), sitter=sitter, years=settings.years)
    nodes, incidence = incidence_of(whole, sitter)
    several = np.flatnonzero(np.bincount(incidence.rows, minlength=len(nodes)) > 1)
    groups = len(several) + np.arange(incidence.shape[1])
    size = len(several) + incidence.shape[1]
    sources = _sources(groups, 2 * len(incidence.rows), settings)

    def measured(one: Incidence) -> Floats:
        return betweenness(_two_modes(one, several), ends=groups, sources=sources)[: len(several)]

    values = measured(incidence) if size else np.zeros(0)
    chance = _against_chance(values, incidence, settings, measured)
    rows = [
        (
            label(whole, nodes[row]),
            whole.degree(nodes[row]),
            rounded(values[place]),
            *chance.of(place),
            _first(whole, nodes[row]),
        )
        for place, row in enumerate(several)
    ]
    rows.sort(key=lambda row: (-row[2], -row[1], row[0], row[-1]))
    kept = f"for every {sitter} the number of its groups and for every group that of its members"
    notes = (
        *undated_notes(whole, "seats"),
        *_estimate_notes(len(sources), len(groups), settings),
        *chance_notes(incidence, settings, kept, effort=_EFFORT),
    )
    return Findings((sitter, "groups", "betweenness", *CHANCE, "evidence"), tuple(rows), notes).first(limit)


def which_agencies_connect_groups(store: Path, *, limit: int | None = None, settings: Settings = DEFAULT) -> Findings:
    """:func:`who_connects_groups` for agencies: those whose posts members hold, or which host a group's office."""
    return who_connects_groups(store, limit=limit, settings=settings, sitter="agency")


def _two_modes(incidence: Incidence, several: Ints) -> Matrix:
    """Ties between some rows, which come first, and all columns, both ways."""
    from scipy.sparse import csr_array

    place = np.full(incidence.shape[0], -1)
    place[several] = np.arange(len(several))
    kept = place[incidence.rows] >= 0
    rows, columns = place[incidence.rows[kept]], len(several) + incidence.columns[kept]
    size = len(several) + incidence.shape[1]
    ends = np.concatenate((rows, columns)), np.concatenate((columns, rows))
    return csr_array((np.ones(2 * len(rows)), ends), shape=(size, size))


def _first(network: "nx.Graph[str]", iri: str) -> str:
    """The first place that states any tie of a node."""
    return min(str(tie["evidence"]) for tie in network.adj[iri].values())


def who_stands_between(store: Path, *, limit: int | None = None, settings: Settings = DEFAULT) -> Findings:
    """Who stands on the shortest chains between all others, and whether that is more than its many ties bring along.

    ``ties`` and ``strength`` say how large a node is: with how many it is tied, and how often. ``betweenness`` counts
    the pairs of others whose shortest chain runs through it. Who has many ties has much of it; who has far more than
    ``expected`` (a high ``z``) is a broker, and who has far less works within one circle however large it is.

    Sources:
        L. C. Freeman: A set of measures of centrality based on betweenness. Sociometry 40 (1977) 35-41. U. Brandes, C.
        Pich: Centrality estimation in large networks. International Journal of Bifurcation and Chaos 17 (2007)
        2303-2318. S. Maslov, K. Sneppen: Specificity and stability in topology of protein networks. Science 296 (2002)
        910-913.
    """
    kind, case = build_case(open_store(store), settings, "agencies-by-tasks")
    ends = np.flatnonzero([iri in case.network for iri in case.nodes])
    observed = case.ties(case.incidence)
    sources = _sources(ends, observed.nnz, settings)

    def measured(one: Incidence) -> Floats:
        return betweenness(case.ties(one), ends=ends, sources=sources, directed=case.directed)

    values = betweenness(observed, ends=ends, sources=sources, directed=case.directed)
    chance = _against_chance(values, case.incidence, settings, measured)
    weights = strength(case.network)
    rows = [
        (
            label(case.network, iri),
            case.network.degree(iri),
            weights[iri],
            rounded(values[place]),
            *chance.of(place),
            _evidence(case, iri),
        )
        for place, iri in enumerate(case.nodes)
        if iri in case.network
    ]
    rows.sort(key=lambda row: (-row[3], -row[2], row[0], row[-1]))
    notes = (
        *undated_notes(case.whole, case.statements),
        *_estimate_notes(len(sources), len(ends), settings),
        *chance_notes(case.incidence, settings, case.kept, effort=_EFFORT),
    )
    return Findings((kind.nodes, "ties", "strength", "betweenness", *CHANCE, "evidence"), tuple(rows), notes).first(
        limit
    )


def _evidence(case: Case, iri: str) -> str:
    """The place of a node's heaviest tie; of an agency that leads alone, of what it leads."""
    return place_of(case.network, iri) or str(case.network.nodes[iri]["evidence"])


def _sources(ends: Ints, ties: int, settings: Settings) -> Ints:
    """From which ends betweenness is counted: from as many as can be in a few seconds."""
    return pivots(ends, most=max(_FEWEST_PIVOTS, _MOST_STEPS // max(1, ties)), seed=settings.seed)


def _estimate_notes(sources: int, ends: int, settings: Settings) -> tuple[str, ...]:
    if sources == ends:
        return ()
    return (f"betweenness is estimated from {sources} of {ends} nodes, drawn by chance (seed {settings.seed}).",)


def _against_chance(
    observed: Floats, incidence: Incidence, settings: Settings, measure: Callable[[Incidence], Floats]
) -> Chance:
    """Measures set against those of the rewirings that an analysis was told to make."""
    chance = Chance(observed)
    if len(observed):
        for one in rewirings(incidence, settings, effort=_EFFORT):
            chance.add(measure(one))
    return chance


def who_is_at_the_core(store: Path, *, limit: int | None = None, settings: Settings = DEFAULT) -> Findings:
    """Who is among many who all have ties with many.

    ``core`` is the highest k for which there is a part of the network in which everyone, this one too, has k ties or
    more within it. ``ties`` and ``strength`` say how large it is: one that is large with a low core works with many
    who have little to do with each other. One task of thirty agencies makes a core of 29; look at ``strength`` too.

    Sources:
        S. B. Seidman: Network structure and minimum degree. Social Networks 5 (1983) 269-287.
    """
    kind, case = build_case(open_store(store), settings, "agencies-by-tasks")
    cores, weights = core_numbers(case.network), strength(case.network)
    rows = [
        (label(case.network, iri), cores[iri], case.network.degree(iri), weights[iri], _evidence(case, iri))
        for iri in case.network
    ]
    rows.sort(key=lambda row: (-row[1], -row[3], -row[2], row[0], row[-1]))
    notes = undated_notes(case.whole, case.statements)
    return Findings((kind.nodes, "core", "ties", "strength", "evidence"), tuple(rows), notes).first(limit)


def which_circles(store: Path, *, limit: int | None = None, settings: Settings = DEFAULT) -> Findings:
    """Circles (communities) of those who have more to do with each other than with others.

    ``circle`` numbers them from the largest, ``size`` is how many are in it. ``within`` is the weight of a node's ties
    to its own circle, ``strength`` that of all its ties: who has little within belongs to it in name only. There are
    circles in every network; :func:`more_than_chance` says whether these are more than that.

    Sources:
        V. D. Blondel, J.-L. Guillaume, R. Lambiotte, E. Lefebvre: Fast unfolding of communities in large networks.
        Journal of Statistical Mechanics (2008) P10008. M. E. J. Newman, M. Girvan: Finding and evaluating community
        structure in networks. Physical Review E 69 (2004) 026113.
    """
    kind, case = build_case(open_store(store), settings, "agencies-by-tasks")
    matrix = _weights(case)
    labels = communities(matrix, seed=settings.seed)
    weights = strength(case.network)
    rows: list[tuple[Cell, ...]] = []
    circles = _circles(case, labels)
    for number, members in enumerate(circles, start=1):
        within = {iri: _weight_to(case, iri, members) for iri in members}
        for iri in sorted(members, key=lambda iri: (-within[iri], label(case.network, iri), iri)):
            place = place_of(case.network, iri, within=members) or _evidence(case, iri)
            rows.append((number, len(members), label(case.network, iri), within[iri], weights[iri], place))
    notes = (
        *undated_notes(case.whole, case.statements),
        f"{len(circles)} circles (seed {settings.seed}), modularity {modularity(matrix, labels):.3f}; "
        f"'gongbao analyse more-than-chance --network {kind.name}' sets it against chance"
        + (", without the weights." if case.directed else "."),
    )
    return Findings(("circle", "size", kind.nodes, "within", "strength", "evidence"), tuple(rows), notes).first(limit)


def _weights(case: Case) -> Matrix:
    """The weights of a case's ties, either way where they have a direction."""
    import networkx as nx

    if not case.directed:
        return case.ties(case.incidence)
    matrix = nx.to_scipy_sparse_array(case.network, nodelist=list(case.nodes), weight="weight", format="csr")
    return matrix + matrix.T


def _circles(case: Case, labels: Ints) -> list[set[str]]:
    """Communities of the nodes that have ties, the largest first, those of one size in the order of names."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    for iri, community in zip(case.nodes, labels, strict=True):
        if iri in case.network:
            found[int(community)].add(iri)
    return sorted(
        found.values(), key=lambda members: (-len(members), min((label(case.network, iri), iri) for iri in members))
    )


def _weight_to(case: Case, iri: str, members: set[str]) -> int:
    """The weight of a node's ties to some others, from and to it."""
    return sum(int(tie["weight"]) for other, tie in ties_of(case.network, iri) if other in members)


def more_than_chance(store: Path, *, limit: int | None = None, settings: Settings = DEFAULT) -> Findings:
    """Whether a network as a whole has circles, and whether it is nested, more than chance would have it.

    ``modularity`` says how clearly it falls into circles (0: not at all). ``nestedness`` (NODF, 0 to 100) says how far
    those with few ties are tied to a part of those to whom the larger ones are tied: for lead and support, whether who
    is led by few is led by the ones who lead everybody, which is a hierarchy with a few general coordinators; low
    values mean that fields have leaders of their own. For agencies and tasks, or officials and groups, it is measured
    between the two. Modularity is measured on ties without their weights in a directed network, for rewirings have
    none. A measure that is high with a ``z`` near 0 comes with the numbers of ties alone.

    Sources:
        R. Guimerà, M. Sales-Pardo, L. A. N. Amaral: Modularity from fluctuations in random graphs and complex networks.
        Physical Review E 70 (2004) 025101. M. Almeida-Neto et al.: A consistent metric for nestedness analysis in
        ecological systems. Oikos 117 (2008) 1227-1239. G. Strona et al.: A fast and unbiased procedure to randomize
        ecological binary matrices with fixed row and column totals. Nature Communications 5 (2014) 4114.
    """
    _, case = build_case(open_store(store), settings, "lead-support")

    def measured(incidence: Incidence) -> Floats:
        ties = case.ties(incidence)
        both = ties + ties.T if case.directed else ties
        return np.array([modularity(both, communities(both, seed=settings.seed)), nestedness(incidence)])

    notes = undated_notes(case.whole, case.statements) + chance_notes(
        case.incidence, settings, case.kept, effort=_EFFORT
    )
    if not case.network.number_of_edges():
        return Findings(("measure", "value", *CHANCE, "nodes", "ties", "evidence"), (), notes)
    values = measured(case.incidence)
    chance = _against_chance(values, case.incidence, settings, measured)
    size = case.network.number_of_nodes(), case.network.number_of_edges()
    evidence = min(str(tie["evidence"]) for _, _, tie in case.network.edges(data=True))
    rows = tuple(
        (name, rounded(values[place]), *chance.of(place), *size, evidence)
        for place, name in enumerate(("modularity", "nestedness"))
    )
    return Findings(("measure", "value", *CHANCE, "nodes", "ties", "evidence"), rows, notes).first(limit)


def where_it_breaks(store: Path, *, limit: int | None = None, settings: Settings = DEFAULT) -> Findings:
    """Nodes (cut points) and ties (bridges) without which a part of the network falls to pieces.

    ``cut_off`` counts the nodes outside the largest piece that is left, ``pieces`` has the size of each. An agency that
    cuts off many is their only link to the rest. A network read from few gazettes has many such places that more
    reading would close: a tie that was not read looks like one that is not there.

    Sources:
        J. Hopcroft, R. Tarjan: Algorithm 447: efficient algorithms for graph manipulation. Communications of the ACM 16
        (1973) 372-378. L. C. Freeman (1977), as in :func:`who_stands_between`.
    """
    kind, case = build_case(open_store(store), settings, "agencies-by-tasks")
    rows = [_break_row(case, kind.nodes, found) for found in breaks(case.network)]
    rows.sort(key=lambda row: (-int(str(row[3])), *map(str, row)))
    notes = undated_notes(case.whole, case.statements)
    return Findings(("what", "name", "other", "cut_off", "pieces", "evidence"), tuple(rows), notes).first(limit)


def _break_row(case: Case, kind: str, found: Break) -> tuple[Cell, ...]:
    network = case.network
    names = [label(network, iri) for iri in found.nodes]
    pieces = "|".join(map(str, found.pieces))
    if len(found.nodes) == 1:
        return kind, names[0], None, sum(found.pieces[1:]), pieces, _evidence(case, found.nodes[0])
    one, other = found.nodes
    tie = network.edges[(one, other) if network.has_edge(one, other) else (other, one)]
    return "tie", names[0], names[1], found.pieces[1], pieces, str(tie["evidence"])
