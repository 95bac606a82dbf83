"""The facts that a gazette states, as frozen records.

One concept, one word: the names of fields are those of the exported tables and of the graph. Every fact names the
places of the source that state it (``spans``) and the rule that read it (``rule``). Values are as printed, with the
scan's damage repaired: no white space inside Chinese text, broken strings joined, Markdown marks gone, brackets
full-width.

Offsets are 0-based, end exclusive, and count characters of the decoded source: byte-order mark dropped, line ends
folded to one character. ``line`` is 1-based, the line that ``grep -n`` prints.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

AssignmentRole: TypeAlias = Literal["lead", "support", "responsible"]
AssignmentForm: TypeAlias = Literal["bracketed", "labelled", "prose", "table"]
Action: TypeAlias = Literal["established", "adjusted", ""]
Ending: TypeAlias = Literal["dissolved", "merged", "renamed"]
Relation: TypeAlias = Literal["based_on", "repeals", "amends", "forwards", "replies", "mentions"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a source: where it stands and what is printed there.

    Attributes:
        source: Name of the source file, without folders.
        start: Offset of the first character.
        end: Offset after the last character.
        line: Line on which the stretch begins.
        text: The characters themselves, ``source_text[start:end]``, damage and all.
    """

    source: str
    start: int
    end: int
    line: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What all facts have: where they are stated and which rule read them.

    Attributes:
        spans: One stretch of the source or, where the scan tore a statement apart, several: first what the fact is
            about. Never empty.
        rule: Name of the rule, ``component.rule``.
    """

    kind: ClassVar[str] = "fact"
    spans: tuple[Span, ...]
    rule: str

    @property
    def span(self) -> Span:
        """The stretch on which the statement begins."""
        return self.spans[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Directive(Fact):
    """公文: an instrument printed with its own number, or standing as a document of its own.

    Attributes:
        number: 发文字号, such as ``青政办〔2023〕22号``; empty where none is printed.
        title: Title in full, with the issuer if the heading prints it.
        issuers: 发文机关, in the order of the signature.
        addressees: 主送机关, as printed.
        date: 成文日期, ISO 8601; empty where none is printed.
        document_kind: 文种, the last word of the title proper: 通知, 意见, 决定 …
        promulgates: Titles of what it issues or forwards, without 《》, in the order of the text.
    """

    kind: ClassVar[str] = "directive"
    number: str
    title: str
    issuers: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    date: str = ""
    document_kind: str = ""
    promulgates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Fact):
    """A body whose members the text lists, such as a 领导小组, 委员会, 指挥部 or 联席会议.

    Attributes:
        name: Name as printed where the group is founded or headed.
        group_kind: The word the name ends in.
        parent: Name of the body it sits under, if the text says so.
        directive: ``key`` of the directive that says so (its number, else its title); empty outside every directive.
        action: Whether the directive establishes or adjusts it.
        office_host: The agency at which its office is set up.
    """

    kind: ClassVar[str] = "group"
    name: str
    group_kind: str
    parent: str = ""
    directive: str = ""
    action: Action = ""
    office_host: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupMention(Fact):
    """A group that a text names without listing its members.

    Attributes:
        name: Name as printed.
        group_kind: The word the name ends in.
        directive: As in ``Group.directive``.
    """

    kind: ClassVar[str] = "group_mention"
    name: str
    group_kind: str
    directive: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupChange(Fact):
    """The end of a group, or of its name: a directive dissolves it, merges it into another, or renames it.

    Attributes:
        name: Name as printed, without 原.
        group_kind: The word the name ends in.
        change_kind: dissolved 撤销, merged 并入, renamed 更名.
        successor: The group into which it is merged, as which it goes on, or that takes on what it did; empty where
            none is named.
        directive: As in ``Group.directive``.
        date: The day from which it holds, ISO 8601, where the sentence prints one; else empty: that of the directive.
    """

    kind: ClassVar[str] = "group_change"
    name: str
    group_kind: str
    change_kind: Ending
    successor: str = ""
    directive: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member(Fact):
    """A person on a group, or on the staff of its office.

    Attributes:
        group: Name of the group, as in ``Group.name``.
        directive: As in ``Group.directive``.
        person: Name without blanks.
        role: 组长, 副组长, 成员 …; 办公室主任, 办公室副主任 for staff of its office; empty where the label is lost.
        posts: Posts held, each whole: 省环境保护厅副厅长、巡视员 gives two that both name the agency.
        note: What else the list prints of this seat: 常务, 兼任 …
    """

    kind: ClassVar[str] = "member"
    group: str
    directive: str
    person: str
    role: str
    posts: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Fact):
    """The innermost numbered item that an assignment closes.

    Attributes:
        directive: Key of the directive (its number, else its title).
        path: Printed labels from the outermost to the innermost item, after the annex's title if it has one; it
            tells two items of one label apart.
        label: Label of the innermost item as printed, brackets full-width: ``12.``, ``（三）``, ``第九条``.
        title: Heading of that item, without label.
    """

    kind: ClassVar[str] = "task"
    directive: str
    path: tuple[str, ...]
    label: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment(Fact):
    """One body's part in one task.

    Attributes:
        directive: Key of the directive.
        path: ``Task.path`` of the task.
        task_label: ``Task.label``.
        task_title: ``Task.title``.
        body: One agency or collective, as printed.
        role: lead 牵头, support 配合, responsible 负责.
        form: How it is printed.
        deadline: 完成时限 as printed; empty where none is.
    """

    kind: ClassVar[str] = "assignment"
    directive: str
    path: tuple[str, ...]
    task_label: str
    task_title: str
    body: str
    role: AssignmentRole
    form: AssignmentForm
    deadline: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty(Fact):
    """What an agency is told to do in running text."""

    kind: ClassVar[str] = "duty"
    directive: str
    body: str
    duty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment(Fact):
    """A person put into posts, or relieved of them."""

    kind: ClassVar[str] = "appointment"
    directive: str
    action: Literal["appoint", "dismiss"]
    person: str
    posts: tuple[str, ...]
    reason: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation(Fact):
    """A directive that another one names by its number.

    Attributes:
        directive: Key of the directive in which it is printed.
        number: Number of the directive named.
        title: Its title without 《》; empty where none is printed.
        relation: based_on 根据, repeals 废止, amends 修订, forwards 转发, replies 批复, mentions.
    """

    kind: ClassVar[str] = "citation"
    directive: str
    number: str
    title: str
    relation: Relation


@dataclass(frozen=True, slots=True)
class Participant:
    """A person named in an item of the chronicle, with the posts printed there."""

    person: str
    posts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Fact):
    """An item of the chronicle 大事记."""

    kind: ClassVar[str] = "event"
    date: str
    until: str
    text: str
    participants: tuple[Participant, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap(Fact):
    """A statement that looks like a fact and was not read, with the reason."""

    kind: ClassVar[str] = "gap"
    directive: str
    reason: str


FACTS: tuple[type[Fact], ...] = (
    Directive,
    Group,
    GroupMention,
    GroupChange,
    Member,
    Task,
    Assignment,
    Duty,
    Appointment,
    Citation,
    Event,
    Gap,
)
"""Every kind of fact, in the order in which tables and graphs list them."""

BY_KIND: Mapping[str, type[Fact]] = {fact.kind: fact for fact in FACTS}


def directive_key(directive: Directive) -> str:
    """What other facts call a directive: its number, else its title.

    >>> notice = Directive(spans=(), rule="", number="", title="关于放假的通知")
    >>> directive_key(notice)
    '关于放假的通知'
    """
    return directive.number or directive.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read out of one source.

    Attributes:
        source: Name of the file, without folders.
        sha256: Digest of its bytes, in hexadecimal.
        encoding: The encoding it was decoded from.
        characters: Length of the decoded text.
        facts: In the order of the source.
    """

    source: str
    sha256: str
    encoding: str
    characters: int
    facts: tuple[Fact, ...]
