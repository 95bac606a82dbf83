"""Persons named with their posts in running text: 省委副书记王某, 副省长张某、李某, 诗人某·某.

A title tells where a name begins, the word after it where the name ends. Names that follow with 、 share the
posts.
"""

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import NamedTuple

from ..ontology.vocabulary import alternation
from .posts import split_posts
from .printed import printed
from .rows import ends_post, is_name, opens_name

_TITLE_END = re.compile(
    r"(?:(?<![增成生延特专拉擅见漫周全助])长|书记|主任(?!委员)|主席|委员(?!会)|常委(?!会)|司令员?|政委|总裁|经理|巡视员|调研员|代表(?![团大会])|议员|"
    r"(?<=[省市州县区])领导(?![小班下人力机干职同和层组者])|理事(?![长会])|诗人|作家|画家|专家|院士|教授|主编|大使|总领事|总理|总统|参事|助理|秘书(?![长处])|董事(?![长会])|监事(?!会))"
)
_FOREIGN = re.compile(r"[\u3400-\u9fff]{1,6}(?:[·•・][\u3400-\u9fff]{1,8}){1,3}")
# A small Latin letter after a name: recognition took what is printed there for a word of English.
_STOP = re.compile(r"[，。、；：:,;（()）“”《》\sa-z]|$")
_NO_NAMES = frozenset(
    {"职务", "同志", "一行", "领导", "会议", "出席", "主持", "讲话", "参加", "负责", "分别", "以及", "共同"}
)
_MIDDLE_DOT = re.compile("[·•・]")
_CONJUNCTIONS = ("和", "及", "与", "等")
# 林致和主持: what no conjunction stands before. 杜江和参加…的嘉宾 may join somebody else.
_NEVER_JOINED = re.compile("[，。、；]|主持")
_LONGEST_CHAIN = 120
"""Posts of one person are printed over no more characters than this."""

_JOINED = re.compile(r"[、和]")


class Named(NamedTuple):
    """A person in a text: where post and name stand, the name, and the posts."""

    start: int
    name_start: int
    end: int
    name: str
    posts: tuple[str, ...]


@cache
def _before_posts() -> re.Pattern[str]:
    """What a chain of posts does not go back past: a word that is none of a post's."""
    province = alternation("province_letters")
    visiting = rf"(?<![未将近历本向往起带出进回过])来(?:{province}[^，。]*?|[^，。]{{0,8}}(?:工作|考察|访问|调研))的"
    return re.compile(
        rf".*(?:[。；：:“”《》]|会见了?|{visiting}|(?<!自)由|陪同|邀请|带领|委托|受|听取|(?:^|，)以"
        r"|等(?:领导)?\s*(?:和|及|[a-z]+)|\s[a-z]+\s|(?:^|，)(?:和|及|以及|与))"
    )


@cache
def _no_name() -> re.Pattern[str]:
    return re.compile(f"{alternation('not_names')}|{alternation('never_names')}")


@cache
def _after_name() -> re.Pattern[str]:
    return re.compile(f"{_STOP.pattern}|{alternation('after_names')}")


def find_people(text: str) -> list[Named]:
    """Persons that a text names with their posts, in order; a name printed twice is given twice.

    >>> [(one.name, one.posts) for one in find_people("省委常委、副省长张一凡主持会议，副省长李二、王三出席。")]
    [('张一凡', ('省委常委', '副省长')), ('李二', ('副省长',)), ('王三', ('副省长',))]
    """
    people: list[Named] = []
    floor = 0
    for title in _TITLE_END.finditer(text):
        if title.end() < floor:
            continue
        name = name_at(text, title.end())
        if name is None:
            continue
        posts_start = _posts_start(text, floor, title.end())
        posts = split_posts(printed(text[posts_start : title.end()]))
        if not posts or not all(map(_is_post, posts)):
            continue
        people.append(Named(posts_start, title.end(), title.end() + len(name), name, posts))
        people += _sharing(text, people[-1])
        floor = people[-1].end
    return people


def _is_post(words: str) -> bool:
    return (ends_post(words) or bool(_TITLE_END.search(words[-3:]))) and not _holds_a_person(words)


def _holds_a_person(words: str) -> bool:
    """Whether a post is another's post and name before it: 省政协主席高某省长."""
    return any(
        opens_name(words, title.end())
        and not _no_name().match(words, title.end())
        and any(
            is_name(words[title.end() : title.end() + length]) and ends_post(words[title.end() + length :])
            for length in (2, 3)
        )
        for title in _TITLE_END.finditer(words, 0, max(0, len(words) - 4))
    )


def name_at(text: str, start: int) -> str | None:
    """The name that begins at ``start``; None where none does, or where it cannot be told how long it is."""
    foreign = _FOREIGN.match(text, start)
    if foreign:
        return next((text[start:end] for end in range(foreign.end(), start, -1) if _ends_foreign(text, end)), None)
    if not opens_name(text, start) or _no_name().match(text, start):
        return None
    # 杜某和: likelier a conjunction after a name than the end of one, unless nothing follows that could be joined.
    joins = text[start + 2 : start + 3] in _CONJUNCTIONS and not _NEVER_JOINED.match(text, start + 3)
    lengths = (2, 3, 4) if joins else (3, 2, 4)
    words = (text[start : start + length] for length in lengths)
    return next((word for word in words if _is_name_here(text, start, word)), None)


def _is_name_here(text: str, start: int, word: str) -> bool:
    return is_name(word) and word not in _NO_NAMES and bool(_after_name().match(text, start + len(word)))


def _ends_foreign(text: str, end: int) -> bool:
    ends = bool(_after_name().match(text, end)) and not _MIDDLE_DOT.match(text, end)
    return ends and not text.endswith(("一行", "会谈"), 0, end)


def _sharing(text: str, first: Named) -> Iterator[Named]:
    """Names after 、 that share the posts of the first."""
    end = first.end
    while _JOINED.match(text, end):
        name = name_at(text, end + 1)
        if name is None or _TITLE_END.search(name):
            return
        yield Named(first.start, end + 1, end + 1 + len(name), name, first.posts)
        end += 1 + len(name)


def _posts_start(text: str, floor: int, end: int) -> int:
    """Where the chain of posts before ``end`` begins: after the last person, sentence or word that is no post."""
    floor = max(floor, end - _LONGEST_CHAIN)
    cut = _before_posts().match(text[floor:end])
    start = floor + (cut.end() if cut else 0)
    start = _last_clause(text, start, end)
    while start < end and text[start] in "、，和及与 ":
        start += 1
    return start


def _last_clause(text: str, start: int, end: int) -> int:
    """Past the last comma, unless what stands before it is a post whose holder is still to come."""
    while (comma := text.rfind("，", start, end)) >= 0:
        begin = comma + 1
        before = max(start, text.rfind("，", start, comma) + 1)
        part = printed(text[before:comma].strip("、，和及与 "))
        if not part or not ends_post(part) or not all(map(_is_post, split_posts(part))):
            return begin
        end = comma
    return start


ENDS_SEAT = re.compile("不再|免去|卸任|退出|调离|调出")
"""Words that say that somebody leaves a seat."""

_NAME_AND_POST = re.compile(r"(?P<name>[\u3400-\u9fff·•・]{2,20})[（(](?P<post>[^（）()]+)[）)]")
_DOTTED_AT_END = re.compile(r"[\u3400-\u9fff]{1,8}(?:[·•・][\u3400-\u9fff]{1,8}){1,2}$")
_LONGEST_DOTTED = 27
# 专班由…, 增补…, 聘请…: what opens a list of persons and is none of their posts.
_OPENS_LIST = re.compile(
    r"(?:[^，。；：、]{0,20}?(?:组|会|会议|部|班|办|办公室))?(?<!自)由(?!于)|(?:同意|决定)?(?:增补|新增|增加|补充|增设|聘请|聘任|明确|确定)"
)
# 各乡镇党委书记: persons, but nobody's name.
_NOBODY = re.compile("各|有关|相关")
_BETWEEN_PEOPLE = re.compile("[、和，]")


class Person(NamedTuple):
    """A person in running text: where the name stands, where the posts stand (nowhere: both 0), and the posts."""

    start: int
    end: int
    posts_start: int
    posts_end: int
    posts: tuple[str, ...]

    def moved(self, offset: int) -> "Person":
        """The same person, counted from a place ``offset`` characters further left."""
        return self._replace(
            start=self.start + offset,
            end=self.end + offset,
            posts_start=self.posts_start + offset,
            posts_end=self.posts_end + offset,
        )


def split_people(words: str, known: Collection[str] = ()) -> Iterator[Person]:
    """Persons of a list in running text, each perhaps with a post before the name or in brackets after it.

    Of a name that is ``known`` from elsewhere in the text no surname is asked.

    >>> [(one.start, one.end, one.posts) for one in split_people("省水利厅副厅长张某某、李某（省财政厅处长）")]
    [(7, 10, ('省水利厅副厅长',)), (11, 13, ('省财政厅处长',))]
    """
    opening = _OPENS_LIST.match(words)
    start = opening.end() if opening else 0
    for end in [*(match.start() for match in _BETWEEN_PEOPLE.finditer(words)), len(words)]:
        if _NOBODY.match(words, start, end):
            start = end + 1
            continue
        person = _split_person(words[start:end], known)
        if person is not None:  # else the separator stands inside an agency's name or between posts
            yield person.moved(start)
            start = end + 1


def _split_person(piece: str, known: Collection[str]) -> Person | None:
    """A name with the post before it, or in brackets after it; a name alone needs a surname, or 同志 behind it."""
    words = piece.removesuffix("同志")
    if words != piece and len(words) in (2, 3) and is_name(words) and not _no_name().match(words):
        return Person(0, len(words), 0, 0, ())
    bracketed = _NAME_AND_POST.fullmatch(words)
    if bracketed and is_name(bracketed["name"]) and bracketed["post"] in ("兼", "兼任", "兼职"):
        return Person(0, bracketed.end("name"), 0, 0, ())
    if bracketed and is_name(bracketed["name"]) and ends_post(bracketed["post"]):
        return Person(0, bracketed.end("name"), *bracketed.span("post"), split_posts(printed(bracketed["post"])))
    for length in (*_dotted_lengths(words), 3, 2, 4, 5, 6):
        post, name = words[:-length], words[-length:]
        told = ends_post(post) and not _holds_a_person(post) if post else opens_name(name) or name in known
        if len(name) == length and is_name(name) and told:
            posts = split_posts(printed(post)) if post else ()
            return Person(len(post), len(words), 0, len(post), posts)
    return None


def _dotted_lengths(words: str) -> Iterator[int]:
    """How long a name with a dot at the end of words may be: 县长买买提·吐尔逊 prints no blank before it."""
    dotted = _DOTTED_AT_END.search(words, max(0, len(words) - _LONGEST_DOTTED))
    if dotted:
        first = _MIDDLE_DOT.search(words, dotted.start())
        yield from range(len(words) - dotted.start(), len(words) - (first.start() if first else 0), -1)
