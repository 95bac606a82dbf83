"""Names that users type, looked up in the graph: exactly, or not at all."""

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from pyoxigraph import Literal, NamedNode

from ..errors import UnknownName
from ..ontology.traditional import simplified
from .store import OpenStore

ENTITY_KINDS: Mapping[str, tuple[str, ...]] = {
    "agency": ("gb:Agency", "gb:Collective"),
    "group": ("gb:Group",),
    "official": ("gb:Official",),
    "directive": ("gb:Directive",),
    "post": ("gb:Post",),
}
"""What a name can be of, and the classes in which it is then looked for."""

MOST_SUGGESTIONS = 5
_LIKENESS = 0.4

_NAMING = "rdfs:label|skos:altLabel|gb:number|dcterms:title"
_FULL_WIDTH = str.maketrans(
    {"(": "（", ")": "）", "[": "〔", "]": "〕", "【": "〔", "】": "〕", "［": "〔", "］": "〕"}
)


def find_named(store: OpenStore, name: str, *, kind: str) -> tuple[NamedNode, ...]:
    """Everything of a kind that has this name: as label, short form, number or title.

    Brackets may be typed as a keyboard gives them: ``[2023]`` finds ``〔2023〕``. Traditional and simplified characters
    find each other.

    Returns:
        IRIs in order; several where namesakes, or agencies of several places, share the name.

    Raises:
        UnknownName: Nothing has it; the sentence lists up to :data:`MOST_SUGGESTIONS` of the nearest names.
    """
    folded = name.strip().translate(_FULL_WIDTH)
    # 陈 锋: blanks set the characters of a name apart in print, and are no part of it.
    for spelling in dict.fromkeys((name, name.strip(), folded, "".join(folded.split()))):
        # In either kind of characters a name finds all who bear it, in whichever they are printed.
        found = {iri for one in {spelling, simplified(spelling)} for iri in _exact(store, one, kind)}
        if found:
            return tuple(sorted(found, key=str))
    raise UnknownName(_unknown(name, kind, suggest(store, name, kind=kind)))


def _exact(store: OpenStore, name: str, kind: str) -> tuple[NamedNode, ...]:
    if not _is_text(name):
        return ()
    table = store.select(
        f"SELECT DISTINCT ?it {{ VALUES ?name {{ {Literal(name)} }} VALUES ?class {{ {_classes(kind)} }}"
        f" ?it {_NAMING} ?name ; a ?class }} ORDER BY ?it"
    )
    return tuple(NamedNode(str(iri)) for iri in table.column("it"))


def _is_text(name: str) -> bool:
    """Whether a name can be written; bytes of a command line that are no UTF-8 become half characters, which cannot."""
    return not re.search("[\ud800-\udfff]", name)


def _classes(kind: str) -> str:
    return " ".join(ENTITY_KINDS[kind])


def suggest(store: OpenStore, name: str, *, kind: str) -> list[str]:
    """Names of a kind that come nearest to one that is none: those that hold it first, then the most alike."""
    table = store.select(
        f"SELECT DISTINCT ?name {{ VALUES ?class {{ {_classes(kind)} }} ?it a ?class ; {_NAMING} ?name }}"
    )
    return nearest(simplified(name), sorted(str(known) for known in table.column("name")))


def nearest(name: str, names: Sequence[str]) -> list[str]:
    """At most :data:`MOST_SUGGESTIONS` of the names: the shortest that hold the given one, then the most alike.

    >>> nearest("省财政厅", ["云岭省民政厅", "云岭省财政厅", "松江市"])
    ['云岭省财政厅', '云岭省民政厅']
    """
    holding = sorted((known for known in names if name and name in known), key=lambda known: (len(known), known))
    alike = get_close_matches(name, names, n=MOST_SUGGESTIONS, cutoff=_LIKENESS)
    return list(dict.fromkeys((*holding, *alike)))[:MOST_SUGGESTIONS]


def find_place(store: OpenStore, name: str) -> str:
    """The place of that name, as the graph has it.

    Raises:
        UnknownName: No agency or group is of such a place; the sentence lists the nearest ones.
    """
    table = store.select("SELECT DISTINCT ?place { ?body gb:jurisdiction ?place }")
    places = {str(place) for place in table.column("place")}
    for spelling in (name.strip(), simplified(name.strip())):
        if spelling in places:
            return spelling
    raise UnknownName(_unknown(name, "place", nearest(simplified(name.strip()), sorted(places))))


def unlike(what: str, name: str, known: Iterable[str]) -> str:
    """A sentence that there is no such thing, with the nearest names of those there are, or all.

    >>> unlike("question", "group", ["groups", "duties"])
    "there is no question 'group'; there is groups"
    """
    names = list(known)
    nearest_names = get_close_matches(name, names, n=3, cutoff=_LIKENESS) or names
    return f"there is no {what} {name!r}" + (f"; there is {', '.join(nearest_names)}" if nearest_names else "")


def _unknown(name: str, kind: str, suggestions: Iterable[str]) -> str:
    nearest_names = ", ".join(suggestions)
    return f"no {kind} is called {name!r}" + (f"; the nearest are {nearest_names}" if nearest_names else "")
