"""The register of agencies: which official name a printed one stands for.

Names of agencies follow forms: a place, then a word that is the same everywhere (:mod:`.register`). A
gazette of 云岭省 prints 省财政厅 and 省发展改革委 for 云岭省财政厅 and 云岭省发展和改革委员会. So a name is read from
the place that speaks, by a short list of finders, each with one reason; what none of them finds stays as printed,
and provisional.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TypeAlias

from .places import (
    NATION,
    is_district,
    is_upper,
    known_city,
    opening_place,
    places_below,
    prefixes,
    unit_level,
    upper_of,
)
from .places import NOWHERE as NOWHERE
from .places import Place as Place
from .register import Change, Form, FormKind, Match, Register, shipped
from .traditional import simplified
from .vocabulary import alternation

_CACHED = 1 << 16
"""Names that are remembered: a gazette prints the same few hundred again and again."""


@dataclass(frozen=True, slots=True)
class AgencyName:
    """An agency, or many in one phrase, as the graph knows it.

    Attributes:
        name: Canonical name.
        place: Name of the place it belongs to; empty where it cannot be told.
        provisional: Whether it is not in the register, so that an analyst should look at it.
        collective: Whether the phrase stands for many bodies.
    """

    name: str
    place: str
    provisional: bool = False
    collective: bool = False


def _is(vocabulary: str, words: str) -> bool:
    """Whether words are an entry of a vocabulary."""
    return _whole(vocabulary).fullmatch(words) is not None


@cache
def _whole(vocabulary: str) -> re.Pattern[str]:
    return re.compile(alternation(vocabulary))


_CENTRE = re.compile("国务院|中共中央|中央|全国|国家")


def place_of(words: str) -> Place:
    """The place with which the name of a government body, or a title, opens; ``NOWHERE`` if with none.

    >>> place_of("云岭省人民政府办公厅").name, place_of("國務院辦公廳").name, place_of("转发通知").name
    ('云岭省', '国家', '')
    """
    words = simplified(words)
    if _CENTRE.match(words) or _part_of_centre(words, _Scene(NOWHERE, "", shipped())) is not None:
        return Place((NATION,))
    if shipped().find("nation", words, level="nation") is not None:
        return Place((NATION,))
    return opening_place(words)[0]


# Agencies


def canonical_agency(
    body: str, *, place: Place = NOWHERE, date: str = "", register: Register | None = None
) -> AgencyName:
    """The agency behind a body as printed.

    Args:
        body: One body, such as 省财政厅; 省財政廳 is the same one.
        place: The place that speaks: that of the directive's issuers.
        date: The directive's date, ISO 8601 or empty: some short names changed their meaning.
        register: The register to look in; by default the one that ships with the package.

    Example:
        >>> canonical_agency("省发展改革委", place=Place(("云岭省",)))
        AgencyName(name='云岭省发展和改革委员会', place='云岭省', provisional=False, collective=False)
    """
    return _canonical(simplified(body), _Scene(place, date, shipped() if register is None else register))


@dataclass(frozen=True, slots=True)
class _Scene:
    """From where a name is read: the place and the day that speak, and the register."""

    place: Place
    date: str
    register: Register

    def find(self, kind: FormKind, words: str, place: Place | None = None) -> Match | None:
        """The form of a kind that words are in, at the place that speaks or at another one."""
        level = (self.place if place is None else place).level
        return self.register.find(kind, words, level=level, date=self.date)


Finder: TypeAlias = Callable[[str, _Scene], AgencyName | None]


@lru_cache(maxsize=_CACHED)
def _canonical(body: str, scene: _Scene) -> AgencyName:
    scene = _raised(body, scene)
    found = (finder(body, scene) for finder in _FINDERS)
    return next((name for name in found if name is not None), AgencyName(body, scene.place.name, provisional=True))


_OF_UPPER = re.compile("[全团]?(?P<level>省|自治区)")


def _raised(body: str, scene: _Scene) -> _Scene:
    """The scene of a body of the province, which is none of the city that prints it.

    西宁市 says 省财政厅 of 青海省; of which province 松江市 says it cannot be told.
    """
    match = _OF_UPPER.match(body)
    if match is None or any(is_upper(unit) for unit in scene.place.units):
        return scene
    upper = upper_of(scene.place)
    return replace(scene, place=upper if upper.name.endswith(match["level"]) else NOWHERE)


def is_of_no_known_province(name: AgencyName) -> bool:
    """Whether a body of a province is printed where it cannot be told of which: many provinces have one of its name.

    >>> is_of_no_known_province(canonical_agency("省财政厅", place=Place(("松江市",))))
    True
    """
    return name.provisional and not name.place and _OF_UPPER.match(name.name) is not None


def _named(match: Match, printed: str, place: Place) -> str:
    """The official name that a form gives to words at a place."""
    gaps = {"place": place.name, "party": place.party, "printed": printed, **match.parts}
    return match.form.label.format_map(gaps) if match.form.kind != "organization" else match.form.label


def _organization(body: str, scene: _Scene) -> AgencyName | None:
    """An organisation that the user's register names: in full, or in short at its own place."""
    day = scene.date
    for match in scene.register.matches("organization", body):
        form = match.form
        around = {one.name for one in scene.place.outward()}
        at_home = not form.jurisdiction or form.jurisdiction in around
        if form.applies(None, day) and (body == form.label or at_home):
            return AgencyName(form.label, form.jurisdiction)
    return None


def _collective(body: str, scene: _Scene) -> AgencyName | None:
    """Many bodies in one phrase, at the place that speaks."""
    match = scene.find("collective", body)
    if match is None:
        return None
    sure = scene.place != NOWHERE or "{place}" not in match.form.label
    return AgencyName(_named(match, body, scene.place) if sure else body, scene.place.name, collective=True)


def _centre(body: str, scene: _Scene) -> AgencyName | None:
    """A body of the centre, known by its name alone, or a department of the nation (国家卫生健康委)."""
    nation = Place((NATION,))
    match = scene.find("nation", body, nation)
    if match is not None and match.form.label != "{printed}":
        return AgencyName(_named(match, body, nation), NATION)
    rest = body.removeprefix(NATION)
    department = _department(nation, rest, scene) if rest != body else None
    if department is not None or match is not None:
        return department or AgencyName(body, NATION)
    return (
        (_inside(nation, rest, scene) if rest != body else None)
        or _part_of_centre(body, scene)
        or _bare_at_centre(body, scene)
    )


_BEFORE_NATIONAL = ("国家", "中国", "国务院", "全国")


def _bare_at_centre(body: str, scene: _Scene) -> AgencyName | None:
    """A body of the centre printed bare by the centre itself: its 发展改革委 is the 国家发展改革委.

    A bare 办公厅 or 研究室 is not told: it may be that of the ministry that speaks.
    """
    if scene.place != Place((NATION,)) or body.endswith(("厅", "室")):
        return None
    matches = (scene.find("nation", f"{before}{body}", scene.place) for before in _BEFORE_NATIONAL)
    listed = {match.form.label for match in matches if match is not None and not match.form.pattern}
    return AgencyName(listed.pop(), NATION) if len(listed) == 1 else None


def _part_of_centre(body: str, scene: _Scene) -> AgencyName | None:
    """A part of a body of the centre (教育部办公厅); the part is not in the register."""
    nation = Place((NATION,))
    for end in range(len(body) - 2, 1, -1):
        match = scene.find("nation", body[:end], nation)
        if match is not None and _is("body_endings", body[end:]):
            return AgencyName(f"{_named(match, body[:end], nation)}{body[end:]}", NATION, provisional=True)
    return None


def _branch(body: str, scene: _Scene) -> AgencyName | None:
    """A body that names its own place, the same wherever it is spoken of."""
    match = scene.find("branch", body)
    return None if match is None else AgencyName(_named(match, body, scene.place), "")


def _whole_name(body: str, scene: _Scene) -> AgencyName | None:
    """A short name with the word for the place inside it (团省委)."""
    around = (one for one in scene.place.outward() if any(prefix in body for prefix in prefixes(one)))
    own = next(around, None)
    match = scene.find("whole", body, own)
    if match is None or own is None:
        return None
    return AgencyName(_named(match, body, own), own.name)


def _in_full(body: str, scene: _Scene) -> AgencyName | None:
    """An official name with the name of the place inside it (中国人民政治协商会议云岭省委员会)."""
    for pattern, label in _full_names(scene.register):
        match = pattern.fullmatch(body)
        own, rest = opening_place(match["place"]) if match else (NOWHERE, "")
        if own != NOWHERE and not rest:
            own = _set_in(own, scene.place)
            return AgencyName(label.replace("{place}", own.name), own.name)
    return None


@lru_cache(maxsize=8)
def _full_names(register: Register) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The names of the register that have the place inside, what each looks like in print, and the official one."""
    forms = (form for form in register.forms if form.kind in ("department", "whole") and not form.pattern)
    names = ((name, form.label) for form in forms for name in (form.label, *form.short))
    inside = {name: label for name, label in names if "{place}" in name.removeprefix("{place}")}
    return tuple((re.compile(_label_to_pattern(name)), label) for name, label in inside.items())


def _label_to_pattern(label: str) -> str:
    first, *others = map(re.escape, label.split("{place}"))
    return f"{first}(?P<place>.+){'(?P=place)'.join(others)}"


def _named_place(body: str, scene: _Scene) -> AgencyName | None:
    """A body printed with the name of its place (松江市财政局)."""
    own, rest = opening_place(body)
    if own == NOWHERE:
        return None
    own = _set_in(own, scene.place)
    return _at(own, rest, scene) or _inside(own, rest, scene)


def _set_in(own: Place, place: Place) -> Place:
    """A district printed without its city belongs to the city or else the province that speaks.

    Many cities have one of its name.
    """
    if unit_level(own.units[0]) != "county" or not own.units[0].endswith(_LOWER_ENDINGS):
        return own
    city = known_city(own.units[0], place) if is_district(own.units[0]) else NOWHERE
    around = [one for one in (city,) if one != NOWHERE]
    around += [one for one in place.outward() if one.level in ("city", "municipality")]
    around += [one for one in place.outward() if is_upper(one.units[-1]) and is_district(own.units[0])]
    return Place((*around[0].units, *own.units)) if around else own


_LOWER_ENDINGS = ("县", "区", "旗")


def _short(body: str, scene: _Scene) -> AgencyName | None:
    """A body of the place that speaks, or of one around it, printed with 省, 市, 州 or 县 for its name."""
    if scene.find("department", body):
        return None
    for own in scene.place.outward():
        for prefix in prefixes(own):
            if body.startswith(f"全{prefix}"):
                return _named_group(own, body[len(prefix) + 1 :], scene)
            if body.startswith(prefix):
                rest = body[len(prefix) :]
                found = _at(own, rest, scene) or _branch(rest, scene)
                return found or (None if _is("not_prefixes", body) else _inside(own, rest, scene))
    return None


_TWO_NAMES = re.compile("([^（）]+)（([^（）]+)）")


_TOWNSHIP = re.compile(
    "(?!本|该|其|此|所在|有关|相关|重点|中心|建制|特色)(?P<name>[^，。；：、（）各省市州县区旗镇乡]{1,6}[镇乡])(?:(?P<government>(?:人民)?政府)|(?P<party>党委))"
)


def _township(body: str, scene: _Scene) -> AgencyName | None:
    """A township of the county that speaks."""
    match = _TOWNSHIP.fullmatch(body)
    if match is None or scene.place.level != "county":
        return None
    name = f"{scene.place.name}{match['name']}"
    return AgencyName(f"{name}人民政府" if match["government"] else f"中共{name}委", scene.place.name)


def _two_names(body: str, scene: _Scene) -> AgencyName | None:
    """One body with two names, the second in brackets (省经济和信息化委（省国资委）): the first, if both are known."""
    match = _TWO_NAMES.fullmatch(body)
    if match is None:
        return None
    names = [_canonical(words, scene) for words in match.groups()]
    return names[0] if not any(name.provisional or name.collective for name in names) else None


_OF_A_PROVINCE = re.compile(r"[\u3400-\u9fff]{2,12}(?<!办公)厅")


def _of_province(body: str, scene: _Scene) -> AgencyName | None:
    """公安厅, printed without its place: only provinces and regions have departments that are called 厅."""
    upper = upper_of(scene.place)
    level = next((level for level in ("自治区", "省") if upper.name.endswith(level)), "")
    if not level or _OF_A_PROVINCE.fullmatch(body) is None:
        return None
    name = _short(level + body, replace(scene, place=upper))
    return None if name is None or name.provisional else name


_FINDERS: tuple[Finder, ...] = (
    _organization,
    _collective,
    _in_full,
    _branch,
    _centre,
    _whole_name,
    _two_names,
    _township,
    _named_place,
    _short,
    _of_province,
)
"""Tried in this order; the docstring of each is its reason."""


def _at(place: Place, rest: str, scene: _Scene) -> AgencyName | None:
    """A body of the register at a place: the government itself, a department, or one of the party."""
    if not rest:
        return AgencyName(f"{place.name}{_government(place)}", place.name)
    return _department(place, rest, scene) or _party(place, rest, scene) or _named_group(place, rest, scene)


def _government(place: Place) -> str:
    """What the government of a place is called: a 盟 or 地区 has an office of the province's in its stead."""
    return "行政公署" if place.units[-1].endswith(("盟", "地区")) else "人民政府"


def _department(place: Place, rest: str, scene: _Scene) -> AgencyName | None:
    match = scene.find("department", rest, place)
    return None if match is None else AgencyName(_named(match, rest, place), place.name)


def _named_group(place: Place, rest: str, scene: _Scene) -> AgencyName | None:
    match = scene.find("group", rest, place)
    return None if match is None else AgencyName(_named(match, rest, place), place.name)


_COMMITTEE = re.compile("(?:党)?委(?:员会)?")


def _party(place: Place, rest: str, scene: _Scene) -> AgencyName | None:
    committee = _COMMITTEE.match(rest)
    if committee is None:
        return None
    tail = rest[committee.end() :]
    match = scene.find("party", tail, place) if tail else None
    if tail and match is None:
        return None
    return AgencyName(place.party if match is None else _named(match, tail, place), place.name)


def _inside(place: Place, rest: str, scene: _Scene) -> AgencyName | None:
    """A body that is not in the register but part of one that is, or plainly a body: its place is sure."""
    if not _is("body_endings", rest):
        return None
    for end in range(len(rest) - 1, 0, -1):
        head = _at(place, rest[:end], scene)
        if head is not None:
            return AgencyName(f"{head.name}{rest[end:]}", place.name, provisional=True)
    return AgencyName(f"{place.name}{rest}", place.name, provisional=True)


# What the register knows of an agency


def forms_of(name: AgencyName, *, register: Register | None = None) -> Iterator[Match]:
    """The forms that the canonical name of an agency is in, the one that wins first; none of a provisional one.

    >>> [match.form.label for match in forms_of(AgencyName("云岭省财政厅", "云岭省"))]
    ['{place}财政厅']
    """
    known = shipped() if register is None else register
    if name.provisional or name.collective:
        return
    for kind, words in _readings(name):
        yield from (match for match in known.matches(kind, words) if _is_of(match, name))


def _is_of(match: Match, name: AgencyName) -> bool:
    """Whether a form gives just this canonical name, at its place."""
    at_home = match.form.kind != "organization" or match.form.jurisdiction == name.place
    return at_home and _filled(match.form.label, match, name) == name.name


def is_agency(words: str, *, place: Place = NOWHERE) -> bool:
    """Whether words are the name of an agency in the register, and not that of a group.

    >>> somewhere = Place(("某省",))
    >>> is_agency("省发展和改革委员会", place=somewhere), is_agency("省双拥工作领导小组", place=somewhere)
    (True, False)
    """
    name = canonical_agency(words, place=place)
    return not name.provisional and all(match.form.kind != "group" for match in forms_of(name))


def _readings(name: AgencyName) -> Iterator[tuple[FormKind, str]]:
    """What of a canonical name can be looked up, and as what."""
    yield "organization", name.name
    if name.place == NATION:
        yield "nation", name.name
    elif not name.place:
        yield "branch", name.name
    else:
        rest = name.name.removeprefix(name.place)
        opened = name.name.replace(name.place, "{place}")
        behind = name.name.removeprefix(_committee(name))
        yield "department", rest
        yield "group", rest
        yield "party", behind
        yield "whole", opened
        yield "department", opened
        yield "department", name.name.replace(_committee(name), "{party}")


def _committee(name: AgencyName) -> str:
    return next((one for one in (f"中共{name.place}党委", f"中共{name.place}委") if one in name.name), "-")


def _filled(label: str, match: Match, name: AgencyName) -> str:
    gaps = {"place": name.place, "party": _committee_of(name.place), "printed": name.name, **match.parts}
    return label.format_map(gaps) if match.form.kind != "organization" else label


def _committee_of(place: str) -> str:
    return Place((place,)).party if place else ""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a reform at one place.

    Attributes:
        change: The step as the register has it.
        heirs: Those that carry on.
    """

    change: Change
    heirs: tuple[AgencyName, ...]


def steps(name: AgencyName, *, register: Register | None = None) -> Iterator[Step]:
    """The steps of reforms that ended an agency, in the order of the register.

    >>> [(step.change.date, step.heirs[0].name) for step in steps(AgencyName("云岭省环境保护厅", "云岭省"))]
    [('2018-03', '云岭省生态环境厅')]
    """
    known = shipped() if register is None else register
    for match in forms_of(name, register=known):
        for change in known.changes_of.get(match.form.iri, ()):
            heirs = tuple(_heir(form, match, name) for form in change.results if _has(name.place, form.levels))
            if heirs and _took(name.place, change):
                yield Step(change, heirs)


def _has(place: str, levels: tuple[str, ...]) -> bool:
    return not levels or not place or unit_level(place) in levels


def _took(place: str, change: Change) -> bool:
    """Whether a place is of those that took a step."""
    return _has(place, change.levels) and not {place, upper_of(Place((place,))).name} & set(change.except_in)


def told(name: AgencyName, named: Container[AgencyName], *, register: Register | None = None) -> Iterator[Step]:
    """The steps that ended an agency and can be told at its place, each with the heirs that are named.

    Places were free to call an heir one thing or another, and took one of the ways of a year to rename or merge an
    agency. Where the heirs of two ways are named at one place, which it took cannot be told, and none is.
    """
    found = [(step, tuple(heir for heir in step.heirs if heir in named)) for step in steps(name, register=register)]
    for (step, heirs), sure in zip(found, _sure([(step, frozenset(heirs)) for step, heirs in found]), strict=True):
        if heirs and sure:
            yield Step(step.change, heirs)


def heirs_among(
    name: AgencyName, named: Container[AgencyName], *, register: Register | None = None
) -> frozenset[AgencyName]:
    """The heirs of an agency that are named and can be told as in :func:`told`; what is not named is passed over."""
    return _reached(name, named, register, frozenset((name,)))[0] - {name}


def _reached(
    name: AgencyName, named: Container[AgencyName], register: Register | None, passed: frozenset[AgencyName]
) -> tuple[frozenset[AgencyName], frozenset[AgencyName]]:
    """The heirs of an agency that can be told, and all that any way leads to."""
    ways: list[tuple[Step, frozenset[AgencyName]]] = []
    told_on: list[frozenset[AgencyName]] = []
    for step in steps(name, register=register):
        ends = [
            (frozenset((heir,)),) * 2 if heir in named else _reached(heir, named, register, passed | {heir})
            for heir in step.heirs
            if heir not in passed
        ]
        told_on.append(frozenset().union(*(sure for sure, _ in ends)))
        ways.append((step, frozenset().union(*(every for _, every in ends))))
    sure_ones = (heirs for heirs, sure in zip(told_on, _sure(ways), strict=True) if sure)
    return frozenset().union(*sure_ones), frozenset().union(*(every for _, every in ways))


def _sure(ways: Sequence[tuple[Step, frozenset[AgencyName]]]) -> list[bool]:
    """Whether each step is the only way of its year that leads to its heirs; a part split off always is."""
    choices: dict[str, set[frozenset[AgencyName]]] = defaultdict(set)
    for step, heirs in ways:
        if heirs and step.change.kind != "split":
            choices[step.change.date[:4]].add(heirs)
    return [step.change.kind == "split" or len(choices[step.change.date[:4]]) <= 1 for step, _ in ways]


def _heir(form: Form, match: Match, name: AgencyName) -> AgencyName:
    """The agency of a form that follows another one at its place."""
    homes = {"organization": form.jurisdiction, "nation": NATION, "branch": ""}
    heir = Match(form, match.parts)
    return AgencyName(_filled(form.label, heir, name), homes.get(form.kind, name.place))


def successors(name: AgencyName, *, register: Register | None = None) -> tuple[str, ...]:
    """Canonical names under which the reforms may have carried an agency on, at the same place.

    >>> successors(AgencyName("云岭省国土资源厅", "云岭省"))
    ('云岭省自然资源厅',)
    """
    return tuple(dict.fromkeys(heir.name for step in steps(name, register=register) for heir in step.heirs))


def members_of(name: AgencyName, *, register: Register | None = None) -> tuple[AgencyName, ...]:
    """The bodies that a collective stands for, where the register knows them all.

    >>> [one.name for one in members_of(AgencyName("各市州人民政府", "青海省", collective=True))][:2]
    ['海北藏族自治州人民政府', '海南藏族自治州人民政府']
    """
    if not name.collective:
        return ()
    known = shipped() if register is None else register
    levels = next((form.members for form in known.forms if form.kind == "collective" and form.label == name.name), ())
    below = places_below(name.place) if levels else ()
    places = [Place((one.name,)) for one in below if one.level in levels]
    return tuple(AgencyName(f"{place.name}{_government(place)}", place.name) for place in places)


def is_generic_body(name: str) -> bool:
    """Whether a name could be that of a body in any place, so that it proves nothing about a person.

    >>> is_generic_body("县政府"), is_generic_body("云岭省财政厅")
    (True, False)
    """
    return _is("generic_bodies", simplified(name))


def is_shared_title(title: str, agency: str = "") -> bool:
    """Whether so many hold a title at one agency that namesakes among them are likely.

    A 处长 is one of many at a department, and the only one where the agency is the division itself.

    >>> is_shared_title("委员"), is_shared_title("主任委员")
    (True, False)
    >>> is_shared_title("处长", "云岭省财政厅"), is_shared_title("处长", "云岭省财政厅预算处")
    (True, False)
    """
    heads = _DIVISION_HEAD.fullmatch(title)
    return _is("shared_titles", title) and not (heads is not None and agency.endswith(heads[1]))


_DIVISION_HEAD = re.compile("副?([处科股])长")


def is_bare_group(name: str) -> bool:
    """Whether a name could be that of any group.

    >>> is_bare_group("领导小组"), is_bare_group("云岭省防汛指挥部")
    (True, False)
    """
    return _is("bare_groups", simplified(name))


# Posts

_BRACKET = re.compile("（[^（）]*）$")
_FORMER = "原"
_UNITS = tuple("省市州盟县区旗")
_HEAD = re.compile("(厅|局|部|处|总队|支队)长")
_WITH_DIVISIONS = ("厅", "局", "委", "部", "院", "署", "办", "室", "会", "关", "中心", "公司")


def split_post(post: str, *, place: Place = NOWHERE) -> tuple[str, str]:
    """The body and the title in a post.

    Args:
        post: As printed, such as 省财政厅副厅长, in traditional characters or not. A remark in brackets at its end
            (挂职) is no part of it.
        place: The place that speaks: a bare 副省长 belongs to its government.

    Returns:
        In simplified characters: the body, empty where none is named, and the title; all the words where no title
        is known in them.

    Example:
        >>> split_post("省财政厅副厅长（挂职）")
        ('省财政厅', '副厅长')
        >>> split_post("副省长", place=Place(("云岭省",)))
        ('云岭省人民政府', '副省长')
    """
    return _split_post(_BRACKET.sub("", simplified(post)), place)


@lru_cache(maxsize=_CACHED)
def _split_post(post: str, place: Place) -> tuple[str, str]:
    for start in range(len(post)):
        body, title = post[:start], post[start:]
        if _begins_title(body, title):
            return _parted(body, title, place)
    return "", post


def _begins_title(body: str, words: str) -> bool:
    """Whether the title of a post begins where its body ends."""
    now = words.removeprefix(_FORMER)
    # 固原市长 is the mayor of 固原, 云岭省原省长 a former governor.
    return _is("post_titles", now) or _is("governors", now if not body or body.endswith(_UNITS) else words)


def _parted(body: str, title: str, place: Place) -> tuple[str, str]:
    """The body and the whole title, once it is known where the word for the post begins."""
    governs = _is("governors", title.removeprefix(_FORMER))
    while kind := next((body[-size:] for size in (2, 1) if _is("title_kinds", body[-size:])), ""):
        body, title = body.removesuffix(kind), f"{kind}{title}"
    if "、" in body:  # It holds another post, and is no body that could be told.
        return "", f"{body}{title}"
    return (_governed(body, title, place) if governs else _headed(body, title)), title


def _governed(body: str, title: str, place: Place) -> str:
    """Whom a 省长 or 市长 governs: the place named before it, else the place that speaks if it is one."""
    if body:
        return body
    governed = (
        one
        for one in (*place.outward(), upper_of(place))
        if one != NOWHERE and any(prefix in title for prefix in prefixes(one))
    )
    return next((f"{one.name}人民政府" for one in governed), "")


def _headed(body: str, title: str) -> str:
    """The body of a post in which two words share one character: 省委组织部长."""
    match = _HEAD.fullmatch(title)
    if not body or match is None or body.endswith(match[1]):
        return body
    if match[1] == "处" and body.endswith(_WITH_DIVISIONS):  # 省财政厅处长 names no division.
        return body
    return f"{body}{match[1]}"
