"""Notices as other governments print them: directives, groups, seats and appointments, each text with its answer.

The texts are made up. ``layouts/governments/NAME.json`` holds what a careful reader takes from ``NAME.txt``; a key that
it leaves out is one on which readers differ. What is not read yet stands in ``REASONS``, and a test fails once it can.
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from gongbao.extract.pipeline import extract
from gongbao.extract.read import bytes_to_source
from gongbao.ontology.model import Appointment, Directive, Fact, Group, Member

FOLDER = Path(__file__).with_name("layouts") / "governments"
NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.json")))
KINDS = ("directives", "groups", "seats", "appointments")

REASONS: Mapping[tuple[str, str], str] = {
    ("expert_committee_universities", "seats"): "a foreign name that begins with a Latin letter is no name yet",
    ("long_sentence_two_moves_each", "appointments"): "分别 gives each of two persons one of two posts",
    ("lists_of_two_groups_numbered", "groups"): "an office that is a body of its own opens no list",
    ("lists_of_two_groups_numbered", "seats"): "an office that is a body of its own opens no list",
    ("role_repeated_each_line", "seats"): "公证处 is no body, so that 一级公证员 does not inherit it",
}
"""What is not read yet: (text, kind) with the reason."""

Record = tuple[str, ...]


def norm(text: str | None) -> str:
    """Fold what printing varies."""
    folded = re.sub(r"[\s*#`_\-—·•]+", "", unicodedata.normalize("NFKC", text or ""))
    folded = re.sub(r"[〔\[(【［](\d{4})[〕\])】］]", r"〔\1〕", folded)
    return folded.strip("。，,.;；:：、")


@cache
def answer(name: str) -> Mapping[str, Any]:
    answer: Mapping[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return answer


@cache
def facts(name: str) -> tuple[Fact, ...]:
    return extract(bytes_to_source((FOLDER / f"{name}.txt").read_bytes(), f"{name}.txt")).facts


def expected(name: str, kind: str) -> Iterator[Record]:
    """The records that a text states; ``borderline`` ones are in :func:`doubtful`."""
    if kind == "directives":
        yield from ((norm(one["number"]), norm(one.get("title"))) for one in answer(name)[kind])
    for group in answer(name)["groups"]:
        if kind == "groups":
            names = ("name", "kind", "action", "parent", "office_host")
            yield tuple(norm(group[attribute]) for attribute in names)
        if kind == "seats":
            for one in (*group["members"], *group["office_staff"]):
                yield norm(group["name"]), norm(one["role"]), norm(one["person"]), *map(norm, one.get("posts", ()))
    if kind == "appointments":
        yield from (record for sure, record in _appointed(name) if sure)


def _appointed(name: str) -> Iterator[tuple[bool, Record]]:
    for one in answer(name)["appointments"]:
        for post in one["posts"]:
            record = (one["action"], norm(one["person"]), norm(post), one["date"])
            yield not one.get("borderline", False), record


def doubtful(name: str) -> set[Record]:
    """Records that a careful second reader might leave out."""
    return {record for sure, record in _appointed(name) if not sure}


def found(name: str, kind: str) -> Iterator[Record]:
    untitled = {norm(one["number"]) for one in answer(name)["directives"] if "title" not in one}
    for fact in facts(name):
        match fact:
            case Directive() if kind == "directives":
                yield norm(fact.number), "" if norm(fact.number) in untitled else norm(fact.title)
            case Group() if kind == "groups":
                yield tuple(map(norm, (fact.name, fact.group_kind, fact.action, fact.parent, fact.office_host)))
            case Member() if kind == "seats":
                posts = () if fact.role.startswith("办公室") else map(norm, fact.posts)
                yield norm(fact.group), norm(fact.role), norm(fact.person), *posts
            case Appointment() if kind == "appointments":
                yield from ((fact.action, norm(fact.person), norm(post), fact.date) for post in fact.posts)


def _marks(name: str, kind: str) -> list[pytest.MarkDecorator]:
    reason = REASONS.get((name, kind))
    return [pytest.mark.xfail(strict=True, reason=reason)] if reason else []


@pytest.mark.parametrize(
    ("name", "kind"),
    [pytest.param(name, kind, id=f"{name}-{kind}", marks=_marks(name, kind)) for name in NAMES for kind in KINDS],
)
def test_a_text_states_these_facts_and_no_others(name: str, kind: str) -> None:
    read = [one for one in found(name, kind) if one not in doubtful(name)]
    assert sorted(Counter(read).elements()) == sorted(Counter(expected(name, kind)).elements())


@pytest.mark.parametrize("name", NAMES)
def test_a_directive_has_these_attributes(name: str) -> None:
    read = {norm(one.number): one for one in facts(name) if isinstance(one, Directive)}
    for told in answer(name)["directives"]:
        one = read[norm(told["number"])]
        values = {
            "kind": norm(one.document_kind),
            "issuers": [norm(issuer) for issuer in one.issuers],
            "addressees": [norm(addressee) for addressee in one.addressees],
            "promulgates": norm("|".join(one.promulgates)),
        }
        for key in values.keys() & told.keys():
            gold = told[key]
            assert values[key] == ([norm(part) for part in gold] if isinstance(gold, list) else norm(gold)), key
        assert one.date == told["date"]
