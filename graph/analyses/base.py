"""What all analyses share: what they are told, what they give, and how a measure is set against chance."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ..network import ALWAYS, Years
from ..progress import Progress, silent
from ..table import Table
from .nullmodel import DIGITS, Incidence, rewired

if TYPE_CHECKING:
    import networkx as nx

REWIRINGS = 100
"""How often a network is rewired unless somebody says otherwise."""
FEWEST_REWIRINGS = 20
"""In large networks; with fewer, a z-score would say little."""
_MOST_TIES = 2_500_000
"""Ties rewired in all, as long as nobody says otherwise: some seconds."""

CHANCE = ("expected", "z", "percentile")
"""Columns of a measure set against rewirings."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What an analysis is told besides the store.

    Attributes:
        years: Only what directives and chronicles of these years say.
        seed: For all that is drawn by chance; equal seeds give equal tables.
        rewirings: How many rewirings a measure is set against; None for as many as the size of the network allows.
        network: Name of the network to be measured; None for the one that the analysis is about first of all.
        progress: Is told how far a long analysis has come.
    """

    years: Years = ALWAYS
    seed: int = 0
    rewirings: int | None = None
    network: str | None = None
    progress: Progress = silent


DEFAULT = Settings()


@dataclass(frozen=True, slots=True)
class Findings(Table):
    """The table of an analysis.

    Attributes:
        notes: What a reader must know of how it came about, a sentence each.
    """

    notes: tuple[str, ...] = ()

    def first(self, limit: int | None) -> "Findings":
        """The same with no more rows than are wanted."""
        return replace(self, rows=self.rows[:limit])


def how_many(settings: Settings, ties: int, *, effort: int = 1) -> int:
    """How many rewirings of a network of so many ties are made.

    Args:
        settings: What was asked for.
        ties: What a rewiring moves.
        effort: How much longer measuring takes than rewiring.

    >>> how_many(Settings(), 1000), how_many(Settings(), 250_000), how_many(Settings(rewirings=7), 250_000)
    (100, 20, 7)
    """
    if settings.rewirings is not None:
        return settings.rewirings
    return min(REWIRINGS, max(FEWEST_REWIRINGS, _MOST_TIES // max(1, effort * ties)))


def rewirings(incidence: Incidence, settings: Settings, *, effort: int = 1) -> Iterator[Incidence]:
    """The rewirings that an analysis was told to make; who waits for them is told how far they are."""
    count = how_many(settings, len(incidence.rows), effort=effort)
    for done, one in enumerate(rewired(incidence, count=count, seed=settings.seed), start=1):
        yield one
        settings.progress("rewirings", done, count)


def chance_notes(incidence: Incidence, settings: Settings, kept: str, *, effort: int = 1) -> tuple[str, ...]:
    """What ``expected``, ``z`` and ``percentile`` rest on.

    Args:
        incidence: What was rewired.
        settings: How often, and from which seed.
        kept: What every rewiring leaves as it is.
        effort: As the rewirings were made with.
    """
    count = how_many(settings, len(incidence.rows), effort=effort)
    if not count:
        return ("Nothing was set against chance: no rewirings were asked for.",)
    note = (
        f"expected, z and percentile are those of {count} rewirings (seed {settings.seed}), each of which keeps {kept}."
    )
    if settings.rewirings is None and count < REWIRINGS:
        note += f" The network is large: --rewirings {REWIRINGS} gives more, and takes longer."
    return (note,)


def undated_notes(network: "nx.Graph[str]", what: str) -> tuple[str, ...]:
    """What a range of years leaves out because nobody knows its year."""
    undated = network.graph.get("undated", 0)
    return (f"{undated} {what} without a date stand in no year and are left out.",) if undated else ()


def rounded(value: float) -> float:
    """A measure as tables have it; no zero has a sign."""
    return round(float(value), DIGITS) + 0.0


def ties_of(network: "nx.Graph[str]", iri: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The ties of a node, to and from it, each with its other end."""
    import networkx as nx

    yield from network.adj[iri].items()
    if isinstance(network, nx.DiGraph):
        yield from network.pred[iri].items()


def place_of(network: "nx.Graph[str]", iri: str, *, within: Collection[str] | None = None) -> str:
    """The place that states the heaviest tie of a node, to or from it; the first place of several.

    Args:
        network: With ``weight`` and ``evidence`` on every tie.
        iri: The node.
        within: Only ties to these, if there are any.
    """
    found = [tie for other, tie in ties_of(network, iri) if within is None or other in within]
    heaviest = min(found, key=lambda tie: (-tie["weight"], tie["evidence"]), default=None)
    return "" if heaviest is None else str(heaviest["evidence"])


def label(network: "nx.Graph[str]", iri: str) -> str:
    """The name that a node is shown by."""
    return str(network.nodes[iri]["label"])
