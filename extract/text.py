"""Characters that know where in the source they stand.

Every step of layout repair takes a :class:`Text` and gives a new one made of stretches of the old
(:meth:`Text.pick`); so the way back from a repaired character to its place in the file is never lost.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

WIDTHLESS = "\\u200b-\\u200f\\u2060\\ufeff\\u00ad\\x00-\\x08\\x0e-\\x1f\\x7f"
"""Characters without width, and controls: a range for a pattern. Repair drops them."""


class Stretch(NamedTuple):
    """Characters ``start`` to ``end`` (exclusive), 0-based."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Text:
    """A string put together from stretches of a source.

    Attributes:
        value: The characters.
        starts: Where in ``value`` each stretch begins, ascending; the first is 0.
        origins: Offset in the source at which each stretch begins.
    """

    value: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    @classmethod
    def of(cls, value: str) -> "Text":
        """A text that is its own source."""
        return cls(value, (0,), (0,))

    def pick(self, stretches: Iterable[tuple[int, int]]) -> "Text":
        """The text of these stretches, one after the other in the order given.

        >>> text = Text.of("省委 编办").pick([Stretch(0, 2), Stretch(3, 5)])
        >>> text.value, text.sources(0, 4)
        ('省委编办', (Stretch(start=0, end=2), Stretch(start=3, end=5)))
        """
        pieces: list[str] = []
        starts: list[int] = []
        origins: list[int] = []
        length = 0
        for first, last in stretches:
            if first >= last:
                continue
            pieces.append(self.value[first:last])
            index = bisect_right(self.starts, first) - 1
            stop = bisect_left(self.starts, last, index)
            origin = self.origins[index] + first - self.starts[index]
            if not (origins and origins[-1] + length - starts[-1] == origin):
                starts.append(length)
                origins.append(origin)
            if index + 1 < stop:
                starts += [start + length - first for start in self.starts[index + 1 : stop]]
                origins += self.origins[index + 1 : stop]
            length += last - first
        return Text("".join(pieces), tuple(starts) or (0,), tuple(origins) or (0,))

    def drop(self, stretches: Iterable[tuple[int, int]]) -> "Text":
        """The text without these stretches, which are ascending and do not overlap."""
        return self.pick(_between(stretches, len(self.value)))

    def sources(self, start: int, end: int) -> tuple[Stretch, ...]:
        """Where in the source characters ``start`` to ``end`` stand, in the order of this text."""
        pieces: list[Stretch] = []
        index = bisect_right(self.starts, start) - 1
        while start < end:
            run_end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.value)
            stop = min(end, run_end)
            origin = self.origins[index] + start - self.starts[index]
            pieces.append(Stretch(origin, origin + stop - start))
            start = stop
            index += 1
        return tuple(pieces)


def _between(stretches: Iterable[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    position = 0
    for start, end in stretches:
        if start > position:
            yield position, start
        position = end
    if position < length:
        yield position, length
