"""What can be told of regular expressions without matching them."""

import re
from collections.abc import Sequence
from typing import Any

_parser: Any = vars(re)["_parser"]  # the only one that takes patterns apart as they are compiled
_WIDTHLESS = ("ASSERT", "ASSERT_NOT", "AT")


def last_characters(pattern: str) -> set[str]:
    """The characters that what a pattern matches may end in.

    Raises:
        ValueError: It may end in any character, or match nothing at all.

    >>> sorted(last_characters("(?:省|市)(?:厅|局长?)"))
    ['厅', '局', '长']
    """
    found, empty = _last(_parser.parse(pattern))
    if empty:
        raise ValueError(f"{pattern} may match nothing")
    return found


def _last(items: Sequence[Any]) -> tuple[set[str], bool]:
    """The last characters of a sequence, and whether all of it may be empty."""
    found: set[str] = set()
    for operation, value in reversed(items):
        characters, empty = _last_of(str(operation), value)
        found |= characters
        if not empty:
            return found, False
    return found, True


def _last_of(operation: str, value: Any) -> tuple[set[str], bool]:
    if operation in _WIDTHLESS:
        return set(), True
    if operation == "LITERAL":
        return {chr(value)}, False
    if operation == "BRANCH":
        ends = [_last(branch) for branch in value[1]]
        return set().union(*(characters for characters, _ in ends)), any(empty for _, empty in ends)
    if operation == "SUBPATTERN":
        return _last(value[3])
    if operation in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        characters, empty = _last(value[2])
        return characters, empty or value[0] == 0
    if operation == "IN" and all(str(kind) == "LITERAL" for kind, _ in value):
        return {chr(code) for _, code in value}, False
    raise ValueError(f"a pattern may end in any character: {operation}")
