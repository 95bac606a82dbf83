"""What needs the whole network to be answered: who leads, who works with whom, who connects groups.

Each analysis gives a table; each row names one place that states what it counts. Rows are in the order of the measure,
ties in the order of names; ``limit`` says how many of them are wanted, by default all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ..errors import QueryError
from .network import Sitter, co_assignment, lead_support, seats
from .store import open_store
from .table import Table

if TYPE_CHECKING:
    import networkx as nx

_DIGITS = 6
"""Measures are rounded to this many decimals, so that the last bits of a sum decide no order."""


def who_leads(store: Path, *, limit: int | None = None) -> Table:
    """Agencies by what they lead, and by who follows them.

    ``leads`` counts the tasks that an agency leads. ``supporters`` counts the agencies that support it in any of them
    (degree), ``ties`` sums the tasks over those agencies (weighted degree, Barrat et al. 2004): a broad coordinator has
    many supporters, a narrow one few of them often. ``pagerank`` (Page, Brin, Motwani, Winograd 1999) runs from support
    to lead, so an agency ranks high if those who follow it are themselves followed: it tells who coordinates the
    coordinators.

    Sources:
        A. Barrat, M. Barthélemy, R. Pastor-Satorras, A. Vespignani: The architecture of complex weighted networks. PNAS
        101 (2004) 3747-3752. L. Page, S. Brin, R. Motwani, T. Winograd: The PageRank Citation Ranking. Stanford
        InfoLab 1999-66.
    """
    network = lead_support(open_store(store))
    ranks = pagerank(network.reverse())
    rows = [
        (
            str(node["label"]),
            int(node["leads"]),
            network.out_degree(iri),
            int(network.out_degree(iri, weight="weight")),
            round(ranks[iri], _DIGITS),
            str(node["evidence"]),
        )
        for iri, node in network.nodes(data=True)
        if "leads" in node
    ]
    rows.sort(key=lambda row: (-row[1], -row[3], -row[4], row[0], row[5]))
    return Table(("agency", "leads", "supporters", "ties", "pagerank", "evidence"), tuple(rows[:limit]))


def who_works_with_whom(store: Path, *, limit: int | None = None) -> Table:
    """Pairs of agencies by the tasks for which both are named, in whatever roles.

    ``tasks`` counts them. ``strength`` (Newman 2001) counts 1/(n-1) for a task of n agencies, so a pair that is alone
    with its tasks stands out from one that meets in long lists only.

    Sources:
        M. E. J. Newman: Scientific collaboration networks II. Physical Review E 64 (2001) 016132.
    """
    network = co_assignment(open_store(store))
    names = network.nodes(data="label")
    rows = [
        (
            *sorted((str(names[one]), str(names[other]))),
            int(tie["weight"]),
            round(tie["strength"], _DIGITS),
            str(tie["evidence"]),
        )
        for one, other, tie in network.edges(data=True)
    ]
    rows.sort(key=lambda row: (-row[2], -row[3], row))
    return Table(("agency", "partner", "tasks", "strength", "evidence"), tuple(rows[:limit]))


def who_connects_groups(store: Path, *, limit: int | None = None, sitter: Sitter = "official") -> Table:
    """Officials (or agencies) who sit on several groups, by how many groups hang together through them.

    ``groups`` counts the groups that one sits on (degree). ``betweenness`` (Freeman 1977; counted for pairs of groups
    with the algorithm of Brandes 2001, 2008) counts the pairs of groups whose shortest chain of shared members runs
    through this one; a pair with several equally short chains counts for each of them in part. Who has much of it
    carries word between circles that would otherwise not meet; who sits on many groups that share members anyway has
    little of it.

    Sources:
        L. C. Freeman: A set of measures of centrality based on betweenness. Sociometry 40 (1977) 35-41. U. Brandes: A
        faster algorithm for betweenness centrality. Journal of Mathematical Sociology 25 (2001) 163-177; On variants
        of shortest-path betweenness centrality and their generic computation. Social Networks 30 (2008) 136-145.
    """
    network = seats(open_store(store), sitter=sitter)
    _drop_pendants(network, sitter)
    betweenness = _betweenness_of_groups(network)
    rows = [
        (
            str(network.nodes[iri]["label"]),
            network.degree(iri),
            round(betweenness[iri], _DIGITS),
            min(str(tie["evidence"]) for tie in network.adj[iri].values()),
        )
        for iri in _of_kind(network, sitter)
    ]
    rows.sort(key=lambda row: (-row[2], -row[1], row))
    return Table((sitter, "groups", "betweenness", "evidence"), tuple(rows[:limit]))


def _drop_pendants(network: "nx.Graph[str]", sitter: Sitter) -> None:
    """Remove those on one group only, through whom no two groups can meet."""
    network.remove_nodes_from([iri for iri in _of_kind(network, sitter) if network.degree(iri) < 2])


def _of_kind(network: "nx.Graph[str]", kind: str) -> list[str]:
    return [iri for iri, node in network.nodes(data=True) if node["kind"] == kind]


def _betweenness_of_groups(network: "nx.Graph[str]") -> dict[str, float]:
    import networkx as nx

    groups = _of_kind(network, "group")
    return nx.betweenness_centrality_subset(network, sources=groups, targets=groups)


def pagerank(
    network: "nx.DiGraph[str]", *, damping: float = 0.85, tolerance: float = 1e-12, most_rounds: int = 1000
) -> dict[str, float]:
    """PageRank over edges with ``weight``, by power iteration; the values sum to 1.

    networkx has one that needs SciPy, for which no other part of Gongbao has a use.

    Args:
        network: Edges point to whom rank flows.
        damping: Share of rank that flows along edges.
        tolerance: Sum of changes below which it stops.
        most_rounds: After which it stops in any case.
    """
    size = network.number_of_nodes()
    ranks = dict.fromkeys(network, 1 / size) if size else {}
    for _ in range(most_rounds):
        flowed = _flow(network, ranks, damping)
        change = sum(abs(flowed[iri] - ranks[iri]) for iri in ranks)
        ranks = flowed
        if change < tolerance:
            break
    return ranks


def _flow(network: "nx.DiGraph[str]", ranks: Mapping[str, float], damping: float) -> dict[str, float]:
    out = dict(network.out_degree(weight="weight"))
    # Rank of those who point to nobody is spread over all.
    lost = sum(rank for iri, rank in ranks.items() if not out[iri])
    flowed = dict.fromkeys(ranks, (1 - damping + damping * lost) / len(ranks)) if ranks else {}
    for one, other, tie in network.edges(data=True):
        flowed[other] += damping * ranks[one] * tie["weight"] / out[one]
    return flowed


def which_agencies_connect_groups(store: Path, *, limit: int | None = None) -> Table:
    """:func:`who_connects_groups` for agencies: those whose posts members hold, or which host a group's office."""
    return who_connects_groups(store, limit=limit, sitter="agency")


class Run(Protocol):
    """What an analysis is called as."""

    def __call__(self, store: Path, *, limit: int | None = None) -> Table:
        """The first rows of the answer for the store in a folder."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """A named analysis.

    Attributes:
        name: What it is called by.
        title: What it answers, in English.
        title_zh: The same in Chinese.
        run: The analysis itself.
    """

    name: str
    title: str
    title_zh: str
    run: Run


ANALYSES: Mapping[str, Analysis] = {
    analysis.name: analysis
    for analysis in (
        Analysis("who-leads", "Which agencies lead, and who follows them?", "谁牵头，谁配合？", who_leads),
        Analysis(
            "who-works-with-whom", "Which agencies work together?", "哪些部门经常共同承担任务？", who_works_with_whom
        ),
        Analysis(
            "who-connects-groups",
            "Which officials connect groups?",
            "哪些人把各领导小组联系起来？",
            who_connects_groups,
        ),
        Analysis(
            "which-agencies-connect-groups",
            "Which agencies connect groups?",
            "哪些部门把各领导小组联系起来？",
            which_agencies_connect_groups,
        ),
    )
}
"""Every analysis, by name, in the order in which they are listed."""


def analyse(store: Path, name: str, *, limit: int | None = None) -> Table:
    """The answer of a store to a named analysis.

    Args:
        store: Folder that a build wrote.
        name: One of :data:`ANALYSES`.
        limit: How many rows are wanted; None for all.

    Raises:
        QueryError: There is no analysis of that name.
        StoreError: The folder is not a store.
    """
    if name not in ANALYSES:
        raise QueryError(f"there is no analysis {name!r}; there is {', '.join(ANALYSES)}")
    return ANALYSES[name].run(store, limit=limit)
