"""Dates as directives print them: 2023年3月6日, 二〇二三年三月六日, 二○○九年四月二十八日.

GB/T 9704-2012, 7.3.5.4 prescribes Arabic numerals; directives before July 2012 print Chinese ones, with any of ○ 〇 零
and, once scanned, O or 0 for the zero.
"""

import re
from datetime import date
from typing import NamedTuple

_DIGITS = dict.fromkeys("○〇零OoＯ0０", "0") | {
    digit: str(value) for value, digit in enumerate("一二三四五六七八九", 1)
}
_YEAR = r"(?P<year>\d\s*\d\s*\d\s*\d|[一二三四五六七八九○〇零OoＯ0０]{4})"
_MONTH = r"(?P<month>\d{1,2}|[一二三四五六七八九十○〇]{1,2})"
_DAY = r"(?P<day>\d{1,2}|[一二三四五六七八九十○〇廿卅]{1,3})"
_DATE = re.compile(rf"[（(]?\s*{_YEAR}\s*年\s*{_MONTH}\s*月\s*{_DAY}\s*日\s*[）)]?(?:\s*印发)?\s*$")

# 2016.5.9 alone on a line
_DOTTED = re.compile(r"\s*(?P<year>(?:19|20)\d\d)[.．](?P<month>\d{1,2})[.．](?P<day>\d{1,2})\s*")

_LONGEST_DATE = 48
"""A date at the end of a line, blanks included, is no longer than this."""


class PrintedDate(NamedTuple):
    """A date at the end of a line: where it starts there, and the day as ISO 8601."""

    start: int
    iso: str


def find_date(line: str) -> PrintedDate | None:
    """The date that a line ends with; None where it ends with none, or with no day of the calendar.

    >>> find_date("二○○九年四月二十八日")
    PrintedDate(start=0, iso='2009-04-28')
    >>> find_date("2017 年 2 月 24 日").iso
    '2017-02-24'
    """
    tail = line[-_LONGEST_DATE:]
    dotted = "日" not in tail and ("." in tail or "．" in tail)
    match = _DOTTED.fullmatch(tail) if dotted else _DATE.search(tail) if "日" in tail else None
    if match is None:
        return None
    try:
        day = date(_year(match["year"]), _small(match["month"]), _small(match["day"]))
    except ValueError:
        return None
    return PrintedDate(len(line) - len(tail) + match.start(), day.isoformat())


def _year(printed: str) -> int:
    return int("".join(_DIGITS.get(digit, digit) for digit in printed if not digit.isspace()))


def _small(printed: str) -> int:
    """A number below a hundred: 8, 八, 十, 二十八, 三○, 廿八.

    >>> [_small(number) for number in ("8", "十", "二十八", "三○")]
    [8, 10, 28, 30]
    """
    if printed.isdecimal():
        return int(printed)
    printed = printed.replace("廿", "二十").replace("卅", "三十")
    if "十" not in printed:
        return int("".join(_DIGITS[digit] for digit in printed))
    tens, units = printed.split("十", 1)
    return 10 * int(_DIGITS.get(tens, "1")) + int(_DIGITS.get(units, "0"))
