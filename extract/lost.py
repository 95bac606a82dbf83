"""Pages that could not be read, and the gaps that tell of them."""

import re
from collections.abc import Iterator

from ..ontology.model import Gap, Span

_LOST = re.compile(r"^——第(\d{1,6})页没有文字层，此处未读。$", re.MULTILINE)


def lost_page(number: int) -> str:
    """The line that stands in a text for a page without a text layer; dashes and 。 keep it a paragraph of its own.

    >>> lost_page(3)
    '——第3页没有文字层，此处未读。'
    """
    return f"——第{number}页没有文字层，此处未读。"


def find_lost_pages(name: str, text: str) -> Iterator[Gap]:
    r"""A gap for every page that could not be read, in a source's text.

    >>> [gap.reason for gap in find_lost_pages("a.pdf", f"通知\n{lost_page(2)}\n")]
    ['page 2 has no text layer']
    """
    for match in _LOST.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        yield Gap(
            spans=(Span(name, *match.span(), line, match.group()),),
            rule="formats.page",
            directive="",
            reason=f"page {match.group(1)} has no text layer",
        )
