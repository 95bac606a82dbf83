"""Where each name of a picture stands.

The same picture always gives the same places: nothing here is random. Names that hang on one other name (members of
a group, tasks of a directive) stand in rings around it; the others are placed so that distances follow the ties
(stress majorisation: Gansner, Koren, North, "Graph Drawing by Stress Majorization", 2004), then moved apart until no
two labels overlap; parts that no tie joins are packed side by side. So stand the first names of a picture
(:func:`place`); those that wait to be asked for stand in the free room nearest to what they are tied to, so that
nothing moves when they come. What has an order of its own stands in columns (:func:`columns`). Units are those of the
canvas, y points down.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from math import ceil, cos, hypot, sin, sqrt, tau
from typing import TypeAlias

import networkx
import numpy
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[numpy.float64]
Graph: TypeAlias = "networkx.Graph[str]"
Point: TypeAlias = tuple[float, float]

MARGIN = 12.0
"""Least distance between two labels."""

RING_STEP = 1.25
"""Distance between rings, and between neighbours on one, in label sizes: labels on a slant stay apart."""

CELL_ASPECT = 1.7
"""Width to height of a cell of a ring, at most: rings should look round."""

HEART_ROOM = 1.2
"""Rings are round and labels are not: the first ring leaves the corners of the label in its middle free."""

TIE_LENGTH = 45.0
"""Free length of a tie, between the edges of what stands at its ends."""

PART_GAP = 60.0
"""Distance between parts that no tie joins."""

ASPECT = 1.25
"""Width to height of a picture, about that of the canvas beside legend and panel."""

WIDEST = 1.5
"""A part of other proportions is stretched, but no more than so many times."""

FILLED = 0.45
"""Part of a picture that names may fill before they push one another apart."""

SWEEPS = 120
"""Rounds of stress majorisation; beyond it nothing moves that an eye could see."""

PUSHES = 200
"""Rounds in which overlapping labels push one another apart, at most."""

CORE = 300
"""Names whose distances are weighed against one another, at most: that takes time with the square of their number."""

FARTHEST = 120
"""Cells from its best place at which a name that joins later is looked a place for."""

COLUMN_ROWS = 16
"""Names that stand in one column, at most; more go on in the next."""

COLUMN_STEP = 1.35
"""Distance between columns, in widths of the widest label: ties need room to be seen."""

COLUMN_SWEEPS = 6

LOWER = 0.25
"""Part of a row by which every other column stands lower: no straight line between rows of others comes by there."""


@dataclass(frozen=True, slots=True)
class Box:
    """A name and the room its mark and label take.

    Attributes:
        id: Identifier of the name.
        width: Width of mark and label.
        height: Height of mark and label.
        drop: How far below the mark the middle of that room lies.
        anchor: Identifier of the name that it hangs on, whatever else it is tied to; empty if none.
        rank: Its place among those that hang on the same name; the first stand nearest to it.
    """

    id: str
    width: float
    height: float
    drop: float = 0.0
    anchor: str = ""
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Flower:
    """A name with those that hang on it, around the middle of their common room."""

    half_width: float
    half_height: float
    places: Mapping[str, Point]

    @property
    def reach(self) -> float:
        """Mean distance from its middle to its rim."""
        return (self.half_width + self.half_height) / 2


@dataclass(frozen=True, slots=True)
class Part:
    """Names that ties hold together, placed around the middle of their common box."""

    width: float
    height: float
    places: Mapping[str, Point]

    def moved(self, dx: float, dy: float) -> Iterator[tuple[str, Point]]:
        """The places, with the middle at (dx, dy)."""
        return ((name, (x + dx, y + dy)) for name, (x, y) in self.places.items())


def place(boxes: Sequence[Box], ties: Iterable[tuple[str, str]], *, first: int = CORE) -> dict[str, tuple[int, int]]:
    """The place of every name.

    Args:
        boxes: Names in the order in which they find room.
        ties: Pairs of names that belong near each other.
        first: How many names are drawn at first. Their places depend on them alone.
    """
    core, later = boxes[: min(first, CORE)], boxes[min(first, CORE) :]
    known = {box.id for box in core}
    pairs = sorted({(one, other) for one, other in ties if one != other})
    spots = _core(core, [pair for pair in pairs if known.issuperset(pair)])
    return {name: (round(x), round(y)) for name, (x, y) in _joined(spots, core, later, pairs).items()}


def _core(boxes: Sequence[Box], pairs: Sequence[tuple[str, str]]) -> dict[str, Point]:
    hanging = _hanging(_graph([box.id for box in boxes], pairs), boxes)
    flowers = _flowers(boxes, hanging)
    trunk = _graph(flowers, [(hanging.get(one, one), hanging.get(other, other)) for one, other in pairs])
    parts = [_part(trunk.subgraph(part), flowers) for part in _components(trunk)]
    return _stretched(dict(_packed(parts)))


def _stretched(spots: Mapping[str, Point]) -> dict[str, Point]:
    """The same places, drawn apart until they have the proportions of a screen; nothing comes nearer to anything."""
    sides = numpy.array(list(spots.values()) or [(0.0, 0.0)])
    width, height = (float(side) for side in numpy.maximum(numpy.ptp(sides, axis=0), 1.0))
    across, along = (_between(1.0, side, WIDEST) for side in (ASPECT * height / width, width / height / ASPECT))
    return {name: (x * across, y * along) for name, (x, y) in spots.items()}


# Names that join later


class _Cells:
    """The plane in cells, each free or taken; a cell has room for any of the names that join later."""

    def __init__(self, width: float, height: float) -> None:
        self._width, self._height = width, height
        self._taken: set[tuple[int, int]] = set()
        self._tried: dict[tuple[int, int], int] = {}

    def take(self, box: Box, spot: Point) -> None:
        """Mark every cell that a name reaches into."""
        x, y = spot[0], spot[1] + box.drop
        left, top = self._cell(x - box.width / 2, y - box.height / 2)
        right, bottom = self._cell(x + box.width / 2, y + box.height / 2)
        self._taken.update((across, down) for across in range(left, right + 1) for down in range(top, bottom + 1))

    def nearest(self, spot: Point) -> Point:
        """The middle of the free cell nearest to a place, which is taken by it; the place itself if none is near."""
        home = self._cell(*spot)
        steps = _spiral()
        for number in range(self._tried.get(home, 0), len(steps)):
            cell = (home[0] + steps[number][0], home[1] + steps[number][1])
            if cell not in self._taken:
                self._taken.add(cell)
                self._tried[home] = number + 1
                return (cell[0] + 0.5) * self._width, (cell[1] + 0.5) * self._height
        return spot

    def _cell(self, x: float, y: float) -> tuple[int, int]:
        return int(x // self._width), int(y // self._height)


@cache
def _spiral() -> list[tuple[int, int]]:
    """Steps from a cell to those around it, the nearest first; cells are wider than high."""
    reach = range(-FARTHEST, FARTHEST + 1)
    steps = [(across, down) for across in reach for down in reach if across**2 + down**2 <= FARTHEST**2]
    return sorted(steps, key=lambda step: (4 * step[0] ** 2 + step[1] ** 2, step))


def _joined(
    spots: dict[str, Point], core: Sequence[Box], later: Sequence[Box], pairs: Iterable[tuple[str, str]]
) -> dict[str, Point]:
    """All places: each name that joins later in the free cell nearest to the middle of those it is tied to."""
    if not later:
        return spots
    near = _graph([box.id for box in (*core, *later)], pairs)
    cells = _Cells(max(box.width for box in later) + MARGIN, max(box.height for box in later) + MARGIN)
    for box in core:
        cells.take(box, spots[box.id])
    below = max((spots[box.id][1] + box.drop + box.height / 2 for box in core), default=0.0) + PART_GAP
    for box in later:
        beside = [spots[name] for name in near.neighbors(box.id) if name in spots]
        x, y = cells.nearest(_middle(beside) if beside else (0.0, below))
        spots[box.id] = (x, y - box.drop)
    return spots


def _middle(spots: Sequence[Point]) -> Point:
    return sum(x for x, _ in spots) / len(spots), sum(y for _, y in spots) / len(spots)


# Columns


def columns(
    boxes: Sequence[Box],
    ties: Iterable[tuple[str, str]],
    column: Mapping[str, int],
    *,
    first: int = CORE,
    listed: Collection[int] = (),
) -> dict[str, tuple[int, int]]:
    """Places in columns from left to right, each name at about the height of those it is tied to.

    Args:
        boxes: Names in the order in which they find room.
        ties: Pairs of names that belong near each other.
        column: Number of the column of each name.
        first: How many names are drawn at first: they stand above the others of their column.
        listed: Columns that keep the order of the boxes.
    """
    near = _graph([box.id for box in boxes], sorted(set(ties)))
    late = {box.id for box in boxes[first:]}
    stacks: dict[int, list[str]] = {}
    for box in boxes:
        stacks.setdefault(column[box.id], []).append(box.id)
    for sweep in range(COLUMN_SWEEPS):
        heights = {name: index - len(stack) / 2 for stack in stacks.values() for index, name in enumerate(stack)}
        for number in sorted(stacks.keys() - set(listed), reverse=bool(sweep % 2)):
            stack = stacks[number]
            wanted = {name: _height(name, near, heights) for name in stack}
            stack.sort(key=lambda name: (name in late, wanted[name], heights[name]))
            heights.update({name: index - len(stack) / 2 for index, name in enumerate(stack)})
    return _stacked([stacks[number] for number in sorted(stacks)], boxes, late)


def _height(name: str, near: Graph, heights: Mapping[str, float]) -> float:
    beside = [heights[one] for one in near.neighbors(name)]
    return sum(beside) / len(beside) if beside else heights[name]


def _stacked(
    stacks: Sequence[Sequence[str]], boxes: Sequence[Box], late: Collection[str]
) -> dict[str, tuple[int, int]]:
    """Places of names in columns; those drawn at first stand around the horizon.

    Every other column stands a little lower: no tie runs through a name on its way to a column beyond.
    """
    across = max((box.width for box in boxes), default=0.0) + MARGIN
    along = max((box.height for box in boxes), default=0.0) + MARGIN
    spots: dict[str, Point] = {}
    x, before = 0.0, 0
    for stack in stacks:
        shown = sum(name not in late for name in stack) or len(stack)
        runs = ceil(shown / COLUMN_ROWS)
        rows = ceil(shown / runs)
        for index, name in enumerate(stack):
            run, row = divmod(index, rows) if index < shown else (runs - 1, rows + index - shown)
            lower = LOWER * ((before + run) % 2)
            spots[name] = (x + run * across, (row - (rows - 1) / 2 + lower) * along)
        x, before = x + (runs - 1 + COLUMN_STEP) * across, before + runs
    return {name: (round(x), round(y)) for name, (x, y) in _stretched(spots).items()}


def _graph(names: Iterable[str], pairs: Iterable[tuple[str, str]]) -> Graph:
    graph: Graph = networkx.Graph()
    graph.add_nodes_from(names)
    graph.add_edges_from((one, other) for one, other in pairs if one != other)
    return graph


def _hanging(graph: Graph, boxes: Sequence[Box]) -> dict[str, str]:
    """Which names hang on which: those with an anchor in the picture, and those with one tie only."""
    hanging: dict[str, str] = {}
    carriers: set[str] = set()
    for box in reversed(boxes):
        hub = box.anchor if box.anchor in graph else _only_neighbour(graph, box.id)
        if hub and hub not in hanging and box.id not in carriers:
            hanging[box.id] = hub
            carriers.add(hub)
    return hanging


def _only_neighbour(graph: Graph, name: str) -> str:
    near = list(islice(graph.neighbors(name), 2))
    return near[0] if len(near) == 1 else ""


def _flowers(boxes: Sequence[Box], hanging: Mapping[str, str]) -> dict[str, Flower]:
    """Every name that hangs on no other, with its rings around it."""
    petals: dict[str, list[Box]] = {}
    for box in sorted(boxes, key=lambda box: box.rank):
        if box.id in hanging:
            petals.setdefault(hanging[box.id], []).append(box)
    return {box.id: _flower(box, petals.get(box.id, [])) for box in boxes if box.id not in hanging}


def _flower(heart: Box, petals: Sequence[Box]) -> Flower:
    """Rings of equal cells, each as large as the largest label needs."""
    if not petals:
        return Flower((heart.width + MARGIN) / 2, (heart.height + MARGIN) / 2, {heart.id: (0.0, -heart.drop)})
    width = max(box.width for box in petals) + MARGIN
    height = max(width / CELL_ASPECT, max(box.height for box in petals) + MARGIN)
    inner = max(
        1.0, HEART_ROOM * (heart.width / width + 1) / 2, HEART_ROOM * ((heart.height + 2 * heart.drop) / height + 1) / 2
    )
    cells = list(_rings(inner, len(petals)))
    outer = max(hypot(x, y) for x, y in cells) + 0.5
    ring = {box.id: (x * width, y * height - box.drop) for box, (x, y) in zip(petals, cells, strict=True)}
    return Flower(outer * width, outer * height, {heart.id: (0.0, 0.0), **ring})


def _rings(inner: float, number: int) -> Iterator[Point]:
    """Cells around the origin, ring by ring, each ring evenly filled, beginning at the top."""
    radius = max(inner, min(number, 8) * RING_STEP / tau)
    turn = 0.0
    while number > 0:
        room = max(1, int(tau * radius / RING_STEP))
        here = min(room, number)
        for index in range(here):
            angle = tau * (index + turn) / here - tau / 4
            yield radius * cos(angle), radius * sin(angle)
        number, radius, turn = number - here, radius + RING_STEP * 0.9, 0.5 - turn


def _components(graph: Graph) -> list[list[str]]:
    """The parts that ties hold together, each in the order of the graph."""
    order = {name: index for index, name in enumerate(graph)}
    return [sorted(part, key=order.__getitem__) for part in networkx.connected_components(graph)]


def _part(graph: Graph, flowers: Mapping[str, Flower]) -> Part:
    """Places within one part, petals included."""
    names = sorted(graph)
    blooms = [flowers[name] for name in names]
    halves = numpy.array([(bloom.half_width, bloom.half_height) for bloom in blooms])
    spots = _apart(_roomy(_by_distance(_distances(graph, names, flowers)), halves), halves)
    low, high = (spots - halves).min(axis=0), (spots + halves).max(axis=0)
    return Part(
        width=float(high[0] - low[0]),
        height=float(high[1] - low[1]),
        places=dict(_spread(blooms, spots - (low + high) / 2)),
    )


def _spread(flowers: Sequence[Flower], spots: Floats) -> Iterator[tuple[str, Point]]:
    for flower, (x, y) in zip(flowers, spots, strict=True):
        yield from ((name, (float(x + dx), float(y + dy))) for name, (dx, dy) in flower.places.items())


def _distances(graph: Graph, names: Sequence[str], flowers: Mapping[str, Flower]) -> Floats:
    """How far apart two names should stand: the length of the shortest way from one to the other."""
    for one, other, tie in graph.edges(data=True):
        tie["length"] = flowers[one].reach + flowers[other].reach + TIE_LENGTH
    lengths: Floats = networkx.floyd_warshall_numpy(graph, nodelist=list(names), weight="length")
    return lengths


def _by_distance(wanted: Floats) -> Floats:
    """Places in the plane whose distances come as near to those wanted as can be."""
    spots = _projected(wanted)
    if len(wanted) < 3:
        return spots
    weights = 1.0 / numpy.where(wanted > 0, wanted, numpy.inf) ** 2
    inverse = numpy.linalg.pinv(_laplacian(weights))
    for _ in range(SWEEPS):
        apart = numpy.maximum(_lengths(spots), 1e-9)
        spots = inverse @ (_laplacian(weights * wanted / apart) @ spots)
    return _lying(spots)


def _lying(spots: Floats) -> Floats:
    """The same places, turned so that they lie along the horizon, and are as wide and high as a screen."""
    middle = spots - spots.mean(axis=0)
    _, vectors = numpy.linalg.eigh(middle.T @ middle)
    lying: Floats = middle @ _upright(vectors[:, ::-1])
    width, height = (float(side) for side in numpy.maximum(numpy.ptp(lying, axis=0), 1.0))
    return lying * (_between(1.0, ASPECT * height / width, WIDEST), _between(1.0, width / height / ASPECT, WIDEST))


def _between(low: float, value: float, high: float) -> float:
    return max(low, min(value, high))


def _upright(vectors: Floats) -> Floats:
    """Axes whose direction does not depend on chance: each points where most of its weight is."""
    upright: Floats = vectors * numpy.sign(vectors.sum(axis=0) + 1e-12)
    return upright


def _projected(wanted: Floats) -> Floats:
    """Classical scaling, a good place to start from; a faint spiral parts those that would coincide."""
    size = len(wanted)
    if size < 3:
        return numpy.column_stack([wanted[0], numpy.zeros(size)])
    centring = numpy.eye(size) - 1 / size
    values, vectors = numpy.linalg.eigh(-0.5 * centring @ wanted**2 @ centring)
    steps = numpy.arange(size)
    spiral = numpy.column_stack([numpy.cos(2.4 * steps), numpy.sin(2.4 * steps)]) * numpy.sqrt(steps)[:, None]
    spots: Floats = _upright(vectors[:, [-1, -2]]) * numpy.sqrt(numpy.maximum(values[[-1, -2]], 0)) + spiral
    return spots


def _laplacian(weights: Floats) -> Floats:
    return numpy.diag(weights.sum(axis=1)) - weights


def _lengths(spots: Floats) -> Floats:
    across = spots[:, None, :] - spots[None, :, :]
    return numpy.hypot(across[..., 0], across[..., 1])


def _roomy(spots: Floats, halves: Floats) -> Floats:
    """The same places, drawn apart as a whole until the picture is large enough for all that is in it."""
    needed = float((4 * halves.prod(axis=1)).sum()) / FILLED
    width, height = numpy.ptp(spots, axis=0) + 2 * halves.max(axis=0)
    return spots * max(1.0, sqrt(needed / float(width * height)))


def _apart(spots: Floats, halves: Floats) -> Floats:
    """The same places, moved until no two boxes overlap: each pair along the side on which it overlaps least."""
    need = halves[:, None, :] + halves[None, :, :]
    for _ in range(PUSHES):
        across = spots[:, None, :] - spots[None, :, :]
        overlap = numpy.maximum(need - numpy.abs(across), 0)
        numpy.einsum("iij->ij", overlap)[:] = 0
        overlap[(overlap <= 1).any(axis=2)] = 0
        if not overlap.any():
            break
        sideways = overlap[..., :1] <= overlap[..., 1:]
        push = overlap * numpy.concatenate([sideways, ~sideways], axis=2) * numpy.sign(across)
        spots = spots + push.sum(axis=1) * 0.3
    return spots


def _packed(parts: Sequence[Part]) -> Iterator[tuple[str, Point]]:
    """Parts set in rows, the largest first; the middle of the picture is the origin."""
    rows = _rows(sorted(parts, key=lambda part: -part.width * part.height))
    heights = [max(part.height for part in row) for row in rows]
    y = -(sum(heights) + PART_GAP * (len(rows) - 1)) / 2
    for row, height in zip(rows, heights, strict=True):
        x = -(sum(part.width for part in row) + PART_GAP * (len(row) - 1)) / 2
        for part in row:
            yield from part.moved(x + part.width / 2, y + height / 2)
            x += part.width + PART_GAP
        y += height + PART_GAP


def _rows(parts: Sequence[Part]) -> list[list[Part]]:
    """Rows as wide as the widest part, or as makes the whole a picture of the usual shape."""
    if not parts:
        return []
    area = sum((part.width + PART_GAP) * (part.height + PART_GAP) for part in parts)
    widest = max(parts[0].width, sqrt(area * ASPECT))
    rows: list[list[Part]] = [[]]
    used = 0.0
    for part in parts:
        if rows[-1] and used + part.width > widest:
            rows.append([])
            used = 0.0
        rows[-1].append(part)
        used += part.width + PART_GAP
    return rows
