"""The way through extraction: a file becomes a reading."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ..errors import SourceError
from ..ontology.model import Directive, Fact, Group, GroupMention, Reading
from ..ontology.traditional import simplified
from .appointments import find_appointments
from .assignments import find_assignments
from .chronicle import find_events
from .citations import find_citations
from .directives import document_key, find_directive
from .dissolutions import find_dissolutions
from .evidence import Printed
from .groups import find_groups, find_masthead
from .lost import find_lost_pages
from .mentions import find_mentions
from .prose import find_prose
from .read import Source, check_characters, read_source
from .repair import repair
from .segment import Document, Paragraph, segment
from .spelling import as_printed
from .tables import Seat, find_tables, without_tables
from .tasks import paragraphs_with_items
from .text import Text
from .unread import UNREAD, find_unread

_RULES = (
    "extract/*.py",
    "extract/formats/*.py",
    "ontology/model.py",
    "ontology/stream.py",
    "ontology/traditional.*",
    "ontology/vocabulary.py",
    "ontology/vocab/*.yaml",
)
"""The files that decide what is read out of a source."""


def reader_version() -> str:
    """A digest of the rules: where it differs from the last time, sources have to be read again."""
    package = Path(__file__).parent.parent
    digest = hashlib.sha256()
    for file in sorted(file for pattern in _RULES for file in package.glob(pattern)):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def extract_source(path: Path) -> Reading:
    """Read a file and everything it states.

    Raises:
        SourceError: The file cannot be read as a text, or states nothing.
    """
    return extract(read_source(path))


def extract(source: Source) -> Reading:
    """Everything that a source states, in its order.

    Raises:
        SourceError: It states nothing: there is no directive in it, nor a list of members. Or its text, where it was
            not decoded from bytes, holds half a character.
    """
    check_characters(source)
    # A task that several statements close is found with each of them.
    found = list(dict.fromkeys(find_facts(source)))
    # Any text may name a group or look like a statement somewhere.
    if all(fact.rule.startswith(UNREAD) or isinstance(fact, GroupMention) for fact in found):
        raise SourceError(
            f"{source.name} holds no directive: no number such as 某政办〔2023〕22号, no title of a notice"
        )
    facts = sorted([*found, *find_lost_pages(source.name, source.text)], key=lambda fact: fact.span.start)
    return Reading(
        source=source.name,
        sha256=source.sha256,
        encoding=source.encoding,
        characters=len(source.text),
        facts=tuple(facts),
    )


def find_facts(source: Source) -> Iterator[Fact]:
    """The facts of a source, document by document."""
    text = simplified(source.text)
    page = Printed(source.name, source.text, repair(Text.of(text)))
    facts = page_facts(page)
    yield from facts if text == source.text else as_printed(facts, page)


def page_facts(page: Printed) -> Iterator[Fact]:
    """The facts of a source beside its repaired text, their words as they stand there."""
    segments = segment(page.repaired.value)
    directives = [find_directive(document, page) for document in segments.documents]
    tables = [find_tables(document, page) for document in segments.documents]
    texts = tuple(map(without_tables, segments.documents, tables))
    facts: list[Fact] = []
    for document, directive, text, found in zip(segments.documents, directives, texts, tables, strict=True):
        facts += [*([directive] if text.heading else []), *found.facts]
        facts += _text_facts(text, directive, found.seats, page)
        facts += find_dissolutions(document, page)  # a table of groups may look like one of tasks
    facts += _facts_outside(segments.rest, page)
    yield from facts
    yield from find_unread(replace(segments, documents=texts), facts, page)


def _facts_outside(rest: Sequence[Paragraph], page: Printed) -> Iterator[Fact]:
    """The facts outside every directive."""
    yield from find_masthead(rest, page)
    yield from find_events(rest, page)
    yield from find_mentions("", rest, page)


def _text_facts(
    document: Document, directive: Directive, seats: Mapping[int, Seat | None], page: Printed
) -> Iterator[Fact]:
    """The facts that a directive states in running text and lists; ``seats`` are those of its tables."""
    groups = tuple(find_groups(document, page, seats))
    yield from groups
    listed = {one.name for one in groups if isinstance(one, Group)}
    yield from find_mentions(document_key(document), document.body, page, listed=listed)
    items = tuple(paragraphs_with_items(document, directive.promulgates))
    yield from find_assignments(document_key(document), items, page)
    yield from find_prose(document_key(document), items, page)
    yield from find_appointments(document, page)
    yield from find_citations(document, page)
