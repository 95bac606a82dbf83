"""Every decision who is one person: joins, perhapses and refusals, with their reasons and lines."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal, TypeAlias

from .bench import Judged
from .clusters import Bond, Refusal
from .contradictions import Contradiction, Node, judgement_against
from .mentions import Mention
from .officials import Official, earliest
from .weights import ENOUGH, Pair

Verdict: TypeAlias = Literal["joined", "perhaps", "apart"]

MOST_PAIRS = 8
"""Persons of one name of whom each two are told apart in a line of their own; of more, in one line for all."""
NAME_ALONE = "nothing but the name"
NOT_PROVED = 0.99
"""The most that evidence weighs for those who are not joined."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A decision about mentions of one name.

    Attributes:
        verdict: ``joined``, ``perhaps`` or ``apart``.
        name: The name in simplified characters.
        officials: Whom it is about: the one person, or those who were told apart.
        score: What the evidence weighs, from 0 to 1.
        reasons: Sentences, the weightiest first.
        mentions: The mentions it rests on, in order.
    """

    verdict: Verdict
    name: str
    officials: tuple[Official, ...]
    score: float
    reasons: tuple[str, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """How the mentions of one name were told apart.

    Attributes:
        name: The name in simplified characters.
        nodes: The mentions of each person.
        officials: The person of each mention.
        reasons: Why a mention is one person with others.
        refusals: The contradictions that broke others.
        pairs: What was weighed.
        judged: What an analyst has decided.
        contradicted: Why persons are not one; with all doubts where the second argument says so.
    """

    name: str
    nodes: Mapping[Official, Node]
    officials: Mapping[Mention, Official]
    reasons: Mapping[Mention, Collection[str]]
    refusals: Sequence[Refusal]
    pairs: Sequence[Pair]
    judged: Judged
    contradicted: Callable[[Sequence[Node], bool], Contradiction | None]

    def people(self, mentions: Iterable[Mention]) -> tuple[Official, ...]:
        """The persons behind mentions, in order."""
        found = {self.officials[mention] for mention in mentions}
        return tuple(sorted(found, key=lambda one: (one.key, one.name)))


def decisions(told: Told) -> tuple[Comparison, ...]:
    """The decisions about one name: joins, then what is likely, then what keeps persons apart."""
    joined = [one for node in told.nodes.values() for one in _joins(told, node)]
    if len(told.nodes) == 1:
        return tuple(joined)
    found = [*_refused(told), *_open(told)]
    rows = _one_a_question(list(_judged_apart(told)), found)
    likely = [one for one in rows if one.verdict == "perhaps"]
    apart = [one for one in rows if one.verdict == "apart"]
    tied = {frozenset(one.officials) for one in (*rows, *found)}
    return (*joined, *likely, *apart, *_strangers(told, tied))


def _joins(told: Told, node: Node) -> Iterator[Comparison]:
    by_reason: dict[str, list[Mention]] = defaultdict(list)
    for mention in node:
        for reason in told.reasons.get(mention, ()):
            by_reason[reason].append(mention)
    for reason in sorted(by_reason):
        mentions = tuple(by_reason[reason])
        yield Comparison("joined", told.name, told.people(node), ENOUGH, (reason,), mentions)


def _judged_apart(told: Told) -> Iterator[Comparison]:
    """A decision for each judgement that mentions are different persons."""
    for sets, why in told.judged.different:
        mentions = tuple(sorted({one for mentions in sets for one in mentions if one in told.officials}))
        people = told.people(mentions)
        if len(people) > 1:
            yield Comparison("apart", told.name, people, 0.0, (judgement_against(why),), mentions)


def _refused(told: Told) -> Iterator[Comparison]:
    """What contradictions keep apart, and every bond that they broke."""
    for refusal in told.refusals:
        against = refusal.against
        yield _apart(told, against, refusal.reasons, 0.0)
        for bond in refusal.broken:
            yield from _broken(told, bond, against)


def _broken(told: Told, bond: Bond, by: Contradiction) -> Iterator[Comparison]:
    """A bond that does not hold: apart where those whom it would join contradict each other, else likely."""
    people = told.people(bond.mentions)
    if len(people) < 2:
        return  # Other bonds hold them together.
    against = told.contradicted(_nodes_of(told, people), False)
    if against is not None:
        mentions = tuple(sorted({*bond.mentions, *against.mentions}))
        yield replace(_apart(told, against, bond.reasons, 0.0), officials=people, mentions=mentions)
        return
    places = "、".join(mention.place for mention in by.mentions)
    because = (*bond.reasons, f"not joined, for it leads into a contradiction: {by.reason} ({places})")
    yield Comparison("perhaps", told.name, people, NOT_PROVED, because, bond.mentions)


def _open(told: Told) -> Iterator[Comparison]:
    """Pairs that are likely to be one person and not proved to be; of several about the same two, the weightiest."""
    best: dict[tuple[Official, ...], Pair] = {}
    for pair in told.pairs:
        people = told.people(pair.mentions)
        if len(people) == 2 and (people not in best or best[people].score < pair.score):
            best[people] = pair
    for people, pair in best.items():
        against = told.contradicted(_nodes_of(told, people), pair.score >= ENOUGH)
        score = min(pair.score, NOT_PROVED)
        if against is not None:
            yield _apart(told, against, pair.reasons, score)
        else:
            yield Comparison("perhaps", told.name, people, score, pair.reasons, pair.mentions)


def _apart(told: Told, against: Contradiction, although: Iterable[str], score: float) -> Comparison:
    because = (against.reason, *(f"although {reason}" for reason in although))
    return Comparison("apart", told.name, told.people(against.mentions), score, because, against.mentions)


def _nodes_of(told: Told, people: Iterable[Official]) -> list[Node]:
    return [told.nodes[one] for one in people]


def _one_a_question(judged: Sequence[Comparison], found: Iterable[Comparison]) -> list[Comparison]:
    """Decisions about the same persons put into one, where the same keeps them apart or nothing does.

    What a judgement keeps apart is told with the judgement.
    """
    rows = {_question(one): one for one in judged}
    for one in found:
        of = next((row for row in judged if _is_told_with(one, row)), None)
        if of is not None:
            known = rows[_question(of)]
            rows[_question(of)] = replace(known, reasons=_each_once((*known.reasons, *one.reasons)))
        else:
            known = rows.setdefault(_question(one), one)
            rows[_question(one)] = known if known is one else _both(known, one)
    return list(rows.values())


def _is_told_with(one: Comparison, judged: Comparison) -> bool:
    return one.reasons[0] == judged.reasons[0] and len({*one.officials} & {*judged.officials}) > 1


def _question(one: Comparison) -> tuple[str, tuple[Official, ...], str]:
    return (one.verdict, one.officials, one.reasons[0] if one.verdict == "apart" else "")


def _each_once(reasons: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reasons))


def _both(one: Comparison, other: Comparison) -> Comparison:
    reasons = _each_once((*one.reasons, *other.reasons))
    mentions = tuple(sorted({*one.mentions, *other.mentions}))
    return replace(one, score=max(one.score, other.score), reasons=reasons, mentions=mentions)


def _strangers(told: Told, tied: Collection[frozenset[Official]]) -> Iterator[Comparison]:
    """Persons for whom nothing but the name speaks."""
    firsts = sorted(earliest(node) for node in told.nodes.values())
    if len(firsts) > MOST_PAIRS:
        yield Comparison("apart", told.name, told.people(firsts), 0.0, (NAME_ALONE,), tuple(firsts))
        return
    for pair in combinations(firsts, 2):
        people = told.people(pair)
        if not any(one.issuperset(people) for one in tied):
            yield Comparison("apart", told.name, people, 0.0, (NAME_ALONE,), pair)
