"""The graph for Neo4j's bulk import: a CSV file a kind of node and of tie, and the command that reads them.

Headers are as ``neo4j-admin database import`` has them (Operations Manual, Import): ``:ID``, ``:LABEL``, ``:START_ID``,
``:END_ID``, ``:TYPE``, and ``name:type`` for values. Dates are texts, for many are known to the month or the year only,
and the server would make days of them; ``year`` is a number beside them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

from ..files import replaced
from ..progress import Progress
from ..store import OpenStore
from .property_graph import NODES, TIES, Column, PropertyGraph, Tie, Value
from .tables import csv_file
from .text import printable

ARRAY_DELIMITER = "\x1f"
"""Between the values of a list: the unit separator, which no text holds once it is printable."""

EVIDENCE = ("source", "line:int", "start:int", "end:int", "rule", "words:string[]", "places:string[]")
"""Where a tie is stated first, and the words and places (``SOURCE:LINE``) of all that state it."""

SCRIPT = "import.sh"


def write_neo4j(store: OpenStore, out: Path, progress: Progress) -> tuple[Path, ...]:
    """Write the graph into a folder, which is made if it is not there; the files written.

    All take their places in the end, when every one has been written.
    """
    out.mkdir(exist_ok=True)
    graph = PropertyGraph(store, progress)
    nodes = {kind: out / f"nodes_{_snake(kind)}.csv" for kind in NODES}
    ties = {kind: out / f"relationships_{_snake(kind)}.csv" for kind in TIES}
    with ExitStack() as stack:
        script = stack.enter_context(replaced(out / SCRIPT))
        sheets = {kind: stack.enter_context(csv_file(path, _node_header(kind))) for kind, path in nodes.items()}
        for kind in NODES:
            for entity in graph.entities(kind):
                sheets[kind].writerow((entity.iri, entity.name, *map(_cell, entity.values), kind))
        sheets = {kind: stack.enter_context(csv_file(path, _tie_header(kind))) for kind, path in ties.items()}
        for tie in graph.ties():
            sheets[tie.kind].writerow(_tie_row(tie))
        script.write_text(_script(nodes.values(), ties.values()), encoding="utf-8", newline="\n")
        script.chmod(0o755)
    return (*nodes.values(), *ties.values(), out / SCRIPT)


def _node_header(kind: str) -> tuple[str, ...]:
    return ("iri:ID", "name", *map(_field, NODES[kind]), ":LABEL")


def _tie_header(kind: str) -> tuple[str, ...]:
    return (":START_ID", ":END_ID", *map(_field, TIES[kind]), *EVIDENCE, ":TYPE")


def _field(column: Column) -> str:
    return column.name if column.type == "string" else f"{column.name}:{column.type}"


def _tie_row(tie: Tie) -> tuple[str | int, ...]:
    return (tie.start, tie.end, *map(_cell, tie.values), *_evidence(tie), _snake(tie.kind).upper())


def _evidence(tie: Tie) -> Iterator[str | int]:
    if not tie.evidence:
        return iter([""] * len(EVIDENCE))
    first = tie.evidence[0]
    words, places = tuple(one.words for one in tie.evidence), tuple(one.place for one in tie.evidence)
    cells: tuple[Value, ...] = (first.source, first.line, first.start, first.end, first.rule, words, places)
    return map(_cell, cells)


def _cell(value: Value) -> str | int:
    """A value as the import reads it: nothing where there is none, a list with its delimiter."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case tuple():
            # An empty text in a list would make the list longer for some readers, and says nothing.
            return ARRAY_DELIMITER.join(filter(None, (printable(str(one)) for one in value)))
        case str():
            return printable(value)
        case _:
            return str(value)


def _snake(name: str) -> str:
    """A name of several words in small letters.

    >>> _snake("memberOf"), _snake("Official")
    ('member_of', 'official')
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


_COMMAND = """#!/bin/sh
# Reads this folder into a new Neo4j database: sh import.sh [DATABASE] on the server's machine, as the user it runs as.
# The database must not be there yet, or be empty. NEO4J_ADMIN names the program where it is not on the path.
set -eu
cd -- "$(dirname -- "$0")"
exec "${NEO4J_ADMIN:-neo4j-admin}" database import full \\
  --id-type=string --input-encoding=UTF-8 --delimiter=, --array-delimiter=U+001F --quote='"' \\
  --multiline-fields=true --legacy-style-quoting=false --trim-strings=false --ignore-empty-strings=true \\
"""


def _script(nodes: Iterable[Path], ties: Iterable[Path]) -> str:
    files: Mapping[str, Iterable[Path]] = {"nodes": nodes, "relationships": ties}
    options = "".join(f"  --{option}={path.name} \\\n" for option, paths in files.items() for path in paths)
    return f'{_COMMAND}{options}  "${{1:-neo4j}}"\n'
