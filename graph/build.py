"""From sources to a store: read what is new, make the graph, swap it in.

A build adds to what the store holds: sources that it is not given stay. A source whose bytes and reader are those
of the last time is not read again. The graph is made of all facts anew, since identities are resolved over all
sources; it is not made at all if nothing that it depends on has changed.
"""

import hashlib
import json
import os
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TypeAlias

import pyoxigraph
from pyoxigraph import Quad

from ..errors import GongbaoError, SourceError
from ..ontology.model import BY_KIND, Reading
from ..ontology.register import extended, read_file
from ..ontology.stream import reading_to_lines
from .judgement_lines import FILE, read_judgements
from .judgements import NO_JUDGEMENTS, Judgements
from .namings import Printed, printed_mentions
from .resolve import printed_bodies, resolve
from .store import (
    CURRENT,
    FACTS,
    Manifest,
    Readings,
    StoredSource,
    load_reading,
    load_register,
    manifest_to_text,
    register_name,
    write_whole,
    writing,
)
from .terms import BASE, check_base
from .triples import reading_quads

Progress: TypeAlias = Callable[[str, int, int], None]
"""Told the stage (``read``, ``graph``), how many sources are done, and how many there are."""

_PACKAGE = Path(__file__).parent.parent
_CODE = (
    "graph/careers.py",
    "graph/endings.py",
    "graph/judgement_lines.py",
    "graph/judgements.py",
    "graph/namings.py",
    "graph/persons/bench.py",
    "graph/persons/blocking.py",
    "graph/persons/clusters.py",
    "graph/persons/contradictions.py",
    "graph/persons/dates.py",
    "graph/persons/ledger.py",
    "graph/persons/mentions.py",
    "graph/persons/officials.py",
    "graph/persons/people.py",
    "graph/persons/proofs.py",
    "graph/persons/weights.py",
    "graph/resolve.py",
    "graph/terms.py",
    "graph/triples.py",
    "ontology/agencies.py",
    "ontology/agencies.ttl",
    "ontology/places.py",
    "ontology/places.ttl",
    "ontology/register.py",
    "ontology/traditional.py",
    "ontology/traditional.txt",
    "ontology/variants.py",
    "ontology/vocab/bare_groups.yaml",
    "ontology/vocab/body_endings.yaml",
    "ontology/vocab/generic_bodies.yaml",
    "ontology/vocab/governors.yaml",
    "ontology/vocab/member_roles.yaml",
    "ontology/vocab/not_prefixes.yaml",
    "ontology/vocab/post_titles.yaml",
    "ontology/vocab/shared_titles.yaml",
    "ontology/vocab/title_kinds.yaml",
    "ontology/vocab/title_ranks.yaml",
    "ontology/vocabulary.py",
)
"""Files that decide what graph the same facts give."""


BATCH = 250_000
"""Quads that are loaded at once: for all 2 million of 20 MB of text the engine takes up to 3 GB, for these 0.6 GB."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be read, and why."""

    name: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build did.

    Attributes:
        read: Names of sources that were read.
        unchanged: Names of sources given that were not read again.
        removed: Names of sources that have vanished.
        failures: Sources that could not be read; what the store held of them before stays.
        sources: Number of sources in the store.
        counts: Number of facts of each kind in the store.
        triples: Number of triples in the store.
        changed: Whether the graph is a new one.
        judgements: Number of judgements that count.
        asleep: Sources that judgements name and the store does not hold.
    """

    read: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    failures: tuple[Failure, ...]
    sources: int
    counts: Mapping[str, int]
    triples: int
    changed: bool
    judgements: int = 0
    asleep: tuple[str, ...] = ()

    @property
    def gaps(self) -> int:
        """Number of statements that look like facts and were not read."""
        return self.counts.get("gap", 0)


def _silent(stage: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


def build(
    files: Sequence[Path],
    store: Path,
    *,
    read: Callable[[Path], Reading],
    reader: str,
    folders: Sequence[Path] = (),
    base: str | None = None,
    agencies: Path | None = None,
    judgements: Path | None = None,
    progress: Progress = _silent,
) -> BuildReport:
    """Bring a store up to date with some sources.

    Args:
        files: Sources, each a file. A source is known by its file name.
        store: Folder of the store; made if it is not there.
        read: Reads one source.
        reader: Version of ``read``: sources that another version read are read again.
        folders: Folders whose sources were all given: recorded sources under them that are gone are removed.
        base: Where IRIs of data begin; by default as in the store, and in a new one :data:`.terms.BASE`.
        agencies: A register of agencies that wins over the shipped one, in Turtle; by default that of the last build.
        judgements: File of an analyst's judgements; by default that of the last build, else ``judgements.jsonl`` in
            the folder that holds the store, if it is there.
        progress: Told how far the build is.

    Returns:
        What was done. Sources that could not be read are listed in it.

    Raises:
        GongbaoError: No IRI can begin with ``base``.
        JudgementError: The judgements cannot be read, or judge what is not there.
        RegisterError: ``agencies`` cannot be read, or breaks a rule.
        SourceError: Nothing could be read, and the store holds nothing yet.
        StoreError: The folder holds something else, cannot be written, or another build is writing it. The old
            graph is untouched.
    """
    if base is not None:
        check_base(base)
    given = None if agencies is None else _given_register(agencies)
    with writing(store) as manifest:
        ruling = _ruling(store, judgements, manifest)
        survey = _survey(files, manifest, folders)
        intake = _take_in(survey.candidates, store, read=read, reader=reader, progress=progress)
        sources = tuple(sorted((*survey.kept, *intake.sources), key=lambda source: source.name))
        if manifest is None and not sources:
            raise _nothing_read((*survey.errors, *intake.errors))
        usual = BASE if manifest is None else manifest.base
        asleep = _check_judgements(store, sources, ruling.judgements)
        kept = ("", "") if manifest is None else (manifest.agencies, manifest.register)
        if given is not None:
            kept = _keep_register(store, *given)
        wanted = Manifest(
            base=base or usual,
            graph="",
            triples=0,
            sources=sources,
            agencies=kept[0],
            register=kept[1],
            judgements=ruling.judgements.lines,
            judgements_file=ruling.file,
        )
        current = _update(store, manifest, wanted, progress=progress)
        report = _report(survey, intake, current, changed=manifest is None or current.graph != manifest.graph)
        return replace(report, judgements=len(ruling.judgements.all), asleep=asleep)


# Judgements


@dataclass(frozen=True, slots=True)
class _Ruling:
    """The judgements of a build, and the file to record, empty where it is the usual one."""

    judgements: Judgements
    file: str


def _ruling(store: Path, given: Path | None, manifest: Manifest | None) -> _Ruling:
    """The judgements that count: of the file given, of that of the last build, or of that beside the store."""
    recorded = manifest.judgements_file if manifest is not None else ""
    usual = store.resolve().parent / FILE
    path = given.resolve() if given is not None else Path(recorded) if recorded else usual
    if path == usual and not path.exists() and given is None:
        return _Ruling(NO_JUDGEMENTS, "")
    judgements = Judgements(read_judgements(path), path.name)
    judgements.check(Printed(), ())  # What is wrong with the file itself is said before anything is read.
    return _Ruling(judgements, "" if path == usual else str(path))


def _check_judgements(store: Path, sources: Sequence[StoredSource], judgements: Judgements) -> tuple[str, ...]:
    """Make sure that what is judged is there; the sources named in judgements that are not in the store."""
    wanted = judgements.sources()
    mentions: dict[tuple[str, int, str], int] = {}
    bodies: dict[str, frozenset[str]] = {}
    for source in sources if judgements.all else ():
        if source.name in wanted or judgements.bodies:
            reading = load_reading(store, source)
            mentions |= printed_mentions(reading)
            bodies[source.name] = printed_bodies(reading) if judgements.bodies else frozenset()
    held = {source.name for source in sources}
    judgements.check(Printed(mentions, bodies), held)
    return tuple(sorted(wanted - held))


def _given_register(path: Path) -> tuple[str, bytes]:
    """The name and the bytes of a user's register, which is sound."""
    text = read_file(path)
    extended(text, path.name)
    return path.name, text


def _keep_register(store: Path, name: str, text: bytes) -> tuple[str, str]:
    """Have a user's register in the store; its own name, and that of its file there."""
    file = register_name(text)
    write_whole(store / file, text.decode("utf-8"))
    return name, file


# Which sources there are


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A file that is to be in the store, and what the store holds under its name."""

    path: Path
    sha256: str
    recorded: StoredSource | None


@dataclass(frozen=True, slots=True)
class _Survey:
    candidates: tuple[_Candidate, ...]
    kept: tuple[StoredSource, ...]
    removed: tuple[str, ...]
    errors: tuple[tuple[str, GongbaoError], ...]


def _survey(files: Sequence[Path], manifest: Manifest | None, folders: Sequence[Path]) -> _Survey:
    """Sort out which sources are to be read, kept and removed."""
    recorded = {source.name: source for source in manifest.sources} if manifest is not None else {}
    candidates: dict[str, _Candidate] = {}
    errors: list[tuple[str, GongbaoError]] = []
    for path in dict.fromkeys(map(_located, files)):
        try:
            _admit(_candidate(path, recorded.get(path.name)), candidates)
        except SourceError as error:
            errors.append((_shown(path.name), error))
    removed = _vanished(recorded.values(), candidates, folders)
    kept = [source for name, source in recorded.items() if name not in candidates and name not in removed]
    return _Survey(tuple(candidates.values()), tuple(kept), removed, tuple(errors))


def _located(path: Path) -> Path:
    """One path for a file, however it is spelt; a link keeps its own name."""
    return path.parent.resolve() / path.name


def _candidate(path: Path, recorded: StoredSource | None) -> _Candidate:
    if _shown(path) != str(path):
        raise SourceError(f"{_shown(path)} has a name that is not in UTF-8, so no fact could say where it stands")
    try:
        with path.open("rb") as file:
            return _Candidate(path, hashlib.file_digest(file, "sha256").hexdigest(), recorded)
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror or error}") from error


def _shown(path: Path | str) -> str:
    """A path that can be printed, whatever bytes its name is made of."""
    return os.fsencode(path).decode("utf-8", "replace")


def _admit(candidate: _Candidate, candidates: dict[str, _Candidate]) -> None:
    """Add a candidate, unless another file bears its name; copies of one file count once."""
    name, recorded = candidate.path.name, candidate.recorded
    rival = candidates.get(name)
    if rival is not None and rival.sha256 != candidate.sha256:
        raise SourceError(f"{candidate.path} has the name of another source, {rival.path}: rename one of them")
    if recorded is not None and _is_elsewhere(candidate, recorded):
        raise SourceError(
            f"{candidate.path} has the name of another source in the store, {recorded.path}: rename one of them"
        )
    candidates.setdefault(name, candidate)


def _is_elsewhere(candidate: _Candidate, recorded: StoredSource) -> bool:
    """Whether the recorded file is a different one that is still there."""
    path = Path(recorded.path)
    return recorded.sha256 != candidate.sha256 and path != candidate.path and path.exists()


def _vanished(
    recorded: Iterable[StoredSource], candidates: Mapping[str, _Candidate], folders: Sequence[Path]
) -> tuple[str, ...]:
    roots = [folder.resolve() for folder in folders]
    return tuple(
        source.name for source in recorded if source.name not in candidates and _has_vanished(Path(source.path), roots)
    )


def _has_vanished(path: Path, roots: Sequence[Path]) -> bool:
    return any(path.is_relative_to(root) for root in roots) and not path.exists()


# Their facts


@dataclass(frozen=True, slots=True)
class _Intake:
    """Sources whose facts are in the store now, names of those that were read, and what went wrong."""

    sources: tuple[StoredSource, ...]
    read: tuple[str, ...]
    errors: tuple[tuple[str, GongbaoError], ...]


def _take_in(
    candidates: Sequence[_Candidate],
    store: Path,
    *,
    read: Callable[[Path], Reading],
    reader: str,
    progress: Progress,
) -> _Intake:
    """Have the facts of every candidate in the store; of one that cannot be read, those of the last time."""
    sources: list[StoredSource] = []
    names: list[str] = []
    errors: list[tuple[str, GongbaoError]] = []
    for done, candidate in enumerate(candidates):
        progress("read", done, len(candidates))
        try:
            known = _known(candidate, store, reader)
            sources.append(known or _read_source(candidate, store, read=read, reader=reader))
            names.extend([candidate.path.name] if known is None else [])
        except GongbaoError as error:
            errors.append((candidate.path.name, error))
            sources.extend([candidate.recorded] if candidate.recorded is not None else [])
    progress("read", len(candidates), len(candidates))
    return _Intake(tuple(sources), tuple(names), tuple(errors))


def _known(candidate: _Candidate, store: Path, reader: str) -> StoredSource | None:
    """What the store holds of a source, if it need not be read again."""
    recorded = candidate.recorded
    if recorded is None or (recorded.sha256, recorded.reader) != (candidate.sha256, reader):
        return None
    if not (store / FACTS / recorded.facts).exists():
        return None
    moved = not Path(recorded.path).exists()
    return replace(recorded, path=str(candidate.path)) if moved else recorded


def _read_source(candidate: _Candidate, store: Path, *, read: Callable[[Path], Reading], reader: str) -> StoredSource:
    reading = _call(read, candidate.path)
    facts = facts_name(candidate.path.name, candidate.sha256, reader=reader)
    (store / FACTS).mkdir(exist_ok=True)
    write_whole(store / FACTS / facts, "".join(f"{line}\n" for line in reading_to_lines(reading)))
    return StoredSource(
        name=candidate.path.name,
        sha256=candidate.sha256,
        path=str(candidate.path),
        reader=reader,
        facts=facts,
        counts=dict(sorted(Counter(fact.kind for fact in reading.facts).items())),
    )


def _call(read: Callable[[Path], Reading], path: Path) -> Reading:
    """Read a source; what the disk says against it is about the source, not about the store."""
    try:
        return read(path)
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror or error}") from error


def facts_name(source: str, sha256: str, *, reader: str) -> str:
    """The file name of a source's facts: a digest of its bytes, what read it, and a digest of its name.

    Files of one content and several names are sources of their own, hence the last part.
    """
    version = re.sub(r"[^\w.-]", "_", reader)
    name = hashlib.sha256(os.fsencode(source)).hexdigest()[:8]
    return f"{sha256}.{version}.{name}.jsonl"


def _nothing_read(errors: Sequence[tuple[str, GongbaoError]]) -> GongbaoError:
    if not errors:
        return SourceError("there is no source to build from")
    if len(errors) == 1:
        return errors[0][1]
    return SourceError("no source could be read: " + "; ".join(str(error) for _, error in errors))


# The graph


def _update(store: Path, manifest: Manifest | None, wanted: Manifest, *, progress: Progress) -> Manifest:
    """Make the graph of what is wanted the current one, if it is not already."""
    graph = f"graph-{_graph_digest(wanted)}"
    wanted = replace(wanted, graph=graph)
    if manifest is not None and manifest.graph == graph and _opens(store / graph):
        current = replace(wanted, triples=manifest.triples)
        if current != manifest:  # A file was moved.
            write_whole(store / CURRENT, manifest_to_text(current))
        return current
    current = replace(wanted, triples=_make_graph(store, wanted, progress=progress))
    write_whole(store / CURRENT, manifest_to_text(current))
    return current


def _graph_digest(wanted: Manifest) -> str:
    """A digest of all that the graph depends on, the engine's version included."""
    facts = [source.facts for source in wanted.sources]
    register = [wanted.agencies, wanted.register]
    content = json.dumps(
        [wanted.base, facts, register, list(wanted.judgements), _code_digest(), pyoxigraph.__version__]
    )
    return hashlib.sha256(content.encode()).hexdigest()[:16]


@cache
def _code_digest() -> str:
    digest = hashlib.sha256()
    for name in _CODE:
        digest.update((_PACKAGE / name).read_bytes())
    return digest.hexdigest()


def _make_graph(store: Path, wanted: Manifest, *, progress: Progress) -> int:
    """Write a graph under another name first, so that a folder of its own name is always whole."""
    folder = store / wanted.graph
    if _opens(folder):  # An older build made it, and somebody still reads it.
        return len(pyoxigraph.Store.read_only(str(folder)))
    unfinished = store / f"{wanted.graph}.new"
    triples = _write_graph(unfinished, store, wanted, progress=progress)
    shutil.rmtree(folder, ignore_errors=True)  # If it is there, it is damaged.
    unfinished.rename(folder)
    return triples


def _opens(graph: Path) -> bool:
    """Whether a graph is there and the engine finds nothing wrong with it."""
    try:
        pyoxigraph.Store.read_only(str(graph))
    except (OSError, RuntimeError):
        return False
    return True


def _write_graph(folder: Path, store: Path, wanted: Manifest, *, progress: Progress) -> int:
    engine = pyoxigraph.Store(str(folder))
    quads = _quads(store, wanted, progress=progress)
    while batch := tuple(islice(quads, BATCH)):
        engine.bulk_extend(batch)
    # Each batch has left files of its own; looking one thing up in all of them takes four times as long.
    engine.optimize()
    engine.flush()
    return len(engine)


def _quads(store: Path, wanted: Manifest, *, progress: Progress) -> Iterator[Quad]:
    judgements = Judgements(wanted.judgements)
    readings = Readings(store, wanted.sources, judgements)
    resolution = resolve(readings, register=load_register(store, wanted), judgements=judgements)
    total = len(readings.sources)
    for done, reading in enumerate(readings):
        progress("graph", done, total)
        yield from reading_quads(reading, resolution, base=wanted.base)
    progress("graph", total, total)


def _report(survey: _Survey, intake: _Intake, current: Manifest, *, changed: bool) -> BuildReport:
    errors = (*survey.errors, *intake.errors)
    failed = {name for name, _ in errors}
    given = [candidate.path.name for candidate in survey.candidates]
    return BuildReport(
        read=intake.read,
        unchanged=tuple(name for name in given if name not in intake.read and name not in failed),
        removed=survey.removed,
        failures=tuple(Failure(name, str(error)) for name, error in errors),
        sources=len(current.sources),
        counts=_total(source.counts for source in current.sources),
        triples=current.triples,
        changed=changed,
    )


def _total(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Sums of counts, in the order in which kinds of facts are listed."""
    total: Counter[str] = Counter()
    for count in counts:
        total.update(count)
    return {kind: total[kind] for kind in BY_KIND if total[kind]}
