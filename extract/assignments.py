"""Assignments in brackets and after labels: the facts that statements make, and gaps where they are not understood."""

from collections.abc import Iterable, Iterator, Mapping

from ..ontology.model import Assignment, Gap, Task
from .deadlines import deadline_in
from .evidence import Printed
from .printed import printed
from .segment import Paragraph
from .statements import Convention, Statement, Unread, deadline_line, find_convention, find_statements
from .tasks import Item, Placed, item_to_task
from .text import Stretch

AssignmentFact = Task | Assignment | Gap

REASONS = {
    "bracketed": "a bracket names a part in a task, but not all of it is a list of bodies with their roles",
    "labelled": "a label promises a list of bodies, but what follows is not all bodies",
}


def find_assignments(key: str, items: Iterable[Placed], page: Printed) -> Iterator[AssignmentFact]:
    """Tasks and the bodies' parts in them, as bracketed and labelled statements of a directive tell, in order.

    Args:
        key: What facts call the directive.
        items: Its paragraphs, each with the item it belongs to.
        page: The source beside its repaired text.
    """
    read = tuple(_statements(items))
    deadlines = _deadlines_of_items(read)
    for paragraph, item, statement in read:
        if isinstance(statement, Unread):
            yield _gap(key, paragraph, statement, page)
        elif not statement.parts:
            continue
        elif item is None and statement.form == "bracketed" and all(one.role == "support" for one in statement.parts):
            # 办公室设在某局（某局配合）: of what they support nothing is told
            yield _gap(key, paragraph, Unread(statement.start, statement.end, "bracketed"), page)
        else:
            if item is not None and _is_line(statement) and not statement.deadline:
                statement = statement._replace(deadline=deadlines.get(item.start, ""))
            yield from statement_facts(key, paragraph, item, statement, page, rule=f"assignments.{statement.form}")


def _statements(items: Iterable[Placed]) -> Iterator[tuple[Paragraph, Item | None, Statement | Unread]]:
    """All statements with the items they belong to; a deadline on a line of its own is one without parts."""
    convention: Convention | None = None
    for paragraph, item in items:
        convention = find_convention(paragraph.words) or convention
        when = deadline_line(paragraph.words)
        if when:
            yield paragraph, item, Statement(0, len(paragraph.words), "labelled", (), when)
        for statement in find_statements(paragraph.words, convention):
            yield paragraph, item, statement


def _deadlines_of_items(
    statements: Iterable[tuple[Paragraph, Item | None, Statement | Unread]],
) -> Mapping[int, str]:
    """By when, for the items whose labelled lines say it once: 牵头单位：… on a line above 完成时限：…."""
    told: dict[int, set[str]] = {}
    for _, item, statement in statements:
        if item is not None and isinstance(statement, Statement) and _is_line(statement) and statement.deadline:
            told.setdefault(item.start, set()).add(statement.deadline)
    return {start: next(iter(when)) for start, when in told.items() if len(when) == 1}


def _is_line(statement: Statement) -> bool:
    """Whether a statement opens its paragraph with a label."""
    return statement.form == "labelled" and statement.start == 0


def statement_facts(
    key: str, paragraph: Paragraph, item: Item | None, statement: Statement, page: Printed, *, rule: str
) -> Iterator[Task | Assignment]:
    """The task that a statement closes, if it stands in an item, and each body's part in it."""
    if item is not None:
        yield item_to_task(key, item, page)
    told = None if statement.deadline else deadline_in(paragraph.words)
    places = [(statement.start, statement.end), *([told] if told and not _within(told, statement) else [])]
    spans = page.spans(*((paragraph.start + start, paragraph.start + end) for start, end in places))
    deadline = printed(paragraph.words[told.start : told.end]) if told else statement.deadline
    for part in statement.parts:
        yield Assignment(
            spans=spans,
            rule=rule,
            directive=key,
            path=item.path if item else (),
            task_label=item.label if item else "",
            task_title=item.title if item else "",
            body=part.body,
            role=part.role,
            form=statement.form,
            deadline=deadline,
        )


def _within(place: Stretch, statement: Statement) -> bool:
    return statement.start <= place.start and place.end <= statement.end


def _gap(key: str, paragraph: Paragraph, unread: Unread, page: Printed) -> Gap:
    return Gap(
        spans=page.spans((paragraph.start + unread.start, paragraph.start + unread.end)),
        rule=f"assignments.{unread.form}",
        directive=key,
        reason=REASONS[unread.form],
    )
