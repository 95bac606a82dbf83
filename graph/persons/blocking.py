"""Which persons of one name are weighed against each other, so that the time grows with their number."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from .bench import Bench
from .contradictions import Node
from .mentions import Mention

MOST_WEIGHED = 48
"""Persons of one name who are weighed each against each; of more, those who share an agency, a group or a source."""


def pairs_to_weigh(nodes: Sequence[Node], bench: Bench) -> Iterable[tuple[int, int]]:
    """Pairs of numbers of nodes: all of a few, of many those that share an agency, its heir, a group or a source."""
    if len(nodes) <= MOST_WEIGHED:
        return combinations(range(len(nodes)), 2)
    shared: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for number, node in enumerate(nodes):
        for mention in node:
            for key in _shareable(mention, bench):
                shared[key].add(number)
    blocks = (sorted(block)[:MOST_WEIGHED] for block in shared.values() if len(block) > 1)
    return sorted({pair for block in blocks for pair in combinations(block, 2)})


def _shareable(mention: Mention, bench: Bench) -> Iterator[tuple[str, ...]]:
    """What a mention may share with others of its name."""
    for post in mention.posts:
        if post.agency:
            yield "agency", post.place, post.agency
            yield from (("agency", *heir) for heir in bench.lineage.get((post.place, post.agency), ()))
    if mention.group:
        yield "group", *mention.group
    if mention.scope:
        yield "source", mention.source
