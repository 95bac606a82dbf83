"""Lists and tables of groups that end: who announces them, and what a line or a row of them names.

二、撤销的议事协调机构                        a heading, with a name on each line under it
| 1 | 某省粮改领导小组 | 撤销 |               a row of a table
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..ontology.model import Ending
from .dissolution_names import ENDS, MOVED_ON, Flat, is_group, kind_before, names_at
from .dissolution_sentences import NOT_DONE, NOT_YET, SENTENCE, VERB, WINDOW, told
from .labels import ANNEX_LABEL, find_label
from .rows import is_body
from .segment import Paragraph
from .text import Stretch

LONGEST_ROW = 60
"""A line of a list of names that could not be read has no more characters; a longer one is a sentence."""

_GENERIC = (
    r"(?:(?:以下|下列|如下|部分|一批|有关|相关|现有|省级|市级|县级|[省市县区州]?政府|[省市县区州]直|临时性?|阶段性|各类|共?[\d一二三四五六七八九十]{1,3}个|的)*+"
    r"(?:议事协调(?:和临时|及临时)?机构|临时(?:性)?机构|非常设机构|领导小组|协调机构|领导机构|工作机构|指挥部|联席会议|工作专班|机构|小组|组织)[、和及等]?){1,4}"
)
_ANNOUNCES = (
    re.compile(
        rf"(?:^|[，,：:、])(?P<lead>[^，,：:]{{0,40}}?)(?:{ENDS})的?{_GENERIC}(?P<listed>(?:的?(?:名单|目录|清单|名录))?)"
        r"(?:[，,][^。；]{0,20}|(?:予以)?(?:公布|公告|通告|通报|印发|明确|通知|附)?(?:如下|附后|于后|见后)?)$"
    ),
    re.compile(
        rf"(?:^|[，,：:])(?P<lead>[^，,：:]{{0,40}}?)对?(?=以下|下列|如下){_GENERIC}(?:予以|现予|一并|一律|同时|立即|均|自[^，。；]{{2,16}}起)*(?:{ENDS})$"
    ),
)
_MERE_HEADING = re.compile(rf"(?:予以|决定)?(?:{ENDS})的?(?:名单|事项|部分|类)?")
OF_GROUPS = re.compile("议事协调|协调机构|临时机构|领导小组|指挥部|联席会议")
_TALLY = re.compile(r"[（(][^（）()]{0,12}[）)]$")
_INNER_LABEL = re.compile(r"(?:\d{1,3}[.．、]|[（(]\d{1,3}[）)]|[①-⑳])")
_ROW_END = re.compile(r"(?:[。；;，,、]|等)*$")
_CELLS = re.compile(r"[|｜\t]|[ \u3000]{2,}")
_BLANKS = re.compile(r"\s+")
_KEPT = re.compile(r"(?<!不再)保留|更名|并入|调整|合并|暂|继续|不(?!再保留|再设立)|待|拟|前|届时|到期|期满|结束|完成")
_DISSOLVED_CELL = re.compile(rf"(?:予以|现予|决定)?(?:{ENDS})[。；]?")


def opening(words: str) -> tuple[str, str, str]:
    """What stands before the first colon, the colon, and what stands behind; all of it where none stands there."""
    match = ANNEX_LABEL.match(words)
    start = match.end() if match else 0
    place = min((found for mark in "：:" if (found := words.find(mark, start)) >= 0), default=-1)
    if place < 0:
        return _TALLY.sub("", words.rstrip("。")), "", ""
    return words[:place], words[place], words[place + 1 :]


def announces(head: str, *, of_groups: bool) -> bool:
    """Whether words promise names of groups that end: 决定撤销以下议事协调机构, 撤销的领导小组名单."""
    said = SENTENCE.findall(head[-WINDOW:])
    tail = _TALLY.sub("", ANNEX_LABEL.sub("", said[-1])) if said else ""
    if not tail or NOT_YET.search(tail):
        return False
    if _MERE_HEADING.fullmatch(tail):
        return of_groups
    matches = (pattern.search(tail) for pattern in _ANNOUNCES)
    return any(
        match is not None and _is_done(match) and (of_groups or bool(OF_GROUPS.search(match.group())))
        for match in matches
    )


def _is_done(announced: re.Match[str]) -> bool:
    """Whether groups are ended here, and not asked to be, or the list is headed by who ended them."""
    lead = announced["lead"]
    heads = bool(announced.groupdict().get("listed")) and is_body(lead) and not NOT_DONE.search(lead)
    return heads or told(lead, "") == "done"


def names_of_row(words: str) -> list[Stretch] | None:
    """The names that a line holds and nothing else beside remarks; None where it holds anything else."""
    label = _INNER_LABEL.match(words)
    start = label.end() if label else 0
    names: list[Stretch] = []
    while True:
        found, end = names_at(words, start, len(words))
        names += found
        if not found or not all(is_group(words[one.start : one.end], listed=True) for one in found):
            return None
        asides = words[found[0].start : end]
        if _KEPT.search("".join(re.findall(r"[（(][^（）()]*[）)]", asides))):
            return None
        moved = MOVED_ON.match(words, end)
        if _ROW_END.fullmatch(words, end) or (moved and "。" not in words[moved.end() : -1]):
            return names
        parting = _BETWEEN_ROWS.match(words, end)
        if parting is None:
            return None
        start = parting.end()


def names_in(words: str) -> list[Stretch] | None:
    """The names of a line without its label, where it holds nothing else."""
    label = find_label(words)
    return names_of_row(Flat(words, label.end if label else 0).words)


_BETWEEN_ROWS = re.compile(rf"[；;，,、](?:{_INNER_LABEL.pattern})?")


def table_row(paragraph: Paragraph) -> list[Stretch] | None:
    """The cells of a row; None where a paragraph is none."""
    cells = _cut(paragraph.words, _CELLS)
    if len(cells) > 1:
        return cells if all(end - start <= 2 * LONGEST_ROW for start, end in cells) else None
    if len(paragraph.words) > 2 * LONGEST_ROW:
        return None
    # Single blanks part cells only where each of a name and of what becomes of it stands alone.
    cells = _cut(paragraph.words, _BLANKS)
    words = [paragraph.words[start:end] for start, end in cells]
    named = [names for one in words if (names := names_of_row(one))]
    return cells if len(named) == 1 and any(map(_tells_end, words[1:])) else None


class TableRow(NamedTuple):
    """A group in a row of a table, and what becomes of it.

    Attributes:
        name: As its cell prints it, without blanks.
        ending: What becomes of it.
        successor: The group that goes on; empty where none is named.
        places: Where the name stands, and the cell that tells of its end, counted from the beginning of the row.
    """

    name: str
    ending: Ending
    successor: str
    places: tuple[Stretch, ...]


def read_table_row(cells: Sequence[Flat], *, headed: bool) -> TableRow | None:
    """The group that a row ends; None where it ends none, or which one or how is not sure.

    Args:
        cells: The cells of the row.
        headed: Whether all groups of the table are ended by what stands over it.
    """
    acts = [index for index, one in enumerate(cells) if _tells_end(one.words)]
    named = [(index, names[0]) for index, one in enumerate(cells) if len(names := names_of_row(one.words) or []) == 1]
    # Behind the act may stand who takes over: | 甲领导小组 | 撤销 | 乙领导小组 |.
    named = [one for one in named if acts and one[0] < acts[0]] or named
    if len(named) != 1 or len(acts) > 1 or not (acts or (headed and not any(_KEPT.search(one.words) for one in cells))):
        return None
    index, name = named[0]
    places = [cells[index].stretch(*name, 0), *(cells[act].stretch(0, len(cells[act].words), 0) for act in acts)]
    ended = _ended(cells[acts[0]].words) if acts else ("dissolved", "")
    return TableRow(cells[index].words[name.start : name.end], *ended, tuple(places)) if ended else None


def _ended(act: str) -> tuple[Ending, str] | None:
    """What a cell says becomes of a group, and which one goes on; None where that is no group."""
    verb = VERB.search(act)
    if verb is None or _DISSOLVED_CELL.fullmatch(act):
        return "dissolved", ""
    heirs = names_of_row(act[verb.end() :]) or []
    if len(heirs) != 1:
        return None
    heir = act[verb.end() + heirs[0].start : verb.end() + heirs[0].end]
    return ("renamed" if verb["renamed"] else "merged"), heir


def may_be_name(words: str) -> bool:
    """Whether a line that was not read as a name may yet be a damaged one, and no heading: 继续运行的领导小组."""
    return "的" not in words and kind_before().search(words) is not None


def _cut(words: str, parting: re.Pattern[str]) -> list[Stretch]:
    """The pieces between what parts them, without empty ones."""
    breaks = [Stretch(*match.span()) for match in parting.finditer(words)]
    starts, ends = [0, *(one.end for one in breaks)], [*(one.start for one in breaks), len(words)]
    return [Stretch(start, end) for start, end in zip(starts, ends, strict=True) if words[start:end].strip()]


def is_act(cell: Flat) -> bool:
    """Whether a cell says what becomes of a group."""
    return _tells_end(cell.words)


def _tells_end(words: str) -> bool:
    """Whether a cell says what becomes of a group: 撤销, 并入乙领导小组, 更名为乙领导小组."""
    verb = VERB.match(words)
    return bool(_DISSOLVED_CELL.fullmatch(words)) or bool(verb and (verb["merged"] or verb["renamed"]))
