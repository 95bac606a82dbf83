"""The shapes: a built graph conforms, a broken one does not."""

from importlib.resources import files
from io import StringIO
from pathlib import Path

import pyshacl
import pytest
from facts import build_readings, sample_reading
from gongbao.graph.export import export
from gongbao.graph.terms import GB_IRI
from rdflib import OWL, RDF, Graph, URIRef

PREFIXES = """
PREFIX gb: <https://gongbao.example/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(data=(files("gongbao.ontology") / "shapes.ttl").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def turtle(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("shapes")
    build_readings(folder / "store", sample_reading(), sample_reading(source="b.txt"))
    (path,) = export(folder / "store", "ttl", folder / "out.ttl")
    return Path(path).read_text(encoding="utf-8")


def complaint(graph: Graph, shapes: Graph) -> str:
    """What the shapes have against a graph; empty if nothing."""
    conforms, _, text = pyshacl.validate(graph, shacl_graph=shapes)
    return "" if conforms else str(text)


def test_a_built_graph_conforms(turtle: str, shapes: Graph) -> None:
    assert complaint(Graph().parse(StringIO(turtle), format="turtle"), shapes) == ""


def test_every_class_has_a_shape(shapes: Graph) -> None:
    vocabulary = Graph().parse(data=(files("gongbao.ontology") / "gongbao.ttl").read_text(encoding="utf-8"))
    node = URIRef("https://gongbao.example/shapes#Node")
    targets = {str(term) for term in shapes.objects(node, URIRef("http://www.w3.org/ns/shacl#targetClass"))}
    # Those of the register alone are in no graph, and changes are described in the words of org: alone.
    register = {f"{GB_IRI}AgencyForm", f"{GB_IRI}Place"}
    classes = {str(term) for term in vocabulary.subjects(RDF.type, OWL.Class)} - register
    assert classes == {term for term in targets if term.startswith(GB_IRI)}


BREAKS = {
    "a second label": "INSERT { ?s rdfs:label 'other' } WHERE { ?s a gb:Agency }",
    "no label": "DELETE { ?s rdfs:label ?o } WHERE { ?s a gb:Group ; rdfs:label ?o }",
    "a label with a language": """DELETE { ?s rdfs:label ?o } INSERT { ?s rdfs:label 'x'@en }
        WHERE { ?s a gb:Task ; rdfs:label ?o }""",
    "a seat without evidence": "DELETE { ?s gb:evidence ?o } WHERE { ?s a gb:Membership ; gb:evidence ?o }",
    "a seat without person": "DELETE { ?s org:member ?o } WHERE { ?s a gb:Membership ; org:member ?o }",
    "a seat without group": "DELETE { ?s org:organization ?o } WHERE { ?s org:organization ?o }",
    "an assignment without evidence": "DELETE { ?s gb:evidence ?o } WHERE { ?s a gb:Assignment ; gb:evidence ?o }",
    "an assignment without agency": "DELETE { ?s gb:agency ?o } WHERE { ?s a gb:Assignment ; gb:agency ?o }",
    "an assignment without task": "DELETE { ?s gb:task ?o } WHERE { ?s gb:task ?o }",
    "an assignment with another role": "INSERT { ?s gb:assignmentRole gb:Agency } WHERE { ?s a gb:Assignment }",
    "an assignment to a person": """DELETE { ?s gb:agency ?o } INSERT { ?s gb:agency ?p }
        WHERE { ?s a gb:Assignment ; gb:agency ?o . ?p a gb:Official }""",
    "evidence that ends before it begins": "DELETE { ?s oa:end ?o } INSERT { ?s oa:end 0 } WHERE { ?s oa:end ?o }",
    "evidence without words": "DELETE { ?s oa:exact ?o } WHERE { ?s oa:exact ?o }",
    "evidence without source": "DELETE { ?s dcterms:source ?o } WHERE { ?s dcterms:source ?o }",
    "evidence without line": "DELETE { ?s gb:line ?o } WHERE { ?s gb:line ?o }",
    "a date that is none": """DELETE { ?s gb:date ?o } INSERT { ?s gb:date 'soon' }
        WHERE { ?s a gb:Directive ; gb:date ?o }""",
    "a citation of nothing": "DELETE { ?s gb:cited ?o } WHERE { ?s gb:cited ?o }",
    "a citation with a strange relation": """DELETE { ?s gb:relation ?o } INSERT { ?s gb:relation gb:leads }
        WHERE { ?s gb:relation ?o }""",
    "an official without name": "DELETE { ?s foaf:name ?o } WHERE { ?s foaf:name ?o }",
    "an agency without official name": "DELETE { ?s skos:prefLabel ?o } WHERE { ?s skos:prefLabel ?o }",
    "an action that is none": "DELETE { ?s gb:action ?o } INSERT { ?s gb:action 'promote' } WHERE { ?s gb:action ?o }",
    "a gap without reason": "DELETE { ?s gb:reason ?o } WHERE { ?s a gb:Gap ; gb:reason ?o }",
    "a source without digest": "DELETE { ?s gb:sha256 ?o } WHERE { ?s gb:sha256 ?o }",
    "a post without title": "DELETE { ?s gb:postTitle ?o } WHERE { ?s gb:postTitle ?o }",
}


@pytest.mark.parametrize("update", BREAKS.values(), ids=BREAKS)
def test_a_broken_graph_does_not_conform(turtle: str, shapes: Graph, update: str) -> None:
    graph = Graph().parse(StringIO(turtle), format="turtle")
    before = set(graph)
    graph.update(PREFIXES + update)
    assert set(graph) != before
    assert complaint(graph, shapes)


def test_a_node_that_is_not_described_does_not_conform(turtle: str, shapes: Graph) -> None:
    graph = Graph().parse(StringIO(turtle), format="turtle")
    agency = next(graph.objects(None, URIRef("https://gongbao.example/ontology#agency")))
    graph.remove((agency, None, None))
    assert complaint(graph, shapes)
