"""The chronicle 大事记: what happened on which days, and who took part.

# 省政府2015年8月份大事记
●8月3日 省委书记王某主持召开会议。
●8月6日至7日 …
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from ..ontology.model import Event, Gap, Participant
from .evidence import Printed
from .people import find_people, name_at, opens_name
from .printed import printed
from .rows import is_name
from .segment import CHRONICLE, Paragraph

_YEAR = re.compile(r"(\d{4})\s*年")
_MONTH = re.compile(r"(\d{1,2})\s*月")
_ITEM = re.compile(
    r"[●○◆◇▲△■□★☆•·＊*\s]*(?:(?P<year>\d{4})\s*年\s*)?(?:(?P<month>\d{1,2})\s*月\s*)?(?P<day>\d{1,2})\s*日?"
    r"(?:\s*(?:至|到|[-—–~～－]+)\s*(?:(?P<month2>\d{1,2})\s*月\s*)?(?P<day2>\d{1,2})\s*)?日(?:[，,：:、]|\s|(?=[^至—前后起止内上下]))\s*"
)
_BULLET = re.compile("[●○◆◇▲△■□★☆]")
_NAMES_ALONE = re.compile(r"(?:^|[。；，])(?=[\u3400-\u9fff]{2,4}、)")


def find_events(paragraphs: Sequence[Paragraph], page: Printed) -> Iterator[Event | Gap]:
    """Items of the chronicles among paragraphs that stand outside every directive, in order."""
    year = month = 0
    inside = False
    for paragraph in paragraphs:
        if CHRONICLE.fullmatch(paragraph.words):
            inside = True
            year, month = _number(_YEAR, paragraph.words) or year, _number(_MONTH, paragraph.words) or month
            continue
        item = _ITEM.match(paragraph.words) if inside else None
        if item is None:
            if inside and _BULLET.match(paragraph.words):
                yield _gap(paragraph, page)
            continue
        month = int(item["month"] or month)
        year = int(item["year"] or year)
        days = _days(item, year, month)
        if days is None:
            yield _gap(paragraph, page)
        else:
            yield _event(paragraph, item.end(), days, page)


def _number(pattern: re.Pattern[str], words: str) -> int:
    match = pattern.search(words)
    return int(match.group(1)) if match else 0


def _days(item: re.Match[str], year: int, month: int) -> tuple[str, str] | None:
    """First and last day, the last empty where it is the first; None where the year is not told or no day exists."""
    try:
        first = date(year, month, int(item["day"]))
        if not item["day2"]:
            return first.isoformat(), ""
        last_month = int(item["month2"] or month)
        last = date(year + (last_month < month), last_month, int(item["day2"]))
    except ValueError:
        return None
    return (first.isoformat(), last.isoformat()) if first <= last else None


def _gap(paragraph: Paragraph, page: Printed) -> Gap:
    return Gap(
        spans=page.spans((paragraph.start, paragraph.end)),
        rule="chronicle.item",
        directive="",
        reason="an item of the chronicle whose day is not told",
    )


def _event(paragraph: Paragraph, start: int, days: tuple[str, str], page: Printed) -> Event:
    text = paragraph.words[start:]
    return Event(
        spans=page.spans((paragraph.start, paragraph.end)),
        rule="chronicle.item",
        date=days[0],
        until=days[1],
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
