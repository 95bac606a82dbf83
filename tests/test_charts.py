"""Charts show Chinese names in a font that has them, and numbers with a key where there is none."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest
from gongbao.graph import charts

if importlib.util.find_spec("matplotlib") is None or importlib.util.find_spec("pandas") is None:
    pytest.skip("charts need matplotlib and pandas: pip install 'gongbao[notebook]'", allow_module_level=True)

import matplotlib as mpl
import matplotlib.pyplot as plt
import networkx as nx
import pandas as pd
from matplotlib.figure import Figure

HOSTILE = "$_{省<b>厅$"


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Figure]]:
    """The figures that are shown, drawn to the last letter."""
    mpl.use("agg")
    figures: list[Figure] = []

    def show() -> None:
        figure = plt.gcf()
        figure.canvas.draw()
        figures.append(figure)

    monkeypatch.setattr(plt, "show", show)
    yield figures
    plt.close("all")


@pytest.fixture
def no_font(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine whose fonts have no Chinese characters."""
    own = sorted(Path(mpl.get_data_path()).glob("fonts/ttf/DejaVu*.ttf"))
    monkeypatch.setattr(charts, "font_files", lambda: own)
    charts.chinese_font.cache_clear()
    yield
    charts.chinese_font.cache_clear()


def tasks() -> "pd.DataFrame":
    return pd.DataFrame({"agency": ["省财政厅", "省水利厅"], "lead": [3, 1], "support": [1, None]})


def labels(figure: Figure) -> list[str]:
    return [label.get_text() for label in figure.axes[0].get_yticklabels()]


@pytest.mark.usefixtures("no_font")
def test_without_a_font_names_are_numbers_with_a_key(drawn: list[Figure]) -> None:
    key = charts.bars(tasks(), label="agency", values=["lead", "support"], title="", unit="tasks")
    assert key is not None
    assert key.to_dict("list") == {"number": [1, 2], "name": ["省财政厅", "省水利厅"]}
    assert labels(drawn[0]) == ["1", "2"]


@pytest.mark.usefixtures("no_font")
def test_a_name_in_rows_and_columns_has_one_number(drawn: list[Figure]) -> None:
    key = charts.heat(pd.DataFrame([[0, 2], [2, 0]], index=["甲", "乙"], columns=["乙", "丙"]), title="")
    assert key is not None
    assert key["name"].tolist() == ["甲", "乙", "丙"]
    assert [label.get_text() for label in drawn[0].axes[0].get_xticklabels()] == ["2", "3"]


def test_a_font_that_has_the_characters_shows_the_names(drawn: list[Figure], recwarn: pytest.WarningsRecorder) -> None:
    if charts.chinese_font() is None:
        pytest.skip("this machine has no font with Chinese characters")
    assert charts.bars(tasks(), label="agency", values=["lead"], title="", unit="tasks") is None
    assert labels(drawn[0]) == ["省财政厅", "省水利厅"]
    assert [str(one.message) for one in recwarn if "Glyph" in str(one.message)] == []


def test_a_file_that_is_no_font_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    monkeypatch.setattr(charts, "font_files", lambda: [tmp_path / "broken.ttf", tmp_path / "missing.ttf"])
    charts.chinese_font.cache_clear()
    assert charts.chinese_font() is None
    charts.chinese_font.cache_clear()


def test_bars_are_stacked(drawn: list[Figure]) -> None:
    charts.bars(tasks(), label="agency", values=["lead", "support"], title="", unit="tasks")
    ends = [(bar.get_x(), bar.get_width()) for bar in drawn[0].axes[0].patches]  # type: ignore[attr-defined]  # bars
    assert ends == [(0, 3), (0, 1), (3, 1), (1, 0)]


def test_names_are_no_formulas(drawn: list[Figure]) -> None:
    charts.bars(pd.DataFrame({"name": [HOSTILE], "n": [1]}), label="name", values=["n"], title="", unit="")
    network = nx.DiGraph([(HOSTILE, "乙")])
    charts.arrows(network, {HOSTILE: (0, 0), "乙": (1, 1)}, title="", unit="steps")
    assert len(drawn) == 2


def test_charts_of_nothing_are_empty(drawn: list[Figure]) -> None:
    nothing = pd.DataFrame({"name": [], "n": [], "m": []})
    charts.bars(nothing, label="name", values=["n", "m"], title="", unit="")
    charts.bars(nothing, label="name", values=[], title="", unit="")
    charts.heat(pd.DataFrame(), title="")
    charts.spans(nothing, label="name", first="n", last="m", title="")
    charts.arrows(nx.DiGraph(), {}, title="", unit="")
    assert len(drawn) == 5


def test_one_day_stands_on_an_axis_of_its_year(drawn: list[Figure]) -> None:
    charts.spans(
        pd.DataFrame({"post": ["厅长"], "n": [2015.5], "m": [2015.5]}), label="post", first="n", last="m", title=""
    )
    assert drawn[0].axes[0].get_xlim() == (2015, 2016)
