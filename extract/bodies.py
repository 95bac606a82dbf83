"""Lists of bodies: split into agencies and collectives, each as printed."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from ..ontology.vocabulary import alternation
from .printed import printed
from .rows import ends_post, has_surname, is_body

# 等部门 after a list means that there are more; it is no part of the last name.
AND_OTHERS = re.compile(
    r"等(?:国务院|[省市县区]级?)?(?:直属?)?(?:有关|相关|各|多个|\d+个?|[一二三四五六七八九十]++个?)*+(?:部门|单位|机构|部门和单位|部门、单位|地区|厅局|企业|高校|院校|银行)*$"
)
_SEPARATOR = re.compile(
    r"[、，,；;]|等(?:国务院|[省市县区])?(?:有关|相关|各)*(?:部门|单位|机构)(?:[及和与]|以及)(?!部门|单位|机构)|(?:[和及与](?<=[厅局委办部院行会门位府].)|以及(?<=[厅局委办部院行会门位府]..))(?=[省市县国各])"
)
_BREAK = re.compile(rf"[（）]|{_SEPARATOR.pattern}")
_NO_BODIES = ("部门", "单位", "机构")
_LEADING = re.compile(r"^(?:由|和|及|与|以及|其中|其他)+(?=[省市县国各中])")


@cache
def _collective() -> re.Pattern[str]:
    return re.compile(alternation("collectives"))


def split_bodies(words: str) -> list[str]:
    """The bodies that a list names, as printed and mended, in order.

    >>> split_bodies("各市、州人民政府，省财政厅、省水利厅等部门")
    ['各市、州人民政府', '省财政厅', '省水利厅']
    """
    return list(_split(words))


@lru_cache(maxsize=1 << 12)
def _split(words: str) -> tuple[str, ...]:
    bodies = (_body(piece) for piece in _pieces(words))
    return tuple(body for body in bodies if body and body not in _NO_BODIES)


def _pieces(words: str) -> Iterator[str]:
    """Between separators, outside brackets, keeping collectives whole."""
    start = depth = 0
    index = _past_collective(words, start)
    while found := _BREAK.search(words, index):
        index = found.start() + 1
        if found.group() in "（）":
            depth += 1 if found.group() == "（" else -1
        elif depth <= 0:
            yield words[start : found.start()]
            start = found.end()
            index = _past_collective(words, start)
    yield words[start:]


def _past_collective(words: str, start: int) -> int:
    """Where to look for the next separator: after the collective that stands at ``start``, if one does."""
    whole = _collective().match(words, start)
    return whole.end() if whole and (whole.end() == len(words) or _ends_piece(words, whole.end())) else start


def _ends_piece(words: str, index: int) -> bool:
    return words.startswith("等", index) or _SEPARATOR.match(words, index) is not None


@lru_cache(maxsize=1 << 12)
def _body(piece: str) -> str:
    body = AND_OTHERS.sub("", _LEADING.sub("", printed(piece))).strip("。. ")
    head, bracket, person = body.removesuffix("）").rpartition("（")
    return head if bracket and head and body.endswith("）") and _is_person(person) else body


def _is_person(words: str) -> bool:
    """Whether a bracket behind a body names who heads it: 省粮食局（局长李某某）."""
    return any(
        (ends_post(post) and has_surname(name))
        for length in (2, 3, 4)
        for post, name in ((words[:-length], words[-length:]), (words[length:], words[:length]))
        if post
    )


def all_bodies(bodies: Sequence[str]) -> bool:
    """Whether each name of a list is a body's by its form; an empty list is none."""
    return bool(bodies) and all(is_body(body) and not _GLUED.search(body) for body in bodies)


# 省水利厅松江市人民政府, 省财政厅配合省粮食局: two names that nothing parts, or what one does to the other.
_GLUED = re.compile(
    r"[厅局](?=[\u3400-\u9fff]{2,3}[市州县区](?:人民)?政府$)"
    r"|[厅局委办部院府](?:配合|协助|要求|委托|批准|督促|责成|商请)(?=[省市县区州国])"
)
