"""From repaired text to documents: each directive with its header, its paragraphs and its annexes.

A directive is found by its number (发文字号) standing on a line of its own; its title stands above the number, or under
it. Without a number it is found by its title above those it is addressed to (主送机关). A directive printed in the
middle of another is cut out, and the other is whole again.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from ..ontology.vocabulary import alternation, meaning
from .dates import find_date
from .labels import opens_item
from .metadata import METADATA, metadata_number, metadata_title
from .numbers import number_before_title, number_line, order_number, title_before_number
from .printed import squeezed
from .rows import is_body, parse_row, row_role

_LINE = re.compile(r"[^\n]+")
_TITLE_LINES = 6
"""A title is set over no more lines than this."""

_TITLE_LINE_LENGTH = 120
_TABLE_LINES = 20
"""How far above a title the table of its site may begin."""

_BETWEEN = 3
"""Paragraphs that may stand between title and number."""

_ORDER_TITLE = re.compile(r"[^，。；]{2,30}(?:令|公告)")
_NOT_A_TITLE = re.compile(r"[。；！？：:]$|…|^[●—（(]|^[^\u3400-\u9fff]*$")
# （2019年8月28日某市第十六届人民代表大会常务委员会第二十一次会议通过）
_ADOPTED = re.compile(r"[（(][^（）()]*(?:通过|批准|修订|修正)[）)]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_SIGNER = re.compile(r"\s*签\s*发\s*人\s*[：:]")
_MASTHEAD = re.compile(r"[^，。；：]{2,40}文件")
_FORWARDING = re.compile(r"[^，。；：]{2,40}(?:转发|批转|印发)[^，。；：《》]{2,60}(?<![的知])")
_CHRONICLE = re.compile(r"【?.{0,30}大事记】?(?:\s*[（(]?\s*(?:\d{4}|[一二三四五六七八九〇○]{4})\s*年.{0,12})?")
_ISSUER_SUFFIX = (
    "人民政府办公厅|人民政府办公室|政府办公厅|政府办公室|人民政府|委员会|办事处|办公厅|办公室|国务院|委|厅|局|部|署|院|会|行"
    "|大学|中心|公司"
)
_ISSUER_LINE = re.compile(rf"[^\s，。；：]{{2,40}}(?:{_ISSUER_SUFFIX})$")


class Paragraph(NamedTuple):
    """A paragraph of the repaired text: where it stands, and its words."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Document:
    """A directive and what it consists of, in stretches of the repaired text.

    Attributes:
        number: 发文字号; empty where none is printed.
        heading: The paragraphs that print number and title, the number first.
        title: The paragraphs of the title, in order.
        body: All paragraphs after number and title, in order, annexes included.
        masthead: The paragraph 某省水利厅文件 above; empty where none is printed.
        adopted: The paragraph in brackets that tells who adopted it, and when; empty where none is printed.
        table: The paragraphs of the site's table above: 成文日期, 发文机关.
    """

    number: str
    heading: tuple[Paragraph, ...]
    title: tuple[Paragraph, ...]
    body: tuple[Paragraph, ...]
    masthead: tuple[Paragraph, ...] = ()
    adopted: tuple[Paragraph, ...] = ()
    table: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True)
class Segments:
    """A source cut up.

    Attributes:
        documents: In the order of the source.
        rest: Paragraphs outside every directive: masthead, contents, chronicle.
    """

    documents: tuple[Document, ...]
    rest: tuple[Paragraph, ...]


def segment(value: str) -> Segments:
    r"""Cut repaired text into directives and the rest.

    Args:
        value: Repaired text, one paragraph a line.

    >>> found = segment("某县人民政府\n关于放假的通知\n某政〔2020〕1号\n各镇：\n某县人民政府\n2020年1月1日\n")
    >>> [paragraph.words for paragraph in found.documents[0].title]
    ['某县人民政府', '关于放假的通知']
    """
    paragraphs = tuple(_paragraphs(value))
    headers = _without_listed(list(_headers(paragraphs)), paragraphs)
    ends = [header.start for header in headers[1:]] + [len(paragraphs)] * bool(headers)
    documents = []
    rest = list(paragraphs[: headers[0].start] if headers else paragraphs)
    for header, end in zip(headers, ends, strict=True):
        stop = _chronicle_start(paragraphs, header.end, end)
        documents.append(_document(paragraphs, header, stop))
        rest += paragraphs[stop:end]
    return Segments(tuple(_reunite(documents)), tuple(rest))


def _paragraphs(value: str) -> Iterator[Paragraph]:
    """One a line; a title with its number in brackets behind it makes two."""
    for match in _LINE.finditer(value):
        cut = _heading_cut(match.group())
        if cut is None:
            yield Paragraph(*match.span(), match.group())
            continue
        middle = match.start() + cut
        yield Paragraph(match.start(), middle, value[match.start() : middle])
        start = middle + len(value[middle : match.end()]) - len(value[middle : match.end()].lstrip())
        yield Paragraph(start, match.end(), value[start : match.end()])


def _heading_cut(words: str) -> int | None:
    """Where a line that prints a title and a number side by side is to be cut; None where it does not."""
    if opens_item(words):
        return None
    behind, before = title_before_number(words), number_before_title(words)
    if behind is not None and document_kind(squeezed(words[:behind])):
        return behind
    return before if before is not None and document_kind(squeezed(words[before:])) else None


class _Header(NamedTuple):
    """Indices of paragraphs: the header is ``start`` to ``end``.

    ``printed`` is where the number stands, if one is printed.
    """

    start: int
    number: str
    printed: int | None
    title: tuple[int, ...]
    end: int


def _headers(paragraphs: Sequence[Paragraph]) -> Iterator[_Header]:
    """Headers in order; a text without any is searched for a title alone."""
    floor = 0
    for index in range(len(paragraphs)):
        if index < floor:
            continue
        header = (
            _numbered(paragraphs, index, floor)
            or _order(paragraphs, index, floor)
            or _unnumbered(paragraphs, index, floor)
        )
        if header is not None:
            yield header
            floor = header.end
    if not floor and (header := _title_alone(paragraphs) or _body_alone(paragraphs)):
        yield header


def _without_listed(headers: Sequence[_Header], paragraphs: Sequence[Paragraph]) -> list[_Header]:
    """Headers without those that stand one right under another: such is a list of directives, not directives."""
    kept: list[_Header] = []
    for index, header in enumerate(headers):
        follows = index > 0 and headers[index - 1].end == header.start
        is_followed = index + 1 < len(headers) and header.end == headers[index + 1].start
        addressed = header.end < len(paragraphs) and is_addressees(paragraphs[header.end].words)
        if not is_followed and (not follows or addressed):
            kept.append(header)
    return kept


def _numbered(paragraphs: Sequence[Paragraph], index: int, floor: int) -> _Header | None:
    """The header whose number stands at ``index``."""
    number = number_line(paragraphs[index].words)
    if number is None:
        return None
    above = index
    while max(floor, index - _BETWEEN) < above and _stands_between(paragraphs[above - 1].words):
        above -= 1
    title = _title_above(paragraphs, above, floor) or _title_below(paragraphs, index)
    if not title and not _looks_like_header(paragraphs, index):
        return None
    indices = [index, *title]
    end = max(indices) + 1
    again = number_line(paragraphs[end].words) if end < len(paragraphs) else None
    if again is not None and again.number == number.number:
        end += 1  # printed at the head of the page and once more under the title
    return _Header(min(indices), number.number, index, title, end)


def _order(paragraphs: Sequence[Paragraph], index: int, floor: int) -> _Header | None:
    """The header of an order: 某市人民政府令 above 第148号."""
    number = order_number(paragraphs[index].words)
    if number is None or index <= floor:
        return None
    above = squeezed(paragraphs[index - 1].words)
    if not _ORDER_TITLE.fullmatch(above):
        return None
    first = index - 1
    while first > floor and is_issuer(squeezed(paragraphs[first - 1].words)):
        first -= 1
    title = tuple(range(first, index))
    issuers = "".join(squeezed(paragraphs[one].words) for one in title)
    return _Header(first, issuers + number, index, title, index + 1)


def _unnumbered(paragraphs: Sequence[Paragraph], index: int, floor: int) -> _Header | None:
    """The header of a title that stands right above addressees at ``index``."""
    if not is_addressees(paragraphs[index].words):
        return None
    title = _title_above(paragraphs, index, floor)
    if not title or not _is_letter(squeezed("".join(paragraphs[one].words for one in title))):
        return None
    return _titled(paragraphs, title, index, floor)


def _titled(paragraphs: Sequence[Paragraph], title: tuple[int, ...], end: int, floor: int) -> _Header:
    """The header of a title without a number of its own; the site's table above it may give one."""
    for index in range(title[0] - 1, max(floor, title[0] - _TABLE_LINES) - 1, -1):
        number = metadata_number(paragraphs[index].words)
        if number is not None:
            return _Header(title[0], number.number, index, title, end)
    return _Header(title[0], "", None, title, end)


def _title_alone(paragraphs: Sequence[Paragraph]) -> _Header | None:
    for index in range(1, len(paragraphs)):
        title = _title_above(paragraphs, index, 0)
        if title and _is_letter(squeezed("".join(paragraphs[one].words for one in title))):
            return _titled(paragraphs, title, index, 0)
    return None


def _body_alone(paragraphs: Sequence[Paragraph]) -> _Header | None:
    """A letter copied without its title, which the site's table may tell: it begins with those it is addressed to."""
    start = next((index for index, one in enumerate(paragraphs) if is_addressees(one.words)), None)
    if start is None:
        return None
    above = range(start - 1, max(0, start - _TABLE_LINES) - 1, -1)
    title = next((index for index in above if _title_in_table(paragraphs[index].words)), None)
    return _Header(start, "", None, (), start) if title is None else _titled(paragraphs, (title,), start, 0)


def _title_in_table(words: str) -> bool:
    place = metadata_title(words)
    return place is not None and _is_letter(squeezed(words[slice(*place)]))


_LETTER = re.compile(
    r"关于.*(?:通知|意见|决定|决议|通报|公告|通告|批复|复函|函|命令|令)(?:（[^（）]*）)?$"
    r"|[\u3400-\u9fff]{3,40}(?:任免(?:国家)?(?:机关)?(?:工作)?人员(?:名单)?|(?:任免|任职|免职|任命|免去)[^，。；：、]{0,8}名单)(?:（[^（）]*）)?$"
)


def _is_letter(title: str) -> bool:
    """Whether a title is that of an instrument that stands alone; 方案 and 办法 are mostly annexes."""
    return bool(_LETTER.search(title))


# 现将有关事项通知如下：, 为保护水源，决定：: they announce what follows.
_ANNOUNCES = re.compile(
    r"^(?:为了?|根据|按照|依照|依据|鉴于|现将|现就|现对|近年来|最近)|如下|(?:以下|下列)[^，。；：]{0,12}：$"
    r"|(?:决定|任命|免去|通知|通告|公告|批复|答复|意见|名单|修改|认为|要求|事项|强调|指出)[：:]$"
)


def is_announcement(words: str) -> bool:
    """Whether a paragraph that ends in a colon announces what follows, and addresses nobody.

    >>> is_announcement("现将有关事项通知如下："), is_announcement("各镇人民政府：")
    (True, False)
    """
    return bool(_ANNOUNCES.search(words)) or opens_item(words)


_ADDRESSEES = re.compile(
    r"[^。；：:]{2,200}(?:政府|委|办|局|厅|部|院|会|公司|集团|单位|部门|机构|企业|学校|高校|医院|组|室)[）)]?\s*[：:]$"
)


def is_addressees(words: str) -> bool:
    """Whether a paragraph names those to whom a directive is addressed.

    >>> is_addressees("各镇人民政府，县政府各部门："), is_addressees("现将有关事项通知如下：")
    (True, False)
    """
    addressed = words.endswith(("：", ":")) and _ADDRESSEES.fullmatch(words) is not None
    return addressed and row_role(words) is None and not opens_item(words)


def _looks_like_header(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """A number whose title is lost still heads a directive if it is addressed to someone."""
    following = paragraphs[index + 1].words if index + 1 < len(paragraphs) else ""
    return following.endswith(("：", ":")) and not row_role(following) and not is_announcement(following)


def _title_above(paragraphs: Sequence[Paragraph], anchor: int, floor: int) -> tuple[int, ...]:
    """Indices of the title right above a number or addressees; empty where none stands there.

    A site may print its own line between them: 来源：某县政府 发布时间：2020-01-01.
    """
    while anchor > floor and METADATA.match(paragraphs[anchor - 1].words):
        anchor -= 1
    first = anchor
    while first > max(floor, anchor - _TITLE_LINES) and _is_title_line(paragraphs, first - 1, anchor):
        first -= 1
        if _opens_title(paragraphs, first, floor):
            break
    title = tuple(range(first, anchor))
    return title if _is_title(paragraphs, title) else ()


def _title_below(paragraphs: Sequence[Paragraph], number: int) -> tuple[int, ...]:
    while number + 1 < len(paragraphs) and (
        not _HAN.search(paragraphs[number + 1].words) or _SIGNER.match(paragraphs[number + 1].words)
    ):
        number += 1  # a rule drawn under the number, or who signed
    last = number
    while last + 1 < min(len(paragraphs), number + 1 + _TITLE_LINES) and _is_title_line(paragraphs, last + 1, number):
        last += 1
        title = tuple(range(number + 1, last + 1))
        if _is_title(paragraphs, title):
            return title
    return ()


def _is_title_line(paragraphs: Sequence[Paragraph], index: int, number: int) -> bool:
    words = paragraphs[index].words
    if len(words) > _TITLE_LINE_LENGTH or _NOT_A_TITLE.search(words) or number_line(words) is not None:
        return False
    if opens_item(words) or find_date(words) is not None or parse_row(words) is not None or METADATA.match(words):
        return False
    # 某省人民政府 / 2017年3月15日 above is a signature, not the head of a title.
    return not (index + 1 < number and find_date(paragraphs[index + 1].words) is not None)


def _stands_between(words: str) -> bool:
    """Whether a paragraph may stand between title and number: who adopted it, or when the page was put up."""
    return is_adoption(words) or (bool(METADATA.match(words)) and metadata_number(words) is None)


def is_adoption(words: str) -> bool:
    """Whether a paragraph tells, in brackets, who adopted a directive.

    >>> is_adoption("（2019年8月28日某市人民代表大会常务委员会第二次会议通过）")
    True
    """
    return bool(_ADOPTED.fullmatch(words.strip()))


def _opens_title(paragraphs: Sequence[Paragraph], index: int, floor: int) -> bool:
    """Whether a title begins here: with its issuer, when no further issuer stands above (joint directives)."""
    words = paragraphs[index].words
    if not (is_issuer(words.partition(" ")[0]) or "关于" in words):
        return False
    above = paragraphs[index - 1].words if index > floor else ""
    if words.startswith("关于") and _FORWARDING.fullmatch(above.strip()):
        return False
    return not is_signature(above) and not (words.startswith("关于") and is_issuer(above.split()[-1] if above else ""))


def is_issuer(words: str) -> bool:
    """Whether a line is the name of one issuing body.

    >>> is_issuer("某省人民政府办公厅"), is_issuer("关于成立委员会")
    (True, False)
    """
    return bool(_ISSUER_LINE.fullmatch(words)) and "关于" not in words and is_body(words)


@cache
def _kind_end() -> re.Pattern[str]:
    return re.compile(rf"({alternation('document_kinds')})(?:（[^（）]{{1,12}}）)?$")


def document_kind(title: str) -> str:
    """文种: what the title of a directive ends in, perhaps with （试行） after it; empty where it ends in none.

    >>> document_kind("关于放假的紧急通知（试行）")
    '通知'
    """
    match = _kind_end().search(title)
    return (meaning("document_kinds", match.group(1)) or "") if match else ""


def _is_title(paragraphs: Sequence[Paragraph], title: Sequence[int]) -> bool:
    words = squeezed("".join(paragraphs[index].words for index in title))
    return bool(title) and not words.startswith("的") and bool(document_kind(words) or _is_letter(words))


def _chronicle_start(paragraphs: Sequence[Paragraph], start: int, end: int) -> int:
    """Where a chronicle ends the directive before it."""
    return next((index for index in range(start, end) if is_chronicle(paragraphs[index].words)), end)


def is_chronicle(words: str) -> bool:
    """Whether a line heads a chronicle.

    >>> is_chronicle("云岭省大事记（2021年3月）"), is_chronicle("编写大事记的通知")
    (True, False)
    """
    return "大事记" in words and _CHRONICLE.fullmatch(words) is not None


def _document(paragraphs: Sequence[Paragraph], header: _Header, end: int) -> Document:
    printed = [] if header.printed is None else [paragraphs[header.printed]]
    title = tuple(_without_label(paragraphs[index]) for index in header.title)
    above = paragraphs[header.start - 1] if header.start else None
    around = paragraphs[max(header.title, default=header.start) + 1 : header.end + 1]
    return Document(
        number=header.number,
        heading=(*printed, *title),
        title=title,
        body=tuple(paragraphs[header.end : end]),
        masthead=(above,) if above is not None and _MASTHEAD.fullmatch(squeezed(above.words)) else (),
        adopted=tuple(one for one in around if is_adoption(one.words))[:1],
        table=tuple(_table_above(paragraphs, header)),
    )


def _table_above(paragraphs: Sequence[Paragraph], header: _Header) -> Iterator[Paragraph]:
    """The lines of the site's table in a header and right above it."""
    first = header.start
    while first > max(0, header.start - _TABLE_LINES) and METADATA.match(paragraphs[first - 1].words):
        first -= 1
    yield from (one for one in paragraphs[first : header.end] if METADATA.match(one.words))


# What the name of no issuer consists of alone, so that a scan has cut it from what stands before.
_PART_OF_ISSUER = re.compile(r"(?:人民)?(?:政府)?(?:办公厅|办公室)|人民政府|委员会|[厅局委办部]")


def _without_label(paragraph: Paragraph) -> Paragraph:
    """A title as it stands, or as the site's table prints it behind a label."""
    place = metadata_title(paragraph.words)
    if place is None:
        return paragraph
    start, end = place
    return Paragraph(paragraph.start + start, paragraph.start + end, paragraph.words[start:end])


class Closing(NamedTuple):
    """A signature and date.

    Attributes:
        issuers: Names signed, in order.
        date: ISO 8601.
        end: Index in the body of the paragraph after the date.
    """

    issuers: tuple[str, ...]
    date: str
    end: int


def closings(body: Sequence[Paragraph]) -> Iterator[Closing]:
    """Signatures with their dates, in order: names of bodies alone on lines above a line that is a date alone."""
    for index, paragraph in enumerate(body):
        date = find_date(paragraph.words)
        if date is None or paragraph.words.rstrip().endswith("印发"):
            continue  # 某省水利厅办公室　2009年4月29日印发 tells who printed it
        first = index
        while first and is_signature(body[first - 1].words):
            first -= 1
        words = [word for one in body[first:index] for word in signature_names(one.words)]
        same_line = paragraph.words[: date.start].split()
        issuers = tuple(squeezed(word) for word in [*words, *same_line])
        if issuers and all(map(is_body, issuers)) and not paragraph.words.startswith(("（", "(")):
            yield Closing(issuers, date.iso, index + 1)


def is_signature(words: str) -> bool:
    """Whether a line holds names of bodies alone."""
    return bool(words) and all(map(is_issuer, signature_names(words)))


def signature_names(words: str) -> list[str]:
    """The names on a line of a signature; one whose characters are spread over the line is put together.

    >>> signature_names("水　利　部"), signature_names("发展改革委  水利部")
    (['水利部'], ['发展改革委', '水利部'])
    >>> signature_names("某省 人民政府"), signature_names("某省人民政府 办公厅")
    (['某省人民政府'], ['某省人民政府办公厅'])
    """
    parts = words.split()
    if all(len(part) == 1 for part in parts):
        return ["".join(parts)]
    names: list[str] = []
    for part in parts:
        if names and (_PART_OF_ISSUER.fullmatch(part) or not is_issuer(names[-1])):
            names[-1] += part
        else:
            names.append(part)
    return names


def _reunite(documents: Sequence[Document]) -> Iterator[Document]:
    """Give back to a directive what follows the one printed in its middle."""
    pending = list(documents)
    index = 0
    while index < len(pending):
        document = pending[index]
        inner = pending[index + 1] if index + 1 < len(pending) else None
        cut = None if inner is None else _host_goes_on(document, inner)
        if inner is not None and cut is not None:
            document = replace(document, body=(*document.body, *inner.body[cut:]))
            pending[index + 1] = replace(inner, body=inner.body[:cut])
        yield document
        index += 1


def _host_goes_on(host: Document, inner: Document) -> int | None:
    """Where in the inner directive's body its host goes on; None where it does not.

    The host is not signed before the inner one begins, and after the inner one's own signature comes the host's.
    """
    if next(closings(host.body), None) is not None:
        return None
    signed = list(closings(inner.body))
    title = squeezed("".join(paragraph.words for paragraph in host.title))
    if len(signed) < 2 or not title.startswith(signed[-1].issuers[0]):
        return None
    # 政府办公厅 begins with 政府: the first signature must not be the host's own.
    return signed[0].end if signed[0].issuers != signed[-1].issuers or _rows_follow(inner, signed[0].end) else None


def _rows_follow(document: Document, index: int) -> bool:
    """Whether the text goes on with rows of a list, which no annex begins with."""
    return index < len(document.body) and parse_row(document.body[index].words) is not None
