"""Facts in tables: who has which task, and who sits on a group.

A row whose words are not all understood is a gap, as a statement is; an empty cell is taken for nothing but empty.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ..ontology.model import Assignment, AssignmentRole, Gap, Task
from ..ontology.vocabulary import meaning
from .bodies import all_bodies, split_bodies
from .directives import document_key
from .evidence import Printed
from .grids import BODIES, LINES_OF_A_ROW, TASKS, Cell, Grid, GridRow, counted, find_grids
from .labels import find_label
from .people import ENDS_SEAT
from .printed import printed, squeezed
from .rows import ends_post, has_surname, is_body, is_name, is_role, is_whole_post, parse_row
from .segment import Document, Paragraph
from .statements import Convention, Part, cell_parts, find_convention
from .tasks import heading, printed_label
from .text import Stretch

TableFact = Task | Assignment | Gap

_EMPTY = re.compile(r"[\s/／\\—–\-─－·*.]*|无|同上")
_NOTE_LINES = 3
"""A note under a table stands within so many paragraphs."""

_OTHER_LIST = re.compile(r"(?:名单|名册|一览表|登记表|统计表|信息表|联系表|汇总表)$")
_OF_A_GROUP = re.compile(r"组成|成员|组$|小组|委员会|指挥部")
_HEADS_BODIES = re.compile("(?:单位|部门|机构|主体)(?:（[^（）]*）)?$")
_LEVEL = re.compile(r"[省市县区州盟旗镇乡各]|国[家务]|自治区|中[央国]|全国")
# 市水利局市财政局: two names that nothing parts.
_GLUED = re.compile(
    r"(?:厅|局|委员会|办公室|支队|集团|公司)(?=[省市县区州](?!场)[^、，；]{1,12}(?:厅|局|委|办|院|公司|集团|支队)$)"
)
_NAME = re.compile(r"[\u3400-\u9fff“][\u3400-\u9fffA-Za-z0-9（）、·“”]+")
# 各责任单位 are bodies; 责任单位 alone, or behind what a cut column left, heads a column.
_HEAD_AT_END = re.compile(r"(?<!各)(?:责任|牵头|负责|配合|参加|协办|主办|落实)(?:单位|部门)$")
_ROLE_IN_BRACKET = re.compile(r"（(?P<role>牵头|主办|配合|协办|参加|责任|负责)(?:单位|部门)?）")
_LIST_END = re.compile(r"[、，；,;（]$")
_OPEN_LIST = re.compile(r"[、，；：,;:（。]$")
_ENDS_CLAUSE = re.compile(r"(?:牵头|负责|配合|参加|落实)$")
_LIST_START = re.compile(r"^[、，；,;）]")
_OPEN_END = re.compile(r"[，、,（(《“的为和与及将在对以由并或把从向于按]$")
_ROLES: Mapping[str, AssignmentRole] = {"lead": "lead", "support": "support", "responsible": "responsible"}
_ONLY_ROLE = re.compile("成员|组员|[^组]{0,4}组长|[^指]{0,4}指挥长?|[^召]{0,4}召集人")
_ASIDE = re.compile(r"（(?:[男女]|[\u3400-\u9fff]{1,5}族)(?:[，、](?:[男女]|[\u3400-\u9fff]{1,5}族))*）|同志$")


@dataclass(frozen=True, slots=True)
class Seat:
    """A person in a table of members: where name and posts stand in the repaired text.

    Attributes:
        role: As the row prints it, without blanks; empty where the role of the row above goes on.
        name: Where the name stands.
        posts: Where the posts stand.
    """

    role: str
    name: tuple[Stretch, ...]
    posts: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Tables:
    """What the tables of a directive state.

    Attributes:
        facts: Tasks, assignments and gaps, in order.
        seats: The persons of tables of members, by where the paragraph of their row begins; rows go to the group that
            the text around them names. A paragraph of such a table that seats nobody has None.
        paragraphs: Where the paragraphs begin that tables of tasks are made of.
    """

    facts: tuple[TableFact, ...]
    seats: Mapping[int, Seat | None]
    paragraphs: frozenset[int]


def find_tables(document: Document, page: Printed) -> Tables:
    """What the tables of a directive state."""
    facts: list[TableFact] = []
    seats: dict[int, Seat | None] = {}
    paragraphs: set[int] = set()
    body = document.body
    for grid in find_grids([paragraph.words for paragraph in body]):
        table = _Table(document, grid, page)
        if grid.assigns:
            facts += table.assignments()
            if any(kind in ("other", "unit") and _HEADS_BODIES.search(head) for head, kind in table.columns):
                facts.append(
                    table.gap(grid.header[:1], "a column of a table names bodies, but in which part is not known")
                )
            paragraphs |= {body[line].start for line in grid.lines}
        elif grid.seats:
            seats |= table.seats()
            facts += table.gaps
        elif "money" not in grid.kinds:
            facts.append(table.gap(grid.header[:1], "a table names bodies, but of which tasks is not told"))
            paragraphs |= {body[line].start for line in grid.lines}
    return Tables(tuple(facts), _seats_on_lines(body) | seats, frozenset(paragraphs))


def _seats_on_lines(body: Sequence[Paragraph]) -> dict[int, Seat | None]:
    """Persons under a role that stands alone, names and posts each on a line: the cells of a table without header."""
    seats: dict[int, Seat | None] = {}
    for index, paragraph in enumerate(body):
        role = parse_row(paragraph.words) if paragraph.words.rstrip().endswith("：") else None
        if role is None or role.cells:
            continue
        for at in range(index + 1, len(body) - 1, 2):
            name, post = body[at], body[at + 1]
            if not (has_surname(name.words.strip()) and _are_posts(post.words.strip())):
                break
            seats[name.start] = Seat("", (Stretch(name.start, name.end),), (Stretch(post.start, post.end),))
            seats[post.start] = None
    return seats


def _are_posts(words: str) -> bool:
    return all(map(is_whole_post, re.split("[、，]", squeezed(words))))


def without_tables(document: Document, tables: Tables) -> Document:
    """A document without its tables of tasks, for those who read lists and running text."""
    kept = (paragraph for paragraph in document.body if paragraph.start not in tables.paragraphs)
    return replace(document, body=tuple(kept)) if tables.paragraphs else document


class _Table:
    """A table in its document."""

    def __init__(self, document: Document, grid: Grid, page: Printed) -> None:
        self.key = document_key(document)
        self.body = document.body
        self.grid = grid
        self.page = page
        self.gaps: list[Gap] = []

    @property
    def columns(self) -> Iterator[tuple[str, str]]:
        """The heading of each column, and what stands in it."""
        return zip(self.grid.heads, self.grid.kinds, strict=True)

    # Words and places

    def stretches(self, cell: Cell) -> tuple[Stretch, ...]:
        """Where a cell stands in the repaired text."""
        return tuple(Stretch(self.body[p.line].start + p.start, self.body[p.line].start + p.end) for p in cell)

    def pieces(self, cell: Cell) -> list[str]:
        """What a cell prints, line by line."""
        return [self.body[piece.line].words[piece.start : piece.end] for piece in cell]

    def words(self, cell: Cell) -> str:
        """What a cell prints; empty where a dash says so."""
        words = printed("".join(self.pieces(cell)))
        return "" if _EMPTY.fullmatch(words) else words

    def lines(self, lines: Sequence[int]) -> list[Stretch]:
        """Where lines stand in the repaired text."""
        return [Stretch(self.body[line].start, self.body[line].end) for line in lines]

    def gap(self, lines: Sequence[int], reason: str, rule: str = "tables.assignment") -> Gap:
        """What was not read."""
        return Gap(spans=self.page.spans(*self.lines(lines)), rule=rule, directive=self.key, reason=reason)

    def cells(self, row: GridRow, *kinds: str) -> list[Cell]:
        """The cells of a row that stand in columns of some kinds, in order."""
        return [cell for cell, kind in zip(row.cells, self.grid.kinds, strict=True) if kind in kinds]

    def first(self, row: GridRow, kind: str) -> str:
        """What a row prints in the first column of a kind."""
        return next((self.words(cell) for cell in self.cells(row, kind)), "")

    # Tasks

    def assignments(self) -> Iterator[TableFact]:
        """The tasks of a table with the bodies' parts in them."""
        convention = self._convention()
        for row in self._whole_rows():
            yield from self._row_facts(row, convention)

    def _convention(self) -> Convention | None:
        """What the directive, the header or a note under the table says of lists without a verb."""
        if "lead" in self.grid.kinds:
            return None  # who leads has a column of its own
        around = [*self.body[: max(self.grid.lines)], *self.body[max(self.grid.lines) :][: _NOTE_LINES + 1]]
        found = [convention for paragraph in around if (convention := find_convention(paragraph.words))]
        return found[-1] if found else None

    def _whole_rows(self) -> Iterator[GridRow]:
        """Rows with those that a page or line break cut put together."""
        pending: GridRow | None = None
        for row in self.grid.rows:
            if pending is not None and self._goes_on(pending, row):
                cells = tuple((*cell, *more) for cell, more in zip(pending.cells, row.cells, strict=True))
                pending = GridRow((*pending.lines, *row.lines), cells)
                continue
            if pending is not None:
                yield pending
            pending = row
        if pending is not None:
            yield pending

    def _goes_on(self, row: GridRow, more: GridRow) -> bool:
        """Whether a row is the rest of the one above: it has no number, and a list or sentence was left open."""
        readable = row.cells and more.cells and len(row.lines) < LINES_OF_A_ROW
        if not readable or self.first(more, "number"):
            return False
        columns = zip(row.cells, more.cells, self.grid.kinds, strict=True)
        return any(_is_cut(self.words(a), self.words(b), kind) for a, b, kind in columns if b) or (
            not self._task_cell(more) and bool(self._task_cell(row)) and any(self.cells_with_words(more, *BODIES))
        )

    def cells_with_words(self, row: GridRow, *kinds: str) -> list[Cell]:
        """Cells of some kinds that print something."""
        return [cell for cell in self.cells(row, *kinds) if self.words(cell)]

    def _task_cell(self, row: GridRow) -> Cell:
        """The cell that tells the task: the last one, in columns of the most telling kind."""
        for kind in reversed(TASKS):
            if cells := self.cells_with_words(row, kind):
                return cells[-1]
        return ()

    def _row_facts(self, row: GridRow, convention: Convention | None) -> Iterator[TableFact]:
        if not row.cells:
            yield self.gap(row.lines, row.reason)
            return
        if sum(bool(self.words(cell)) for cell in row.cells) < 2:
            return  # a heading over the rows under it
        task, reason = self._task_cell(row), ""
        parts: tuple[Part, ...] = ()
        if not task:
            reason = "a row of a table names bodies, but no task" if self.cells_with_words(row, *BODIES) else ""
        elif not self.cells_with_words(row, *BODIES):
            reason = "a row of a table names no body: a cell above may hold for it"
        elif not (parts := self._parts(row, convention)):
            reason = "a cell names a part in a task, but not all of it is a list of bodies with their roles"
        if reason:
            yield self.gap(row.lines, reason)
        if parts:
            yield from self._facts(row, task, parts)

    def _facts(self, row: GridRow, task: Cell, parts: Sequence[Part]) -> Iterator[Task | Assignment]:
        label, title = self._label_and_title(row, task)
        path = (label,) if label else ()
        yield Task(
            spans=self.page.spans(*self.stretches(task)),
            rule="tables.task",
            directive=self.key,
            path=path,
            label=label,
            title=title,
        )
        spans = self.page.spans(*self.lines(row.lines))
        deadline = self.first(row, "deadline")
        for part in parts:
            yield Assignment(
                spans=spans,
                rule="tables.assignment",
                directive=self.key,
                path=path,
                task_label=label,
                task_title=title,
                body=part.body,
                role=part.role,
                form="table",
                deadline=deadline,
            )

    def _label_and_title(self, row: GridRow, task: Cell) -> tuple[str, str]:
        """The number of a row, or else the label that opens its task; and the task's heading without label."""
        number = printed_label(self.first(row, "number"))
        is_label = counted(number) is not None or find_label(number) is not None or is_numeral(number)
        words = self.words(task)
        label = find_label(words)
        own = printed_label(words[: label.end]) if label else ""
        return (number if is_label else own), heading(words[label.end :] if label else words)

    def _parts(self, row: GridRow, convention: Convention | None) -> tuple[Part, ...]:
        """The parts that a row gives; none where a cell of it was not understood."""
        parts: list[Part] = []
        for cell, kind in zip(row.cells, self.grid.kinds, strict=True):
            if kind not in BODIES or not self.words(cell):
                continue
            found = _cell_parts(_listed(self.pieces(cell)), _ROLES.get(kind), convention)
            if not found:
                return ()
            parts += found
        return tuple(dict.fromkeys(parts))

    # Members

    def seats(self) -> dict[int, Seat | None]:
        """The persons of a table of members, and each paragraph of it that seats nobody."""
        seats: dict[int, Seat | None] = {self.body[line].start: None for line in self.grid.lines}
        role_column = self._role_column()
        posts = [at for at, kind in enumerate(self.grid.kinds) if kind in ("unit", "post") and at != role_column]
        if role_column is None and ("contact" in self.grid.kinds or self._lists_others()):
            return seats
        for row in self.grid.rows:
            seat = self._seat(row, role_column, posts) if row.cells else None
            if seat is not None:
                seats[self.body[row.lines[0]].start] = seat
            elif not row.cells or sum(bool(self.words(cell)) for cell in row.cells) > 1:
                reason = row.reason or "a row of a table of members was not read"
                self.gaps.append(self.gap(row.lines, reason, "tables.member"))
        return seats

    def _lists_others(self) -> bool:
        """Whether the line above a table heads a list of persons who are not said to be members: 受表彰人员名单."""
        above = squeezed(self.body[self.grid.header[0] - 1].words) if self.grid.header[0] else ""
        return _OTHER_LIST.search(above) is not None and _OF_A_GROUP.search(above) is None

    def _role_column(self) -> int | None:
        """The column of roles in the group: by its heading, or one of several with posts that holds nothing else."""
        kinds = self.grid.kinds
        if "role" in kinds:
            return kinds.index("role")
        posts = [at for at, kind in enumerate(kinds) if kind == "post"]
        others = len(posts) > 1 or ("unit" not in kinds and len(posts) == 1)
        return next((at for at in posts if self._holds_roles(at, surely=not others)), None)

    def _holds_roles(self, column: int, *, surely: bool) -> bool:
        """Whether a column holds roles alone; ``surely`` one that is nobody's post: 成员, not 主任."""
        words = [squeezed(self.words(row.cells[column])) for row in self.grid.rows if row.cells]
        told = any(words) and all(not word or meaning("member_roles", word) is not None for word in words)
        return told and (not surely or any(map(_ONLY_ROLE.fullmatch, words)))

    def _seat(self, row: GridRow, role_column: int | None, posts: Sequence[int]) -> Seat | None:
        """The person of a row; None where a cell does not hold what its heading says."""
        name = row.cells[self.grid.kinds.index("name")]
        role = "" if role_column is None else squeezed(self.words(row.cells[role_column]))
        if any(ENDS_SEAT.search(self.words(cell)) for cell in row.cells):
            return None  # a note says that he leaves
        held = [row.cells[at] for at in posts if self.words(row.cells[at])]
        words = squeezed("".join(self.words(cell) for cell in held))
        seated = is_name(_ASIDE.sub("", squeezed(self.words(name)))) and (not role or is_role(role))
        if not seated or (words and not ends_post(words) and not is_body(words)):
            return None
        places = tuple(place for cell in held for place in self.stretches(cell))
        return Seat(role, self._name_place(name), places)

    def _name_place(self, name: Cell) -> tuple[Stretch, ...]:
        """Where the name stands, without what stands in brackets behind it."""
        return tuple(
            Stretch(start, start + len(_ASIDE.sub("", self.page.repaired.value[start:end])))
            for start, end in self.stretches(name)
        )


def is_numeral(words: str) -> bool:
    """Whether a cell counts with a Chinese numeral alone.

    >>> is_numeral("十二"), is_numeral("水利")
    (True, False)
    """
    return re.fullmatch("[一二三四五六七八九十百零〇]{1,5}", words) is not None


def _is_cut(words: str, more: str, kind: str) -> bool:
    """Whether a cell was left open and goes on in the row under it."""
    if not words or not more:
        return False
    if kind in BODIES:
        open_list = _LIST_END.search(words) is not None or _LIST_START.match(more) is not None
        return open_list or (not _understood(words, kind) and _understood(words + more, kind))
    return kind in TASKS and _OPEN_END.search(words) is not None


def _understood(words: str, kind: str) -> bool:
    return bool(_cell_parts(words, _ROLES.get(kind), None))


def _listed(pieces: Sequence[str]) -> str:
    """The words of a cell in one string; empty where nothing tells whether a name goes on in the next line.

    Bodies that stand on a line each, or between blanks, are parted by 、.
    """
    parts = [part for piece in pieces for part in piece.split()]
    words = parts[0] if parts else ""
    for part in parts[1:]:
        if _LEVEL.match(part) and not _OPEN_LIST.search(words):
            joint = "，" if _ENDS_CLAUSE.search(words) else "、" if _is_whole(words) else ""
            if not joint:
                return ""
            words += joint
        words += part
    return printed(words)


def _is_whole(words: str) -> bool:
    """Whether a string names bodies, each with the place it belongs to, and leaves nothing open."""
    bodies = split_bodies(words)
    closed = not _LIST_END.search(words) and not _LIST_START.match(words) and words.count("（") == words.count("）")
    return closed and all_bodies(bodies) and all(_LEVEL.match(body) for body in bodies)


def _cell_parts(words: str, role: AssignmentRole | None, convention: Convention | None) -> tuple[Part, ...]:
    """The parts that a cell gives; none where it is not all names of bodies with their roles."""
    told = _ROLE_IN_BRACKET.search(words) is not None
    parts = _bracketed_parts(words, role or "responsible") if told else cell_parts(words, role, convention)
    return parts if all(_is_one_name(part.body) for part in parts) else ()


def _is_one_name(body: str) -> bool:
    """Whether a body is one name: not two that nothing parts, nor the heading of a column, nor a cut bracket."""
    whole = _NAME.fullmatch(body) is not None and body.count("（") == body.count("）")
    return whole and _GLUED.search(body) is None and _HEAD_AT_END.search(body) is None


def _bracketed_parts(words: str, role: AssignmentRole) -> tuple[Part, ...]:
    """省财政厅（牵头）、省教育厅: bodies with their role in brackets behind them."""
    parts = []
    for body in split_bodies(words):
        bracket = _ROLE_IN_BRACKET.search(body)
        name = _ROLE_IN_BRACKET.sub("", body)
        told = meaning("role_verbs", bracket["role"]) if bracket else None
        if not is_body(name):
            return ()
        parts.append(Part(name, _ROLES.get(told or "", role)))
    return tuple(dict.fromkeys(parts))
