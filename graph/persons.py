"""Which mentions of a name are one person, and why.

A mention is a name printed somewhere, with its posts, its date and its list. The name alone joins nobody. Evidence
comes in two rounds. What proves by itself (:data:`PROOFS`: the same post, the same list, one notice of appointments)
binds mentions into persons. Then persons of one name are weighed against each other (:data:`WEIGHTS`): what reaches
:data:`ENOUGH` joins them, what weighs less is a "perhaps". A contradiction keeps apart whatever the evidence. An
analyst's judgement goes before all rules.

Every decision is a :class:`Comparison` with its reasons and with the mentions that it rests on. All of this is a
function of the set of mentions: their order, and how they are split over sources and runs, changes nothing. Mentions
are looked up by what they share, so that the time grows with their number.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from itertools import combinations, pairwise
from typing import Literal, TypeAlias

from ..ontology.traditional import simplified

POST_YEARS = 10
"""Years that may lie between two mentions of one post: two terms of office, the most that the rules allow at one."""
CAREER_YEARS = 5
"""Years that may lie between two posts of a career: one term of office."""
COMPANY_DAYS = 62
"""Days that may lie between two items in which the same people are named together."""
ENOUGH = 1.0
"""What the evidence for one person has to weigh."""
COMPANIONS = 2
"""Others whom two lists of a group share, so that a bare name on one is that on the other."""
MOST_WEIGHED = 48
"""Persons of one name who are weighed each against each; of more, those who share an agency, a group or a source."""
MOST_SCOPES = 32
"""Lists of one person that are looked at for company, the nearest in time."""

Kind: TypeAlias = Literal["seat", "appoint", "dismiss", "event"]
Verdict: TypeAlias = Literal["joined", "perhaps", "apart"]
Lineage: TypeAlias = Mapping[tuple[str, str], frozenset[tuple[str, str]]]
"""Agencies (place, name) and those that carried each on."""

NO_LINEAGE: Lineage = {}
"""No agency was carried on."""


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
    def is_full(self) -> bool:
        """Whether it takes a whole person: an office, and not one held on the side."""
        return bool(self.agency and self.place) and self.rank in _LADDER and not self.capacity


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

    @property
    def name(self) -> str:
        """The name in simplified characters."""
        return simplified(self.person)

    @property
    def paper(self) -> str:
        """The directive it stands in, the same in whatever source that is printed; else the source."""
        return self.directive if _NUMBERED.search(self.directive) else f"{self.source} {self.directive}"

    @property
    def list(self) -> tuple[str, str]:
        """The list or item it stands in."""
        return (self.paper, self.scope)

    @property
    def place(self) -> str:
        """Where it is printed, as people write it."""
        return f"{self.source}:{self.line}"


_NUMBERED = re.compile("〔[0-9]{4}〕.*号")


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
class Judged:
    """What an analyst has decided about mentions.

    Attributes:
        same: Sets of mentions that are one person, each with the reason.
        different: Pairs of mentions that are two persons, each with the reason.
    """

    same: tuple[tuple[frozenset[Mention], str], ...] = ()
    different: tuple[tuple[frozenset[Mention], str], ...] = ()


@dataclass(frozen=True, slots=True)
class People:
    """The person behind each mention, and every decision."""

    officials: Mapping[Mention, Official] = field(default_factory=dict)
    ledger: tuple[Comparison, ...] = ()


def tell_people(
    mentions: Iterable[Mention],
    *,
    lineage: Lineage = NO_LINEAGE,
    reshaped: Lineage = NO_LINEAGE,
    judged: Judged = Judged(),
) -> People:
    """The persons behind mentions.

    Args:
        mentions: In any order; equal ones count once.
        lineage: Agencies and those that carried them on.
        reshaped: Those of them that were merged or split on the way, which not all of their people went.
        judged: What an analyst has decided.

    Returns:
        The person of each mention, and the decisions, in the order of the names.
    """
    by_name: dict[str, set[Mention]] = defaultdict(set)
    company: dict[tuple[str, str], set[str]] = defaultdict(set)
    for mention in mentions:
        by_name[mention.name].add(mention)
        if mention.scope:
            company[mention.list].add(mention.name)
    bench = _Bench(lineage, reshaped, company, judged)
    officials: dict[Mention, Official] = {}
    ledger: list[Comparison] = []
    for name in sorted(by_name):
        people, decisions = _tell_apart(name, sorted(by_name[name]), bench)
        officials.update(people)
        ledger.extend(decisions)
    return People(officials, tuple(ledger))


def alone(mention: Mention) -> Official:
    """The person of a mention that stands alone."""
    return _official((mention,), ())


@dataclass(frozen=True, slots=True)
class _Bench:
    """What evidence is weighed with besides the mentions of the name itself."""

    lineage: Lineage
    reshaped: Lineage
    company: Mapping[tuple[str, str], Collection[str]]
    judged: Judged


# Time


@lru_cache(maxsize=1 << 14)
def _days(date: str) -> int | None:
    """A date as a number of days, near enough for spans of time; None where unknown."""
    parts = date.split("-")
    if not parts[0].isdigit():
        return None
    year, month, day = (int(part) if part.isdigit() else 1 for part in (*parts, "7", "1")[:3])
    return year * 365 + month * 30 + day


def _apart(one: Mention, other: Mention) -> int | None:
    """Days between two mentions; None where a date is unknown."""
    first, second = _days(one.date), _days(other.date)
    return None if first is None or second is None else abs(first - second)


def _runs(mentions: Sequence[Mention], years: int) -> list[list[Mention]]:
    """Dated mentions, cut where more years lie between two neighbours; undated ones go to the run if it is the one."""
    runs: list[list[Mention]] = []
    last: int | None = None
    for mention in sorted((one for one in mentions if _days(one.date) is not None), key=lambda one: one.date):
        days = _days(mention.date) or 0
        if last is None or days - last > years * 365:
            runs.append([])
        runs[-1].append(mention)
        last = days
    runs = [short for run in runs for short in _bounded(run, years)]
    undated = [one for one in mentions if _days(one.date) is None]
    if len(runs) == 1:
        runs[0].extend(undated)
    elif not runs:
        runs.append(undated)
    return runs


def _bounded(run: list[Mention], years: int) -> list[list[Mention]]:
    """A run, cut at every gap of more than a term where it lasts longer than it may: gaps do not add up to a life."""
    if (_days(run[-1].date) or 0) - (_days(run[0].date) or 0) <= years * 365:
        return [run]
    short = [run[:1]]
    for earlier, later in pairwise(run):
        if (_days(later.date) or 0) - (_days(earlier.date) or 0) > CAREER_YEARS * 365:
            short.append([])
        short[-1].append(later)
    return short


# What proves by itself


@dataclass(frozen=True, slots=True)
class _Bond:
    """Nodes that are one person, why, and the mentions that show it; nodes are numbers of sets of mentions."""

    nodes: tuple[int, ...]
    reason: str
    mentions: tuple[Mention, ...]


Proof: TypeAlias = Callable[[Sequence[Mention]], Iterator[tuple[Sequence[Mention], str]]]
"""From the mentions of a name to sets of them that are one person, each with the reason."""


def same_post(namesakes: Sequence[Mention]) -> Iterator[tuple[Sequence[Mention], str]]:
    """The same name at the same post, with no more than ten years between two mentions."""
    holders: dict[tuple[str, ...], list[Mention]] = defaultdict(list)
    labels: dict[tuple[str, ...], str] = {}
    for mention in namesakes:
        for post in mention.posts:
            if post.proves:
                holders[post.key].append(mention)
                labels[post.key] = post.label
    for key in sorted(holders):
        for run in _runs(holders[key], POST_YEARS):
            yield run, f"same name and post: {labels[key]}"


def same_list(namesakes: Sequence[Mention]) -> Iterator[tuple[Sequence[Mention], str]]:
    """One list names the person twice: in the group and in its office, or once more without posts."""
    lists: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in namesakes:
        if mention.scope:
            lists[mention.list].append(mention)
    for (_, scope), seats in sorted(lists.items()):
        posts = [mention for mention in seats if mention.posts and not mention.staff]
        bare = [mention for mention in seats if not mention.staff and not mention.posts]
        # Two members of one name, both with posts: nobody can say whose a third seat is.
        if len(seats) > 1 and _most_printed(posts) <= 1:
            with_staff = any(mention.staff for mention in seats) and (posts or bare)
            reason = f"same name in {scope} and in its office" if with_staff else f"same name twice in {scope}"
            yield seats, f"{reason}: {seats[0].directive}".rstrip(": ")


def _most_printed(seats: Sequence[Mention]) -> int:
    """How many of the seats stand in one source; a list that two sources print is one list."""
    return max(Counter(mention.source for mention in seats).values(), default=0)


def same_notice(namesakes: Sequence[Mention]) -> Iterator[tuple[Sequence[Mention], str]]:
    """One notice relieves the name of one post and appoints it to another."""
    notices: dict[str, list[Mention]] = defaultdict(list)
    for mention in namesakes:
        if mention.kind in ("appoint", "dismiss") and mention.directive:
            notices[mention.paper].append(mention)
    for paper in sorted(notices):
        acts = notices[paper]
        posts = {kind: {one.posts for one in acts if one.kind == kind} for kind in ("appoint", "dismiss")}
        if len(posts["appoint"]) == len(posts["dismiss"]) == 1:
            yield acts, f"appointed and dismissed by one notice: {acts[0].directive}"


def same_print(namesakes: Sequence[Mention]) -> Iterator[tuple[Sequence[Mention], str]]:
    """The same list of the same numbered directive, printed more than once."""
    prints: dict[tuple[str, str, bool, tuple[HeldPost, ...]], list[Mention]] = defaultdict(list)
    for mention in namesakes:
        if mention.scope and _NUMBERED.search(mention.directive):
            prints[*mention.list, mention.staff, mention.posts].append(mention)
    for key in sorted(prints):
        if len({mention.source for mention in prints[key]}) > 1:
            yield prints[key], f"same list printed again: {prints[key][0].directive}"


PROOFS: tuple[Proof, ...] = (same_post, same_list, same_notice, same_print)
"""What proves by itself that mentions of one name are one person; the docstring of each is its reason."""


# What contradicts


@dataclass(frozen=True, slots=True)
class _Contradiction:
    reason: str
    mentions: tuple[Mention, ...]


def _contradiction(
    nodes: Sequence[Sequence[Mention]], bench: _Bench, checks: Sequence["Contradicts"]
) -> _Contradiction | None:
    """Why sets of mentions are not one person; None where nothing speaks against it.

    What contradicts within one set does not count: an analyst has joined it.
    """
    for check in checks:
        found = check(nodes, bench)
        if found is not None:
            return found
    return None


def _judged_different(nodes: Sequence[Sequence[Mention]], bench: _Bench) -> _Contradiction | None:
    """An analyst has judged them different."""
    if not bench.judged.different:
        return None
    node_of = {mention: number for number, node in enumerate(nodes) for mention in node}
    for pair, why in bench.judged.different:
        if len({node_of[one] for one in pair if one in node_of}) > 1:
            return _Contradiction(f"judged different: {why}", tuple(sorted(pair)))
    return None


def _two_places(nodes: Sequence[Sequence[Mention]], bench: _Bench) -> _Contradiction | None:
    """Two full posts in different places on one day."""
    seen: dict[tuple[str, str], list[tuple[str, int, Mention]]] = defaultdict(list)
    for number, mention, place in _full_places(nodes):
        others = seen[mention.date, _level(place)]
        for other_place, other_number, other in others:
            if number != other_number and not _may_be_one(place, other_place):
                reason = f"posts in {min(place, other_place)} and in {max(place, other_place)} on {mention.date}"
                return _Contradiction(reason, tuple(sorted((mention, other))))
        if (place, number) not in {(one, two) for one, two, _ in others[:2]}:
            others.append((place, number, mention))
            del others[2:]  # Two that agree stand for all: any third place differs from both.
    return None


def _full_places(nodes: Sequence[Sequence[Mention]]) -> Iterator[tuple[int, Mention, str]]:
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


def _two_agencies(nodes: Sequence[Sequence[Mention]], bench: _Bench) -> _Contradiction | None:
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
                return _Contradiction(reason, tuple(sorted((mention, other))))
        if len(others) < MOST_SCOPES and (agencies, number) not in {(one, two) for one, two, _ in others}:
            others.append((agencies, number, mention))
    return None


def _two_in_a_list(nodes: Sequence[Sequence[Mention]], bench: _Bench) -> _Contradiction | None:
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
                    return _Contradiction(reason, tuple(sorted((mention, known[2]))))
    return None


Contradicts: TypeAlias = Callable[[Sequence[Sequence[Mention]], _Bench], _Contradiction | None]
CONTRADICTIONS: tuple[Contradicts, ...] = (_judged_different, _two_places, _two_in_a_list)
"""What keeps mentions apart whatever speaks for one person; the docstring of each is its reason."""
DOUBTS: tuple[Contradicts, ...] = (_two_agencies,)
"""What keeps apart those whom only weighed evidence would join."""


# What weighs


@dataclass(frozen=True, slots=True)
class _Finding:
    """What speaks for one person: its weight, the reason, and the mentions that show it."""

    weight: float
    reason: str
    mentions: tuple[Mention, ...]


Weigh: TypeAlias = Callable[[Sequence[Mention], Sequence[Mention], _Bench], _Finding | None]

_LADDER: Mapping[str, int] = {"chief": 1, "deputy": 2, "head": 3}
_SECRETARY = "秘书长"


@cache
def rank_of(title: str) -> str:
    """How a title stands to others at its agency, by ``vocab/title_ranks.yaml``; empty where that is not known.

    >>> rank_of("厅长"), rank_of("副厅长"), rank_of("委员")
    ('head', 'deputy', '')
    """
    from ..ontology.vocabulary import meaning  # A build that changes nothing does without the YAML library.

    return meaning("title_ranks", title) or ""


def _fits(earlier: HeldPost, later: HeldPost) -> bool:
    """Whether a career may lead from one post to another at one agency."""
    if earlier.title.endswith(_SECRETARY) != later.title.endswith(_SECRETARY):
        return False
    if not earlier.rank or not later.rank:
        return False
    return later.rank == "counsel" or _LADDER.get(earlier.rank, 1) <= _LADDER[later.rank]


def _agencies(mentions: Sequence[Mention]) -> dict[tuple[str, str], list[tuple[Mention, HeldPost]]]:
    held: dict[tuple[str, str], list[tuple[Mention, HeldPost]]] = defaultdict(list)
    for mention in mentions:
        for post in mention.posts:
            if post.proves:
                held[post.place, post.agency].append((mention, post))
    return held


def career(one: Sequence[Mention], other: Sequence[Mention], bench: _Bench) -> _Finding | None:
    """Two posts of one agency or its heir: what leads upwards within five years is a career, all else is half."""
    best: _Finding | None = None
    first, second = _agencies(one), _agencies(other)
    for here, there in _same_agencies(first, second, bench.lineage):
        for finding in _steps(first[here], second[there]):
            if finding.weight > RESHAPED and _is_reshaped(here, there, bench.reshaped):
                finding = _Finding(RESHAPED, f"an agency merged or split between: {finding.reason}", finding.mentions)
            best = max(filter(None, (best, finding)), key=lambda found: found.weight)
    return best


def _steps(first: Sequence["_Held"], second: Sequence["_Held"]) -> Iterator[_Finding]:
    """What the steps from one to the other weigh: as much as the least of them, for a career holds all of them."""
    by_days: dict[tuple[str, str], list[_Finding]] = defaultdict(list)
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


def _career(earlier: _Held, later: _Held) -> _Finding:
    (before, old), (after, new) = earlier, later
    days = _apart(before, after)
    steps = f"{old.label} ({before.date or 'undated'}) → {new.label} ({after.date or 'undated'})"
    mentions = tuple(sorted((before, after)))
    if days is None:
        return _Finding(0.5, f"same agency, dates unknown: {steps}", mentions)
    if days > CAREER_YEARS * 365:
        return _Finding(0.4, f"same agency, more than {CAREER_YEARS} years apart: {steps}", mentions)
    if not _fits(old, new):
        return _Finding(0.5, f"same agency, but no career leads so: {steps}", mentions)
    return _Finding(1.0, f"a career that fits: {steps}", mentions)


def same_group(one: Sequence[Mention], other: Sequence[Mention], bench: _Bench) -> _Finding | None:
    """Seats on one group in lists of different dates: half; more where one prints no posts and others sit on both."""
    groups: dict[tuple[str, ...], list[Mention]] = defaultdict(list)
    for mention in one:
        if mention.group and not mention.staff:
            groups[mention.group].append(mention)
    for mention in sorted(other):
        for seat in groups.get(mention.group, ()) if not mention.staff else ():
            days = _apart(seat, mention)
            near = days is not None and days <= CAREER_YEARS * 365
            shared = set(bench.company[seat.list]) & set(bench.company[mention.list]) - {mention.name}
            beside = near and len(shared) >= COMPANIONS and not (seat.posts and mention.posts)
            reason = f"same group: {mention.scope}"
            if beside:
                reason += f", beside {'、'.join(sorted(shared)[:5])}"
            return _Finding(1.0 if beside else 0.5, reason, tuple(sorted((seat, mention))))
    return None


def company(one: Sequence[Mention], other: Sequence[Mention], bench: _Bench) -> _Finding | None:
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
    return _Finding(min(shared * 0.5, 1.0), f"named together with {'、'.join(people[:5])}", mentions)


def _near(mention: Mention, others: Sequence[Mention]) -> list[Mention]:
    """Mentions of the same source in other lists, not too far in time, the nearest first."""
    near = [
        (_apart(mention, one) or 0, one)
        for one in others
        if one.source == mention.source
        and one.scope
        and one.list != mention.list
        and (_apart(mention, one) or 0) <= COMPANY_DAYS
    ]
    return [one for _, one in sorted(near)[:MOST_SCOPES]]


def transfer(one: Sequence[Mention], other: Sequence[Mention], bench: _Bench) -> _Finding | None:
    """Offices of about one rank at agencies of one place: officials are moved between them, but so are namesakes."""
    first = {(post.place, post.rank): (mention, post) for mention in one for post in mention.posts if post.is_full}
    second = {(post.place, post.rank): (mention, post) for mention in other for post in mention.posts if post.is_full}
    pairs = [
        tuple(sorted((first[here], second[there])))
        for here in first
        for there in second
        if here[0] == there[0] and abs(_LADDER[here[1]] - _LADDER[there[1]]) <= 1
    ]
    if not pairs:
        return None
    earlier, later = min(tuple(sorted(pair, key=lambda held: (held[0].date, held))) for pair in pairs)
    steps = f"{earlier[1].label} ({earlier[0].date}) → {later[1].label} ({later[0].date})"
    return _Finding(0.3, f"offices of about one rank in one place: {steps}", tuple(sorted((earlier[0], later[0]))))


WEIGHTS: tuple[Weigh, ...] = (career, same_group, company, transfer)
"""What speaks for one person; weights add up, and the docstring of each is its reason."""


def _weigh(one: Sequence[Mention], other: Sequence[Mention], bench: _Bench) -> list[_Finding]:
    found = (weigh(one, other, bench) for weigh in WEIGHTS)
    findings = sorted((finding for finding in found if finding is not None), key=lambda finding: -finding.weight)
    if any(finding.weight >= ENOUGH for finding in findings):
        return [finding for finding in findings if finding.weight >= ENOUGH]
    return findings


# Putting together


_Node: TypeAlias = tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class _Refusal:
    """A contradiction that kept apart what bonds would have joined."""

    mentions: tuple[Mention, ...]
    reasons: tuple[str, ...]


def _tell_apart(name: str, namesakes: list[Mention], bench: _Bench) -> tuple[dict[Mention, Official], list[Comparison]]:
    if len(namesakes) == 1:
        return {namesakes[0]: alone(namesakes[0])}, []
    reasons: dict[Mention, set[str]] = defaultdict(set)
    refusals: list[_Refusal] = []
    nodes = _units(namesakes, bench.judged, reasons)
    nodes = _settle(nodes, list(_proofs(nodes, namesakes)), bench, CONTRADICTIONS, reasons, refusals)
    pairs = _weighed(nodes, bench)
    nodes = _settle(nodes, _enough(pairs), bench, (*CONTRADICTIONS, *DOUBTS), reasons, refusals)
    officials = _officials(nodes, reasons)
    return officials, _decisions(name, nodes, officials, pairs, refusals, reasons, bench)


def _units(namesakes: Sequence[Mention], judged: Judged, reasons: dict[Mention, set[str]]) -> list[_Node]:
    """Mentions that a judgement joins, the others alone."""
    node_of = {mention: number for number, mention in enumerate(namesakes)}
    bonds = []
    for mentions, why in judged.same:
        numbers = tuple(sorted(node_of[one] for one in mentions if one in node_of))
        if len(numbers) > 1:
            known = tuple(sorted(mentions & node_of.keys()))
            bonds.append(_Bond(numbers, why, known))
            for one in known:
                reasons[one].add(f"judged the same: {why}")
    return _merged([(mention,) for mention in namesakes], bonds)


def _proofs(nodes: Sequence[_Node], namesakes: Sequence[Mention]) -> Iterator[_Bond]:
    node_of = {mention: number for number, node in enumerate(nodes) for mention in node}
    for proof in PROOFS:
        for mentions, reason in proof(namesakes):
            numbers = tuple(sorted({node_of[mention] for mention in mentions}))
            if len(numbers) > 1:
                yield _Bond(numbers, reason, tuple(mentions))


def _components(count: int, bonds: Iterable[_Bond]) -> list[list[int]]:
    """Numbers put together by bonds, each number in one component."""
    above = list(range(count))

    def root(number: int) -> int:
        while above[number] != number:
            above[number] = above[above[number]]
            number = above[number]
        return number

    for bond in bonds:
        first = root(bond.nodes[0])
        for number in bond.nodes[1:]:
            above[root(number)] = first
    found: dict[int, list[int]] = defaultdict(list)
    for number in range(count):
        found[root(number)].append(number)
    return list(found.values())


def _merged(nodes: Sequence[_Node], bonds: Sequence[_Bond]) -> list[_Node]:
    return [_union(nodes, numbers) for numbers in _components(len(nodes), bonds)]


def _union(nodes: Sequence[_Node], numbers: Iterable[int]) -> _Node:
    return tuple(sorted(mention for number in numbers for mention in nodes[number]))


MOST_ROUNDS = 16
"""How often a set that contradicts itself is made smaller before it falls apart."""


def _settle(
    nodes: list[_Node],
    bonds: Sequence[_Bond],
    bench: _Bench,
    checks: Sequence[Contradicts],
    reasons: dict[Mention, set[str]],
    refusals: list[_Refusal],
) -> list[_Node]:
    """Join what bonds hold together and nothing contradicts."""
    kept = [
        bond
        for held in _by_component(len(nodes), bonds)
        for bond in _without_contradiction(nodes, held, bench, checks, refusals)
    ]
    for bond in kept:
        for mention in bond.mentions:
            reasons[mention].add(bond.reason)
    return _merged(nodes, kept)


def _by_component(count: int, bonds: Sequence[_Bond]) -> list[list[_Bond]]:
    component_of = {number: index for index, numbers in enumerate(_components(count, bonds)) for number in numbers}
    inside: dict[int, list[_Bond]] = defaultdict(list)
    for bond in bonds:
        inside[component_of[bond.nodes[0]]].append(bond)
    return list(inside.values())


def _without_contradiction(
    nodes: Sequence[_Node],
    bonds: list[_Bond],
    bench: _Bench,
    checks: Sequence[Contradicts],
    refusals: list[_Refusal],
) -> list[_Bond]:
    """Bonds of one component, without nodes that lead into a contradiction.

    Those that tie both sides are taken out first, for nobody can say to which side they belong; where none does, the
    two that contradict each other.
    """
    kept: list[_Bond] = []
    open_sets = [bonds]
    for _ in range(MOST_ROUNDS):
        if not open_sets:
            break
        held = open_sets.pop()
        against = _contradiction_within(nodes, held, bench, checks)
        if against is None:
            kept += held
            continue
        reasons = (against.reason, *sorted({f"although {bond.reason}" for bond in held}))
        refusals.append(_Refusal(against.mentions, reasons))
        out = _between(nodes, held, against)
        shorter = [_shortened(bond, out, nodes) for bond in held]
        open_sets += _by_component(len(nodes), [bond for bond in shorter if len(bond.nodes) > 1])
    return kept


def _contradiction_within(
    nodes: Sequence[_Node], bonds: Iterable[_Bond], bench: _Bench, checks: Sequence[Contradicts]
) -> _Contradiction | None:
    numbers = sorted({number for bond in bonds for number in bond.nodes})
    return _contradiction([nodes[number] for number in numbers], bench, checks)


def _between(nodes: Sequence[_Node], bonds: Sequence[_Bond], against: _Contradiction) -> set[int]:
    """The nodes that tie two sides that contradict each other; the two themselves where one bond holds both."""
    numbers = {number for bond in bonds for number in bond.nodes}
    sides = {number for number in numbers if not set(nodes[number]).isdisjoint(against.mentions)}
    if any(sides <= set(bond.nodes) for bond in bonds):
        return sides
    near = [{one for bond in bonds if side in bond.nodes for one in bond.nodes} for side in sorted(sides)]
    return (set.intersection(*near) - sides) or sides


def _shortened(bond: _Bond, without: Collection[int], nodes: Sequence[_Node]) -> _Bond:
    """A bond without some of its nodes."""
    out = {mention for number in bond.nodes if number in without for mention in nodes[number]}
    numbers = tuple(number for number in bond.nodes if number not in without)
    return _Bond(numbers, bond.reason, tuple(mention for mention in bond.mentions if mention not in out))


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two nodes and what speaks for one person."""

    nodes: tuple[int, int]
    findings: tuple[_Finding, ...]

    @property
    def score(self) -> float:
        return round(min(sum(finding.weight for finding in self.findings), ENOUGH), 2)

    @property
    def mentions(self) -> tuple[Mention, ...]:
        return tuple(sorted({mention for finding in self.findings for mention in finding.mentions}))


def _weighed(nodes: Sequence[_Node], bench: _Bench) -> list[_Pair]:
    """All pairs of nodes for which something speaks."""
    pairs = []
    for one, other in _candidates(nodes, bench):
        findings = _weigh(nodes[one], nodes[other], bench)
        if findings:
            pairs.append(_Pair((one, other), tuple(findings)))
    return pairs


def _candidates(nodes: Sequence[_Node], bench: _Bench) -> Iterable[tuple[int, int]]:
    """Pairs to weigh: all of a few, of many those that share an agency, its heir, a group or a source."""
    if len(nodes) <= MOST_WEIGHED:
        return combinations(range(len(nodes)), 2)
    shared: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for number, node in enumerate(nodes):
        for mention in node:
            for post in mention.posts:
                for agency in {(post.place, post.agency), *bench.lineage.get((post.place, post.agency), ())}:
                    shared["agency", *agency].add(number)
            shared["group", *mention.group].add(number)
            if mention.scope:
                shared["source", mention.source].add(number)
    blocks = (sorted(block) for key, block in shared.items() if key[-1] not in ("", "group") and len(block) > 1)
    return sorted({pair for block in blocks for pair in combinations(block[:MOST_WEIGHED], 2)})


def _enough(pairs: Iterable[_Pair]) -> list[_Bond]:
    return [_Bond(pair.nodes, _because(pair.findings), pair.mentions) for pair in pairs if pair.score >= ENOUGH]


def _because(findings: Iterable[_Finding]) -> str:
    return "; ".join(finding.reason for finding in findings)


# Persons and decisions


def _officials(nodes: Sequence[_Node], reasons: Mapping[Mention, set[str]]) -> dict[Mention, Official]:
    people = [_official(node, _reasons(node, reasons)) for node in nodes]
    taken: dict[tuple[str, ...], int] = defaultdict(int)
    for person in people:
        taken[person.key] += 1
    officials: dict[Mention, Official] = {}
    for node, person in zip(nodes, people, strict=True):
        if taken[person.key] > 1:  # Two whom only a judgement or a contradiction tells apart.
            first = _earliest(node)
            apart = (first.source, str(first.line), first.kind, first.scope, str(first.staff), *_labels(first))
            person = replace(person, key=(*person.key, *apart))
        officials.update(dict.fromkeys(node, person))
    return officials


def _labels(mention: Mention) -> tuple[str, ...]:
    return tuple(post.label for post in mention.posts)


def _reasons(node: _Node, reasons: Mapping[Mention, set[str]]) -> tuple[str, ...]:
    found = {reason for mention in node for reason in reasons.get(mention, ())}
    return tuple(sorted(found)) if len(node) > 1 else ()


def _official(node: _Node, reasons: tuple[str, ...]) -> Official:
    """One person, under the simplified name if it is printed anywhere."""
    printed = {mention.person for mention in node}
    plain = simplified(min(printed))
    name = plain if plain in printed else min(printed)
    return Official(name, _person_key(node), reasons, tuple(sorted({*printed, plain} - {name})))


def _when(mention: Mention) -> tuple[str, Mention]:
    return (mention.date or "9999", mention)


def _earliest(node: _Node) -> Mention:
    proving = [mention for mention in node if any(post.proves for post in mention.posts)]
    return min(proving or node, key=_when)


def _person_key(node: _Node) -> tuple[str, ...]:
    """Date and post of the earliest mention that proves, else where the earliest one stands."""
    first = _earliest(node)
    proving = [post.key for mention in node if mention.date == first.date for post in mention.posts if post.proves]
    return (first.date, *min(proving)) if proving else (first.date, first.paper, first.scope)


def _decisions(
    name: str,
    nodes: Sequence[_Node],
    officials: Mapping[Mention, Official],
    pairs: Sequence[_Pair],
    refusals: Sequence[_Refusal],
    reasons: Mapping[Mention, set[str]],
    bench: _Bench,
) -> list[Comparison]:
    """The decisions about one name: joins, then what is likely, then what keeps persons apart."""
    joined = [one for node in nodes for one in _joins(name, node, officials, reasons)]
    if len(nodes) == 1:
        return joined
    open_pairs = list(_open(name, pairs, nodes, officials, bench))
    apart = list(dict.fromkeys(_refused(name, refusal, officials) for refusal in refusals))
    tied = {frozenset(one.officials) for one in (*open_pairs, *apart)}
    return [*joined, *open_pairs, *apart, *_strangers(name, nodes, officials, tied)]


def _joins(
    name: str, node: _Node, officials: Mapping[Mention, Official], reasons: Mapping[Mention, set[str]]
) -> Iterator[Comparison]:
    by_reason: dict[str, list[Mention]] = defaultdict(list)
    for mention in node:
        for reason in reasons.get(mention, ()):
            by_reason[reason].append(mention)
    for reason in sorted(by_reason):
        yield Comparison("joined", name, (officials[node[0]],), ENOUGH, (reason,), tuple(by_reason[reason]))


def _open(
    name: str,
    pairs: Iterable[_Pair],
    nodes: Sequence[_Node],
    officials: Mapping[Mention, Official],
    bench: _Bench,
) -> Iterator[Comparison]:
    """Pairs that are likely to be one person and not proved to be."""
    best: dict[frozenset[Official], _Pair] = {}
    for pair in pairs:
        people = _of_pair(pair, officials)
        if len(people) == 2 and (people not in best or best[people].score < pair.score):
            best[people] = pair
    mentions_of = {officials[node[0]]: node for node in nodes}
    for people, pair in best.items():
        checks = (*CONTRADICTIONS, *DOUBTS) if pair.score >= ENOUGH else CONTRADICTIONS
        against = _contradiction([mentions_of[one] for one in _in_order(people)], bench, checks)
        mentions = pair.mentions
        because = tuple(finding.reason for finding in pair.findings)
        verdict: Verdict = "perhaps" if against is None else "apart"
        if against is not None:
            mentions, because = against.mentions, (against.reason, *(f"although {reason}" for reason in because))
        yield Comparison(verdict, name, _in_order(people), min(pair.score, 0.99), because, mentions)


def _of_pair(pair: _Pair, officials: Mapping[Mention, Official]) -> frozenset[Official]:
    return frozenset(officials[mention] for mention in pair.mentions)


def _in_order(people: Iterable[Official]) -> tuple[Official, ...]:
    return tuple(sorted(people, key=lambda one: (one.key, one.name)))


def _refused(name: str, refusal: _Refusal, officials: Mapping[Mention, Official]) -> Comparison:
    people = _in_order({officials[mention] for mention in refusal.mentions})
    return Comparison("apart", name, people, 0.0, refusal.reasons, refusal.mentions)


MOST_PAIRS = 8
"""Persons of one name of whom each two are told apart in a line of their own; of more, in one line for all."""
NAME_ALONE = "nothing but the name"


def _strangers(
    name: str, nodes: Sequence[_Node], officials: Mapping[Mention, Official], tied: Collection[frozenset[Official]]
) -> Iterator[Comparison]:
    """Persons for whom nothing but the name speaks."""
    firsts = [_earliest(node) for node in nodes]
    if len(firsts) > MOST_PAIRS:
        people = _in_order(officials[mention] for mention in firsts)
        yield Comparison("apart", name, people, 0.0, (NAME_ALONE,), tuple(sorted(firsts)))
        return
    for one, other in combinations(sorted(firsts), 2):
        if frozenset((officials[one], officials[other])) not in tied:
            people = _in_order((officials[one], officials[other]))
            yield Comparison("apart", name, people, 0.0, (NAME_ALONE,), (one, other))
