"""Facts as JSON lines: the seam between extraction and the graph, and a file format of its own.

A file of facts is one reading. Its first line names the source (``"kind": "source"``), every further line is one fact,
in the order of the source. Keys stand in the order of the fields of :mod:`gongbao.ontology.model`, so two readings can
be compared with ``diff``.

    >>> from gongbao.ontology.model import Gap, Span
    >>> gap = Gap(spans=(Span("a.txt", 4, 7, 1, "号"),), rule="citations.number", directive="", reason="no title")
    >>> json_to_fact(fact_to_json(gap)) == gap
    True
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, fields
from functools import cache
from typing import IO, Any, Literal, get_args, get_origin

from ..errors import FactError
from .model import BY_KIND, Event, Fact, Participant, Reading, Span

SOURCE_KIND = "source"
"""The ``kind`` of the first line, which names the source instead of stating a fact."""


def fact_to_json(fact: Fact) -> str:
    """One fact as one line of JSON, without the line end."""
    return json.dumps({"kind": fact.kind, **asdict(fact)}, ensure_ascii=False)


def json_to_fact(line: str) -> Fact:
    """The fact that a line states.

    Raises:
        FactError: The line is not JSON, its kind is unknown, or its fields or their values are not those of its kind.
    """
    try:
        return _record_to_fact(_load(line))
    except _BAD as error:
        raise FactError(f"not a fact: {line[:80]!r} ({error})") from error


_BAD = (ValueError, TypeError, KeyError, AttributeError, RecursionError)
"""What a line may run into: lists a thousand deep end in the last."""

_HALF_CHARACTER = re.compile(r"\\u[dD][89a-fA-F]|[\ud800-\udfff]")


def _load(line: str) -> Any:
    """What a line of JSON holds.

    Raises:
        ValueError: It is not JSON, or holds half a character, which no file and no graph can hold.
    """
    record = json.loads(line)
    if _HALF_CHARACTER.search(line):
        json.dumps(record, ensure_ascii=False).encode()
    return record


def _record_to_fact(record: dict[str, Any]) -> Fact:
    values = dict(record)
    cls = BY_KIND[values.pop("kind")]
    values["spans"] = tuple(Span(**_checked(Span, span)) for span in values["spans"])
    if not values["spans"]:
        raise ValueError("it has no evidence")
    if cls is Event:
        values["participants"] = tuple(_participant(one) for one in values["participants"])
    return cls(**_checked(cls, values))


def _participant(record: dict[str, Any]) -> Participant:
    return Participant(**_checked(Participant, record))


def _checked(cls: type, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a record, lists as tuples.

    Raises:
        KeyError: The record has no such field.
        TypeError: A value is not of its field's type.
    """
    kinds = _kinds(cls)
    return {name: _value(name, value, kinds[name]) for name, value in values.items()}


def _value(name: str, value: Any, kind: Any) -> Any:
    if kind is str or kind is int:
        if type(value) is kind:
            return value
    elif kind is tuple:
        if type(value) is tuple:
            return value
        if type(value) is list and all(type(one) is str for one in value):
            return tuple(value)
    elif type(value) is str and value in kind:
        return value
    raise TypeError(f"{name} cannot be {value!r:.40}")


@cache
def _kinds(cls: type) -> Mapping[str, Any]:
    """For each field of a record a type, or the words that it may hold."""
    return {field.name: _kind(field.type) for field in fields(cls)}


def _kind(annotation: Any) -> Any:
    if get_origin(annotation) is Literal:
        return frozenset(get_args(annotation))
    return get_origin(annotation) or annotation


def reading_to_lines(reading: Reading) -> Iterator[str]:
    """A reading as lines of JSON without line ends: the source first, then its facts."""
    header = {field.name: getattr(reading, field.name) for field in fields(reading) if field.name != "facts"}
    yield json.dumps({"kind": SOURCE_KIND, **header}, ensure_ascii=False)
    yield from map(fact_to_json, reading.facts)


def write_reading(reading: Reading, out: IO[str]) -> None:
    """Write a reading as JSON lines."""
    out.writelines(f"{line}\n" for line in reading_to_lines(reading))


def read_reading(lines: Iterable[str]) -> Reading:
    """The reading that a file of facts holds.

    Raises:
        FactError: The first line does not name a source, or a later one is not a fact.
    """
    numbered = iter(lines)
    try:
        header = _load(next(numbered, ""))
        if header.pop("kind") != SOURCE_KIND:
            raise FactError("a file of facts begins with a line of kind 'source'")
        facts = tuple(json_to_fact(line) for line in numbered if line.strip())
        return Reading(**_checked(Reading, header), facts=facts)
    except FactError:
        raise
    except _BAD as error:
        raise FactError(f"not a file of facts ({error})") from error
