"""What an analyst has decided, as lines of a text file that go before all rules and survive every build.

A judgement is a line of JSON (``docs/judgements.md``)::

    {"judgement": "same", "of": ["陈立@a.txt:12", "陈立@b.txt:40"], "who": "li", "when": "2024-05-01", "why": "…"}

Persons are named by mentions, ``NAME@SOURCE:LINE``, which do not change when gazettes are added. To undo a judgement
is to delete its line. A line whose mentions stand in sources that the store does not hold sleeps.
"""

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from ..errors import JudgementError
from ..ontology.model import Appointment, Event, Fact, Member, Participant, Reading
from ..ontology.traditional import simplified
from .persons import Judged, Mention

FILE = "judgements.jsonl"
"""Its name where nobody gives another: in the folder that holds the store, so that it outlives the store."""

KINDS: Mapping[str, str] = {
    "same": "the mentions are one person",
    "different": "the mentions are persons who are all different",
    "rename": "the name is to be read as `to`",
    "ignore": "the mention is no person",
    "is-agency": "the body printed so is the agency `to`",
    "perhaps": "a proposal that nobody has decided yet; it does nothing",
}
"""Every kind of judgement and what it says."""

_FIELDS = ("judgement", "of", "to", "who", "when", "why", "id", "supersedes")
_WITH_TO = ("rename", "is-agency")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One line of the file.

    Attributes:
        judgement: One of :data:`KINDS`.
        of: Mentions ``NAME@SOURCE:LINE``; for ``is-agency`` names of bodies as printed.
        to: The right name, for ``rename`` and ``is-agency``.
        who: Who judged.
        when: When, ISO 8601.
        why: Why.
        id: A name by which a later judgement can supersede it.
        supersedes: The ``id`` of the one that no longer counts.
        line: Line of the file.
    """

    judgement: str
    of: tuple[str, ...]
    to: str = ""
    who: str = ""
    when: str = ""
    why: str = ""
    id: str = ""
    supersedes: str = ""
    line: int = field(default=0, compare=False)


def parse_judgements(lines: Iterable[str], *, file: str = FILE) -> tuple[Judgement, ...]:
    """The judgements of a file, without those that later ones supersede.

    Args:
        lines: Its lines; empty ones and those that begin with # say nothing.
        file: Its name, for errors.

    Raises:
        JudgementError: A line is not a judgement, two have one id, or one supersedes what is not there.

    Example:
        >>> parse_judgements(['{"judgement": "ignore", "of": ["任命@a.txt:3"]}'])[0].of
        ('任命@a.txt:3',)
    """
    judgements = [
        _judgement(line, f"{file} line {number}", number)
        for number, line in enumerate(lines, 1)
        if line.strip() and not line.lstrip().startswith("#")
    ]
    ids: dict[str, Judgement] = {}
    for one in judgements:
        if one.id and ids.setdefault(one.id, one) is not one:
            raise JudgementError(f"{file} line {one.line}: another judgement has the id {one.id!r}")
    for one in judgements:
        if one.supersedes and one.supersedes not in ids:
            raise JudgementError(
                f"{file} line {one.line}: no judgement has the id {one.supersedes!r}{_nearest(one.supersedes, ids)}"
            )
        _no_circle(one, ids, f"{file} line {one.line}")
    gone = {one.supersedes for one in judgements if one.supersedes}
    return tuple(one for one in judgements if not (one.id and one.id in gone))


def _no_circle(one: Judgement, ids: Mapping[str, Judgement], where: str) -> None:
    """Make sure that a judgement does not supersede itself, over however many others."""
    passed = {one.id}
    next_id = one.supersedes
    while one.id and next_id in ids:
        if next_id == one.id:
            raise JudgementError(f"{where}: the judgement {one.id!r} supersedes itself; nothing of it would count")
        if next_id in passed:
            return  # A circle further on, which is told of those that are in it.
        passed.add(next_id)
        next_id = ids[next_id].supersedes


def read_judgements(path: Path) -> tuple[str, ...]:
    """The lines of a file of judgements.

    Raises:
        JudgementError: It cannot be read.
    """
    try:
        # Lines end where JSON says so: a U+2028 stands inside a text.
        return tuple(re.split("\r\n|\r|\n", path.read_text(encoding="utf-8-sig")))
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not in UTF-8"
        raise JudgementError(f"the judgements {path} cannot be read: {reason or error}") from error


def _judgement(line: str, where: str, number: int) -> Judgement:
    try:
        record = json.loads(line, object_pairs_hook=partial(_object, where))
    except ValueError as error:
        raise JudgementError(f"{where} is not JSON: {error}") from error
    except RecursionError as error:
        raise JudgementError(f"{where} is not a judgement: brackets within brackets") from error
    if not isinstance(record, dict):
        raise JudgementError(f"{where} is not a JSON object")
    for name in record:
        if name not in _FIELDS:
            raise JudgementError(f"{where} has an unknown field {name!r}{_nearest(name, _FIELDS)}")
    return _checked(record, where, number)


def _object(where: str, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object in which no field stands twice."""
    record: dict[str, Any] = {}
    for name, value in pairs:
        if name in record:
            raise JudgementError(f"{where} has the field {name!r} twice")
        record[name] = value
    return record


def _checked(record: Mapping[str, Any], where: str, number: int) -> Judgement:
    kind, of = record.get("judgement", ""), record.get("of", [])
    texts = {name: record.get(name, "") for name in _FIELDS[2:]}
    if not isinstance(kind, str) or kind not in KINDS:
        raise JudgementError(f"{where}: there is no judgement {kind!r}; there is {', '.join(KINDS)}")
    if not isinstance(of, list) or not of or not all(isinstance(one, str) and one for one in of):
        raise JudgementError(f"{where}: 'of' is a list of what is judged")
    for name, text in texts.items():
        if not isinstance(text, str):
            raise JudgementError(f"{where}: {name!r} is a text")
    if kind in ("same", "different", "perhaps") and len({simplified(one) for one in of}) < 2:
        raise JudgementError(f"{where}: {kind} needs two mentions or more")
    if (kind in _WITH_TO) != bool(texts["to"].strip()):
        raise JudgementError(f"{where}: 'to' is for {' and '.join(_WITH_TO)}, and needed there")
    if "to" in texts:
        texts["to"] = texts["to"].strip()
    return Judgement(judgement=kind, of=tuple(of), line=number, **texts)


def _nearest(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, sorted(known), n=3, cutoff=0.4)
    return f"; the nearest are {', '.join(near)}" if near else ""


# Applying


@dataclass(frozen=True)
class Judgements:
    """The judgements that count, ready to be applied.

    Attributes:
        lines: As they stand in the file.
        file: Its name, for errors.
    """

    lines: tuple[str, ...] = ()
    file: str = FILE

    @cached_property
    def all(self) -> tuple[Judgement, ...]:
        """The judgements that are not superseded."""
        return parse_judgements(self.lines, file=self.file)

    @cached_property
    def _names(self) -> Mapping[tuple[str, int, str], str]:
        """The right name of each renamed or ignored mention; empty for one that is no person."""
        found: dict[tuple[str, int, str], str] = {}
        for one in self.all:
            if one.judgement in ("rename", "ignore"):
                for mention in one.of:
                    name, source, line = self._parts(one, mention)
                    if found.setdefault((source, line, name), one.to) != one.to:
                        raise JudgementError(f"{self._where(one)}: {mention} has been judged otherwise")
        return found

    @cached_property
    def bodies(self) -> Mapping[str, str]:
        """The agency of each body, as printed and in simplified characters."""
        found: dict[str, str] = {}
        for one in self.all:
            for body in one.of if one.judgement == "is-agency" else ():
                if found.setdefault(simplified(body), one.to) != one.to:
                    raise JudgementError(f"{self._where(one)}: {body} has been judged to be {found[simplified(body)]}")
        return found

    def apply(self, reading: Reading) -> Reading:
        """A reading with its names put right and without what is no person."""
        if not any(source == reading.source for source, _, _ in self._names):
            return reading
        facts = (self._put_right(fact) for fact in reading.facts)
        return replace(reading, facts=tuple(fact for fact in facts if fact is not None))

    def _put_right(self, fact: Fact) -> Fact | None:
        if isinstance(fact, Member | Appointment):
            name = self._name(fact, fact.person)
            return replace(fact, person=name) if name else None
        if isinstance(fact, Event):
            people = (Participant(self._name(fact, one.person), one.posts) for one in fact.participants)
            return replace(fact, participants=tuple(one for one in people if one.person))
        return fact

    def _name(self, fact: Fact, person: str) -> str:
        return self._names.get((fact.span.source, fact.span.line, simplified(person)), person)

    def check(self, printed: Collection[tuple[str, int, str]], sources: Collection[str]) -> tuple[Judgement, ...]:
        """Make sure that every mention that is judged is there.

        Args:
            printed: Source, line and simplified name of every mention, as printed.
            sources: Names of the sources of the store.

        Returns:
            Judgements that sleep: some mention stands in a source that the store does not hold.

        Raises:
            JudgementError: A mention is not there; the sentence lists the nearest.
        """
        asleep = []
        _ = self._names, self.bodies  # What contradicts itself is said here, and not when facts are read.
        for one in self.all:
            mentions = [self._parts(one, mention) for mention in one.of if one.judgement != "is-agency"]
            for name, source, line in mentions:
                if source in sources and (source, line, name) not in printed:
                    raise JudgementError(
                        f"{self._where(one)}: {name} is not named at {source}:{line}"
                        f"{_near_mentions(name, source, line, printed)}"
                    )
            if any(source not in sources for _, source, _ in mentions):
                asleep.append(one)
        return tuple(asleep)

    def sources(self) -> frozenset[str]:
        """Names of the sources in which what is judged stands."""
        persons = (one for one in self.all if one.judgement != "is-agency")
        return frozenset(self._parts(one, mention)[1] for one in persons for mention in one.of)

    def judged(self, mentions: Iterable[Mention]) -> Judged:
        """What is decided about mentions, by their names after renaming.

        Raises:
            JudgementError: Mentions are judged the same and different.
        """
        pairs = [one for one in self.all if one.judgement in ("same", "different")]
        if not pairs:
            return Judged()
        by_place: dict[tuple[str, int, str], set[Mention]] = defaultdict(set)
        for mention in mentions:
            by_place[mention.source, mention.line, mention.name].add(mention)
        same, different = [], []
        for one in pairs:
            found = [self._found(one, mention, by_place) for mention in dict.fromkeys(one.of)]
            self._of_one_name(one)
            reason = _because(one)
            if one.judgement == "same":
                same.append((frozenset().union(*found), reason))
            else:
                different += [
                    (frozenset((min(first), min(second))), reason)
                    for number, first in enumerate(found)
                    for second in found[number + 1 :]
                    if first and second
                ]
        _agree(same, different, self.file)
        return Judged(tuple(same), tuple(different))

    def _of_one_name(self, one: Judgement) -> None:
        """Make sure that those who are judged the same bear one name."""
        names = {}
        for mention in one.of if one.judgement == "same" else ():
            name, source, line = self._parts(one, mention)
            names[simplified(self._names.get((source, line, name), name))] = mention
        if len(names) > 1:
            first, second = sorted(names.values())[:2]
            raise JudgementError(
                f"{self._where(one)}: {first} and {second} are two names; where one is misread, use rename first"
            )

    def _found(
        self, one: Judgement, mention: str, by_place: Mapping[tuple[str, int, str], set[Mention]]
    ) -> frozenset[Mention]:
        name, source, line = self._parts(one, mention)
        name = simplified(self._names.get((source, line, name), name))
        found = by_place.get((source, line, name), set())
        seats = [(one.scope, one.staff) for one in found if one.kind == "seat"]
        if len(set(seats)) < len(seats):
            raise JudgementError(
                f"{self._where(one)}: {mention} is named twice on that line, and nobody can say which is meant; "
                "put the two on lines of their own in the source"
            )
        return frozenset(found)

    def _parts(self, one: Judgement, mention: str) -> tuple[str, str, int]:
        """Name, source and line of a mention."""
        name, at, place = mention.partition("@")
        source, colon, line = place.rpartition(":")
        if not (name and at and source and colon and line.isdigit() and line.isascii()):
            raise JudgementError(f"{self._where(one)}: a mention is written NAME@SOURCE:LINE, not {mention!r}")
        return simplified(name), source, int(line)

    def _where(self, one: Judgement) -> str:
        return f"{self.file} line {one.line}"


def printed_names(reading: Reading) -> Iterator[tuple[str, int, str]]:
    """Source, line and simplified name of every mention of a reading."""
    for fact in reading.facts:
        if isinstance(fact, Member | Appointment):
            yield reading.source, fact.span.line, simplified(fact.person)
        elif isinstance(fact, Event):
            yield from ((reading.source, fact.span.line, simplified(one.person)) for one in fact.participants)


def _because(one: Judgement) -> str:
    said = " ".join(filter(None, (one.who, one.when)))
    return ": ".join(filter(None, (said, one.why))) or "no reason is given"


def _agree(
    same: Sequence[tuple[frozenset[Mention], str]], different: Sequence[tuple[frozenset[Mention], str]], file: str
) -> None:
    """Make sure that none are judged both the same, over however many lines, and different."""
    set_of: dict[Mention, set[Mention]] = {}
    for mentions, _ in same:
        joined = set(mentions).union(*(set_of.get(one, ()) for one in mentions))
        set_of.update(dict.fromkeys(joined, joined))
    for pair, _ in different:
        one, other = sorted(pair)[0], sorted(pair)[-1]
        if other in set_of.get(one, ()):
            raise JudgementError(
                f"{file}: {_mention_to_text(one)} and {_mention_to_text(other)} are judged the same and different"
            )


def _near_mentions(name: str, source: str, line: int, printed: Collection[tuple[str, int, str]]) -> str:
    """The same name elsewhere, else who is named near the line."""
    elsewhere = sorted(
        (abs(at - line) if of == source else 10**9, who, of, at) for of, at, who in printed if who == name
    )
    here = sorted((abs(at - line), who, of, at) for of, at, who in printed if of == source)
    near = (elsewhere or here)[:3]
    return "; the nearest are " + ", ".join(f"{who}@{of}:{at}" for _, who, of, at in near) if near else ""


def _mention_to_text(mention: Mention) -> str:
    return f"{mention.person}@{mention.source}:{mention.line}"


NO_JUDGEMENTS = Judgements()
"""What counts where nobody has judged."""
