"""What is measured on a network, from the network alone; each says what it means for an agency, and who defined it.

Networks come from :mod:`..network`. What a library measures well is left to it: networkx (with SciPy) ranks,
scikit-network finds communities. Nestedness is our own, for neither has it; so are :mod:`.betweenness` and
:mod:`.breaks`.
"""

from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from .nullmodel import Incidence, Ints, Matrix

if TYPE_CHECKING:
    import networkx as nx

_BITS = 8192
"""Nodes whose reach is counted at a time."""


def strength(network: "nx.Graph[str]") -> dict[str, int]:
    """Weighted degree: the sum of the weights of a node's ties (in a directed network, of those both to and from it).

    For an agency: with how many it works, each counted as often as they do.

    Sources:
        A. Barrat, M. Barthélemy, R. Pastor-Satorras, A. Vespignani: The architecture of complex weighted networks. PNAS
        101 (2004) 3747-3752.
    """
    return {iri: int(weight) for iri, weight in network.degree(weight="weight")}


def pagerank(
    network: "nx.DiGraph[str]", *, damping: float = 0.85, tolerance: float = 1e-12, most_rounds: int = 1000
) -> dict[str, float]:
    """PageRank over edges with ``weight``; the values sum to 1.

    For an agency, where edges run from support to lead: it ranks high if those who follow it are themselves followed,
    so it tells who coordinates the coordinators.

    Args:
        network: Edges point to whom rank flows.
        damping: Share of rank that flows along edges.
        tolerance: Mean change of a rank below which it stops.
        most_rounds: After how many it gives up.

    Sources:
        L. Page, S. Brin, R. Motwani, T. Winograd: The PageRank Citation Ranking. Stanford InfoLab 1999-66.
    """
    import networkx as nx

    ranks: dict[str, float] = nx.pagerank(network, alpha=damping, tol=tolerance, max_iter=most_rounds)
    return ranks


def hubs_and_authorities(network: "nx.DiGraph[str]") -> tuple[dict[str, float], dict[str, float]]:
    """Hub and authority of every node (HITS) over edges with ``weight``; each of the two sums to 1.

    For an agency, where edges run from lead to support: a hub leads those whom all lead, an authority is called upon by
    those who lead much. They are counted where the network is densest: who has little to do with that part is near 0,
    however much it does elsewhere.

    Sources:
        J. M. Kleinberg: Authoritative sources in a hyperlinked environment. Journal of the ACM 46 (1999) 604-632.
    """
    import networkx as nx

    if not network.number_of_edges():
        return dict.fromkeys(network, 0.0), dict.fromkeys(network, 0.0)
    # From even values, not from random ones: equal networks have equal measures.
    return nx.hits(network, max_iter=1000, tol=1e-12, nstart=dict.fromkeys(network, 1.0))


def core_numbers(network: "nx.Graph[str]") -> dict[str, int]:
    """The highest k for which a node is in the k-core: those who all have k ties or more among themselves.

    For an agency: it is among many who all work with many. One with as many partners who work with nobody else has a
    low number: it is large and not at the core.

    Sources:
        S. B. Seidman: Network structure and minimum degree. Social Networks 5 (1983) 269-287. V. Batagelj, M.
        Zaveršnik: An O(m) algorithm for cores decomposition of networks. arXiv cs/0310049 (2003).
    """
    import networkx as nx

    plain = network.to_undirected() if network.is_directed() else network.copy()
    plain.remove_edges_from(list(nx.selfloop_edges(plain)))
    return nx.core_number(plain)


def communities(matrix: Matrix, *, seed: int = 0) -> Ints:
    """The number of the community of each node (Louvain), the largest being 0.

    For an agency: those with whom it works more than the numbers of their ties would have it. Communities are
    a description; whether there are any to speak of, :func:`modularity` against a null model tells. Small ones are
    swallowed in large networks (Fortunato and Barthélemy 2007), and another seed may draw some borders otherwise.

    Args:
        matrix: Weights between nodes, symmetric.
        seed: For the order in which nodes are looked at.

    Sources:
        V. D. Blondel, J.-L. Guillaume, R. Lambiotte, E. Lefebvre: Fast unfolding of communities in large networks.
        Journal of Statistical Mechanics (2008) P10008. S. Fortunato, M. Barthélemy: Resolution limit in community
        detection. PNAS 104 (2007) 36-41.
    """
    from scipy.sparse import csr_matrix
    from sknetwork.clustering import Louvain

    if not matrix.nnz:
        return np.arange(matrix.shape[0])
    labels: Ints = Louvain(shuffle_nodes=True, random_state=seed).fit_predict(csr_matrix(matrix))
    return labels


def modularity(matrix: Matrix, labels: Ints) -> float:
    """How much more weight lies within communities than the nodes' own weights would put there; 1 at the very most.

    Networks that were dealt out by chance have some too, the more so the fewer ties they have (Guimerà et al. 2004).

    Sources:
        M. E. J. Newman, M. Girvan: Finding and evaluating community structure in networks. Physical Review E 69 (2004)
        026113. R. Guimerà, M. Sales-Pardo, L. A. N. Amaral: Modularity from fluctuations in random graphs and complex
        networks. Physical Review E 70 (2004) 025101.
    """
    total = float(matrix.sum())
    if not total:
        return 0.0
    ones = matrix.tocoo()
    within = float(ones.data[labels[ones.row] == labels[ones.col]].sum())
    weights = np.bincount(labels, weights=np.asarray(matrix.sum(axis=1)).ravel())
    return within / total - float(np.square(weights / total).sum())


def nestedness(incidence: Incidence) -> float:
    """NODF, from 0 to 100: how far those with few ties are tied to a part of those to whom ones with more are tied.

    For agencies that are led: 100 if whoever is led by few is led by the same ones who lead all the others, and each
    leader's followers are among those of the next larger one. Near 0 if leaders share out the others among themselves.

    Sources:
        M. Almeida-Neto, P. Guimarães, P. R. Guimarães Jr., R. D. Loyola, W. Ulrich: A consistent metric for nestedness
        analysis in ecological systems. Oikos 117 (2008) 1227-1239.
    """
    rows, row_pairs = _paired_overlap(incidence.rows, incidence.columns)
    columns, column_pairs = _paired_overlap(incidence.columns, incidence.rows)
    pairs = row_pairs + column_pairs
    return 100 * (rows + columns) / pairs if pairs else 0.0


def _paired_overlap(rows: Ints, columns: Ints) -> tuple[float, int]:
    """Over all pairs of rows with unlike totals, the share of the smaller one's ones that the larger has too; pairs.

    Instead of comparing each two rows, each one of a smaller row is told how many larger rows share its column.
    """
    totals = np.bincount(rows)[rows] if len(rows) else rows
    order = np.lexsort((-totals, columns))
    column, total = columns[order], totals[order]
    place = np.arange(len(order))
    # Within a column, from the largest row down: where the column begins, and where rows of equal totals begin.
    new_column = np.concatenate(([True], column[1:] != column[:-1])) if len(order) else np.zeros(0, dtype=np.bool_)
    new_total = new_column.copy()
    new_total[1:] |= total[1:] != total[:-1]
    larger = _since(new_total, place) - _since(new_column, place)
    size = len(np.unique(rows))
    return float((larger / total).sum()) if len(order) else 0.0, size * (size - 1) // 2


def _since(begins: npt.NDArray[np.bool_], place: Ints) -> Ints:
    """The last place at which something began, for each place."""
    latest: Ints = np.maximum.accumulate(np.where(begins, place, 0)) if len(place) else place
    return latest


def cycles(network: "nx.DiGraph[str]") -> list[list[str]]:
    """Sets of nodes each of which reaches each other one, and single nodes tied to themselves.

    For directives: none can have been issued before all others of its set, so one of these citations is misprinted,
    was misread, or names a later text; or two texts were issued together.

    Sources:
        R. Tarjan: Depth-first search and linear graph algorithms. SIAM Journal on Computing 1 (1972) 146-160.
    """
    import networkx as nx

    parts = [sorted(part) for part in nx.strongly_connected_components(network)]
    return sorted(part for part in parts if len(part) > 1 or network.has_edge(part[0], part[0]))


def reach(network: "nx.DiGraph[str]") -> dict[str, int]:
    """From how many other nodes each one is reached, in any number of steps.

    For a directive: how many rest on it, over others too.

    Sources:
        D. J. de Solla Price: Networks of scientific papers. Science 149 (1965) 510-515, for the network; the count is
        that of ancestors in a directed graph.
    """
    import networkx as nx

    parts = nx.condensation(network)
    order = list(nx.topological_sort(parts))
    place = {part: number for number, part in enumerate(order)}
    into = [sorted(place[one] for one in parts.pred[part]) for part in order]
    sizes = [len(parts.nodes[part]["members"]) for part in order]
    counts = _reached(into, sizes)
    return {iri: counts[place[part]] for iri, part in parts.graph["mapping"].items()}


def _reached(into: Sequence[Sequence[int]], sizes: Sequence[int]) -> list[int]:
    """From how many nodes other than itself each node of a part is reached.

    Sets of nodes are the bits of a number, some thousand nodes at a time.

    Args:
        into: For each part those that lead to it, which come before it.
        sizes: Nodes of each part, all of which reach each other.
    """
    counts = [size - 1 for size in sizes]
    first = [0, *accumulate(sizes)]
    for start in range(0, first[-1], _BITS):
        whole: list[int] = []
        for part, before in enumerate(into):
            found = 0
            for one in before:
                found |= whole[one]
            counts[part] += found.bit_count()
            low, high = max(first[part], start), min(first[part + 1], start + _BITS)
            whole.append(found | ((1 << (high - low)) - 1) << (low - start) if high > low else found)
    return counts
