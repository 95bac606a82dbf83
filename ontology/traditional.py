"""Traditional characters, folded to the simplified ones that rules and registers are written in.

Folding goes character by character, so offsets hold: 國務院辦公廳 is read as 国务院办公厅, six characters as six. It is
for reading, comparing and finding alone; what is shown is what is printed.

The table (``traditional.txt``) is OpenCC's, as its converter t2s gives it for each character alone, without three
kinds: characters whose simplified form stands outside the Basic Multilingual Plane, which no rule expects; 薴, whose
simplified form is the traditional one of another; and 乾, which stays itself in names of places (乾县) and would become
another word. It is shipped rather than OpenCC depended on, because the same gazette must give the same graph whatever
is installed: 3,400 pairs in 23 kB are read in 5 ms at the first use, where OpenCC's compiled library of 6 MB takes
17 ms and is not built for every machine.
A test compares the two where OpenCC is installed.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_SHARED = "吒夥徵拚捱摺於榘菸薹袷醣麴"
"""Characters of the table that simplified texts print too, as words of their own: the surname 於, 徵 the note."""


class _Table(NamedTuple):
    """The table as it is used.

    Attributes:
        pairs: Every traditional character with its simplified one.
        folded: Any character of the table.
        sign: Any that simplified texts do not print: without one, a text is simplified already.
    """

    pairs: dict[str, str]
    folded: re.Pattern[str]
    sign: re.Pattern[str]


@cache
def _table() -> _Table:
    text = (files(__package__) / "traditional.txt").read_text(encoding="utf-8")
    lines = (line for line in text.split("\n") if line and not line.startswith("#"))
    pairs = {traditional: line[0] for line in lines for traditional in line[1:]}
    signs = "".join(one for one in pairs if one not in _SHARED)
    return _Table(pairs, re.compile(f"[{''.join(pairs)}]"), re.compile(f"[{signs}]"))


def simplified(text: str) -> str:
    """A text in simplified characters, of the same length; the text itself where it is simplified already.

    Characters that simplified texts print too (於, 徵) are left alone in a text without any other of the table.

    >>> simplified("關於財政廳"), simplified("於某"), simplified("乾縣")
    ('关于财政厅', '於某', '乾县')
    """
    table = _table()
    return table.folded.sub(lambda match: table.pairs[match[0]], text) if table.sign.search(text) else text


def folded_in(text: str) -> frozenset[str]:
    """The simplified characters that stand for traditional ones in a text.

    >>> sorted(folded_in("財政廳厅长"))
    ['厅', '财']
    """
    table = _table()
    return frozenset(table.pairs[character] for character in set(table.folded.findall(text)))


def folded_places(text: str) -> Iterator[int]:
    """Where traditional characters stand in a text, ascending.

    >>> list(folded_places("省財政廳"))
    [1, 3]
    """
    return (match.start() for match in _table().folded.finditer(text))


def pairs() -> Mapping[str, str]:
    """Every traditional character with its simplified one."""
    return _table().pairs
