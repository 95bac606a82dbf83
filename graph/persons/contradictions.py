"""What keeps mentions apart, whatever speaks for one person."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import TypeAlias

from .bench import Bench
from .mentions import Mention

Node: TypeAlias = Sequence[Mention]
"""Mentions that are one person as far as is known."""

MOST_SEATS = 32
"""Mentions of one day at one place that are held against each other."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Why mentions are not one person, and the two that show it."""

    reason: str
    mentions: tuple[Mention, ...]


def find_contradiction(nodes: Sequence[Node], bench: Bench, checks: Sequence["Contradicts"]) -> Contradiction | None:
    """Why sets of mentions are not one person; None where nothing speaks against it.

    What contradicts within one set does not count: an analyst has joined it.
    """
    for check in checks:
        found = check(nodes, bench)
        if found is not None:
            return found
    return None


def judged_different(nodes: Sequence[Node], bench: Bench) -> Contradiction | None:
    """An analyst has judged them different."""
    if not bench.judged.different:
        return None
    node_of = {mention: number for number, node in enumerate(nodes) for mention in node}
    for sets, why in bench.judged.different:
        for here, there in combinations(sets, 2):
            for one, other in product(sorted(here & node_of.keys()), sorted(there & node_of.keys())):
                if node_of[one] != node_of[other]:
                    return Contradiction(judgement_against(why), tuple(sorted((one, other))))
    return None


def judgement_against(why: str) -> str:
    """The reason for which a judgement keeps persons apart."""
    return f"judged different: {why}"


def two_places(nodes: Sequence[Node], bench: Bench) -> Contradiction | None:
    """Two full posts in different places on one day."""
    seen: dict[tuple[str, str], list[tuple[str, int, Mention]]] = defaultdict(list)
    for number, mention, place in _full_places(nodes):
        others = seen[mention.date, _level(place)]
        for other_place, other_number, other in others:
            if number != other_number and not _may_be_one(place, other_place):
                reason = f"posts in {min(place, other_place)} and in {max(place, other_place)} on {mention.date}"
                return Contradiction(reason, tuple(sorted((mention, other))))
        if (place, number) not in {(one, two) for one, two, _ in others[:2]}:
            others.append((place, number, mention))
            del others[2:]  # Two that agree stand for all: any third place differs from both.
    return None


def _full_places(nodes: Sequence[Node]) -> Iterator[tuple[int, Mention, str]]:
    for number, node in enumerate(nodes):
        for mention in node:
            # Who is dismissed in one place on the day he is appointed in another has moved.
            if len(mention.date) == 10 and mention.kind != "dismiss":
                for place in sorted({post.place for post in mention.posts if post.is_full}):
                    yield number, mention, place


_LEVEL_ENDS = ("自治区", "省", "自治州", "州", "盟", "市", "县", "旗", "区")


def _level(place: str) -> str:
    return next((end for end in _LEVEL_ENDS if place.endswith(end)), "").replace("自治区", "省")


def _may_be_one(one: str, other: str) -> bool:
    """Whether two names may be of one place: 白水县 is 松江市白水县."""
    return not _level(one) or one.endswith(other) or other.endswith(one)


def two_agencies(nodes: Sequence[Node], bench: Bench) -> Contradiction | None:
    """Two full posts at different agencies of one place on one day, which no text prints of one person together."""
    seen: dict[tuple[str, str], list[tuple[frozenset[str], int, Mention]]] = defaultdict(list)
    together = {
        pair
        for node in nodes
        for mention in node
        for pair in combinations(sorted({post.agency for post in mention.posts if post.agency}), 2)
    }
    for number, mention, place in _full_places(nodes):
        agencies = frozenset(post.agency for post in mention.posts if post.is_full and post.place == place)
        others = seen[mention.date, place]
        for known, other_number, other in others:
            pairs = {(min(one, two), max(one, two)) for one in agencies for two in known}
            if number != other_number and not known & agencies and not pairs & together:
                reason = f"posts at {min(min(pairs))} and at {max(max(pairs))} on {mention.date}"
                return Contradiction(reason, tuple(sorted((mention, other))))
        if len(others) < MOST_SEATS and (agencies, number) not in {(one, two) for one, two, _ in others}:
            others.append((agencies, number, mention))
    return None


def two_in_a_list(nodes: Sequence[Node], bench: Bench) -> Contradiction | None:
    """One list seats the name twice, with posts at different agencies, or twice with the same ones that many hold."""
    seen: dict[tuple[str, str], tuple[frozenset[str], int, Mention]] = {}
    for number, node in enumerate(nodes):
        for mention in node:
            agencies = frozenset(post.agency for post in mention.posts if post.agency)
            if mention.scope and mention.kind == "seat" and agencies and not mention.staff:
                known = seen.setdefault(mention.list, (agencies, number, mention))
                again = mention.source == known[2].source and mention.posts == known[2].posts
                again = again and not any(post.is_sole for post in mention.posts)  # There is one 厅长 alone.
                if known[1] != number and (again or not known[0] & agencies):
                    which = "the same posts" if again else "posts at different agencies"
                    reason = f"two seats in {mention.scope} with {which}"
                    return Contradiction(reason, tuple(sorted((mention, known[2]))))
    return None


Contradicts: TypeAlias = Callable[[Sequence[Node], Bench], Contradiction | None]
CONTRADICTIONS: tuple[Contradicts, ...] = (judged_different, two_places, two_in_a_list)
"""What keeps mentions apart whatever speaks for one person; the docstring of each is its reason."""
DOUBTS: tuple[Contradicts, ...] = (two_agencies,)
"""What keeps apart those whom only weighed evidence would join."""
