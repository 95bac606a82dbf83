"""RDF terms as plain values."""

import math
from collections.abc import Callable, Mapping
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from .table import Cell

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple

XSD = "http://www.w3.org/2001/XMLSchema#"


def _integer(lexical: str) -> Cell:
    try:
        return int(lexical)
    except ValueError:
        return lexical


def _float(lexical: str) -> Cell:
    try:
        value = float(lexical)
    except ValueError:
        return lexical
    # JSON has no infinity and no NaN.
    return value if math.isfinite(value) else lexical


_READERS: Mapping[str, Callable[[str], Cell]] = {
    f"{XSD}{name}": reader
    for reader, names in {
        _integer: ("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger"),
        _float: ("decimal", "double", "float"),
    }.items()
    for name in names
}


def term_to_cell(term: Term | None) -> Cell:
    """A term as a plain value: numbers as numbers, an IRI as its text, anything else as it is written.

    >>> term_to_cell(Literal(3)), term_to_cell(NamedNode("http://example.org/a")), term_to_cell(None)
    (3, 'http://example.org/a', None)
    """
    if term is None:
        return None
    if isinstance(term, Literal):
        return _READERS.get(term.datatype.value, str)(term.value)
    return term.value if isinstance(term, NamedNode) else str(term)
