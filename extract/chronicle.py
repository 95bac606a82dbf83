"""The chronicle 大事记: what happened on which days, and who took part.

# 省政府2015年8月份大事记
●8月3日 省委书记王某主持召开会议。
●8月6日至7日 …
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from ..ontology.model import Event, Gap, Participant
from .evidence import Printed
from .people import find_people, name_at
from .printed import printed
from .rows import is_name, opens_name
from .segment import Paragraph, is_chronicle

_DIGITS = "[一二三四五六七八九十〇○OＯ]"
_YEAR = re.compile(rf"(\d{{4}}|{_DIGITS}{{4}})\s*年")
_MONTH = re.compile(rf"(?:^|年)\s*[（(]?\s*(\d{{1,2}}|{_DIGITS}{{1,2}})\s*月")
# （2011年6月） under the title, 一月 above the items of a month.
_PERIOD = re.compile(
    rf"[（(]?\s*(?:(?:\d{{4}}|{_DIGITS}{{4}})\s*年)?\s*(?:(?:\d{{1,2}}|{_DIGITS}{{1,2}})\s*月\s*份?|第?[一二三四]季度|[上下]半年|\d{{1,2}}\s*月?[-—－～至]+\d{{1,2}}\s*月份?)?\s*(?:大事记)?\s*[）)]?"
)
_MARKS = r"[●○◆◇▲△■□★☆•·＊*\s]*"
_MONTH_BEFORE = r"(?:(?P<{year}>\d{{4}})\s*年\s*)?(?:(?P<{month}>\d{{1,2}})\s*月\s*)?"
_TO = r"(?:至|到|和|及|、|[-—–~～－]+)"
_PART_OF_DAY = r"(?:上午|下午|中午|凌晨|清晨|傍晚|晚上?|早上|当天|当晚)?"
_ITEM = re.compile(
    rf"{_MARKS}{_MONTH_BEFORE.format(year='year', month='month')}(?P<day>\d{{1,2}})\s*日?"
    rf"(?:\s*{_TO}\s*{_MONTH_BEFORE.format(year='year2', month='month2')}(?P<day2>\d{{1,2}})\s*)?"
    rf"日{_PART_OF_DAY}(?:[，,：:、]|\s|$|(?=[^至—前后起止内上下]))\s*"
)
# 十二日 省长…: numerals of this kind begin many words, so a blank or comma must follow.
_CHINESE_ITEM = re.compile(
    rf"{_MARKS}(?:(?P<month>{_DIGITS}{{1,2}})月)?(?P<day>[一二三四五六七八九十]{{1,3}})(?:日?{_TO}(?:(?P<month2>{_DIGITS}{{1,2}})月)?"
    r"(?P<day2>[一二三四五六七八九十]{1,3}))?日(?:[，,：:]|\s|$)\s*"
)
_SAME_DAY = re.compile(rf"{_MARKS}(?:同日|同一天|当日|是日)(?:[，,：:、]|\s|(?=[\u3400-\u9fff]))\s*")
_BULLET = re.compile("[●○◆◇▲△■□★☆]")
_DATED_OTHERWISE = re.compile(
    r"[●○◆◇▲△■□★☆\s]*(?:\d|[一二三四五六七八九十本当是同上下]{1,3}(?:月|旬|日)|[上中下]旬|月[初底末])"
)
_SENTENCE = re.compile(r".{4,}[。！？”）)]")
_NAMES_ALONE = re.compile(r"(?:^|[。；，])(?=[\u3400-\u9fff]{2,4}、)")


# （2020年12月～2021年1月）: the month of an item tells its year.
_TWO_MONTHS = re.compile(
    r"[（(]?\s*\d{4}\s*年\s*\d{1,2}\s*月\s*[—－～~至-]{1,2}\s*(?P<year>\d{4})\s*年\s*(?P<month>\d{1,2})\s*月\s*[）)]?"
)


def is_period(words: str) -> bool:
    """Whether a line says of which months or years a chronicle is.

    >>> is_period("（2021年3月）"), is_period("3月3日")
    (True, False)
    """
    return bool(words.strip()) and bool(_PERIOD.fullmatch(words) or _TWO_MONTHS.fullmatch(words.strip()))


class _Days(NamedTuple):
    """First and last day of an item, the last empty where it is the first."""

    first: str
    last: str


@dataclass(slots=True)
class _Calendar:
    """What headings and items say of the days below them; nought where they have not said it yet."""

    year: int = 0
    month: int = 0
    days: _Days | None = None
    bullet: str = ""
    last: tuple[int, int] | None = None

    def read_period(self, words: str) -> None:
        """Take over the year and month that a heading prints."""
        self.year, self.month = _number(_YEAR, words) or self.year, _number(_MONTH, words) or self.month
        self.days = None
        two = _TWO_MONTHS.fullmatch(words.strip())
        self.last = None
        if two and int(two["year"]) > self.year:
            if int(two["year"]) == self.year + 1 and int(two["month"]) < self.month:
                self.last = (int(two["year"]), int(two["month"]))
            else:
                self.year = 0  # a month of such a period is in more than one year

    def read_item(self, item: re.Match[str]) -> _Days | None:
        """The days of a dated item, which hold for undated ones below; None where they are not told, or none exist."""
        groups = {name: _numeral(value) if value else 0 for name, value in item.groupdict().items()}
        if self.last is not None and groups["month"]:  # 12月31日 under （2020年12月～2021年1月）
            year, month = self.last
            self.year = year if groups["month"] <= month else year - 1
        self.month = groups["month"] or self.month
        self.year = groups.get("year") or self.year
        self.days = _days(self.year, self.month, groups)
        return self.days


def find_events(paragraphs: Sequence[Paragraph], page: Printed) -> Iterator[Event | Gap]:
    """Items of the chronicles among paragraphs that stand outside every directive, in order."""
    calendar: _Calendar | None = None
    item: _Item | None = None
    for paragraph in (piece for one in paragraphs for piece in _by_days(one)):
        if is_chronicle(paragraph.words):
            calendar = calendar or _Calendar()
            calendar.read_period(paragraph.words)
        elif calendar is None:
            continue
        elif is_period(paragraph.words):
            calendar.read_period(paragraph.words)
        elif item is not None and item.goes_on(paragraph, calendar):
            item.paragraphs.append(paragraph)
            continue
        elif (opened := _opened(paragraph, calendar)) is not None:
            yield from _finished(item, page)
            item = opened
            continue
        elif _BULLET.match(paragraph.words) or _starts(paragraph.words):
            yield from _finished(item, page)
            item = None
            yield _gap(paragraph, page)
            continue
        yield from _finished(item, page)
        item = None
    yield from _finished(item, page)


# 9日—11日，省长调研。12日，省长主持会议。: two items on one line.
_NEXT_DAY = re.compile(r"(?<=。)\d{1,2}日(?=[，,])")


def _by_days(paragraph: Paragraph) -> Iterator[Paragraph]:
    """A paragraph that opens with a day, cut where a sentence opens with another."""
    words = paragraph.words
    starts = [match.start() for match in _NEXT_DAY.finditer(words)] if "日" in words and _starts(words) else []
    for start, end in zip([0, *starts], [*starts, len(words)], strict=True):
        yield paragraph if not starts else Paragraph(paragraph.start + start, paragraph.start + end, words[start:end])


@dataclass(slots=True)
class _Item:
    """An item of the chronicle: its days, where its words begin in its first paragraph, and all its paragraphs."""

    days: _Days
    start: int
    paragraphs: list[Paragraph]

    def goes_on(self, paragraph: Paragraph, calendar: _Calendar) -> bool:
        """Whether a paragraph is one more of this item: a sentence right below it, without bullet or day."""
        near = paragraph.start - self.paragraphs[-1].end <= _BETWEEN_PARAGRAPHS
        sentence = _SENTENCE.fullmatch(paragraph.words) is not None
        return near and sentence and not _BULLET.match(paragraph.words) and not _starts(paragraph.words)


_BETWEEN_PARAGRAPHS = 40
"""Between two paragraphs of an item stand blanks and a page number, and no more."""


def _starts(words: str) -> re.Match[str] | None:
    """The days that an item opens with."""
    return _ITEM.match(words) or _CHINESE_ITEM.match(words) or _SAME_DAY.match(words)


def _opened(paragraph: Paragraph, calendar: _Calendar) -> _Item | None:
    """The item that a paragraph opens: dated, of the same day, or with a bullet of its own below a dated one."""
    words = paragraph.words
    dated = _ITEM.match(words) or _CHINESE_ITEM.match(words)
    if dated is not None:
        bullet = _BULLET.match(words)
        calendar.bullet = bullet.group() if bullet else ""
        days = calendar.read_item(dated)
        return _Item(days, dated.end(), [paragraph]) if days else None
    same = _SAME_DAY.match(words)
    bullet = _BULLET.match(words)
    if calendar.days is None or not (same or (bullet and bullet.group() != calendar.bullet)):
        return None
    if same is None and _DATED_OTHERWISE.match(words):
        return None
    if same is not None:
        calendar.days = _Days(calendar.days.first, "")
        return _Item(calendar.days, same.end(), [paragraph])
    return _Item(calendar.days, len(words) - len(words.lstrip("●○◆◇▲△■□★☆ \u3000")), [paragraph])


def _finished(item: _Item | None, page: Printed) -> Iterator[Event]:
    """The event of an item; none where it is a day alone, which holds for what stands below."""
    if item is not None and (len(item.paragraphs) > 1 or item.paragraphs[0].words[item.start :].strip()):
        yield _event(item, page)


def _number(pattern: re.Pattern[str], words: str) -> int:
    match = pattern.search(words)
    return _numeral(match.group(1)) if match else 0


def _numeral(printed: str) -> int:
    """A number in either kind of numerals; nought where it is none."""
    if printed.isdecimal():
        return int(printed)
    if len(printed) == 4:
        return int("".join(_VALUES.get(digit, "0") for digit in printed))
    tens, ten, units = printed.rpartition("十")
    if not ten:
        return int(_VALUES.get(units, "0")) if len(units) == 1 else 0
    return 10 * int(_VALUES.get(tens, "1" if not tens else "0")) + int(_VALUES.get(units, "0"))


_VALUES = {digit: str(value) for value, digit in enumerate("一二三四五六七八九", 1)} | dict.fromkeys("〇○OＯ", "0")


def _days(year: int, month: int, groups: Mapping[str, int]) -> _Days | None:
    """First and last day; None where the year is not told or no such day exists."""
    try:
        first = date(year, month, groups["day"])
        if not groups["day2"]:
            return _Days(first.isoformat(), "")
        last_month = groups["month2"] or month
        last = date(groups.get("year2") or year + (last_month < month), last_month, groups["day2"])
    except ValueError:
        return None
    return _Days(first.isoformat(), last.isoformat()) if first <= last else None


def _gap(paragraph: Paragraph, page: Printed) -> Gap:
    return Gap(
        spans=page.spans((paragraph.start, paragraph.end)),
        rule="chronicle.item",
        directive="",
        reason="an item of the chronicle whose day is not told",
    )


def _event(item: _Item, page: Printed) -> Event:
    first, *others = item.paragraphs
    text = first.words[item.start :] + "".join(one.words for one in others)
    return Event(
        spans=page.spans(*((one.start, one.end) for one in item.paragraphs)),
        rule="chronicle.item",
        date=item.days.first,
        until=item.days.last,
        text=printed(text),
        participants=tuple(find_participants(text)),
    )


def find_participants(text: str) -> Iterator[Participant]:
    """Who took part, each once: with the posts of the first mention, or without posts where none are printed.

    >>> [one.person for one in find_participants("省长王一主持会议。张二、李三作了发言。王一讲话。")]
    ['王一', '张二', '李三']
    """
    seen: set[str] = set()
    places = [(one.name_start, one.name, one.posts) for one in find_people(text)]
    places += [(start, name, ()) for start, name in _names_alone(text)]
    for _, name, posts in sorted(places, key=lambda place: place[0]):
        if name not in seen:
            seen.add(name)
            yield Participant(name, posts)


def _names_alone(text: str) -> Iterator[tuple[int, str]]:
    """Names without posts at the head of a sentence: 郝某、王某围绕主题发言. The first needs a surname."""
    for opening in _NAMES_ALONE.finditer(text):
        found: list[tuple[int, str]] = []
        position = opening.end()
        while (name := name_at(text, position)) is not None and is_name(name):
            found.append((position, name))
            position += len(name)
            if not text.startswith("、", position):
                break
            position += 1
        if len(found) > 1 and all(opens_name(name) for _, name in found[:2]):
            yield from found
