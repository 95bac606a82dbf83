"""Persons: how they are called, and what tells namesakes apart."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ...ontology.traditional import simplified
from .mentions import Mention


@dataclass(frozen=True, slots=True)
class Official:
    """A person.

    Attributes:
        name: The name, as printed.
        key: What tells namesakes apart: date and post of the earliest mention that proves, else where the name stands.
        reasons: Why several mentions are one person; empty for a single one.
        also: Other spellings of the name: those that are printed too, and that in simplified characters.
    """

    name: str
    key: tuple[str, ...]
    reasons: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


def alone(mention: Mention) -> Official:
    """The person of a mention that stands alone."""
    return _official((mention,), ())


def name_officials(
    nodes: Sequence[Sequence[Mention]], reasons: Mapping[Mention, Iterable[str]]
) -> dict[Mention, Official]:
    """The person of each mention.

    Args:
        nodes: Sets of mentions of one name, each of one person.
        reasons: Why a mention is one person with others.
    """
    people = [_official(node, _reasons(node, reasons)) for node in nodes]
    # Two may begin on one day at one post: whom only a judgement or a contradiction tells apart.
    people = _told_apart(people, [_where(earliest(node)) for node in nodes])
    people = _told_apart(people, [(str(earliest(node).start),) for node in nodes])
    return {mention: person for node, person in zip(nodes, people, strict=True) for mention in node}


def earliest(node: Sequence[Mention]) -> Mention:
    """The mention that names a person: the earliest that proves, else the earliest."""
    proving = [mention for mention in node if any(post.proves for post in mention.posts)]
    return min(proving or node, key=_when)


def _told_apart(people: Sequence[Official], by: Sequence[tuple[str, ...]]) -> list[Official]:
    """Persons of whom those with one key have something added to it."""
    taken = Counter(person.key for person in people)
    return [
        replace(person, key=(*person.key, *more)) if taken[person.key] > 1 else person
        for person, more in zip(people, by, strict=True)
    ]


def _where(mention: Mention) -> tuple[str, ...]:
    labels = (post.label for post in mention.posts)
    return (mention.source, str(mention.line), mention.kind, mention.scope, str(mention.staff), *labels)


def _reasons(node: Sequence[Mention], reasons: Mapping[Mention, Iterable[str]]) -> tuple[str, ...]:
    found = {reason for mention in node for reason in reasons.get(mention, ())}
    return tuple(sorted(found)) if len(node) > 1 else ()


def _official(node: Sequence[Mention], reasons: tuple[str, ...]) -> Official:
    """One person, under the simplified name if it is printed anywhere."""
    printed = {mention.person for mention in node}
    plain = simplified(min(printed))
    name = plain if plain in printed else min(printed)
    return Official(name, _key(node), reasons, tuple(sorted({*printed, plain} - {name})))


def _when(mention: Mention) -> tuple[str, Mention]:
    return (mention.date or "9999", mention)


def _key(node: Sequence[Mention]) -> tuple[str, ...]:
    """Date and post of the earliest mention that proves, else where the earliest one stands."""
    first = earliest(node)
    proving = [post.key for mention in node if mention.date == first.date for post in mention.posts if post.proves]
    return (first.date, *min(proving)) if proving else (first.date, first.paper, first.scope)
