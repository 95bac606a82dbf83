"""Assignments and duties in running text.

    由省水利厅牵头，会同省财政厅制定方案。          an assignment: a body is named, and its part is said
    笔试由省人事考试中心负责。
    民政部门负责核对信息；财政部门负责提供数据。      duties: what a kind of body, or a body, is told to do
    （一）省水利厅。编制规划，落实资金。

Read at the head of a clause, and after 由. A body counts where its name begins as names of bodies do, with a level of
government, a place or a field; anything else is left alone, since a verb before a noun looks much the same.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple

from ..ontology.model import Assignment, AssignmentRole, Duty, Task
from ..ontology.vocabulary import alternation, meaning
from .assignments import statement_facts
from .bodies import split_bodies
from .evidence import Printed
from .labels import find_label, opens_item
from .printed import printed
from .rows import BODIES_END_IN, is_body, is_name, parse_row
from .segment import Paragraph
from .statements import LONG_BRACKET, Part, Statement
from .tasks import Placed

ProseFact = Task | Assignment | Duty

_LIST = r"[^，。；：“”《》]{2,80}?"
_HOW = (
    r"(?:要|应当|应|须|必须|尽快|抓紧|及时|积极|切实|认真|具体|统一|分别|共同|联合|主动|依法|定期|按程序|自行|另行|"
    r"按照[^，。；]{2,20}(?:要求|分工|规定|职责|原则)|于\d{1,2}月份?|"
    r"在[^，。；由]{1,20}(?=进行|组织|公示|发布|公开))*+"
)
# What bodies do: the verbs that end the list of those who do it, unless they are part of a name (组织部, 审批局).
_ACTS = (
    r"制[定订]|拟[定订]|研究(?![院所室中])|提出|开展|组织(?!部|[^，。；]{0,12}的)|纳入|建立|完善|编制(?![委办部])|确定|审[核定]|发布|公布|印发|实施(?!办)|"
    r"落实(?!办)|推进(?![办中小组])|做好|加强|督促|指导(?!中心)|检查(?![委院组])|验收|评估(?!中心)|考核(?!办)|认定|办理|处理|核定|下达|"
    r"安排|统筹|协调(?![小办组])|抓好|推动|出台|起草|修订|进行|解释|汇总|梳理|查处|承担|提供|受理|委托|主持(?!召开)|规定|在|对"
)
# 省财政厅负责同志 and 省财政厅负责人 are persons, 负责人员搜救 is a part.
_IN_CHARGE = r"负责(?!同志|干部|的|人(?![员民才口事力]))"
# What is done already or only describes a noun gives no part: 由甲制定的办法, 甲会同乙制定了.
_DOES = (
    rf"(?P<verb>(?:牵头|双牵头|{_IN_CHARGE})(?![^，。；]{{0,2}}的)|(?:{_ACTS})(?!了|过)"
    r"(?(second)(?![^，。；]{0,2}的)|(?![^，。；]{0,4}的)))"
)
_BY = re.compile(
    rf"(?<![再原拟不来曾止得去议如若否])(?<!以前)(?<!此前)(?<!之前)(?<!先前)由(?![此于])(?P<first>{_LIST})(?:(?P<lead>牵头)?，?并?(?:会同|商)(?P<second>{_LIST}))?{_HOW}{_DOES}"
)
_HEAD = re.compile(
    rf"(?!分?别?由)(?P<first>{_LIST})(?:(?P<lead>牵头)?(?:会同|同(?=相关|有关)|要会同)(?P<second>{_LIST}))?{_HOW}"
    rf"(?P<verb>牵头|双牵头|{_IN_CHARGE}|承担(?!起)|组织实施|抓紧制定|另行制定|做好指导"
    r"|(?:积极|密切|主动)?(?:配合|协助|参加|参与|协办)(?:做好|实施|开展|落实|抓好|工作|(?=[，。；、]|$)))"
)
# What _BY, _HEAD or _JOINT cannot do without.
_GIVES = re.compile("由|牵头|负责|承担|组织实施|抓紧制定|另行制定|做好指导|配合|协助|参加|参与|协办|会同")
_SUPPORTS = re.compile("(?:积极|密切|主动)?(?:配合|协助|参加|参与|协办)")
# 甲会同乙制定, 甲牵头，会同乙，…, 甲应在五日内，会同乙，….
_JOINT = re.compile(
    rf"(?!分?别?由)(?P<first>{_LIST})(?:要|应当|应|须)?(?:在[^，。；]{{2,30}}[内前])?(?P<lead>牵头)?，?(?:积极|及时)?会同(?P<second>{_LIST})"
    rf"{_HOW}(?:{_DOES}|(?=[，。；]|$))"
)
# 由省水利厅牵头、省财政厅配合: here 、 parts clauses.
_CLAUSE = re.compile(r"(?:[^。；，、]++|(?<!牵头)(?<!负责)、)+")
_SENTENCE = re.compile(r"[^。；]+")
_LEAD_IN = re.compile(r"(?:其中|同时|并|另外|此外|今后|[一二三四五六七八九十]是|原则上|分别)+[，：]?")
_BRACKETS = re.compile(r"（[^（）]*(?:（[^（）]*）[^（）]*)*）")
_LONGEST_SENTENCE = 1000
"""A statement or duty quotes no more characters than this: a hostile sentence has no end."""


# A kind of body (财政部门, 行政机关), the bodies of every place (各级财政), and everybody (各有关部门).
_KIND_OF_BODY = re.compile(
    r"(?!各州|各市|省直|省政府|相关|有关).*(?:部门|机关|机构|办公厅（室）)$|.*(?:及其部门|领导小组|领导小组办公室)|各用人单位"
)
_EVERYBODY = re.compile(
    r"(?:全省|省|县级以上|省级)?"
    r"(?:各|有关|相关|级|地区|地方|地|部门|单位|省直|行政|政府|人民|机关|机构|及其|和|、|方面|企业|主管|行业|牵头|用人)*"
)
_LEVEL = (
    r"(?:全?省|市|州|县|区|旗|盟|镇|乡|国家|国务院|中央|中共|各级|各省|各市|各州|各县|各区|各盟|各旗|各镇|各乡|各用人|本级|当地|同级|街道|各地区|各部门|[\u3400-\u9fff]{2,3}(?=军分区|警备区)|"
    r"自治区|有关部门|相关部门|用人单位|领导小组|委员会|指挥部|办公厅（室）|[\u3400-\u9fff]{2,5}[省市州县区](?=政府|人民))"
)
# A place whose name no list holds is known by what follows it: 松江市粮食局, 云岭省粮仓建设领导小组.
_NO_PLACE = (
    r"(?!配合|协[助同调]|组织|指导|督[促导]|支持|推[动进]|加[强快]|会同|涉及|通过|其中|其[他余]|所在|以及|对于|负责|根据|按照|由|经|向|报|送|与|和|及|为|在|到|"
    r"赴|是|把|将|请|让|使|各|全|该|本|我|有关|相关|并|以|从|当|等|[去今明每近前]年|年|撤[销并]|调整|更名|变更)"
)
_PLACE = rf"{_NO_PLACE}(?:[\u3400-\u9fff]{{2,4}}[省市州县区旗盟]){{1,2}}"
_NOT_IN_BODY = re.compile(
    r"[的了对将把并但是每]|会同|决定|成立|设立|组建|持有|网站|加强|推进|建立|健全|开展|工作$|系统$|统一组织|政府采购|企业$|撤销|主持|(?:省|市|州|县)长(?![江沙春治白葛汀])"
    # 甲要求乙, 甲配合乙: two bodies and what one does to the other.
    r"|(?<=[厅局委办部院府会组])(?:要求|批准|委托|授权|同意|责成|通知|配合|协助|联合|协同|根据|按照|依据|依照|可|应|须|需|督促|指导"
    r"|支持|请|报)"
)
# What was done, may be done, or only describes a noun gives no part: 省粮食局负责修建了, 省粮食局牵头的项目由….
_NOT_TOLD_BEFORE = re.compile(r"是否|能否|如何|以前|过去|此前|去年|曾|原先|不再|如果|假如|倘若|若(?!干)")
_NOT_TOLD_AFTER = re.compile(
    # 建立省水利厅牵头的联席会议机制 founds what it names.
    r"[^，。；]{0,2}的(?![^，。；]{0,12}(?:机制|制度|联席会议)(?:[，。；]|$))|[^，。；]{1,12}的[^，。；]{1,20}(?:由|应当|应|须|必须|已)|[^，。；的为除]{0,12}(?<!为)(?<!除)了(?![解结])"
)
_DUTY = re.compile(
    rf"(?P<list>{_LIST})(?P<others>等(?:有关|相关|省有关|各)?[^，。；、等]{{0,6}}?(?:部门|单位|组织|机构|院校))?(?:原则上|也|均|都)?"
    rf"(?P<cue>必须|要(?![求点素件闻害领道])|应当|应(?![急用对届变邀征聘付]|收(?![取集回购缴录储治养]))|须(?!知)|{_IN_CHARGE}|"
    r"(?=承担起?|完成投资|及时[制落做]|积极配合|继续|依托|督促指导|具体负责|全面|按年度|每[年季月]|统一组织|定期|将(?!来|近)|把(?!握|关)|于\d|"
    r"严格|制定(?![的了])|(?:依照|按照|依据|根据)(?!需要|[^，。；]{0,40}的[^，。；]{0,8}(?:[。；]|$))|进行(?![的了])|会同[^，。；]{2,30}(?:部门|单位|机构)|"
    r"对[^，。；]{2,40}(?:按照|严格|实行|进行|，?要|应|加强)))"
)
# 省粮食局是粮仓的主管部门，具体负责…
_BEING = re.compile(
    rf"(?P<list>{_LIST})(?P<others>)是[^，。；]{{2,40}}(?:部门|主体|单位|机构|责任人)，(?P<cue>(?=(?:具体|主要)?负责))"
)
# What _BEING, _DUTY or _BY cannot do without in their first clause: a body right before a cue, which after 牵头、 may
# stand in the next. Most clauses hold some cue, and few a body before it.
_CUES = (
    *("要", "应", "须", "必须", "将", "把", "对", "是", r"于\d", "每年", "每季", "每月"),
    *("承担", "制定", "进行", "会同", "依托", "继续", "及时", "定期", "具体", "全面", "严格"),
    *("完成投资", "积极配合", "督促指导", "统一组织", "按年度", "依照", "按照", "依据", "根据"),
)
# The cue first: the engine skips to where one may begin, and looks behind it then. 原则上, 也, 均, 都 stand between.
_TELLS = re.compile("|".join(f"{cue}(?<=[{BODIES_END_IN}上也均都\\s]{cue})" for cue in _CUES) + "|由|负责|牵头|各级")
_GROUP = re.compile("领导小组|委员会|指挥部|联席会议")
# 二、主要职责, 主要职责：…: whose they are is said above.
_NAMELESS_DUTIES = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)?主要(?:工作)?职责(?:[：:]|$)"
)
_OWN_DUTIES = re.compile(
    r"(?P<body>(?:领导小组|委员会|指挥部|联席会议)(?:办公室)?)(?:的)?(?:主要)?(?:工作)?职责(?:是)?："
)


class Told(NamedTuple):
    """What a sentence tells a body to do."""

    start: int
    end: int
    body: str
    duty: str


def find_prose(key: str, items: Iterable[Placed], page: Printed) -> Iterator[ProseFact]:
    """Assignments and duties in the running text of the directive ``key``, in order."""
    group, below_heading = "", False
    for paragraph, item in items:
        own = _NAMELESS_DUTIES.match(paragraph.words) if "职责" in paragraph.words else None
        words = paragraph.words[own.end() if own else 0 :]
        if group and words.strip() and (own or (below_heading and not opens_item(words))):
            yield _duty(key, paragraph, Told(0, len(paragraph.words), group, printed(words)), page)
            below_heading = False
            continue
        below_heading = own is not None
        group = (_GROUP.findall(paragraph.words) or [group])[-1]
        if parse_row(paragraph.words) is not None:
            continue
        label = find_label(paragraph.words)
        start = label.end if label else 0
        text = _BRACKETS.sub(_mask, paragraph.words) if "（" in paragraph.words else paragraph.words
        statements = list(find_parts(text, start))
        for statement in statements:
            yield from statement_facts(key, paragraph, item, statement, page, rule="prose.assignment")
        for told in _outside(statements, find_duties(text, start, [one.start for one in statements])):
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
    return match.group() if len(match.group()) <= LONG_BRACKET else "。" * len(match.group())


def _duty(key: str, paragraph: Paragraph, told: Told, page: Printed) -> Duty:
    return Duty(
        spans=page.spans((paragraph.start + told.start, paragraph.start + told.end)),
        rule="prose.duty",
        directive=key,
        body=told.body,
        duty=told.duty,
    )


def find_parts(text: str, start: int = 0) -> Iterator[Statement]:
    """Statements that give named bodies their parts.

    >>> [(part.body, part.role) for one in find_parts("由省水利厅会同省财政厅制定。") for part in one.parts]
    [('省水利厅', 'responsible'), ('省财政厅', 'support')]
    """
    for sentence in _SENTENCE.finditer(text, start) if _GIVES.search(text, start) else ():
        led = False
        if not _GIVES.search(text, *sentence.span()):
            continue
        joint = "会同" in sentence.group()  # may stand in the clause after the one that it gives a part
        for clause in _CLAUSE.finditer(text, *sentence.span()):
            if not joint and not _GIVES.search(text, *clause.span()):
                continue
            stop = min(sentence.end(), clause.start() + _LONGEST_SENTENCE)
            begin = _head(text, clause)
            heads = (pattern.match(text, begin, stop) for pattern in ((_JOINT, _HEAD) if joint else (_HEAD,)))
            head = next((match for match in heads if match is not None and _parts(match)), None)
            for match in filter(None, (head, *_by(text, clause, stop))):
                parts = _parts(match) if _is_told(match, clause.start(), sentence) else ()
                # Who supports has a part in what another leads; without that it is told a duty.
                if parts and (led or parts[0].role != "support"):
                    led = True
                    yield Statement(match.start(), stop, "prose", parts, deadline="")


def _is_told(match: re.Match[str], clause: int, sentence: re.Match[str]) -> bool:
    """Whether a clause says who does something now, and does not ask, recall, describe or quote it."""
    text, verb = match.string, match.end("verb") if match["verb"] else match.end()
    if _NOT_TOLD_BEFORE.search(text, clause, match.start()) or _NOT_TOLD_AFTER.match(text, verb, sentence.end()):
        return False
    quote = text.rfind("“", max(sentence.start(), match.start() - _LONGEST_QUOTE), match.start("first"))
    begin = max(quote, sentence.start())
    return quote < 0 or text.find("”", begin, match.start()) >= 0 or text.find("”", begin, sentence.end()) < 0


_LONGEST_QUOTE = 200
"""How many characters before a clause the quotation mark is looked for that opens around it."""


def _head(text: str, clause: re.Match[str]) -> int:
    """Where a clause begins once words that only lead in are passed: 其中, 同时, 一是."""
    lead = _LEAD_IN.match(text, *clause.span())
    return lead.end() if lead else clause.start()


def _by(text: str, clause: re.Match[str], stop: int) -> Iterator[re.Match[str]]:
    """由… anywhere in a clause, read up to ``stop``."""
    position = text.find("由", clause.start(), clause.end())
    while position >= 0:
        if match := _BY.match(text, position, stop):
            yield match
        position = text.find("由", position + 1, clause.end())


def _parts(match: re.Match[str]) -> tuple[Part, ...]:
    verb = match["verb"] or ""
    leads = bool(match["lead"]) or "牵头" in verb
    role: AssignmentRole = "lead" if leads else "support" if _SUPPORTS.match(verb) else "responsible"
    joined = match["second"] or ""
    if "会同" in joined:  # 分别由甲会同乙、丙会同丁发布
        return _pairs(f"{match['first']}会同{joined}", role)
    first = [] if _EVERYBODY.fullmatch(match["first"]) else _named(match["first"])
    second = _joined(joined)
    if not first or second is None:
        return ()
    return tuple([Part(body, role) for body in first] + [Part(body, "support") for body in second])


def _pairs(words: str, role: AssignmentRole) -> tuple[Part, ...]:
    """Several bodies, each with those it is joined by; empty where one of them is not named."""
    parts: list[Part] = []
    joined = False
    for piece in words.split("、"):
        first, *others = piece.split("会同")
        parts.append(Part(first, "support" if joined and not others else role))
        parts += [Part(body, "support") for body in others]
        joined = joined or bool(others)
    return tuple(parts) if all(_is_single(part.body) for part in parts) else ()


def _named(words: str) -> list[str]:
    """The bodies of a list, if all are named, the first is one body, and none is everybody."""
    bodies = _bodies(_HOW_AT_END.sub("", words))
    if not bodies or not _is_single(bodies[0]):
        return []
    return bodies if all(map(_is_beside, bodies)) else []


def _is_beside(body: str) -> bool:
    """Whether a name can stand in a list after one body: another, or a kind of body, but not everybody."""
    named = _is_single(body) or (_is_named(body) and not _EVERYBODY.fullmatch(body))
    return named or (body.startswith("用人单位") and is_body(body))


def _joined(words: str) -> list[str] | None:
    """The bodies that 会同 joins: none where it joins everybody, None where what it joins is no list of bodies."""
    if not words or _EVERYBODY.fullmatch(words):
        return [words] if is_body(words) else []
    bodies = _bodies(_HOW_AT_END.sub("", words))
    named = all(_is_named(body) or _EVERYBODY.fullmatch(body) for body in bodies)
    return bodies if bodies and named else None


def _bodies(words: str) -> list[str]:
    """The bodies of a list in running text, where 和 and 或 part them too; 省、市人民政府 stays whole."""
    bodies: list[str] = []
    for body in (body for piece in _AND.split(words) for body in split_bodies(piece)):
        whole = bool(bodies) and _MERE_LEVEL.fullmatch(bodies[-1])
        bodies[-1:] = [f"{bodies[-1]}、{body}"] if whole else [*bodies[-1:], body]
    return bodies


_MERE_LEVEL = re.compile(r"[各全]?(?:省|市|州|县|区|镇|乡)(?:（[^（）]*）)?")


def _is_single(name: str) -> bool:
    """Whether a name is that of one body, or of one in each place: it opens with a level, and is no mere kind."""
    if not _is_named(name) or _is_kind(name):
        return False
    return bool(_opens_single().match(name)) or bool(_ministry().fullmatch(name))


def _is_kind(name: str) -> bool:
    """Whether a name is that of a kind of body: 财政部门, 工会."""
    return bool(_KIND_OF_BODY.fullmatch(name)) or meaning("kinds_of_bodies", name) is not None


@cache
def _opens_single() -> re.Pattern[str]:
    """A level of government, or a place before a field of government (松江市粮食局)."""
    return re.compile(
        rf"{_LEVEL}|{alternation('national_bodies')}|{_PLACE}(?:委|{alternation('fields')})|[\u3400-\u9fff]{{2}}(?:海关|银监局|证监局|保监局)"
    )


@cache
def _ministry() -> re.Pattern[str]:
    """A body of the centre by its short name: 财政部, 市场监管总局, 农业发展银行."""
    return re.compile(rf"(?:{alternation('fields')})[\u3400-\u9fff]{{0,10}}(?:部|总局|署|银行)")


_HOW_AT_END = re.compile(rf"{_HOW}$")
_AND = re.compile(
    r"(?<=[厅局委办部院行会心府司州市位门])(?:和|及|或)(?!其)(?=[省市县国各有相用])|(?<=部门)(?:和|及|或)(?!其)"
    r"|(?<=[厅局委办部院府])(?:和|及|或)(?!其)(?=[\u3400-\u9fff]{2,4}[省市州县区旗盟](?:人民)?[\u3400-\u9fff]{0,10}[厅局委办部院府])"
)


@cache
def _opens_name() -> re.Pattern[str]:
    fields = alternation("fields")
    return re.compile(
        rf"{_LEVEL}|{alternation('national_bodies')}|{fields}|{_PLACE}(?:委|{fields}|.{{0,30}}(?:领导小组|指挥部|委员会|联席会议|中心)(?:办公室)?$)"
        r"|[\u3400-\u9fff]{2,4}(?:海关|日报社)"
    )


@lru_cache(maxsize=1 << 12)
def _is_named(name: str) -> bool:
    """Whether a string begins and ends as the name of a body does."""
    return is_body(name) and bool(_opens_name().match(name)) and not _NOT_IN_BODY.search(name)


def find_duties(text: str, start: int = 0, stops: Sequence[int] = ()) -> Iterator[Told]:
    """Duties, a sentence and a body each; what the next body is told is no part of them.

    Args:
        text: The words of a paragraph.
        start: Where they begin after the item's label.
        stops: Where statements of another kind begin, which end a duty before them; ascending.

    >>> [(one.body, one.duty) for one in find_duties("民政部门负责核对信息；财政部门要提供数据。")]
    [('民政部门', '核对信息'), ('财政部门', '提供数据')]
    """
    whole = _headed(text, start) or _own(text, start)
    if whole is not None:
        yield whole
        return
    for sentence in _SENTENCE.finditer(text, start) if _TELLS.search(text, start) else ():
        if not _TELLS.search(text, *sentence.span()):
            continue
        found = list(_duties_of(text, sentence))
        if not found:
            continue
        inside = slice(bisect_right(stops, sentence.start()), bisect_left(stops, sentence.end()))
        begins = sorted({*(one.start for one in found), *stops[inside]})
        for one in (one for one in found if one.body):
            after = bisect_right(begins, one.start)
            end = min(begins[after] if after < len(begins) else sentence.end(), one.start + _LONGEST_SENTENCE)
            yield Told(one.start, end, one.body, printed(text[one.does : end].rstrip("，、 ")))


class _Clause(NamedTuple):
    """A clause that tells a body what to do: where it begins, and where what is to be done.

    One without a body is about somebody else, and ends what the body before it is told.
    """

    start: int
    does: int
    body: str


# 市公安局…，市交通局做好保障: no duty is read out of the second clause, but the first does not go on in it.
_ABOUT = re.compile(
    rf"(?P<list>{_LIST})(?=要|应当|应|须|必须|将|负责|做好|抓好|落实|加强|完善|建立|开展|组织(?!部)|配合|协助|提供|督促)"
)


def _is_about_another(text: str, begin: int, end: int) -> bool:
    """Whether a clause opens with bodies as its subject."""
    match = _ABOUT.match(text, begin, end)
    return match is not None and all(map(is_body, _bodies(match["list"]) or [""]))


def _duties_of(text: str, sentence: re.Match[str]) -> Iterator[_Clause]:
    listed = sentence.group().startswith("—")
    told = False
    for clause in _CLAUSE.finditer(text, *sentence.span()):
        tells = _TELLS.search(text, *clause.span())
        if not tells and not told:
            continue
        begin = clause.end() - len(text[_head(text, clause) : clause.end()].lstrip("—★ -"))
        stop = min(sentence.end(), clause.start() + _LONGEST_SENTENCE)
        found = list(_told_in(text, clause, begin, stop, listed=listed)) if tells else []
        # What comes before the first duty of a sentence ends none.
        if told and not found and _is_about_another(text, begin, clause.end()):
            yield _Clause(begin, begin, "")
        yield from found
        told = told or bool(found)


def _told_in(text: str, clause: re.Match[str], begin: int, stop: int, *, listed: bool) -> Iterator[_Clause]:
    """The bodies that one clause tells what to do, as its subject or after 由."""
    match = _BEING.match(text, begin, stop) if text.find("是", begin, stop) >= 0 else None
    match = match or _DUTY.match(text, begin, stop)
    if match is not None and _DESCRIBES.match(text, match.end(), stop):
        match = None
    for body in _subjects(match["list"], listed=listed, others=match["others"] or "") if match else []:
        yield _Clause(begin, match.end() if match else begin, body)
    for given in _by(text, clause, min(clause.end(), stop)):
        yield from (_Clause(begin, given.end("first"), body) for body in _kinds(given["first"]))


# 省粮食局应收取的费用由企业承担, 省粮食局负责修建了粮仓: what only describes something, or is done, is no duty.
_DESCRIBES = re.compile(
    r"[^，。；]{1,6}的[^，。；]{1,20}(?:由|应当|须|必须|已)|[^，。；的为除]{0,12}(?<!为)(?<!除)了(?![解结])"
)


def _headed(text: str, start: int) -> Told | None:
    """（一）省水利厅。编制规划, or 省水利厅：编制规划: the heading of an item is the body, the rest is what it does."""
    mark = _HEADING_END.search(text, start, start + _LONGEST_HEADING)
    body = printed(text[start : mark.start()]) if mark else ""
    rest = text[mark.end() :].strip() if mark else ""
    if (
        not rest
        or not _is_named(body)
        or _IS_DOING.match(body)
        or rest.startswith("。")
        or (mark and mark.group() != "。" and not _told(rest))
    ):
        return None
    return Told(start, len(text), body, printed(rest))


# 建设污水处理中心。 is what is to be done, 建设部。 who does it.
_IS_DOING = re.compile(
    "(?:建设|规划|投资|宣传|组织|教育|测绘|统计|招商|巡视|审计)(?!(?:和|及|发展|建设|规划|住房|城乡|国土|资源|体育|科技|行政|主管)*(?:[部厅局委办]|部门|机关|委员会)$)"
)
_HEADING_END = re.compile("[。：]")

_LONGEST_HEADING = 80
"""Characters of the name of a body that heads what it does, with the blanks in it."""


def _told(rest: str) -> bool:
    """Whether the words after a body and a colon can be what it does: not names, a number or a list of units."""
    first = re.split("[，。；、]", rest, maxsplit=1)[0].strip()
    return (
        len(rest) > _SHORTEST_DUTY
        and rest[-1] in "。；"
        and not (len(first) < 4 and is_name(first))
        and not first[:1].isdigit()
        and not is_body(first)
    )


_SHORTEST_DUTY = 4


def _own(text: str, start: int) -> Told | None:
    """领导小组主要职责： and what they are."""
    begin = start + len(text[start:]) - len(text[start:].lstrip())
    match = _OWN_DUTIES.match(text, begin) if "职责" in text else None
    return Told(begin, len(text), match["body"], printed(text[match.end() :])) if match else None


def _kinds(words: str) -> list[str]:
    """The kinds of body that 由 names, if it names nothing else: 由当地公安部门统一分配."""
    bodies = _bodies(_HOW_AT_END.sub("", words))
    kinds = all(_is_named(body) and _is_kind(body) and not _EVERYBODY.fullmatch(body) for body in bodies)
    return bodies if kinds else []


def _subjects(words: str, *, listed: bool, others: str = "") -> list[str]:
    """The bodies that are the subject of a clause; empty where the subject is none, or is everybody.

    ``listed`` says that the clause is an item of a list after ——, where any body may stand; ``others`` are the words
    等部门 after the list.
    """
    bodies = _bodies(words)
    shared = others.endswith("部门") or (len(bodies) > 1 and bodies[-1].endswith("部门"))
    known = [is_body(body) if listed else _is_subject(body, shared=shared) for body in bodies]
    unknown_allowed = shared and known.count(True) > 1 and _all_short(bodies)
    if not bodies or known.count(False) > unknown_allowed:
        return []
    return [body for body in bodies if not _EVERYBODY.fullmatch(body) and not _EACH.fullmatch(body)]


def _all_short(bodies: list[str]) -> bool:
    """生产、药监、商务部门: words that can all be fields, though no list holds one of them."""
    return all(len(body) <= _LONGEST_FIELD and not _NOT_IN_BODY.search(body) for body in bodies)


_EACH = re.compile("各(?:级各类|大|类)?(?:院校|高校|学校|企业|单位)")


def _is_subject(body: str, *, shared: bool) -> bool:
    """Whether a name can be told a duty; where 部门 is ``shared``, a mere field can: 教育、财政部门."""
    if _is_named(body) or _EACH.fullmatch(body) or (body.startswith("各级") and _field().fullmatch(body, 2)):
        return True
    return shared and len(body) <= _LONGEST_FIELD and bool(_field().match(body)) and not _NOT_IN_BODY.search(body)


_LONGEST_FIELD = 12


@cache
def _field() -> re.Pattern[str]:
    return re.compile(rf"(?:省|市|县)?(?:、?(?:省|市|州|县)(?:（[^（）]*）)?)?(?:{alternation('fields')})")
