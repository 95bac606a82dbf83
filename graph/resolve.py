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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..ontology.agencies import (
    NOWHERE,
    AgencyName,
    Place,
    Step,
    canonical_agency,
    forms_of,
    heirs_among,
    is_bare_group,
    is_generic_body,
    is_of_no_known_province,
    is_shared_title,
    members_of,
    place_of,
    split_post,
    steps,
    told,
)
from ..ontology.model import (
    Appointment,
    Assignment,
    Citation,
    Directive,
    Duty,
    Ending,
    Event,
    Fact,
    Group,
    GroupChange,
    GroupMention,
    Member,
    Reading,
    directive_key,
)
from ..ontology.places import is_known, prefixes
from ..ontology.register import Form, Register, shipped
from ..ontology.traditional import simplified
from ..ontology.vocabulary import meaning
from .careers import Holding, Tenure, find_lists, find_tenures
from .endings import Endings, GroupEnd, find_endings
from .judgements import NO_JUDGEMENTS, Judgements
from .namings import named_in
from .persons import Comparison, HeldPost, Lineage, Mention, Official, People, alone, tell_people

STAFF = ("办公室", "秘书处")
"""How the roles of those begin who sit in a group's office, not in the group."""

_LEVEL = re.compile("^全?[省市州县区]")
"""How a name begins that says its level instead of its place: 省防汛指挥部."""

NO_BODIES: Mapping[str, str] = {}
"""What counts where no body was judged to be an agency: no body in simplified characters, and its full name."""

_CAPACITY = re.compile("常务(?!委)|挂职|兼(?!并)|名誉")
"""What a bracket or a prefix adds to a post; not so the 常务委员会 and 兼并 of a body's name."""


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

    @property
    def jurisdiction(self) -> str:
        """The place it is of; empty where its name says another level than the place that speaks."""
        opening, place = place_of(self.label), self.key[0]
        if opening != NOWHERE:
            return opening.name if opening.name == place or is_known(opening) else ""
        return place if self._level or not _LEVEL.match(self.label) else ""

    @property
    def full_name(self) -> str:
        """Its name with its place for the word that says the level: 云岭省防汛指挥部; empty where it says none."""
        return f"{self.key[0]}{self.label.removeprefix(self._level)}" if self._level else ""

    @property
    def _level(self) -> str:
        """How its name says the level of the place that speaks: 省 or 全省."""
        words = prefixes(Place((self.key[0],))) if self.key[0] and not is_bare_group(self.label) else ()
        openings = (f"{whole}{word}" for word in words for whole in ("全", ""))
        return next((one for one in openings if self.label.startswith(one)), "")


@dataclass(frozen=True, slots=True)
class Change:
    """The end of a group, or of its name.

    Attributes:
        group: The group.
        kind: Whether it is dissolved, merged or renamed.
        heir: The group that goes on; None where none is named.
        date: The day from which it holds, else that of the directive; empty where unknown.
    """

    group: GroupName
    kind: Ending
    heir: GroupName | None
    date: str


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

        Not so where the agency could be that of any place (县委, 领导小组), nor where many hold the title (委员, 教授,
        a 处长 whose division is not named).
        """
        agency = self.agency
        if agency is None or is_shared_title(self.title, agency.name):
            return False
        return not _could_be_of_any_place(agency)


def _could_be_of_any_place(agency: AgencyName) -> bool:
    return is_of_no_known_province(agency) or (agency.provisional and is_generic_body(agency.name))


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
        people: The person behind each mention, and why.
        tenures: What is shown of each person at each post.
        lists: The dates of the whole lists of each group.
        endings: How groups ended or went on under other names.
        decisions: The decisions that rest on each mention.
        agencies: Agencies that any source names.
        register: The register in which names of agencies are looked up.
        spellings: How a name is printed, by its simplified form, where no source prints it in that form.
        bodies: Bodies in simplified characters that an analyst has judged to be an agency, and its full name: by the
            source in which that counts, and under an empty name for all others.
        groups: Names, in simplified characters, of groups that any source founds or heads, with the place of each.
    """

    scopes: Mapping[str, Scope] = field(default_factory=dict)
    people: People = field(default_factory=People)
    tenures: Mapping[Holding, tuple[Tenure, ...]] = field(default_factory=dict)
    lists: Mapping[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)
    endings: Endings = field(default_factory=Endings)
    decisions: Mapping[Mention, tuple[Comparison, ...]] = field(default_factory=dict)
    agencies: frozenset[AgencyName] = frozenset()
    register: Register = field(default_factory=shipped)
    spellings: Mapping[str, str] = field(default_factory=dict)
    bodies: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    groups: frozenset[tuple[str, str]] = frozenset()

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
        body = self._bodies(fact).get(simplified(body), body)
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
        heirs = heirs_among(name, self.agencies, register=self.register)
        return tuple(sorted(heirs, key=lambda heir: (heir.place, heir.name)))

    def reshaped(self, name: AgencyName) -> frozenset[AgencyName]:
        """Agencies that carried one on after a merger or a split: what was not a renaming on the way to them."""
        whole = {name}
        ahead = [name]
        while ahead:
            for step in steps(ahead.pop(), register=self.register):
                fresh = [heir for heir in step.heirs if heir not in whole] if step.change.kind == "renamed" else []
                whole.update(fresh)
                ahead += fresh
        return frozenset(heir for heir in self.successors(name) if heir not in whole)

    def steps(self, name: AgencyName) -> Iterator[Step]:
        """The steps of reforms that ended an agency and of which any source names an heir."""
        return told(name, self.agencies, register=self.register)

    def members(self, name: AgencyName) -> tuple[AgencyName, ...]:
        """The bodies that a collective stands for, where the register knows them all."""
        return members_of(name, register=self.register)

    def form(self, name: AgencyName) -> Form | None:
        """The form of the register in which an agency is known; None of a provisional one."""
        return next((match.form for match in forms_of(name, register=self.register)), None)

    def posts(self, fact: Fact, directive: str, printed: Iterable[str]) -> tuple[Post, ...]:
        """The posts behind posts as printed, each once, in their order."""
        return tuple(dict.fromkeys(self.each_post(fact, directive, printed)))

    def each_post(self, fact: Fact, directive: str, printed: Iterable[str]) -> list[Post]:
        """The post behind each post as printed."""
        place, date, bodies = self.place(fact, directive), self.date(fact, directive), self._bodies(fact)
        return [resolve_post(one, place=place, date=date, register=self.register, bodies=bodies) for one in printed]

    def _bodies(self, fact: Fact) -> Mapping[str, str]:
        """The bodies that were judged to be agencies in the source of a fact."""
        return self.bodies.get(fact.span.source, self.bodies.get("", NO_BODIES))

    def group(self, fact: Fact, directive: str, name: str) -> GroupName:
        """A group as a fact names it.

        A name that any group could bear (领导小组, 编辑委员会) is told apart by its directive or source.
        """
        place, name = self.place(fact, directive).name, simplified(name)
        if is_bare_group(name):
            return GroupName((place, name, simplified(directive) or fact.span.source), name)
        name = self._full_group(place, name)
        return GroupName((place, name), name)

    def _full_group(self, place: str, name: str) -> str:
        """The name of a group with its place, if any source heads it so: 省防汛指挥部 is 云岭省防汛指挥部."""
        in_full = (f"{place}{name}", f"{place}{_LEVEL.sub('', name)}")
        return next((one for one in in_full if place and (place, one) in self.groups), name)

    def parent(self, fact: Group) -> GroupName:
        """The group above a group, under the name by which the source knows it."""
        return self.group(fact, fact.directive, self._known_group(fact, fact.directive, fact.parent))

    def mentioned(self, fact: GroupMention) -> GroupName:
        """A group that is merely named, under the name by which the source knows it."""
        return self.group(fact, fact.directive, self._known_group(fact, fact.directive, fact.name))

    def change(self, fact: GroupChange) -> Change:
        """The group that a directive ends, and the one that goes on."""
        heir = self._group_in_short(fact, fact.successor) if fact.successor else None
        date = fact.date or self.date(fact, fact.directive)
        return Change(self._group_in_short(fact, fact.name), fact.change_kind, heir, date)

    def _group_in_short(self, fact: GroupChange, name: str) -> GroupName:
        """A group under the name by which any source knows it, be it with its place, its level or neither."""
        found = self.group(fact, fact.directive, self._known_group(fact, fact.directive, name))
        place = self.place(fact, fact.directive).name
        if not place or found.key[:2] != (place, found.label) or (place, found.label) in self.groups:
            return found
        bare = found.label.removeprefix(place)
        if bare == found.label and self._says_level(bare, place):
            bare = _LEVEL.sub("", bare)
        in_short = (bare, *(f"{all_of}{word}{bare}" for word in prefixes(Place((place,))) for all_of in ("", "全")))
        known = next((one for one in in_short if (place, one) in self.groups and not is_bare_group(one)), "")
        return GroupName((place, known), known) if known else found

    def _says_level(self, name: str, place: str) -> bool:
        return any(name.startswith((word, f"全{word}")) for word in prefixes(Place((place,))))

    def _known_group(self, fact: Fact, directive: str, name: str) -> str:
        """The name of a group that the source founds or heads, if it is this one with its place written out."""
        place, name = self.place(fact, directive).name, simplified(name)
        known = self.scope(fact).groups
        in_full = (name, f"{place}{name}", f"{place}{_LEVEL.sub('', name)}")
        return next((one for one in in_full if (place, one) in known), name)

    def is_staff(self, fact: Member) -> bool:
        """Whether a seat is one in the group's office."""
        return simplified(fact.role).startswith(STAFF)

    def is_head(self, fact: Member) -> bool:
        """Whether a seat is that of a head of the group, by its role as printed."""
        return not self.is_staff(fact) and meaning("member_roles", simplified(fact.role)) == "head"

    def official(self, fact: Member | Appointment) -> Official:
        """The person whom a seat or an appointment names."""
        return self.person(self.mention(fact))

    def person(self, mention: Mention) -> Official:
        """The person behind a mention."""
        return self.people.officials.get(mention) or alone(mention)

    def mention(self, fact: Member | Appointment) -> Mention:
        """What joins or parts the person of a seat or an appointment."""
        return self._mention(fact, self.each_post(fact, fact.directive, fact.posts))

    def _mention(self, fact: Member | Appointment, posts: Sequence[Post]) -> Mention:
        return Mention(
            person=fact.person,
            source=fact.span.source,
            line=fact.span.line,
            kind=fact.action if isinstance(fact, Appointment) else "seat",
            date=(fact.date if isinstance(fact, Appointment) else "") or self.date(fact, fact.directive),
            directive=simplified(fact.directive),
            scope=simplified(fact.group) if isinstance(fact, Member) else "",
            staff=isinstance(fact, Member) and self.is_staff(fact),
            posts=_held_posts(posts, fact.posts),
            group=self._group_key(fact) if isinstance(fact, Member) else (),
            start=fact.span.start,
        )

    def participants(self, fact: Event) -> tuple[Mention, ...]:
        """What joins or parts each of the persons whom an item of the chronicle names, in their order."""
        return tuple(mention for mention, _ in self._participants(fact))

    def _participants(self, fact: Event) -> Iterator[tuple[Mention, Sequence[Post]]]:
        for one, (person, start) in zip(fact.participants, named_in(fact), strict=True):
            posts = self.each_post(fact, "", one.posts)
            mention = Mention(
                person=person,
                source=fact.span.source,
                line=fact.span.line,
                kind="event",
                date=fact.date,
                directive="",
                scope=f"@{fact.span.start}",
                staff=False,
                posts=_held_posts(posts, one.posts),
                start=start,
            )
            yield mention, posts

    def mentions(self, fact: Fact) -> Iterator[tuple[Mention, Sequence[Post]]]:
        """What joins or parts each person whom a fact names, and the posts that it prints."""
        if isinstance(fact, Member | Appointment):
            posts = self.each_post(fact, fact.directive, fact.posts)
            yield self._mention(fact, posts), posts
        elif isinstance(fact, Event):
            yield from self._participants(fact)

    def tenures_shown(self, mention: Mention) -> Iterator[Tenure]:
        """The tenures whose first or last day a mention shows."""
        official = self.person(mention)
        for key in dict.fromkeys(post.key for post in mention.posts):
            for tenure in self.tenures.get((official, key), ()):
                if tenure.first <= mention.date <= tenure.last and _ends(tenure, mention):
                    yield tenure

    def replaced(self, mention: Mention) -> str:
        """The date of the next whole list of the group that a mention sits on; empty where there is none."""
        return self.endings.first(mention.group, self.lists, after=mention.date) if mention.date else ""

    def ended(self, mention: Mention) -> str:
        """The date on which the group that a mention sits on ended, unless another list came before; else empty."""
        ended = self.endings.first(mention.group, self.endings.days, after=mention.date) if mention.date else ""
        replaced = self.replaced(mention)
        return "" if replaced and replaced <= ended else ended

    def _group_key(self, fact: Member) -> tuple[str, ...]:
        """What tells a group from others; empty where its name could be that of any group."""
        return () if is_bare_group(fact.group) else self.group(fact, fact.directive, fact.group).key


def resolve(
    readings: Iterable[Reading], *, register: Register | None = None, judgements: Judgements = NO_JUDGEMENTS
) -> Resolution:
    """Resolve all names of all readings of a store.

    Args:
        readings: Iterated twice, and once more if names are in traditional characters; only names are kept of it, never
            the facts. Names that were judged to be others have been put right in them.
        register: The register of agencies; by default the one that ships with the package.
        judgements: What an analyst has decided.

    Returns:
        Identities, the same in whatever order the readings come.

    Raises:
        JudgementError: Judgements contradict each other.
    """
    known = shipped() if register is None else register
    scopes = {reading.source: _scope(reading) for reading in readings}
    groups = frozenset(group for scope in scopes.values() for group in scope.groups)
    names = Resolution(scopes, register=known, bodies=judgements.bodies, groups=groups)
    mentions: set[Mention] = set()
    agencies: set[AgencyName] = set()
    traditional: set[str] = set()
    endings: list[GroupEnd] = []
    for reading in readings:
        traditional.update(name for name in _labels(reading) if simplified(name) != name)
        for fact in reading.facts:
            agencies.update(names.agency(fact, directive, body) for directive, body in _bodies(fact))
            for mention, posts in names.mentions(fact):
                mentions.add(mention)
                agencies.update(post.agency for post in posts if post.agency is not None)
        endings += _endings(reading, names)
    names = replace(names, agencies=frozenset(agencies))
    people = tell_people(
        mentions,
        lineage=_lineage(agencies, names),
        reshaped=_lineage(agencies, names, reshaped=True),
        judged=judgements.judged(mentions),
    )
    return replace(
        names,
        people=people,
        tenures=find_tenures(people.officials),
        lists=find_lists(people.officials),
        endings=find_endings(endings),
        decisions=_decisions(people),
        spellings=_spellings(traditional, readings),
    )


def resolve_post(
    printed: str,
    *,
    place: Place,
    date: str,
    register: Register | None = None,
    bodies: Mapping[str, str] = NO_BODIES,
) -> Post:
    """The post behind a post as printed.

    Args:
        printed: Such as 省财政厅副厅长, or a bare 副省长, which belongs to the government of its place.
        place: The place from which it is read.
        date: The date of the directive, ISO 8601 or empty.
        register: The register of agencies; by default the one that ships with the package.
        bodies: As :attr:`Resolution.bodies`.
    """
    body, title = split_post(printed, place=place)
    if not body:
        return Post(None, title, place.name)
    body = bodies.get(body, body)
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


def _bodies(fact: Fact) -> Iterator[tuple[str, str]]:
    """The bodies that a fact prints, each with the directive it stands in."""
    if isinstance(fact, Assignment | Duty):
        yield fact.directive, fact.body
    elif isinstance(fact, Directive):
        yield from ((directive_key(fact), body) for body in (*fact.issuers, *fact.addressees))
    elif isinstance(fact, Group) and fact.office_host:
        yield fact.directive, fact.office_host


def _printed_posts(fact: Fact) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The posts that a fact prints, each with the directive it stands in."""
    if isinstance(fact, Member | Appointment):
        yield fact.directive, fact.posts
    elif isinstance(fact, Event):
        yield from (("", participant.posts) for participant in fact.participants)


def printed_bodies(reading: Reading) -> frozenset[str]:
    """The bodies that a reading prints, those within posts too, in simplified characters: what may be an agency."""
    names = Resolution({reading.source: _scope(reading)})
    bodies = {simplified(body) for fact in reading.facts for _, body in _bodies(fact)}
    bodies.update(
        split_post(post, place=names.place(fact, directive))[0]
        for fact in reading.facts
        for directive, posts in _printed_posts(fact)
        for post in posts
    )
    return frozenset(bodies - {""})


def _endings(reading: Reading, resolution: Resolution) -> Iterator[GroupEnd]:
    """The ends of groups that a reading tells of."""
    changes = (resolution.change(fact) for fact in reading.facts if isinstance(fact, GroupChange))
    for one in changes:
        yield GroupEnd(one.group.key, one.kind, one.heir.key if one.heir is not None else (), one.date)


# Officials


def _decisions(people: People) -> dict[Mention, tuple[Comparison, ...]]:
    """The decisions that rest on each mention."""
    found: dict[Mention, list[Comparison]] = defaultdict(list)
    for comparison in people.ledger:
        for mention in comparison.mentions:
            found[mention].append(comparison)
    return {mention: tuple(comparisons) for mention, comparisons in found.items()}


def _ends(tenure: Tenure, mention: Mention) -> bool:
    """Whether a mention shows the first or the last day; a tenure of which only its end is known has the dismissal."""
    if tenure.ended and tenure.ended == tenure.first == mention.date:
        return mention.kind == "dismiss"
    return mention.date in (tenure.first, tenure.last)


def _held_posts(posts: Sequence[Post], printed: Sequence[str]) -> tuple[HeldPost, ...]:
    return tuple(sorted({_held(post, words) for post, words in zip(posts, printed, strict=True)}))


def _held(post: Post, printed: str) -> HeldPost:
    """A post as it is weighed, with what a bracket says of it."""
    agency = post.agency
    sure = agency is not None and not _could_be_of_any_place(agency)
    return HeldPost(
        key=post.key,
        label=post.label,
        place=agency.place if agency is not None else "",
        agency=agency.name if agency is not None and sure else "",
        title=post.title,
        proves=post.proves,
        capacity="、".join(sorted(set(_CAPACITY.findall(simplified(printed))))),
    )


def _lineage(agencies: Iterable[AgencyName], names: Resolution, *, reshaped: bool = False) -> Lineage:
    """Agencies that any source names, each with those that carried it on, or only did so reshaped."""
    after_of = names.reshaped if reshaped else names.successors
    heirs = {(one.place, one.name): frozenset((heir.place, heir.name) for heir in after_of(one)) for one in agencies}
    return {agency: after for agency, after in heirs.items() if after}


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
            case GroupChange():
                yield from (fact.name, fact.successor)
