"""What the formats have in common: white space, and the labels of the table above a directive."""

import re
from collections.abc import Iterator, Sequence

from ..metadata import METADATA

_CUT = re.compile(r"(?<=[\u2e80-\uffff])[ \t]*[\r\n\f\v]\s*(?=[\u2e80-\uffff])")
_RUN = re.compile(r"[ \t\r\n\f\v]+")
_COLON = "：:"


def flowing(text: str) -> str:
    r"""Running text without the line ends of its file: none between Chinese characters, else one blank.

    >>> flowing("落实责\n  任，a\nb")
    '落实责任，a b'
    """
    return _RUN.sub(" ", _CUT.sub("", text))


def is_label(words: str) -> bool:
    """Whether words are a label of the table above a directive, and no more.

    >>> is_label("索 引 号："), is_label("发文字号"), is_label("来源：某县")
    (True, True, False)
    """
    words = words.strip()
    match = METADATA.match(f"{words.rstrip(_COLON)}：") if len(words) <= _LONGEST_LABEL else None
    return match is not None and match.end() == len(words.rstrip(_COLON)) + 1


_LONGEST_LABEL = 16


def label_lines(cells: Sequence[str]) -> Iterator[str]:
    """Labels and values, one pair a line.

    >>> list(label_lines(["索引号：", "001", "文 号", "某政〔2020〕1号"]))
    ['索引号：001', '文 号：某政〔2020〕1号']
    """
    label = ""
    for words in filter(None, cells):
        if is_label(words):
            if label:
                yield label
            label = f"{words.rstrip(_COLON)}："
        else:
            yield label + words
            label = ""
    if label:
        yield label


def is_label_table(cells: Sequence[str]) -> bool:
    """Whether cells are labels and values: at least a third of those with words begin with a label."""
    words = [cell for cell in cells if cell]
    labels = sum(is_label(cell) or METADATA.match(cell[:_LONGEST_LABEL]) is not None for cell in words)
    return len(words) > 1 and labels * 3 >= len(words)
