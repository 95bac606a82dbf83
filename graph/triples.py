"""Facts as RDF: one generator a kind of fact, one named graph a source.

A source's graph holds its statements, each a node of its own with its evidence. What sources have in common stands
in the default graph: agencies, officials, groups, directives and tasks, which identities were resolved over all
sources, and the plain ties between them. So no triple is there twice, and queries over the union of all graphs
count right: engines that merge graphs on the fly, as ours does, answer once a graph.

Every node is described by the same few words wherever it is met: its class and one plain label. The label is a
function of what the IRI is minted from, so a node has one label. There are no blank nodes, and the same facts give
the same quads.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, TypeAlias

from pyoxigraph import Literal, NamedNode, Quad

from ..ontology.agencies import AgencyName, Step
from ..ontology.model import (
    Appointment,
    Assignment,
    Citation,
    Directive,
    Duty,
    Event,
    Fact,
    Gap,
    Group,
    GroupChange,
    GroupMention,
    Member,
    Reading,
    Span,
    Task,
)
from ..ontology.register import SHIPPED
from ..ontology.traditional import simplified
from ..ontology.variants import Variant, variants
from . import terms
from .careers import Tenure
from .persons import Comparison, Mention, Official, rank_of
from .resolve import DirectiveName, GroupName, Post, Resolution
from .terms import GB, mint, mint_hash

Object: TypeAlias = NamedNode | Literal
Property: TypeAlias = tuple[NamedNode, Object]

TRUE = Literal(True)
EXCERPT = 40
"""Characters of running text that a label shows."""
_DATES = {10: terms.XSD_DATE, 7: terms.XSD_MONTH, 4: terms.XSD_YEAR}


def reading_quads(reading: Reading, resolution: Resolution, *, base: str = terms.BASE) -> Iterator[Quad]:
    """The quads that a reading states, in the named graph of its source or in the default graph.

    Args:
        reading: Facts of one source.
        resolution: Identities, resolved over all sources of the store.
        base: Where IRIs of data begin.

    Yields:
        Quads without blank nodes; a quad may come more than once.
    """
    scribe = _Scribe(reading, resolution, base)
    _write_source(scribe, reading)
    yield from scribe.hand_over()
    for fact in reading.facts:
        _WRITERS[fact.kind](scribe, fact)
        yield from scribe.hand_over()


def source_iri(source: str, *, base: str = terms.BASE) -> NamedNode:
    """The IRI of a source, which is also the name of its graph.

    >>> source_iri("a.txt").value
    'https://gongbao.example/id/source/a.txt'
    """
    return mint(base, "source", source)


def date_literal(text: str) -> Literal:
    """A date as far as it is known: a day, a month or a year; what is none of them stays a text.

    >>> print(date_literal("2021-03"))
    "2021-03"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>
    """
    return Literal(text, datatype=_DATES.get(len(text)) if _is_date(text) else None)


def _is_date(text: str) -> bool:
    try:
        return bool(date.fromisoformat(f"{text}-01-01"[:10]))
    except ValueError:
        return False


class _Scribe:
    """Collects the quads of one source and remembers whom it has described already."""

    def __init__(self, reading: Reading, resolution: Resolution, base: str) -> None:
        self.resolution = resolution
        self.base = base
        self.source = reading.source
        self.graph = source_iri(reading.source, base=base)
        self.tasks = {
            (fact.directive, fact.path, fact.label, fact.title) for fact in reading.facts if isinstance(fact, Task)
        }
        self._quads: list[Quad] = []
        self._described: set[NamedNode] = set()

    def hand_over(self) -> list[Quad]:
        """The quads collected since the last time."""
        quads, self._quads = self._quads, []
        return quads

    def add(self, subject: NamedNode, predicate: NamedNode, value: Object) -> None:
        """State a triple in the graph of the source: its subject or its object is this source's alone."""
        self._quads.append(Quad(subject, predicate, value, self.graph))

    def share(self, subject: NamedNode, predicate: NamedNode, value: Object) -> None:
        """State a triple that other sources may state too."""
        self._quads.append(Quad(subject, predicate, value))

    def share_text(self, subject: NamedNode, predicate: NamedNode, text: str) -> None:
        """State a text that other sources may state too, unless it is empty."""
        if text:
            self.share(subject, predicate, Literal(text))

    def describe(self, node: NamedNode, cls: NamedNode, label: str) -> bool:
        """State class and label of a node that sources have in common; whether it was new to this source."""
        return self._describe(node, cls, label, self.share)

    def describe_named(self, node: NamedNode, cls: NamedNode, name: str) -> bool:
        """State class and label of a node, its name as printed and, if that is another, in simplified characters."""
        shown = self.resolution.spelt(name)
        if shown != name:
            self.share(node, terms.SKOS_ALT, Literal(name))
        return self.describe(node, cls, shown)

    def describe_own(self, node: NamedNode, cls: NamedNode, label: str) -> bool:
        """State class and label of a node that is this source's alone; whether it was new."""
        return self._describe(node, cls, label, self.add)

    def _describe(self, node: NamedNode, cls: NamedNode, label: str, state: Callable[..., None]) -> bool:
        if node in self._described:
            return False
        self._described.add(node)
        state(node, terms.RDF_TYPE, cls)
        state(node, terms.LABEL, Literal(label))
        return True


# What facts name


def _directive(scribe: _Scribe, name: DirectiveName) -> NamedNode:
    """A directive that a fact names, printed in this source or not."""
    node = directive_iri(name, base=scribe.base)
    if scribe.describe_named(node, GB.Directive, name.label):
        scribe.share_text(node, GB.number, scribe.resolution.spelt(name.number))
    return node


def _title(scribe: _Scribe, node: NamedNode, title: str) -> None:
    """A title as printed, to be found in simplified characters too."""
    scribe.share_text(node, terms.DCTERMS_TITLE, title)
    if (plain := simplified(title)) != title:
        scribe.share(node, terms.SKOS_ALT, Literal(plain))


def directive_iri(name: DirectiveName, *, base: str = terms.BASE) -> NamedNode:
    """The IRI of a directive: readable where it has a number, a digest elsewhere."""
    if name.number:
        return mint(base, "directive", name.number)
    return mint_hash(base, "directive", *name.key)


def _agency(scribe: _Scribe, fact: Fact, directive: str, body: str) -> NamedNode:
    name = scribe.resolution.agency(fact, directive, body)
    node = _agency_node(scribe, name)
    group = scribe.resolution.group_at_hand(fact, directive, body)
    if group is not None:
        scribe.share(node, GB.ofGroup, _group(scribe, group))
    for other in {body, simplified(body)} - {name.name}:
        scribe.share(node, terms.SKOS_ALT, Literal(other))
    return node


def agency_iri(name: AgencyName, *, base: str = terms.BASE) -> NamedNode:
    """The IRI of an agency or a collective: its jurisdiction and its canonical name."""
    return mint(base, "collective" if name.collective else "agency", name.place, name.name)


def _agency_node(scribe: _Scribe, name: AgencyName) -> NamedNode:
    node = agency_iri(name, base=scribe.base)
    if scribe.describe(node, GB.Collective if name.collective else GB.Agency, name.name):
        _describe_agency(scribe, node, name)
    return node


def _describe_agency(scribe: _Scribe, node: NamedNode, name: AgencyName) -> None:
    scribe.share(node, terms.SKOS_PREF, Literal(name.name))
    scribe.share_text(node, GB.jurisdiction, name.place)
    if name.provisional:
        scribe.share(node, GB.provisional, TRUE)
        for variant in variants(name, register=scribe.resolution.register):
            _propose(scribe, node, variant)
    _describe_by_register(scribe, node, name)
    for heir in scribe.resolution.successors(name):
        scribe.share(node, GB.succeededBy, _agency_node(scribe, heir))
    for step in scribe.resolution.steps(name):
        _change(scribe, node, step)


def _describe_by_register(scribe: _Scribe, node: NamedNode, name: AgencyName) -> None:
    """What the register alone says of an agency or a collective, and which register says it."""
    form = scribe.resolution.form(name)
    members = scribe.resolution.members(name)
    if form is not None:
        scribe.share(node, GB.register, Literal(form.origin))
        if form.field:
            scribe.share(node, GB.field, _field(scribe, form.field))
    elif members:
        scribe.share(node, GB.register, Literal(SHIPPED))
    for member in members:
        scribe.share(node, terms.ORG_HAS_MEMBER, _agency_node(scribe, member))


def _propose(scribe: _Scribe, node: NamedNode, variant: Variant) -> None:
    """That an agency may be another one, for an analyst to judge."""
    proposal = mint_hash(scribe.base, "variant", node.value, variant.name)
    scribe.describe(proposal, GB.Variant, variant.name)
    scribe.share(proposal, GB.agency, node)
    scribe.share_text(proposal, GB.officialName, variant.name)
    scribe.share(proposal, GB.score, Literal(str(variant.score), datatype=terms.XSD_DECIMAL))
    scribe.share_text(proposal, GB.reason, variant.reason)


def _field(scribe: _Scribe, iri: str) -> NamedNode:
    known = scribe.resolution.register.fields[iri]
    node = NamedNode(iri)
    if scribe.describe(node, GB.AgencyField, known.zh or known.en):
        for words, language in ((known.zh, "zh"), (known.en, "en")):
            if words:
                scribe.share(node, terms.SKOS_PREF, Literal(words, language=language))
    return node


def _change(scribe: _Scribe, node: NamedNode, step: Step) -> None:
    """A step of a reform at one place, between the agencies that sources name."""
    change, first = step.change, step.heirs[0]
    event = mint(scribe.base, "change", re.split("[#/]", change.iri)[-1], first.place, first.name)
    if scribe.describe(event, terms.ORG_CHANGE_EVENT, f"{first.name}（{change.date or change.kind}）"):
        scribe.share(event, GB.changeKind, Literal(change.kind))
        scribe.share(event, GB.register, Literal(change.origin))
        for predicate, value in _date(GB.date, change.date):
            scribe.share(event, predicate, value)
    scribe.share(event, terms.ORG_ORIGINAL, node)
    for heir in step.heirs:
        if heir in scribe.resolution.agencies:
            scribe.share(event, terms.ORG_RESULTING, _agency_node(scribe, heir))


def _group(scribe: _Scribe, name: GroupName) -> NamedNode:
    node = mint(scribe.base, "group", *name.key)
    if scribe.describe_named(node, GB.Group, name.label):
        scribe.share_text(node, GB.jurisdiction, name.jurisdiction)
        scribe.share_text(node, terms.SKOS_ALT, name.full_name)
    return node


def post_iri(post: Post, *, base: str = terms.BASE) -> NamedNode:
    """The IRI of a post: its agency and its title, or its place and the words as printed."""
    return mint(base, "post", *post.key)


def _post(scribe: _Scribe, post: Post) -> NamedNode:
    node = post_iri(post, base=scribe.base)
    if scribe.describe(node, GB.Post, post.label):
        scribe.share_text(node, GB.postTitle, post.title)
        if post.proves and rank_of(post.title) == "head":
            scribe.share(node, GB.sole, TRUE)
        if post.agency is not None:
            scribe.share(node, terms.ORG_POST_IN, _agency_node(scribe, post.agency))
    return node


def _posts(scribe: _Scribe, fact: Fact, directive: str, printed: tuple[str, ...]) -> list[NamedNode]:
    posts = scribe.resolution.each_post(fact, directive, printed)
    nodes = [_post(scribe, post) for post in dict.fromkeys(posts)]
    for post, words in zip(posts, printed, strict=True):
        _spell_post(scribe, post, words)
    return nodes


def _spell_post(scribe: _Scribe, post: Post, printed: str) -> None:
    """A post as printed, and without brackets in simplified characters, so that it is found by what people write."""
    for words in {printed, simplified(printed).partition("（")[0]} - {post.label, ""}:
        scribe.share(post_iri(post, base=scribe.base), terms.SKOS_ALT, Literal(words))


def official_iri(official: Official, *, base: str = terms.BASE) -> NamedNode:
    """The IRI of a person: the name, and a digest of what tells namesakes apart."""
    name = simplified(official.name)
    digest = mint_hash("x:", "o", name, *official.key).value[-12:]
    return NamedNode(f"{base}official/{terms.iri_segment(name)}-{digest}")


def _official(scribe: _Scribe, official: Official, posts: list[NamedNode]) -> NamedNode:
    node = official_iri(official, base=scribe.base)
    if scribe.describe(node, GB.Official, official.name):
        scribe.share(node, terms.FOAF_NAME, Literal(official.name))
        for other in official.also:
            scribe.share(node, terms.SKOS_ALT, Literal(other))
        for reason in official.reasons:
            scribe.share(node, GB.joinReason, Literal(reason))
    for post in posts:
        scribe.share(node, terms.ORG_HOLDS, post)
    return node


# Officials over time


def _show_person(scribe: _Scribe, fact: Fact, mention: Mention, statement: NamedNode) -> None:
    """What a mention adds to the posts of its person over time, and to the decisions who that is."""
    for tenure in scribe.resolution.tenures_shown(mention):
        node = _tenure(scribe, tenure)
        if mention.date == tenure.first:
            scribe.add(node, GB.firstShownBy, statement)
        if mention.date == tenure.last:
            scribe.add(node, GB.lastShownBy, statement)
    for comparison in scribe.resolution.decisions.get(mention, ()):
        _evidence(scribe, _comparison(scribe, comparison), fact)


def _tenure(scribe: _Scribe, tenure: Tenure) -> NamedNode:
    official = official_iri(tenure.official, base=scribe.base)
    post = mint(scribe.base, "post", *tenure.post.key)
    node = mint_hash(scribe.base, "tenure", official.value, *tenure.post.key, tenure.first)
    if scribe.describe(node, GB.Tenure, f"{tenure.official.name} {tenure.post.label} {tenure.first}".strip()):
        dates = (
            (GB.appointedOn, tenure.since),
            (GB.firstShown, tenure.first),
            (GB.lastShown, tenure.last),
            (GB.endedOn, tenure.ended),
        )
        scribe.share(node, GB.holder, official)
        scribe.share(node, GB.heldPost, post)
        for predicate, value in (pair for name, date in dates for pair in _date(name, date)):
            scribe.share(node, predicate, value)
        scribe.share_text(node, GB.capacity, tenure.capacity)
    return node


def _comparison(scribe: _Scribe, comparison: Comparison) -> NamedNode:
    officials = [official_iri(one, base=scribe.base) for one in comparison.officials]
    places = (mention.place for mention in comparison.mentions)
    node = mint_hash(
        scribe.base,
        "comparison",
        comparison.verdict,
        *(one.value for one in officials),
        *comparison.reasons,
        *places,
    )
    if scribe.describe(node, GB.Comparison, f"{comparison.name}: {comparison.verdict}"):
        for official in officials:
            scribe.share(node, GB.about, official)
        for reason in comparison.reasons:
            scribe.share(node, GB.reason, Literal(reason))
        scribe.share_text(node, GB.comparedName, comparison.name)
        scribe.share_text(node, GB.verdict, comparison.verdict)
        scribe.share(node, GB.weight, Literal(str(comparison.score), datatype=terms.XSD_DECIMAL))
    return node


# Evidence and statements


def _evidence(scribe: _Scribe, node: NamedNode, fact: Fact) -> None:
    """Every stretch of the source that states a fact, in reading order."""
    for order, span in enumerate(fact.spans, start=1):
        scribe.add(node, GB.evidence, _evidence_node(scribe, span, fact.rule, order))


def evidence_iri(span: Span, rule: str, order: int, *, base: str = terms.BASE) -> NamedNode:
    """The IRI of a stretch of a source, as the ``order``-th of those that state a fact which a rule has read."""
    return mint_hash(base, "evidence", span.source, str(span.start), str(span.end), rule, str(order), span.text)


def _evidence_node(scribe: _Scribe, span: Span, rule: str, order: int) -> NamedNode:
    node = evidence_iri(span, rule, order, base=scribe.base)
    if scribe.describe_own(node, GB.Evidence, f"{span.source}:{span.line}"):
        _describe_evidence(scribe, node, span, rule, order)
    return node


def _describe_evidence(scribe: _Scribe, node: NamedNode, span: Span, rule: str, order: int) -> None:
    scribe.add(node, terms.DCTERMS_SOURCE, source_iri(span.source, base=scribe.base))
    scribe.add(node, terms.OA_START, Literal(span.start))
    scribe.add(node, terms.OA_END, Literal(span.end))
    scribe.add(node, terms.OA_EXACT, Literal(span.text))
    scribe.add(node, GB.line, Literal(span.line))
    scribe.add(node, GB.rule, Literal(rule))
    scribe.add(node, GB.order, Literal(order))


def _state(
    scribe: _Scribe,
    fact: Fact,
    cls: NamedNode,
    label: str,
    properties: list[Property],
    *,
    apart: tuple[str, ...] = (),
) -> NamedNode:
    """A statement that is a node of its own, with its evidence.

    Its IRI is a digest of its source and of all that it says (and of ``apart``, which tells equal statements
    apart), so a statement that a source prints twice is one node with two pieces of evidence.
    """
    kind = cls.value.rpartition("#")[2].lower()
    content = sorted(f"{predicate} {value}" for predicate, value in properties)
    node = mint_hash(scribe.base, kind, scribe.source, label, *content, *apart)
    if scribe.describe_own(node, cls, label):
        for predicate, value in properties:
            scribe.add(node, predicate, value)
    _evidence(scribe, node, fact)
    return node


def _text(predicate: NamedNode, text: str) -> list[Property]:
    return [(predicate, Literal(text))] if text else []


def _date(predicate: NamedNode, text: str) -> list[Property]:
    return [(predicate, date_literal(text))] if text else []


def _said_in(scribe: _Scribe, fact: Fact, directive: str) -> list[Property]:
    """The directive that a fact stands in, and nothing outside every directive."""
    name = scribe.resolution.directive(fact, directive)
    return [] if name is None else [(GB.directive, _directive(scribe, name))]


def _excerpt(text: str) -> str:
    return text if len(text) <= EXCERPT else f"{text[:EXCERPT]}…"


# One writer a kind of fact


def _write_source(scribe: _Scribe, reading: Reading) -> None:
    node = scribe.graph
    scribe.describe_own(node, GB.Source, reading.source)
    scribe.add(node, GB.sha256, Literal(reading.sha256))
    scribe.add(node, GB.encoding, Literal(reading.encoding))
    scribe.add(node, GB.characters, Literal(reading.characters))


def _write_directive(scribe: _Scribe, fact: Directive) -> None:
    name = scribe.resolution.printed(fact)
    node = _directive(scribe, name)
    _title(scribe, node, fact.title)
    kind = simplified(fact.document_kind)
    for predicate, value in (*_date(GB.date, fact.date), *_text(GB.documentKind, kind)):
        scribe.share(node, predicate, value)
    for title in fact.promulgates:
        scribe.share_text(node, GB.promulgates, title)
    for issuer in fact.issuers:
        scribe.share(node, GB.issuer, _agency(scribe, fact, name.printed, issuer))
    for addressee in fact.addressees:
        scribe.share(node, GB.addressee, _agency(scribe, fact, name.printed, addressee))
    _evidence(scribe, node, fact)


_ACTIONS: Mapping[str, NamedNode] = {"established": GB.foundedBy, "adjusted": GB.adjustedBy}


def _write_group(scribe: _Scribe, fact: Group) -> None:
    name = scribe.resolution.group(fact, fact.directive, fact.name)
    node = _group(scribe, name)
    for other in {fact.name, simplified(fact.name)} - {name.label, scribe.resolution.spelt(name.label)}:
        scribe.share(node, terms.SKOS_ALT, Literal(other))
    scribe.share_text(node, GB.groupKind, simplified(fact.group_kind))
    for predicate, directive in _said_in(scribe, fact, fact.directive):
        scribe.share(node, predicate, directive)
        if fact.action:
            scribe.share(node, _ACTIONS[fact.action], directive)
    if fact.parent:
        scribe.share(node, GB.parent, _group(scribe, scribe.resolution.parent(fact)))
    if fact.office_host:
        scribe.share(node, GB.officeHost, _agency(scribe, fact, fact.directive, fact.office_host))
    _evidence(scribe, node, fact)


def _write_group_mention(scribe: _Scribe, fact: GroupMention) -> None:
    name = scribe.resolution.mentioned(fact)
    group = _group(scribe, name)
    scribe.share_text(group, GB.groupKind, simplified(fact.group_kind))
    properties: list[Property] = [(GB.group, group), *_said_in(scribe, fact, fact.directive)]
    _state(scribe, fact, GB.GroupMention, fact.name, properties)


def _write_group_change(scribe: _Scribe, fact: GroupChange) -> None:
    change = scribe.resolution.change(fact)
    group = _group(scribe, change.group)
    scribe.share_text(group, GB.groupKind, simplified(fact.group_kind))
    said_in = _said_in(scribe, fact, fact.directive)
    properties: list[Property] = [
        (terms.ORG_ORIGINAL, group),
        *_text(GB.changeKind, fact.change_kind),
        *_date(GB.date, change.date),
        *said_in,
    ]
    if change.kind != "renamed":
        for _, directive in said_in:
            scribe.share(group, GB.dissolvedBy, directive)
    if change.heir is not None:
        heir = _group(scribe, change.heir)
        properties.append((terms.ORG_RESULTING, heir))
        scribe.share(group, GB.succeededBy, heir)
        if change.kind == "renamed":
            scribe.share(group, GB.renamedTo, heir)
    _state(
        scribe, fact, GB.GroupChange, f"{fact.change_kind} {scribe.resolution.spelt(change.group.label)}", properties
    )


def _write_member(scribe: _Scribe, fact: Member) -> None:
    posts = _posts(scribe, fact, fact.directive, fact.posts)
    official = _official(scribe, scribe.resolution.official(fact), posts)
    name = scribe.resolution.group(fact, fact.directive, fact.group)
    group = _group(scribe, name)
    scribe.share(official, terms.ORG_MEMBER_OF, group)
    label = " ".join(filter(None, (fact.person, fact.role, scribe.resolution.spelt(name.label))))
    statement = _state(scribe, fact, GB.Membership, label, _membership(scribe, fact, official, group, posts))
    _show_person(scribe, fact, scribe.resolution.mention(fact), statement)


def _membership(
    scribe: _Scribe, fact: Member, official: NamedNode, group: NamedNode, posts: list[NamedNode]
) -> list[Property]:
    return [
        (terms.ORG_MEMBER, official),
        (terms.ORG_ORGANIZATION, group),
        *((GB.post, post) for post in posts),
        *_text(GB.role, simplified(fact.role)),
        *_text(GB.note, fact.note),
        *_said_in(scribe, fact, fact.directive),
        *_date(GB.date, scribe.resolution.date(fact, fact.directive)),
        *_date(GB.replacedOn, scribe.resolution.replaced(scribe.resolution.mention(fact))),
        *_date(GB.endedOn, scribe.resolution.ended(scribe.resolution.mention(fact))),
        *([(GB.staff, TRUE)] if scribe.resolution.is_staff(fact) else []),
        *([(GB.head, TRUE)] if scribe.resolution.is_head(fact) else []),
    ]


def _task(scribe: _Scribe, fact: Task | Assignment, label: str, title: str) -> NamedNode:
    directive = scribe.resolution.directive(fact, fact.directive)
    key = (scribe.source,) if directive is None else directive.key
    node = mint_hash(scribe.base, "task", *key, *fact.path, label, title)
    where = scribe.source if directive is None else scribe.resolution.spelt(directive.label)
    words = f"{label}{title}" or where
    if scribe.describe(node, GB.Task, words):
        _describe_task(scribe, node, fact, label, title)
    return node


def _describe_task(scribe: _Scribe, node: NamedNode, fact: Task | Assignment, label: str, title: str) -> None:
    scribe.share_text(node, GB.taskLabel, label)
    scribe.share_text(node, GB.title, title)
    scribe.share_text(node, GB.taskPath, " ".join(fact.path))
    for predicate, directive in _said_in(scribe, fact, fact.directive):
        scribe.share(node, predicate, directive)


def _write_task(scribe: _Scribe, fact: Task) -> None:
    _evidence(scribe, _task(scribe, fact, fact.label, fact.title), fact)


def _write_assignment(scribe: _Scribe, fact: Assignment) -> None:
    agency = _agency(scribe, fact, fact.directive, fact.body)
    task = _task(scribe, fact, fact.task_label, fact.task_title)
    role, edge = terms.ROLES[fact.role]
    scribe.describe(role, GB.AssignmentRole, fact.role)
    scribe.share(agency, edge, task)
    label = f"{fact.body} {fact.role} {fact.task_label}{_excerpt(fact.task_title)}"
    _state(scribe, fact, GB.Assignment, label, _assignment(scribe, fact, agency, task, role))
    # Without a task of its own that was read, the task stands where the assignment does.
    if (fact.directive, fact.path, fact.task_label, fact.task_title) not in scribe.tasks:
        _evidence(scribe, task, fact)


def _assignment(
    scribe: _Scribe, fact: Assignment, agency: NamedNode, task: NamedNode, role: NamedNode
) -> list[Property]:
    return [
        (GB.agency, agency),
        (GB.task, task),
        (GB.assignmentRole, role),
        (GB.body, Literal(fact.body)),
        *_text(GB.form, fact.form),
        *_text(GB.deadline, fact.deadline),
        *_said_in(scribe, fact, fact.directive),
    ]


def _write_duty(scribe: _Scribe, fact: Duty) -> None:
    properties: list[Property] = [
        (GB.agency, _agency(scribe, fact, fact.directive, fact.body)),
        (GB.body, Literal(fact.body)),
        *_text(GB.text, fact.duty),
        *_said_in(scribe, fact, fact.directive),
    ]
    _state(scribe, fact, GB.Duty, f"{fact.body} {_excerpt(fact.duty)}", properties)


def _write_appointment(scribe: _Scribe, fact: Appointment) -> None:
    posts = _posts(scribe, fact, fact.directive, fact.posts)
    held = posts if fact.action == "appoint" else []  # org:holds is said of nobody by his dismissal
    properties = [
        (GB.official, _official(scribe, scribe.resolution.official(fact), held)),
        *((GB.post, post) for post in posts),
        *_text(GB.action, fact.action),
        *_text(GB.reason, fact.reason),
        *_date(GB.date, fact.date),
        *_said_in(scribe, fact, fact.directive),
    ]
    label = " ".join((fact.action, fact.person, *fact.posts))
    statement = _state(scribe, fact, GB.Appointment, label, properties)
    _show_person(scribe, fact, scribe.resolution.mention(fact), statement)


def _write_citation(scribe: _Scribe, fact: Citation) -> None:
    cited = _cited(scribe, fact)
    relation = terms.RELATIONS[fact.relation]
    properties: list[Property] = [(GB.cited, cited), (GB.relation, relation)]
    name = scribe.resolution.directive(fact, fact.directive)
    if name is not None:
        citing = _directive(scribe, name)
        scribe.share(citing, relation, cited)
        properties.append((GB.citing, citing))
    label = f"{fact.directive} {fact.relation} {fact.number or fact.title}".strip()
    _state(scribe, fact, GB.Citation, label, properties)


def _cited(scribe: _Scribe, fact: Citation) -> NamedNode:
    node = _directive(scribe, scribe.resolution.cited(fact))
    _title(scribe, node, fact.title)
    return node


def _write_event(scribe: _Scribe, fact: Event) -> None:
    mentions = scribe.resolution.participants(fact)
    officials = [
        _official(scribe, scribe.resolution.person(mention), _posts(scribe, fact, "", one.posts))
        for one, mention in zip(fact.participants, mentions, strict=True)
    ]
    properties = [
        *_date(GB.date, fact.date),
        *_date(GB.until, fact.until),
        *_text(GB.text, fact.text),
        *((GB.participant, official) for official in dict.fromkeys(officials)),
    ]
    statement = _state(scribe, fact, GB.Event, f"{fact.date} {_excerpt(fact.text)}".strip(), properties)
    for mention in mentions:
        _show_person(scribe, fact, mention, statement)


def _write_gap(scribe: _Scribe, fact: Gap) -> None:
    properties = [*_text(GB.reason, fact.reason), *_said_in(scribe, fact, fact.directive)]
    place = (fact.span.source, str(fact.span.start))
    _state(scribe, fact, GB.Gap, f"gap: {fact.reason}", properties, apart=place)


_WRITERS: Mapping[str, Callable[[_Scribe, Any], None]] = {
    Directive.kind: _write_directive,
    Group.kind: _write_group,
    GroupMention.kind: _write_group_mention,
    GroupChange.kind: _write_group_change,
    Member.kind: _write_member,
    Task.kind: _write_task,
    Assignment.kind: _write_assignment,
    Duty.kind: _write_duty,
    Appointment.kind: _write_appointment,
    Citation.kind: _write_citation,
    Event.kind: _write_event,
    Gap.kind: _write_gap,
}
