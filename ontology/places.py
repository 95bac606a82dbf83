"""Places with a government: known by name (``places.ttl``), or by the form of their names alone."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

from .register import GB, SHIPPED, SKOS, Level, describe

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
        return "".join(rest) if rest and is_upper(upper) and not is_district(rest[0]) else "".join(self.units)

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
class KnownPlace:
    """A place that is known by name.

    Attributes:
        name: Its official name.
        short: Names that are cut short.
        level: Its level.
        above: Official name of the place that it belongs to; empty for provinces.
        since: Year in which it was set up under this name; empty where it always was.
        until: Year in which it gave way to another.
    """

    name: str
    short: tuple[str, ...]
    level: Level
    above: str
    since: str
    until: str


@cache
def known_places() -> Mapping[str, KnownPlace]:
    """The places that are known by name, by their official names, those above before those below."""
    things = describe((files(__package__) / "places.ttl").read_bytes(), SHIPPED)
    names = {iri: said[f"{SKOS}prefLabel"][0] for iri, said in things.items()}
    return {
        names[iri]: KnownPlace(
            name=names[iri],
            short=said.get(f"{SKOS}altLabel", ()),
            level=cast(Level, said[f"{GB}level"][0]),
            above=names.get(said.get(f"{SKOS}broader", ("",))[0], ""),
            since=said.get(f"{GB}since", ("",))[0],
            until=said.get(f"{GB}until", ("",))[0],
        )
        for iri, said in things.items()
    }


def places_below(name: str, date: str = "") -> tuple[KnownPlace, ...]:
    """The places that belong to one that is known, as of a date; none where that is not known.

    >>> [place.name for place in places_below("青海省")][:2]
    ['海北藏族自治州', '海南藏族自治州']
    """
    below = (place for place in known_places().values() if place.above == name)
    year = date[:4] or "9999"
    return tuple(place for place in below if place.since <= year and (not place.until or year < place.until))


def is_known(place: Place) -> bool:
    """Whether a place is known by name, and not by the form of its name alone.

    >>> is_known(Place(("青海省",))), is_known(Place(("云岭省",)))
    (True, False)
    """
    return bool(place.units) and (place.units[-1] == NATION or place.units[-1] in known_places())


@cache
def _official_names() -> Mapping[str, str]:
    return {short: place.name for place in known_places().values() for short in place.short}


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
_ZONES = "园发试验示范护新牧林矿灾社校景库厂辖片山治地军战备分开"
# A 新区 is a zone, unless it has a government: 滨海新区人民政府.
_LOWER = (
    rf"{_NAME}{{1,14}}自治[县旗]|{_NAME}{{1,6}}[县旗]|{_NAME}{{1,5}}(?<![{_ZONES}])区"
    rf"|{_NAME}{{1,4}}新区(?=(?:人民)?政府)"
)
_PLACE = re.compile(
    "(?:中共)?(?!各|本[省市县州]|全[省市县州]|团[省市县州区旗盟]委|有关|相关|该)"
    f"(?P<upper>{_UPPER})?(?P<middle>{_MIDDLE})?(?P<lower>{_LOWER})?"
)


def unit_level(unit: str) -> Level:
    """The level of a unit by the form of its name.

    >>> unit_level("云岭省"), unit_level("松江市")
    ('province', 'city')
    """
    if unit == NATION:
        return "nation"
    if unit in known_places():
        return known_places()[unit].level
    return next((level for ending, level in _LEVELS if unit.endswith(ending)), "county")


def is_upper(unit: str) -> bool:
    """Whether a unit is a province or a region, so that names of units below it need not say it."""
    return unit_level(unit) in ("province", "region")


def is_district(unit: str) -> bool:
    """Whether a unit is a district of a city, of whose name there may be many."""
    return unit.endswith("区") and unit_level(unit) == "county"


def opening_place(words: str) -> tuple[Place, str]:
    """The place with which words open, and the words after it.

    >>> opening_place("云岭省松江市财政局")
    (Place(units=('云岭省', '松江市')), '财政局')
    """
    match = _PLACE.match(words)
    if match is None:
        return NOWHERE, words
    units: list[str] = []
    end = 0
    for part in ("upper", "middle", "lower"):
        if unit := match[part]:
            if _holds_known_place(unit):
                break
            units.append(official_place(unit))
            end = match.end(part)
    if not units or any(unit.endswith("州") and not unit.endswith("自治州") for unit in units):
        return NOWHERE, words  # 杭州 is no prefecture; those that are have official names.
    return Place(tuple(units)), words[end:]


def _holds_known_place(unit: str) -> bool:
    """Whether other words stand before a place that is known: 建设海南州."""
    starts = range(1, len(unit) - 1)
    return official_place(unit) not in known_places() and any(
        unit[start:] in _official_names() or unit[start:] in known_places() for start in starts
    )


def official_place(unit: str) -> str:
    """The official name of a unit: autonomous prefectures are printed short."""
    return _official_names().get(unit, unit)


def prefixes(place: Place) -> tuple[str, ...]:
    """What a gazette prints for a place that speaks.

    >>> prefixes(Place(("云岭省",)))
    ('省',)
    """
    unit = place.units[-1]
    return next((words for ending, words in _PREFIXES.items() if unit.endswith(ending)), ())


def upper_of(place: Place) -> Place:
    """The province or region that a place is in, or is: printed before it, or known; else ``NOWHERE``.

    >>> upper_of(Place(("西宁市",))).name, upper_of(Place(("云岭省", "松江市"))).name, upper_of(Place(("松江市",))).name
    ('青海省', '云岭省', '')
    """
    unit = place.units[0] if place.units else ""
    while unit and not is_upper(unit):
        known = known_places().get(unit)
        unit = known.above if known is not None else ""
    return Place((unit,)) if unit else NOWHERE


def known_city(district: str, place: Place) -> Place:
    """The city of a district that is known, seen from its province or from a place in it; else ``NOWHERE``.

    >>> known_city("城中区", Place(("青海省",))).name
    '西宁市'
    """
    known = known_places().get(district)
    upper = known_places()[known.above].above if known is not None and known.above else ""
    return Place((known.above,)) if known is not None and upper and place.units[:1] == (upper,) else NOWHERE
