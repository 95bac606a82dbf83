"""How fast Gongbao is, and how much memory it takes: each stage, the whole build, each named question.

    python benchmarks/bench.py [--megabytes 20] [--seconds 5] [--from FOLDER] [--json]

The gazettes are repeated until they fill the megabytes asked for. In every copy the numbers of directives get letters
of their own (青政办〔2023〕22号 becomes 青政办B〔2023〕22号), so that each copy states its own facts and nothing is
loaded twice. What the figures mean, and what they do not, is said in README.md beside this file.
"""

import argparse
import importlib.metadata
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import ParamSpec, TypeVar
from unittest.mock import _patch, patch

from gongbao.extract import pipeline
from gongbao.extract.read import read_source
from gongbao.extract.repair import repair
from gongbao.extract.segment import segment
from gongbao.graph.ask import Question, ask, list_questions
from gongbao.graph.resolve import resolve
from gongbao.graph.show import write_table
from gongbao.graph.store import OpenStore, open_store
from gongbao.graph.table import Table
from gongbao.graph.triples import reading_quads
from gongbao.ontology.model import Reading
from gongbao.ontology.stream import read_reading, write_reading

GAZETTES = Path(__file__).resolve().parents[2] / "shared" / "gazettes"
"""Where real gazettes stand beside a checkout, if there are any."""

STAGES = ("read", "repair", "segment", "extract", "write facts", "read facts", "resolve", "triples", "load")
"""The way from a file to the graph, in its order."""

YARDSTICK = "spaCy blank, by paragraph"
"""What the other rates are given as multiples of: spaCy at its fastest."""

JIEBA_CHARACTERS = 300_000
"""Length of the slice that jieba tags; all of the text would take minutes."""

RUNS = 9
FEWEST_RUNS = 3
"""How often a question is asked: up to RUNS times while the seconds allow, but never less than FEWEST_RUNS."""

PACKAGES = ("gongbao", "spacy", "jieba", "pyoxigraph")

Given = ParamSpec("Given")
Result = TypeVar("Result")


def note(words: str) -> None:
    """Say on standard error what is being done."""
    print(f"bench: {words}", file=sys.stderr, flush=True)


# What is measured


@dataclass(frozen=True, slots=True)
class Rate:
    """How many characters something took how many seconds for."""

    name: str
    characters: int
    seconds: float

    @property
    def rate(self) -> float:
        """Characters per second."""
        return self.characters / self.seconds


@dataclass(frozen=True, slots=True)
class Build:
    """A build as a process of its own.

    Attributes:
        name: What was built.
        characters: Length of the texts.
        seconds: From the start of the process to its end.
        peak: The most memory that was resident at once, in bytes.
        sources: Number of gazettes.
        triples: Number of triples in the store.
    """

    name: str
    characters: int
    seconds: float
    peak: int
    sources: int
    triples: int


@dataclass(frozen=True, slots=True)
class Answer:
    """How long a named question takes on one store: the median, in seconds, of some runs."""

    store: str
    question: str
    given: str
    rows: int
    seconds: float
    runs: int


@dataclass(frozen=True, slots=True)
class Results:
    """All that one run of the benchmark measured."""

    machine: dict[str, str]
    text: str
    rates: tuple[Rate, ...]
    builds: tuple[Build, ...]
    answers: tuple[Answer, ...]


class Clock:
    """Seconds spent in each stage; while a stage runs inside another, the other's seconds stand still."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._running = ["between stages"]
        self._since = time.perf_counter()

    @contextmanager
    def running(self, stage: str) -> Iterator[None]:
        """Count what is done meanwhile."""
        self._charge()
        self._running.append(stage)
        try:
            yield
        finally:
            self._charge()
            self._running.pop()

    def _charge(self) -> None:
        now = time.perf_counter()
        self.seconds[self._running[-1]] += now - self._since
        self._since = now

    def timed(self, stage: str, function: Callable[Given, Result]) -> Callable[Given, Result]:
        """The same function, its time counted."""

        def run(*args: Given.args, **kwargs: Given.kwargs) -> Result:
            with self.running(stage):
                return function(*args, **kwargs)

        return run


# The text


def find_gazettes(folder: Path | None) -> tuple[str, list[Path]]:
    """What the gazettes are called in the report, and their files."""
    if folder is not None:
        return str(folder), _texts(folder)
    if GAZETTES.is_dir():
        return "the gazettes beside the checkout", _texts(GAZETTES)
    return "the sample that ships with Gongbao", _texts(Path(str(files("gongbao.sample"))))


def _texts(folder: Path) -> list[Path]:
    paths = sorted(folder.glob("*.txt"))
    if not paths:
        raise SystemExit(f"bench: {folder} holds no .txt file")
    return paths


_NUMBER = re.compile(r"(?=\s*[〔［\[【（(﹝]\s*(?:19|20)\s?\d\s?\d\s*[〕］\]】）)﹞]\s*第?\s*\d)")


def renumbered(text: str, copy: int) -> str:
    """A text whose directives have numbers that no other copy has; copy 0 is the text as it is.

    >>> renumbered("云政办〔2020〕5号", 28)
    '云政办AB〔2020〕5号'
    """
    return _NUMBER.sub(letters(copy), text) if copy else text


def letters(number: int) -> str:
    """A positive number in letters.

    >>> letters(1), letters(26), letters(27)
    ('A', 'Z', 'AA')
    """
    rest, last = divmod(number - 1, 26)
    return (letters(rest) if rest else "") + chr(ord("A") + last)


def write_copies(gazettes: Sequence[Path], folder: Path, *, size: int) -> list[Path]:
    """Write the gazettes again and again, under names of their own, until they fill ``size`` bytes; at least once."""
    folder.mkdir()
    texts = [(path.stem, read_source(path).text) for path in gazettes]
    written: list[Path] = []
    filled = copy = 0
    while filled < size or not written:
        for stem, text in texts:
            data = renumbered(text, copy).encode()
            written.append(folder / f"{copy:04}-{stem}.txt")
            written[-1].write_bytes(data)
            filled += len(data)
        copy += 1
    return written


# Stages


def time_stages(paths: Sequence[Path], folder: Path) -> list[Rate]:
    """The rate of every stage, gone through as a build does: one source at a time, its facts kept in a file.

    ``repair`` and ``segment`` run inside the pass over a text; ``extract`` is the rest of that pass. The facts are read
    three times, twice to resolve names and once to make triples of them.
    """
    pipeline.extract_source(paths[0])  # So that the rules are made ready before the clock starts.
    clock = Clock()
    kept = Kept(folder / "facts", clock)
    note(f"stages: {len(paths)} sources to facts")
    characters = sum(_extracted(path, kept, clock) for path in paths)
    note("stages: facts to a store")
    _loaded(kept, folder / "stages", clock)
    rates = [Rate(stage, characters, clock.seconds[stage]) for stage in STAGES]
    return [*rates, Rate("all stages", characters, sum(rate.seconds for rate in rates))]


class Kept:
    """Facts in files: written once, and read anew each time they are gone through."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        folder.mkdir()
        self._folder = folder
        self._clock = clock
        self._paths: list[Path] = []

    def add(self, reading: Reading) -> None:
        """Write the facts of one source."""
        path = self._folder / f"{reading.source}.jsonl"
        with self._clock.running("write facts"), path.open("w", encoding="utf-8") as out:
            write_reading(reading, out)
        self._paths.append(path)

    def __iter__(self) -> Iterator[Reading]:
        for path in self._paths:
            with self._clock.running("read facts"), path.open(encoding="utf-8") as lines:
                reading = read_reading(lines)
            yield reading


def _extracted(path: Path, kept: Kept, clock: Clock) -> int:
    """Read a file and keep its facts; the length of its text."""
    with clock.running("read"):
        source = read_source(path)
    with _timed_inside(repair, clock), _timed_inside(segment, clock), clock.running("extract"):
        reading = pipeline.extract(source)
    kept.add(reading)
    return reading.characters


def _timed_inside(function: Callable[..., object], clock: Clock) -> "_patch[Callable[..., object]]":
    """Have the pass over a text count the time of one of its steps."""
    return patch.object(pipeline, function.__name__, clock.timed(function.__name__, function))


def _loaded(kept: Kept, folder: Path, clock: Clock) -> None:
    """Resolve and load facts; quads are made while the engine takes them in."""
    import pyoxigraph

    with clock.running("resolve"):
        resolution = resolve(kept)
    make = clock.timed("triples", lambda reading: list(reading_quads(reading, resolution)))
    with clock.running("load"):
        store = pyoxigraph.Store(str(folder))
        store.bulk_extend(quad for reading in kept for quad in make(reading))
        store.flush()


# Beside others


def time_others(texts: Sequence[str]) -> list[Rate]:
    """The rates of spaCy's blank pipeline and of jieba's tagger on the same texts.

    The blank pipeline makes a token of every character and nothing else; the tagger finds words and parts of speech.
    """
    paragraphs = [line for text in texts for line in text.splitlines() if line]
    return [
        _spacy_rate(YARDSTICK, paragraphs),
        _spacy_rate("spaCy blank, by whole text", texts),
        _jieba_rate(_slice(paragraphs, JIEBA_CHARACTERS)),
    ]


def _spacy_rate(name: str, texts: Sequence[str]) -> Rate:
    import spacy

    note(name)
    nlp = spacy.blank("zh")
    nlp.max_length = max(nlp.max_length, *map(len, texts))
    begun = time.perf_counter()
    for _ in nlp.pipe(texts):
        pass
    return Rate(name, sum(map(len, texts)), time.perf_counter() - begun)


def _jieba_rate(texts: Sequence[str]) -> Rate:
    import jieba
    from jieba import posseg

    characters = sum(map(len, texts))
    note(f"jieba on {characters:,} characters")
    jieba.setLogLevel("ERROR")
    posseg.lcut("先读词典")
    begun = time.perf_counter()
    for text in texts:
        posseg.lcut(text)
    return Rate(f"jieba tagger, {characters:,} characters", characters, time.perf_counter() - begun)


def _slice(paragraphs: Iterable[str], characters: int) -> list[str]:
    """The first paragraphs, until they have so many characters."""
    chosen: list[str] = []
    for paragraph in paragraphs:
        if characters <= 0:
            break
        chosen.append(paragraph)
        characters -= len(paragraph)
    return chosen


# Whole builds


def time_build(name: str, folder: Path, store: Path) -> Build:
    """Build a store of a folder with the command, in a process of its own, into a store that is not there yet."""
    note(f"build of {name}")
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "gongbao.cli", "build", str(folder), "--store", str(store), "--quiet"]
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"bench: the build of {name} ended with exit status {process.returncode}")
    opened = open_store(store)
    characters = sum(reading.characters for reading in opened.readings())
    # Linux counts kibibytes, macOS bytes.
    peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return Build(name, characters, seconds, peak, len(opened.manifest.sources), opened.manifest.triples)


# Questions


_BUSIEST = {
    "agency": "?any gb:agency ?it",
    "group": "?any a gb:Membership ; org:organization ?it",
    "official": "?any a gb:Membership ; org:member ?it",
    "directive": "?any gb:citing ?it",
    "post": "?any gb:heldPost ?it",
    "place": "?any gb:jurisdiction ?it . BIND(?it AS ?label)",
}
"""The kinds of names that questions ask for, and what is counted to find the one with the longest answer."""


def time_questions(name: str, store: Path, *, seconds: float, every_option: bool = False) -> Iterator[Answer]:
    """Ask every named question; what it has to be told is the name that most is said about, or the busiest year.

    Args:
        name: What the store is called in the report.
        store: Its folder.
        seconds: How long each question is asked again.
        every_option: Ask again with each of the options that all questions share.
    """
    opened = open_store(store)
    names = {kind: _busiest(opened, pattern) for kind, pattern in _BUSIEST.items()}
    year = _busiest(opened, _BUSIEST_YEAR)
    for question in list_questions():
        note(f"{question.name} on {name}")
        told = {option.name: names.get(option.kind, "") for option in question.options if option.required}
        told |= {"year": year} if question.needs_time else {}
        for given in (told, *(_shared(question, told, names, year) if every_option else ())):
            if all(given.values()):
                yield _answer(name, store, question, given, seconds=seconds)


def _shared(question: Question, told: dict[str, str], names: dict[str, str], year: str) -> Iterator[dict[str, str]]:
    """What a question is told with each of the options that questions share."""
    values = {"year": year, "jurisdiction": names["place"], "with-predecessors": "yes"}
    for option in question.options:
        value = names.get(option.kind, "") if option.name == "of" else values.get(option.name, "")
        if value and option.name not in told:
            yield {**told, option.name: value}


_BUSIEST_YEAR = "?any a gb:Directive ; gb:date ?day . BIND(SUBSTR(STR(?day), 1, 4) AS ?it) BIND(?it AS ?label)"


def _busiest(store: OpenStore, pattern: str) -> str:
    """The name of what most is said about; empty where nothing is said."""
    table = store.select(
        f"SELECT (SAMPLE(?label) AS ?name) {{ {pattern} OPTIONAL {{ ?it rdfs:label ?label }} }}"
        " GROUP BY ?it ORDER BY DESC(COUNT(?any)) ?it LIMIT 1"
    )
    return str(table.rows[0][0]) if table.rows else ""


def _answer(name: str, store: Path, question: Question, given: dict[str, str], *, seconds: float) -> Answer:
    """The median time of asking: opening the store, looking names up, the query, its rows."""
    times: list[float] = []
    while len(times) < FEWEST_RUNS or (len(times) < RUNS and sum(times) < seconds):
        begun = time.perf_counter()
        table = ask(store, question.name, given)
        times.append(time.perf_counter() - begun)
    return Answer(name, question.name, " ".join(given.values()), len(table.rows), statistics.median(times), len(times))


# The report


def machine() -> dict[str, str]:
    """What the figures were measured on."""
    versions = {package: importlib.metadata.version(package) for package in PACKAGES}
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "python": platform.python_version(),
        **versions,
    }


def _processor() -> str:
    """The processor's name where the system tells it."""
    info = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*: (.+)", info.read_text("utf-8")) if info.exists() else None
    return found.group(1) if found else platform.processor() or "unknown"


def rate_table(rates: Sequence[Rate]) -> Table:
    """Rates, and how many times the yardstick's each is."""
    yardstick = next(rate.rate for rate in rates if rate.name == YARDSTICK)
    return Table(
        ("stage", "seconds", "characters/s", "× spaCy blank"),
        tuple((one.name, round(one.seconds, 3), round(one.rate), round(one.rate / yardstick, 2)) for one in rates),
    )


def build_table(builds: Sequence[Build]) -> Table:
    """Whole builds."""
    return Table(
        ("build of", "sources", "characters", "triples", "seconds", "characters/s", "peak MB"),
        tuple(
            (
                one.name,
                one.sources,
                one.characters,
                one.triples,
                round(one.seconds, 2),
                round(one.characters / one.seconds),
                round(one.peak / 1e6),
            )
            for one in builds
        ),
    )


def answer_table(answers: Sequence[Answer]) -> Table:
    """Questions."""
    return Table(
        ("store", "question", "asked about", "rows", "runs", "median ms"),
        tuple(
            (one.store, one.question, one.given, one.rows, one.runs, round(one.seconds * 1000, 1)) for one in answers
        ),
    )


def show(results: Results) -> None:
    """Print the results as tables."""
    for name, value in results.machine.items():
        print(f"{name:12}{value}")
    print(f"{'text':12}{results.text}\n")
    for table in (rate_table(results.rates), build_table(results.builds), answer_table(results.answers)):
        write_table(table, sys.stdout)
        print()


def to_json(results: Results) -> str:
    """The results as JSON, the tables as lists of records."""
    tables = {
        "rates": rate_table(results.rates),
        "builds": build_table(results.builds),
        "answers": answer_table(results.answers),
    }
    records = {
        name: [dict(zip(table.columns, row, strict=True)) for row in table.rows] for name, table in tables.items()
    }
    return json.dumps({"machine": results.machine, "text": results.text, **records}, ensure_ascii=False, indent=1)


def measure(gazettes: Sequence[Path], what: str, scratch: Path, *, megabytes: float, seconds: float) -> Results:
    """Run the whole benchmark in a scratch folder."""
    once = write_copies(gazettes, scratch / "once", size=0)
    many = write_copies(gazettes, scratch / "many", size=round(megabytes * 1e6))
    names = ("once", f"{megabytes:g} MB")
    # The builds come first: what this process has grown to would count as theirs.
    builds = [
        time_build(name, paths[0].parent, scratch / f"store-{index}")
        for index, (name, paths) in enumerate(zip(names, (once, many), strict=True))
    ]
    answers = [
        answer
        for index, name in enumerate(names)
        for answer in time_questions(name, scratch / f"store-{index}", seconds=seconds)
    ]
    rates = time_stages(many, scratch) + time_others([read_source(path).text for path in many])
    text = f"{what}: {len(once)} files, repeated to {len(many)} of {builds[1].characters:,} characters together"
    return Results(machine(), text, tuple(rates), tuple(builds), tuple(answers))


def options() -> argparse.ArgumentParser:
    """The command line."""
    parser = argparse.ArgumentParser(description="Measure how fast Gongbao is, and how much memory it takes.")
    parser.add_argument("--megabytes", type=float, default=20, help="repeat the gazettes to this size (default: 20)")
    parser.add_argument("--seconds", type=float, default=5, help="ask each question about so long (default: 5)")
    parser.add_argument("--from", dest="folder", type=Path, help="a folder of .txt gazettes, instead of those found")
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    return parser


def main() -> None:
    """Measure and print."""
    given = options().parse_args()
    what, gazettes = find_gazettes(given.folder)
    note(what)
    with tempfile.TemporaryDirectory() as scratch:
        results = measure(gazettes, what, Path(scratch), megabytes=given.megabytes, seconds=given.seconds)
    if given.json:
        print(to_json(results))
    else:
        show(results)


if __name__ == "__main__":
    main()
