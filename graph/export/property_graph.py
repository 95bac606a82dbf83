"""The graph as property graphs have it: nodes with values, and ties with values and the lines that state them.

A statement that joins two nodes (a seat on a group, a part in a task, a citation) is a tie; what says more than a tie
can hold (a duty, an item of the chronicle, a statement that was not read) is a node. Kinds of ties are called as in
RDF where the graph has them as plain edges.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from pyoxigraph import NamedNode

from ..progress import Progress
from ..store import OpenStore
from ..terms import (
    DCTERMS_TITLE,
    ORG_HAS_MEMBER,
    ORG_HOLDS,
    ORG_MEMBER,
    ORG_ORGANIZATION,
    ORG_ORIGINAL,
    ORG_POST_IN,
    ORG_RESULTING,
    ROLES,
    SKOS_ALT,
)
from ..terms import GB as T
from .nodes import Evidence, Node, Nodes
from .text import year_of

Type: TypeAlias = Literal["string", "int", "double", "boolean", "string[]", "int[]"]
Value: TypeAlias = str | int | float | bool | tuple[str, ...] | tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class Column:
    """A value that nodes or ties of a kind have.

    Attributes:
        name: What it is called.
        term: The property of the graph that it is taken from; of a ``year``, the date it is in.
        type: What values are.
        labels: Whether it is the names of the nodes that are the property's values.
    """

    name: str
    term: NamedNode
    type: Type = "string"
    labels: bool = False


@dataclass(frozen=True, slots=True)
class Entity:
    """A node with its values, in the order of its kind's columns; ``name`` is what is shown of it."""

    kind: str
    iri: str
    name: str
    values: tuple[Value, ...]

    def text(self, column: str) -> str:
        """The value of a column of its kind; empty where it has none."""
        named = zip(NODES[self.kind], self.values, strict=True)
        return next((str(value) for one, value in named if one.name == column and value is not None), "")


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie between two nodes.

    Attributes:
        kind: What it says, such as ``leads``.
        start: IRI of the node that it goes out from.
        end: IRI of the node that it leads to.
        values: In the order of its kind's columns.
        evidence: Where it is stated; empty of ties that follow from names alone, or from other ties.
        since: The first day for which it is stated, as far as it is known.
        until: The last such day.
    """

    kind: str
    start: str
    end: str
    values: tuple[Value, ...] = ()
    evidence: tuple[Evidence, ...] = field(default=(), repr=False)
    since: str = ""
    until: str = ""


_ALSO = Column("also", SKOS_ALT, "string[]")
_DATE = (Column("date", T.date), Column("year", T.date, "int"))
_BODY = (
    Column("jurisdiction", T.jurisdiction),
    Column("field", T.field, labels=True),
    Column("provisional", T.provisional, "boolean"),
    Column("register", T.register),
    _ALSO,
)

NODES: Mapping[str, tuple[Column, ...]] = {
    "Source": (Column("sha256", T.sha256), Column("encoding", T.encoding), Column("characters", T.characters, "int")),
    "Directive": (
        Column("number", T.number),
        Column("title", DCTERMS_TITLE),
        *_DATE,
        Column("document_kind", T.documentKind),
        Column("promulgates", T.promulgates, "string[]"),
        _ALSO,
    ),
    "Agency": _BODY,
    "Collective": _BODY,
    "Group": (Column("group_kind", T.groupKind), Column("jurisdiction", T.jurisdiction), _ALSO),
    "Official": (_ALSO, Column("join_reasons", T.joinReason, "string[]")),
    "Post": (Column("title", T.postTitle), Column("sole", T.sole, "boolean"), _ALSO),
    "Task": (Column("task_label", T.taskLabel), Column("title", T.title), Column("path", T.taskPath)),
    "Event": (*_DATE, Column("until", T.until), Column("text", T.text)),
    "Duty": (Column("body", T.body), Column("text", T.text)),
    "Appointment": (Column("action", T.action), *_DATE, Column("reason", T.reason)),
    "GroupChange": (Column("change_kind", T.changeKind), *_DATE),
    "Gap": (Column("reason", T.reason),),
}
"""The values of each kind of node, besides its IRI and its name."""

_SAID_IN = Column("directive", T.directive, labels=True)
_SEAT = (
    Column("role", T.role),
    Column("posts", T.post, "string[]", labels=True),
    Column("note", T.note),
    *_DATE,
    Column("replaced_on", T.replacedOn),
    Column("ended_on", T.endedOn),
    _SAID_IN,
)
_PART = (Column("body", T.body), Column("form", T.form), Column("deadline", T.deadline), _SAID_IN)

TIES: Mapping[str, tuple[Column, ...]] = {
    "memberOf": _SEAT,
    "staffOf": _SEAT,
    "leads": _PART,
    "supports": _PART,
    "responsibleFor": _PART,
    "basedOn": (),
    "repeals": (),
    "amends": (),
    "forwards": (),
    "replies": (),
    "mentions": (),
    "tenure": (
        Column("appointed_on", T.appointedOn),
        Column("first_shown", T.firstShown),
        Column("last_shown", T.lastShown),
        Column("ended_on", T.endedOn),
        Column("first_year", T.firstShown, "int"),
        Column("last_year", T.lastShown, "int"),
        Column("capacity", T.capacity),
    ),
    "perhapsSame": (Column("weight", T.weight, "double"), Column("reasons", T.reason, "string[]")),
    "mentionsGroup": (_SAID_IN,),
    "official": (),
    "post": (),
    "hasDuty": (),
    "tookPartIn": (),
    "statedIn": (),
    "printedIn": (),
    "directive": (),
    "issuer": (),
    "addressee": (),
    "foundedBy": (),
    "adjustedBy": (),
    "dissolvedBy": (),
    "renamedTo": (),
    "originalOrganization": (),
    "resultingOrganization": (),
    "parent": (),
    "officeHost": (),
    "holds": (),
    "postIn": (),
    "succeededBy": (),
    "hasMember": (),
    "ofGroup": (),
}
"""The values of each kind of tie, besides what states it."""

_PLAIN: Mapping[str, tuple[NamedNode, ...]] = {
    "Directive": (T.issuer, T.addressee),
    "Agency": (T.succeededBy, T.ofGroup),
    "Collective": (ORG_HAS_MEMBER, T.succeededBy, T.ofGroup),
    "Group": (
        *(T.directive, T.foundedBy, T.adjustedBy, T.dissolvedBy),
        *(T.parent, T.officeHost, T.succeededBy, T.renamedTo),
    ),
    "Official": (ORG_HOLDS,),
    "Post": (ORG_POST_IN,),
    "Task": (T.directive,),
}
"""Plain edges of the graph that no statement stands for."""
_ENDS = (T.dissolvedBy, T.succeededBy, T.renamedTo)
"""Plain edges of a group that say what became of it."""
_DATED = ("Directive", "Task")
"""Kinds of nodes whose plain edges are as old as the directive."""
_PRINTED = ("Directive", "Group", "Task", "Event", "Duty", "Appointment", "GroupChange", "Gap")
"""Kinds of nodes that sources state."""


def local_name(iri: str) -> str:
    """The last word of the IRI of a term.

    >>> local_name("http://www.w3.org/ns/org#memberOf")
    'memberOf'
    """
    return re.split("[#/]", iri)[-1]


def seat_end(seat: Node) -> str:
    """The day of the next whole list of a seat's group, or of the group's end; empty where neither is known."""
    return min((*seat.all(T.replacedOn), *seat.all(T.endedOn)), default="")


class PropertyGraph:
    """The nodes and ties of a store, looked up one after the other."""

    def __init__(self, store: OpenStore, progress: Progress) -> None:
        self._nodes = Nodes(store)
        self._progress = progress

    def entities(self, kind: str) -> Iterator[Entity]:
        """Every node of a kind, in the order of the IRIs."""
        for node in self._all(kind):
            values = tuple(self._value(node, column) for column in NODES[kind])
            yield Entity(kind, node.iri, node.label, values)

    def ties(self) -> Iterator[Tie]:
        """Every tie: those that statements make, then those of the nodes themselves."""
        for cls, write in _STATEMENTS.items():
            for node in self._all(cls):
                yield from write(self, node)
        for kind in NODES:
            for node in self._all(kind) if kind in _PLAIN or kind in _PRINTED else ():
                yield from self._own_ties(kind, node)

    def _all(self, kind: str) -> Iterator[Node]:
        iris = self._nodes.iris(getattr(T, kind))
        for done, iri in enumerate(iris):
            self._progress(kind, done, len(iris))
            yield self._nodes.node(iri)
        self._progress(kind, len(iris), len(iris))

    def _own_ties(self, kind: str, node: Node) -> Iterator[Tie]:
        """Ties of what a node is; they are stated where the node is."""
        evidence = self._nodes.evidence(node) if kind in _PRINTED else ()
        date = self._date(node) if kind in _DATED else ""
        end_of_group = self._nodes.evidence_of_end(node) if kind == "Group" else ()
        for term in _PLAIN.get(kind, ()):
            name = local_name(term.value)
            stated = end_of_group if term in _ENDS else evidence
            for end in node.all(term):
                since = date or (self._nodes.one(end, T.date) if kind == "Group" else "")
                yield Tie(name, node.iri, end, (), stated, since, since)
        for one in evidence:
            yield Tie("printedIn", node.iri, one.source_iri, evidence=(one,))

    def tie(self, kind: str, start: str, end: str, node: Node, *, since: str = "", until: str = "") -> Tie:
        """A tie that a statement makes."""
        values = tuple(self._value(node, column) for column in TIES[kind])
        evidence = self._nodes.evidence(node)
        since = since or self._date(node)
        return Tie(kind, start, end, values, evidence, since, max(until, since))

    def _date(self, node: Node) -> str:
        """The date of a node, else that of its directive."""
        directives = node.all(T.directive)
        return node.one(T.date) or (self._nodes.one(directives[0], T.date) if directives else "")

    def _value(self, node: Node, column: Column) -> Value:
        said = node.all(column.term)
        if column.labels:
            said = tuple(map(self._nodes.label, said))
        match column.type:
            case "boolean":
                return said == ("true",)
            case "string[]":
                return said
            case "int" if column.name.endswith("year"):
                return year_of(said[0]) if said else None
            case "int":
                return int(said[0]) if said else None
            case "double":
                return float(said[0]) if said else None
        return said[0] if said else ""

    # What each statement makes

    def seat(self, node: Node) -> Iterator[Tie]:
        """A person on a group, or in its office."""
        kind = "staffOf" if node.one(T.staff) == "true" else "memberOf"
        until = seat_end(node)
        yield self.tie(kind, node.one(ORG_MEMBER), node.one(ORG_ORGANIZATION), node, until=until)

    def part(self, node: Node) -> Iterator[Tie]:
        """An agency's part in a task."""
        edges = {role.value: edge for role, edge in ROLES.values()}
        kind = local_name(edges[node.one(T.assignmentRole)].value)
        yield self.tie(kind, node.one(T.agency), node.one(T.task), node)

    def citation(self, node: Node) -> Iterator[Tie]:
        """A directive that another one names; outside every directive, the source names it."""
        kind = local_name(node.one(T.relation))
        start = node.one(T.citing)
        since = self._nodes.one(start, T.date) if start else ""
        yield self.tie(kind, start or node.source, node.one(T.cited), node, since=since)

    def mention(self, node: Node) -> Iterator[Tie]:
        """A group that a directive, or a source outside every directive, merely names."""
        yield self.tie("mentionsGroup", node.one(T.directive) or node.source, node.one(T.group), node)

    def appointment(self, node: Node) -> Iterator[Tie]:
        """The person and the posts of an appointment or a dismissal."""
        yield self.tie("official", node.iri, node.one(T.official), node)
        for post in node.all(T.post):
            yield self.tie("post", node.iri, post, node)
        yield from self._stated_in(node)

    def duty(self, node: Node) -> Iterator[Tie]:
        """What an agency is told to do."""
        yield self.tie("hasDuty", node.one(T.agency), node.iri, node)
        yield from self._stated_in(node)

    def event(self, node: Node) -> Iterator[Tie]:
        """Who took part in an item of the chronicle."""
        for official in node.all(T.participant):
            yield self.tie("tookPartIn", official, node.iri, node, until=node.one(T.until))

    def change(self, node: Node) -> Iterator[Tie]:
        """What became of a group: it was dissolved, merged or renamed."""
        for term in (ORG_ORIGINAL, ORG_RESULTING):
            for group in node.all(term):
                yield self.tie(local_name(term.value), node.iri, group, node)
        yield from self._stated_in(node)

    def gap(self, node: Node) -> Iterator[Tie]:
        """The directive of a statement that was not read."""
        yield from self._stated_in(node)

    def tenure(self, node: Node) -> Iterator[Tie]:
        """A person at a post; where it is first and last shown is its evidence."""
        shown = dict.fromkeys((*node.all(T.firstShownBy), *node.all(T.lastShownBy)))
        evidence = tuple(one for iri in shown for one in self._nodes.evidence(self._nodes.node(iri)))
        values = tuple(self._value(node, column) for column in TIES["tenure"])
        first, last = node.one(T.firstShown), node.one(T.lastShown)
        yield Tie("tenure", node.one(T.holder), node.one(T.heldPost), values, evidence, first, last)

    def comparison(self, node: Node) -> Iterator[Tie]:
        """Two of one name who are perhaps one person."""
        about = node.all(T.about)
        if node.one(T.verdict) == "perhaps" and len(about) == 2:
            yield self.tie("perhapsSame", about[0], about[1], node)

    def _stated_in(self, node: Node) -> Iterator[Tie]:
        for directive in node.all(T.directive):
            yield self.tie("statedIn", node.iri, directive, node)


_STATEMENTS: Mapping[str, Callable[[PropertyGraph, Node], Iterator[Tie]]] = {
    "Membership": PropertyGraph.seat,
    "Assignment": PropertyGraph.part,
    "Citation": PropertyGraph.citation,
    "GroupMention": PropertyGraph.mention,
    "Appointment": PropertyGraph.appointment,
    "Duty": PropertyGraph.duty,
    "Event": PropertyGraph.event,
    "GroupChange": PropertyGraph.change,
    "Gap": PropertyGraph.gap,
    "Tenure": PropertyGraph.tenure,
    "Comparison": PropertyGraph.comparison,
}
"""What each class of statements makes ties of."""
