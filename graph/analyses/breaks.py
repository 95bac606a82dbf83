"""Where a network falls to pieces: cut points, bridges, and the sizes of what is left."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True)
class Break:
    """A node or a tie without which a part of the network falls to pieces.

    Attributes:
        nodes: The node, or the two ends of the tie, the one in the smaller piece first.
        pieces: How many nodes each of the pieces has that are left, the largest first.
    """

    nodes: tuple[str, ...]
    pieces: tuple[int, ...]


def breaks(network: "nx.Graph[str]") -> list[Break]:
    """Every node (cut point) and every tie (bridge) without which a part of the network falls to pieces.

    For an agency: those in the smaller pieces reach the others through it alone. Where two pieces hang by one tie, its
    ends are all that the two have to do with each other.

    Sources:
        J. Hopcroft, R. Tarjan: Algorithm 447: efficient algorithms for graph manipulation. Communications of the ACM 16
        (1973) 372-378.
    """
    import networkx as nx

    plain = network.to_undirected() if network.is_directed() else network
    blocks: list[set[str]] = list(nx.biconnected_components(plain))  # type: ignore[arg-type]  # as networkx says
    return _Blocks(sorted(map(sorted, blocks))).breaks()


class _Blocks:
    """Blocks of a network, which only cut points join: a forest, in which pieces are counted without a search each."""

    def __init__(self, blocks: Sequence[Sequence[str]]) -> None:
        self.blocks = blocks
        member = [iri for block in blocks for iri in block]
        self.cuts = {iri for iri, count in Counter(member).items() if count > 1}
        self.forest: dict[str | int, list[str | int]] = {index: [] for index in range(len(blocks))}
        for index, block in enumerate(blocks):
            for iri in self.cuts.intersection(block):
                self.forest[index].append(iri)
                self.forest.setdefault(iri, []).append(index)
        self.parent: dict[str | int, str | int | None] = {}
        self.below: dict[str | int, int] = {}
        self.whole: dict[str | int, int] = {}
        for index in range(len(blocks)):
            if index not in self.parent:
                self._count(index)

    def _count(self, root: int) -> None:
        """Nodes at and below each place of the tree that hangs from a block."""
        order: list[str | int] = [root]
        self.parent[root] = None
        for place in order:
            children = [next_ for next_ in self.forest[place] if next_ != self.parent[place]]
            self.parent.update(dict.fromkeys(children, place))
            order += children
        for place in order:
            own = 1 if isinstance(place, str) else sum(iri not in self.cuts for iri in self.blocks[place])
            self.below[place] = own
        for place in reversed(order[1:]):
            parent = self.parent[place]
            assert parent is not None  # noqa: S101 - only the root has none
            self.below[parent] += self.below[place]
        self.whole.update(dict.fromkeys(order, self.below[root]))

    def _beyond(self, place: str | int, next_: str | int) -> int:
        """Nodes of the piece that begins at ``next_`` when its neighbour ``place`` is gone."""
        return self.below[next_] if self.parent[next_] == place else self.whole[place] - self.below[place]

    def breaks(self) -> list[Break]:
        found = []
        for iri in sorted(self.cuts):
            pieces = sorted((self._beyond(iri, block) for block in self.forest[iri]), reverse=True)
            found.append(Break((iri,), tuple(pieces)))
        for index, block in enumerate(self.blocks):
            if len(block) == 2:
                sizes = {iri: self._beyond(index, iri) if iri in self.cuts else 1 for iri in block}
                ends = sorted(block, key=lambda iri: (sizes[iri], iri))
                found.append(Break(tuple(ends), (sizes[ends[1]], sizes[ends[0]])))
        return found
