"""Groups: bodies whose members a text lists, with roles, posts, the office's host and its staff."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from ..ontology.model import Action, Gap, Group, Member
from ..ontology.vocabulary import alternation, meaning
from .columns import is_group_heading
from .directives import document_key, document_title
from .evidence import Printed
from .labels import find_label
from .posts import split_posts
from .printed import printed, squeezed
from .rows import Row, ends_post, is_body, is_fragment, is_name, is_open, parse_row
from .segment import Document, Paragraph
from .text import Stretch

GroupFact = Group | Member | Gap

_FOUNDING = re.compile(r"(成立|组建|设立|建立|调整|充实|变更|公布|印发)(.+)$")
_FOUNDS = ("成立", "组建", "设立", "建立")
_AFTER_NAME = re.compile(
    r"(?:[（(]以下简称[^）)]*[）)])?(?:制度)?(?:及其)?(?:主要|部分)?(?:组成人员|组成单位|成员单位|成员|人员|名单|组成|的通知|等机构|有关事项).*$"
)
_LIST_HEADING = re.compile(r"(?:组成人员|成员|人员)?名单$")
_SENIOR_IN_BRACKET = re.compile(r"（(常务|执行|第一|兼)）$")
_OFFICE_HOST = re.compile(r"办公室[，,]?(?:日常工作)?(?:挂靠|设|设立|设置|挂|放)在(?P<host>[^，。；（(、]{2,30})")
_WORKING_BODY = re.compile(
    r"^(?P<host>[^，。；]{2,30}?)为(?P<kind>[^，。；]{2,8}?)(?:下设)?的?(?:日常)?(?:工作|办事)机构"
)
_OFFICE_HEADING = re.compile(r"(?:[^，。；：]{0,30})办公室(?:组成人员|成员|人员)?(?:名单)?")
_OFFICE_ROLE = r"(?:办公室)?(?:常务|执行|第一)?副?主任"
_STAFF = re.compile(
    r"(?P<people>[^，。；：]{2,80}?)(?:同志)?(?:分别)?(?:兼任|兼|担任|任|为)(?:领导小组|委员会|指挥部|联席会议)?"
    rf"(?P<role>{_OFFICE_ROLE})(?=[，。；、]|$)"
)
_STAFF_BY_ROLE = re.compile(
    rf"(?P<role>{_OFFICE_ROLE})(?:分别)?由(?P<people>[^。；：]{{2,80}}?)(?:同志)?(?:兼任|担任|兼)(?![主副])"
)
_SENTENCE = re.compile(r"[^。]+")
_LONGEST_LINE = 40
"""A line among the rows of a list that is no longer than this was meant as one of them."""


@dataclass(slots=True)
class _Seat:
    """A person read from a row, before the posts are whole."""

    role: str
    name: tuple[Stretch, ...]
    posts: list[Stretch]
    rule: str = "groups.row"


@dataclass(slots=True)
class _List:
    """A member list under construction.

    ``office`` says that the rows now read are staff of the group's office.
    """

    name: str
    name_at: tuple[Stretch, ...]
    action: Action = ""
    parent: str = ""
    office: bool = False
    seats: list[_Seat] = field(default_factory=list)
    sentences: list[Paragraph] = field(default_factory=list)
    unread: list[Paragraph] = field(default_factory=list)

    @property
    def roles(self) -> set[str | None]:
        return {meaning("member_roles", seat.role) for seat in self.seats if seat.role}


def find_groups(document: Document, page: Printed) -> Iterator[GroupFact]:
    """Groups that a directive founds or adjusts, each with its members, in the order of the repaired text."""
    title = document_title(document)
    name, action = founded(title)
    main = _List(name, tuple(Stretch(one.start, one.end) for one in document.title), action=action)
    lists = [one for one in _lists(document.body, main) if one.seats]
    key = document_key(document)
    for one in lists:
        if one.name:
            yield from _group_facts(one, page, directive=key, action=one.action or _title_action(title))
        elif len(one.seats) > 1:
            yield _gap(
                one.seats[0].name, page, key, "groups.nameless", "a list of members, but of which group is not told"
            )
    if name and not lists:
        yield _gap(main.name_at, page, key, "groups.founded", f"the title founds {name}, but no members were read")


def _gap(stretches: Sequence[Stretch], page: Printed, directive: str, rule: str, reason: str) -> Gap:
    return Gap(spans=page.spans(*stretches), rule=rule, directive=directive, reason=reason)


def find_masthead(paragraphs: Sequence[Paragraph], page: Printed) -> Iterator[GroupFact]:
    """Groups listed outside every directive, such as the gazette's editorial board."""
    for one in _lists(paragraphs, _List("", ())):
        if one.name and one.seats:
            yield from _group_facts(one, page, directive="", action=one.action)


def founded(title: str) -> tuple[str, Action]:
    """The name of the group that a title founds or adjusts, and which of the two; empty where it does neither.

    >>> founded("某省人民政府关于调整某省防汛抗旱指挥部组成人员的通知")
    ('某省防汛抗旱指挥部', 'adjusted')
    """
    match = _FOUNDING.search(title)
    name = _AFTER_NAME.sub("", match.group(2)) if match else ""
    if match is None or not _ends_in_kind(name) or (match.group(1) == "印发" and "名单" not in title):
        return "", ""
    return name, _action(match.group(1))


def _title_action(title: str) -> Action:
    """What a title that names no single group does to those in its lists."""
    match = _FOUNDING.search(title)
    return "" if match is None or match.group(1) == "印发" else _action(match.group(1))


def _action(verb: str) -> Action:
    if verb == "印发":
        return ""
    return "established" if verb in _FOUNDS else "adjusted"


@cache
def _kind_at_end() -> re.Pattern[str]:
    return re.compile(f"({alternation('group_kinds')})(?:（[^（）]*）)?$")


def _ends_in_kind(name: str) -> bool:
    return bool(_kind_at_end().search(name))


def group_kind(name: str) -> str:
    """The word that the name of a group ends in; empty where it ends in none.

    >>> group_kind("某市防汛抗旱指挥部")
    '指挥部'
    """
    match = _kind_at_end().search(name)
    return (meaning("group_kinds", match.group(1)) or "") if match else ""


@cache
def _founded_in_text() -> re.Pattern[str]:
    """决定成立某县抗旱指挥部: the verb, then the name up to the word for its kind."""
    kinds = alternation("group_kinds")
    return re.compile(
        rf"(?P<verb>成立|组建|设立|建立|调整)(?:了|由)?(?P<name>[^，。；：、（()）《》“”]{{2,40}}?{kinds})(?![\u3400-\u9fff]*?{kinds})"
    )


@cache
def _role_in_text() -> re.Pattern[str]:
    """由副县长张某任组长, 县水利局局长李某、县财政局局长王某任副组长."""
    return re.compile(
        rf"(?:^|[，。；：]|由)(?P<people>[^，。；：]{{2,200}}?)(?:同志)?(?:分别)?(?:担任|兼任|任|为)(?P<role>{alternation('member_roles')})(?=[，。；、]|$)"
    )


def _lists(paragraphs: Sequence[Paragraph], main: _List) -> list[_List]:
    """The member lists of a text: the first is the main group's, each heading that names a body opens another."""
    lists = [main]
    role = ""
    cut = False
    for index, paragraph in enumerate(paragraphs):
        current = lists[-1]
        row = _row(paragraph, in_list=bool(current.seats or role))
        if row is not None and row.cells:
            role = row.role or role
            cut = is_open(paragraph.words)
            _add_row(current, paragraph, row, role)
        elif row is not None:
            role = row.role or role
        elif _heads_list(paragraphs, index):
            lists.append(_list_headed(paragraph, parent=main.name))
            role = ""
        elif cut and is_fragment(paragraph.words):
            current.seats[-1].posts.append(Stretch(paragraph.start, paragraph.end))
            cut = False
        else:
            _read_sentence(current, paragraph, in_list=_among_rows(paragraphs, index))
    return lists


def _row(paragraph: Paragraph, *, in_list: bool) -> Row | None:
    """The row of a paragraph; inside a list it may be numbered, and a heading may be a role."""
    row = parse_row(paragraph.words)
    label = find_label(paragraph.words)
    if row is not None or label is None:
        return row
    rest = paragraph.words[label.end :]
    if meaning("member_roles", squeezed(rest)) is not None:
        return Row(squeezed(rest), ())
    row = parse_row(rest) if in_list else None
    return row and Row(row.role, tuple(cell.moved(label.end) for cell in row.cells))


def _among_rows(paragraphs: Sequence[Paragraph], index: int) -> bool:
    return 0 < index < len(paragraphs) - 1 and all(
        parse_row(paragraphs[beside].words) is not None for beside in (index - 1, index + 1)
    )


def _read_sentence(one: _List, paragraph: Paragraph, *, in_list: bool) -> None:
    """What stands in a list and is no row: it may name the group, seat members in prose, or head the office."""
    words = paragraph.words
    label = find_label(words)
    if label is not None or _OFFICE_HEADING.fullmatch(words):
        one.office = bool(_OFFICE_HEADING.fullmatch(words[label.end if label else 0 :].strip()))
    one.sentences.append(paragraph)
    if in_list and len(words) <= _LONGEST_LINE and not words.endswith(("。", "：", "；")):
        one.unread.append(paragraph)
    if not one.seats and not one.name:
        _name_from_text(one, paragraph)
    if one.name and any(verb in words for verb in ("任", "为")):
        _seats_in_text(one, paragraph)


def _name_from_text(one: _List, paragraph: Paragraph) -> None:
    match = _founded_in_text().search(paragraph.words)
    if match:
        one.name, one.action = printed(match["name"]), _action(match["verb"])
        one.name_at = (Stretch(paragraph.start + match.start("name"), paragraph.start + match.end("name")),)
        return
    heading = _LIST_HEADING.sub("", squeezed(paragraph.words))
    if heading != squeezed(paragraph.words) and _ends_in_kind(heading):
        one.name, one.name_at = heading, (Stretch(paragraph.start, paragraph.end),)


def _seats_in_text(one: _List, paragraph: Paragraph) -> None:
    """Members that a sentence seats; a clause counts only where it names persons and nothing else."""
    statements = (
        match
        for sentence in _SENTENCE.finditer(paragraph.words)
        if "办公室" not in sentence.group()
        for match in _role_in_text().finditer(sentence.string, sentence.start(), sentence.end())
    )
    for match in statements:
        offset = paragraph.start + match.start("people")
        people = list(split_people(match["people"]))
        if len(people) != len(re.split("[、和，]", match["people"])) or not all(person.posts for person in people):
            continue
        one.seats += [
            _Seat(
                match["role"],
                (Stretch(offset + person.start, offset + person.end),),
                [Stretch(offset + person.post_start, offset + person.start)],
                rule="groups.prose",
            )
            for person in people
        ]


def _list_headed(paragraph: Paragraph, *, parent: str) -> _List:
    """The list under a heading, which may be a numbered item."""
    label = find_label(paragraph.words)
    start = paragraph.start + (label.end if label else 0)
    return _List(printed(paragraph.words[start - paragraph.start :]), (Stretch(start, paragraph.end),), parent=parent)


def _heads_list(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Whether a paragraph is the name of a body alone, with rows under it; 领导小组 alone names none."""
    following = paragraphs[index + 1].words if index + 1 < len(paragraphs) else ""
    row = parse_row(following)
    label = find_label(paragraphs[index].words)
    heading = paragraphs[index].words[label.end if label else 0 :].strip()
    named = is_group_heading(heading) and meaning("group_kinds", heading) is None
    return named and row is not None and row.role is not None


def _add_row(one: _List, paragraph: Paragraph, row: Row, role: str) -> None:
    def placed(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
        return tuple(Stretch(paragraph.start + start, paragraph.start + end) for start, end in stretches)

    seated = f"办公室{role}" if one.office and role else role
    one.seats += [_Seat(seated, placed(cell.name), list(placed(cell.posts))) for cell in row.cells]


def _group_facts(one: _List, page: Printed, *, directive: str, action: Action) -> Iterator[GroupFact]:
    first = one.seats[0]
    yield Group(
        spans=page.spans(*first.name, *first.posts) + page.spans(*one.name_at),
        rule="groups.list",
        name=one.name,
        group_kind=group_kind(one.name),
        parent=one.parent,
        directive=directive,
        action=action,
        office_host=next(_hosts(one), ""),
    )
    certain = _certain_roles(one, page)
    for seat, role in zip(one.seats, certain, strict=True):
        yield _member(one.name, directive, seat, role, page)
    if "" in certain:
        lost = one.seats[certain.index("")].name
        reason = f"the list of {one.name} has lost a role label: from here on roles are not known"
        yield _gap(lost, page, directive, "groups.lost_label", reason)
    for line in one.unread:
        yield _gap((Stretch(line.start, line.end),), page, directive, "groups.row", "a line among members was not read")
    for sentence in one.sentences:
        yield from _staff(one.name, directive, sentence, page)


def _hosts(one: _List) -> Iterator[str]:
    for sentence in one.sentences:
        words = printed(sentence.words)
        match = _OFFICE_HOST.search(words) or _WORKING_BODY.search(words)
        if match and (is_body(match["host"]) or match["host"].endswith(("科", "股"))):
            yield match["host"]


def _posts_of(seat: _Seat, page: Printed) -> tuple[tuple[str, ...], str]:
    words = printed("".join(page.repaired.value[start:end] for start, end in seat.posts))
    senior = _SENIOR_IN_BRACKET.search(words)
    return split_posts(words[: senior.start()] if senior else words), senior.group(1) if senior else ""


def _member(group: str, directive: str, seat: _Seat, role: str, page: Printed) -> Member:
    posts, note = _posts_of(seat, page)
    return Member(
        spans=page.spans(*seat.name, *seat.posts),
        rule=seat.rule,
        group=group,
        directive=directive,
        person=_name(seat.name, page),
        role=role,
        posts=posts,
        note=note,
    )


def _name(stretches: Sequence[Stretch], page: Printed) -> str:
    return squeezed("".join(page.repaired.value[start:end] for start, end in stretches))


def _certain_roles(one: _List, page: Printed) -> list[str]:
    """The role of each seat, empty where the list has lost the label that would tell it.

    A list with deputies and no members has lost the label 成员, unless it goes on with deputies of one rank to its end.
    """
    roles = [seat.role for seat in one.seats]
    if one.roles >= {"head", "deputy"} and "member" not in one.roles:
        labelled = max(index for index, role in enumerate(roles) if index == 0 or role != roles[index - 1])
        rank = _rank(one.seats[labelled], page)
        same = [index for index in range(labelled, len(roles)) if _rank(one.seats[index], page) == rank]
        last = max(same, default=labelled)
        roles[last + 1 :] = [""] * (len(roles) - last - 1)
    return roles


def _rank(seat: _Seat, page: Printed) -> str:
    """What the first post ends in, without 常务: 常务副省长 and 副省长 are of one rank."""
    posts, _ = _posts_of(seat, page)
    match = re.search(r"副?[^副]{0,2}$", posts[0]) if posts else None
    return match.group() if match else ""


def _staff(group: str, directive: str, paragraph: Paragraph, page: Printed) -> Iterator[Member]:
    """Staff of the group's office named in a sentence about it: 何某同志兼任办公室主任."""
    for sentence in _SENTENCE.finditer(paragraph.words):
        if "办公室" not in sentence.group():
            continue
        for match in _staff_statements(sentence):
            offset = paragraph.start + match.start("people")
            for person in split_people(match["people"]):
                end = paragraph.start + max(match.end("role"), match.end("people"))
                yield Member(
                    spans=page.spans((offset + person.post_start, end)),
                    rule="groups.office_staff",
                    group=group,
                    directive=directive,
                    person=printed(match["people"][person.start : person.end]),
                    role=_office_role(match["role"]),
                    posts=person.posts,
                )


def _staff_statements(sentence: re.Match[str]) -> Iterator[re.Match[str]]:
    for pattern in (_STAFF, _STAFF_BY_ROLE):
        yield from pattern.finditer(sentence.string, sentence.start(), sentence.end())


def _office_role(role: str) -> str:
    return role if role.startswith("办公室") else f"办公室{role}"


class Person(NamedTuple):
    """A person in running text: where the post before the name begins, where the name stands, and the posts."""

    post_start: int
    start: int
    end: int
    posts: tuple[str, ...]


def split_people(words: str) -> Iterator[Person]:
    """Persons of a list in running text, each perhaps after a post.

    >>> list(split_people("省水利厅副厅长张某某"))
    [Person(post_start=0, start=7, end=10, posts=('省水利厅副厅长',))]
    """
    start = 0
    for part in re.split("(?<=[、和，])", words):
        lead = start + (1 if part.startswith("由") else 0)
        person = _split_person(words[lead : start + len(part.rstrip("、和，"))].removesuffix("同志"))
        if person is not None:
            post, name = person
            name_start = lead + len(post)
            yield Person(lead, name_start, name_start + len(name), split_posts(printed(post)) if post else ())
        start += len(part)


def _split_person(words: str) -> tuple[str, str] | None:
    """A post and the name after it: the name is what follows the last title."""
    for length in (3, 2, 4, 5, 6):
        post, name = words[:-length], words[-length:]
        if len(name) == length and is_name(name) and (not post or ends_post(post)):
            return post, name
    return None
