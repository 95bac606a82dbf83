"""What a store holds, in files for other tools."""

import csv
from io import BytesIO
from pathlib import Path

import pytest
from facts import NOTICE, PLAN, SOURCE, assignment, build_readings, member, notice, reading, sample_reading, span
from gongbao.errors import ExportError, StoreError
from gongbao.graph.export import FORMATS, TABLES, export, export_stream, is_folder
from gongbao.graph.store import open_store
from gongbao.ontology.model import Reading

FILES = ["ttl", "nq", "jsonld", "graphml", "gexf", "ftm"]
"""Formats of one file that is the same each time; a workbook says when it was written."""
FOLDERS = [fmt for fmt in FORMATS if is_folder(fmt)]


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
    "tasks": "source line start end directive task_label task_title path",
    "gaps": "source line start end directive reason words",
    "evidence": "table row part source line start end words rule evidence",
    "sources": "id source sha256 encoding characters",
    "agencies": "id label kind level jurisdiction field provisional register predecessors predecessor_ids"
    " successors successor_ids also",
    "officials": "id name also posts post_ids groups first_seen last_seen statements reasons",
    "posts": "id label title agency agency_id sole holders also",
    "tenures": "id official official_id post post_id appointed first_shown last_shown ended capacity"
    " first_evidence last_evidence",
    "namesakes": "id name verdict weight official_ids reasons evidence",
}
FACT_TABLES = [name for name, columns in CONTRACT.items() if columns.startswith("source line")]


def test_there_is_a_table_for_each_kind_of_fact(tables: Path) -> None:
    assert sorted(path.name for path in tables.iterdir()) == sorted(f"{name}.csv" for name in CONTRACT)


@pytest.mark.parametrize("name", CONTRACT)
def test_the_columns_of_a_table_begin_with_those_agreed_on(tables: Path, name: str) -> None:
    header = (tables / f"{name}.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    columns = CONTRACT[name].split()
    assert header[: len(columns)] == columns


@pytest.mark.parametrize("name", FACT_TABLES)
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


# Files


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

    monkeypatch.setattr("gongbao.graph.export._FILES", {"nq": fail})
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
    with pytest.raises(ExportError, match="there are csv, xlsx, ttl"):
        export(store, "docx", tmp_path / "out")


@pytest.mark.parametrize("fmt", FOLDERS)
def test_folders_do_not_go_into_a_stream(store: Path, fmt: str) -> None:
    with pytest.raises(ExportError, match="stream"):
        export_stream(store, fmt, BytesIO())


@pytest.mark.parametrize("fmt", FOLDERS)
def test_a_failure_leaves_a_folder_as_it_was(
    store: Path, tmp_path: Path, fmt: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    written = export(store, fmt, tmp_path / "out")
    before = {path: path.read_bytes() for path in written}
    for path in written:
        path.write_bytes(b"before")
    monkeypatch.setattr("gongbao.graph.export.nodes.Nodes.node", fail)
    with pytest.raises(ExportError, match="No space left on device"):
        export(store, fmt, tmp_path / "out")
    assert {path.read_bytes() for path in (tmp_path / "out").iterdir()} == {b"before"}
    monkeypatch.undo()
    export(store, fmt, tmp_path / "out")
    assert {path: path.read_bytes() for path in written} == before


@pytest.mark.parametrize("fmt", FORMATS)
def test_progress_grows_to_its_end(store: Path, tmp_path: Path, fmt: str) -> None:
    told: dict[str, list[tuple[int, int]]] = {}
    export(store, fmt, tmp_path / "out", progress=lambda stage, *so_far: told.setdefault(stage, []).append(so_far))
    assert told
    for steps in told.values():
        assert all(done <= total for done, total in steps)
        assert steps[-1][0] == steps[-1][1]


def test_what_is_no_store_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        export(tmp_path, "nq", tmp_path / "out")
