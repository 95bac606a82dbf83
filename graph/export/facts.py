"""The tables of facts: a row a fact, in the order of the sources, with the names that the graph gives them.

Their columns are a contract with those who read them. Each row has its stretches of the source in the table
``evidence``, by the table's name and the number of the row.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from ...ontology.model import (
    Appointment,
    Assignment,
    Citation,
    Directive,
    Duty,
    Event,
    Fact,
    Gap,
    Group,
    GroupChange,
    GroupMention,
    Member,
    Task,
)
from ..progress import Progress
from ..resolve import Resolution, resolve
from ..store import OpenStore
from ..triples import evidence_iri, official_iri

Row: TypeAlias = tuple[str | int, ...]

SEPARATOR = "|"
"""Between several values in one cell."""

PLACE = ("source", "line", "start", "end")
FACT_TABLES: Mapping[str, tuple[str, ...]] = {
    "directives": (
        *PLACE,
        "number",
        "title",
        "issuers",
        "addressees",
        "date",
        "kind",
        "promulgates",
        "promulgates_all",
    ),
    "groups": (*PLACE, "name", "kind", "parent", "directive", "action", "office_host"),
    "group_mentions": (*PLACE, "name", "kind", "directive"),
    "group_changes": (*PLACE, "name", "kind", "change_kind", "successor", "directive", "date"),
    "memberships": (*PLACE, "group", "person", "role", "posts", "agencies", "directive", "note", "official"),
    "assignments": (
        *PLACE,
        "directive",
        "task_label",
        "task_title",
        "body",
        "agency",
        "role",
        "form",
        "deadline",
    ),
    "duties": (*PLACE, "directive", "body", "agency", "duty"),
    "appointments": (*PLACE, "directive", "action", "person", "posts", "reason", "date", "official"),
    "citations": (*PLACE, "directive", "number", "title", "relation"),
    "events": (*PLACE, "date", "until", "text"),
    "event_participants": (*PLACE, "date", "person", "posts", "official"),
    "tasks": (*PLACE, "directive", "task_label", "task_title", "path"),
    "gaps": (*PLACE, "directive", "reason", "words"),
}
"""The columns of each table; names and order are a contract with those who read them."""

EVIDENCE = "evidence"
EVIDENCE_COLUMNS = ("table", "row", "part", *PLACE, "words", "rule", "evidence")


def fact_rows(store: OpenStore, progress: Progress) -> Iterator[tuple[str, Row]]:
    """Every row with the table it belongs to, each followed by the rows of its evidence."""
    readings = store.readings()
    resolution = resolve(readings, register=store.register(), judgements=store.judgements)
    clerk = _Clerk(resolution, store.manifest.base)
    numbers: Counter[str] = Counter()
    total = len(readings.sources)
    for done, reading in enumerate(readings):
        progress("facts", done, total)
        for fact in reading.facts:
            for table, row in clerk.rows(fact):
                numbers[table] += 1
                yield table, (*_place(fact), *row)
                yield from ((EVIDENCE, one) for one in _evidence(fact, table, numbers[table], store.manifest.base))
    progress("facts", total, total)


def _evidence(fact: Fact, table: str, number: int, base: str) -> Iterator[Row]:
    """The stretches that state a row, in reading order; the IRI is that of the stretch in the graph."""
    for part, span in enumerate(fact.spans, start=1):
        iri = evidence_iri(span, fact.rule, part, base=base).value
        yield (table, number, part, span.source, span.line, span.start, span.end, span.text, fact.rule, iri)


def _place(fact: Fact) -> Row:
    """Where a statement stands; one that the scan tore apart ends where its last part does."""
    span = fact.span
    return (span.source, span.line, span.start, max(one.end for one in fact.spans))


def joined(values: Iterable[str]) -> str:
    """Several values in one cell."""
    return SEPARATOR.join(values)


class _Clerk:
    """Writes facts as rows, with the names that the graph gives them."""

    def __init__(self, resolution: Resolution, base: str) -> None:
        self._resolution = resolution
        self._base = base

    def rows(self, fact: Fact) -> Iterator[tuple[str, Row]]:
        """The rows of a fact: one, none, or one more for each participant of an event."""
        match fact:
            case Directive():
                yield "directives", _directive_row(fact)
            case Group():
                yield "groups", _group_row(fact)
            case GroupMention():
                yield "group_mentions", (fact.name, fact.group_kind, fact.directive)
            case GroupChange():
                yield "group_changes", _group_change_row(fact)
            case Member():
                yield "memberships", self._member(fact)
            case Assignment():
                yield "assignments", self._assignment(fact)
            case Duty():
                yield "duties", (fact.directive, fact.body, self._agency(fact), fact.duty)
            case Appointment():
                yield "appointments", self._appointment(fact)
            case Citation():
                yield "citations", (fact.directive, fact.number, fact.title, fact.relation)
            case Event():
                yield "events", (fact.date, fact.until, fact.text)
                yield from (("event_participants", row) for row in self._participants(fact))
            case Task():
                yield "tasks", (fact.directive, fact.label, fact.title, joined(fact.path))
            case Gap():
                yield "gaps", (fact.directive, fact.reason, fact.span.text)

    def _agency(self, fact: Assignment | Duty) -> str:
        return self._resolution.agency(fact, fact.directive, fact.body).name

    def _agencies(self, fact: Member) -> str:
        """The agency of each post, empty where a post names none, so that both columns run in step."""
        posts = self._resolution.each_post(fact, fact.directive, fact.posts)
        return joined("" if post.agency is None else post.agency.name for post in posts)

    def _official(self, fact: Member | Appointment) -> str:
        return official_iri(self._resolution.official(fact), base=self._base).value

    def _member(self, fact: Member) -> Row:
        posts = joined(fact.posts)
        agencies = self._agencies(fact)
        return (
            fact.group,
            fact.person,
            fact.role,
            posts,
            agencies,
            fact.directive,
            fact.note,
            self._official(fact),
        )

    def _assignment(self, fact: Assignment) -> Row:
        return (
            fact.directive,
            fact.task_label,
            fact.task_title,
            fact.body,
            self._agency(fact),
            fact.role,
            fact.form,
            fact.deadline,
        )

    def _appointment(self, fact: Appointment) -> Row:
        posts = joined(fact.posts)
        return (
            fact.directive,
            fact.action,
            fact.person,
            posts,
            fact.reason,
            fact.date,
            self._official(fact),
        )

    def _participants(self, fact: Event) -> Iterator[Row]:
        for one, mention in zip(fact.participants, self._resolution.participants(fact), strict=True):
            official = official_iri(self._resolution.person(mention), base=self._base).value
            yield (fact.date, one.person, joined(one.posts), official)


def _directive_row(fact: Directive) -> Row:
    first = fact.promulgates[0] if fact.promulgates else ""
    return (
        fact.number,
        fact.title,
        joined(fact.issuers),
        joined(fact.addressees),
        fact.date,
        fact.document_kind,
        first,
        joined(fact.promulgates),
    )


def _group_change_row(fact: GroupChange) -> Row:
    return (fact.name, fact.group_kind, fact.change_kind, fact.successor, fact.directive, fact.date)


def _group_row(fact: Group) -> Row:
    return (fact.name, fact.group_kind, fact.parent, fact.directive, fact.action, fact.office_host)
