"""A Word document: paragraphs, tables, numbers of lists, text boxes and notes, in the order in which they are printed.

The XML is read with lxml: python-docx passes over content controls, tracked insertions, text boxes and automatic
numbers, each of which holds words of the directive.
"""

import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from ...errors import SourceError
from .lines import is_label_table, label_lines
from .table import Cell, cell_words, table_to_lines

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_W_URI = _W[1:-1].encode()
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LARGEST = 100_000_000
"""Bytes that one part of a document may unpack to; a book has a tenth of it."""

_OLD_WORD = b"\xd0\xcf\x11\xe0"
_MOST_LEVELS = 9
_MOST_COLUMNS = 60

# Deleted or moved away, alternatives of what is there, guides to pronunciation, what only Word needs.
_DROPPED = frozenset(
    {f"{_W}{tag}" for tag in ("del", "moveFrom", "rt", "instrText", "delText", "pPr", "tblPr", "sectPr")}
)
_DROPPED |= {_FALLBACK}
_BREAKS = frozenset({f"{_W}br", f"{_W}cr"})
_CHARACTERS = {f"{_W}tab": "\t", f"{_W}noBreakHyphen": "-", f"{_W}ptab": "\t"}
_MARK_AT_END = re.compile(r"[^0-9A-Za-z\u3400-\u9fff]$")
_CONTENTS = ("toc", "目录")


def docx_to_text(data: bytes, name: str) -> str:
    """The text of a document, one line a paragraph; tables as Markdown rows, numbers of lists as they are printed.

    Headers, footers, comments and tables of contents are dropped, for they state nothing that the text does not; what
    was deleted under tracking is not there, what was inserted is. Footnotes and endnotes stand at the end, a line each.

    Raises:
        SourceError: The file is no Word document, is damaged, locked, or unpacks to more than a document would.
    """
    if data.startswith(_OLD_WORD):
        raise SourceError(
            f"{name} is locked, or an old Word file under a new name: save it as .docx without a password"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            document = _part(archive, _document_path(archive, name), name)
            if document is None:
                raise SourceError(f"{name} is no Word document")
            lists = _Lists.of(_part(archive, "word/numbering.xml", name), _part(archive, "word/styles.xml", name))
            notes = [_part(archive, f"word/{kind}.xml", name) for kind in ("footnotes", "endnotes")]
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise SourceError(f"{name} is a damaged or locked Word document: open it in Word and save it anew") from error
    lines = [*_blocks(document, lists), *(line for part in notes if part is not None for line in _notes(part, lists))]
    return "".join(f"{line}\n" for line in lines)


def _document_path(archive: zipfile.ZipFile, name: str) -> str:
    """Where the document says that its text is; some programs call it document2.xml."""
    relations = _part(archive, "_rels/.rels", name)
    for relation in relations if relations is not None else ():
        if relation.get("Type", "").endswith("/officeDocument"):
            return str(relation.get("Target", "")).lstrip("/")
    return "word/document.xml"


def _part(archive: zipfile.ZipFile, path: str, name: str) -> etree._Element | None:
    """The root of a part; None where the document has no such part."""
    try:
        info = archive.getinfo(path)
    except KeyError:
        return None
    if info.file_size > _LARGEST:
        raise SourceError(f"{name} unpacks to more than {_LARGEST // 1_000_000} MB: it is no document")
    with archive.open(info) as stream:
        data = stream.read(_LARGEST + 1).replace(_STRICT, _W_URI)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise SourceError(f"{name} is a damaged Word document: open it in Word and save it anew") from error


def _notes(part: etree._Element, lists: "_Lists") -> Iterator[str]:
    for note in part:
        if note.get(f"{_W}type") in (None, "normal"):
            words = "".join(line.strip() for line in _blocks(note, lists))
            if words:
                yield f"注：{words}"


# Blocks


def _blocks(parent: etree._Element, lists: "_Lists") -> Iterator[str]:
    """The lines of what stands in an element: paragraphs and tables, those within content controls too."""
    for child in parent:
        if child.tag in _DROPPED:
            continue
        if child.tag == f"{_W}p":
            yield from _paragraph(child, lists)
        elif child.tag == f"{_W}tbl":
            yield from _table(child, lists)
        elif not _is_contents(child):
            yield from _blocks(child, lists)


def _is_contents(block: etree._Element) -> bool:
    gallery = block.find(f"{_W}sdtPr/{_W}docPartObj/{_W}docPartGallery")
    return gallery is not None and gallery.get(f"{_W}val", "").lower() == "table of contents"


def _paragraph(paragraph: etree._Element, lists: "_Lists") -> Iterator[str]:
    """The lines of a paragraph: its own, behind the text boxes that are anchored in it."""
    style = lists.style_name(paragraph).lower()
    if style.startswith(_CONTENTS) and style != "toc heading":
        return
    pieces: list[str] = []
    boxes: list[etree._Element] = []
    _collect(paragraph, pieces, boxes)
    for box in boxes:
        yield from _blocks(box, lists)
    words = "".join(pieces)
    label = lists.label(paragraph) if words.strip() else ""
    for line in f"{label}{words}".split("\n"):
        if line.strip():
            yield line.rstrip()


def _collect(element: etree._Element, pieces: list[str], boxes: list[etree._Element]) -> None:
    """Gather the words in an element, and the text boxes beside them."""
    for child in element:
        tag = child.tag
        if tag in _DROPPED:
            continue
        if tag == f"{_W}t":
            pieces.append((child.text or "").replace("\n", " "))
        elif tag in _BREAKS:
            pieces.append("\n")
        elif tag in _CHARACTERS:
            pieces.append(_CHARACTERS[tag])
        elif tag == f"{_W}txbxContent":
            boxes.append(child)
        elif tag == f"{_W}r" and _is_hidden(child):
            continue
        else:
            _collect(child, pieces, boxes)


def _is_hidden(run: etree._Element) -> bool:
    vanish = run.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(f"{_W}val", "1") not in ("0", "false")


def _table(table: etree._Element, lists: "_Lists") -> Iterator[str]:
    """A table as rows; one of a single column, which only frames text, as lines."""
    rows = [[_cell(cell, lists) for cell in _cells(row)] for row in _rows(table)]
    if all(len(row) < 2 for row in rows):
        for row in rows:
            for _, lines, _ in row:
                yield from lines
        return
    cells = [[Cell(cell_words(lines), columns=columns) for columns, lines, _ in row] for row in rows]
    going_on = [[is_on for _, _, is_on in row] for row in rows]
    words = [cell.words for row in cells for cell in row]
    yield from label_lines(words) if is_label_table(words) else table_to_lines(_merged(cells, going_on))


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """Rows, those within content controls or tracked insertions too; not those of tables within cells."""
    for child in table:
        if child.tag == f"{_W}tr":
            if child.find(f"{_W}trPr/{_W}del") is None:
                yield child
        elif child.tag not in _DROPPED:
            yield from _rows(child)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        if child.tag == f"{_W}tc":
            yield child
        elif child.tag not in _DROPPED:
            yield from _cells(child)


def _cell(cell: etree._Element, lists: "_Lists") -> tuple[int, list[str], bool]:
    """Over how many columns a cell goes, its lines, and whether it only goes on with the cell above."""
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    is_on = merge is not None and merge.get(f"{_W}val", "continue") == "continue"
    return _number(span, 1, _MOST_COLUMNS), list(_blocks(cell, lists)), is_on


def _merged(rows: list[list[Cell]], going_on: list[list[bool]]) -> list[list[Cell]]:
    """Cells that go on with the one above given up, and that one made as many rows long."""
    heads: dict[int, tuple[int, int]] = {}
    result: list[list[Cell]] = []
    for cells, flags in zip(rows, going_on, strict=True):
        column = 0
        kept: list[Cell] = []
        for cell, is_on in zip(cells, flags, strict=True):
            if is_on and column in heads:
                row, place = heads[column]
                result[row][place] = result[row][place]._replace(rows=result[row][place].rows + 1)
            else:
                heads[column] = (len(result), len(kept))
                kept.append(cell)
            column += cell.columns
        result.append(kept)
    return result


def _number(element: etree._Element | None, default: int, most: int) -> int:
    words = element.get(f"{_W}val", "") if element is not None else ""
    return min(int(words), most) if words.isascii() and words.isdigit() and len(words) < 6 else default


# Numbers of lists

_DIGITS = "〇一二三四五六七八九"


def _chinese(number: int) -> str:
    """A number up to 99 as it counts items: 十二; a greater one digit by digit.

    >>> _chinese(10), _chinese(12), _chinese(40), _chinese(101)
    ('十', '十二', '四十', '一〇一')
    """
    if not 0 < number < 100:
        return _digits(number)
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十") + (_DIGITS[ones] if ones else "")


def _digits(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _circled(number: int) -> str:
    return chr(0x245F + number) if 0 < number <= 20 else str(number)


def _letters(number: int) -> str:
    return chr(96 + (number - 1) % 26 + 1) * ((number - 1) // 26 + 1) if 0 < number <= 260 else str(number)


def _roman(number: int) -> str:
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc")[tens] + (
        "",
        "i",
        "ii",
        "iii",
        "iv",
        "v",
        "vi",
        "vii",
        "viii",
        "ix",
    )[ones]


_WRITTEN: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: str(number).translate({48 + digit: 0xFF10 + digit for digit in range(10)}),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": lambda number: f"（{number}）",
    "decimalEnclosedFullstop": lambda number: f"{number}.",
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "ideographDigital": _digits,
    "japaneseDigitalTenThousand": _digits,
    "taiwaneseDigital": _digits,
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}
"""How Word writes a number in each of its formats; what is not here prints no number."""


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a list: where it starts, how its number is written, and what is printed around it (``（%1）``)."""

    start: int
    written: str
    pattern: str


@dataclass(slots=True)
class _Lists:
    """The lists of a document, counted while its paragraphs are read in order.

    Attributes:
        levels: Each list (``numId``) with its levels.
        shared: Each list with the definition whose count it shares.
        starts: The lists that begin anew at a level.
        styles: Each style with its name, the style that it is based on, and the list and level that it brings.
        counts: Each definition with how far each level has counted.
    """

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    shared: dict[str, str] = field(default_factory=dict)
    starts: dict[tuple[str, int], int] = field(default_factory=dict)
    styles: dict[str, tuple[str, str, etree._Element | None]] = field(default_factory=dict)
    counts: dict[str, Counter[int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, numbering: etree._Element | None, styles: etree._Element | None) -> "_Lists":
        """The lists that a document defines."""
        lists = cls()
        for style in styles.iterfind(f"{_W}style") if styles is not None else ():
            lists.styles[style.get(f"{_W}styleId", "")] = (
                _value(style.find(f"{_W}name")),
                _value(style.find(f"{_W}basedOn")),
                style.find(f"{_W}pPr/{_W}numPr"),
            )
        if numbering is None:
            return lists
        abstract = {one.get(f"{_W}abstractNumId"): _levels(one) for one in numbering.iterfind(f"{_W}abstractNum")}
        for num in numbering.iterfind(f"{_W}num"):
            lists._define(num, abstract)
        return lists

    def _define(self, num: etree._Element, abstract: Mapping[str | None, dict[int, _Level]]) -> None:
        number, definition = num.get(f"{_W}numId", ""), _value(num.find(f"{_W}abstractNumId"))
        self.levels[number] = dict(abstract.get(definition, {}))
        self.shared[number] = definition
        for override in num.iterfind(f"{_W}lvlOverride"):
            depth = _depth(override)
            level = override.find(f"{_W}lvl")
            if level is not None:
                self.levels[number][depth] = _level(level)
            start = override.find(f"{_W}startOverride")
            if start is not None:
                self.starts[number, depth] = _number(start, 1, 9999)

    def style_name(self, paragraph: etree._Element) -> str:
        """The name of a paragraph's style."""
        return self.styles.get(_value(paragraph.find(f"{_W}pPr/{_W}pStyle")), ("", "", None))[0]

    def label(self, paragraph: etree._Element) -> str:
        """The number that Word prints before a paragraph; empty where it prints none, or a bullet."""
        number, depth = self._place(paragraph)
        level = self.levels.get(number, {}).get(depth)
        if level is None:
            return ""
        counts = self.counts.setdefault(self.shared[number], Counter())
        if (number, depth) in self.starts and (number, depth) not in self.begun:
            counts[depth] = self.starts[number, depth]
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else level.start
        self.begun.add((number, depth))
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]
        return self._printed(self.levels[number], level, counts)

    def _place(self, paragraph: etree._Element) -> tuple[str, int]:
        """The list and the level of a paragraph: its own, else those of its style."""
        own = paragraph.find(f"{_W}pPr/{_W}numPr")
        style = _value(paragraph.find(f"{_W}pPr/{_W}pStyle"))
        number, depth = _list_and_level(own)
        for _ in range(_MOST_LEVELS):
            if number is not None or style not in self.styles:
                break
            _, based_on, brought = self.styles[style]
            number, depth_of_style = _list_and_level(brought)
            depth = depth if depth is not None else depth_of_style
            style = based_on
        return number or "0", depth or 0

    @staticmethod
    def _printed(levels: Mapping[int, _Level], level: _Level, counts: Counter[int]) -> str:
        if level.written not in _WRITTEN:
            return ""
        words = level.pattern
        for depth in range(_MOST_LEVELS):
            outer = levels.get(depth)
            if outer is not None and f"%{depth + 1}" in words:
                write = _WRITTEN.get(outer.written, str)
                words = words.replace(f"%{depth + 1}", write(counts.get(depth, outer.start)))
        return words if _MARK_AT_END.search(words) else f"{words}　"


def _levels(definition: etree._Element) -> dict[int, _Level]:
    return {_depth(level): _level(level) for level in definition.iterfind(f"{_W}lvl")}


def _level(level: etree._Element) -> _Level:
    return _Level(
        _number(level.find(f"{_W}start"), 1, 9999),
        _value(level.find(f"{_W}numFmt")) or "decimal",
        _value(level.find(f"{_W}lvlText")),
    )


def _depth(element: etree._Element) -> int:
    words = element.get(f"{_W}ilvl", "0")
    return int(words) if words in "012345678" and words else 0


def _list_and_level(properties: etree._Element | None) -> tuple[str | None, int | None]:
    if properties is None:
        return None, None
    number, depth = properties.find(f"{_W}numId"), properties.find(f"{_W}ilvl")
    return (
        None if number is None else _value(number),
        None if depth is None else _number(depth, 0, _MOST_LEVELS - 1),
    )


def _value(element: etree._Element | None) -> str:
    return element.get(f"{_W}val", "") if element is not None else ""
