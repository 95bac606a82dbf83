"""Assignments in brackets and after labels: which body leads, supports or is responsible for a task.

（省水利厅牵头，省财政厅、省林业厅按职责分工负责）
（责任单位：省水利厅、省财政厅。列在首位的为牵头单位，下同）
牵头单位：省水利厅；配合单位：省财政厅
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from ..ontology.model import Assignment, AssignmentForm, AssignmentRole, Gap, Task
from ..ontology.vocabulary import alternation, entries, meaning
from .bodies import AND_OTHERS, Body, all_bodies, split_bodies
from .directives import document_key
from .evidence import Printed
from .labels import opens_item
from .printed import printed
from .segment import Document, Paragraph
from .tasks import Item, item_to_task, paragraphs_with_items

AssignmentFact = Task | Assignment | Gap

_OPENING = {"（": "）", "(": ")", "〔": "〕", "[": "]", "［": "］", "【": "】"}
_MIXED = {"（": "(", "(": "（"}
_LONGEST_STATEMENT = 1500
"""A bracket that is not closed within so many characters is not a statement; the longest lists have some 600."""

_CONVENTION = re.compile(
    r"(?:[列排位][在名序列居]?于?)?(?:首位|第一(?:位|个)?|首个|最前面?|前面?)(?:的|者)?(?:单位|部门)?(?:的)?(?:为|是|系)牵头(?:单位|部门)?"
)
# The sentence of a convention as it stands in a list, with what joins it to the list.
_CONVENTION_TEXT = re.compile(
    rf"[，,；;。]?\s*(?:其中)?[，,]?(?:{_CONVENTION.pattern})(?:[，,；;]\s*其[他它余][^，。；）)]{{0,8}}(?:单位|部门))?(?:[，,；;]?\s*(?:以)?下同)?"
)
_OTHERS = re.compile(r"其[他它余](?:单位|部门)?(?:为|是)(?P<role>责任|配合|参加|协办|落实)(?:单位|部门)")
_LEVEL = re.compile(r"(?!含|不)(?:各|[省市县区州盟旗镇乡国]|自治区|中[央国共]|全国)")
# Persons named beside the bodies: they have no part of their own.
_PERSONS = re.compile(
    r"[，；]?\s*(?:责任人|责任领导|牵头领导|分管领导|主管领导|包抓领导|联系人|联系电话|负责人)：[^，；。）]*"
)
_DEADLINE = re.compile(
    r"(?:(?:完成|实施|落实|办结|整改)?(?:时限|时间|期限)(?:要求|节点)?|进度安排)[：:]\s*(?P<when>[^；;。）)]{1,30})"
)
_SENTENCE = re.compile(r"[。]")
_PHRASE = re.compile(
    r"(?:(?:按照|按|依照|依据|根据)(?:各自)?(?:的)?(?:职责|职能|任务|部门)*(?:分工|范围)*|依职责)?(?:分别|共同|具体|联合|统一|各自|做好)*"
)
_JOINING = re.compile(r"^(?P<first>.*?)(?:会同|会商|商(?=[省市县国各有]))(?P<second>.+)$")
_SENTENCE_BEFORE = re.compile(r"[。；！？”’》\s]$")


@dataclass(frozen=True, slots=True)
class Convention:
    """What a directive says once of all its lists: the first body leads, the others have this role."""

    others: AssignmentRole


class Part(NamedTuple):
    """A body's part in a statement; offsets count from the statement's first character."""

    body: Body
    role: AssignmentRole


class Statement(NamedTuple):
    """A bracket or labelled list in a paragraph."""

    start: int
    end: int
    form: AssignmentForm
    parts: tuple[Part, ...]
    deadline: str


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"(?P<label>{alternation('body_labels')})\s*[：:]\s*")


@cache
def _verb_tail() -> re.Pattern[str]:
    verbs = alternation("role_verbs")
    return re.compile(rf"(?P<phrase>{_PHRASE.pattern}(?:{verbs})+(?:工作|实施|落实|办理)?)$")


@cache
def _hint() -> re.Pattern[str]:
    return re.compile(r"牵头|配合|按(?:照)?职责|(?:责任|负责|主办|协办|参加)单位|负责|参加|落实")


def find_assignments(document: Document, annexes: Sequence[str], page: Printed) -> Iterator[AssignmentFact]:
    """Tasks and the bodies' parts in them, as bracketed and labelled statements tell, in order."""
    key = document_key(document)
    convention: Convention | None = None
    told: set[tuple[str, ...]] = set()
    for paragraph, item in paragraphs_with_items(document, annexes):
        words = paragraph.words
        convention = find_convention(words) or convention
        for statement in find_statements(words, convention):
            if item is not None and item.path not in told:
                told.add(item.path)
                yield item_to_task(key, item, page)
            yield from _facts(key, paragraph, item, statement, page)
        yield from _gaps(key, paragraph, convention, page)


def find_convention(words: str) -> Convention | None:
    """The convention that a paragraph states; None where it states none.

    >>> find_convention("（省水利厅、省财政厅。列在首位的为牵头单位，下同）")
    Convention(others='support')
    """
    if "牵头" not in words or not _CONVENTION.search(words):
        return None
    others = _OTHERS.search(words)
    return Convention("responsible" if others and others["role"] in ("责任", "落实") else "support")


def find_statements(words: str, convention: Convention | None) -> list[Statement]:
    """The statements of a paragraph that give bodies their parts, in order."""
    brackets = list(_brackets(words))
    statements = [statement for bracket in brackets if (statement := _bracketed(words, bracket, convention))]
    covered = [(start, end) for start, end in brackets]
    statements += _labelled_outside(words, covered, convention)
    return sorted(statements)


def _brackets(words: str) -> Iterator[tuple[int, int]]:
    """Outermost brackets: offsets of the opening one and after the closing one, or the end where none closes."""
    start = depth = 0
    for index, char in enumerate(words):
        if char in _OPENING:
            start = start if depth else index
            depth += 1
        elif depth and char in _OPENING.values():
            depth -= 1
            if not depth:
                yield start, index + 1
    if depth:
        yield start, len(words)


def _bracketed(words: str, bracket: tuple[int, int], convention: Convention | None) -> Statement | None:
    start, end = bracket
    inner_end = end - 1 if words[end - 1] in _OPENING.values() else end
    content = words[start + 1 : inner_end]
    if len(content) > _LONGEST_STATEMENT:
        return None
    labelled = _label().match(content.lstrip())
    if labelled is None and not _closes_sentence(words, start, end) and not _has_verb(content):
        return None
    parts = _parts(content, convention)
    if not parts or not (labelled or _has_verb(content) or convention or _are_sure(parts, content)):
        return None
    placed = tuple(
        Part(part.body._replace(start=part.body.start + 1, end=part.body.end + 1), part.role) for part in parts
    )
    return Statement(start, end, "labelled" if labelled else "bracketed", placed, _deadline(content))


def _closes_sentence(words: str, start: int, end: int) -> bool:
    """A list without verb counts only where it follows a sentence, or stands alone, and nothing goes on after it."""
    before, after = words[:start], words[end:].strip()
    opens = not before.strip() or bool(_SENTENCE_BEFORE.search(before)) or (opens_item(before) and not after)
    return opens and (not after or after[0] in "。；（(" or before.endswith("。"))


def _are_sure(parts: Sequence[Part], content: str) -> bool:
    """Whether a list without verb is one of bodies beyond doubt: 试行 and 含农村 end as bodies do."""
    if AND_OTHERS.search(content):
        return True
    return any(_LEVEL.match(part.body.name) for part in parts) and all(len(part.body.name) > 2 for part in parts)


def _has_verb(content: str) -> bool:
    """Whether a clause of the bracket ends in a verb that gives a part."""
    return any(_without_verb(clause)[1] for clause, _ in _comma_clauses(content))


@cache
def _deadline_clause() -> re.Pattern[str]:
    when = alternation("deadlines")
    return re.compile(rf"{when}(?:[并且、和]?{when})*")


@cache
def _deadline_in_list() -> re.Pattern[str]:
    """A clause that says by when, with the comma or semicolon before it."""
    return re.compile(rf"(?:^|[，；。])\s*{_deadline_clause().pattern}\s*(?=[，；。）]|$)")


def _deadline(content: str) -> str:
    """By when, as printed: after a label, or in a clause of its own."""
    match = _DEADLINE.search(content)
    if match:
        return printed(match["when"])
    clauses = (printed(clause) for clause in re.split("[，,；;。]", content))
    return next((clause for clause in clauses if clause and _deadline_clause().fullmatch(clause)), "")


def _labelled_outside(
    words: str, covered: Iterable[tuple[int, int]], convention: Convention | None
) -> Iterator[Statement]:
    """Labelled lists outside brackets: from the first label to the end of the sentence or of the line of labels."""
    taken = list(covered)
    position = 0
    while match := _label().search(words, position):
        if any(start <= match.start() < end for start, end in taken) or not _opens_clause(words, match.start()):
            position = match.end()
            continue
        stop = _SENTENCE.search(words, match.end())
        position = stop.start() if stop else len(words)
        content = words[match.start() : position]
        parts = _parts(content, convention)
        if parts:
            yield Statement(match.start(), position, "labelled", tuple(parts), _deadline(content))


def _opens_clause(words: str, start: int) -> bool:
    return not start or words[start - 1] in "。；;，,、 \t　）)*"


def _parts(content: str, convention: Convention | None) -> list[Part]:
    """The bodies of a statement and their roles; empty where any part of it is not understood."""
    parts: list[Part] = []
    for start, end, label in _sections(content):
        found = _section_parts(content, start, end, label, convention)
        if found is None:
            return []
        parts += found
    return _once(parts)


def _sections(content: str) -> Iterator[tuple[int, int, str | None]]:
    """Stretches of one label each, or the whole without label; conventions and deadlines left out."""
    for aside in (_PERSONS, _DEADLINE, _CONVENTION_TEXT, _deadline_in_list()):
        content = aside.sub(lambda match: "。" * len(match.group()), content)
    labels = list(_label().finditer(content))
    starts = [(label.start(), label.end(), meaning("body_labels", label["label"])) for label in labels]
    if not starts:
        yield from ((start, end, None) for start, end in _sentences(content, 0, len(content)))
        return
    for index, (_, start, role) in enumerate(starts):
        stop = starts[index + 1][0] if index + 1 < len(starts) else len(content)
        first = next(_sentences(content, start, stop), None)
        if first:
            yield (*first, role)


def _sentences(content: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    for sentence in re.finditer(r"[^。]+", content[start:stop]):
        if (
            not _CONVENTION.search(sentence.group())
            and not _OTHERS.search(sentence.group())
            and sentence.group().strip()
        ):
            yield start + sentence.start(), start + sentence.end()


def _section_parts(
    content: str, start: int, end: int, label: str | None, convention: Convention | None
) -> list[Part] | None:
    if label is not None:
        text = content[start:end].rstrip("；;，,、 ")
        return _listed(text, start, _as_role(label), convention if label == "responsible" else None)
    parts: list[Part] = []
    for group in re.finditer(r"[^；;]+", content[start:end]):
        found = _clauses(group.group(), start + group.start(), convention)
        if found is None:
            return None
        parts += found
    return parts


def _as_role(meaning_: str) -> AssignmentRole:
    return "lead" if meaning_ == "lead" else "support" if meaning_ == "support" else "responsible"


def _listed(text: str, offset: int, role: AssignmentRole, convention: Convention | None) -> list[Part] | None:
    """A list whose role its label or a convention tells; 会同 inside it parts the bodies that are joined."""
    joining = _JOINING.match(text)
    if joining and convention is None:
        first = _listed(joining["first"], offset, role, None)
        second = _listed(_without_verb(joining["second"])[0], offset + joining.start("second"), "support", None)
        return None if first is None or second is None else first + second
    spread = _split_joined(text)
    bodies = [body for piece, at in spread for body in _shifted(split_bodies(piece), offset + at)]
    if not all_bodies(bodies):
        return None
    if convention is None:
        return [Part(body, role) for body in bodies]
    return [Part(body, "lead" if index == 0 else convention.others) for index, body in enumerate(bodies)]


def _split_joined(text: str) -> list[tuple[str, int]]:
    joining = _JOINING.match(text)
    if joining is None:
        return [(_without_verb(text)[0], 0)]
    return [(joining["first"], 0), (_without_verb(joining["second"])[0], joining.start("second"))]


def _clauses(group: str, offset: int, convention: Convention | None) -> list[Part] | None:
    """Clauses between commas: bodies without a verb have the role of the next verb; at the end, of none."""
    parts: list[Part] = []
    waiting: list[Body] = []
    explicit = False
    for clause in _comma_clauses(group):
        text, at = clause
        if not text.strip():
            continue
        listed, role = _without_verb(text)
        joining = _JOINING.match(listed)
        if joining and role is None:
            first, role = _without_verb(joining["first"])
        else:
            first = joining["first"] if joining else listed
        bodies = _shifted(split_bodies(first), offset + at)
        joined = _shifted(split_bodies(joining["second"]), offset + at + joining.start("second")) if joining else []
        if not all_bodies([*bodies, *joined]):
            return None
        if role is None and not joining:
            waiting += bodies
            continue
        explicit = True
        parts += [Part(body, role or "responsible") for body in [*waiting, *bodies]]
        parts += [Part(body, "support") for body in joined]
        waiting = []
    return (
        parts + _without_role(waiting, None if explicit else convention)
        if not explicit or not waiting
        else parts + [Part(body, "responsible") for body in waiting]
    )


def _without_role(bodies: Sequence[Body], convention: Convention | None) -> list[Part]:
    if convention is None:
        return [Part(body, "responsible") for body in bodies]
    return [Part(body, "lead" if index == 0 else convention.others) for index, body in enumerate(bodies)]


def _comma_clauses(group: str) -> Iterator[tuple[str, int]]:
    start = depth = 0
    for index, char in enumerate(group):
        depth += (char in "（(") - (char in "）)")
        if depth <= 0 and char in "，,":
            yield group[start:index], start
            start = index + 1
    yield group[start:], start


def _without_verb(clause: str) -> tuple[str, AssignmentRole | None]:
    """A clause without the verb at its end, and the role that the verb gives; None without a verb.

    >>> _without_verb("省财政厅按职责分工分别负责")
    ('省财政厅', 'responsible')
    """
    text = clause.rstrip(" 。，、")
    match = _verb_tail().search(text)
    if match is None:
        return clause, None
    return text[: match.start()], _role_of(match["phrase"])


def _role_of(phrase: str) -> AssignmentRole:
    """The strongest role among the verbs of a phrase: 牵头负责 is leading."""
    for entry in entries("role_verbs"):
        if re.search(entry.pattern, phrase):
            return _as_role(entry.means)
    return "responsible"


def _shifted(bodies: Iterable[Body], offset: int) -> list[Body]:
    return [body._replace(start=body.start + offset, end=body.end + offset) for body in bodies]


def _once(parts: Iterable[Part]) -> list[Part]:
    """Each body once in each role: a list may print a name twice."""
    seen: dict[tuple[str, str], Part] = {}
    for part in parts:
        seen.setdefault((part.body.name, part.role), part)
    return list(seen.values())


def _facts(
    key: str, paragraph: Paragraph, item: Item | None, statement: Statement, page: Printed
) -> Iterator[Assignment]:
    spans = page.spans((paragraph.start + statement.start, paragraph.start + statement.end))
    for part in statement.parts:
        yield Assignment(
            spans=spans,
            rule=f"assignments.{statement.form}",
            directive=key,
            path=item.path if item else (),
            task_label=item.label if item else "",
            task_title=item.title if item else "",
            body=part.body.name,
            role=part.role,
            form=statement.form,
            deadline=statement.deadline,
        )


def _gaps(key: str, paragraph: Paragraph, convention: Convention | None, page: Printed) -> Iterator[Gap]:
    """Brackets that speak of parts in a task and were not read."""
    read = find_statements(paragraph.words, convention)
    for label in _label().finditer(paragraph.words):
        outside = not any(one.start <= label.start() < one.end for one in read)
        if outside and _opens_clause(paragraph.words, label.start()) and label.end() < len(paragraph.words):
            yield Gap(
                spans=page.spans((paragraph.start + label.start(), paragraph.end)),
                rule="assignments.labelled",
                directive=key,
                reason="a label promises a list of bodies, but what follows is not all bodies",
            )
    for bracket in _brackets(paragraph.words):
        content = paragraph.words[bracket[0] : bracket[1]]
        if _hint().search(content) and _bracketed(paragraph.words, bracket, convention) is None:
            yield Gap(
                spans=page.spans((paragraph.start + bracket[0], paragraph.start + bracket[1])),
                rule="assignments.bracketed",
                directive=key,
                reason="a bracket names a part in a task, but not all of it is a list of bodies with their roles",
            )
