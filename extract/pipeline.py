"""The way through extraction: a file becomes a reading."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from ..errors import SourceError
from ..ontology.model import Fact, Reading
from ..ontology.traditional import simplified
from .appointments import find_appointments
from .assignments import find_assignments
from .chronicle import find_events
from .citations import find_citations
from .directives import document_key, find_directive
from .evidence import Printed
from .groups import find_groups, find_masthead
from .prose import find_prose
from .read import Source, check_characters, read_source
from .repair import repair
from .segment import Document, segment
from .spelling import as_printed
from .tasks import paragraphs_with_items
from .text import Text

_RULES = (
    "extract/*.py",
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
    facts = sorted(dict.fromkeys(find_facts(source)), key=lambda fact: fact.span.start)
    if not facts:
        raise SourceError(
            f"{source.name} holds no directive: no number such as 某政办〔2023〕22号, no title of a notice"
        )
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
    for document in segments.documents:
        yield from document_facts(document, page)
    yield from find_masthead(segments.rest, page)
    yield from find_events(segments.rest, page)


def document_facts(document: Document, page: Printed) -> Iterator[Fact]:
    """The facts of one directive."""
    directive = find_directive(document, page)
    if document.heading:
        yield directive
    yield from find_groups(document, page)
    items = tuple(paragraphs_with_items(document, directive.promulgates))
    yield from find_assignments(document_key(document), items, page)
    yield from find_prose(document_key(document), items, page)
    yield from find_appointments(document, page)
    yield from find_citations(document, page)
