"""Analyses of what rests on what: directives and those that they cite."""

from pathlib import Path

from ..network import citations
from ..store import open_store
from .base import DEFAULT, Findings, Settings, label, rounded, undated_notes
from .measures import cycles, pagerank, reach


def which_directives_carry(store: Path, *, limit: int | None = None, settings: Settings = DEFAULT) -> Findings:
    """Directives by how much rests on them: on what others are based, what they carry out, amend, repeal, forward.

    ``cited_by`` counts the directives that act on one themselves, ``reach`` those too that do over others, in any
    number of steps. ``pagerank`` weighs a citation by the rank of who cites, and shares it among all that one cites:
    few citations by directives on which much rests count for more than many by such as nobody cites.

    Sources:
        D. J. de Solla Price: Networks of scientific papers. Science 149 (1965) 510-515. J. H. Fowler et al.: Network
        analysis and the law. Political Analysis 15 (2007) 324-346. L. Page, S. Brin, R. Motwani, T. Winograd: The
        PageRank Citation Ranking. Stanford InfoLab 1999-66.
    """
    network = citations(open_store(store), years=settings.years)
    ranks, reached = pagerank(network), reach(network)
    rows = [
        (
            label(network, iri),
            network.in_degree(iri),
            reached[iri],
            rounded(ranks[iri]),
            min(str(tie["evidence"]) for tie in network.pred[iri].values()),
        )
        for iri in network
        if network.in_degree(iri)
    ]
    rows.sort(key=lambda row: (-row[1], -row[2], -row[3], row[0], row[-1]))
    columns = ("directive", "cited_by", "reach", "pagerank", "evidence")
    return Findings(columns, tuple(rows), undated_notes(network, "citations")).first(limit)


def which_citations_go_round(store: Path, *, limit: int | None = None, settings: Settings = DEFAULT) -> Findings:
    """Citations that lead back to where they began, which time does not allow: something is misprinted or misread.

    ``cycle`` numbers sets of directives each of which rests on each other one, or a directive that cites itself; each
    row is one citation among them, with the relations that it states.

    Sources:
        R. Tarjan: Depth-first search and linear graph algorithms. SIAM Journal on Computing 1 (1972) 146-160.
    """
    network = citations(open_store(store), years=settings.years)
    rows = []
    for number, members in enumerate(cycles(network), start=1):
        within = set(members)
        ties = sorted(
            (label(network, one), label(network, other), "|".join(tie["relations"]), str(tie["evidence"]))
            for one in members
            for other, tie in network.adj[one].items()
            if other in within
        )
        rows += [(number, *tie) for tie in ties]
    columns = ("cycle", "directive", "cites", "relations", "evidence")
    return Findings(columns, tuple(rows), undated_notes(network, "citations")).first(limit)
