"""Proposals: what an analyst could decide, in the form of the file of judgements."""

import json
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from .store import OpenStore, load_reading, open_store

_OPEN = """
SELECT ?comparison ?name ?source ?line ?start ?reason
{
  ?comparison a gb:Comparison ; gb:verdict "perhaps" ; gb:comparedName ?name ; gb:reason ?reason ;
    gb:evidence ?evidence .
  ?evidence gb:order 1 ; dcterms:source/rdfs:label ?source ; gb:line ?line ; oa:start ?start .
}
ORDER BY ?name ?comparison ?source ?line ?start ?reason
"""


def propose(store: Path) -> tuple[str, ...]:
    """A line for each pair of persons who are perhaps one, to be decided by writing ``same`` or ``different`` in it.

    Args:
        store: Folder that a build wrote.

    Raises:
        StoreError: The folder is not a store.
    """
    opened = open_store(store)
    rows = opened.select(_OPEN).rows
    written = _written(opened, {str(row[2]) for row in rows})
    found: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
    for comparison, name, source, _, start, reason in rows:
        mentions, reasons = found.setdefault(str(comparison), ({}, {}))
        mentions.update(dict.fromkeys(written.get((str(source), int(str(start)), str(name)), ())))
        reasons[str(reason)] = None
    return tuple(_proposal(list(mentions), list(reasons)) for mentions, reasons in found.values() if len(mentions) > 1)


def _written(opened: OpenStore, wanted: set[str]) -> Mapping[tuple[str, int, str], list[str]]:
    """How judgements write mentions, by source, where the statement begins, and the name that counts."""
    found: dict[tuple[str, int, str], list[str]] = defaultdict(list)
    for source in opened.manifest.sources:
        if source.name in wanted:
            for one, name, text in opened.judgements.written(load_reading(opened.path, source)):
                found[source.name, one.statement, name].append(text)
    return found


def _proposal(mentions: list[str], reasons: list[str]) -> str:
    record = {"judgement": "perhaps", "of": mentions, "who": "", "when": "", "why": "; ".join(reasons)}
    return json.dumps(record, ensure_ascii=False)
