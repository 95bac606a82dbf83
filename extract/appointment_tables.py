"""Tables of appointments: 姓名 | 任职 | 免职, a person a row.

A column is read only where its heading says what is done; 现任职务 and 拟任职务 tell of no act.
"""

import re
from collections.abc import Sequence
from typing import Literal

from .printed import squeezed

Column = Literal["name", "appoint", "dismiss", ""]

_NAME = re.compile("姓名")
_APPOINTS = re.compile("(?:任命|新任|所任|聘任|任何|任)(?:职务?|命)?")
_DISMISSES = re.compile("(?:免去|所免|免除|免何|免)(?:原?职务?)?")
_INTENDS = re.compile("拟|建议|推荐|提名|候选")
_BARS = "|｜"
_LONGEST_LINE = 1000
_LONGEST_BLANK_LINE = 80
"""A line whose cells blanks part has no more characters; a longer one is a sentence."""

_SENTENCE = re.compile("[。；;：:，,]")
_PADDED_NAME = re.compile(r"(?<!\S)([\u3400-\u9fff])[ \t\u3000]+([\u3400-\u9fff])(?!\S)")


def table_cells(line: str) -> tuple[str, ...]:
    """The cells of a line of a table, without blanks; empty where the line is none.

    >>> table_cells("| 张 三 | 省水利厅厅长 | |")
    ('张三', '省水利厅厅长', '')
    """
    if len(line) > _LONGEST_LINE:
        return ()
    bare = line.strip(" \u3000")
    if bare[:1] in _BARS and bare[-1:] in _BARS and len(bare) > 1:
        return tuple(map(squeezed, re.split(f"[{_BARS}]", bare[1:-1])))
    return tuple(map(squeezed, line.split("\t"))) if "\t" in line else ()


def blank_cells(line: str) -> tuple[str, ...]:
    """The pieces of a line between blanks, which part cells where repair took tabs for blanks; empty for a sentence.

    >>> blank_cells("张三峰 省水利厅厅长 省粮食局局长")
    ('张三峰', '省水利厅厅长', '省粮食局局长')
    """
    if len(line) > _LONGEST_BLANK_LINE or _SENTENCE.search(line):
        return ()
    pieces = tuple(_PADDED_NAME.sub(r"\1\2", line).split())
    return pieces if len(pieces) > 1 else ()


def columns_of_appointments(cells: Sequence[str]) -> tuple[Column, ...]:
    """What stands in the columns under a heading; empty where it heads no table of appointments.

    >>> columns_of_appointments(("序号", "姓名", "任职", "免职"))
    ('', 'name', 'appoint', 'dismiss')
    >>> columns_of_appointments(("姓名", "现任职务")), columns_of_appointments(("姓名", "拟任职务", "免职"))
    ((), ())
    """
    if any(map(_INTENDS.search, cells)):
        return ()
    columns = tuple(map(_column, cells))
    moves = [one for one in columns if one in ("appoint", "dismiss")]
    return columns if columns.count("name") == 1 and moves and len(moves) == len(set(moves)) else ()


def _column(heading: str) -> Column:
    if _NAME.fullmatch(heading):
        return "name"
    if _APPOINTS.fullmatch(heading):
        return "appoint"
    return "dismiss" if _DISMISSES.fullmatch(heading) else ""
