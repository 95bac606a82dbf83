"""A PDF with a text layer: its characters by their places on the page, and its ruled tables.

pypdfium2 gives characters and drawn lines, and pdfplumber's functions make cells of the lines. pdfplumber's own reading
of a page takes four times as long as pypdfium2's, and does not hold against damaged files.
"""

import ctypes
import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as raw
from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

from ...errors import SourceError
from ..lost import lost_page
from .pages import Gutters, Piece, find_gutters, page_to_lines, piece_lines
from .table import Cell, cell_words, table_to_lines

_Box = tuple[float, float, float, float]
_Point = tuple[float, float]

_TOLERANCE = 3
_MOST_SEGMENTS = 20_000
_MOST_EDGES = 800
_MOST_CROSSINGS = 1500
"""A page with more than this is a drawing; no table has so many lines."""

_THIN = 3.0
"""A filled rectangle no wider than this, in points, is a line."""

_SHORT = 6.0
"""A line shorter than this, in points, is part of a drawing, or the end of a dash."""

_FEWEST_CHARACTERS = 12
_PICTURE_SHARE = 0.4
"""A page with fewer characters than the one, and a picture over more of it than the other, is a scan."""

_UNKNOWN_SHARE = 0.3
"""Where so many characters do not say what they are, the text layer says nothing."""

_FEWEST_OUTLINES = 200
"""A page without characters that draws so many shapes has its text drawn."""

_LEVEL = math.radians(8)


class _Page(NamedTuple):
    """A page: its lines, where its columns part, and whether words are printed on it that the file does not tell."""

    lines: list[str]
    gutters: Gutters
    is_lost: bool


def pdf_to_text(data: bytes, name: str) -> str:
    """The text of a document, page by page: lines in reading order, column by column, ruled tables as Markdown rows.

    In place of a page that has no text layer stands a line that says so (:mod:`gongbao.extract.lost`).

    Raises:
        SourceError: The file is damaged or locked, or no page has a text layer.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise SourceError(f"{name} is locked with a password: save it without one") from error
        raise SourceError(f"{name} is a damaged PDF: print it to a new one") from error
    try:
        if not _has_pages(document):
            raise SourceError(f"{name} is a damaged PDF: print it to a new one")
        pages = list(_pages(document))
    finally:
        document.close()
    if not any(page.lines for page in pages) and any(page.is_lost for page in pages):
        raise SourceError(f"{name} is a scan without a text layer: have its text recognised (OCR) first")
    return "".join(f"{line}\n" for number, page in enumerate(pages, 1) for line in _page_lines(number, page))


def _has_pages(document: Any) -> bool:
    """Whether any page of a document can be opened; of one whose page tree is broken or loops none can."""
    for index in range(len(document)):
        try:
            document[index].close()
        except pypdfium2.PdfiumError:
            continue
        return True
    return False


def _page_lines(number: int, page: _Page) -> Iterator[str]:
    if page.is_lost:
        yield lost_page(number)
    yield from page.lines


def _pages(document: Any) -> Iterator[_Page]:
    """The pages of a document; one whose columns do not show by themselves has those of most pages."""
    pages = [_read_page(document, index) for index in range(len(document))]
    usual = _usual(pages)
    for index, page in enumerate(pages):
        yield _read_page(document, index, usual) if usual and page.lines and not page.gutters else page


def _usual(pages: Sequence[_Page]) -> Gutters:
    """Where columns part on most pages of a document; nothing where most have none."""
    printed = sum(bool(page.lines) for page in pages)
    counts = Counter(len(page.gutters) for page in pages if page.gutters)
    count, times = counts.most_common(1)[0] if counts else (0, 0)
    if 2 * times <= printed:
        return ()
    alike = [page.gutters for page in pages if len(page.gutters) == count]
    return tuple(sorted(places)[len(places) // 2] for places in zip(*alike, strict=True))


def _read_page(document: Any, index: int, usual: Gutters = ()) -> _Page:
    """One page; where its columns part is found, unless ``usual`` tells."""
    try:
        page = document[index]
        text = page.get_textpage()
        characters, unknown, turn = _characters(text)
        outlines, edges, pictures = _drawn(page, turn)
        width, height = page.get_size()
        text.close()
        page.close()
    except pypdfium2.PdfiumError:
        return _Page([], (), is_lost=True)
    if unknown > _UNKNOWN_SHARE * (len(characters) + unknown):
        return _Page([], (), is_lost=True)
    is_scan = pictures >= _PICTURE_SHARE * width * height or outlines >= _FEWEST_OUTLINES
    pieces = _with_tables(characters, edges)
    gutters = usual or find_gutters(pieces)
    return _Page(page_to_lines(pieces, gutters), gutters, is_scan and len(characters) < _FEWEST_CHARACTERS)


# Characters


def _characters(text: Any) -> tuple[list[Piece], int, int]:
    """The characters of a page as it is read, how many say not what they are, and by how many quarters it is turned.

    Characters that lean, such as a watermark's, are left out.
    """
    count = text.count_chars()
    turns = Counter(_turn(raw.FPDFText_GetCharAngle(text, index)) for index in range(count))
    del turns[None]
    turn = next((turn for turn, _ in turns.most_common(1) if turn is not None), 0)
    box = raw.FS_RECTF()
    pieces: list[Piece] = []
    unknown = 0
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text, index)
        if code <= 32 or raw.FPDFText_IsGenerated(text, index) == 1 or chr(code).isspace():
            continue
        if (
            raw.FPDFText_HasUnicodeMapError(text, index) == 1
            or code in (0xFFFD, 0xFFFE, 0xFFFF)
            or 0xE000 <= code <= 0xF8FF
        ):
            unknown += 1
            continue
        if _turn(raw.FPDFText_GetCharAngle(text, index)) != turn:
            continue
        if raw.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box)):
            pieces.append(Piece(*_turned((box.left, box.bottom, box.right, box.top), turn), chr(code)))
    return pieces, unknown, turn


def _turn(angle: float) -> int | None:
    """By how many quarters text is turned; None where it leans."""
    quarters = round(angle / (math.pi / 2))
    return quarters % 4 if abs(angle - quarters * math.pi / 2) <= _LEVEL else None


def _turned(box: _Box, turn: int) -> _Box:
    """A box in the page's own measure (upwards) as left, top, right, bottom for who reads the text upright."""
    (x0, y0), (x1, y1) = (_turned_point(point, turn) for point in ((box[0], box[1]), (box[2], box[3])))
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _turned_point(point: _Point, turn: int) -> _Point:
    x, y = point
    return ((x, -y), (-y, -x), (-x, y), (y, x))[turn]


# What is drawn


def _drawn(page: Any, turn: int) -> tuple[int, list[dict[str, Any]], float]:
    """How many shapes a page draws, its level and upright lines as pdfplumber's edges, and how much pictures cover."""
    outlines = segments = 0
    pictures = 0.0
    lines: list[_Box] = []
    for thing in page.get_objects(max_depth=3):
        if thing.type == raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = thing.get_bounds()
            pictures += (right - left) * (top - bottom)
        elif thing.type == raw.FPDF_PAGEOBJ_PATH:
            outlines += 1
            segments += max(raw.FPDFPath_CountSegments(thing), 0)
            if segments <= _MOST_SEGMENTS:
                lines += _path_lines(thing, turn)
    if segments > _MOST_SEGMENTS or len(lines) > _MOST_EDGES:
        return outlines, [], pictures
    return outlines, [_edge(line) for line in lines], pictures


def _path_lines(path: Any, turn: int) -> Iterator[_Box]:
    """The level and upright lines of a path: those it strokes, and the thin rectangles it fills."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    for points in _subpaths(path):
        xs, ys = zip(*(_turned_point(point, turn) for point in points), strict=True)
        box = (min(xs), min(ys), max(xs), max(ys))
        if box[2] - box[0] <= _THIN or box[3] - box[1] <= _THIN:
            yield box
        elif stroke.value:
            corners = list(zip(xs, ys, strict=True))
            for (x0, y0), (x1, y1) in pairwise(corners):
                if abs(x1 - x0) <= 1 or abs(y1 - y0) <= 1:
                    yield min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _subpaths(path: Any) -> Iterator[list[_Point]]:
    """The corners of each part of a path, on the page; a part with curves is left out."""
    matrix = path.get_matrix()
    points: list[_Point] = []
    curved = False
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1 and not curved:
                yield points
            points, curved = [], False
        curved = curved or kind == raw.FPDF_SEGMENT_BEZIERTO
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        points.append(matrix.on_point(x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1 and not curved:
        yield points


def _edge(line: _Box) -> dict[str, Any]:
    """A line as pdfplumber has it: level or upright, without thickness."""
    left, top, right, bottom = line
    if right - left >= bottom - top:
        top = bottom = (top + bottom) / 2
        orientation = "h"
    else:
        left = right = (left + right) / 2
        orientation = "v"
    return {
        "orientation": orientation,
        "object_type": "line",
        "x0": left,
        "x1": right,
        "top": top,
        "bottom": bottom,
        "width": right - left,
        "height": bottom - top,
    }


# Tables


def _with_tables(characters: list[Piece], edges: list[dict[str, Any]]) -> list[Piece]:
    """Characters, with those that stand in a ruled table taken together as the table's rows."""
    pieces = characters
    for cells in _tables([edge for edge in edges if max(edge["width"], edge["height"]) >= _SHORT]):
        left, top = min(cell[0] for cell in cells), min(cell[1] for cell in cells)
        right, bottom = max(cell[2] for cell in cells), max(cell[3] for cell in cells)
        grid, outside = _grid(cells, pieces)
        rows = "\n".join(table_to_lines(grid))
        if rows:
            pieces = [*outside, Piece(left, top, right, bottom, rows, is_table=True)]
    return pieces


def _tables(edges: list[dict[str, Any]]) -> list[list[_Box]]:
    """The cells of each ruled table with more than one column; a frame around text is no table."""
    if not any(edge["orientation"] == "v" for edge in edges):
        return []
    merged = merge_edges(edges, _TOLERANCE, _TOLERANCE, _TOLERANCE, _TOLERANCE)
    crossings = edges_to_intersections(merged, _TOLERANCE, _TOLERANCE)
    if not 6 <= len(crossings) <= _MOST_CROSSINGS:
        return []
    tables: list[list[_Box]] = cells_to_tables(intersections_to_cells(crossings))
    return [cells for cells in tables if len({cell[0] for cell in cells}) > 1]


def _grid(cells: Sequence[_Box], pieces: Sequence[Piece]) -> tuple[list[list[Cell]], list[Piece]]:
    """The rows of a table, each cell where it begins, an empty one where there is none; and what stands in no cell."""
    lefts, tops = sorted({cell[0] for cell in cells}), sorted({cell[1] for cell in cells})
    owners = {
        (row, column): number
        for number, cell in enumerate(cells)
        for row in range(bisect_left(tops, cell[1]), bisect_left(tops, cell[3]))
        for column in range(bisect_left(lefts, cell[0]), bisect_left(lefts, cell[2]))
    }
    inside: dict[int, list[Piece]] = {}
    outside: list[Piece] = []
    for piece in pieces:
        across = (piece.left + piece.right) / 2
        owner = owners.get((bisect_left(tops, piece.middle) - 1, bisect_left(lefts, across) - 1))
        is_inside = (
            owner is not None and not piece.is_table and across <= cells[owner][2] and piece.middle <= cells[owner][3]
        )
        (inside.setdefault(owner, []) if owner is not None and is_inside else outside).append(piece)
    words = {owner: cell_words(piece_lines(one)) for owner, one in inside.items()}
    rows = [
        [
            _cell(cells[owners[row, column]], words.get(owners[row, column], ""), lefts, tops)
            if (row, column) in owners
            else Cell("")
            for column in range(len(lefts))
            if _begins(owners, row, column)
        ]
        for row in range(len(tops))
    ]
    return rows, outside


def _begins(owners: Mapping[tuple[int, int], int], row: int, column: int) -> bool:
    owner = owners.get((row, column))
    return owner is None or owner not in (owners.get((row - 1, column)), owners.get((row, column - 1)))


def _cell(cell: _Box, words: str, lefts: Sequence[float], tops: Sequence[float]) -> Cell:
    return Cell(
        words,
        rows=bisect_left(tops, cell[3]) - bisect_left(tops, cell[1]),
        columns=bisect_left(lefts, cell[2]) - bisect_left(lefts, cell[0]),
    )
