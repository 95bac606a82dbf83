"""The commands, as a user types them."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from gongbao.cli import main
from gongbao.graph.formats import FORMATS
from gongbao.ontology.stream import read_reading
from yunling import CITED, FOUNDING, GROUP, LEADER, LEADING, NAME, PLAN, TEXT, issue

HEAVY = {"matplotlib", "networkx", "oxrdflib", "pandas", "pyoxigraph", "pyshacl", "pyvis", "rdflib", "spacy"}
"""Libraries that take long to load."""


def run(*args: str | Path, stdin: bytes | None = None, env: dict[str, str] | None = None) -> Result:
    """Run a command in this process."""
    environment = {"GONGBAO_STORE": None, **(env or {})}
    return CliRunner().invoke(main, [str(arg) for arg in args], input=stdin, env=environment, catch_exceptions=False)


def answer(*args: str | Path) -> str:
    """The output of a command that must succeed, and say nothing on standard error."""
    result = run(*args)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def process(*args: str | Path, env: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    """Run a command as a process of its own."""
    command = [sys.executable, "-m", "gongbao.cli", *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, env=env)


def rows(text: str) -> list[dict[str, str]]:
    """The records of a CSV text."""
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one gazette."""
    place = tmp_path / "gazettes"
    place.mkdir()
    (place / NAME).write_text(TEXT, encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of one gazette."""
    place = tmp_path_factory.mktemp("cli")
    (place / NAME).write_text(TEXT, encoding="utf-8")
    answer("build", place / NAME, "--store", place / "store")
    return place / "store"


# Reading


def test_extract_prints_facts_as_json_lines(folder: Path) -> None:
    reading = read_reading(answer("extract", folder / NAME).splitlines())
    assert reading.source == NAME
    assert {"directive", "group", "member", "task", "assignment", "citation"} <= {fact.kind for fact in reading.facts}


def test_extract_reads_standard_input(folder: Path) -> None:
    result = run("extract", "-", stdin=TEXT.encode())
    from_file = answer("extract", folder / NAME)
    assert result.exit_code == 0
    assert result.stdout.replace('"stdin"', f'"{NAME}"') == from_file


def test_extract_of_a_folder_prints_every_source(folder: Path) -> None:
    (folder / "second.txt").write_text(issue(2), encoding="utf-8")
    lines = [json.loads(line) for line in answer("extract", folder).splitlines()]
    assert [line["source"] for line in lines if line["kind"] == "source"] == ["second.txt", NAME]


def test_extract_writes_to_a_file(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "facts.jsonl"
    assert answer("extract", folder, "-o", out) == ""
    assert out.read_text("utf-8") == answer("extract", folder)


def test_extract_writes_chinese_whatever_the_locale(folder: Path) -> None:
    ran = process("extract", folder, env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"})
    assert ran.returncode == 0
    assert LEADER in ran.stdout


# Building


def test_build_tells_what_it_found(folder: Path, tmp_path: Path) -> None:
    shown = answer("build", folder, "--store", tmp_path / "store")
    counts = {
        name: int(number) for name, number in (line.split() for line in shown.splitlines() if line[-2:-1].isdigit())
    }
    assert (counts["sources"], counts["directives"], counts["groups"], counts["memberships"]) == (1, 2, 1, 5)
    assert shown.endswith(f"Built {tmp_path / 'store'}: 1 read.\n")


def test_second_build_changes_nothing_and_says_so(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    answer("build", folder, "--store", store)
    before = snapshot(store)
    shown = answer("build", folder, "--store", store)
    assert "Nothing has changed" in shown
    assert snapshot(store) == before


def snapshot(store: Path) -> dict[str, tuple[int, bytes]]:
    """Time and content of every file of a store, but for the lock."""
    files = [file for file in store.rglob("*") if file.is_file() and file.suffix != ".lock"]
    return {str(file.relative_to(store)): (file.stat().st_mtime_ns, file.read_bytes()) for file in files}


def test_build_reads_only_what_is_new(folder: Path, tmp_path: Path) -> None:
    answer("build", folder, "--store", tmp_path / "store")
    (folder / "second.txt").write_text(issue(2), encoding="utf-8")
    assert "1 read, 1 unchanged." in answer("build", folder, "--store", tmp_path / "store")


def test_build_removes_what_has_gone_from_its_folder(folder: Path, tmp_path: Path) -> None:
    (folder / "second.txt").write_text(issue(2), encoding="utf-8")
    answer("build", folder, "--store", tmp_path / "store")
    (folder / "second.txt").unlink()
    assert "1 unchanged, 1 removed." in answer("build", folder, "--store", tmp_path / "store")
    assert "second.txt" not in answer("ask", "directives", "--store", tmp_path / "store")


def test_quiet_build_prints_nothing(folder: Path, tmp_path: Path) -> None:
    assert answer("build", folder, "--store", tmp_path / "store", "--quiet") == ""


def test_base_is_where_iris_begin(folder: Path, tmp_path: Path) -> None:
    answer("build", folder, "--store", tmp_path / "store", "--base", "https://data.example/")
    quads = answer("export", "--format", "nq", "-", "--store", tmp_path / "store")
    assert "<https://data.example/" in quads
    assert "https://gongbao.example/id/" not in quads


def test_two_builds_give_the_same_quads_byte_for_byte(folder: Path, tmp_path: Path) -> None:
    (folder / "second.txt").write_text(issue(2), encoding="utf-8")
    elsewhere = shutil.copytree(folder, tmp_path / "elsewhere")
    dumps = [_dump(place, tmp_path / f"store-{seed}", seed) for seed, place in enumerate((folder, elsewhere))]
    assert dumps[0] == dumps[1]
    assert dumps[0].count(b"\n") > 300


def _dump(gazettes: Path, store: Path, seed: int) -> bytes:
    """The quads of a store built by a process whose hashes have another seed."""
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    out = store.with_suffix(".nq")
    assert process("build", gazettes, "--store", store, env=environment).returncode == 0
    assert process("export", "--store", store, "--format", "nq", out, env=environment).returncode == 0
    return out.read_bytes()


# Asking


def test_ask_lists_the_questions() -> None:
    listed = answer("ask")
    assert all(name in listed for name in ("leading-agencies", "agency-tasks", "group-members", "official", "rests-on"))


def test_ask_answers_as_csv(store: Path) -> None:
    answers = rows(answer("ask", "leading-agencies", "--store", store, "--format", "csv"))
    assert (answers[0]["agency"], answers[0]["lead"]) == (LEADING, "1")
    assert answers[0]["evidence"].startswith(f"{NAME}:")


def test_ask_answers_as_json(store: Path) -> None:
    answers = json.loads(answer("ask", "group-members", "--of", GROUP, "--store", store, "--format", "json"))
    assert [one["official"] for one in answers if one["role"] == "组长"] == [LEADER]


def test_ask_answers_as_a_table(store: Path) -> None:
    shown = answer("ask", "rests-on", "--of", PLAN, "--store", store)
    assert CITED in shown
    assert "based_on" in shown


def test_every_question_answers(store: Path) -> None:
    names = {"agency-tasks": LEADING, "group-members": GROUP, "official": LEADER, "rests-on": PLAN}
    names |= {"career": LEADER, "expected-members": GROUP, "group-history": GROUP, "duties": LEADING, "events": LEADER}
    names |= {"agency": LEADING, "cited-by": CITED, "lineage": PLAN}
    others = {"holder": ["--post", "副省长"], "changed": ["--from", "2020"]}
    without = (
        "appearances",
        "appointments",
        "changes",
        "cited-though-repealed",
        "conflicts",
        "deadlines",
        "duties",
        "headless-tasks",
        "shared-members",
        "events",
        "gaps",
        "named-groups",
        "namesakes",
        "variants",
    )
    for name in question_names():
        told = ["--of", names[name]] if name in names else others.get(name, [])
        assert rows(answer("ask", name, *told, "--store", store, "--format", "csv")) or name in without


def question_names() -> list[str]:
    ask = main.commands["ask"]
    assert isinstance(ask, click.Group)
    return ask.list_commands(click.Context(ask))


def test_query_answers_sparql(store: Path) -> None:
    sparql = f'SELECT ?title {{ ?it gb:number "{FOUNDING}" ; dcterms:title ?title }}'
    assert rows(answer("query", sparql, "--store", store, "--format", "csv")) == [
        {"title": f"云岭省人民政府办公厅关于成立{GROUP}的通知"}
    ]


def test_query_counts_everything_once(folder: Path, tmp_path: Path) -> None:
    (folder / "second.txt").write_text(issue(2), encoding="utf-8")
    answer("build", folder, "--store", tmp_path / "store")
    sparql = "SELECT (COUNT(*) AS ?n) { gb:Lead rdfs:label ?label }"
    assert rows(answer("query", sparql, "--store", tmp_path / "store", "--format", "csv")) == [{"n": "1"}]


def test_query_reads_a_file(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "query.rq"
    file.write_text(f'ASK {{ ?it rdfs:label "{GROUP}" }}', encoding="utf-8")
    assert json.loads(answer("query", "-f", file, "--store", store, "--format", "json")) == [{"answer": "true"}]


def test_query_reads_standard_input(store: Path) -> None:
    result = run("query", "-f", "-", "--store", store, "--format", "csv", stdin=b"ASK {}")
    assert (result.exit_code, result.stdout.split()) == (0, ["answer", "true"])


def test_analyse_lists_the_analyses() -> None:
    assert "who-leads" in answer("analyse")


def test_every_analysis_runs(store: Path) -> None:
    from gongbao.graph.analyse import ANALYSES

    for name, analysis in ANALYSES.items():
        told = ["--rewirings", "3", "--seed", "7"] if "rewirings" in analysis.takes else []
        result = run("analyse", name, "--store", store, "--format", "csv", "--from", "2000", "--to", "2030", *told)
        assert result.exit_code == 0
        assert result.stdout.startswith(ANALYSES[name].run(store, limit=1).columns[0])
        assert "3 rewirings (seed 7)" in result.stderr or not told


def test_every_network_is_measured(store: Path) -> None:
    from gongbao.graph.analyse import NETWORKS

    for name in NETWORKS:
        assert run("analyse", "who-stands-between", "--network", name, "--store", store).exit_code == 0


@pytest.mark.parametrize(
    ("told", "complaint"),
    [
        (("who-leads", "--seed", "1"), "who-leads takes no --seed"),
        (("who-leads", "--network", "lead-support"), "who-leads takes no --network"),
        (("who-leads", "--from", "2021", "--to", "2020"), "there are no years from 2021 to 2020"),
    ],
)
def test_analyse_refuses_what_an_analysis_does_not_take(store: Path, told: tuple[str, ...], complaint: str) -> None:
    result = run("analyse", *told, "--store", store)
    assert result.exit_code == 2
    assert complaint in result.stderr


def test_an_unknown_network_is_an_error_that_lists_them(store: Path) -> None:
    result = run("analyse", "which-circles", "--network", "friends", "--store", store)
    assert result.exit_code == 1
    assert "there is no network 'friends'; there is lead-support" in result.stderr


def test_analyse_shows_as_many_rows_as_asked_for(store: Path) -> None:
    pairs = [
        rows(run("analyse", "who-works-with-whom", "--store", store, "--format", "csv", *limit).stdout)
        for limit in ([], ["--limit", "1"])
    ]
    assert pairs[1] == pairs[0][:1]
    assert len(pairs[0]) > 1


def test_store_is_named_by_the_environment(store: Path) -> None:
    result = run("ask", "groups", "--format", "csv", env={"GONGBAO_STORE": str(store)})
    assert GROUP in result.stdout


def test_store_is_by_default_a_folder_here(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    answer("build", folder)
    assert (tmp_path / "gongbao-store" / "CURRENT").exists()


# Looking and taking out


def test_view_writes_a_page(store: Path, tmp_path: Path) -> None:
    page = tmp_path / "graph.html"
    assert str(page) in answer("view", "-o", page, "--store", store)
    assert GROUP in page.read_text("utf-8")


def test_view_is_about_a_name(store: Path, tmp_path: Path) -> None:
    page = tmp_path / "graph.html"
    answer("view", "--about", LEADER, "--depth", "1", "-o", page, "--store", store)
    text = page.read_text("utf-8")
    assert GROUP in text
    assert "李四维" not in text


def test_view_draws_the_one_picture_wanted(store: Path, tmp_path: Path) -> None:
    page = tmp_path / "graph.html"
    said = answer("view", "--about", GROUP, "--picture", "members", "--language", "zh", "-o", page, "--store", store)
    assert said.startswith(f"{page}: members; ")


@pytest.mark.parametrize("fmt", ["xlsx", "ttl", "nq", "jsonld", "graphml", "gexf", "ftm"])
def test_export_writes_one_file(store: Path, tmp_path: Path, fmt: str) -> None:
    out = tmp_path / f"graph.{fmt}"
    assert answer("export", "--store", store, "--format", fmt, out) == f"{out}\n"
    assert out.stat().st_size > 1000


def test_export_writes_tables(store: Path, tmp_path: Path) -> None:
    answer("export", "--store", store, "--format", "csv", tmp_path / "tables")
    tables = {file.stem: rows(file.read_text("utf-8")) for file in (tmp_path / "tables").iterdir()}
    assert [row["number"] for row in tables["directives"]] == [FOUNDING, PLAN]
    assert [row["name"] for row in tables["groups"]] == [GROUP]
    assert len(tables["memberships"]) == 5
    assert [row["role"] for row in tables["assignments"]] == ["lead", "support", "support", "responsible"]
    assert [row["number"] for row in tables["citations"]] == [CITED]


@pytest.mark.parametrize("fmt", ["ttl", "nq", "jsonld", "graphml", "gexf", "ftm"])
def test_export_writes_to_standard_output(store: Path, tmp_path: Path, fmt: str) -> None:
    out = tmp_path / "graph"
    answer("export", "--store", store, "--format", fmt, out)
    result = run("export", "--store", store, "--format", fmt, "-")
    assert result.stdout_bytes == out.read_bytes()


def test_export_says_what_opens_each_format() -> None:
    shown = answer("export", "--help")
    assert {fmt for fmt in FORMATS if not re.search(rf"^  {fmt} +\S", shown, re.M)} == set()


def test_export_can_be_quiet(store: Path, tmp_path: Path) -> None:
    assert answer("export", "--quiet", "--store", store, "--format", "neo4j", tmp_path / "out") == ""
    assert (tmp_path / "out" / "import.sh").exists()


def test_graph_is_valid(store: Path) -> None:
    assert answer("validate", "--store", store) == f"{store} is well-formed.\n"


def test_sample_can_be_built_as_it_is(tmp_path: Path) -> None:
    written = answer("sample", tmp_path / "sample").splitlines()
    assert sum(name.endswith(".txt") for name in written) == 2
    shown = answer("build", tmp_path / "sample", "--store", tmp_path / "store")
    assert shown.endswith("2 read.\n")


# Help, start-up, pipes


def _commands(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield path
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None
            yield from _commands(found, (*path, name))


@pytest.mark.parametrize("path", list(_commands(main, ())), ids=" ".join)
def test_every_command_explains_itself(path: Sequence[str]) -> None:
    shown = answer(*path, "--help")
    assert shown.startswith("Usage:")
    described = [line for line in shown.splitlines()[1:] if line.strip()]
    assert not described[0].startswith("Options:")


def _loaded(*args: str | Path) -> set[str]:
    """The modules that a process loads to run a command."""
    code = (
        "import sys, gongbao.cli\n"
        "try: gongbao.cli.main(sys.argv[1:])\n"
        "except SystemExit as end: code = end.code\n"
        "print(code or 0, *sys.modules, file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", code, *map(str, args)], capture_output=True, text=True, check=True)
    status, *modules = ran.stderr.split()
    assert status == "0"
    return set(modules)


@pytest.mark.parametrize("args", [("--help",), ("build", "--help"), ("--version",)])
def test_help_loads_nothing_heavy(args: Sequence[str]) -> None:
    assert not HEAVY & _loaded(*args)


def test_unchanged_build_loads_only_the_engine(store: Path) -> None:
    assert HEAVY & _loaded("build", store.parent / NAME, "--store", store, "--quiet") <= {"pyoxigraph"}


@pytest.mark.parametrize(
    "args",
    [
        ("extract", "SAMPLE"),
        ("query", "SELECT * { ?s ?p ?o }", "--format", "csv"),
        ("query", "SELECT * { ?s ?p ?o }", "--format", "json"),
        ("export", "--format", "nq", "-"),
        ("ask",),
    ],
    ids=lambda args: " ".join(args[:2]),
)
def test_pipe_that_closes_early_is_no_error(store: Path, args: Sequence[str]) -> None:
    sample = Path(__file__).parents[1] / "sample"
    paths = [sample / name for name in ("gazette-2015-16.txt", "gazette-2023-05.txt")]
    words = [str(path) for arg in args for path in (paths if arg == "SAMPLE" else [arg])]
    with subprocess.Popen(
        [sys.executable, "-m", "gongbao.cli", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "GONGBAO_STORE": str(store)},
    ) as ran:
        assert ran.stdout is not None
        assert ran.stderr is not None
        ran.stdout.read(1)
        ran.stdout.close()
        assert ran.stderr.read().decode() == ""
    assert ran.returncode == 0


def test_pipe_that_nobody_reads_is_no_error(store: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing) as closed:
        ran = subprocess.run(
            [sys.executable, "-m", "gongbao.cli", "ask", "groups", "--store", str(store)],
            stdout=closed,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (ran.returncode, ran.stderr) == (0, b"")
