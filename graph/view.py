"""The interactive view: a page that shows a store's names and ties, with the printed lines behind them.

    write_view(Path("gongbao-store"), Path("graph.html"), about="省财政厅")

Without a name its pictures are of the whole graph: an overview, who supports whom, who sits on several groups, which
directive rests on which. With a name they are of what stands around it. A body's tasks are drawn as one tie to the
directive that assigns them; next to a body, and in the picture of a directive's tasks, each is drawn for itself.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeAlias, cast

from pyoxigraph import NamedNode
from pyvis.network import Network

from ..errors import ExportError, UnknownName
from ..ontology.traditional import simplified
from . import choose
from .drawing import PLACE, network
from .files import replaced
from .names import nearest
from .page import STATEMENTS_SHOWN, page
from .picture import Edge, Kind, Manner, Node, Picture, PictureName, Quote, Role, Statement, measured
from .store import OpenStore, check_outside, open_store
from .table import Table

LIMIT = 60
"""Names that are drawn at first, unless told otherwise: so many can all bear their labels on one screen."""

Language: TypeAlias = Literal["en", "zh"]

WHOLE: tuple[PictureName, ...] = ("overview", "lead-support", "interlocks", "lineage")
"""Pictures of the whole graph."""

ABOUT: Mapping[Kind, tuple[PictureName, ...]] = {
    "agency": ("around", "lead-support"),
    "collective": ("around",),
    "group": ("members", "interlocks"),
    "official": ("around", "interlocks"),
    "directive": ("around", "tasks", "lineage"),
    "task": ("around",),
}
"""Pictures about a name of each kind."""

BODIES: frozenset[Kind] = frozenset({"agency", "collective"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewReport:
    """What a view shows.

    Attributes:
        path: The page.
        pictures: Names of its pictures; the figures are those of the first.
        nodes: Number of names that are drawn at first.
        edges: Number of ties between them.
        waiting: Number of names that are drawn when they are looked for or asked for.
        left_out: Number of names that the page does not hold.
    """

    path: Path
    pictures: tuple[PictureName, ...]
    nodes: int
    edges: int
    waiting: int
    left_out: int


def write_view(
    store: Path,
    out: Path,
    *,
    about: str | None = None,
    depth: int = 1,
    limit: int = LIMIT,
    only: PictureName | None = None,
    language: Language | None = None,
) -> ViewReport:
    """Write a page that shows a store.

    Args:
        store: Folder that a build wrote.
        out: The HTML file to write; one that exists is replaced, whole or not at all.
        about: The name that the page is about: a label, short form, number or title; everything that bears it.
            Without it, the whole graph.
        depth: Steps from that name.
        limit: Number of names that are drawn at first, strongest first.
        only: The one picture wanted; by default all that there are.
        language: The language of the page when it is opened; by default that of the reader's browser.

    Raises:
        StoreError: The folder is not a store.
        UnknownName: Nothing in the graph bears the name, the sentence lists the nearest names; or there is no such
            picture of it, the sentence lists those that there are.
        ExportError: The file cannot be written, or is a part of the store.
    """
    opened = open_store(store)
    check_outside(out, store)
    pictures = draw_all(opened, about=about, depth=depth, limit=limit, only=only)
    drawn = [(network(picture), picture) for picture in pictures]
    html = page(
        drawn,
        heading=_heading(pictures[0]),
        gazettes=len(opened.manifest.sources),
        language=language,
        base=opened.manifest.base,
    )
    _write(out, html)
    first = pictures[0]
    return ViewReport(
        path=out,
        pictures=tuple(picture.name for picture in pictures),
        nodes=first.drawn,
        edges=first.drawn_edges,
        waiting=len(first.nodes) - first.drawn,
        left_out=sum(first.left_out.values()),
    )


def draw_all(
    store: OpenStore,
    *,
    about: str | None = None,
    depth: int = 1,
    limit: int = LIMIT,
    only: PictureName | None = None,
) -> list[Picture]:
    """All pictures of a store, or of what stands around one name, with their quotes.

    Args, Raises:
        As for :func:`write_view`.
    """
    edges = _edges(store)
    nodes = measured(_nodes(store), edges)
    centre = [] if about is None else _named(nodes, about)
    found = [_picture(name, nodes, edges, centre, depth=depth, limit=limit) for name in _offered(centre, depth=depth)]
    # Only the first may be empty: an empty graph has a page too.
    shown = [picture for place, picture in enumerate(found) if place == 0 or picture.edges]
    if only is not None:
        shown = [picture for picture in shown if picture.name == only]
    if not shown:
        there = ", ".join(picture.name for picture in found if picture.edges)
        raise UnknownName(f"there is no picture {only!r} of {about or 'this graph'}; there is {there}")
    return _detailed(store, shown)


def draw(
    store: OpenStore,
    *,
    about: str | None = None,
    depth: int = 1,
    limit: int = LIMIT,
    only: PictureName | None = None,
) -> Picture:
    """The first of the pictures that :func:`draw_all` gives."""
    return draw_all(store, about=about, depth=depth, limit=limit, only=only)[0]


def view_network(store: OpenStore, *, about: str | None = None, depth: int = 1, limit: int = LIMIT) -> Network:
    """The first picture as a pyvis ``Network``, to be changed or shown by pyvis's own means."""
    return network(draw(store, about=about, depth=depth, limit=limit))


def _offered(centre: Sequence[Node], *, depth: int) -> tuple[PictureName, ...]:
    """The pictures that there may be of some names; whoever asks for several steps gets them first."""
    if not centre:
        return WHOLE
    names = tuple(dict.fromkeys(name for node in centre for name in ABOUT[node.kind]))
    return names if depth == 1 else tuple(dict.fromkeys(("around", *names)))


def _picture(
    name: PictureName, nodes: Sequence[Node], edges: Sequence[Edge], centre: Sequence[Node], *, depth: int, limit: int
) -> Picture:
    chosen = {node.id for node in centre}
    match name:
        case "overview":
            return choose.overview(nodes, edges, limit=limit)
        case "around":
            told = _tells_tasks(centre, depth=depth)
            known = nodes if told else [node for node in nodes if node.kind != "task"]
            return choose.around(known, edges, chosen, depth=depth, limit=limit)
        case "members":
            return choose.members(nodes, edges, chosen, limit=limit)
        case "tasks":
            return choose.tasks(nodes, edges, chosen, limit=limit)
        case "lead-support":
            return choose.lead_support(nodes, edges, chosen, limit=limit)
        case "interlocks":
            return choose.interlocks(nodes, edges, chosen, limit=limit)
        case "lineage":
            return choose.lineage(nodes, edges, chosen, limit=limit)


def _tells_tasks(centre: Sequence[Node], *, depth: int) -> bool:
    """Whether each task is drawn for itself: next to a body, and around a task.

    Elsewhere one tie from body to directive stands for all its tasks.
    """
    kinds = {node.kind for node in centre}
    return "task" in kinds or (depth == 1 and not kinds.isdisjoint(BODIES))


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
    years = _directive_years(store)
    for identifier, cls, label in store.select(_NAMES).rows:
        shown = titles.get(str(identifier), str(label))
        also = (str(label), *others.get(str(identifier), ()))
        yield Node(
            id=str(identifier),
            kind=_CLASSES[str(cls).rpartition("#")[2]],
            label=shown,
            also=tuple(name for name in dict.fromkeys(also) if name != shown),
            year=years.get(str(identifier), 0),
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

_ASSIGNED = """?fact a gb:Assignment ; gb:agency ?source ; gb:task ?task ; gb:assignmentRole ?as .
  VALUES (?as ?role) { (gb:Lead "leads") (gb:Support "supports") (gb:Responsible "responsible") }
  OPTIONAL { ?fact gb:deadline ?deadline }"""

_TIES: tuple[str, ...] = (
    # A body and a task; the same, told of the directive that assigns it.
    f"{_ASSIGNED} BIND(?task AS ?target)",
    f"{_ASSIGNED} ?task rdfs:label ?text ; gb:directive ?target",
    """?source a gb:Task ; gb:directive ?target BIND(?source AS ?fact) BIND("part" AS ?role)""",
    """?fact a gb:Duty ; gb:agency ?source ; gb:directive ?target ; gb:text ?text BIND("charged" AS ?role)""",
    # Officials, their groups and their posts.
    """?fact a gb:Membership ; org:member ?source ; org:organization ?target BIND("member" AS ?role)
      OPTIONAL { ?fact gb:role ?text }""",
    """?fact org:member|gb:official ?source ; gb:post ?post . ?post org:postIn ?target ; rdfs:label ?text
      OPTIONAL { ?fact gb:action ?action } BIND("post" AS ?role)
      BIND(IF(BOUND(?action) && ?action = "dismiss", "dismissed", "") AS ?manner)""",
    # Groups.
    """?target a gb:Group ; gb:officeHost ?source BIND(?target AS ?fact) BIND("hosts" AS ?role)""",
    """?target a gb:Group ; gb:directive ?source BIND(?target AS ?fact) BIND("founds" AS ?role)
      OPTIONAL { ?target gb:foundedBy ?source BIND("established" AS ?founded) }
      OPTIONAL { ?target gb:adjustedBy ?source BIND("adjusted" AS ?adjusted) }
      BIND(COALESCE(?founded, ?adjusted, "") AS ?manner)""",
    """?source a gb:Group ; gb:parent ?target BIND(?source AS ?fact) BIND("part" AS ?role)""",
    # Directives.
    """?target a gb:Directive ; gb:issuer ?source BIND(?target AS ?fact) BIND("issues" AS ?role)""",
    """?fact a gb:Citation ; gb:citing ?source ; gb:cited ?target ; gb:relation ?as
      VALUES (?as ?role ?manner) { (gb:basedOn "based_on" "") (gb:repeals "changes" "repeals")
        (gb:amends "changes" "amends") (gb:forwards "cites" "forwards") (gb:replies "cites" "replies")
        (gb:mentions "cites" "mentions") }""",
)
"""Where ties come from: each pattern binds ?source, ?target, ?role and ?fact, and may bind ?text, ?task, ?deadline and
?manner."""


def _edges(store: OpenStore) -> tuple[Edge, ...]:
    """Every tie, with its statements in printed order."""
    years = _fact_years(store)
    said: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for pattern in _TIES:
        for source, target, statement in _stated(store, pattern, years):
            said[source, target].append(statement)
    return tuple(
        Edge(source, target, tuple(sorted(set(statements))))
        for (source, target), statements in sorted(_in_lists(said).items())
    )


def _stated(store: OpenStore, pattern: str, years: Mapping[str, int]) -> Iterator[tuple[str, str, Statement]]:
    """The statements that one pattern finds; their rank is the place in the source."""
    columns = "?source ?target ?role ?text ?fact ?task ?deadline ?manner"
    table = store.select(
        f"SELECT {columns} (MIN(?start) AS ?place) {{ {pattern}"
        f" OPTIONAL {{ ?fact gb:evidence/oa:start ?start }} }} GROUP BY {columns}"
    )
    for source, target, role, text, fact, task, deadline, manner, place in table.rows:
        if source is not None and source != target:
            statement = Statement(
                rank=place if isinstance(place, int) else 0,
                role=cast(Role, role),
                text=str(text or ""),
                facts=(str(fact),),
                task=str(task or ""),
                deadline=str(deadline or ""),
                manner=cast(Manner, manner or ""),
                year=years.get(str(fact), 0),
            )
            yield str(source), str(target), statement


_DATED = "SELECT ?id (MIN(?date) AS ?day) { ?id gb:date ?date } GROUP BY ?id"
_NUMBERED = "SELECT ?id (MIN(?number) AS ?one) { ?id gb:number ?number } GROUP BY ?id"
_IN_DIRECTIVE = "SELECT ?id (MIN(?directive) AS ?one) { ?id gb:directive|gb:citing ?directive } GROUP BY ?id"
_NUMBER_YEAR = re.compile(r"〔((?:19|20)\d\d)〕")


def _directive_years(store: OpenStore) -> dict[str, int]:
    """The year of each directive: of its date, else of its number."""
    numbers = ((str(one), _NUMBER_YEAR.search(str(number))) for one, number in store.select(_NUMBERED).rows)
    return {one: int(found[1]) for one, found in numbers if found} | _dates(store)


def _fact_years(store: OpenStore) -> dict[str, int]:
    """The year of each fact: its own, else that of the directive that states it."""
    directives = _directive_years(store)
    stated = {str(fact): directives.get(str(one), 0) for fact, one in store.select(_IN_DIRECTIVE).rows}
    return stated | directives | _dates(store)


def _dates(store: OpenStore) -> dict[str, int]:
    return {str(one): int(str(day)[:4]) for one, day in store.select(_DATED).rows if str(day)[:4].isdecimal()}


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

ROWS: Mapping[str, str] = {
    "number": "gb:number",
    "date": "gb:date",
    "documentKind": "gb:documentKind",
    "promulgates": "gb:promulgates",
    "addressee": "gb:addressee/rdfs:label",
    "groupKind": "gb:groupKind",
    "posts": "org:holds/rdfs:label",
    PLACE: "gb:jurisdiction",
    "also": "skos:altLabel",
    "taskPath": "gb:taskPath",
    "joinReason": "gb:joinReason",
    "provisional": "gb:provisional",
}
"""Attributes that the panel lists, in this order, and where they stand in the graph; each has its words."""

_BATCH = 400


def _detailed(store: OpenStore, pictures: Sequence[Picture]) -> list[Picture]:
    """Pictures with the attributes of their names and the printed lines of all that they state."""
    names = sorted({node.id for picture in pictures for node in picture.nodes})
    rows = _rows(store, names)
    edges = [edge for picture in pictures for edge in picture.edges]
    facts = {fact for edge in edges for one in edge.foremost(STATEMENTS_SHOWN) for fact in one.facts}
    quotes = _quotes(store, sorted({*names, *facts}))
    return [
        replace(
            picture,
            nodes=tuple(replace(node, rows=tuple(rows.get(node.id, ()))) for node in picture.nodes),
            quotes=quotes,
        )
        for picture in pictures
    ]


def _rows(store: OpenStore, names: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for caption, path in ROWS.items():
        for terms in _batches(names):
            query = f"SELECT DISTINCT ?id ?value {{ VALUES ?id {{ {terms} }} ?id {path} ?value }} ORDER BY ?value"
            for name, values in _lists(store.select(query)).items():
                found[name].append((caption, "；".join(values)))
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
    """The names that a picture is about; empty where it is about the whole graph."""
    return "、".join(sorted({node.label for node in picture.nodes if node.id in picture.centre}))


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
