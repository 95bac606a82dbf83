"""What goes wrong is told in a sentence, ends with status 1, and leaves the graph as it was."""

import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from gongbao.cli import main
from yunling import GROUP, NAME, TEXT, issue

NO_DIRECTIVE = "今年粮仓修得好。\n天气也很好。\n" * 9
BINARY = bytes(range(256)) * 40
UNDECODABLE = "粮仓".encode() * 20 + b"\xff\xff\x81" * 30

BAD_SOURCES: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "is empty"),
    "blank.txt": (b" \r\n\r\n", "is empty"),
    "binary.txt": (BINARY, "is not a text"),
    "undecodable.txt": (UNDECODABLE, "is not a text"),
    "none.txt": (NO_DIRECTIVE.encode(), "holds no directive"),
}
"""Sources that state nothing, and what is said of them."""


def run(*args: str | Path, stdin: bytes | None = None) -> Result:
    """Run a command in this process; an error that it does not handle is raised."""
    words = [str(arg) for arg in args]
    return CliRunner().invoke(main, words, input=stdin, env={"GONGBAO_STORE": None}, catch_exceptions=False)


def stored(command: str, store: Path) -> list[str]:
    """What tells a command its store, if it has one."""
    return [] if command == "extract" else ["--store", str(store)]


def complaint(result: Result, *, status: int = 1) -> str:
    """The one line that a command complains in."""
    assert result.exit_code == status
    lines = result.stderr.splitlines()
    assert len(lines) == 1, lines
    assert lines[0].startswith("gongbao: ")
    assert lines[0].endswith(".")
    return lines[0]


def misuse(result: Result) -> str:
    """What a command that was used wrongly says last."""
    assert result.exit_code == 2
    *_, last = result.stderr.splitlines()
    assert last.startswith("Error: ")
    return last


def process(*args: str | Path, before: Callable[[], None] | None = None) -> "subprocess.Popen[str]":
    """Start Python as a process of its own; ``before`` is called in it first."""
    return subprocess.Popen(
        [sys.executable, *map(str, args)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        preexec_fn=before,
    )


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a gazette and a store of it."""
    place = tmp_path_factory.mktemp("bad")
    (place / "gazettes").mkdir()
    (place / "gazettes" / NAME).write_text(TEXT, encoding="utf-8")
    assert run("build", place / "gazettes", "--store", place / "store").exit_code == 0
    return place


@pytest.fixture
def place(pristine: Path, tmp_path: Path) -> Path:
    """The same, to be spoilt."""
    shutil.copytree(pristine, tmp_path / "place")
    return tmp_path / "place"


@pytest.fixture
def store(place: Path) -> Iterator[Path]:
    """A store that must be after the test what it was before."""
    before = snapshot(place / "store")
    yield place / "store"
    assert snapshot(place / "store") == before
    assert answers(place / "store")


def snapshot(store: Path) -> dict[str, bytes]:
    """Everything in a store, but for the lock."""
    files = [file for file in store.rglob("*") if file.is_file() and file.suffix != ".lock"]
    return {str(file.relative_to(store)): file.read_bytes() for file in files}


def answers(store: Path) -> bool:
    """Whether a store still knows the group of the gazette."""
    return GROUP in run("ask", "groups", "--store", store, "--format", "csv").stdout


# Sources


@pytest.mark.parametrize("command", ["build", "extract"])
def test_missing_path(store: Path, command: str) -> None:
    where = stored(command, store)
    said = complaint(run(command, store.parent / "nowhere", *where))
    assert "nowhere does not exist. Give" in said


@pytest.mark.parametrize("command", ["build", "extract"])
def test_folder_without_texts(store: Path, command: str) -> None:
    (store.parent / "folder").mkdir()
    (store.parent / "folder" / "page.css").write_bytes(b"p {}")
    where = stored(command, store)
    assert "folder holds no text" in complaint(run(command, store.parent / "folder", *where))


@pytest.mark.parametrize("name", BAD_SOURCES)
@pytest.mark.parametrize("command", ["build", "extract"])
def test_source_that_states_nothing(store: Path, command: str, name: str) -> None:
    content, said = BAD_SOURCES[name]
    (store.parent / name).write_bytes(content)
    where = stored(command, store)
    assert f"{name} {said}" in complaint(run(command, store.parent / name, *where))


@pytest.mark.parametrize("name", BAD_SOURCES)
def test_first_build_of_a_source_that_states_nothing_leaves_no_store(tmp_path: Path, name: str) -> None:
    content, said = BAD_SOURCES[name]
    (tmp_path / name).write_bytes(content)
    assert f"{name} {said}" in complaint(run("build", tmp_path / name, "--store", tmp_path / "store"))
    assert not (tmp_path / "store").exists()


def test_standard_input_that_states_nothing() -> None:
    assert "stdin is empty" in complaint(run("extract", "-", stdin=b""))


@pytest.mark.parametrize("command", ["build", "extract"])
def test_name_that_is_not_utf_8(store: Path, command: str) -> None:
    path = store.parent / os.fsdecode(b"\xff.txt")
    path.write_text(issue(2), encoding="utf-8")
    where = stored(command, store)
    assert ".txt" in complaint(run(command, path, *where))


def test_two_sources_of_one_name(store: Path) -> None:
    (store.parent / "other").mkdir()
    (store.parent / "other" / NAME).write_text(issue(2), encoding="utf-8")
    assert f"other/{NAME} has the name of another source" in complaint(
        run("build", store.parent / "other", "--store", store)
    )


def test_other_sources_are_still_read_and_the_bad_ones_named_at_the_end(place: Path) -> None:
    for name, (content, _) in BAD_SOURCES.items():
        (place / "gazettes" / name).write_bytes(content)
    (place / "gazettes" / "second.txt").write_text(issue(2), encoding="utf-8")
    result = run("build", place / "nowhere", place / "gazettes", "--store", place / "store")
    assert result.exit_code == 1
    assert "Built" in result.stdout
    *each, last = result.stderr.splitlines()
    assert len(each) == len(BAD_SOURCES) + 1
    assert all(any(name in line for line in each) for name in (*BAD_SOURCES, "nowhere"))
    assert last.startswith(f"gongbao: {len(each)} sources could not be read. Give ")
    assert "second.txt" in run("ask", "directives", "--store", place / "store", "--format", "csv").stdout


def test_other_sources_are_still_extracted_and_the_bad_ones_named_at_the_end(place: Path) -> None:
    (place / "gazettes" / "empty.txt").touch()
    result = run("extract", place / "nowhere", place / "gazettes")
    assert f'"source": "{NAME}"' in result.stdout
    assert [line.split()[1] for line in result.stderr.splitlines()][1:] == ["empty.txt", "2"]
    assert result.exit_code == 1


def test_first_build_of_bad_sources_alone_names_them_all(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "binary.txt").write_bytes(BINARY)
    result = run("build", tmp_path / "nowhere", tmp_path, "--store", tmp_path / "store")
    assert result.exit_code == 1
    assert all(name in result.stderr for name in ("nowhere", "empty.txt", "binary.txt"))
    assert not (tmp_path / "store").exists()


def test_source_that_went_bad_keeps_what_the_store_holds_of_it(place: Path) -> None:
    (place / "gazettes" / NAME).write_bytes(BINARY)
    assert NAME in complaint(run("build", place / "gazettes", "--store", place / "store"))
    assert answers(place / "store")


# Stores

READERS: Sequence[Sequence[str]] = (
    ("ask", "groups"),
    ("analyse", "who-leads"),
    ("query", "ASK {}"),
    ("view", "-o", "OUT"),
    ("export", "--format", "nq", "OUT"),
    ("validate",),
)
"""Commands that read a store."""


def _no_folder(path: Path) -> None:
    """Nothing is there."""


def _a_file(path: Path) -> None:
    path.write_text("not a store", encoding="utf-8")


def _another_folder(path: Path) -> None:
    path.mkdir()
    (path / "letter.txt").write_text("not a store", encoding="utf-8")


def _an_empty_folder(path: Path) -> None:
    path.mkdir()


def _a_broken_pointer(path: Path) -> None:
    path.mkdir()
    (path / "CURRENT").write_text('{"format": 1', encoding="utf-8")


@pytest.mark.parametrize("make", [_no_folder, _a_file, _another_folder, _an_empty_folder, _a_broken_pointer])
@pytest.mark.parametrize("args", READERS, ids=lambda args: args[0])
def test_store_that_is_none(tmp_path: Path, args: Sequence[str], make: Callable[[Path], None]) -> None:
    path, out = tmp_path / "thing", tmp_path / "out"
    make(path)
    said = complaint(run(*(out if arg == "OUT" else arg for arg in args), "--store", path))
    assert "thing" in said
    assert "gongbao build" in said
    assert not out.exists()


@pytest.mark.parametrize("make", [_a_file, _another_folder, _a_broken_pointer])
def test_build_into_what_is_no_store(place: Path, make: Callable[[Path], None]) -> None:
    path = place / "thing"
    make(path)
    before = snapshot(path) or path.read_bytes()
    assert "thing" in complaint(run("build", place / "gazettes", "--store", path))
    assert (snapshot(path) or path.read_bytes()) == before


def test_store_that_has_lost_its_graph(place: Path) -> None:
    shutil.rmtree(next((place / "store").glob("graph-*")))
    assert "gongbao build" in complaint(run("ask", "groups", "--store", place / "store"))
    assert run("build", place / "gazettes", "--store", place / "store").exit_code == 0
    assert answers(place / "store")


def test_store_that_another_build_is_writing(store: Path) -> None:
    with stopped_build(store, "read") as build:
        assert "another build" in complaint(run("build", store.parent / "gazettes", "--store", store))
        build.send_signal(signal.SIGINT)
        build.wait()


# A disk without room


def _limit(size: int) -> Callable[[], None]:
    """Let a process write no file longer than ``size``, which to it looks like a disk without room."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize("size", [100, 20_000], ids=["facts", "graph"])
def test_full_disk_in_a_build(store: Path, size: int) -> None:
    (store.parent / "gazettes" / "second.txt").write_text(issue(2), encoding="utf-8")
    command = ("-m", "gongbao.cli", "build", store.parent / "gazettes", "--store", store)
    _, said = process(*command, before=_limit(size)).communicate()
    assert [line.startswith("gongbao: ") for line in said.splitlines()] == [True]
    assert "Free some space" in said


@pytest.mark.parametrize("args", [("view", "-o"), ("export", "--format", "nq")], ids=lambda args: args[0])
def test_full_disk_leaves_no_half_of_a_file(store: Path, args: Sequence[str]) -> None:
    out = store.parent / "out"
    command = ["-m", "gongbao.cli", *args, str(out), "--store", str(store)]
    ran = process(*command, before=_limit(1000))
    _, said = ran.communicate()
    assert ran.returncode == 1
    assert [line.startswith("gongbao: ") for line in said.splitlines()] == [True]
    assert "Free some space" in said
    assert not list(store.parent.glob("*out*"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
@pytest.mark.parametrize("args", [("ask", "groups"), ("export", "--format", "nq", "-")], ids=lambda args: args[0])
def test_full_disk_behind_standard_output(store: Path, args: Sequence[str]) -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "gongbao.cli", *args, "--store", str(store)]
        ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, encoding="utf-8", check=False)
    assert ran.returncode == 1
    assert [line.startswith("gongbao: ") for line in ran.stderr.splitlines()] == [True]


# A build that is stopped


STOPPED_BUILD = """
import sys, time
import gongbao.extract.pipeline as pipeline
import gongbao.graph.build as builder
from gongbao.cli import main

def stop():
    print("stopped", flush=True)
    time.sleep(60)

def read(path, extract=pipeline.extract_source):
    reading = extract(path)
    stop()
    return reading

def quads(reading, *args, make=builder.reading_quads, **options):
    yield from make(reading, *args, **options)
    stop()

if sys.argv.pop(1) == "read":
    pipeline.extract_source = read
else:
    builder.reading_quads = quads
main()
"""
"""A build that stops half way: after it has read a source, or while it writes the graph."""


@contextmanager
def stopped_build(store: Path, stage: str) -> Iterator["subprocess.Popen[str]"]:
    """A build of another gazette that has stopped half way; killed in the end if it is still there."""
    second = store.parent / "gazettes" / "second.txt"
    second.write_text(issue(2), encoding="utf-8")
    build = process("-c", STOPPED_BUILD, stage, "build", second, "--store", store)
    try:
        assert build.stdout is not None
        assert build.stdout.readline() == "stopped\n"
        yield build
    finally:
        build.kill()
        build.communicate()


@pytest.mark.parametrize("stage", ["read", "graph"])
def test_killed_build_leaves_the_old_graph_and_the_next_cleans_up(place: Path, stage: str) -> None:
    store = place / "store"
    before = (store / "CURRENT").read_bytes()
    with stopped_build(store, stage) as build:
        build.kill()
        build.wait()
    assert (store / "CURRENT").read_bytes() == before
    assert answers(store)
    assert run("build", place / "gazettes", "--store", store).exit_code == 0
    assert "second.txt" in run("ask", "directives", "--store", store, "--format", "csv").stdout
    assert sorted(file.name.partition("-")[0] for file in store.iterdir()) == [
        "CURRENT",
        "facts",
        "gongbao.lock",
        "graph",
    ]
    assert not list(store.rglob("*.new"))
    assert len(list((store / "facts").iterdir())) == 2


@pytest.mark.parametrize("stage", ["read", "graph"])
def test_interrupted_build_leaves_the_store_as_it_was(store: Path, stage: str) -> None:
    with stopped_build(store, stage) as build:
        build.send_signal(signal.SIGINT)
        _, said = build.communicate(timeout=20)
        assert build.returncode == 1
        assert said.strip() == "gongbao: Stopped. The store is as it was before."


@pytest.mark.parametrize("stage", ["read", "graph"])
def test_interrupted_first_build_leaves_no_store(tmp_path: Path, stage: str) -> None:
    (tmp_path / "gazettes").mkdir()
    with stopped_build(tmp_path / "store", stage) as build:
        build.send_signal(signal.SIGINT)
        build.communicate(timeout=20)
    assert not (tmp_path / "store").exists()


# Queries and names


@pytest.mark.parametrize(
    ("sparql", "said"),
    [
        ("SELECT ?x {", "line 1"),
        ("SELECT ?x\n{ ?x gb:number }", "line 2"),
        ("", "line 1"),
        ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * FROM <file:///etc/hostname> { ?s ?p ?o }", "FROM"),
        ("DELETE WHERE { ?s ?p ?o }", "DELETE"),
        ("SELECT * { ?s none:such ?o }", "none:"),
    ],
)
def test_query_that_is_refused(store: Path, sparql: str, said: str) -> None:
    assert said in complaint(run("query", sparql, "--store", store))


def test_query_that_takes_too_long(store: Path) -> None:
    sparql = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    assert "longer than 0.2 seconds" in complaint(run("query", sparql, "--seconds", "0.2", "--store", store))


def test_query_file_that_is_not_utf_8(store: Path) -> None:
    (store.parent / "query.rq").write_bytes("ASK {} # 公报".encode("gb18030"))
    assert "query.rq is not in UTF-8" in complaint(run("query", "-f", store.parent / "query.rq", "--store", store))


@pytest.mark.parametrize("args", [("ask", "group-members", "--of"), ("view", "-o", "OUT", "--about")])
@pytest.mark.parametrize("name", ["云岭省粮仓", "何人何事", "", "<script>", '" } #'])
def test_unknown_name(store: Path, args: Sequence[str], name: str) -> None:
    out = store.parent / "out.html"
    said = complaint(run(*(out if arg == "OUT" else arg for arg in args), name, "--store", store))
    assert repr(name) in said
    assert not out.exists()


def test_unknown_name_is_answered_with_the_nearest(store: Path) -> None:
    assert GROUP in complaint(run("ask", "group-members", "--of", "粮仓建设", "--store", store))


def test_name_that_would_steer_the_terminal_is_written_out(store: Path) -> None:
    assert "\x1b" not in complaint(run("ask", "group-members", "--of", "\x1b[31mred", "--store", store))


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("ask", "leading-agency"), "leading-agencies"),
        (("ask", "group-members"), "--of"),
        (("ask", "leading-agencies", "--limit", "many"), "many"),
        (("ask", "leading-agencies", "--limit", "0"), "0"),
        (("ask", "directives", "--year", "next"), "next"),
        (("ask", "agency-tasks", "--of", "省财政厅", "--role", "boss"), "lead, support, responsible"),
        (("ask", "leading-agencies", "--none", "x"), "--none"),
        (("analyse", "who-is-who"), "who-leads"),
        (("query",), "-f"),
        (("query", "ASK {}", "--seconds", "0"), "--seconds"),
        (("query", "ASK {}", "--seconds", "inf"), "--seconds"),
        (("query", "-f", "/nowhere/query.rq"), "/nowhere/query.rq"),
        (("export", "--format", "xml", "out"), "graphml"),
        (("export", "--format", "csv", "-"), "csv"),
        (("export", "--format", "neo4j", "-"), "neo4j"),
        (("view",), "-o"),
        (("view", "-o", "out.html", "--depth", "0"), "--depth"),
        (("view", "-o", "-"), "file"),
        (("build", ".", "--base", "not an iri"), "--base"),
        (("build", ".", "--base", "https://example.org/x"), "end in /"),
        (("build",), "PATH"),
        (("extract",), "PATH"),
        (("nonsense",), "nonsense"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_wrong_usage(store: Path, args: Sequence[str], said: str) -> None:
    where = () if args[0] in ("extract", "nonsense") else ("--store", store)
    assert said in misuse(run(*args, *where))


# Places to write to


@pytest.mark.parametrize(
    "args",
    [
        ("view", "-o", "nowhere/out.html"),
        ("view", "-o", "gazettes"),
        ("export", "--format", "nq", "nowhere/out.nq"),
        ("export", "--format", "nq", "gazettes"),
        ("export", "--format", "csv", f"gazettes/{NAME}"),
        ("export", "--format", "neo4j", f"gazettes/{NAME}"),
    ],
    ids=" ".join,
)
def test_place_that_cannot_be_written(store: Path, args: Sequence[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(store.parent)
    assert args[-1] in complaint(run(*args, "--store", store))


def test_sample_into_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "file: " in complaint(run("sample", tmp_path / "file"))
