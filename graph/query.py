"""SPARQL from outside: checked, run in a process of its own, killed at its time limit."""

import json
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from threading import Event, Timer
from types import TracebackType
from typing import IO, Any, Self

from ..errors import GongbaoError, QueryError, QueryTimeout, StoreError
from .guard import check_query
from .store import open_store
from .syntax import explain
from .table import Cell, Table
from .terms import PREFIXES

DEFAULT_SECONDS = 30.0
MOST_SECONDS = 24 * 60 * 60.0
MOST_ROWS = 1_000_000
MOST_BYTES = 200_000_000
"""Of a result as it comes from the worker, before this process has made a table of it."""
WORKER_MEMORY = 2 * 2**30
"""Address space, most of it never touched: the engine maps its files and reserves stacks for its threads."""

_MOST_COMPLAINT = 10_000
_NO_MEMORY = ("MemoryError", "memory allocation", "bad_alloc", "Resource temporarily unavailable")
"""What Python, the engine and its threads say where there is no memory for them."""

# -P: a folder in which someone happens to stand must not lend its json.py to the worker.
_COMMAND = (sys.executable, "-P", "-m", f"{__package__}.worker")


def run_query(store: Path, sparql: str, *, seconds: float = DEFAULT_SECONDS) -> Table:
    """The answer of a store to a SPARQL query: SELECT, ASK, CONSTRUCT or DESCRIBE.

    The prefixes of :data:`gongbao.graph.terms.PREFIXES` need not be declared. Without GRAPH a query sees what all
    sources say together.

    Args:
        store: Folder that a build wrote.
        sparql: The query.
        seconds: How long it may run; more than :data:`MOST_SECONDS` is taken for that.

    Returns:
        A column for each variable of a SELECT, ``answer`` (``true`` or ``false``) for ASK, ``subject``, ``predicate``,
        ``object`` for CONSTRUCT and DESCRIBE. Numbers are numbers, IRIs are in full, what is unbound is None.

    Raises:
        QueryError: The query has a syntax error; holds SERVICE, FROM or an update; gives more than :data:`MOST_ROWS`
            rows or :data:`MOST_BYTES` bytes; or needs more memory than a worker may take.
        QueryTimeout: It ran longer than ``seconds``.
        StoreError: The folder is not a store.
    """
    if not seconds > 0:
        raise QueryError(f"a time limit is a positive number of seconds, not {seconds:g}")
    check_query(sparql)
    opened = open_store(store)  # No build removes its folder while this is here.
    return query_graph(opened.folder, sparql, seconds=min(seconds, MOST_SECONDS))


def query_graph(graph: Path, sparql: str, *, seconds: float) -> Table:
    """The answer of one Oxigraph folder to a checked query; see :func:`run_query`."""
    request = {
        "graph": str(graph),
        "query": sparql,
        "prefixes": dict(PREFIXES),
        "memory": WORKER_MEMORY,
        "seconds": seconds,
    }
    with _Worker(seconds) as worker:
        worker.send(request)
        return _table(worker.lines(sparql))


def _table(lines: Iterator[Any]) -> Table:
    columns = tuple(next(lines)["columns"])
    rows: list[tuple[Cell, ...]] = []
    for row in lines:
        if len(rows) == MOST_ROWS:
            raise QueryError(f"the query gives more than {MOST_ROWS:,} rows")
        rows.append(tuple(row))
    return Table(columns, tuple(rows))


class _Worker:
    """A process that answers one query, the clock that stops it, and what it complained of."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._expired = Event()
        self._complaints: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed in __exit__
        self._process = subprocess.Popen(  # noqa: S603 - a fixed command; the query goes through its standard input
            _COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._complaints
        )
        self._clock = Timer(seconds, self._expire)
        self._clock.daemon = True
        self._clock.start()

    def _expire(self) -> None:
        self._expired.set()
        self._process.kill()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._clock.cancel()
        self._process.kill()
        self._process.wait()
        self._complaints.close()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def send(self, request: Mapping[str, Any]) -> None:
        """Hand over the request."""
        assert self._process.stdin is not None  # noqa: S101 - it was opened as a pipe
        # A worker that is dead already is noticed when it does not answer.
        with suppress(BrokenPipeError), self._process.stdin as stdin:
            stdin.write(json.dumps(request).encode())

    def lines(self, sparql: str) -> Iterator[Any]:
        """The columns, then the rows, until the worker says that it is done.

        Raises:
            GongbaoError: It says anything else, or nothing.
        """
        for line in self._raw_lines():
            if isinstance(line, dict) and "end" in line:
                if line["end"] == "done":
                    return
                raise _error(line["end"], line["message"], sparql)
            yield line
        raise self._died()

    def _raw_lines(self) -> Iterator[Any]:
        assert self._process.stdout is not None  # noqa: S101 - it was opened as a pipe
        left = MOST_BYTES
        while line := self._process.stdout.readline(left + 1):
            left -= len(line)
            if left < 0:
                raise QueryError(f"the query gives more than {MOST_BYTES:,} bytes")
            # A line that was cut when the worker was killed is no answer.
            if line.endswith(b"\n"):
                yield json.loads(line)

    def _died(self) -> GongbaoError:
        if self._expired.is_set():
            return QueryTimeout(f"the query ran longer than {self._seconds:g} seconds")
        self._complaints.seek(0)
        complaint = self._complaints.read(_MOST_COMPLAINT).decode("utf-8", "replace")
        return QueryError(_cause(self._process.wait(), complaint))


def _cause(status: int, complaint: str) -> str:
    """Why a worker died, in a sentence, from its exit status and what it wrote on standard error."""
    if any(words in complaint for words in _NO_MEMORY):
        return "the query needs more memory than it may take"
    if status == -signal.SIGSEGV:
        return "the query is nested too deeply"
    lines = complaint.strip().splitlines()
    return f"the query brought its process down (exit status {status}): {lines[-1] if lines else 'no reason given'}"


def _error(kind: str, message: str, sparql: str) -> GongbaoError:
    match kind:
        case "syntax":
            return QueryError(explain(sparql, message))
        case "store":
            return StoreError(f"the graph cannot be opened: {message}")
        case _:
            return QueryError(f"the query cannot be answered: {message}")
