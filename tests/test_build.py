"""From sources to a store: what is read, what stays, what is swapped in."""

import ast
import errno
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from facts import build_readings, member, notice, reader_of, reading, sample_reading, write_sources
from gongbao.errors import GongbaoError, SourceError, StoreError
from gongbao.graph import build as building
from gongbao.graph.build import BuildReport, build
from gongbao.graph.export import export
from gongbao.graph.store import FACTS, open_store
from gongbao.ontology.model import Reading
from pyoxigraph import Store

A, B = sample_reading(source="a.txt"), sample_reading(source="b.txt")


class World:
    """A folder of sources and a store beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "sources"
        self.store = folder / "store"
        self.read: list[str] = []

    def write(self, *readings: Reading) -> None:
        write_sources(self.folder, *readings)

    def build(self, *readings: Reading, reader: str = "1", folders: bool = False, **options: Any) -> BuildReport:
        """Build from the files in the folder that bear the names of readings."""
        files = [self.folder / one.source for one in readings]
        known = reader_of(*readings)

        def read(path: Path) -> Reading:
            self.read.append(path.name)
            return known(path)

        return build(files, self.store, read=read, reader=reader, folders=[self.folder] if folders else [], **options)

    def nquads(self) -> bytes:
        export(self.store, "nq", self.store.parent / "out.nq")
        return (self.store.parent / "out.nq").read_bytes()

    def listing(self) -> dict[str, bytes]:
        """All files of the store with their bytes."""
        files = (path for path in sorted(self.store.rglob("*")) if path.is_file())
        return {str(path.relative_to(self.store)): path.read_bytes() for path in files}

    def sources(self) -> list[str]:
        return [source.name for source in open_store(self.store).manifest.sources]


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A folder with two sources, not built yet."""
    it = World(tmp_path)
    it.write(A, B)
    return it


# Reading what is new


def test_a_build_reads_every_source(world: World) -> None:
    assert world.build(A, B).read == ("a.txt", "b.txt")


def test_a_second_build_reads_nothing(world: World) -> None:
    world.build(A, B)
    world.read.clear()
    report = world.build(A, B)
    assert (report.read, report.unchanged, report.changed, world.read) == ((), ("a.txt", "b.txt"), False, [])


def test_a_second_build_touches_nothing(world: World) -> None:
    world.build(A, B)
    before = world.listing()
    world.build(A, B)
    assert world.listing() == before


def test_a_changed_source_alone_is_read_again(world: World) -> None:
    world.build(A, B)
    changed = reading(notice(), source="b.txt")
    world.write(changed)
    report = world.build(A, changed)
    assert (report.read, report.unchanged, report.changed) == (("b.txt",), ("a.txt",), True)


def test_what_a_changed_source_said_before_is_gone(world: World) -> None:
    world.build(A, B)
    changed = reading(notice(), source="b.txt")
    world.write(changed)
    world.build(A, changed)
    rows = open_store(world.store).select("SELECT DISTINCT ?g { GRAPH ?g { ?m a gb:Membership } }").rows
    assert [str(row[0]).rpartition("/")[2] for row in rows] == ["a.txt"]


def test_another_reader_reads_everything_again(world: World) -> None:
    world.build(A, B)
    assert world.build(A, B, reader="2").read == ("a.txt", "b.txt")


def test_another_base_makes_another_graph(world: World) -> None:
    world.build(A)
    report = world.build(A, base="urn:x:")
    assert (report.read, report.changed) == ((), True)
    assert b"<urn:x:agency/" in world.nquads()


def test_a_store_keeps_its_base(world: World) -> None:
    world.build(A, base="urn:x:")
    report = world.build(A)
    assert (report.changed, open_store(world.store).manifest.base) == (False, "urn:x:")


@pytest.mark.parametrize("base", ["", "not an iri", "id/", "https://example.org/id", 'https://example.org/"/'])
def test_what_no_iri_can_begin_with_is_refused(world: World, base: str) -> None:
    with pytest.raises(GongbaoError, match="IRIs cannot begin with"):
        world.build(A, base=base)
    assert not world.store.exists()


def test_other_rules_of_identity_make_another_graph(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.build(A)
    monkeypatch.setattr(building, "_code_digest", lambda: "other rules")
    assert world.build(A).changed


def test_all_that_decides_what_graph_is_made_is_told_from_before() -> None:
    """A build makes the graph anew where a module by which triples are made, or a vocabulary of theirs, is another."""
    root = Path(building.__file__).parent.parent
    modules, ahead = set[Path](), [root / "graph" / "triples.py"]
    while ahead:
        module = ahead.pop()
        if module not in modules:
            modules.add(module)
            ahead += _imported(module)
    # What facts are, readers are told from before by; what holds no rule decides nothing.
    modules -= {root / "errors.py", root / "ontology" / "model.py"}
    modules = {module for module in modules if module.stem != "__init__"}
    files = {path.stem: path for path in (root / "ontology" / "vocab").glob("*.yaml")}
    rules = modules - {root / "ontology" / "vocabulary.py"}  # It reads whichever is asked for.
    words = {word for module in rules for word in re.findall(r'"([a-z_]+)"', module.read_text("utf-8"))}
    needed = {*modules, *(path for stem, path in files.items() if stem in words)}
    assert {path.relative_to(root).as_posix() for path in needed} <= {*building._CODE}


def _imported(module: Path) -> Iterator[Path]:
    """The modules of the package that one imports."""
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            folder = module.parents[node.level - 1].joinpath(*(node.module or "").split("."))
            places = (
                folder.with_suffix(".py"),
                folder / "__init__.py",
                *(folder / f"{one.name}.py" for one in node.names),
            )
            yield from (place for place in places if place.is_file())


def test_sources_add_up_over_builds(world: World) -> None:
    world.build(A)
    world.build(B)
    assert world.sources() == ["a.txt", "b.txt"]


def test_adding_up_gives_the_same_graph_as_one_build(world: World, tmp_path: Path) -> None:
    world.build(B)
    world.build(A)
    once = World(tmp_path / "once")
    once.write(A, B)
    once.build(A, B)
    assert world.nquads() == once.nquads()


def test_the_same_input_gives_the_same_bytes(world: World, tmp_path: Path) -> None:
    world.build(A, B)
    other = World(tmp_path / "elsewhere")
    other.write(A, B)
    other.build(B, A)
    assert world.nquads() == other.nquads()


def test_quads_are_loaded_in_batches(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world.build(A, B)
    monkeypatch.setattr(building, "BATCH", 7)
    (tmp_path / "other").mkdir()
    other = World(tmp_path / "other")
    other.write(A, B)
    other.build(A, B)
    assert other.nquads() == world.nquads()


def test_a_source_that_has_gone_from_a_folder_goes_from_the_store(world: World) -> None:
    world.build(A, B)
    (world.folder / "b.txt").unlink()
    report = world.build(A, folders=True)
    assert (report.removed, world.sources(), report.changed) == (("b.txt",), ["a.txt"], True)


def test_a_source_that_is_still_there_stays_though_it_is_not_given(world: World) -> None:
    world.build(A, B)
    assert world.build(A, folders=True).removed == ()


def test_a_source_of_another_folder_stays(world: World, tmp_path: Path) -> None:
    other = World(tmp_path / "other")
    other.store = world.store
    other.write(B)
    other.build(B)
    (other.folder / "b.txt").unlink()
    world.build(A, folders=True)
    assert world.sources() == ["a.txt", "b.txt"]


def test_a_moved_source_is_not_read_again(world: World, tmp_path: Path) -> None:
    world.build(A)
    moved = (world.folder / "a.txt").rename(tmp_path / "a.txt")
    report = build([moved], world.store, read=reader_of(), reader="1")
    assert (report.unchanged, report.changed) == (("a.txt",), False)
    assert open_store(world.store).manifest.sources[0].path == str(moved)


def test_two_names_of_the_same_bytes_are_two_sources(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("the same")
    build([tmp_path / "a.txt", tmp_path / "b.txt"], tmp_path / "store", read=reader_of(A, B), reader="1")
    assert [one.source for one in open_store(tmp_path / "store").readings()] == ["a.txt", "b.txt"]


def test_a_changed_source_is_the_same_however_its_path_is_spelt(world: World) -> None:
    world.build(A)
    changed = reading(notice(), source="a.txt")
    world.write(changed)
    path = world.folder / ".." / world.folder.name / "a.txt"
    report = build([path], world.store, read=reader_of(changed), reader="1")
    assert (report.read, report.failures) == (("a.txt",), ())


def test_facts_of_old_sources_do_not_pile_up(world: World) -> None:
    world.build(A, B)
    world.build(A, B, reader="2")
    assert len(list((world.store / FACTS).iterdir())) == 2


# What cannot be read


def test_an_unreadable_source_is_listed_and_the_others_are_read(world: World) -> None:
    (world.folder / "bad.txt").write_text("x")
    files = [world.folder / name for name in ("bad.txt", "a.txt")]
    report = build(files, world.store, read=reader_of(A), reader="1")
    assert ([failure.name for failure in report.failures], report.read) == (["bad.txt"], ("a.txt",))


def test_a_missing_source_is_listed(world: World) -> None:
    report = build([world.folder / "none.txt", world.folder / "a.txt"], world.store, read=reader_of(A), reader="1")
    assert "No such file" in report.failures[0].message


def test_what_the_disk_says_against_a_source_is_about_the_source(world: World) -> None:
    def read(path: Path) -> Reading:
        if path.name == "b.txt":
            raise PermissionError(errno.EACCES, "Permission denied")
        return A

    report = build([world.folder / "a.txt", world.folder / "b.txt"], world.store, read=read, reader="1")
    assert "b.txt cannot be read: Permission denied" in report.failures[0].message


def test_a_source_that_cannot_be_read_any_more_keeps_what_it_said(world: World) -> None:
    world.build(A, B)
    (world.folder / "b.txt").write_text("garbage")
    report = build([world.folder / "b.txt"], world.store, read=reader_of(), reader="1")
    assert ([failure.name for failure in report.failures], report.changed) == (["b.txt"], False)
    assert world.sources() == ["a.txt", "b.txt"]


def test_a_name_that_is_no_text_is_told(world: World) -> None:
    path = world.folder / os.fsdecode("公报.txt".encode("gb18030"))
    path.write_text("x")
    report = build([path, world.folder / "a.txt"], world.store, read=reader_of(A), reader="1")
    assert "not in UTF-8" in report.failures[0].message
    assert report.failures[0].message.encode("utf-8")


def test_two_files_of_one_name_are_a_clash(world: World, tmp_path: Path) -> None:
    other = tmp_path / "a.txt"
    other.write_text("something else")
    report = build([world.folder / "a.txt", other], world.store, read=reader_of(A), reader="1")
    assert report.read == ("a.txt",)
    assert "has the name of another source" in report.failures[0].message


def test_two_copies_of_one_file_are_one_source(world: World, tmp_path: Path) -> None:
    other = tmp_path / "a.txt"
    other.write_bytes((world.folder / "a.txt").read_bytes())
    report = build([world.folder / "a.txt", other], world.store, read=reader_of(A), reader="1")
    assert (report.read, report.failures) == (("a.txt",), ())


def test_a_file_with_the_name_of_a_stored_source_is_a_clash(world: World, tmp_path: Path) -> None:
    world.build(A)
    other = tmp_path / "a.txt"
    other.write_text("something else")
    report = build([other], world.store, read=reader_of(A), reader="1")
    assert "another source in the store" in report.failures[0].message


def test_a_single_unreadable_source_says_why(world: World) -> None:
    with pytest.raises(SourceError, match=r"b\.txt holds no directive"):
        build([world.folder / "b.txt"], world.store, read=reader_of(), reader="1")


def test_where_nothing_can_be_read_all_are_named(world: World) -> None:
    with pytest.raises(SourceError, match=r"a\.txt holds .*b\.txt holds"):
        build([world.folder / "a.txt", world.folder / "b.txt"], world.store, read=reader_of(), reader="1")


def test_where_nothing_can_be_read_no_store_is_left(world: World) -> None:
    with pytest.raises(SourceError):
        build([world.folder / "b.txt"], world.store, read=reader_of(), reader="1")
    assert not world.store.exists()


def test_nothing_to_build_from_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no source"):
        build([], tmp_path / "store", read=reader_of(), reader="1")


def test_a_folder_that_is_no_store_is_not_touched(world: World) -> None:
    world.store.mkdir()
    (world.store / "letter.txt").write_text("x")
    with pytest.raises(StoreError, match="something else"):
        world.build(A)
    assert [path.name for path in world.store.iterdir()] == ["letter.txt"]


# The swap


def broken(error: BaseException) -> Callable[..., int]:
    """A writer of graphs that gets half way."""

    def write(folder: Path, *args: object, **options: object) -> int:
        folder.mkdir()
        (folder / "half.sst").write_text("half")
        raise error

    return write


@pytest.mark.parametrize(
    ("error", "raised"),
    [(OSError(errno.ENOSPC, "No space left on device"), StoreError), (KeyboardInterrupt(), KeyboardInterrupt)],
)
def test_a_failed_build_leaves_the_store_as_it_was(
    world: World, monkeypatch: pytest.MonkeyPatch, error: BaseException, raised: type[BaseException]
) -> None:
    world.build(A)
    before = world.listing()
    monkeypatch.setattr(building, "_write_graph", broken(error))
    with pytest.raises(raised):
        world.build(A, B)
    assert world.listing() == before


def test_a_full_disk_is_told(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "_write_graph", broken(OSError(errno.ENOSPC, "No space left on device")))
    with pytest.raises(StoreError, match="cannot be written: No space left on device"):
        world.build(A)


def test_an_interrupt_in_the_middle_of_loading_leaves_the_store_as_it_was(world: World) -> None:
    world.build(A)
    before = world.listing()

    def interrupt(stage: str, done: int, total: int) -> None:
        if stage == "graph" and done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([world.folder / "b.txt"], world.store, read=reader_of(B), reader="1", progress=interrupt)
    assert world.listing() == before


def test_an_open_store_outlives_the_next_build(world: World) -> None:
    world.build(A)
    opened = open_store(world.store)
    assert isinstance(opened.graph, Store)
    world.build(A, B)
    assert opened.select("SELECT (COUNT(?s) AS ?n) { ?s a gb:Source }").rows == ((1,),)


def test_a_graph_that_is_still_read_is_taken_up_again(world: World) -> None:
    world.build(A)
    opened = open_store(world.store)
    world.build(A, B)
    (world.folder / "b.txt").unlink()
    assert world.build(A, folders=True).triples == opened.manifest.triples
    assert open_store(world.store).manifest == opened.manifest


def test_a_damaged_graph_is_made_again(world: World) -> None:
    world.build(A)
    before = world.nquads()
    for file in open_store(world.store).folder.glob("*.sst"):
        file.write_bytes(b"x")
    report = world.build(A)
    assert report.read == ()
    assert world.nquads() == before


def test_one_graph_is_kept(world: World) -> None:
    world.build(A)
    world.build(A, B)
    assert [path.name for path in world.store.glob("graph-*")] == [open_store(world.store).manifest.graph]


# The report


def test_the_report_counts_what_the_store_holds(tmp_path: Path) -> None:
    report = build_readings(tmp_path / "store", A, B)
    assert report.counts == {
        "directive": 4,
        "group": 2,
        "group_mention": 2,
        "group_change": 2,
        "member": 10,
        "task": 4,
        "assignment": 8,
        "duty": 2,
        "appointment": 2,
        "citation": 2,
        "event": 2,
        "gap": 2,
    }
    assert (report.sources, report.gaps) == (2, 2)


def test_an_unchanged_build_counts_the_same(world: World) -> None:
    first, second = world.build(A, B), world.build(A, B)
    assert (first.counts, first.triples) == (second.counts, second.triples)


def test_progress_runs_to_its_end(world: World) -> None:
    steps: list[tuple[str, int, int]] = []
    build(
        [world.folder / "a.txt", world.folder / "b.txt"],
        world.store,
        read=reader_of(A, B),
        reader="1",
        progress=lambda *step: steps.append(step),
    )
    assert [step for step in steps if step[1] == step[2]] == [("read", 2, 2), ("graph", 2, 2)]


def test_a_build_imports_no_heavy_library(world: World) -> None:
    world.build(A)
    code = f"""
import sys
from pathlib import Path
from gongbao.graph.build import build
report = build([Path({str(world.folder / "a.txt")!r})], Path({str(world.store)!r}), read=None, reader="1")
heavy = {{"spacy", "rdflib", "networkx", "pyvis", "pyshacl", "yaml"}} & set(sys.modules)
assert not report.changed and not heavy, (report, heavy)
"""
    subprocess.run([sys.executable, "-c", code], check=True)


# Identity over sources


def test_a_later_source_joins_a_person_of_an_earlier_one(tmp_path: Path) -> None:
    seats = [member("张三峰", "成员", *posts) for posts in (("省财政厅副厅长",), ("省财政厅副厅长", "省水利厅副厅长"))]
    spans = [tuple(replace(span, source=f"{name}.txt") for span in seats[0].spans) for name in "ab"]
    readings = [
        reading(notice(spans=place), replace(seat, spans=place), source=place[0].source)
        for seat, place in zip(seats, spans, strict=True)
    ]
    build_readings(tmp_path / "store", *readings)
    table = open_store(tmp_path / "store").select("SELECT ?o (COUNT(?m) AS ?n) { ?m org:member ?o } GROUP BY ?o")
    assert table.column("n") == (2,)
