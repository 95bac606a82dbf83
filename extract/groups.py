"""Groups: bodies whose members a text lists, with roles, posts, the office's host and its staff."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from ..ontology.model import Action, Gap, Group, Member
from ..ontology.vocabulary import alternation, meaning
from .columns import is_group_heading
from .directives import document_key, document_title, heading_stretches
from .evidence import Printed
from .posts import split_posts
from .printed import printed, squeezed
from .rows import Row, ends_post, is_body, is_fragment, is_name, parse_row
from .segment import Document, Paragraph
from .text import Stretch

GroupFact = Group | Member | Gap

_FOUNDING = re.compile(r"(成立|组建|设立|建立|调整|充实|变更|公布)(.+)$")
_AFTER_NAME = re.compile(
    r"(?:及其)?(?:主要)?(?:组成人员|组成单位|成员单位|成员|人员|名单|组成|的通知|等机构|有关事项).*$"
)
_SENIOR_IN_BRACKET = re.compile(r"（(常务|执行|第一|兼)）$")
_OFFICE_HOST = re.compile(r"办公室(?:日常工作)?(?:挂靠|设|设立|设置|挂|放)在(?P<host>[^，。；（(、]{2,30})")
_WORKING_BODY = re.compile(
    r"^(?P<host>[^，。；]{2,30}?)为(?P<kind>[^，。；]{2,8}?)(?:下设)?的?(?:日常)?(?:工作|办事)机构"
)
_STAFF = re.compile(
    r"(?P<people>[^，。；：]{2,80}?)(?:同志)?(?:分别)?(?:兼任|兼|担任|任|为)(?:领导小组|委员会|指挥部|联席会议)?(?P<role>办公室(?:常务|执行|第一)?副?主任)"
)
_STAFF_BY_ROLE = re.compile(
    r"(?P<role>办公室(?:常务|执行|第一)?副?主任)(?:分别)?由(?P<people>[^，。；：]{2,80}?)(?:同志)?(?:兼任|担任|兼)"
)


@dataclass(slots=True)
class _Seat:
    """A person read from a row, before the posts are whole."""

    role: str
    name: tuple[Stretch, ...]
    posts: list[Stretch]


@dataclass(slots=True)
class _List:
    """A member list under construction."""

    name: str
    name_at: tuple[Stretch, ...]
    parent: str = ""
    host: str = ""
    seats: list[_Seat] = field(default_factory=list)
    sentences: list[Paragraph] = field(default_factory=list)

    @property
    def roles(self) -> set[str | None]:
        return {meaning("member_roles", seat.role) for seat in self.seats if seat.role}


def find_groups(document: Document, page: Printed) -> Iterator[GroupFact]:
    """Groups that a directive founds or adjusts, each with its members, in the order of the repaired text."""
    title = document_title(document)
    name, action = founded(title)
    lists = [one for one in _lists(document.body, name, document.title) if one.seats]
    key = document_key(document)
    for one in lists:
        yield from _group_facts(one, page, directive=key, action=action if name else "")
    if name and not lists:
        yield Gap(
            spans=page.spans(*heading_stretches(document)),
            rule="groups.founded",
            directive=key,
            reason=f"the title founds {name}, but no list of its members was read",
        )


def find_masthead(paragraphs: Sequence[Paragraph], page: Printed) -> Iterator[GroupFact]:
    """Groups listed outside every directive, such as the gazette's editorial board."""
    for one in _lists(paragraphs, "", ()):
        if one.name and one.seats:
            yield from _group_facts(one, page, directive="", action="")


def founded(title: str) -> tuple[str, Action]:
    """The name of the group that a title founds or adjusts, and which of the two; empty where it does neither.

    >>> founded("某省人民政府关于调整某省防汛抗旱指挥部组成人员的通知")
    ('某省防汛抗旱指挥部', 'adjusted')
    """
    match = _FOUNDING.search(title)
    name = _AFTER_NAME.sub("", match.group(2)) if match else ""
    if match is None or not _ends_in_kind(name):
        return "", ""
    return name, "established" if match.group(1) in ("成立", "组建", "设立", "建立") else "adjusted"


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


def _lists(paragraphs: Sequence[Paragraph], name: str, title: Sequence[Paragraph]) -> list[_List]:
    """The member lists of a text: the first is the main group's, each heading that names a body opens another."""
    main = _List(name, tuple(Stretch(one.start, one.end) for one in title))
    lists = [main]
    role = ""
    for index, paragraph in enumerate(paragraphs):
        words = paragraph.words
        row = parse_row(words)
        if row is not None:
            role = row.role or (role if lists[-1].seats else "")
            _add_row(lists[-1], paragraph, row, role)
        elif _heads_list(paragraphs, index):
            lists.append(_List(printed(words), (Stretch(paragraph.start, paragraph.end),), parent=name))
            role = ""
        elif lists[-1].seats and is_fragment(words):
            lists[-1].seats[-1].posts.append(Stretch(paragraph.start, paragraph.end))
        else:
            lists[-1].sentences.append(paragraph)
    return lists


def _heads_list(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Whether a paragraph is the name of a body alone, with rows under it."""
    following = paragraphs[index + 1].words if index + 1 < len(paragraphs) else ""
    row = parse_row(following)
    return is_group_heading(paragraphs[index].words) and row is not None and row.role is not None


def _add_row(one: _List, paragraph: Paragraph, row: Row, role: str) -> None:
    def placed(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
        return tuple(Stretch(paragraph.start + start, paragraph.start + end) for start, end in stretches)

    one.seats += [_Seat(role, placed(cell.name), list(placed(cell.posts))) for cell in row.cells]


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
        yield Gap(
            spans=page.spans(*one.seats[certain.index("")].name),
            rule="groups.lost_label",
            directive=directive,
            reason=f"the list of {one.name} has lost a role label: from here on roles are not known",
        )
    for sentence in one.sentences:
        yield from _staff(one.name, directive, sentence, page)


def _hosts(one: _List) -> Iterator[str]:
    for sentence in one.sentences:
        words = printed(sentence.words)
        match = _OFFICE_HOST.search(words) or _WORKING_BODY.search(words)
        if match and is_body(match["host"]):
            yield match["host"]


def _posts_of(seat: _Seat, page: Printed) -> tuple[tuple[str, ...], str]:
    words = printed("".join(page.repaired.value[start:end] for start, end in seat.posts))
    senior = _SENIOR_IN_BRACKET.search(words)
    return split_posts(words[: senior.start()] if senior else words), senior.group(1) if senior else ""


def _member(group: str, directive: str, seat: _Seat, role: str, page: Printed) -> Member:
    posts, note = _posts_of(seat, page)
    return Member(
        spans=page.spans(*seat.name, *seat.posts),
        rule="groups.row",
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
    """Staff of the group's office named in a sentence: 何某同志兼任办公室主任."""
    if "办公室" not in paragraph.words:
        return
    for pattern in (_STAFF, _STAFF_BY_ROLE):
        for match in pattern.finditer(paragraph.words):
            offset = paragraph.start + match.start("people")
            for posts, start, end in split_people(match["people"]):
                yield Member(
                    spans=page.spans((offset + start, paragraph.start + max(match.end("role"), match.end("people")))),
                    rule="groups.office_staff",
                    group=group,
                    directive=directive,
                    person=printed(match["people"][start:end]),
                    role=match["role"],
                    posts=posts,
                )


_PERSON = re.compile(r"(?P<post>[^、和]*?)(?P<name>[\u3400-\u9fff]{2,6}?)(?:同志)?(?=[、和]|$)")


def split_people(words: str) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """Persons of a list in running text, each perhaps after a post: posts, and where the name stands.

    >>> [(posts, start, end) for posts, start, end in split_people("省水利厅副厅长张某某、李某")]
    [(('省水利厅副厅长',), 7, 10), ((), 11, 13)]
    """
    start = 0
    for part in re.split("(?<=[、和])", words):
        end = start + len(part.rstrip("、和"))
        person = _split_person(words[start:end].removesuffix("同志"))
        if person is not None:
            post, name = person
            yield split_posts(printed(post)) if post else (), start + len(post), start + len(post) + len(name)
        start += len(part)


def _split_person(words: str) -> tuple[str, str] | None:
    """A post and the name after it: the name is what follows the last title."""
    for length in (3, 2, 4, 5, 6):
        post, name = words[:-length], words[-length:]
        if len(name) == length and is_name(name) and (not post or ends_post(post)):
            return post, name
    return None
