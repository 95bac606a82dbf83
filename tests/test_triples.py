"""Facts as RDF."""

from collections import Counter, defaultdict
from dataclasses import replace

import pytest
from facts import (
    GROUP,
    NOTICE,
    PLAN,
    SOURCE,
    TEXT,
    assignment,
    member,
    notice,
    reading,
    sample_reading,
    span,
)
from gongbao.graph.cells import term_to_cell
from gongbao.graph.resolve import resolve
from gongbao.graph.table import Cell
from gongbao.graph.terms import BASE, GB, LABEL, PREFIXES, RDF_TYPE
from gongbao.graph.triples import date_literal, reading_quads, source_iri
from gongbao.ontology.model import Appointment, AssignmentRole, Citation, Fact, Gap, Reading, Relation
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store


def quads(*readings: Reading, base: str = BASE) -> list[Quad]:
    resolution = resolve(readings)
    return [quad for one in readings for quad in reading_quads(one, resolution, base=base)]


def graph(*readings: Reading) -> Store:
    store = Store()
    store.extend(quads(*readings))
    return store


def ask(store: Store, query: str) -> list[tuple[Cell, ...]]:
    """Rows of a query over the union of all graphs."""
    answer = store.query(query, prefixes=dict(PREFIXES), use_default_graph_as_union=True)
    return [tuple(term_to_cell(term) for term in row) for row in answer]  # type: ignore[union-attr]


def stated(*facts: Fact) -> Store:
    return graph(reading(notice(), *facts))


@pytest.fixture(scope="module")
def sample() -> Store:
    return graph(sample_reading())


@pytest.fixture(scope="module")
def twice() -> Store:
    """Two sources that print the same."""
    return graph(sample_reading(), sample_reading(source="b.txt"))


# What holds of the whole


def test_there_are_no_blank_nodes() -> None:
    nodes = (node for quad in quads(sample_reading()) for node in (quad.subject, quad.object))
    assert not any(isinstance(node, BlankNode) for node in nodes)


def test_every_node_has_one_class_and_one_label(twice: Store) -> None:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for quad in twice:
        if quad.predicate in (RDF_TYPE, LABEL):
            found[str(quad.subject)][str(quad.predicate)] += 1
    assert {tuple(sorted(counts.values())) for counts in found.values()} == {(1, 1)}


def test_every_node_that_is_spoken_of_is_described(twice: Store) -> None:
    described = {quad.subject for quad in twice if quad.predicate == RDF_TYPE}
    objects = {quad.object for quad in twice if isinstance(quad.object, NamedNode)}
    assert {node.value for node in objects - described if node.value.startswith(BASE)} == set()


def test_no_triple_stands_in_two_graphs(twice: Store) -> None:
    counts = Counter(str(quad.triple) for quad in twice)
    assert [triple for triple, count in counts.items() if count > 1] == []


def test_every_source_has_one_named_graph(twice: Store) -> None:
    assert set(twice.named_graphs()) == {source_iri(SOURCE), source_iri("b.txt")}


def test_the_graph_of_a_source_holds_its_statements(twice: Store) -> None:
    query = "SELECT ?g (COUNT(?m) AS ?n) { GRAPH ?g { ?m a gb:Membership } } GROUP BY ?g ORDER BY ?g"
    assert ask(twice, query) == [(f"{BASE}source/b.txt", 5), (f"{BASE}source/{SOURCE}", 5)]


def test_iris_begin_at_the_base() -> None:
    subjects = {str(quad.subject) for quad in quads(sample_reading(), base="urn:x:")}
    assert {iri for iri in subjects if not iri.startswith(("<urn:x:", "<https://gongbao.example/register/field/"))} == {
        str(GB.Lead),
        str(GB.Support),
        str(GB.Responsible),
    }


def test_the_same_facts_give_the_same_quads() -> None:
    assert quads(sample_reading()) == quads(sample_reading())


# Evidence


def test_evidence_quotes_what_stands_at_its_offsets(sample: Store) -> None:
    rows = ask(sample, "SELECT ?start ?end ?words { ?e oa:start ?start ; oa:end ?end ; oa:exact ?words }")
    assert len(rows) > 10
    assert [row for row in rows if TEXT[int(str(row[0])) : int(str(row[1]))] != row[2]] == []


def test_evidence_names_its_line_and_rule(sample: Store) -> None:
    query = "SELECT ?line ?rule { ?c a gb:Citation ; gb:evidence [ gb:line ?line ; gb:rule ?rule ] }"
    assert ask(sample, query) == [(4, "citations.number")]


def test_a_statement_torn_apart_has_its_parts_in_order(sample: Store) -> None:
    query = """SELECT ?words { ?a a gb:Assignment ; gb:body "省财政厅" ; gb:evidence ?e .
               ?e oa:exact ?words ; gb:order ?order } ORDER BY ?order"""
    assert ask(sample, query) == [("（省发展改革委牵头，省财政厅、",), ("各市人民政府配合）",)]


@pytest.mark.parametrize("cls", ["Membership", "Assignment", "Citation", "Appointment", "Duty", "Event", "Gap", "Task"])
def test_every_statement_has_evidence(sample: Store, cls: str) -> None:
    query = f"SELECT (COUNT(?s) AS ?all) (COUNT(?e) AS ?with) {{ ?s a gb:{cls} OPTIONAL {{ ?s gb:evidence ?e }} }}"
    ((everything, with_evidence),) = ask(sample, query)
    assert everything
    assert everything <= with_evidence  # type: ignore[operator]


def test_a_statement_printed_twice_is_one_with_two_pieces_of_evidence() -> None:
    again = member("李四维", "组长", "省长", spans=(span("李四维"),))
    once_more = replace(again, spans=(span("张三峰"),))
    rows = ask(
        stated(again, once_more), "SELECT ?m (COUNT(?e) AS ?n) { ?m a gb:Membership ; gb:evidence ?e } GROUP BY ?m"
    )
    assert [count for _, count in rows] == [2]


def test_two_gaps_with_one_reason_are_two() -> None:
    gaps = [Gap(spans=(span(words),), rule="", directive=NOTICE, reason="no body") for words in ("张三峰", "李四维")]
    assert len(ask(stated(*gaps), "SELECT ?g { ?g a gb:Gap }")) == 2


# Directives


def test_a_directive_has_its_attributes(sample: Store) -> None:
    query = f"""SELECT ?title ?kind ?issuer ?date {{ ?d gb:number "{PLAN}" ; dcterms:title ?title ;
                gb:documentKind ?kind ; gb:issuer/rdfs:label ?issuer ; gb:date ?date }}"""
    title = "云岭省人民政府办公厅关于印发粮仓节能方案的通知"
    assert ask(sample, query) == [(title, "通知", "云岭省人民政府办公厅", "2020-03-09")]


def test_a_directive_without_number_is_labelled_with_its_title() -> None:
    store = graph(reading(notice(number="", title="公告")))
    assert ask(store, "SELECT ?label { ?d a gb:Directive ; rdfs:label ?label }") == [("公告",)]


def test_two_directives_of_one_title_and_several_dates_are_two() -> None:
    many = [notice(number="", title="公告", date=f"2020-01-0{day}") for day in (1, 2)]
    assert len(ask(graph(reading(*many)), "SELECT ?d { ?d a gb:Directive }")) == 2


def test_a_directive_that_is_only_cited_is_a_directive(sample: Store) -> None:
    query = 'SELECT ?number ?evidence { ?d gb:number "云政〔2019〕3号", ?number OPTIONAL { ?d gb:evidence ?evidence } }'
    assert ask(sample, query) == [("云政〔2019〕3号", None)]


@pytest.mark.parametrize(
    ("relation", "edge"),
    [
        ("based_on", "basedOn"),
        ("repeals", "repeals"),
        ("amends", "amends"),
        ("forwards", "forwards"),
        ("replies", "replies"),
        ("mentions", "mentions"),
    ],
)
def test_a_citation_is_a_node_and_a_tie(relation: Relation, edge: str) -> None:
    fact = Citation(
        spans=(span("云政〔2019〕3号"),),
        rule="",
        directive=NOTICE,
        number="云政〔2019〕3号",
        title="",
        relation=relation,
    )
    query = f"SELECT ?n {{ ?a gb:{edge} ?b . ?b gb:number ?n . ?c gb:citing ?a ; gb:cited ?b ; gb:relation gb:{edge} }}"
    assert ask(stated(fact), query) == [("云政〔2019〕3号",)]


@pytest.mark.parametrize(
    ("text", "datatype"),
    [("2020-03-06", "date"), ("2020-03", "gYearMonth"), ("2020", "gYear"), ("2020-13-40", "string")],
)
def test_a_date_is_as_exact_as_it_is_known(text: str, datatype: str) -> None:
    assert date_literal(text) == Literal(text, datatype=NamedNode(PREFIXES["xsd"] + datatype))


# Agencies


def test_an_agency_has_its_official_name_and_the_printed_one(sample: Store) -> None:
    query = 'SELECT ?pref { ?a a gb:Agency ; skos:altLabel "省发展改革委" ; skos:prefLabel ?pref }'
    assert ask(sample, query) == [("云岭省发展和改革委员会",)]


def test_an_agency_that_the_register_knows_is_not_provisional(sample: Store) -> None:
    assert ask(sample, 'SELECT ?p { ?a rdfs:label "云岭省财政厅" ; gb:provisional ?p }') == []


def test_an_agency_that_it_does_not_know_is_provisional() -> None:
    store = stated(assignment("松江新材料联盟", "lead", directive=NOTICE))
    assert ask(store, 'SELECT ?p { ?a rdfs:label "松江新材料联盟" ; gb:provisional ?p }') == [("true",)]


def test_many_bodies_in_one_phrase_are_a_collective(sample: Store) -> None:
    rows = ask(sample, "SELECT ?label { ?c a gb:Collective ; rdfs:label ?label } ORDER BY ?label")
    assert rows == [("云岭省人民政府各部门",), ("各市人民政府",)]


def test_a_reformed_agency_is_tied_to_the_one_that_carried_it_on() -> None:
    before, after = (assignment(body, "lead", directive=NOTICE) for body in ("省农牧厅", "省农业农村厅"))
    query = "SELECT ?a ?b { ?x gb:succeededBy ?y . ?x rdfs:label ?a . ?y rdfs:label ?b }"
    assert ask(stated(before, after), query) == [("云岭省农牧厅", "云岭省农业农村厅")]


# Groups and people


def test_a_group_is_founded_by_its_directive_at_its_host(sample: Store) -> None:
    query = """SELECT ?kind ?number ?host { ?g a gb:Group ; gb:groupKind ?kind ; gb:foundedBy/gb:number ?number ;
               gb:officeHost/rdfs:label ?host }"""
    assert ask(sample, query) == [("领导小组", NOTICE, "云岭省发展和改革委员会")]


def test_a_seat_names_person_group_role_post_and_date(sample: Store) -> None:
    query = """SELECT ?name ?group ?post ?date { ?m gb:role "副组长" ; org:member/foaf:name ?name ;
               org:organization/rdfs:label ?group ; gb:post/rdfs:label ?post ; gb:date ?date }"""
    assert ask(sample, query) == [("李四维", GROUP, "云岭省财政厅厅长", "2020-03-06")]


def test_a_seat_is_a_plain_tie_too(sample: Store) -> None:
    rows = ask(sample, "SELECT ?name { ?o org:memberOf ?g ; foaf:name ?name } ORDER BY ?name")
    assert rows == [("张三峰",), ("李四维",), ("王五常",), ("赵六合",)]


def test_only_a_seat_in_the_office_is_staff(sample: Store) -> None:
    assert ask(sample, "SELECT ?role { ?m gb:staff true ; gb:role ?role }") == [("办公室主任",)]


def test_a_seat_without_label_has_no_role() -> None:
    store = stated(member("张三峰", "", "副省长"))
    assert ask(store, "SELECT ?m ?r { ?m a gb:Membership OPTIONAL { ?m gb:role ?r } }")[0][1] is None


def test_a_person_holds_a_post_in_an_agency(sample: Store) -> None:
    query = """SELECT ?title ?agency { ?o foaf:name "赵六合" ; org:holds ?p . ?p gb:postTitle ?title ;
               org:postIn/rdfs:label ?agency }"""
    assert ask(sample, query) == [("副市长", "松江市人民政府")]


def test_a_joined_person_shows_why(sample: Store) -> None:
    query = 'SELECT ?why { ?o foaf:name "王五常" ; gb:joinReason ?why }'
    assert ask(sample, query) == [(f"same name in {GROUP} and in its office: {NOTICE}",)]


# Tasks and assignments


@pytest.mark.parametrize(
    ("role", "individual", "edge"),
    [("lead", "Lead", "leads"), ("support", "Support", "supports"), ("responsible", "Responsible", "responsibleFor")],
)
def test_an_assignment_is_a_node_and_a_tie(role: AssignmentRole, individual: str, edge: str) -> None:
    store = stated(assignment("省财政厅", role, directive=NOTICE))
    query = f"""SELECT ?agency ?task {{ ?a gb:{edge} ?t ; rdfs:label ?agency . ?t rdfs:label ?task .
                ?s gb:agency ?a ; gb:task ?t ; gb:assignmentRole gb:{individual} }}"""
    assert ask(store, query) == [("云岭省财政厅", "（一）改造旧仓")]


def test_two_tasks_of_one_label_and_several_paths_are_two() -> None:
    facts = [assignment("省财政厅", "lead", directive=NOTICE, path=(chapter, "（一）")) for chapter in ("一、", "二、")]
    assert len(ask(stated(*facts), "SELECT ?t { ?t a gb:Task }")) == 2


def test_a_task_that_was_not_read_has_the_evidence_of_its_assignment() -> None:
    store = stated(assignment("省财政厅", "lead", directive=NOTICE))
    assert ask(store, "SELECT DISTINCT ?rule { ?t a gb:Task ; gb:evidence/gb:rule ?rule }") == [
        ("assignments.bracketed",)
    ]


def test_a_deadline_is_kept_as_printed(sample: Store) -> None:
    assert ask(sample, "SELECT ?d { ?a gb:deadline ?d }") == [("2020年底",)]


# The other kinds


def test_an_appointment_names_person_post_and_action(sample: Store) -> None:
    query = """SELECT ?name ?post ?action { ?a a gb:Appointment ; gb:official/foaf:name ?name ;
               gb:post/rdfs:label ?post ; gb:action ?action }"""
    assert ask(sample, query) == [("钱七宝", "云岭省财政厅副厅长", "appoint")]


def test_a_duty_names_its_agency(sample: Store) -> None:
    assert ask(sample, "SELECT ?a ?text { ?d a gb:Duty ; gb:agency/rdfs:label ?a ; gb:text ?text }") == [
        ("云岭省财政厅", "安排改造资金。")
    ]


def test_a_participant_of_an_event_is_the_member_of_that_post(sample: Store) -> None:
    query = "SELECT ?role { ?e a gb:Event ; gb:participant ?o . ?m org:member ?o ; gb:role ?role }"
    assert ask(sample, query) == [("组长",)]


def test_a_gap_has_its_reason(sample: Store) -> None:
    assert ask(sample, "SELECT ?reason { ?g a gb:Gap ; gb:reason ?reason }") == [("no body is named",)]


def test_facts_outside_every_directive_name_none() -> None:
    store = graph(reading(member("张三峰", "成员", directive="")))
    assert ask(store, "SELECT ?d { ?m a gb:Membership ; gb:directive ?d }") == []


def test_nobody_holds_a_post_by_being_dismissed_from_it() -> None:
    (act,) = (fact for fact in sample_reading().facts if isinstance(fact, Appointment))
    query = "SELECT ?post { ?who org:holds ?post }"
    assert len(ask(stated(act), query)) == 1
    assert ask(stated(replace(act, action="dismiss")), query) == []
