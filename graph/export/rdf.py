"""The graph as RDF: Turtle, N-Quads and JSON-LD, sorted, so that exports can be compared.

Quads are taken from the store a subject at a time, so memory holds the names of the subjects and no more.
"""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import IO, TypeAlias

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Triple

from ..store import OpenStore
from ..terms import PREFIXES, RDF_TYPE
from .progress import Progress

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
    triples = (
        triple
        for quads in _by_subject(store, progress)
        for triple in sorted((quad.triple for quad in quads), key=_triple_order)
    )
    stream = _SortedHead(out, len(PREFIXES))
    pyoxigraph.serialize(triples, stream, RdfFormat.TURTLE, prefixes=dict(PREFIXES))  # type: ignore[arg-type]
    stream.finish()


def write_jsonld(store: OpenStore, out: IO[bytes], progress: Progress) -> None:
    """Write all graphs, each with its name; what sources have in common comes last."""
    names = [*sorted(store.graph.named_graphs(), key=str), DefaultGraph()]
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
        subjects = {str(quad.subject)[1:-1] for quad in store.quads(graph=name)}
        for subject in sorted(subjects, key=_line_order):
            progress("triples", done, total)
            quads = list(store.quads(NamedNode(subject), graph=name))
            done += len(quads)
            yield quads
    progress("triples", total, total)


def _line_order(iri: str) -> str:
    """What stands in a line: an IRI ends with a bracket, and one that goes on may go on with what sorts before it."""
    return f"{iri}>"


def _batches(many: Iterable[list[Quad]]) -> Iterator[list[Quad]]:
    batch: list[Quad] = []
    for quads in many:
        batch += quads
        if len(batch) >= _BATCH:
            yield batch
            batch = []
    yield batch


def _triple_order(triple: Triple) -> tuple[str, ...]:
    # rdf:type sorts before all other properties of a node.
    is_type = "0" if triple.predicate == RDF_TYPE else "1"
    return (is_type, str(triple.predicate), str(triple.object))


class _SortedHead:
    """A stream whose first lines are sorted: the engine lists prefixes in no fixed order."""

    def __init__(self, out: IO[bytes], lines: int) -> None:
        self._out = out
        self._lines = lines
        self._head: bytes | None = b""

    def write(self, data: bytes) -> int:
        """Write some bytes; the first lines are kept back until all of them are there."""
        if self._head is None:
            return self._out.write(data)
        self._head += data
        if self._head.count(b"\n") >= self._lines:
            self.finish()
        return len(data)

    def finish(self) -> None:
        """Write what was kept back."""
        lines = (self._head or b"").splitlines(keepends=True)
        self._head = None
        self._out.writelines([*sorted(lines[: self._lines]), *lines[self._lines :]])

    def flush(self) -> None:
        """Nothing to do before the end."""
