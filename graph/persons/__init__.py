"""Which mentions of a name are one person, and why.

A mention is a name printed somewhere, with its posts, its date and its list. The name alone joins nobody. Evidence
comes in two rounds. What proves by itself (:mod:`.proofs`: the same post, the same list, one notice of appointments)
binds mentions into persons. Then persons of one name are weighed against each other (:mod:`.weights`): what reaches
:data:`.weights.ENOUGH` joins them, what weighs less is a "perhaps". A contradiction (:mod:`.contradictions`) keeps
apart whatever the evidence. An analyst's judgement goes before all rules.

Every decision is a :class:`Comparison` with its reasons and with the mentions that it rests on (:mod:`.ledger`). All
of this is a function of the set of mentions: their order, and how they are split over sources and runs, changes
nothing. Mentions are looked up by what they share (:mod:`.blocking`), so that the time grows with their number.
"""

from .bench import Judged, Lineage
from .dates import CAREER_YEARS, POST_YEARS
from .ledger import NAME_ALONE, Comparison
from .mentions import HeldPost, Mention, rank_of
from .officials import Official, alone
from .people import People, tell_people

__all__ = [
    "CAREER_YEARS",
    "NAME_ALONE",
    "POST_YEARS",
    "Comparison",
    "HeldPost",
    "Judged",
    "Lineage",
    "Mention",
    "Official",
    "People",
    "alone",
    "rank_of",
    "tell_people",
]
