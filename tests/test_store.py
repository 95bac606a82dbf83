"""Opening a store and asking it."""

import errno
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from facts import SOURCE, build_readings, sample_reading
from gongbao.errors import ExportError, FactError, QueryError, StoreError
from gongbao.graph.store import (
    CURRENT,
    FACTS,
    LOCK,
    Hold,
    OpenStore,
    check_outside,
    manifest_to_text,
    open_store,
    read_manifest,
    write_whole,
    writing,
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("store") / "store"
    build_readings(store, sample_reading(), sample_reading(source="b.txt"))
    return store


@pytest.fixture
def copy(built: Path, tmp_path: Path) -> Path:
    """A store of one's own to break."""
    return Path(shutil.copytree(built, tmp_path / "copy"))


@pytest.fixture(scope="module")
def opened(built: Path) -> OpenStore:
    return open_store(built)


# Asking


def test_select_gives_plain_values(opened: OpenStore) -> None:
    table = opened.select("SELECT ?name ?n { ?s a gb:Source ; rdfs:label ?name ; gb:characters ?n } ORDER BY ?name")
    length = sample_reading().characters
    assert (table.columns, table.rows) == (("name", "n"), (("b.txt", length), (SOURCE, length)))


def test_select_counts_what_two_sources_state_once(opened: OpenStore) -> None:
    table = opened.select("SELECT (COUNT(?label) AS ?n) { ?a a gb:Official ; rdfs:label ?label }")
    assert table.rows == ((5,),)


def test_select_refuses_a_syntax_error(opened: OpenStore) -> None:
    with pytest.raises(QueryError, match="syntax"):
        opened.select("SELECT ?s { ?s ")


def test_select_refuses_what_is_not_a_select(opened: OpenStore) -> None:
    with pytest.raises(QueryError, match="not a SELECT"):
        opened.select("ASK { ?s ?p ?o }")


def test_readings_come_back_as_they_were_read(opened: OpenStore) -> None:
    assert list(opened.readings()) == [sample_reading(source="b.txt"), sample_reading()]


def test_the_manifest_counts_facts_and_triples(opened: OpenStore) -> None:
    assert opened.manifest.triples == sum(1 for _ in opened.quads())
    assert opened.manifest.sources[0].counts["member"] == 5


# What is not a store


def test_a_missing_folder_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no build has finished"):
        open_store(tmp_path / "nowhere")


def test_an_empty_folder_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no build has finished"):
        open_store(tmp_path)


def test_a_folder_with_something_else_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("x")
    with pytest.raises(StoreError, match="something else"):
        open_store(tmp_path)


def test_a_file_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("x")
    with pytest.raises(StoreError, match="a file"):
        open_store(tmp_path / "letter.txt")


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"format": 1}', '{"format": 1, "base": "", "graph": "", "triples": 0, "sources": [1]}'],
)
def test_a_broken_manifest_is_no_store(copy: Path, text: str) -> None:
    (copy / CURRENT).write_text(text)
    with pytest.raises(StoreError):
        open_store(copy)


def test_a_store_of_another_format_is_refused(copy: Path) -> None:
    record = json.loads((copy / CURRENT).read_text(encoding="utf-8"))
    (copy / CURRENT).write_text(json.dumps({**record, "format": 99}))
    with pytest.raises(StoreError, match="format 99"):
        open_store(copy)


def test_a_store_without_its_graph_is_refused(copy: Path) -> None:
    shutil.rmtree(open_store(copy).folder)
    with pytest.raises(StoreError, match="lost its graph"):
        open_store(copy)


def test_a_damaged_graph_is_refused(copy: Path) -> None:
    for file in open_store(copy).folder.iterdir():
        file.write_bytes(b"x")
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(copy).select("SELECT ?s { ?s ?p ?o }")


def test_a_graph_whose_middle_is_damaged_is_refused(copy: Path) -> None:
    opened = open_store(copy)
    assert opened.graph
    for file in opened.folder.glob("*.sst"):
        bytes_ = bytearray(file.read_bytes())
        # The first blocks hold the data; the last ones are read when the graph is opened.
        bytes_[: len(bytes_) // 3] = bytes(len(bytes_) // 3)
        file.write_bytes(bytes_)
    with pytest.raises(StoreError, match="the graph of the store"):
        list(open_store(copy).quads())
    with pytest.raises(StoreError, match="the graph of the store"):
        open_store(copy).select("SELECT ?s ?o { ?s ?p ?o }")


def test_missing_facts_are_told(copy: Path) -> None:
    shutil.rmtree(copy / FACTS)
    with pytest.raises(StoreError, match=r"facts of b\.txt"):
        list(open_store(copy).readings())


def test_damaged_facts_are_told(copy: Path) -> None:
    for file in (copy / FACTS).iterdir():
        file.write_text("x")
    with pytest.raises(FactError, match=r"facts of b\.txt are damaged"):
        list(open_store(copy).readings())


# Reading while a build writes


def test_a_graph_that_is_read_stays(copy: Path) -> None:
    reader = open_store(copy)
    replace_graph(copy)
    with writing(copy):
        pass
    assert reader.select("SELECT (COUNT(?s) AS ?n) { ?s a gb:Source }").rows == ((2,),)
    assert list(reader.readings()) == [sample_reading(source="b.txt"), sample_reading()]


def test_a_graph_that_nobody_reads_any_more_goes(copy: Path) -> None:
    reader = open_store(copy)
    replace_graph(copy)
    with writing(copy):
        pass
    del reader
    with writing(copy):
        pass
    assert [folder.name for folder in copy.glob("graph-*")] == ["graph-next"]


def test_a_graph_replaced_while_it_is_opened_is_let_go(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replacing = iter([lambda: replace_graph(copy)])

    class Late(Hold):
        """Comes after a build."""

        def __init__(self, folder: Path) -> None:
            next(replacing, lambda: None)()
            super().__init__(folder)

    monkeypatch.setattr("gongbao.graph.store.Hold", Late)
    assert open_store(copy).manifest.graph == "graph-next"


def test_a_disk_without_locks_can_be_read(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(handle: int, how: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("fcntl.flock", fail)
    assert list(open_store(copy).quads())


def replace_graph(store: Path) -> None:
    """Do what a build does in the end: another graph, of no source."""
    manifest = open_store(store).manifest
    shutil.copytree(store / manifest.graph, store / "graph-next")
    write_whole(store / CURRENT, manifest_to_text(replace(manifest, graph="graph-next", sources=())))


# What others write beside it


@pytest.mark.parametrize("part", [CURRENT, LOCK, FACTS, f"{FACTS}/x.csv", "graph-0123", "graph-0123/x.csv"])
def test_nothing_is_written_over_a_part_of_a_store(copy: Path, part: str) -> None:
    (copy.parent / "link").symlink_to(copy)
    with pytest.raises(ExportError, match="is a part of the store"):
        check_outside(copy.parent / "link" / part, copy)


@pytest.mark.parametrize("place", ["copy/tables", "copy", "CURRENT", "copy.nq"])
def test_any_other_place_is_free(copy: Path, place: str) -> None:
    check_outside(copy.parent / place, copy)


# Writing


def test_only_one_build_writes_at_a_time(copy: Path) -> None:
    with writing(copy), pytest.raises(StoreError, match="another build"), writing(copy):
        pass


def test_the_place_of_the_writer_is_free_again(copy: Path) -> None:
    with writing(copy):
        pass
    with writing(copy) as manifest:
        assert manifest is not None


def test_what_a_killed_build_left_is_removed(copy: Path) -> None:
    current = open_store(copy).folder
    (copy / "graph-0123.new").mkdir()
    (copy / "graph-4567").mkdir()
    (copy / "CURRENT.new").write_text("half")
    (copy / FACTS / "half.jsonl").write_text("half")
    with writing(copy):
        assert sorted(copy.glob("graph-*")) == [current]
    assert not (copy / "CURRENT.new").exists()
    assert not (copy / FACTS / "half.jsonl").exists()


def test_a_killed_first_build_leaves_a_place_to_build_in(tmp_path: Path) -> None:
    (tmp_path / LOCK).touch()
    (tmp_path / "graph-0123.new").mkdir()
    assert read_manifest(tmp_path) is None


def test_nothing_stays_of_a_store_that_was_never_finished(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), writing(tmp_path / "new"):
        raise KeyboardInterrupt
    assert not (tmp_path / "new").exists()


def test_a_folder_that_was_there_stays(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), writing(tmp_path):
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_something_else_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("x")
    with pytest.raises(StoreError), writing(tmp_path):
        pass
    assert [file.name for file in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "manifest"
    write_whole(path, "before")
    with pytest.raises(UnicodeEncodeError):
        write_whole(path, "half\ud800")
    assert path.read_text() == "before"
