"""The table of labels and values that government sites print above a directive: 索引号, 发文字号, 发布日期."""

import re

from ..ontology.vocabulary import alternation
from .numbers import PrintedNumber, find_numbers

_LABEL_BLANKS = r"[ \t\u3000]*"


def _spaced(pattern: str) -> str:
    """A pattern whose Chinese characters may have blanks between them, as labels are set to one width."""
    return re.sub(r"(?<=[\u3400-\u9fff])(?=[\u3400-\u9fff])", lambda _: _LABEL_BLANKS, pattern)


METADATA = re.compile(
    rf"\s*(?:【|\[)?(?:{_spaced(alternation('page_labels'))})(?:】|\])?"
    rf"(?:{_LABEL_BLANKS}[：:]|[ \t\u3000]+|(?=[^\s：:]{{1,12}}〔))"
)
"""What a line of such a table begins with."""

_NUMBER_LABEL = re.compile(_spaced(r"(?:发文字号|发布文号|文号|文件编号|文件字号|字号)") + r"\s*(?:】|\])?\s*[：:]?\s*")

_TITLE = re.compile(
    _spaced("(?:标题|名称|信息名称)") + r"[ \t\u3000]*[：:][ \t\u3000]*(?P<title>[^|｜\t：:]{6,120}[^|｜\t：:\s])"
)


def metadata_number(words: str) -> PrintedNumber | None:
    """The 发文字号 that a line of the table gives; None where it gives none.

    >>> metadata_number("文　号：某政办〔2021〕7号 有效性：有效").number
    '某政办〔2021〕7号'
    """
    if not METADATA.match(words):
        return None
    label = _NUMBER_LABEL.search(words)
    found = find_numbers(words[label.end() :]) if label else []
    if label is None or not found or found[0].start:
        return None
    return found[0]._replace(start=label.end(), end=label.end() + found[0].end)


_DAY_WRITTEN = re.compile(
    _spaced("成文日期") + r"\s*(?:】|\])?\s*[：:|｜]?\s*"
    r"(?P<date>(?:19|20)\d\d(?:\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[-－.]\d{1,2}[-－.]\d{1,2}))"
)


def metadata_date(words: str) -> str:
    """成文日期 as a line of the table prints it; empty where it prints none.

    >>> metadata_date("成文日期：2021年01月02日 | 有效性：有效")
    '2021年01月02日'
    """
    match = _DAY_WRITTEN.search(words) if METADATA.match(words) else None
    return match["date"] if match else ""


def metadata_title(words: str) -> tuple[int, int] | None:
    """Where a line of the table prints the directive's title; None where it prints none.

    >>> words = "标题：某县政府关于放假的通知 | |"
    >>> words[slice(*metadata_title(words))]
    '某县政府关于放假的通知'
    """
    match = _TITLE.match(words)
    return match.span("title") if match else None
