"""Proposals: what an analyst could decide, in the form of the file of judgements."""

import json
from pathlib import Path

from .store import open_store

_OPEN = """
SELECT ?comparison ?name ?source ?line ?reason
{
  ?comparison a gb:Comparison ; gb:verdict "perhaps" ; gb:comparedName ?name ; gb:reason ?reason ;
    gb:evidence ?evidence .
  ?evidence gb:order 1 ; dcterms:source/rdfs:label ?source ; gb:line ?line .
}
ORDER BY ?name ?comparison ?source ?line ?reason
"""


def propose(store: Path) -> tuple[str, ...]:
    """A line for each pair of persons who are perhaps one, to be decided by writing ``same`` or ``different`` in it.

    Args:
        store: Folder that a build wrote.

    Raises:
        StoreError: The folder is not a store.
    """
    found: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
    for comparison, name, source, line, reason in open_store(store).select(_OPEN).rows:
        mentions, reasons = found.setdefault(str(comparison), ({}, {}))
        mentions[f"{name}@{source}:{line}"] = None
        reasons[str(reason)] = None
    return tuple(_proposal(list(mentions), list(reasons)) for mentions, reasons in found.values() if len(mentions) > 1)


def _proposal(mentions: list[str], reasons: list[str]) -> str:
    record = {"judgement": "perhaps", "of": mentions, "who": "", "when": "", "why": "; ".join(reasons)}
    return json.dumps(record, ensure_ascii=False)
