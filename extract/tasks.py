"""Tasks: the numbered items of a directive, and the innermost one that each paragraph belongs to."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ..ontology.model import Task
from .directives import document_title
from .evidence import Printed
from .labels import find_label
from .printed import printed, squeezed
from .segment import Document, Paragraph

_SENTENCE = re.compile(r"^(.*?)[。；：]")
_CLAUSE = re.compile(r"^(.*?)[，。；：]")
_BLANKS_IN_TITLE = 12
"""A line that prints an annex's title has no more blanks in it than this."""

_STATEMENT_AT_END = re.compile(r"（[^（）]*(?:牵头|负责|责任|[、，])[^（）]*）$")
_STATEMENT_IN_SENTENCE = re.compile(
    r"（[^（）]*(?:牵头|负责|责任|配合|[厅局委办][、，][^（）]*[厅局委办部院府])[^（）]*）$"
)
_LONGEST_HEADING = 300
"""Of a longer heading no more is kept: every statement under it quotes it."""

_SHORT_SENTENCE = 20
"""A first sentence with commas counts as a heading up to this many characters."""


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered item.

    Attributes:
        path: Labels from the outermost item to this one, after the annex's title if it stands in one.
        label: Its label as printed, brackets full-width; empty where the text before any item is meant.
        title: Its heading without label.
        start: Where in the repaired text its first paragraph begins.
        end: Where its heading ends.
    """

    path: tuple[str, ...]
    label: str
    title: str
    start: int
    end: int


Placed: TypeAlias = tuple[Paragraph, Item | None]
"""A paragraph and the innermost item that it belongs to."""


@dataclass(frozen=True, slots=True)
class _Open:
    depth: int
    item: Item


def paragraphs_with_items(document: Document, annexes: Sequence[str]) -> Iterator[Placed]:
    """Each paragraph of a document's body with the innermost item that it belongs to, None before the first.

    Args:
        document: The directive.
        annexes: Titles of its annexes; where one stands alone on a line, its items begin anew.
    """
    names = {squeezed(annex) for annex in annexes if annex != document_title(document)}
    longest = max(map(len, names), default=0)
    opened: list[_Open] = []
    root: tuple[str, ...] = ()
    for paragraph in document.body:
        if len(paragraph.words) <= longest + _BLANKS_IN_TITLE and squeezed(paragraph.words) in names:
            opened, root = [], (squeezed(paragraph.words),)
        label = find_label(paragraph.words)
        if label is not None:
            while opened and opened[-1].depth >= label.depth:
                opened.pop()
            outer = opened[-1].item.path if opened else root
            opened.append(_Open(label.depth, _item(paragraph, label.end, outer)))
        yield paragraph, opened[-1].item if opened else None


def _item(paragraph: Paragraph, label_end: int, outer: tuple[str, ...]) -> Item:
    label = printed_label(paragraph.words[:label_end])
    opening = paragraph.words[label_end : label_end + _LONGEST_HEADING]
    title = heading(opening)
    return Item(
        path=(*outer, label),
        label=label,
        title=title,
        start=paragraph.start,
        end=min(paragraph.end, paragraph.start + label_end + _heading_length(opening)),
    )


def printed_label(label: str) -> str:
    """A label as printed, brackets full-width and without blanks.

    >>> printed_label("(1) ")
    '（1）'
    """
    return squeezed(label).replace("．", ".")


def heading(words: str) -> str:
    """The heading of an item: its line if it holds no sentence, else its first sentence, else its first clause.

    >>> heading("健全网络。依托平台，共建共享。")
    '健全网络'
    >>> heading("修好旧仓，统一编号并登记每座粮仓的位置、面积和存粮数量。")
    '修好旧仓'
    """
    text = _without_statement(printed(words))
    sentence = _SENTENCE.match(text)
    if sentence is None:
        return _STATEMENT_AT_END.sub("", text).rstrip("，、")
    first = _STATEMENT_IN_SENTENCE.sub("", sentence.group(1))
    if "，" not in first or len(first) <= _SHORT_SENTENCE:
        return first
    clause = _CLAUSE.match(text)
    return clause.group(1) if clause else first


def _without_statement(text: str) -> str:
    """A heading without the labelled list in brackets that ends its line: 修好旧仓（责任单位：某局）."""
    if not text.endswith(("）", "〕", "】", "]", ")")) or not _LABEL_INSIDE.search(text):
        return text
    depth = 0
    for index in range(len(text) - 1, -1, -1):
        depth += (text[index] in "）)〕】]") - (text[index] in "（(〔【[")
        if not depth:
            head = text[:index]
            return head if head and not _MARK.search(head) and _LABEL_INSIDE.search(text, index) else text
    return text


_MARK = re.compile("[。；：:]")
_LABEL_INSIDE = re.compile("(?:单位|部门|领导|责任人|时限|时间)[：:]")


def _heading_length(words: str) -> int:
    match = _MARK.search(_without_statement(words))
    return match.start() if match else len(_without_statement(words))


def item_to_task(key: str, item: Item, page: Printed) -> Task:
    """The fact that an item is a task of the directive ``key``."""
    return Task(
        spans=page.spans((item.start, item.end)),
        rule="tasks.item",
        directive=key,
        path=item.path,
        label=item.label,
        title=item.title,
    )
