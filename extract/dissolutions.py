"""How groups end: dissolved 撤销, merged into another 并入, or renamed 更名.

    决定撤销某省粮改领导小组。                    an act, and the group it is done to
    原某省粮改领导小组同时撤销。                  the group, and the act
    将某省粮改领导小组并入某省粮食安全领导小组。  two groups
    二、撤销的议事协调机构                        a heading, with a name on each line under it
    | 1 | 某省粮改领导小组 | 撤销 |               a row of a table

A condition (任务完成后自动撤销), a request, a denial, a quotation, and what is told of the past end no group. Where the
words speak of an end, but not surely of which group or whether it is done here, the place is a gap.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from ..ontology.agencies import Place, is_agency, is_bare_group
from ..ontology.model import Ending, Gap, GroupChange
from ..ontology.vocabulary import alternation
from .dates import find_date
from .directives import document_key, document_title
from .evidence import Printed
from .groups import group_kind
from .labels import find_label
from .printed import printed
from .rows import is_body
from .segment import Document, Paragraph
from .text import Stretch

ChangeFact = GroupChange | Gap

_WINDOW = 160
"""How many characters before an act the words that it belongs to are looked for."""

_LONGEST_NAME = 45
_LONGEST_HEADING = 60
_LONGEST_ROW = 60
"""A line of a list of names that could not be read has no more characters; a longer one is a sentence."""

_TAIL_ALIKE = 5
"""Characters in which two forms of one name end alike."""

_MOST_ALIKE = 20
"""Names that a name is compared with; a text can hold any number that end alike."""

_MAY_END = re.compile(
    "撤\\s*销|撤\\s*并|不\\s*再\\s*[保设]|取\\s*消|解\\s*散|合\\s*并|并\\s*入|归\\s*并|整\\s*合|[更改]\\s*[名称]|名\\s*称"
)
"""What every act holds: most paragraphs have none, and it is quicker to look for."""

_ENDS = r"撤销|不再保留|不再设立|取消|解散"
_VERB = re.compile(
    rf"(?P<dissolved>{_ENDS})"
    r"|(?P<united>(?:合并|整合|归并)(?:后)?(?:，?(?:组建|成立|设立)(?:为|成)?|更名为|为|成为?)(?:新的)?)"
    r"|(?P<merged>并入|(?:合并|归并|整合)[到至入进])"
    r"|(?P<renamed>(?:调整)?(?:更名|改名|改称|名称(?:变更|调整|更改))为?)"
    r"|(?P<unclear>撤并)"
)
_SENTENCE = re.compile(r"[^。！？；;!?]+")
_COMMA = re.compile(r"[，,：:（）()]")
_ASIDE = re.compile(r"[（(][^（）()]{0,60}[）)]")
_QUOTED = re.compile(r"《[^《》]{0,300}》|“[^“”]{0,300}”|「[^「」]{0,300}」|\"[^\"]{0,300}\"")
_OF_AN_ACT = re.compile(rf"{_ENDS}|并入|更名|改名|合并")
_HIDDEN = "□"

_PARTING = r"(?:、|和|与|以及|及(?!其))"
_OFFICE_TOO = r"(?:(?:及其|和|及)(?:办公室|办事机构|下设(?:机构|办公室)))?"
_ADVERBS = (
    r"(?:同时|自行|自动|随之|随即|即行|即|一并|一律|予以|现予|均|正式|相应|也|依法|全部|整体|予"
    r"|自[^，。；：自]{2,20}?起)*+"
)
_ENDS_CLAUSE = r"(?=[，,。；：:）)]|并(?!入)|$)"
_COUNTED = (
    r"(?:等?(?:共?[\d一二两三四五六七八九十]{1,3}个)?(?:省级|市级|县级)?"
    r"(?:议事协调机构|临时机构|领导小组|指挥部|协调机构|联席会议|小组|机构)|等)?"
)

# Said of the sentence before the act: then nothing is done here, or nothing yet.
_NOT_YET = re.compile(
    r"(?:完成|结束|终结|期满|届满|到期|验收|竣工|解除|办结|终止|完毕|实现)[^，。；]{0,8}?(?:(?<!善)后|(?<!及)时|之日|(?<!目)的(?=，))"
    r"|(?:^|[，、])(?:如(?!下)|若|凡|一旦|倘|待(?!遇))|届时|[年月日]底?前[，,将把]|必要时|需要时|条件成熟|适时|逐步|原则上|是否|能否|可否|会否"
    r"|(?:^|[，,])(?!根据|按照|依据|遵照|结合|经)[^，,：:]{0,30}(?:要求|指出|强调|提出|认为|建议|表示|申请|请求|呼吁)[，,：:]"
)
_NOT_DONE = re.compile(
    r"不|未|没有?|勿|无需|暂缓|反对|停止|已|曾|业经|先后|被|去年|前年|当年|近年|此前|以前|过去|昔日"
    r"|(?<![需重主首只])要(?!求|点)|(?<!相)应(?!急|对)|必?须|(?<!许)可以?|拟|准备|计划|打算|建议|申请|请(?!示)|要求|提议|有权|(?<!经)研究(?!决定|同意|，)"
    r"|考虑|讨论|酌情|督促|责令|[厅局委办府门位地]负责|^各|各[地级有市县部单]"
)
_AS_ASKED = re.compile(r"(?:根据|按照|依据|遵照|结合)[^，。；：]{0,40}要求")
_MODAL_AT_END = re.compile(
    rf"(?:将|要|应当?|必?须|可以?|拟|需|不得?|未|没有?|勿|已经?(?:于[^，。；]{{1,16}})?|曾经?|被|先后|负责|建议|申请|请){_ADVERBS}$"
)
_AFTER = re.compile(r"[了后前时之的]|过(?!渡)|与否|程序|条件|手续|申请|建议|请示")
_PAST_YEAR = re.compile(r"(?:19|20)\d\d年")
_IN_SESSION = re.compile(r"会议|常务会|研究|审议|批准|自(?:19|20)\d\d年|〔")
_OTHERS_MUST = re.compile(r"(?:各[^，。；]{0,12}|[局厅委办府门位级地])(?:要(?!求)|应(?!急)|必?须|可)")
_FOUNDED = re.compile(r"(?:成立|组建|设立|筹建)[^，。；：]{0,50}?后")

_NO_NAME = re.compile(
    r"^[该其此这各我本]|^上述|^所有|^以[上下]|^下列|^部分|^有关|^相关|^若干|^多个|^一批|^[两几\d]+个|^原有|的|了|同志|决定|同意|成立|组建|设立"
    r"|撤销|并入|更名|合并|不再|将(?!军)|把(?!关)|建议|^拟|调整|充实|召开|同时|负责|担任|设在|职责|办公室[^主]|^(?:及|和|与|由|对|将|把)|^\d{1,3}(?![\d年届])|^\d{4}年\d{1,2}月"
)
_OF_OTHERS = re.compile("人大|政协|人民代表大会|党委|党组|纪律检查|村民|居民|工会|委员会委员会")
_PARTY_COMMITTEE = re.compile(r"(?:中共)?[\u3400-\u9fff]{0,12}[省市州县区]委员会|中国[\u3400-\u9fff]{2,12}委员会")
_TELLING = re.compile("(?<!机关)(?<!园区)(?<!街道)(?:工作|咨询|专家|协调|指导|审查|评审|组织|筹备|安全|议事)委员会$")
_ENDS_BODY = re.compile(r"(?:办公室|[厅局委院会部组处]|中心|职务|专班)$")
_ANYWHERE = re.compile(
    r"^(?:各级?|部分|有关|相关|以下|下列|如下|所有|一批|若干|多个|临时|阶段性|议事|[\d一二两三四五六七八九十]+个)|各[地级]"
)
_SOMEWHERE = Place(("某省", "某市", "某县"))
_DAY = re.compile(r"自(?P<day>\d{4}年\d{1,2}月\d{1,2}日)起")

_TITLE = re.compile(r"关于(?P<said>.{4,120}?)的(?:通知|决定|公告|通告|批复|命令|通报)$")
_INTENDS = re.compile(r"请示|报告|征求意见|建议|草案|送审稿|的函$|计划|要点|规划|纲要")
_TASK = re.compile(r"责任(?:单位|部门|人)|牵头|[（(][^（）()]{2,60}(?:负责|落实|配合)[）)]")

_GENERIC = (
    r"(?:(?:以下|下列|如下|部分|一批|有关|相关|现有|省级|市级|县级|[省市县区州]?政府|[省市县区州]直|临时性?|阶段性|各类|共?[\d一二三四五六七八九十]{1,3}个|的)*+"
    r"(?:议事协调(?:和临时|及临时)?机构|临时(?:性)?机构|非常设机构|领导小组|协调机构|领导机构|工作机构|指挥部|联席会议|工作专班|机构|小组|组织)[、和及等]?){1,4}"
)
_ANNOUNCES = (
    re.compile(
        rf"(?:^|[，,：:、])(?P<lead>[^，,：:]{{0,40}}?)(?:{_ENDS})的?{_GENERIC}(?:的?(?:名单|目录|清单|名录))?[^。；]{{0,20}}$"
    ),
    re.compile(
        rf"(?:^|[，,：:])(?P<lead>[^，,：:]{{0,40}}?)对?(?=以下|下列|如下){_GENERIC}(?:予以|现予|一并|一律|同时|立即|均|自[^，。；]{{2,16}}起)*(?:{_ENDS})$"
    ),
)
_MERE_HEADING = re.compile(rf"(?:予以|决定)?(?:{_ENDS})的?(?:名单|事项|部分|类)?")
_OF_LISTS = re.compile("议事协调|临时机构|领导小组")
_OF_GROUPS = re.compile("议事协调|协调机构|临时机构|领导小组|指挥部|联席会议")
_PROMISES = re.compile("以下|下列|如下")
_ANNEX = re.compile(r"^附件?[\d一二三四五六七八九十]{0,2}[：:．.、]?")
_ELSEWHERE = re.compile("附后|[见详]附|附件")
_TALLY = re.compile(r"[（(][^（）()]{0,12}[）)]$")
_INNER_LABEL = re.compile(r"(?:\d{1,3}[.．、]|[（(]\d{1,3}[）)]|[①-⑳])")
_ROW_END = re.compile(r"(?:[。；;，,、]|等)*$")
_MOVED_ON = re.compile(
    r"[，,；;](?:并)?(?:将)?(?:其|相关|有关|原有?|原承担)?[^，。；]{0,10}?(?:职责|职能|任务|工作)[^，。；]{0,10}?(?:(?P<into>并入|划入|划归|整合到|合并到|移交)|由)"
)
_TAKES_ON = re.compile(r"(?:统一)?(?:承担|负责|行使|履行)")
_CELLS = re.compile(r"[|｜\t]|[ \u3000]{2,}")
_BLANKS = re.compile(r"\s+")
_KEPT = re.compile(r"保留|更名|并入|调整|合并|暂")
_DISSOLVED_CELL = re.compile(rf"(?:予以|现予|拟?决定)?(?:{_ENDS})[。；]?")
_OTHER_HEADING = re.compile(r"保留|调整|设立|成立|新设|合并|更名|并入|要求|附件|名单|事项")
_DATE_LINE = re.compile(r"[\d一二三四五六七八九○〇零]{4}\s*年")

REASON = "a group seems to be dissolved, merged or renamed here, but which one, or whether it is done here, is not sure"
"""Why a sentence is listed."""

_LIST_REASON = "a list of groups that end is announced, but no name was read under it"
_ROW_REASON = "a line in a list of groups that end was not read as the name of one"


@cache
def _name() -> re.Pattern[str]:
    """One name with its end: 某省粮改领导小组, or 某省粮改联席会议制度（设在某省粮食局）."""
    return re.compile(
        rf"(?:原)?[“\"「]?(?P<name>[\u3400-\u9fffA-Za-z0-9、·“”—\-]{{2,{_LONGEST_NAME}}}?{alternation('ended_group_kinds')})"
        rf"[”\"」]?(?:制度)?[”\"」]?(?P<aside>[（(][^（）()]{{0,40}}[）)])?"
        rf"(?={_PARTING}|等|及其|并(?!入)|[\d一二两三四五六七八九十]+个|[，,。；：:）)]|$|{_OFFICE_TOO}{_ADVERBS}$)"
    )


@cache
def _kind_before() -> re.Pattern[str]:
    """The word for a group right before an act."""
    return re.compile(rf"{alternation('ended_group_kinds')}[”\"」]?(?:制度)?{_OFFICE_TOO}{_ADVERBS}$")


@cache
def _kind_behind() -> re.Pattern[str]:
    """The word for a group at the end of what an act is done to."""
    return re.compile(
        rf"[^，,。；：:（）()]{{0,60}}?{alternation('ended_group_kinds')}[”\"」]?(?:制度)?(?=[，,。；：:（(]|等|及其|$)"
    )


class _Flat:
    """A paragraph without blanks, quotations of acts hidden, beside the places of its characters."""

    def __init__(self, words: str, start: int = 0) -> None:
        self.places = [index for index in range(start, len(words)) if not words[index].isspace()]
        self.words = _QUOTED.sub(_hidden, "".join(words[index] for index in self.places))

    def stretch(self, start: int, end: int, offset: int) -> Stretch:
        """Where characters stand in the repaired text; ``offset`` is where the paragraph begins."""
        return Stretch(offset + self.places[start], offset + self.places[end - 1] + 1)


def _hidden(quoted: re.Match[str]) -> str:
    words = quoted.group()
    return _HIDDEN * len(words) if words[0] == "《" or _OF_AN_ACT.search(words) else words


class _End(NamedTuple):
    """A group that ends: where its name, its act and the whole statement stand in flat words."""

    name: Stretch
    ending: Ending
    successor: Stretch | None
    act: Stretch
    date: str = ""

    @property
    def whole(self) -> Stretch:
        """From the first to the last of its places."""
        places = [self.name, self.act, *([self.successor] if self.successor else [])]
        return Stretch(min(one.start for one in places), max(one.end for one in places))


class _Doubt(NamedTuple):
    """Where flat words speak of an end that is not understood."""

    start: int
    end: int


def find_dissolutions(document: Document, page: Printed) -> Iterator[ChangeFact]:
    """Groups that a directive dissolves, merges or renames, and places that seem to; title first, then in order.

    A group is stated once, where the directive first ends it.

    Args:
        document: The directive.
        page: The source beside its repaired text.
    """
    reader = _Reader(document, page)
    yield from reader.title()
    for index in range(len(document.body)):
        yield from reader.paragraph(index)
    yield from reader.close()


def speaks_of_end(words: str) -> Iterator[tuple[int, int]]:
    """Where a paragraph states, or seems to state, that a group ends: offsets of each place.

    >>> sentence = "经研究，撤销某省粮改领导小组。"
    >>> [sentence[start:end] for start, end in speaks_of_end(sentence)]
    ['撤销某省粮改领导小组']
    """
    if _MAY_END.search(words):
        flat = _Flat(words)
        for one in _said(flat.words, 0):
            place = one.whole if isinstance(one, _End) else one
            yield flat.stretch(place.start, place.end, 0)


@dataclass(slots=True)
class _List:
    """Names on lines under a heading or a sentence that ends them.

    Attributes:
        act: Where the heading stands.
        depth: Depth of the labels of its rows; None where they have none, -1 before the first.
        promised: Whether names must follow, or nothing was read.
        rows: Rows read so far, or listed as gaps.
    """

    act: Stretch
    promised: bool
    depth: int | None = -1
    rows: int = 0


@dataclass(slots=True)
class _Reader:
    """A directive on its way into groups that end."""

    document: Document
    page: Printed
    key: str = ""
    of_groups: bool = False
    only_intends: bool = False
    open: _List | None = None
    seen: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        title = document_title(self.document)
        self.key = document_key(self.document)
        self.of_groups = bool(_OF_GROUPS.search(title))
        self.only_intends = bool(_INTENDS.search(title.rpartition("关于")[2]))

    def title(self) -> Iterator[ChangeFact]:
        """What the title says: 关于撤销某省粮改领导小组的通知."""
        match = _TITLE.search(document_title(self.document))
        if match is None or not self.document.title:
            return
        flat = _Flat(match["said"])
        places = [Stretch(one.start, one.end) for one in self.document.title]
        for one in _said(flat.words, 0):
            if isinstance(one, _End):
                yield from self._facts([one], flat, places, "dissolutions.title")

    def paragraph(self, index: int) -> Iterator[ChangeFact]:
        """What a paragraph of the body says."""
        paragraph = self.document.body[index]
        if self.open is not None:
            facts = self._row(index, self.open)
            if facts is not None:
                yield from facts
                return
            yield from self.close()
        if not _MAY_END.search(paragraph.words):
            if len(paragraph.words) <= _LONGEST_HEADING:
                self._notice_context(paragraph.words)
            return
        cells = _table_row(paragraph)
        if cells is not None:
            yield from self._table(paragraph, cells)
            return
        label = find_label(paragraph.words)
        flat = _Flat(paragraph.words, label.end if label else 0)
        self._notice_context(flat.words)
        said = list(_said(flat.words, 0))
        announced = [] if any(isinstance(one, _End) for one in said) else list(self._announcement(index, flat))
        yield from [] if announced or self.open else self._sentences(said, flat, paragraph)
        yield from announced

    def _notice_context(self, words: str) -> None:
        """Headings and announcements before tell whether names below are those of groups."""
        self.of_groups = self.of_groups or bool(_OF_LISTS.search(words[-_WINDOW:]))

    def _names_follow(self, index: int) -> bool:
        """Whether the next line holds names of groups and nothing else."""
        following = self.document.body[index + 1 : index + 2]
        return any(_names_in(other.words) is not None for other in following)

    def close(self) -> Iterator[ChangeFact]:
        """End the list that is being read."""
        if self.open is not None and self.open.promised and not self.open.rows:
            yield self._gap(self.open.act, "dissolutions.list", _LIST_REASON)
        self.open = None

    def _sentences(self, said: Sequence[_End | _Doubt], flat: _Flat, paragraph: Paragraph) -> Iterator[ChangeFact]:
        is_task = bool(_TASK.search(flat.words[-_WINDOW:]))  # what a plan gives somebody to do is not done by it
        acts = Counter(one.act for one in said if isinstance(one, _End))
        for one in said:
            if isinstance(one, _End):
                shares = acts[one.act] > 1
                pieces = [one.name, one.act, *([one.successor] if one.successor else [])] if shares else [one.whole]
                places = [flat.stretch(*_quoted_whole(flat.words, piece), paragraph.start) for piece in pieces]
                yield from self._facts([one], flat, places, "dissolutions.sentence", is_task=is_task)
            else:
                yield self._gap(flat.stretch(*one, paragraph.start), "dissolutions.sentence", REASON)

    def _announcement(self, index: int, flat: _Flat) -> Iterator[ChangeFact]:
        """A heading or a sentence with names behind it: 撤销以下议事协调机构：."""
        paragraph = self.document.body[index]
        head, colon, rest = _opening(flat.words)
        if self.only_intends or not _announces(head, of_groups=self.of_groups or self._names_follow(index)):
            return
        act = flat.stretch(max(0, len(head) - _LONGEST_HEADING), len(head), paragraph.start)
        if rest:
            names = _names_of_row(rest, listed=True)
            for name in names or ():
                moved = Stretch(name.start + len(head) + len(colon), name.end + len(head) + len(colon))
                end = _End(moved, "dissolved", None, moved)
                yield from self._facts([end], flat, [flat.stretch(*moved, paragraph.start), act], "dissolutions.list")
            if names is None:
                whole = flat.stretch(0, len(flat.words), paragraph.start)
                yield self._gap(whole, "dissolutions.list", _LIST_REASON)
            return
        promised = bool(_PROMISES.search(head)) and not _ELSEWHERE.search(head)
        self.open = _List(act, promised)

    def _row(self, index: int, one: _List) -> list[ChangeFact] | None:
        """What a line under a heading says; None where the list ends above it."""
        paragraph = self.document.body[index]
        cells = _table_row(paragraph)
        if cells is not None:
            one.rows += 1
            return list(self._table(paragraph, cells, heading=one.act))
        label = find_label(paragraph.words)
        depth = label.depth if label else None
        if one.depth != -1 and depth != one.depth:
            return None
        flat = _Flat(paragraph.words, label.end if label else 0)
        names = _names_of_row(flat.words, listed=True)
        if names is None:
            if not self._is_unread_row(index, flat, one, depth):
                return None
            one.rows += 1
            place = Stretch(paragraph.start, paragraph.end)
            return [self._gap(place, "dissolutions.list", _ROW_REASON)]
        one.depth = depth
        one.rows += 1
        facts: list[ChangeFact] = []
        for name in names:
            places = [flat.stretch(*name, paragraph.start), one.act]
            end = _End(name, "dissolved", None, name)
            facts += self._facts([end], flat, places, "dissolutions.list")
        return facts

    def _is_unread_row(self, index: int, flat: _Flat, one: _List, depth: int | None) -> bool:
        """Whether a line that names no group was meant as a row of the list."""
        words = flat.words
        if not words or len(words) > _LONGEST_ROW or words.endswith(("。", "：", ":")) or _OTHER_HEADING.search(words):
            return False
        if _DATE_LINE.match(words) or (is_body(words) and depth is None):
            return False
        if depth is not None and one.depth == depth:
            return True
        following = self.document.body[index + 1 : index + 2]
        behind = [find_label(other.words) for other in following]
        return self._names_follow(index) and [label.depth if label else None for label in behind] == [depth]

    def _table(
        self, paragraph: Paragraph, cells: Sequence[Stretch], heading: Stretch | None = None
    ) -> list[ChangeFact]:
        """A row of a table: a group, and in a cell of its own what becomes of it."""
        flats = [_Flat(paragraph.words[: one.end], one.start) for one in cells]
        named = [
            (flat, names[0]) for flat in flats if (names := _names_of_row(flat.words, listed=True)) and len(names) == 1
        ]
        acts = [flat for flat in flats if _is_act(flat.words)]
        place = Stretch(paragraph.start, paragraph.end)
        if not acts and (heading is None or not named or any(_KEPT.search(flat.words) for flat in flats)):
            group = any(_kind_before().search(flat.words) for flat in flats)
            return [self._gap(place, "dissolutions.table", _ROW_REASON)] if heading and group else []
        if len(acts) > 1 or not named or self.only_intends:
            group = any(_kind_before().search(flat.words) for flat in flats)
            return [self._gap(place, "dissolutions.table", _ROW_REASON)] if group else []
        flat, name = named[0]
        end = _End(name, "dissolved", None, name)
        places = [flat.stretch(*name, paragraph.start)]
        if not acts:
            return list(self._facts([end], flat, [*places, *([heading] if heading else [])], "dissolutions.table"))
        act = acts[0]
        places.append(act.stretch(0, len(act.words), paragraph.start))
        verb = _VERB.search(act.words)
        if _DISSOLVED_CELL.fullmatch(act.words) or verb is None:
            return list(self._facts([end], flat, places, "dissolutions.table"))
        heirs = _names_of_row(act.words[verb.end() :], listed=True) if verb["merged"] or verb["renamed"] else None
        if heirs is None or len(heirs) != 1:
            return [self._gap(place, "dissolutions.table", _ROW_REASON)]
        successor = printed(act.words[verb.end() + heirs[0].start : verb.end() + heirs[0].end])
        ending: Ending = "renamed" if verb["renamed"] else "merged"
        return list(self._facts([end._replace(ending=ending)], flat, places, "dissolutions.table", successor=successor))

    def _facts(
        self,
        ends: Sequence[_End],
        flat: _Flat,
        places: Sequence[Stretch],
        rule: str,
        *,
        successor: str = "",
        is_task: bool = False,
    ) -> Iterator[ChangeFact]:
        for one in ends:
            name = _clean(flat.words[one.name.start : one.name.end])
            heir = successor or (_clean(flat.words[one.successor.start : one.successor.end]) if one.successor else "")
            alike = self.seen[name[-_TAIL_ALIKE:]]
            if any(_is_same(name, other) for other in alike[-_MOST_ALIKE:]):
                continue
            if self.only_intends or is_task:
                yield self._gap(places[0], rule, REASON)
                continue
            alike.append(name)
            yield GroupChange(
                spans=self.page.spans(*places),
                rule=rule,
                directive=self.key,
                name=name,
                group_kind=group_kind(name),
                change_kind=one.ending,
                successor=heir,
                date=one.date,
            )

    def _gap(self, place: Stretch, rule: str, reason: str) -> Gap:
        return Gap(spans=self.page.spans(place), rule=rule, directive=self.key, reason=reason)


def _quoted_whole(words: str, piece: Stretch) -> Stretch:
    """A stretch with the mark that closes what it opened."""
    return Stretch(piece.start, piece.end + words.startswith(("”", "」"), piece.end))


def _clean(words: str) -> str:
    return printed(words.strip('“”"「」')) if words.count("“") != words.count("”") else printed(words)


def _is_same(name: str, other: str) -> bool:
    """Whether two names are one group's, written out and in short: 云岭省粮改领导小组, 省粮改领导小组."""
    shorter, longer = sorted((name, other), key=len)
    level = _LEVEL.match(shorter)
    rest = shorter[level.end() :] if level else shorter
    place = longer.removesuffix(rest)
    return name == other or (place != longer and place.endswith(level["level"] if level else _PLACE_ENDS))


_LEVEL = re.compile("全?(?P<level>[省市州县区])")
_PLACE_ENDS = ("省", "市", "州", "县", "区")


# Sentences


def _said(words: str, start: int) -> Iterator[_End | _Doubt]:
    """The ends of groups that flat words state, and those that they seem to, in order."""
    for sentence in _SENTENCE.finditer(words, start):
        asked = words[sentence.end() : sentence.end() + 1] in ("？", "?")
        floor = sentence.start()
        for verb in _VERB.finditer(words, sentence.start(), sentence.end()):
            if verb.start() < floor:
                continue
            found = [] if asked else list(_ends_at(words, sentence.start(), sentence.end(), verb))
            yield from found
            floor = max((one.whole.end for one in found if isinstance(one, _End)), default=floor)


def _ends_at(words: str, first: int, last: int, verb: re.Match[str]) -> Iterator[_End | _Doubt]:
    """What one act does, in the sentence from ``first`` to ``last``."""
    begin = max(first, verb.start() - _WINDOW)
    # A bracket that is closed before the act is an aside: 某省粮改领导小组（设在某省粮食局）撤销.
    plain = _ASIDE.sub(lambda aside: _HIDDEN * len(aside.group()), words[begin : verb.start()])
    clause = begin + max((match.end() for match in _COMMA.finditer(plain)), default=0)
    before, prior = words[clause : verb.start()], words[begin:clause]
    if _NOT_YET.search(words, begin, verb.start()) or _MODAL_AT_END.search(before):
        return
    after = _AFTER.match(words, verb.end(), last)
    if after and not verb["united"]:
        return
    shape = _behind(words, last, clause, verb) if verb["dissolved"] else None
    shape = shape or _in_front(words, last, clause, verb)
    if shape is None:
        if _looks(words, last, clause, verb):
            yield _whole_clause(words, clause, last, verb)
        return
    told = _told(words[clause : shape.start], prior)
    if told == "done" and shape.ends:
        day = _DAY.search(words, begin, verb.start())
        date = find_date(day["day"]) if day else None
        yield from (one._replace(date=date.iso if date else "") for one in shape.ends)
    elif told != "not done" and not all(_is_department(words[one.start : one.end]) for one in shape.names):
        yield _whole_clause(words, clause, last, verb)


class _Shape(NamedTuple):
    """What an act is done to.

    Attributes:
        start: Where it begins, or the act where that stands first.
        names: The names side by side.
        ends: The groups that end; none where something is not understood.
    """

    start: int
    names: Sequence[Stretch]
    ends: tuple[_End, ...] = ()


def _told(lead: str, prior: str) -> str:
    """Whether what stands before an act says that it is done: done, not done, or not sure."""
    lead = re.sub(r"(?:对|将|把)$", "", lead)
    if _AS_ASKED.fullmatch(lead):
        return "not sure"
    if _NOT_DONE.search(lead):
        return "not done"
    said = prior + lead
    past = _PAST_YEAR.search(said) and not _IN_SESSION.search(said)
    if past or _OTHERS_MUST.search(prior) or _FOUNDED.search(said):
        return "not sure"
    return "done" if _lead().fullmatch(lead) else "not sure"


@cache
def _lead() -> re.Pattern[str]:
    """What may stand between the head of a clause and an act that is done: 省政府决定, 现, 同时."""
    kinds = alternation("ended_group_kinds")
    return re.compile(
        r"(?:[^，。；：、]{0,30}?(?:决定|同意|批准|研究|审议通过|审定))?"
        rf"(?:(?:成立|组建|设立|调整|新设)[^，。；：]{{2,50}}?{kinds}(?=并|同时|、|和|及))?"
        r"(?:现|特|并|同时|一并|相应|随之|即日起|即|正式|予以|依法|统一|自[^，。；自]{2,20}?起|、|和|及|兹)*+"
    )


def _behind(words: str, last: int, clause: int, verb: re.Match[str]) -> _Shape | None:
    """撤销甲领导小组、乙指挥部."""
    names, end = _names_at(words, verb.end(), last)
    if not names:
        return None
    tail = _TAIL.match(words, end, last)
    if tail is None or not all(_is_group(words[one.start : one.end]) for one in names):
        return _Shape(verb.start(), names)
    act = Stretch(verb.start(), verb.end())
    heir = _heir(words, tail.end(), last) if len(names) == 1 else None
    return _Shape(verb.start(), names, tuple(_End(one, "dissolved", heir, act) for one in names))


_TAIL = re.compile(rf"{_COUNTED}{_OFFICE_TOO}{_ENDS_CLAUSE}")


def _heir(words: str, start: int, last: int) -> Stretch | None:
    """The group that takes on what one that is dissolved did: ，其职责并入乙领导小组."""
    moved = _MOVED_ON.match(words, start, last)
    if moved is None:
        return None
    name = _heir_name().match(words, moved.end(), last)
    if name is None or not _is_group(name["name"]):
        return None
    if not moved["into"] and not _TAKES_ON.match(words, name.end("name"), last):
        return None
    return Stretch(name.start("name"), name.end("name"))


@cache
def _heir_name() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<name>[\u3400-\u9fffA-Za-z0-9·“”]{{2,{_LONGEST_NAME}}}?{alternation('ended_group_kinds')})(?=[，。；]|{_TAKES_ON.pattern}|$)"
    )


def _in_front(words: str, last: int, clause: int, verb: re.Match[str]) -> _Shape | None:
    """甲领导小组同时撤销; 将甲领导小组并入乙领导小组; 甲领导小组更名为乙领导小组."""
    lead = [match.end() for match in _TAKES.finditer(words, clause, verb.start())]
    opening = _BEFORE_NAMES.match(words, clause, verb.start())
    start = lead[-1] if lead else opening.end() if opening else clause
    names, end = _names_at(words, start, verb.start())
    if not names or not _BETWEEN.fullmatch(words, end, verb.start()):
        return None
    known = all(_is_group(words[one.start : one.end]) for one in names)
    act = Stretch(verb.start(), verb.end())
    if verb["dissolved"]:
        if not _CLOSES.match(words, verb.end(), last):
            return None
        heir = _heir(words, verb.end(), last) if len(names) == 1 else None
        return _Shape(start, names, tuple(_End(one, "dissolved", heir, act) for one in names) if known else ())
    heirs, end = _names_at(words, verb.end(), last)
    sure = known and len(heirs) == 1 and _is_group(words[heirs[0].start : heirs[0].end])
    sure = sure and bool(_CLOSES.match(words, end, last)) and not verb["unclear"]
    several = len(names) > 1
    if not sure or (verb["renamed"] and several) or (verb["united"] and not several):
        return _Shape(start, names)
    ending: Ending = "renamed" if verb["renamed"] else "merged"
    heir = heirs[0]
    # 将甲、乙合并为甲: what goes on under its name does not end.
    others = [one for one in names if words[one.start : one.end] != words[heir.start : heir.end]]
    return _Shape(start, names, tuple(_End(one, ending, heir, act) for one in others))


_BEFORE_NAMES = re.compile(
    r"(?:[^，。；：、]{0,30}?(?:决定|同意|批准|研究|审议通过|审定))?(?:现|特|并|同时|一并|相应|即日起|自[^，。；自]{2,20}?起|兹)*+(?:现有的?)?(?:对(?![外口台接内]))?"
)
_TAKES = re.compile(r"将(?!军)|把(?!关)")
_BETWEEN = re.compile(rf"{_COUNTED}{_OFFICE_TOO}{_ADVERBS}")
_CLOSES = re.compile(rf"(?:制度)?{_OFFICE_TOO}{_ENDS_CLAUSE}")


def _names_at(words: str, start: int, last: int) -> tuple[list[Stretch], int]:
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


def _is_group(name: str, *, listed: bool = False) -> bool:
    """Whether a name is that of one group in particular; in a list of groups, a 委员会 is one."""
    name = name.strip('“”"「」')
    if is_bare_group(name) or _NO_NAME.search(name) or _OF_OTHERS.search(name) or _HIDDEN in name:
        return False
    if any(_ENDS_BODY.search(piece) for piece in name.split("、")[:-1]):
        return False
    # 2018年某省粮改领导小组撤销 may tell of that year.
    if not listed and _PAST_YEAR.match(name):
        return False
    if not name.endswith("委员会"):
        return True
    return not _is_department(name) and (listed or bool(_TELLING.search(name)))


def _is_department(name: str) -> bool:
    """Whether a name that ends as a group's does is that of a department or a committee of the party."""
    name = name.strip('“”"「」')
    return name.endswith("委员会") and bool(_PARTY_COMMITTEE.fullmatch(name) or is_agency(name, place=_SOMEWHERE))


def _looks(words: str, last: int, clause: int, verb: re.Match[str]) -> bool:
    """Whether words that were not understood speak of a group that ends."""
    behind = _kind_behind().match(words, verb.end(), last)
    if verb["dissolved"] or verb["unclear"]:
        if behind and not _ANYWHERE.search(behind.group()):
            return True
        if not re.match(_ENDS_CLAUSE, words[verb.end() : min(last, verb.end() + 2)]):
            return False
    front = words[clause : verb.start()]
    if verb["dissolved"] and _ONLY_ADVERBS.fullmatch(front):
        return bool(_kind_in_prior().search(words[max(0, clause - _LONGEST_HEADING) : clause]))
    near = _kind_before().search(front) or ((verb["dissolved"] or behind) and _kind_near().search(front))
    return bool(near) and not _ANYWHERE.search(front)


_ONLY_ADVERBS = re.compile(_ADVERBS)


@cache
def _kind_in_prior() -> re.Pattern[str]:
    """The word for a group in the clause before: 某省粮改领导小组停止运行，不再保留."""
    return re.compile(
        rf"{alternation('ended_group_kinds')}(?!办公室|下设|成员|负责|决定|同意|批准)[^，。；：（）]{{0,12}}[，,]$"
    )


@cache
def _kind_near() -> re.Pattern[str]:
    """The word for a group a few words before an act, and not of what belongs to it or what it does."""
    return re.compile(
        rf"{alternation('ended_group_kinds')}(?!办公室|下设|成员|负责|决定|同意|批准|研究|[^，。；：]{{0,4}}的)[^，。；：]{{0,8}}$"
    )


def _whole_clause(words: str, clause: int, last: int, verb: re.Match[str]) -> _Doubt:
    comma = _COMMA.search(words, verb.end(), last)
    return _Doubt(clause, min(comma.start() if comma else last, verb.end() + _WINDOW))


# Lists and tables


def _opening(words: str) -> tuple[str, str, str]:
    """What stands before the first colon, the colon, and what stands behind; all of it where none stands there."""
    match = _ANNEX.match(words)
    start = match.end() if match else 0
    place = min((found for mark in "：:" if (found := words.find(mark, start)) >= 0), default=-1)
    if place < 0:
        return _TALLY.sub("", words.rstrip("。")), "", ""
    return words[:place], words[place], words[place + 1 :]


def _announces(head: str, *, of_groups: bool) -> bool:
    """Whether words promise names of groups that end: 决定撤销以下议事协调机构, 撤销的领导小组名单."""
    said = _SENTENCE.findall(head[-_WINDOW:])
    tail = _TALLY.sub("", _ANNEX.sub("", said[-1])) if said else ""
    if not tail or _NOT_YET.search(tail):
        return False
    if _MERE_HEADING.fullmatch(tail):
        return of_groups
    matches = (pattern.search(tail) for pattern in _ANNOUNCES)
    return any(
        match is not None
        and not _NOT_DONE.search(match["lead"])
        and (of_groups or bool(_OF_GROUPS.search(match.group())))
        for match in matches
    )


def _names_of_row(words: str, *, listed: bool) -> list[Stretch] | None:
    """The names that a line holds and nothing else beside remarks; None where it holds anything else."""
    label = _INNER_LABEL.match(words)
    start = label.end() if label else 0
    names: list[Stretch] = []
    while True:
        found, end = _names_at(words, start, len(words))
        names += found
        if not found or not all(_is_group(words[one.start : one.end], listed=listed) for one in found):
            return None
        asides = words[found[0].start : end]
        if _KEPT.search("".join(re.findall(r"[（(][^（）()]*[）)]", asides))):
            return None
        moved = _MOVED_ON.match(words, end)
        if _ROW_END.fullmatch(words, end) or (moved and "。" not in words[moved.end() : -1]):
            return names
        parting = _BETWEEN_ROWS.match(words, end)
        if parting is None:
            return None
        start = parting.end()


def _names_in(words: str) -> list[Stretch] | None:
    """The names of a line without its label, where it holds nothing else."""
    label = find_label(words)
    return _names_of_row(_Flat(words, label.end if label else 0).words, listed=True)


_BETWEEN_ROWS = re.compile(rf"[；;，,、](?:{_INNER_LABEL.pattern})?")


def _table_row(paragraph: Paragraph) -> list[Stretch] | None:
    """The cells of a row; None where a paragraph is none."""
    cells = _cut(paragraph.words, _CELLS)
    if len(cells) > 1:
        return cells if all(end - start <= 2 * _LONGEST_ROW for start, end in cells) else None
    if len(paragraph.words) > 2 * _LONGEST_ROW:
        return None
    # Single blanks part cells only where each of a name and of what becomes of it stands alone.
    cells = _cut(paragraph.words, _BLANKS)
    words = [paragraph.words[start:end] for start, end in cells]
    named = [names for one in words if (names := _names_of_row(one, listed=True))]
    return cells if len(named) == 1 and any(map(_is_act, words[1:])) else None


def _cut(words: str, parting: re.Pattern[str]) -> list[Stretch]:
    """The pieces between what parts them, without empty ones."""
    breaks = [Stretch(*match.span()) for match in parting.finditer(words)]
    starts, ends = [0, *(one.end for one in breaks)], [*(one.start for one in breaks), len(words)]
    return [Stretch(start, end) for start, end in zip(starts, ends, strict=True) if words[start:end].strip()]


def _is_act(words: str) -> bool:
    """Whether a cell says what becomes of a group: 撤销, 并入乙领导小组, 更名为乙领导小组."""
    verb = _VERB.match(words)
    return bool(_DISSOLVED_CELL.fullmatch(words)) or bool(verb and (verb["merged"] or verb["renamed"]))
