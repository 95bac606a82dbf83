"""Which names and ties make a picture, and in which order they find room.

Every function takes all names of a graph, measured, and all its ties, and gives one :class:`.picture.Picture`. Its
names stand in an order of which any beginning is a picture: a reader who asks for more sees the next ones join.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from .picture import Edge, Kind, Node, Picture, PictureName, Role, Statement, neighbours

MOST = 5000
"""Names that one page holds: more would not open at once."""

SHARE: Mapping[Kind, float] = {
    "directive": 0.16,
    "group": 0.1,
    "agency": 0.4,
    "collective": 0.05,
    "official": 0.29,
}
"""How the names of an overview are divided among kinds; tasks are drawn as ties from body to directive."""

HUBS: frozenset[Kind] = frozenset({"directive", "group"})
"""Kinds that others gather around: in an overview all others come after one that they are tied to."""

CITATIONS: frozenset[Role] = frozenset({"based_on", "changes", "cites"})

_LAST = 1e9


def overview(nodes: Sequence[Node], edges: Sequence[Edge], *, limit: int, most: int = MOST) -> Picture:
    """All names of a graph but its tasks, the strongest of each kind first.

    Args:
        nodes: All names, measured.
        edges: All ties; those of tasks are passed over.
        limit: How many names are drawn at first.
        most: How many names the page holds.
    """
    candidates = [node for node in nodes if node.kind != "task"]
    return _cut(_in_turn(candidates, edges), edges, limit=limit, most=most)


def _in_turn(nodes: Sequence[Node], edges: Sequence[Edge]) -> list[Node]:
    """Kinds take turns by their share; hubs wait for one that gathers around them, all others for one of their hubs."""
    kinds = {node.id: node.kind for node in nodes}
    ties = neighbours(edge for edge in edges if edge.source in kinds and edge.target in kinds)
    turns = _turns(nodes, ties)

    def turn(node: Node) -> float:
        beside = [edge.other(node.id) for edge in ties.get(node.id, ())]
        awaited = [turns[one] for one in beside if (kinds[one] in HUBS) != (node.kind in HUBS)]
        if awaited:
            return max(turns[node.id], min(awaited))
        return turns[node.id] + (_LAST / 2 if beside else _LAST)

    return sorted(nodes, key=lambda node: (turn(node), node.kind not in HUBS, -node.strength, node.label, node.id))


def _turns(nodes: Sequence[Node], ties: Mapping[str, Sequence[Edge]]) -> dict[str, float]:
    """When each name would have its turn, were there no other kinds to wait for."""
    ranked: dict[Kind, list[Node]] = defaultdict(list)
    for node in nodes:
        ranked[node.kind].append(node)
    return {
        node.id: (place + 0.5) / SHARE.get(kind, 0.05)
        for kind, found in ranked.items()
        for place, node in enumerate(sorted(found, key=lambda node: _standing(node, ties.get(node.id, ()))))
    }


def _standing(node: Node, ties: Sequence[Edge]) -> tuple[float, int, str, str]:
    """Bodies by what they carry; officials by the number of their ties, then by their place in the list."""
    if node.kind == "official":
        return (-len(ties), min((edge.rank for edge in ties), default=0), node.label, node.id)
    return (-sum(edge.weight for edge in ties), 0, node.label, node.id)


def around(
    nodes: Sequence[Node],
    edges: Sequence[Edge],
    centre: Collection[str],
    *,
    depth: int,
    limit: int,
    most: int = MOST,
    name: PictureName = "around",
) -> Picture:
    """The names within some steps of a centre, nearest and strongest first.

    Args:
        nodes: All names, measured.
        edges: All ties; those with a name that is not among ``nodes`` are passed over.
        centre: Identifiers of the names in the middle.
        depth: Number of steps.
        limit: How many names are drawn at first, the centre included.
        most: How many names the page holds.
        name: Which picture it is.
    """
    known = {node.id: node for node in nodes}
    ties = neighbours(edge for edge in edges if edge.source in known and edge.target in known)
    order = [node.id for node in nodes if node.id in centre]
    reached = set(order)
    for _ in range(depth):
        ring = _ring(reached, ties)
        reached |= ring.keys()
        order += _strongest(ring, nodes)
    untangled = [edge for edge in _untangled(edges, reached) if {edge.source, edge.target} <= reached]
    followed = _followed([known[one] for one in order], neighbours(untangled))
    shown = frozenset(centre) & reached
    return _cut(followed, untangled, limit=limit, most=most, name=name, centre=shown)


def _ring(reached: Collection[str], ties: Mapping[str, Sequence[Edge]]) -> dict[str, tuple[float, int]]:
    """Names one step on, each with the weight of its ties to what is reached, and its place in their lists."""
    ring: dict[str, tuple[float, int]] = {}
    for inner in reached:
        for edge in ties.get(inner, ()):
            outer = edge.other(inner)
            if outer not in reached:
                weight, rank = ring.get(outer, (0.0, edge.rank))
                ring[outer] = (weight + edge.weight, min(rank, edge.rank))
    return ring


def _strongest(ring: Mapping[str, tuple[float, int]], nodes: Iterable[Node]) -> list[str]:
    """The names of a ring, those with the heaviest ties first, then in printed order, then by strength."""
    place = {node.id: index for index, node in enumerate(nodes)}
    return sorted(ring, key=lambda one: (-ring[one][0], ring[one][1], place[one]))


def _untangled(edges: Iterable[Edge], chosen: Collection[str]) -> list[Edge]:
    """The ties without what would be drawn twice.

    A body's tie to a directive stands for its tasks there; those whose tasks are in the picture are taken out of it.
    """
    return [kept for edge in edges if (kept := _thinned(edge, chosen)) is not None]


def _thinned(edge: Edge, chosen: Collection[str]) -> Edge | None:
    return _only(edge, lambda one: one.task not in chosen or one.task == edge.target)


def _only(edge: Edge, wanted: Callable[[Statement], bool]) -> Edge | None:
    """The tie with those statements alone that are wanted; None where it has none."""
    kept = tuple(filter(wanted, edge.statements))
    return replace(edge, statements=kept) if kept else None


def members(
    nodes: Sequence[Node], edges: Sequence[Edge], centre: Collection[str], *, limit: int, most: int = MOST
) -> Picture:
    """A group with its members in printed order, and the bodies at which its lists say that they hold posts."""
    seats = {fact for edge in edges if edge.target in centre for one in edge.statements for fact in one.facts}

    def of_group(edge: Edge) -> Edge | None:
        if not {edge.source, edge.target}.isdisjoint(centre):
            return edge
        return _only(edge, lambda one: one.role == "post" and not seats.isdisjoint(one.facts))

    kept = [found for edge in edges if (found := of_group(edge)) is not None]
    return around(nodes, kept, centre, depth=2, limit=limit, most=most, name="members")


def tasks(
    nodes: Sequence[Node], edges: Sequence[Edge], centre: Collection[str], *, limit: int, most: int = MOST
) -> Picture:
    """A directive with its tasks in printed order, and the bodies that lead, support or answer for each."""
    assigned = {edge.source for edge in edges if edge.target in centre and edge.role == "part"}
    assigned &= {node.id for node in nodes if node.kind == "task"}
    kept = [edge for edge in edges if edge.target in assigned or (edge.source in assigned and edge.target in centre)]
    ranks = {edge.source: edge.rank for edge in kept if edge.role == "part"}
    load: Counter[str] = Counter(edge.source for edge in kept if edge.target in assigned)
    shown = [node for node in nodes if node.id in centre and assigned]
    bodies = sorted((node for node in nodes if node.id in load), key=lambda node: -load[node.id])
    steps = sorted((node for node in nodes if node.id in assigned), key=lambda node: ranks.get(node.id, 0))
    order = [*shown, *_zipped(steps, bodies)]
    return _cut(order, kept, limit=limit, most=most, name="tasks", centre=frozenset(node.id for node in shown))


def _zipped(steps: Sequence[Node], bodies: Sequence[Node]) -> list[Node]:
    """Tasks and bodies by turns, so that any beginning holds about as many of each."""
    order: list[Node] = []
    for place in range(max(len(steps), len(bodies))):
        order += [*steps[place : place + 1], *bodies[place : place + 1]]
    return order


def lineage(
    nodes: Sequence[Node], edges: Sequence[Edge], centre: Collection[str], *, limit: int, most: int = MOST
) -> Picture:
    """A directive with all that it rests on, changes or cites, and all that so rests on it, over any number of steps.

    Without a centre: all directives that cite or are cited.
    """
    cites = [kept for edge in edges if (kept := _only(edge, lambda one: one.role in CITATIONS)) is not None]
    if centre:
        older = _reached(centre, cites, lambda edge: (edge.source, edge.target))
        younger = _reached(centre, cites, lambda edge: (edge.target, edge.source))
        cites = [edge for edge in cites if {edge.source, edge.target} <= older or {edge.source, edge.target} <= younger]
    ties = neighbours(cites)
    tied = [node for node in nodes if node.id in ties]
    order = sorted(tied, key=lambda node: (node.id not in centre, -len(ties[node.id]), -node.strength, node.id))
    shown = frozenset(centre) & ties.keys()
    return _cut(_followed(order, ties), cites, limit=limit, most=most, name="lineage", centre=shown)


def _reached(start: Collection[str], edges: Iterable[Edge], ends: Callable[[Edge], tuple[str, str]]) -> set[str]:
    """Everything to which ties lead from some names, followed in one direction."""
    onward: dict[str, list[str]] = defaultdict(list)
    for one, other in map(ends, edges):
        onward[one].append(other)
    found, waiting = set(start), list(start)
    while waiting:
        fresh = [name for name in onward[waiting.pop()] if name not in found]
        found.update(fresh)
        waiting += fresh
    return found


def interlocks(
    nodes: Sequence[Node], edges: Sequence[Edge], centre: Collection[str], *, limit: int, most: int = MOST
) -> Picture:
    """Groups and the officials who sit on more than one of them; about a centre, those within two steps of it."""
    seats = [kept for edge in edges if (kept := _only(edge, lambda one: one.role == "member")) is not None]
    number = Counter(edge.source for edge in seats)
    shared = [edge for edge in seats if number[edge.source] > 1]
    if centre:
        return around(nodes, shared, centre, depth=2, limit=limit, most=most, name="interlocks")
    return _whole(nodes, shared, limit=limit, most=most, name="interlocks")


def lead_support(
    nodes: Sequence[Node], edges: Sequence[Edge], centre: Collection[str], *, limit: int, most: int = MOST
) -> Picture:
    """Agencies, with a tie from each that leads tasks to each that supports it in them."""
    agencies = [node for node in nodes if node.kind == "agency"]
    led = _coordinated({node.id for node in agencies}, edges)
    if centre:
        return around(agencies, led, centre, depth=1, limit=limit, most=most, name="lead-support")
    return _whole(agencies, led, limit=limit, most=most, name="lead-support")


def _coordinated(agencies: Collection[str], edges: Iterable[Edge]) -> list[Edge]:
    """A tie for each two agencies of which one supports tasks that the other leads, a statement a task."""
    parts: dict[str, dict[Role, dict[str, Statement]]] = defaultdict(lambda: defaultdict(dict))
    for edge in edges:
        for one in edge.statements if edge.source in agencies else ():
            if one.task and one.task != edge.target and one.role in ("leads", "supports"):
                parts[one.task][one.role].setdefault(edge.source, one)
    said: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for roles in parts.values():
        for lead, led in roles["leads"].items():
            for support, supported in roles["supports"].items():
                if lead != support:
                    facts = tuple(dict.fromkeys((*led.facts, *supported.facts)))
                    said[lead, support].append(replace(supported, role="coordinates", facts=facts))
    return [Edge(lead, support, tuple(sorted(set(found)))) for (lead, support), found in sorted(said.items())]


def _whole(nodes: Sequence[Node], edges: Sequence[Edge], *, limit: int, most: int, name: PictureName) -> Picture:
    """Everything that some ties join; a name follows a stronger one to which it is tied, where there is one."""
    ties = neighbours(edges)
    tied = sorted(
        (node for node in nodes if node.id in ties),
        key=lambda node: (-sum(edge.weight for edge in ties[node.id]), node.label, node.id),
    )
    return _cut(_followed(tied, ties), edges, limit=limit, most=most, name=name)


def _followed(nodes: Sequence[Node], ties: Mapping[str, Sequence[Edge]]) -> list[Node]:
    """Names in their order, each held back until one that it is tied to has come or comes next; the untied stay."""
    place = {node.id: index for index, node in enumerate(nodes)}

    def turn(node: Node) -> int:
        first = min((place[edge.other(node.id)] for edge in ties.get(node.id, ())), default=0)
        return max(place[node.id], first)

    return sorted(nodes, key=lambda node: (turn(node), place[node.id]))


def _cut(
    order: Sequence[Node],
    edges: Iterable[Edge],
    *,
    limit: int,
    most: int,
    name: PictureName = "overview",
    centre: frozenset[str] = frozenset(),
) -> Picture:
    """The first names of an order, the ties between them, and the count of those passed over."""
    kept = tuple(order[:most])
    chosen = {node.id for node in kept}
    return Picture(
        nodes=kept,
        edges=tuple(edge for edge in edges if edge.source in chosen and edge.target in chosen),
        name=name,
        centre=centre,
        drawn=min(len(kept), max(limit, len(centre))),
        left_out=dict(Counter(node.kind for node in order[most:])),
    )
