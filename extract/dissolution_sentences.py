"""Sentences that end groups: 决定撤销某省粮改领导小组, 将甲领导小组并入乙领导小组.

A condition (任务完成后自动撤销), a request, a denial, a quotation, and what is told of the past end no group.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ..ontology.model import Ending
from ..ontology.vocabulary import alternation
from .dates import find_date
from .dissolution_names import (
    ADVERBS,
    ASIDE,
    COUNTED,
    ENDS,
    HIDDEN,
    LONGEST_HEADING,
    LONGEST_NAME,
    MOVED_ON,
    OFFICE_TOO,
    PAST_YEAR,
    is_department,
    is_group,
    kind_before,
    names_at,
)
from .text import Stretch

WINDOW = 160
"""How many characters before an act the words that it belongs to are looked for."""

VERB = re.compile(
    rf"(?P<dissolved>{ENDS})"
    r"|(?P<united>(?:合并|整合|归并)(?:后)?(?:，?(?:组建|成立|设立)(?:为|成)?|更名为|为|成为?)(?:新的)?)"
    r"|(?P<merged>并入|(?:合并|归并|整合)[到至入进])"
    r"|(?P<renamed>(?:调整)?(?:更名|改名|改称|名称(?:变更|调整|更改))为?)"
    r"|(?P<unclear>撤并|合并)"
)
SENTENCE = re.compile(r"[^。！？；;!?]+")
_COMMA = re.compile(r"[，,：:（）()]")
_ENDS_CLAUSE = r"(?=[，,。；：:）)]|并(?!入)|$)"

# Said of the sentence before the act: then nothing is done here, or nothing yet.
NOT_YET = re.compile(
    r"(?:完成|结束|终结|期满|届满|到期|验收|竣工|解除|办结|终止|完毕|实现)[^，。；]{0,8}?(?:(?<!善)后|(?<!及)时|之日|(?<!目)的(?=，))"
    r"|(?:^|[，、])(?:如(?!下)|若|凡|一旦|倘|待(?!遇))|届时|下一步|下阶段|今后|(?:情形|情况|条件)之一|[年月日]底?前[，,将把]|必要时|需要时|条件成熟|适时|逐步|原则上|是否|能否|可否|会否"
    r"|(?:^|[，,])(?!根据|按照|依据|遵照|结合|经)[^，,：:]{0,30}(?:要求|指出|强调|提出|认为|建议|表示|申请|请求|呼吁)[，,：:]"
)
NOT_DONE = re.compile(
    r"不|未|没有?|勿|无需|暂缓|反对|停止|已|曾|业经|先后|被|去年|前年|当年|近年|此前|以前|过去|昔日"
    r"|(?<![需重主首只])要(?!求|点)|(?<!相)应(?!急|对)|必?须|(?<!许)可以?|拟|准备|计划|打算|建议|申请|请(?!示)|要求|提议|有权|(?<!经)研究(?!决定|同意|，)"
    r"|考虑|讨论|酌情|督促|责令|[厅局委办府门位地]负责|^各|各[地级有市县部单]"
)
_AS_ASKED = re.compile(r"(?:根据|按照|依据|遵照|结合)[^，。；：]{0,40}要求")
_MODAL_AT_END = re.compile(
    rf"(?:将|要|应当?|必?须|可以?|拟|需|不得?|未|没有?|勿|已经?(?:于[^，。；]{{1,16}})?|曾经?|被|先后|负责|建议|申请|请){ADVERBS}$"
)
_AFTER = re.compile(r"[了后前时之的]|过(?!渡)|与否|程序|条件|手续|申请|建议|请示")
_IN_SESSION = re.compile(r"会议|常务会|研究|审议|批准|自(?:19|20)\d\d年|〔")
_OTHERS_MUST = re.compile(r"(?:各[^，。；]{0,12}|[局厅委办府门位级地])(?:要(?!求)|应(?!急)|必?须|可)")
_FOUNDED = re.compile(r"(?:成立|组建|设立|筹建)[^，。；：]{0,50}?后")
_ANYWHERE = re.compile(
    r"^(?:各级?|部分|有关|相关|以下|下列|如下|所有|一批|若干|多个|临时|阶段性|议事|[\d一二两三四五六七八九十]+个)|各[地级]"
)
_DAY = re.compile(r"自(?P<day>\d{4}年\d{1,2}月\d{1,2}日)起")
_TAKES_ON = re.compile(r"(?:统一)?(?:承担|负责|行使|履行)")


@cache
def _kind_behind() -> re.Pattern[str]:
    """The word for a group at the end of what an act is done to."""
    return re.compile(
        rf"[^，,。；：:（）()]{{0,60}}?{alternation('ended_group_kinds')}[”\"」]?(?:制度)?(?=[，,。；：:（(]|等|及其|$)"
    )


class End(NamedTuple):
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


class Doubt(NamedTuple):
    """Where flat words speak of an end that is not understood."""

    start: int
    end: int


def said(words: str) -> Iterator[End | Doubt]:
    """The ends of groups that flat words state, and those that they seem to, in order."""
    for sentence in SENTENCE.finditer(words):
        asked = words[sentence.end() : sentence.end() + 1] in ("？", "?")
        floor = sentence.start()
        for verb in VERB.finditer(words, sentence.start(), sentence.end()):
            if verb.start() < floor:
                continue
            found = [] if asked else list(_ends_at(words, sentence.start(), sentence.end(), verb))
            yield from found
            floor = max((one.whole.end for one in found if isinstance(one, End)), default=floor)


def _ends_at(words: str, first: int, last: int, verb: re.Match[str]) -> Iterator[End | Doubt]:
    """What one act does, in the sentence from ``first`` to ``last``."""
    begin = max(first, verb.start() - WINDOW)
    # A bracket that is closed before the act is an aside: 某省粮改领导小组（设在某省粮食局）撤销.
    plain = ASIDE.sub(lambda aside: HIDDEN * len(aside.group()), words[begin : verb.start()])
    clause = begin + max((match.end() for match in _COMMA.finditer(plain)), default=0)
    before, prior = words[clause : verb.start()], words[begin:clause]
    if NOT_YET.search(prior + before) or _MODAL_AT_END.search(before):
        return
    after = _AFTER.match(words, verb.end(), last)
    if after and not verb["united"]:
        return
    shape = _behind(words, last, verb) if verb["dissolved"] else None
    shape = shape or _in_front(words, last, clause, verb)
    if shape is None:
        if _looks(words, last, clause, verb):
            yield _whole_clause(words, clause, last, verb)
        return
    how = told(words[clause : shape.start], prior)
    if how == "done" and shape.ends:
        day = _DAY.search(words, begin, verb.start())
        date = find_date(day["day"]) if day else None
        yield from (one._replace(date=date.iso if date else "") for one in shape.ends)
    elif how != "not done" and not all(is_department(words[one.start : one.end]) for one in shape.names):
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
    ends: tuple[End, ...] = ()


def told(lead: str, prior: str) -> str:
    """Whether what stands before an act says that it is done: done, not done, or not sure."""
    lead = re.sub(r"(?:对|将|把)$", "", lead)
    if _AS_ASKED.fullmatch(lead):
        return "not sure"
    if NOT_DONE.search(lead):
        return "not done"
    said = prior + lead
    past = PAST_YEAR.search(said) and not _IN_SESSION.search(said)
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


def _behind(words: str, last: int, verb: re.Match[str]) -> _Shape | None:
    """撤销甲领导小组、乙指挥部."""
    names, end = names_at(words, verb.end(), last)
    if not names:
        return None
    tail = _TAIL.match(words, end, last)
    if tail is None or not all(is_group(words[one.start : one.end]) for one in names):
        return _Shape(verb.start(), names)
    act = Stretch(verb.start(), verb.end())
    heir = _heir(words, tail.end(), last) if len(names) == 1 else None
    return _Shape(verb.start(), names, tuple(End(one, "dissolved", heir, act) for one in names))


_TAIL = re.compile(rf"{COUNTED}{OFFICE_TOO}{_ENDS_CLAUSE}")


def _heir(words: str, start: int, last: int) -> Stretch | None:
    """The group that takes on what one that is dissolved did: ，其职责并入乙领导小组."""
    moved = MOVED_ON.match(words, start, last)
    if moved is None:
        return None
    name = _heir_name().match(words, moved.end(), last)
    if name is None or not is_group(name["name"]):
        return None
    if not moved["into"] and not _TAKES_ON.match(words, name.end("name"), last):
        return None
    return Stretch(name.start("name"), name.end("name"))


@cache
def _heir_name() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<name>[\u3400-\u9fffA-Za-z0-9·“”]{{2,{LONGEST_NAME}}}?{alternation('ended_group_kinds')})(?=[，。；]|{_TAKES_ON.pattern}|$)"
    )


def _in_front(words: str, last: int, clause: int, verb: re.Match[str]) -> _Shape | None:
    """甲领导小组同时撤销; 将甲领导小组并入乙领导小组; 甲领导小组更名为乙领导小组."""
    lead = [match.end() for match in _TAKES.finditer(words, clause, verb.start())]
    opening = _BEFORE_NAMES.match(words, clause, verb.start())
    start = lead[-1] if lead else opening.end() if opening else clause
    names, end = names_at(words, start, verb.start())
    if not names or not _BETWEEN.fullmatch(words, end, verb.start()):
        return None
    known = all(is_group(words[one.start : one.end]) for one in names)
    act = Stretch(verb.start(), verb.end())
    if verb["dissolved"]:
        if not _CLOSES.match(words, verb.end(), last):
            return None
        heir = _heir(words, verb.end(), last) if len(names) == 1 else None
        return _Shape(start, names, tuple(End(one, "dissolved", heir, act) for one in names) if known else ())
    heirs, end = names_at(words, verb.end(), last)
    sure = known and len(heirs) == 1 and is_group(words[heirs[0].start : heirs[0].end])
    sure = sure and bool(_CLOSES.match(words, end, last)) and not verb["unclear"]
    several = len(names) > 1
    if not sure or (verb["renamed"] and several) or (verb["united"] and not several):
        return _Shape(start, names)
    ending: Ending = "renamed" if verb["renamed"] else "merged"
    heir = heirs[0]
    # 将甲、乙合并为甲: what goes on under its name does not end.
    others = [one for one in names if words[one.start : one.end] != words[heir.start : heir.end]]
    return _Shape(start, names, tuple(End(one, ending, heir, act) for one in others))


_BEFORE_NAMES = re.compile(
    r"(?:[^，。；：、]{0,30}?(?:决定|同意|批准|研究|审议通过|审定))?(?:现|特|并|同时|一并|相应|即日起|自[^，。；自]{2,20}?起|兹)*+(?:现有的?)?(?:对(?![外口台接内]))?"
)
_TAKES = re.compile(r"将(?!军)|把(?!关)")
_BETWEEN = re.compile(rf"{COUNTED}{OFFICE_TOO}{ADVERBS}")
_CLOSES = re.compile(rf"(?:制度)?{OFFICE_TOO}{_ENDS_CLAUSE}")


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
        return bool(_kind_in_prior().search(words[max(0, clause - LONGEST_HEADING) : clause]))
    near = kind_before().search(front) or ((verb["dissolved"] or behind) and _kind_near().search(front))
    return bool(near) and not _ANYWHERE.search(front)


_ONLY_ADVERBS = re.compile(ADVERBS)
_OF_ITS_OWN = "办公室|下设|成员|负责|决定|同意|批准"
"""What belongs to a group, or what it does: a piece of a pattern."""


@cache
def _kind_in_prior() -> re.Pattern[str]:
    """The word for a group in the clause before: 某省粮改领导小组停止运行，不再保留."""
    return re.compile(rf"{alternation('ended_group_kinds')}(?!{_OF_ITS_OWN})[^，。；：（）]{{0,12}}[，,]$")


@cache
def _kind_near() -> re.Pattern[str]:
    """The word for a group a few words before an act, and not of what belongs to it or what it does."""
    return re.compile(
        rf"{alternation('ended_group_kinds')}(?!{_OF_ITS_OWN}|研究|[^，。；：]{{0,4}}的)[^，。；：]{{0,8}}$"
    )


def _whole_clause(words: str, clause: int, last: int, verb: re.Match[str]) -> Doubt:
    comma = _COMMA.search(words, verb.end(), last)
    return Doubt(clause, min(comma.start() if comma else last, verb.end() + WINDOW))
