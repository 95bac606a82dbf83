"""The register of agencies: which official name a printed one stands for.

Names of agencies follow forms: a place, then a word that is the same everywhere (``vocab/agencies.yaml``). A
gazette of 云岭省 prints 省财政厅 and 省发展改革委 for 云岭省财政厅 and 云岭省发展和改革委员会. So a name is read from
the place that speaks, by a short list of finders, each with one reason; what none of them finds stays as printed,
and provisional.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal, TypeAlias

from ..errors import VocabularyError
from .traditional import simplified

Level: TypeAlias = Literal["nation", "province", "region", "municipality", "prefecture", "city", "county"]

_CACHED = 1 << 16
"""Names that are remembered: a gazette prints the same few hundred again and again."""

NATION = "国家"


@dataclass(frozen=True, slots=True)
class Place:
    """A place with a government, from the outermost unit printed to the innermost.

    Attributes:
        units: Such as ``("云岭省", "松江市")``; empty for nowhere.
    """

    units: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The place's name: a county keeps the city before it; only a district whose city is unknown its province.

        >>> Place(("云岭省", "松江市", "城南区")).name, Place(("云岭省", "城南区")).name
        ('松江市城南区', '云岭省城南区')
        """
        upper, *rest = self.units or ("",)
        return "".join(rest) if rest and _is_upper(upper) and not _is_district(rest[0]) else "".join(self.units)

    @property
    def level(self) -> Level | None:
        """The level of the innermost unit; None for nowhere."""
        return unit_level(self.units[-1]) if self.units else None

    @property
    def party(self) -> str:
        """The place's party committee."""
        return f"中共{self.name}{'党委' if self.level == 'region' else '委'}"

    def outward(self) -> Iterator["Place"]:
        """The place and those around it, from the innermost."""
        return (Place(self.units[:end]) for end in range(len(self.units), 0, -1))


NOWHERE = Place()


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


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry of the register; see the head of ``vocab/agencies.yaml``."""

    pattern: re.Pattern[str]
    means: str
    levels: tuple[str, ...]
    since: str
    until: str
    head: str
    successor: tuple[str, ...]

    def applies(self, place: Place, date: str) -> bool:
        """Whether it counts for a place and a date; one bound to a period needs a date."""
        if self.levels and place.level not in self.levels:
            return False
        if not date and (self.since or self.until):
            return False
        return self.since <= date and (not self.until or date <= self.until)


Register: TypeAlias = Mapping[str, tuple[_Entry, ...]]


@cache
def register() -> Register:
    """The entries of the register by sort, in the order of the file.

    Raises:
        VocabularyError: An entry lacks its sort or its pattern.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = (files(__package__) / "vocab" / "agencies.yaml").read_text(encoding="utf-8")
    sorts: dict[str, list[_Entry]] = {}
    for record in yaml.load(text, Loader=loader):  # noqa: S506 (a safe loader)
        sorts.setdefault(*_sorted_entry(record)).append(_entry(record))
    return {sort: tuple(entries) for sort, entries in sorts.items()}


def _sorted_entry(record: Mapping[str, Any]) -> tuple[str, list[_Entry]]:
    try:
        return record["sort"], []
    except (KeyError, TypeError) as error:
        raise VocabularyError(f"vocabulary agencies: an entry needs a sort: {record!r}") from error


def _entry(record: Mapping[str, Any]) -> _Entry:
    try:
        return _Entry(
            pattern=re.compile(record["pattern"]),
            means=record.get("means", ""),
            levels=tuple(record.get("levels", ())),
            since=record.get("since", ""),
            until=record.get("until", ""),
            head=record.get("head", ""),
            successor=tuple(record.get("successor", ())),
        )
    except (KeyError, re.error) as error:
        raise VocabularyError(f"vocabulary agencies: an entry needs a pattern: {record!r}") from error


def _find(sort: str, words: str, *, place: Place = NOWHERE, date: str = "") -> _Entry | None:
    """The first entry of a sort that matches words whole and counts for a place and a date."""
    matching = (entry for entry in register()[sort] if entry.pattern.fullmatch(words))
    return next((entry for entry in matching if entry.applies(place, date)), None)


def _is(sort: str, words: str) -> bool:
    return any(entry.pattern.fullmatch(words) for entry in register()[sort])


# Places

_LEVELS: tuple[tuple[str, Level], ...] = (
    ("省", "province"),
    ("自治区", "region"),
    ("特别行政区", "region"),
    ("自治州", "prefecture"),
    ("州", "prefecture"),
    ("地区", "prefecture"),
    ("盟", "prefecture"),
    ("市", "city"),
    ("县", "county"),
    ("旗", "county"),
    ("区", "county"),
)
"""How names of units end, longer endings first, and the level that each stands for."""

_PREFIXES: Mapping[str, tuple[str, ...]] = {
    "省": ("省",),
    "自治区": ("自治区", "区"),
    "自治州": ("自治州", "州"),
    "州": ("州",),
    "地区": ("地区",),
    "盟": ("盟",),
    "市": ("市",),
    "县": ("自治县", "县"),
    "旗": ("自治旗", "旗"),
    "区": ("区",),
    NATION: (NATION,),
}
"""What a gazette prints for the place that speaks, by the ending of the place's name."""

_NAME = "[^省市县区旗盟、，。；：（）]"
_UPPER = rf"{_NAME}{{2,3}}省|{_NAME}{{2,6}}自治区|{_NAME}{{2}}特别行政区"
# 城市, 超市, 州市场, 联盟 and the like are words, and zones are not places with a government.
_MIDDLE = (
    rf"{_NAME}{{0,5}}(?![城都超股夜]市){_NAME}市(?!场)|{_NAME}{{2,12}}自治州|{_NAME}{{1,5}}州"
    rf"|{_NAME}{{2,6}}地区(?=行)|{_NAME}{{2,6}}(?<!联)盟"
)
_ZONES = "园发试验示范护新牧林矿灾社校景库厂辖片山治地军战备"
_LOWER = rf"{_NAME}{{1,14}}自治[县旗]|{_NAME}{{1,6}}[县旗]|{_NAME}{{1,5}}(?<![{_ZONES}])区"
_PLACE = re.compile(
    "(?:中共)?(?!各|本[省市县州]|全[省市县州]|有关|相关|该)"
    f"(?P<upper>{_UPPER})?(?P<middle>{_MIDDLE})?(?P<lower>{_LOWER})?"
)
_CENTRE = re.compile("国务院|中共中央|中央|全国|国家")


def unit_level(unit: str) -> Level:
    """The level of a unit by the form of its name.

    >>> unit_level("云岭省"), unit_level("松江市")
    ('province', 'city')
    """
    if unit == NATION:
        return "nation"
    if _is("municipality", unit):
        return "municipality"
    return next((level for ending, level in _LEVELS if unit.endswith(ending)), "county")


def _is_upper(unit: str) -> bool:
    return unit_level(unit) in ("province", "region")


def _is_district(unit: str) -> bool:
    """Whether a unit is a district of a city, of whose name there may be many."""
    return unit.endswith("区") and unit_level(unit) == "county"


def place_of(words: str) -> Place:
    """The place with which the name of a government body, or a title, opens; ``NOWHERE`` if with none.

    >>> place_of("云岭省人民政府办公厅").name, place_of("國務院辦公廳").name, place_of("转发通知").name
    ('云岭省', '国家', '')
    """
    words = simplified(words)
    if _CENTRE.match(words) or _is("nation", words) or _part_of_centre(words) is not None:
        return Place((NATION,))
    return _opening_place(words)[0]


def _opening_place(words: str) -> tuple[Place, str]:
    """The place with which words open, and the words after it."""
    match = _PLACE.match(words)
    if match is None:
        return NOWHERE, words
    units = tuple(official_place(unit) for unit in match.groups() if unit)
    if any(unit.endswith("州") and not unit.endswith("自治州") for unit in units):
        return NOWHERE, words  # 杭州 is no prefecture; those that are have official names.
    return Place(units), words[match.end() :]


def official_place(unit: str) -> str:
    """The official name of a unit: autonomous prefectures are printed short."""
    entry = _find("place", unit)
    return unit if entry is None else entry.means


# Agencies


def canonical_agency(body: str, *, place: Place = NOWHERE, date: str = "") -> AgencyName:
    """The agency behind a body as printed.

    Args:
        body: One body, such as 省财政厅; 省財政廳 is the same one.
        place: The place that speaks: that of the directive's issuers.
        date: The directive's date, ISO 8601 or empty: some short names changed their meaning.

    Example:
        >>> canonical_agency("省发展改革委", place=Place(("云岭省",)))
        AgencyName(name='云岭省发展和改革委员会', place='云岭省', provisional=False, collective=False)
    """
    return _canonical(simplified(body), place, date)


Finder: TypeAlias = Callable[[str, Place, str], AgencyName | None]


@lru_cache(maxsize=_CACHED)
def _canonical(body: str, place: Place, date: str) -> AgencyName:
    found = (finder(body, place, date) for finder in _FINDERS)
    return next((name for name in found if name is not None), AgencyName(body, place.name, provisional=True))


def _collective(body: str, place: Place, date: str) -> AgencyName | None:
    """Many bodies in one phrase, at the place that speaks."""
    entry = _find("collective", body)
    if entry is None:
        return None
    name = entry.means.replace("{place}", place.name) or body
    return AgencyName(name, place.name, collective=True)


def _centre(body: str, place: Place, date: str) -> AgencyName | None:
    """A body of the centre, known by its name alone, or a department of the nation (国家卫生健康委)."""
    entry = _find("nation", body)
    if entry is not None:
        return AgencyName(entry.means or body, NATION)
    if body.startswith(NATION):
        rest = body[len(NATION) :]
        return _department(Place((NATION,)), rest, date) or _inside(Place((NATION,)), rest, date)
    return _part_of_centre(body)


def _part_of_centre(body: str) -> AgencyName | None:
    """A part of a body of the centre (教育部办公厅); the part is not in the register."""
    for end in range(len(body) - 2, 1, -1):
        entry = _find("nation", body[:end])
        if entry is not None and _is("organ", body[end:]):
            return AgencyName(f"{entry.means or body[:end]}{body[end:]}", NATION, provisional=True)
    return None


def _branch(body: str, place: Place, date: str) -> AgencyName | None:
    """A body that names its own place, the same wherever it is spoken of."""
    entry = _find("branch", body)
    if entry is None:
        return None
    tail = re.sub(f"^(?:{entry.head})", "", body)
    return AgencyName(entry.means.replace("{tail}", tail) or body, "")


def _whole(body: str, place: Place, date: str) -> AgencyName | None:
    """A short name with the word for the place inside it (团省委)."""
    entry = _find("whole", body)
    around = (one for one in place.outward() if any(prefix in body for prefix in _prefixes(one)))
    match = next(around, None)
    if entry is None or match is None:
        return None
    return AgencyName(entry.means.replace("{place}", match.name), match.name)


def _in_full(body: str, place: Place, date: str) -> AgencyName | None:
    """An official name with the name of the place inside it (中国人民政治协商会议云岭省委员会)."""
    for pattern, means in _full_names():
        match = pattern.fullmatch(body)
        own, rest = _opening_place(match["place"]) if match else (NOWHERE, "")
        if own != NOWHERE and not rest:
            own = _set_in(own, place)
            return AgencyName(means.replace("{place}", own.name), own.name)
    return None


@cache
def _full_names() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The official names of the register that have the place inside, and what each looks like in print."""
    entries = (*register()["department"], *register()["whole"])
    names = dict.fromkeys(entry.means for entry in entries if "{place}" in entry.means)
    return tuple((re.compile(_name_to_pattern(name)), name) for name in names)


def _name_to_pattern(name: str) -> str:
    first, *others = map(re.escape, name.split("{place}"))
    return f"{first}(?P<place>.+){'(?P=place)'.join(others)}"


def _named_place(body: str, place: Place, date: str) -> AgencyName | None:
    """A body printed with the name of its place (松江市财政局)."""
    own, rest = _opening_place(body)
    if own == NOWHERE:
        return None
    own = _set_in(own, place)
    return _at(own, rest, date) or _inside(own, rest, date)


def _set_in(own: Place, place: Place) -> Place:
    """A district printed without its city belongs to the city or else the province that speaks.

    Many cities have one of its name.
    """
    if unit_level(own.units[0]) != "county":
        return own
    around = [one for one in place.outward() if one.level in ("city", "municipality")]
    around += [one for one in place.outward() if _is_upper(one.units[-1]) and _is_district(own.units[0])]
    return Place((*around[0].units, *own.units)) if around else own


def _short(body: str, place: Place, date: str) -> AgencyName | None:
    """A body of the place that speaks, or of one around it, printed with 省, 市, 州 or 县 for its name."""
    if _find("department", body, place=place, date=date):
        return None
    for own in place.outward():
        for prefix in _prefixes(own):
            if body.startswith(prefix):
                rest = body[len(prefix) :]
                found = _at(own, rest, date) or _branch(rest, own, date)
                return found or (None if _is("not_prefix", body) else _inside(own, rest, date))
    return None


_FINDERS: tuple[Finder, ...] = (_collective, _in_full, _branch, _centre, _whole, _named_place, _short)
"""Tried in this order; the docstring of each is its reason."""


def _prefixes(place: Place) -> tuple[str, ...]:
    unit = place.units[-1]
    return next((prefixes for ending, prefixes in _PREFIXES.items() if unit.endswith(ending)), ())


def _at(place: Place, rest: str, date: str) -> AgencyName | None:
    """A body of the register at a place: the government itself, a department, or one of the party."""
    if not rest:
        return AgencyName(f"{place.name}{_government(place)}", place.name)
    return _department(place, rest, date) or _party(place, rest, date)


def _government(place: Place) -> str:
    """What the government of a place is called: a 盟 or 地区 has an office of the province's in its stead."""
    return "行政公署" if place.units[-1].endswith(("盟", "地区")) else "人民政府"


def _department(place: Place, rest: str, date: str) -> AgencyName | None:
    entry = _find("department", rest, place=place, date=date)
    if entry is None:
        return None
    means = _fill(entry.means or rest, rest, place)
    return AgencyName(means if _names_place(entry.means) else f"{place.name}{means}", place.name)


def _party(place: Place, rest: str, date: str) -> AgencyName | None:
    match = re.match("(?:党)?委(?:员会)?", rest)
    if match is None:
        return None
    tail = rest[match.end() :]
    entry = _find("party", tail, place=place, date=date)
    if tail and entry is None:
        return None
    means = (entry.means or tail) if entry is not None else ""
    return AgencyName(f"{place.party}{means}", place.name)


def _inside(place: Place, rest: str, date: str) -> AgencyName | None:
    """A body that is not in the register but part of one that is, or plainly a body: its place is sure."""
    if not _is("organ", rest):
        return None
    for end in range(len(rest) - 1, 0, -1):
        head = _at(place, rest[:end], date)
        if head is not None:
            return AgencyName(f"{head.name}{rest[end:]}", place.name, provisional=True)
    return AgencyName(f"{place.name}{rest}", place.name, provisional=True)


_FULL = {"委": "委员会", "办": "办公室"}
_UNIT = re.compile("委员会|办公室|[厅局委办院室]$")


def _fill(means: str, printed: str, place: Place) -> str:
    unit = _UNIT.findall(printed)[-1:]
    word = _FULL.get(unit[0], unit[0]) if unit else ""
    return means.replace("{unit}", word).replace("{party}", place.party).replace("{place}", place.name)


def _names_place(means: str) -> bool:
    return "{place}" in means or "{party}" in means


def successors(name: AgencyName) -> tuple[str, ...]:
    """Canonical names under which the reforms may have carried an agency on, at the same place.

    >>> successors(AgencyName("云岭省国土资源厅", "云岭省"))
    ('云岭省自然资源厅', '云岭省自然资源局')
    """
    rest = name.name.removeprefix(name.place)
    entries = (entry for entry in register()["department"] if entry.pattern.fullmatch(rest))
    entry = next((entry for entry in entries if entry.successor), None)
    return () if entry is None or name.provisional else tuple(_succeed(one, name) for one in entry.successor)


def _succeed(means: str, name: AgencyName) -> str:
    return means.replace("{place}", name.place) if "{place}" in means else f"{name.place}{means}"


def is_generic_body(name: str) -> bool:
    """Whether a name could be that of a body in any place, so that it proves nothing about a person.

    >>> is_generic_body("县政府"), is_generic_body("云岭省财政厅")
    (True, False)
    """
    return _is("generic", simplified(name))


def is_shared_title(title: str) -> bool:
    """Whether so many hold a title at one agency that namesakes among them are likely.

    >>> is_shared_title("委员"), is_shared_title("主任委员")
    (True, False)
    """
    return _is("shared_title", title)


def is_bare_group(name: str) -> bool:
    """Whether a name could be that of any group.

    >>> is_bare_group("领导小组"), is_bare_group("云岭省防汛指挥部")
    (True, False)
    """
    return _is("bare_group", simplified(name))


# Posts

_BRACKET = re.compile("（[^（）]*）$")
_FORMER = "原"
_UNITS = tuple("省市州盟县区旗")
_HEAD = re.compile("(厅|局|部|处|总队|支队)长")


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
    return _is("title", now) or _is("governor", now if not body or body.endswith(_UNITS) else words)


def _parted(body: str, title: str, place: Place) -> tuple[str, str]:
    """The body and the whole title, once it is known where the word for the post begins."""
    governs = _is("governor", title.removeprefix(_FORMER))
    while kind := next((body[-size:] for size in (2, 1) if _is("title_kind", body[-size:])), ""):
        body, title = body.removesuffix(kind), f"{kind}{title}"
    if "、" in body:  # It holds another post, and is no body that could be told.
        return "", f"{body}{title}"
    return (_governed(body, title, place) if governs else _headed(body, title)), title


def _governed(body: str, title: str, place: Place) -> str:
    """Whom a 省长 or 市长 governs: the place named before it, else the place that speaks if it is one."""
    if body:
        return body
    governed = (one for one in place.outward() if any(prefix in title for prefix in _prefixes(one)))
    return next((f"{one.name}人民政府" for one in governed), "")


def _headed(body: str, title: str) -> str:
    """The body of a post in which two words share one character: 省委组织部长."""
    match = _HEAD.fullmatch(title)
    if not body or match is None or body.endswith(match[1]):
        return body
    return f"{body}{match[1]}"
