"""How an analyst's decisions are written: a text file, a judgement a line, and what each of them must hold.

A judgement is a line of JSON (``docs/judgements.md``)::

    {"judgement": "same", "of": ["陈立@a.txt:12", "陈立@b.txt:40"], "who": "li", "when": "2024-05-01", "why": "…"}

Persons are named by mentions, ``NAME@SOURCE:LINE``, which do not change when gazettes are added. To undo a judgement
is to delete its line. What a judgement does is in :mod:`.judgements`.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any

from ..errors import JudgementError
from ..ontology.traditional import simplified

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
                f"{file} line {one.line}: no judgement has the id {one.supersedes!r}{nearest(one.supersedes, ids)}"
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
            raise JudgementError(f"{where} has an unknown field {name!r}{nearest(name, _FIELDS)}")
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


def nearest(name: str, known: Iterable[str]) -> str:
    """The end of a sentence that lists which known names come nearest to one that is not there."""
    near = get_close_matches(name, sorted(known), n=3, cutoff=0.4)
    return f"; the nearest are {', '.join(near)}" if near else ""


# What is judged


ANY = 0
"""The number of a mention where none is given."""


@dataclass(frozen=True, slots=True)
class Place:
    """A mention as a judgement writes it: a name on a line of a source, and which of several there."""

    name: str
    source: str
    line: int
    number: int = ANY

    @property
    def line_of_name(self) -> tuple[str, int, str]:
        """The line, and the name on it."""
        return (self.source, self.line, self.name)


def read_place(mention: str, *, where: str) -> Place:
    """Where a mention stands, as it is written in a judgement.

    Args:
        mention: ``NAME@SOURCE:LINE`` or ``NAME@SOURCE:LINE#2``.
        where: File and line of the judgement, for errors.

    Raises:
        JudgementError: It is not written so.

    Example:
        >>> read_place("陳立@a.txt:12#2", where="")
        Place(name='陈立', source='a.txt', line=12, number=2)
    """
    name, at, place = mention.partition("@")
    source, colon, behind = place.rpartition(":")
    line, mark, number = behind.partition("#")
    numbers = [line, number] if mark else [line]
    if not (name and at and source and colon and all(map(_is_number, numbers))):
        raise JudgementError(
            f"{where}: a mention is written NAME@SOURCE:LINE or, the second of a line, "
            f"NAME@SOURCE:LINE#2, not {mention!r}"
        )
    if mark and not int(number):
        raise JudgementError(f"{where}: {mention!r} has no number: the first of a line is #1")
    return Place(simplified(name), source, int(line), int(number) if mark else ANY)


def _is_number(text: str) -> bool:
    """Whether a text is a number that a line can have; Python refuses to read one of thousands of digits."""
    return re.fullmatch("[0-9]{1,12}", text) is not None


def body_and_source(text: str) -> tuple[str, str]:
    """A body in simplified characters and the source to which its judgement keeps, empty for all."""
    body, _, source = text.partition("@")
    return simplified(body.strip()), source
