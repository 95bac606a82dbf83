"""Printed words as the files of other programs can hold them."""

import re

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no place for: controls, halves of characters, and two code points that are none."""

UNREADABLE = "\ufffd"
"""What stands for a character that a file cannot hold: Unicode's sign for one that was lost."""

EXCERPT = 60
"""Characters of running text that a name of a statement shows."""


def printable(text: str) -> str:
    r"""A text without characters that XML, workbooks and most other readers have no place for.

    >>> printable("省\x00厅\x1b") == "省\ufffd厅\ufffd"
    True
    """
    return _NOT_XML.sub(UNREADABLE, text)


def one_record(text: str) -> str:
    r"""A text as a cell of a CSV file: as it is, but for NUL, at which readers stop, and a lone carriage return.

    A carriage return would end the row for many readers, quoted or not. Neither is ever printed.

    >>> one_record("甲\x00乙\r丙") == "甲\ufffd乙\n丙"
    True
    """
    return text.replace("\0", UNREADABLE).replace("\r", "\n")


def excerpt(text: str) -> str:
    r"""The beginning of a text, on one line.

    >>> excerpt("张某某 到 松江市\n调研")
    '张某某 到 松江市 调研'
    """
    line = " ".join(text.split())
    return line if len(line) <= EXCERPT else f"{line[:EXCERPT]}…"


def year_of(date: str) -> int | None:
    """The year of a date as far as it is known; None where it is not.

    >>> year_of("2016-03"), year_of("")
    (2016, None)
    """
    return int(date[:4]) if re.match(r"[0-9]{4}(?:-|$)", date) else None
