"""Test texts that carry their answer.

Tags mark what a text states: ``<person>张三峰</person>``. :func:`tagged` takes them out and tells where the marked
words stand in what is left. Tags may be nested; they have no attributes.
"""

import re
from dataclasses import dataclass
from typing import TypeVar
from unicodedata import normalize

from gongbao.extract.pipeline import extract
from gongbao.extract.read import Source, bytes_to_source
from gongbao.ontology.model import Assignment, Fact

NAME = "yunling.txt"
ISSUER = "云岭省人民政府办公厅"
NUMBER = "云政办〔2020〕5号"
TITLE = f"{ISSUER}关于做好粮仓节能工作的通知"
GROUP = "云岭省粮仓建设工作领导小组"
FOUNDING = f"{ISSUER}关于成立{GROUP}的通知"

_TAG = re.compile(r"<(?P<close>/?)(?P<tag>[a-z_]+)>")

AnyFact = TypeVar("AnyFact", bound=Fact)


@dataclass(frozen=True, slots=True)
class Marked:
    """Words that a tag marks, and where they stand in the text without tags."""

    tag: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Tagged:
    """A text without its tags, and what they marked, in the order in which the tags open."""

    text: str
    marked: tuple[Marked, ...]

    def words(self, *tags: str) -> list[str]:
        """The marked words of some tags."""
        return [one.words for one in self.marked if one.tag in tags]

    def places(self, *tags: str) -> list[tuple[int, int]]:
        """Where the words of some tags stand."""
        return [(one.start, one.end) for one in self.marked if one.tag in tags]


def tagged(text: str) -> Tagged:
    """A text without its tags, and what they marked.

    >>> tagged("组长：<person>张三峰</person>").marked
    (Marked(tag='person', start=3, end=6, words='张三峰'),)
    """
    plain = _TAG.sub("", text)
    marked: list[Marked] = []
    opened: list[tuple[str, int]] = []
    removed = 0
    for tag in _TAG.finditer(text):
        place = tag.start() - removed
        removed += len(tag.group())
        if not tag["close"]:
            opened.append((tag["tag"], place))
            continue
        name, start = opened.pop()
        if name != tag["tag"]:
            raise ValueError(f"<{name}> is closed by </{tag['tag']}>")
        marked.append(Marked(name, start, place, plain[start:place]))
    if opened:
        raise ValueError(f"<{opened[-1][0]}> is not closed")
    return Tagged(plain, tuple(sorted(marked, key=lambda one: (one.start, -one.end))))


def is_as_printed(repaired: str, source: str) -> bool:
    """Whether repaired words are those of the source, character for character, but for width and kind of blank."""
    return len(repaired) == len(source) and all(map(_is_alike, repaired, source))


def _is_alike(repaired: str, source: str) -> bool:
    blanks = repaired.isspace() and source.isspace() and (repaired == "\n") == (source == "\n")
    return blanks or normalize("NFKC", repaired) == normalize("NFKC", source) or (repaired, source) == ("。", ".")


def source_of(text: str) -> Source:
    """A source that prints a text."""
    return bytes_to_source(text.encode(), NAME)


def facts_of(text: str, kind: type[AnyFact]) -> list[AnyFact]:
    """The facts of one kind that extraction reads out of a text, in its order."""
    return [fact for fact in extract(source_of(text)).facts if isinstance(fact, kind)]


def notice(body: str, *, title: str = TITLE, number: str = NUMBER, date: str = "2020年3月6日") -> str:
    """A directive around a body, in the layout of a gazette: title, number, addressees, body, signature."""
    return f"{title}\n\n{number}\n\n各市、自治州人民政府：\n\n{body.strip()}\n\n{ISSUER}\n\n{date}\n"


def founding(body: str) -> str:
    """A directive that founds :data:`GROUP`, around a body."""
    return notice(f"为建好粮仓，经省政府同意，成立{GROUP}，现通知如下。\n\n{body.strip()}", title=FOUNDING)


def parts(text: str) -> list[tuple[str, str]]:
    """The bodies and roles that extraction reads out of a text, in its order."""
    return [(fact.body, fact.role) for fact in facts_of(text, Assignment)]


def marked_parts(text: Tagged) -> list[tuple[str, str]]:
    """The bodies and roles that a text's tags ``lead``, ``support`` and ``responsible`` mark."""
    return [(one.words, one.tag) for one in text.marked if one.tag in ("lead", "support", "responsible")]
