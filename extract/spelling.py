"""Back from simplified characters to those that are printed.

Texts are read in simplified characters (:mod:`gongbao.ontology.traditional`), one for each that is printed. So a value
that was read stands in the source under the same offsets, and is given back as it stands there: 國務院辦公廳, and 匡湧
in a text that is simplified but for this name.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import fields, replace
from functools import cached_property
from typing import Any, TypeVar

from ..ontology.model import Directive, Fact, Group, Participant, Task
from ..ontology.traditional import folded_in, folded_places, simplified
from .evidence import Printed
from .text import Stretch, Text

AnyFact = TypeVar("AnyFact", bound=Fact)

_REFERENCES = frozenset({"directive", "group", "parent", "path", "task_label", "task_title"})
"""Fields by which a fact names another fact: they are spelt as that fact spells them."""

_BEFORE, _AFTER = 4_000, 20_000
"""How far from a fact its words are looked for that stand outside its spans: labels before it, a signature behind."""

_MOST_SIGNS = 200
"""Where more signs than this are found, the text is in traditional characters, and nearly every value changes."""

_BESIDE = 40
_LONGEST_PIECES = 5_000
_SHORTEST_PIECE = 2
_WORD = re.compile(r"\S+")
_BRACKETS = tuple(zip("[【［﹝]】］﹞", "〔〔〔〔〕〕〕〕", strict=True))


def as_printed(facts: Iterable[Fact], page: Printed) -> list[Fact]:
    """Facts that were read in simplified characters, their words as the source prints them.

    Args:
        facts: With spans in the source; in any order.
        page: The source as it is, beside the repaired text of its simplified form.

    Returns:
        As many facts, in the same order. A word that the source does not print in one piece near its fact, nor in
        pieces within it, stays simplified.
    """
    found = list(facts)
    speller = _Speller(page)
    # First those that others name.
    order = sorted(range(len(found)), key=lambda index: not isinstance(found[index], Directive | Group | Task))
    for index in order:
        found[index] = speller.fact(found[index])
    return found


class _Speller:
    """A source without its blanks, twice: as it was read, and as it is printed."""

    def __init__(self, page: Printed) -> None:
        self._page = page
        self._folded = re.compile("|".join(sorted(map(re.escape, _signs(page)))) or "(?!)")
        self._known: dict[str, str] = {}
        # Many facts share a directive, an item, a role: those without a folded character are told by a look.
        self._plain: set[Any] = set()
        self._fields: dict[type[Fact], tuple[str, ...]] = {}

    # What follows is put together at the first value that holds a folded character; most sources have none.

    @cached_property
    def _words(self) -> Text:
        """The words of the repaired text, one right after the other."""
        value = self._page.repaired.value
        return Text.of(value).pick(match.span() for match in _WORD.finditer(value))

    @cached_property
    def _read(self) -> str:
        return _with_one_bracket(self._words.value)

    @cached_property
    def _printed(self) -> str:
        words, printed = self._words, _source_characters(self._page.text, self._page.repaired)
        return _source_characters(printed, words)

    @cached_property
    def _places(self) -> list[tuple[int, int]]:
        repaired = self._page.repaired
        return sorted(zip(repaired.origins, repaired.starts, strict=True))

    def fact(self, fact: AnyFact) -> AnyFact:
        """A fact with its words as printed."""
        changed = {
            name: spelt
            for name in self._names(fact)
            if (value := getattr(fact, name)) not in self._plain
            for spelt in [self._value(value, fact, reference=name in _REFERENCES)]
            if spelt != value
        }
        return replace(fact, **changed) if changed else fact

    def _names(self, fact: Fact) -> tuple[str, ...]:
        """The fields of a fact whose values are words of the source."""
        kind = type(fact)
        if kind not in self._fields:
            self._fields[kind] = tuple(field.name for field in fields(kind) if field.name not in ("spans", "rule"))
        return self._fields[kind]

    def _value(self, value: Any, fact: Fact, *, reference: bool) -> Any:
        if self._is_plain(value):
            self._plain.add(value)
            return value
        match value:
            case str():
                return self._spelt(value, fact, reference=reference)
            case tuple():
                return tuple(self._value(one, fact, reference=reference) for one in value)
            case Participant():
                person, posts = (self._value(one, fact, reference=False) for one in (value.person, value.posts))
                return Participant(person, posts)
        return value

    def _is_plain(self, value: Any) -> bool:
        """Whether a value holds no folded character."""
        if isinstance(value, str):
            return self._folded.search(value) is None
        inside = (value.person, value.posts) if isinstance(value, Participant) else value
        if not isinstance(inside, tuple):
            return True
        return all(one in self._plain or self._is_plain(one) for one in inside)

    def _spelt(self, value: str, fact: Fact, *, reference: bool) -> str:
        if reference and value in self._known:
            return self._known[value]
        wanted = _with_one_bracket("".join(value.split()))
        places = list(self._stretches(fact))
        at = self._near(wanted, places)
        spelt = _filled(value, self._printed[at : at + len(wanted)]) if at >= 0 else self._pieced(value, places)
        return self._known.setdefault(value, spelt) if reference else self._learn(value, spelt)

    def _learn(self, value: str, spelt: str) -> str:
        self._known[value] = spelt
        return spelt

    def _stretches(self, fact: Fact) -> Iterator[Stretch]:
        """Where the spans of a fact stand among the characters that print something."""
        for span in fact.spans:
            yield Stretch(self._index(span.start), self._index(span.end - 1) + 1)

    def _index(self, offset: int) -> int:
        """How many characters of words stand before an offset of the source."""
        places, words = self._places, self._words
        origin, start = places[max(0, bisect_right(places, (offset, len(self._page.repaired.value))) - 1)]
        place = start + offset - origin
        word = max(0, bisect_right(words.origins, place) - 1)
        end = words.starts[word + 1] if word + 1 < len(words.starts) else len(words.value)
        return min(words.starts[word] + max(0, place - words.origins[word]), end)

    def _near(self, wanted: str, places: list[Stretch]) -> int:
        """Where a value stands: in the fact, else before it, else behind it; -1 where in none."""
        inside = (self._read.find(wanted, place.start, place.end) for place in places)
        at = next((at for at in inside if at >= 0), -1)
        if at < 0:
            at = self._read.rfind(wanted, max(0, places[0].start - _BEFORE), places[0].end)
        return at if at >= 0 else self._read.find(wanted, places[0].start, places[0].start + _AFTER)

    def _pieced(self, value: str, places: list[Stretch]) -> str:
        """A value put together from pieces of its fact (省環保廳巡視員 of 省環保廳副廳長、巡視員)."""
        read, printed = (
            "".join(words[place.start : place.end] for place in places)[:_LONGEST_PIECES]
            for words in (self._read, self._printed)
        )
        pieces: list[str] = []
        start = 0
        while start < len(value):
            size = bisect_right(
                range(len(value) - start), 0, key=lambda size: value[start : start + size + 1] not in read
            )
            at = read.find(value[start : start + size])
            pieces.append(
                _filled(value[start : start + size], printed[at : at + size])
                if size >= _SHORTEST_PIECE
                else value[start : start + max(size, 1)]
            )
            start += max(size, 1)
        return "".join(pieces)


def _signs(page: Printed) -> Collection[str]:
    """What a value holds whose characters are printed otherwise: such a character, with one beside it where few are.

    A value that runs through such a place has one of its two neighbours beside it, whatever repair dropped between.
    """
    read = simplified(page.text)
    signs: set[str] = set()
    for index in folded_places(page.text):
        before, after = read[max(0, index - _BESIDE) : index], read[index + 1 : index + 1 + _BESIDE]
        signs |= {before.rstrip()[-1:] + read[index], read[index] + after.lstrip()[:1]}
        if len(signs) > _MOST_SIGNS:
            return folded_in(page.text)
    return signs


def _source_characters(source: str, text: Text) -> str:
    """What the source prints for each character of a repaired text."""
    ends = (*text.starts[1:], len(text.value))
    stretches = zip(text.starts, ends, text.origins, strict=True)
    return "".join(source[origin : origin + end - start] for start, end, origin in stretches)


def _with_one_bracket(words: str) -> str:
    """Words with 〔〕 for every kind of square bracket."""
    for bracket, plain in _BRACKETS:
        words = words.replace(bracket, plain)
    return words


def _is_folded(read: str, printed: str) -> bool:
    """Whether a character was read as another one; punctuation is mended, and stays so."""
    return read != printed and read.isalpha()


def _filled(value: str, printed: str) -> str:
    """A value with the characters that are printed for it, its blanks and punctuation kept."""
    characters = iter(printed)
    return "".join(
        one if one.isspace() else shown if _is_folded(one, shown := next(characters)) else one for one in value
    )
