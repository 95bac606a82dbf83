"""The graph as RDF files: what one library writes, two others read as the same quads."""

from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from facts import build_readings, notice, reading, sample_reading
from gongbao.graph.export import export
from gongbao.graph.store import open_store
from gongbao.graph.terms import PREFIXES
from hostile_names import hostile_reading
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat

FORMATS = [("nq", RdfFormat.N_QUADS, "nquads"), ("jsonld", RdfFormat.JSON_LD, "json-ld")]


@pytest.fixture(scope="module", params=["plain", "hostile"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rdf") / "store"
    readings = [sample_reading(), sample_reading(source="b.txt")] if request.param == "plain" else [hostile_reading()]
    build_readings(folder, *readings)
    return folder


def quads_of(dataset: rdflib.Dataset) -> set[Quad]:
    """What rdflib has read, in the terms of the engine."""
    return {
        Quad(NamedNode(str(subject)), NamedNode(str(predicate)), term_of(value), graph_of(graph))
        for subject, predicate, value, graph in dataset.quads()
    }


def term_of(term: object) -> NamedNode | Literal:
    if not isinstance(term, rdflib.Literal):
        return NamedNode(str(term))
    if term.language:
        return Literal(str(term), language=term.language)
    return Literal(str(term), datatype=NamedNode(str(term.datatype)) if term.datatype else None)


def graph_of(name: object) -> NamedNode | DefaultGraph:
    named = name is not None and name != rdflib.graph.DATASET_DEFAULT_GRAPH_ID
    return NamedNode(str(name)) if named else DefaultGraph()


@pytest.mark.parametrize(("fmt", "rdf", "name"), FORMATS)
def test_the_engine_reads_the_quads_back(store: Path, tmp_path: Path, fmt: str, rdf: RdfFormat, name: str) -> None:
    export(store, fmt, tmp_path / "out")
    assert set(pyoxigraph.parse(path=tmp_path / "out", format=rdf)) == set(open_store(store).quads())


@pytest.mark.parametrize(("fmt", "rdf", "name"), FORMATS)
def test_rdflib_reads_the_quads_back(
    store: Path, tmp_path: Path, fmt: str, rdf: RdfFormat, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    export(store, fmt, tmp_path / "out")
    dataset = rdflib.Dataset()
    dataset.parse(tmp_path / "out", format=name)
    assert quads_of(dataset) == set(open_store(store).quads())


def test_turtle_is_the_union_of_all_graphs(store: Path, tmp_path: Path) -> None:
    export(store, "ttl", tmp_path / "out.ttl")
    triples = {quad.triple for quad in open_store(store).quads()}
    assert {quad.triple for quad in pyoxigraph.parse(path=tmp_path / "out.ttl", format=RdfFormat.TURTLE)} == triples
    assert len(rdflib.Graph().parse(tmp_path / "out.ttl")) == len(triples) == open_store(store).manifest.triples


def test_turtle_begins_with_its_prefixes_in_order(store: Path, tmp_path: Path) -> None:
    export(store, "ttl", tmp_path / "out.ttl")
    head = (tmp_path / "out.ttl").read_text(encoding="utf-8").splitlines()[: len(PREFIXES)]
    assert [line.split()[:2] for line in head] == [["@prefix", f"{prefix}:"] for prefix in sorted(PREFIXES)]


def test_nquads_are_sorted(store: Path, tmp_path: Path) -> None:
    export(store, "nq", tmp_path / "out.nq")
    lines = (tmp_path / "out.nq").read_bytes().splitlines()
    assert lines == sorted(set(lines))


def test_nquads_are_sorted_where_one_iri_goes_on_from_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # "-" sorts before the bracket that ends an IRI; a batch a subject leaves the order to the subjects.
    monkeypatch.setattr("gongbao.graph.export.rdf._BATCH", 1)
    build_readings(
        tmp_path / "store", *(reading(notice(number=f"云政〔2020〕1号{end}")) for end in ("", "-1", "甲", " "))
    )
    export(tmp_path / "store", "nq", tmp_path / "out.nq")
    lines = (tmp_path / "out.nq").read_bytes().splitlines()
    assert lines == sorted(set(lines))
