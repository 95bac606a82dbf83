"""From stretches of repaired text back to what is printed in the file: the spans of a fact."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from ..ontology.model import Span
from .text import WIDTHLESS, Stretch, Text

# What repair drops between two halves of one statement: blanks, what has no width, Markdown marks, a page number.
_DROPPED = re.compile(rf"[\s{WIDTHLESS}*#—–\-·•]*+(?:\d{{1,4}})?[\s{WIDTHLESS}*#—–\-·•]*")


class Printed:
    """A source beside its repaired text.

    Attributes:
        name: The source's name.
        text: The source's characters.
        repaired: The repaired text.
    """

    def __init__(self, name: str, text: str, repaired: Text) -> None:
        self.name = name
        self.text = text
        self.repaired = repaired
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]

    def spans(self, *stretches: tuple[int, int]) -> tuple[Span, ...]:
        """What is printed where these stretches of the repaired text come from.

        Pieces that only dropped characters keep apart are one span; what the scan tore apart is several, in the order
        of the repaired text.
        """
        return tuple(self._span(piece) for piece in self._merged(stretches))

    def _merged(self, stretches: Iterable[tuple[int, int]]) -> Iterator[Stretch]:
        current: Stretch | None = None
        for start, end in stretches:
            for piece in self.repaired.sources(*self._trimmed(start, end)):
                if current is not None and self._is_one(current, piece):
                    current = Stretch(current.start, piece.end)
                    continue
                if current is not None:
                    yield current
                current = piece
        if current is not None:
            yield current

    def _trimmed(self, start: int, end: int) -> Stretch:
        """A stretch without the blanks at its ends."""
        # Step by step: many facts of one long line share its stretch, which must not be copied for each.
        value = self.repaired.value
        while start < end and value[start].isspace():
            start += 1
        while start < end and value[end - 1].isspace():
            end -= 1
        return Stretch(start, end)

    def _is_one(self, first: Stretch, second: Stretch) -> bool:
        return first.end <= second.start and bool(_DROPPED.fullmatch(self.text, first.end, second.start))

    def _span(self, stretch: Stretch) -> Span:
        line = bisect_right(self._lines, stretch.start)
        return Span(self.name, stretch.start, stretch.end, line, self.text[stretch.start : stretch.end])
