"""What the documents tell people to type works on the sample, and they name what there is."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner
from gongbao.cli import main
from gongbao.extract.pipeline import extract_source
from gongbao.graph.build import build
from gongbao.graph.export import TABLES
from gongbao.graph.formats import FORMATS
from gongbao.graph.query import run_query
from gongbao.ontology.model import Fact

ROOT = Path(__file__).parents[1]
GRAPH = (ROOT / "docs" / "graph.md").read_text(encoding="utf-8")
EXTRACTION = (ROOT / "docs" / "extraction.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```sparql\n(.*?)```", GRAPH, re.S)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the sample gazettes."""
    store = tmp_path_factory.mktemp("docs") / "store"
    build(sorted((ROOT / "sample").glob("*.txt")), store, read=extract_source, reader="test")
    return store


@pytest.mark.parametrize("sparql", QUERIES)
def test_queries_of_the_documentation_find_something(sample: Path, sparql: str) -> None:
    assert run_query(sample, sparql).rows


def test_every_class_and_property_of_the_ontology_is_described() -> None:
    defined = set(re.findall(r"^(gb:\w+) a owl:", (ROOT / "ontology" / "gongbao.ttl").read_text("utf-8"), re.M))
    roles_of_nodes = {"gb:Source", "gb:AssignmentRole", "gb:sha256", "gb:encoding", "gb:characters"}
    described = set(re.findall(r"gb:\w+", GRAPH))
    assert defined - roles_of_nodes - described == set()
    assert described - defined - {"gb:Lead", "gb:Support", "gb:Responsible"} == set()


def test_every_kind_of_fact_is_described() -> None:
    kinds = {fact.kind for fact in Fact.__subclasses__()}
    assert kinds
    assert {kind for kind in kinds if f"`{kind}`" not in EXTRACTION} == set()


def test_every_spacy_factory_is_named() -> None:
    factories = re.findall(r"^ +(gongbao_\w+) = ", (ROOT / "setup.cfg").read_text(encoding="utf-8"), re.M)
    assert factories
    assert {factory for factory in factories if f"`{factory}`" not in EXTRACTION} == set()


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_every_link_of_a_readme_leads_somewhere(readme: str) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", (ROOT / readme).read_text(encoding="utf-8"))
    assert {link for link in links if "//" not in link and not (ROOT / link).exists()} == set()


# Exports

EXPORTS = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
STEPS = re.findall(r"```(sh|python)\n(.*?)```", EXPORTS, re.S)
"""What the document has people type, in its order: commands, and programs that read what they wrote."""


def test_every_format_of_export_is_described_and_tried() -> None:
    commands = "".join(text for language, text in STEPS if language == "sh")
    assert {fmt for fmt in FORMATS if f"| `{fmt}` |" not in EXPORTS or f"--format {fmt} " not in commands} == set()


def test_every_table_is_described() -> None:
    assert {table for table in TABLES if f"`{table}`" not in EXPORTS} == set()


def test_exports_can_be_typed_as_they_are_printed(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for language, text in STEPS:
        if language == "python":
            exec(compile(text, "exports.md", "exec"), {})
            assert capsys.readouterr().out.strip() not in ("", "0")
        else:
            for line in text.splitlines():
                program, *words = shlex.split(line)
                result = CliRunner().invoke(main, words, env={"GONGBAO_STORE": str(sample)}, catch_exceptions=False)
                assert (program, result.exit_code) == ("gongbao", 0), result.output
