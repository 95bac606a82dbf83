"""Assignments and duties in running text.

    由省水利厅牵头，会同省财政厅制定方案。          an assignment: a body is named, and its part is said
    笔试由省人事考试中心负责。
    民政部门负责核对信息；财政部门负责提供数据。      duties: what a kind of body, or a body, is told to do
    （一）省水利厅。编制规划，落实资金。

Read at the head of a clause, and after 由. A body counts where its name begins as names of bodies do, with a level of
government, a place or a field; anything else is left alone, since a verb before a noun looks much the same.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from ..ontology.model import Assignment, AssignmentRole, Duty, Task
from ..ontology.vocabulary import alternation
from .assignments import statement_facts
from .bodies import split_bodies
from .evidence import Printed
from .labels import find_label
from .printed import printed
from .rows import is_body, parse_row
from .segment import Paragraph
from .statements import Part, Statement
from .tasks import Placed

ProseFact = Task | Assignment | Duty

_LIST = r"[^，。；：“”《》]{2,80}?"
_HOW = (
    r"(?:要|应当|应|须|必须|及时|积极|切实|认真|具体|统一|分别|共同|联合|主动|依法|定期|按程序|自行|另行|"
    r"按照[^，。；]{2,20}(?:要求|分工|规定|职责|原则)|于\d{1,2}月份?|"
    r"在[^，。；由]{1,20}(?=进行|组织|公示|发布|公开))*+"
)
_DOES = (
    r"(?P<verb>牵头|双牵头|负责|组织(?!部)|承担|制定|确定|发布|审核|办理|进行|实施|解释|委托|汇总|梳理|研究|提出|在|对"
    r"|做好|主持|督促)(?![^，。；]{0,2}的)"
)
_BY = re.compile(
    rf"(?<![再原拟不来曾止得去议])由(?![此于])(?P<first>{_LIST})(?:(?P<lead>牵头)?(?:会同|商)(?P<second>{_LIST}))?{_HOW}{_DOES}"
)
_HEAD = re.compile(
    rf"(?!分?别?由)(?P<first>{_LIST})(?:(?P<lead>牵头)?(?:会同|同(?=相关|有关)|要会同)(?P<second>{_LIST}))?{_HOW}"
    r"(?P<verb>牵头|双牵头|负责(?![的人])|承担|组织实施|抓紧制定|另行制定|做好指导"
    r"|(?:积极|密切|主动)?(?:配合|协助)(?:做好|实施|开展|落实|抓好|工作|(?=[，。；、]|$)))"
)
# What _BY, _HEAD or _JOINT cannot do without.
_GIVES = re.compile("由|牵头|负责|承担|组织实施|抓紧制定|另行制定|做好指导|配合|协助|会同")
_SUPPORTS = re.compile("(?:积极|密切|主动)?(?:配合|协助)")
_JOINT = re.compile(
    rf"(?!由)(?P<first>{_LIST})(?:要|应当|应)(?P<lead>牵头)?会同(?P<second>{_LIST})(?P<verb>)(?=[，。；]|$)"
)
# 由省水利厅牵头、省财政厅配合: here 、 parts clauses.
_CLAUSE = re.compile(r"(?:[^。；，、]|(?<!牵头)(?<!负责)、)+")
_SENTENCE = re.compile(r"[^。；]+")
_LEAD_IN = re.compile(r"(?:其中|同时|并|另外|此外|今后|[一二三四五六七八九十]是|原则上|分别)+[，：]?")
_BRACKETS = re.compile(r"（[^（）]*(?:（[^（）]*）[^（）]*)*）")
_LONGEST_SENTENCE = 1000
"""Of a longer sentence no more than this is quoted: what all its clauses quote would grow with its square."""

_LONGEST_HEADING = 80
"""The heading of an item that is the name of a body has no more characters, blanks included."""

_LONG_BRACKET = 12
"""A bracket of at most so many characters belongs to a name, 州（市）; a longer one is a statement of its own."""

# A kind of body (财政部门, 行政机关), the bodies of every place (各级财政), and everybody (各有关部门).
_KIND_OF_BODY = re.compile(
    r"(?!各州|各市|省直|省政府|相关|有关).*(?:部门|机关|机构|办公厅（室）)$|.*(?:及其部门|领导小组|领导小组办公室)|各用人单位|工会|残联"
)
_EVERYBODY = re.compile(
    r"(?:全省|省|县级以上|省级)?"
    r"(?:各|有关|相关|级|地区|地方|地|部门|单位|省直|行政|政府|人民|机关|机构|及其|和|、|方面|企业|主管|行业|牵头|用人)*"
)
_LEVEL = (
    r"(?:全?省|市|州|县|区|旗|盟|镇|乡|国家|国务院|中央|中共|各级|各省|各市|各州|各县|各区|各盟|各旗|各镇|各乡|各用人|本级|当地|同级|"
    r"自治区|有关部门|相关部门|人民银行|人行|用人单位|领导小组|委员会|指挥部|办公厅（室）|[\u3400-\u9fff]{2,5}[省市州县区](?=政府|人民))"
)
_LEVEL_AT_HEAD = re.compile(rf"{_LEVEL}|[\u3400-\u9fff]{{2}}(?:海关|银监局|证监局|保监局)")
_NOT_IN_BODY = re.compile(
    r"[的了对将把并但是每]|会同|持有|网站|加强|推进|建立|健全|开展|工作$|系统$|统一组织|政府采购|企业$"
)
_DUTY = re.compile(
    rf"(?P<list>{_LIST})(?:等(?:有关|相关|省有关)?(?:部门|单位|组织))?"
    r"(?P<cue>必须|要|应当|应|须|负责|(?=承担起?|完成投资|及时[制落做]|积极配合|继续|依托|督促指导|具体负责|全面|按年度|每[年季月]|统一组织|定期|将|于\d|"
    r"对[^，。；]{2,40}(?:按照|严格|实行|进行|要|应|加强)))"
)
_OWN_DUTIES = re.compile(
    r"\s*(?P<body>(?:领导小组|委员会|指挥部|联席会议)(?:办公室)?)(?:的)?(?:主要)?(?:工作)?职责(?:是)?："
)


class Told(NamedTuple):
    """What a sentence tells a body to do."""

    start: int
    end: int
    body: str
    duty: str


class _Clause(NamedTuple):
    """A clause of a text, and the sentence it stands in.

    Attributes:
        start: Where it begins.
        head: Where it begins once words that only lead in are passed: 其中, 同时, 一是.
        end: Where it ends.
        sentence: Where its sentence begins.
        stop: Where its sentence ends.
        gives: Whether its sentence holds a word that gives a part.
        opens: Whether a body may be named at its head, or it belongs to an item of a list after ——.
    """

    start: int
    head: int
    end: int
    sentence: int
    stop: int
    gives: bool
    opens: bool


def find_prose(key: str, items: Iterable[Placed], page: Printed) -> Iterator[ProseFact]:
    """Assignments and duties in the running text of the directive ``key``, in order."""
    for paragraph, item in items:
        if parse_row(paragraph.words) is not None:
            continue
        label = find_label(paragraph.words)
        start = label.end if label else 0
        text = _BRACKETS.sub(_mask, paragraph.words)
        clauses = list(_clauses(text, start))
        statements = list(_parts_of(text, clauses))
        for statement in statements:
            yield from statement_facts(key, paragraph, item, statement, page, rule="prose.assignment")
        for told in _outside(statements, _duties_of(text, start, clauses)):
            yield _duty(key, paragraph, told, page)


def _outside(statements: Sequence[Statement], duties: Iterable[Told]) -> Iterator[Told]:
    """Duties that begin in none of the statements, which are in order."""
    starts = [one.start for one in statements]
    ends = list(accumulate((one.end for one in statements), max))
    for told in duties:
        before = bisect_right(starts, told.start)
        if not before or ends[before - 1] <= told.start:
            yield told


def _mask(match: re.Match[str]) -> str:
    return match.group() if len(match.group()) <= _LONG_BRACKET else "。" * len(match.group())


def _duty(key: str, paragraph: Paragraph, told: Told, page: Printed) -> Duty:
    return Duty(
        spans=page.spans((paragraph.start + told.start, paragraph.start + told.end)),
        rule="prose.duty",
        directive=key,
        body=told.body,
        duty=told.duty,
    )


def _clauses(text: str, start: int) -> Iterator[_Clause]:
    """The clauses of a text in which anything may be given or told."""
    for sentence in _SENTENCE.finditer(text, start):
        begin, stop = sentence.span()
        gives = _GIVES.search(text, begin, stop) is not None
        listed = text[begin] == "—"
        for clause in _CLAUSE.finditer(text, begin, stop):
            first, end = clause.span()
            lead = _LEAD_IN.match(text, first, end)
            head = lead.end() if lead else first
            opens = listed or _opens_subject().match(text, head, stop) is not None
            if gives or opens:
                yield _Clause(first, head, end, begin, stop, gives, opens)


def find_parts(text: str, start: int = 0) -> Iterator[Statement]:
    """Statements that give named bodies their parts.

    >>> [(part.body, part.role) for one in find_parts("由省水利厅会同省财政厅制定。") for part in one.parts]
    [('省水利厅', 'responsible'), ('省财政厅', 'support')]
    """
    return _parts_of(text, _clauses(text, start))


def _parts_of(text: str, clauses: Iterable[_Clause]) -> Iterator[Statement]:
    led_in = -1
    for clause in clauses:
        if not clause.gives:
            continue
        heads = (pattern.match(text, clause.head, clause.stop) for pattern in (_HEAD, _JOINT))
        for match in filter(None, (*heads, *_by(text, clause, clause.stop))):
            parts = _parts(match)
            # Who supports has a part in what another leads; without that it is told a duty.
            if parts and (led_in == clause.sentence or parts[0].role != "support"):
                led_in = clause.sentence
                stop = min(clause.stop, match.start() + _LONGEST_SENTENCE)
                yield Statement(match.start(), stop, "prose", parts, deadline="")


def _by(text: str, clause: _Clause, stop: int) -> Iterator[re.Match[str]]:
    """由… anywhere in a clause, read up to ``stop``."""
    position = text.find("由", clause.start, clause.end)
    while position >= 0:
        if match := _BY.match(text, position, stop):
            yield match
        position = text.find("由", position + 1, clause.end)


def _parts(match: re.Match[str]) -> tuple[Part, ...]:
    first = [] if _EVERYBODY.fullmatch(match["first"]) else _named(match["first"])
    second = _named(match["second"]) if match["second"] else []
    if not first or (match["second"] and not second):
        return ()
    leads = bool(match["lead"]) or "牵头" in match["verb"]
    role: AssignmentRole = "lead" if leads else "support" if _SUPPORTS.match(match["verb"]) else "responsible"
    return tuple([Part(body, role) for body in first] + [Part(body, "support") for body in second])


def _named(words: str) -> list[str]:
    """The bodies of a list, if all are named and none is a mere kind of body."""
    bodies = _bodies(_HOW_AT_END.sub("", words))
    return bodies if all(map(_is_single, bodies)) else []


def _bodies(words: str) -> list[str]:
    """The bodies of a list in running text, where 和 and 或 part them too."""
    return [body for piece in _AND.split(words) for body in split_bodies(piece)]


def _is_single(name: str) -> bool:
    """Whether a name is that of one body, or of one in each place: it opens with a level, and is no mere kind."""
    return _is_named(name) and bool(_LEVEL_AT_HEAD.match(name)) and not _KIND_OF_BODY.fullmatch(name)


_HOW_AT_END = re.compile(rf"{_HOW}$")
_AND = re.compile(
    r"(?<=[厅局委办部院行会心府司州市位门])(?:和|及|或)(?!其)(?=[省市县国各有相])|(?<=部门)(?:和|及|或)(?!其)"
)


@cache
def _opens_name() -> re.Pattern[str]:
    return re.compile(rf"(?:{_LEVEL}|{alternation('fields')}|[\u3400-\u9fff]{{2,4}}(?:海关|日报社))")


@cache
def _opens_subject() -> re.Pattern[str]:
    """What a list of bodies may begin with; where a blank stands among its first characters, anything."""
    leading = "由|和|及|与|以及|其中|其他"
    return re.compile(rf"[—★ *#、,;.-]*(?:{leading})*{_opens_name().pattern}|\S{{,6}}\s")


def _is_named(name: str) -> bool:
    """Whether a string begins and ends as the name of a body does."""
    return is_body(name) and bool(_opens_name().match(name)) and not _NOT_IN_BODY.search(name)


def find_duties(text: str, start: int = 0) -> Iterator[Told]:
    """Duties, a sentence and a body each.

    >>> [(one.body, one.duty) for one in find_duties("民政部门负责核对信息；财政部门要提供数据。")]
    [('民政部门', '核对信息'), ('财政部门', '提供数据')]
    """
    return _duties_of(text, start, _clauses(text, start))


def _duties_of(text: str, start: int, clauses: Iterable[_Clause]) -> Iterator[Told]:
    whole = _headed(text, start) or _own(text, start)
    if whole is not None:
        yield whole
        return
    for clause in clauses:
        begin = clause.end - len(text[clause.head : clause.end].lstrip("—★ -"))
        stop = min(clause.stop, clause.start + _LONGEST_SENTENCE)
        if clause.opens and (match := _DUTY.match(text, begin, min(clause.end, stop))):
            subjects = _subjects(match["list"], listed=text[clause.sentence] == "—")
            yield from _told(subjects, begin, stop, text[match.end() : stop])
        for given in _by(text, clause, min(clause.end, stop)) if clause.gives else ():
            yield from _told(_kinds(given["first"]), begin, stop, text[given.end("first") : stop])


def _told(bodies: Sequence[str], start: int, end: int, duty: str) -> Iterator[Told]:
    words = printed(duty) if bodies else ""
    yield from (Told(start, end, body, words) for body in bodies)


def _headed(text: str, start: int) -> Told | None:
    """（一）省水利厅。编制规划: the heading of an item is the body, the rest is what it does."""
    stop = text.find("。", start, start + _LONGEST_HEADING)
    body = printed(text[start:stop]) if stop > start else ""
    if not _is_named(body):
        return None
    rest = text[stop + 1 :].strip()
    if not rest or rest.startswith("。"):
        return None
    return Told(start, len(text), body, printed(rest))


def _own(text: str, start: int) -> Told | None:
    """领导小组主要职责： and what they are."""
    match = _OWN_DUTIES.match(text, start)
    return Told(match.start("body"), len(text), match["body"], printed(text[match.end() :])) if match else None


def _kinds(words: str) -> list[str]:
    """The kinds of body that 由 names, if it names nothing else: 由当地公安部门统一分配."""
    bodies = _bodies(_HOW_AT_END.sub("", words))
    kinds = all(_is_named(body) and _KIND_OF_BODY.fullmatch(body) and not _EVERYBODY.fullmatch(body) for body in bodies)
    return bodies if kinds else []


def _subjects(words: str, *, listed: bool) -> list[str]:
    """The bodies that are the subject of a clause; empty where the subject is none, or is everybody.

    ``listed`` says that the clause is an item of a list after ——, where any body may stand.
    """
    bodies = _bodies(words)
    if not bodies or not all(map(is_body if listed else _is_named, bodies)):
        return []
    return [body for body in bodies if not _EVERYBODY.fullmatch(body)]
