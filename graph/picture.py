"""What a view shows: names, the ties between them, and the printed lines behind each tie.

Plain values, free of RDF and of HTML: :mod:`.view` fills them from a store, :mod:`.layout` gives them places,
:mod:`.page` prints them. What is chosen for a picture is chosen here: the strongest names of the whole graph
(:func:`overview`), or those around one name (:func:`around`).
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias, get_args

Kind: TypeAlias = Literal["agency", "collective", "group", "official", "directive", "task"]
Role: TypeAlias = Literal[
    "leads",
    "responsible",
    "supports",
    "charged",
    "member",
    "post",
    "hosts",
    "founds",
    "part",
    "issues",
    "based_on",
    "changes",
    "cites",
]

KINDS: tuple[Kind, ...] = get_args(Kind)
ROLES: tuple[Role, ...] = get_args(Role)
"""What one end of a tie does with the other, strongest first."""

WEIGHT: Mapping[Role, float] = {
    "leads": 3,
    "responsible": 2,
    "member": 2,
    "hosts": 3,
    "founds": 3,
    "issues": 3,
}
"""How much one statement counts when the strongest are chosen; every other role counts 1."""

SHARE: Mapping[Kind, float] = {
    "directive": 0.16,
    "group": 0.1,
    "agency": 0.4,
    "collective": 0.05,
    "official": 0.29,
}
"""How the names of an overview are divided among kinds; tasks are drawn as ties from body to directive."""

TIES_KEPT = 5
"""A tie away from the centre is drawn if it is one of so many heaviest ties at one of its ends: all of them at once
would blacken the picture."""

HUBS: frozenset[Kind] = frozenset({"directive", "group"})
"""Kinds that may stand in an overview with no tie; all others are drawn only beside something."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A printed line.

    Attributes:
        source: Name of the source file.
        line: 1-based line of that file.
        text: The words as printed.
        rule: Name of the rule that read them.
    """

    source: str
    line: int
    text: str
    rule: str


@dataclass(frozen=True, slots=True, order=True)
class Statement:
    """One thing that a source says, in a few words.

    Attributes:
        rank: Its place in the list in which it is printed, 0 where there is no list.
        role: What the first end of the tie does with the second.
        text: What it adds to the tie: a task's title, a role in a group, a post.
        fact: Identifier of the fact, under which its quotes are found.
        task: Identifier of the task that it is about; empty where there is none.
    """

    rank: int
    role: Role
    text: str
    fact: str
    task: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A name in the picture.

    Attributes:
        id: Its identifier in the graph.
        kind: What it is.
        label: Its name.
        also: Other names under which it is printed or found.
        rows: Further attributes, as (caption, value).
        strength: Number of statements about it in the whole store.
    """

    id: str
    kind: Kind
    label: str
    also: tuple[str, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    strength: int = 0


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie between two names, with all the statements that make it.

    Attributes:
        source: Identifier of the name that leads, holds, cites …
        target: Identifier of what is led, held, cited …
        statements: What is said, in printed order. Never empty.
    """

    source: str
    target: str
    statements: tuple[Statement, ...]

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles that its statements give, the strongest first."""
        return tuple(sorted({one.role for one in self.statements}, key=ROLES.index))

    @property
    def role(self) -> Role:
        """The strongest role that its statements give: who leads one task of a directive leads in it."""
        return self.roles[0]

    def foremost(self, number: int) -> tuple[Statement, ...]:
        """So many statements of each role, in printed order."""
        seen: Counter[Role] = Counter()
        found: list[Statement] = []
        for one in self.statements:
            seen[one.role] += 1
            if seen[one.role] <= number:
                found.append(one)
        return tuple(found)

    @property
    def rank(self) -> int:
        """The best place that any of its statements has in its list."""
        return min(one.rank for one in self.statements)

    @property
    def weight(self) -> float:
        """How much it counts when the strongest are chosen."""
        return sum(WEIGHT.get(one.role, 1) for one in self.statements)

    def other(self, node: str) -> str:
        """The end that ``node`` is not."""
        return self.target if node == self.source else self.source


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn.

    Attributes:
        nodes: Names, strongest first.
        edges: Ties between them.
        quotes: For each fact or name, the printed lines that state it.
        centre: Identifiers of the names that the picture is about; empty for an overview.
        left_out: How many names of each kind there was no room for.
        ties_left_out: How many ties between the names drawn there was no room for.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    quotes: Mapping[str, tuple[Quote, ...]] = field(default_factory=dict)
    centre: frozenset[str] = frozenset()
    left_out: Mapping[Kind, int] = field(default_factory=dict)
    ties_left_out: int = 0


def neighbours(edges: Iterable[Edge]) -> dict[str, list[Edge]]:
    """The ties at each name."""
    found: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        found[edge.source].append(edge)
        found[edge.target].append(edge)
    return found


def facts_at(edges: Iterable[Edge]) -> dict[str, set[str]]:
    """The facts that are said of each name; that a task is part of a directive is not one of them."""
    facts: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        said = {one.fact for one in edge.statements if one.role != "part"}
        facts[edge.source] |= said
        facts[edge.target] |= said
    return facts


def measured(nodes: Iterable[Node], edges: Iterable[Edge]) -> tuple[Node, ...]:
    """The same names with their strength, strongest first; equals in the order of their labels."""
    facts = facts_at(edges)
    strong = (replace(node, strength=len(facts[node.id])) for node in nodes)
    return tuple(sorted(strong, key=lambda node: (-node.strength, node.label, node.id)))


def overview(nodes: Sequence[Node], edges: Sequence[Edge], *, limit: int) -> Picture:
    """The strongest names of a graph and the ties between them.

    Args:
        nodes: All names, measured.
        edges: All ties; those of tasks are passed over.
        limit: How many names there is room for.
    """
    candidates = [node for node in nodes if node.kind != "task"]
    chosen = _hubs(candidates, limit=limit)
    chosen |= _beside(candidates, edges, chosen, limit=limit)
    picture = _cut(nodes, edges, chosen, among={node.id for node in candidates})
    return _thinned_out(picture)


def _thinned_out(picture: Picture) -> Picture:
    """The picture with those ties alone that touch its centre or are among the heaviest at one of their ends."""
    kept: set[tuple[str, str]] = set()
    for name, ties in neighbours(picture.edges).items():
        heaviest = sorted(ties, key=lambda edge: (-edge.weight, edge.source, edge.target))
        most = len(ties) if name in picture.centre else TIES_KEPT
        kept.update((edge.source, edge.target) for edge in heaviest[:most])
    edges = tuple(edge for edge in picture.edges if (edge.source, edge.target) in kept)
    return replace(picture, edges=edges, ties_left_out=len(picture.edges) - len(edges))


def _hubs(nodes: Sequence[Node], *, limit: int) -> set[str]:
    """Directives and groups first: what the others gather around."""
    found: set[str] = set()
    for kind in HUBS:
        of_kind = [node.id for node in nodes if node.kind == kind]
        found.update(of_kind[: max(1, round(SHARE[kind] * limit))])
    return found


def _beside(nodes: Sequence[Node], edges: Sequence[Edge], hubs: set[str], *, limit: int) -> set[str]:
    """Bodies and officials that are tied to a hub, each kind within its share, then whoever is strongest."""
    ties = neighbours(edge for edge in edges if edge.source in hubs or edge.target in hubs)
    ranked = sorted(
        (node for node in nodes if node.kind not in HUBS and node.id in ties),
        key=lambda node: _standing(node, ties[node.id]),
    )
    found: list[str] = []
    for kind in KINDS:
        of_kind = [node.id for node in ranked if node.kind == kind]
        found += of_kind[: round(SHARE.get(kind, 0) * limit)]
    rest = [node.id for node in ranked if node.id not in set(found)]
    return set(found + rest[: max(0, limit - len(hubs) - len(found))])


def _standing(node: Node, ties: Sequence[Edge]) -> tuple[float, int, str, str]:
    """Bodies by what they carry; officials by the number of their groups, then by their place in the list."""
    if node.kind == "official":
        return (-len(ties), min(edge.rank for edge in ties), node.label, node.id)
    return (-sum(edge.weight for edge in ties), 0, node.label, node.id)


def around(nodes: Sequence[Node], edges: Sequence[Edge], centre: Collection[str], *, depth: int, limit: int) -> Picture:
    """The names within some steps of a centre, nearest and strongest first.

    Args:
        nodes: All names, measured.
        edges: All ties; those with a name that is not among ``nodes`` are passed over.
        centre: Identifiers of the names in the middle.
        depth: Number of steps.
        limit: How many names there is room for, the centre included.
    """
    known = {node.id for node in nodes}
    ties = neighbours(edge for edge in edges if edge.source in known and edge.target in known)
    chosen, reached = set(centre), set(centre)
    for _ in range(depth):
        ring = _ring(reached, ties)
        reached |= ring.keys()
        chosen |= set(_strongest(ring, nodes)[: max(0, limit - len(chosen))])
    picture = _cut(nodes, _untangled(edges, chosen), chosen, among=reached)
    return _thinned_out(replace(picture, centre=frozenset(centre)))


def _ring(reached: set[str], ties: Mapping[str, Sequence[Edge]]) -> dict[str, tuple[float, int]]:
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
    kept = tuple(one for one in edge.statements if one.task not in chosen or one.task == edge.target)
    return replace(edge, statements=kept) if kept else None


def _cut(nodes: Sequence[Node], edges: Iterable[Edge], chosen: set[str], *, among: Collection[str]) -> Picture:
    """The chosen names, the ties between them, and the count of those passed over."""
    return Picture(
        nodes=tuple(node for node in nodes if node.id in chosen),
        edges=tuple(edge for edge in edges if edge.source in chosen and edge.target in chosen),
        left_out=dict(Counter(node.kind for node in nodes if node.id in among and node.id not in chosen)),
    )
