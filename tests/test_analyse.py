"""Networks and what is measured on them."""

import os
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest
from asking import FLOOD_GROUP, GROUP, LATER, stored, two_gazettes
from facts import SOURCE, assignment, member, notice, reading, sample_reading
from gongbao.errors import QueryError
from gongbao.graph.analyse import (
    ANALYSES,
    NETWORKS,
    Analysis,
    analyse,
    pagerank,
    which_agencies_connect_groups,
    who_connects_groups,
    who_leads,
    who_works_with_whom,
)
from gongbao.graph.analyses.base import Settings
from gongbao.graph.network import Years, co_assignment, lead_support, seats
from gongbao.graph.store import open_store
from networks import HOSTILE, THIRD, hostile_reading, three_gazettes

FINANCE = "云岭省财政厅"
REFORM = "云岭省发展和改革委员会"
WATER = "云岭省水利厅"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return two_gazettes(tmp_path_factory.mktemp("analyse"))


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return three_gazettes(tmp_path_factory.mktemp("rich"))


def named(network: "nx.Graph[str]", measure: str) -> dict[tuple[str, str], object]:
    """The edges of a network by the labels of their ends."""
    label = {iri: node["label"] for iri, node in network.nodes(data=True)}
    return {(label[one], label[other]): tie[measure] for one, other, tie in network.edges(data=True)}


# Networks


def test_lead_points_to_support_with_the_number_of_tasks(store: Path) -> None:
    network = lead_support(open_store(store))
    assert named(network, "weight") == {(FINANCE, REFORM): 2, (FINANCE, WATER): 1, (REFORM, FINANCE): 1}


def test_a_tie_has_the_place_of_one_task(store: Path) -> None:
    assert named(lead_support(open_store(store)), "evidence")[REFORM, FINANCE] == f"{SOURCE}:13"


def test_collectives_are_no_nodes(store: Path) -> None:
    labels = {node["label"] for _, node in lead_support(open_store(store)).nodes(data=True)}
    assert labels == {FINANCE, REFORM, WATER}


def test_strength_is_shared_among_those_at_a_task(store: Path) -> None:
    strength = {frozenset(pair): value for pair, value in named(co_assignment(open_store(store)), "strength").items()}
    assert strength == {
        frozenset({FINANCE, REFORM}): 1 + 1 / 2 + 1,
        frozenset({FINANCE, WATER}): 1 / 2,
        frozenset({REFORM, WATER}): 1 / 2,
    }


def test_a_task_of_one_agency_ties_nobody(tmp_path: Path) -> None:
    alone = stored(tmp_path, reading(notice(), assignment("省财政厅", "lead")))
    assert co_assignment(open_store(alone)).number_of_edges() == 0


def test_two_roles_of_one_agency_are_no_pair(tmp_path: Path) -> None:
    parts = assignment("省财政厅", "lead"), assignment("省财政厅", "responsible")
    assert co_assignment(open_store(stored(tmp_path, reading(notice(), *parts)))).number_of_edges() == 0


def test_officials_sit_on_groups(store: Path) -> None:
    network = seats(open_store(store))
    label = network.nodes(data="label")
    groups = {label[iri] for iri in network if network.nodes[iri]["kind"] == "group"}
    assert groups == {GROUP, FLOOD_GROUP}
    assert nx.is_bipartite(network)


def test_agencies_sit_by_posts_and_by_hosting(store: Path) -> None:
    network = seats(open_store(store), sitter="agency")
    pairs = {frozenset(pair) for pair in named(network, "weight")}
    assert {frozenset({FINANCE, FLOOD_GROUP}), frozenset({REFORM, GROUP})} <= pairs


# Analyses


def test_who_leads(store: Path) -> None:
    table = who_leads(store)
    assert table.columns == ("agency", "leads", "supporters", "ties", "pagerank", "evidence")
    assert [row[:4] for row in table.rows] == [(FINANCE, 2, 2, 3), (REFORM, 1, 1, 1)]
    assert str(table.rows[1][5]) == f"{SOURCE}:13"


def test_a_leader_without_support_is_listed(tmp_path: Path) -> None:
    table = who_leads(stored(tmp_path, reading(notice(), assignment("省财政厅", "lead"))))
    assert [row[:4] for row in table.rows] == [(FINANCE, 1, 0, 0)]


def test_who_works_with_whom(store: Path) -> None:
    table = who_works_with_whom(store)
    assert table.rows[0][:4] == (REFORM, FINANCE, 3, 2.5)
    assert (table.rows[0][7], table.rows[0][8]) == (f"{SOURCE}:13", f"{SOURCE}:13")
    assert [row[:4] for row in table.rows[1:]] == [(REFORM, WATER, 1, 0.5), (WATER, FINANCE, 1, 0.5)]


def test_who_connects_groups(store: Path) -> None:
    # In every rewiring, too, one on both of two groups is the only one to connect them.
    assert who_connects_groups(store).rows == (("李四维", 2, 1.0, 1.0, None, 50.0, f"{SOURCE}:6"),)


def test_agencies_connect_groups(store: Path) -> None:
    table = which_agencies_connect_groups(store)
    assert table.columns[0] == "agency"
    assert [row[:3] for row in table.rows] == [(FINANCE, 2, 1.0)]


def test_chains_of_equal_length_share_a_pair(tmp_path: Path) -> None:
    posts = {"李四维": "省财政厅厅长", "周八荣": "省水利厅厅长"}
    both = [
        member(person, "成员", post, group=group)
        for person, post in posts.items()
        for group in ("甲领导小组", "乙领导小组")
    ]
    table = who_connects_groups(stored(tmp_path, reading(notice(), *both)))
    assert table.column("betweenness") == (0.5, 0.5)


def test_who_stands_between_has_all_pairs(tmp_path: Path) -> None:
    chain = {"甲": ("李四维",), "乙": ("李四维", "周八荣"), "丙": ("周八荣",)}
    seats_ = [
        member(person, "成员", "省财政厅副厅长", group=f"{name}领导小组")
        for name, people in chain.items()
        for person in people
    ]
    table = who_connects_groups(stored(tmp_path, reading(notice(), *seats_)))
    # 甲-乙 and 甲-丙 run through one, 乙-丙 and 甲-丙 through the other.
    assert table.column("betweenness") == (2.0, 2.0)


@pytest.fixture(params=ANALYSES.values(), ids=lambda analysis: analysis.name)
def analysis(request: pytest.FixtureRequest) -> Analysis:
    chosen: Analysis = request.param
    return chosen


def test_every_row_has_a_place(analysis: Analysis, rich: Path) -> None:
    findings = analysis.run(rich)
    places = {str(place) for column in findings.columns if "evidence" in column for place in findings.column(column)}
    assert places
    assert {place.rpartition(":")[0] for place in places} <= {SOURCE, LATER, THIRD}
    assert all(place.rpartition(":")[2].isdigit() for place in places)


def test_an_analysis_is_called_by_name(analysis: Analysis, store: Path) -> None:
    assert analyse(store, analysis.name, limit=2) == analysis.run(store, limit=2)


def test_an_unknown_analysis_is_an_error_that_lists_them(store: Path) -> None:
    with pytest.raises(QueryError, match="no analysis 'who'; there is who-leads"):
        analyse(store, "who")


def test_rows_stop_where_they_are_told(analysis: Analysis, rich: Path) -> None:
    assert analysis.run(rich, limit=1).rows == analysis.run(rich).rows[:1]


def test_every_row_is_as_wide_as_the_header(analysis: Analysis, rich: Path) -> None:
    findings = analysis.run(rich)
    assert {len(row) for row in findings.rows} == {len(findings.columns)}


def test_no_rewirings_leave_chance_empty(analysis: Analysis, rich: Path) -> None:
    findings = analysis.run(rich, settings=Settings(rewirings=0))
    if "z" in findings.columns:
        assert {cell for name in ("expected", "z", "percentile") for cell in findings.column(name)} == {None}
        assert "no rewirings" in " ".join(findings.notes)


@pytest.mark.parametrize("network", NETWORKS)
def test_what_a_note_advises_measures_the_same_network(network: str, rich: Path) -> None:
    circles = analyse(rich, "which-circles", settings=Settings(network=network))
    assert any(f"more-than-chance --network {network}'" in note for note in circles.notes)


@pytest.mark.parametrize("network", NETWORKS)
def test_notes_have_plurals(network: str, rich: Path) -> None:
    notes = analyse(rich, "more-than-chance", settings=Settings(network=network, rewirings=2)).notes
    assert not any("agencys" in note for note in notes)


def test_years_leave_out_what_is_not_of_them(analysis: Analysis, rich: Path) -> None:
    assert analysis.run(rich, settings=Settings(years=Years(1990, 1991))).rows == ()


def test_the_text_of_a_gazette_is_only_a_text(analysis: Analysis, tmp_path: Path) -> None:
    hostile = stored(tmp_path, hostile_reading())
    shown = {cell for row in analysis.run(hostile, settings=Settings(rewirings=3)).rows for cell in row}
    assert not shown or shown & {HOSTILE, f"{SOURCE}:1", 0.0} or any(HOSTILE in str(cell) for cell in shown)


def test_another_process_with_another_hash_gives_the_same_tables(rich: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from gongbao.graph.analyse import ANALYSES;"
        "[print(one.run(Path(sys.argv[1]))) for one in ANALYSES.values()]"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code, str(rich)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def test_equal_stores_give_equal_tables(analysis: Analysis, store: Path, tmp_path: Path) -> None:
    assert analysis.run(two_gazettes(tmp_path)) == analysis.run(store)


def test_nothing_gives_an_empty_table(analysis: Analysis, tmp_path: Path) -> None:
    assert analysis.run(stored(tmp_path, reading(notice()))).rows == ()


def test_every_measure_names_its_source(analysis: Analysis) -> None:
    assert "Sources:" in (analysis.run.__doc__ or "") or "who_connects_groups" in (analysis.run.__doc__ or "")


def test_what_two_sources_print_counts_once(tmp_path: Path) -> None:
    twice = stored(tmp_path, sample_reading(), sample_reading(source="reprint.txt"))
    assert who_leads(twice).column("leads") == (1,)
    assert who_works_with_whom(twice).column("tasks") == (1,)


# PageRank


def weighted(*edges: tuple[str, str, float]) -> "nx.DiGraph[str]":
    network: nx.DiGraph[str] = nx.DiGraph()
    for one, other, weight in edges:
        network.add_edge(one, other, weight=weight)
    return network


def test_pagerank_of_a_circle_is_even() -> None:
    ranks = pagerank(weighted(("a", "b", 1), ("b", "c", 1), ("c", "a", 1)))
    assert ranks == pytest.approx({"a": 1 / 3, "b": 1 / 3, "c": 1 / 3})


def test_pagerank_follows_weights() -> None:
    ranks = pagerank(weighted(("a", "b", 3), ("a", "c", 1), ("b", "a", 1), ("c", "a", 1)))
    # b and c get 0.05 each from everywhere and three and one quarter of 0.85 times a.
    assert (ranks["b"] - 0.05) / (ranks["c"] - 0.05) == pytest.approx(3)


def test_pagerank_sums_to_one_with_dead_ends() -> None:
    ranks = pagerank(weighted(("a", "b", 1), ("c", "b", 2)))
    assert sum(ranks.values()) == pytest.approx(1)
    assert ranks["b"] > ranks["a"] == pytest.approx(ranks["c"])


def test_pagerank_solves_its_equation() -> None:
    network = weighted(("a", "b", 2), ("b", "c", 1), ("c", "a", 4), ("a", "c", 1))
    ranks = pagerank(network)
    assert ranks["c"] == pytest.approx(0.15 / 3 + 0.85 * (ranks["a"] / 3 + ranks["b"]))


def test_pagerank_of_nothing_is_nothing() -> None:
    assert pagerank(nx.DiGraph()) == {}
