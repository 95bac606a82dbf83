"""Networks out of the graph, for networkx: who supports whom, who works with whom, who sits where.

Nodes are IRIs with a ``label``. Every edge has a ``weight`` and an ``evidence``: one place, ``SOURCE:LINE``, that
states it. Nodes and edges are added in one order, so equal stores give equal networks.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Literal

from .store import OpenStore

if TYPE_CHECKING:
    import networkx as nx

Sitter = Literal["official", "agency"]
"""Who sits on a group: people themselves, or the agencies whose posts they hold and which host a group's office."""

_PARTS = """
SELECT DISTINCT ?task ?agency ?label ?role ?place
{
  ?assignment a gb:Assignment ; gb:task ?task ; gb:agency ?agency ; gb:assignmentRole ?kind .
  ?agency a gb:Agency ; rdfs:label ?label .
  ?kind rdfs:label ?role .
  LATERAL { ?assignment gb:evidence ?evidence . ?evidence gb:order 1 ; rdfs:label ?place }
}
"""

_OFFICIAL_SEATS = """
SELECT DISTINCT ?sitter ?label ?group ?name ?place
{
  ?seat a gb:Membership ; org:member ?sitter ; org:organization ?group .
  ?sitter rdfs:label ?label .
  ?group rdfs:label ?name .
  LATERAL { ?seat gb:evidence ?evidence . ?evidence gb:order 1 ; rdfs:label ?place }
}
"""

_AGENCY_SEATS = """
SELECT DISTINCT ?sitter ?label ?group ?name ?place
{
  { ?stated a gb:Membership ; org:organization ?group ; gb:post/org:postIn ?sitter }
  UNION
  { ?group gb:officeHost ?sitter BIND(?group AS ?stated) }
  LATERAL {
    ?sitter a gb:Agency ; rdfs:label ?label .
    ?group rdfs:label ?name .
    ?stated gb:evidence ?evidence .
    ?evidence gb:order 1 ; rdfs:label ?place
  }
}
"""


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """One agency's part in one task.

    Attributes:
        task: IRI of the task.
        agency: IRI of the agency.
        label: Its name.
        role: lead, support or responsible.
        place: Where it is stated, ``SOURCE:LINE``.
    """

    task: str
    agency: str
    label: str
    role: str
    place: str


def parts(store: OpenStore) -> list[Part]:
    """Every agency's part in every task, ordered; collectives are left out, for they are nobody in particular."""
    return sorted(Part(*map(str, row)) for row in store.select(_PARTS).rows)


def lead_support(store: OpenStore) -> "nx.DiGraph[str]":
    """Agencies that lead, with an edge to each agency that supports them; ``weight`` counts tasks.

    Nodes have ``leads``, the number of tasks led, and ``evidence`` of one of them.
    """
    import networkx as nx

    network: nx.DiGraph[str] = nx.DiGraph()
    for _, task in _by_task(parts(store)):
        leads = {part.agency: part for part in task if part.role == "lead"}
        for lead in leads.values():
            _count_lead(network, lead)
            for support in {part.agency: part for part in task if part.role == "support"}.values():
                _add_node(network, support.agency, support.label)
                _add_tie(network, lead.agency, support.agency, support.place)
    return network


def _count_lead(network: "nx.DiGraph[str]", lead: Part) -> None:
    _add_node(network, lead.agency, lead.label)
    node = network.nodes[lead.agency]
    node["leads"] = node.get("leads", 0) + 1
    node.setdefault("evidence", lead.place)


def co_assignment(store: OpenStore) -> "nx.Graph[str]":
    """Agencies with an edge between each two that are named for one task, in whatever roles.

    ``weight`` counts tasks. ``strength`` counts 1/(n-1) for a task of n agencies, as Newman (2001) weighs papers of n
    authors: two agencies alone with a task work together more closely than two of twenty.
    """
    import networkx as nx

    network: nx.Graph[str] = nx.Graph()
    for _, task in _by_task(parts(store)):
        agencies = {part.agency: part for part in task}
        for one, other in combinations(agencies.values(), 2):
            _add_node(network, one.agency, one.label)
            _add_node(network, other.agency, other.label)
            _add_tie(network, one.agency, other.agency, one.place, strength=1 / (len(agencies) - 1))
    return network


def seats(store: OpenStore, *, sitter: Sitter = "official") -> "nx.Graph[str]":
    """Groups and who sits on them: a network of two modes; ``weight`` counts places that state a seat.

    Nodes have ``kind``: ``group``, or what ``sitter`` says.
    """
    import networkx as nx

    network: nx.Graph[str] = nx.Graph()
    table = store.select(_OFFICIAL_SEATS if sitter == "official" else _AGENCY_SEATS)
    for iri, label, group, name, place in sorted(tuple(map(str, row)) for row in table.rows):
        network.add_node(iri, label=label, kind=sitter)
        network.add_node(group, label=name, kind="group")
        _add_tie(network, iri, group, place)
    return network


def _by_task(ordered: Iterable[Part]) -> Iterator[tuple[str, list[Part]]]:
    tasks: defaultdict[str, list[Part]] = defaultdict(list)
    for part in ordered:
        tasks[part.task].append(part)
    yield from tasks.items()


def _add_node(network: "nx.Graph[str]", iri: str, label: str) -> None:
    network.add_node(iri, label=label)


def _add_tie(network: "nx.Graph[str]", one: str, other: str, place: str, *, strength: float = 1.0) -> None:
    """Add to the tie between two nodes; its evidence is the first place in the order of their texts."""
    tie = network.get_edge_data(one, other) or {"weight": 0, "strength": 0.0, "evidence": place}
    network.add_edge(
        one,
        other,
        weight=tie["weight"] + 1,
        strength=tie["strength"] + strength,
        evidence=min(tie["evidence"], place),
    )
