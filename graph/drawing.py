"""A picture as a pyvis network: shapes, colours, labels and places, physics off.

Kinds of names differ in shape as well as in colour, and so do a few kinds of ties: no reader needs colours alone.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, log2
from typing import Any
from unicodedata import east_asian_width

from pyvis.edge import Edge as Line
from pyvis.network import Network

from .layout import Box, columns
from .layout import place as place_boxes
from .picture import KINDS, Edge, Kind, Node, Picture, PictureName, Role

LABEL_WIDTH = 10
"""Longest line of a label, in Chinese characters; a longer name is broken, and cut after ``LABEL_LINES``."""
LABEL_LINES = 3
LINE_HEIGHT = 1.2

AT_HOME = 0.8
"""If such a part of the bodies of provinces are of one province, they are called 省…, and all others in full."""

PLACE = "place"
"""Caption of the attribute that says where a body is at home."""


@dataclass(frozen=True, slots=True)
class KindStyle:
    """How a kind of name looks; what it is called stands in the page's words.

    Attributes:
        shape: A vis-network shape; kinds differ in shape as well as in colour.
        light: Colour on a light ground.
        dark: Colour on a dark ground.
        font: Size of a label at scale 1.
        size: Radius of the mark of a name about which nothing is said.
    """

    shape: str
    light: str
    dark: str
    font: int
    size: int


@dataclass(frozen=True, slots=True)
class RoleStyle:
    """How a tie looks; how it reads stands in the page's words.

    Attributes:
        light: Colour on a light ground.
        dark: Colour on a dark ground.
        dashed: Whether the line is broken.
    """

    light: str
    dark: str
    dashed: bool = False


KIND_STYLES: Mapping[Kind, KindStyle] = {
    "agency": KindStyle("dot", "#2563a8", "#7db4f0", 15, 8),
    "collective": KindStyle("hexagon", "#6b7fa3", "#a9b7d1", 13, 8),
    "group": KindStyle("diamond", "#c2410c", "#fb9a5b", 15, 10),
    "official": KindStyle("triangle", "#b45309", "#f2c14e", 13, 6),
    "directive": KindStyle("square", "#0f766e", "#5ccfc0", 14, 8),
    "task": KindStyle("triangleDown", "#4d7c5f", "#9ad0ae", 12, 6),
}

ROLE_STYLES: Mapping[Role, RoleStyle] = {
    "leads": RoleStyle("#c81e3a", "#ff7a8a"),
    "responsible": RoleStyle("#b7791f", "#f0c060"),
    "supports": RoleStyle("#3b7dd8", "#82b4ff"),
    "charged": RoleStyle("#7c5cbf", "#b9a2f0", dashed=True),
    "coordinates": RoleStyle("#c81e3a", "#ff7a8a"),
    "member": RoleStyle("#d9772b", "#ffb27a"),
    "post": RoleStyle("#8a6d3b", "#cdb27c", dashed=True),
    "hosts": RoleStyle("#9d2b83", "#ec8fd6"),
    "founds": RoleStyle("#0f766e", "#5ccfc0"),
    "part": RoleStyle("#8b9099", "#7d8590"),
    "issues": RoleStyle("#1d4f91", "#6ea8ea"),
    "based_on": RoleStyle("#15803d", "#6ddc92"),
    "changes": RoleStyle("#a21caf", "#e58cf0", dashed=True),
    "cites": RoleStyle("#64748b", "#94a3b8", dashed=True),
}


def network(picture: Picture) -> Network:
    """The picture as a pyvis network, with all its names, those drawn at first before the others.

    Names and ties can be given other colours, sizes and places before it is printed:

        drawn = network(picture)
        drawn.get_node(identifier)["color"] = "#000000"
        page([(drawn, picture)], …)
    """
    canvas = Network(height="100%", width="100%", directed=True, cdn_resources="in_line")
    canvas.set_options(json.dumps(_options()))
    names = {node: label_lines(name) for node, name in short_names(picture).items()}
    places = _places(picture, names)
    for node in picture.nodes:
        x, y = places[node.id]
        canvas.add_node(node.id, x=x, y=y, **_mark(node, names[node.id], central=node.id in picture.centre))
    # What pyvis's add_edge does, which looks through all names for each end of each tie.
    canvas.edges += [Line(edge.source, edge.target, True, **_line(edge)).options for edge in picture.edges]
    return canvas


def _places(picture: Picture, names: Mapping[str, Sequence[str]]) -> dict[str, tuple[int, int]]:
    """Places of the marks, with room for their labels."""
    anchors = _anchors(picture)
    boxes = [
        _box(node, names[node.id], central=node.id in picture.centre, anchor=anchors.get(node.id))
        for node in picture.nodes
    ]
    ties = [(edge.source, edge.target) for edge in picture.edges]
    column = _columns(picture)
    if column:
        return columns(boxes, ties, column, first=picture.drawn, listed=_LISTED.get(picture.name, ()))
    return place_boxes(boxes, ties, first=picture.drawn)


def _columns(picture: Picture) -> dict[str, int]:
    """The column of each name where a picture has columns: directives by year, a directive's tasks and their bodies."""
    if picture.name == "lineage":
        return _year_columns(picture)
    if picture.name == "tasks":
        return {node.id: _TASK_COLUMNS.get(node.kind, 2) for node in picture.nodes}
    return {}


_TASK_COLUMNS: Mapping[Kind, int] = {"directive": 0, "task": 1}
_LISTED: Mapping[PictureName, Collection[int]] = {"tasks": (1,)}
"""Columns whose names stand as they are printed."""


def _year_columns(picture: Picture) -> dict[str, int]:
    """Directives by year, and within a year each to the right of those that it rests on."""
    years = {node.id: node.year for node in picture.nodes}
    older: dict[str, list[str]] = defaultdict(list)
    for edge in picture.edges:
        if years[edge.source] == years[edge.target]:
            older[edge.source].append(edge.target)
    steps: dict[str, int] = {}
    for name in years:
        _count_steps(name, older, steps)
    places = sorted({(years[name], step) for name, step in steps.items()})
    number = {place: index for index, place in enumerate(places)}
    return {name: number[years[name], step] for name, step in steps.items()}


def _count_steps(start: str, older: Mapping[str, Sequence[str]], steps: dict[str, int]) -> None:
    """Add the length of the longest way from a name to what it rests on; where ways run in a ring, it is cut."""
    waiting = [start]
    opened: set[str] = set()
    while waiting:
        name = waiting[-1]
        fresh = [one for one in older.get(name, ()) if one not in steps and one not in opened]
        opened.add(name)
        if fresh and name not in steps:
            waiting += fresh
            continue
        waiting.pop()
        steps.setdefault(name, max((steps[one] + 1 for one in older.get(name, ()) if one in steps), default=0))


def _anchors(picture: Picture) -> dict[str, Edge]:
    """What hangs on what, whatever else it is tied to: a task on its directive, an official on the only group."""
    ties: dict[str, list[Edge]] = defaultdict(list)
    tasks = {node.id for node in picture.nodes if node.kind == "task"}
    for edge in picture.edges:
        if edge.role == "member" or (edge.role == "part" and edge.source in tasks):
            ties[edge.source].append(edge)
    return {name: found[0] for name, found in ties.items() if len(found) == 1 and name not in picture.centre}


def _options() -> dict[str, Any]:
    """vis-network's options for the whole canvas."""
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False, "randomSeed": 1},
        "interaction": {
            "hover": True,
            "hoverConnectedEdges": False,
            "multiselect": False,
            "selectConnectedEdges": False,
        },
        "edges": {"smooth": False, "arrows": {"to": {"scaleFactor": 0.45}}},
        "groups": {kind: {"shape": KIND_STYLES[kind].shape, "color": KIND_STYLES[kind].light} for kind in KINDS},
    }


def _mark(node: Node, lines: Sequence[str], *, central: bool) -> dict[str, Any]:
    return {
        "label": "\n".join(lines),
        "group": node.kind,
        "shape": KIND_STYLES[node.kind].shape,
        "size": _radius(node, central=central),
        "font": {"size": _font(node, central=central)},
        "borderWidth": 3 if central else 1,
    }


def _line(edge: Edge) -> dict[str, Any]:
    """A tie grows wider with the number of its statements, ever more slowly."""
    style = ROLE_STYLES[edge.role]
    return {
        "id": edge_id(edge),
        "arrows": "to",
        "color": style.light,
        "dashes": style.dashed,
        "width": round(1 + 0.8 * log2(len(edge.statements)), 2),
    }


def edge_id(edge: Edge) -> str:
    """The identifier of a tie on the page; IRIs hold no blanks, so no two ties share one."""
    return f"{edge.source} {edge.target}"


def _radius(node: Node, *, central: bool) -> float:
    """Marks grow with the number of statements about a name, ever more slowly."""
    return round(KIND_STYLES[node.kind].size + 1.0 * log2(1 + node.strength) + 6 * central, 1)


def _font(node: Node, *, central: bool) -> int:
    return round(KIND_STYLES[node.kind].font + 0.9 * log2(1 + node.strength) + 6 * central)


def _box(node: Node, lines: Sequence[str], *, central: bool, anchor: Edge | None) -> Box:
    """The room that a mark takes with its label below it."""
    font, radius = _font(node, central=central), _radius(node, central=central)
    label = font * LINE_HEIGHT * len(lines)
    return Box(
        id=node.id,
        width=max(2 * radius, font * max(map(text_width, lines))),
        height=2 * radius + label,
        drop=label / 2,
        anchor=anchor.target if anchor is not None else "",
        rank=anchor.rank if anchor is not None else 0,
    )


def short_names(picture: Picture) -> dict[str, str]:
    """What each name is called on the canvas; the panel gives names in full."""
    homes = _homes(picture.nodes)
    short = {node.id: _short(node, local=_place(node) in homes) for node in picture.nodes}
    shared = Counter(short.values())
    return {node.id: short[node.id] if shared[short[node.id]] == 1 else node.label for node in picture.nodes}


def _homes(nodes: Iterable[Node]) -> set[str]:
    """The province, the city … at which nearly all bodies of some province, some city … are at home."""
    places = Counter(place for node in nodes if (place := _place(node)))
    endings: Counter[str] = Counter()
    for place, number in places.items():
        endings[place[-1]] += number
    return {place for place, number in places.items() if number >= AT_HOME * endings[place[-1]]}


def _place(node: Node) -> str:
    return next((value for caption, value in node.rows if caption == PLACE), "")


def _short(node: Node, *, local: bool) -> str:
    """A title without its frame; a body of the home province by its shortest name in 省…, of the home city in 市…."""
    if node.kind == "directive":
        return short_title(node.label)
    place = _place(node)
    if not local or not node.label.startswith(place) or len(node.label) <= len(place) + 1:
        return node.label
    names = (node.label[len(place) - 1 :], *(name for name in node.also if name[0] == place[-1]))
    return min(names, key=len)


def short_title(title: str) -> str:
    """What a directive is about: its title without issuer, 关于, 印发 and 的通知.

    >>> short_title("某某省人民政府办公厅关于成立试点工作领导小组的通知")
    '成立试点工作领导小组'
    >>> short_title("某某省人民政府办公厅关于印发《试点工作方案》的通知")
    '试点工作方案'
    """
    _, about, matter = title.partition("关于")
    matter = matter.removesuffix("的通知")
    if not about or not matter:
        return title
    issued = matter.removeprefix("印发")
    whole = issued.startswith("《") and issued.endswith("》") and issued.count("《") == 1
    return (issued[1:-1] if whole else issued) or matter


def label_lines(name: str) -> list[str]:
    """A name broken into lines of equal length; what does not fit is cut.

    >>> label_lines("成立试点工作领导小组办公室")
    ['成立试点工作领', '导小组办公室']
    """
    number = min(LABEL_LINES, ceil(text_width(name) / LABEL_WIDTH))
    width = min(LABEL_WIDTH, ceil(text_width(name) / max(1, number)))
    lines = [""]
    for character in name:
        if text_width(lines[-1] + character) > width:
            lines.append("")
        lines[-1] += character
    kept = lines[:LABEL_LINES]
    return kept if len(kept) == len(lines) else [*kept[:-1], kept[-1][:-1] + "…"]


def text_width(text: str) -> float:
    """Width of a text in Chinese characters, of which others take a bit more than half."""
    return sum(1.0 if east_asian_width(character) in "WFA" else 0.56 for character in text)
