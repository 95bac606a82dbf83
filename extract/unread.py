"""What looks like a statement and nothing read: the gaps that are left when all components have passed.

    （县水利局、加强督查，按职责牵头）       a bracket that gives a part, outside every directive
    某政〔2020〕12345号                 a number that is none
    责任单位　任务　时限                 a table of tasks
    3日和7日 检查防汛工作。              a day of the chronicle that was not read

Every cue looks at the repaired text of each directive, and at the text outside all of them, and proposes places; a
place that a fact or an earlier gap states already is passed over. What counts as stated differs from cue to cue: a
bracket inside a duty gives a part of its own, so the duty does not cover it.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from ..ontology.model import Fact, Gap
from ..ontology.vocabulary import alternation, entries, meaning
from .appointments import is_personnel
from .bodies import split_bodies
from .chronicle import is_period
from .directives import document_key
from .dissolutions import speaks_of_end
from .evidence import Printed
from .grids import TASKS, head_kind
from .labels import find_label
from .numbers import PrintedNumber, find_numbers
from .printed import squeezed
from .rows import BODIES_END_IN, ends_post, is_body, is_name, opens_name, parse_row, row_role
from .segment import Paragraph, Segments, is_addressees, is_chronicle
from .statements import LONG_BRACKET, find_brackets, find_labelled

UNREAD = "unread."
"""What the rules of these gaps begin with."""

_LONGEST_SUBJECT = 80
"""A verb that stands further from the head of its clause, or from 由, has no list of bodies for its subject."""

_LONGEST_HEADER = 80
"""A line that heads the columns of a table has no more characters."""

_LONGEST_ROW = 60
"""A line of a member list that could not be read has no more characters; a longer one is a sentence."""

_MAY_BE_NUMBER = re.compile(r"[〔［\[【（令]\s*[\d第]")
_MUST = re.compile("|".join(f"{cue}(?<=[{BODIES_END_IN}]{cue})" for cue in ("要", "应", "须", "必须")))
"""A cue right after what may be a body."""

_CLAUSE = re.compile(r"[^，。；：！？\n]+")
_COLUMNS = re.compile(r"[|｜\s]+")
_LEAD_IN = re.compile(r"[\s—★●-]*(?:(?:其中|同时|并|另外|此外|原则上|[一二三四五六七八九十]是)+[，：]?)?\s*")
_BY = re.compile(r"(?<![理来事缘自不])由(?!此|于)")
_BY_ONE = re.compile(
    rf"{_BY.pattern}(?P<body>(?:[省市州县区]|国家|国务院|自治区|[\u3400-\u9fff]{{2,4}}[省市州县])[\u3400-\u9fff、]{{0,30}}?"
    r"(?:[厅局委办院]|政府|部门|机构|中心))"
)
_HOW = re.compile(
    r"(?:按[^，按]{1,16})?+"
    r"(?:必须|应当|[要应须将可]|共同|分别|联合|统一|具体|积极|密切|主动|切实|认真|依法|及时|全面|直接)*+$"
)
_JOINED = re.compile(r"[\u3400-\u9fff、（）]{2,40}?(?:[厅局委办院行会]|部(?!门))")
_TOLD = re.compile(
    r"[\s—★●-]*(?:(?:其中|同时|并|另外|此外)[，：]?)?(?P<body>[^，。；：、\s]{3,30}?)(?:必须|应当|[要应须])(?!求|急|用|有)"
)
_ONE_BODY = re.compile(r"国家|国务院|中央|[\u3400-\u9fff]{0,4}[省市州县区旗盟]")
_MANY = re.compile(r"各|有关|相关|部门|单位|机构|级|所在")
_AND = re.compile(r"和|及其|及|或者?|与|以及")
_IN_NO_SUBJECT = re.compile(
    r"[了将把对并但是每使让为谁不]|支持|鼓励|引导|推动|设立|成立|明确|实行|督促|监督|要求|加强|开展|进行|的(?!部门|单位|机构)|“|”|《|》"
)
_NAME = re.compile(r"[\u3400-\u9fff](?:[ 　]?[\u3400-\u9fff]){1,3}?(?=同志|[为的任、，]|担任|兼任)")
_TAKES_POST = re.compile(r"[^，。；]{2,12}?(?:同志)?(?:为|担任|兼任|任)(?!期|职|何|免)")


class _Place(NamedTuple):
    """A stretch of the repaired text that looks like a statement.

    ``anchor`` is the place in it that a fact must hold to have read it.
    """

    start: int
    end: int
    anchor: int
    rule: str


@dataclass(frozen=True, slots=True)
class _Region:
    """Paragraphs that belong together: a directive's, or all outside directives.

    Attributes:
        paragraphs: In order.
        key: What facts call the directive; empty outside every directive.
        numbers: Numbers that stand here as names of the directives of this source, not as citations.
        personnel: Whether it is a directive about appointments.
    """

    paragraphs: tuple[Paragraph, ...]
    key: str
    numbers: frozenset[str]
    personnel: bool


class Stated:
    """The places of a source that facts state, by the kind of fact.

    Built in one sweep over the spans; a question is answered by bisection.
    """

    def __init__(self, facts: Iterable[Fact], page: Printed) -> None:
        self._page = page
        spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for fact in facts:
            spans[fact.kind] += ((span.start, span.end) for span in fact.spans)
        self._starts = {kind: sorted(start for start, _ in found) for kind, found in spans.items()}
        self._merged = {kind: _merged(found) for kind, found in spans.items()}

    def holds(self, place: int, kinds: Collection[str]) -> bool:
        """Whether a fact of these kinds holds the character at ``place`` of the repaired text."""
        at = self._source(place)
        return any(_is_inside(at, self._merged[kind]) for kind in kinds if kind in self._merged)

    def begins(self, start: int, end: int, kinds: Collection[str]) -> bool:
        """Whether a fact of these kinds begins at one of the characters ``start`` to ``end`` of the repaired text."""
        pieces = self._page.repaired.sources(start, end)
        return any(
            bisect_left(self._starts[kind], piece.start) < bisect_left(self._starts[kind], piece.end)
            for kind in kinds
            if kind in self._starts
            for piece in pieces
        )

    def _source(self, place: int) -> int:
        return self._page.repaired.sources(place, place + 1)[0].start


def _merged(spans: Iterable[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Starts and ends of the stretches that spans cover together, ascending."""
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted(spans):
        if ends and start <= ends[-1]:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)
    return starts, ends


def _is_inside(place: int, merged: tuple[list[int], list[int]]) -> bool:
    starts, ends = merged
    index = bisect_right(starts, place) - 1
    return index >= 0 and place < ends[index]


def find_unread(segments: Segments, facts: Sequence[Fact], page: Printed) -> Iterator[Gap]:
    """What looks like a statement and is stated by none of the facts, region by region.

    Args:
        segments: The source cut up.
        facts: All that was read out of it, gaps included.
        page: The source beside its repaired text.
    """
    stated = Stated(facts, page)
    for region in _regions(segments):
        places = sorted(place for cue in _CUES for place in cue(region, stated))
        yield from (_gap(place, region, page) for place in _apart(places))


def _regions(segments: Segments) -> Iterator[_Region]:
    for document in segments.documents:
        key = document_key(document)
        yield _Region(document.body, key, frozenset({document.number}), is_personnel(document))
    numbers = frozenset(document.number for document in segments.documents)
    yield _Region(segments.rest, "", numbers, personnel=False)


def _apart(places: Iterable[_Place]) -> Iterator[_Place]:
    """Of places that overlap, the first."""
    end = -1
    for place in places:
        if place.start >= end:
            yield place
            end = place.end


REASONS = {
    "number": "what looks like the number of a directive cannot be read as one",
    "outside": "the number of a directive stands outside every directive that was read",
    "bracket": "a bracket speaks of parts in a task, but nothing was read from it",
    "label": "a label promises a list of bodies or persons, but nothing was read after it",
    "appointment": "somebody seems to be appointed or dismissed here, but this was not read",
    "table": "a table names the bodies that answer for tasks, but its rows were not read",
    "row": "a line looks like one of a member list, but no member was read from it",
    "prose": "a sentence seems to give a body a part, but which body and which part is not sure",
    "duty": "a sentence tells a named body what to do, but this was not read as its duty",
    "chronicle": "this stands in a chronicle, but under no day that was read",
    "dissolution": "a group seems to be dissolved, merged or renamed here, but outside every directive that was read",
    "addressees": "a line names addressees as a directive does, but no directive was found there",
}
"""Why a place is listed, by the last word of the rule that found it."""


def _gap(place: _Place, region: _Region, page: Printed) -> Gap:
    return Gap(
        spans=page.spans((place.start, place.end)),
        rule=f"{UNREAD}{place.rule}",
        directive=region.key,
        reason=REASONS[place.rule],
    )


@cache
def _words(cue: str) -> re.Pattern[str]:
    return re.compile("|".join(entry.pattern for entry in entries("unread_cues") if entry.means == cue))


# The cues: each proposes the places of a region that look like statements of one form.

_WHOLE = ("gap", "event")
"""What covers a place whatever it looks like: who reads an event or a gap sees all that it holds."""


def _numbers(region: _Region, stated: Stated) -> Iterator[_Place]:
    """〔2020〕12345号, and numbers outside every directive."""
    for paragraph in region.paragraphs:
        if not _MAY_BE_NUMBER.search(paragraph.words):
            continue
        unread = [
            match
            for match in _words("number").finditer(paragraph.words)
            if not stated.holds(paragraph.start + match.start(), (*_WHOLE, "directive", "citation"))
        ]
        for match, number in _beside(unread, find_numbers(paragraph.words) if unread else ()):
            known = match.group() if number is None else number.number
            if known in region.numbers or (number is None and any(one.endswith(known) for one in region.numbers)):
                continue
            start = number.start if number is not None else match.start()
            end = number.end if number is not None else match.end()
            rule = "number" if number is None else "outside"
            yield _Place(paragraph.start + start, paragraph.start + end, paragraph.start + start, rule)


def _beside(
    matches: Iterable[re.Match[str]], numbers: Sequence[PrintedNumber]
) -> Iterator[tuple[re.Match[str], PrintedNumber | None]]:
    """Each match with the number that it is part of, if it is part of one; both are ascending."""
    starts = [number.start for number in numbers]
    for match in matches:
        index = bisect_right(starts, match.start()) - 1
        number = numbers[index] if index >= 0 and match.start() < numbers[index].end else None
        yield match, number


def _brackets(region: _Region, stated: Stated) -> Iterator[_Place]:
    """（…牵头…）: a duty or a task that holds the bracket has not read it."""
    for paragraph in region.paragraphs:
        for bracket in find_brackets(paragraph.words):
            cue = _words("bracket").search(paragraph.words, bracket.start, bracket.end)
            if cue and not stated.holds(paragraph.start + cue.start(), (*_WHOLE, "assignment", "member", "group")):
                start, end = (paragraph.start + place for place in bracket)
                yield _Place(start, end, start, "bracket")


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation('body_labels')}|{alternation('person_labels')})：(?=\s*[^\s。])")


def _labels(region: _Region, stated: Stated) -> Iterator[_Place]:
    """责任单位： and what follows up to the end of the sentence."""
    for paragraph in region.paragraphs:
        position = 0
        while match := find_labelled(_label(), paragraph.words, position):
            position = match.end()
            anchor = paragraph.start + match.start()
            if stated.holds(anchor, (*_WHOLE, "assignment", "member", "group")):
                continue
            stop = paragraph.words.find("。", position)
            position = stop if stop >= 0 else len(paragraph.words)
            yield _Place(anchor, paragraph.start + position, anchor, "label")


def _appointments(region: _Region, stated: Stated) -> Iterator[_Place]:
    """任命张三为…: in a directive about personnel any clause of that kind, elsewhere one that names somebody."""
    for paragraph in region.paragraphs:
        if not region.personnel and not _words("appointment").search(paragraph.words):
            continue
        for clause in _CLAUSE.finditer(paragraph.words):
            anchor = _appointing(clause, personnel=region.personnel)
            if anchor is None or stated.holds(paragraph.start + anchor, (*_WHOLE, "appointment", "member")):
                continue
            yield _Place(
                paragraph.start + clause.start(),
                paragraph.start + clause.end(),
                paragraph.start + anchor,
                "appointment",
            )


def _appointing(clause: re.Match[str], *, personnel: bool) -> int | None:
    """Where in the paragraph a clause appoints or dismisses somebody; None where it does not."""
    for verb in _words("appointment").finditer(clause.string, clause.start(), clause.end()):
        if _names_somebody(clause.string, verb.end(), clause.end()):
            return verb.start()
    if not personnel:
        return None
    label = find_label(clause.group())
    start = clause.start() + (label.end if label else 0)
    takes = _TAKES_POST.match(clause.string, start, clause.end())
    named = takes is not None and _names_somebody(clause.string, start, clause.end())
    return start if named and ends_post(clause.group().removesuffix("职务")) else None


def _names_somebody(words: str, start: int, end: int) -> bool:
    """Whether a person's name stands at ``start``, told by surname and by what follows it."""
    name = _NAME.match(words, start, end)
    return name is not None and is_name(squeezed(name.group())) and opens_name(name.group())


def _tables(region: _Region, stated: Stated) -> Iterator[_Place]:
    """A line that heads columns, one of them 责任单位, with its rows; where some are read, those that are not."""
    above = 0
    for index, header in enumerate(region.paragraphs):
        if index < above or not _heads_columns(header.words):
            continue
        rows = list(_rows_below(region.paragraphs, index))
        above = index + 1 + len(rows)
        yield from _unread_rows(header, rows, stated)


def _unread_rows(header: Paragraph, rows: Sequence[Paragraph], stated: Stated) -> Iterator[_Place]:
    """The whole table where no row of it was read, else the rows that name bodies and were not read."""
    unread = [row for row in rows if not stated.begins(row.start, row.end, (*_WHOLE, "assignment"))]
    if len(unread) < len(rows):
        yield from (_Place(row.start, row.end, row.start, "table") for row in unread if _names_bodies(row.words))
    elif not stated.holds(header.start, (*_WHOLE, "assignment", "directive")):
        yield _Place(header.start, rows[-1].end if rows else header.end, header.start, "table")


def _heads_columns(words: str) -> bool:
    if len(words) > _LONGEST_HEADER or not _COLUMNS.search(words) or not (_has_label(words) or _UNITS.search(words)):
        return False
    cells = [cell for cell in _COLUMNS.split(words) if cell]
    if len(cells) < 2 or "。" in words:
        return False
    labelled = any(meaning("body_labels", cell) is not None for cell in cells)
    return labelled or (any(map(_UNITS.search, cells)) and any(head_kind(cell) in TASKS for cell in cells))


_UNITS = re.compile("单位|部门")


@cache
def _body_label() -> re.Pattern[str]:
    return re.compile(alternation("body_labels"))


def _has_label(words: str) -> bool:
    return _body_label().search(words) is not None


def _rows_below(paragraphs: Sequence[Paragraph], header: int) -> Iterator[Paragraph]:
    for row in paragraphs[header + 1 :]:
        if not _COLUMNS.search(row.words.strip()):
            return
        yield row


def _names_bodies(words: str) -> bool:
    cells = (split_bodies(cell) for cell in _COLUMNS.split(words) if cell)
    return any(bodies and all(map(is_body, bodies)) for bodies in cells)


_SEATED = (*_WHOLE, "member", "group", "appointment", "directive")


def _rows(region: _Region, stated: Stated) -> Iterator[_Place]:
    """组长： and names, or a line right under a member that begins with a name and ends with a post."""
    under_seat = False
    for paragraph in region.paragraphs:
        if not (under_seat or _may_be_row(paragraph.words)):
            continue
        seated = any(stated.holds(place, _SEATED) for place in _places_of_persons(paragraph))
        looks_seated = _has_role(paragraph.words) or (under_seat and _is_seat(paragraph.words))
        if not seated and looks_seated and not _is_bare_role(paragraph.words):
            yield _Place(paragraph.start, paragraph.end, paragraph.start, "row")
        under_seat = seated or looks_seated


def _may_be_row(words: str) -> bool:
    return len(words) <= _LONGEST_ROW and (_has_role(words) or parse_row(words) is not None)


def _places_of_persons(paragraph: Paragraph) -> Iterator[int]:
    """Where in the repaired text the names of a row stand; of a line that is none, its first and last character."""
    row = parse_row(paragraph.words)
    if row is None or not row.cells:
        yield paragraph.start
        yield paragraph.start + len(paragraph.words.rstrip()) - 1
        return
    yield from (paragraph.start + cell.name[0].start for cell in row.cells)


def _is_bare_role(words: str) -> bool:
    """Whether a line is a role alone, with those who have it on the next lines."""
    row = parse_row(words)
    return row is not None and not row.cells


def _has_role(words: str) -> bool:
    return row_role(words) is not None


def _is_seat(words: str) -> bool:
    """Whether a line begins with a surname and ends as a post does."""
    return find_label(words) is None and opens_name(words) and ends_post(squeezed(words))


def _chronicles(region: _Region, stated: Stated) -> Iterator[_Place]:
    """What stands under 大事记 and in no item."""
    inside = False
    for paragraph in region.paragraphs:
        if is_chronicle(paragraph.words):
            inside = True
        elif (
            inside
            and not is_period(paragraph.words)
            and not stated.holds(paragraph.start, (*_WHOLE, "member", "group"))
        ):
            yield _Place(paragraph.start, paragraph.end, paragraph.start, "chronicle")


def _addressees(region: _Region, stated: Stated) -> Iterator[_Place]:
    """各镇人民政府： outside every directive."""
    for paragraph in region.paragraphs if not region.key else ():
        if is_addressees(paragraph.words) and not stated.holds(paragraph.start, _SEATED):
            yield _Place(paragraph.start, paragraph.end, paragraph.start, "addressees")


def _dissolutions(region: _Region, stated: Stated) -> Iterator[_Place]:
    """撤销某省某领导小组 outside every directive."""
    for paragraph in region.paragraphs if not region.key else ():
        for start, end in speaks_of_end(paragraph.words):
            start, end = paragraph.start + start, paragraph.start + end
            if not stated.holds(start, _WHOLE):
                yield _Place(start, end, start, "dissolution")


def _prose(region: _Region, stated: Stated) -> Iterator[_Place]:
    """由某局负责, 某局牵头, 会同某局: a clause counts as read where an assignment or a duty begins in it."""
    for paragraph in region.paragraphs:
        if "由" in paragraph.words:
            yield from _by_somebody(paragraph, stated)
        if not _words("prose").search(paragraph.words):
            continue
        for start, end, verb in _parting_clauses(paragraph.words):
            start, end, verb = paragraph.start + start, paragraph.start + end, paragraph.start + verb
            read = stated.begins(start, verb + 1, ("assignment", "duty", "member"))
            if not read and not stated.holds(verb, (*_WHOLE, "appointment")):
                yield _Place(start, end, verb, "prose")


def _by_somebody(paragraph: Paragraph, stated: Stated) -> Iterator[_Place]:
    """由某省某局 before whatever verb, in a clause of which nothing was read."""
    for clause in _CLAUSE.finditer(_without_long_brackets(paragraph.words)):
        by = _BY_ONE.search(clause.group())
        if by is None or not _is_somebody(by["body"]):
            continue
        start, end = paragraph.start + clause.start(), paragraph.start + clause.end()
        anchor = start + by.start()
        read = stated.begins(start, end, ("assignment", "duty", "member"))
        if not read and not stated.holds(anchor, (*_WHOLE, "appointment")):
            yield _Place(start, end, anchor, "prose")


def _duties(region: _Region, stated: Stated) -> Iterator[_Place]:
    """某省某局要…: what one named body is told to do, and no component read as its duty."""
    for paragraph in region.paragraphs:
        if not _MUST.search(paragraph.words):
            continue
        for clause in _CLAUSE.finditer(paragraph.words):
            told = _TOLD.match(clause.group()) if _MUST.search(paragraph.words, *clause.span()) else None
            if told is None or not _is_one(told["body"]):
                continue
            start, end = paragraph.start + clause.start(), paragraph.start + clause.end()
            read = stated.begins(start, start + told.end(), ("assignment", "duty", "member"))
            if not read and not stated.holds(start + told.start("body"), (*_WHOLE, "appointment", "assignment")):
                yield _Place(start, end, start, "duty")


def _is_one(words: str) -> bool:
    """Whether words name one body, of a place or of the centre."""
    return bool(_ONE_BODY.match(words)) and _is_somebody(words) and not _MANY.search(words)


def _parting_clauses(words: str) -> Iterator[tuple[int, int, int]]:
    """Clauses that give a body a part: where each begins and ends, and where its verb stands."""
    text = _without_long_brackets(words)
    label = find_label(text)
    start = label.end if label else 0
    clauses = _CLAUSE.finditer(text, start)
    clause = next(clauses, None)
    told = -1
    for verb in _words("prose").finditer(text, start):
        while clause is not None and clause.end() <= verb.start():
            clause = next(clauses, None)
        if clause is not None and clause.start() != told and _gives_part(clause, verb):
            told = clause.start()
            yield clause.start(), clause.end(), verb.start()


def _without_long_brackets(words: str) -> str:
    """The same length, with 。 for what stands in brackets that are statements of their own."""
    pieces: list[str] = []
    position = 0
    for start, end in find_brackets(words):
        masked = end - start > LONG_BRACKET
        pieces += [words[position:start], "。" * (end - start) if masked else words[start:end]]
        position = end
    return "".join([*pieces, words[position:]])


def _gives_part(clause: re.Match[str], verb: re.Match[str]) -> bool:
    """Whether the verb of a clause has somebody in particular for its subject, or joins such a body to it."""
    subject = _subject(clause, verb)
    if subject is None:
        return False
    if _is_somebody(subject):
        return True
    joined = _JOINED.match(clause.string, verb.end(), clause.end()) if verb.group() == "会同" else None
    return joined is not None and (not subject or is_body(subject)) and _is_somebody(joined.group())


def _subject(clause: re.Match[str], verb: re.Match[str]) -> str | None:
    """What stands before a verb, from 由 or from the head of the clause; None where that is too far away."""
    words = clause.string
    nearest = max(clause.start(), verb.start() - _LONGEST_SUBJECT)
    begin = max((match.end() for match in _BY.finditer(words, nearest, verb.start())), default=clause.start())
    if begin < nearest:
        return None
    lead = _LEAD_IN.match(words, begin, verb.start())
    return _HOW.sub("", words[lead.end() if lead else begin : verb.start()].strip())


def _is_somebody(words: str) -> bool:
    """Whether words are a list of bodies, one of which is not everybody."""
    if not words or _IN_NO_SUBJECT.search(words):
        return False
    bodies = [body for piece in _AND.split(words) for body in split_bodies(piece)]
    named = [body for body in bodies if not _words("everybody").fullmatch(body)]
    return bool(named) and is_body(bodies[-1]) and all(map(is_body, named))


_CUES: tuple[Callable[[_Region, Stated], Iterator[_Place]], ...] = (
    _numbers,
    _brackets,
    _labels,
    _appointments,
    _tables,
    _rows,
    _chronicles,
    _addressees,
    _dissolutions,
    _prose,
    _duties,
)
