"""Whether a graph is well-formed: the shapes of the ontology, checked with SHACL (W3C Recommendation, 2017)."""

from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph

from .store import OpenStore, open_store

if TYPE_CHECKING:
    from rdflib import Graph

SHAPES = "shapes.ttl"


def violations(store: Path) -> tuple[str, ...]:
    """What is not well-formed in a store, a sentence each, sorted; empty where nothing is.

    Args:
        store: Folder that a build wrote.

    Raises:
        StoreError: The folder is not a store.
    """
    # Both take a while to load, and no other command needs pySHACL.
    import pyshacl
    import rdflib

    data = rdflib.Graph().parse(data=union_triples(open_store(store)), format="nt")
    shapes = rdflib.Graph().parse(data=shapes_text(), format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, advanced=False, inplace=True)
    assert isinstance(report, rdflib.Graph)  # noqa: S101 (pySHACL gives bytes only for failures that it raises)
    return tuple(sorted(_sentences(report)))


def shapes_text() -> str:
    """The shapes, in Turtle."""
    return (resources.files("gongbao.ontology") / SHAPES).read_text(encoding="utf-8")


def union_triples(store: OpenStore) -> bytes:
    """All triples of a store, whichever source says them, as N-Triples."""
    triples = (quad.triple for quad in store.quads())
    return pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.N_TRIPLES) or b""


def _sentences(report: "Graph") -> Iterator[str]:
    from rdflib.namespace import SH

    for result in report.subjects(predicate=SH.focusNode):
        node, path, message = (report.value(result, part) for part in (SH.focusNode, SH.resultPath, SH.resultMessage))
        yield f"{node}: {path or 'the node itself'}: {message}"
