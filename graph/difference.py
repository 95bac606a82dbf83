"""What two builds read differently: facts gained and facts lost."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path
from typing import TypeAlias

from ..ontology.model import Fact, Participant, Span
from .store import open_store
from .table import Cell, Table

COLUMNS = ("change", "kind", "fact", "source", "line", "words")

Content: TypeAlias = tuple[str, str, str]
"""Source, kind and all that a fact says, but not where it stands nor which rule read it."""


def difference(old: Path, new: Path) -> Table:
    """Facts of one store that are not in another, and the other way round.

    A fact is the same if the same source says the same, on whatever line and by whatever rule; one that a source
    states twice counts twice. Judgements count, as the graphs were made with them.

    Args:
        old: Folder of the earlier store.
        new: Folder of the later one.

    Returns:
        ``gained`` and ``lost`` facts by source and line, each with the words as printed where it is read.

    Raises:
        StoreError: A folder is not a store.
        FactError: Its facts are damaged.
    """
    before, after = _facts(old), _facts(new)
    lost = (("lost", span, content) for span, content in _missing(before, after))
    gained = (("gained", span, content) for span, content in _missing(after, before))
    rows = sorted((*lost, *gained), key=lambda one: (one[1].source, one[1].start, one[0], one[2]))
    return Table(COLUMNS, tuple(_row(*one) for one in rows))


def _facts(store: Path) -> dict[Content, list[Span]]:
    """Where each content is stated, in the order of the sources."""
    found: defaultdict[Content, list[Span]] = defaultdict(list)
    for reading in open_store(store).readings():
        for fact in reading.facts:
            found[reading.source, fact.kind, said(fact)].append(fact.span)
    return found


def _missing(these: dict[Content, list[Span]], those: dict[Content, list[Span]]) -> Iterable[tuple[Span, Content]]:
    """What these state and those do not, as often as it is missing; first what stands where those have nothing."""
    for content, spans in these.items():
        known = Counter(span.start for span in those.get(content, ()))
        wanted = len(spans) - known.total()
        for span in sorted(spans, key=lambda span: (span.start in known, span.start))[: max(0, wanted)]:
            yield span, content


def said(fact: Fact) -> str:
    """All that a fact says, field by field; what is empty is left out.

    >>> from gongbao.ontology.model import Duty
    >>> said(Duty(spans=(), rule="", directive="云政办〔2020〕5号", body="省财政厅", duty="安排资金。"))
    'directive: 云政办〔2020〕5号; body: 省财政厅; duty: 安排资金。'
    """
    values = ((field.name, getattr(fact, field.name)) for field in fields(fact) if field.name not in ("spans", "rule"))
    return "; ".join(f"{name}: {_words(value)}" for name, value in values if value)


def _words(value: object) -> str:
    match value:
        case Participant():
            return f"{value.person}（{'、'.join(value.posts)}）" if value.posts else value.person
        case tuple():
            return "|".join(map(_words, value))
        case _:
            return str(value)


def _row(change: str, span: Span, content: Content) -> tuple[Cell, ...]:
    source, kind, words = content
    return (change, kind, words, source, span.line, span.text)
