"""Names of groups as directives print them that end them: side by side, each with its end.

某省粮改领导小组、某省粮仓指挥部及其办公室
"""

import re
from functools import cache

from ..ontology.agencies import is_bare_group
from ..ontology.vocabulary import alternation
from .mentions import before_place, is_standing_body
from .text import Stretch

LONGEST_NAME = 45
LONGEST_HEADING = 60

ENDS = r"撤销|不再保留|不再设立|取消|解散"
"""Acts that end a group: a piece of a pattern."""

ASIDE = re.compile(r"[（(][^（）()]{0,60}[）)]")
_QUOTED = re.compile(r"《[^《》]{0,300}》|“[^“”]{0,300}”|「[^「」]{0,300}」|\"[^\"]{0,300}\"")
_OF_AN_ACT = re.compile(rf"{ENDS}|并入|更名|改名|合并")
HIDDEN = "□"
"""What stands for characters of a quotation, so that nothing is read in it."""

_PARTING = r"(?:、|和|与|以及|及(?!其))"
# What may stand between the names of groups and the act that is done to them, pieces of patterns.
OFFICE_TOO = r"(?:(?:及其|和|及)(?:办公室|办事机构|下设(?:机构|办公室)))?"
ADVERBS = (
    r"(?:同时|自行|自动|随之|随即|即行|即|一并|一律|予以|现予|均|正式|相应|也|依法|全部|整体|予"
    r"|自[^，。；：自]{2,20}?起)*+"
)
COUNTED = (
    r"(?:等?(?:共?[\d一二两三四五六七八九十]{1,3}个)?(?:省级|市级|县级)?"
    r"(?:议事协调机构|临时机构|领导小组|指挥部|协调机构|联席会议|小组|机构)|等)?"
)
PAST_YEAR = re.compile(r"(?:19|20)\d\d年")

_NO_NAME = re.compile(
    r"^[该其此这各我本]|^上述|^所有|^以[上下]|^下列|^部分|^有关|^相关|^若干|^多个|^一批|^[两几\d]+个|^原有|的|了|同志|决定|同意|成立|组建|设立"
    r"|撤销|并入|更名|合并|或|等[\d一二两三四五六七八九十]+[个项]|(?<![高中初平同对])等(?:领导|协调|议事|指挥|临时)|不再|将(?!军)|把(?!关)|建议|^拟|调整|充实|召开|同时|负责|担任|设在|职责|办公室[^主]|^(?:及|和|与|由|对|将|把)|^\d{1,3}(?![\d年届])|^\d{4}年\d{1,2}月"
)
_OF_OTHERS = re.compile("人大|政协|人民代表大会|党委|党组|纪律检查|村民|居民|工会|委员会委员会")
_TELLING = re.compile("(?<!机关)(?<!园区)(?<!街道)(?:工作|咨询|专家|协调|指导|审查|评审|组织|筹备|安全|议事)委员会$")
_ENDS_BODY = re.compile(r"(?:办公室|[厅局委院会部组处]|中心|职务|专班)$")
MOVED_ON = re.compile(
    r"[，,；;](?:并)?(?:将)?(?:其|相关|有关|原有?|原承担)?[^，。；]{0,10}?(?:职责|职能|任务|工作)[^，。；]{0,10}?(?:(?P<into>并入|划入|划归|整合到|合并到|移交)|由)"
)


@cache
def _name() -> re.Pattern[str]:
    """One name with its end: 某省粮改领导小组, or 某省粮改联席会议制度（设在某省粮食局）."""
    return re.compile(
        rf"(?:原)?[“\"「]?(?P<name>[\u3400-\u9fffA-Za-z0-9、·“”—\-]{{2,{LONGEST_NAME}}}?{alternation('ended_group_kinds')})"
        rf"[”\"」]?(?:制度)?[”\"」]?(?P<aside>[（(][^（）()]{{0,40}}[）)])?"
        rf"(?={_PARTING}|等|及其|并(?!入)|[\d一二两三四五六七八九十]+个|[，,。；：:）)]|$|{OFFICE_TOO}{ADVERBS}$)"
    )


@cache
def kind_before() -> re.Pattern[str]:
    """The word for a group right before an act."""
    return re.compile(rf"{alternation('ended_group_kinds')}[”\"」]?(?:制度)?{OFFICE_TOO}{ADVERBS}$")


class Flat:
    """A paragraph without blanks, quotations of acts hidden, beside the places of its characters."""

    def __init__(self, words: str, start: int = 0) -> None:
        self.places = [index for index in range(start, len(words)) if not words[index].isspace()]
        self.words = _QUOTED.sub(_hidden, "".join(words[index] for index in self.places))

    def stretch(self, start: int, end: int, offset: int) -> Stretch:
        """Where characters stand in the repaired text; ``offset`` is where the paragraph begins."""
        return Stretch(offset + self.places[start], offset + self.places[end - 1] + 1)


def _hidden(quoted: re.Match[str]) -> str:
    words = quoted.group()
    return HIDDEN * len(words) if words[0] == "《" or _OF_AN_ACT.search(words) else words


def quoted_whole(words: str, piece: Stretch) -> Stretch:
    """A stretch with the mark that closes what it opened."""
    return Stretch(piece.start, piece.end + words.startswith(("”", "」"), piece.end))


class SeenNames:
    """Names of groups, each known again in short or written out.

    >>> seen = SeenNames()
    >>> seen.add("云岭省粮改领导小组")
    >>> [seen.holds(name) for name in ("省粮改领导小组", "粮改领导小组", "松江省粮改领导小组", "市粮改领导小组")]
    [True, True, False, False]
    """

    def __init__(self) -> None:
        self._names: set[str] = set()
        self._short: set[tuple[str, str]] = set()
        self._long: set[tuple[str, str]] = set()

    def add(self, name: str) -> None:
        """Note a name."""
        self._names.add(name)
        self._short.add(_in_short(name))
        self._long |= _behind_places(name)

    def holds(self, name: str) -> bool:
        """Whether a name is one of those noted, or the same group's in short or written out."""
        again = name in self._names or _in_short(name) in self._long
        return again or not self._short.isdisjoint(_behind_places(name))


def _in_short(name: str) -> tuple[str, str]:
    """The level that a name opens with instead of a place (省粮改领导小组), and the rest; no level in any other."""
    level = _LEVEL.match(name)
    return (level["level"], name[level.end() :]) if level else ("", name)


def _behind_places(name: str) -> set[tuple[str, str]]:
    """What a name written out is in short: with the level of each place in it, and without."""
    ends = [at for at, character in enumerate(name) if at and character in _PLACE_ENDS]
    return {(level, name[at + 1 :]) for at in ends for level in (name[at], "")}


_LEVEL = re.compile("全?(?P<level>[省市州县区])")
_PLACE_ENDS = "省市州县区"


def names_at(words: str, start: int, last: int) -> tuple[list[Stretch], int]:
    """Names of groups side by side from a place on, and where the last ends."""
    names: list[Stretch] = []
    end = start
    match = _name().match(words, start, last)
    while match and not _OF_AN_ACT.search(match["name"]):
        names.append(Stretch(match.start("name"), match.end("name")))
        end = match.end()
        parting = _AND.match(words, end, last)
        match = _name().match(words, parting.end(), last) if parting else None
    return names, end


_AND = re.compile(_PARTING)


def is_group(name: str, *, listed: bool = False) -> bool:
    """Whether a name is that of one group in particular; in a list of groups, a 委员会 is one."""
    name = name.strip('“”"「」')
    if before_place().match(name):
        return False  # 防止某省粮改领导小组撤销
    if is_bare_group(name) or _NO_NAME.search(name) or _OF_OTHERS.search(name) or HIDDEN in name:
        return False
    if any(_ENDS_BODY.search(piece) for piece in name.split("、")[:-1]):
        return False
    # 2018年某省粮改领导小组撤销 may tell of that year.
    if not listed and PAST_YEAR.match(name):
        return False
    if not name.endswith("委员会"):
        return True
    return not is_department(name) and (listed or bool(_TELLING.search(name)))


def is_department(name: str) -> bool:
    """Whether a name that ends as a group's does is that of a department or a committee of the party."""
    name = name.strip('“”"「」')
    return name.endswith("委员会") and is_standing_body(name)
