"""What a reader should look at himself: statements that were not read, and facts that are doubtful.

A gap is a statement that looks like a fact and was not understood. A doubt is a fact that was read and is odd: a name
that is hardly a person's, a group without a head. Doubts change nothing in the graph; each names one place where it
can be looked up.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ..errors import UnknownName
from ..ontology.agencies import is_generic_body
from ..ontology.traditional import simplified
from ..ontology.vocabulary import alternation, meaning
from .ask import ask
from .store import OpenStore, open_store
from .table import Cell, Table

COLUMNS = ("severity", "what", "why", "source", "line", "words")

WEIGHTS: Mapping[str, int] = {
    "name": 90,  # A wrong person with evidence is the worst there can be: it is believed.
    "body": 80,  # The same of an agency.
    "gap": 70,  # Something the gazette says is not in the graph; what is there is right.
    "head": 60,  # Lists begin with the head, so its first line may be lost, or all roles are one too low.
    "heads": 55,  # Two heads of one rank happen, but more often the label of the deputies is lost.
    "title": 50,  # A directive that cannot be told from others.
    "single": 45,  # A group of one: its list may have been cut short.
    "surname": 45,  # Mostly a rare surname; else the scan has broken the name.
    "issuer": 40,  # Short names in it cannot be resolved.
    "date": 40,  # Nothing in it can be placed in time.
    "generic": 35,  # Right as printed, but facts about several bodies may be heaped upon one.
    "agency": 20,  # Mostly right, but no one has said what its official name is. Up to 9 more by the facts it bears.
    "post": 10,  # Editors are printed without posts; who they are, no one can tell.
}
"""How much each kind of entry matters, from 0 to 100; a constant, so that the order is the same everywhere."""

HIGH, MIDDLE = 70, 40
"""From these weights on an entry is ``high`` (facts are missing or wrong) or ``middle`` (they may be); else ``low``."""

MOST_BY_FACTS = 9
"""What the number of facts may add to a weight: never as much as lies between two kinds."""


class _Place(NamedTuple):
    """Where an entry can be looked up."""

    source: str
    start: int
    line: int
    words: str


class _Entry(NamedTuple):
    """One thing to look at."""

    weight: int
    what: str
    why: str
    place: _Place


def review(store: Path, *, source: str | None = None, limit: int | None = None) -> Table:
    """Gaps and doubtful facts of a store, worst first.

    Args:
        store: Folder that a build wrote.
        source: Only entries of the source of this name.
        limit: How many rows are wanted, by default all.

    Returns:
        Columns ``severity`` (``high``, ``middle``, ``low``), ``what`` (``gap``, or the kind of doubt and whom it is
        about), ``why`` (a sentence), ``source``, ``line``, ``words``. Rows of one weight are in the order of the
        sources.

    Raises:
        UnknownName: The store has no source of that name.
        StoreError: The folder is not a store.
    """
    opened = open_store(store)
    names = [one.name for one in opened.manifest.sources]
    if source is not None and source not in names:
        raise UnknownName(f"there is no source {source!r} in the graph; there is {', '.join(names[:_MOST_NAMED])}")
    entries = sorted(_entries(store, opened), key=_rank)
    rows = [_row(entry) for entry in entries if source in (None, entry.place.source)]
    return Table(COLUMNS, tuple(rows[:limit]))


_MOST_NAMED = 5


def tally(table: Table) -> tuple[int, int]:
    """How many rows of a review are gaps, and how many are doubts.

    >>> tally(Table(COLUMNS, (("high", "gap", "", "a.txt", 1, ""), ("low", "agency 残联", "", "a.txt", 2, ""))))
    (1, 1)
    """
    gaps = table.column("what").count("gap")
    return gaps, len(table.rows) - gaps


def _rank(entry: _Entry) -> tuple[int, str, int, str, str]:
    return (-entry.weight, entry.place.source, entry.place.start, entry.what, entry.why)


def _row(entry: _Entry) -> tuple[Cell, ...]:
    severity = "high" if entry.weight >= HIGH else "middle" if entry.weight >= MIDDLE else "low"
    place = entry.place
    return (severity, entry.what, entry.why, place.source, place.line, place.words)


def _entries(store: Path, opened: OpenStore) -> Iterator[_Entry]:
    yield from _gaps(ask(store, "gaps", {}))
    for check in _CHECKS:
        yield from check(opened)


def _gaps(table: Table) -> Iterator[_Entry]:
    # The question gives them in the order of their places.
    for order, (reason, _, source, line, words) in enumerate(table.rows):
        yield _Entry(WEIGHTS["gap"], "gap", str(reason), _Place(str(source), order, _number(line), str(words)))


def _number(cell: Cell) -> int:
    return int(cell or 0)


_PLACE = (
    "?evidence gb:order 1 ; dcterms:source/rdfs:label ?source ; oa:start ?start ; gb:line ?line ; oa:exact ?words ."
)


def _select(opened: OpenStore, variables: str, pattern: str) -> Iterator[tuple[tuple[str, ...], _Place]]:
    """Values of variables, "" where one is unbound, and the place of ?evidence, in the order of the places."""
    query = f"SELECT {variables} ?source ?start ?line ?words {{ {pattern} LATERAL {{ {_PLACE} }} }}"
    rows = [
        (
            tuple("" if value is None else str(value) for value in values),
            _Place(str(source), _number(start), _number(line), str(words)),
        )
        for *values, source, start, line, words in opened.select(query).rows
    ]
    rows.sort(key=lambda row: (row[1], row[0]))
    return iter(rows)


def _first(rows: Iterable[tuple[tuple[str, ...], _Place]]) -> Iterator[tuple[tuple[str, ...], _Place]]:
    """Of rows with the same values, the first."""
    seen: set[tuple[str, ...]] = set()
    for values, place in rows:
        if values not in seen:
            seen.add(values)
            yield values, place


def _terms(iris: Iterable[str]) -> str:
    return " ".join(f"<{iri}>" for iri in iris)


# Persons


def _odd_names(opened: OpenStore) -> Iterator[_Entry]:
    """Names that hardly are a person's."""
    people = opened.select("SELECT DISTINCT ?official ?name { ?official a gb:Official ; rdfs:label ?name }")
    reasons = {str(iri): reason for iri, name in people.rows if (reason := why_no_name(str(name)))}
    if not reasons:
        return
    pattern = f"""
        VALUES ?official {{ {_terms(sorted(reasons))} }}
        ?official rdfs:label ?name .
        ?fact org:member|gb:official|gb:participant ?official ; gb:evidence ?evidence .
    """
    for (iri, name), place in _first(_select(opened, "?official ?name", pattern)):
        weight = WEIGHTS["surname" if reasons[iri] == UNKNOWN_SURNAME else "name"]
        yield _Entry(weight, f"name {name}", reasons[iri], place)


_LONGEST_NAME = 4
UNKNOWN_SURNAME = "begins with no surname that is known"


def why_no_name(name: str) -> str:
    """Why a name is hardly a person's, as the end of a sentence; empty where nothing speaks against it.

    >>> why_no_name("张三峰"), why_no_name("副省长张三峰")
    ('', 'holds a title, so it is hardly the name of a person alone')
    """
    if _holds_title().search(name):
        return "holds a title, so it is hardly the name of a person alone"
    if re.search("[·•・]", name):
        return ""
    if len(name) > _LONGEST_NAME:
        return f"has {len(name)} characters and no middle dot, which is long for a name"
    if len(name) < 2:
        return "has one character, so a part of the name is missing"
    return "" if _surname().match(simplified(name)) else UNKNOWN_SURNAME


@cache
def _holds_title() -> re.Pattern[str]:
    """A title behind or before a name; one character of it alone proves nothing, for names end in 长 too."""
    titles = rf"(?=[\u3400-\u9fff]{{2}}){alternation('title_words')}"
    return re.compile(f"^{titles}|{titles}$")


@cache
def _surname() -> re.Pattern[str]:
    return re.compile(alternation("surnames"))


def _persons_without_post(opened: OpenStore) -> Iterator[_Entry]:
    """Members whom nothing tells from namesakes, an entry a group."""
    pattern = """
        ?seat a gb:Membership ; org:organization ?group ; org:member ?official ; gb:evidence ?evidence .
        ?group rdfs:label ?name . ?official rdfs:label ?person .
        FILTER NOT EXISTS { ?official org:holds ?post }
    """
    persons: dict[tuple[str, str], dict[str, _Place]] = defaultdict(dict)
    for (group, name, person), place in _select(opened, "?group ?name ?person", pattern):
        persons[group, name].setdefault(person, place)
    for (_, name), found in persons.items():
        listed = f"{'、'.join(list(found)[:_MOST_NAMED])}{'…' if len(found) > _MOST_NAMED else ''}"
        why = f"{len(found)} of its members are printed without a post, here and everywhere: {listed}"
        yield _Entry(WEIGHTS["post"], f"group {name}", why, min(found.values()))


# Agencies


def _unknown_agencies(opened: OpenStore) -> Iterator[_Entry]:
    """Agencies that are not in the register, with the facts that rest on each."""
    pattern = """
        ?agency gb:provisional true ; rdfs:label ?name .
        { ?fact gb:agency ?agency } UNION { ?fact gb:post/org:postIn ?agency }
        UNION { ?fact gb:issuer ?agency } UNION { ?fact gb:officeHost ?agency }
        ?fact gb:evidence ?evidence .
    """
    facts: dict[tuple[str, str], set[str]] = defaultdict(set)
    places: dict[tuple[str, str], _Place] = {}
    for (agency, name, fact), place in _select(opened, "?agency ?name ?fact", pattern):
        facts[agency, name].add(fact)
        places.setdefault((agency, name), place)
    for (agency, name), bearing in facts.items():
        yield _unknown_agency(name, len(bearing), places[agency, name])


def _unknown_agency(name: str, facts: int, place: _Place) -> _Entry:
    rest = f"{facts} fact{'s rest' if facts > 1 else ' rests'} on it"
    kind, why = _why_unknown(name)
    # Only among agencies that are odd in nothing else the number of facts tells which to look at first.
    weight = WEIGHTS[kind] + (min(facts, MOST_BY_FACTS) if kind == "agency" else 0)
    return _Entry(weight, f"agency {name}", f"{why}; {rest}", place)


def _why_unknown(name: str) -> tuple[str, str]:
    """What is odd about an agency that is not in the register, worst first: a kind of entry, and the reason."""
    if _SEVERAL.search(name) or not _body().fullmatch(name):
        return "body", "does not read as the name of one body"
    if is_generic_body(name):
        return "generic", "could be the name of several bodies"
    return "agency", "is not in the register of agencies"


_SEVERAL = re.compile("等|或|以及|及其")


@cache
def _body() -> re.Pattern[str]:
    """A body by its form; a note in brackets may follow its name."""
    return re.compile(rf"(?:{alternation('bodies')})(?:（[^（）]*）)?")


# Groups


class _Seat(NamedTuple):
    role: str
    person: str
    place: _Place


def _odd_groups(opened: OpenStore) -> Iterator[_Entry]:
    """Lists of members, each as one directive prints it, whose roles do not go together."""
    pattern = """
        ?seat a gb:Membership ; org:organization ?group ; org:member/rdfs:label ?person ; gb:evidence ?evidence .
        ?group rdfs:label ?name .
        OPTIONAL { ?seat gb:role ?role } OPTIONAL { ?seat gb:directive ?directive }
        FILTER NOT EXISTS { ?seat gb:staff true }
    """
    lists: dict[tuple[str, ...], list[_Seat]] = defaultdict(list)
    for (*key, role, person), place in _select(opened, "?group ?directive ?name ?role ?person", pattern):
        lists[*key, place.source].append(_Seat(role, person, place))
    for (_, _, name, _), seats in lists.items():
        yield from _odd_roles(f"group {name}", seats)


def _odd_roles(what: str, seats: Sequence[_Seat]) -> Iterator[_Entry]:
    place = seats[0].place
    if len({seat.person for seat in seats}) == 1:
        yield _Entry(WEIGHTS["single"], what, "has one member alone, so its list may have been cut short", place)
        return
    ranks = {meaning("member_roles", seat.role) for seat in seats if seat.role}
    if ranks & {"deputy", "member"} and "head" not in ranks:
        yield _Entry(WEIGHTS["head"], what, "has deputies or members, but no head was read", place)
    for role, persons in _heads(seats).items():
        if len(persons) > 1:
            why = f"has {len(persons)} members who are {role}: {'、'.join(persons[:_MOST_NAMED])}"
            yield _Entry(WEIGHTS["heads"], what, why, place)


_SHARED_ROLES = re.compile(r"[双名轮]|召集人$|指挥$")
"""Roles of a head that several hold as a rule: 双组长, 名誉主任, 召集人 of a joint meeting."""


def _heads(seats: Iterable[_Seat]) -> dict[str, list[str]]:
    """Who holds each role of a head, where one alone should."""
    heads: dict[str, list[str]] = defaultdict(list)
    for seat in seats:
        alone = meaning("member_roles", seat.role) == "head" and not _SHARED_ROLES.search(seat.role)
        if alone and seat.person not in heads[seat.role]:
            heads[seat.role].append(seat.person)
    return heads


# Directives


_LACKS: Sequence[tuple[str, str, str]] = (
    ("title", "dcterms:title", "no title was read"),
    ("issuer", "gb:issuer", "no issuer was read, so short names in it cannot be resolved"),
    ("date", "gb:date", "no date was read, so nothing in it can be placed in time"),
)


def _bare_directives(opened: OpenStore) -> Iterator[_Entry]:
    """Directives printed in a source that lack what every directive has."""
    for kind, term, why in _LACKS:
        pattern = f"""
            ?directive a gb:Directive ; rdfs:label ?name ; gb:evidence ?evidence .
            FILTER NOT EXISTS {{ ?directive {term} ?value }}
        """
        for (_, name), place in _first(_select(opened, "?directive ?name", pattern)):
            yield _Entry(WEIGHTS[kind], f"directive {name}", why, place)


_CHECKS: Sequence[Callable[[OpenStore], Iterator[_Entry]]] = (
    _odd_names,
    _unknown_agencies,
    _odd_groups,
    _bare_directives,
    _persons_without_post,
)
