"""Groups: bodies whose members a text lists, with roles, posts, the office's host and its staff."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from types import MappingProxyType

from ..ontology.model import Action, Gap, Group, Member
from ..ontology.vocabulary import alternation, meaning
from .appointments import is_personnel
from .columns import is_group_heading
from .directives import document_key, document_title
from .evidence import Printed
from .labels import ANNEX_LABEL, find_label
from .people import ENDS_SEAT, Person, find_people, split_people
from .posts import split_posts
from .printed import printed, squeezed
from .rows import (
    Cell,
    Row,
    bare_role,
    ends_post,
    has_surname,
    inner_roles,
    is_body,
    is_fragment,
    is_open,
    is_whole_post,
    joined,
    may_be_name,
    parse_row,
    row_role,
)
from .segment import Document, Paragraph
from .staff import find_host, find_staff
from .tables import Seat
from .text import Stretch

GroupFact = Group | Member | Gap

_FOUNDS = ("成立", "组建", "设立", "建立")
_CHANGES = ("调整", "充实", "变更", "增补", "更换", "改组")
_VERB = rf"(?P<verb>{'|'.join(_FOUNDS + _CHANGES)}|明确|公布|印发|完善)(?:充实|调整|完善|补充|了|由)*"
# What follows a group's name in a title: its office, its members, the end of the title.
_AFTER_NAME = (
    r"(?=(?:（[^（）]*）)?(?:制度|及|和|并|的|组成|组织|成员|人员|名单|领导成员|部分|主要|办公室|工作规则|工作机构|主任|副|召集人"
    r"|有关|等|同时|$))"
)
_MEMBERS = re.compile(r"成员|人员|名单|组成")
_LIST_HEADING = re.compile(r"(?:组成人员|成员|人员)?名单$")
_SENIOR_IN_BRACKET = re.compile(r"（(常务|执行|第一|兼)）$")
_PARTS_LIST = re.compile("[、和，]")
_PERSON_OF_LIST = re.compile("[^、和]+")
_OFFICE_HEADING = re.compile(r"(?:[^，。；：]{0,30})办公室(?:组成人员|成员|人员)?(?:名单)?")
_SENTENCE = re.compile(r"[^。]+")
# 县水利局局长张某接替李某任副组长: who sat there before.
_IN_PLACE_OF = re.compile("接替|接任|代替|替代")
# From here on a sentence tells of the office: 领导小组办公室设在…, 办公室主任由….
_OF_THE_OFFICE = re.compile(
    r"(?:^|[，；：])(?:[^，；：]{0,20}(?:组|会|部|班|会议|下设|设立))?(?:的)?办公室(?:设|挂|主任|副主任|由|日常|负责|，|；|$)"
    r"|[任为]办公室|下设[^，；：]{0,10}办公室"
)
# 成立相应领导小组, 成立由县长任组长的领导小组, 成立指挥部以来: these name no group.
_COUNTED = re.compile(r"^(?:[\d一二三四五六七八九十两]+个|若干|多个)")
_NOT_A_NAME = re.compile(r"^(?:以|由|相应|相关|有关|各|专门)|任[^，。]{0,6}(?:组长|主任|指挥|召集人)|以来|以后")
_LABELLED = re.compile(r"(?P<role>[\u3400-\u9fff 　]{2,8}?)\s*：\s*[^\s，。；：]{1,4}(?:$|[\s、（])")
_OTHER_LIST = re.compile(r"(?<!成员)(?<!人员)(?<!组成)名单$")
_DEPARTMENT = re.compile(r"[\u3400-\u9fff]{2,12}部")
# 领导小组, 工作组: a kind, and no name; 督导组, 综合组 among numbered items are names.
_MERE_KIND = re.compile(
    r"(?:工作|领导|协调|专项|推进|指导)?(?:协调)?(?:小组|组|专班|总?指挥部|委员会|机构|机制|联席会议)"
)
_IN_BRACKETS = re.compile(r"（[^（）]*）$")
_REMARK_BEHIND = re.compile(r"[（(][^（）()]*[）)]\s*$")
# 调整前：, 原成员：, 调出： head those who leave; 调整后：, 现成员： go on with those who stay.
_PERSONS = "(?:的?(?:领导小组)?(?:组成)?(?:成员|人员)(?:名单)?)"
_FORMER = re.compile(rf"(?:(?:调整|变更|变动|充实)前{_PERSONS}?|原{_PERSONS}|(?:调出|退出|调离|离任){_PERSONS}?)：?")
_PRESENT = re.compile(
    rf"(?:(?:调整|变更|变动|充实)后{_PERSONS}?|(?:现任?|新任?){_PERSONS}|(?:调入|新增|增补){_PERSONS}?)：?"
)
_ROLE_OF_TIME = re.compile(r"[原前现](?P<role>[\u3400-\u9fff]{2,6})：")
# 云岭省粮食局办公室 2021年3月1日印发 closes a directive; who reads the proofs sits nowhere.
_IMPRINT = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日\s*印发|共印\d+份")
_PROOFS = ("校对", "打印", "印制")
_OFFICE_OPENS = re.compile(r"办公室(?:设|成员|人员|组成|由)[^。；：]*(?:如下|人员|成员)：$")
_LEAVES = re.compile(
    r"(?:不再(?:担任|兼任|任)|免去|退出|卸任)[^。；]{0,30}(?:成员|组长|主任|指挥长?|召集人|委员|小组|委员会|指挥部)"
)
_SEATED_ROW = re.compile(r"[\u3400-\u9fff]{2,4}[ \t\u3000]+[^。；：]{2,30}任")
_FIELD = re.compile(r"[\u3400-\u9fff]{2,4}：[^。；：]+$")
_BODY_ROW = re.compile(
    r"[ \t\u3000]*(?P<body>[\u3400-\u9fff（）]{3,24})[ \t\u3000]*[：:][ \t\u3000]*(?P<title>[\u3400-\u9fff]{2,16})"
    r"[ \t\u3000]+(?P<name>[\u3400-\u9fff](?:[ \t\u3000]{0,3}[\u3400-\u9fff·•・]){1,12})[ \t\u3000]*"
)
_KNOWN_PERSON = re.compile(r"[^、，,；;]*[^、，,；;\s]")
_ALSO = re.compile(r"[ \t\u3000]*[（(]兼[职任]?[）)]\s*$")
_ODD_LABEL = re.compile(
    r"[ \t\u3000]*(?P<role>[\u3400-\u9fff](?:[ \t\u3000]{0,4}[\u3400-\u9fff]){1,5})[ \t\u3000]*[：:](?=\s*\S)"
)
_STOPS = "，。；："
_CLAUSE = re.compile("[^，。；：]+")
_BEFORE_VERB = re.compile("(?:同志)?(?:分别)?[担兼]?$")
_NAME_AND_WORD = re.compile(r"[ \t\u3000]*(?P<name>[\u3400-\u9fff]{2,3})[ \t\u3000]+[\u3400-\u9fff]{2,}[ \t\u3000]*")
_LONGEST_CLAUSE = 80
_DOES_ELSE = re.compile("(?<![主责委信])[任为]|兼|联系|协助|配合|主持|同意|委托|陪同|接受")
"""What a clause of persons does with them beside naming them."""

_OWN_OFFICE = re.compile("[省市州县区旗镇](?P<core>[\u3400-\u9fff]{2,16}(?<![组部会指班委]))办公室")
_SPILLED = 3
"""Characters of a post that spill over into a line of their own: 员, 工程师."""

_LONGEST_LONE_NAME = 3
_LONGEST_LINE = 40
"""A line among the rows of a list that is no longer than this was meant as one of them."""

_LONGEST_SPACED_LINE = 120
"""The same, with the blanks that set its words apart."""


@dataclass(slots=True)
class _Seat:
    """A person read from a row, before the posts are whole."""

    role: str
    name: tuple[Stretch, ...]
    posts: list[Stretch]
    rule: str = "groups.row"
    labelled: bool = False


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


def find_groups(
    document: Document, page: Printed, seats: Mapping[int, Seat | None] = MappingProxyType({})
) -> Iterator[GroupFact]:
    """Groups that a directive founds or adjusts, each with its members, in the order of the repaired text.

    Args:
        document: The directive.
        page: The source beside its repaired text.
        seats: What its tables of members seat, by where the paragraph of a row begins.
    """
    title = document_title(document)
    name, action = founded(title)
    main = _List(name, _name_in_title(name, document.title), action=action)
    lists = [one for one in _lists(document.body, main, seats) if one.seats]
    key = document_key(document)
    for one in lists:
        if one.name:
            yield from _group_facts(one, page, directive=key, action=one.action or main.action or _title_action(title))
        elif len(one.seats) > 1 and not is_personnel(document):
            names = [stretch for seat in one.seats for stretch in seat.name]
            yield _gap(names, page, key, "groups.nameless", "a list of members, but of which group is not told")
    if name and not lists:
        yield _gap(main.name_at, page, key, "groups.founded", f"the title founds {name}, but no members were read")


def _name_in_title(name: str, title: Sequence[Paragraph]) -> tuple[Stretch, ...]:
    """Where a title prints a name, a stretch a line; the whole title where it cannot be told."""
    characters = [
        (one.start + index, character)
        for one in title
        for index, character in enumerate(one.words)
        if not character.isspace()
    ]
    at = "".join(character for _, character in characters).find(name) if name else -1
    if at < 0:
        return tuple(Stretch(one.start, one.end) for one in title)
    places = [place for place, _ in characters[at : at + len(name)]]
    lines = ([place for place in places if one.start <= place < one.end] for one in title)
    return tuple(Stretch(line[0], line[-1] + 1) for line in lines if line)


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
    match = _founding().search(title)
    if match is None or (_action(match["verb"]) == "" and not _MEMBERS.search(title, match.end())):
        return "", ""
    return match["name"], _action(match["verb"])


@cache
def _founding() -> re.Pattern[str]:
    return re.compile(rf"{_VERB}(?P<name>[^，。；：《》]{{2,60}}?{alternation('group_kinds')}){_AFTER_NAME}")


def _title_action(title: str) -> Action:
    """What a title that names no single group does to those in its lists."""
    match = re.search(_VERB, title)
    return _action(match["verb"]) if match else ""


def _action(verb: str) -> Action:
    return "established" if verb in _FOUNDS else "adjusted" if verb in _CHANGES else ""


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
    if match is None and _DEPARTMENT.fullmatch(name):
        return "部"
    return (meaning("group_kinds", match.group(1)) or "") if match else ""


@cache
def _founded_in_text() -> re.Pattern[str]:
    """决定成立某县抗旱指挥部: the verb, then the name up to the word for its kind."""
    kinds = alternation("group_kinds")
    return re.compile(
        rf"(?P<verb>成立|组建|设立|建立|调整)(?:了|由)?(?P<name>[^，。；：、（()）《》“”]{{2,40}}?{kinds})(?![\u3400-\u9fff]{{0,12}}?{kinds})"
    )


@cache
def _role_in_text() -> re.Pattern[str]:
    """由副县长张某任组长, 县水利局局长李某、县财政局局长王某任副组长."""
    return re.compile(
        rf"(?:^|[，。；：]|由)(?P<people>[^，。；：]{{2,200}}?)(?:同志)?(?:分别)?(?:担任|兼任|任|为)(?P<role>{alternation('member_roles')})(?=[，。；、]|$)"
    )


@cache
def _role_before_people() -> re.Pattern[str]:
    """组长由县长张某担任，副组长由副县长李某、王某担任."""
    return re.compile(
        rf"(?:^|[，。；：])(?P<role>{alternation('member_roles')})(?:分别)?由(?P<people>[^，。；：]{{2,200}}?)(?:同志)?(?:担任|兼任|任)(?=[，。；、]|$)"
    )


@cache
def _role_label() -> re.Pattern[str]:
    """综合组。组长：张某，成员：李某."""
    return re.compile(
        rf"(?:^|[，。；：])(?P<role>{alternation('member_roles')})[：:](?P<people>[^，。；：:]{{2,80}})(?=[，。；]|$)"
    )


def _lists(
    paragraphs: Sequence[Paragraph], main: _List, seats: Mapping[int, Seat | None] = MappingProxyType({})
) -> list[_List]:
    """The member lists of a text: the first is the main group's, each heading that names a body opens another.

    None at all where nothing in it can seat anybody: most directives have no list.
    """
    if not seats and not any(_may_seat(paragraph.words) for paragraph in paragraphs):
        return []
    reader = _Reader([piece for paragraph in paragraphs for piece in _cut_at_roles(paragraph)], main, seats)
    for index in range(len(reader.paragraphs)):
        for step in _STEPS:
            if step(reader, index):
                break
    return [*reader.lists, *reader.in_prose]


ROLES_END_IN = "长任会人席编员位委挥事书家问政监行校审划制导演调度筹络对辑"
"""The last characters of roles (vocabulary ``member_roles``)."""

_LONGEST_BARE_ROLE = 24
"""A line that is a role alone, a label before it and blanks inside it, has no more characters."""

# 成员单位： may seat units; 责任单位： and the like are labels of tasks.
_AFTER_ROLE = re.compile(
    rf"[{ROLES_END_IN}](?<!(?<!成员)单位)(?=(?:分别)?由|\s*(?:[（(][^（）()：:]{{1,16}}[）)])?[：:])"
)


@cache
def _role_taken() -> re.Pattern[str]:
    return re.compile(rf"[任为]{alternation('member_roles')}")


@cache
def _role_at_end() -> re.Pattern[str]:
    return re.compile(f"{alternation('member_roles')}$")


def _may_seat(words: str) -> bool:
    """Whether a paragraph is a row, or may be a role over rows, or may give roles in a sentence."""
    if parse_row(words) is not None or _role_taken().search(words):
        return True
    head = _REMARK_BEHIND.sub("", words) if len(words) <= _LONGEST_SPACED_LINE else words  # 一、委员（6人）
    if len(head) <= _LONGEST_BARE_ROLE and _role_at_end().search(squeezed(head)):
        return True
    ends = (match.end() for match in _AFTER_ROLE.finditer(words))
    return any(_role_at_end().search(squeezed(words[max(0, end - _LONGEST_BARE_ROLE) : end])) for end in ends)


@dataclass(slots=True)
class _Reader:
    """Paragraphs of a text on their way into member lists.

    Each of its steps takes the paragraph at an index, or leaves it to the next one and says so.

    Attributes:
        paragraphs: The text.
        main: The list of the group that the title names.
        seats: What tables of members seat, by where the paragraph of a row begins.
        lists: The lists so far; rows go to the last.
        in_prose: Bodies named in sentences together with who is in them.
        role: The role that goes on in rows that print none.
        cut: Whether the post of the row above is cut short.
        known: Persons named in rows.
        beside: Whether the main list stands among others of one rank.
        left: The list that goes on below those who have left it.
    """

    paragraphs: Sequence[Paragraph]
    main: _List
    seats: Mapping[int, Seat | None]
    lists: list[_List] = field(default_factory=list)
    in_prose: list[_List] = field(default_factory=list)
    role: str = ""
    cut: bool = False
    known: set[str] = field(default_factory=set)
    beside: bool = False
    left: _List | None = None

    def __post_init__(self) -> None:
        self.lists.append(self.main)

    @property
    def current(self) -> _List:
        """The list that is being read."""
        return self.lists[-1]

    @property
    def inside(self) -> bool:
        """Whether rows, or at least a role, stand above."""
        return bool(self.current.seats or self.role)

    def open(self, one: _List) -> None:
        """Begin another list."""
        self.lists.append(one)
        self.role = ""

    def change(self, index: int) -> bool:
        """The heading over those who leave a list, or over those who stay; an imprint ends every list."""
        if len(self.paragraphs[index].words) > _LONGEST_SPACED_LINE:
            return False
        words = squeezed(self.paragraphs[index].words)
        if self.current.seats and len(words) <= _LONGEST_LINE and _IMPRINT.search(words):
            self.open(_List("", ()))
            return True
        if _FORMER.fullmatch(words):
            self.left = self.left or self.current
            self.open(_List("", ()))
            return True
        if not _PRESENT.fullmatch(words):
            return False
        if self.left is not None:
            self.lists = [*(one for one in self.lists if one is not self.left), self.left]
        self.role = "成员" if words.removesuffix("：").endswith("成员") and "后" not in words else ""
        return True

    def table_row(self, index: int) -> bool:
        """A row of a table of members."""
        start = self.paragraphs[index].start
        if start not in self.seats:
            return False
        self.role = _seat_of_table(self.current, self.seats[start], self.role)
        self.cut = False
        return True

    def row(self, index: int) -> bool:
        """A row of a list, or a role alone."""
        paragraph = self.paragraphs[index]
        row = self._row_at(index)
        if row is None or (row.role in _PROOFS and self.main.name):
            return False
        if row.cells and _begins_anew(self.current, row):
            self.open(_List("", ()))  # its heading was not read, and whose head this is cannot be told
        self.role = row.role or self.role
        if row.cells:
            self.cut = is_open(paragraph.words)
            _add_row(self.current, paragraph, row, self.role)
            self.known |= {squeezed(joined(paragraph.words, cell.name)) for cell in row.cells}
        return True

    def _row_at(self, index: int) -> Row | None:
        paragraph = self.paragraphs[index]
        row = _row(paragraph, in_list=self.inside)
        if row is None and (heading := _role_heading(self.paragraphs, index)):
            return Row(heading, ())
        if row is None and self.current.seats and index and _is_row(self.paragraphs[index - 1]):
            row = _lone_name(paragraph)
        if row is None and self.current.seats:
            words = paragraph.words
            row = _known_row(words, self.known) or _oddly_labelled(words)
            return row or (_row_of_body(words) if _goes_on(self.role) else None)
        return row

    def heading(self, index: int) -> bool:
        """The name of a body over its list."""
        if self.current.seats and (
            _heads_unnamed(self.paragraphs, index) or _heads_other_office(self.paragraphs[index], self.current.name)
        ):
            self.open(_List("", ()))
            return True
        if not (
            _heads_list(self.paragraphs, index, self.main.name) or _heads_table(self.paragraphs, index, self.seats)
        ):
            return False
        self.open(_list_headed(self.paragraphs[index], parent="" if self.beside else self.main.name))
        if self.current.name == self.main.name:
            # 一、领导小组 二、专家委员会: the main list stands among equals.
            self.current.parent, self.beside = "", True
        return True

    def other_list(self, index: int) -> bool:
        """The heading of a list that seats nobody: 先进个人名单."""
        in_list = self.current.seats or _is_above_table(self.paragraphs, index, self.seats)
        if not in_list or not _is_other_list(self.paragraphs[index].words):
            return False
        self.open(_List("", ()))
        return True

    def unread_row(self, index: int) -> bool:
        """A line with a role whose persons were not read; those under it must not take the role above it."""
        paragraph = self.paragraphs[index]
        former = _ROLE_OF_TIME.match(paragraph.words)
        if former and meaning("member_roles", former["role"]) is not None:
            self.current.unread.append(paragraph)
            self.role = ""
            return True
        label = _LABELLED.match(paragraph.words) if self.inside else None
        bare = _unread_role(paragraph.words) if self.inside and not label else None
        if label is None and bare is None:
            return False
        self.current.unread.append(paragraph)
        self.role = bare or (label["role"] if label and row_role(paragraph.words) else "")
        return True

    def units(self, index: int) -> bool:
        """A role given to posts or bodies, not to persons."""
        paragraph = self.paragraphs[index]
        role = _role_of_units(paragraph.words) if self.inside else ""
        if not role or _LABELLED.match(paragraph.words):
            return False
        self.current.sentences.append(paragraph)
        self.role = role
        return True

    def rest_of_post(self, index: int) -> bool:
        """What the post of the row above lacks."""
        paragraph = self.paragraphs[index]
        if not (self.cut and self.current.seats):
            return False
        if not (is_fragment(paragraph.words) or _ends_post_of(self.paragraphs[index - 1], paragraph)):
            return False
        self.current.seats[-1].posts.append(Stretch(paragraph.start, paragraph.end))
        self.cut = False
        return True

    def sentence(self, index: int) -> bool:
        """Anything else."""
        paragraph = self.paragraphs[index]
        heads = index + 1 < len(self.paragraphs) and _is_staff_row(self.paragraphs[index + 1].words)
        owner = _owner(self.lists, paragraph)
        if bodies := list(_bodies_in_prose(paragraph, self.known, parent=self.main.name)):
            self.in_prose += bodies
            owner.sentences.append(paragraph)
        else:
            field = bool(_FIELD.fullmatch(paragraph.words)) and bool(index) and _is_row(self.paragraphs[index - 1])
            last = self.inside and bool(index) and _seems_last_row(self.paragraphs[index - 1], paragraph)
            in_list = _among_rows(self.paragraphs, index) or (self.inside and field) or last
            _read_sentence(owner, paragraph, in_list=in_list, heads=heads)
        return True


_STEPS = (
    _Reader.change,
    _Reader.table_row,
    _Reader.row,
    _Reader.heading,
    _Reader.other_list,
    _Reader.units,
    _Reader.unread_row,
    _Reader.rest_of_post,
    _Reader.sentence,
)
"""Tried in this order at each paragraph; the last takes whatever is left."""


def _begins_anew(one: _List, row: Row) -> bool:
    """Whether a row seats a second head below deputies or members, as the list of another group does."""
    if row.role is None or one.office or not one.seats or meaning("member_roles", row.role) != "head":
        return False
    return one.seats[-1].role != row.role and any(seat.role == row.role for seat in one.seats)


def _role_of_units(words: str) -> str:
    """The role that a line gives to posts or bodies, not to persons: 成　员：各社区党支部书记; empty where none."""
    opening = row_role(words)
    return opening[0] if opening and not opening[0].startswith("办公室") else ""


def _unread_role(words: str) -> str | None:
    """The role that opens a line which is meant as a row, but was not read as one."""
    return bare_role(words) if len(words) <= _LONGEST_LINE and not words.endswith(("。", "：", "；")) else None


def _owner(lists: Sequence[_List], paragraph: Paragraph) -> _List:
    """The list that a sentence is about: 指挥部办公室 is that of the 指挥部, though its groups stand between."""
    match = _office_of().search(paragraph.words) if "办公室" in paragraph.words else None
    kind = meaning("group_kinds", match.group(1)) if match else None
    if kind is None or group_kind(lists[-1].name) == kind:
        return lists[-1]
    return next((one for one in reversed(lists) if one.seats and group_kind(one.name) == kind), lists[-1])


@cache
def _office_of() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[，。；、）)])({alternation('group_kinds')})(?:下设)?办公室")


@cache
def _body_item() -> re.Pattern[str]:
    """煤矿督查组，由…任组长: an item that opens with the name of a body."""
    kinds = alternation("group_kinds")
    return re.compile(rf"(?P<name>[^，。；：（）()、]{{2,30}}?{kinds})(?:（[^（）]*）)?[，。：:](?P<rest>.+)")


@cache
def _body_headed_by() -> re.Pattern[str]:
    """成立以副市长某某为组长的督查组: who heads it stands before its name."""
    return re.compile(
        rf"(?P<verb>成立|组建|设立|建立)(?:了|由)?以(?P<people>[^，。；：]{{2,60}}?)(?:同志)?(?:为|任|担任)(?P<role>{alternation('member_roles')})的"
        rf"(?P<name>[^，。；：、（）()]{{2,40}}?{alternation('group_kinds')})(?=[，。；（(]|$)"
    )


def _bodies_in_prose(paragraph: Paragraph, known: Collection[str], *, parent: str) -> Iterator[_List]:
    """Bodies that a paragraph names together with who is in them; ``known`` are those named in rows."""
    headed = _body_headed_by().search(paragraph.words) if "以" in paragraph.words else None
    if headed:
        people = list(split_people(headed["people"]))
        seats = list(_seats_of(people, headed["people"], headed["role"], paragraph.start + headed.start("people")))
        place = Stretch(paragraph.start + headed.start("name"), paragraph.start + headed.end("name"))
        if seats:
            yield _List(printed(headed["name"]), (place,), action=_action(headed["verb"]), seats=seats)
    label = find_label(paragraph.words)
    item = _body_item().fullmatch(paragraph.words, label.end) if label else None
    if label and item and _names_another(printed(item["name"]), parent):
        one = _List(printed(item["name"]), (), parent=parent)
        one.name_at = (Stretch(paragraph.start + item.start("name"), paragraph.start + item.end("name")),)
        for sentence in _SENTENCE.finditer(item["rest"]):
            offset = paragraph.start + item.start("rest") + sentence.start()
            one.seats += _seats_in_sentence(sentence.group(), offset, known)
        if one.seats:
            yield one


def _cut_at_roles(paragraph: Paragraph) -> Iterator[Paragraph]:
    """A paragraph that prints several roles side by side makes as many rows."""
    places = inner_roles(paragraph.words) if row_role(paragraph.words) else ()
    if not places:
        yield paragraph
        return
    starts = (0, *places)
    for start, end in zip(starts, (*places, len(paragraph.words)), strict=True):
        words = paragraph.words[start:end].rstrip("，,；;、 \t\u3000")
        yield Paragraph(paragraph.start + start, paragraph.start + start + len(words), words)


def _role_heading(paragraphs: Sequence[Paragraph], index: int) -> str:
    """A role alone on its line, without a colon, over rows that print none; empty where none stands there."""
    row = parse_row(paragraphs[index + 1].words) if index + 1 < len(paragraphs) else None
    if row is None or not row.cells or row.role is not None:
        return ""
    words = _IN_BRACKETS.sub("", squeezed(paragraphs[index].words))
    return words if meaning("member_roles", words) is not None else ""


def _is_row(paragraph: Paragraph) -> bool:
    row = parse_row(paragraph.words)
    return (row is not None and bool(row.cells)) or _lone_name(paragraph) is not None


def _lone_name(paragraph: Paragraph) -> Row | None:
    """A row that is a name and no more, among other rows: 沈　慧."""
    words = paragraph.words.strip()
    name = squeezed(words)
    lead = len(paragraph.words) - len(paragraph.words.lstrip())
    set_apart = len(name) == _LONGEST_LONE_NAME or len(words) > len(name)  # 方案 is no name, 方　案 is
    if not 1 < len(name) <= _LONGEST_LONE_NAME or not set_apart or not has_surname(name) or is_body(name):
        return None
    return Row(None, (Cell((Stretch(lead, lead + len(words)),), ()),))


def _goes_on(role: str) -> bool:
    """Whether a role can be that of many, so that a row without one may follow: there is one head."""
    return meaning("member_roles", role) != "head" and not role.startswith("办公室")


def _known_row(words: str, known: Collection[str]) -> Row | None:
    """A role with persons whom rows above have named, whatever their surnames: 办公室主任：张　某（兼）."""
    opening = row_role(words)
    if opening is None or len(words) > _LONGEST_LINE:
        return None
    pieces = [Stretch(*match.span()) for match in _KNOWN_PERSON.finditer(words, opening[1])]
    names = [squeezed(_ALSO.sub("", words[start:end])) for start, end in pieces]
    if not names or not all(name in known for name in names):
        return None
    ends = [_ALSO.search(words, *piece) for piece in pieces]
    places = (
        Stretch(piece.start, also.start() if also else piece.end) for piece, also in zip(pieces, ends, strict=True)
    )
    return Row(opening[0], tuple(Cell((place,), ()) for place in places))


def _oddly_labelled(words: str) -> Row | None:
    """A row in a list whose role is none of those known: 总策划：张某　县文联主席."""
    label = _ODD_LABEL.match(words)
    role = squeezed(label["role"]) if label else ""
    sounds = meaning("rare_roles", role) is not None and meaning("not_roles", role) is None
    if label is None or len(words) > _LONGEST_LINE or not sounds:
        return None
    row = parse_row(words[label.end() :])
    if row is None or row.role is not None or not row.cells:
        return None
    cells = tuple(cell.moved(label.end()) for cell in row.cells)
    return Row(role, cells) if all(ends_post(squeezed(joined(words, cell.posts))) for cell in cells) else None


def _row_of_body(words: str) -> Row | None:
    """省财政厅：副厅长　张某: the row of a list that prints the body before a colon."""
    row = _BODY_ROW.fullmatch(words) if len(words) <= _LONGEST_LINE else None
    if row is None or not is_body(squeezed(row["body"])) or not may_be_name(squeezed(row["name"])):
        return None
    whole = ends_post(row["title"]) and is_whole_post(squeezed(row["body"]) + row["title"])
    return (
        Row(None, (Cell((Stretch(*row.span("name")),), (Stretch(*row.span("body")), Stretch(*row.span("title")))),))
        if whole
        else None
    )


def _seat_of_table(one: _List, seat: Seat | None, role: str) -> str:
    """Seat a person of a table; the role that goes on in the rows under it."""
    if seat is None:
        return role
    role = seat.role or role
    one.seats.append(_Seat(role, seat.name, list(seat.posts), rule="tables.member"))
    return role


def _is_other_list(words: str) -> bool:
    """Whether a line heads another list: 先进个人名单, or who leaves; 某某领导小组名单 is a group's."""
    if len(words) > _LONGEST_LINE:
        return False
    heading = squeezed(words)
    named = _OTHER_LIST.sub("", heading)
    other = named != heading and not _ends_in_kind(named)
    return other or bool(ENDS_SEAT.search(words) and heading.endswith("："))


def _ends_post_of(cut: Paragraph, rest: Paragraph) -> bool:
    """Whether a few characters are what a post cut short lacks: 二级巡视, 员."""
    return len(rest.words) <= _SPILLED and ends_post(cut.words.rsplit(maxsplit=1)[-1] + rest.words)


def _is_staff_row(words: str) -> bool:
    """Whether a line is a row that an office's staff may begin with: its 主任."""
    role = row_role(words)
    return role is not None and role[0].endswith("主任")


def _row(paragraph: Paragraph, *, in_list: bool) -> Row | None:
    """The row of a paragraph; inside a list it may be numbered, and a heading may be a role."""
    row = parse_row(paragraph.words)
    label = find_label(paragraph.words)
    if row is not None or label is None:
        return row
    rest = paragraph.words[label.end :]
    role = _IN_BRACKETS.sub("", squeezed(rest))  # 一、委员（6人）
    if meaning("member_roles", role) is not None:
        return Row(role, ())
    row = parse_row(rest) if in_list else None
    return row and Row(row.role, tuple(cell.moved(label.end) for cell in row.cells))


def _among_rows(paragraphs: Sequence[Paragraph], index: int) -> bool:
    if not 0 < index < len(paragraphs) - 1:
        return False
    above, below = paragraphs[index - 1].words, paragraphs[index + 1].words
    return parse_row(below) is not None and (
        parse_row(above) is not None or meaning("member_roles", squeezed(above)) is not None
    )


def _seems_last_row(above: Paragraph, paragraph: Paragraph) -> bool:
    """Whether a line right under a row opens as one does: 王某某　企业家."""
    row = _NAME_AND_WORD.fullmatch(paragraph.words) if len(paragraph.words) <= _LONGEST_LINE else None
    return row is not None and has_surname(row["name"]) and _is_row(above)


def _read_sentence(one: _List, paragraph: Paragraph, *, in_list: bool, heads: bool) -> None:
    """What stands in a list and is no row: it may name the group, seat members in prose, or head the office."""
    words = paragraph.words
    label = find_label(words)
    heading = words[label.end if label else 0 :].strip()
    if label is not None or heads:
        one.office = bool(_OFFICE_HEADING.fullmatch(heading)) or (heads and "下设办公室" in words)
    one.office = one.office or (heads and bool(one.seats) and bool(_OFFICE_OPENS.search(words)))
    one.sentences.append(paragraph)
    seats_or_leaves = (one.seats and _LEAVES.search(words)) or (
        _SEATED_ROW.match(words) and _role_in_text().search(words)
    )
    a_row = in_list and label is None and len(words) <= _LONGEST_LINE and not words.endswith(("。", "：", "；"))
    if seats_or_leaves or a_row:
        one.unread.append(paragraph)
    if not one.seats and not one.name:
        _name_from_text(one, paragraph)
    elif not one.seats and not one.action:
        match = _founded_in_text().search(words)
        one.action = _action(match["verb"]) if match and one.name.endswith(printed(match["name"])) else ""
    if one.name and any(verb in words for verb in ("任", "为")):
        _seats_in_text(one, paragraph)


def _name_from_text(one: _List, paragraph: Paragraph) -> None:
    match = _founded_in_text().search(paragraph.words)
    if match and _COUNTED.match(match["name"]):
        one.action = _action(match["verb"])  # 成立4个督导组: their names stand over their lists
        return
    if match and not _NOT_A_NAME.search(match["name"]):
        one.name, one.action = printed(match["name"]), _action(match["verb"])
        one.name_at = (Stretch(paragraph.start + match.start("name"), paragraph.start + match.end("name")),)
        return
    if not paragraph.words.rstrip().endswith("单"):
        return
    words = ANNEX_LABEL.sub("", squeezed(paragraph.words))
    heading = _LIST_HEADING.sub("", words)
    if heading != words and _ends_in_kind(heading):
        one.name, one.name_at = heading, (Stretch(paragraph.start, paragraph.end),)


def _names_another(name: str, main: str) -> bool:
    """Whether an item names a body of its own, and neither the main one nor a mere kind."""
    return not (_MERE_KIND.fullmatch(name) or main.endswith(name))


def _seats_in_text(one: _List, paragraph: Paragraph) -> None:
    """Members that a sentence seats; a clause counts only where it names persons and nothing else."""
    label = find_label(paragraph.words)
    start = label.end if label else 0
    for sentence in _SENTENCE.finditer(paragraph.words, start):
        office = _OF_THE_OFFICE.search(sentence.group())
        words = sentence.group()[: office.start()] if office else sentence.group()
        offset = paragraph.start + sentence.start()
        seats = list(_seats_in_sentence(words, offset))
        one.seats += seats
        if _leaves_unseated(words, {seat.name[0].start - offset for seat in seats}):
            one.unread.append(paragraph)
            return


def _leaves_unseated(words: str, seated: Collection[int]) -> bool:
    """Whether a clause seems to seat persons, with their posts, of whom none has a seat; ``seated`` stand where."""
    for clause in _CLAUSE.finditer(words):
        taken = _role_taken().search(clause.group())
        if taken is None or ENDS_SEAT.search(clause.group()):
            continue
        before = _BEFORE_VERB.sub("", clause.group()[: taken.start()])
        named = any(one.posts for one in split_people(before)) or find_people(before)
        if named and not any(clause.start() <= at < clause.end() for at in seated):
            return True
    return False


def _seats_in_sentence(words: str, start: int, known: Collection[str] = ()) -> Iterator[_Seat]:
    """The seats that one sentence gives; ``start`` is where it stands in the repaired text."""
    if not known and "任" not in words and "为" not in words:
        return
    patterns = (_role_in_text(), _role_before_people(), *([_role_label()] if known else []))
    for match in (match for pattern in patterns for match in pattern.finditer(words)):
        if match.re is _role_in_text():
            yield from _seats_before(words, match.start(), match["role"], start)
        told = _IN_PLACE_OF.split(match["people"], maxsplit=1)[0]
        people = _known_people(told, known) or list(split_people(told, known))
        roles = [match["role"], *(one["role"] for one in _further_roles(words, match.end("role")))]
        if len(people) == 1 or len(roles) == 1:
            yield from _seats_of(people, told, match["role"], start + match.start("people"), known)
        elif len(roles) == len(people):  # 张某、李某分别任组长、副组长
            seats = _seats_of(people, told, "", start + match.start("people"), known)
            yield from (replace(seat, role=role) for seat, role in zip(seats, roles, strict=False))


def _further_roles(words: str, end: int) -> Iterator[re.Match[str]]:
    """Roles that stand beside one, which ends at ``end``: 、副组长."""
    while further := _role_beside().match(words, end):
        yield further
        end = further.end()


@cache
def _role_beside() -> re.Pattern[str]:
    return re.compile(rf"、(?P<role>{alternation('member_roles')})(?=[，。；、]|$)")


def _seats_before(words: str, end: int, role: str, start: int) -> Iterator[_Seat]:
    """Seats of a clause that a comma parts from its verb: 县委常委张某，副县长李某任副组长."""
    begin = max(words.rfind(stop, 0, end) for stop in _STOPS) + 1
    clause = words[begin:end]
    if words[end : end + 1] != "，" or len(clause) > _LONGEST_CLAUSE or _DOES_ELSE.search(clause):
        return
    people = list(_sharing_posts(list(split_people(clause)), clause))
    # 经副省长张某, 原组长张某: no whole posts, and no seats.
    if all(one.posts and all(is_whole_post(post.removeprefix("原")) for post in one.posts) for one in people):
        yield from _seats_of(people, clause, role, start + begin)


def _known_people(words: str, known: Collection[str]) -> list[Person]:
    """Persons of a list whom the text has named with their posts; empty where one of them is not."""
    pieces = [(match.start(), match.group()) for match in _PERSON_OF_LIST.finditer(words.removeprefix("由"))]
    shift = len(words) - len(words.removeprefix("由"))
    names = [(start + shift, piece.removesuffix("同志")) for start, piece in pieces]
    if not all(name in known for _, name in names):
        return []
    return [Person(start, start + len(name), 0, 0, ()) for start, name in names]


def _seats_of(
    people: Sequence[Person], words: str, role: str, offset: int, known: Collection[str] = ()
) -> Iterator[_Seat]:
    """The seats of persons, where ``words`` name them with their posts and nothing else."""
    people = list(_sharing_posts(people, words))
    told = all(one.posts or words[one.start : one.end] in known for one in people)
    if ENDS_SEAT.search(words) or not people or not told or not _fills(people, words):
        return
    for person in people:
        name = Stretch(offset + person.start, offset + person.end)
        posts = [Stretch(offset + person.posts_start, offset + person.posts_end)] if person.posts else []
        yield _Seat(role, (name,), posts, rule="groups.prose")


def _sharing_posts(people: Sequence[Person], words: str) -> Iterator[Person]:
    """副县长张某、李某: a name right behind 、 shares the posts before it."""
    before: Person | None = None
    for person in people:
        shares = before is not None and before.posts_end and not person.posts and words[person.start - 1] in "、和"
        if before is not None and shares and before.posts_end <= before.start:
            person = person._replace(posts_start=before.posts_start, posts_end=before.posts_end, posts=before.posts)
        yield person
        before = person


def _fills(people: Sequence[Person], words: str) -> bool:
    """Whether a list names persons and nothing else."""
    end = max(people[-1].end, people[-1].posts_end + 1)
    rest = words.removesuffix("同志")[end:]
    return not rest or all(map(_is_of_units, filter(None, _PARTS_LIST.split(rest))))


def _is_of_units(words: str) -> bool:
    """Whether words seat whoever holds a post, or a body: 各社区书记, 省财政厅."""
    return words.startswith("各") and (ends_post(words) or is_body(words))


def _list_headed(paragraph: Paragraph, *, parent: str) -> _List:
    """The list under a heading, which may be a numbered item."""
    label = find_label(paragraph.words)
    start = paragraph.start + (label.end if label else 0)
    words = paragraph.words[start - paragraph.start :].rstrip().removesuffix("：")
    return _List(printed(words), (Stretch(start, start + len(words)),), parent=parent)


def _heads_list(paragraphs: Sequence[Paragraph], index: int, main: str) -> bool:
    """Whether a paragraph is the name of a body alone, with rows under it; 领导小组 alone names none."""
    following = paragraphs[index + 1].words if index + 1 < len(paragraphs) else ""
    row = parse_row(following)
    if row is None or row.role is None:
        return False
    label = find_label(paragraphs[index].words)
    heading = paragraphs[index].words[label.end if label else 0 :].strip().rstrip("：")
    named = is_group_heading(heading) and (
        meaning("group_kinds", heading) is None or (label is not None and _names_another(squeezed(heading), main))
    )
    if label is not None and row.role == "部长":
        return bool(_DEPARTMENT.fullmatch(heading))  # 竞赛部 of an organising committee
    return named


def _heads_unnamed(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Whether a paragraph heads the list of a body of which it prints the kind alone: 专家组：."""
    words = squeezed(paragraphs[index].words)
    kind = meaning("group_kinds", words[:-1]) if words.endswith("：") else None
    row = row_role(paragraphs[index + 1].words) if kind is not None and index + 1 < len(paragraphs) else None
    return row is not None and meaning("member_roles", row[0]) == "head"


def _heads_other_office(paragraph: Paragraph, above: str) -> bool:
    """三、市节约用水办公室: an item that names a body of its own, and not the office of the group above it."""
    label = find_label(paragraph.words)
    office = _OWN_OFFICE.fullmatch(squeezed(paragraph.words[label.end :])) if label else None
    return office is not None and not any(office["core"][at : at + 2] in above for at in range(len(office["core"]) - 1))


def _heads_table(paragraphs: Sequence[Paragraph], index: int, seats: Mapping[int, Seat | None]) -> bool:
    """Whether a paragraph is the name of a body, with a table of its members under it."""
    if not _is_above_table(paragraphs, index, seats):
        return False
    label = find_label(paragraphs[index].words)
    heading = paragraphs[index].words[label.end if label else 0 :].strip()
    return is_group_heading(heading) and meaning("group_kinds", heading) is None


def _is_above_table(paragraphs: Sequence[Paragraph], index: int, seats: Mapping[int, Seat | None]) -> bool:
    return index + 1 < len(paragraphs) and paragraphs[index + 1].start in seats


def _add_row(one: _List, paragraph: Paragraph, row: Row, role: str) -> None:
    def placed(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
        return tuple(Stretch(paragraph.start + start, paragraph.start + end) for start, end in stretches)

    one.office = one.office or role.startswith("办公室")
    seated = f"办公室{role}" if one.office and role and not role.startswith("办公室") else role
    one.seats += [
        _Seat(seated, placed(cell.name), list(placed(cell.posts)), labelled=row.role is not None) for cell in row.cells
    ]


def _group_facts(one: _List, page: Printed, *, directive: str, action: Action) -> Iterator[GroupFact]:
    first = one.seats[0]
    yield Group(
        spans=page.spans(*one.name_at) + page.spans(*first.name, *first.posts),
        rule="groups.list",
        name=one.name,
        group_kind=group_kind(one.name),
        parent=one.parent,
        directive=directive,
        action=action,
        office_host=find_host(one.sentences),
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
    known = {_name(seat.name, page) for seat in one.seats}
    for sentence in one.sentences:
        yield from find_staff(one.name, directive, sentence, page, known)


def _posts_of(seat: _Seat, page: Printed) -> tuple[tuple[str, ...], str]:
    words = printed(joined(page.repaired.value, seat.posts))
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
    return squeezed(joined(page.repaired.value, stretches))


def _certain_roles(one: _List, page: Printed) -> list[str]:
    """The role of each seat, empty where the list has lost the label that would tell it.

    A list with deputies and no members has lost the label 成员, unless it goes on with deputies of one rank to its end.
    """
    roles = [seat.role for seat in one.seats]
    if all(seat.rule == "groups.prose" for seat in one.seats):
        return roles  # sentences print the role of each
    if any(_labels_members(paragraph.words) for paragraph in (*one.sentences, *one.unread)):
        return roles
    if one.roles >= {"head", "deputy"} and "member" not in one.roles:
        labelled = max(index for index, role in enumerate(roles) if index == 0 or role != roles[index - 1])
        rank = _rank(one.seats[labelled], page)
        same = [index for index in range(labelled, len(roles)) if _rank(one.seats[index], page) == rank]
        same += [index for index, seat in enumerate(one.seats) if seat.labelled]
        last = max(same, default=labelled)
        roles[last + 1 :] = [""] * (len(roles) - last - 1)
    return roles


def _labels_members(words: str) -> bool:
    """Whether a paragraph prints the label of members: 成员单位：省财政厅、省教育厅."""
    opening = row_role(words)
    return opening is not None and meaning("member_roles", opening[0]) == "member"


def _rank(seat: _Seat, page: Printed) -> str:
    """What the first post ends in, without 常务: 常务副省长 and 副省长 are of one rank."""
    posts, _ = _posts_of(seat, page)
    match = re.search(r"副?[^副]{0,2}$", posts[0]) if posts else None
    return match.group() if match else ""
