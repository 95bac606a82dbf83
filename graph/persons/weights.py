"""What speaks for one person, and what it weighs."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from .bench import Bench, Lineage
from .dates import CAREER_YEARS, days_between
from .mentions import LADDER, HeldPost, Mention

COMPANY_DAYS = 62
"""Days that may lie between two items in which the same people are named together."""
ENOUGH = 1.0
"""What the evidence for one person has to weigh."""
COMPANIONS = 2
"""Others whom two lists of a group share, so that a bare name on one is that on the other."""
MOST_SCOPES = 32
"""Lists of one person that are looked at for company, the nearest in time."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What speaks for one person: its weight, the reason, and the mentions that show it."""

    weight: float
    reason: str
    mentions: tuple[Mention, ...]


Weigh: TypeAlias = Callable[[Sequence[Mention], Sequence[Mention], Bench], Finding | None]


_SECRETARY = "秘书长"


def _fits(earlier: HeldPost, later: HeldPost) -> bool:
    """Whether a career may lead from one post to another at one agency."""
    if earlier.title.endswith(_SECRETARY) != later.title.endswith(_SECRETARY):
        return False
    if not earlier.rank or not later.rank:
        return False
    return later.rank == "counsel" or LADDER.get(earlier.rank, 1) <= LADDER[later.rank]


def _agencies(mentions: Sequence[Mention]) -> dict[tuple[str, str], list[tuple[Mention, HeldPost]]]:
    held: dict[tuple[str, str], list[tuple[Mention, HeldPost]]] = defaultdict(list)
    for mention in mentions:
        for post in mention.posts:
            if post.proves:
                held[post.place, post.agency].append((mention, post))
    return held


def career(one: Sequence[Mention], other: Sequence[Mention], bench: Bench) -> Finding | None:
    """Two posts of one agency or its heir: what leads upwards within five years is a career, all else is half."""
    best: Finding | None = None
    first, second = _agencies(one), _agencies(other)
    for here, there in _same_agencies(first, second, bench.lineage):
        for finding in _steps(first[here], second[there]):
            if finding.weight > RESHAPED and _is_reshaped(here, there, bench.reshaped):
                finding = Finding(RESHAPED, f"an agency merged or split between: {finding.reason}", finding.mentions)
            best = max(filter(None, (best, finding)), key=lambda found: found.weight)
    return best


def _steps(first: Sequence["_Held"], second: Sequence["_Held"]) -> Iterator[Finding]:
    """What the steps from one to the other weigh: as much as the least of them, for a career holds all of them."""
    by_days: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for earlier, later in _nearest(first, second):
        days = sorted((earlier[0].date, later[0].date))
        by_days[days[0], days[1]].append(_career(earlier, later))
    best = [max(found, key=lambda one: one.weight) for found in by_days.values()]
    if best:
        yield min(best, key=lambda one: one.weight)


RESHAPED = 0.5
"""What a career weighs that leads over a merger or a split: whom it took along no text says."""


def _is_reshaped(here: tuple[str, str], there: tuple[str, str], reshaped: Lineage) -> bool:
    return here in reshaped.get(there, ()) or there in reshaped.get(here, ())


def _same_agencies(
    first: Collection[tuple[str, str]], second: Collection[tuple[str, str]], lineage: Lineage
) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    for here in sorted(first):
        for there in sorted(second):
            if here == there or here in lineage.get(there, ()) or there in lineage.get(here, ()):
                yield here, there


_Held: TypeAlias = tuple[Mention, HeldPost]


def _nearest(first: Sequence[_Held], second: Sequence[_Held]) -> Iterator[tuple[_Held, _Held]]:
    """Neighbours in time of which one is of each side, the earlier first; of one day, both ways round."""
    sides = sorted(
        [(held, 0) for held in first] + [(held, 1) for held in second], key=lambda one: (one[0][0].date, one)
    )
    for (earlier, one), (later, other) in pairwise(sides):
        if one != other:
            yield earlier, later
            if earlier[0].date == later[0].date:
                yield later, earlier


def _career(earlier: _Held, later: _Held) -> Finding:
    (before, old), (after, new) = earlier, later
    days = days_between(before, after)
    steps = f"{old.label} ({before.date or 'undated'}) → {new.label} ({after.date or 'undated'})"
    mentions = tuple(sorted((before, after)))
    if days is None:
        return Finding(0.5, f"same agency, dates unknown: {steps}", mentions)
    if days > CAREER_YEARS * 365:
        return Finding(0.4, f"same agency, more than {CAREER_YEARS} years apart: {steps}", mentions)
    if not _fits(old, new):
        return Finding(0.5, f"same agency, but no career leads so: {steps}", mentions)
    return Finding(1.0, f"a career that fits: {steps}", mentions)


def same_group(one: Sequence[Mention], other: Sequence[Mention], bench: Bench) -> Finding | None:
    """Seats on one group in lists of different dates: half; more where one prints no posts and others sit on both."""
    groups: dict[tuple[str, ...], list[Mention]] = defaultdict(list)
    for mention in one:
        if mention.group and not mention.staff:
            groups[mention.group].append(mention)
    for mention in sorted(other):
        for seat in groups.get(mention.group, ()) if not mention.staff else ():
            days = days_between(seat, mention)
            near = days is not None and days <= CAREER_YEARS * 365
            shared = set(bench.company[seat.list]) & set(bench.company[mention.list]) - {mention.name}
            beside = near and len(shared) >= COMPANIONS and not (seat.posts and mention.posts)
            reason = f"same group: {mention.scope}"
            if beside:
                reason += f", beside {'、'.join(sorted(shared)[:5])}"
            return Finding(1.0 if beside else 0.5, reason, tuple(sorted((seat, mention))))
    return None


def company(one: Sequence[Mention], other: Sequence[Mention], bench: Bench) -> Finding | None:
    """A mention without posts, in company that the name keeps elsewhere in the source: each companion weighs half.

    Three names that stand together twice within two months are no chance.
    """
    if all(mention.posts for mention in one):
        one, other = other, one
    bare = [mention for mention in one if not mention.posts and mention.scope]
    if len(bare) < len(one) or not bare:
        return None
    best: tuple[int, tuple[Mention, ...]] = (0, ())
    for mention in bare[:MOST_SCOPES]:
        for seat in _near(mention, other):
            shared = len(set(bench.company[mention.list]) & set(bench.company[seat.list])) - 1
            best = max(best, (shared, tuple(sorted((mention, seat)))), key=lambda found: found[0])
    shared, mentions = best
    if not shared:
        return None
    people = sorted((set(bench.company[mentions[0].list]) & set(bench.company[mentions[1].list])) - {mentions[0].name})
    return Finding(min(shared * 0.5, 1.0), f"named together with {'、'.join(people[:5])}", mentions)


def _near(mention: Mention, others: Sequence[Mention]) -> list[Mention]:
    """Mentions of the same source in other lists, not too far in time, the nearest first."""
    near = [
        (days_between(mention, one) or 0, one)
        for one in others
        if one.source == mention.source
        and one.scope
        and one.list != mention.list
        and (days_between(mention, one) or 0) <= COMPANY_DAYS
    ]
    return [one for _, one in sorted(near)[:MOST_SCOPES]]


def transfer(one: Sequence[Mention], other: Sequence[Mention], bench: Bench) -> Finding | None:
    """Offices of about one rank at agencies of one place: officials are moved between them, but so are namesakes."""
    first = {(post.place, post.rank): (mention, post) for mention in one for post in mention.posts if post.is_full}
    second = {(post.place, post.rank): (mention, post) for mention in other for post in mention.posts if post.is_full}
    pairs = [
        tuple(sorted((first[here], second[there])))
        for here in first
        for there in second
        if here[0] == there[0] and abs(LADDER[here[1]] - LADDER[there[1]]) <= 1
    ]
    if not pairs:
        return None
    earlier, later = min(tuple(sorted(pair, key=lambda held: (held[0].date, held))) for pair in pairs)
    steps = f"{earlier[1].label} ({earlier[0].date}) → {later[1].label} ({later[0].date})"
    return Finding(0.3, f"offices of about one rank in one place: {steps}", tuple(sorted((earlier[0], later[0]))))


WEIGHTS: tuple[Weigh, ...] = (career, same_group, company, transfer)
"""What speaks for one person; weights add up, and the docstring of each is its reason."""


def weigh(one: Sequence[Mention], other: Sequence[Mention], bench: Bench) -> list[Finding]:
    """What speaks for one person, the weightiest first; what is enough by itself makes the rest needless."""
    found = (weigh(one, other, bench) for weigh in WEIGHTS)
    findings = sorted((finding for finding in found if finding is not None), key=lambda finding: -finding.weight)
    if any(finding.weight >= ENOUGH for finding in findings):
        return [finding for finding in findings if finding.weight >= ENOUGH]
    return findings


@dataclass(frozen=True, slots=True)
class Pair:
    """Two persons, by number, and what speaks for one."""

    nodes: tuple[int, int]
    findings: tuple[Finding, ...]

    @property
    def score(self) -> float:
        """What all of it weighs, at most :data:`ENOUGH`."""
        return round(min(sum(finding.weight for finding in self.findings), ENOUGH), 2)

    @property
    def reasons(self) -> tuple[str, ...]:
        """What speaks for one person, the weightiest first."""
        return tuple(finding.reason for finding in self.findings)

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The mentions that show it."""
        return tuple(sorted({mention for finding in self.findings for mention in finding.mentions}))
