"""Statements that give bodies their parts in a task: brackets and labelled lists, parsed whole or not at all.

    （省水利厅牵头，省财政厅、省林业厅按职责分工负责）
    （责任单位：省水利厅、省财政厅。列在首位的为牵头单位，下同）
    牵头单位：省水利厅；配合单位：省财政厅

A statement with any part that is not understood is not read by half: it is given back as unread.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from ..ontology.model import AssignmentForm, AssignmentRole
from ..ontology.vocabulary import alternation, entries, meaning
from .bodies import AND_OTHERS, all_bodies, split_bodies
from .labels import opens_item
from .printed import printed
from .text import Stretch

_BRACKET = re.compile(r"[（）〔〕\[\]［］【】]")
_OPENING = "（〔[［【"
_ROUND = str.maketrans({"〔": "（", "〕": "）", "[": "（", "]": "）"})
"""各市、县〔区〕人民政府: a bracket inside a statement is part of a name."""

_LONGEST_STATEMENT = 1500
"""What is longer than this is not a statement; the longest lists have some 600 characters."""

_CONVENTION = re.compile(
    r"(?:[列排位][在名序列居]?于?)?(?:首位|第一(?:位|个)?|首个|最前面?|前面?)(?:的|者)?(?:单位|部门)?(?:的)?(?:为|是|系)牵头(?:单位|部门)?"
)
_LEADS = re.compile("[为是系]牵头")
"""What every convention holds."""

# The sentence of a convention as it stands in a list, with what joins it to the list.
_CONVENTION_TEXT = re.compile(
    rf"(?:[，；。]\s*)?(?:其中)?[，]?(?:{_CONVENTION.pattern})(?:[，；]\s*其[他它余][^，。；）)]{{0,8}}(?:单位|部门))?(?:[，；]?\s*(?:以)?下同)?"
)
_CONVENTION_BRACKET = re.compile(rf"（{_CONVENTION_TEXT.pattern}）")
_OTHERS = re.compile(r"其[他它余](?:单位|部门)?(?:为|是)(?P<role>责任|配合|参加|协办|落实)(?:单位|部门)")
_LEVEL = re.compile(r"(?!含|不)(?:各|[省市县区州盟旗镇乡]|国(?![有营])|自治区|中[央国共]|全国)")
_AGENCY = re.compile(r"(?:厅|局|委|办|部|署|院|政府|委员会|办公室|公司|集团)$")
# Persons named beside the bodies: they have no part of their own.
_PERSONS = re.compile(
    r"(?:[，；]\s*)?(?:[^，；。：（）\s]{0,6}(?:领导|[省市州县区]长)|(?:第一|主要|直接|具体)?(?:责任人|负责人)|联系人|联系电话|联系方式)：[^，；。）]*"
)
_DEADLINE = re.compile(
    r"(?:(?:完成|实施|落实|办结|整改)?(?:时限|时间|期限)(?:要求|节点|进度|安排)?|进度安排)：\s*(?P<when>[^；。）]{1,30})"
)
_PHRASE = re.compile(
    r"(?:(?:按照|按|依照|依据|根据)(?:各自)?(?:的)?(?:职责|职能|任务|部门)*+(?:分工|范围)*+|依职责)?(?:分别|共同|具体|联合|统一|各自|做好|积极|密切|主动|全力|分工)*+"
)
_JOINING = re.compile(r"会同|会商|商(?=[省市县国各有])")
# （省粮食局牵头 省财政厅配合）, 省粮食局 省财政厅: a blank after a whole name or verb, before the next name.
_OPENS_BODY = r"(?:[省市县区州盟旗各国]|[\u3400-\u9fff]{2,4}[省市州县区旗盟])"
_AFTER_VERB = re.compile(rf"(?<=[头责合加办与施实])[ \t\u3000]++(?={_OPENS_BODY}[^，；。：、）]{{2}})")
_AFTER_BODY = re.compile(rf"(?<=[厅局委办部院行会府心司队站团])[ \t\u3000]++(?={_OPENS_BODY}[^，；。：、） ]{{2}})")

_HINT = re.compile(r"牵头|配合|按照?职责|(?:责任|负责|主办|协办|参加)单位|负责|参加|落实")

LONG_BRACKET = 12
"""A bracket of at most so many characters belongs to a name, 州（市）; a longer one is a statement of its own."""

_BESIDE = 16
"""How many characters beside a bracket are looked at."""

_BESIDE_COLON = 32
"""A label and the blanks behind it have no more characters, each on its side of the colon."""

_LONGEST_VERB = 60
"""Characters of 按照各自职责分工分别牵头负责组织实施, with some to spare."""

_BEFORE_LABEL = "。；，、 \t　）*—－-·•"


@dataclass(frozen=True, slots=True)
class Convention:
    """What a directive says once of all its lists: the first body leads, the others have this role."""

    others: AssignmentRole


class Part(NamedTuple):
    """A body's part in a statement."""

    body: str
    role: AssignmentRole


class Statement(NamedTuple):
    """A bracket or labelled list that was read: where it stands in its paragraph, and what it says."""

    start: int
    end: int
    form: AssignmentForm
    parts: tuple[Part, ...]
    deadline: str


class Unread(NamedTuple):
    """A bracket or labelled list that speaks of parts in a task and was not understood."""

    start: int
    end: int
    form: AssignmentForm


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"(?:主要|首要|第一|直接|共同|具体)?(?P<label>{alternation('body_labels')})\s*：\s*")


def find_labelled(label: re.Pattern[str], words: str, start: int) -> re.Match[str] | None:
    """The first match of a pattern that ends in ： from ``start`` on; only beside a colon is looked for it."""
    colon = words.find("：", start)
    while colon >= 0:
        if match := label.search(words, max(start, colon - _BESIDE_COLON), colon + _BESIDE_COLON):
            return match
        colon = words.find("：", colon + 1)
    return None


@cache
def _verb_tail() -> re.Pattern[str]:
    verbs = alternation("role_verbs")
    return re.compile(rf"(?P<phrase>{_PHRASE.pattern}(?:{verbs})++(?:工作|实施|落实|办理)?)$")


def find_convention(words: str) -> Convention | None:
    """The convention that a paragraph states; None where it states none.

    >>> find_convention("（省水利厅、省财政厅。列在首位的为牵头单位，下同）")
    Convention(others='support')
    """
    if not _states_convention(words):
        return None
    others = _OTHERS.search(words)
    return Convention("responsible" if others and others["role"] in ("责任", "落实") else "support")


def _states_convention(words: str) -> bool:
    return "牵头" in words and _LEADS.search(words) is not None and _CONVENTION.search(words) is not None


def find_statements(words: str, convention: Convention | None = None) -> list[Statement | Unread]:
    """The statements of a paragraph, in order, those that were not understood among them.

    >>> find_statements("修好水渠。（县水利局牵头）")[0].parts
    (Part(body='县水利局', role='lead'),)
    """
    brackets = find_brackets(words)
    if not brackets and "：" not in words:
        return []
    found = [one for bracket in brackets if (one := _bracketed(words, bracket, convention))]
    found += _labelled(words, brackets, convention)
    return sorted(found, key=lambda one: one.start)


def cell_parts(words: str, role: AssignmentRole | None, convention: Convention | None) -> tuple[Part, ...]:
    """The parts that a cell of a table gives; none where any of it is not understood.

    Args:
        words: What the cell prints.
        role: What the heading of its column says; None where it leaves open who leads.
        convention: What the directive says of its lists.

    >>> cell_parts("县水利局、县财政局", "support", None)
    (Part(body='县水利局', role='support'), Part(body='县财政局', role='support'))
    >>> cell_parts("县水利局牵头，县财政局配合", "responsible", None)
    (Part(body='县水利局', role='lead'), Part(body='县财政局', role='support'))
    """
    content = words.rstrip("。；， ")
    if _label().search(content) or _has_verb(content) or role is None:
        told = _label().search(content) or _has_verb(content) or convention
        return _parts(content, convention) if told else ()
    return tuple(dict.fromkeys(_listed(content, role, convention) or ()))


@lru_cache(maxsize=1 << 12)
def find_brackets(words: str) -> tuple[Stretch, ...]:
    """Outermost brackets, from the opening one to the closing one, or to the end where none closes."""
    return tuple(_outermost(words))


def _outermost(words: str) -> Iterator[Stretch]:
    start = depth = 0
    for match in _BRACKET.finditer(words):
        if match.group() in _OPENING:
            start = start if depth else match.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                yield Stretch(start, match.end())
    if depth:
        yield Stretch(start, len(words))


def _bracketed(words: str, bracket: Stretch, convention: Convention | None) -> Statement | Unread | None:
    """What a bracket states; None where it is no statement about bodies at all."""
    start, end = bracket
    content = words[start + 1 : end - 1 if _BRACKET.match(words, end - 1) else end]
    hinted = _HINT.search(content) is not None
    closes = _closes_sentence(words, start, end)
    if len(content) > _LONGEST_STATEMENT or not (hinted or closes or "：" in content):
        return None
    content = _SAME_BELOW.sub("", content.translate(_ROUND))
    labelled = "：" in content and _label().match(_opening_label(content)) is not None
    unread = Unread(start, end, "bracketed") if hinted else None
    verb = not labelled and hinted and _has_verb(content)
    if not (labelled or verb or closes):
        return unread
    parts = _parts(content, convention)
    if not parts or not (labelled or verb or convention or _are_sure(parts, content)):
        return unread
    return Statement(start, end, "labelled" if labelled else "bracketed", parts, _deadline(content))


# 牵头单位：省粮食局（省财政厅配合）: the bracket is read on its own.
_STATEMENT_INSIDE = re.compile(r"（[^（）]*(?:牵头|配合|负责|参加|协助)）")


_SAME_BELOW = re.compile(r"[，；、]\s*以?下同\s*$")


def _opening_label(content: str) -> str:
    """A bracket's words from its first label of bodies on, where persons or a deadline stand before it."""
    for aside in (_PERSONS, _DEADLINE):
        content = aside.sub("", content, count=1) if aside.match(content.lstrip()) else content
    return content.lstrip("，；。 \t\u3000")


def _closes_sentence(words: str, start: int, end: int) -> bool:
    """A list without verb counts only where it follows a sentence, or stands alone, and nothing goes on after it."""
    before, after = words[max(0, start - _BESIDE) : start].rstrip(), words[end : end + _BESIDE].strip()
    alone = not before and start <= _BESIDE
    closes = after in ("", "。", "；")
    opens = alone or before[-1:] in tuple("。；！？”’》") or (closes and opens_item(words[:_BESIDE]))
    return opens and (not after or after[0] in "。；（" or before.endswith("。"))


def _are_sure(parts: Sequence[Part], content: str) -> bool:
    """Whether a list without verb is one of bodies beyond doubt: 试行 and 含农村 end as bodies do."""
    if AND_OTHERS.search(content):
        return any(_LEVEL.match(part.body) or _AGENCY.search(part.body) for part in parts)
    return any(_LEVEL.match(part.body) for part in parts) and all(len(part.body) > 2 for part in parts)


def _has_verb(content: str) -> bool:
    """Whether a clause of the bracket ends in a verb that gives a part."""
    return any(_without_verb(clause)[1] for clause in _comma_clauses(content))


def _labelled(words: str, brackets: Sequence[Stretch], convention: Convention | None) -> Iterator[Statement | Unread]:
    """Labelled lists outside brackets: from the first label of a sentence to its end."""
    position = 0
    ends = [end for _, end in brackets]
    while label := find_labelled(_label(), words, position):
        position = label.end()
        beside = bisect_right(ends, label.start())
        outside = beside == len(brackets) or label.start() < brackets[beside].start
        if not outside or (label.start() and words[label.start() - 1] not in _BEFORE_LABEL):
            continue
        stop = words.find("。", position)
        position = stop if stop >= 0 else len(words)
        content = _STATEMENT_INSIDE.sub("", words[label.start() : position])
        parts = _parts(content, convention) if len(content) <= _LONGEST_STATEMENT else ()
        if parts:
            yield Statement(label.start(), position, "labelled", parts, _deadline(content))
        elif label.end() < position:
            yield Unread(label.start(), position, "labelled")


@cache
def _deadline_clause() -> re.Pattern[str]:
    when = f"(?>{alternation('deadlines')})"
    return re.compile(rf"{when}(?:[并且、和]?+{when})*+")


@cache
def _deadline_in_list() -> re.Pattern[str]:
    """A clause that says by when, with the comma or semicolon before it."""
    return re.compile(rf"(?:^|[，；。])\s*{_deadline_clause().pattern}\s*(?=[，；。）]|$)")


def _deadline(content: str) -> str:
    """By when, as printed: after a label, or in a clause of its own."""
    match = _DEADLINE.search(content) if "：" in content else None
    if match:
        return printed(match["when"])
    clauses = (printed(clause) for clause in re.split("[，；。]", content))
    found = [one for one in clauses if one and _deadline_clause().fullmatch(one) and not one.endswith("启动")]
    return next((one for one in found if one.endswith("完成")), found[0] if found else "")


def deadline_line(words: str) -> str:
    """By when, as a line of its own says it of the task above; empty where the line is anything else.

    >>> deadline_line("完成时限：2020年底前")
    '2020年底前'
    """
    match = _DEADLINE.fullmatch(words.strip().rstrip("。；）")) if "：" in words else None
    return printed(match["when"]) if match else ""


def _parts(content: str, convention: Convention | None) -> tuple[Part, ...]:
    """The bodies of a statement and their roles, each once; empty where any part of it is not understood."""
    parts: list[Part] = []
    sections = list(_sections(_AFTER_BODY.sub("、", _AFTER_VERB.sub("，", content))))
    if any(label == "lead" for _, label in sections):
        convention = None  # who leads is said here, whatever holds elsewhere
    for text, label in sections:
        told = label is None or (label == "responsible" and _tells_roles(text))
        found = _clauses_of(text, convention) if told else _listed(text, label or "responsible", convention)
        if found is None:
            return ()
        parts += found
    return tuple(dict.fromkeys(parts))


def _tells_roles(text: str) -> bool:
    """Whether verbs in a list say who leads or supports, whatever its label: 责任单位：甲局牵头，乙局配合."""
    return any(_without_verb(clause)[1] in ("lead", "support") for clause in _comma_clauses(text.replace("；", "，")))


def _sections(content: str) -> Iterator[tuple[str, AssignmentRole | None]]:
    """Stretches under one label each, or the sentences of a text without labels; asides are left out."""
    labelled = "：" in content
    if stated := _states_convention(content):
        content = _CONVENTION_BRACKET.sub("。", content)
    for aside in (_PERSONS, _DEADLINE) if labelled else ():
        content = aside.sub("。", content)
    if stated:
        content = _CONVENTION_TEXT.sub("。", content)
    content = _deadline_in_list().sub("。", content)
    labels = list(_labels_in(content)) if labelled else []
    if not labels:
        yield from ((sentence, None) for sentence in _sentences(content))
        return
    ends = [label.start() for label in labels[1:]] + [len(content)]
    for label, end in zip(labels, ends, strict=True):
        listed, *others = [*_sentences(content[label.end() : end])] or [""]
        if listed:
            yield listed, _as_role(meaning("body_labels", label["label"]) or "")
        yield from ((sentence, None) for sentence in others if _HINT.search(sentence))


def _labels_in(content: str) -> Iterator[re.Match[str]]:
    label = find_labelled(_label(), content, 0)
    while label:
        yield label
        label = find_labelled(_label(), content, label.end())


def _sentences(content: str) -> Iterator[str]:
    for sentence in content.split("。"):
        if sentence.strip() and not _states_convention(sentence) and not _OTHERS.search(sentence):
            yield sentence


def _as_role(word: str) -> AssignmentRole:
    return "lead" if word == "lead" else "support" if word == "support" else "responsible"


def _listed(text: str, role: AssignmentRole, convention: Convention | None) -> list[Part] | None:
    """A list whose role its label or the convention tells; 会同 inside it parts the bodies that are joined."""
    pieces = [split_bodies(piece) for piece in _JOINING.split(_without_verb(text.rstrip("；，、 "))[0])]
    if not all(map(all_bodies, pieces)):
        return None
    if convention is not None and role == "responsible":
        return _by_convention([body for piece in pieces for body in piece], convention)
    first, *joined = pieces
    return [Part(body, role) for body in first] + [Part(body, "support") for piece in joined for body in piece]


def _by_convention(bodies: Sequence[str], convention: Convention | None) -> list[Part]:
    """Bodies of a list without a verb: by the convention the first leads; without one all are responsible."""
    if convention is None:
        return [Part(body, "responsible") for body in bodies]
    return [Part(body, "lead" if index == 0 else convention.others) for index, body in enumerate(bodies)]


def _clauses_of(sentence: str, convention: Convention | None) -> list[Part] | None:
    """The parts that the groups between semicolons give."""
    groups = [_group(group, convention) for group in sentence.split("；") if group.strip()]
    return None if None in groups else [part for group in groups for part in group or ()]


def _group(group: str, convention: Convention | None) -> list[Part] | None:
    """Clauses between commas: bodies without a verb have the role of the next verb; at the end, of none."""
    parts: list[Part] = []
    waiting: list[str] = []
    for clause in filter(str.strip, _comma_clauses(group)):
        role, bodies, joined = _clause(clause)
        if not all_bodies([*bodies, *joined]):
            return None
        waiting += bodies
        if role is not None:
            parts += [Part(body, role) for body in waiting] + [Part(body, "support") for body in joined]
            waiting = []
    return parts + _by_convention(waiting, None if parts else convention)


def _clause(clause: str) -> tuple[AssignmentRole | None, list[str], list[str]]:
    """The role that a clause gives (None without a verb), its bodies, and those joined with 会同."""
    listed, role = _without_verb(clause)
    first, *joined = _JOINING.split(listed)
    if not joined:
        return role, split_bodies(first), []
    first, leading = _without_verb(first)
    return role or leading or "responsible", split_bodies(first), [body for one in joined for body in split_bodies(one)]


def _comma_clauses(group: str) -> Iterator[str]:
    """Between commas that stand outside brackets."""
    start = depth = 0
    for match in re.finditer("[（），]", group):
        depth += {"（": 1, "）": -1}.get(match.group(), 0)
        if depth <= 0 and match.group() == "，":
            yield group[start : match.start()]
            start = match.end()
    yield group[start:]


@lru_cache(maxsize=1 << 12)
def _without_verb(clause: str) -> tuple[str, AssignmentRole | None]:
    """A clause without the verb at its end, and the role that the verb gives; None without a verb.

    >>> _without_verb("省财政厅按职责分工分别负责")
    ('省财政厅', 'responsible')
    """
    text = clause.rstrip(" 。，、")
    match = _verb_tail().search(text, max(0, len(text) - _LONGEST_VERB))
    return (clause, None) if match is None else (text[: match.start()], _role_of(match["phrase"]))


@lru_cache(maxsize=1 << 10)
def _role_of(phrase: str) -> AssignmentRole:
    """The strongest role among the verbs of a phrase: 牵头负责 is leading."""
    found = (entry.means for entry in entries("role_verbs") if re.search(entry.pattern, phrase))
    return _as_role(next(found, "responsible"))
