"""What a network would be by chance: the same network with its ties dealt out anew, over and over.

A node with many ties is central in almost any network. So each measure is set against rewirings that leave every node
as many ties as it has and change only to whom they lead: what is far from those is about whom, not about how many.

A network of two modes keeps the number of tasks of every agency and of agencies of every task; a directed one, of those
whom each leads and by whom each is led. A projection (agencies that share tasks) is rewired before it is projected:
rewired afterwards, the full circles that each task draws among its agencies would count as structure.

Rewirings are global curveball trades: all rows are paired at random, and the two of a pair pool what only one of them
has and deal it out anew; then all columns, in turn. With rows alone, a few that hold most of the ties meet each other
too seldom. Some directed networks in which three nodes lead each other in a circle cannot reach the same
circle turned around (Rao et al. 1996); nothing that is measured here depends on that.

Sources:
    G. Strona, D. Nappo, F. Boccacci, S. Fattorini, J. San-Miguel-Ayanz: A fast and unbiased procedure to randomize
    ecological binary matrices with fixed row and column totals. Nature Communications 5 (2014) 4114. C. J. Carstens,
    A. Berger, G. Strona: A unifying framework for fast randomization of ecological networks with fixed (node) degrees.
    MethodsX 5 (2018) 773-780. C. J. Carstens et al.: Parallel and I/O-efficient randomisation of massive networks
    using global curveball trades. ESA 2018, 11:1-11:15. A. R. Rao, R. Jana, S. Bandyopadhyay: A Markov chain Monte
    Carlo method for generating random (0, 1)-matrices with given marginals. Sankhya A 58 (1996) 225-242.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Ints: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float64]
Matrix: TypeAlias = Any
"""A sparse array of SciPy, which has no types."""

FIRST_ROUNDS = 40
"""Rounds of trades before the first rewiring: with fewer, it would still look like the network it came from."""
ROUNDS = 10
"""Rounds of trades between one rewiring and the next. After three, two of them share 81 of 100 ties in the lead and
support of three gazettes, after ten 43, and 41 however many there are: rewirings that are alike count as few."""
DIGITS = 6
"""Measures are rounded to this many decimals, so that the last bits of a sum decide nothing."""


@dataclass(frozen=True, slots=True)
class Incidence:
    """Which row has which column: the ones of a matrix of zeros and ones.

    Attributes:
        rows: Row of each one.
        columns: Column of each one.
        shape: Number of rows and of columns.
        directed: Whether rows and columns are the same nodes, none of which may be tied to itself.
    """

    rows: Ints
    columns: Ints
    shape: tuple[int, int]
    directed: bool = False

    def turned(self) -> "Incidence":
        """The same with columns as rows."""
        return replace(self, rows=self.columns, columns=self.rows, shape=self.shape[::-1])

    def matrix(self) -> Matrix:
        """The matrix, in rows."""
        from scipy.sparse import csr_array

        return csr_array((np.ones(len(self.rows)), (self.rows, self.columns)), shape=self.shape)

    def folded(self) -> Matrix:
        """How many columns each two rows share; nothing between a row and itself."""
        matrix = self.matrix()
        shared = (matrix @ matrix.T).tocsr()
        shared.setdiag(0)
        shared.eliminate_zeros()
        return shared


def rewired(incidence: Incidence, *, count: int, seed: int) -> Iterator[Incidence]:
    """Rewirings of a network, each with as many ones in every row and in every column.

    Args:
        incidence: The network.
        count: How many.
        seed: Equal seeds give equal rewirings.

    >>> square = Incidence(np.array([0, 1]), np.array([0, 1]), (2, 2))
    >>> {tuple(map(int, one.rows)) for one in rewired(square, count=20, seed=0)} == {(0, 1), (1, 0)}
    True
    """
    generator = np.random.default_rng(seed)
    rounds = FIRST_ROUNDS
    for _ in range(count):
        for turn in range(rounds):
            by_columns = turn % 2
            traded = _trade(incidence.turned() if by_columns else incidence, generator)
            incidence = traded.turned() if by_columns else traded
        yield incidence
        rounds = ROUNDS


def _trade(incidence: Incidence, generator: np.random.Generator) -> Incidence:
    """All rows in pairs, each pair dealing out anew what only one of the two has."""
    rows, columns = incidence.rows, incidence.columns
    partner, pair = _pairs(np.bincount(rows, minlength=incidence.shape[0]), generator)
    free = (pair[rows] >= 0) & ~_in_both(pair[rows] * incidence.shape[1] + columns)
    if incidence.directed:
        free &= columns != partner[rows]
    moving = np.flatnonzero(free)
    pairs = pair[rows[moving]]
    dealt = rows.copy()
    # Sorted by pair, and within a pair by chance, they take the rows of that pair as often as they stood there.
    dealt[moving[np.argsort(pairs + generator.random(len(pairs)))]] = rows[moving[np.argsort(pairs, kind="stable")]]
    return replace(incidence, rows=dealt)


def _pairs(totals: Ints, generator: np.random.Generator) -> tuple[Ints, Ints]:
    """The partner of each row and the number of its pair; -1 for one that has nothing to trade or is left over."""
    order = generator.permutation(np.flatnonzero(totals))
    half = len(order) // 2
    one, other = order[:half], order[half : 2 * half]
    partner, pair = np.full(len(totals), -1), np.full(len(totals), -1)
    partner[one], partner[other] = other, one
    pair[one] = pair[other] = np.arange(half)
    return partner, pair


def _in_both(keys: Ints) -> npt.NDArray[np.bool_]:
    """Whether a column stands in both rows of a pair: then its key, of pair and column, stands there twice."""
    order = np.argsort(keys)
    same = keys[order[1:]] == keys[order[:-1]]
    both = np.zeros(len(keys), dtype=np.bool_)
    both[order[1:][same]] = both[order[:-1][same]] = True
    return both


class Chance:
    """What rewirings gave, measure by measure, set against what was observed.

    Args:
        observed: The measures of the network itself.

    Attributes:
        count: How many rewirings were added.

    >>> chance = Chance(np.array([3.0]))
    >>> for value in (1.0, 2.0, 3.0):
    ...     chance.add(np.array([value]))
    >>> chance.of(0)
    (2.0, 1.0, 83.333333)
    """

    def __init__(self, observed: Floats) -> None:
        self.count = 0
        self._observed = np.round(observed, DIGITS)
        self._mean = np.zeros(len(observed))
        self._squares = np.zeros(len(observed))
        self._below = np.zeros(len(observed))

    def add(self, values: Floats) -> None:
        """Add the measures of one rewiring, in the order of those observed (Welford 1962)."""
        rounded = np.round(values, DIGITS)
        self.count += 1
        change = rounded - self._mean
        self._mean += change / self.count
        self._squares += change * (rounded - self._mean)
        self._below += (rounded < self._observed) + (rounded == self._observed) / 2

    def of(self, index: int) -> tuple[float | None, float | None, float | None]:
        """Mean of the rewirings, z-score, and the percentage of them that lie below (those that are equal by half).

        None where there are no rewirings, and for the z-score where all of them are the same.
        """
        if not self.count:
            return None, None, None
        deviation = (self._squares[index] / max(self.count - 1, 1)) ** 0.5
        mean = self._mean[index]
        z = round(float((self._observed[index] - mean) / deviation), DIGITS) if deviation > 0 else None
        return round(float(mean), DIGITS), z, round(float(100 * self._below[index] / self.count), DIGITS)
