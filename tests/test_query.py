"""SPARQL from outside: what is answered, what is refused, and what stops."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from asking import two_gazettes
from gongbao.errors import QueryError, QueryTimeout, StoreError
from gongbao.graph import query as query_module
from gongbao.graph.guard import check_query
from gongbao.graph.query import run_query
from gongbao.graph.syntax import explain
from gongbao.graph.table import Table

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n0 ?o }"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return two_gazettes(tmp_path_factory.mktemp("query"))


# What is answered


def test_select_knows_the_prefixes(store: Path) -> None:
    table = run_query(store, 'SELECT ?label { ?a a gb:Agency ; rdfs:label ?label FILTER(CONTAINS(?label, "水利")) }')
    assert table == Table(("label",), (("云岭省水利厅",),))


def test_a_prefix_of_the_user_wins(store: Path) -> None:
    table = run_query(store, "PREFIX gb: <http://example.org/> ASK { ?a a gb:Agency }")
    assert table == Table(("answer",), (("false",),))


def test_what_two_sources_say_counts_once(store: Path) -> None:
    table = run_query(store, 'SELECT (COUNT(*) AS ?n) { ?a a gb:Agency ; rdfs:label "云岭省财政厅" }')
    assert table.rows == ((1,),)


def test_ask_answers_true_or_false(store: Path) -> None:
    assert run_query(store, "ASK { ?a a gb:Agency }") == Table(("answer",), (("true",),))


def test_construct_gives_triples(store: Path) -> None:
    table = run_query(store, "CONSTRUCT { ?a a org:Organization } { ?a gb:leads ?task }")
    assert table.columns == ("subject", "predicate", "object")
    assert {row[2] for row in table.rows} == {"http://www.w3.org/ns/org#Organization"}


def test_describe_gives_triples(store: Path) -> None:
    table = run_query(store, "DESCRIBE ?a { ?a a gb:Gap }")
    assert ("https://gongbao.example/ontology#reason", "no body is named") in {row[1:] for row in table.rows}


def test_one_source_can_be_asked(store: Path) -> None:
    graph = "<https://gongbao.example/id/source/yunling-2021-02.txt>"
    table = run_query(store, f"SELECT (COUNT(?a) AS ?n) {{ GRAPH {graph} {{ ?a a gb:Assignment }} }}")
    assert table.rows == ((5,),)


def test_numbers_are_numbers(store: Path) -> None:
    table = run_query(
        store, "SELECT ?i ?d ?f ?b ?none { BIND(2 AS ?i) BIND(1.5 AS ?d) BIND(1e1 AS ?f) BIND(true AS ?b) }"
    )
    assert table.rows == ((2, 1.5, 10.0, "true", None),)


def test_infinity_is_text(store: Path) -> None:
    assert run_query(store, "SELECT (1e400 AS ?x) {}").rows == (("INF",),)


def test_hostile_words_come_back_as_they_are(store: Path) -> None:
    words = 'a"b\\c\n\x1b[31m}] ; DROP'
    escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    assert run_query(store, f'SELECT ("{escaped}" AS ?words) {{}}').rows == ((words,),)


def test_many_rows_come_through(store: Path) -> None:
    table = run_query(store, "SELECT ?a ?d { ?a ?b ?c . ?d ?e ?f } LIMIT 100000")
    assert len(table.rows) == 100_000


def test_modules_of_the_current_folder_are_not_run(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('json.py of the folder was run')")
    monkeypatch.chdir(tmp_path)
    assert run_query(store.absolute(), "ASK {}").rows == (("true",),)


# What is refused


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }",
        "select * { service silent <http://example.org/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p trueSERVICE<http://example.org/>{ ?a ?b ?c } }",
        "SELECT * { ?s ?p 1SERVICE<http://example.org/>{ ?a ?b ?c } }",
        "PREFIX : <http://example.org/> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o # a comment\n SERVICE <http://example.org/> { ?a ?b ?c } }",
        "SELECT * { ?s <http://example.org/#x> ?o . SERVICE <http://example.org/> { ?a ?b ?c } }",
        "SELECT * { ?s ?p gb:a\\#b . SERVICE <http://example.org/> { ?a ?b ?c } }",
        "SELECT * { ?s ?p gb:a\\'b . SERVICE <http://example.org/> { ?a ?b 'x' } }",
        "SELECT * { ?s ?p '\\\\' . SERVICE <http://example.org/> { ?a ?b 'x' } }",
        'SELECT * { VALUES ?v { """a" #\\x\n } SERVICE <http://example.org/> { ?a ?b ?c } #"""\n}',
    ],
)
def test_service_is_refused(sparql: str) -> None:
    with pytest.raises(QueryError, match="SERVICE is refused"):
        check_query(sparql)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { ?s ?p ?o FILTER(1<2)SERVICE#>'''\n<http://example.org/> { ?a ?b ?c } #'''\n }",
        "SELECT * { ?s ?p ?o FILTER(1<2)#>'''\nSERVICE <http://example.org/> { ?a ?b ?c } #'''\n }",
        "SELECT * { ?s <#> ?o SERVICE <http://example.org/> { ?a ?b ?c }\n }",
    ],
)
def test_what_can_be_read_in_two_ways_is_refused(sparql: str) -> None:
    with pytest.raises(QueryError, match="can be read in two ways"):
        check_query(sparql)


def test_the_engine_would_have_called_out() -> None:
    """The guard is needed as it is: the engine takes this for SERVICE, a tokenizer for an IRI."""
    import pyoxigraph

    tricky = "SELECT * { FILTER(1<2)SERVICE#>\n<http://127.0.0.1:9/> { ?a ?b ?c } }"
    answer = pyoxigraph.Store().query(tricky)
    assert isinstance(answer, pyoxigraph.QuerySolutions)
    with pytest.raises(OSError, match="port 9"):
        list(answer)


@pytest.mark.parametrize("escape", ["\\u0053ERVICE", "\\U00000053ERVICE", '"\\u0022'])
def test_escapes_that_could_hide_a_word_are_refused(escape: str) -> None:
    with pytest.raises(QueryError, match="escapes are refused"):
        check_query(f"SELECT * {{ {escape} <http://example.org/> {{}} }}")


@pytest.mark.parametrize("clause", ["FROM <http://example.org/>", "from named <http://example.org/>"])
def test_from_is_refused_with_its_line(clause: str) -> None:
    with pytest.raises(QueryError, match="line 2: FROM is refused"):
        check_query(f"SELECT *\n{clause} {{ ?s ?p ?o }}")


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <http://example.org/a> a <http://example.org/b> }",
        "DELETE WHERE { ?s ?p ?o }",
        "PREFIX a: <http://example.org/> LOAD a:b",
        "clear all",
        "DROP GRAPH <http://example.org/a>",
    ],
)
def test_updates_are_refused(update: str) -> None:
    with pytest.raises(QueryError, match="cannot change the store"):
        check_query(update)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?service ?from { ?service gb:service ?from }",
        "SELECT * { ?s <http://example.org/service/from#service> 'SERVICE <x> FROM' } # no service from here",
        "SELECT * { ?s ?p ?o FILTER(?a<?b && ?c>?d) }",
        'SELECT * { ?s ?p """a "quoted" from\nb""" , \'it\\\'s from\' }',
        "PREFIX insert: <http://example.org/> SELECT * { ?s insert:from _:service }",
        "SELECT * { ?s gb:leads? ?o . ?o (gb:leads/gb:title)? ?t }",
    ],
)
def test_harmless_words_are_not_refused(sparql: str) -> None:
    check_query(sparql)


def test_an_open_string_is_an_error_with_its_line() -> None:
    with pytest.raises(QueryError, match="line 2"):
        check_query("SELECT * {\n ?s ?p 'open }")


def test_a_query_without_end_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(QueryError, match="longer than"):
        check_query("#" * 200_000)


# What is wrong


@pytest.mark.parametrize(
    ("sparql", "sentence"),
    [
        (
            "SELECT ?a {\n  ?a a gb:Agency .\n  FILTR(?a)\n}",
            "line 3, column 3: the query cannot be read on from 'FILTR(?a)'",
        ),
        ("SELCT ?a { ?a ?b ?c }", "line 1, column 1: the query cannot be read on from 'SELCT ?a { ?a ?b ?c }'"),
        ("SELECT ?a {\n ?a a gb:Agency", "the query ends early"),
        ("SELECT ?a {\n ?a foo:bar 1 }", "line 2: the prefix foo: is not declared"),
        ("SELECT ?a ?b { ?a ?b ?c } GROUP BY ?a", "SELECT names a variable that GROUP BY leaves open"),
        ("SELECT (1 AS ?x) (2 AS ?x) {}", "SELECT names one variable twice"),
        ("SELECT * { ?s <relative> ?o }", "an IRI must be absolute"),
        ("", "the query ends early"),
        ("SELECT (<http://example.org/f>(1) AS ?x) {}", "http://example.org/f"),
    ],
)
def test_a_mistake_is_one_sentence_that_says_where(store: Path, sparql: str, sentence: str) -> None:
    with pytest.raises(QueryError) as caught:
        run_query(store, sparql)
    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)


def test_deep_nesting_is_an_error_not_a_crash(store: Path) -> None:
    with pytest.raises(QueryError, match="nested too deeply"):
        run_query(store, "SELECT * " + "{" * 40_000)


def test_a_complaint_that_nobody_knows_keeps_its_place() -> None:
    assert explain("ASK {}", "error at 1:3: expected something") == "line 1, near column 3: the query cannot be read"


def test_a_folder_that_is_no_store_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        run_query(tmp_path, "ASK {}")


# What stops


def test_a_query_is_stopped_at_its_time_limit(store: Path) -> None:
    begun = time.monotonic()
    with pytest.raises(QueryTimeout, match=r"longer than 0\.5 seconds"):
        run_query(store, ENDLESS, seconds=0.5)
    assert time.monotonic() - begun < 5


def test_a_query_that_streams_rows_is_stopped_too(store: Path) -> None:
    with pytest.raises(QueryTimeout):
        run_query(store, "SELECT ?a { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a = ?i) }", seconds=0.3)


def test_no_worker_is_left_behind(store: Path) -> None:
    with pytest.raises(QueryTimeout):
        run_query(store, ENDLESS, seconds=0.3)
    children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    if not children.exists():
        pytest.skip("this system does not list child processes")
    assert children.read_text().split() == []


@pytest.mark.parametrize("seconds", [0, -1, float("nan")])
def test_a_time_limit_is_positive(store: Path, seconds: float) -> None:
    with pytest.raises(QueryError, match="positive"):
        run_query(store, "ASK {}", seconds=seconds)


@pytest.mark.parametrize("seconds", [1e300, float("inf")])
def test_a_time_limit_may_be_as_good_as_none(store: Path, seconds: float) -> None:
    assert run_query(store, "ASK {}", seconds=seconds).rows == (("true",),)


def test_too_many_rows_are_an_error(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(query_module, "MOST_ROWS", 10)
    with pytest.raises(QueryError, match="more than 10 rows"):
        run_query(store, "SELECT * { ?s ?p ?o }")


def test_too_many_bytes_are_an_error(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(query_module, "MOST_BYTES", 1000)
    with pytest.raises(QueryError, match="more than 1,000 bytes"):
        run_query(store, "SELECT * { ?s ?p ?o }")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not bound address space")
def test_too_much_memory_is_an_error(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(query_module, "WORKER_MEMORY", 600 * 2**20)
    doubled = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40))
    with pytest.raises(QueryError, match="more memory"):
        run_query(store, f'SELECT (STRLEN(?x40) AS ?n) {{ BIND("0123456789" AS ?x0) {doubled} }}')


def test_a_worker_that_gets_no_thread_lacks_memory() -> None:
    complaint = "terminate called after throwing …\n  what():  Resource temporarily unavailable"
    assert "more memory" in query_module._cause(-6, complaint)


def test_the_worker_starts_without_the_rest_of_the_package() -> None:
    code = "import gongbao.graph.worker, sys; print([m for m in ('rdflib', 'spacy', 'networkx') if m in sys.modules])"
    output = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert output.strip() == "[]"
