"""The way through extraction: a file becomes a reading."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from ..errors import SourceError
from ..ontology.model import Fact, Reading
from .appointments import find_appointments
from .assignments import find_assignments
from .chronicle import find_events
from .citations import find_citations
from .directives import document_key, find_directive
from .evidence import Printed
from .groups import find_groups, find_masthead
from .lost import find_lost_pages
from .prose import find_prose
from .read import Source, read_source
from .repair import repair
from .segment import Document, segment
from .tasks import paragraphs_with_items
from .text import Text

_RULES = (
    "extract/*.py",
    "extract/formats/*.py",
    "ontology/model.py",
    "ontology/stream.py",
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
        SourceError: It states nothing: there is no directive in it, nor a list of members.
    """
    # A task that several statements close is found with each of them.
    found = list(dict.fromkeys(find_facts(source)))
    if not found:
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
    repaired = repair(Text.of(source.text))
    page = Printed(source.name, source.text, repaired)
    segments = segment(repaired.value)
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
