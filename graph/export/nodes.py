"""Nodes of the graph, one after the other: what is said of each, and where that is printed.

Each is looked up when its turn comes, so memory holds the IRIs of one class and no more.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import NamedNode

from ..store import OpenStore
from ..terms import DCTERMS_SOURCE, GB, LABEL, OA_END, OA_EXACT, OA_START, ORG_ORIGINAL, RDF_TYPE

_REMEMBERED = 1 << 16
"""Names and dates that are remembered, for neighbours of others are looked up again and again."""


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the graph.

    Attributes:
        iri: What it is called.
        said: Values of each property, sorted, as texts.
        source: The source that alone says it is there; empty of what several may speak of.
    """

    iri: str
    said: Mapping[str, tuple[str, ...]]
    source: str = ""

    def all(self, term: NamedNode) -> tuple[str, ...]:
        """Every value of a property."""
        return self.said.get(term.value, ())

    def one(self, term: NamedNode) -> str:
        """The first value of a property; empty where it has none."""
        return self.said.get(term.value, ("",))[0]

    @property
    def label(self) -> str:
        """Its name as it is to be shown."""
        return self.one(LABEL)


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """A stretch of a source that states something; offsets as in :mod:`gongbao.ontology.model`."""

    source: str
    start: int
    end: int
    line: int
    words: str
    rule: str
    order: int
    source_iri: str

    @property
    def place(self) -> str:
        """Where it stands: ``SOURCE:LINE``."""
        return f"{self.source}:{self.line}"


class Nodes:
    """The nodes of a store."""

    def __init__(self, store: OpenStore) -> None:
        self._store = store
        self.one = lru_cache(_REMEMBERED)(self._one)
        self._stretch = lru_cache(_REMEMBERED)(self._read_stretch)

    def of(self, cls: NamedNode) -> Iterator[Node]:
        """Every node of a class, in the order of the IRIs."""
        return map(self.node, self.iris(cls))

    def iris(self, cls: NamedNode) -> list[str]:
        """The IRI of every node of a class, in order."""
        return sorted(_text(quad.subject) for quad in self._store.quads(None, RDF_TYPE, cls))

    def node(self, iri: str) -> Node:
        """What is said of a node."""
        said: defaultdict[str, list[str]] = defaultdict(list)
        source = ""
        for quad in self._store.quads(NamedNode(iri)):
            said[quad.predicate.value].append(_text(quad.object))
            if quad.predicate == RDF_TYPE and isinstance(quad.graph_name, NamedNode):
                source = quad.graph_name.value
        return Node(iri, {term: tuple(sorted(values)) for term, values in said.items()}, source)

    def label(self, iri: str) -> str:
        """The name of a node as it is to be shown."""
        return self.one(iri, LABEL)

    def source_of(self, statement: str) -> str:
        """The IRI of the source that alone states something; empty of what several may speak of."""
        names = (quad.graph_name for quad in self._store.quads(NamedNode(statement), RDF_TYPE))
        return next((name.value for name in names if isinstance(name, NamedNode)), "")

    def _one(self, iri: str, term: NamedNode) -> str:
        """The first value of a property of a node; empty where it has none."""
        return min((_text(quad.object) for quad in self._store.quads(NamedNode(iri), term)), default="")

    def pointing(self, term: NamedNode, iri: str) -> list[str]:
        """The nodes that have a node as a value of a property, in order."""
        return sorted(_text(quad.subject) for quad in self._store.quads(None, term, NamedNode(iri)))

    def evidence(self, node: Node) -> tuple[Evidence, ...]:
        """Every stretch that states a node: where statements begin, in reading order, then their further parts."""
        return tuple(sorted(map(self._stretch, node.all(GB.evidence)), key=lambda one: (one.order > 1, one)))

    def evidence_of_end(self, group: Node) -> tuple[Evidence, ...]:
        """Every stretch that states what became of a group; it may be listed nowhere."""
        changes = self.pointing(ORG_ORIGINAL, group.iri)
        return tuple(one for iri in changes for one in self.evidence(self.node(iri)))

    def places(self, statement: str, *, all_parts: bool = False) -> Iterator[str]:
        """Where a statement is printed, ``SOURCE:LINE``: where it begins, or where each part of it stands."""
        for quad in self._store.quads(NamedNode(statement), GB.evidence):
            iri = _text(quad.object)
            if all_parts or self.one(iri, GB.order) == "1":
                yield self.one(iri, LABEL)

    def _read_stretch(self, iri: str) -> Evidence:
        node = self.node(iri)
        source = node.one(DCTERMS_SOURCE)
        return Evidence(
            source=self.label(source),
            start=int(node.one(OA_START)),
            end=int(node.one(OA_END)),
            line=int(node.one(GB.line)),
            words=node.one(OA_EXACT),
            rule=node.one(GB.rule),
            order=int(node.one(GB.order)),
            source_iri=source,
        )


def _text(term: object) -> str:
    return str(getattr(term, "value", term))
