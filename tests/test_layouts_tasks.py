"""Plans, divisions of work, rules, repeals and chronicles of many governments: each text carries its own answer.

The texts in ``layouts/tasks/`` are made up. Tags say what a careful reader takes from them: ``<task>`` and ``<title>``
an item's label and heading; ``<lead>``, ``<support>`` and ``<responsible>`` a body's part in the last of them, in
running text inside ``<prose>``; ``<deadline>`` by when; ``<agency>`` and ``<does>`` a body and what it is told to do;
``<titled>`` and a relation (``<based_on>``, ``<repeals>`` …) the title and number of another directive. Under a
chronicle, after ``--``, its events stand a line each: first day, last day, opening words, persons with their posts.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple, get_args

import pytest
from gongbao.extract.pipeline import find_facts
from gongbao.ontology.model import Assignment, Citation, Duty, Event, Fact, Relation
from tagged import Marked, Tagged, source_of, tagged
from test_layouts import norm, number

TEXTS = Path(__file__).with_name("layouts") / "tasks"
NAMES = tuple(sorted(path.stem for path in TEXTS.glob("*.txt")))
KINDS = ("assignments", "prose", "duties", "citations", "events", "participants")
ROLES = ("lead", "support", "responsible")
LINE_SLACK = 5
OPENING = 4
"""How many characters of a duty or an event are compared."""

REASONS: Mapping[tuple[str, str], str] = {
    ("fresh_industry_plan", "prose"): "由甲牵头的工作机制: a part that only describes a noun is left alone",
}
"""What is not read yet: (text, kind) with the reason."""


class Record(NamedTuple):
    """A fact as it is compared: what identifies it, the line it stands on, and what else is known of it."""

    kind: str
    key: tuple[str, ...]
    line: int
    attributes: tuple[str, ...]


def expected_records(text: Tagged, answers: str) -> Iterator[Record]:
    yield from _expected_assignments(text)
    yield from _expected_duties(text)
    yield from _expected_citations(text)
    for line in answers.splitlines():
        yield from _expected_event(text, line)


def _line(text: Tagged, start: int) -> int:
    return text.text.count("\n", 0, start) + 1


def _expected_assignments(text: Tagged) -> Iterator[Record]:
    for index, one in enumerate(text.marked):
        if one.tag in ROLES:
            kind = (
                "prose" if any(_holds(other, one) for other in text.marked if other.tag == "prose") else "assignments"
            )
            task, title, deadline = _task_of(text, index)
            yield Record(kind, (norm(one.words), one.tag), _line(text, one.start), (task, title, deadline))


def _task_of(text: Tagged, index: int) -> tuple[str, str, str]:
    """Label, heading and deadline of the task that a body belongs to."""
    before, after = text.marked[:index], text.marked[index:]
    task = next((norm(one.words) for one in reversed(before) if one.tag == "task"), "")
    title = next((norm(one.words) for one in reversed(before) if one.tag in ("task", "title")), "")
    item = [*_until(reversed(before), "title"), *_until(iter(after), "task")]
    deadline = next((norm(one.words) for one in item if one.tag == "deadline"), "")
    return task, "" if title == task else title, deadline


def _until(marks: Iterator[Marked], tag: str) -> Iterator[Marked]:
    for one in marks:
        if one.tag == tag:
            return
        yield one


def _holds(outer: Marked, inner: Marked) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _expected_duties(text: Tagged) -> Iterator[Record]:
    waiting: list[Marked] = []
    for one in text.marked:
        if one.tag == "agency":
            waiting.append(one)
        elif one.tag == "does":
            for body in waiting:
                yield Record("duties", (norm(body.words),), _line(text, body.start), (_opening(one.words),))
            waiting = []


def _expected_citations(text: Tagged) -> Iterator[Record]:
    title = ""
    for one in text.marked:
        title = norm(one.words) if one.tag == "titled" else title
        if one.tag in get_args(Relation):
            yield Record("citations", (number(one.words),), _line(text, one.start), (one.tag, title))
            title = ""


def _expected_event(text: Tagged, answer: str) -> Iterator[Record]:
    day, until, opening, persons = answer.split("|")
    line = _line(text, text.text.index(opening))
    yield Record("events", (day,), line, (until, _opening(opening)))
    for person in filter(None, persons.split(";")):
        name, posts = person.split("=")
        yield Record("participants", (name,), line, (_posts(posts.split(",")),))


def _opening(words: str) -> str:
    return norm(words)[:OPENING]


def _posts(posts: list[str]) -> str:
    return "|".join(sorted(map(norm, posts)))


def found_records(fact: Fact) -> Iterator[Record]:
    line = fact.span.line
    match fact:
        case Assignment():
            kind = "prose" if fact.form == "prose" else "assignments"
            attributes = (norm(fact.task_label), norm(fact.task_title), norm(fact.deadline))
            yield Record(kind, (norm(fact.body), fact.role), line, attributes)
        case Duty():
            yield Record("duties", (norm(fact.body),), line, (_opening(fact.duty),))
        case Citation():
            yield Record("citations", (number(fact.number),), line, (fact.relation, norm(fact.title)))
        case Event():
            yield Record("events", (fact.date,), line, (fact.until, _opening(fact.text)))
            for one in fact.participants:
                yield Record("participants", (norm(one.person),), line, (_posts(list(one.posts)),))


@cache
def parts_of(name: str) -> tuple[Tagged, str]:
    """The text of a name, and the answers below it."""
    text, _, answers = unicodedata.normalize("NFC", (TEXTS / f"{name}.txt").read_text(encoding="utf-8")).partition(
        "\n--\n"
    )
    return tagged(text), answers


@cache
def expected(name: str) -> tuple[Record, ...]:
    return tuple(expected_records(*parts_of(name)))


@cache
def found(name: str) -> tuple[Record, ...]:
    facts = find_facts(source_of(parts_of(name)[0].text))
    return tuple(record for fact in facts for record in found_records(fact))


def pairs(name: str, kind: str) -> tuple[list[tuple[Record, Record]], list[Record], list[Record]]:
    """What was expected beside what was found, what was missed, and what is spurious."""
    rest = [one for one in found(name) if one.kind == kind]
    matched, missed = [], []
    for one in expected(name):
        if one.kind != kind:
            continue
        same = [other for other in rest if other.key == one.key and abs(other.line - one.line) <= LINE_SLACK]
        if same:
            best = min(same, key=lambda other: (other.attributes != one.attributes, abs(other.line - one.line)))
            rest.remove(best)
            matched.append((one, best))
        else:
            missed.append(one)
    return matched, missed, rest


def _params() -> list[object]:
    cases = [(name, kind) for name in NAMES for kind in KINDS]
    return [pytest.param(*one, id="-".join(one), marks=_marks(one)) for one in cases]


def _marks(case: tuple[str, str]) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(reason=REASONS[case], strict=True)] if case in REASONS else []


@pytest.mark.parametrize(("name", "kind"), _params())
def test_facts_of_layout(name: str, kind: str) -> None:
    matched, missed, spurious = pairs(name, kind)
    assert (missed, spurious) == ([], [])
    assert [(one.key, one.attributes) for one, _ in matched] == [(one.key, other.attributes) for one, other in matched]


def test_reasons_name_a_text_and_a_kind() -> None:
    assert {name for name, _ in REASONS} <= set(NAMES)
    assert {kind for _, kind in REASONS} <= set(KINDS)


def test_every_kind_is_asked() -> None:
    asked = Counter(one.kind for name in NAMES for one in expected(name))
    assert set(asked) == set(KINDS)
