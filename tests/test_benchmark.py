"""The benchmark runs, measures every stage, and measures what it says."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner
from gongbao.extract.pipeline import extract
from gongbao.extract.read import bytes_to_source
from gongbao.graph.ask import ask, list_questions
from gongbao.ontology.model import FACTS, Directive, Reading
from yunling import TEXT

ROOT = Path(__file__).parents[1]
SCRIPT = ROOT / "benchmarks" / "bench.py"


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    """The benchmark as a module."""
    return _module("bench")


def _module(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, SCRIPT.with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
def test_benchmark_measures_every_stage_and_question() -> None:
    options = ("--megabytes", "0.2", "--seconds", "0.1", "--from", str(ROOT / "sample"), "--json")
    ran = subprocess.run(
        [sys.executable, SCRIPT, *options], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert ran.returncode == 0, ran.stderr
    results = json.loads(ran.stdout)
    stages = [row["stage"] for row in results["rates"]]
    assert {"read", "repair", "segment", "extract", "resolve", "triples", "load"} < set(stages)
    assert any(stage.startswith("spaCy") for stage in stages)
    assert any(stage.startswith("jieba") for stage in stages)
    assert all(row["characters/s"] > 0 for row in results["rates"])
    assert [row["sources"] for row in results["builds"]] == [2, 6]
    assert all(row["peak MB"] > 0 for row in results["builds"])
    assert {row["question"] for row in results["answers"]} == {question.name for question in list_questions()}


def test_every_copy_states_as_much_as_the_first(bench: ModuleType) -> None:
    first, *copies = (_reading(bench.renumbered(TEXT, copy)) for copy in (0, 1, 26, 27))
    kinds = [fact.kind for fact in first.facts]
    assert all([fact.kind for fact in copy.facts] == kinds for copy in copies)


def test_no_two_copies_have_a_number_in_common(bench: ModuleType) -> None:
    numbers = [_numbers(_reading(bench.renumbered(TEXT, copy))) for copy in range(60)]
    assert all(len(one) == 2 for one in numbers)
    assert len(set[str]().union(*numbers)) == 120


def test_first_copy_is_the_text_itself(bench: ModuleType) -> None:
    assert bench.renumbered(TEXT, 0) == TEXT


def test_seconds_of_a_stage_are_not_those_of_a_stage_inside_it(
    bench: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticks = iter([0.0, 1.0, 3.0, 7.0, 8.0])
    monkeypatch.setattr(bench.time, "perf_counter", lambda: next(ticks))
    clock = bench.Clock()
    with clock.running("outer"), clock.running("inner"):
        pass
    assert clock.seconds == {"between stages": 1.0, "outer": 3.0, "inner": 4.0}


def _reading(text: str) -> Reading:
    return extract(bytes_to_source(text.encode(), "yunling.txt"))


def _numbers(reading: Reading) -> set[str]:
    return {fact.number for fact in reading.facts if isinstance(fact, Directive)}


@pytest.fixture(scope="module")
def record() -> ModuleType:
    """The keeper of figures as a module."""
    return _module("record")


def test_what_a_change_gains_and_loses_is_listed_losses_first(record: ModuleType) -> None:
    before = record.flat({"groups": {"f1": 1.0, "found": 3}, "duties": {"f1": 0.5, "found": 9}, "macro_f1": 0.75})
    now = record.flat({"groups": {"f1": 0.9, "found": 4}, "duties": {"f1": 0.8, "found": 9}, "macro_f1": 0.85})
    assert record.changes(before, now) == [
        ("groups", "f1", 1.0, 0.9),
        ("all", "macro_f1", 0.75, 0.85),
        ("duties", "f1", 0.5, 0.8),
    ]


def test_a_kind_that_is_not_found_any_more_is_a_loss(record: ModuleType) -> None:
    assert record.changes({"events": {"f1": 0.9}}, {}) == [("events", "f1", 0.9, 0.0)]


def test_record_is_compared_with_the_last_commit(record: ModuleType, tmp_path: Path) -> None:
    git = ["git", "-C", str(tmp_path), "-c", "user.name=A", "-c", "user.email=a@example.org"]
    figures, kept = tmp_path / "figures.json", tmp_path / "score.json"
    kept.write_text(json.dumps({"events": {"f1": 0.5}}), encoding="utf-8")
    subprocess.run([*git, "init", "--quiet"], check=True)
    subprocess.run([*git, "add", "score.json"], check=True)
    subprocess.run([*git, "commit", "--quiet", "--message", "Keep figures"], check=True)
    figures.write_text(json.dumps({"events": {"f1": 0.75}}), encoding="utf-8")
    ran = CliRunner().invoke(record.main, [str(figures), str(kept)])
    assert "+0.2500" in ran.output
    assert json.loads(kept.read_text("utf-8"))["events"] == {"f1": 0.75}
    again = CliRunner().invoke(record.main, [str(figures), str(kept)])
    assert "+0.2500" in again.output, "the working file is not the last commit"


@pytest.fixture(scope="module")
def million(bench: ModuleType) -> ModuleType:
    """The maker of a large graph as a module."""
    return _module("million")


def test_invented_gazettes_are_the_same_for_a_seed(million: ModuleType) -> None:
    assert list(million.invented(2, seed=3)) == list(million.invented(2, seed=3))
    assert list(million.invented(2, seed=3)) != list(million.invented(2, seed=4))


def test_invented_gazettes_state_every_kind_of_fact_that_questions_ask_for(million: ModuleType) -> None:
    kinds = {fact.kind for reading in million.invented(3, seed=1) for fact in reading.facts}
    assert kinds == {fact.kind for fact in FACTS} - {"group_mention"}


def test_invented_gazettes_become_a_graph_that_answers(million: ModuleType, tmp_path: Path) -> None:
    million.write_store(tmp_path / "store", triples=1, seed=1)
    assert ask(tmp_path / "store", "leading-agencies", {"limit": "3"}).rows
    assert ask(tmp_path / "store", "changed", {"year": "2003"}).rows
