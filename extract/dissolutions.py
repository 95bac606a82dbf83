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
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..ontology.model import Ending, Gap, GroupChange
from .directives import document_key, document_title
from .dissolution_lists import (
    LONGEST_ROW,
    OF_GROUPS,
    announces,
    is_act,
    may_be_name,
    names_in,
    names_of_row,
    opening,
    read_table_row,
    table_row,
)
from .dissolution_names import ASIDE, LONGEST_HEADING, Flat, SeenNames, kind_before, quoted_whole
from .dissolution_sentences import WINDOW, Doubt, End, said
from .evidence import Printed
from .groups import group_kind
from .labels import find_label
from .printed import printed
from .rows import is_body
from .segment import Document, Paragraph
from .text import Stretch

ChangeFact = GroupChange | Gap

_MAY_END = re.compile(
    "撤\\s*销|撤\\s*并|不\\s*再\\s*[保设]|取\\s*消|解\\s*散|合\\s*并|并\\s*入|归\\s*并|整\\s*合|[更改]\\s*[名称]|名\\s*称"
)
"""What every act holds: most paragraphs have none, and it is quicker to look for."""

_MAY_NAME = re.compile(
    "组(?!织)|委员会|委会|指挥部|联席会议|专班|机制|机构|理事会|董事会|监事会|基金会|协会|以下|下列|如下"
)
"""What the name of a group ends in, or an announcement of names holds; a heading may hold neither."""

_TITLE = re.compile(r"关于(?P<said>.{4,120}?)的(?:通知|决定|公告|通告|批复|命令|通报)$")
_INTENDS = re.compile(r"请示|报告|征求意见|建议|草案|送审稿|的函$|计划|要点|规划|纲要")
_TASK = re.compile(r"责任(?:单位|部门|人)|牵头|[（(][^（）()]{2,60}(?:负责|落实|配合)[）)]")
_OF_LISTS = re.compile("议事协调|临时机构|领导小组")
_PROMISES = re.compile("以下|下列|如下")
_ELSEWHERE = re.compile("附后|[见详]附|附件")
_OTHER_HEADING = re.compile(r"保留|调整|设立|成立|新设|合并|更名|并入|要求|附件|名单|事项")
_DATE_LINE = re.compile(r"[\d一二三四五六七八九○〇零]{4}\s*年")

REASON = "a group seems to be dissolved, merged or renamed here, but which one, or whether it is done here, is not sure"
"""Why a sentence is listed."""

_LIST_REASON = "a list of groups that end is announced, but no name was read under it"
_ROW_REASON = "a line in a list of groups that end was not read as the name of one"


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


def _may_end(words: str) -> bool:
    return _MAY_END.search(words) is not None and (len(words) <= LONGEST_HEADING or _MAY_NAME.search(words) is not None)


def speaks_of_end(words: str) -> Iterator[tuple[int, int]]:
    """Where a paragraph states, or seems to state, that a group ends: offsets of each place.

    >>> sentence = "经研究，撤销某省粮改领导小组。"
    >>> [sentence[start:end] for start, end in speaks_of_end(sentence)]
    ['撤销某省粮改领导小组']
    """
    if _may_end(words):
        flat = Flat(words)
        for one in said(flat.words):
            place = one.whole if isinstance(one, End) else one
            yield flat.stretch(place.start, place.end, 0)


class _Told(NamedTuple):
    """What is told of a group, in flat words."""

    name: str
    ending: Ending
    successor: str = ""
    date: str = ""


def _told(one: End, flat: Flat) -> _Told:
    name = flat.words[one.name.start : one.name.end]
    heir = flat.words[one.successor.start : one.successor.end] if one.successor else ""
    return _Told(name, one.ending, heir, one.date)


def _mended(words: str) -> str:
    """A name as facts give it, without a quotation mark that has no partner."""
    return printed(words.strip('“”"「」') if words.count("“") != words.count("”") else words)


@dataclass(slots=True)
class _List:
    """Names on lines under a heading or a sentence that ends them.

    Attributes:
        act: Where the heading stands.
        depth: Depth of the labels of its rows; None where they have none, -1 before the first.
        promised: Whether names must follow, or nothing was read.
        rows: Rows read so far, or listed as gaps.
        doubtful: Whether a line above that was not read may head another list.
    """

    act: Stretch
    promised: bool
    depth: int | None = -1
    rows: int = 0
    doubtful: bool = False


@dataclass(slots=True)
class _Reader:
    """A directive on its way into groups that end."""

    document: Document
    page: Printed
    key: str = ""
    of_groups: bool = False
    only_intends: bool = False
    open: _List | None = None
    seen: SeenNames = field(default_factory=SeenNames)

    def __post_init__(self) -> None:
        title = document_title(self.document)
        self.key = document_key(self.document)
        self.of_groups = bool(OF_GROUPS.search(title))
        self.only_intends = bool(_INTENDS.search(title.rpartition("关于")[2]))

    def title(self) -> Iterator[ChangeFact]:
        """What the title says: 关于撤销某省粮改领导小组的通知."""
        match = _TITLE.search(document_title(self.document))
        if match is None or not self.document.title:
            return
        flat = Flat(match["said"])
        places = [Stretch(one.start, one.end) for one in self.document.title]
        for one in said(flat.words):
            if isinstance(one, End):
                yield from self._change(_told(one, flat), places, "dissolutions.title")

    def paragraph(self, index: int) -> Iterator[ChangeFact]:
        """What a paragraph of the body says."""
        paragraph = self.document.body[index]
        if self.open is not None:
            facts = self._row(index, self.open)
            if facts is not None:
                yield from facts
                return
            yield from self.close()
        if not _may_end(paragraph.words):
            if len(paragraph.words) <= LONGEST_HEADING:
                self._notice_context(paragraph.words)
            return
        cells = table_row(paragraph)
        if cells is not None:
            yield from self._table(paragraph, cells)
            return
        label = find_label(paragraph.words)
        flat = Flat(paragraph.words, label.end if label else 0)
        self._notice_context(flat.words)
        found = list(said(flat.words))
        announced = [] if any(isinstance(one, End) for one in found) else list(self._announcement(index, flat))
        yield from [] if announced or self.open else self._sentences(found, flat, paragraph)
        yield from announced

    def _notice_context(self, words: str) -> None:
        """Headings and announcements before tell whether names below are those of groups."""
        self.of_groups = self.of_groups or bool(_OF_LISTS.search(words[-WINDOW:]))

    def _names_follow(self, index: int) -> bool:
        """Whether the next line holds names of groups and nothing else."""
        following = self.document.body[index + 1 : index + 2]
        return any(names_in(other.words) is not None for other in following)

    def close(self) -> Iterator[ChangeFact]:
        """End the list that is being read."""
        if self.open is not None and self.open.promised and not self.open.rows:
            yield self._gap(self.open.act, "dissolutions.list", _LIST_REASON)
        self.open = None

    def _sentences(self, found: Sequence[End | Doubt], flat: Flat, paragraph: Paragraph) -> Iterator[ChangeFact]:
        is_task = bool(_TASK.search(flat.words[-WINDOW:]))  # what a plan gives somebody to do is not done by it
        acts = Counter(one.act for one in found if isinstance(one, End))
        for one in found:
            if isinstance(one, End):
                shares = acts[one.act] > 1
                pieces = [one.name, one.act, *([one.successor] if one.successor else [])] if shares else [one.whole]
                places = [flat.stretch(*quoted_whole(flat.words, piece), paragraph.start) for piece in pieces]
                yield from self._change(_told(one, flat), places, "dissolutions.sentence", is_task=is_task)
            else:
                yield self._gap(flat.stretch(*one, paragraph.start), "dissolutions.sentence", REASON)

    def _announcement(self, index: int, flat: Flat) -> Iterator[ChangeFact]:
        """A heading or a sentence with names behind it: 撤销以下议事协调机构：."""
        paragraph = self.document.body[index]
        head, colon, rest = opening(flat.words)
        if self.only_intends or not announces(head, of_groups=self.of_groups or self._names_follow(index)):
            return
        act = flat.stretch(max(0, len(head) - LONGEST_HEADING), len(head), paragraph.start)
        if rest:
            names = names_of_row(rest)
            for name in names or ():
                before = len(head) + len(colon)
                place = flat.stretch(before + name.start, before + name.end, paragraph.start)
                told = _Told(rest[name.start : name.end], "dissolved")
                yield from self._change(told, [place, act], "dissolutions.list")
            if names is None:
                whole = flat.stretch(0, len(flat.words), paragraph.start)
                yield self._gap(whole, "dissolutions.list", _LIST_REASON)
            return
        promised = bool(_PROMISES.search(head)) and not _ELSEWHERE.search(head)
        self.open = _List(act, promised)

    def _row(self, index: int, one: _List) -> list[ChangeFact] | None:
        """What a line under a heading says; None where the list ends above it."""
        paragraph = self.document.body[index]
        cells = table_row(paragraph)
        if cells is not None:
            one.rows += 1
            return list(self._table(paragraph, cells, heading=one.act))
        label = find_label(paragraph.words)
        depth = label.depth if label else None
        if one.depth != -1 and depth != one.depth:
            return None
        flat = Flat(paragraph.words, label.end if label else 0)
        names = names_of_row(flat.words)
        if names is None and not self._is_unread_row(index, flat, one, depth):
            return None
        one.rows += 1
        if names is None or one.doubtful:
            one.doubtful = one.doubtful or (depth is None and not may_be_name(flat.words))
            return [self._gap(Stretch(paragraph.start, paragraph.end), "dissolutions.list", _ROW_REASON)]
        one.depth = depth
        facts: list[ChangeFact] = []
        for name in names:
            places = [flat.stretch(*name, paragraph.start), one.act]
            facts += self._change(_Told(flat.words[name.start : name.end], "dissolved"), places, "dissolutions.list")
        return facts

    def _is_unread_row(self, index: int, flat: Flat, one: _List, depth: int | None) -> bool:
        """Whether a line that names no group was meant as a row of the list."""
        words = flat.words
        if not words or len(words) > LONGEST_ROW or words.endswith(("。", "：", ":")):
            return False
        if _OTHER_HEADING.search(ASIDE.sub("", words)):
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
    ) -> Iterator[ChangeFact]:
        """A row of a table: a group, and in a cell of its own what becomes of it."""
        flats = [Flat(paragraph.words[: one.end], one.start) for one in cells]
        row = read_table_row(flats, headed=heading is not None)
        if row is not None and not self.only_intends:
            places = [Stretch(paragraph.start + one.start, paragraph.start + one.end) for one in row.places]
            places += [heading] if heading and len(places) == 1 else []
            yield from self._change(_Told(row.name, row.ending, row.successor), places, "dissolutions.table")
        elif any(kind_before().search(one.words) for one in flats) and (heading or any(map(is_act, flats))):
            yield self._gap(Stretch(paragraph.start, paragraph.end), "dissolutions.table", _ROW_REASON)

    def _change(
        self, told: _Told, places: Sequence[Stretch], rule: str, *, is_task: bool = False
    ) -> Iterator[ChangeFact]:
        """The end of a group; a gap where it is only intended, nothing where it was stated before."""
        name = _mended(told.name)
        if self.seen.holds(name):
            return
        if self.only_intends or is_task:
            yield self._gap(places[0], rule, REASON)
            return
        self.seen.add(name)
        yield GroupChange(
            spans=self.page.spans(*places),
            rule=rule,
            directive=self.key,
            name=name,
            group_kind=group_kind(name),
            change_kind=told.ending,
            successor=_mended(told.successor),
            date=told.date,
        )

    def _gap(self, place: Stretch, rule: str, reason: str) -> Gap:
        return Gap(spans=self.page.spans(place), rule=rule, directive=self.key, reason=reason)
