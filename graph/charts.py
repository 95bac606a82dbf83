"""Charts whose names are Chinese, for notebooks: ``pip install 'gongbao[notebook]'``.

Matplotlib's own font has no Chinese characters. A font of the machine that has them is looked for among its files, for
the list that Matplotlib keeps may be older than the font. Where there is none, names are drawn as numbers, and
:func:`numbered` says whose they are.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx
    import pandas
    from matplotlib.axes import Axes

_NEEDED = "牵头领导小组发〔〕"
"""What a font must be able to show."""
_UNUSUAL = ("bold", "black", "heavy", "light", "thin", "italic", "mono")
"""Words in the names of files whose fonts are not for running text."""
COLOURS = ("#2b6a99", "#e08a2e", "#8fb573", "#9a6fb0", "#b8504d", "#6d6d6d")


def font_files() -> list[Path]:
    """The fonts of this machine, those for running text first."""
    from matplotlib.font_manager import findSystemFonts

    return sorted(map(Path, findSystemFonts()), key=_order)


def _order(path: Path) -> tuple[int, bool, str]:
    name = path.name.lower()
    return sum(word in name for word in _UNUSUAL), "serif" in name, str(path)


@cache
def chinese_font() -> str | None:
    """The name by which Matplotlib knows a font that has Chinese characters; None where the machine has none."""
    return next((name for path in font_files() if (name := _family(path)) is not None), None)


def _family(path: Path) -> str | None:
    """The family of a font that can show what is needed, once Matplotlib has been told of it."""
    from matplotlib.font_manager import fontManager
    from matplotlib.ft2font import FT2Font

    try:
        font = FT2Font(str(path))
        if not all(font.get_char_index(ord(char)) for char in _NEEDED):
            return None
        fontManager.addfont(str(path))
    except (OSError, RuntimeError):
        # A file that is no font, or of a kind that Matplotlib cannot read, is one that cannot be used.
        return None
    return str(font.family_name)


def numbered(names: Iterable[str]) -> "pandas.DataFrame | None":
    """Which number stands for which name in a chart that cannot show them; None where there is a font that can."""
    import pandas as pd

    each = list(dict.fromkeys(names))
    return None if chinese_font() else pd.DataFrame({"number": range(1, len(each) + 1), "name": each})


def _shown(names: Sequence[str]) -> dict[str, str]:
    """What each name is drawn as."""
    if chinese_font():
        # A dollar sign would begin a formula.
        return {name: name.replace("$", r"\$") for name in names}
    return {name: str(number) for number, name in enumerate(dict.fromkeys(names), start=1)}


@contextmanager
def _axes(height: float, title: str) -> Iterator["Axes"]:
    """An empty chart, which is shown when it has been drawn."""
    import matplotlib.pyplot as plt

    font = chinese_font()
    with plt.rc_context({"font.family": [font, "DejaVu Sans"] if font else ["DejaVu Sans"]}):
        figure, axes = plt.subplots(figsize=(9, height), layout="constrained")
        axes.set_title(title)
        for side in ("top", "right"):
            axes.spines[side].set_visible(False)
        yield axes
        plt.show()
        plt.close(figure)


def bars(
    frame: "pandas.DataFrame", *, label: str, values: Sequence[str], title: str, unit: str
) -> "pandas.DataFrame | None":
    """Draw stacked bars, the first row on top.

    Args:
        frame: A row a bar.
        label: The column with the names.
        values: Columns with numbers, stacked in this order.
        title: Above the chart.
        unit: What the numbers count.

    Returns:
        What :func:`numbered` says of the names.
    """
    names = [str(name) for name in frame[label]]
    shown = _shown(names)
    with _axes(1.2 + 0.33 * max(1, len(frame)), title) as axes:
        places, left = range(len(frame)), [0.0] * len(frame)
        for value, colour in zip(values, COLOURS, strict=False):
            widths = [float(width) for width in frame[value].fillna(0)]
            axes.barh(places, widths, left=left, label=value, color=colour)
            left = [before + width for before, width in zip(left, widths, strict=True)]
        axes.set_yticks(places, [shown[name] for name in names])
        axes.invert_yaxis()
        _whole_numbers(axes, unit)
        if len(values) > 1 and len(frame):
            axes.legend(frameon=False)
    return numbered(names)


def heat(table: "pandas.DataFrame", *, title: str) -> "pandas.DataFrame | None":
    """Draw a table of numbers as coloured cells, each with its number; zero is left white.

    Args:
        table: Names of rows as index, names of columns as columns.
        title: Above the chart.

    Returns:
        What :func:`numbered` says of the names.
    """
    rows, columns = [str(name) for name in table.index], [str(name) for name in table.columns]
    shown = _shown([*rows, *columns])
    with _axes(2.5 + 0.4 * max(1, len(rows)), title) as axes:
        if len(rows) and len(columns):
            numbers = table.to_numpy(dtype=float)
            axes.imshow(numbers, cmap="Blues", aspect="auto", vmin=0)
            for row, line in enumerate(numbers):
                for column, number in enumerate(line):
                    dark = number > numbers.max() / 2
                    axes.text(
                        column,
                        row,
                        f"{number:g}" if number else "",
                        ha="center",
                        va="center",
                        color="white" if dark else "black",
                    )
        axes.set_yticks(range(len(rows)), [shown[name] for name in rows])
        axes.set_xticks(range(len(columns)), [shown[name] for name in columns], rotation=40, ha="right")
    return numbered([*rows, *columns])


def spans(
    frame: "pandas.DataFrame", *, label: str, first: str, last: str, title: str, unit: str = "year"
) -> "pandas.DataFrame | None":
    """Draw a line from the first to the last number of each row, the first row on top.

    Args:
        frame: A row a line.
        label: The column with the names.
        first: The column with where lines begin.
        last: The column with where they end.
        title: Above the chart.
        unit: What the numbers are.

    Returns:
        What :func:`numbered` says of the names.
    """
    names = [str(name) for name in frame[label]]
    shown = _shown(names)
    with _axes(1.2 + 0.33 * max(1, len(frame)), title) as axes:
        for place, (begin, end) in enumerate(zip(frame[first], frame[last], strict=True)):
            axes.plot([begin, end], [place, place], marker="o", color=COLOURS[0], linewidth=2)
        axes.set_yticks(range(len(frame)), [shown[name] for name in names])
        if len(frame):
            # A single day would stand on an axis of centuries.
            axes.set_xlim(int(frame[first].min()), int(frame[last].max()) + 1)
        axes.invert_yaxis()
        _whole_numbers(axes, unit)
    return numbered(names)


def _whole_numbers(axes: "Axes", unit: str) -> None:
    """Have whole numbers alone below a chart: there is no half a step, and no year 2015.5."""
    from matplotlib.ticker import MaxNLocator

    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.ticklabel_format(axis="x", useOffset=False)
    axes.set_xlabel(unit)


def arrows(
    network: "nx.DiGraph[str]", places: Mapping[str, tuple[float, float]], *, title: str, unit: str
) -> "pandas.DataFrame | None":
    """Draw arrows between names.

    Args:
        network: Names, and arrows between them.
        places: Where each name stands, from left to right and from below.
        title: Above the chart.
        unit: What the way from left to right is.

    Returns:
        What :func:`numbered` says of the names.
    """
    shown = _shown(list(network))
    with _axes(1.6 + 0.36 * max(1, len(network)), title) as axes:
        for one, other in network.edges:
            axes.annotate("", places[other], places[one], arrowprops={"arrowstyle": "->", "color": "#999999"})
        for name in network:
            across, up = places[name]
            axes.plot([across], [up], marker="o", color=COLOURS[0])
            axes.annotate(shown[name], (across, up), xytext=(5, 4), textcoords="offset points", fontsize=9)
        axes.set_yticks([])
        axes.margins(x=0.3, y=0.12)
        _whole_numbers(axes, unit)
    return numbered(network)
