"""Who stands between others, counted fast enough to be counted again on every rewiring of a null model."""

import numpy as np

from .nullmodel import Floats, Ints, Matrix

_BLOCK = 4_000_000
"""Numbers in one array while betweenness is counted: sources are taken together as far as that allows."""


def betweenness(matrix: Matrix, *, ends: Ints, sources: Ints, directed: bool = False) -> Floats:
    """How many pairs of ends have their shortest chain through each node; several shortest ones count in part each.

    For an agency: the pairs of others that must go through it to reach each other in as few steps as can be. Ties count
    as steps, whatever their weight.

    All sources of a block take each step together, as products of matrices. networkx has the same measure; it took 19
    to 32 times as long on networks of 129 to 2,551 nodes out of ``benchmarks/million.py``.

    Args:
        matrix: Ties, in rows.
        ends: Nodes between which chains are looked for.
        sources: Those of the ends from which they are; where these are fewer, what they give is scaled up.
        directed: Whether a pair counts once for each direction.

    Sources:
        L. C. Freeman: A set of measures of centrality based on betweenness. Sociometry 40 (1977) 35-41. U. Brandes: A
        faster algorithm for betweenness centrality. Journal of Mathematical Sociology 25 (2001) 163-177; On variants
        of shortest-path betweenness centrality and their generic computation. Social Networks 30 (2008) 136-145. U.
        Brandes, C. Pich: Centrality estimation in large networks. International Journal of Bifurcation and Chaos 17
        (2007) 2303-2318. A. Buluç, J. R. Gilbert: The Combinatorial BLAS. International Journal of High Performance
        Computing Applications 25 (2011) 496-509.
    """
    out = matrix.astype(bool).astype(float).tocsr()
    into = out.T.tocsr()
    wanted = np.zeros(matrix.shape[0])
    wanted[ends] = 1
    sums = np.zeros(matrix.shape[0])
    width = max(1, _BLOCK // max(1, matrix.shape[0]))
    for start in range(0, len(sources), width):
        sums += _dependencies(out, into, sources[start : start + width], wanted)
    scale = len(ends) / max(1, len(sources))
    return sums * (scale if directed else scale / 2)


def _dependencies(out: Matrix, into: Matrix, sources: Ints, wanted: Floats) -> Floats:
    """What the shortest chains from some sources give each node, summed over the sources."""
    levels = _levels(into, sources)
    total = np.zeros(out.shape[0])
    shape = out.shape[0], len(sources)
    # What lies beyond the nodes of a level; those of the last have nothing beyond them, and a source is between nobody.
    beyond = np.zeros(len(levels[-1][0]))
    for (cells, chains), (nearer, chains_nearer) in zip(levels[:1:-1], levels[-2:0:-1], strict=True):
        passed = np.zeros(shape)
        passed.ravel()[cells] = (wanted[cells // len(sources)] + beyond) / chains
        beyond = chains_nearer * (out @ passed).ravel()[nearer]
        total += np.bincount(nearer // len(sources), weights=beyond, minlength=len(total))
    return total


def _levels(into: Matrix, sources: Ints) -> list[tuple[Ints, Floats]]:
    """What is reached in no step, in one step, …: cells of a table of nodes and sources, each with its chains.

    A cell stands in one level alone, so all levels together are no larger than the table, however many steps there are.
    """
    chains = np.zeros((into.shape[0], len(sources)))
    chains[sources, np.arange(len(sources))] = 1
    unseen = np.ones(chains.size)
    levels: list[tuple[Ints, Floats]] = []
    while len(cells := np.flatnonzero(chains)):
        levels.append((cells, chains.ravel()[cells]))
        unseen[cells] = 0
        chains = into @ chains
        chains *= unseen.reshape(chains.shape)
    return levels


def pivots(ends: Ints, *, most: int, seed: int) -> Ints:
    """All ends, or as many of them as are wanted, drawn by chance (Brandes and Pich 2007)."""
    if len(ends) <= most:
        return ends
    drawn: Ints = np.sort(np.random.default_rng(seed).choice(ends, size=most, replace=False))
    return drawn
