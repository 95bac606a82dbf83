"""What is told apart: a name printed somewhere, with its posts, its date and its list."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

from ...ontology.traditional import simplified

Kind: TypeAlias = Literal["seat", "appoint", "dismiss", "event"]

LADDER: Mapping[str, int] = {"chief": 1, "deputy": 2, "head": 3}
"""Ranks from which a career leads upwards."""


@cache
def rank_of(title: str) -> str:
    """How a title stands to others at its agency, by ``vocab/title_ranks.yaml``; empty where that is not known.

    >>> rank_of("厅长"), rank_of("副厅长"), rank_of("委员")
    ('head', 'deputy', '')
    """
    from ...ontology.vocabulary import meaning  # A build that changes nothing does without the YAML library.

    return meaning("title_ranks", title) or ""


_ASIDE = re.compile("挂职|兼|名誉")


@dataclass(frozen=True, slots=True, order=True)
class HeldPost:
    """A post as it is weighed.

    Attributes:
        key: What the post's IRI is minted from.
        label: The agency's canonical name and the title.
        place: The place of the agency; empty where it cannot be told.
        agency: The agency's canonical name; empty where the words name none that could be told from others.
        title: The title alone.
        proves: Whether one name at this post twice is one person.
        capacity: What a bracket adds: 挂职, 兼, 常务.
    """

    key: tuple[str, ...]
    label: str
    place: str
    agency: str
    title: str
    proves: bool
    capacity: str = ""

    @property
    def rank(self) -> str:
        """How the title stands to others: ``head``, ``deputy``, ``chief``, ``counsel`` or empty."""
        return rank_of(self.title)

    @property
    def is_sole(self) -> bool:
        """Whether one person at a time holds it."""
        return bool(self.agency) and self.rank == "head"

    @property
    def is_aside(self) -> bool:
        """Whether it is held beside another: 挂职, 兼; not so 常务."""
        return _ASIDE.search(self.capacity) is not None

    @property
    def is_full(self) -> bool:
        """Whether it takes a whole person: an office, and not one held on the side."""
        return bool(self.agency and self.place) and self.rank in LADDER and not self.is_aside


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A name printed somewhere with the posts beside it.

    Attributes:
        person: The name.
        source: Source of the mention.
        line: Line on which its statement begins.
        kind: What names it.
        date: ISO 8601, as far as it is known; empty where unknown.
        directive: Directive it stands in, as printed, in simplified characters.
        scope: The group it sits on, or where the item begins that names it.
        staff: Whether it is a seat in the group's office.
        posts: Posts printed beside the name.
        group: What tells the group from others, where other lists can name it; empty elsewhere.
        start: Where it stands in the source, which tells two of one line apart.
    """

    person: str
    source: str
    line: int
    kind: Kind
    date: str
    directive: str
    scope: str
    staff: bool
    posts: tuple[HeldPost, ...]
    group: tuple[str, ...] = ()
    start: int = 0

    @property
    def name(self) -> str:
        """The name in simplified characters."""
        return simplified(self.person)

    @property
    def paper(self) -> str:
        """The directive it stands in, the same in whatever source that is printed; else the source."""
        return self.directive if self.is_numbered else f"{self.source} {self.directive}"

    @property
    def is_numbered(self) -> bool:
        """Whether it stands in a directive with a number, which is the same wherever it is printed."""
        return _NUMBERED.search(self.directive) is not None

    @property
    def list(self) -> tuple[str, str]:
        """The list or item it stands in."""
        return (self.paper, self.scope)

    @property
    def place(self) -> str:
        """Where it is printed, as people write it."""
        return f"{self.source}:{self.line}"


_NUMBERED = re.compile("〔[0-9]{4}〕.*号")
