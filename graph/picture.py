"""What a view shows: names, the ties between them, and the printed lines behind each tie.

Plain values, free of RDF and of HTML: :mod:`.view` fills them from a store, :mod:`.choose` chooses those of one
picture, :mod:`.layout` gives them places, :mod:`.page` prints them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias, get_args

Kind: TypeAlias = Literal["agency", "collective", "group", "official", "directive", "task"]
Role: TypeAlias = Literal[
    "leads",
    "responsible",
    "supports",
    "charged",
    "coordinates",
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
Manner: TypeAlias = Literal[
    "", "dismissed", "established", "adjusted", "repeals", "amends", "forwards", "replies", "mentions"
]
"""What a statement says of its tie more exactly than its role does; empty where nothing."""

PictureName: TypeAlias = Literal["overview", "around", "members", "tasks", "lead-support", "interlocks", "lineage"]

PICTURES: tuple[PictureName, ...] = get_args(PictureName)
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
        text: What it adds to the tie, as printed: a task's title, a role in a group, a post.
        facts: Identifiers of the facts that it rests on, under which its quotes are found.
        task: Identifier of the task that it is about; empty where there is none.
        deadline: The deadline as printed; empty where there is none.
        manner: What it says more exactly than its role.
        year: Year of the directive or notice that says so; 0 where it has no date.
    """

    rank: int
    role: Role
    text: str
    facts: tuple[str, ...]
    task: str = ""
    deadline: str = ""
    manner: Manner = ""
    year: int = 0


@dataclass(frozen=True, slots=True)
class Node:
    """A name in the picture.

    Attributes:
        id: Its identifier in the graph.
        kind: What it is.
        label: Its name.
        also: Other names under which it is printed or found.
        rows: Further attributes, as (caption, value); captions are keys of the page's words.
        strength: Number of statements about it in the whole store.
        year: Year of a directive; 0 where it has no date, and for everything else.
    """

    id: str
    kind: Kind
    label: str
    also: tuple[str, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    strength: int = 0
    year: int = 0


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

    @property
    def facts(self) -> frozenset[str]:
        """Identifiers of all facts that it rests on."""
        return frozenset(fact for one in self.statements for fact in one.facts)

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
    """What is drawn, and what can be drawn beside it on demand.

    Attributes:
        nodes: Names in the order in which they find room: any number of the first makes a picture of its own.
        edges: Ties between them.
        quotes: For each fact or name, the printed lines that state it.
        name: Which picture it is.
        centre: Identifiers of the names that the picture is about; empty where it is about the whole graph.
        drawn: How many of the names are drawn at first; the others wait to be looked for or asked for.
        left_out: How many names of each kind the page holds no more.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    quotes: Mapping[str, tuple[Quote, ...]] = field(default_factory=dict)
    name: PictureName = "overview"
    centre: frozenset[str] = frozenset()
    drawn: int = 0
    left_out: Mapping[Kind, int] = field(default_factory=dict)

    @property
    def drawn_edges(self) -> int:
        """Number of ties between the names that are drawn at first."""
        first = {node.id for node in self.nodes[: self.drawn]}
        return sum(edge.source in first and edge.target in first for edge in self.edges)


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
        said = {fact for one in edge.statements if one.role != "part" for fact in one.facts}
        facts[edge.source] |= said
        facts[edge.target] |= said
    return facts


def measured(nodes: Iterable[Node], edges: Iterable[Edge]) -> tuple[Node, ...]:
    """The same names with their strength, strongest first; equals in the order of their labels."""
    facts = facts_at(edges)
    strong = (replace(node, strength=len(facts[node.id])) for node in nodes)
    return tuple(sorted(strong, key=lambda node: (-node.strength, node.label, node.id)))
