"""The network for Gephi and networkx: typed nodes and edges, weights, years."""

import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from facts import GROUP, NOTICE, PLAN, build_readings, member, notice, reading, sample_reading, span
from gongbao.graph.export import export
from hostile_names import NAMES, hostile_reading

KINDS = {"agency", "collective", "directive", "group", "official", "post", "task"}
LEADER = "云岭省发展和改革委员会"
GEXF = "{http://gexf.net/1.3}"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("network") / "store"
    build_readings(folder, sample_reading(), sample_reading(source="b.txt"))
    return folder


def network(store: Path, folder: Path, fmt: str) -> "nx.MultiDiGraph[str]":
    export(store, fmt, folder / f"out.{fmt}")
    if fmt == "gexf":
        return nx.MultiDiGraph(nx.read_gexf(folder / "out.gexf"))
    return nx.MultiDiGraph(nx.read_graphml(folder / "out.graphml", force_multigraph=True))


def ties(graph: "nx.MultiDiGraph[str]") -> dict[tuple[str, str, str], dict[str, Any]]:
    """Edges by the names of their ends and their kind, which is their label too: networkx reads no kind of GEXF's."""
    label = {node: said["label"] for node, said in graph.nodes(data=True)}
    return {(label[start], said["label"], label[end]): said for start, end, said in graph.edges(data=True)}


@pytest.fixture(scope="module", params=["graphml", "gexf"])
def graph(request: pytest.FixtureRequest, store: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    return network(store, tmp_path_factory.mktemp("out"), request.param)


def test_entities_are_nodes_with_kind_and_label(graph: "nx.MultiDiGraph[str]") -> None:
    nodes = {(node["kind"], node["label"]) for _, node in graph.nodes(data=True)}
    assert {
        ("agency", "云岭省财政厅"),
        ("official", "张三峰"),
        ("task", "（一）改造旧仓"),
        ("directive", NOTICE),
    } <= nodes


def test_statements_and_evidence_are_no_nodes(graph: "nx.MultiDiGraph[str]") -> None:
    assert {node["kind"] for _, node in graph.nodes(data=True)} == KINDS


def test_an_agency_has_its_jurisdiction(graph: "nx.MultiDiGraph[str]") -> None:
    places = {node["label"]: node.get("jurisdiction") for _, node in graph.nodes(data=True)}
    assert (places[LEADER], places["张三峰"]) == ("云岭省", None)


def test_edges_have_kind_weight_years_and_evidence(graph: "nx.MultiDiGraph[str]") -> None:
    leads = ties(graph)[LEADER, "leads", "（一）改造旧仓"]
    assert (leads["weight"], leads["first_year"], leads["last_year"]) == (2.0, 2020, 2020)
    assert leads["evidence"] == "b.txt:13"


@pytest.mark.parametrize(
    ("start", "kind", "end"),
    [
        ("张三峰", "memberOf", GROUP),
        ("王五常", "staffOf", GROUP),
        ("张三峰", "holds", "云岭省人民政府副省长"),
        ("云岭省人民政府副省长", "postIn", "云岭省人民政府"),
        ("（一）改造旧仓", "directive", PLAN),
        (NOTICE, "basedOn", "云政〔2019〕3号"),
        (NOTICE, "issuer", "云岭省人民政府办公厅"),
        (GROUP, "foundedBy", NOTICE),
        (GROUP, "officeHost", LEADER),
    ],
)
def test_ties_of_every_kind_are_edges(graph: "nx.MultiDiGraph[str]", start: str, kind: str, end: str) -> None:
    assert (start, kind, end) in ties(graph)


def test_a_seat_lasts_until_the_next_list(tmp_path: Path) -> None:
    people = ("张三峰", "李四维", "王五常")
    here = (span(NOTICE, source="c.txt"),)
    later = notice(spans=here, number="云政办〔2022〕9号", date="2022-05-01")
    after = (member(one, "成员", spans=here, directive=later.number) for one in (*people[1:], "赵六合"))
    readings = [
        reading(notice(), *(member(person, "成员") for person in people)),
        reading(later, *after, source="c.txt"),
    ]
    build_readings(tmp_path / "store", *readings)
    seat = ties(network(tmp_path / "store", tmp_path, "gexf"))["张三峰", "memberOf", GROUP]
    assert (seat["start"], seat["end"]) == (2020.0, 2022.0)


def test_times_of_nodes_span_those_of_their_edges(store: Path, tmp_path: Path) -> None:
    graph = network(store, tmp_path, "gexf")
    assert graph.graph["mode"] == "dynamic"
    for start, end, said in graph.edges(data=True):
        for node in (graph.nodes[start], graph.nodes[end]) if "start" in said else ():
            assert node["start"] <= said["start"] <= said["end"] <= node["end"]


def test_what_has_no_year_is_there_at_all_times(tmp_path: Path) -> None:
    build_readings(tmp_path / "store", reading(notice(number="", title="关于粮仓的通知", date="")))
    graph = network(tmp_path / "store", tmp_path, "gexf")
    assert graph.number_of_nodes() > 0
    assert not any({"start", "end"} & said.keys() for _, said in graph.nodes(data=True))


def test_edges_of_several_kinds_stay_apart_in_gephi(store: Path, tmp_path: Path) -> None:
    export(store, "gexf", tmp_path / "out.gexf")
    edges = ET.parse(tmp_path / "out.gexf").getroot().iter(f"{GEXF}edge")
    seen = [(edge.get("source"), edge.get("target"), edge.get("kind")) for edge in edges]
    assert len(seen) == len(set(seen))


@pytest.mark.parametrize("fmt", ["graphml", "gexf"])
def test_hostile_names_come_back_as_xml_can_hold_them(tmp_path: Path, fmt: str) -> None:
    build_readings(tmp_path / "store", hostile_reading())
    labels = {node["label"] for _, node in network(tmp_path / "store", tmp_path, fmt).nodes(data=True)}
    assert {
        "<b>甲</b>&amp;]]><!--",
        '甲"乙\\"丙',
        '=HYPERLINK("http://x","张")',
        "甲\ufffd乙\ufffd丙\ufffd[31m",
    } <= labels
    assert len(labels) > 3 * len(NAMES)
