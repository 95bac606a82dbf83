"""Analyses of who leads and who follows."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..network import Part, lead_support, parts, year_of
from ..store import open_store
from ..table import Cell
from .base import DEFAULT, Findings, Settings, label, place_of, rounded, undated_notes
from .measures import hubs_and_authorities, pagerank


def who_leads(store: Path, *, limit: int | None = None, settings: Settings = DEFAULT) -> Findings:
    """Agencies by what they lead, and by who follows them.

    ``leads`` counts the tasks that an agency leads. ``supporters`` counts the agencies that support it in any of them
    (degree), ``ties`` sums the tasks over those agencies (weighted degree, Barrat et al. 2004): a broad coordinator has
    many supporters, a narrow one few of them often. ``pagerank`` (Page, Brin, Motwani, Winograd 1999) runs from support
    to lead, so an agency ranks high if those who follow it are themselves followed: it tells who coordinates the
    coordinators.

    Sources:
        A. Barrat, M. Barthélemy, R. Pastor-Satorras, A. Vespignani: The architecture of complex weighted networks. PNAS
        101 (2004) 3747-3752. L. Page, S. Brin, R. Motwani, T. Winograd: The PageRank Citation Ranking. Stanford
        InfoLab 1999-66.
    """
    network = lead_support(open_store(store), years=settings.years)
    ranks = pagerank(network.reverse())
    rows = [
        (
            label(network, iri),
            int(node["leads"]),
            network.out_degree(iri),
            int(network.out_degree(iri, weight="weight")),
            rounded(ranks[iri]),
            str(node["evidence"]),
        )
        for iri, node in network.nodes(data=True)
        if "leads" in node
    ]
    rows.sort(key=lambda row: (-row[1], -row[3], -row[4], row[0], row[5]))
    columns = ("agency", "leads", "supporters", "ties", "pagerank", "evidence")
    return Findings(columns, tuple(rows), undated_notes(network, "assignments")).first(limit)


def who_coordinates(store: Path, *, limit: int | None = None, settings: Settings = DEFAULT) -> Findings:
    """Agencies as hubs, who lead those upon whom all call, and as authorities, upon whom those call who lead much.

    ``hub`` and ``authority`` (HITS) each sum to 1 over all agencies. A planning body is a hub: it leads. A finance
    department is mostly an authority: everyone needs it for support. Both are measured where the network is densest; an
    agency at work elsewhere is near 0 in both.

    Sources:
        J. M. Kleinberg: Authoritative sources in a hyperlinked environment. Journal of the ACM 46 (1999) 604-632.
    """
    network = lead_support(open_store(store), years=settings.years)
    hubs, authorities = hubs_and_authorities(network)
    rows = [
        (
            label(network, iri),
            rounded(hubs[iri]),
            rounded(authorities[iri]),
            network.out_degree(iri),
            network.in_degree(iri),
            place_of(network, iri) or str(network.nodes[iri]["evidence"]),
        )
        for iri in network
    ]
    rows.sort(key=lambda row: (-row[1], -row[2], row))
    columns = ("agency", "hub", "authority", "supporters", "leaders", "evidence")
    return Findings(columns, tuple(rows), undated_notes(network, "assignments")).first(limit)


def who_gains(store: Path, *, limit: int | None = None, settings: Settings = DEFAULT) -> Findings:
    """Each agency's tasks by the year of the directive, and how many more or fewer they are than the year before.

    ``lead`` and ``support`` count the tasks of the year. ``lead_change`` and ``support_change`` are empty where no
    directive of the year before assigns a task to anybody: then nothing is known of it. ``lead_share`` is the
    percentage of all tasks with a lead that this agency leads, which does not grow with the number of gazettes read as
    counts do. Agencies with most tasks come first, each with its years.

    Sources:
        Counts of what is printed; no model behind them.
    """
    stated = parts(open_store(store))
    counts = _count_years(part for part in stated if part.date in settings.years)
    undated = sum(year_of(part.date) is None for part in stated)
    notes = (f"{undated} assignments without a date stand in no year and are left out.",) if undated else ()
    columns = ("agency", "year", "lead", "support", "lead_change", "support_change", "lead_share", "evidence")
    return Findings(columns, tuple(counts.rows()), notes).first(limit)


@dataclass(slots=True)
class _Year:
    """What one agency has to do in one year."""

    lead: set[str] = field(default_factory=set)
    support: set[str] = field(default_factory=set)
    place: str = ""

    def add(self, part: Part) -> None:
        if part.role == "lead":
            self.lead.add(part.task)
        elif part.role == "support":
            self.support.add(part.task)
        self.place = min(filter(None, (self.place, part.place)))


class _Counts:
    """What every agency has to do, year by year."""

    def __init__(self) -> None:
        self.agencies: defaultdict[tuple[str, str], defaultdict[int, _Year]] = defaultdict(lambda: defaultdict(_Year))
        self.led: defaultdict[int, set[str]] = defaultdict(set)

    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """The rows of all agencies, those with most tasks first."""
        for (name, _), years in sorted(self.agencies.items(), key=lambda item: (-_tasks(item[1]), item[0])):
            yield from self._agency(name, years)

    def _agency(self, name: str, years: Mapping[int, _Year]) -> Iterator[tuple[Cell, ...]]:
        """A row for each year in which the agency has something to do, or no longer has."""
        for year in sorted(self.led):
            now, before = years.get(year, _NONE), years.get(year - 1, _NONE)
            if now is _NONE and before is _NONE:
                continue
            known = year - 1 in self.led
            yield (
                name,
                year,
                len(now.lead),
                len(now.support),
                len(now.lead) - len(before.lead) if known else None,
                len(now.support) - len(before.support) if known else None,
                rounded(100 * len(now.lead) / len(self.led[year])) if self.led[year] else None,
                now.place or before.place,
            )


_NONE = _Year()


def _tasks(years: Mapping[int, _Year]) -> int:
    return sum(len(year.lead) + len(year.support) for year in years.values())


def _count_years(stated: Iterable[Part]) -> _Counts:
    """Leads and supports of dated tasks; those who are merely responsible are not told apart by any of the two."""
    counts = _Counts()
    for part in stated:
        year = year_of(part.date)
        if year is not None:
            led = counts.led[year]
            if part.role in ("lead", "support"):
                counts.agencies[part.label, part.agency][year].add(part)
            if part.role == "lead":
                led.add(part.task)
    return counts
