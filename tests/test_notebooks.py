"""The notebooks run from the first cell to the last."""

import importlib.util
import os
from pathlib import Path
from typing import Any

import pytest
from asking import stored
from facts import notice, reading
from networks import three_gazettes

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))
NEEDED = ("ipykernel", "matplotlib", "nbclient", "nbformat", "pandas")


def _need_notebooks() -> None:
    """Skip where notebooks cannot be run; where they must run, fail."""
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if not missing:
        return
    reason = f"running notebooks needs {', '.join(missing)}: pip install 'gongbao[notebook]'"
    if os.environ.get("GONGBAO_CI") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def _read(path: Path) -> Any:
    import nbformat

    return nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]


def _run(path: Path, folder: Path) -> list[Any]:
    """Everything that a notebook shows when it runs in a folder; an error in a cell is raised."""
    from nbclient import NotebookClient

    notebook = _read(path)
    resources = {"metadata": {"path": str(folder)}}
    NotebookClient(notebook, timeout=120, kernel_name="python3", resources=resources).execute()
    return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]


def _printed(outputs: list[Any], stream: str) -> str:
    return "".join(output.text for output in outputs if output.output_type == "stream" and output.name == stream)


def _shown(outputs: list[Any], kind: str) -> list[str]:
    """What is shown of one media type."""
    return [output.data[kind] for output in outputs if kind in output.get("data", {})]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_is_kept_without_outputs(path: Path) -> None:
    _need_notebooks()
    code = [cell for cell in _read(path).cells if cell.cell_type == "code"]
    assert all(not cell.outputs and cell.execution_count is None for cell in code)


def test_all_notebooks_open_a_store_in_the_same_way() -> None:
    _need_notebooks()
    assert {_read(path).cells[2].source for path in NOTEBOOKS} == {_read(NOTEBOOKS[0]).cells[2].source}


FOUND = {
    "1-who-leads": ("2 sources", "agencies lead", "lead each other", "nestedness:"),
    "2-leading-groups": ("2 sources", "list their members", "sit on two groups", "share the most members"),
    "3-careers": ("2 sources", "decisions:", "is shown at", "change hands"),
    "4-directives": ("2 sources", "act on another one", "acts on", "circles of citations"),
}
"""What each says of the sample."""


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_tour_of_the_sample(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _need_notebooks()
    monkeypatch.delenv("GONGBAO_STORE", raising=False)
    outputs = _run(path, tmp_path)
    printed = _printed(outputs, "stdout")
    assert all(words in printed for words in FOUND[path.stem])
    assert _printed(outputs, "stderr") == ""
    tables = [text for text in _shown(outputs, "text/html") if "dataframe" in text]
    assert len(tables) >= 3
    assert any("evidence" in table for table in tables)
    assert len(_shown(outputs, "image/png")) >= 3


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_tour_of_a_store_that_holds_next_to_nothing(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _need_notebooks()
    store = stored(tmp_path, reading(notice()))
    monkeypatch.setenv("GONGBAO_STORE", str(store))
    outputs = _run(path, tmp_path)
    assert f"{store}: 1 sources" in _printed(outputs, "stdout")
    assert _printed(outputs, "stderr") == ""


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_tour_says_what_the_store_it_is_given_holds(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _need_notebooks()
    store = three_gazettes(tmp_path)
    monkeypatch.setenv("GONGBAO_STORE", str(store))
    outputs = _run(path, tmp_path)
    printed = _printed(outputs, "stdout")
    # No name of the sample's province: every sentence is of this store.
    assert f"{store}: 3 sources" in printed
    assert "青" not in printed
    assert _printed(outputs, "stderr") == ""
