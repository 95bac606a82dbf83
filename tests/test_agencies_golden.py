"""What every body that the real gazettes print becomes, against a table that was checked by hand.

``GONGBAO_FIX=1 pytest tests/test_agencies_golden.py`` writes the table anew; read every line that changes.
"""

import csv
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from gongbao.extract.pipeline import extract_source
from gongbao.graph.resolve import Resolution, resolve
from gongbao.ontology.agencies import AgencyName, canonical_agency, forms_of, split_post
from gongbao.ontology.model import Appointment, Assignment, Directive, Duty, Event, Fact, Group, Member, directive_key

pytestmark = pytest.mark.gazettes

GOLDEN = Path(__file__).parent / "golden" / "agencies.csv"
COLUMNS = ("where", "printed", "jurisdiction", "year", "canonical", "kind")
"""``where`` is body for what acts or is addressed, post for what a post is held at."""
MOST_PROVISIONAL = 0.03

Row = tuple[str, ...]


def bodies(fact: Fact) -> Iterator[tuple[str, str, str]]:
    """The bodies that a fact prints: where, in which directive, and the words."""
    if isinstance(fact, Assignment | Duty):
        yield "body", fact.directive, fact.body
    elif isinstance(fact, Directive):
        yield from (("body", directive_key(fact), body) for body in (*fact.issuers, *fact.addressees))
    elif isinstance(fact, Group) and fact.office_host:
        yield "body", fact.directive, fact.office_host


def posts(fact: Fact) -> Iterator[tuple[str, str]]:
    """The posts that a fact prints: in which directive, and the words."""
    if isinstance(fact, Member | Appointment):
        yield from ((fact.directive, post) for post in fact.posts)
    elif isinstance(fact, Event):
        yield from (("", post) for one in fact.participants for post in one.posts)


def kind(name: AgencyName) -> str:
    """What a printed body became: a form of the register, a collective, or a provisional agency."""
    if name.provisional:
        return "provisional"
    if name.collective:
        return "collective"
    return next((match.form.kind for match in forms_of(name)), "other")


def rows_of(fact: Fact, resolution: Resolution) -> Iterator[Row]:
    for where, directive, body in bodies(fact):
        name = resolution.agency(fact, directive, body)
        place, date = resolution.place(fact, directive), resolution.date(fact, directive)
        yield where, body, place.name, date[:4], name.name, kind(name)
    for directive, post in posts(fact):
        place, date = resolution.place(fact, directive), resolution.date(fact, directive)
        body, _ = split_post(post, place=place)
        if body:
            name = canonical_agency(body, place=place, date=date)
            yield "post", body, place.name, date[:4], name.name, kind(name)


@pytest.fixture(scope="module")
def printed(gazettes: Path) -> Counter[Row]:
    """Every body as printed, with what it became, and how often."""
    readings = [extract_source(path) for path in sorted(gazettes.glob("*.txt"))]
    resolution = resolve(readings)
    return Counter(row for reading in readings for fact in reading.facts for row in rows_of(fact, resolution))


def test_every_body_becomes_what_was_checked_by_hand(printed: Counter[Row]) -> None:
    found = sorted(printed)
    if os.environ.get("GONGBAO_FIX") == "1":
        with GOLDEN.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out, lineterminator="\n").writerows([COLUMNS, *found])
    with GOLDEN.open(encoding="utf-8", newline="") as lines:
        _, *golden = map(tuple, csv.reader(lines))
    assert found == golden


def test_few_bodies_are_provisional(printed: Counter[Row]) -> None:
    bodies = {row: count for row, count in printed.items() if row[0] == "body"}
    forms = {(row[1], row[2], row[4], row[5]) for row in bodies}
    unknown = {form for form in forms if form[3] == "provisional"}
    assert len(unknown) / len(forms) < MOST_PROVISIONAL
    occurrences = sum(count for row, count in bodies.items() if row[5] == "provisional")
    assert occurrences / sum(bodies.values()) < MOST_PROVISIONAL
