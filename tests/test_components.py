"""The finders in a spaCy pipeline of one's own: facts on the Doc, spans where they stand."""

from configparser import ConfigParser
from importlib import import_module
from pathlib import Path

import pytest
import spacy
from gongbao.extract.components import KINDS
from gongbao.extract.pipeline import extract_source

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "sample" / "gazette-2015-16.txt"
DISSOLVES = """云岭省人民政府
关于撤销云岭省粮改领导小组的通知
云政〔2020〕1号
各市人民政府：
粮改任务已经完成，撤销云岭省粮改领导小组。
云岭省人民政府
2020年1月1日
"""
TEXT = f"{SAMPLE.read_text(encoding='utf-8')}\n{DISSOLVES}"
"""A text with every kind of fact."""


def test_setup_registers_every_factory() -> None:
    setup = ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    entries = setup["options.entry_points"]["spacy_factories"].split("\n")
    named = dict(entry.split(" = ") for entry in entries if entry)
    assert set(named) == set(KINDS)
    for place in named.values():
        module, function = place.split(":")
        assert callable(getattr(import_module(module), function))


@pytest.fixture(scope="module")
def doc() -> spacy.tokens.Doc:
    nlp = spacy.blank("zh")
    for factory in KINDS:
        nlp.add_pipe(factory)
    return nlp(TEXT)


def test_a_pipeline_finds_what_the_command_line_finds(doc: spacy.tokens.Doc, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    kinds = {kind for found in KINDS.values() for kind in found}
    expected = [fact for fact in extract_source(tmp_path / "a.txt").facts if fact.kind in kinds]
    places = {(fact.kind, fact.rule, tuple((span.start, span.end) for span in fact.spans)) for fact in expected}
    assert {
        (fact.kind, fact.rule, tuple((span.start, span.end) for span in fact.spans)) for fact in doc._.gongbao
    } == places
    assert {fact.kind for fact in doc._.gongbao} == kinds


@pytest.mark.parametrize("factory", KINDS)
def test_spans_stand_where_facts_do(doc: spacy.tokens.Doc, factory: str) -> None:
    rules = {fact.rule for fact in doc._.gongbao if fact.kind in KINDS[factory]}
    assert doc.spans[factory]
    assert {span.label_ for span in doc.spans[factory]} <= rules
