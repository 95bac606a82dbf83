"""What a scan or a site does to a page changes nothing of what is read: the same gazettes, damaged in several ways."""

import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest
from conftest import GAZETTES
from gongbao.extract.pipeline import extract
from gongbao.extract.read import bytes_to_source
from gongbao.extract.repair import repair
from gongbao.extract.text import Text
from gongbao.ontology.model import Assignment, Fact, Gap, GroupMention, Task

Damage = Callable[[str], str]


def repaired(text: str) -> list[str]:
    return repair(Text.of(text)).value.splitlines()


def without_marks(text: str) -> str:
    return re.sub(r"\*\*|^#+ *", "", text, flags=re.MULTILINE)


def half_width(text: str) -> str:
    return text.translate(str.maketrans("，：；（）", ",:;()"))


def without_blank_lines(text: str) -> str:
    return re.sub(r"\n{2,}", "\n", text)


def with_square_brackets(text: str) -> str:
    return text.replace("〔", "[").replace("〕", "]")


def with_pages(text: str) -> str:
    """A page number and a running head after every forty lines."""
    lines: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        lines += [line, "", f"· {number // 40 + 1} ·", "", "某某省人民政府公报", ""] if number % 40 == 0 else [line]
    return "\n".join(lines)


def broken(text: str) -> str:
    """Long paragraphs of running text broken at a random place, with a blank line between."""
    dice = random.Random(7)
    return "\n".join(_broken(line, dice) for line in text.split("\n"))


def _broken(line: str, dice: random.Random) -> str:
    if len(line) <= 60 or not re.search("[，。]", line):
        return line
    cut = dice.randrange(30, 60)
    return f"{line[:cut]}\n\n{line[cut:]}"


_BRACKETS = str.maketrans("〔〕", "[]")
DAMAGES: list[Damage] = [without_marks, half_width, without_blank_lines, with_square_brackets, with_pages, broken]


def said(text: str) -> Counter[tuple[object, ...]]:
    """What a text states, without where it stands."""
    return Counter(map(content, extract(bytes_to_source(text.encode(), "a.txt")).facts))


def content(fact: Fact) -> tuple[object, ...]:
    left_out = {"spans", "rule", "text"}
    values = (repr(getattr(fact, one.name)).translate(_BRACKETS) for one in fields(fact) if one.name not in left_out)
    return (fact.kind, *values)


@pytest.mark.gazettes
@pytest.mark.slow
@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
@pytest.mark.parametrize("path", sorted(GAZETTES.glob("*.txt")), ids=lambda path: path.stem[:3])
def test_damage_changes_nothing_of_what_is_read(path: Path, damage: Damage) -> None:
    text = path.read_text("utf-8-sig")
    before, after = said(text), said(damage(text))
    assert before - after == after - before == Counter()


@pytest.mark.gazettes
@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(GAZETTES.glob("*.txt")), ids=lambda path: path.stem[:3])
def test_blanks_inside_words_lose_little_and_add_nothing_false(path: Path) -> None:
    dice = random.Random(7)
    inside = re.compile(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])")
    text = path.read_text("utf-8-sig")
    torn = inside.sub(lambda _: " " if dice.random() < 0.02 else "", text)
    kept = (Assignment, Gap, GroupMention, Task)
    before, after = said(text), said(torn)
    lost, added = before - after, after - before
    formal = {one for one in added if one[0] not in {kind.kind for kind in kept}}
    assert lost.total() <= 0.05 * before.total()
    assert len(formal) <= 0.01 * before.total()


def test_blanks_inside_running_text_are_closed_up() -> None:
    assert repaired("省财 政厅要落实资金，按季 度公布。\n") == ["省财政厅要落实资金，按季度公布。"]


@pytest.mark.parametrize(
    "line",
    [
        "组长：张三 副省长",
        "张三 省水利厅厅长 李四 省财政厅厅长",
        "发展改革委 水利部",
        "关于抗旱的通知 某政〔2020〕1号",
        "第一条 为了抗旱，制定本办法。",
        "3日 上午，副省长张三出席会议。",
        "修水渠。（省水利厅牵头 省财政厅配合）",
    ],
)
def test_blanks_that_part_words_stay(line: str) -> None:
    assert repaired(f"{line}\n") == [line]


def test_a_line_that_begins_with_a_comma_goes_on_from_the_one_above() -> None:
    cut = "（省水利厅牵头，省财政厅、省林业厅、省农牧厅\n、省商务厅、省审计厅配合）\n"
    assert repaired(cut) == [cut.replace("\n", "")]


def test_a_list_of_bodies_in_an_open_bracket_goes_on() -> None:
    cut = "兴修水利。（省水利厅牵头，省财政厅、省林\n业厅、省农牧厅、省商务厅\n、省审计厅配合）\n"
    assert repaired(cut) == [cut.replace("\n", "")]
