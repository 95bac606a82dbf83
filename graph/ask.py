"""Named questions: SPARQL files that say in their header what they answer and what they can be told.

A question is a file ``queries/NAME.rq``. Its header, and the places in its text that an option fills::

    # title: Who sits on a group?
    # title.zh: 某领导小组有哪些成员？
    # about: One sentence more.
    # option of group required The group's name.
    # option limit rows 20 How many to show.

    SELECT … { VALUES ?of { UNDEF } … } LIMIT 20

An option has a name (its variable has _ for -), a kind, a default (``-``: none; ``required``: must be given) and a
description. What a user gives is first made a value of that kind and then written as an RDF term by the engine's own
serializer; nothing else of it gets into the query.

Time and place are told to all questions in one way (:mod:`.scope`). A question that can be held to a time says in its
header of what, and marks the places in its text that decide; without the option these are comments and nothing more::

    # time: the date of the directive
    # place: the agency's place

    SELECT … {
      …
      # when: ?task gb:directive/gb:date
      # where: ?agency gb:jurisdiction
    }

The queries use LATERAL, which Oxigraph and Jena add to SPARQL: it looks up what belongs to each row, where a plain
OPTIONAL makes Oxigraph go through the whole graph.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from ..errors import QueryError
from .names import ENTITY_KINDS, find_named, find_place, unlike
from .options import Option, read_value
from .scope import SCOPE_OPTIONS, Scope, header_options, read_scope
from .store import OpenStore, open_store
from .table import Table

REQUIRED = "required"
NO_DEFAULT = "-"


@dataclass(frozen=True, slots=True)
class Question:
    """A named question.

    Attributes:
        name: What it is asked by.
        title: The question in English.
        title_zh: The question in Chinese.
        about: What the answer holds.
        options: What it can be told, in the order of the header.
        sparql: The query, as it runs when nothing is told.
        needs_time: Whether it must be held to a time: a year, or from and to.
    """

    name: str
    title: str
    title_zh: str
    about: str
    options: tuple[Option, ...]
    sparql: str
    needs_time: bool = False


@cache
def list_questions() -> tuple[Question, ...]:
    """All named questions, by name.

    >>> [question.name for question in list_questions()][:2]
    ['agency', 'agency-tasks']
    """
    folder = resources.files(__package__) / "queries"
    files = {file.name.removesuffix(".rq"): file for file in folder.iterdir() if file.name.endswith(".rq")}
    return tuple(parse_question(name, files[name].read_text("utf-8")) for name in sorted(files))


def ask(store: Path, name: str, options: Mapping[str, str]) -> Table:
    """The answer of a store to a named question.

    Args:
        store: Folder that a build wrote.
        name: Name of the question.
        options: Values as a user types them, by name of the option.

    Raises:
        QueryError: There is no such question or option, an option is missing, or a value is not of its kind.
        UnknownName: A name stands nowhere in the graph; the sentence lists the nearest ones.
        StoreError: The folder is not a store.
    """
    question = find_question(name)
    given = _given(question, options)
    opened = open_store(store)
    sparql = _fill(question, given, opened)
    scope = _scope(given, opened)
    if question.needs_time and not scope.is_timed:
        raise QueryError(f"{question.name} needs a time: a year, or from and to")
    table = _first(opened.select(scope.apply(sparql)), given)
    return replace(table, notes=(*table.notes, *_left_out(opened, sparql, scope)))


def _first(table: Table, given: Mapping[Option, str]) -> Table:
    """The rows that were wanted; one more was asked for, to know whether there is any."""
    limits = ((option, int(value)) for option, value in given.items() if option.kind == "rows")
    for option, limit in limits:
        if len(table.rows) == limit + 1:
            note = f"There are more than {limit}: --{option.name} shows as many as you want."
            return replace(table, rows=table.rows[:limit], notes=(note,))
    return table


def find_question(name: str) -> Question:
    """The question of that name.

    Raises:
        QueryError: There is none; the sentence lists the nearest ones.
    """
    questions = {question.name: question for question in list_questions()}
    if name not in questions:
        raise QueryError(unlike("question", name, questions))
    return questions[name]


# Reading a file

_ENTRY = re.compile(r"# (title|title\.zh|about): (.+)")
_OPTION = re.compile(r"# option (?P<name>[a-z-]+) (?P<kind>[a-z0-9_|-]+) (?P<default>\S+) (?P<about>.+)")
_SCOPE = re.compile(r"# (time|place)( required)?: (.+)")


def parse_question(name: str, text: str) -> Question:
    """The question that the text of a ``.rq`` file states."""
    lines = text.splitlines()
    entries = {match[1]: match[2] for line in lines if (match := _ENTRY.fullmatch(line))}
    own = [_option(match) for line in lines if (match := _OPTION.fullmatch(line))]
    scopes = [match for line in lines if (match := _SCOPE.fullmatch(line))]
    shared = [header_options(match[1], match[3]) for match in scopes]
    return Question(
        name=name,
        title=entries["title"],
        title_zh=entries["title.zh"],
        about=entries["about"],
        options=(*own, *(option for options in shared for option in options)),
        sparql=text,
        needs_time=any(match[1] == "time" and match[2] for match in scopes),
    )


def _option(match: re.Match[str]) -> Option:
    default = match["default"]
    return Option(
        name=match["name"],
        kind=match["kind"],
        default=None if default in (REQUIRED, NO_DEFAULT) else default,
        required=default == REQUIRED,
        about=match["about"],
    )


# Filling in what was given


def _given(question: Question, options: Mapping[str, str]) -> dict[Option, str]:
    """The value of every option that has one."""
    known = {option.name: option for option in question.options}
    for name in options:
        if name not in known:
            raise QueryError(unlike(f"option of {question.name}", name, known))
    missing = [option.name for option in question.options if option.required and option.name not in options]
    if missing:
        raise QueryError(f"{question.name} needs the option {missing[0]!r}")
    values = ((option, options.get(option.name, option.default)) for option in question.options)
    return {option: value for option, value in values if value is not None}


def _fill(question: Question, given: Mapping[Option, str], store: OpenStore) -> str:
    sparql = question.sparql
    for option, value in given.items():
        if option.kind == "rows":
            sparql = _limited(sparql, int(read_value(option, value)))
        elif option.name not in SCOPE_OPTIONS:
            sparql = _fill_terms(sparql, option, value, store)
    return sparql


_LIMIT = re.compile(r"^(?P<indent> *)LIMIT \d+$", re.MULTILINE)
_OF_ROWS = 4
"""A limit that stands deeper than this is one of a part of the answer, not of its rows."""


def _limited(sparql: str, rows: int) -> str:
    """A query that gives so many rows, and one more where there is one."""
    return _LIMIT.sub(lambda limit: f"{limit['indent']}LIMIT {rows + (len(limit['indent']) <= _OF_ROWS)}", sparql)


def _fill_terms(sparql: str, option: Option, value: str, store: OpenStore) -> str:
    terms = " ".join(map(str, _terms(option, value, store)))
    # Through a function, because a replacement string would give meaning to backslashes in a term.
    variable = option.name.replace("-", "_")
    return sparql.replace(f"VALUES ?{variable} {{ UNDEF }}", f"VALUES ?{variable} {{ {terms} }}")


def _terms(option: Option, value: str, store: OpenStore) -> tuple[NamedNode | Literal, ...]:
    if option.kind in ENTITY_KINDS:
        return find_named(store, value, kind=option.kind)
    return (Literal(read_value(option, value)),)


# Time and place


def _scope(given: Mapping[Option, str], store: OpenStore) -> Scope:
    told = {option: value for option, value in given.items() if option.name in SCOPE_OPTIONS}
    place = next((find_place(store, value) for option, value in told.items() if option.kind == "place"), "")
    return read_scope(told, place)


_DETAILS = "\n  # details\n"


def _without_details(sparql: str) -> str:
    """A query that gives as many rows, without what is looked up for each row once it is known which are shown."""
    rows, marked, _ = sparql.partition(_DETAILS)
    return f"{rows}\n}}" if marked else sparql


def _left_out(store: OpenStore, sparql: str, scope: Scope) -> Iterator[str]:
    """A sentence for each lack that keeps something out of an answer."""
    for why, others in scope.left_out():
        query = others.apply(_LIMIT.sub("", _without_details(sparql)))
        (rows,) = store.select(f"SELECT (COUNT(*) AS ?rows) {{ {{\n{query}\n}} }}").column("rows")
        if rows:
            yield f"{rows} {'row is' if rows == 1 else 'rows are'} left out, {why}"
