"""The store on disk, and reading from it.

A store is a folder::

    CURRENT                  JSON: what the store holds and which graph is the current one
    graph-DIGEST/            that graph, in Oxigraph
    agencies-DIGEST.ttl      the user's register of agencies, if one was given
    facts/SHA256.READER.NAME.jsonl   the facts of each source; the graph can be made from them at any time
    gongbao.lock             held by a build while it writes

Nothing of a finished build is ever written to again: the next one writes a new graph beside it and replaces
``CURRENT`` in one rename, so a reader sees the old graph or the new one, whole. A reader holds its graph while it
reads (a shared lock on the folder); a graph that is held, and all facts with it, stay until a build finds it free.

In the graph each source has a named graph for its statements; what several sources have in common stands in the
default graph (see :mod:`.triples`). No triple is there twice, so queries over the union of all graphs count right.
"""

import hashlib
import json
import os
import shutil
import weakref
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pyoxigraph

from ..errors import ExportError, FactError, QueryError, StoreError
from ..ontology.model import Reading
from ..ontology.register import Register, extended, shipped
from ..ontology.stream import read_reading
from .cells import term_to_cell
from .judgements import NO_JUDGEMENTS, Judgements
from .table import Table
from .terms import PREFIXES

FORMAT = 1
CURRENT = "CURRENT"
FACTS = "facts"
LOCK = "gongbao.lock"
_TEMPORARY = f"{CURRENT}.new"
_GRAPH = "graph-"
_AGENCIES = "agencies-"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSource:
    """A source that a store holds.

    Attributes:
        name: File name without folders.
        sha256: Digest of the bytes that were read.
        path: Where the file stood, absolute.
        reader: Version of what read it.
        facts: Name of its file in ``facts/``.
        counts: Number of facts of each kind.
    """

    name: str
    sha256: str
    path: str
    reader: str
    facts: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a store holds.

    Attributes:
        base: Where IRIs of its data begin.
        graph: Name of the folder of the current graph.
        triples: Number of triples.
        sources: By name.
        judgements: Lines of judgements that its graph was made with.
        judgements_file: Where they were read, absolute; empty where that is the usual place.
        agencies: Name of the user's register of agencies; empty where there is none.
        register: Name of the file that holds it.
    """

    base: str
    graph: str
    triples: int
    sources: tuple[StoredSource, ...]
    judgements: tuple[str, ...] = ()
    judgements_file: str = ""
    agencies: str = ""
    register: str = ""


class Hold:
    """Keeps builds from removing the folder of a graph, as long as this is there.

    Raises:
        OSError: The folder cannot be opened.
    """

    def __init__(self, folder: Path) -> None:
        handle = _open_folder(folder)
        if handle is not None:
            weakref.finalize(self, os.close, handle)
            with suppress(OSError):  # A disk that knows no locks can be read all the same.
                _lock(handle, shared=True)


@dataclass(frozen=True)
class OpenStore:
    """A store opened for reading; what it reads stays as long as this is there.

    Attributes:
        path: Folder of the store.
        manifest: What it held when it was opened.
    """

    path: Path
    manifest: Manifest
    _hold: Hold = field(repr=False, compare=False)

    @property
    def folder(self) -> Path:
        """Folder of the Oxigraph store."""
        return self.path / self.manifest.graph

    @cached_property
    def graph(self) -> pyoxigraph.Store:
        """The graph, read-only.

        Raises:
            StoreError: The graph is gone or damaged.
        """
        try:
            return pyoxigraph.Store.read_only(str(self.folder))
        except (OSError, RuntimeError) as error:
            raise StoreError(f"the graph of the store {self.path} cannot be opened: {error}") from error

    def select(self, sparql: str) -> Table:
        """The answer to a SELECT query of our own; queries from outside go through :mod:`.query`.

        Args:
            sparql: The query; the prefixes of :data:`.terms.PREFIXES` need not be declared. Its default graph is
                the union of all graphs.

        Raises:
            QueryError: The query has a syntax error or is not a SELECT.
            StoreError: The graph cannot be read.
        """
        with self._reading():
            try:
                answer = self.graph.query(sparql, prefixes=dict(PREFIXES), use_default_graph_as_union=True)
            except SyntaxError as error:
                raise QueryError(f"the query has a syntax error: {error}") from error
            if not isinstance(answer, pyoxigraph.QuerySolutions):
                raise QueryError("the query is not a SELECT")
            rows = tuple(tuple(term_to_cell(term) for term in row) for row in answer)
        return Table(tuple(variable.value for variable in answer.variables), rows)

    def quads(
        self,
        subject: pyoxigraph.NamedNode | None = None,
        predicate: pyoxigraph.NamedNode | None = None,
        value: pyoxigraph.NamedNode | pyoxigraph.Literal | None = None,
        graph: pyoxigraph.NamedNode | pyoxigraph.DefaultGraph | None = None,
    ) -> Iterator[pyoxigraph.Quad]:
        """All quads, or those of the terms given, in the order of the engine; no two of them have the same triple.

        Raises:
            StoreError: The graph cannot be read.
        """
        with self._reading():
            yield from self.graph.quads_for_pattern(subject, predicate, value, graph)

    def subjects(self, graph: pyoxigraph.NamedNode | pyoxigraph.DefaultGraph | None = None) -> list[str]:
        """The IRI of everything that a graph, or any graph, says something of, in the order of the engine.

        Raises:
            StoreError: The graph cannot be read.
        """
        with self._reading():
            answer = self.graph.query(
                "SELECT DISTINCT ?it { ?it ?property ?value }",
                default_graph=graph,
                use_default_graph_as_union=graph is None,
            )
            assert isinstance(answer, pyoxigraph.QuerySolutions)  # noqa: S101 (a SELECT has no other answer)
            return [row[0].value for row in answer]

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """What the engine says against the graph is about the store."""
        try:
            yield
        except (OSError, RuntimeError) as error:
            raise StoreError(f"the graph of the store {self.path} cannot be read: {error}") from error

    @cached_property
    def judgements(self) -> Judgements:
        """The judgements that the graph was made with."""
        return Judgements(self.manifest.judgements)

    def register(self) -> Register:
        """The register of agencies that the graph was made with.

        Raises:
            StoreError: The user's register is gone.
            RegisterError: It is damaged.
        """
        return load_register(self.path, self.manifest)

    def readings(self) -> "Readings":
        """The reading of each source, in the order of their names, as judged."""
        return Readings(self.path, self.manifest.sources, self.judgements)


@dataclass(frozen=True, slots=True)
class Readings:
    """Readings of a store, loaded anew each time they are gone through, so that memory stays small.

    Attributes:
        path: Folder of the store.
        sources: Whose readings they are.
        judgements: What an analyst has put right in them.
    """

    path: Path
    sources: tuple[StoredSource, ...]
    judgements: Judgements = NO_JUDGEMENTS

    def __iter__(self) -> Iterator[Reading]:
        """Each reading in turn."""
        return (self.judgements.apply(load_reading(self.path, source)) for source in self.sources)


def open_store(path: Path) -> OpenStore:
    """Open a store for reading.

    Args:
        path: Folder that a build wrote.

    Raises:
        StoreError: There is no such folder, it is not a store, or no build has finished in it.
    """
    manifest = _present_manifest(path)
    while True:
        opened = _hold_graph(path, manifest)
        # Between reading it and holding its graph, a build may have replaced it.
        latest = _present_manifest(path)
        if latest.graph == manifest.graph:
            break
        manifest = latest
    if opened is None:
        raise StoreError(f"the store {path} has lost its graph {manifest.graph}")
    return opened


def _present_manifest(path: Path) -> Manifest:
    manifest = read_manifest(path)
    if manifest is None:
        raise StoreError(f"{path} holds no graph: no build has finished there")
    return manifest


def _hold_graph(path: Path, manifest: Manifest) -> OpenStore | None:
    try:
        return OpenStore(path, manifest, Hold(path / manifest.graph)) if (path / manifest.graph).is_dir() else None
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreError(f"the store {path} cannot be read: {error.strerror or error}") from error


def read_manifest(path: Path) -> Manifest | None:
    """What a store holds; None where there is no store yet.

    Raises:
        StoreError: The folder holds something else, or its ``CURRENT`` cannot be read.
    """
    check_place(path)
    try:
        text = (path / CURRENT).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreError(f"the store {path} cannot be read: {error.strerror or error}") from error
    return _text_to_manifest(text, path)


def check_place(path: Path) -> None:
    """Make sure that a folder is a store, empty, or not there.

    Raises:
        StoreError: It is a file, or a folder that holds something else.
    """
    if not path.exists():
        return
    if not path.is_dir():
        raise StoreError(f"{path} is not a store but a file")
    if not _is_store(path) and any(path.iterdir()):
        raise StoreError(f"{path} is not a store: it is a folder that holds something else")


def check_outside(out: Path, store: Path) -> None:
    """Make sure that what is written somewhere is no part of a store.

    Raises:
        ExportError: It is.
    """
    place, home = out.resolve(), store.resolve()
    inside = place.relative_to(home).parts[:1] if place.is_relative_to(home) else ()
    if any(name in (CURRENT, LOCK, FACTS) or name.startswith((_GRAPH, _AGENCIES)) for name in inside):
        raise ExportError(f"{out} is a part of the store {store}")


def _is_store(path: Path) -> bool:
    return (path / CURRENT).exists() or (path / LOCK).exists()


def _text_to_manifest(text: str, path: Path) -> Manifest:
    try:
        record = json.loads(text)
        if record["format"] != FORMAT:
            raise StoreError(f"the store {path} has format {record['format']}, this version reads {FORMAT}")
        return _record_to_manifest(record)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise StoreError(f"{path / CURRENT} does not describe a store ({error})") from error


def _record_to_manifest(record: dict[str, Any]) -> Manifest:
    sources = tuple(StoredSource(**source) for source in record["sources"])
    return Manifest(
        base=record["base"],
        graph=record["graph"],
        triples=record["triples"],
        sources=sources,
        judgements=tuple(record.get("judgements", ())),
        judgements_file=record.get("judgements_file", ""),
        agencies=record.get("agencies", ""),
        register=record.get("register", ""),
    )


def manifest_to_text(manifest: Manifest) -> str:
    """A manifest as it stands in ``CURRENT``."""
    return json.dumps({"format": FORMAT, **asdict(manifest)}, ensure_ascii=False, indent=1) + "\n"


def load_reading(path: Path, source: StoredSource) -> Reading:
    """The reading of a source from the store at ``path``.

    Raises:
        StoreError: Its facts are gone.
        FactError: They are damaged.
    """
    try:
        with (path / FACTS / source.facts).open(encoding="utf-8", newline="\n") as lines:
            return read_reading(lines)
    except OSError as error:
        raise StoreError(f"the facts of {source.name} cannot be read: {error.strerror or error}") from error
    except (FactError, UnicodeDecodeError) as error:
        raise FactError(f"the facts of {source.name} are damaged: {error}") from error


def register_name(text: bytes) -> str:
    """The name under which a store keeps a user's register."""
    return f"{_AGENCIES}{hashlib.sha256(text).hexdigest()[:16]}.ttl"


def load_register(path: Path, manifest: Manifest) -> Register:
    """The register of the store at ``path``: the shipped one, and the user's before it if there is one.

    Raises:
        StoreError: The user's register is gone.
        RegisterError: It is damaged.
    """
    if not manifest.register:
        return shipped()
    try:
        return extended((path / manifest.register).read_bytes(), manifest.agencies)
    except OSError as error:
        raise StoreError(f"the register {manifest.agencies} of the store {path} cannot be read: {error}") from error


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it is there whole or not at all, and on the disk when this returns."""
    temporary = path.with_name(f"{path.name}.new")
    with temporary.open("w", encoding="utf-8", newline="\n") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    temporary.replace(path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Have a rename on the disk, where folders can be synced."""
    handle = _open_folder(folder)
    if handle is None:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def writing(path: Path) -> Iterator[Manifest | None]:
    """Hold the one place of the writer of a store, made if it is not there; yields what the store holds.

    What a killed build left behind is removed. If the store holds no graph in the end, nothing of it stays.

    Raises:
        StoreError: The folder holds something else, cannot be written, or another build is writing it.
    """
    read_manifest(path)
    fresh = not path.exists()
    try:
        path.mkdir(parents=True, exist_ok=True)
        with _locked(path):
            manifest = read_manifest(path)
            _remove_leftovers(path, manifest)
            try:
                yield manifest
            finally:
                _tidy(path, fresh=fresh)
    except OSError as error:
        raise StoreError(f"the store {path} cannot be written: {error.strerror or error}") from error


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with (path / LOCK).open("a") as handle:
        if not _lock(handle.fileno()):
            raise StoreError(f"another build is writing the store {path}")
        yield


def _lock(handle: int, *, shared: bool = False) -> bool:
    """Lock what is open, unless somebody else has; whether it could be done."""
    try:
        import fcntl
    except ImportError:  # Windows: two builds at once are not noticed there.
        return True
    try:
        fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _open_folder(folder: Path) -> int | None:
    """A handle of a folder, where folders can be opened."""
    return os.open(folder, os.O_RDONLY | os.O_DIRECTORY) if hasattr(os, "O_DIRECTORY") else None


def _is_held(folder: Path) -> bool:
    """Whether somebody reads a graph, as far as can be told."""
    handle = _open_folder(folder)
    if handle is None:
        return False
    try:
        return not _lock(handle)
    except OSError:
        return False
    finally:
        os.close(handle)


def _remove_leftovers(path: Path, manifest: Manifest | None) -> None:
    """Remove graphs that are not the current one and that nobody reads, and files that were never finished."""
    for folder in path.glob(f"{_GRAPH}*"):
        if (manifest is None or folder.name != manifest.graph) and not _is_held(folder):
            shutil.rmtree(folder, ignore_errors=True)
    for file in (path / _TEMPORARY, *path.glob(f"{_AGENCIES}*.new"), *(path / FACTS).glob("*.new")):
        file.unlink(missing_ok=True)


def _remove_stale_files(path: Path, manifest: Manifest) -> None:
    """Remove facts and registers of no more use, unless somebody reads an older graph, and so perhaps them."""
    if any(folder.name != manifest.graph for folder in path.glob(f"{_GRAPH}*")):
        return
    wanted = {manifest.register, *(source.facts for source in manifest.sources)}
    for file in (*(path / FACTS).glob("*.jsonl"), *path.glob(f"{_AGENCIES}*")):
        if file.name not in wanted:
            file.unlink(missing_ok=True)


def _tidy(path: Path, *, fresh: bool) -> None:
    """Leave the current graph and those that are held; without a current one, nothing at all."""
    manifest = read_manifest(path)
    if manifest is None:
        _remove_store(path, folder_too=fresh)
    else:
        _remove_leftovers(path, manifest)
        _remove_stale_files(path, manifest)


def _remove_store(path: Path, *, folder_too: bool) -> None:
    _remove_leftovers(path, None)
    shutil.rmtree(path / FACTS, ignore_errors=True)
    for file in (path / LOCK, *path.glob(f"{_AGENCIES}*")):
        file.unlink(missing_ok=True)
    if folder_too:
        with suppress(OSError):  # Somebody else has put something there meanwhile.
            path.rmdir()
