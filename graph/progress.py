"""How far an analysis or an export is, for whoever waits for it."""

from collections.abc import Callable
from typing import TypeAlias

Progress: TypeAlias = Callable[[str, int, int], None]
"""Told what is being done, how much of it has been, and how much there is."""

_EVERY = 200
"""Steps of which one is told: drawing a bar takes longer than most of them."""


def silent(stage: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


def sparing(progress: Progress) -> Progress:
    """Progress that is told of few steps, the first and the last of each stage among them.

    >>> sparing(print)("officials", 3, 3)
    officials 3 3
    """
    steps: dict[str, int] = {}

    def tell(stage: str, done: int, total: int) -> None:
        step = steps[stage] = steps.get(stage, -1) + 1
        if done == total or step % _EVERY == 0:
            progress(stage, done, total)

    return tell
