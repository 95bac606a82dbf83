"""Notices in the layouts of many governments: each text in ``layouts/`` yields the facts beside it.

Compared are directives, groups, seats, citations and the assignments of brackets, labels and tables: none may lack and
none may be added. Assignments in prose, duties, appointments, events and gaps are not looked at here. The texts are
made up; ``NAME.json`` holds what a careful reader takes from ``NAME.txt``.
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from gongbao.errors import SourceError
from gongbao.extract.pipeline import extract
from gongbao.extract.read import bytes_to_source
from gongbao.ontology.model import Assignment, Citation, Directive, Fact, Group, Member

LAYOUTS = Path(__file__).with_name("layouts")
NAMES = tuple(sorted(path.stem for path in LAYOUTS.glob("*.json")))
KINDS = ("directives", "groups", "memberships", "office_staff", "assignments", "citations")
LINE_SLACK = 3

Attributes = Mapping[str, Any]


class Record(NamedTuple):
    """A fact as it is compared: what identifies it, the line it stands on, and what else is known of it."""

    kind: str
    key: tuple[str, ...]
    line: int
    attributes: Attributes


def norm(text: str | None) -> str:
    """Fold what printing varies."""
    folded = re.sub(r"[\s*#`_\-—·•]+", "", unicodedata.normalize("NFKC", text or ""))
    return folded.strip("。，,.;；:：、")


def number(text: str | None) -> str:
    folded = re.sub(r"[\s*#]+", "", unicodedata.normalize("NFKC", text or ""))
    return re.sub(r"[〔\[(【［](\d{4})[〕\])】］]", r"〔\1〕", folded)


def expected_records(facts: Mapping[str, Any]) -> Iterator[Record]:
    yield from map(_expected_directive, (one for one in facts["directives"] if one["number"]))
    for group in facts["groups"]:
        yield _expected_group(group)
        yield from (_expected_seat("memberships", group, one) for one in group["members"])
        yield from (_expected_seat("office_staff", group, one) for one in group["office_staff"])
    for one in facts["assignments"]:
        yield from _expected_assignments(one)
    yield from map(_expected_citation, facts["citations"])


def _expected_directive(one: Mapping[str, Any]) -> Record:
    """A key left out of the JSON is one on which careful readers differ: it is not compared."""
    readers: dict[str, Callable[[Any], Any]] = {
        "title": norm,
        "date": lambda date: date or "",
        "kind": norm,
        "issuers": lambda issuers: frozenset(map(norm, issuers)),
        "promulgates": lambda title: norm(title).strip("《》"),
    }
    attributes = {name: read(one[name]) for name, read in readers.items() if name in one}
    return Record("directives", (number(one["number"]),), one["line"], attributes)


def _expected_group(one: Mapping[str, Any]) -> Record:
    attributes = {name: norm(one[name]) for name in ("kind", "action", "office_host") if name in one}
    return Record("groups", (norm(one["name"]),), one["line"], attributes)


def _expected_seat(kind: str, group: Mapping[str, Any], one: Mapping[str, Any]) -> Record:
    attributes = {"posts": frozenset(map(norm, one["posts"]))} if kind == "memberships" else {}
    return Record(kind, (norm(group["name"]), norm(one["person"]), norm(one["role"])), one["line"], attributes)


def _expected_assignments(one: Mapping[str, Any]) -> Iterator[Record]:
    attributes = {"task_label": norm(one["task_label"]), "task_title": norm(one["task_title"])}
    for role in ("lead", "support", "responsible"):
        yield from (Record("assignments", (norm(body), role), one["line"], attributes) for body in one[role])


def _expected_citation(one: Mapping[str, Any]) -> Record:
    attributes = {"relation": one["relation"], "title": norm(one["title"]).strip("《》")}
    return Record("citations", (number(one["directive"]), number(one["number"])), one["line"], attributes)


def found_records(fact: Fact) -> Iterator[Record]:
    match fact:
        case Directive() if fact.number:
            yield _found_directive(fact)
        case Group():
            attributes = {"kind": fact.group_kind, "action": fact.action, "office_host": norm(fact.office_host)}
            yield Record("groups", (norm(fact.name),), fact.span.line, attributes)
        case Member():
            yield _found_seat(fact)
        case Assignment() if fact.form != "prose":
            labels = {"task_label": norm(fact.task_label), "task_title": norm(fact.task_title)}
            yield Record("assignments", (norm(fact.body), fact.role), fact.span.line, labels)
        case Citation():
            attributes = {"relation": fact.relation, "title": norm(fact.title)}
            yield Record("citations", (number(fact.directive), number(fact.number)), fact.span.line, attributes)


def _found_directive(fact: Directive) -> Record:
    attributes = {
        "title": norm(fact.title),
        "date": fact.date,
        "kind": norm(fact.document_kind),
        "issuers": frozenset(map(norm, fact.issuers)),
        "promulgates": norm("|".join(fact.promulgates)).strip("《》"),
    }
    return Record("directives", (number(fact.number),), fact.span.line, attributes)


def _found_seat(fact: Member) -> Record:
    kind = "office_staff" if fact.role.startswith(("办公室", "辦公室")) else "memberships"
    attributes = {"posts": frozenset(map(norm, fact.posts))} if kind == "memberships" else {}
    return Record(kind, (norm(fact.group), norm(fact.person), norm(fact.role)), fact.span.line, attributes)


@cache
def expected(name: str) -> tuple[Record, ...]:
    return tuple(expected_records(json.loads((LAYOUTS / f"{name}.json").read_text(encoding="utf-8"))))


@cache
def found(name: str) -> tuple[Record, ...]:
    return read(text_of(name))


@cache
def text_of(name: str) -> str:
    return (LAYOUTS / f"{name}.txt").read_text(encoding="utf-8")


def read(text: str) -> tuple[Record, ...]:
    """What is read out of a text; nothing where the reader says that it holds no directive."""
    try:
        reading = extract(bytes_to_source(text.encode(), "text.txt"))
    except SourceError:
        return ()
    return tuple(record for fact in reading.facts for record in found_records(fact))


def keys(records: tuple[Record, ...], kind: str) -> list[tuple[str, ...]]:
    return sorted((Counter(one.key for one in records if one.kind == kind)).elements())


def far_off(name: str, kind: str) -> list[tuple[tuple[str, ...], int]]:
    """Facts that stand on another line than they are found on."""
    lines = [(one.key, one.line) for one in expected(name) if one.kind == kind]
    return [
        (one.key, one.line)
        for one in found(name)
        if one.kind == kind and not any(key == one.key and abs(line - one.line) <= LINE_SLACK for key, line in lines)
    ]


def wrong_attributes(name: str, kind: str) -> list[tuple[str, ...]]:
    """Attributes of the facts that were found: (name of the fact and attribute, expected, found)."""
    return [
        (f"{'|'.join(one.key)}.{attribute}", str(value), str(other.attributes[attribute]))
        for one in expected(name)
        if one.kind == kind
        for other in [_nearest(one, found(name))]
        if other is not None
        for attribute, value in one.attributes.items()
        if value != other.attributes[attribute]
    ]


def _nearest(one: Record, records: tuple[Record, ...]) -> Record | None:
    same = [
        other
        for other in records
        if (other.kind, other.key) == (one.kind, one.key)
        and (one.kind != "assignments" or abs(other.line - one.line) <= LINE_SLACK)
    ]
    return min(same, key=lambda other: abs(other.line - one.line), default=None)


def params(kinds: tuple[str, ...], suffix: str = "") -> list[Any]:
    return [
        pytest.param(name, kind, id=f"{name}-{kind}{suffix}")
        for name in NAMES
        for kind in kinds
        if not suffix or any(one.kind == kind and one.attributes for one in expected(name))
    ]


def _xfail(reason: str | None) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(reason=reason, strict=True)] if reason else []


def _wrapped(text: str) -> str:
    """Lines cut after 30 characters, as PDF readers leave them; tables stay."""
    lines = (
        [line] if "\t" in line or "|" in line else [line[at : at + 30] for at in range(0, len(line), 30)]
        for line in text.split("\n")
    )
    return "\n".join(piece for line in lines for piece in line or [""])


PRINTS: Mapping[str, Callable[[str], str]] = {
    "half_width_punctuation": lambda text: text.translate(str.maketrans("，：（）；", ",:();")),
    "single_blanks": lambda text: re.sub(r"^ | $", "", re.sub(r"[ \u3000]+", " ", text), flags=re.MULTILINE),
    "blank_lines_between": lambda text: text.replace("\n", "\n\n"),
    "no_break_spaces": lambda text: text.replace("\u3000", "\xa0\xa0").replace("  ", "\xa0\xa0"),
    "em_spaces": lambda text: text.replace("\u3000", "\u2003").replace("  ", "\u2002\u2002"),
    "zero_width_spaces": lambda text: re.sub(r"(?<=[：，])", "\u200b", text),
    "ascii_blanks": lambda text: text.replace("\u3000", "  "),
    "tabs_between_columns": lambda text: re.sub(r"(?<=\S)[ \u3000]{2,}(?=\S)", "\t", text),
    "all_lines_indented": lambda text: re.sub(r"^(?=.)", "\u3000\u3000", text, flags=re.MULTILINE),
    "trailing_blanks": lambda text: text.replace("\n", "  \n"),
    "windows_line_ends": lambda text: text.replace("\n", "\r\n"),
    "wrapped_lines": _wrapped,
}
"""Ways to print a text that leave its words alone."""

PRINT_REASONS: Mapping[str, str] = {
    "all_lines_indented": "some texts are read differently in this print",
    "wrapped_lines": "some texts are read differently in this print",
}
"""Prints that still change what is read."""


def _print_params() -> list[Any]:
    return [pytest.param(name, marks=_xfail(PRINT_REASONS.get(name))) for name in PRINTS]


@pytest.mark.parametrize(("name", "kind"), params(KINDS))
def test_facts_of_layout(name: str, kind: str) -> None:
    assert keys(found(name), kind) == keys(expected(name), kind)
    assert kind != "assignments" or far_off(name, kind) == []


@pytest.mark.parametrize(("name", "kind"), params(KINDS, "_attributes"))
def test_attributes_of_layout(name: str, kind: str) -> None:
    assert wrong_attributes(name, kind) == []


@pytest.mark.parametrize("print_", _print_params())
def test_facts_do_not_depend_on_print(print_: str) -> None:
    """The same text in another typist's hand states the same facts."""
    changed = {
        (name, kind)
        for name in NAMES
        for records in [read(PRINTS[print_](text_of(name)))]
        for kind in KINDS
        if keys(records, kind) != keys(found(name), kind)
    }
    assert changed == set()
