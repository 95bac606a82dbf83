"""What a page prints about the gazette itself, and not for it: running heads."""

import re

_ABOUT_GAZETTE = re.compile(r"公报|ZHENGBAO|GONGBAO|第\s*\d+\s*期|Gazette")
_LONGEST = 40


def may_be_running_head(line: str) -> bool:
    """Whether a line is short and about the gazette itself; whether it is a running head tells how often it is printed.

    >>> may_be_running_head("某省人民政府公报　第3期"), may_be_running_head("加强领导")
    (True, False)
    """
    return len(line) <= _LONGEST and _ABOUT_GAZETTE.search(line) is not None
