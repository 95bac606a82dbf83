"""The real gazettes beside the checkout: each fact's evidence is what is printed there."""

from pathlib import Path

import pytest
from gongbao.extract.pipeline import extract
from gongbao.extract.read import Source, read_source
from gongbao.extract.repair import repair
from gongbao.extract.text import Text
from gongbao.ontology.model import Assignment, Citation, Directive, Fact, Group, Member, Reading, Span
from tagged import is_as_printed

pytestmark = pytest.mark.gazettes

Read = list[tuple[Source, Reading]]


@pytest.fixture(scope="module")
def readings(gazettes: Path) -> Read:
    """Each gazette with what it states."""
    return [(source, extract(source)) for source in map(read_source, sorted(gazettes.glob("*.txt")))]


def every_span(readings: Read) -> list[tuple[Source, Fact, Span]]:
    return [(source, fact, span) for source, reading in readings for fact in reading.facts for span in fact.spans]


def without_blanks(words: str) -> str:
    return "".join(char for char in words if not char.isspace() and char not in "*#-")


def test_there_are_gazettes(readings: Read) -> None:
    assert len(readings) >= 3


@pytest.mark.parametrize("kind", [Directive, Group, Member, Assignment, Citation])
def test_each_gazette_states_facts_of_each_kind(readings: Read, kind: type[Fact]) -> None:
    assert all(any(isinstance(fact, kind) for fact in reading.facts) for _, reading in readings)


def test_each_span_holds_what_is_printed_at_its_place(readings: Read) -> None:
    wrong = [span for source, _, span in every_span(readings) if source.text[span.start : span.end] != span.text]
    assert wrong == []


def test_each_span_has_the_line_on_which_it_begins(readings: Read) -> None:
    wrong = [
        span for source, _, span in every_span(readings) if source.text.count("\n", 0, span.start) + 1 != span.line
    ]
    assert wrong == []


def test_each_fact_has_evidence(readings: Read) -> None:
    assert [fact for _, reading in readings for fact in reading.facts if not fact.spans] == []


def test_no_span_begins_or_ends_in_a_blank(readings: Read) -> None:
    assert [span for _, _, span in every_span(readings) if span.text != span.text.strip()] == []


def test_each_member_stands_in_its_evidence(readings: Read) -> None:
    members = [fact for _, reading in readings for fact in reading.facts if isinstance(fact, Member)]
    printed = [without_blanks("".join(span.text for span in member.spans)) for member in members]
    assert [member for member, words in zip(members, printed, strict=True) if member.person not in words] == []


def test_each_body_stands_in_its_evidence(readings: Read) -> None:
    assigned = [fact for _, reading in readings for fact in reading.facts if isinstance(fact, Assignment)]
    full_width = str.maketrans("(),", "（），")
    printed = [without_blanks("".join(span.text for span in fact.spans)).translate(full_width) for fact in assigned]
    assert [fact for fact, words in zip(assigned, printed, strict=True) if fact.body not in words] == []


def test_each_fact_of_a_directive_names_one_that_is_there(readings: Read) -> None:
    for _, reading in readings:
        keys = {fact.number or fact.title for fact in reading.facts if isinstance(fact, Directive)}
        named = {fact.directive for fact in reading.facts if isinstance(fact, Group | Member | Assignment | Citation)}
        assert named <= keys | {""}


def test_each_member_sits_on_a_group_that_is_there(readings: Read) -> None:
    for _, reading in readings:
        groups = {(fact.directive, fact.name) for fact in reading.facts if isinstance(fact, Group)}
        assert {(fact.directive, fact.group) for fact in reading.facts if isinstance(fact, Member)} <= groups


def test_repair_keeps_the_way_back(readings: Read) -> None:
    for source, _ in readings:
        repaired = repair(Text.of(source.text))
        pieces = repaired.sources(0, len(repaired.value))
        assert is_as_printed(repaired.value, "".join(source.text[start:end] for start, end in pieces))


def test_repair_prints_no_character_twice(readings: Read) -> None:
    for source, _ in readings:
        repaired = repair(Text.of(source.text))
        pieces = repaired.sources(0, len(repaired.value))
        places = [place for start, end in pieces for place in range(start, end) if source.text[place] != "\n"]
        assert len(places) == len(set(places))


def test_a_gazette_is_read_in_the_same_way_twice(readings: Read) -> None:
    source, reading = readings[0]
    assert extract(source) == reading
