"""What a store holds, in files for other tools."""

import csv
from io import BytesIO
from pathlib import Path

import networkx as nx
import pyoxigraph
import pytest
from facts import NOTICE, PLAN, SOURCE, assignment, build_readings, member, notice, reading, sample_reading, span
from gongbao.errors import ExportError, StoreError
from gongbao.graph.export import FORMATS, TABLES, export, export_stream
from gongbao.graph.store import open_store
from gongbao.ontology.model import Reading
from pyoxigraph import RdfFormat
from rdflib import Graph

FILES = ["ttl", "nq", "jsonld", "graphml"]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export") / "store"
    build_readings(folder, sample_reading(), sample_reading(source="b.txt"))
    return folder


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def tables(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables") / "out"
    export(store, "csv", folder)
    return folder


def table_of(tmp_path: Path, table: str, *readings: Reading) -> list[dict[str, str]]:
    build_readings(tmp_path / "store", *readings)
    export(tmp_path / "store", "csv", tmp_path / "out")
    return rows(tmp_path / "out", table)


# Tables

CONTRACT = {
    "directives": "source line start end number title issuers addressees date kind promulgates",
    "groups": "source line start end name kind parent directive action office_host",
    "group_mentions": "source line start end name kind directive",
    "group_changes": "source line start end name kind change_kind successor directive date",
    "memberships": "source line start end group person role posts agencies directive",
    "assignments": "source line start end directive task_label task_title body agency role form deadline",
    "duties": "source line start end directive body agency duty",
    "appointments": "source line start end directive action person posts reason date",
    "citations": "source line start end directive number title relation",
    "events": "source line start end date until text",
    "event_participants": "source line start end date person posts",
}


def test_there_is_a_table_for_each_kind_of_fact(tables: Path) -> None:
    assert sorted(path.name for path in tables.iterdir()) == sorted(f"{name}.csv" for name in CONTRACT)


@pytest.mark.parametrize("name", CONTRACT)
def test_the_columns_of_a_table_begin_with_those_agreed_on(tables: Path, name: str) -> None:
    header = (tables / f"{name}.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    columns = CONTRACT[name].split()
    assert header[: len(columns)] == columns


@pytest.mark.parametrize("name", TABLES)
def test_a_kind_without_facts_still_has_its_header(tmp_path: Path, name: str) -> None:
    assert table_of(tmp_path, name, reading(notice())) == [] or name == "directives"
    assert (tmp_path / "out" / f"{name}.csv").read_text(encoding="utf-8").startswith("source,line,start,end,")


def test_rows_stand_in_the_order_of_the_sources(tables: Path) -> None:
    assert [row["source"] for row in rows(tables, "directives")] == ["b.txt", "b.txt", SOURCE, SOURCE]
    assert [row["person"] for row in rows(tables, "memberships")][:3] == ["张三峰", "李四维", "王五常"]


def test_a_directive_is_a_row(tables: Path) -> None:
    row = rows(tables, "directives")[0]
    assert (row["number"], row["issuers"], row["date"], row["kind"]) == (
        NOTICE,
        "云岭省人民政府办公厅",
        "2020-03-06",
        "通知",
    )
    assert row["addressees"] == "各市人民政府|省政府各委、办、厅、局"


def test_what_is_promulgated_is_the_first_title_and_then_all(tmp_path: Path) -> None:
    (row,) = table_of(tmp_path, "directives", reading(notice(promulgates=("甲方案", "乙方案"))))
    assert (row["promulgates"], row["promulgates_all"]) == ("甲方案", "甲方案|乙方案")


def test_a_seat_has_one_agency_for_each_post(tmp_path: Path) -> None:
    seat = member("张三峰", "成员", "省财政厅副厅长", "著名诗人", "省长")
    (row,) = table_of(tmp_path, "memberships", reading(notice(), seat))
    assert row["posts"] == "省财政厅副厅长|著名诗人|省长"
    assert row["agencies"] == "云岭省财政厅||云岭省人民政府"


def test_a_seat_names_its_person_in_the_graph(tables: Path, store: Path) -> None:
    officials = {row[0] for row in open_store(store).select("SELECT ?o { ?o a gb:Official }").rows}
    assert {row["official"] for row in rows(tables, "memberships")} <= officials


def test_an_assignment_has_the_body_as_printed_and_the_agency(tables: Path) -> None:
    row = rows(tables, "assignments")[0]
    assert (row["body"], row["agency"], row["role"]) == ("省发展改革委", "云岭省发展和改革委员会", "lead")
    assert (row["task_label"], row["task_title"], row["form"], row["directive"]) == (
        "（一）",
        "改造旧仓",
        "bracketed",
        PLAN,
    )


def test_a_statement_over_several_lines_stands_where_it_begins(tmp_path: Path) -> None:
    first, last = span("（省发展改革委牵头，省财政厅、"), span("各市人民政府配合）")
    (row,) = table_of(
        tmp_path, "assignments", reading(notice(), assignment("省财政厅", "support", spans=(first, last)))
    )
    assert (int(row["line"]), int(row["start"]), int(row["end"])) == (first.line, first.start, last.end)


def test_an_event_has_a_row_for_each_participant(tables: Path) -> None:
    row = rows(tables, "event_participants")[0]
    assert (row["date"], row["person"], row["posts"]) == ("2020-03-02", "张三峰", "副省长")


def test_the_other_kinds_have_their_rows(tables: Path) -> None:
    assert rows(tables, "groups")[0]["office_host"] == "省发展改革委"
    assert rows(tables, "duties")[0]["agency"] == "云岭省财政厅"
    assert rows(tables, "appointments")[0]["posts"] == "云岭省财政厅副厅长"
    assert rows(tables, "citations")[0]["relation"] == "based_on"
    assert rows(tables, "events")[0]["text"] == "副省长张三峰到松江市调研。"


def test_commas_quotes_and_line_ends_come_back(tmp_path: Path) -> None:
    title = '关于"甲,乙"的\n通知'
    (row,) = table_of(tmp_path, "directives", reading(notice(title=title)))
    assert row["title"] == title


# RDF


def test_turtle_is_the_union_of_all_graphs(store: Path, tmp_path: Path) -> None:
    export(store, "ttl", tmp_path / "out.ttl")
    assert len(Graph().parse(tmp_path / "out.ttl")) == open_store(store).manifest.triples


@pytest.mark.parametrize(("fmt", "rdf"), [("nq", RdfFormat.N_QUADS), ("jsonld", RdfFormat.JSON_LD)])
def test_quads_keep_the_graph_of_each_source(store: Path, tmp_path: Path, fmt: str, rdf: RdfFormat) -> None:
    export(store, fmt, tmp_path / "out")
    assert set(pyoxigraph.parse(path=tmp_path / "out", format=rdf)) == set(open_store(store).quads())


def test_nquads_are_sorted(store: Path, tmp_path: Path) -> None:
    export(store, "nq", tmp_path / "out.nq")
    lines = (tmp_path / "out.nq").read_bytes().splitlines()
    assert lines == sorted(set(lines))


@pytest.mark.parametrize("fmt", FILES)
def test_the_same_store_gives_the_same_bytes(store: Path, tmp_path: Path, fmt: str) -> None:
    for name in ("one", "other"):
        export(store, fmt, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


@pytest.mark.parametrize("fmt", FILES)
def test_a_stream_gets_the_bytes_of_the_file(store: Path, tmp_path: Path, fmt: str) -> None:
    stream = BytesIO()
    export_stream(store, fmt, stream)
    export(store, fmt, tmp_path / "out")
    assert stream.getvalue() == (tmp_path / "out").read_bytes()


# The network


def network(store: Path, folder: Path) -> "nx.Graph[str]":
    export(store, "graphml", folder / "out.graphml")
    return nx.read_graphml(folder / "out.graphml", force_multigraph=True)


def test_entities_are_nodes_with_kind_and_label(store: Path, tmp_path: Path) -> None:
    nodes = {(node["kind"], node["label"]) for _, node in network(store, tmp_path).nodes(data=True)}
    assert {
        ("agency", "云岭省财政厅"),
        ("official", "张三峰"),
        ("task", "（一）改造旧仓"),
        ("directive", NOTICE),
    } <= nodes


def test_statements_and_evidence_are_no_nodes(store: Path, tmp_path: Path) -> None:
    kinds = {node["kind"] for _, node in network(store, tmp_path).nodes(data=True)}
    assert kinds == {"agency", "collective", "directive", "group", "official", "post", "task"}


def test_ties_have_their_kind(store: Path, tmp_path: Path) -> None:
    graph = network(store, tmp_path)
    ties = {
        (graph.nodes[start]["label"], tie["kind"], graph.nodes[end]["label"])
        for start, end, tie in graph.edges(data=True)
    }
    assert ("云岭省发展和改革委员会", "leads", "（一）改造旧仓") in ties


def test_characters_that_xml_cannot_hold_are_replaced(tmp_path: Path) -> None:
    build_readings(tmp_path / "store", reading(notice(number="", title="关于\x0b<b>&通知")))
    labels = {node["label"] for _, node in network(tmp_path / "store", tmp_path).nodes(data=True)}
    assert "关于\ufffd<b>&通知" in labels


# Where it is written


def test_the_files_written_are_returned(store: Path, tmp_path: Path) -> None:
    assert export(store, "nq", tmp_path / "out.nq") == (tmp_path / "out.nq",)
    assert len(export(store, "csv", tmp_path / "tables")) == len(TABLES)


def test_what_was_there_is_replaced(store: Path, tmp_path: Path) -> None:
    (tmp_path / "out.nq").write_text("before")
    export(store, "nq", tmp_path / "out.nq")
    assert "before" not in (tmp_path / "out.nq").read_text(encoding="utf-8")


def test_other_files_of_the_folder_stay(store: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("x")
    export(store, "csv", tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        ["letter.txt", *(f"{name}.csv" for name in TABLES)]
    )


def test_a_failure_leaves_what_was_there(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "out.nq").write_text("before")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("gongbao.graph.export._WRITERS", {"nq": fail})
    with pytest.raises(ExportError, match="No space left on device"):
        export(store, "nq", tmp_path / "out.nq")
    assert [path.name for path in tmp_path.iterdir()] == ["out.nq"]
    assert (tmp_path / "out.nq").read_text() == "before"


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_missing_parent_is_told(store: Path, tmp_path: Path, fmt: str) -> None:
    with pytest.raises(ExportError, match="there is no folder"):
        export(store, fmt, tmp_path / "none" / "out")


def test_a_folder_is_no_place_for_a_file(store: Path, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="is a folder"):
        export(store, "nq", tmp_path)


def test_a_file_is_no_place_for_tables(store: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x")
    with pytest.raises(ExportError, match="is a file"):
        export(store, "csv", tmp_path / "out")


def test_a_part_of_the_store_is_no_place(store: Path) -> None:
    with pytest.raises(ExportError, match="is a part of the store"):
        export(store, "nq", store / "CURRENT")


def test_an_unknown_format_is_told(store: Path, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="there are csv, ttl"):
        export(store, "xlsx", tmp_path / "out")


def test_tables_do_not_go_into_a_stream(store: Path) -> None:
    with pytest.raises(ExportError, match="stream"):
        export_stream(store, "csv", BytesIO())


def test_what_is_no_store_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        export(tmp_path, "nq", tmp_path / "out")
