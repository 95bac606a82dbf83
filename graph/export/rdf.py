"""The graph as RDF: Turtle, N-Quads and JSON-LD, sorted, so that exports can be compared.

Quads are taken from the store a subject at a time, so memory holds the names of the subjects and no more.
"""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import IO, TypeAlias

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Triple

from ..progress import Progress
from ..store import OpenStore
from ..terms import PREFIXES, RDF_TYPE

GraphName: TypeAlias = NamedNode | DefaultGraph

_BATCH = 20_000
"""Quads that are serialised at a time."""


def write_nquads(store: OpenStore, out: IO[bytes], progress: Progress) -> None:
    """Write all quads, a line each, in the order of the lines."""
    for batch in _batches(_by_subject(store, progress)):
        # Subjects are in the order of their lines, so all lines of a batch come before those of the next.
        buffer = BytesIO()
        pyoxigraph.serialize(batch, buffer, RdfFormat.N_QUADS)
        out.writelines(sorted(buffer.getvalue().splitlines(keepends=True)))


def write_turtle(store: OpenStore, out: IO[bytes], progress: Progress) -> None:
    """Write the union of all graphs."""
    head = len(PREFIXES)
    for number, batch in enumerate(_batches(_by_subject(store, progress))):
        buffer = BytesIO()
        triples = sorted((quad.triple for quad in batch), key=_triple_order)
        pyoxigraph.serialize(triples, buffer, RdfFormat.TURTLE, prefixes=dict(PREFIXES))
        lines = buffer.getvalue().splitlines(keepends=True)
        # Each batch begins with the prefixes, in no fixed order; whole subjects follow.
        out.writelines([*(sorted(lines[:head]) if not number else ()), *lines[head:]])


def write_jsonld(store: OpenStore, out: IO[bytes], progress: Progress) -> None:
    """Write all graphs, each with its name; what sources have in common comes last."""
    named = (name for name in store.graph.named_graphs() if isinstance(name, NamedNode))
    names: list[GraphName | None] = [*sorted(named, key=str), DefaultGraph()]
    quads = (
        quad
        for many in _by_subject(store, progress, names)
        for quad in sorted(many, key=lambda quad: _triple_order(quad.triple))
    )
    pyoxigraph.serialize(quads, out, RdfFormat.JSON_LD)


def _by_subject(
    store: OpenStore, progress: Progress, names: Iterable[GraphName | None] = (None,)
) -> Iterator[list[Quad]]:
    """The quads of each subject, one graph after the other, or of their union; subjects in the order of their lines."""
    done, total = 0, store.manifest.triples
    for name in names:
        for subject in sorted(store.subjects(name), key=_line_order):
            progress("triples", done, total)
            quads = list(store.quads(NamedNode(subject), graph=name))
            done += len(quads)
            yield quads
    progress("triples", total, total)


def _line_order(iri: str) -> str:
    """What stands in a line: an IRI ends with a bracket, and one that goes on may go on with what sorts before it."""
    return f"{iri}>"


def _batches(many: Iterable[list[Quad]]) -> Iterator[list[Quad]]:
    """Quads of whole subjects, about as many at a time as are serialised together; at least one batch."""
    batch: list[Quad] = []
    for quads in many:
        if len(batch) >= _BATCH:
            yield batch
            batch = []
        batch += quads
    yield batch


def _triple_order(triple: Triple) -> tuple[str, ...]:
    # rdf:type sorts before all other properties of a node.
    is_type = "0" if triple.predicate == RDF_TYPE else "1"
    return (str(triple.subject), is_type, str(triple.predicate), str(triple.object))
