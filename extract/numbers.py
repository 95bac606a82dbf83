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
# The code of a number, torn by the scan: short, and none of the words that titles are made of.
_TORN_NUMBER_LINE = re.compile(rf"(?P<code>(?:[^\W\d_的于知定见案函](?:[ \u3000](?=\w))?){{2,8}}){_YEAR}{_RUN}")
_PLAIN_NUMBER = re.sub(r"\?P<\w+>", "?:", rf"{_CODE}{_YEAR}{_RUN}")
_TITLED_NUMBER = re.compile(
    rf"(?P<title>[^。；]{{6,120}}?)(?:\s*[（(]\s*{_PLAIN_NUMBER}[^（）()]{{0,16}}[）)]|\s+{_PLAIN_NUMBER})"
)
_NUMBERED_TITLE = re.compile(rf"(?P<number>{_PLAIN_NUMBER})\s+(?P<title>[^。；]{{6,120}})")
_DECREE = re.compile(r"[（(]?[\u3400-\u9fff]{1,16}令\s*第\s*\d{1,4}\s*号[）)]?")
# 2021年第1号; （第十三届）第12号.
_ORDER = re.compile(
    r"(?P<of>(?:\d{4}\s*年|[（(]第?[0-9一二三四五六七八九十]{1,4}届[）)])?)\s*第\s*(?P<run>[0-9一二三四五六七八九十百零〇○]{1,6})\s*号"
)
_BLANKS = re.compile(r"\s+")
# Words that a sentence puts right before a number; no issuer's code begins with them or holds them.
_BEFORE_CODE = re.compile(
    r".*(?:根据|按照|依据|依照|遵照|对照|参照|结合|贯彻落实|贯彻|落实|执行|废止|转发|印发|下发|通过|详见|具体见|符合|违反|文件|以下简称|"
    r"关于|以及|现将|的|包括|涉及|列入|纳入|属于|见于|载于|同时|我[省市县区州]|本[省市县区州]|[省市县区州国][\u3400-\u9fff]{2,8}[厅局](?!发|函|办)|"
    r"[与和及对由](?![政田发办函字]))(?=[^的]{1,8}$)|"
    r".*(?:办公厅|办公室|人民政府|委员会|国务院)(?=[^的]{2,8}$)|.*[了待除被年](?=[^的了待除被年]{2,8}$)"
)
# 即云政发, 自国办发: such a character comes before a code, but codes begin with it as well (即政发, 将政发, 自然资发).
_MAY_BE_BEFORE_CODE = re.compile(
    r"(?:.*[以见即是在将按]|[经原自])(?![政府发办函字厅信贸委开然令资技企建济])(?=[^的]{2,8}$)"
)


class PrintedNumber(NamedTuple):
    """A number in a text: where it stands, and how it is written everywhere else."""

    start: int
    end: int
    number: str


def number_line(line: str) -> PrintedNumber | None:
    """The number that a line consists of; None where the line is anything else.

    >>> number_line("某政办[2023]22号").number, number_line("某政 办〔2023〕22号").number
    ('某政办〔2023〕22号', '某政办〔2023〕22号')
    """
    words = line.strip()
    match = (_NUMBER_LINE.fullmatch(words) or _TORN_NUMBER_LINE.fullmatch(words)) if "号" in line else None
    if match is None:
        return _decree_line(line)
    start = line.index(words)
    code = _BLANKS.sub("", match["code"])
    return PrintedNumber(start + match.start("code"), start + match.end("run") + 1, _written(match, code))


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
    >>> order_number("2021年第1号"), order_number("（第十三届）第12号")
    ('2021年第1号', '（第十三届）第12号')
    """
    match = _ORDER.fullmatch(line.strip()) if "号" in line else None
    return f"{_BLANKS.sub('', match['of'])}第{match['run']}号" if match else None


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
    skipped = 0
    for words in (_BEFORE_CODE, _BEFORE_CODE, _MAY_BE_BEFORE_CODE):  # 按照了国办发: one word after another
        before = words.match(match["code"][skipped:])
        skipped += before.end() if before else 0
    return PrintedNumber(match.start() + skipped, match.end(), _written(match, match["code"][skipped:]))


def _written(match: re.Match[str], code: str) -> str:
    year = _BLANKS.sub("", match["year"])
    run = _BLANKS.sub("", match["run"]).replace(",", "、").replace("，", "、").removeprefix("第")
    return f"{code}〔{year}〕{run}号"
