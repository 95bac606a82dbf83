"""What a query from outside may say, checked before anything runs.

The engine fetches ``SERVICE <…>`` over the network and offers no switch against it, so the word must be found in the
text, and found as the engine's parser sees it. That parser knows no tokens: it reads ``1<2)SERVICE#>`` as a
comparison, the keyword and a comment where a tokenizer sees one IRI, and ``trueSERVICE`` as two words. So this module
goes the other way round: it takes out only what can be nothing else but a string, an absolute IRI, a comment or a name,
and refuses a query in which anything left holds a forbidden word, or in which two readings are possible.
"""

import re
from collections.abc import Iterator

from ..errors import QueryError

MOST_CHARACTERS = 100_000
"""No query that someone wrote is longer; the engine's parser is recursive and slow on longer ones."""

_ESCAPE = r"""\\[tbnrf"'\\]"""

_PIECE = re.compile(
    rf'''
      (?P<string> """ (?: [^"\\] | {_ESCAPE} | "(?!"") )* """      # """…"""
                | \'\'\' (?: [^'\\] | {_ESCAPE} | '(?!'') )* \'\'\'
                | " (?: [^"\\\n\r] | {_ESCAPE} )* "
                | ' (?: [^'\\\n\r] | {_ESCAPE} )* '  )
    | (?P<iri>    < [A-Za-z][A-Za-z0-9+.-]* :// [^<>"{{}}|^`\\\x00-\x20]* > )  # no comparison can go on with ://
    | (?P<vague>  < [^<>"{{}}|^`\\\x00-\x20]* > )                   # <relative>, or a<b&&c>d
    | (?P<comment> \# [^\n\r]* )
    | (?P<name>   [?$] \w+ | : [\w-]* )                           # ?service; the part after the colon in gb:service
    | (?P<escape> \\ [-_~.!$&'()*+,;=/?\#@%] )                     # in a local name: gb:a\#b
    | (?P<code>   [^"'<\#?$:\\]+ | [<?$] )
    ''',
    re.VERBOSE,
)

_FORBIDDEN = re.compile(r"service|from", re.IGNORECASE)
_VAGUE = re.compile(r"service|from|[#']", re.IGNORECASE)
_FORM = re.compile(
    r"\b(select|ask|construct|describe|insert|delete|load|clear|create|drop|copy|move|add|with)\b(?!\s*:)",
    re.IGNORECASE,
)
_READING = frozenset({"select", "ask", "construct", "describe"})

_REASONS = {
    "service": "SERVICE is refused: a query may not send anything over the network",
    "from": "FROM is refused: a query reads the whole store; use GRAPH to name one source",
}


def check_query(sparql: str) -> None:
    r"""Refuse a query that reaches outside the store, or that would change it.

    Whether it is well-formed is for the engine to say.

    >>> check_query("SELECT ?agency { ?agency a gb:Agency }")
    >>> check_query("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")
    Traceback (most recent call last):
    gongbao.errors.QueryError: line 1: SERVICE is refused: a query may not send anything over the network

    Raises:
        QueryError: The query holds SERVICE, FROM, an update, a ``\u`` escape or something that could be read in two
            ways; or it is too long.
    """
    if len(sparql) > MOST_CHARACTERS:
        raise QueryError(f"the query is longer than {MOST_CHARACTERS:,} characters")
    if match := re.search(r"\\[uU]", sparql):
        raise _refusal(sparql, match.start(), "\\u escapes are refused: write the character itself")
    code = code_of(sparql)
    if (form := _FORM.search(code)) and form[0].lower() not in _READING:
        raise _refusal(sparql, form.start(), f"{form[0].upper()} is refused: a query cannot change the store")


def code_of(sparql: str) -> str:
    """The query with everything blanked out that cannot be a keyword, at unchanged offsets.

    >>> code_of("SELECT ?a { ?a gb:title 'from' }")
    'SELECT ?  { ?  gb:             }'

    Raises:
        QueryError: See :func:`check_query`.
    """
    return "".join(_pieces(sparql))


def _pieces(sparql: str) -> Iterator[str]:
    position = 0
    while position < len(sparql):
        piece = _PIECE.match(sparql, position)
        if piece is None:
            raise _refusal(sparql, position, f"this {sparql[position]!r} is never closed or stands alone")
        yield _checked(sparql, piece)
        position = piece.end()


def _checked(sparql: str, piece: re.Match[str]) -> str:
    if piece.lastgroup == "code":
        if word := _FORBIDDEN.search(piece[0]):
            raise _refusal(sparql, piece.start() + word.start(), _REASONS[word[0].lower()])
        return piece[0]
    if piece.lastgroup == "vague" and _VAGUE.search(piece[0]):
        raise _refusal(sparql, piece.start(), f"{piece[0]} can be read in two ways: write the IRI in full")
    # The colon stays: it tells the prefix before it from a keyword.
    return (piece[0][0] if piece.lastgroup == "name" else "").ljust(len(piece[0]))


def _refusal(sparql: str, position: int, reason: str) -> QueryError:
    return QueryError(f"line {line_of(sparql, position)}: {reason}")


def line_of(text: str, position: int) -> int:
    r"""The 1-based line on which a position of a text stands.

    >>> line_of("a\nb", 2)
    2
    """
    return text.count("\n", 0, position) + 1
