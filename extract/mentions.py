"""Groups that a text names without listing their members: 报省双拥工作领导小组审定.

Only names that are told from others count: they say of which place or which meeting they are, or go on for long
enough to say what for. 领导小组 alone, a group that each county is told to found, and a department whose name
happens to end in 委员会 are none.
"""

import re
from collections.abc import Container, Iterator, Sequence
from functools import cache

from ..ontology.agencies import Place, is_agency
from ..ontology.model import GroupMention
from ..ontology.vocabulary import alternation
from .evidence import Printed
from .groups import group_kind
from .printed import printed
from .segment import Paragraph

_LONGEST_NAME = 45
_SHORTEST_OWN_NAME = 8
"""Characters before the word for its kind that a name has which says of no place."""

_STOP = re.compile(
    r"[，。、；：（）“”《》〈〉\s]"
    # One character may stand inside a name as well (对外, 经济): it ends what stands before where a place follows.
    r"|[经报由向在以按拟要应须任是为及并或和与对将把从其该本原](?=全?[省市州县国]|中央|中共|第[一二三四五六七八九十])"
)
_PLACE = re.compile(
    r"全?[省市州县区旗盟镇乡](?!级)|自治区|国家|国务院|中央|全国|中共|第[一二三四五六七八九十\d]{1,4}届|[\u3400-\u9fff]{1,8}?[省市州县区]"
)
# 各地要成立…领导小组 founds as many groups as there are places; a 人大's and a 政协's committees are parts of them.
_OF_MANY = re.compile(r"各(?:级|地|部门|有关|市|州|县|区|镇|乡|单位|高校|学校|院校|行业|企业)[^。；]*$|各级$")
_PART_OF_ASSEMBLY = re.compile("人大|政协|人民代表大会|党委|纪律检查")
_PARTY_COMMITTEE = re.compile(r"(?:中共)?[\u3400-\u9fff]{0,12}[省市州县区]委员会|中国[\u3400-\u9fff]{2,12}委员会")
_NOT_IN_NAME = re.compile("[的了等各]|同志|部门联席|为$")
# A committee without a place is a group only where its name says that it works, advises or coordinates.
_TELLING = re.compile("(?<!委员会)$|(?:工作|咨询|专家|协调|审查|评审)委员会$")
_ARRANGEMENT = re.compile("制度|机制(?!办公室)")

_SOMEWHERE = Place(("某省", "某市", "某县"))
"""Where a name that says its level alone is looked up: 省发展和改革委员会 is a department in every province."""


_MAY_BE_KIND = re.compile("小组|领导组|协调组|委员会|组委会|筹委会|指挥部|联席会议|专班|机制")
"""What every word for the kind of a named group holds: most paragraphs have none, and it is quicker to look for."""


@cache
def _kind() -> re.Pattern[str]:
    return re.compile(alternation("named_group_kinds"))


@cache
def _before() -> re.Pattern[str]:
    return re.compile(f"{_STOP.pattern}|{alternation('before_groups')}|{before_place().pattern}")


@cache
def before_place() -> re.Pattern[str]:
    """A word that parts what stands before the name of a group from the place that opens the name."""
    return re.compile(rf"{alternation('before_placed_groups')}(?=全?[省市州县国]|[\u3400-\u9fff]{{2,4}}[省市州县区])")


def find_mentions(
    key: str, paragraphs: Sequence[Paragraph], page: Printed, *, listed: Container[str] = ()
) -> Iterator[GroupMention]:
    """Groups that paragraphs name, each at its first mention, in order.

    Args:
        key: What facts call the directive; empty outside every directive.
        paragraphs: Its paragraphs.
        page: The source beside its repaired text.
        listed: Names of groups whose members the directive lists: they are facts of their own.
    """
    names: set[str] = set()
    endings: set[str] = set()
    for paragraph in paragraphs:
        for start, end in named_groups(paragraph.words):
            name = printed(paragraph.words[start:end])
            # 社会信用体系建设领导小组 after 省社会信用体系建设领导小组 is the same in short.
            own_endings = {name[at:] for at in range(len(name))}
            if name in listed or name in endings or not names.isdisjoint(own_endings):
                continue
            names.add(name)
            endings |= own_endings
            yield GroupMention(
                spans=page.spans((paragraph.start + start, paragraph.start + end)),
                rule="mentions.group",
                directive=key,
                name=name,
                group_kind=group_kind(name),
            )


def named_groups(words: str) -> Iterator[tuple[int, int]]:
    """Where a paragraph names groups: offsets of each name, its end exclusive.

    >>> sentence = "重大事项报省双拥工作领导小组审定，领导小组每年开会。"
    >>> [sentence[start:end] for start, end in named_groups(sentence)]
    ['省双拥工作领导小组']
    """
    if not _MAY_BE_KIND.search(words):
        return
    floor = 0
    for kind in _kind().finditer(words):
        start = _name_start(words, max(floor, kind.start() - _LONGEST_NAME), kind.start())
        floor = kind.end()
        if _is_own_name(words, start, kind):
            yield start, kind.end()


def _name_start(words: str, floor: int, end: int) -> int:
    """After the last word that ends what stands before a name."""
    return max((match.end() for match in _before().finditer(words, floor, end)), default=floor)


def _is_own_name(words: str, start: int, kind: re.Match[str]) -> bool:
    name, own = words[start : kind.end()], words[start : kind.start()]
    if start == kind.start() or _NOT_IN_NAME.search(own) or _PART_OF_ASSEMBLY.search(name):
        return False
    if _OF_MANY.search(words, max(0, start - _LONGEST_NAME), start) or _ARRANGEMENT.match(words, kind.end()):
        return False
    place = _PLACE.match(own)
    told = len(own) - place.end() >= 2 if place else len(own) >= _SHORTEST_OWN_NAME and bool(_TELLING.search(name))
    return told and not is_standing_body(name)  # last: a look into the register costs most


def is_standing_body(name: str) -> bool:
    """Whether a name that could be a group's is that of a committee of the party, or of a department.

    >>> is_standing_body("省发展和改革委员会"), is_standing_body("省粮食安全委员会")
    (True, False)
    """
    return _PARTY_COMMITTEE.fullmatch(name) is not None or is_agency(name, place=_SOMEWHERE)
