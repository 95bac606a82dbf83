"""Tables of evidence and of what facts are about; the tables of facts themselves are in test_export.py."""

import csv
from pathlib import Path

import pytest
from facts import GROUP, NOTICE, SOURCE, TEXT, build_readings, member, notice, reading, sample_reading, span
from gongbao.graph.export import TABLES, export
from gongbao.graph.export.entities import place_level
from gongbao.graph.export.text import one_record, printable
from gongbao.graph.store import open_store
from gongbao.ontology.model import Appointment, Duty, Reading
from hostile_names import NAMES, hostile_reading


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, strict=True))


def export_of(folder: Path, *readings: Reading) -> Path:
    build_readings(folder / "store", *readings)
    export(folder / "store", "csv", folder / "out")
    return folder / "out"


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export_of(tmp_path_factory.mktemp("tables"), sample_reading(), sample_reading(source="b.txt"))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export_of(tmp_path_factory.mktemp("hostile"), hostile_reading())


# Evidence


def test_every_row_of_a_fact_has_its_evidence(tables: Path) -> None:
    facts = [name for name, columns in TABLES.items() if columns[0] == "source"]
    wanted = {(name, str(number)) for name in facts for number, _ in enumerate(rows(tables, name), start=1)}
    assert {(row["table"], row["row"]) for row in rows(tables, "evidence")} == wanted


def test_evidence_stands_where_its_row_says(tables: Path) -> None:
    for row in rows(tables, "evidence"):
        if row["part"] == "1":
            fact = rows(tables, row["table"])[int(row["row"]) - 1]
            assert (fact["source"], fact["line"], fact["start"]) == (row["source"], row["line"], row["start"])


def test_evidence_has_the_words_at_its_offsets_and_the_rule(tables: Path) -> None:
    for row in rows(tables, "evidence"):
        assert TEXT[int(row["start"]) : int(row["end"])] == row["words"]
        assert row["rule"]


def test_a_statement_that_the_scan_tore_has_a_row_a_part(tables: Path) -> None:
    parts = [row for row in rows(tables, "evidence") if (row["table"], row["row"]) == ("assignments", "1")]
    assert [(row["part"], row["words"]) for row in parts] == [
        ("1", "（省发展改革委牵头，省财政厅、"),
        ("2", "各市人民政府配合）"),
    ]


def test_evidence_is_that_of_the_graph(tables: Path) -> None:
    known = open_store(tables.parent / "store").select("SELECT ?it ?words { ?it a gb:Evidence ; oa:exact ?words }").rows
    assert {(row["evidence"], row["words"]) for row in rows(tables, "evidence")} <= set(known)


def test_gaps_and_tasks_are_tables(tables: Path) -> None:
    gap = rows(tables, "gaps")[0]
    assert (gap["reason"], gap["words"]) == ("no body is named", "每年一次。")
    assert [row["task_title"] for row in rows(tables, "tasks")] == ["改造旧仓", "培训人员"] * 2


# What facts are about


def entity(folder: Path, table: str, name: str, column: str = "label") -> dict[str, str]:
    (found,) = (row for row in rows(folder, table) if row[column] == name)
    return found


@pytest.mark.parametrize("table", ["agencies", "officials", "posts", "tenures", "namesakes", "sources"])
def test_ids_are_those_of_the_graph_and_in_order(tables: Path, table: str) -> None:
    ids = [row["id"] for row in rows(tables, table)]
    assert ids
    assert len(set(ids)) == len(ids)
    subjects = set(open_store(tables.parent / "store").subjects())
    assert set(ids) <= subjects


def test_an_agency_has_its_place_and_what_the_register_says(tables: Path) -> None:
    row = entity(tables, "agencies", "云岭省发展和改革委员会")
    assert (row["kind"], row["level"], row["jurisdiction"], row["provisional"], row["register"], row["also"]) == (
        "agency",
        "province",
        "云岭省",
        "false",
        "shipped",
        "省发展改革委",
    )
    assert row["field"]
    assert entity(tables, "agencies", "各市人民政府")["kind"] == "collective"


def test_an_agency_has_those_before_and_after_it(tmp_path: Path) -> None:
    bodies = ("省卫生计生委", "省卫生健康委")
    duties = [Duty(spans=(span(NOTICE),), rule="r", directive=NOTICE, body=body, duty="安排资金。") for body in bodies]
    out = export_of(tmp_path, reading(notice(), *duties))
    old, new = (entity(out, "agencies", f"云岭省{name}") for name in ("卫生和计划生育委员会", "卫生健康委员会"))
    assert (old["successors"], old["successor_ids"]) == (new["label"], new["id"])
    assert (new["predecessors"], new["predecessor_ids"]) == (old["label"], old["id"])
    assert (old["predecessors"], new["successors"]) == ("", "")


def test_an_unknown_agency_is_provisional(hostile: Path) -> None:
    found = {row["provisional"] for row in rows(hostile, "agencies") if "<b>" in row["label"]}
    assert found == {"true"}


@pytest.mark.parametrize(
    ("place", "level"),
    [("国家", "nation"), ("云岭省", "province"), ("海西蒙古族藏族自治州", "prefecture"), ("松江市", "city"), ("", "")],
)
def test_the_level_of_a_place_is_told_by_its_name(place: str, level: str) -> None:
    assert place_level(place) == level


def test_an_official_has_posts_groups_and_days(tables: Path) -> None:
    row = entity(tables, "officials", "张三峰", "name")
    assert (row["posts"], row["groups"]) == ("云岭省人民政府副省长", GROUP)
    assert (row["first_seen"], row["last_seen"], row["statements"]) == ("2020-03-02", "2020-03-06", "4")
    assert row["id"] in {seat["official"] for seat in rows(tables, "memberships")}


def test_a_post_has_its_agency_and_counts_its_holders(tables: Path) -> None:
    row = entity(tables, "posts", "云岭省财政厅厅长")
    assert (row["agency"], row["title"], row["sole"], row["holders"]) == ("云岭省财政厅", "厅长", "true", "1")
    assert row["agency_id"] == entity(tables, "agencies", "云岭省财政厅")["id"]


def test_a_tenure_has_its_days_and_its_lines(tables: Path) -> None:
    row = entity(tables, "tenures", "钱七宝", "official")
    assert (row["post"], row["appointed"], row["first_shown"], row["ended"]) == (
        "云岭省财政厅副厅长",
        "2020-03-09",
        "2020-03-09",
        "",
    )
    assert row["first_evidence"] == f"b.txt:18|{SOURCE}:18"


def test_a_dismissal_ends_a_tenure(tmp_path: Path) -> None:
    gone = Appointment(
        spans=(span("钱七宝"),), rule="r", directive="", action="dismiss", person="钱七宝",
        posts=("云岭省财政厅副厅长",), date="2021-01-05",
    )  # fmt: skip
    out = export_of(tmp_path, reading(*sample_reading().facts, gone))
    assert entity(out, "tenures", "钱七宝", "official")["ended"] == "2021-01-05"


def test_namesakes_have_the_decision_and_its_lines(tmp_path: Path) -> None:
    out = export_of(tmp_path, reading(notice(), member("李四维", "组长", "省财政厅厅长"), member("李四维", "成员")))
    found = rows(out, "namesakes")
    assert found
    assert {row["name"] for row in found} == {"李四维"}
    assert all(row["verdict"] in ("joined", "perhaps", "apart") and row["evidence"] for row in found)


def test_a_source_has_its_digest(tables: Path) -> None:
    row = entity(tables, "sources", "b.txt", "source")
    assert (len(row["sha256"]), row["encoding"], row["characters"]) == (64, "utf-8", str(len(TEXT)))


# Hostile names


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_a_cell_a_column(hostile: Path, table: str) -> None:
    with (hostile / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        assert {len(row) for row in csv.reader(lines, strict=True)} == {len(TABLES[table])}


def test_names_stand_as_they_are_printed(hostile: Path) -> None:
    """A name that is a formula to a spreadsheet is a name: to put a mark before it would be to change it."""
    assert {row["person"] for row in rows(hostile, "memberships")} == set(map(one_record, NAMES))
    assert {row["person"] for row in rows(hostile, "event_participants")} == set(map(one_record, NAMES))


def test_no_file_holds_what_ends_a_text_or_a_row_for_other_readers(hostile: Path) -> None:
    for path in hostile.iterdir():
        data = path.read_bytes()
        assert b"\0" not in data
        assert b"\r" not in data


@pytest.mark.parametrize("char", ["\ud800", "\udfff", "\x00", "\x0b", "\ufffe", "\uffff"])
def test_what_xml_cannot_hold_is_shown_as_lost(char: str) -> None:
    assert printable(f"省{char}厅") == "省\ufffd厅"


@pytest.mark.parametrize("char", ["\t", "\n", "\x85", "\u202e", "\ue000", "\U00020000"])
def test_all_else_stays(char: str) -> None:
    assert printable(f"省{char}厅") == f"省{char}厅"
