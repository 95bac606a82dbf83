"""A picture as a pyvis network: shapes, colours, labels and places, physics off.

Kinds of names differ in shape as well as in colour, and so do a few kinds of ties: no reader needs colours alone.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, log2
from typing import Any
from unicodedata import east_asian_width

from pyvis.network import Network

from .layout import Box
from .layout import place as place_boxes
from .picture import KINDS, Edge, Kind, Node, Picture, Role

LABEL_WIDTH = 10
"""Longest line of a label, in Chinese characters; a longer name is broken, and cut after ``LABEL_LINES``."""
LABEL_LINES = 3
LINE_HEIGHT = 1.2

FOREMOST = 40
FOREMOST_ROOM = 1.3
"""So many of the strongest names have room kept free for labels so many times the size: they can be read from afar. The
others have room for labels of their size."""

MANY = 150
"""Ties beyond which arrows would only blacken the picture."""

PLACE = "Place 辖区"
"""Caption of the attribute that says where a body is at home."""


@dataclass(frozen=True, slots=True)
class KindStyle:
    """How a kind of name looks.

    Attributes:
        name: English name of one.
        plural: English name of several.
        chinese: Chinese name.
        shape: A vis-network shape; kinds differ in shape as well as in colour.
        light: Colour on a light ground.
        dark: Colour on a dark ground.
        font: Size of a label at scale 1.
        size: Radius of the mark of a name about which nothing is said.
    """

    name: str
    plural: str
    chinese: str
    shape: str
    light: str
    dark: str
    font: int
    size: int


@dataclass(frozen=True, slots=True)
class RoleStyle:
    """How a tie looks and reads.

    Attributes:
        verb: Read from its source to its target.
        inverse: Read from its target to its source.
        chinese: Chinese name.
        light: Colour on a light ground.
        dark: Colour on a dark ground.
        dashed: Whether the line is broken.
    """

    verb: str
    inverse: str
    chinese: str
    light: str
    dark: str
    dashed: bool = False


KIND_STYLES: Mapping[Kind, KindStyle] = {
    "agency": KindStyle("Agency", "Agencies", "机关", "dot", "#2563a8", "#7db4f0", 15, 9),
    "collective": KindStyle("Collective", "Collectives", "统称", "hexagon", "#6b7fa3", "#a9b7d1", 13, 9),
    "group": KindStyle("Group", "Groups", "议事协调机构", "diamond", "#c2410c", "#fb9a5b", 16, 13),
    "official": KindStyle("Official", "Officials", "人员", "triangle", "#b45309", "#f2c14e", 13, 6),
    "directive": KindStyle("Directive", "Directives", "公文", "square", "#0f766e", "#5ccfc0", 15, 10),
    "task": KindStyle("Task", "Tasks", "任务", "triangleDown", "#4d7c5f", "#9ad0ae", 12, 6),
}

ROLE_STYLES: Mapping[Role, RoleStyle] = {
    "leads": RoleStyle("leads", "led by", "牵头", "#c81e3a", "#ff7a8a"),
    "responsible": RoleStyle("is responsible for", "responsible", "负责", "#b7791f", "#f0c060"),
    "supports": RoleStyle("supports", "supported by", "配合", "#3b7dd8", "#82b4ff"),
    "charged": RoleStyle("is charged by", "charges", "职责", "#7c5cbf", "#b9a2f0", dashed=True),
    "member": RoleStyle("is a member of", "members", "成员", "#d9772b", "#ffb27a"),
    "post": RoleStyle("holds a post at", "posts", "任职", "#8a6d3b", "#cdb27c", dashed=True),
    "hosts": RoleStyle("hosts the office of", "office hosted by", "办公室设在", "#9d2b83", "#ec8fd6"),
    "founds": RoleStyle("establishes or adjusts", "established or adjusted by", "成立、调整", "#0f766e", "#5ccfc0"),
    "part": RoleStyle("is part of", "contains", "属于", "#8b9099", "#7d8590"),
    "issues": RoleStyle("issues", "issued by", "印发", "#1d4f91", "#6ea8ea"),
    "based_on": RoleStyle("is based on", "basis of", "根据", "#15803d", "#6ddc92"),
    "changes": RoleStyle(
        "amends or repeals", "amended or repealed by", "修订、废止", "#a21caf", "#e58cf0", dashed=True
    ),
    "cites": RoleStyle("cites", "cited by", "提及", "#64748b", "#94a3b8", dashed=True),
}


def network(picture: Picture) -> Network:
    """The picture as a pyvis network.

    Names and ties can be given other colours, sizes and places before it is printed:

        drawn = network(picture)
        drawn.get_node(identifier)["color"] = "#000000"
        page(drawn, picture, heading="…", note="…")
    """
    canvas = Network(height="100%", width="100%", directed=True, cdn_resources="in_line")
    canvas.set_options(json.dumps(_options()))
    names = {node: label_lines(name) for node, name in short_names(picture).items()}
    arrows = "to" if len(picture.edges) <= MANY else ""
    places = _places(picture, names)
    for node in picture.nodes:
        x, y = places[node.id]
        canvas.add_node(node.id, x=x, y=y, **_mark(node, names[node.id], central=node.id in picture.centre))
    for edge in picture.edges:
        canvas.add_edge(edge.source, edge.target, arrows=arrows, **_line(edge))
    return canvas


def _places(picture: Picture, names: Mapping[str, Sequence[str]]) -> dict[str, tuple[int, int]]:
    """Places of the marks, with room for their labels."""
    anchors = _anchors(picture)
    boxes = [
        _box(
            node,
            names[node.id],
            central=node.id in picture.centre,
            room=FOREMOST_ROOM if place < FOREMOST else 1.0,
            anchor=anchors.get(node.id),
        )
        for place, node in enumerate(picture.nodes)
    ]
    return place_boxes(boxes, ((edge.source, edge.target) for edge in picture.edges))


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
        "color": style.light,
        "dashes": style.dashed,
        "width": round(1 + 0.8 * log2(len(edge.statements)), 2),
    }


def edge_id(edge: Edge) -> str:
    """The identifier of a tie on the page; IRIs hold no blanks, so no two ties share one."""
    return f"{edge.source} {edge.target}"


def _radius(node: Node, *, central: bool) -> float:
    """Marks grow with the number of statements about a name, ever more slowly."""
    return round(KIND_STYLES[node.kind].size + 1.3 * log2(1 + node.strength) + 6 * central, 1)


def _font(node: Node, *, central: bool) -> int:
    return round(KIND_STYLES[node.kind].font + 0.9 * log2(1 + node.strength) + 6 * central)


def _box(node: Node, lines: Sequence[str], *, central: bool, room: float, anchor: Edge | None) -> Box:
    """The room that a mark takes with its label below it."""
    font, radius = _font(node, central=central), _radius(node, central=central)
    label = room * font * LINE_HEIGHT * len(lines)
    return Box(
        id=node.id,
        width=max(2 * radius, room * font * max(map(text_width, lines))),
        height=2 * radius + label,
        drop=label / 2,
        anchor=anchor.target if anchor is not None else "",
        rank=anchor.rank if anchor is not None else 0,
    )


def short_names(picture: Picture) -> dict[str, str]:
    """What each name is called on the canvas; the panel gives names in full."""
    places = {place for node in picture.nodes if (place := _place(node))}
    endings = Counter(place[-1] for place in places)
    return {node.id: _short(node, local=endings[_place(node)[-1:]] == 1) for node in picture.nodes}


def _place(node: Node) -> str:
    return next((value for caption, value in node.rows if caption == PLACE), "")


def _short(node: Node, *, local: bool) -> str:
    """A title without its frame; a body of the only province by its shortest name in 省…, of the only city in 市…."""
    if node.kind == "directive":
        return short_title(node.label)
    place = _place(node)
    if not local or not node.label.startswith(place) or len(node.label) <= len(place) + 1:
        return node.label
    names = (node.label[len(place) - 1 :], *(name for name in node.also if name[0] == place[-1]))
    return min(names, key=len)


def short_title(title: str) -> str:
    """What a directive is about: its title without issuer, 关于 and 的通知.

    >>> short_title("某某省人民政府办公厅关于成立试点工作领导小组的通知")
    '成立试点工作领导小组'
    """
    _, about, matter = title.partition("关于")
    return matter.removesuffix("的通知") if about and matter else title


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
