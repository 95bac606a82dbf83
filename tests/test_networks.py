"""Networks by years and roles, their projections, who meets whom, what rests on what."""

from pathlib import Path

import networkx as nx
import pytest
from asking import LATER, stored
from facts import NOTICE, PLAN, SOURCE, assignment, member, notice, reading
from gongbao.graph.network import (
    ALWAYS,
    Years,
    citations,
    co_appearance,
    co_assignment,
    lead_support,
    projection,
    seats,
    tasks,
    year_of,
)
from gongbao.graph.store import OpenStore, open_store
from networks import ROUND, THIRD, three_gazettes

FINANCE, REFORM, WATER = "云岭省财政厅", "云岭省发展和改革委员会", "云岭省水利厅"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> OpenStore:
    return open_store(three_gazettes(tmp_path_factory.mktemp("networks")))


def labelled(network: "nx.Graph[str]", measure: str = "weight") -> dict[tuple[str, str], object]:
    """The edges by the labels of their ends, which are sorted where an edge has no direction."""
    label = {iri: str(node["label"]) for iri, node in network.nodes(data=True)}
    pairs = {(label[one], label[other]): tie[measure] for one, other, tie in network.edges(data=True)}
    return pairs if network.is_directed() else {tuple(sorted(pair)): value for pair, value in pairs.items()}  # type: ignore[misc]  # two make a pair


@pytest.mark.parametrize(
    ("date", "year"), [("2020-03-06", 2020), ("2020", 2020), ("", None), ("二〇二〇年", None), ("20201", None)]
)
def test_the_year_of_a_date(date: str, year: int | None) -> None:
    assert year_of(date) == year


def test_both_ends_of_years_are_within() -> None:
    assert [year for year in range(2018, 2024) if f"{year}-01" in Years(2019, 2022)] == [2019, 2020, 2021, 2022]
    assert "" in ALWAYS
    assert "" not in Years(first=1)


def test_years_are_those_of_directives(store: OpenStore) -> None:
    assert labelled(lead_support(store, years=Years(2021, 2021))) == {(FINANCE, REFORM): 2, (FINANCE, WATER): 1}
    assert labelled(lead_support(store, years=Years(last=2020))) == {(REFORM, FINANCE): 1}


def test_the_years_add_up(store: OpenStore) -> None:
    each = [lead_support(store, years=Years(year, year)).size("weight") for year in (2020, 2021, 2022)]
    assert sum(each) == lead_support(store).size("weight")


def test_what_has_no_date_is_counted(tmp_path: Path) -> None:
    part = assignment("省财政厅", "lead", directive=NOTICE)
    undated = open_store(stored(tmp_path, reading(notice(date=""), part)))
    assert lead_support(undated).graph["undated"] == 0
    assert len(lead_support(undated)) == 1
    assert lead_support(undated, years=Years(2000)).graph["undated"] == 1
    assert len(lead_support(undated, years=Years(2000))) == 0


def test_roles_keep_to_parts_of_a_task(store: OpenStore) -> None:
    network = tasks(store, roles=("lead",))
    assert {network.degree(iri) for iri, node in network.nodes(data=True) if node["kind"] == "task"} == {1}
    assert co_assignment(store, roles=("lead",)).number_of_edges() == 0


def test_roles_keep_to_seats(store: OpenStore) -> None:
    heads = seats(store, roles=("组长",))
    assert {node["label"] for _, node in heads.nodes(data=True) if node["kind"] == "official"} == {"张三峰", "李四维"}


def test_staff_of_an_office_have_no_seat(tmp_path: Path) -> None:
    people = member("李四维", "成员", "省财政厅厅长"), member("王五常", "办公室主任", "省财政厅副厅长")
    network = seats(open_store(stored(tmp_path, reading(notice(), *people))))
    assert {node["label"] for _, node in network.nodes(data=True) if node["kind"] == "official"} == {"李四维"}


def test_a_projection_keeps_one_mode(store: OpenStore) -> None:
    groups = projection(seats(store), "group")
    assert {node["kind"] for _, node in groups.nodes(data=True)} == {"group"}
    assert list(labelled(groups).values()) == [1]


def test_a_projection_of_nothing_is_nothing() -> None:
    assert len(projection(nx.Graph(), "agency")) == 0


def test_an_agency_that_leads_and_supports_one_task_is_not_tied_to_itself(tmp_path: Path) -> None:
    both = assignment("省财政厅", "lead"), assignment("省财政厅", "support")
    network = lead_support(open_store(stored(tmp_path, reading(notice(), notice(number=PLAN), *both))))
    assert network.number_of_edges() == 0


def test_a_reprinted_event_is_one(store: OpenStore) -> None:
    assert labelled(co_appearance(store)) == {
        ("张三峰", "李四维"): 2,
        ("周八荣", "张三峰"): 1,
        ("周八荣", "李四维"): 1,
    }


def test_strength_allows_for_large_events(store: OpenStore) -> None:
    assert labelled(co_appearance(store), "strength")["张三峰", "李四维"] == 1 + 1 / 2


def test_a_directive_points_to_what_it_cites(store: OpenStore) -> None:
    network = citations(store)
    relations = labelled(network, "relations")
    assert relations[ROUND[0], ROUND[1]] == ("repeals",)
    assert relations[ROUND[1], ROUND[0]] == ("basedOn",)
    assert labelled(network, "evidence")[ROUND[1], "云政办〔2021〕9号"] == f"{THIRD}:9"


def test_relations_can_be_chosen(store: OpenStore) -> None:
    assert (ROUND[0], ROUND[1]) not in labelled(citations(store, relations=("basedOn",)))


def test_every_node_has_a_label_and_a_kind_and_every_tie_a_place(store: OpenStore) -> None:
    networks: list[nx.Graph[str]] = [lead_support(store), tasks(store), co_assignment(store), citations(store)]
    networks += [
        seats(store),
        seats(store, sitter="agency"),
        co_appearance(store),
        projection(seats(store), "official"),
    ]
    for network in networks:
        assert len(network) > 0
        assert all(node["label"] and node["kind"] for _, node in network.nodes(data=True))
        places = {str(tie["evidence"]).rpartition(":")[0] for _, _, tie in network.edges(data=True)}
        assert places <= {SOURCE, LATER, THIRD}
