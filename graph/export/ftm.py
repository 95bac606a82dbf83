"""The graph as FollowTheMoney entities (followthemoney.tech), one as a line of JSON.

A statement is an interval (Membership, Occupancy, ProjectParticipant, Documentation …) with its proof: the source as a
Document, ``SOURCE:LINE`` as the record's id, and the words as printed as the summary. Ids are digests of IRIs, so the
same gazettes give the same entities. The package of that name is not needed to write them.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha1
from typing import IO, TypeAlias

from ..progress import Progress
from ..store import OpenStore
from ..terms import (
    DCTERMS_TITLE,
    FOAF_NAME,
    ORG_HAS_MEMBER,
    ORG_HOLDS,
    ORG_MEMBER,
    ORG_ORGANIZATION,
    ORG_ORIGINAL,
    ORG_POST_IN,
    ORG_RESULTING,
    SKOS_ALT,
)
from ..terms import GB as T
from .entities import STATEMENTS_OF_OFFICIALS
from .nodes import Evidence, Node, Nodes
from .property_graph import local_name, seat_end
from .text import excerpt, printable

Properties: TypeAlias = Mapping[str, Iterable[str]]
Entity: TypeAlias = dict[str, object]

COUNTRY = "cn"
LONGEST = 1024
_LONGEST: Mapping[str, int] = {
    **dict.fromkeys(("name", "alias"), 384),
    **dict.fromkeys(("summary", "description", "notes"), 65_000),
}
"""Characters that the format allows in a value: of names, of running text, of anything else."""
PROVISIONAL = "provisional: not in the register of agencies"


def write_ftm(store: OpenStore, out: IO[bytes], progress: Progress) -> None:
    """Write every entity as a line of JSON: things first, each kind in the order of the IRIs, then statements."""
    nodes = Nodes(store)
    for kind, write in _KINDS.items():
        iris = nodes.iris(getattr(T, kind))
        for done, iri in enumerate(iris):
            progress(kind, done, len(iris))
            for entity in write(nodes, nodes.node(iri)):
                out.write(json.dumps(entity, ensure_ascii=False).encode() + b"\n")
        progress(kind, len(iris), len(iris))


def ftm_id(*content: str) -> str:
    """The id of an entity: a digest of its IRI, or of what a tie without an IRI says.

    >>> ftm_id("https://gongbao.example/id/source/a.txt")[:8]
    'gb-f09ab'
    """
    digest = sha1("\x1f".join(content).encode("utf-8", "surrogatepass"), usedforsecurity=False)
    return f"gb-{digest.hexdigest()}"


def _entity(schema: str, iri: str, properties: Properties) -> Entity:
    """An entity; values that are empty are left out, and of equal ones all but the first."""
    said = {
        name: list(dict.fromkeys(filter(None, (_clean(value, _LONGEST.get(name, LONGEST)) for value in values))))
        for name, values in properties.items()
    }
    return {
        "id": ftm_id(iri),
        "schema": schema,
        "properties": {name: values for name, values in said.items() if values},
    }


def _tie(schema: str, kind: str, ends: Mapping[str, str], properties: Properties) -> Entity:
    """A tie that is no node of the graph: its id is made of its kind and its ends."""
    return _entity(schema, " ".join((kind, *ends.values())), {**_ids(ends), **properties})


def _ids(ends: Mapping[str, str]) -> Properties:
    return {name: (ftm_id(iri),) for name, iri in ends.items() if iri}


def _clean(value: str, longest: int) -> str:
    """A value on one line, as long as the format allows; a longer one says that it goes on."""
    line = " ".join(printable(value).split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def _proof(nodes: Nodes, *statements: Node) -> Properties:
    """What proves a statement: the sources, the places in them, and the words as printed."""
    return _proof_of([one for node in statements for one in nodes.evidence(node)])


def _proof_of(evidence: Sequence[Evidence]) -> Properties:
    return {
        "proof": tuple(dict.fromkeys(ftm_id(one.source_iri) for one in evidence)),
        "recordId": tuple(one.place for one in evidence),
        "summary": tuple(one.words for one in evidence),
    }


def _printed(nodes: Nodes, node: Node) -> Iterator[Entity]:
    """A tie from each source that states a thing to the thing, with the lines and the words: a thing has no place."""
    evidence = nodes.evidence(node)
    for source in dict.fromkeys(one.source_iri for one in evidence):
        proof = _proof_of([one for one in evidence if one.source_iri == source])
        yield _tie(
            "Documentation", "printed", {"document": source, "entity": node.iri}, {"role": ("printed in",), **proof}
        )


def _date(nodes: Nodes, node: Node) -> str:
    """The date of a statement, else that of its directive."""
    directive = node.one(T.directive)
    return node.one(T.date) or (nodes.one(directive, T.date) if directive else "")


# Things


def _source(nodes: Nodes, node: Node) -> Iterator[Entity]:
    said: Properties = {
        "name": (node.label,),
        "fileName": (node.label,),
        "title": (node.label,),
        "language": ("zho",),
        "encoding": node.all(T.encoding),
        "notes": (f"sha256 {node.one(T.sha256)}",),
    }
    yield _entity("Document", node.iri, said)


def _directive(nodes: Nodes, node: Node) -> Iterator[Entity]:
    proof = _proof(nodes, node)
    said: Properties = {
        "name": (node.label,),
        "fileName": (node.label,),
        "title": node.all(DCTERMS_TITLE),
        "alias": node.all(SKOS_ALT),
        "date": node.all(T.date),
        "author": map(nodes.label, node.all(T.issuer)),
        "keywords": node.all(T.documentKind),
        "country": (COUNTRY,),
        "language": ("zho",),
        "proof": proof["proof"],
    }
    yield _entity("Document", node.iri, said)
    yield from _printed(nodes, node)
    for role in (T.issuer, T.addressee):
        for body in node.all(role):
            yield _said_of(nodes, node.iri, body, local_name(role.value), proof)


def _said_of(nodes: Nodes, directive: str, thing: str, role: str, proof: Properties) -> Entity:
    """A tie from a directive to what it is about or from."""
    said: Properties = {"role": (role,), "date": (nodes.one(directive, T.date),), **proof}
    return _tie("Documentation", role, {"document": directive, "entity": thing}, said)


def _agency(nodes: Nodes, node: Node) -> Iterator[Entity]:
    yield _entity("PublicBody", node.iri, _body(nodes, node))
    for heir in node.all(T.succeededBy):
        yield _tie("Succession", "succeededBy", {"predecessor": node.iri, "successor": heir}, {})
    yield from _of_group(node)


def _body(nodes: Nodes, node: Node) -> Properties:
    country = _country(node.one(T.provisional))
    return {
        "name": (node.label,),
        "alias": node.all(SKOS_ALT),
        "country": country,
        "jurisdiction": country,
        "sector": map(nodes.label, node.all(T.field)),
        "keywords": node.all(T.jurisdiction),
        "notes": (PROVISIONAL,) if node.one(T.provisional) == "true" else (),
    }


def _country(provisional: str) -> tuple[str, ...]:
    """The country of a body of the register; one that is not in it may be a guest's."""
    return () if provisional == "true" else (COUNTRY,)


def _of_group(node: Node) -> Iterator[Entity]:
    for group in node.all(T.ofGroup):
        yield _tie("UnknownLink", "ofGroup", {"subject": node.iri, "object": group}, {"role": ("ofGroup",)})


def _collective(nodes: Nodes, node: Node) -> Iterator[Entity]:
    yield _entity("Organization", node.iri, {**_body(nodes, node), "classification": ("collective",)})
    for member in node.all(ORG_HAS_MEMBER):
        yield _tie("Membership", "hasMember", {"member": member, "organization": node.iri}, {})
    yield from _of_group(node)


def _group(nodes: Nodes, node: Node) -> Iterator[Entity]:
    proof = _proof(nodes, node)
    said: Properties = {
        "name": (node.label,),
        "alias": node.all(SKOS_ALT),
        "classification": node.all(T.groupKind),
        "country": (COUNTRY,),
        "keywords": node.all(T.jurisdiction),
        "proof": proof["proof"],
    }
    yield _entity("Organization", node.iri, said)
    yield from _printed(nodes, node)
    end = _proof_of(nodes.evidence_of_end(node))
    for role in (T.foundedBy, T.adjustedBy, T.dissolvedBy):
        for directive in node.all(role):
            stated = end if role == T.dissolvedBy else proof
            yield _said_of(nodes, directive, node.iri, local_name(role.value), stated)
    for heir in node.all(T.succeededBy):
        yield _tie("Succession", "succeededBy", {"predecessor": node.iri, "successor": heir}, end)
    for role in (T.parent, T.officeHost):
        for other in node.all(role):
            name = local_name(role.value)
            ends = {"subject": node.iri, "object": other}
            yield _tie("UnknownLink", name, ends, {"role": (name,), **proof})


def _official(nodes: Nodes, node: Node) -> Iterator[Entity]:
    statements = [iri for term in STATEMENTS_OF_OFFICIALS for iri in nodes.pointing(term, node.iri)]
    said: Properties = {
        "name": node.all(FOAF_NAME) or (node.label,),
        "alias": node.all(SKOS_ALT),
        "position": map(nodes.label, node.all(ORG_HOLDS)),
        "notes": node.all(T.joinReason),
        "proof": map(ftm_id, sorted({nodes.source_of(iri) for iri in statements})),
    }
    yield _entity("Person", node.iri, said)


def _post(nodes: Nodes, node: Node) -> Iterator[Entity]:
    agencies = node.all(ORG_POST_IN)
    said: Properties = {
        "name": (node.label,),
        "alias": node.all(SKOS_ALT),
        "country": (country for agency in agencies for country in _country(nodes.one(agency, T.provisional))),
        "organization": map(ftm_id, agencies),
        "subnationalArea": (nodes.one(agency, T.jurisdiction) for agency in agencies),
    }
    yield _entity("Position", node.iri, said)


def _task(nodes: Nodes, node: Node) -> Iterator[Entity]:
    proof = _proof(nodes, node)
    said: Properties = {
        "name": (node.label,),
        "description": (*node.all(T.taskPath), *node.all(T.title)),
        "date": (_date(nodes, node),),
        **proof,
    }
    yield _entity("Project", node.iri, said)
    for directive in node.all(T.directive):
        yield _said_of(nodes, directive, node.iri, "task", proof)


# Statements


def _membership(nodes: Nodes, node: Node) -> Iterator[Entity]:
    posts = tuple(map(nodes.label, node.all(T.post)))
    said: Properties = {
        "member": (ftm_id(node.one(ORG_MEMBER)),),
        "organization": (ftm_id(node.one(ORG_ORGANIZATION)),),
        "role": node.all(T.role),
        "status": ("office staff",) if node.one(T.staff) == "true" else (),
        "startDate": (_date(nodes, node),),
        "endDate": (seat_end(node),),
        "description": (*posts, *node.all(T.note)),
        **_proof(nodes, node),
    }
    yield _entity("Membership", node.iri, said)


def _tenure(nodes: Nodes, node: Node) -> Iterator[Entity]:
    """Days of appointment and dismissal bound an occupancy; days on which the person is merely shown do not."""
    shown = dict.fromkeys((*node.all(T.firstShownBy), *node.all(T.lastShownBy)))
    said: Properties = {
        "holder": (ftm_id(node.one(T.holder)),),
        "post": (ftm_id(node.one(T.heldPost)),),
        "startDate": node.all(T.appointedOn),
        "endDate": node.all(T.endedOn),
        "date": (*node.all(T.firstShown), *node.all(T.lastShown)),
        "description": node.all(T.capacity),
        **_proof(nodes, *map(nodes.node, shown)),
    }
    yield _entity("Occupancy", node.iri, said)


_ROLES = {T.Lead.value: "lead", T.Support.value: "support", T.Responsible.value: "responsible"}


def _assignment(nodes: Nodes, node: Node) -> Iterator[Entity]:
    said: Properties = {
        "project": (ftm_id(node.one(T.task)),),
        "participant": (ftm_id(node.one(T.agency)),),
        "role": (_ROLES[node.one(T.assignmentRole)],),
        "date": (_date(nodes, node),),
        "description": (f"deadline: {deadline}" for deadline in node.all(T.deadline)),
        **_proof(nodes, node),
    }
    yield _entity("ProjectParticipant", node.iri, said)


def _appointment(nodes: Nodes, node: Node) -> Iterator[Entity]:
    said: Properties = {
        "name": (excerpt(node.label),),
        "involved": (ftm_id(node.one(T.official)),),
        "date": (_date(nodes, node),),
        "keywords": node.all(T.action),
        "description": (*map(nodes.label, node.all(T.post)), *node.all(T.reason)),
        **_proof(nodes, node),
    }
    yield _entity("Event", node.iri, said)


def _change(nodes: Nodes, node: Node) -> Iterator[Entity]:
    """A group was dissolved, merged or renamed."""
    said: Properties = {
        "name": (excerpt(node.label),),
        "involved": map(ftm_id, (*node.all(ORG_ORIGINAL), *node.all(ORG_RESULTING))),
        "date": (_date(nodes, node),),
        "keywords": node.all(T.changeKind),
        **_proof(nodes, node),
    }
    yield _entity("Event", node.iri, said)


def _event(nodes: Nodes, node: Node) -> Iterator[Entity]:
    said: Properties = {
        "name": (excerpt(node.label),),
        "involved": map(ftm_id, node.all(T.participant)),
        "startDate": node.all(T.date),
        "endDate": node.all(T.until),
        "description": node.all(T.text),
        **_proof(nodes, node),
    }
    yield _entity("Event", node.iri, said)


def _duty(nodes: Nodes, node: Node) -> Iterator[Entity]:
    ends = {"subject": node.one(T.agency), "object": node.one(T.directive) or node.source}
    yield _link(nodes, node, ends, "duty", description=node.all(T.text))


def _citation(nodes: Nodes, node: Node) -> Iterator[Entity]:
    citing, cited = node.one(T.citing) or node.source, node.one(T.cited)
    if citing != cited:  # The format has no tie of a thing to itself.
        yield _link(nodes, node, {"subject": citing, "object": cited}, local_name(node.one(T.relation)))


def _mention(nodes: Nodes, node: Node) -> Iterator[Entity]:
    ends = {"subject": node.one(T.directive) or node.source, "object": node.one(T.group)}
    yield _link(nodes, node, ends, "mentions")


def _link(nodes: Nodes, node: Node, ends: Mapping[str, str], role: str, *, description: Iterable[str] = ()) -> Entity:
    said: Properties = {
        **_ids(ends),
        "role": (role,),
        "date": (_date(nodes, node) or nodes.one(ends["subject"], T.date),),
        "description": description,
        **_proof(nodes, node),
    }
    return _entity("UnknownLink", node.iri, said)


def _comparison(nodes: Nodes, node: Node) -> Iterator[Entity]:
    """Two of one name who are perhaps one person; those who are not, and those who are, are told by their ids."""
    about = node.all(T.about)
    if node.one(T.verdict) == "perhaps" and len(about) == 2:
        said: Properties = {
            "candidate": (ftm_id(about[0]),),
            "match": (ftm_id(about[1]),),
            "confidenceScore": node.all(T.weight),
            "criteria": node.all(T.reason),
            "matcher": ("gongbao",),
        }
        yield _entity("Similar", node.iri, said)


def _gap(nodes: Nodes, node: Node) -> Iterator[Entity]:
    said: Properties = {
        "name": (node.label,),
        "entity": (ftm_id(node.one(T.directive) or node.source),),
        "description": (one.words for one in nodes.evidence(node)),
        "notes": (f"{one.place} was not read: {node.one(T.reason)}" for one in nodes.evidence(node)),
        "proof": _proof(nodes, node)["proof"],
    }
    yield _entity("Note", node.iri, said)


_KINDS: Mapping[str, Callable[[Nodes, Node], Iterator[Entity]]] = {
    "Source": _source,
    "Directive": _directive,
    "Agency": _agency,
    "Collective": _collective,
    "Group": _group,
    "Official": _official,
    "Post": _post,
    "Task": _task,
    "Membership": _membership,
    "Tenure": _tenure,
    "Assignment": _assignment,
    "Appointment": _appointment,
    "GroupChange": _change,
    "Event": _event,
    "Duty": _duty,
    "Citation": _citation,
    "GroupMention": _mention,
    "Comparison": _comparison,
    "Gap": _gap,
}
"""What each class of the graph becomes."""
