"""Measures against values counted by hand, published, or given by networkx."""

from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from gongbao.graph.analyses.betweenness import betweenness, pivots
from gongbao.graph.analyses.breaks import Break, breaks
from gongbao.graph.analyses.measures import (
    communities,
    core_numbers,
    cycles,
    hubs_and_authorities,
    modularity,
    nestedness,
    reach,
    strength,
)
from gongbao.graph.analyses.nullmodel import Incidence
from hypothesis import given, settings
from hypothesis import strategies as st

Edges = list[tuple[int, int]]
edges = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=30)


def plain(found: Edges) -> "nx.Graph[str]":
    """A network without ties of a node to itself."""
    network: nx.Graph[str] = nx.Graph()
    network.add_edges_from((str(one), str(other)) for one, other in found if one != other)
    return network


def directed(found: Edges) -> "nx.DiGraph[str]":
    network: nx.DiGraph[str] = nx.DiGraph()
    network.add_edges_from((str(one), str(other)) for one, other in found if one != other)
    return network


def incidence(matrix: list[list[int]]) -> Incidence:
    rows, columns = np.nonzero(np.array(matrix))
    return Incidence(rows, columns, (len(matrix), len(matrix[0])))


# Betweenness


def test_the_middle_of_a_row_is_between_all() -> None:
    matrix = nx.to_scipy_sparse_array(nx.path_graph(4))
    everyone = np.arange(4)
    assert betweenness(matrix, ends=everyone, sources=everyone).tolist() == [0, 2, 2, 0]


def test_two_equal_chains_count_by_half() -> None:
    matrix = nx.to_scipy_sparse_array(nx.cycle_graph(4))
    everyone = np.arange(4)
    assert betweenness(matrix, ends=everyone, sources=everyone).tolist() == [0.5] * 4


@given(edges)
@settings(max_examples=60, deadline=None)
def test_betweenness_is_that_of_networkx(found: Edges) -> None:
    network = plain(found)
    matrix, everyone = _matrix(network)
    expected = nx.betweenness_centrality(network, normalized=False)
    assert betweenness(matrix, ends=everyone, sources=everyone) == pytest.approx([expected[iri] for iri in network])


@given(edges)
@settings(max_examples=60, deadline=None)
def test_directed_betweenness_is_that_of_networkx(found: Edges) -> None:
    network = directed(found)
    matrix, everyone = _matrix(network)
    expected = nx.betweenness_centrality(network, normalized=False)
    counted = betweenness(matrix, ends=everyone, sources=everyone, directed=True)
    assert counted == pytest.approx([expected[iri] for iri in network])


@given(edges, st.sets(st.integers(0, 9)))
@settings(max_examples=60, deadline=None)
def test_betweenness_of_some_ends_is_that_of_networkx(found: Edges, chosen: set[int]) -> None:
    network = plain(found)
    ends = [iri for iri in network if int(iri) in chosen]
    matrix, _ = _matrix(network)
    places = np.array([list(network).index(iri) for iri in ends], dtype=np.int64)
    expected = nx.betweenness_centrality_subset(network, ends, ends)
    assert betweenness(matrix, ends=places, sources=places) == pytest.approx([expected[iri] for iri in network])


def _matrix(network: "nx.Graph[str]") -> tuple[object, "np.ndarray[tuple[int], np.dtype[np.int64]]"]:
    from scipy.sparse import csr_array

    size = len(network)
    return nx.to_scipy_sparse_array(network) if size else csr_array((0, 0)), np.arange(size)


def test_an_estimate_comes_near() -> None:
    network = nx.barabasi_albert_graph(300, 3, seed=1)
    matrix, everyone = nx.to_scipy_sparse_array(network), np.arange(300)
    exact = betweenness(matrix, ends=everyone, sources=everyone)
    estimate = betweenness(matrix, ends=everyone, sources=pivots(everyone, most=100, seed=0))
    assert np.corrcoef(exact, estimate)[0, 1] > 0.98
    assert estimate.sum() == pytest.approx(exact.sum(), rel=0.05)


def test_pivots_are_all_where_there_is_room() -> None:
    assert pivots(np.arange(5), most=5, seed=1).tolist() == [0, 1, 2, 3, 4]
    drawn = pivots(np.arange(100), most=10, seed=1)
    assert len(set(drawn.tolist())) == 10
    assert drawn.tolist() == pivots(np.arange(100), most=10, seed=1).tolist()


# Nestedness


def test_nestedness_of_the_matrix_it_was_published_with() -> None:
    # Almeida-Neto et al. 2008, figure 1: NODF 58.33 (rows 53.33, columns 63.33).
    published = [[1, 0, 1, 1, 1], [1, 1, 1, 0, 0], [0, 1, 1, 1, 0], [1, 1, 0, 0, 0], [1, 1, 0, 0, 0]]
    assert nestedness(incidence(published)) == pytest.approx(58.333333)


def test_a_staircase_is_wholly_nested() -> None:
    assert nestedness(incidence([[1, 1, 1], [1, 1, 0], [1, 0, 0]])) == 100


def test_equal_rows_and_strangers_are_not_nested() -> None:
    assert nestedness(incidence([[1, 1], [1, 1]])) == 0
    assert nestedness(incidence([[1, 0], [0, 1]])) == 0
    assert nestedness(Incidence(np.zeros(0, np.int64), np.zeros(0, np.int64), (0, 0))) == 0


@given(st.lists(st.lists(st.integers(0, 1), min_size=5, max_size=5), min_size=1, max_size=6))
@settings(max_examples=80, deadline=None)
def test_nestedness_is_what_its_definition_says(matrix: list[list[int]]) -> None:
    rows = [{place for place, one in enumerate(row) if one} for row in matrix if any(row)]
    columns = [{row for row, line in enumerate(matrix) if line[place]} for place in range(5)]
    columns = [column for column in columns if column]
    pairs = [pair for mode in (rows, columns) for pair in combinations(mode, 2)]
    overlap = sum(len(one & other) / min(len(one), len(other)) for one, other in pairs if len(one) != len(other))
    assert nestedness(incidence(matrix)) == pytest.approx(100 * overlap / len(pairs) if pairs else 0)


# The rest


@given(edges)
@settings(max_examples=60, deadline=None)
def test_breaks_are_those_of_networkx_with_the_pieces_that_are_left(found: Edges) -> None:
    network = plain(found)
    all_breaks = breaks(network)
    assert {one.nodes[0] for one in all_breaks if len(one.nodes) == 1} == set(nx.articulation_points(network))
    assert {frozenset(one.nodes) for one in all_breaks if len(one.nodes) == 2} == set(
        map(frozenset, nx.bridges(network))
    )
    for one in all_breaks:
        assert one.pieces == _pieces(network, one)


def _pieces(network: "nx.Graph[str]", one: Break) -> tuple[int, ...]:
    rest = network.subgraph(nx.node_connected_component(network, one.nodes[0])).copy()
    if len(one.nodes) == 1:
        rest.remove_node(one.nodes[0])
    else:
        rest.remove_edge(*one.nodes)
        assert len(nx.node_connected_component(rest, one.nodes[0])) == one.pieces[1]
    return tuple(sorted(map(len, nx.connected_components(rest)), reverse=True))


@given(edges)
@settings(max_examples=60, deadline=None)
def test_reach_counts_ancestors(found: Edges) -> None:
    network = directed(found)
    assert reach(network) == {iri: len(nx.ancestors(network, iri)) for iri in network}


def test_reach_counts_beyond_one_block_of_nodes() -> None:
    network = nx.relabel_nodes(nx.DiGraph((0, place) for place in range(1, 9000)), str)
    network.add_edges_from((str(place), "end") for place in range(1, 9000))
    assert reach(network)["end"] == 9000


def test_cycles_are_named() -> None:
    network = directed([(1, 2), (2, 1), (2, 3), (3, 4)])
    network.add_edge("9", "9")
    assert cycles(network) == [["1", "2"], ["9"]]


def test_who_leads_those_whom_all_lead_is_a_hub() -> None:
    network: nx.DiGraph[str] = nx.DiGraph()
    network.add_weighted_edges_from((("a", "x", 1), ("a", "y", 1), ("b", "x", 1)), weight="weight")
    hubs, authorities = hubs_and_authorities(network)
    assert hubs["a"] > hubs["b"] > hubs["x"] == pytest.approx(0)
    assert authorities["x"] > authorities["y"] > authorities["a"] == pytest.approx(0)
    # The greater root of h² - 3h + 1 is that of the hubs' matrix [[2, 1], [1, 1]]: its vector is the golden section.
    assert hubs["a"] / hubs["b"] == pytest.approx((1 + 5**0.5) / 2)


def test_hubs_of_a_network_without_ties_are_nothing() -> None:
    network: nx.DiGraph[str] = nx.DiGraph()
    network.add_node("a")
    assert hubs_and_authorities(network) == ({"a": 0.0}, {"a": 0.0})


def test_a_star_is_large_and_has_no_core() -> None:
    star = nx.relabel_nodes(nx.star_graph(9), str)
    clique = nx.relabel_nodes(nx.complete_graph(4), lambda place: f"c{place}")
    cores = core_numbers(nx.union(star, clique))
    assert (cores["0"], cores["c0"]) == (1, 3)


def test_strength_sums_weights() -> None:
    network: nx.Graph[str] = nx.Graph()
    network.add_weighted_edges_from((("a", "b", 3), ("a", "c", 2)))
    assert strength(network) == {"a": 5, "b": 3, "c": 2}


def test_two_cliques_are_two_communities() -> None:
    network = nx.barbell_graph(6, 0)
    matrix = nx.to_scipy_sparse_array(network, format="csr")
    labels = communities(matrix, seed=3)
    assert len(set(labels[:6])) == len(set(labels[6:])) == 1
    assert labels[0] != labels[11]
    assert modularity(matrix, labels) == pytest.approx(
        nx.community.modularity(network, [set(range(6)), set(range(6, 12))])
    )


def test_equal_seeds_give_equal_communities() -> None:
    matrix = nx.to_scipy_sparse_array(nx.gnp_random_graph(60, 0.1, seed=1), format="csr")
    assert communities(matrix, seed=5).tolist() == communities(matrix, seed=5).tolist()


def test_a_network_without_ties_has_no_modularity() -> None:
    matrix = nx.to_scipy_sparse_array(nx.empty_graph(3), format="csr")
    assert modularity(matrix, communities(matrix)) == 0
