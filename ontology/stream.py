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
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, fields
from typing import IO, Any

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
        FactError: The line is not JSON, its kind is unknown, or its fields are not those of its kind.
    """
    try:
        return _record_to_fact(json.loads(line))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise FactError(f"not a fact: {line[:80]!r} ({error})") from error


def _record_to_fact(record: dict[str, Any]) -> Fact:
    values = dict(record)
    cls: Callable[..., Fact] = BY_KIND[values.pop("kind")]
    values["spans"] = tuple(Span(**span) for span in values["spans"])
    if cls is Event:
        values["participants"] = tuple(
            Participant(one["person"], tuple(one["posts"])) for one in values["participants"]
        )
    return cls(**{name: tuple(value) if isinstance(value, list) else value for name, value in values.items()})


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
        header = json.loads(next(numbered, ""))
        if header.pop("kind") != SOURCE_KIND:
            raise FactError("a file of facts begins with a line of kind 'source'")
        return Reading(**header, facts=tuple(json_to_fact(line) for line in numbered if line.strip()))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        if isinstance(error, FactError):
            raise
        raise FactError(f"not a file of facts ({error})") from error
