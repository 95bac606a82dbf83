"""The register of agencies: forms that names have in every place, and how the reforms carried them on.

The register is RDF: ``agencies.ttl``, which ships with the package, and a file of the user's own, which wins over it.
A form is a name with a gap for its place: ``{place}教育厅`` is an agency in every province. A user's file may also name
organisations outright. This module knows words and forms alone; :mod:`.agencies` knows how they are read.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Date
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Literal, TypeAlias, cast, get_args

import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat

from ..errors import RegisterError

FormKind: TypeAlias = Literal["department", "party", "whole", "group", "nation", "branch", "collective", "organization"]
ChangeKind: TypeAlias = Literal["renamed", "merged", "split"]
Level: TypeAlias = Literal["nation", "province", "region", "municipality", "prefecture", "city", "county"]

SHIPPED = "shipped"
"""The origin of what the package itself knows."""

GB = "https://gongbao.example/ontology#"
ORG = "http://www.w3.org/ns/org#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_DATE = "http://purl.org/dc/terms/date"

_GAPS = ("place", "party", "printed")
"""Gaps of an official name that are filled from the place that speaks or from the words, not from the pattern."""
_GAP = re.compile(r"\{(\w+)\}")
_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}")


@dataclass(frozen=True, slots=True)
class Form:
    """An agency as every place has it, or one organisation that a user names.

    Attributes:
        iri: What the register calls it.
        kind: Where its names stand: after a place, after a party committee, alone …
        label: The official name, with gaps in braces.
        short: Short forms.
        pattern: A regular expression for names that cannot be listed; empty where there is none.
        levels: Levels of the places that have it; empty for all.
        since: First day of the directives for which it counts; empty for all.
        until: Last day.
        field: IRI of what it is concerned with; empty where that cannot be told.
        jurisdiction: The place of an organisation.
        members: Levels of the places whose governments a collective stands for; empty where that cannot be told.
        origin: ``shipped``, or the name of the user's file.
        examples: Texts in which the form is to be read.
        counterexamples: Texts in which it is not.
    """

    iri: str
    kind: FormKind
    label: str
    short: tuple[str, ...] = ()
    pattern: str = ""
    levels: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    field: str = ""
    jurisdiction: str = ""
    members: tuple[str, ...] = ()
    origin: str = SHIPPED
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """The names that are listed: the official one as it stands behind its place, and the short forms."""
        return self.short if self.pattern else tuple(dict.fromkeys((self.own_name, *self.short)))

    @property
    def own_name(self) -> str:
        """The official name without the place or the committee before it."""
        return self.label.removeprefix("{place}").removeprefix("{party}")

    def applies(self, level: str | None, date: str) -> bool:
        """Whether it counts at a place of this level and on this date; one bound to a period needs a date."""
        if self.levels and level not in self.levels:
            return False
        if not date and (self.since or self.until):
            return False
        return self.since <= date and (not self.until or date <= self.until)


@dataclass(frozen=True, slots=True)
class Match:
    """A form that words are in, and the parts of the words that its pattern names."""

    form: Form
    parts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """A step of a reform.

    Attributes:
        iri: What the register calls it.
        kind: What happened.
        originals: The forms that it ended, or took a part from.
        results: The forms that carry on.
        date: The month of the national step, a year, a day, or empty; each place followed at a date of its own.
        origin: ``shipped``, or the name of the user's file.
        levels: Levels of the places that took it; empty for all.
        except_in: Names of places which, with all below them, did not take it.
    """

    iri: str
    kind: ChangeKind
    originals: tuple[Form, ...]
    results: tuple[Form, ...]
    date: str
    origin: str
    levels: tuple[str, ...] = ()
    except_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """What agencies are concerned with, such as health."""

    iri: str
    zh: str
    en: str


@dataclass(frozen=True, eq=False)
class Layer:
    """What one file says; equal to itself alone."""

    forms: tuple[Form, ...]
    changes: tuple[Change, ...]
    fields: tuple[Field, ...]

    @cached_property
    def _listed(self) -> Mapping[tuple[str, str], tuple[Form, ...]]:
        listed: dict[tuple[str, str], list[Form]] = defaultdict(list)
        for form in self.forms:
            for words in form.words:
                listed[form.kind, words].append(form)
        return {key: tuple(forms) for key, forms in listed.items()}

    @cached_property
    def _patterns(self) -> Mapping[str, tuple[tuple[Form, re.Pattern[str]], ...]]:
        """Patterns by kind; those that give a name of its own come first."""
        patterned = sorted((form for form in self.forms if form.pattern), key=lambda form: form.label == "{printed}")
        found: dict[str, list[tuple[Form, re.Pattern[str]]]] = defaultdict(list)
        for form in patterned:
            found[form.kind].append((form, re.compile(form.pattern)))
        return {kind: tuple(pairs) for kind, pairs in found.items()}

    def matches(self, kind: FormKind, words: str) -> Iterator[Match]:
        """The forms of a kind that words are in, listed names before patterns."""
        yield from (Match(form, {}) for form in self._listed.get((kind, words), ()))
        for form, pattern in self._patterns.get(kind, ()):
            if match := pattern.fullmatch(words):
                yield Match(form, match.groupdict())


@dataclass(frozen=True, eq=False)
class Register:
    """Layers of forms, the one that wins first; equal to itself alone."""

    layers: tuple[Layer, ...]

    def find(self, kind: FormKind, words: str, *, level: str | None = None, date: str = "") -> Match | None:
        """The first form of a kind that words are in and that counts at a level and a date."""
        return next((one for one in self.matches(kind, words) if one.form.applies(level, date)), None)

    def matches(self, kind: FormKind, words: str) -> Iterator[Match]:
        """Every form of a kind that words are in, the one that wins first."""
        for layer in self.layers:
            yield from layer.matches(kind, words)

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        """All forms, those that win first."""
        return tuple(form for layer in self.layers for form in layer.forms)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """All steps of reforms."""
        return tuple(change for layer in self.layers for change in layer.changes)

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """Fields by IRI."""
        return {field.iri: field for layer in reversed(self.layers) for field in layer.fields}

    @cached_property
    def by_label(self) -> Mapping[str, tuple[Form, ...]]:
        """Forms without pattern by official name, gaps and all."""
        found: dict[str, list[Form]] = defaultdict(list)
        for form in self.forms:
            if not form.pattern:
                found[form.label].append(form)
        return {label: tuple(forms) for label, forms in found.items()}

    @cached_property
    def by_pattern(self) -> tuple[tuple[Form, re.Pattern[str]], ...]:
        """Forms with a pattern, each with an expression that its official names match."""
        return tuple((form, re.compile(_label_to_pattern(form))) for form in self.forms if form.pattern)

    @cached_property
    def changes_of(self) -> Mapping[str, tuple[Change, ...]]:
        """The steps that ended a form, by its IRI."""
        found: dict[str, list[Change]] = defaultdict(list)
        for change in self.changes:
            for form in change.originals:
                found[form.iri].append(change)
        return {iri: tuple(changes) for iri, changes in found.items()}


def _label_to_pattern(form: Form) -> str:
    """An expression for the official names of a form, with a group for each gap but those of the place."""
    if form.label == "{printed}":
        return form.pattern
    parts = _GAP.split(form.label)
    words = [part if number % 2 else re.escape(part) for number, part in enumerate(parts)]
    return "".join(
        word if not number % 2 else (re.escape(f"{{{word}}}") if word in _GAPS else f"(?P<{word}>.+)")
        for number, word in enumerate(words)
    )


@cache
def shipped() -> Register:
    """The register that ships with the package."""
    text = (files(__package__) / "agencies.ttl").read_bytes()
    return Register((_read(text, SHIPPED),))


def extended(text: bytes, name: str) -> Register:
    """The shipped register with a user's file before it.

    Args:
        text: The file, Turtle in UTF-8.
        name: Its name, for messages and for the origin of what it says.

    Raises:
        RegisterError: The file is not Turtle, or breaks a rule of the register.
    """
    return Register((_read(text, name, shipped()), *shipped().layers))


def read_file(path: Path) -> bytes:
    """The bytes of a user's file, which :func:`extended` checks.

    Raises:
        RegisterError: It cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise RegisterError(f"the register {path} cannot be read: {error.strerror or error}") from error


# Reading Turtle

Description: TypeAlias = Mapping[str, tuple[str, ...]]
"""What a file says of one thing: values by the IRI of the property, in the order of the file."""


def describe(text: bytes, name: str) -> dict[str, Description]:
    """What a Turtle file says of each thing that it names.

    Raises:
        RegisterError: It is not Turtle.
    """
    things: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    try:
        for triple in pyoxigraph.parse(text, RdfFormat.TURTLE):
            value = triple.object
            words = value.value if isinstance(value, NamedNode | pyoxigraph.Literal) else str(value)
            if (
                isinstance(value, pyoxigraph.Literal)
                and value.language
                and triple.predicate.value == f"{SKOS}prefLabel"
            ):
                things[_name(triple.subject)][f"{SKOS}prefLabel@{value.language}"].append(words)
            things[_name(triple.subject)][triple.predicate.value].append(words)
    except SyntaxError as error:
        raise RegisterError(f"the register {name} is not Turtle: {error.msg}") from error
    return {thing: {key: tuple(values) for key, values in said.items()} for thing, said in things.items()}


def _name(subject: object) -> str:
    return subject.value if isinstance(subject, NamedNode) else str(subject)


def _read(text: bytes, origin: str, below: Register | None = None) -> Layer:
    things = describe(text, origin)
    known = {form.iri: form for form in below.forms} if below is not None else {}
    forms = tuple(_form(iri, said, origin) for iri, said in things.items() if _form_class(said))
    known |= {form.iri: form for form in forms}
    changes = tuple(
        _change(iri, said, origin, known) for iri, said in things.items() if f"{ORG}ChangeEvent" in said.get(_TYPE, ())
    )
    fields = tuple(_field(iri, said) for iri, said in things.items() if f"{GB}AgencyField" in said.get(_TYPE, ()))
    every_field = {field.iri for field in fields} | (set(below.fields) if below is not None else set())
    for iri, said in things.items():
        if not set(said.get(_TYPE, ())) & _CLASSES:
            raise RegisterError(f"{_place(iri, origin)} is of no class that the register knows: {_among(_CLASSES)}")
    for form in forms:
        if form.field and form.field not in every_field:
            raise RegisterError(f"{_place(form.iri, origin)} has a gb:field that is not in the register: {form.field}")
    if below is not None:
        if not things:
            raise RegisterError(f"the register {origin} is empty: give it an entry, or leave it away")
        _check_names(forms, origin)
        _check_succession(changes, below.changes, origin)
    return Layer(forms, changes, fields)


_CLASSES = {f"{GB}AgencyForm", f"{GB}AgencyField", f"{GB}Agency", f"{ORG}Organization", f"{ORG}ChangeEvent"}
_ORGANIZATIONS = {f"{GB}Agency", f"{ORG}Organization"}


def _form_class(said: Description) -> bool:
    return bool(set(said.get(_TYPE, ())) & {f"{GB}AgencyForm", *_ORGANIZATIONS})


def _place(iri: str, origin: str) -> str:
    return f"in the register {origin}, {iri}"


def _among(words: Iterable[str]) -> str:
    return ", ".join(sorted(re.split("[#/]", word)[-1] for word in words))


def _form(iri: str, said: Description, origin: str) -> Form:
    _check_terms(iri, said, _FORM_TERMS, origin)
    is_form = f"{GB}AgencyForm" in said[_TYPE]
    kind = _one(iri, said, f"{GB}formKind", origin) if is_form else "organization"
    if kind not in get_args(FormKind) or (is_form and kind == "organization"):
        kinds = [one for one in get_args(FormKind) if one != "organization"]
        raise RegisterError(f"{_place(iri, origin)} has the gb:formKind {kind!r}, and there are {', '.join(kinds)}")
    labels = said.get(f"{SKOS}prefLabel", ())
    if len(labels) != 1 or not labels[0]:
        raise RegisterError(f"{_place(iri, origin)} needs one skos:prefLabel, its official name")
    form = Form(
        iri=iri,
        kind=cast(FormKind, kind),
        label=labels[0],
        short=said.get(f"{SKOS}altLabel", ()),
        pattern=_at_most_one(iri, said, f"{GB}pattern", origin),
        levels=said.get(f"{GB}level", ()),
        since=_first_day(_day(iri, said, f"{GB}since", origin)),
        until=_last_day(_day(iri, said, f"{GB}until", origin)),
        field=_at_most_one(iri, said, f"{GB}field", origin),
        jurisdiction=_at_most_one(iri, said, f"{GB}jurisdiction", origin),
        members=said.get(f"{GB}memberLevel", ()),
        origin=origin,
        examples=said.get(f"{SKOS}example", ()),
        counterexamples=said.get(f"{GB}counterExample", ()),
    )
    _check_form(form)
    return form


_COMMON = {_TYPE, f"{SKOS}prefLabel", f"{SKOS}altLabel", f"{SKOS}note", f"{SKOS}definition"}
_FORM_TERMS = (
    _COMMON
    | {
        f"{GB}{name}"
        for name in (
            "formKind",
            "pattern",
            "level",
            "since",
            "until",
            "field",
            "jurisdiction",
            "memberLevel",
            "counterExample",
        )
    }
    | {f"{SKOS}example"}
)
_CHANGE_TERMS = {
    _TYPE, _DATE, f"{ORG}originalOrganization", f"{ORG}resultingOrganization", f"{GB}changeKind", f"{SKOS}note",
    f"{GB}level", f"{GB}exceptIn"
}  # fmt: skip


def _check_terms(iri: str, said: Description, known: set[str], origin: str) -> None:
    unknown = [term for term in said if term.partition("@")[0] not in known]
    if unknown:
        raise RegisterError(f"{_place(iri, origin)} has {unknown[0]}, which the register does not know")


def _at_most_one(iri: str, said: Description, term: str, origin: str) -> str:
    values = said.get(term, ())
    if len(values) > 1:
        raise RegisterError(f"{_place(iri, origin)} has {len(values)} values of {_among([term])}, and may have one")
    return values[0] if values else ""


def _one(iri: str, said: Description, term: str, origin: str) -> str:
    value = _at_most_one(iri, said, term, origin)
    if not value:
        raise RegisterError(f"{_place(iri, origin)} needs gb:{_among([term])}")
    return value


def _day(iri: str, said: Description, term: str, origin: str) -> str:
    """A day, month or year as it is written."""
    text = _at_most_one(iri, said, term, origin)
    if text and not _is_date(text):
        name = "dcterms:date" if term == _DATE else f"gb:{_among([term])}"
        raise RegisterError(f"{_place(iri, origin)} has a {name} that is no day, month or year: {text!r}")
    return text


def _first_day(date: str) -> str:
    return f"{date}-01-01"[:10] if len(date) == 4 else f"{date}-01" if len(date) == 7 else date


def _last_day(date: str) -> str:
    return f"{date}-12-31" if len(date) == 4 else f"{date}-31" if len(date) == 7 else date


def _is_date(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text) and Date.fromisoformat(_first_day(text)))
    except ValueError:
        return False


def _check_form(form: Form) -> None:
    where = _place(form.iri, form.origin)
    _check_levels((*form.levels, *form.members), where)
    try:
        groups = set(re.compile(form.pattern).groupindex)
    except re.error as error:
        raise RegisterError(f"{where} has a gb:pattern that is no regular expression: {error}") from error
    for gap in _GAP.findall(form.label):
        if gap not in _GAPS and gap not in groups:
            raise RegisterError(f"{where} has {{{gap}}} in its name, and no part of gb:pattern is named {gap}")
    if form.kind == "organization" and (form.pattern or "{" in form.label):
        raise RegisterError(f"{where} is an organisation, which has no gb:pattern and no braces in its name")


def _check_levels(levels: Iterable[str], where: str) -> None:
    for level in levels:
        if level not in get_args(Level):
            raise RegisterError(f"{where} has the gb:level {level!r}, and there are {', '.join(get_args(Level))}")


def _check_names(forms: Iterable[Form], origin: str) -> None:
    """No two organisations of one place share a name at one time."""
    seen: dict[tuple[str, str], Form] = {}
    for form in forms:
        for words in form.words if form.kind == "organization" else ():
            other = seen.setdefault((form.jurisdiction, words), form)
            if other is not form and not (_before(other, form) or _before(form, other)):
                raise RegisterError(f"{_place(form.iri, origin)} and {other.iri} both have the name {words!r}")


def _check_succession(own: Iterable[Change], below: Iterable[Change], origin: str) -> None:
    """Nobody carries on itself, at once or in the end."""
    heirs: dict[str, set[str]] = defaultdict(set)
    for change in (*own, *below):
        for form in change.originals:
            heirs[form.iri].update(result.iri for result in change.results)
    for change in own:
        for form in change.originals:
            if form.iri in _all_heirs(form.iri, heirs):
                raise RegisterError(
                    f"{_place(change.iri, origin)} makes {form.iri} an heir of itself;"
                    " one that came back is an organisation of its own, with gb:since"
                )


def _all_heirs(iri: str, heirs: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    ahead = [iri]
    while ahead:
        new = heirs.get(ahead.pop(), set()) - found
        found |= new
        ahead.extend(new)
    return found


def _before(one: Form, other: Form) -> bool:
    return bool(one.until and other.since and one.until < other.since)


def _change(iri: str, said: Description, origin: str, known: Mapping[str, Form]) -> Change:
    _check_terms(iri, said, _CHANGE_TERMS, origin)
    kind = _one(iri, said, f"{GB}changeKind", origin)
    if kind not in get_args(ChangeKind):
        raise RegisterError(
            f"{_place(iri, origin)} has the gb:changeKind {kind!r}, and there are {', '.join(get_args(ChangeKind))}"
        )
    levels = said.get(f"{GB}level", ())
    _check_levels(levels, _place(iri, origin))
    return Change(
        iri=iri,
        kind=cast(ChangeKind, kind),
        originals=_forms(iri, said, "originalOrganization", origin, known),
        results=_forms(iri, said, "resultingOrganization", origin, known),
        date=_day(iri, said, _DATE, origin),
        origin=origin,
        levels=levels,
        except_in=said.get(f"{GB}exceptIn", ()),
    )


def _forms(iri: str, said: Description, term: str, origin: str, known: Mapping[str, Form]) -> tuple[Form, ...]:
    named = said.get(f"{ORG}{term}", ())
    if not named:
        raise RegisterError(f"{_place(iri, origin)} needs org:{term}")
    for one in named:
        if one not in known:
            raise RegisterError(f"{_place(iri, origin)} names an organisation that is not in the register: {one}")
    return tuple(known[one] for one in named)


def _field(iri: str, said: Description) -> Field:
    zh, en = (said.get(f"{SKOS}prefLabel@{language}", ("",))[0] for language in ("zh", "en"))
    return Field(iri, zh, en)
