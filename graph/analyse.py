"""What needs the whole network to be answered: who leads, who works with whom, who connects groups, what rests on what.

Each analysis gives a table; each row names one place that states what it counts. Rows are in the order of the measure,
ties in the order of names; ``limit`` says how many of them are wanted, by default all. Equal stores give equal tables.
What each one means and where it ends is told in ``docs/analysis.md``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ..errors import QueryError
from .analyses.base import DEFAULT, Findings, Settings
from .analyses.cases import NETWORKS
from .analyses.citations import which_citations_go_round, which_directives_carry
from .analyses.leading import who_coordinates, who_gains, who_leads
from .analyses.measures import pagerank
from .analyses.places import (
    more_than_chance,
    where_it_breaks,
    which_agencies_connect_groups,
    which_circles,
    who_connects_groups,
    who_is_at_the_core,
    who_stands_between,
)
from .analyses.ties import (
    which_agencies_share_groups,
    which_groups_share_members,
    who_meets_whom,
    who_sits_with_whom,
    who_works_with_whom,
)
from .network import Years

__all__ = [
    "ANALYSES",
    "NETWORKS",
    "Analysis",
    "Findings",
    "Settings",
    "Years",
    "analyse",
    "more_than_chance",
    "pagerank",
    "where_it_breaks",
    "which_agencies_connect_groups",
    "which_agencies_share_groups",
    "which_circles",
    "which_citations_go_round",
    "which_directives_carry",
    "which_groups_share_members",
    "who_connects_groups",
    "who_coordinates",
    "who_gains",
    "who_is_at_the_core",
    "who_leads",
    "who_meets_whom",
    "who_sits_with_whom",
    "who_stands_between",
    "who_works_with_whom",
]


class Run(Protocol):
    """What an analysis is called as."""

    def __call__(self, store: Path, *, limit: int | None = None, settings: Settings = DEFAULT) -> Findings:
        """The first rows of the answer for the store in a folder."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """A named analysis.

    Attributes:
        name: What it is called by.
        title: What it answers, in English.
        title_zh: The same in Chinese.
        run: The analysis itself.
        takes: What it can be told besides years: ``seed``, ``rewirings``, ``network``.
    """

    name: str
    title: str
    title_zh: str
    run: Run
    takes: frozenset[str] = frozenset()


_CHANCE = frozenset({"seed", "rewirings"})
_NETWORK = frozenset({"network"})

ANALYSES: Mapping[str, Analysis] = {
    analysis.name: analysis
    for analysis in (
        Analysis("who-leads", "Which agencies lead, and who follows them?", "谁牵头，谁配合？", who_leads),
        Analysis(
            "who-coordinates",
            "Which agencies lead those upon whom all call, and upon whom do all call?",
            "哪些部门统筹各方，哪些部门为各方所倚重？",
            who_coordinates,
        ),
        Analysis(
            "who-gains",
            "Which agencies lead and support more tasks from year to year, and which fewer?",
            "各部门牵头、配合的任务逐年增减如何？",
            who_gains,
        ),
        Analysis(
            "who-works-with-whom",
            "Which agencies work together?",
            "哪些部门经常共同承担任务？",
            who_works_with_whom,
            _CHANCE,
        ),
        Analysis(
            "which-agencies-share-groups",
            "Which agencies sit on the same groups?",
            "哪些部门经常同在一个领导小组？",
            which_agencies_share_groups,
            _CHANCE,
        ),
        Analysis(
            "who-sits-with-whom",
            "Which officials sit on the same groups?",
            "哪些人经常同在一个领导小组？",
            who_sits_with_whom,
            _CHANCE,
        ),
        Analysis(
            "which-groups-share-members",
            "Which groups have the same members?",
            "哪些领导小组成员相互重叠？",
            which_groups_share_members,
            _CHANCE,
        ),
        Analysis(
            "who-meets-whom",
            "Which officials appear at the same events?",
            "大事记中哪些人经常一同出席？",
            who_meets_whom,
            _CHANCE,
        ),
        Analysis(
            "who-connects-groups",
            "Which officials connect groups?",
            "哪些人把各领导小组联系起来？",
            who_connects_groups,
            _CHANCE,
        ),
        Analysis(
            "which-agencies-connect-groups",
            "Which agencies connect groups?",
            "哪些部门把各领导小组联系起来？",
            which_agencies_connect_groups,
            _CHANCE,
        ),
        Analysis(
            "who-stands-between",
            "Who stands between all others, more than its size brings along?",
            "谁处于各方之间的枢纽位置，而不仅仅是体量大？",
            who_stands_between,
            _CHANCE | _NETWORK,
        ),
        Analysis(
            "who-is-at-the-core",
            "Who is among many who all work with many?",
            "谁处于网络的核心？",
            who_is_at_the_core,
            _NETWORK,
        ),
        Analysis(
            "which-circles",
            "Who has more to do with each other than with others?",
            "网络中有哪些相对紧密的圈子？",
            which_circles,
            _NETWORK | {"seed"},
        ),
        Analysis(
            "more-than-chance",
            "Has the network circles, or is it nested, more than by chance?",
            "网络的分圈与嵌套是否超出随机水平？",
            more_than_chance,
            _CHANCE | _NETWORK,
        ),
        Analysis(
            "where-it-breaks",
            "Without whom does the network fall to pieces?",
            "缺了谁网络就会断开？",
            where_it_breaks,
            _NETWORK,
        ),
        Analysis(
            "which-directives-carry",
            "On which directives do most others rest?",
            "哪些文件被其他文件援引最多？",
            which_directives_carry,
        ),
        Analysis(
            "which-citations-go-round",
            "Which citations lead back to where they began?",
            "哪些文件的援引关系首尾相接？",
            which_citations_go_round,
        ),
    )
}
"""Every analysis, by name, in the order in which they are listed."""


def analyse(store: Path, name: str, *, limit: int | None = None, settings: Settings = DEFAULT) -> Findings:
    """The answer of a store to a named analysis.

    Args:
        store: Folder that a build wrote.
        name: One of :data:`ANALYSES`.
        limit: How many rows are wanted; None for all.
        settings: Years, seed, rewirings, network; what the analysis does not take has no effect.

    Raises:
        QueryError: There is no analysis, or no network, of that name.
        StoreError: The folder is not a store.
    """
    if name not in ANALYSES:
        raise QueryError(f"there is no analysis {name!r}; there is {', '.join(ANALYSES)}")
    return ANALYSES[name].run(store, limit=limit, settings=settings)
