"""Rewirings keep what they say they keep, reach what they can reach, and measures are set against them."""

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from gongbao.graph.analyses.base import Settings, how_many
from gongbao.graph.analyses.nullmodel import Chance, Incidence, rewired
from hypothesis import given, settings
from hypothesis import strategies as st

ones = st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=40)


def made(found: set[tuple[int, int]], *, directed: bool = False) -> Incidence:
    kept = sorted(pair for pair in found if not directed or pair[0] != pair[1])
    pairs = np.array(kept, dtype=np.int64).reshape(-1, 2)
    return Incidence(pairs[:, 0], pairs[:, 1], (8, 8), directed=directed)


def pairs_of(incidence: Incidence) -> list[tuple[int, int]]:
    return sorted(zip(incidence.rows.tolist(), incidence.columns.tolist(), strict=True))


@given(ones, st.booleans(), st.integers(0, 2**32 - 1))
@settings(max_examples=100, deadline=None)
def test_a_rewiring_keeps_every_total(found: set[tuple[int, int]], directed: bool, seed: int) -> None:
    before = made(found, directed=directed)
    for after in rewired(before, count=3, seed=seed):
        assert np.bincount(after.rows, minlength=8).tolist() == np.bincount(before.rows, minlength=8).tolist()
        assert np.bincount(after.columns, minlength=8).tolist() == np.bincount(before.columns, minlength=8).tolist()
        assert len(set(pairs_of(after))) == len(pairs_of(before))
        assert not directed or all(row != column for row, column in pairs_of(after))


def test_all_matrices_of_equal_totals_come_equally_often() -> None:
    # Three rows and three columns with one each: six permutations.
    counts = Counter(tuple(pairs_of(one)) for one in rewired(made({(0, 0), (1, 1), (2, 2)}), count=6000, seed=1))
    assert len(counts) == 6
    assert max(counts.values()) < 1.2 * min(counts.values())


def test_directed_rewirings_reach_what_has_no_loops() -> None:
    # 0 and 1 lead one of 2 and 3 each; either of them the one or the other.
    reached = {tuple(pairs_of(one)) for one in rewired(made({(0, 2), (1, 3)}, directed=True), count=60, seed=1)}
    assert reached == {((0, 2), (1, 3)), ((0, 3), (1, 2))}


def test_a_seed_tells_which() -> None:
    start = made({(row, (row * 3 + step) % 8) for row in range(8) for step in range(3)})
    one, same, another = ([pairs_of(each) for each in rewired(start, count=4, seed=seed)] for seed in (1, 1, 2))
    assert one == same != another


@pytest.mark.parametrize("directed", [False, True])
def test_a_rewiring_is_as_unlike_the_next_as_any_other(directed: bool) -> None:
    # A few lead most, many nobody, as agencies do: every fourth node leads, the first of them nearly all.
    ties = {(4 * row, (4 * row + step) % 60) for row in range(15) for step in range(1, 50 // (row + 1))}
    pairs = np.array(sorted(ties), dtype=np.int64)
    start = Incidence(pairs[:, 0], pairs[:, 1], (60, 60), directed=directed)
    kept = [set(pairs_of(one)) for one in rewired(start, count=120, seed=4)]
    near = np.mean([len(one & other) for one, other in pairwise(kept)])
    far = np.mean([len(one & other) for one, other in zip(kept[:-60], kept[60:], strict=True)])
    assert near < 1.06 * far


def test_the_network_itself_is_not_changed() -> None:
    start = made({(0, 0), (1, 1), (2, 2)})
    list(rewired(start, count=5, seed=0))
    assert pairs_of(start) == [(0, 0), (1, 1), (2, 2)]


def test_what_rows_share() -> None:
    shared = made({(0, 0), (0, 1), (1, 0), (1, 1), (2, 1)}).folded().toarray()
    assert shared[:3, :3].tolist() == [[0, 2, 1], [2, 0, 1], [1, 1, 0]]


def test_chance_is_mean_deviation_and_share_below() -> None:
    chance = Chance(np.array([5.0, 1.0]))
    for value in (1.0, 2.0, 3.0, 6.0):
        chance.add(np.array([value, 1.0]))
    mean, z, percentile = chance.of(0)
    assert (mean, percentile) == (3.0, 75.0)
    assert z == pytest.approx((5 - 3) / np.std([1, 2, 3, 6], ddof=1), abs=1e-6)
    # Where all are the same, nothing is said in deviations.
    assert chance.of(1) == (1.0, None, 50.0)


def test_without_rewirings_nothing_is_said_of_chance() -> None:
    assert Chance(np.array([5.0])).of(0) == (None, None, None)


def test_large_networks_are_rewired_less_often_unless_somebody_asks() -> None:
    assert [how_many(Settings(), ties) for ties in (0, 25_000, 50_000, 10_000_000)] == [100, 100, 50, 20]
    assert how_many(Settings(rewirings=1000), 10_000_000) == 1000
