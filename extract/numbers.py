"""发文字号: the number of a directive, such as 青政办〔2023〕22号.

GB/T 9704-2012, 7.2.5: the issuer's code, the year in 〔〕, the running number, 号. In print and after scanning the
brackets are also ［］ [] 【】 or round.
"""

import re
from typing import NamedTuple

_CODE = r"[\u3400-\u9fffA-Za-z]{1,16}"
_YEAR = r"\s*[〔［\[【（(﹝]\s*(?P<year>(?:19|20)\s?\d\s?\d)\s*[〕］\]】）)﹞]\s*"
_RUN = r"(?P<run>第?\s*\d{1,4}(?:\s*[、,，－—-]\s*\d{1,4})*)\s*号"
_NUMBER = re.compile(rf"(?P<code>{_CODE}){_YEAR}{_RUN}")
# （某函〔2008〕9号　2008年1月11日）
_NUMBER_LINE = re.compile(
    rf"[（(]?\s*(?:[^\s（(]{{4,12}}日[\s，,]*)?(?:(?:文|字|发文字)\s*号\s*[：:]\s*)?(?P<code>{_CODE}){_YEAR}{_RUN}(?:[\s，,]+(?P<date>[^\s（(]{{4,12}}日))?\s*[）)]?"
    r"(?:\s*签发人\s*[：:].{0,20})?"
)
_PLAIN_NUMBER = re.sub(r"\?P<\w+>", "?:", rf"{_CODE}{_YEAR}{_RUN}")
_TITLED_NUMBER = re.compile(
    rf"(?P<title>[^。；]{{6,120}}?)(?:\s*[（(]\s*{_PLAIN_NUMBER}[^（）()]{{0,16}}[）)]|\s+{_PLAIN_NUMBER})"
)
_NUMBERED_TITLE = re.compile(rf"(?P<number>{_PLAIN_NUMBER})\s+(?P<title>[^。；]{{6,120}})")
_DECREE = re.compile(r"[（(]?[\u3400-\u9fff]{1,16}令\s*第\s*\d{1,4}\s*号[）)]?")
_ORDER = re.compile(r"第\s*(?P<run>[0-9一二三四五六七八九十百零〇○]{1,6})\s*号")
_BLANKS = re.compile(r"\s+")
# Words that a sentence puts right before a number; no issuer's code begins with them or holds them.
_BEFORE_CODE = re.compile(
    r".*(?:根据|按照|依据|依照|遵照|贯彻落实|贯彻|落实|执行|废止|转发|印发|下发|参照|通过|详见|具体见|符合|文件|以下简称|关于|以|见|及|和|与|对|原|即|是|经|由|在|将|按|的)(?=[^的]{1,8}$)|.*(?:办公厅|办公室|人民政府|委员会|国务院)(?=[^的]{2,8}$)"
)


class PrintedNumber(NamedTuple):
    """A number in a text: where it stands, and how it is written everywhere else."""

    start: int
    end: int
    number: str


def number_line(line: str) -> PrintedNumber | None:
    """The number that a line consists of; None where the line is anything else.

    >>> number_line("某政办[2023]22号").number
    '某政办〔2023〕22号'
    """
    match = _NUMBER_LINE.fullmatch(line.strip()) if "号" in line else None
    if match is None:
        return _decree_line(line)
    start = line.index(line.strip())
    return PrintedNumber(start + match.start("code"), start + match.end("run") + 1, _written(match, match["code"]))


def _decree_line(line: str) -> PrintedNumber | None:
    """某府令第121号, which has no year."""
    match = _DECREE.fullmatch(line.strip()) if "令" in line else None
    if match is None:
        return None
    start = line.index(line.strip())
    return PrintedNumber(start, start + len(line.strip()), _BLANKS.sub("", line))


def order_number(line: str) -> str | None:
    """The number of an order, printed under the words that end in 令; None where the line is anything else.

    >>> order_number("第 148 号")
    '第148号'
    """
    match = _ORDER.fullmatch(line.strip())
    return f"第{match['run']}号" if match else None


def title_before_number(line: str) -> int | None:
    """Where the title ends on a line that is a title and, in brackets, a number; None where it is anything else.

    >>> title_before_number("关于放假的通知（某政〔2020〕1号）")
    7
    """
    match = _TITLED_NUMBER.fullmatch(line.strip()) if "号" in line else None
    return match.end("title") if match else None


def number_before_title(line: str) -> int | None:
    """Where the number ends on a line that is a number and a title; None where it is anything else.

    >>> number_before_title("某政〔2020〕1号 某县人民政府关于放假的通知")
    10
    """
    match = _NUMBERED_TITLE.fullmatch(line.strip()) if "号" in line else None
    return match.end("number") if match else None


def find_numbers(text: str) -> list[PrintedNumber]:
    """All numbers in running text, in order.

    >>> [found.number for found in find_numbers("根据某办〔2013〕12号文件要求，")]
    ['某办〔2013〕12号']
    """
    return [_found(match) for match in _NUMBER.finditer(text)]


def _found(match: re.Match[str]) -> PrintedNumber:
    words = _BEFORE_CODE.match(match["code"])
    skipped = words.end() if words else 0
    return PrintedNumber(match.start() + skipped, match.end(), _written(match, match["code"][skipped:]))


def _written(match: re.Match[str], code: str) -> str:
    year = _BLANKS.sub("", match["year"])
    run = _BLANKS.sub("", match["run"]).replace(",", "、").replace("，", "、").removeprefix("第")
    return f"{code}〔{year}〕{run}号"
