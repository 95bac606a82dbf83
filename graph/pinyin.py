"""Hidden keys by which Chinese names are found in pinyin; nothing of them is ever shown.

They come from the package pypinyin, if it is installed (``pip install 'gongbao[pinyin]'``). Without it there are none,
and names are found by their characters alone.
"""

from collections.abc import Callable, Sequence
from itertools import product
from typing import TypeAlias

Reader: TypeAlias = Callable[[str], list[list[str]]]
"""The readings of each character of a text, the likeliest first; other characters as they are."""

LONGEST = 40
"""Characters of a name that have keys."""

READINGS = 3
"""Readings that the first character of a person's name may have: 单, 曾 and 仇 are read otherwise as surnames."""


def pinyin_reader() -> Reader | None:
    """What reads characters; None where pypinyin is not installed."""
    try:
        from pypinyin import Style, pinyin
    except ImportError:
        return None
    return lambda text: pinyin(text, style=Style.NORMAL, heteronym=len(text) == 1)


def pinyin_keys(name: str, read: Reader, *, person: bool = False) -> list[str]:
    """Full pinyin and initials of a name, without blanks.

    Args:
        name: The name.
        read: What reads characters.
        person: Whether it begins with a surname.

    >>> pinyin_keys("省厅", lambda text: [["sheng"], ["ting"]])
    ['shengting', 'st']
    """
    if not name:
        return []
    readings = [syllables[0] for syllables in read(name[:LONGEST])]
    firsts = _firsts(name, read) if person else []
    heads = list(dict.fromkeys([readings[0], *firsts]))[:READINGS]
    spellings = [[head, *readings[1:]] for head in heads]
    return list(dict.fromkeys(key for one, form in product(spellings, _FORMS) for key in [form(one)]))


def _firsts(name: str, read: Reader) -> list[str]:
    return read(name[0])[0]


def _full(syllables: Sequence[str]) -> str:
    return "".join(syllables).lower()


def _initials(syllables: Sequence[str]) -> str:
    return "".join(one[:1] for one in syllables).lower()


_FORMS: tuple[Callable[[Sequence[str]], str], ...] = (_full, _initials)
