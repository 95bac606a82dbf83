"""What sources print of all that can be judged: names of persons, each with its place, and bodies."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from ..ontology.model import Appointment, Event, Fact, Member, Participant, Reading
from ..ontology.traditional import simplified


@dataclass(frozen=True, slots=True)
class Naming:
    """A name as a source prints it.

    Attributes:
        name: In simplified characters.
        line: Line on which its statement begins.
        start: What tells it from others of its line, in their order.
        number: Which of that name on that line it is, from 1.
        statement: Where the statement begins that names it.
    """

    name: str
    line: int
    start: int
    number: int
    statement: int


@dataclass(frozen=True, slots=True)
class Printed:
    """What sources print of all that can be judged.

    Attributes:
        mentions: How often a name stands on a line of a source.
        bodies: Bodies in simplified characters, by source.
    """

    mentions: Mapping[tuple[str, int, str], int] = field(default_factory=dict)
    bodies: Mapping[str, Collection[str]] = field(default_factory=dict)


def named_in(fact: Fact) -> Iterator[tuple[str, int]]:
    """Each name that a fact gives a person, and where it stands: what tells it from others of its line.

    The chronicle gives no place to each of those whom an item names; they are counted from where the item begins, and
    one who is named twice in one way stands at the first.
    """
    if isinstance(fact, Member | Appointment):
        yield fact.person, fact.span.start
    elif isinstance(fact, Event):
        first: dict[Participant, int] = {}
        for index, one in enumerate(fact.participants):
            yield one.person, fact.span.start + first.setdefault(one, index)


def namings(reading: Reading) -> tuple[Naming, ...]:
    """Every name that a reading gives a person, numbered on its line as the line prints them."""
    found = [
        (fact.span.line, simplified(person), start, fact.span.start)
        for fact in reading.facts
        for person, start in named_in(fact)
    ]
    starts: dict[tuple[int, str], set[int]] = defaultdict(set)
    for line, name, start, _ in found:
        starts[line, name].add(start)
    number = {
        (*spot, start): number for spot, many in starts.items() for number, start in enumerate(sorted(many), start=1)
    }
    return tuple(
        Naming(name, line, start, number[line, name, start], statement)
        for line, name, start, statement in dict.fromkeys(found)
    )


def printed_mentions(reading: Reading) -> dict[tuple[str, int, str], int]:
    """How often a reading names each name on each line."""
    counts: dict[tuple[str, int, str], int] = {}
    for one in namings(reading):
        spot = (reading.source, one.line, one.name)
        counts[spot] = max(counts.get(spot, 0), one.number)
    return counts
