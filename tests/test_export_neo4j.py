"""The folder for Neo4j's bulk import, read as its manual defines headers, quoting, lists and ids."""

import csv
import os
import re
import shlex
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from facts import GROUP, NOTICE, PLAN, build_readings, member, notice, reading, sample_reading
from gongbao.graph.export import export
from hostile_names import NAMES, hostile_reading

TYPES = {"string", "int", "double", "boolean", "string[]", "int[]"}
FIELD = re.compile(r"(?P<name>[^:]*)(?::(?P<type>[^:]+))?")
SEPARATOR = "\x1f"


@dataclass(frozen=True)
class Loaded:
    """What the import makes of a folder: nodes by id, relationships as start, type, end, values."""

    nodes: dict[str, dict[str, Any]]
    ties: list[tuple[str, str, str, dict[str, Any]]]

    def named(self) -> set[tuple[str, str, str]]:
        """Relationships by the names of their ends."""
        return {(self.nodes[start]["name"], kind, self.nodes[end]["name"]) for start, kind, end, _ in self.ties}

    def between(self, start: str, kind: str, end: str) -> list[dict[str, Any]]:
        """Values of the relationships of a type between two names."""
        names = {iri: node["name"] for iri, node in self.nodes.items()}
        return [said for a, of, b, said in self.ties if (names[a], of, names[b]) == (start, kind, end)]


def value_of(text: str, kind: str) -> Any:
    """A cell as a value; an empty one is none."""
    if text == "":
        return None
    if kind.endswith("[]"):
        return [value_of(one, kind[:-2]) for one in text.split(SEPARATOR)]
    if kind == "boolean":
        assert text in ("true", "false")
        return text == "true"
    return {"int": int, "double": float, "string": str}[kind](text)


def records(path: Path) -> list[tuple[dict[str, str], dict[str, Any]]]:
    """The rows of a file: what its header marks with a colon alone, and its values by name."""
    with path.open(encoding="utf-8", newline="") as lines:
        header, *rows = csv.reader(lines, strict=True)
    fields = [FIELD.fullmatch(field) for field in header]
    assert all(fields), header
    found = []
    for row in rows:
        assert len(row) == len(header)
        marks: dict[str, str] = {}
        values: dict[str, Any] = {}
        for field, cell in zip(fields, row, strict=True):
            assert field is not None
            name, kind = field["name"], field["type"] or "string"
            if kind in ("ID", "LABEL", "START_ID", "END_ID", "TYPE"):
                marks[kind] = cell
                assert cell
            else:
                assert name and kind in TYPES
                values[name] = value_of(cell, kind)
        found.append((marks, values))
    return found


def load(folder: Path) -> Loaded:
    nodes: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.glob("nodes_*.csv")):
        for marks, values in records(path):
            assert marks["ID"] not in nodes, "an id stands twice"
            nodes[marks["ID"]] = {**values, "labels": marks["LABEL"].split(SEPARATOR)}
    ties = [
        (marks["START_ID"], marks["TYPE"], marks["END_ID"], values)
        for path in sorted(folder.glob("relationships_*.csv"))
        for marks, values in records(path)
    ]
    return Loaded(nodes, ties)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("neo4j")
    build_readings(place / "store", sample_reading(), sample_reading(source="b.txt"))
    export(place / "store", "neo4j", place / "out")
    return place / "out"


@pytest.fixture(scope="module")
def graph(folder: Path) -> Loaded:
    return load(folder)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    place = tmp_path_factory.mktemp("hostile")
    build_readings(place / "store", hostile_reading())
    export(place / "store", "neo4j", place / "out")
    return load(place / "out")


@pytest.mark.parametrize("loaded", ["graph", "hostile"])
def test_every_relationship_has_both_its_nodes(loaded: str, request: pytest.FixtureRequest) -> None:
    found: Loaded = request.getfixturevalue(loaded)
    assert found.ties
    assert {end for start, _, other, _ in found.ties for end in (start, other)} <= found.nodes.keys()


@pytest.mark.parametrize("loaded", ["graph", "hostile"])
def test_types_of_relationships_need_no_quotes_in_cypher(loaded: str, request: pytest.FixtureRequest) -> None:
    found: Loaded = request.getfixturevalue(loaded)
    assert all(re.fullmatch("[A-Z_]+", kind) for _, kind, _, _ in found.ties)


def test_every_class_has_its_label(graph: Loaded) -> None:
    labels = {label for node in graph.nodes.values() for label in node["labels"]}
    assert labels == {
        *("Source", "Directive", "Agency", "Collective", "Group", "Official", "Post", "Task"),
        *("Event", "Duty", "Appointment", "GroupChange", "Gap"),
    }


@pytest.mark.parametrize(
    ("start", "kind", "end"),
    [
        ("张三峰", "MEMBER_OF", GROUP),
        ("王五常", "STAFF_OF", GROUP),
        ("张三峰", "TENURE", "云岭省人民政府副省长"),
        ("云岭省财政厅", "SUPPORTS", "（一）改造旧仓"),
        ("云岭省人力资源和社会保障厅", "RESPONSIBLE_FOR", "（二）培训人员"),
        ("（一）改造旧仓", "DIRECTIVE", PLAN),
        (NOTICE, "BASED_ON", "云政〔2019〕3号"),
        (NOTICE, "ISSUER", "云岭省人民政府办公厅"),
        (GROUP, "FOUNDED_BY", NOTICE),
        (GROUP, "PRINTED_IN", "b.txt"),
        ("b.txt", "MENTIONS_GROUP", "省双拥工作领导小组"),
        ("appoint 钱七宝 云岭省财政厅副厅长", "OFFICIAL", "钱七宝"),
        ("appoint 钱七宝 云岭省财政厅副厅长", "POST", "云岭省财政厅副厅长"),
        ("云岭省财政厅", "HAS_DUTY", "省财政厅 安排改造资金。"),
        ("张三峰", "TOOK_PART_IN", "2020-03-02 副省长张三峰到松江市调研。"),
        ("gap: no body is named", "STATED_IN", PLAN),
        ("云岭省旧仓改造领导小组", "SUCCEEDED_BY", GROUP),
        ("云岭省旧仓改造领导小组", "DISSOLVED_BY", PLAN),
        ("merged 云岭省旧仓改造领导小组", "ORIGINAL_ORGANIZATION", "云岭省旧仓改造领导小组"),
        ("merged 云岭省旧仓改造领导小组", "RESULTING_ORGANIZATION", GROUP),
    ],
)
def test_statements_are_relationships(graph: Loaded, start: str, kind: str, end: str) -> None:
    assert (start, kind, end) in graph.named()


def test_a_statement_has_its_evidence(graph: Loaded) -> None:
    parts = graph.between("云岭省发展和改革委员会", "LEADS", "（一）改造旧仓")
    (here,) = (said for said in parts if said["source"] == "b.txt")
    assert (here["line"], here["rule"], here["directive"], here["body"]) == (
        13,
        "assignments.bracketed",
        PLAN,
        "省发展改革委",
    )
    assert here["words"] == ["（省发展改革委牵头，省财政厅、", "各市人民政府配合）"]
    assert here["places"] == ["b.txt:13", "b.txt:14"]


def test_what_a_gazette_states_has_its_line(graph: Loaded) -> None:
    bare = {kind for _, kind, _, said in graph.ties if not (said["source"] and said["line"] and said["words"])}
    # These follow from names, from the register, or from tenures and seats.
    assert bare <= {"HOLDS", "POST_IN", "SUCCEEDED_BY", "HAS_MEMBER", "OF_GROUP"}


def test_a_tenure_has_its_days(graph: Loaded) -> None:
    (tenure,) = graph.between("钱七宝", "TENURE", "云岭省财政厅副厅长")
    assert (tenure["appointed_on"], tenure["first_shown"], tenure["first_year"], tenure["ended_on"]) == (
        "2020-03-09",
        "2020-03-09",
        2020,
        None,
    )


def test_a_date_is_as_far_as_it_is_known(tmp_path: Path) -> None:
    build_readings(tmp_path / "store", reading(notice(date="2020-03"), member("张三峰", "组长")))
    export(tmp_path / "store", "neo4j", tmp_path / "out")
    (seat,) = load(tmp_path / "out").between("张三峰", "MEMBER_OF", GROUP)
    assert (seat["date"], seat["year"]) == ("2020-03", 2020)


def test_lists_hold_several_values(graph: Loaded) -> None:
    (node,) = (node for node in graph.nodes.values() if node["name"] == "云岭省发展和改革委员会")
    assert node["also"] == ["省发展改革委"]
    assert (node["provisional"], node["jurisdiction"], node["register"]) == (False, "云岭省", "shipped")


def test_hostile_names_come_back(hostile: Loaded) -> None:
    bodies = {said["body"] for _, kind, _, said in hostile.ties if kind == "LEADS"}
    lost = {name: name.replace("\r", "\n") for name in NAMES} | {
        "甲\x00乙\x1f丙\x1b[31m": "甲\ufffd乙\ufffd丙\ufffd[31m",
        "甲\ufffe乙\u202e丙": "甲\ufffd乙\u202e丙",
    }
    assert bodies == set(lost.values())


# The command


def words_of(folder: Path, *args: str) -> list[str]:
    """What the script would run: it is run itself, with a program that prints what it is told."""
    admin = folder.parent / "admin"
    admin.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    admin.chmod(0o755)
    environment = {**os.environ, "NEO4J_ADMIN": str(admin)}
    run = subprocess.run(
        ["sh", folder / "import.sh", *args], capture_output=True, text=True, check=True, env=environment
    )
    return run.stdout.splitlines()


def test_the_script_names_every_file_once(folder: Path) -> None:
    words = words_of(folder)
    assert words[:3] == ["database", "import", "full"]
    named = sorted(word.partition("=")[2] for word in words if word.startswith(("--nodes=", "--relationships=")))
    assert named == sorted(path.name for path in folder.glob("*.csv"))


def test_the_script_says_how_lists_and_lines_are_written(folder: Path) -> None:
    words = words_of(folder)
    assert {"--array-delimiter=U+001F", "--delimiter=,", '--quote="', "--multiline-fields=true"} <= set(words)
    assert ord(SEPARATOR) == 0x1F


def test_the_script_takes_the_name_of_the_database(folder: Path) -> None:
    assert (words_of(folder)[-1], words_of(folder, "公报 x")[-1]) == ("neo4j", "公报 x")


def test_the_script_can_be_run(folder: Path) -> None:
    assert os.access(folder / "import.sh", os.X_OK)
    assert shlex.split((folder / "import.sh").read_text(encoding="utf-8"), comments=True)
