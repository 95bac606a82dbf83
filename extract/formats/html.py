"""A saved web page of a government site: its directive without the site around it.

The page is parsed by lxml, and the main part chosen here: trafilatura, tried on such pages, folds the blanks that part
a member from his post, leaves a cell of several rows empty in all but the first, and prints a blank where a cell's line
is cut within a name.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate

from lxml import etree

from ...errors import SourceError
from ...ontology.vocabulary import alternation
from ..decode import decode
from ..metadata import METADATA
from ..numbers import number_line
from ..printed import squeezed
from .lines import flowing, is_label, is_label_table, label_lines
from .table import Cell, cell_words, table_to_lines

_LARGEST = 100_000_000
_HEAD = 4096
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([-\w]{3,20})", re.IGNORECASE)
_GB = ("gb2312", "gbk", "gb_2312-80", "x-gbk", "gb18030")
_DAMAGED_SHARE = 0.002
"""A page with no greater share of bytes that its own encoding does not know is read; they come out as U+FFFD."""

_DROPPED = re.compile(
    r"head|script|style|noscript|template|nav|footer|select|option|button|input|textarea|iframe|object|embed"
    r"|svg|canvas|audio|video|map|title|rt|rp|del|s|strike"
)
_INLINE = re.compile(
    r"a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|img|ins|kbd|label|mark|o:p|q|rb|rtc|ruby|s"
    r"|samp|small|span|strike|strong|sub|sup|time|tt|u|var|wbr"
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MARK = re.compile(
    r"(?:^|[\s_-])(?:trs_editor|trs_editor_view|trs_ueditor|ucap-content|pages_content|zoom|ivs_content|vsb_content"
    r"|article-?content|articlecontent|art_con|view_content|zjeg_content)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""What the systems that government sites are made with call the element that holds the directive."""

_MARKED_SHARE = 0.4
_MAIN_SHARE = 0.95
"""The main part is the smallest element with so much of the page's own words, or with less if it is marked as such."""

_LAYOUT_CELL = 20
"""A cell with more lines than this is a part of the page, and its table no table."""

_LABEL = "\x00"
_LABEL_END = re.compile(r"\x00\s*([：:]?)")
_TITLE_LENGTH = 6
_LINKED_SHARE = 0.8
_ANNEX = re.compile(
    r"附件|附\s*[：:]|\d{1,2}[.．、].*\.(?:docx?|xlsx?|pdf|wps|ofd|zip|rar)$|.*\.(?:docx?|xlsx?|pdf|wps|ofd)$"
)


@dataclass(slots=True)
class _Line:
    """A line of the page, how many of its characters are links, and whether it is the site's own."""

    words: str
    linked: int = 0
    is_furniture: bool = field(init=False)

    def __post_init__(self) -> None:
        self.is_furniture = _is_furniture(self.words)

    @property
    def is_link(self) -> bool:
        return self.linked >= _LINKED_SHARE * len(self.words)


@dataclass(slots=True)
class _Page:
    """Lines as they are gathered, and the elements that lines stand in, as ranges of lines."""

    lines: list[_Line] = field(default_factory=list)
    ranges: list[tuple[int, int]] = field(default_factory=list)
    marked: list[tuple[int, int]] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    linked: int = 0

    def add(self, text: str | None, *, in_link: bool, kept: bool) -> None:
        """Add text to the line that is being gathered; ``kept`` says that line ends count."""
        if not text:
            return
        if kept:
            *lines, text = re.split(r"\r\n?|\n", text)
            for line in lines:
                self.pieces.append(line)
                self.end_line()
        self.pieces.append(text)
        self.linked += len("".join(text.split())) if in_link else 0

    def end_label(self, element: etree._Element) -> None:
        """Mark where a label ends that stands in an element of its own, at the head of a line and beside its value."""
        alone = len(element) == 0 and not (element.tail or "").strip() and is_label(element.text or "")
        if alone and not "".join(self.pieces[:-1]).strip():
            self.pieces.append(_LABEL)

    def end_line(self) -> None:
        """End the line that is being gathered."""
        words = _LABEL_END.sub(lambda end: end.group(1) or "：", flowing("".join(self.pieces)).rstrip(f" {_LABEL}"))
        words = words.removeprefix(" ")
        if words.strip():
            self.lines.append(_Line(words, self.linked))
        self.pieces.clear()
        self.linked = 0


def html_to_text(data: bytes, name: str) -> tuple[str, str]:
    """The text of a page, one line a paragraph, and the encoding that the page is in.

    What is kept is the main part; from what stands before it the title, the number and the table of 索引号 and
    发文字号, one label with its value a line; from what stands after it the names of annexes. Tables come as Markdown
    rows; a table that only lays out the page comes as lines.

    Raises:
        SourceError: The page is empty, too large, nested too deeply, or in no encoding known here.
    """
    if len(data) > _LARGEST:
        raise SourceError(f"{name} is larger than {_LARGEST // 1_000_000} MB: save the page without its pictures")
    page, encoding = _decode_page(data, name)
    root = _parse(page, name)
    if root is None:
        return "", encoding
    gathered = _gather(root)
    return "".join(f"{line}\n" for line in _joined_labels(list(_kept(gathered)))), encoding


def _decode_page(data: bytes, name: str) -> tuple[str, str]:
    """The characters of a page: as it declares, where it nearly does; else as any other text."""
    declared = _CHARSET.search(data[:_HEAD])
    encoding = declared.group(1).decode("ascii").lower() if declared else ""
    try:
        return decode(data, name)
    except SourceError:
        if not encoding:
            raise
    encoding = "gb18030" if encoding in _GB else encoding
    try:
        page = data.decode(encoding, "replace")
    except LookupError:
        raise SourceError(f"{name} declares an encoding that is not known here: {encoding}") from None
    if page.count("\ufffd") > _DAMAGED_SHARE * len(page):
        raise SourceError(f"{name} is not in {encoding}, as it says")
    return page, encoding


def _parse(page: str, name: str) -> etree._Element | None:
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True, recover=True
    )
    data = page.removeprefix("\ufeff").replace("\x00", "").encode("utf-8", "replace")
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if "empty" in str(error).lower() or not data.strip():
            return None
        raise SourceError(f"{name} is no web page: {error.msg}") from error
    if any("depth" in error.message.lower() or "limit" in error.message.lower() for error in parser.error_log):
        raise SourceError(f"{name} is nested too deeply to be read: save the page as text")
    return root


def _gather(root: etree._Element) -> _Page:
    """The lines of a page, from a walk that does not descend, however deep the page is nested."""
    page = _Page(titles=_titles(root))
    starts: list[int] = []
    links = preformatted = 0
    walker = etree.iterwalk(root, events=("start", "end"))
    skipped: set[etree._Element] = set()
    for event, element in walker:
        tag = _tag(element)
        block = not _INLINE.fullmatch(tag)
        if event == "start":
            if _DROPPED.fullmatch(tag) or _is_hidden(element):
                walker.skip_subtree()
                skipped.add(element)
                continue
            if block:
                page.end_line()
            if tag == "table" and (rows := _data_rows(element)) is not None:
                page.lines += [_Line(line) for line in _table_lines(rows)]
                walker.skip_subtree()
                skipped.add(element)
                continue
            starts.append(len(page.lines))
            links += tag == "a"
            preformatted += tag == "pre"
            page.add(element.text, in_link=bool(links), kept=bool(preformatted))
            continue
        if element in skipped:
            skipped.discard(element)
        else:
            links -= tag == "a"
            preformatted -= tag == "pre"
            start = starts.pop()
            if block:
                page.end_line()
                _file(page, element, start)
            else:
                page.end_label(element)
        page.add(element.tail, in_link=bool(links), kept=bool(preformatted))
    page.end_line()
    return page


def _file(page: _Page, element: etree._Element, start: int) -> None:
    """Keep which lines an element holds."""
    end = len(page.lines)
    if end == start:
        return
    page.ranges.append((start, end))
    if _MARK.search(f"{element.get('id', '')} {element.get('class', '')}"):
        page.marked.append((start, end))


def _tag(element: etree._Element) -> str:
    return element.tag.lower() if isinstance(element.tag, str) else ""


def _is_hidden(element: etree._Element) -> bool:
    return element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")) is not None


def _titles(root: etree._Element) -> list[str]:
    """What the page says its title is, without blanks: its own headings and what its head tells."""
    found = [str(words) for words in root.xpath("//meta[translate(@name,'ARTICLE','article')='articletitle']/@content")]
    found += ["".join(heading.itertext()) for heading in root.iter("h1", "h2")]
    found += ["".join(title.itertext()) for title in root.iter("title")]
    return [title for words in found if len(title := squeezed(words)) >= _TITLE_LENGTH]


def _data_rows(table: etree._Element) -> list[list[Cell]] | None:
    """The cells of a table; None where it lays out the page: one within another, one column, or cells like pages."""
    if next(table.iterdescendants("table"), None) is not None:
        return None
    rows: list[list[Cell]] = []
    for part in table.iterdescendants("tr", "td", "th"):
        if part.tag == "tr":
            rows.append([])
        else:
            pieces = _pieces(part)
            if len(pieces) > _LAYOUT_CELL or not rows:
                return None
            rows[-1].append(Cell(cell_words(pieces), _span(part, "rowspan"), _span(part, "colspan")))
    return rows if any(sum(cell.columns for cell in row) > 1 for row in rows) else None


def _span(cell: etree._Element, name: str) -> int:
    words = cell.get(name, "").strip()
    return min(int(words), 1000) if words.isascii() and words.isdigit() and len(words) < 6 and int(words) else 1


def _pieces(cell: etree._Element) -> list[str]:
    """The lines of a cell."""
    pieces = [""]
    walker = etree.iterwalk(cell, events=("start", "end"))
    dropped: etree._Element | None = None
    for event, element in walker:
        tag = _tag(element)
        if event == "start":
            if _DROPPED.fullmatch(tag) or (element is not cell and _is_hidden(element)):
                walker.skip_subtree()
                dropped = element
                continue
            if not _INLINE.fullmatch(tag):
                pieces.append("")
            pieces[-1] += element.text or ""
            continue
        if not _INLINE.fullmatch(tag) and element is not dropped:
            pieces.append("")
        if element is not cell:
            pieces[-1] += element.tail or ""
    return [words for piece in pieces if (words := flowing(piece).strip())]


def _table_lines(rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    cells = [cell.words for row in rows for cell in row]
    if is_label_table(cells):
        return label_lines(cells)
    return table_to_lines(rows)


def _kept(page: _Page) -> Iterator[str]:
    """The lines of the directive, and those around it that tell what it is."""
    lines = page.lines
    start, end = _main(page)
    body = [index for index in range(start, end) if not lines[index].is_furniture]
    own = [index for index in body if not lines[index].is_link]
    first, last = (own[0], own[-1]) if own else (start, end)
    last = next((index - 1 for index in range(first + 1, last) if _heads_others(lines[index])), last)
    head = "".join(squeezed(lines[index].words) for index in body[:20])
    wanted = [title for title in page.titles if title not in head]
    for index, line in enumerate(lines):
        inside = start <= index < end and not line.is_furniture
        if index < first:
            if (inside and not line.is_link) or _tells(line, wanted):
                yield line.words
        elif (index <= last and inside) or (
            index > last and _ANNEX.match(line.words.strip()) and not line.is_furniture
        ):
            yield line.words


_OTHERS = re.compile("相关(?:文件|链接|文章|信息|解读|新闻|稿件|阅读|推荐|政策)[：:]?")


def _heads_others(line: _Line) -> bool:
    """Whether a line heads what the site lists below a directive: 相关文件."""
    return line.is_furniture and _OTHERS.fullmatch(squeezed(line.words)) is not None


def _main(page: _Page) -> tuple[int, int]:
    """The range of lines of the main part."""
    weights = [
        0 if line.is_link or line.is_furniture or METADATA.match(line.words) else len(line.words) for line in page.lines
    ]
    sums = [0, *accumulate(weights)]
    total = sums[-1]
    if not total:
        return 0, len(page.lines)
    if page.marked:
        marked = [(start, end) for start, end in page.marked if sums[end] > sums[start]]
        around = (min(start for start, _ in marked), max(end for _, end in marked)) if marked else (0, 0)
        if sums[around[1]] - sums[around[0]] >= _MARKED_SHARE * total:
            return around
    holding = [(start, end) for start, end in page.ranges if sums[end] - sums[start] >= _MAIN_SHARE * total]
    return min(holding, key=lambda one: one[1] - one[0], default=(0, len(page.lines)))


def _tells(line: _Line, wanted: Sequence[str]) -> bool:
    """Whether a line above the main part tells what it is: part of its title, its number, or a label and its value."""
    words = squeezed(line.words)
    if number_line(line.words) is not None or (METADATA.match(line.words) and not line.is_furniture):
        return True
    return not line.is_link and any(len(words) >= _TITLE_LENGTH and words in title for title in wanted)


def _is_furniture(words: str) -> bool:
    """Whether a line is one of the site's own: 打印 关闭, 当前位置, 版权所有."""
    return len(words) <= _LONGEST_FURNITURE and _furniture().fullmatch(squeezed(words)) is not None


_LONGEST_FURNITURE = 200


@cache
def _furniture() -> re.Pattern[str]:
    return re.compile(alternation("page_furniture"))


def _joined_labels(lines: Sequence[str]) -> Iterator[str]:
    """Lines with a label that stands alone joined with its value on the next line."""
    label = ""
    for line in lines:
        alone = is_label(line) and line.rstrip().endswith(("：", ":"))
        if label and (alone or METADATA.match(line)):
            yield label
            label = ""
        if alone:
            label = line.rstrip()
            continue
        yield label + (line.lstrip() if label else line)
        label = ""
    if label:
        yield label
