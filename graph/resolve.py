"""Who is who: from the names that facts print to identities.

A directive speaks from one place, that of its issuers, and short names are read from there: 省财政厅 in a
notice of the government of 云岭省 is 云岭省财政厅. Names that no rule knows stay as printed, and provisional.
Two mentions of one name are one person only on evidence, and the evidence is kept as a reason.

Names are compared in simplified characters: 國發〔2012〕9號 is 国发〔2012〕9号, and is shown as it is printed where no
source prints it otherwise.

Everything here is a function of the facts: the same facts give the same identities, in whatever order.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from ..ontology.agencies import (
    NOWHERE,
    AgencyName,
    Place,
    Step,
    canonical_agency,
    forms_of,
    is_bare_group,
    is_generic_body,
    is_shared_title,
    members_of,
    place_of,
    split_post,
    steps,
)
from ..ontology.model import (
    Appointment,
    Assignment,
    Citation,
    Directive,
    Duty,
    Event,
    Fact,
    Group,
    GroupMention,
    Member,
    Participant,
    Reading,
    directive_key,
)
from ..ontology.register import Form, Register, shipped
from ..ontology.traditional import simplified

STAFF = ("办公室", "秘书处")
"""How the roles of those begin who sit in a group's office, not in the group."""

_LEVEL = re.compile("^全?[省市州县区]")
"""How a name begins that says its level instead of its place: 省防汛指挥部."""

UnionKey: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DirectiveName:
    """A directive as other facts know it.

    Attributes:
        number: Its number in simplified characters; empty where it has none.
        title: Its title in simplified characters.
        key: What its IRI is minted from.
        printed: What the facts of its source call it.
        date: Its date, ISO 8601; empty where unknown.
        place: The place whose government speaks.
        start: Where it begins in its source.
    """

    number: str
    title: str
    key: tuple[str, ...]
    printed: str
    date: str = ""
    place: Place = NOWHERE
    start: int = 0

    @property
    def label(self) -> str:
        """The number, else the title, else where it stands."""
        return self.number or self.title or ":".join(self.key)


@dataclass(frozen=True, slots=True)
class GroupName:
    """A group: what its IRI is minted from, and its name in simplified characters."""

    key: tuple[str, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Post:
    """A post: a title at an agency, or words as printed where no agency can be told.

    Attributes:
        agency: The agency; None where the words name none.
        title: The title alone, such as 副厅长; all the words where no title is known in them.
        place: The place from which the words were read.
    """

    agency: AgencyName | None
    title: str
    place: str

    @property
    def label(self) -> str:
        """The agency's canonical name and the title."""
        return self.title if self.agency is None else f"{self.agency.name}{self.title}"

    @property
    def key(self) -> tuple[str, ...]:
        """What its IRI is minted from."""
        if self.agency is None:
            return (self.place, self.title)
        return (self.agency.place, self.agency.name, self.title)

    @property
    def proves(self) -> bool:
        """Whether one name at this post twice is one person.

        Not so where the agency could be that of any place (县委, 领导小组), nor where many hold the title (委员, 教授).
        """
        agency = self.agency
        if agency is None or is_shared_title(self.title):
            return False
        return not (agency.provisional and is_generic_body(agency.name))


@dataclass(frozen=True, slots=True)
class Mention:
    """A name printed somewhere with the posts beside it.

    Attributes:
        person: The name.
        source: Source of the mention.
        directive: Directive it stands in, as printed.
        scope: The group it sits on, or where the item begins that names it.
        staff: Whether it is a seat in the group's office.
        posts: Posts printed beside the name.
    """

    person: str
    source: str
    directive: str
    scope: str
    staff: bool
    posts: tuple[Post, ...]


@dataclass(frozen=True, slots=True)
class Official:
    """A person.

    Attributes:
        name: The name, as printed.
        key: What tells namesakes apart: the smallest of the posts that prove, else where the name stands.
        reasons: Why several mentions are one person; empty for a single one.
        also: Other spellings of the name: those that are printed too, and that in simplified characters.
    """

    name: str
    key: tuple[str, ...]
    reasons: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """What one source says of its directives.

    Attributes:
        directives: By the name that facts use, in simplified characters, in the order of the source.
        place: The place of most of its directives, for facts outside all of them.
        groups: Names, in simplified characters, of groups that it founds or heads, with the place of each.
        listed: Names of the groups of a directive that stand under no other one, by what facts call it.
    """

    directives: Mapping[str, tuple[DirectiveName, ...]]
    place: Place
    groups: frozenset[tuple[str, str]]
    listed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


_EMPTY = Scope({}, NOWHERE, frozenset())

_OF_GROUP = re.compile("(?:本)?(?P<group>[^，。；：]*?)(?P<behind>(?:办公室)?(?:各?成员单位)?)")


def _behind_group(body: str) -> str:
    """What stands behind the name of a group in the name of its office or of its members."""
    match = _OF_GROUP.fullmatch(simplified(body))
    return match["behind"].replace("各", "") if match else ""


@dataclass(frozen=True, slots=True)
class Resolution:
    """Identities of all that the facts of a store name.

    Attributes:
        scopes: What each source says of its directives.
        officials: The person behind each mention.
        agencies: Agencies that any source names.
        register: The register in which names of agencies are looked up.
        spellings: How a name is printed, by its simplified form, where no source prints it in that form.
    """

    scopes: Mapping[str, Scope] = field(default_factory=dict)
    officials: Mapping[Mention, Official] = field(default_factory=dict)
    agencies: frozenset[AgencyName] = frozenset()
    register: Register = field(default_factory=shipped)
    spellings: Mapping[str, str] = field(default_factory=dict)

    def spelt(self, name: str) -> str:
        """A directive's or group's name in simplified characters, as sources print it."""
        return self.spellings.get(name, name)

    def scope(self, fact: Fact) -> Scope:
        """The scope of the source that states a fact."""
        return self.scopes.get(fact.span.source, _EMPTY)

    def directive(self, fact: Fact, printed: str) -> DirectiveName | None:
        """The directive that a fact says it stands in; None outside every directive."""
        if not printed:
            return None
        known = self.scope(fact).directives.get(simplified(printed))
        return _nearest(known, fact.span.start) if known else _unprinted(printed)

    def printed(self, fact: Directive) -> DirectiveName:
        """The name of a directive that is printed here."""
        return directive_name(fact)

    def cited(self, fact: Citation) -> DirectiveName:
        """The directive that a citation names."""
        return _cited_name(fact)

    def place(self, fact: Fact, directive: str) -> Place:
        """The place from which a fact's names are read: its directive's, else that of most of the source."""
        name = self.directive(fact, directive)
        return name.place if name is not None and name.place != NOWHERE else self.scope(fact).place

    def date(self, fact: Fact, directive: str) -> str:
        """The date of a fact's directive; empty where unknown."""
        name = self.directive(fact, directive)
        return "" if name is None else name.date

    def agency(self, fact: Fact, directive: str, body: str) -> AgencyName:
        """The agency or collective behind a body as printed."""
        found = canonical_agency(
            body, place=self.place(fact, directive), date=self.date(fact, directive), register=self.register
        )
        group = self.group_at_hand(fact, directive, body)
        if group is None:
            return found
        own = canonical_agency(group.label, place=self.place(fact, directive), register=self.register)
        name = group.label if own.provisional else own.name
        return AgencyName(f"{name}{_behind_group(body)}", found.place, collective=found.collective)

    def group_at_hand(self, fact: Fact, directive: str, body: str) -> GroupName | None:
        """The group that a body is, is the office of, or is the members of, where its directive lists one alone.

        领导小组, 领导小组办公室 and 领导小组各成员单位 are those of the one group that the directive is about.
        """
        match = _OF_GROUP.fullmatch(simplified(body))
        if match is None or not is_bare_group(match["group"]):
            return None
        listed = self.scope(fact).listed.get(simplified(directive), ())
        of_kind = [name for name in listed if name.endswith(match["group"])]
        return self.group(fact, directive, of_kind[0]) if len(of_kind) == 1 else None

    def successors(self, name: AgencyName) -> tuple[AgencyName, ...]:
        """Agencies that carried one on, of those that any source names; one that no source names is passed over."""
        heirs: dict[AgencyName, None] = {}
        passed = {name}
        ahead = [name]
        while ahead:
            for heir in (heir for step in steps(ahead.pop(), register=self.register) for heir in step.heirs):
                if heir in self.agencies:
                    heirs[heir] = None
                elif heir not in passed:
                    passed.add(heir)
                    ahead.append(heir)
        return tuple(sorted(heirs.keys() - {name}, key=lambda heir: (heir.place, heir.name)))

    def steps(self, name: AgencyName) -> Iterator[Step]:
        """The steps of reforms that ended an agency and of which any source names an heir."""
        return (step for step in steps(name, register=self.register) if any(one in self.agencies for one in step.heirs))

    def members(self, name: AgencyName) -> tuple[AgencyName, ...]:
        """The bodies that a collective stands for, where the register knows them all."""
        return members_of(name, register=self.register)

    def form(self, name: AgencyName) -> Form | None:
        """The form of the register in which an agency is known; None of a provisional one."""
        return next((match.form for match in forms_of(name, register=self.register)), None)

    def posts(self, fact: Fact, directive: str, printed: Iterable[str]) -> tuple[Post, ...]:
        """The posts behind posts as printed, each once, in their order."""
        place, date = self.place(fact, directive), self.date(fact, directive)
        posts = (resolve_post(one, place=place, date=date, register=self.register) for one in printed)
        return tuple(dict.fromkeys(posts))

    def group(self, fact: Fact, directive: str, name: str) -> GroupName:
        """A group as a fact names it.

        A name that any group could bear (领导小组, 编辑委员会) is told apart by its directive or source.
        """
        place, name = self.place(fact, directive).name, simplified(name)
        if is_bare_group(name):
            return GroupName((place, name, simplified(directive) or fact.span.source), name)
        return GroupName((place, name), name)

    def parent(self, fact: Group) -> GroupName:
        """The group above a group, under the name by which the source knows it."""
        return self.group(fact, fact.directive, self._known_group(fact, fact.directive, fact.parent))

    def mentioned(self, fact: GroupMention) -> GroupName:
        """A group that is merely named, under the name by which the source knows it."""
        return self.group(fact, fact.directive, self._known_group(fact, fact.directive, fact.name))

    def _known_group(self, fact: Fact, directive: str, name: str) -> str:
        """The name of a group that the source founds or heads, if it is this one with its place written out."""
        place, name = self.place(fact, directive).name, simplified(name)
        known = self.scope(fact).groups
        in_full = (name, f"{place}{name}", f"{place}{_LEVEL.sub('', name)}")
        return next((one for one in in_full if (place, one) in known), name)

    def is_staff(self, fact: Member) -> bool:
        """Whether a seat is one in the group's office."""
        return simplified(fact.role).startswith(STAFF)

    def official(self, fact: Member | Appointment) -> Official:
        """The person whom a seat or an appointment names."""
        return self._official(self.mention(fact))

    def participant(self, fact: Event, participant: Participant) -> Official:
        """The person whom an item of the chronicle names."""
        return self._official(self.participant_mention(fact, participant))

    def mention(self, fact: Member | Appointment) -> Mention:
        """What joins or parts the person of a seat or an appointment."""
        return Mention(
            person=fact.person,
            source=fact.span.source,
            directive=simplified(fact.directive),
            scope=simplified(fact.group) if isinstance(fact, Member) else "",
            staff=isinstance(fact, Member) and self.is_staff(fact),
            posts=self.posts(fact, fact.directive, fact.posts),
        )

    def participant_mention(self, fact: Event, participant: Participant) -> Mention:
        """What joins or parts a person whom an item of the chronicle names."""
        posts = self.posts(fact, "", participant.posts)
        return Mention(participant.person, fact.span.source, "", f"@{fact.span.start}", False, posts)

    def _official(self, mention: Mention) -> Official:
        return self.officials.get(mention) or _alone(mention)


def resolve(readings: Iterable[Reading], *, register: Register | None = None) -> Resolution:
    """Resolve all names of all readings of a store.

    Args:
        readings: Iterated twice, and once more if names are in traditional characters; only names are kept of it, never
            the facts.
        register: The register of agencies; by default the one that ships with the package.

    Returns:
        Identities, the same in whatever order the readings come.
    """
    known = shipped() if register is None else register
    names = Resolution({reading.source: _scope(reading) for reading in readings}, register=known)
    mentions: set[Mention] = set()
    agencies: set[AgencyName] = set()
    traditional: set[str] = set()
    for reading in readings:
        traditional.update(name for name in _labels(reading) if simplified(name) != name)
        mentions.update(_mentions(reading, names))
        agencies.update(_agencies(reading, names))
    agencies.update(post.agency for one in mentions for post in one.posts if post.agency is not None)
    return Resolution(names.scopes, _join(mentions), frozenset(agencies), known, _spellings(traditional, readings))


def resolve_post(printed: str, *, place: Place, date: str, register: Register | None = None) -> Post:
    """The post behind a post as printed.

    Args:
        printed: Such as 省财政厅副厅长, or a bare 副省长, which belongs to the government of its place.
        place: The place from which it is read.
        date: The date of the directive, ISO 8601 or empty.
        register: The register of agencies; by default the one that ships with the package.
    """
    body, title = split_post(printed, place=place)
    if not body:
        return Post(None, title, place.name)
    return Post(canonical_agency(body, place=place, date=date, register=register), title, place.name)


# Directives


def directive_name(fact: Directive) -> DirectiveName:
    """What a directive is called, and where and when it speaks."""
    return DirectiveName(
        number=simplified(fact.number),
        title=simplified(fact.title),
        key=_directive_content(fact),
        printed=directive_key(fact),
        date=fact.date,
        place=_directive_place(fact),
        start=fact.span.start,
    )


def _directive_content(fact: Directive) -> tuple[str, ...]:
    if fact.number:
        return (simplified(fact.number),)
    if fact.title:
        return (simplified(fact.title), fact.date, fact.span.source)
    return (fact.span.source, str(fact.span.line))


def _directive_place(fact: Directive) -> Place:
    """The place of the first issuer that names one, else that with which the title opens."""
    opening = simplified(fact.title).partition("关于")[0]
    places = (place_of(words) for words in (*fact.issuers, opening))
    return next((place for place in places if place != NOWHERE), NOWHERE)


def _unprinted(printed: str) -> DirectiveName:
    """A directive that the source names and does not print, by its number or its title."""
    name = simplified(printed)
    if "〔" in name or name.endswith("号"):
        return DirectiveName(number=name, title="", key=(name,), printed=printed)
    return DirectiveName(number="", title=name, key=(name, "", ""), printed=printed)


def _cited_name(fact: Citation) -> DirectiveName:
    if fact.number:
        number = simplified(fact.number)
        return DirectiveName(number=number, title="", key=(number,), printed=fact.number)
    title = simplified(fact.title)
    return DirectiveName(number="", title=title, key=(title, "", ""), printed=fact.title)


def _nearest(known: tuple[DirectiveName, ...], at: int) -> DirectiveName:
    """Of directives of one name, the last that begins before a fact."""
    if len(known) == 1:
        return known[0]
    index = bisect_right([one.start for one in known], at)
    return known[max(index - 1, 0)]


def _scope(reading: Reading) -> Scope:
    directives: dict[str, list[DirectiveName]] = defaultdict(list)
    for fact in reading.facts:
        if isinstance(fact, Directive):
            directives[simplified(directive_key(fact))].append(directive_name(fact))
    named = {name: tuple(sorted(many, key=lambda one: one.start)) for name, many in directives.items()}
    place = _usual_place(one for many in named.values() for one in many)
    groups = frozenset(_group_names(reading, Scope(named, place, frozenset())))
    return Scope(named, place, groups, _groups_listed(reading))


def _groups_listed(reading: Reading) -> dict[str, tuple[str, ...]]:
    listed: dict[str, dict[str, None]] = defaultdict(dict)
    for fact in reading.facts:
        if isinstance(fact, Group) and not fact.parent:
            listed[simplified(fact.directive)][simplified(fact.name)] = None
    return {directive: tuple(names) for directive, names in listed.items() if directive}


def _usual_place(directives: Iterable[DirectiveName]) -> Place:
    """The place of most directives; of equals, the one whose name sorts first."""
    counts = Counter(one.place for one in directives if one.place != NOWHERE)
    return min(counts, key=lambda place: (-counts[place], place.name), default=NOWHERE)


def _group_names(reading: Reading, scope: Scope) -> Iterator[tuple[str, str]]:
    resolution = Resolution({reading.source: scope})
    for fact in reading.facts:
        if isinstance(fact, Group):
            yield resolution.place(fact, fact.directive).name, simplified(fact.name)


# Agencies


def _agencies(reading: Reading, resolution: Resolution) -> Iterator[AgencyName]:
    """Agencies that the facts of a reading name, those of posts apart."""
    for fact in reading.facts:
        for directive, body in _bodies(fact):
            yield resolution.agency(fact, directive, body)


def _bodies(fact: Fact) -> Iterator[tuple[str, str]]:
    """The bodies that a fact prints, each with the directive it stands in."""
    if isinstance(fact, Assignment | Duty):
        yield fact.directive, fact.body
    elif isinstance(fact, Directive):
        yield from ((directive_key(fact), body) for body in (*fact.issuers, *fact.addressees))
    elif isinstance(fact, Group) and fact.office_host:
        yield fact.directive, fact.office_host


# Officials


def _mentions(reading: Reading, resolution: Resolution) -> Iterator[Mention]:
    for fact in reading.facts:
        if isinstance(fact, Member | Appointment):
            yield resolution.mention(fact)
        elif isinstance(fact, Event):
            yield from (resolution.participant_mention(fact, one) for one in fact.participants)


def _join(mentions: Iterable[Mention]) -> dict[Mention, Official]:
    """The person behind each mention: namesakes stay apart until evidence joins them."""
    by_name: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_name[simplified(mention.person)].append(mention)
    return {mention: official for same in by_name.values() for mention, official in _tell_apart(same)}


def _tell_apart(namesakes: list[Mention]) -> Iterator[tuple[Mention, Official]]:
    links = [*_same_post(namesakes), *_same_notice(namesakes)]
    for cluster in _clusters(namesakes, [pair for pair, _ in links]):
        reasons = {reason for (one, _), reason in links if one in cluster}
        official = _person(cluster, tuple(sorted(reasons)))
        yield from ((mention, official) for mention in cluster)


Link: TypeAlias = tuple[tuple[Mention, Mention], str]
"""Two mentions that are one person, and why."""


def _same_post(namesakes: list[Mention]) -> Iterator[Link]:
    """Evidence: the same name at the same post."""
    holders: dict[UnionKey, list[Mention]] = defaultdict(list)
    for mention in namesakes:
        for post in mention.posts:
            if post.proves:
                holders[post.key].append(mention)
    for key, same in holders.items():
        reason = f"same name and post: {key[1]}{key[2]}"
        yield from (((same[0], other), reason) for other in same[1:])


def _same_notice(namesakes: list[Mention]) -> Iterator[Link]:
    """Evidence: one notice seats the name once in a group and again in that group's office."""
    seats: dict[UnionKey, list[Mention]] = defaultdict(list)
    for mention in namesakes:
        seats[(mention.source, mention.directive, mention.scope)].append(mention)
    for (_, directive, group), same in seats.items():
        members = [mention for mention in same if not mention.staff]
        if len(members) == 1:
            reason = f"same name in {group} and in its office: {directive}".rstrip(": ")
            yield from (((members[0], other), reason) for other in same if other.staff)


def _clusters(mentions: list[Mention], links: list[tuple[Mention, Mention]]) -> list[set[Mention]]:
    """Mentions put together by all links, each mention in one cluster."""
    cluster_of = {mention: {mention} for mention in mentions}
    for one, other in links:
        if cluster_of[one] is not cluster_of[other]:
            _merge(cluster_of, one, other)
    return list({id(cluster): cluster for cluster in cluster_of.values()}.values())


def _merge(cluster_of: dict[Mention, set[Mention]], one: Mention, other: Mention) -> None:
    merged = cluster_of[one]
    merged |= cluster_of[other]
    for mention in cluster_of[other]:
        cluster_of[mention] = merged


def _person_key(cluster: Iterable[Mention]) -> tuple[str, ...]:
    """The smallest post that the mentions prove, else where the name stands."""
    posts = [post.key for mention in cluster for post in mention.posts if post.proves]
    return min(posts) if posts else min(map(_where, cluster))


def _where(mention: Mention) -> tuple[str, ...]:
    return (mention.source, mention.directive, mention.scope)


def _alone(mention: Mention) -> Official:
    return _person((mention,), ())


def _person(cluster: Collection[Mention], reasons: tuple[str, ...]) -> Official:
    """One person, under the simplified name if it is printed anywhere."""
    printed = {mention.person for mention in cluster}
    plain = simplified(min(printed))
    name = plain if plain in printed else min(printed)
    return Official(name, _person_key(cluster), reasons, tuple(sorted({*printed, plain} - {name})))


# Spellings


def _spellings(traditional: Iterable[str], readings: Iterable[Reading]) -> dict[str, str]:
    """How names are printed that no source prints in simplified characters: of several spellings, the first."""
    printed = {simplified(name): name for name in sorted(traditional, reverse=True)}
    if printed:
        for reading in readings:
            for name in _labels(reading):
                printed.pop(name, None)
    return printed


def _labels(reading: Reading) -> Iterator[str]:
    """Names of the directives and groups that a reading names."""
    for fact in reading.facts:
        match fact:
            case Directive() | Citation():
                yield from (fact.number, fact.title)
            case Group():
                yield from (fact.name, fact.parent)
            case GroupMention():
                yield fact.name
