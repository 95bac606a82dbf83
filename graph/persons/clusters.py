"""Putting mentions together by bonds, and apart again where what they hold together contradicts itself."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from .contradictions import Contradiction, Node
from .mentions import Mention

MOST_ROUNDS = 16
"""Contradictions that are taken out of any set that bonds hold together, however large."""
MOST_LOOKED_AT = 100_000
"""Nodes that are looked at while contradictions are taken out of a set; each takes a round over the whole of it.

Each round takes out a node at least, so that all contradictions of a set of up to three hundred are taken out. Without
a limit the time would grow with the square of the namesakes. What contradicts itself beyond it falls apart.
"""

Contradicted: TypeAlias = Callable[[Sequence[Node]], Contradiction | None]
"""Why nodes are not one person; None where nothing speaks against it."""


@dataclass(frozen=True, slots=True)
class Bond:
    """Nodes that are one person, why, and the mentions that show it.

    Attributes:
        nodes: Numbers of nodes.
        reasons: Why, the weightiest first.
        mentions: What shows it.
        whole: Whether no node has been taken out of it.
    """

    nodes: tuple[int, ...]
    reasons: tuple[str, ...]
    mentions: tuple[Mention, ...]
    whole: bool = True

    @property
    def because(self) -> str:
        """Its reasons as one sentence."""
        return "; ".join(self.reasons)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A contradiction in what bonds hold together.

    Attributes:
        against: What contradicts.
        reasons: Why the two would be one person.
        broken: Bonds that are whole no more because of it, as they were.
    """

    against: Contradiction
    reasons: tuple[str, ...]
    broken: tuple[Bond, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """Mentions put together.

    Attributes:
        nodes: Each set of mentions that is one person now.
        kept: The bonds that hold.
        refusals: The contradictions that broke the others.
    """

    nodes: tuple[Node, ...]
    kept: tuple[Bond, ...]
    refusals: tuple[Refusal, ...] = ()


def merge(nodes: Sequence[Node], bonds: Sequence[Bond]) -> Joined:
    """Join what bonds hold together, whatever contradicts it."""
    joined = (_union(nodes, numbers) for numbers in _components(len(nodes), bonds))
    return Joined(tuple(joined), tuple(bonds))


def settle(nodes: Sequence[Node], bonds: Sequence[Bond], contradicted: Contradicted) -> Joined:
    """Join what bonds hold together and nothing contradicts."""
    kept: list[Bond] = []
    refusals: list[Refusal] = []
    for held in _by_component(len(nodes), bonds):
        _settle_one(nodes, held, contradicted, kept, refusals)
    return Joined(merge(nodes, kept).nodes, tuple(kept), tuple(refusals))


def _settle_one(
    nodes: Sequence[Node], bonds: list[Bond], contradicted: Contradicted, kept: list[Bond], refusals: list[Refusal]
) -> None:
    """Sort the bonds of one component into those that hold and what breaks the others.

    Nodes that tie both sides of a contradiction are taken out first, for nobody can say to which side they belong;
    where none does, the two that contradict each other. Each round takes out one node at least.
    """
    rounds = 0
    most = max(MOST_ROUNDS, MOST_LOOKED_AT // len({number for bond in bonds for number in bond.nodes}))
    open_sets = [bonds]
    while open_sets:
        held = open_sets.pop()
        numbers = {number for bond in held for number in bond.nodes}
        against = contradicted([nodes[number] for number in sorted(numbers)])
        if against is None:
            kept += held
            continue
        rounds += 1
        out = _between(nodes, held, against) if rounds <= most else numbers
        broken = tuple(bond for bond in held if bond.whole and not out.isdisjoint(bond.nodes))
        refusals.append(Refusal(against, tuple(sorted({reason for bond in held for reason in bond.reasons})), broken))
        shorter = [_shortened(bond, out, nodes) for bond in held]
        open_sets += _by_component(len(nodes), [bond for bond in shorter if len(bond.nodes) > 1])


def _between(nodes: Sequence[Node], bonds: Sequence[Bond], against: Contradiction) -> set[int]:
    """The nodes that tie two sides that contradict each other; the two themselves where one bond holds both."""
    numbers = {number for bond in bonds for number in bond.nodes}
    sides = {number for number in numbers if not set(nodes[number]).isdisjoint(against.mentions)}
    if any(sides <= set(bond.nodes) for bond in bonds):
        return sides
    near = [{one for bond in bonds if side in bond.nodes for one in bond.nodes} for side in sorted(sides)]
    return (set.intersection(*near) - sides) or sides


def _shortened(bond: Bond, without: Collection[int], nodes: Sequence[Node]) -> Bond:
    """A bond without some of its nodes."""
    out = {mention for number in bond.nodes if number in without for mention in nodes[number]}
    if not out:
        return bond
    numbers = tuple(number for number in bond.nodes if number not in without)
    return Bond(numbers, bond.reasons, tuple(mention for mention in bond.mentions if mention not in out), whole=False)


def _by_component(count: int, bonds: Sequence[Bond]) -> list[list[Bond]]:
    component_of = {number: index for index, numbers in enumerate(_components(count, bonds)) for number in numbers}
    inside: dict[int, list[Bond]] = defaultdict(list)
    for bond in bonds:
        inside[component_of[bond.nodes[0]]].append(bond)
    return list(inside.values())


def _components(count: int, bonds: Iterable[Bond]) -> list[list[int]]:
    """Numbers put together by bonds, each number in one component."""
    above = list(range(count))

    def root(number: int) -> int:
        while above[number] != number:
            above[number] = above[above[number]]
            number = above[number]
        return number

    for bond in bonds:
        first = root(bond.nodes[0])
        for number in bond.nodes[1:]:
            above[root(number)] = first
    found: dict[int, list[int]] = defaultdict(list)
    for number in range(count):
        found[root(number)].append(number)
    return list(found.values())


def _union(nodes: Sequence[Node], numbers: Iterable[int]) -> Node:
    return tuple(sorted(mention for number in numbers for mention in nodes[number]))
