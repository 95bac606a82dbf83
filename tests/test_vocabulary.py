"""Every entry of every vocabulary keeps its word, and every file is in one form.

``GONGBAO_FIX=1 pytest tests/test_vocabulary.py`` brings the files into that form.
"""

import json
import os
import re
from pathlib import Path
from typing import Any, get_args

import gongbao.ontology
import pytest
import yaml
from gongbao.errors import VocabularyError
from gongbao.ontology.model import AssignmentRole, Relation
from gongbao.ontology.vocabulary import Entry, alternation, entries, meaning

FOLDER = Path(gongbao.ontology.__file__).parent / "vocab"
KEYS = ("pattern", "means", "examples", "not")


def load(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def is_vocabulary(path: Path) -> bool:
    """Whether a file is a list of patterns; other files have a form of their own."""
    records = load(path)
    return isinstance(records, list) and "pattern" in records[0]


NAMES = [path.stem for path in sorted(FOLDER.glob("*.yaml")) if is_vocabulary(path)]
ENTRIES = [
    pytest.param(entry, id=f"{name}-{number}") for name in NAMES for number, entry in enumerate(entries(name), 1)
]


def scalar(value: str) -> str:
    """A plain word bare, where YAML reads it back as it is; anything else in double quotes."""
    bare = re.fullmatch(r"\w[\w、（）]*", value) and yaml.safe_load(f"[{value}]") == [value]
    return value if bare else json.dumps(value, ensure_ascii=False)


def line_of(record: dict[str, Any]) -> str:
    """An entry on a line of its own."""
    fields = []
    for key in KEYS:
        if key in record:
            value = record[key]
            words = scalar(value) if isinstance(value, str) else f"[{', '.join(map(scalar, value))}]"
            fields.append(f"{key}: {words}")
    return f"- {{{', '.join(fields)}}}"


_CHUNK = re.compile(r"^- .*\n(?:[ ].*\n)*|^.*\n", re.MULTILINE)


def canonical(text: str) -> str:
    """A file in its one form: comments as they stand, each entry on one line."""
    chunks = [match.group() for match in _CHUNK.finditer(text.strip("\n") + "\n")]
    lines = [line_of(yaml.safe_load(chunk)[0]) if chunk.startswith("- ") else chunk.rstrip() for chunk in chunks]
    return "".join(f"{line}\n" for line in lines)


def test_there_are_vocabularies() -> None:
    assert "document_kinds" in NAMES


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_pattern_has_no_capturing_groups(entry: Entry) -> None:
    assert re.compile(entry.pattern).groups == 0


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_pattern_matches_each_example_whole(entry: Entry) -> None:
    assert [example for example in entry.examples if not re.fullmatch(entry.pattern, example)] == []


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_pattern_matches_no_counterexample_whole(entry: Entry) -> None:
    assert [example for example in entry.counterexamples if re.fullmatch(entry.pattern, example)] == []


@pytest.mark.parametrize("entry", ENTRIES)
def test_an_entry_has_examples(entry: Entry) -> None:
    assert entry.examples


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_pattern_does_not_match_nothing(entry: Entry) -> None:
    assert not re.fullmatch(entry.pattern, "")


@pytest.mark.parametrize("name", NAMES)
def test_a_file_knows_no_other_keys(name: str) -> None:
    assert {key for record in load(FOLDER / f"{name}.yaml") for key in record} <= set(KEYS)


@pytest.mark.parametrize("name", NAMES)
def test_no_pattern_stands_twice_in_a_file(name: str) -> None:
    patterns = [entry.pattern for entry in entries(name)]
    assert sorted(set(patterns)) == sorted(patterns)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_says_first_what_it_holds(name: str) -> None:
    assert (FOLDER / f"{name}.yaml").read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_in_its_one_form(name: str) -> None:
    path = FOLDER / f"{name}.yaml"
    text = path.read_text(encoding="utf-8")
    if os.environ.get("GONGBAO_FIX") == "1":
        path.write_text(canonical(text), encoding="utf-8")
    assert text.splitlines() == canonical(text).splitlines()


@pytest.mark.parametrize("name", NAMES)
def test_the_one_form_says_the_same(name: str) -> None:
    text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    assert yaml.safe_load(canonical(text)) == yaml.safe_load(text)


@pytest.mark.parametrize("name", NAMES)
def test_every_example_is_matched_by_the_alternation(name: str) -> None:
    whole = re.compile(alternation(name))
    assert [one for entry in entries(name) for one in entry.examples if not whole.fullmatch(one)] == []


@pytest.mark.parametrize("name", ["body_labels", "role_verbs"])
def test_roles_are_those_of_assignments(name: str) -> None:
    assert {entry.means for entry in entries(name)} <= set(get_args(AssignmentRole))


def test_cues_are_relations_of_citations() -> None:
    assert {entry.means for entry in entries("citation_cues")} <= set(get_args(Relation))


def test_the_meaning_is_that_of_the_first_entry_that_matches_whole() -> None:
    assert (meaning("document_kinds", "紧急通知"), meaning("document_kinds", "通知书")) == ("通知", None)


def test_an_unknown_vocabulary_is_an_error() -> None:
    with pytest.raises(VocabularyError, match="no vocabulary is called nowhere"):
        entries("nowhere")
