"""A value as printed, with the scan's damage mended: what all facts' strings go through.

No white space inside Chinese text, no Markdown marks, brackets and commas full-width (GB/T 15834 sets Chinese
punctuation full-width).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

_MARK_AT_HEAD = re.compile(r"[#\s]+|-\s+")
_TO_MEND = re.compile(r"[\s*#(),-]")
_HALF_COMMA = re.compile(r",(?:(?<=[^\x00-\x7f],)|(?=[^\x00-\x7f]))")


def printed(text: str) -> str:
    """A string as printed, mended.

    >>> printed("**某省 2017 年工作要点(试行)**")
    '某省2017年工作要点（试行）'
    """
    if text.isalnum() or not _TO_MEND.search(text):
        return text
    return _full_width("".join(_spaced(_without_marks(text).split())))


def squeezed(text: str) -> str:
    """A string without any white space, for comparing headings.

    >>> squeezed("实施 方案")
    '实施方案'
    """
    if text.isalnum() or not _TO_MEND.search(text):
        return text
    return _full_width("".join(_without_marks(text).split()))


def _without_marks(text: str) -> str:
    head = _MARK_AT_HEAD.match(text)
    return text[head.end() if head else 0 :].replace("**", "")


def _spaced(words: Sequence[str]) -> Iterator[str]:
    """Words with a blank between those that are both Latin: 2017 年 is 2017年, 杨 扬 is 杨扬."""
    yield from words[:1]
    for before, word in pairwise(words):
        yield f" {word}" if before[-1].isascii() and word[0].isascii() else word


def _full_width(text: str) -> str:
    text = text.replace("(", "（").replace(")", "）")
    return _HALF_COMMA.sub("，", text) if "," in text else text
