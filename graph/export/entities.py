"""Tables of what facts are about: sources, agencies, officials, posts and who held them, and who is perhaps who.

Rows are in the order of the IRIs, which begin with the name; ids are IRIs, the same as in the graph.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

from pyoxigraph import NamedNode

from ...ontology.places import NATION, NOWHERE, opening_place
from ..progress import Progress
from ..store import OpenStore
from ..terms import (
    FOAF_NAME,
    ORG_HOLDS,
    ORG_MEMBER,
    ORG_MEMBER_OF,
    ORG_POST_IN,
    SKOS_ALT,
)
from ..terms import GB as T
from .facts import Row, joined
from .nodes import Node, Nodes

ENTITY_TABLES: Mapping[str, tuple[str, ...]] = {
    "sources": ("id", "source", "sha256", "encoding", "characters"),
    "agencies": (
        "id",
        "label",
        "kind",
        "level",
        "jurisdiction",
        "field",
        "provisional",
        "register",
        "predecessors",
        "predecessor_ids",
        "successors",
        "successor_ids",
        "also",
    ),
    "officials": (
        "id",
        "name",
        "also",
        "posts",
        "post_ids",
        "groups",
        "first_seen",
        "last_seen",
        "statements",
        "reasons",
    ),
    "posts": ("id", "label", "title", "agency", "agency_id", "sole", "holders", "also"),
    "tenures": (
        "id",
        "official",
        "official_id",
        "post",
        "post_id",
        "appointed",
        "first_shown",
        "last_shown",
        "ended",
        "capacity",
        "first_evidence",
        "last_evidence",
    ),
    "namesakes": ("id", "name", "verdict", "weight", "official_ids", "reasons", "evidence"),
}
"""The columns of each table."""


def entity_rows(store: OpenStore, progress: Progress) -> Iterator[tuple[str, Row]]:
    """Every row with the table it belongs to, one table after the other."""
    nodes = Nodes(store)
    for table, classes, write in _TABLES:
        iris = [iri for cls in classes for iri in nodes.iris(cls)]
        for done, iri in enumerate(iris):
            progress(table, done, len(iris))
            yield table, write(nodes, nodes.node(iri))
        progress(table, len(iris), len(iris))


def flag(said: str) -> str:
    """Whether something is said to be so, as a word."""
    return "true" if said == "true" else "false"


@cache
def place_level(jurisdiction: str) -> str:
    """The level of a place by its name: nation, province, region, prefecture, city, county; empty where unknown.

    >>> place_level("云岭省"), place_level("松江市"), place_level("")
    ('province', 'city', '')
    """
    if jurisdiction == NATION:
        return "nation"
    place, rest = opening_place(jurisdiction)
    return "" if rest or place == NOWHERE else place.level or ""


def _source(nodes: Nodes, node: Node) -> Row:
    return (node.iri, node.label, node.one(T.sha256), node.one(T.encoding), int(node.one(T.characters)))


def _agency(nodes: Nodes, node: Node) -> Row:
    place = node.one(T.jurisdiction)
    before, after = nodes.pointing(T.succeededBy, node.iri), node.all(T.succeededBy)
    return (
        node.iri,
        node.label,
        "collective" if T.Collective.value in node.said[_TYPE] else "agency",
        place_level(place),
        place,
        joined(map(nodes.label, node.all(T.field))),
        flag(node.one(T.provisional)),
        node.one(T.register),
        joined(map(nodes.label, before)),
        joined(before),
        joined(map(nodes.label, after)),
        joined(after),
        joined(node.all(SKOS_ALT)),
    )


_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
STATEMENTS_OF_OFFICIALS = (ORG_MEMBER, T.official, T.participant)
"""How statements name the person whom they are about."""


def _official(nodes: Nodes, node: Node) -> Row:
    posts = node.all(ORG_HOLDS)
    statements = sorted({one for term in STATEMENTS_OF_OFFICIALS for one in nodes.pointing(term, node.iri)})
    dates = [date for one in statements if (date := nodes.one(one, T.date))]
    return (
        node.iri,
        node.one(FOAF_NAME) or node.label,
        joined(node.all(SKOS_ALT)),
        joined(map(nodes.label, posts)),
        joined(posts),
        joined(map(nodes.label, node.all(ORG_MEMBER_OF))),
        min(dates, default=""),
        max(dates, default=""),
        len(statements),
        joined(node.all(T.joinReason)),
    )


def _post(nodes: Nodes, node: Node) -> Row:
    agencies = node.all(ORG_POST_IN)
    return (
        node.iri,
        node.label,
        node.one(T.postTitle),
        joined(map(nodes.label, agencies)),
        joined(agencies),
        flag(node.one(T.sole)),
        len(nodes.pointing(ORG_HOLDS, node.iri)),
        joined(node.all(SKOS_ALT)),
    )


def _tenure(nodes: Nodes, node: Node) -> Row:
    official, post = node.one(T.holder), node.one(T.heldPost)
    return (
        node.iri,
        nodes.label(official),
        official,
        nodes.label(post),
        post,
        node.one(T.appointedOn),
        node.one(T.firstShown),
        node.one(T.lastShown),
        node.one(T.endedOn),
        node.one(T.capacity),
        joined(_places(nodes, node.all(T.firstShownBy))),
        joined(_places(nodes, node.all(T.lastShownBy))),
    )


def _places(nodes: Nodes, statements: Iterable[str]) -> list[str]:
    """Where statements begin, each place once, in order."""
    return _in_order(place for iri in statements for place in nodes.places(iri))


def _in_order(places: Iterable[str]) -> list[str]:
    """Places, each once, by source and by line."""
    parted = {place.rpartition(":") for place in places}
    return ["".join(one) for one in sorted(parted, key=lambda one: (one[0], int(one[2])))]


def _namesake(nodes: Nodes, node: Node) -> Row:
    return (
        node.iri,
        node.one(T.comparedName),
        node.one(T.verdict),
        node.one(T.weight),
        joined(node.all(T.about)),
        joined(node.all(T.reason)),
        joined(_in_order(nodes.places(node.iri, all_parts=True))),
    )


_TABLES: tuple[tuple[str, tuple[NamedNode, ...], Callable[[Nodes, Node], Row]], ...] = (
    ("sources", (T.Source,), _source),
    ("agencies", (T.Agency, T.Collective), _agency),
    ("officials", (T.Official,), _official),
    ("posts", (T.Post,), _post),
    ("tenures", (T.Tenure,), _tenure),
    ("namesakes", (T.Comparison,), _namesake),
)
