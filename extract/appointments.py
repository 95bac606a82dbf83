"""Appointments and dismissals: who is put into which posts, and who is relieved of them.

    任命：                                     a heading, and a person per line
    张三为省水利厅厅长（试用期一年）；
    免去李四的省水利厅厅长职务；
    任命王五同志为省财政厅副厅长，免去其省水利厅副厅长职务。

They are looked for in directives about personnel (任免, 免职, 聘任 …) alone: elsewhere the same words tell of others'
decisions.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from ..ontology.model import Appointment, Gap
from ..ontology.vocabulary import meaning
from .appointment_tables import Column, blank_cells, columns_of_appointments, table_cells
from .directives import document_date, document_key, document_title
from .evidence import Printed
from .posts import split_posts
from .printed import printed, squeezed
from .rows import SEX_AND_PEOPLE, ends_post, has_surname, is_name, joined, may_be_name, parse_row
from .segment import Document, Paragraph

AppointmentFact = Appointment | Gap
Action = Literal["appoint", "dismiss"]

_PERSONNEL = re.compile(r"任免|任命|免职|任职|聘任|续聘|解聘|聘用|聘请|免去|职务|提名|晋升|辞去|辞职")
_PERSONNEL_NUMBER = re.compile(r"(?:人|任|人字|任字|干)〔")
_BLANK = r"[ \t\u3000]{1,3}"
_NAME = (
    rf"[\u3400-\u9fff]{{2,4}}(?<!同志)(?<![两二三四五六七八九十][位名])|[\u3400-\u9fff]{_BLANK}[\u3400-\u9fff](?:{_BLANK}[\u3400-\u9fff])?(?![\u3400-\u9fff]{_BLANK})"
    r"|[\u3400-\u9fff]{2,}(?:[·•・][\u3400-\u9fff]+)+|(?![\u3400-\u9fff]{2,5}(?:同志|分别))[\u3400-\u9fff]{5,7}(?=[、，\s任为的]|同志|和)"
)
_NAMES = (
    # All names but the last are taken as they are found, so that a run of 和 is read once.
    rf"(?P<names>(?>(?:{_NAME})(?:同志)?(?:[、，]|和(?!同志|任|为|的))\s*)*(?:{_NAME})(?:同志)?)"
    r"(?<![等担兼挂改转调升出])\s*(?:等)?\s*(?:(?:\d+|[两二三四五六七八九十]{1,3}(?=[位名人]))[位名人]?)?(?:同志)?(?P<each>\s*分别)?"
)
# 于学和, 和硕云: 和 parts names only where a whole one stands on either side.
_BETWEEN_NAMES = re.compile(r"[、，]|(?<=[\u3400-\u9fff]{2})和(?!同志)(?=[\u3400-\u9fff]{2})")
_APPOINT_VERB = r"(?:任命|聘任(?!期)|续聘|聘请|聘(?![期任用])|选举|晋升|委派|选派|委任|任用)"
_DISMISS_VERB = r"(?:免去|解聘|免除|免|撤销)"
_LEAD = r"(?:同时|并|决定|同意|批准|经研究|另)*[，,]?\s*"
# What 任 and 为 are part of elsewhere: 任期, 任职, 任免, 任命.
_AS = r"(?:挂职(?:担任|任)|担任|兼任|挂任|[改转调升出]任|任(?!期|职|免|命|用|务))"
# What becomes of somebody under 为: 晋升为, 套转为, 任命为.
_AS_FOR = r"(?:(?:晋升|套转|转任|改任|确定|选任|聘任|聘|任命|委派|选举|推选|增选|明确)?为|晋升)"
_OFFICE = "(?:职务|职级|一职)"
_LAPSES = "(?:自然|自行|同时|相应|一并)(?:免除|免去|解除)"
_MOVES: tuple[tuple[re.Pattern[str], Action], ...] = (
    (re.compile(rf"{_LEAD}{_DISMISS_VERB}其(?:的|所任|担任的|兼任的|原任)?(?P<posts>.+?){_OFFICE}?$"), "dismiss"),
    (
        re.compile(
            rf"{_LEAD}{_DISMISS_VERB}\s*{_NAMES}\s*(?:的|所任|担任的|兼任的|(?<=同志))\s*(?P<posts>.+?){_OFFICE}?$"
        ),
        "dismiss",
    ),
    (
        re.compile(
            rf"{_LEAD}{_DISMISS_VERB}\s*(?P<names>[\u3400-\u9fff]{_BLANK}[\u3400-\u9fff])"
            rf"(?P<posts>[省市县区州旗盟国][^的]+?){_OFFICE}$"
        ),
        "dismiss",
    ),
    (
        re.compile(
            rf"{_LEAD}(?:接受|同意)\s*{_NAMES}\s*(?:关于)?(?:因[^，。；：]{{2,16}}?)?辞去(?:其)?(?:所任|担任)?的?(?P<posts>.+?){_OFFICE}?(?:的?(?:请求|申请))?$"
        ),
        "dismiss",
    ),
    (re.compile(rf"{_NAMES}[\s，,]*{_DISMISS_VERB}其?(?P<posts>[^其的]+?){_OFFICE}$"), "dismiss"),
    (re.compile(rf"(?:同时|并)?其(?:所任|原任|兼任|担任)?的?(?P<posts>[^其]+?){_OFFICE}{_LAPSES}$"), "dismiss"),
    (re.compile(rf"{_NAMES}\s*(?:的|所任的|担任的)\s*(?P<posts>.+?){_OFFICE}$"), "dismiss"),
    (re.compile(rf"{_NAMES}\s*不再(?:担任|兼任|任)\s*(?P<posts>.+?){_OFFICE}?$"), "dismiss"),
    (
        re.compile(rf"{_LEAD}{_APPOINT_VERB}\s*{_NAMES}\s*(?:为|{_AS})\s*(?P<posts>.+?){_OFFICE}?$"),
        "appoint",
    ),
    (re.compile(rf"{_NAMES}\s*(?:{_AS_FOR}|{_AS})\s*(?P<posts>.+?){_OFFICE}?$"), "appoint"),
)
_OF_THE_SAME: tuple[tuple[re.Pattern[str], Action], ...] = (
    (re.compile(rf"(?:同时|并)?{_DISMISS_VERB}(?P<posts>[^的其]+?){_OFFICE}$"), "dismiss"),
    (re.compile(rf"(?:同时|并|且)?不再(?:担任|兼任|任)(?P<posts>.+?){_OFFICE}?$"), "dismiss"),
    (re.compile(rf"(?:同时|并)?{_AS}(?P<posts>.+?){_OFFICE}?$"), "appoint"),
)
"""What a sentence says of the person it named last: …，不再担任…; …，兼任…."""

_SUBJECT = re.compile(
    rf"(?!因|由于)(?P<names>(?:{_NAME})(?:同志)?)(?P<reason>(?:任期|聘期|任职)(?:届|已?)满|到龄退休|退休|辞职|去世|逝世)"
    rf"|(?:(?!因|由于)(?P<persons>(?:{_NAME})(?:同志)?)[，,]?)?(?:因|由于)(?P<because>[^，。；：]{{2,20}})"
)
# 经研究，… 县人民政府决定，… 你局请示收悉，…: who decided stands before what is decided.
_OPENING = re.compile(
    r"(?:(?:经|根据|按照|依照|鉴于|为)[^，。；：]{0,60}|[^，。；：]{0,60}(?:研究|决定|同意|批准|通过|提名|提请|会议))[，,：:]\s*"
    rf"|[^，。；：]{{0,20}}如下[：:]\s*|[^，。；：、]{{2,40}}?(?:决定|同意|批准)(?=(?:{_APPOINT_VERB}|{_DISMISS_VERB}|接受))|(?<!不)(?:同意|决定)(?={_NAME})(?![^，。；]{{2,12}}辞去)"
)
# 曾任, 现任 tell of a career, 不任, 是否任 of no act; 任命李原为 and 免去其原任 do.
_NOT_DECIDED = re.compile(
    r"不同意|不予|未予|建议|拟(?:任|免|提|聘)|暂缓|(?:是|能|可)否"
    r"|(?<!任命[\u3400-\u9fff])(?<!任命[\u3400-\u9fff]{2})(?<![其的])"
    r"(?:曾经?|历|原|现|不|未|将|暂|仍|尚)(?:担任|兼任|挂任|任(?![职命免期用])|为)(?!的)"
)
_WHO_DECIDES = re.compile(r"(?:经|根据|按照)[^，。；：]{0,40}(?:提名|推荐)")
_NOMINATED = re.compile("提名(?!委员会)|推荐(?!委员会)|人选")
_NO_NAME = re.compile(
    r"不|同时|并|另|现|兹|请|将|已|均|推荐|任命|免去|决定|同意|批准|提名|聘|经研究|建议|接受|晋升|兼任|担任|挂任|原任|其他|以上|上述|下列|以下|有关|本人|该同志"
)
# 李某某任省财政厅厅长 is another person's; 主任, 责任办 and 为民服务中心 are words of posts.
_NO_POST = re.compile(
    r"职务|职级|同志|任命|免去|不再|提名|推荐|辞去|人选|期间|(?<![主责委信离常])任(?![务期职])|[\u3400-\u9fff]{2}为(?!民|农|老)"
)
_HEADING = re.compile(
    rf"(?:因(?P<reason>[^，。；：]{{2,20}})[，,])?[^，。；：]{{0,20}}?(?:(?P<appoint>{_APPOINT_VERB})|(?P<dismiss>{_DISMISS_VERB}))[^，。；：]{{0,12}}[：:]$"
)
_REASON = re.compile(r"因(?P<reason>[^，。；：]{2,20})[，,]")
_CLAUSE = re.compile(r"[^。；;]+")
_NEXT_CLAUSE = re.compile(
    rf"[，,](?=(?:同时|并|且)?(?:{_DISMISS_VERB}|{_APPOINT_VERB}|提名|推荐|不再(?:担任|兼任|任)|{_AS}|其[^，。；：]{{2,40}}{_OFFICE}{_LAPSES})"
    rf"|(?:{_NAME})(?:同志)?为|(?:{_NAME})同志(?:不再|{_AS}))|(?<=职务)、(?=(?:{_NAME})的)"
)
# Where another person begins behind a post: 局长，李某某任…, 局长、李某某、王某某为….
_NEXT_PERSON = re.compile(
    rf"[，,、](?P<names>(?>(?:{_NAME})(?:同志)?[、，和]\s*){{0,8}}(?:{_NAME})(?:同志)?)\s*(?:为|(?<!主){_AS})(?=[\u3400-\u9fff]{{2}})"
)
_MOVED = re.compile(rf"为|{_AS}|{_DISMISS_VERB}|不再")
_ENDS_MOVE = re.compile(rf"(?:{_OFFICE}|[）)])$")
_TERM_WORDS = (
    "退休|到龄|到达退休|辞职|病故|去世|调离|另有任用|工作调动|试用期|试用|聘期|聘用期|任期|任职时间|任职|挂职时间|挂职期"
    "|聘任期|办理|时间|期限|为期|列|排名|排在"
)
_TERM = re.compile(
    rf"(?:[，,]?[（(](?:{_TERM_WORDS})[^（）()]{{0,60}}[）)]"
    rf"|[，,](?:{_TERM_WORDS}|退休|提前退休|原任?职务|另有任用|另行|保留|报)[^，。；（）()]{{0,40}}(?:[（(][^（）()]{{0,40}}[）)])?"
    r"|(?:试用期|聘期)[^，。；（）()]{0,30})$"
)
_SENTENCE_NOT_ROW = re.compile(r"为|任(?!务)|的")
_LISTED = re.compile(r"[、，,\s]+(?=[\u3400-\u9fff]{2})|[、，,]|[ \t\u3000]{2,}")
_ACTIONS: tuple[Action, ...] = ("appoint", "dismiss")
_EMPTY = re.compile(r"[\s/／\\—–\-·*.:]*|无")
_PLACES = "省市县州旗盟"
_LONGEST_TERM = 160
_MOST_ANDS = 8
"""和 parts names and stands in them: with each one more there are twice as many ways to read a list."""

_LONGEST_POSTS = 400
"""Characters of the posts that one move gives; they are put together piece by piece."""

_TERMS = 3
"""How many remarks on the term may follow a post: （试用期一年），列张某某之后."""

_ASIDE = re.compile(SEX_AND_PEOPLE)
_POST_HEADING = re.compile(
    rf"[^。；：]{{0,60}}?(?:(?P<appoint>{_APPOINT_VERB})|(?P<dismiss>{_DISMISS_VERB}))(?:下列|以下)[^，。；：]{{0,8}}?"
    rf"(?:为|的|担任|任)(?P<posts>[^，。；：]{{2,60}}?)(?:职务)?(?:[，,（(](?:{_TERM_WORDS})[^，。；：]{{0,20}})?[：:]"
)
_BARE_HEADING = re.compile(
    r"(?:决定|批准)?(?:(?P<appoint>任命|任职|聘任|续聘)|(?P<dismiss>免去|免职|解聘))(?:人员|名单|下列同志|以下同志|职务)*"
)
_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.．、])\s*")
_VERB = re.compile(r"任命|免去|聘任|解聘|委派|套转为|不再担任|职务|提名|推荐|晋升|同意[^，。；]{2,12}任(?!何)")
_AS_POST = re.compile(rf"(?:(?<![主责委信离]){_AS}|[曾原现]为)(?P<posts>[^，。；：]{{2,80}})")
_NAMED_AS = re.compile(rf"{_NAMES}\s*(?<!主){_AS}(?=[\u3400-\u9fff]{{2}})")


@dataclass(frozen=True, slots=True)
class _Context:
    """What earlier lines say of the next: the heading's action and reason, and the person named last.

    Under a heading that only proposes (建议任命：, 提名：) nothing is ``decided``.
    """

    action: Action | None = None
    reason: str = ""
    names: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    decided: bool = True


class _Move(NamedTuple):
    start: int
    end: int
    action: Action
    names: tuple[str, ...]
    posts: tuple[str, ...]
    reason: str


class _Subject(NamedTuple):
    """Whom the sentence is about so far, and why: 张某某因任期届满，."""

    names: tuple[str, ...] = ()
    reason: str = ""
    posts: tuple[str, ...] = ()


def find_appointments(document: Document, page: Printed) -> Iterator[AppointmentFact]:
    """Appointments and dismissals of a directive about personnel, in order of the repaired text."""
    if not is_personnel(document):
        return
    key = document_key(document)
    date = document_date(document)
    context = _Context()
    columns: tuple[Column, ...] = ()
    for paragraph in document.body:
        cells = table_cells(paragraph.words) or _cells_between_blanks(paragraph.words, in_table=bool(columns))
        columns = (columns_of_appointments(cells) or columns) if cells else ()
        if columns:
            yield from _row_facts(paragraph, columns, cells, page, key, date)
            continue
        heading = _heading(_NUMBERING.sub("", paragraph.words))
        if heading is not None:
            context = heading
            continue
        moves, unread, context = _moves(paragraph, context)
        for move in moves:
            yield from _facts(move, paragraph, page, key, date)
        for start, end in unread:
            yield Gap(
                spans=page.spans((paragraph.start + start, paragraph.start + end)),
                rule="appointments.statement",
                directive=key,
                reason="a sentence appoints or dismisses, but not all of it was read",
            )


def _cells_between_blanks(words: str, *, in_table: bool) -> tuple[str, ...]:
    """The cells of a heading, or of a row with a person under one; empty for any other line."""
    cells = blank_cells(words)
    return cells if columns_of_appointments(cells) or (in_table and any(map(may_be_name, cells))) else ()


def _row_facts(
    paragraph: Paragraph, columns: Sequence[Column], printed_cells: Sequence[str], page: Printed, key: str, date: str
) -> Iterator[AppointmentFact]:
    """The moves of a row of a table; a gap where a cell holds something else, or which cell is which is not sure."""
    if len(printed_cells) != len(columns):
        yield _unread_row(paragraph, page, key)
        return
    cells = dict(zip(columns, printed_cells, strict=True))
    name = squeezed(_ASIDE.sub("", cells["name"]))
    told: dict[Action, str] = {
        action: cells[action] for action in _ACTIONS if not _EMPTY.fullmatch(cells.get(action, ""))
    }
    moves = [_Move(0, len(paragraph.words), action, (name,), _posts(words), "") for action, words in told.items()]
    if may_be_name(name) and moves and all(move.posts for move in moves):
        for move in moves:
            yield from _facts(move, paragraph, page, key, date)
    elif told and not columns_of_appointments(tuple(cells.values())):
        yield _unread_row(paragraph, page, key)


def _unread_row(paragraph: Paragraph, page: Printed, key: str) -> Gap:
    reason = "a row of a table of appointments was not read"
    spans = page.spans((paragraph.start, paragraph.end))
    return Gap(spans=spans, rule="appointments.table", directive=key, reason=reason)


def _heading(words: str) -> _Context | None:
    """What a heading says of the lines under it: 任命：, 免去下列同志职务：, 任命下列同志为某县人民法院审判员：."""
    posts = _POST_HEADING.fullmatch(words)
    if posts and (whole := _posts(printed(posts["posts"]))):
        return _Context("appoint" if posts["appoint"] else "dismiss", posts=whole)
    if words.endswith(("：", ":")) and (_NOT_DECIDED.search(words) or _NOMINATED.search(_after_opening(words[:-1]))):
        return _Context(decided=False)
    heading = _HEADING.fullmatch(words) or _HEADING.fullmatch(_after_opening(words)) or _BARE_HEADING.fullmatch(words)
    if heading is None or _NOT_DECIDED.search(words):
        return None
    return _Context("appoint" if heading["appoint"] else "dismiss", heading.groupdict().get("reason") or "")


def is_personnel(document: Document) -> bool:
    """Whether a directive appoints and dismisses, by its title or its number."""
    return bool(_PERSONNEL.search(document_title(document)) or _PERSONNEL_NUMBER.search(document.number))


def _facts(move: _Move, paragraph: Paragraph, page: Printed, key: str, date: str) -> Iterator[Appointment]:
    spans = page.spans((paragraph.start + move.start, paragraph.start + move.end))
    for name in move.names:
        yield Appointment(
            spans=spans,
            rule=f"appointments.{move.action}",
            directive=key,
            action=move.action,
            person=name,
            posts=move.posts,
            reason=move.reason,
            date=date,
        )


def _moves(paragraph: Paragraph, context: _Context) -> tuple[list[_Move], list[tuple[int, int]], _Context]:
    """The moves of a paragraph, where others stand that were not understood, and what is left for the next."""
    words = _ASIDE.sub(lambda match: " " * len(match.group()), paragraph.words)
    if not context.decided:
        told = _tells(words) or ends_post(_without_term(words.rstrip("。；;")).rsplit("、", 1)[-1])
        return [], [(0, len(words))] if told or parse_row(words) is not None else [], context
    row = _row_move(words, context) or _listed_move(words, context)
    if row is not None:
        return [row], [], context
    found: list[_Move] = []
    unread: list[tuple[int, int]] = []
    for clause in _CLAUSE.finditer(words):
        start = clause.start()
        subject = _Subject()
        for piece in _pieces(clause.group()):
            move = _move(piece, start, context, subject)
            if move is not None:
                found.append(move)
                context = replace(context, names=move.names)
                subject = _Subject(move.names, posts=move.posts)
            elif (named := _subject(piece)) is not None:
                subject = named
            elif _tells(piece) and not _WHO_DECIDES.fullmatch(piece.strip()):
                unread.append((start, start + len(piece)))
                subject, context = _Subject(), replace(context, names=())  # 其 would be somebody who was not read
            start += len(piece) + 1
    if not found:
        missed = _tells(words) or (context.action and parse_row(words) is not None)
        unread = [(0, len(words))] if missed and not words.endswith(("：", ":")) else []
    return found, unread, context


def _subject(piece: str) -> _Subject | None:
    """Whom a clause without a verb of its own is about, and why: 张某某同志因到龄退休; 因工作变动."""
    match = _SUBJECT.fullmatch(_NUMBERING.sub("", piece.strip()))
    if match is None or _VERB.search(piece):
        return None
    printed_names = match["names"] or match["persons"]
    names = _names(printed_names)
    return _Subject(names, match["reason"] or match["because"]) if names or not printed_names else None


def _tells(words: str) -> bool:
    """Whether words speak of an appointment or a dismissal, read or not."""
    if _VERB.search(words):
        return True
    named = _NAMED_AS.match(_NUMBERING.sub("", words.strip()))
    return bool(named and _names(named["names"])) or any(
        ends_post(_without_term(one["posts"])) for one in _AS_POST.finditer(words)
    )


def _pieces(clause: str) -> list[str]:
    """The parts of a clause that say what becomes of a person each; one character parts them."""
    return [piece for part in _NEXT_CLAUSE.split(clause) for piece in _persons(part)]


def _persons(part: str) -> Iterator[str]:
    """局长，李某某任厅长: a part of a clause, cut where another person begins behind a whole move."""
    start = 0
    for match in _NEXT_PERSON.finditer(part):
        before = part[start : match.start()]
        last = _without_term(re.split("[，,、]", before[-_LONGEST_TERM:])[-1])
        if _names(match["names"]) and _MOVED.search(before) and (ends_post(last) or _ENDS_MOVE.search(before)):
            yield before
            start = match.start() + 1
    yield part[start:]


def _row_move(words: str, context: _Context) -> _Move | None:
    """张三　省水利厅厅长 under a heading that tells what is done to him."""
    line = _NUMBERING.sub("", words)
    if context.action == "dismiss":
        line = line.rstrip("。；; ").removesuffix("职务")
    row = parse_row(line) if context.action else None
    if row is None or row.role is not None or context.action is None or len(row.cells) != 1 or not row.cells[0].posts:
        return None
    (cell,) = row.cells
    if _SENTENCE_NOT_ROW.match(line, cell.posts[0].start):
        return None  # 张三 为省水利厅厅长
    if cell.posts[0].start < cell.name[0].start and meaning("title_words", joined(line, cell.posts)) is not None:
        return None  # 省长　史某 signs
    apart = line[cell.name[-1].end : cell.name[-1].end + 1]
    if apart and not apart.isspace() and _sentence(line.rstrip("。；;"), context.names) is not None:
        return None  # 张三为省水利厅厅长 prints no row
    name = squeezed(joined(line, cell.name))
    posts = printed(joined(line, cell.posts))
    return _Move(0, len(words), context.action, (name,), _posts(posts), context.reason) if _posts(posts) else None


def _listed_move(words: str, context: _Context) -> _Move | None:
    """张三、李四、王五 under a heading that prints their post."""
    if not context.posts or context.action is None:
        return None
    row = parse_row(words)
    if row is not None and row.role is None and not any(cell.posts for cell in row.cells):
        names = tuple(squeezed(joined(words, cell.name)) for cell in row.cells)
    else:
        names = tuple(filter(None, (squeezed(one) for one in _LISTED.split(words.strip(" 。；\u3000")))))
    if not names or not all(map(is_name, names)):
        return None
    return _Move(0, len(words), context.action, names, context.posts, context.reason)


class _Said(NamedTuple):
    action: Action
    names: tuple[str, ...]
    posts: tuple[str, ...]


def _move(clause: str, start: int, context: _Context, subject: _Subject) -> _Move | None:
    if _NOT_DECIDED.search(clause):
        return None
    lead = len(clause) - len(_NUMBERING.sub("", clause.lstrip()))
    reason = _REASON.match(clause, lead)
    if reason:
        lead = reason.end()
    lead += len(clause[lead:]) - len(_after_opening(clause[lead:]))
    if _NOMINATED.search(clause, lead):
        return None
    said = _sentence(clause[lead:], subject.names or context.names) or _said_of(clause[lead:], subject)
    if said is None:
        return None
    because = context.reason if context.action == said.action else ""
    because = reason["reason"] if reason else subject.reason or because
    return _Move(start + lead, start + len(clause), *said, because)


def _after_opening(words: str) -> str:
    """What is decided, without who decided: 经省长提名，…."""
    start = 0
    while (opening := _OPENING.match(words, start)) is not None:
        start = opening.end()
    return words[start:]


def _sentence(words: str, before: tuple[str, ...]) -> _Said | None:
    """Who is put into which posts, or relieved of them, by a sentence that names him, or says 其 (``before``)."""
    if words.count("和") > _MOST_ANDS:
        return None
    for pattern, action in _MOVES:
        match = pattern.match(_without_term(words))
        if match is None:
            continue
        names = _names(match["names"]) if "names" in pattern.groupindex else before
        if len(names) > 1 and match.groupdict().get("each"):
            return None  # who takes which post is not read
        posts = _posts(printed(match["posts"]))
        if names and posts:
            return _Said(action, names, posts)
    return None


def _said_of(words: str, subject: _Subject) -> _Said | None:
    """What a sentence says of the person whom it named before."""
    for pattern, action in _OF_THE_SAME:
        match = pattern.match(_without_term(words))
        posts = _posts(printed(match["posts"])) if match else ()
        if subject.names and posts and (action == "appoint" or _is_his(posts[0], subject, match)):
            return _Said(action, subject.names, posts)
    return None


def _is_his(post: str, subject: _Subject, match: re.Match[str] | None) -> bool:
    """Whether a post is that of the person named before: 免去张三县水利局局长职务 may name another."""
    told = match is not None and "不再" in match.group()
    return told or bool(subject.reason) or post[0] in _PLACES or any(post[:2] == one[:2] for one in subject.posts)


def _without_term(words: str) -> str:
    """A move without what it adds on the term: （试用期一年）, ，列张某某之后."""
    words = words.rstrip()
    for _ in range(_TERMS):
        words = words[:-_LONGEST_TERM] + _TERM.sub("", words[-_LONGEST_TERM:]).rstrip()
    return words


def _names(words: str | None) -> tuple[str, ...]:
    """Names of a list; empty where one of them can be none."""
    names = tuple(squeezed(name).removesuffix("同志") for name in _BETWEEN_NAMES.split(words or "") if name.strip())
    return names if all(may_be_name(name) and not _NO_NAME.match(name) for name in names) else ()


def _posts(words: str) -> tuple[str, ...]:
    """The posts of a statement; empty where one of them is none."""
    words = _without_term(words)
    posts = split_posts(words) if len(words) <= _LONGEST_POSTS else ()
    return posts if posts and all(map(_is_post, posts)) else ()


def _is_post(words: str) -> bool:
    """Whether words are a post, and not a person with one: 李某某省水利厅厅长, as names of provinces are shorter."""
    person = words[3:4] == "省" and has_surname(words[:3])
    return ends_post(words) and not person and not _NO_POST.search(words)
