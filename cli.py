"""The command line: thin commands around the library's verbs, and the advice that goes with its errors.

Only this module prints. Answers go to standard output, progress and complaints to standard error, so that any command
can stand in a pipe. Everything slow to load is loaded by the command that needs it.
"""

import errno
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

from . import __version__
from .errors import (
    ExportError,
    FactError,
    GongbaoError,
    JudgementError,
    MissingExporter,
    QueryError,
    QueryTimeout,
    RegisterError,
    SourceError,
    StoreError,
    UnknownName,
    VocabularyError,
)
from .graph.formats import FORMATS

if TYPE_CHECKING:
    from .graph.ask import Question
    from .graph.build import BuildReport
    from .graph.options import Option
    from .graph.table import Table
    from .ontology.model import Reading

Command = TypeVar("Command", bound=Callable[..., Any])

DEFAULT_STORE = "gongbao-store"
INTERRUPTED = "Stopped. The store is as it was before."

ADVICE: dict[type[GongbaoError], str] = {
    SourceError: "Give texts (.txt, .md), web pages (.html), documents (.docx, .pdf with text), or a folder of them.",
    StoreError: "Make one with 'gongbao build PATH… --store DIR', or name another with --store or GONGBAO_STORE.",
    QueryTimeout: "Narrow the query, add a LIMIT, or allow more with --seconds.",
    QueryError: "See 'gongbao ask' for questions that are ready, and docs/graph.md for the graph's terms.",
    UnknownName: "Give a name that is in the graph.",
    MissingExporter: "Or export csv, which has the same tables and needs nothing more.",
    ExportError: "Name a place that exists and can be written.",
    JudgementError: "Put that line right or delete it; docs/judgements.md says how one is written.",
    FactError: "The store's facts are damaged: delete the store and build it again.",
    RegisterError: "Give a Turtle file as docs/graph.md tells of under 'A register of your own'.",
    VocabularyError: "Install Gongbao again: one of its own files is damaged.",
}
"""What to do about each kind of error."""

DISK_FULL = tuple(os.strerror(number) for number in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG))
"""What systems say when there is no room; libraries quote it."""

FREE_SPACE = "Free some space and try again; what was there before is as it was."

YEAR = click.IntRange(1, 9999)

PICTURES = ("overview", "around", "members", "tasks", "lead-support", "interlocks", "lineage")
"""What a view can show; the library's own list would load the graph to print a help text."""

LONGEST = 86_400.0
"""Seconds that a query may be given: a day."""


class GongbaoGroup(click.Group):
    """Commands whose errors become one sentence and an exit status."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; our own errors become a complaint and status 1."""
        try:
            with _flushing():
                return super().invoke(ctx)
        except GongbaoError as error:
            complain(str(error), advice(error))
        except KeyboardInterrupt:
            complain(INTERRUPTED)
        except BrokenPipeError:
            # Whoever read our output has closed it, which is no error.
            _let_go_of_output()
            ctx.exit(0)
        except OSError as error:
            _let_go_of_output()
            complain(f"{error.filename or 'the output'}: {error.strerror or error}", _room(error, ADVICE[ExportError]))
        return ctx.exit(1)


@contextmanager
def _flushing() -> Iterator[None]:
    """Have what was written leave the process, so that what hinders it shows now and not after the end."""
    try:
        yield
    finally:
        sys.stdout.flush()


def _let_go_of_output() -> None:
    """Keep Python from writing once more, when it ends, to an output that takes nothing."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def advice(error: GongbaoError) -> str:
    """What to do about an error."""
    return _room(error, next((words for kind, words in ADVICE.items() if isinstance(error, kind)), ""))


def _room(error: Exception, otherwise: str) -> str:
    """The advice to free space where an error says that there is none, else another one."""
    return FREE_SPACE if any(words in str(error) for words in DISK_FULL) else otherwise


def complain(sentence: str, *more: str) -> None:
    """Say on standard error what is wrong and what to do."""
    from .graph.show import visible

    ends = sentence.rstrip().endswith((".", "!", "?", "…", "。"))
    words = " ".join([sentence if ends else f"{sentence}.", *filter(None, more)])
    click.echo(f"gongbao: {visible(words)}", err=True)


def store_option(command: Command) -> Command:
    """``--store``, by default GONGBAO_STORE, else ./gongbao-store."""
    return click.option(
        "--store",
        type=click.Path(path_type=Path),
        envvar="GONGBAO_STORE",
        default=DEFAULT_STORE,
        show_default=True,
        show_envvar=True,
        help="Folder of the graph.",
    )(command)


def format_option(command: Command) -> Command:
    """``--format`` of a table of answers."""
    return click.option(
        "--format",
        "fmt",
        type=click.Choice(["table", "csv", "json", "markdown"]),
        default="table",
        show_default=True,
        help="How answers are written.",
    )(command)


def show_table(table: "Table", fmt: str, title: str = "") -> None:
    """Write a table of answers to standard output."""
    from .graph.show import write_table

    write_table(table, sys.stdout, fmt=fmt, title=title)  # type: ignore[arg-type]  # click checks the choice
    if fmt in ("csv", "json"):  # They have no place for notes.
        for note in table.notes:
            complain(note)


@click.group(cls=GongbaoGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="gongbao")
def main() -> None:
    """Read government gazettes into a knowledge graph, and ask it.

    \b
    gongbao build GAZETTES      read a folder of gazettes into a graph
    gongbao ask                 list the questions that are ready
    gongbao view -o page.html   draw the graph as a page
    """  # noqa: D301 (click reads the escape)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


# Reading


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("-o", "--output", type=click.File("w", encoding="utf-8"), default="-", help="Where to write the facts.")
def extract(paths: Sequence[str], output: IO[str]) -> None:
    """Print the facts of gazettes as JSON lines.

    PATH is a text, web page or document, a folder of them, or - for standard input.
    """
    from .ontology.stream import write_reading

    failures: list[str] = []
    for reading in _readings(paths):
        if isinstance(reading, SourceError):
            failures.append(str(reading))
        else:
            write_reading(reading, output)
    _end_with(failures)


def _readings(paths: Sequence[str]) -> "Iterator[Reading | SourceError]":
    from .extract.pipeline import extract as extract_read
    from .extract.pipeline import extract_source
    from .extract.read import bytes_to_source, find_sources

    for path in paths:
        try:
            if path == "-":
                yield extract_read(bytes_to_source(sys.stdin.buffer.read(), "stdin"))
                continue
            files = list(find_sources(Path(path)))
        except SourceError as error:
            yield error
            continue
        for file in files:
            try:
                yield extract_source(file)
            except SourceError as error:
                yield error


@main.command("text")
@click.argument("path", metavar="FILE")
def show_text(path: str) -> None:
    """Print the text of a file as its lines are counted, to see what a page or document was read as.

    FILE is a file, or - for standard input.

    \b
    gongbao text notice.pdf | sed -n 12p
    """  # noqa: D301 (click reads the escape)
    from .extract.read import bytes_to_source, read_source

    source = bytes_to_source(sys.stdin.buffer.read(), "stdin") if path == "-" else read_source(Path(path))
    click.echo(source.text, nl=False)


def _checked_base(context: click.Context, parameter: click.Parameter, base: str | None) -> str | None:
    from .graph.terms import check_base

    if base is not None:
        try:
            check_base(base)
        except GongbaoError as error:
            raise click.BadParameter(f"{error}; give one such as https://example.org/id/") from error
    return base


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH…")
@store_option
@click.option(
    "--base", callback=_checked_base, help="Where IRIs of the data begin; by default as in the graph that is there."
)
@click.option(
    "--agencies",
    type=click.Path(path_type=Path),
    help="A register of agencies of your own (Turtle), which wins over the shipped one; kept for later builds.",
)
@click.option(
    "--judgements",
    type=click.Path(path_type=Path),
    help="An analyst's decisions; by default those of the last build, else judgements.jsonl beside the store.",
)
@click.option("-q", "--quiet", is_flag=True, help="No progress and no table, only complaints.")
def build(
    paths: Sequence[Path],
    store: Path,
    base: str | None,
    agencies: Path | None,
    judgements: Path | None,
    quiet: bool,
) -> None:
    """Read gazettes into the graph: what is new or changed is read, what was there stays.

    PATH is a text, web page or document, or a folder of them. A gazette that has gone from a folder named here goes
    from the graph.
    """
    from .extract.pipeline import extract_source, reader_version
    from .graph.build import build as build_graph

    files, missing = _files(paths)
    if not files:
        _end_with(missing)
    try:
        with _progress(quiet) as progress:
            report = build_graph(
                files,
                store,
                read=extract_source,
                reader=reader_version(),
                folders=[path for path in paths if path.is_dir()],
                base=base,
                judgements=judgements,
                agencies=agencies,
                progress=progress,
            )
    except SourceError as error:
        _end_with([*missing, str(error)])
        raise
    if not quiet:
        _show_report(report, store)
    for source in report.asleep:
        complain(f"judgements about {source} have no effect: the store holds no such source")
    _end_with([*missing, *(failure.message for failure in report.failures)])


def _files(paths: Sequence[Path]) -> tuple[list[Path], list[str]]:
    """The files that paths stand for, and what is wrong with the other paths."""
    from .extract.read import find_sources

    files: list[Path] = []
    missing: list[str] = []
    for path in paths:
        try:
            files += find_sources(path)
            _tell_unread(path)
        except SourceError as error:
            missing.append(str(error))
    return files, missing


def _tell_unread(folder: Path) -> None:
    """Say how many files of a folder are passed over: because of their kind, or because they tell of gazettes."""
    from .extract.read import find_own_pages, find_unread

    if unread := find_unread(folder):
        kinds = ", ".join(sorted({file.suffix.lower() for file in unread}))
        complain(
            f"{folder}: {len(unread)} files of kinds that are not read were passed over ({kinds})",
            "Name one to 'gongbao text' to learn what to do about it.",
        )
    if own := find_own_pages(folder):
        complain(f"{folder}: {', '.join(file.name for file in own)} passed over, for 'gongbao view' wrote it")


def _end_with(failures: Sequence[str]) -> None:
    """Name the sources that could not be read, if any, and end with status 1: a line each, then what to do."""
    if not failures:
        return
    *others, last = failures if len(failures) == 1 else [*failures, f"{len(failures)} sources could not be read"]
    for failure in others:
        complain(failure)
    complain(last, ADVICE[SourceError])
    sys.exit(1)


@contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[str, int, int], None]]:
    """A bar on standard error where that is a terminal, else nothing."""
    if quiet or not sys.stderr.isatty():
        yield lambda stage, done, total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def advance(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total)
            bar.update(tasks[stage], completed=done, total=total)

        yield advance


PLURALS = {
    "directive": "directives",
    "group": "groups",
    "group_mention": "groups merely named",
    "group_change": "groups dissolved, merged or renamed",
    "member": "memberships",
    "task": "tasks",
    "assignment": "assignments",
    "duty": "duties",
    "appointment": "appointments",
    "citation": "citations",
    "event": "events",
    "gap": "not read (see 'gongbao review')",
}


def _show_report(report: "BuildReport", store: Path) -> None:
    from .graph.review import review, tally
    from .graph.table import Table

    rows: list[tuple[str, int]] = [("sources", report.sources)]
    rows += [(PLURALS[kind], report.counts[kind]) for kind in PLURALS if report.counts.get(kind)]
    rows += [("judgements", report.judgements)] if report.judgements else []
    rows.append(("triples", report.triples))
    show_table(Table(("in the graph", "number"), tuple(rows)), "table")
    gaps, doubts = tally(review(store))
    if gaps + doubts:
        click.echo(f"{_to_review(gaps, doubts)} 'gongbao review' lists them.")
    click.echo(_what_changed(report, store))


def _what_changed(report: "BuildReport", store: Path) -> str:
    if not report.changed:
        return f"Nothing has changed: {store} is as it was."
    parts = [
        f"{len(names)} {what}"
        for names, what in ((report.read, "read"), (report.unchanged, "unchanged"), (report.removed, "removed"))
        if names
    ]
    return f"Built {store}: {', '.join(parts)}."


# Asking


@main.command()
@click.argument("sparql", required=False)
@click.option(
    "-f", "--file", "file", type=click.File(encoding="utf-8"), help="Read the query from a file, - for stdin."
)
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, max=LONGEST, min_open=True),
    default=30.0,
    show_default=True,
    help="How long it may run.",
)
@store_option
@format_option
def query(sparql: str | None, file: IO[str] | None, seconds: float, store: Path, fmt: str) -> None:
    """Ask the graph in SPARQL.

    \b
    gongbao query 'SELECT ?name { ?agency a gb:Agency ; rdfs:label ?name } LIMIT 5'
    """  # noqa: D301 (click reads the escape)
    from .graph.query import run_query

    if (sparql is None) == (file is None):
        raise click.UsageError("Give a query, or a file with -f, and not both.")
    text = sparql if file is None else _query_text(file)
    show_table(run_query(store, text or "", seconds=seconds), fmt)


def _query_text(file: IO[str]) -> str:
    try:
        return file.read()
    except UnicodeDecodeError as error:
        raise QueryError(f"the query in {file.name} is not in UTF-8") from error


class Questions(click.Group):
    """One command a named question, made from the question's own header."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of the questions."""
        from .graph.ask import list_questions

        return [question.name for question in list_questions()]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a question; an unknown one is an error that names the nearest."""
        from .graph.ask import find_question

        try:
            return _question_command(find_question(cmd_name))
        except QueryError as error:
            raise click.UsageError(f"{error}. 'gongbao ask' lists all.", ctx) from error


def _question_command(question: "Question") -> click.Command:
    def run(store: Path, fmt: str, **options: str | None) -> None:
        from .graph.ask import ask

        given = {name.replace("_", "-"): value for name, value in options.items() if value is not None}
        try:
            table = ask(store, question.name, given)
        except QueryError as error:
            raise click.UsageError(f"{error}.") from error
        show_table(table, fmt, title=question.title)

    command = click.command(
        question.name, help=f"{question.title}\n\n{question.title_zh}\n\n{question.about}", short_help=question.title
    )(format_option(store_option(run)))
    command.params[:0] = [_option(option) for option in question.options]
    return command


def _option(option: "Option") -> click.Option:
    default = f"  [default: {option.default}]" if option.default is not None else ""
    names = [f"--{option.name}", option.name.replace("-", "_")]
    if option.kind == "flag":
        return click.Option(names, flag_value="yes", default=None, help=option.about)
    return click.Option(
        names,
        required=option.required,
        help=f"{option.about}{default}",
        metavar=option.kind.upper() if "|" not in option.kind else f"[{option.kind}]",
    )


@main.group(cls=Questions, invoke_without_command=True)
@click.pass_context
def ask(ctx: click.Context) -> None:
    """Ask a named question; without a name, list them."""
    if ctx.invoked_subcommand is not None:
        return
    from .graph.ask import list_questions
    from .graph.table import Table

    rows = tuple((question.name, question.title, question.title_zh) for question in list_questions())
    show_table(Table(("question", "asks", "问"), rows), "table")


@main.command()
@click.argument("old", type=click.Path(path_type=Path), metavar="STORE1")
@click.argument("new", type=click.Path(path_type=Path), metavar="STORE2")
@format_option
def diff(old: Path, new: Path, fmt: str) -> None:
    """List the facts that a build lost and gained over another one, by source and line."""
    from .graph.difference import difference

    show_table(difference(old, new), fmt)


@main.command()
@click.option("--source", help="Only entries of the source of this name.")
@click.option("--limit", type=click.IntRange(min=1), default=None, help="How many rows; by default all.")
@click.option("--proposals", is_flag=True, help="Who is perhaps who instead, as lines for the file of judgements.")
@store_option
@format_option
def review(source: str | None, limit: int | None, proposals: bool, store: Path, fmt: str) -> None:
    """List what was not read and what is doubtful, worst first."""
    if proposals:
        from .graph.proposals import propose

        for line in propose(store)[:limit]:
            click.echo(line)
        return
    from .graph.review import review as review_store
    from .graph.review import tally
    from .graph.table import Table

    found = review_store(store, source=source)
    show_table(Table(found.columns, found.rows[:limit]), fmt)
    click.echo(_to_review(*tally(found)), err=True)


def _to_review(gaps: int, doubts: int) -> str:
    """How much there is to look at, in a sentence."""
    if not gaps + doubts:
        return "Every statement was read, and no fact is doubtful."
    unread = f"{gaps} statement{' was' if gaps == 1 else 's were'} not read"
    return f"{unread}, and {doubts} {'fact is' if doubts == 1 else 'facts are'} doubtful."


@main.command()
@click.argument("name", required=False)
@store_option
@format_option
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="How many rows.")
@click.option("--from", "first", type=YEAR, help="Only what is dated in this year or later.")
@click.option("--to", "last", type=YEAR, help="Only what is dated in this year or earlier.")
@click.option("--network", help="The network to measure, where an analysis can measure several.")
@click.option("--rewirings", type=click.IntRange(0, 100_000), help="How often chance is tried; by default at most 100.")
@click.option("--seed", type=click.IntRange(0, 2**32 - 1), help="Of all that is drawn by chance; by default 0.")
def analyse(
    name: str | None,
    store: Path,
    fmt: str,
    limit: int,
    first: int | None,
    last: int | None,
    **told: Any,
) -> None:
    """Measure the graph as a network; without a name, list the analyses.

    docs/analysis.md says what each one means.
    """
    from .graph.analyse import ANALYSES, Settings, Years
    from .graph.analyse import analyse as run_analysis

    if name is None:
        show_table(_analyses(), fmt)
        return
    if name not in ANALYSES:
        raise click.UsageError(f"there is no analysis {name!r}; there is {', '.join(ANALYSES)}")
    given = {option: value for option, value in told.items() if value is not None}
    if foreign := sorted(given.keys() - ANALYSES[name].takes):
        raise click.UsageError(f"{name} takes no --{foreign[0]}; 'gongbao analyse' lists what each takes.")
    if first is not None and last is not None and first > last:
        raise click.UsageError(f"there are no years from {first} to {last}.")
    with _progress(quiet=False) as progress:
        settings = Settings(years=Years(first, last), progress=progress, **given)
        findings = run_analysis(store, name, limit=limit, settings=settings)
    show_table(findings, fmt, title=ANALYSES[name].title)
    for note in findings.notes:
        click.echo(note, err=True)


def _analyses() -> "Table":
    """What can be asked, and what each analysis can be told besides years."""
    from .graph.analyse import ANALYSES
    from .graph.table import Table

    rows = tuple(
        (analysis.name, analysis.title, analysis.title_zh, " ".join(f"--{option}" for option in sorted(analysis.takes)))
        for analysis in ANALYSES.values()
    )
    return Table(("analysis", "asks", "问", "takes"), rows)


# Looking and taking out


@main.command()
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="The HTML file to write.")
@click.option("--about", help="A name that the page is about; without it, the whole graph.")
@click.option("--picture", "only", type=click.Choice(PICTURES), help="The one picture wanted; by default all.")
@click.option("--depth", type=click.IntRange(min=1), default=1, show_default=True, help="Steps from that name.")
@click.option("--limit", type=click.IntRange(min=2), default=None, help="How many names are drawn at first.")
@click.option("--language", type=click.Choice(["en", "zh"]), help="By default that of the reader's browser.")
@store_option
def view(output: Path, store: Path, limit: int | None, **options: Any) -> None:
    """Draw the graph as one interactive page that needs no network."""
    from .graph.view import LIMIT, write_view

    if str(output) == "-":
        raise click.UsageError("a picture is a file to open in a browser: name one, such as -o picture.html.")
    report = write_view(store, output, limit=limit or LIMIT, **options)
    of_all = f" of {report.nodes + report.waiting}" if report.waiting else ""
    beside = f"; {report.left_out} weaker ones are not in the page" if report.left_out else ""
    click.echo(f"{output}: {', '.join(report.pictures)}; {report.nodes}{of_all} names, {report.edges} ties{beside}.")


def _formats() -> str:
    """What each format of export is, a line each, as help shows it."""
    return "\n".join(("\b", *(f"{name:8} {about}" for name, about in FORMATS.items())))


@main.command(
    help=f"Write the graph for other programs.\n\nOUT is a file, - for standard output, or for csv and neo4j a folder; "
    f"docs/exports.md says more.\n\n{_formats()}",
    short_help="Write the graph for other programs.",
)
@click.argument("out", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--format", "fmt", required=True, type=click.Choice(list(FORMATS)), help="What to write, as listed above."
)
@click.option("-q", "--quiet", is_flag=True, help="No progress and no list of files, only complaints.")
@store_option
def export(out: Path, fmt: str, quiet: bool, store: Path) -> None:
    """Write the graph for other programs."""
    from .graph.export import export as export_graph
    from .graph.export import export_stream, is_folder

    if str(out) != "-":
        with _progress(quiet) as progress:
            paths = export_graph(store, fmt, out, progress=progress)
        for path in () if quiet else paths:
            click.echo(path)
        return
    if is_folder(fmt):
        raise click.UsageError(f"{fmt} is a folder of files, which does not fit into standard output.")
    with _progress(quiet) as progress:
        export_stream(store, fmt, sys.stdout.buffer, progress=progress)


@main.command()
@store_option
def validate(store: Path) -> None:
    """Check the graph against the shapes of the ontology."""
    from .graph.validate import violations

    found = violations(store)
    for violation in found:
        complain(violation)
    if found:
        sys.exit(1)
    click.echo(f"{store} is well-formed.")


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
def sample(folder: Path) -> None:
    """Copy the two sample gazettes that ship with Gongbao into a folder, and what they are."""
    from importlib.resources import files

    folder.mkdir(parents=True, exist_ok=True)
    for file in sorted(files(f"{__package__}.sample").iterdir(), key=lambda file: file.name):
        if file.name.endswith((".txt", ".md")):
            # README without .md, or a build of the folder would take it for a gazette.
            copy = folder / file.name.removesuffix(".md")
            copy.write_bytes(file.read_bytes())
            click.echo(copy)


if __name__ == "__main__":
    main()
