"""The interactive view: a page that shows a store's names and ties, with the printed lines behind them.

    write_view(Path("gongbao-store"), Path("graph.html"), about="省财政厅")

Without a name it is an overview: the strongest names of the whole graph, a body's tasks drawn as one tie to the
directive that assigns them. With a name it is what stands around that name; next to a body every task is drawn for
itself.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from pyoxigraph import NamedNode
from pyvis.network import Network

from ..errors import ExportError, UnknownName
from ..ontology.traditional import simplified
from .drawing import KIND_STYLES, PLACE, network
from .files import replaced
from .names import nearest
from .page import STATEMENTS_SHOWN, page
from .picture import KINDS, Edge, Kind, Node, Picture, Quote, Role, Statement, around, measured, overview
from .store import OpenStore, check_outside, open_store
from .table import Table

LIMIT = 120
"""Names that a picture has room for, unless it is told otherwise: more are hard to read on one screen."""

BODIES: frozenset[Kind] = frozenset({"agency", "collective"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewReport:
    """What a view shows.

    Attributes:
        path: The page.
        nodes: Number of names in the picture.
        edges: Number of ties between them.
        left_out: Number of names there was no room for.
        left_out_by_kind: The same, by kind.
    """

    path: Path
    nodes: int
    edges: int
    left_out: int
    left_out_by_kind: Mapping[Kind, int]


def write_view(store: Path, out: Path, *, about: str | None = None, depth: int = 1, limit: int = LIMIT) -> ViewReport:
    """Write a page that shows a store.

    Args:
        store: Folder that a build wrote.
        out: The HTML file to write; one that exists is replaced, whole or not at all.
        about: The name that the picture is about: a label, short form, number or title; everything that bears it.
            Without it, an overview of the whole graph.
        depth: Steps from that name.
        limit: Number of names that the picture has room for, strongest first.

    Raises:
        StoreError: The folder is not a store.
        UnknownName: Nothing in the graph bears the name; the sentence lists the nearest names.
        ExportError: The file cannot be written, or is a part of the store.
    """
    opened = open_store(store)
    check_outside(out, store)
    picture = draw(opened, about=about, depth=depth, limit=limit)
    html = page(network(picture), picture, heading=_heading(picture), note=_note(picture, opened, depth=depth))
    _write(out, html)
    return ViewReport(
        path=out,
        nodes=len(picture.nodes),
        edges=len(picture.edges),
        left_out=sum(picture.left_out.values()),
        left_out_by_kind=picture.left_out,
    )


def draw(store: OpenStore, *, about: str | None = None, depth: int = 1, limit: int = LIMIT) -> Picture:
    """The picture of a store, or of what stands around one name, with its quotes.

    Args, Raises:
        As for :func:`write_view`.
    """
    edges = _edges(store)
    nodes = measured(_nodes(store), edges)
    if about is None:
        return _detailed(store, overview(nodes, edges, limit=limit))
    centre = _named(nodes, about)
    if not _tells_tasks(centre, depth=depth):
        nodes = tuple(node for node in nodes if node.kind != "task")
    chosen = around(nodes, edges, {node.id for node in centre}, depth=depth, limit=limit)
    return _detailed(store, chosen)


def _tells_tasks(centre: Sequence[Node], *, depth: int) -> bool:
    """Whether each task is drawn for itself: next to a body, and around a task.

    Elsewhere one tie from body to directive stands for all its tasks.
    """
    kinds = {node.kind for node in centre}
    return "task" in kinds or (depth == 1 and not kinds.isdisjoint(BODIES))


def view_network(store: OpenStore, *, about: str | None = None, depth: int = 1, limit: int = LIMIT) -> Network:
    """The same picture as a pyvis ``Network``, to be changed or shown by pyvis's own means."""
    return network(draw(store, about=about, depth=depth, limit=limit))


# Names

_CLASSES: Mapping[str, Kind] = {
    "Agency": "agency",
    "Collective": "collective",
    "Group": "group",
    "Official": "official",
    "Directive": "directive",
    "Task": "task",
}

_NAMES = f"""SELECT DISTINCT ?id ?class ?label {{
  VALUES ?class {{ {" ".join(f"gb:{name}" for name in _CLASSES)} }}
  ?id a ?class ; rdfs:label ?label
}}"""

_OTHER_NAMES = (
    "SELECT DISTINCT ?id ?name { ?id skos:altLabel|gb:number|dcterms:title|gb:title ?name } ORDER BY ?id ?name"
)
_TITLES = "SELECT DISTINCT ?id ?name { ?id a gb:Directive ; dcterms:title ?name }"


def _nodes(store: OpenStore) -> Iterator[Node]:
    """Every name, a directive under its title where it has one."""
    others = _lists(store.select(_OTHER_NAMES))
    titles = {
        name: max(known, key=lambda one: (len(one), one)) for name, known in _lists(store.select(_TITLES)).items()
    }
    for identifier, cls, label in store.select(_NAMES).rows:
        shown = titles.get(str(identifier), str(label))
        also = (str(label), *others.get(str(identifier), ()))
        yield Node(
            id=str(identifier),
            kind=_CLASSES[str(cls).rpartition("#")[2]],
            label=shown,
            also=tuple(name for name in dict.fromkeys(also) if name != shown),
        )


def _lists(table: Table) -> dict[str, list[str]]:
    """The values of the second column for each value of the first."""
    found: dict[str, list[str]] = defaultdict(list)
    for key, value, *_ in table.rows:
        found[str(key)].append(str(value))
    return found


def _named(nodes: Sequence[Node], name: str) -> list[Node]:
    """Everything that bears a name, brackets, blanks and traditional characters as anyone may type them.

    Raises:
        UnknownName: Nothing does.
    """
    wanted = _folded(name)
    found = [node for node in nodes if wanted in map(_folded, (node.label, *node.also))]
    if found:
        return found
    known = sorted({one for node in nodes for one in (node.label, *node.also)})
    close = ", ".join(nearest(name.strip(), known))
    raise UnknownName(f"nothing in the graph is called {name!r}" + (f"; the nearest are {close}" if close else ""))


_BRACKETS = str.maketrans("[【［﹝(（", "〔〔〔〔〔〔") | str.maketrans("]】］﹞)）", "〕〕〕〕〕〕")


def _folded(name: str) -> str:
    return simplified(unicodedata.normalize("NFKC", "".join(name.split())).translate(_BRACKETS))


# Ties

_BY_DEADLINE = 'COALESCE(CONCAT("by ", ?deadline), "")'
_ASSIGNED = """?fact a gb:Assignment ; gb:agency ?source ; gb:task ?task ; gb:assignmentRole ?as .
  VALUES (?as ?role) { (gb:Lead "leads") (gb:Support "supports") (gb:Responsible "responsible") }
  OPTIONAL { ?fact gb:deadline ?deadline }"""

_TIES: tuple[str, ...] = (
    # A body and a task; the same, told of the directive that assigns it.
    f"{_ASSIGNED} BIND(?task AS ?target) BIND({_BY_DEADLINE} AS ?text)",
    f"""{_ASSIGNED} ?task rdfs:label ?label ; gb:directive ?target
      BIND(CONCAT(?label, COALESCE(CONCAT(" · by ", ?deadline), "")) AS ?text)""",
    """?source a gb:Task ; gb:directive ?target BIND(?source AS ?fact) BIND("part" AS ?role)""",
    """?fact a gb:Duty ; gb:agency ?source ; gb:directive ?target ; gb:text ?text BIND("charged" AS ?role)""",
    # Officials, their groups and their posts.
    """?fact a gb:Membership ; org:member ?source ; org:organization ?target BIND("member" AS ?role)
      OPTIONAL { ?fact gb:role ?text }""",
    """?fact org:member|gb:official ?source ; gb:post ?post . ?post org:postIn ?target ; rdfs:label ?label
      OPTIONAL { ?fact gb:action ?action } BIND("post" AS ?role)
      BIND(IF(BOUND(?action) && ?action = "dismiss", CONCAT(?label, " · dismissed"), ?label) AS ?text)""",
    # Groups.
    """?target a gb:Group ; gb:officeHost ?source BIND(?target AS ?fact) BIND("hosts" AS ?role)""",
    """?target a gb:Group ; gb:directive ?source BIND(?target AS ?fact) BIND("founds" AS ?role)
      OPTIONAL { ?target gb:foundedBy ?source BIND("established" AS ?founded) }
      OPTIONAL { ?target gb:adjustedBy ?source BIND("adjusted" AS ?adjusted) }
      BIND(COALESCE(?founded, ?adjusted, "") AS ?text)""",
    """?source a gb:Group ; gb:parent ?target BIND(?source AS ?fact) BIND("part" AS ?role)""",
    # Directives.
    """?target a gb:Directive ; gb:issuer ?source BIND(?target AS ?fact) BIND("issues" AS ?role)""",
    """?fact a gb:Citation ; gb:citing ?source ; gb:cited ?target ; gb:relation ?as
      VALUES (?as ?role ?text) { (gb:basedOn "based_on" "") (gb:repeals "changes" "repeals")
        (gb:amends "changes" "amends") (gb:forwards "cites" "forwards") (gb:replies "cites" "replies to")
        (gb:mentions "cites" "") }""",
)
"""Where ties come from: each pattern binds ?source, ?target, ?role and ?fact, and may bind ?text and ?task."""


def _edges(store: OpenStore) -> tuple[Edge, ...]:
    """Every tie, with its statements in printed order."""
    said: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for pattern in _TIES:
        for source, target, statement in _stated(store, pattern):
            said[source, target].append(statement)
    return tuple(
        Edge(source, target, tuple(sorted(set(statements))))
        for (source, target), statements in sorted(_in_lists(said).items())
    )


def _stated(store: OpenStore, pattern: str) -> Iterator[tuple[str, str, Statement]]:
    """The statements that one pattern finds; their rank is the place in the source."""
    table = store.select(
        f"SELECT ?source ?target ?role ?text ?fact ?task (MIN(?start) AS ?place) {{ {pattern}"
        " OPTIONAL { ?fact gb:evidence/oa:start ?start } } GROUP BY ?source ?target ?role ?text ?fact ?task"
    )
    for source, target, role, text, fact, task, place in table.rows:
        if source is not None and source != target:
            rank = place if isinstance(place, int) else 0
            yield (
                str(source),
                str(target),
                Statement(rank, cast(Role, role), str(text or ""), str(fact), str(task or "")),
            )


def _in_lists(said: Mapping[tuple[str, str], list[Statement]]) -> dict[tuple[str, str], list[Statement]]:
    """The same statements, each ranked by its place in the list of its kind at the same target."""
    places: dict[tuple[str, Role], set[int]] = defaultdict(set)
    for (_, target), statements in said.items():
        for one in statements:
            places[target, one.role].add(one.rank)
    ranks = {key: {place: rank for rank, place in enumerate(sorted(found))} for key, found in places.items()}
    return {
        (source, target): [replace(one, rank=ranks[target, one.role][one.rank]) for one in statements]
        for (source, target), statements in said.items()
    }


# What is printed

_ROWS: Mapping[str, str] = {
    "Number 发文字号": "gb:number",
    "Date 成文日期": "gb:date",
    "Kind 文种": "gb:documentKind",
    "Issues 印发": "gb:promulgates",
    "Addressed 主送": "gb:addressee/rdfs:label",
    "Kind 类别": "gb:groupKind",
    "Posts 职务": "org:holds/rdfs:label",
    PLACE: "gb:jurisdiction",
    "Also 又名": "skos:altLabel",
    "Stands in": "gb:taskPath",
    "One person by": "gb:joinReason",
    "Register": "gb:provisional",
}
"""Attributes that the panel lists, in this order, and where they stand in the graph."""

_UNREGISTERED = "not in the register of agencies"
_BATCH = 400


def _detailed(store: OpenStore, picture: Picture) -> Picture:
    """A picture with the attributes of its names and the printed lines of all that it states."""
    names = [node.id for node in picture.nodes]
    rows = _rows(store, names)
    facts = {one.fact for edge in picture.edges for one in edge.foremost(STATEMENTS_SHOWN)}
    return replace(
        picture,
        nodes=tuple(replace(node, rows=tuple(rows.get(node.id, ()))) for node in picture.nodes),
        quotes=_quotes(store, sorted({*names, *facts})),
    )


def _rows(store: OpenStore, names: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for caption, path in _ROWS.items():
        for terms in _batches(names):
            query = f"SELECT DISTINCT ?id ?value {{ VALUES ?id {{ {terms} }} ?id {path} ?value }} ORDER BY ?value"
            for name, values in _lists(store.select(query)).items():
                shown = _UNREGISTERED if caption == "Register" else "；".join(values)
                found[name].append((caption, shown))
    return found


def _quotes(store: OpenStore, facts: Sequence[str]) -> dict[str, tuple[Quote, ...]]:
    """The printed lines of each fact, in the order of the sources."""
    found: dict[str, list[Quote]] = defaultdict(list)
    for terms in _batches(facts):
        table = store.select(
            f"""SELECT DISTINCT ?fact ?source ?line ?text ?rule ?start {{ VALUES ?fact {{ {terms} }}
            ?fact gb:evidence ?it . ?it dcterms:source/rdfs:label ?source ; gb:line ?line ; oa:exact ?text ;
              gb:rule ?rule ; oa:start ?start }} ORDER BY ?source ?start"""
        )
        for fact, source, line, text, rule, _ in table.rows:
            found[str(fact)].append(Quote(str(source), int(str(line)), str(text), str(rule)))
    return {fact: tuple(quotes) for fact, quotes in found.items()}


def _batches(identifiers: Sequence[str]) -> Iterator[str]:
    """Identifiers as terms of a query, some hundred at a time."""
    for start in range(0, len(identifiers), _BATCH):
        yield " ".join(str(NamedNode(one)) for one in identifiers[start : start + _BATCH])


# The page


def _heading(picture: Picture) -> str:
    labels = {node.label for node in picture.nodes if node.id in picture.centre}
    return "、".join(sorted(labels)) or "Overview 总览"


def _note(picture: Picture, store: OpenStore, *, depth: int) -> str:
    """One sentence on what is shown, and one on what is not."""
    shown = f"{_counted(len(picture.nodes), 'name', 'names')} and {_counted(len(picture.edges), 'tie', 'ties')}"
    where = (
        f"within {_counted(depth, 'step', 'steps')}"
        if picture.centre
        else f"in {_counted(len(store.manifest.sources), 'gazette', 'gazettes')}"
    )
    return f"{shown} {where}. {_missing(picture)}"


def _missing(picture: Picture) -> str:
    styles = [(KIND_STYLES[kind], picture.left_out.get(kind, 0)) for kind in KINDS]
    parts = [_counted(count, style.name.lower(), style.plural.lower()) for style, count in styles if count]
    parts += [_counted(picture.ties_left_out, "tie", "ties")] if picture.ties_left_out else []
    return f"Left out, the weakest first: {', '.join(parts)}." if parts else "Nothing is left out."


def _counted(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"


def _write(out: Path, html: str) -> None:
    """Put a file in its place, whole or not at all.

    Raises:
        ExportError: That cannot be done.
    """
    try:
        with replaced(out) as temporary:
            temporary.write_text(html, encoding="utf-8", newline="\n")
    except OSError as error:
        raise ExportError(f"{out} cannot be written: {error.strerror or error}") from error
