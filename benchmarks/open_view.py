"""How long a view takes to open: from the start of the navigation until its picture is drawn, in headless Chromium.

    python benchmarks/open_view.py                 pages of 300 and of 5,000 invented names
    python benchmarks/open_view.py graph.html …    pages that are there

The invented pages are opened as they are written (the strongest names drawn, the others waiting) and with every name
drawn. Dragging is measured in frames: the longest time between two of them.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from browser import Page, browser
from gongbao.graph.choose import overview
from gongbao.graph.drawing import network
from gongbao.graph.page import page
from gongbao.graph.picture import Edge, Kind, Node, Role, Statement, measured
from selenium.webdriver import Chrome
from selenium.webdriver.common.action_chains import ActionChains

ROUNDS = 5
SIZES = ((300, 1200), (5000, 20000))
BASE = "https://gongbao.example/id/"

WATCH = """
window.frames_ = [];
const seen = (now) => { frames_.push(now); requestAnimationFrame(seen); };
requestAnimationFrame(seen);"""
LONGEST = "return Math.max(...frames_.slice(1).map((now, index) => now - frames_[index]))"


def invented(names: int, ties: int) -> tuple[tuple[Node, ...], tuple[Edge, ...]]:
    """A graph of about the shape of a real one: bodies are tied to a few directives, officials to groups."""
    lot = Random(1)
    shares: tuple[tuple[Kind, float], ...] = (("directive", 0.1), ("group", 0.06), ("agency", 0.4), ("official", 0.44))
    nodes = [
        Node(f"{BASE}{kind}/{index}", kind, f"某{chr(0x4E00 + index % 5000)}{chr(0x5000 + index % 700)}局")
        for kind, share in shares
        for index in range(round(share * names))
    ]
    hubs = [node for node in nodes if node.kind in ("directive", "group")]
    others = [node for node in nodes if node.kind not in ("directive", "group")]
    pairs: set[tuple[str, str]] = set()
    while len(pairs) < ties:
        hub = hubs[int(len(hubs) * lot.random() ** 2)]
        pairs.add((lot.choice(others).id, hub.id))
    edges = tuple(
        Edge(one, other, (Statement(0, _role(other), "", (f"{one} {other}",), year=2010 + index % 14),))
        for index, (one, other) in enumerate(sorted(pairs))
    )
    return measured(nodes, edges), edges


def _role(hub: str) -> Role:
    return "member" if "/group/" in hub else "leads"


def pages(folder: Path) -> Iterator[tuple[str, Path]]:
    """Invented pages, each with what it is."""
    for names, ties in SIZES:
        nodes, edges = invented(names, ties)
        for drawn, how in ((60, "the strongest 60 drawn"), (names, "all drawn")):
            picture = overview(nodes, edges, limit=drawn)
            path = folder / f"{names}-{drawn}.html"
            path.write_text(page([(network(picture), picture)], base=BASE), encoding="utf-8")
            yield f"{names} names, {ties} ties, {how}", path


def opening(driver: Chrome, path: Path) -> float:
    """Milliseconds until the picture is drawn."""
    Page(driver, path)
    drawn: float = driver.execute_script("return performance.getEntriesByName('drawn')[0].startTime")
    return drawn


def dragging(driver: Chrome) -> tuple[float, float]:
    """The longest time between two frames while the picture that is open is dragged, and when it has come to rest."""
    canvas = driver.find_element("css selector", "#canvas canvas")
    driver.execute_script(WATCH)
    moves = ActionChains(driver, duration=30).move_to_element_with_offset(canvas, 5, 180).click_and_hold()
    for _ in range(20):
        moves = moves.move_by_offset(8, -4)
    moves.perform()
    moved: float = driver.execute_script(LONGEST)
    driver.execute_script("frames_.splice(0, frames_.length - 1)")
    ActionChains(driver).release().pause(1).perform()
    rested: float = driver.execute_script(LONGEST)
    return moved, rested


def main(paths: list[str]) -> None:
    """Print a line a page."""
    with TemporaryDirectory() as folder, browser() as driver:
        named = [(path, Path(path)) for path in paths] or list(pages(Path(folder)))
        for what, path in named:
            times = sorted(opening(driver, path) for _ in range(ROUNDS))
            moved, rested = dragging(driver)
            size = path.stat().st_size / 1e6
            print(
                f"{what}: {size:.1f} MB, drawn after {times[ROUNDS // 2]:.0f} ms (median of {ROUNDS}, most"
                f" {times[-1]:.0f}), longest frame while dragged {moved:.0f} ms, after it {rested:.0f} ms,"
                f" load {os.getloadavg()[0]:.1f}"
            )


if __name__ == "__main__":
    main(sys.argv[1:])
