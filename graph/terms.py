"""The names that the graph is written in: its own vocabulary, those it borrows, and how IRIs are minted.

``GB`` is closed: a term that is not listed here does not exist, and a test compares the list with
``ontology/gongbao.ttl``. IRIs of data are minted from what they stand for, never counted, so that any machine
mints the same ones.
"""

from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from urllib.parse import quote

from pyoxigraph import NamedNode

from ..errors import GongbaoError

GB_IRI = "https://gongbao.example/ontology#"
BASE = "https://gongbao.example/id/"
"""Where IRIs of data begin unless a build says otherwise."""
NOTHING = "-"
"""What stands for an empty part of an IRI."""

PREFIXES: Mapping[str, str] = {
    "gb": GB_IRI,
    "dcterms": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Every prefix that queries and exports use."""


def _term(prefix: str, name: str) -> NamedNode:
    return NamedNode(PREFIXES[prefix] + name)


def _gb(name: str) -> NamedNode:
    return _term("gb", name)


class GB:
    """The terms of the ontology, and no others."""

    # Classes
    Source = _gb("Source")
    Directive = _gb("Directive")
    Agency = _gb("Agency")
    Collective = _gb("Collective")
    Group = _gb("Group")
    GroupMention = _gb("GroupMention")
    GroupChange = _gb("GroupChange")
    Official = _gb("Official")
    Post = _gb("Post")
    Membership = _gb("Membership")
    Task = _gb("Task")
    Assignment = _gb("Assignment")
    AssignmentRole = _gb("AssignmentRole")
    AgencyField = _gb("AgencyField")
    AgencyForm = _gb("AgencyForm")
    Place = _gb("Place")
    Variant = _gb("Variant")
    Citation = _gb("Citation")
    Appointment = _gb("Appointment")
    Duty = _gb("Duty")
    Event = _gb("Event")
    Gap = _gb("Gap")
    Evidence = _gb("Evidence")
    # Roles of an assignment
    Lead = _gb("Lead")
    Support = _gb("Support")
    Responsible = _gb("Responsible")
    # Sources and evidence
    sha256 = _gb("sha256")
    characters = _gb("characters")
    encoding = _gb("encoding")
    evidence = _gb("evidence")
    line = _gb("line")
    rule = _gb("rule")
    order = _gb("order")
    # Directives
    number = _gb("number")
    issuer = _gb("issuer")
    addressee = _gb("addressee")
    date = _gb("date")
    documentKind = _gb("documentKind")
    promulgates = _gb("promulgates")
    directive = _gb("directive")
    # Agencies
    jurisdiction = _gb("jurisdiction")
    provisional = _gb("provisional")
    succeededBy = _gb("succeededBy")
    register = _gb("register")
    field = _gb("field")
    ofGroup = _gb("ofGroup")
    changeKind = _gb("changeKind")
    officialName = _gb("officialName")
    score = _gb("score")
    # Forms of the register
    formKind = _gb("formKind")
    pattern = _gb("pattern")
    level = _gb("level")
    since = _gb("since")
    memberLevel = _gb("memberLevel")
    counterExample = _gb("counterExample")
    exceptIn = _gb("exceptIn")
    # Groups and memberships
    group = _gb("group")
    groupKind = _gb("groupKind")
    parent = _gb("parent")
    foundedBy = _gb("foundedBy")
    adjustedBy = _gb("adjustedBy")
    dissolvedBy = _gb("dissolvedBy")
    renamedTo = _gb("renamedTo")
    officeHost = _gb("officeHost")
    role = _gb("role")
    post = _gb("post")
    postTitle = _gb("postTitle")
    staff = _gb("staff")
    head = _gb("head")
    note = _gb("note")
    joinReason = _gb("joinReason")
    # Tasks and assignments
    taskLabel = _gb("taskLabel")
    taskPath = _gb("taskPath")
    title = _gb("title")
    agency = _gb("agency")
    task = _gb("task")
    assignmentRole = _gb("assignmentRole")
    form = _gb("form")
    deadline = _gb("deadline")
    body = _gb("body")
    leads = _gb("leads")
    supports = _gb("supports")
    responsibleFor = _gb("responsibleFor")
    # Citations
    citing = _gb("citing")
    cited = _gb("cited")
    relation = _gb("relation")
    basedOn = _gb("basedOn")
    repeals = _gb("repeals")
    amends = _gb("amends")
    forwards = _gb("forwards")
    replies = _gb("replies")
    mentions = _gb("mentions")
    # Appointments, duties, events, gaps
    official = _gb("official")
    action = _gb("action")
    reason = _gb("reason")
    text = _gb("text")
    until = _gb("until")
    participant = _gb("participant")
    # Officials over time
    Tenure = _gb("Tenure")
    Comparison = _gb("Comparison")
    holder = _gb("holder")
    heldPost = _gb("heldPost")
    appointedOn = _gb("appointedOn")
    firstShown = _gb("firstShown")
    lastShown = _gb("lastShown")
    endedOn = _gb("endedOn")
    replacedOn = _gb("replacedOn")
    firstShownBy = _gb("firstShownBy")
    lastShownBy = _gb("lastShownBy")
    capacity = _gb("capacity")
    sole = _gb("sole")
    verdict = _gb("verdict")
    weight = _gb("weight")
    about = _gb("about")
    comparedName = _gb("comparedName")


RDF_TYPE = _term("rdf", "type")
LABEL = _term("rdfs", "label")
XSD_DECIMAL = _term("xsd", "decimal")
XSD_DATE = _term("xsd", "date")
XSD_MONTH = _term("xsd", "gYearMonth")
XSD_YEAR = _term("xsd", "gYear")
DCTERMS_TITLE = _term("dcterms", "title")
DCTERMS_SOURCE = _term("dcterms", "source")
FOAF_NAME = _term("foaf", "name")
OA_START = _term("oa", "start")
OA_END = _term("oa", "end")
OA_EXACT = _term("oa", "exact")
ORG_CHANGE_EVENT = _term("org", "ChangeEvent")
ORG_HAS_MEMBER = _term("org", "hasMember")
ORG_HOLDS = _term("org", "holds")
ORG_MEMBER = _term("org", "member")
ORG_MEMBER_OF = _term("org", "memberOf")
ORG_ORGANIZATION = _term("org", "organization")
ORG_ORIGINAL = _term("org", "originalOrganization")
ORG_POST_IN = _term("org", "postIn")
ORG_RESULTING = _term("org", "resultingOrganization")
SKOS_ALT = _term("skos", "altLabel")
SKOS_PREF = _term("skos", "prefLabel")

RELATIONS: Mapping[str, NamedNode] = {
    "based_on": GB.basedOn,
    "repeals": GB.repeals,
    "amends": GB.amends,
    "forwards": GB.forwards,
    "replies": GB.replies,
    "mentions": GB.mentions,
}
"""The plain edge that each relation of a citation stands for."""

ROLES: Mapping[str, tuple[NamedNode, NamedNode]] = {
    "lead": (GB.Lead, GB.leads),
    "support": (GB.Support, GB.supports),
    "responsible": (GB.Responsible, GB.responsibleFor),
}
"""The individual and the plain edge that each role of an assignment stands for."""

_PLAIN = "-._~〔〕（）"
"""Marks that stay in an IRI: those that RFC 3987 leaves unreserved, and brackets of numbers and names."""


def check_base(base: str) -> None:
    """Make sure that IRIs of data can begin so: an absolute IRI, whose end parts it from what follows.

    >>> check_base("https://example.org/id/")

    Raises:
        GongbaoError: They cannot.
    """
    try:
        NamedNode(base)
    except ValueError as error:
        raise GongbaoError(f"IRIs cannot begin with {base!r}: {error}") from error
    if not base.endswith(("/", "#", ":")):
        raise GongbaoError(f"IRIs cannot begin with {base!r}: it has to end in /, # or :")


@lru_cache(maxsize=1 << 16)
def iri_segment(text: str) -> str:
    """A name as one segment of an IRI: letters of every script stay, all else is percent-encoded.

    >>> iri_segment("云政〔2020〕5号/附件 1")
    '云政〔2020〕5号%2F附件%201'
    """
    return "".join(char if char.isalnum() or char in _PLAIN else quote(char, safe="") for char in text)


def mint(base: str, kind: str, *parts: str) -> NamedNode:
    """The IRI of what a name stands for, readable: one segment a part.

    >>> mint(BASE, "agency", "云岭省", "云岭省财政厅").value
    'https://gongbao.example/id/agency/云岭省/云岭省财政厅'
    """
    return NamedNode(f"{base}{kind}/{'/'.join(iri_segment(part) or NOTHING for part in parts)}")


def mint_hash(base: str, kind: str, *parts: str) -> NamedNode:
    """The IRI of what has no short name: a digest of its content.

    Parts are told apart, so that ``("ab", "c")`` and ``("a", "bc")`` differ.
    """
    content = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return NamedNode(f"{base}{kind}/{sha256(content).hexdigest()[:24]}")
