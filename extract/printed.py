"""A value as printed, with the scan's damage mended: what all facts' strings go through.

No white space inside Chinese text, no Markdown marks, brackets and commas full-width (GB/T 15834 sets Chinese
punctuation full-width).
"""

import re

_MARKS = re.compile(r"\*\*|^[#\s]+|^-\s+")
# 2017 年 -> 2017年, 杨 扬 -> 杨扬; a blank between two Latin words stays.
_BLANK_BESIDE_CHINESE = re.compile(r"(?<![\x00-\x7f])\s++|(?<!\s)\s++(?![\x00-\x7f])")
_TO_MEND = re.compile(r"[\s*#(),-]")
_BLANKS = re.compile(r"\s+")
_HALF_COMMA = re.compile(r"(?<=[^\x00-\x7f]),|,(?=[^\x00-\x7f])")


def printed(text: str) -> str:
    """A string as printed, mended.

    >>> printed("**某省 2017 年工作要点(试行)**")
    '某省2017年工作要点（试行）'
    """
    if not _TO_MEND.search(text):
        return text
    text = _MARKS.sub("", text)
    text = _BLANKS.sub(" ", _BLANK_BESIDE_CHINESE.sub("", text))
    return _HALF_COMMA.sub("，", text.replace("(", "（").replace(")", "）")).strip()


def squeezed(text: str) -> str:
    """A string without any white space, for comparing headings.

    >>> squeezed("实施 方案")
    '实施方案'
    """
    return _BLANKS.sub("", printed(text))
