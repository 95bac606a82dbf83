"""The notebooks run from the first cell to the last."""

import importlib.util
import os
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from gongbao.cli import main

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


def test_tour_of_the_sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _need_notebooks()
    monkeypatch.delenv("GONGBAO_STORE", raising=False)
    outputs = _run(_tour(), tmp_path)
    tables = [text for text in _shown(outputs, "text/html") if "dataframe" in text or "<table" in text]
    assert "2 sources" in _printed(outputs, "stdout")
    assert _printed(outputs, "stderr") == ""
    assert len(tables) >= 4
    assert all(any(column in table for table in tables) for column in ("evidence", "words"))
    assert any("<iframe" in text for text in _shown(outputs, "text/html"))
    assert (tmp_path / "gongbao-demo" / "tour.html").stat().st_size > 100_000


def test_tour_without_a_chinese_font_shows_a_table_of_bars(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _need_notebooks()
    monkeypatch.delenv("GONGBAO_STORE", raising=False)
    path = tmp_path / "tour.ipynb"
    # No font has this name.
    path.write_text(
        _tour().read_text("utf-8").replace("font.name for font in", "'no font' for font in"), encoding="utf-8"
    )
    outputs = _run(path, tmp_path)
    assert _shown(outputs, "image/png") == []
    assert _printed(outputs, "stderr") == ""
    assert any("linear-gradient" in text for text in _shown(outputs, "text/html"))


def test_tour_opens_the_store_it_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _need_notebooks()
    store = tmp_path / "my-store"
    gazette = Path(str(files("gongbao.sample"))) / "gazette-2015-16.txt"
    assert CliRunner().invoke(main, ["build", str(gazette), "--store", str(store)]).exit_code == 0
    monkeypatch.setenv("GONGBAO_STORE", str(store))
    assert f"{store}: 1 sources" in _printed(_run(_tour(), tmp_path), "stdout")


def _tour() -> Path:
    (path,) = (path for path in NOTEBOOKS if path.stem == "tour")
    return path
