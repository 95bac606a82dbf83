"""Lists of bodies: split into agencies and collectives, each as printed."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ..ontology.vocabulary import alternation
from .printed import printed
from .rows import is_body

# 等部门 after a list means that there are more; it is no part of the last name.
AND_OTHERS = re.compile(
    r"等(?:国务院|[省市县区])?(?:直属?)?(?:有关|相关|各|多个|\d+个|[一二三四五六七八九十]+个)*(?:部门|单位|机构|部门和单位|部门、单位|地区|厅局|企业|高校|院校|银行|机构)*$"
)
_SEPARATOR = re.compile(
    r"[、，,；;]|等(?:国务院|[省市县区])?(?:有关|相关|各)*(?:部门|单位|机构)(?:[及和与]|以及)(?!部门|单位|机构)|(?<=[厅局委办部院行会])(?:和|及|以及|与)(?=[省市县国各])"
)
_NO_BODIES = ("部门", "单位", "机构")
_LEADING = re.compile(r"^(?:由|和|及|与|以及|其中|其他)+(?=[省市县国各中])")


class Body(NamedTuple):
    """A body in a list.

    Attributes:
        start: Offset in the list.
        end: Offset after its last character.
        name: As printed, mended.
    """

    start: int
    end: int
    name: str


@cache
def _collective() -> re.Pattern[str]:
    return re.compile(alternation("collectives"))


def split_bodies(words: str) -> list[Body]:
    """The bodies that a list names, in order.

    >>> [body.name for body in split_bodies("各市、州人民政府，省财政厅、省水利厅等部门")]
    ['各市、州人民政府', '省财政厅', '省水利厅']
    """
    bodies = (_body(words, start, end) for start, end in _stretches(words))
    return [body for body in bodies if body.name and body.name not in _NO_BODIES]


def _stretches(words: str) -> Iterator[tuple[int, int]]:
    """Between separators, outside brackets, keeping collectives whole."""
    start = index = depth = 0
    while index < len(words):
        whole = _collective().match(words, index) if index == start else None
        if whole and (
            whole.end() == len(words) or _SEPARATOR.match(words, whole.end()) or words.startswith("等", whole.end())
        ):
            index = whole.end()
            continue
        depth += (words[index] in "（(") - (words[index] in "）)")
        separator = _SEPARATOR.match(words, index) if depth <= 0 else None
        if separator:
            yield start, index
            start = index = separator.end()
        else:
            index += 1
    yield start, len(words)


def _body(words: str, start: int, end: int) -> Body:
    piece = words[start:end]
    lead = _LEADING.match(piece.lstrip())
    name = printed(piece)
    name = _LEADING.sub("", name) if lead else name
    return Body(start, end, AND_OTHERS.sub("", name).strip("。. "))


def all_bodies(bodies: list[Body]) -> bool:
    """Whether each part of a list is a body by its form; an empty list is none."""
    return bool(bodies) and all(is_body(body.name) for body in bodies)
