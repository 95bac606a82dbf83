"""Facts as JSON lines, written and read back."""

import io
import json
from dataclasses import fields
from typing import Literal, get_args, get_origin

import pytest
from gongbao.errors import FactError
from gongbao.ontology.model import FACTS, Assignment, Event, Fact, Gap, Member, Participant, Reading, Span
from gongbao.ontology.stream import fact_to_json, json_to_fact, read_reading, reading_to_lines, write_reading
from hypothesis import given
from hypothesis import strategies as st

WORDS = st.text(max_size=12)
TUPLES = st.lists(WORDS, max_size=3).map(tuple)
SPANS = st.builds(Span, WORDS, st.integers(0), st.integers(0), st.integers(1), WORDS)
PARTICIPANTS = st.builds(Participant, WORDS, TUPLES)


def values(kind: type[Fact], name: str, annotation: object) -> st.SearchStrategy[object]:
    """Values of a field: words, of which some are given, tuples of words, spans and participants."""
    if name == "spans":
        return st.lists(SPANS, min_size=1, max_size=3).map(tuple)
    if kind is Event and name == "participants":
        return st.lists(PARTICIPANTS, max_size=3).map(tuple)
    if get_origin(annotation) is Literal:
        return st.sampled_from(get_args(annotation))
    return TUPLES if "tuple" in str(annotation) else WORDS


def facts_of_kind(kind: type[Fact]) -> st.SearchStrategy[Fact]:
    return st.builds(kind, **{field.name: values(kind, field.name, field.type) for field in fields(kind)})


FACT = st.one_of([facts_of_kind(kind) for kind in FACTS])
READING = st.builds(
    Reading,
    source=WORDS,
    sha256=WORDS,
    encoding=WORDS,
    characters=st.integers(0),
    facts=st.lists(FACT, max_size=4).map(tuple),
)
SPAN = '{"source": "a.txt", "start": 4, "end": 7, "line": 1, "text": "号"}'
SEAT = Member(
    spans=(Span("a.txt", 0, 2, 1, "张三"),),
    rule="test.seat",
    group="小组",
    directive="",
    person="张三",
    role="组长",
    posts=("副省长",),
)
PART = Assignment(
    spans=SEAT.spans,
    rule="test.part",
    directive="",
    path=(),
    task_label="一、",
    task_title="",
    body="省财政厅",
    role="lead",
    form="prose",
)
GAP = Gap(spans=(Span("a.txt", 0, 2, 1, "通知"),), rule="test.gap", directive="", reason="无")


def written(reading: Reading) -> str:
    out = io.StringIO()
    write_reading(reading, out)
    return out.getvalue()


@given(FACT)
def test_a_fact_is_read_back(fact: Fact) -> None:
    assert json_to_fact(fact_to_json(fact)) == fact


@given(READING)
def test_a_reading_is_read_back(reading: Reading) -> None:
    assert read_reading(io.StringIO(written(reading), newline="\n")) == reading


@given(READING)
def test_a_fact_is_one_line(reading: Reading) -> None:
    assert written(reading).count("\n") == 1 + len(reading.facts)


@given(FACT)
def test_a_line_names_kind_and_fields_in_their_order(fact: Fact) -> None:
    assert list(json.loads(fact_to_json(fact))) == ["kind", *(field.name for field in fields(fact))]


def test_chinese_is_written_as_it_is() -> None:
    assert "通知" in fact_to_json(GAP)


def test_the_first_line_names_the_source() -> None:
    reading = Reading(source="a.txt", sha256="00", encoding="utf-8", characters=2, facts=(GAP,))
    assert json.loads(next(iter(reading_to_lines(reading)))) == {
        "kind": "source",
        "source": "a.txt",
        "sha256": "00",
        "encoding": "utf-8",
        "characters": 2,
    }


@pytest.mark.parametrize("kind", FACTS)
def test_every_kind_of_fact_has_a_name_of_its_own(kind: type[Fact]) -> None:
    assert [other for other in FACTS if other.kind == kind.kind] == [kind]


@pytest.mark.parametrize(
    "line",
    [
        "",
        "通知",
        "[]",
        "1",
        "null",
        "{}",
        '{"kind": "wish"}',
        '{"kind": "gap"}',
        '{"kind": "gap", "spans": [], "rule": "", "directive": "", "reason": "", "more": 1}',
        '{"kind": "gap", "spans": [{}], "rule": "", "directive": "", "reason": ""}',
        '{"kind": "gap", "spans": 1, "rule": "", "directive": "", "reason": ""}',
        '{"kind": ["gap"], "spans": [], "rule": "", "directive": "", "reason": ""}',
        '{"kind": "gap", "spans": [], "rule": "", "directive": "", "reason": ""}',
        f'{{"kind": "gap", "spans": [{SPAN}], "rule": 1, "directive": "", "reason": ""}}',
        f'{{"kind": "gap", "spans": [{SPAN}], "rule": null, "directive": "", "reason": ""}}',
        f'{{"kind": "gap", "spans": [{SPAN}], "rule": ["a"], "directive": "", "reason": ""}}',
        f'{{"kind": "gap", "spans": [{SPAN}], "rule": "\\ud800", "directive": "", "reason": ""}}',
        f'{{"kind": "gap", "spans": [{SPAN.replace("4", "true")}], "rule": "", "directive": "", "reason": ""}}',
        f'{{"kind": "gap", "spans": [{SPAN.replace("4", "4.0")}], "rule": "", "directive": "", "reason": ""}}',
        fact_to_json(SEAT).replace('"副省长"', "[]"),
        fact_to_json(SEAT).replace('["副省长"]', '"副省长"'),
        fact_to_json(PART).replace("lead", "leads"),
        "[" * 100_000,
        '{"kind": "gap", "spans": ' + "[" * 100_000,
        '{"kind": "gap", "spans": ' + "1" * 100_000 + "}",
    ],
)
def test_a_line_that_is_no_fact_is_an_error(line: str) -> None:
    with pytest.raises(FactError, match=r"^not a fact: "):
        json_to_fact(line)


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [""],
        ["通知"],
        ["{}"],
        ["[]"],
        [fact_to_json(GAP)],
        ['{"kind": "source"}'],
        ['{"kind": "source", "source": "a"}'],
        ["[" * 100_000],
        ['{"kind": "source", "source": 1, "sha256": "", "encoding": "", "characters": 2}'],
        ['{"kind": "source", "source": "a", "sha256": "", "encoding": "", "characters": "2"}'],
        ['{"kind": "source", "source": "a", "sha256": "", "encoding": "", "characters": 2, "facts": []}'],
    ],
)
def test_a_file_without_its_source_is_an_error(lines: list[str]) -> None:
    with pytest.raises(FactError):
        read_reading(lines)


def test_a_broken_line_in_a_file_is_an_error() -> None:
    lines = written(Reading(source="a", sha256="", encoding="", characters=0, facts=(GAP,))).splitlines()
    with pytest.raises(FactError, match=r"^not a fact: "):
        read_reading([*lines, lines[1][:20]])


def test_blank_lines_in_a_file_are_passed_over() -> None:
    reading = Reading(source="a", sha256="", encoding="", characters=0, facts=(GAP,))
    assert read_reading([*written(reading).splitlines(), "", "\n"]) == reading
