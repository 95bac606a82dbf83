r"""Extraction as spaCy components, for anyone's pipeline.

Each factory finds one kind of fact and puts it on the Doc: as records in ``doc._.gongbao``, and as spans, labelled with
the rule that read them, in ``doc.spans["gongbao_directives"]`` and so on. The Doc is the text as scanned; the spans are
places in it.

    >>> import spacy
    >>> nlp = spacy.blank("zh")
    >>> pipe = nlp.add_pipe("gongbao_assignments")
    >>> doc = nlp("某县政府\n关于抗旱的通知\n某政〔2020〕1号\n一、修水渠。要快。（县水利局牵头，县财政局配合）\n")
    >>> [(fact.body, fact.role) for fact in doc._.gongbao if fact.kind == "assignment"]
    [('县水利局', 'lead'), ('县财政局', 'support')]

A blank Chinese pipeline makes one token of each character, so a place in the text is a Span. It slows down with the
length of a Doc; the command line therefore goes straight to :mod:`gongbao.extract.pipeline`, which these components
call too.
"""

import hashlib
from collections.abc import Callable, Iterable
from functools import lru_cache

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

from ..ontology.model import Fact
from .pipeline import find_facts
from .read import Source

KINDS = {
    "gongbao_directives": ("directive",),
    "gongbao_groups": ("group", "group_mention", "member"),
    "gongbao_dissolutions": ("group_change",),
    "gongbao_assignments": ("task", "assignment"),
    "gongbao_duties": ("duty",),
    "gongbao_appointments": ("appointment",),
    "gongbao_events": ("event",),
    "gongbao_citations": ("citation",),
}
"""Each factory with the kinds of fact that it finds."""

if not Doc.has_extension("gongbao"):
    Doc.set_extension("gongbao", default=())


def doc_facts(doc: Doc) -> tuple[Fact, ...]:
    """All facts of a Doc, offsets counting its characters. Its ``user_data["source"]`` names it, else it is ``doc``."""
    text = doc.text if doc.text.endswith("\n") else f"{doc.text}\n"
    return _facts(str(doc.user_data.get("source", "doc")), text)


# A pipeline asks for the facts of one Doc once a component.
@lru_cache(maxsize=1)
def _facts(name: str, text: str) -> tuple[Fact, ...]:
    return tuple(find_facts(Source(name, text, "utf-8", hashlib.sha256(text.encode()).hexdigest())))


def set_annotations(doc: Doc, name: str, facts: Iterable[Fact]) -> Doc:
    """Put facts on a Doc: records in ``doc._.gongbao``, their places in ``doc.spans[name]``."""
    found = tuple(facts)
    places = {(span.start, span.end, fact.rule) for fact in found for span in fact.spans}
    spans = [doc.char_span(start, end, label=rule, alignment_mode="expand") for start, end, rule in sorted(places)]
    doc.spans[name] = filter_spans([span for span in spans if span is not None])
    doc._.gongbao = (*doc._.gongbao, *found)
    return doc


def _component(name: str) -> Callable[[Doc], Doc]:
    def component(doc: Doc) -> Doc:
        return set_annotations(doc, name, (fact for fact in doc_facts(doc) if fact.kind in KINDS[name]))

    return component


@Language.factory("gongbao_directives", assigns=["doc._.gongbao", "doc.spans"])
def create_directives(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """A component that finds directives."""
    return _component("gongbao_directives")


@Language.factory("gongbao_groups", assigns=["doc._.gongbao", "doc.spans"])
def create_groups(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """A component that finds groups and their members."""
    return _component("gongbao_groups")


@Language.factory("gongbao_dissolutions", assigns=["doc._.gongbao", "doc.spans"])
def create_dissolutions(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """A component that finds groups that are dissolved, merged or renamed."""
    return _component("gongbao_dissolutions")


@Language.factory("gongbao_assignments", assigns=["doc._.gongbao", "doc.spans"])
def create_assignments(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """A component that finds tasks and who is assigned to them."""
    return _component("gongbao_assignments")


@Language.factory("gongbao_duties", assigns=["doc._.gongbao", "doc.spans"])
def create_duties(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """A component that finds duties."""
    return _component("gongbao_duties")


@Language.factory("gongbao_appointments", assigns=["doc._.gongbao", "doc.spans"])
def create_appointments(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """A component that finds appointments and dismissals."""
    return _component("gongbao_appointments")


@Language.factory("gongbao_events", assigns=["doc._.gongbao", "doc.spans"])
def create_events(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """A component that finds the items of chronicles."""
    return _component("gongbao_events")


@Language.factory("gongbao_citations", assigns=["doc._.gongbao", "doc.spans"])
def create_citations(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """A component that finds citations."""
    return _component("gongbao_citations")
