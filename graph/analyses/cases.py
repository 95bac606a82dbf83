"""The networks that analyses can be told to measure, each with what it is rewired in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from ...errors import QueryError
from ..network import Sitter, Years, appearances, lead_support, mode, projection, seats, tasks
from ..store import OpenStore
from .base import Settings
from .nullmodel import Incidence, Matrix

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True)
class Case:
    """A network to be measured.

    Attributes:
        network: Its nodes and ties.
        whole: The network of two modes that it is a projection of; itself where it is none.
        nodes: The rows of the incidence; some of a projection share nothing and are no nodes of ``network``.
        incidence: What is rewired: who leads whom, or who has which task, group or event.
        kept: What every rewiring leaves as it is, in words.
        statements: What its ties are made of, in words.
    """

    network: "nx.Graph[str]"
    whole: "nx.Graph[str]"
    nodes: tuple[str, ...]
    incidence: Incidence
    kept: str
    statements: str

    @property
    def directed(self) -> bool:
        """Whether ties have a direction."""
        return self.incidence.directed

    def ties(self, incidence: Incidence) -> Matrix:
        """The ties between the nodes in an incidence: this case's own, or a rewiring of it."""
        return incidence.matrix() if self.directed else incidence.folded()


@dataclass(frozen=True, slots=True)
class NetworkKind:
    """A network that can be measured.

    Attributes:
        name: What it is called by.
        nodes: What its nodes are, in the singular.
        about: What ties them.
        build: Makes it out of a store.
    """

    name: str
    nodes: str
    about: str
    build: Callable[[OpenStore, Years], Case]


def lead_case(store: OpenStore, years: Years) -> Case:
    """Agencies that lead, tied to those that support them."""
    network = lead_support(store, years=years)
    nodes = tuple(network)
    index = {iri: place for place, iri in enumerate(nodes)}
    ties = np.array([(index[one], index[other]) for one, other in network.edges], dtype=np.int64).reshape(-1, 2)
    incidence = Incidence(ties[:, 0], ties[:, 1], (len(nodes), len(nodes)), directed=True)
    kept = "for every agency how many it leads and by how many it is led"
    return Case(network, network, nodes, incidence, kept, "assignments")


def shared_case(whole: "nx.Graph[str]", kind: str, other: str, statements: str) -> Case:
    """The nodes of one mode, tied by what they share of the other."""
    kept = f"for every {kind} the number of its {_plural(other)} and for every {other} that of its {_plural(kind)}"
    return Case(projection(whole, kind), whole, *incidence_of(whole, kind), kept, statements)


def _plural(kind: str) -> str:
    return f"{kind.removesuffix('y')}ies" if kind.endswith("y") else f"{kind}s"


def incidence_of(whole: "nx.Graph[str]", kind: str) -> tuple[tuple[str, ...], Incidence]:
    """The nodes of one mode, and which of them is tied to which of the other."""
    nodes = tuple(mode(whole, kind))
    rows = {iri: place for place, iri in enumerate(nodes)}
    columns = {iri: place for place, iri in enumerate(iri for iri in whole if iri not in rows)}
    ties = np.array([(rows[iri], columns[other]) for iri in nodes for other in whole.adj[iri]], dtype=np.int64)
    ties = ties.reshape(-1, 2)
    return nodes, Incidence(ties[:, 0], ties[:, 1], (len(rows), len(columns)))


def _by_tasks(store: OpenStore, years: Years) -> Case:
    return shared_case(tasks(store, years=years), "agency", "task", "assignments")


def _by_seats(store: OpenStore, years: Years, *, sitter: Sitter, kind: str) -> Case:
    whole = seats(store, sitter=sitter, years=years)
    return shared_case(whole, kind, sitter if kind == "group" else "group", "seats")


def _by_events(store: OpenStore, years: Years) -> Case:
    return shared_case(appearances(store, years=years), "official", "event", "appearances")


NETWORKS: Mapping[str, NetworkKind] = {
    kind.name: kind
    for kind in (
        NetworkKind("lead-support", "agency", "from each agency that leads a task to those that support it", lead_case),
        NetworkKind("agencies-by-tasks", "agency", "agencies that are named for one task", _by_tasks),
        NetworkKind(
            "agencies-by-groups",
            "agency",
            "agencies that sit on one group",
            partial(_by_seats, sitter="agency", kind="agency"),
        ),
        NetworkKind(
            "groups-by-agencies",
            "group",
            "groups on which one agency sits",
            partial(_by_seats, sitter="agency", kind="group"),
        ),
        NetworkKind(
            "officials-by-groups",
            "official",
            "officials who sit on one group",
            partial(_by_seats, sitter="official", kind="official"),
        ),
        NetworkKind(
            "groups-by-officials",
            "group",
            "groups on which one official sits",
            partial(_by_seats, sitter="official", kind="group"),
        ),
        NetworkKind("officials-by-events", "official", "officials whom a chronicle names at one event", _by_events),
    )
}
"""Every network that can be measured, by name."""


def build_case(store: OpenStore, settings: Settings, otherwise: str) -> tuple[NetworkKind, Case]:
    """The network that an analysis was told to measure, or else another.

    Raises:
        QueryError: There is no network of that name.
    """
    name = otherwise if settings.network is None else settings.network
    if name not in NETWORKS:
        raise QueryError(f"there is no network {name!r}; there is {', '.join(NETWORKS)}")
    return NETWORKS[name], NETWORKS[name].build(store, settings.years)
