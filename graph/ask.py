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

The queries use LATERAL, which Oxigraph and Jena add to SPARQL: it looks up what belongs to each row, where a plain
OPTIONAL makes Oxigraph go through the whole graph.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from importlib import resources
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from ..errors import QueryError
from .names import ENTITY_KINDS, find_named
from .store import OpenStore, open_store
from .table import Table

REQUIRED = "required"
NO_DEFAULT = "-"


@dataclass(frozen=True, slots=True)
class Option:
    """Something that a question can be told.

    Attributes:
        name: As on the command line, without dashes.
        kind: ``agency``, ``group``, ``official``, ``directive``, ``post`` (a name in the graph), ``text``, ``year``,
            ``date``, ``rows``, ``flag`` (given or not; its value is ``yes``), or the allowed words joined with ``|``.
        default: What holds if it is not given; None if nothing does.
        required: Whether it must be given.
        about: One sentence.
    """

    name: str
    kind: str
    default: str | None
    required: bool
    about: str


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
    """

    name: str
    title: str
    title_zh: str
    about: str
    options: tuple[Option, ...]
    sparql: str


@cache
def list_questions() -> tuple[Question, ...]:
    """All named questions, by name.

    >>> [question.name for question in list_questions()][:2]
    ['agency-tasks', 'appointments']
    """
    folder = resources.files(__package__) / "queries"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".rq")), key=lambda file: file.name)
    return tuple(parse_question(file.name.removesuffix(".rq"), file.read_text("utf-8")) for file in files)


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
    return opened.select(_fill(question, given, opened))


def find_question(name: str) -> Question:
    """The question of that name.

    Raises:
        QueryError: There is none; the sentence lists the nearest ones.
    """
    questions = {question.name: question for question in list_questions()}
    if name not in questions:
        raise QueryError(_unlike("question", name, questions))
    return questions[name]


def _unlike(what: str, name: str, known: Iterable[str]) -> str:
    names = list(known)
    nearest = get_close_matches(name, names, n=3, cutoff=0.4) or names
    return f"there is no {what} {name!r}; there is {', '.join(nearest)}" if nearest else f"there is no {what} {name!r}"


# Reading a file

_ENTRY = re.compile(r"# (title|title\.zh|about): (.+)")
_OPTION = re.compile(r"# option (?P<name>[a-z-]+) (?P<kind>[a-z|]+) (?P<default>\S+) (?P<about>.+)")


def parse_question(name: str, text: str) -> Question:
    """The question that the text of a ``.rq`` file states."""
    lines = text.splitlines()
    entries = {match[1]: match[2] for line in lines if (match := _ENTRY.fullmatch(line))}
    return Question(
        name=name,
        title=entries["title"],
        title_zh=entries["title.zh"],
        about=entries["about"],
        options=tuple(_option(match) for line in lines if (match := _OPTION.fullmatch(line))),
        sparql=text,
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
            raise QueryError(_unlike(f"option of {question.name}", name, known))
    missing = [option.name for option in question.options if option.required and option.name not in options]
    if missing:
        raise QueryError(f"{question.name} needs the option {missing[0]!r}")
    values = ((option, options.get(option.name, option.default)) for option in question.options)
    return {option: value for option, value in values if value is not None}


def _fill(question: Question, given: Mapping[Option, str], store: OpenStore) -> str:
    sparql = question.sparql
    for option, value in given.items():
        sparql = (
            _fill_rows(sparql, option, value) if option.kind == "rows" else _fill_terms(sparql, option, value, store)
        )
    return sparql


def _fill_rows(sparql: str, option: Option, value: str) -> str:
    return re.sub(r"^( *LIMIT) \d+$", rf"\1 {_rows(option, value)}", sparql, flags=re.MULTILINE)


def _fill_terms(sparql: str, option: Option, value: str, store: OpenStore) -> str:
    terms = " ".join(map(str, _terms(option, value, store)))
    # Through a function, because a replacement string would give meaning to backslashes in a term.
    variable = option.name.replace("-", "_")
    return sparql.replace(f"VALUES ?{variable} {{ UNDEF }}", f"VALUES ?{variable} {{ {terms} }}")


def _terms(option: Option, value: str, store: OpenStore) -> tuple[NamedNode | Literal, ...]:
    if option.kind in ENTITY_KINDS:
        return find_named(store, value, kind=option.kind)
    return (Literal(_READERS.get(option.kind, _word)(option, value)),)


def _rows(option: Option, value: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", value) or int(value) == 0:
        raise QueryError(f"{option.name} is a positive whole number, not {value!r}")
    return int(value)


def _text(option: Option, value: str) -> str:
    return value


def _year(option: Option, value: str) -> str:
    if not re.fullmatch(r"[0-9]{4}", value):
        raise QueryError(f"{option.name} is a year such as 2020, not {value!r}")
    return value


def _date(option: Option, value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise QueryError(f"{option.name} is a day such as 2016-06-01, not {value!r}") from error


def _flag(option: Option, value: str) -> str:
    if value != "yes":
        raise QueryError(f"{option.name} is given as 'yes' or not at all, not {value!r}")
    return value


def _word(option: Option, value: str) -> str:
    words = option.kind.split("|")
    if value not in words:
        raise QueryError(f"{option.name} is one of {', '.join(words)}, not {value!r}")
    return value


_READERS: Mapping[str, Callable[[Option, str], str]] = {"text": _text, "year": _year, "date": _date, "flag": _flag}
