"""The words that rules are made of, as data: one YAML file a kind of word.

Each entry is a regular expression with what it stands for, texts that it matches whole (``examples``) and texts that
it must not (``not``). A test checks every one of them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ..errors import VocabularyError


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a vocabulary.

    Attributes:
        pattern: A regular expression without capturing groups.
        means: What the words stand for; empty where the pattern says it all.
        examples: Texts that the pattern matches whole; at least one.
        counterexamples: Texts that it does not match whole.
    """

    pattern: str
    means: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@cache
def entries(name: str) -> tuple[Entry, ...]:
    """The entries of one vocabulary, in the order of its file.

    Raises:
        VocabularyError: No vocabulary has that name, or an entry lacks a pattern or examples.
    """
    try:
        text = (files(__package__) / "vocab" / f"{name}.yaml").read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise VocabularyError(f"no vocabulary is called {name}") from error
    return tuple(_entry(record, name) for record in _records(text))


def _records(text: str) -> Iterable[dict[str, Any]]:
    """The entries of a file; what reads YAML is slow to load, and not everyone needs it."""
    import yaml

    records: Iterable[dict[str, Any]] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    return records


def _entry(record: dict[str, Any], name: str) -> Entry:
    try:
        return Entry(
            pattern=record["pattern"],
            means=record.get("means", ""),
            examples=tuple(record["examples"]),
            counterexamples=tuple(record.get("not", ())),
        )
    except (KeyError, TypeError) as error:
        raise VocabularyError(f"vocabulary {name}: an entry needs a pattern and examples: {record!r}") from error


@cache
def alternation(name: str) -> str:
    """A group that matches any entry, tried in the order of the file.

    >>> re.fullmatch(alternation("document_kinds"), "通知") is not None
    True
    """
    return "(?:" + "|".join(entry.pattern for entry in entries(name)) + ")"


@cache
def _numbered(name: str) -> re.Pattern[str]:
    """The entries of a vocabulary, each a group of its own."""
    return re.compile("|".join(f"({entry.pattern})" for entry in entries(name)))


def meaning(name: str, words: str) -> str | None:
    """What the first entry that matches ``words`` whole stands for; None where none does."""
    match = _numbered(name).fullmatch(words)
    return None if match is None or match.lastindex is None else entries(name)[match.lastindex - 1].means
