"""Posts: a printed string split into whole posts."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from ..ontology.vocabulary import alternation, meaning
from .rows import ends_post, is_body, is_whole_post

# A scan prints 、 as a stop: 市委常委.副市长.
_SEPARATOR = re.compile(r"[、，]|兼(?=[^任）])|(?<=[\u3400-\u9fff])[.．](?=[\u3400-\u9fff])")
_BETWEEN_BRACKETS = re.compile("[^（）]+")
_LONGEST_POST = 200
"""No post is longer, with all the agencies that share it."""

_COURT = re.compile("[^、，]{0,40}?(?:法院|检察院)")
_OF_A_COURT = re.compile("(?:助理)?(?:审判员|检察员)|(?:审判|检察)委员会(?:专职)?委员|副?庭长")
# 市政府副秘书长市水利局局长: the 、 between them is lost.
_GLUED = re.compile("(?<=[长任记席委员])(?=[省市县州旗][\u3400-\u9fff])")
_PRESIDED = ("会", "联", "协", "社", "政协")
"""What a body that a 主席 presides over ends in, and no government does."""

_BRACKET = re.compile(r"（[^（）]*）$")


@cache
def _title_at_end() -> re.Pattern[str]:
    return re.compile(f"{alternation('title_words')}$")


def split_posts(words: str) -> tuple[str, ...]:
    """The posts that a string prints, each whole: a bare title inherits the agency of the post before it.

    >>> split_posts("省水利厅副厅长、巡视员")
    ('省水利厅副厅长', '省水利厅巡视员')
    >>> split_posts("省委常委、常务副省长")
    ('省委常委', '常务副省长')
    """
    posts: list[str] = []
    for part in chain.from_iterable(map(_unglued, _parts(words))):
        means = meaning("title_words", _BRACKET.sub("", part))
        agency = agency_of(posts[-1]) if posts and means is not None else ""
        court = _COURT.match(posts[-1]) if posts and _OF_A_COURT.fullmatch(part) else None
        if court:
            posts.append(court.group() + part)
            continue
        bare = means == "agency" or ("主席" in part and agency.endswith(_PRESIDED))
        posts.append((agency if bare else "") + part)
    return tuple(posts)


def _unglued(part: str) -> Iterator[str]:
    """The posts of a part, cut where one whole post begins right behind another."""
    place = next((one.start() for one in _GLUED.finditer(part) if _are_two(part, one.start())), None)
    yield from (part,) if place is None else (part[:place], part[place:])


def _are_two(part: str, place: int) -> bool:
    return is_whole_post(part[:place]) and is_whole_post(part[place:])


def _parts(words: str) -> list[str]:
    """Split at 、 where what stands before it is a whole post: 市委、市政府秘书长 stays together."""
    parts: list[str] = []
    pending = ""
    for part in _separated(words):
        pending = f"{pending}、{part}" if pending else part
        if len(pending) <= _LONGEST_POST and ends_post(pending):
            parts.append(pending)
            pending = ""
    return [*parts, pending] if pending else parts


def _separated(words: str) -> Iterator[str]:
    """Split at separators, but not inside brackets: 副秘书长（挂职，一年）."""
    start = 0
    for text in _BETWEEN_BRACKETS.finditer(words):
        if words.startswith("）", text.end()):
            continue
        for separator in _SEPARATOR.finditer(words, text.start(), text.end() + 1):
            yield words[start : separator.start()]
            start = separator.end()
    yield words[start:]


def agency_of(post: str) -> str:
    """The agency that a post names; empty where it names none.

    >>> agency_of("省水利厅副厅长"), agency_of("省水利厅党组成员"), agency_of("副省长")
    ('省水利厅', '省水利厅', '')
    """
    words = _BRACKET.sub("", post)
    title = _title_at_end().search(words)
    agency = words[: title.start()] if title else ""
    return agency if agency and is_body(agency) else ""
