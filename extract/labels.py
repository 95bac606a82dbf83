"""The labels of numbered items, and how deep each stands: 第一章, 第一条, 一、, （一）, 1., （1）, ①.

GB/T 9704-2012, 7.3.3: the levels of a text are 一、 then （一） then 1. then （1）.
"""

import re
from functools import lru_cache
from typing import NamedTuple

_NUMERALS = "一二三四五六七八九十百零〇"
_NUMERAL = f"[{_NUMERALS}]{{1,5}}"
# Each level with the pattern of its labels, outermost first; ten thousand items are more than any directive has.
_LEVELS = (
    ("part", rf"第{_NUMERAL}[编篇](?=[\s　])"),
    ("chapter", rf"第{_NUMERAL}章"),
    ("section", rf"第{_NUMERAL}节"),
    ("article", rf"第(?:{_NUMERAL}|\d{{1,3}})条"),
    ("one", rf"{_NUMERAL}、"),
    ("two", rf"[（(]\s*{_NUMERAL}\s*[）)]"),
    ("three", r"\d{1,3}\s*(?:[.．](?!\d)|、)"),
    ("dotted", r"\d{1,2}[.．]\d{1,2}(?:[.．]\d{1,2})?(?=[\s\u3000、.\u3400-\u9fff])(?![万亿千百吨公元个倍米度时])"),
    ("four", r"[（(]\s*\d{1,3}\s*[）)]"),
    ("five", r"[①-⑳]"),
)
# Most paragraphs open with none of the characters that labels open with.
_LABEL = re.compile(
    rf"(?=[第{_NUMERALS}（(\d①-⑳])(?:{'|'.join(f'(?P<{name}>{pattern})' for name, pattern in _LEVELS)})"
)
ANNEX_LABEL = re.compile(r"^附件?[\d一二三四五六七八九十]{0,2}[：:．.、]?")
"""附件2： and the like before the title of an annex."""

_DEPTHS = {name: depth for depth, (name, _) in enumerate(_LEVELS)}


class Label(NamedTuple):
    """A label at the head of a paragraph.

    Attributes:
        depth: 0 for the outermost level.
        end: Offset in the paragraph after the label.
    """

    depth: int
    end: int

    @property
    def is_heading(self) -> bool:
        """Whether such an item may be a heading on a line of its own; an article never is."""
        return self.depth != _DEPTHS["article"]

    @property
    def is_deep(self) -> bool:
        """Whether the item stands below （一）."""
        return self.depth > _DEPTHS["two"]


@lru_cache(maxsize=1 << 12)
def find_label(paragraph: str) -> Label | None:
    """The label that a paragraph opens with; None where it opens with none.

    >>> find_label("（三）加强组织领导。")
    Label(depth=5, end=3)
    """
    match = _LABEL.match(paragraph)
    return Label(_DEPTHS[match.lastgroup or ""], match.end()) if match else None


def opens_item(line: str) -> bool:
    """Whether a line opens a numbered item."""
    return find_label(line.lstrip()) is not None
