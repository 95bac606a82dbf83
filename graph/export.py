"""What a store holds, in files for other tools: tables of facts, RDF, a network.

Each file is written beside its place first and renamed, so an export is there whole or not at all.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Protocol, TypeAlias

import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple

from ..errors import ExportError
from ..ontology.model import (
    Appointment,
    Assignment,
    Citation,
    Directive,
    Duty,
    Event,
    Fact,
    Group,
    GroupChange,
    GroupMention,
    Member,
)
from .files import replaced
from .resolve import Resolution, resolve
from .store import OpenStore, check_outside, open_store
from .terms import LABEL, PREFIXES, RDF_TYPE
from .triples import official_iri

if TYPE_CHECKING:
    import networkx as nx

Row: TypeAlias = tuple[str | int, ...]


class Sheet(Protocol):
    """What rows of a table are written to."""

    def writerow(self, row: Iterable[str | int], /) -> Any:
        """Write one row."""


SEPARATOR = "|"
"""Between several values in one cell."""


def export(store: Path, fmt: str, out: Path) -> tuple[Path, ...]:
    """Write what a store holds.

    Args:
        store: Folder that a build wrote.
        fmt: ``csv`` (a folder with one table a kind of fact), ``ttl`` (the union of all graphs), ``nq`` (sorted, one
            named graph a source), ``jsonld`` (named graphs), ``graphml`` (entities and their plain ties).
        out: File, or folder for ``csv``; the folder that it stands in must be there. What is there is replaced.

    Returns:
        The files written.

    Raises:
        ExportError: The format is unknown, or ``out`` cannot be written or is a part of the store.
        StoreError: The folder is not a store.
    """
    opened = open_store(store)
    if fmt != "csv" and fmt not in _WRITERS:
        raise ExportError(f"{fmt} is not a format of export; there are {', '.join(FORMATS)}")
    if not out.absolute().parent.is_dir():
        raise ExportError(f"{out} cannot be written: there is no folder {out.absolute().parent}")
    check_outside(out, store)
    try:
        return _export_tables(opened, out) if fmt == "csv" else _export_file(opened, fmt, out)
    except OSError as error:
        raise ExportError(f"{out} cannot be written: {error.strerror or error}") from error


def export_stream(store: Path, fmt: str, out: IO[bytes]) -> None:
    """Write what a store holds into an open stream, in any format but ``csv``, which needs a folder.

    Raises:
        ExportError: The format is unknown or needs a folder.
        StoreError: The folder is not a store.
    """
    if fmt not in _WRITERS:
        raise ExportError(f"{fmt} cannot be written into a stream; {', '.join(_WRITERS)} can")
    _WRITERS[fmt](open_store(store), out)


def _export_file(store: OpenStore, fmt: str, out: Path) -> tuple[Path, ...]:
    if out.is_dir():
        raise ExportError(f"{out} is a folder; {fmt} is one file")
    with replaced(out) as temporary, temporary.open("wb") as stream:
        _WRITERS[fmt](store, stream)
    return (out,)


# Tables of facts

PLACE = ("source", "line", "start", "end")
TABLES: Mapping[str, tuple[str, ...]] = {
    "directives": (
        *PLACE,
        "number",
        "title",
        "issuers",
        "addressees",
        "date",
        "kind",
        "promulgates",
        "promulgates_all",
    ),
    "groups": (*PLACE, "name", "kind", "parent", "directive", "action", "office_host"),
    "group_mentions": (*PLACE, "name", "kind", "directive"),
    "group_changes": (*PLACE, "name", "kind", "change_kind", "successor", "directive", "date"),
    "memberships": (*PLACE, "group", "person", "role", "posts", "agencies", "directive", "note", "official"),
    "assignments": (
        *PLACE,
        "directive",
        "task_label",
        "task_title",
        "body",
        "agency",
        "role",
        "form",
        "deadline",
    ),
    "duties": (*PLACE, "directive", "body", "agency", "duty"),
    "appointments": (*PLACE, "directive", "action", "person", "posts", "reason", "date", "official"),
    "citations": (*PLACE, "directive", "number", "title", "relation"),
    "events": (*PLACE, "date", "until", "text"),
    "event_participants": (*PLACE, "date", "person", "posts", "official"),
}
"""The columns of each table; names and order are a contract with those who read them."""


def _export_tables(store: OpenStore, out: Path) -> tuple[Path, ...]:
    if out.exists() and not out.is_dir():
        raise ExportError(f"{out} is a file; csv is a folder of tables")
    out.mkdir(exist_ok=True)
    paths = {table: out / f"{table}.csv" for table in TABLES}
    with ExitStack() as stack:
        sheets = {table: stack.enter_context(_sheet(path, TABLES[table])) for table, path in paths.items()}
        for table, row in _rows(store):
            sheets[table].writerow(row)
    return tuple(paths.values())


@contextmanager
def _sheet(path: Path, columns: tuple[str, ...]) -> Iterator[Sheet]:
    with replaced(path) as temporary, temporary.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        yield writer


def _rows(store: OpenStore) -> Iterator[tuple[str, Row]]:
    """Every row with the table it belongs to, in the order of the sources."""
    readings = store.readings()
    resolution = resolve(readings, register=store.register(), judgements=store.judgements)
    clerk = _Clerk(resolution, store.manifest.base)
    for reading in readings:
        for fact in reading.facts:
            for table, row in clerk.rows(fact):
                yield table, (*_place(fact), *row)


def _place(fact: Fact) -> Row:
    """Where a statement stands; one that the scan tore apart ends where its last part does."""
    span = fact.span
    return (span.source, span.line, span.start, max(one.end for one in fact.spans))


def _joined(values: Iterable[str]) -> str:
    return SEPARATOR.join(values)


class _Clerk:
    """Writes facts as rows, with the names that the graph gives them."""

    def __init__(self, resolution: Resolution, base: str) -> None:
        self._resolution = resolution
        self._base = base

    def rows(self, fact: Fact) -> Iterator[tuple[str, Row]]:
        """The rows of a fact: one, none, or one more for each participant of an event."""
        match fact:
            case Directive():
                yield "directives", _directive_row(fact)
            case Group():
                yield "groups", _group_row(fact)
            case GroupMention():
                yield "group_mentions", (fact.name, fact.group_kind, fact.directive)
            case GroupChange():
                yield "group_changes", _group_change_row(fact)
            case Member():
                yield "memberships", self._member(fact)
            case Assignment():
                yield "assignments", self._assignment(fact)
            case Duty():
                yield "duties", (fact.directive, fact.body, self._agency(fact), fact.duty)
            case Appointment():
                yield "appointments", self._appointment(fact)
            case Citation():
                yield "citations", (fact.directive, fact.number, fact.title, fact.relation)
            case Event():
                yield "events", (fact.date, fact.until, fact.text)
                yield from (("event_participants", row) for row in self._participants(fact))

    def _agency(self, fact: Assignment | Duty) -> str:
        return self._resolution.agency(fact, fact.directive, fact.body).name

    def _agencies(self, fact: Member) -> str:
        """The agency of each post, empty where a post names none, so that both columns run in step."""
        posts = self._resolution.each_post(fact, fact.directive, fact.posts)
        return _joined("" if post.agency is None else post.agency.name for post in posts)

    def _official(self, fact: Member | Appointment) -> str:
        return official_iri(self._resolution.official(fact), base=self._base).value

    def _member(self, fact: Member) -> Row:
        posts = _joined(fact.posts)
        agencies = self._agencies(fact)
        return (
            fact.group,
            fact.person,
            fact.role,
            posts,
            agencies,
            fact.directive,
            fact.note,
            self._official(fact),
        )

    def _assignment(self, fact: Assignment) -> Row:
        return (
            fact.directive,
            fact.task_label,
            fact.task_title,
            fact.body,
            self._agency(fact),
            fact.role,
            fact.form,
            fact.deadline,
        )

    def _appointment(self, fact: Appointment) -> Row:
        posts = _joined(fact.posts)
        return (
            fact.directive,
            fact.action,
            fact.person,
            posts,
            fact.reason,
            fact.date,
            self._official(fact),
        )

    def _participants(self, fact: Event) -> Iterator[Row]:
        for one, mention in zip(fact.participants, self._resolution.participants(fact), strict=True):
            official = official_iri(self._resolution.person(mention), base=self._base).value
            yield (fact.date, one.person, _joined(one.posts), official)


def _directive_row(fact: Directive) -> Row:
    first = fact.promulgates[0] if fact.promulgates else ""
    return (
        fact.number,
        fact.title,
        _joined(fact.issuers),
        _joined(fact.addressees),
        fact.date,
        fact.document_kind,
        first,
        _joined(fact.promulgates),
    )


def _group_change_row(fact: GroupChange) -> Row:
    return (fact.name, fact.group_kind, fact.change_kind, fact.successor, fact.directive, fact.date)


def _group_row(fact: Group) -> Row:
    return (fact.name, fact.group_kind, fact.parent, fact.directive, fact.action, fact.office_host)


# RDF


def _write_nquads(store: OpenStore, out: IO[bytes]) -> None:
    buffer = BytesIO()
    pyoxigraph.serialize(store.quads(), buffer, RdfFormat.N_QUADS)
    out.writelines(sorted(buffer.getvalue().splitlines(keepends=True)))


def _write_turtle(store: OpenStore, out: IO[bytes]) -> None:
    triples = sorted((quad.triple for quad in store.quads()), key=_triple_order)
    buffer = BytesIO()
    pyoxigraph.serialize(triples, buffer, RdfFormat.TURTLE, prefixes=dict(PREFIXES))
    # The engine lists prefixes in no fixed order.
    lines = buffer.getvalue().splitlines(keepends=True)
    out.writelines(sorted(lines[: len(PREFIXES)]))
    out.writelines(lines[len(PREFIXES) :])


def _write_jsonld(store: OpenStore, out: IO[bytes]) -> None:
    quads = sorted(store.quads(), key=_quad_order)
    pyoxigraph.serialize(quads, out, RdfFormat.JSON_LD)


def _triple_order(triple: Triple) -> tuple[str, ...]:
    # rdf:type sorts before all other properties of a node.
    is_type = "0" if triple.predicate == RDF_TYPE else "1"
    return (str(triple.subject), is_type, str(triple.predicate), str(triple.object))


def _quad_order(quad: Quad) -> tuple[str, ...]:
    return (str(quad.graph_name), *_triple_order(quad.triple))


# The network

ENTITIES = ("Agency", "Collective", "Directive", "Group", "Official", "Post", "Task")
"""Classes whose members are nodes of the network; statements and evidence are not."""
# What XML 1.0 cannot hold at all.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _write_graphml(store: OpenStore, out: IO[bytes]) -> None:
    import networkx as nx

    nx.write_graphml_xml(network(quad.triple for quad in store.quads()), out)


def network(triples: Iterable[Triple]) -> "nx.MultiDiGraph[str]":
    """Entities and the plain ties between them, in the order of their IRIs.

    Nodes are IRIs with ``kind`` (such as ``agency``) and ``label``; ties have both too, such as ``leads``.
    """
    import networkx as nx

    triples = tuple(triples)
    kinds = {_text(one.subject): kind for one in triples if (kind := _kind(one)) is not None}
    labels = {_text(one.subject): _text(one.object) for one in triples if one.predicate == LABEL}
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in sorted(kinds):
        graph.add_node(_clean(node), kind=kinds[node], label=_clean(labels.get(node, node)))
    for number, (start, end, kind) in enumerate(sorted(set(_ties(triples, kinds)))):
        graph.add_edge(start, end, key=f"e{number}", kind=kind, label=kind)
    return graph


_CLASSES = {f"{PREFIXES['gb']}{name}": name.lower() for name in ENTITIES}


def _kind(triple: Triple) -> str | None:
    return _CLASSES.get(_text(triple.object)) if triple.predicate == RDF_TYPE else None


def _ties(triples: Iterable[Triple], kinds: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    for one in triples:
        start, end = _text(one.subject), _text(one.object)
        if isinstance(one.object, NamedNode) and start in kinds and end in kinds:
            kind = re.split("[#/]", one.predicate.value)[-1]
            yield _clean(start), _clean(end), kind


def _text(term: object) -> str:
    return str(getattr(term, "value", term))


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


_WRITERS: Mapping[str, Callable[[OpenStore, IO[bytes]], None]] = {
    "ttl": _write_turtle,
    "nq": _write_nquads,
    "jsonld": _write_jsonld,
    "graphml": _write_graphml,
}
FORMATS = ("csv", *_WRITERS)
"""Every format of export."""
