"""The network as GraphML and GEXF: entities, and the ties between them.

Ties of one kind between two nodes are one edge, whose weight counts the statements behind it. Years are those for
which it is stated; GEXF has them as the times of nodes and edges, for a timeline.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TypeAlias
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from ..progress import Progress
from ..store import OpenStore
from .property_graph import Entity, PropertyGraph
from .text import printable, year_of

Said: TypeAlias = Mapping[str, str | int | float | None]

ENTITIES = ("Agency", "Collective", "Directive", "Group", "Official", "Post", "Task")
"""Kinds of nodes of the network; statements, sources and evidence are none."""
_SAME = {"tenure": "holds"}
"""Ties that say of a plain edge when it holds."""

_NODE = {"kind": "string", "label": "string", "jurisdiction": "string", "first_year": "int", "last_year": "int"}
_EDGE = {
    "kind": "string",
    "label": "string",
    "weight": "double",
    "evidence": "string",
    "first_year": "int",
    "last_year": "int",
}
"""What nodes and edges say, and its type."""


@dataclass(slots=True)
class Years:
    """The first and the last year known of something; none where no year is."""

    first: int | None = None
    last: int | None = None

    def add(self, *years: int | None) -> None:
        """Stretch to some years."""
        known = [year for year in (self.first, self.last, *years) if year is not None]
        self.first, self.last = min(known, default=None), max(known, default=None)


@dataclass(slots=True)
class Edge(Years):
    """All ties of one kind between two nodes."""

    statements: int = 0
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A node or an edge of the network, with what is shown of it."""

    key: str
    ends: tuple[str, str]
    said: Said


class Network:
    """The nodes and edges of a store, in the order of their IRIs."""

    def __init__(self, store: OpenStore, progress: Progress) -> None:
        self._graph = PropertyGraph(store, progress)
        self._entities: dict[str, Entity] = {}
        self._edges: dict[tuple[str, str, str], Edge] = {}
        self._years: dict[str, Years] = {}
        for kind in ENTITIES:
            self._entities.update((entity.iri, entity) for entity in self._graph.entities(kind))
        self._gather()

    def _gather(self) -> None:
        for tie in self._graph.ties():
            if tie.start in self._entities and tie.end in self._entities:
                edge = self._edges.setdefault((tie.start, tie.end, _SAME.get(tie.kind, tie.kind)), Edge())
                edge.statements += bool(tie.evidence)
                edge.evidence = min(filter(None, (edge.evidence, *(one.place for one in tie.evidence))), default="")
                years = year_of(tie.since), year_of(tie.until)
                edge.add(*years)
                for end in (tie.start, tie.end):
                    self._years.setdefault(end, Years()).add(*years)

    def nodes(self) -> Iterator[Shown]:
        """Every node."""
        for iri in sorted(self._entities):
            entity = self._entities[iri]
            years = self._years.get(iri, Years())
            said: Said = {
                "kind": entity.kind.lower(),
                "label": entity.name,
                "jurisdiction": entity.text("jurisdiction"),
                "first_year": years.first,
                "last_year": years.last,
            }
            yield Shown(iri, ("", ""), said)

    def edges(self) -> Iterator[Shown]:
        """Every edge."""
        for number, (start, end, kind) in enumerate(sorted(self._edges)):
            edge = self._edges[start, end, kind]
            said: Said = {
                "kind": kind,
                "label": kind,
                "weight": float(max(edge.statements, 1)),
                "evidence": edge.evidence,
                "first_year": edge.first,
                "last_year": edge.last,
            }
            yield Shown(f"e{number}", (start, end), said)


def write_graphml(store: OpenStore, out: IO[bytes], progress: Progress) -> None:
    """Write the network as GraphML (graphdrawing.org, 2003)."""
    network = Network(store, progress)
    with _document(out, "graphml", {"xmlns": "http://graphml.graphdrawing.org/xmlns"}) as xml:
        for domain, columns in (("node", _NODE), ("edge", _EDGE)):
            for name, kind in columns.items():
                with xml.element(
                    "key", {"id": f"{domain}-{name}", "for": domain, "attr.name": name, "attr.type": kind}
                ):
                    pass
        with xml.element("graph", {"edgedefault": "directed"}):
            for node in network.nodes():
                with xml.element("node", {"id": node.key}):
                    xml.data("node", node)
            for edge in network.edges():
                start, end = edge.ends
                with xml.element("edge", {"id": edge.key, "source": start, "target": end}):
                    xml.data("edge", edge)


def write_gexf(store: OpenStore, out: IO[bytes], progress: Progress) -> None:
    """Write the network as GEXF 1.3 (gexf.net, 2022), a dynamic graph whose times are years."""
    network = Network(store, progress)
    dynamic = {
        "defaultedgetype": "directed",
        "mode": "dynamic",
        "timeformat": "double",
        "timerepresentation": "interval",
    }
    with (
        _document(out, "gexf", {"xmlns": "http://gexf.net/1.3", "version": "1.3"}) as xml,
        xml.element("graph", dynamic),
    ):
        for domain, columns in (("node", _NODE), ("edge", _EDGE)):
            xml.attributes(domain, columns)
        with xml.element("nodes"):
            for node in network.nodes():
                with xml.element("node", {"id": node.key, "label": str(node.said["label"]), **_spell(node)}):
                    xml.values("node", node)
        with xml.element("edges"):
            for edge in network.edges():
                start, end = edge.ends
                said = {"id": edge.key, "source": start, "target": end, "weight": str(edge.said["weight"])}
                kind = str(edge.said["kind"])
                with xml.element("edge", {**said, "kind": kind, "label": kind, **_spell(edge)}):
                    xml.values("edge", edge)


def _spell(shown: Shown) -> dict[str, str]:
    """The times of a node or an edge; one of unknown years is there at all times."""
    first, last = shown.said["first_year"], shown.said["last_year"]
    return {} if first is None or last is None else {"start": f"{first}.0", "end": f"{last}.0"}


_IN_TAG = {"label", "weight", "kind"}
"""What GEXF has as attributes of nodes and edges themselves."""


class _Xml:
    """Writes elements one after the other."""

    def __init__(self, writer: XMLGenerator) -> None:
        self._writer = writer

    @contextmanager
    def element(self, name: str, attributes: Mapping[str, str] | None = None) -> Iterator[None]:
        """An element, and in it what is written meanwhile."""
        clean = {key: printable(value) for key, value in (attributes or {}).items()}
        self._writer.startElement(name, AttributesImpl(clean))
        yield
        self._writer.endElement(name)

    def data(self, domain: str, shown: Shown) -> None:
        """What GraphML says of a node or an edge."""
        for name, value in shown.said.items():
            if value not in (None, ""):
                with self.element("data", {"key": f"{domain}-{name}"}):
                    self._writer.characters(printable(str(value)))

    def attributes(self, domain: str, columns: Mapping[str, str]) -> None:
        """What GEXF says that nodes or edges have."""
        with self.element("attributes", {"class": domain, "mode": "static"}):
            for name, kind in columns.items():
                if name not in _IN_TAG or (domain, name) == ("node", "kind"):
                    kind = "integer" if kind == "int" else kind
                    with self.element("attribute", {"id": f"{domain}-{name}", "title": name, "type": kind}):
                        pass

    def values(self, domain: str, shown: Shown) -> None:
        """What GEXF says of a node or an edge."""
        with self.element("attvalues"):
            for name, value in shown.said.items():
                if value not in (None, "") and (name not in _IN_TAG or (domain, name) == ("node", "kind")):
                    with self.element("attvalue", {"for": f"{domain}-{name}", "value": str(value)}):
                        pass


@contextmanager
def _document(out: IO[bytes], root: str, attributes: Mapping[str, str]) -> Iterator[_Xml]:
    writer = XMLGenerator(out, encoding="utf-8", short_empty_elements=True)
    xml = _Xml(writer)
    writer.startDocument()
    with xml.element(root, attributes):
        yield xml
    writer.endDocument()
