"""Where a SPARQL query goes wrong, in one sentence.

The engine's parser tries its keywords everywhere, so it names a place some characters after the mistake and the wrong
words; rdflib's parser names the place, but accepts a few queries that the engine does not.
"""

import re

from .guard import code_of, line_of
from .terms import PREFIXES

_AT = re.compile(r"error at (\d+):(\d+)")
_SNIPPET = 30

_MEANINGS = (
    ("variable that is unbound", "SELECT names a variable that GROUP BY leaves open"),
    ("Duplicated variable", "SELECT names one variable twice"),
    ("IRI parsing failed", "an IRI must be absolute"),
)
"""What the engine says of a query whose grammar is right, and what it means."""


def explain(sparql: str, complaint: str) -> str:
    """A sentence that says where a query goes wrong.

    Args:
        sparql: The query.
        complaint: What the engine said of it.

    Returns:
        Such as ``line 2, column 3: the query cannot be read on from 'FILTR(?a)'``; lines and columns count from 1.
    """
    return _undeclared(sparql) or _meaning(complaint) or _grammar(sparql) or _engine(complaint)


def _undeclared(sparql: str) -> str | None:
    code = code_of(sparql)
    declared = {*PREFIXES, *re.findall(r"\bprefix\s+([\w.-]*)\s*:", code, re.IGNORECASE)}
    for use in re.finditer(r"(?<![\w.-])([A-Za-z][\w.-]*):", code):
        if use[1] not in declared:
            return f"line {line_of(code, use.start())}: the prefix {use[1]}: is not declared"
    return None


def _meaning(complaint: str) -> str | None:
    meaning = next((meaning for words, meaning in _MEANINGS if words in complaint), None)
    return meaning and f"{_place(complaint)}: {meaning}"


def _grammar(sparql: str) -> str | None:
    # Only a query with a mistake pays for this import.
    from pyparsing import ParseBaseException
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        parseQuery(sparql)
    except ParseBaseException as error:
        rest = sparql[error.loc :].strip().partition("\n")[0]
        where = f"line {error.lineno}, column {error.column}"
        return (
            f"{where}: the query cannot be read on from {_short(rest)!r}" if rest else f"{where}: the query ends early"
        )
    except RecursionError:
        return "the query is nested too deeply"
    return None


def _short(text: str) -> str:
    return text if len(text) <= _SNIPPET else f"{text[:_SNIPPET]}…"


def _engine(complaint: str) -> str:
    return f"{_place(complaint)}: the query cannot be read"


def _place(complaint: str) -> str:
    match = _AT.search(complaint)
    return f"line {match[1]}, near column {match[2]}" if match else "somewhere"
