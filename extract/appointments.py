"""Appointments and dismissals: who is put into which posts, and who is relieved of them.

    任命：                                     a heading, and a person per line
    张三为省水利厅厅长（试用期一年）；
    免去李四的省水利厅厅长职务；
    任命王五同志为省财政厅副厅长，免去其省水利厅副厅长职务。

They are looked for in directives about personnel (任免, 免职, 聘任 …) alone: elsewhere the same words tell of others'
decisions.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from ..ontology.model import Appointment, Gap
from .directives import document_key, document_title
from .evidence import Printed
from .posts import split_posts
from .printed import printed, squeezed
from .rows import ends_post, is_name, parse_row
from .segment import Document, Paragraph, closings

AppointmentFact = Appointment | Gap
Action = Literal["appoint", "dismiss"]

_PERSONNEL = re.compile(r"任免|任命|免职|任职|聘任|续聘|解聘|聘用|聘请|免去|职务|提名")
_PERSONNEL_NUMBER = re.compile(r"(?:人|任|人字|任字|干)〔")
_NAME = r"[\u3400-\u9fff](?:[ \t\u3000]?[\u3400-\u9fff]){1,3}|[\u3400-\u9fff]{2,10}(?:[·•・][\u3400-\u9fff]{1,10}){1,3}"
# All names but the last are taken as they are found, so that a run of 和 is read once.
_NAMES = rf"(?P<names>(?>(?:{_NAME})[、，和]\s*)*(?:{_NAME}))(?<![等担兼挂])\s*(?:等)?\s*(?:\d+名?)?(?:同志)?"
# 于学和, 和硕云: 和 parts names only where a whole one stands on either side.
_BETWEEN_NAMES = re.compile(r"[、，]|(?<=[\u3400-\u9fff]{2})和(?=[\u3400-\u9fff]{2})")
_APPOINT_VERB = r"(?:任命|聘任|续聘|聘请|聘|提名|选举)"
_DISMISS_VERB = r"(?:免去|解聘|免除|免)"
_LEAD = r"(?:同时|并|决定|同意|批准|经研究|另)*[，,]?\s*"
_MOVES: tuple[tuple[re.Pattern[str], Action], ...] = (
    (re.compile(rf"{_LEAD}{_DISMISS_VERB}其(?:的|所任|担任的|兼任的|原任)?(?P<posts>.+?)(?:职务|一职)?$"), "dismiss"),
    (
        re.compile(
            rf"{_LEAD}{_DISMISS_VERB}\s*{_NAMES}\s*(?:的|所任|担任的|兼任的|(?<=同志))\s*(?P<posts>.+?)(?:职务|一职)?$"
        ),
        "dismiss",
    ),
    (re.compile(rf"{_NAMES}\s*(?:的|所任的|担任的)\s*(?P<posts>.+?)(?:职务|一职)$"), "dismiss"),
    (re.compile(rf"{_NAMES}\s*不再(?:担任|兼任|任)\s*(?P<posts>.+?)(?:职务|一职)?$"), "dismiss"),
    (
        re.compile(
            rf"{_LEAD}{_APPOINT_VERB}\s*{_NAMES}\s*(?:为|担任|兼任|挂任|任(?!期|职|免))\s*(?P<posts>.+?)(?:职务|一职)?$"
        ),
        "appoint",
    ),
    (re.compile(rf"{_NAMES}\s*(?:为|担任|挂任|兼任|任(?!期|职|免))\s*(?P<posts>.+?)(?:职务|一职)?$"), "appoint"),
)
_HEADING = re.compile(
    rf"(?:因(?P<reason>[^，。；：]{{2,20}})[，,])?[^，。；：]{{0,20}}?(?:(?P<appoint>{_APPOINT_VERB})|(?P<dismiss>{_DISMISS_VERB}))[^，。；：]{{0,12}}[：:]$"
)
_REASON = re.compile(r"因(?P<reason>[^，。；：]{2,20})[，,]")
_CLAUSE = re.compile(r"[^。；;]+")
_NEXT_CLAUSE = re.compile(rf"[，,](?=(?:同时|并)?(?:{_DISMISS_VERB}|{_APPOINT_VERB})|(?:{_NAME})(?:同志)?为)")
_TERM = re.compile(r"[，,]?[（(]?(?:试用期|聘期|任期|任职时间|任职)[^）)，。；]{0,30}[）)]?$")
_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.．、])\s*")
_VERB = re.compile(r"任命|免去|聘任|解聘|不再担任|职务")
_LONGEST_CLAUSE = 1000
"""A clause with more characters than this appoints nobody: it would name some three hundred persons."""


@dataclass(frozen=True, slots=True)
class _Context:
    """What earlier lines say of the next: the heading's action and reason, and the person named last."""

    action: Action | None = None
    reason: str = ""
    names: tuple[str, ...] = ()


class _Move(NamedTuple):
    start: int
    end: int
    action: Action
    names: tuple[str, ...]
    posts: tuple[str, ...]
    reason: str


def find_appointments(document: Document, page: Printed) -> Iterator[AppointmentFact]:
    """Appointments and dismissals of a directive about personnel, in order of the repaired text."""
    if not is_personnel(document):
        return
    key = document_key(document)
    date = next((closing.date for closing in closings(document.body)), "")
    context = _Context()
    for paragraph in document.body:
        heading = _HEADING.fullmatch(_NUMBERING.sub("", paragraph.words))
        if heading:
            context = _Context("appoint" if heading["appoint"] else "dismiss", heading["reason"] or "")
            continue
        moves, context = _moves(paragraph, context)
        for move in moves:
            yield from _facts(move, paragraph, page, key, date)
        if not moves and _VERB.search(paragraph.words) and not paragraph.words.endswith(("：", ":")):
            yield Gap(
                spans=page.spans((paragraph.start, paragraph.end)),
                rule="appointments.statement",
                directive=key,
                reason="a sentence appoints or dismisses, but not all of it was read",
            )


def is_personnel(document: Document) -> bool:
    """Whether a directive appoints and dismisses, by its title or its number."""
    return bool(_PERSONNEL.search(document_title(document)) or _PERSONNEL_NUMBER.search(document.number))


def _facts(move: _Move, paragraph: Paragraph, page: Printed, key: str, date: str) -> Iterator[Appointment]:
    spans = page.spans((paragraph.start + move.start, paragraph.start + move.end))
    for name in move.names:
        yield Appointment(
            spans=spans,
            rule=f"appointments.{move.action}",
            directive=key,
            action=move.action,
            person=name,
            posts=move.posts,
            reason=move.reason,
            date=date,
        )


def _moves(paragraph: Paragraph, context: _Context) -> tuple[list[_Move], _Context]:
    """The statements of a paragraph, and what they leave for the next."""
    found: list[_Move] = []
    row = _row_move(paragraph.words, context)
    if row is not None:
        return [row], context
    for clause in _CLAUSE.finditer(paragraph.words):
        start = clause.start()
        for piece in _NEXT_CLAUSE.split(clause.group()):
            move = _move(piece, start, context)
            if move is not None:
                found.append(move)
                context = replace(context, names=move.names)
            start += len(piece) + 1
    return found, context


def _row_move(words: str, context: _Context) -> _Move | None:
    """张三　省水利厅厅长 under a heading that tells what is done to him."""
    line = _NUMBERING.sub("", words)
    row = parse_row(line) if context.action else None
    if row is None or row.role is not None or context.action is None or len(row.cells) != 1 or not row.cells[0].posts:
        return None
    name = squeezed("".join(line[start:end] for start, end in row.cells[0].name))
    posts = printed("".join(line[start:end] for start, end in row.cells[0].posts))
    return _Move(0, len(words), context.action, (name,), _posts(posts), context.reason)


def _move(clause: str, start: int, context: _Context) -> _Move | None:
    if len(clause) > _LONGEST_CLAUSE:
        return None
    lead = len(clause) - len(_NUMBERING.sub("", clause.lstrip()))
    words = clause[lead:]
    reason = _REASON.match(words)
    if reason:
        lead += reason.end()
        words = clause[lead:]
    for pattern, action in _MOVES:
        match = pattern.match(_TERM.sub("", words.rstrip()))
        if match is None:
            continue
        names = _names(match.groupdict().get("names")) or context.names
        posts = _posts(printed(match["posts"]))
        if names and posts:
            because = reason["reason"] if reason else context.reason if context.action == action else ""
            return _Move(start + lead, start + len(clause), action, names, posts, because)
    return None


def _names(words: str | None) -> tuple[str, ...]:
    """Names of a list; empty where one of them can be none."""
    names = tuple(squeezed(name).removesuffix("同志") for name in _BETWEEN_NAMES.split(words or "") if name.strip())
    return names if all(map(is_name, names)) else ()


def _posts(words: str) -> tuple[str, ...]:
    """The posts of a statement; empty where the last is none."""
    whole = _TERM.sub("", words)
    posts = split_posts(whole)
    return posts if posts and all(map(ends_post, posts)) else ()
