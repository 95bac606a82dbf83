"""The one form of the Turtle files of the register: an entry a block, a property a line, in one order."""

import json
from collections.abc import Iterator

import pyoxigraph
from pyoxigraph import Literal, NamedNode, RdfFormat

ORDER = (
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
    "https://gongbao.example/ontology#formKind",
    "http://www.w3.org/2004/02/skos/core#prefLabel",
    "http://www.w3.org/2004/02/skos/core#altLabel",
    "https://gongbao.example/ontology#pattern",
    "http://www.w3.org/2004/02/skos/core#broader",
    "https://gongbao.example/ontology#field",
    "https://gongbao.example/ontology#level",
    "https://gongbao.example/ontology#memberLevel",
    "https://gongbao.example/ontology#since",
    "https://gongbao.example/ontology#until",
    "http://www.w3.org/ns/org#originalOrganization",
    "http://www.w3.org/ns/org#resultingOrganization",
    "http://purl.org/dc/terms/date",
    "https://gongbao.example/ontology#exceptIn",
    "https://gongbao.example/ontology#changeKind",
    "http://www.w3.org/2004/02/skos/core#example",
    "https://gongbao.example/ontology#counterExample",
    "http://www.w3.org/2004/02/skos/core#note",
)
"""Properties as they follow each other in an entry."""
SORTED = ("altLabel", "example", "counterExample")
"""Properties whose values have no order of their own."""


def canonical(text: str) -> str:
    """A file in its one form: comments and prefixes as they stand."""
    blocks = text.strip("\n").split("\n\n")
    prefixes = {line.split()[1].rstrip(":"): line.split()[2].strip("<>") for line in _prefix_lines(text)}
    head = "\n".join(_prefix_lines(text))
    return "\n\n".join(block if block[0] in "@#" else _entry(f"{head}\n{block}", prefixes) for block in blocks) + "\n"


def _prefix_lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("@prefix")]


def _entry(block: str, prefixes: dict[str, str]) -> str:
    triples = list(pyoxigraph.parse(block.encode(), RdfFormat.TURTLE))
    assert len({str(triple.subject) for triple in triples}) == 1, block
    lines = list(_lines(triples, prefixes))
    said = " ;\n    ".join(lines)
    return f"{_short(triples[0].subject, prefixes)} {said} ."


def _lines(triples: list[pyoxigraph.Triple], prefixes: dict[str, str]) -> Iterator[str]:
    known = {triple.predicate.value for triple in triples}
    assert known <= set(ORDER), known - set(ORDER)
    for predicate in (one for one in ORDER if one in known):
        values = [_short(triple.object, prefixes) for triple in triples if triple.predicate.value == predicate]
        if predicate.endswith(SORTED):
            values.sort()
        name = "a" if predicate.endswith("#type") else _short(NamedNode(predicate), prefixes)
        yield f"{name} {', '.join(values)}"


def _short(term: object, prefixes: dict[str, str]) -> str:
    if isinstance(term, Literal):
        words = json.dumps(term.value, ensure_ascii=False)
        if term.language:
            return f"{words}@{term.language}"
        plain = term.datatype.value.endswith("#string")
        return words if plain else f"{words}^^{_short(term.datatype, prefixes)}"
    assert isinstance(term, NamedNode), term
    prefix, base = max(
        ((prefix, base) for prefix, base in prefixes.items() if term.value.startswith(base)),
        key=lambda one: len(one[1]),
    )
    return f"{prefix}:{term.value.removeprefix(base)}"
