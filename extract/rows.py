"""The rows of a member list: role, names and posts.

    组 长：吴 某	省长            a role, a name with a blank in it, a post
    李四 省财政厅厅长              the role of the row above goes on
    王五 赵六 钱 七                names alone
    厅厅长                         the rest of a post that was cut

Layout follows GB/T 9704-2012 loosely: names are set two or three characters wide, posts follow after a blank.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from ..ontology.vocabulary import alternation, meaning
from .labels import opens_item
from .text import Stretch

_TOKEN = re.compile(r"\S+")
_LABEL = re.compile(r"[\s●○*]*([^\s：:，。；、（(]{1,3}(?:[ \t\u3000]*[^\s：:，。；、（(]){0,7})[ \t\u3000]*[：:]")
_BLANKS = re.compile(r"\s+")
# Characters that no personal name holds; they mark an agency, a place or a sentence.
_NOT_IN_NAME = re.compile(r"[省市县厅局委部院署处室办员任记，。；：、《》（）()0-9A-Za-z“”〔〕的]")
_NAME = re.compile(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{2,}(?:[·•・][\u3400-\u9fff]+)+|[\u3400-\u9fff]{5,6}")
_SENTENCE = re.compile(r"[。；！？：:]")
_FRAGMENT_LENGTH = 16
"""A line longer than this is not the rest of a post: no post is printed over a whole line."""


_LONGEST_BODY = 40


class Cell(NamedTuple):
    """One person of a row: where the name stands, and the pieces of the posts after it."""

    name: tuple[Stretch, ...]
    posts: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a member list.

    Attributes:
        role: Role without blanks; None where the line prints none.
        cells: The persons; empty for a role on a line of its own.
    """

    role: str | None
    cells: tuple[Cell, ...]


@cache
def _title() -> re.Pattern[str]:
    return re.compile(f"(?:{alternation('titles')})(?:（[^（）]*）|\\([^()]*\\))?")


@cache
def _body() -> re.Pattern[str]:
    return re.compile(alternation("bodies"))


def is_name(word: str) -> bool:
    """Whether a word can be a person's name by its form alone.

    >>> is_name("索南丹增"), is_name("副省长"), is_name("省财政厅")
    (True, False, False)
    """
    return bool(_NAME.fullmatch(word)) and not _NOT_IN_NAME.search(word) and not ends_post(word)


def is_body(words: str) -> bool:
    """Whether a string is, by its form alone, the name of one body.

    >>> is_body("省财政厅"), is_body("加强领导")
    (True, False)
    """
    return len(words) <= _LONGEST_BODY and bool(_body().fullmatch(words))


def ends_post(words: str) -> bool:
    """Whether a string ends as a post does, so that nothing of it is missing.

    >>> ends_post("省人力资源社会保障厅厅长"), ends_post("省人力资源社会保障")
    (True, False)
    """
    return bool(_title().fullmatch(words))


def row_role(line: str) -> tuple[str, int] | None:
    """The role that opens a line, without blanks, and where the rest of the line begins; None where none does."""
    label = _LABEL.match(line)
    role = _BLANKS.sub("", label.group(1)) if label else ""
    if label is None or meaning("member_roles", role) is None:
        return None
    return role, label.end()


def parse_row(line: str) -> Row | None:
    """The row that a line prints; None where it is no row of a member list.

    >>> row = parse_row("成 员： 胡 斌 省水利厅厅长")
    >>> row.role, ["".join("成 员： 胡 斌 省水利厅厅长"[a:b] for a, b in row.cells[0].name)]
    ('成员', ['胡斌'])
    >>> parse_row("各级政府要高度重视。") is None
    True
    """
    opening = row_role(line)
    role, start = opening if opening else (None, 0)
    if _SENTENCE.search(line, start) or opens_item(line):
        return None
    tokens = [Stretch(*match.span()) for match in _TOKEN.finditer(line, start)]
    cells = tuple(_cells(line, tokens))
    if not cells and tokens:
        return None
    if role is None and not _is_row(line, cells):
        return None
    return Row(role, cells)


def _is_row(line: str, cells: Sequence[Cell]) -> bool:
    """Without a role, a line is a row where each person has a post that looks like one, or where all are names."""
    posts = ["".join(line[a:b] for a, b in cell.posts) for cell in cells]
    if not any(posts):
        return len(cells) > 1
    return all(_looks_like_post(post) for post in posts)


def _looks_like_post(post: str) -> bool:
    return ends_post(post) or bool(_body().match(post)) or post.endswith(("、", "，"))


def _cells(line: str, tokens: Sequence[Stretch]) -> Iterator[Cell]:
    index = 0
    while index < len(tokens):
        name = _name_at(line, tokens, index)
        if not name:
            return
        index += len(name)
        posts: list[Stretch] = []
        while index < len(tokens) and not _opens_cell(line, tokens, index, posts):
            posts.append(tokens[index])
            index += 1
        yield Cell(name, tuple(posts))


def _name_at(line: str, tokens: Sequence[Stretch], index: int) -> tuple[Stretch, ...]:
    """The tokens that make up a name: one, or two of one character each (杨 扬)."""
    pair = tuple(tokens[index : index + 2])
    if len(pair) == 2 and all(end - start == 1 for start, end in pair) and is_name(_join(line, pair)):
        return pair
    return pair[:1] if is_name(_join(line, pair[:1])) else ()


def _opens_cell(line: str, tokens: Sequence[Stretch], index: int, posts: Sequence[Stretch]) -> bool:
    """Whether the next person begins here: after a whole post, or where no post was printed."""
    return bool(_name_at(line, tokens, index)) and (not posts or ends_post(_join(line, posts)))


def _join(line: str, stretches: Sequence[Stretch]) -> str:
    return "".join(line[start:end] for start, end in stretches)


def is_fragment(line: str) -> bool:
    """Whether a line can be the rest of a post whose beginning stands on an earlier line."""
    word = _BLANKS.sub("", line)
    return 0 < len(word) <= _FRAGMENT_LENGTH and ends_post(word) and not row_role(line)


def is_open(line: str) -> bool:
    """Whether a row ends in a post that is cut short.

    >>> is_open("杨某 省人力资源社会保障"), is_open("杨某 副省长")
    (True, False)
    """
    row = parse_row(line)
    if row is None or not row.cells or not row.cells[-1].posts:
        return False
    return not ends_post(_join(line, row.cells[-1].posts))
