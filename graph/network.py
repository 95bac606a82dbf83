"""Networks out of the graph, for networkx: who leads whom, who sits where, what rests on what.

Nodes are IRIs with a ``label`` and a ``kind``. Every edge has a ``weight`` and an ``evidence``: one place,
``SOURCE:LINE``, that states it. Nodes and edges are added in one order, so equal stores give equal networks.

Three networks have two modes: agencies and tasks, officials or agencies and groups, officials and events. Each can be
projected onto one mode: agencies that share tasks or groups, groups that share members, officials who meet.

Every builder takes :class:`Years`. What has no date stands in no range of years; ``network.graph["undated"]`` says how
many statements were left out for that.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any, Literal

from .store import OpenStore
from .terms import GB_IRI

if TYPE_CHECKING:
    import networkx as nx


Sitter = Literal["official", "agency"]
"""Who sits on a group: people themselves, or the agencies whose posts they hold and which host a group's office."""

CARRYING = ("basedOn", "repeals", "amends", "forwards", "replies")
"""Relations by which a directive acts on another; ``mentions`` is none of them."""

# Where a network is made of most of a graph, its query is made of whole columns: the engine joins what subqueries give
# by hashing, ten times faster than looking up one statement after the other.

_PLACE = """
  { SELECT ?stated ?evidence { ?stated gb:evidence ?evidence } }
  { SELECT ?evidence { ?evidence gb:order 1 } }
  { SELECT ?evidence ?place { ?evidence rdfs:label ?place } }
"""

_PARTS = f"""
SELECT ?task ?agency ?role ?place ?directive
{{
  {{ SELECT ?stated ?task {{ ?stated gb:task ?task }} }}
  {{ SELECT ?stated ?agency {{ ?stated gb:agency ?agency }} }}
  {{ SELECT ?stated ?role {{ ?stated gb:assignmentRole ?role }} }}
  {_PLACE}
  OPTIONAL {{ SELECT ?stated ?directive {{ ?stated gb:directive ?directive }} }}
}}
"""

_SEATS = f"""
SELECT ?sitter ?group ?place ?date ?role ?stated
{{
  {{ SELECT ?stated ?group {{ ?stated org:organization ?group }} }}
  SITTERS
  {_PLACE}
  OPTIONAL {{ SELECT ?stated ?date {{ ?stated a gb:Membership ; gb:date ?date }} }}
  OPTIONAL {{ SELECT ?stated ?role {{ ?stated gb:role ?role }} }}
}}
"""

_SITTERS = {
    "official": "{ SELECT ?stated ?sitter { ?stated org:member ?sitter } }",
    "agency": """
  { SELECT ?stated ?post { ?stated gb:post ?post } }
  { SELECT ?post ?sitter { ?post org:postIn ?sitter } }
""",
}

_STAFF = "SELECT ?stated { ?stated gb:staff true }"

_HOSTS = """
SELECT ?sitter ?group ?place ?date
{
  ?group gb:officeHost ?sitter ; gb:evidence ?evidence .
  ?evidence gb:order 1 ; rdfs:label ?place
  LATERAL { OPTIONAL { ?group gb:directive/gb:date ?date } }
}
"""

_DATES = "SELECT ?directive ?date { ?directive a gb:Directive ; gb:date ?date }"

_APPEARANCES = """
SELECT DISTINCT ?date ?text ?event ?name ?official ?label ?place
{
  ?event a gb:Event ; gb:participant ?official ; rdfs:label ?name .
  ?official rdfs:label ?label .
  LATERAL { ?event gb:evidence ?evidence . ?evidence gb:order 1 ; rdfs:label ?place }
  LATERAL { OPTIONAL { ?event gb:date ?date } }
  LATERAL { OPTIONAL { ?event gb:text ?text } }
}
"""

_CITATIONS = """
SELECT DISTINCT ?citing ?label ?cited ?name ?relation ?place ?date
{
  ?citation a gb:Citation ; gb:citing ?citing ; gb:cited ?cited ; gb:relation ?relation .
  ?citing rdfs:label ?label .
  ?cited rdfs:label ?name .
  LATERAL { ?citation gb:evidence ?evidence . ?evidence gb:order 1 ; rdfs:label ?place }
  LATERAL { OPTIONAL { ?citing gb:date ?date } }
}
"""


@dataclass(frozen=True, slots=True)
class Years:
    """A range of years, both ends within it.

    Attributes:
        first: None where it has no beginning.
        last: None where it has no end.

    >>> "2020-03-06" in Years(2019, 2020), "2021" in Years(last=2020), "" in Years(2019)
    (True, False, False)
    """

    first: int | None = None
    last: int | None = None

    def __contains__(self, date: str) -> bool:
        """Whether a date, of which at least the year is known, is of the range; everything is of one without ends."""
        if self.first is None and self.last is None:
            return True
        year = year_of(date)
        return year is not None and (self.first or 0) <= year <= (self.last or year)


ALWAYS = Years()
"""All years, and what has no date."""


def year_of(date: str) -> int | None:
    """The year of a date as the graph has it; None where there is none.

    >>> year_of("2020-03-06"), year_of("2020年底"), year_of("")
    (2020, 2020, None)
    """
    year = date[:4]
    return int(year) if len(year) == 4 and year.isascii() and year.isdigit() and not date[4:5].isdigit() else None


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """One agency's part in one task.

    Attributes:
        task: IRI of the task.
        agency: IRI of the agency.
        label: Its name.
        role: lead, support or responsible.
        place: Where it is stated, ``SOURCE:LINE``.
        date: Of the directive that states it; empty where it has none.
    """

    task: str
    agency: str
    label: str
    role: str
    place: str
    date: str = ""


def parts(store: OpenStore, *, years: Years = ALWAYS) -> list[Part]:
    """Every agency's part in every task, ordered; collectives are left out, for they are nobody in particular."""
    agencies, roles = _labels(store, "Agency"), _labels(store, "AssignmentRole")
    dates = dict(sorted(((row[0], row[1]) for row in _rows(store, _DATES)), reverse=True))
    stated = {
        (task, agency, agencies[agency], roles[role], place, dates.get(directive, ""))
        for task, agency, role, place, directive in _rows(store, _PARTS)
        if agency in agencies
    }
    # Sorted as tuples, which takes a tenth of what comparing records does.
    return [Part(*row) for row in sorted(stated) if row[-1] in years]


def lead_support(store: OpenStore, *, years: Years = ALWAYS) -> "nx.DiGraph[str]":
    """Agencies that lead, with an edge to each agency that supports them; ``weight`` counts tasks.

    Nodes have ``leads``, the number of tasks led, and ``evidence`` of one of them.
    """
    import networkx as nx

    stated = parts(store)
    network: nx.DiGraph[str] = nx.DiGraph(undated=_undated((part.date for part in stated), years))
    for _, task in _by_task(part for part in stated if part.date in years):
        leads = {part.agency: part for part in task if part.role == "lead"}
        for lead in leads.values():
            _count_lead(network, lead)
            for support in {part.agency: part for part in task if part.role == "support"}.values():
                if support.agency != lead.agency:
                    network.add_node(support.agency, label=support.label, kind="agency")
                    _add_tie(network, lead.agency, support.agency, support.place)
    return network


def _count_lead(network: "nx.DiGraph[str]", lead: Part) -> None:
    network.add_node(lead.agency, label=lead.label, kind="agency")
    node = network.nodes[lead.agency]
    node["leads"] = node.get("leads", 0) + 1
    node.setdefault("evidence", lead.place)


def tasks(store: OpenStore, *, years: Years = ALWAYS, roles: Collection[str] = ()) -> "nx.Graph[str]":
    """Tasks and the agencies named for them: a network of two modes, ``task`` and ``agency``.

    Args:
        store: What to read.
        years: Of the directives that assign the tasks.
        roles: Only parts of these roles (lead, support, responsible); empty for all.
    """
    import networkx as nx

    stated = [part for part in parts(store) if not roles or part.role in roles]
    labels = _labels(store, "Task")
    network: nx.Graph[str] = nx.Graph(undated=_undated((part.date for part in stated), years))
    within = [part for part in stated if part.date in years]
    agencies = {part.agency: part.label for part in within}
    network.add_nodes_from((iri, {"label": name, "kind": "agency"}) for iri, name in agencies.items())
    named = dict.fromkeys(part.task for part in within)
    network.add_nodes_from((iri, {"label": labels.get(iri, iri), "kind": "task"}) for iri in named)
    for part in within:
        _add_tie(network, part.agency, part.task, part.place)
    return network


def co_assignment(store: OpenStore, *, years: Years = ALWAYS, roles: Collection[str] = ()) -> "nx.Graph[str]":
    """Agencies with an edge between each two that are named for one task; see :func:`tasks` and :func:`projection`."""
    return projection(tasks(store, years=years, roles=roles), "agency")


def seats(
    store: OpenStore, *, sitter: Sitter = "official", years: Years = ALWAYS, roles: Collection[str] = ()
) -> "nx.Graph[str]":
    """Groups and who sits on them: a network of two modes; ``weight`` counts places that state a seat.

    The staff of a group's office have no seat on it. Nodes have ``kind``: ``group``, or what ``sitter`` says.

    Args:
        store: What to read.
        sitter: Who sits.
        years: Of the directives that list the members.
        roles: Only seats of these roles (组长, 副组长, …); empty for all, and for hosting a group's office.
    """
    import networkx as nx

    names, groups = _labels(store, sitter.title()), _labels(store, "Group")
    stated = [row for row in _stated_seats(store, sitter) if row[0] in names and (not roles or row[4] in roles)]
    network: nx.Graph[str] = nx.Graph(undated=_undated((row[3] for row in stated), years))
    for iri, group, place in sorted({row[:3] for row in stated if row[3] in years}):
        network.add_node(iri, label=names[iri], kind=sitter)
        network.add_node(group, label=groups[group], kind="group")
        _add_tie(network, iri, group, place)
    return network


def _stated_seats(store: OpenStore, sitter: Sitter) -> list[tuple[str, ...]]:
    """Who sits where: the sitter, the group, the place, the date, the role."""
    staff = {row[0] for row in _rows(store, _STAFF)}
    members = [row[:5] for row in _rows(store, _SEATS.replace("SITTERS", _SITTERS[sitter])) if row[5] not in staff]
    return members if sitter == "official" else members + [(*row, "") for row in _rows(store, _HOSTS)]


def appearances(store: OpenStore, *, years: Years = ALWAYS) -> "nx.Graph[str]":
    """Events of chronicles and the officials who took part: a network of two modes, ``event`` and ``official``.

    What two sources print of one day in the same words is one event.
    """
    import networkx as nx

    stated = sorted(_rows(store, _APPEARANCES))
    network: nx.Graph[str] = nx.Graph(undated=_undated((row[0] for row in stated), years))
    events: dict[tuple[str, str], str] = {}
    for date, text, event, name, official, label, place in stated:
        if date in years:
            node = events.setdefault((date, text or event), event)
            network.add_node(official, label=label, kind="official")
            network.add_node(node, label=name if node == event else network.nodes[node]["label"], kind="event")
            _add_tie(network, official, node, place)
    return network


def co_appearance(store: OpenStore, *, years: Years = ALWAYS) -> "nx.Graph[str]":
    """Officials with an edge between each two who take part in one event; see :func:`projection`."""
    return projection(appearances(store, years=years), "official")


def projection(network: "nx.Graph[str]", kind: str) -> "nx.Graph[str]":
    """The nodes of one mode, with an edge between each two that share a node of the other.

    ``weight`` counts what they share. ``strength`` counts 1/(n-1) for a node that n of them share, as Newman (2001)
    weighs papers of n authors: two who are alone with a task work together more closely than two of twenty.
    ``through`` is the first node that they share, ``evidence`` the place that ties one of the two to it: the end
    whose IRI comes first. Who shares nothing is no node.

    Args:
        network: Of two modes.
        kind: The mode to keep.

    >>> import networkx as nx
    >>> groups = nx.Graph()
    >>> for name in ("a", "b"):
    ...     groups.add_node(name, kind="official", label=name)
    ...     groups.add_edge(name, "g", weight=1, evidence=f"{name}.txt:1")
    >>> projection(groups, "official").edges["a", "b"]
    {'weight': 1, 'strength': 1.0, 'evidence': 'a.txt:1', 'through': 'g'}
    """
    import networkx as nx

    ties: dict[tuple[str, str], dict[str, Any]] = {}
    for shared in sorted(iri for iri, node in network.nodes(data=True) if node.get("kind") != kind):
        ends = sorted(network.adj[shared])
        for one, other in combinations(ends, 2):
            place = str(network.adj[one][shared]["evidence"])
            tie = ties.setdefault((one, other), {"weight": 0, "strength": 0.0, "evidence": place, "through": shared})
            tie["weight"] += 1
            tie["strength"] += 1 / (len(ends) - 1)
            if place < tie["evidence"]:
                tie.update(evidence=place, through=shared)
    projected: nx.Graph[str] = nx.Graph(**network.graph)
    projected.add_edges_from((one, other, tie) for (one, other), tie in ties.items())
    for iri in projected:
        projected.nodes[iri].update(network.nodes[iri])
    return projected


def citations(store: OpenStore, *, years: Years = ALWAYS, relations: Collection[str] = CARRYING) -> "nx.DiGraph[str]":
    """Directives with an edge to each one that they cite; ``weight`` counts relations, ``relations`` names them.

    Args:
        store: What to read.
        years: Of the directives that cite.
        relations: Names of properties of ``gb:``: ``basedOn``, ``repeals``, ``amends``, ``forwards``, ``replies``,
            ``mentions``.
    """
    import networkx as nx

    wanted = {f"{GB_IRI}{name}" for name in relations}
    stated = [row for row in sorted(_rows(store, _CITATIONS)) if row[4] in wanted]
    network: nx.DiGraph[str] = nx.DiGraph(undated=_undated((row[6] for row in stated), years))
    for citing, label, cited, name, relation, place, date in stated:
        if date in years:
            network.add_node(citing, label=label, kind="directive")
            network.add_node(cited, label=name, kind="directive")
            _cite(network, citing, cited, relation.removeprefix(GB_IRI), place)
    return network


def _cite(network: "nx.DiGraph[str]", citing: str, cited: str, relation: str, place: str) -> None:
    tie = network.get_edge_data(citing, cited) or {"relations": (), "evidence": place}
    relations = tuple(sorted({*tie["relations"], relation}))
    evidence = min(str(tie["evidence"]), place)
    network.add_edge(citing, cited, weight=len(relations), relations=relations, evidence=evidence)


def mode(network: "nx.Graph[str]", kind: str) -> list[str]:
    """The nodes of one kind, in the order of the network."""
    return [iri for iri, node in network.nodes(data=True) if node.get("kind") == kind]


def _rows(store: OpenStore, sparql: str) -> list[tuple[str, ...]]:
    """The answer to a query as texts, in no order; what is unbound is empty."""
    return [tuple("" if cell is None else str(cell) for cell in row) for row in store.select(sparql).rows]


def _labels(store: OpenStore, kind: str) -> dict[str, str]:
    """The labels of all nodes of a class of the ontology."""
    return {row[0]: row[1] for row in _rows(store, f"SELECT ?node ?label {{ ?node a gb:{kind} ; rdfs:label ?label }}")}


def _undated(dates: Iterable[str], years: Years) -> int:
    """How many statements stand in no range of years because they have no date."""
    return 0 if years == ALWAYS else sum(year_of(date) is None for date in dates)


def _by_task(ordered: Iterable[Part]) -> Iterator[tuple[str, list[Part]]]:
    found: defaultdict[str, list[Part]] = defaultdict(list)
    for part in ordered:
        found[part.task].append(part)
    yield from found.items()


def _add_tie(network: "nx.Graph[str]", one: str, other: str, place: str) -> None:
    """Add to the tie between two nodes; its evidence is the first place in the order of their texts."""
    tie = network.get_edge_data(one, other)
    if tie is None:
        network.add_edge(one, other, weight=1, evidence=place)
    else:
        tie.update(weight=tie["weight"] + 1, evidence=min(tie["evidence"], place))
