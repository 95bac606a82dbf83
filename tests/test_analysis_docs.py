"""What docs/analysis.md tells people to type works on the sample, and it names what there is."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner
from gongbao.cli import main
from gongbao.extract.pipeline import extract_source
from gongbao.graph.analyse import ANALYSES, NETWORKS
from gongbao.graph.build import build

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "analysis.md").read_text(encoding="utf-8")
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", TEXT, re.S) for line in block.splitlines()]
EXAMPLES = re.findall(r"```python\n(.*?)```", TEXT, re.S)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("analysis") / "gongbao-store"
    build(sorted((ROOT / "sample").glob("*.txt")), store, read=extract_source, reader="test")
    return store


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_run(sample: Path, command: str) -> None:
    program, *args = shlex.split(command)
    result = CliRunner().invoke(main, args, env={"GONGBAO_STORE": str(sample)}, catch_exceptions=False)
    assert (program, result.exit_code) == ("gongbao", 0)
    assert result.stdout.strip()


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples_run(sample: Path, example: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sample.parent)
    exec(compile(example, "analysis.md", "exec"), {})


def test_every_analysis_and_every_network_is_described() -> None:
    assert COMMANDS
    assert EXAMPLES
    assert set(re.findall(r"\*\*`([a-z-]+)`\*\*", TEXT)) == set(ANALYSES)
    assert {name for name in NETWORKS if f"| `{name}` |" not in TEXT} == set()


def test_every_analysis_cites_its_source() -> None:
    docstrings = {name: analysis.run.__doc__ or "" for name, analysis in ANALYSES.items()}
    assert {name for name, words in docstrings.items() if "Sources:" not in words and ":func:" not in words} == set()
