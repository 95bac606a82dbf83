"""The process in which a query from outside runs, apart from everything else so that it can be killed.

It takes one request as JSON on standard input and answers in lines of JSON on standard output: an object with the
columns, one array a row, an object that says how it ended. It knows nothing of the rest of the package but how a term
becomes a cell, so it starts in a twentieth of a second.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any, TypeAlias

import pyoxigraph

from .cells import term_to_cell
from .table import Cell

Line: TypeAlias = dict[str, Any] | list[Cell]


def answer(request: dict[str, Any]) -> Iterator[Line]:
    """The answer to a request, line by line.

    Args:
        request: ``graph`` (folder of the Oxigraph store), ``query`` and ``prefixes``.

    Yields:
        ``{"columns": …}``, then the rows, then ``{"end": "done"}``; or, at any point, ``{"end": KIND, "message": …}``
        with KIND one of ``syntax``, ``query``, ``store``.
    """
    try:
        store = pyoxigraph.Store.read_only(request["graph"])
    except (OSError, RuntimeError) as error:
        yield _end("store", error)
        return
    try:
        yield from _answer(store, request["query"], request["prefixes"])
    except SyntaxError as error:
        yield _end("syntax", error)
    except (RuntimeError, ValueError, OSError) as error:
        yield _end("query", error)
    else:
        yield {"end": "done"}


def _end(kind: str, error: Exception) -> Line:
    return {"end": kind, "message": str(error)}


def _answer(store: pyoxigraph.Store, query: str, prefixes: dict[str, str]) -> Iterator[Line]:
    result = store.query(query, prefixes=prefixes, use_default_graph_as_union=True)
    if isinstance(result, pyoxigraph.QueryBoolean):
        yield {"columns": ["answer"]}
        yield ["true" if result else "false"]
    elif isinstance(result, pyoxigraph.QueryTriples):
        yield {"columns": ["subject", "predicate", "object"]}
        yield from ([term_to_cell(term) for term in triple] for triple in result)
    else:
        yield {"columns": [variable.value for variable in result.variables]}
        yield from ([term_to_cell(term) for term in row] for row in result)


def bound_memory(bytes_: int, seconds: float) -> None:
    """Let this process take no more memory and processor time than that, where the system can be told so."""
    try:
        import resource
    except ImportError:  # Windows has no such limits; the caller's clock still holds.
        return
    _lower(resource.RLIMIT_AS, bytes_)
    # Should the caller be killed, nobody is left to stop the clock.
    _lower(resource.RLIMIT_CPU, int(seconds) + 10)


def _lower(which: int, value: int) -> None:
    import resource

    _, hard = resource.getrlimit(which)
    allowed = value if hard == resource.RLIM_INFINITY else min(value, hard)
    # macOS takes no bound on address space that is below what it has given already.
    with suppress(ValueError, OSError):
        resource.setrlimit(which, (allowed, hard))


def write_lines(lines: Iterable[Line]) -> None:
    """Write lines of JSON to standard output, in ASCII, so that no locale can break them."""
    sys.stdout.writelines(f"{json.dumps(line)}\n" for line in lines)


def main() -> None:
    """Answer the one request that stands on standard input."""
    request = json.load(sys.stdin)
    bound_memory(request["memory"], request["seconds"])
    write_lines(answer(request))


if __name__ == "__main__":
    main()
