"""Rows of member lists: role, names and posts."""

import re
from pathlib import Path

import gongbao.ontology
import pytest
from gongbao.extract.rows import BODIES_END_IN, ends_post, is_body, is_fragment, is_name, is_open, parse_row, row_role
from gongbao.ontology.register import shipped
from gongbao.ontology.vocabulary import Entry, entries
from patterns import last_characters

VOCABULARIES = sorted(path.stem for path in (Path(gongbao.ontology.__file__).parent / "vocab").glob("*.yaml"))


def read_row(line: str) -> tuple[str | None, list[tuple[str, str]]] | None:
    """A row as role and (name, posts) pairs, the pieces of each joined."""
    row = parse_row(line)
    if row is None:
        return None
    cells = [
        ("".join(line[a:b] for a, b in cell.name), "".join(line[a:b] for a, b in cell.posts)) for cell in row.cells
    ]
    return row.role, cells


@pytest.mark.parametrize(
    "line, role, cells",
    [
        ("组长：张三峰 副省长", "组长", [("张三峰", "副省长")]),
        ("组 长：\t张三峰\t副省长", "组长", [("张三峰", "副省长")]),
        ("副组长: 李四维　省财政厅厅长", "副组长", [("李四维", "省财政厅厅长")]),
        ("成 员： 李 四 省财政厅厅长", "成员", [("李四", "省财政厅厅长")]),
        ("李　四　省财政厅厅长", None, [("李四", "省财政厅厅长")]),
        ("张三峰 省政府副秘书长、省参事室主任", None, [("张三峰", "省政府副秘书长、省参事室主任")]),
        ("多吉才旦 松江州州长", None, [("多吉才旦", "松江州州长")]),
        ("阿米尔·哈山 松江州副州长", None, [("阿米尔·哈山", "松江州副州长")]),
        ("王五常 省人力资源社会保障 厅厅长", None, [("王五常", "省人力资源社会保障厅厅长")]),
        ("王五常 省长 赵六合 省水利厅厅长", None, [("王五常", "省长"), ("赵六合", "省水利厅厅长")]),
        ("王五常 赵六合 钱 七 孙八达", None, [(name, "") for name in ("王五常", "赵六合", "钱七", "孙八达")]),
        ("主任：张三峰", "主任", [("张三峰", "")]),
        ("委员：", "委员", []),
        ("总指挥：张三峰 常务副省长（兼）", "总指挥", [("张三峰", "常务副省长（兼）")]),
    ],
)
def test_a_row_is_read(line: str, role: str | None, cells: list[tuple[str, str]]) -> None:
    assert read_row(line) == (role, cells)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "各县要修好粮仓。",
        "一、组成人员",
        "（一）省财政厅。安排经费。",
        "云岭省人民政府",
        "2020年3月6日",
        "张三峰",
        "联系人：张三峰",
        "副省长",
        "责任单位：省财政厅",
        "组长由副省长担任。",
        "加强领导 落实责任",
    ],
)
def test_a_line_of_another_kind_is_no_row(line: str) -> None:
    assert parse_row(line) is None


@pytest.mark.parametrize("words", ["张三", "张三峰", "多吉才旦", "阿米尔·哈山", "阿米尔•哈山", "索南才让吉"])
def test_names_are_names(words: str) -> None:
    assert is_name(words)


@pytest.mark.parametrize("words", ["张", "副省长", "省财政厅", "松江市", "张三峰任", "A某", "秘书长", "", "张 三"])
def test_other_words_are_no_names(words: str) -> None:
    assert not is_name(words)


@pytest.mark.parametrize(
    "words",
    [
        "副省长",
        "省财政厅厅长",
        "省粮食局党组书记",
        "省军区副司令员",
        "副巡视员",
        "总工程师",
        "省财政厅厅长（兼）",
        "省财政厅厅长(兼)",
    ],
)
def test_whole_posts_are_whole(words: str) -> None:
    assert ends_post(words)


@pytest.mark.parametrize("words", ["", "省人力资源社会保障", "省财政厅", "云岭省", "省财政厅厅长办公室"])
def test_cut_posts_are_not_whole(words: str) -> None:
    assert not ends_post(words)


@pytest.mark.parametrize(
    "words",
    ["省财政厅", "各市、州人民政府", "省军区", "松江市", "中国人民银行松江中心支行", "省委党校", "领导小组办公室"],
)
def test_bodies_are_bodies(words: str) -> None:
    assert is_body(words)


@pytest.mark.parametrize("words", ["", "加强领导", "按期完成", "张三峰", "省财政厅牵头"])
def test_other_words_are_no_bodies(words: str) -> None:
    assert not is_body(words)


@pytest.mark.parametrize("line", ["厅厅长", "总 经理", "食品药品监管局局长"])
def test_the_end_of_a_post_is_a_fragment(line: str) -> None:
    assert is_fragment(line)


@pytest.mark.parametrize("line", ["", "省财政厅", "组长：副省长", "负责全省粮仓建设规划编制以及组织实施工作的副省长"])
def test_other_lines_are_no_fragments(line: str) -> None:
    assert not is_fragment(line)


@pytest.mark.parametrize(
    "line, cut", [("王五常 省人力资源社会保障", True), ("王五常 副省长", False), ("王五常 赵六合", False)]
)
def test_a_row_is_open_where_its_post_is_cut(line: str, cut: bool) -> None:
    assert is_open(line) is cut


def test_a_role_ends_before_the_name() -> None:
    line = "副 组 长：张三峰 副省长"
    role = row_role(line)
    assert role is not None and (role[0], line[role[1] :]) == ("副组长", "张三峰 副省长")


@pytest.mark.parametrize("line", ["备注：张三峰", "附件：粮仓名单", "时间：2020年", "张三峰 副省长"])
def test_words_that_are_no_role_open_no_row(line: str) -> None:
    assert row_role(line) is None


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("朱小 杰 省教育厅副厅长", [("朱小杰", "省教育厅副厅长")]),
        ("朱 小杰 省教育厅副厅长", [("朱小杰", "省教育厅副厅长")]),
        ("朱小 杰省教育厅副厅长", [("朱小杰", "省教育厅副厅长")]),
        ("白世 德 省公安厅副厅长 李扬 省水利厅厅长", [("白世德", "省公安厅副厅长"), ("李扬", "省水利厅厅长")]),
        ("张平 女 省水利厅厅长", [("张平", "省水利厅厅长")]),
        ("王伟 副 省长", [("王伟", "副省长")]),
        ("王五 赵 六 钱 七", [("王五", ""), ("赵六", ""), ("钱七", "")]),
    ],
)
def test_name_that_the_scan_tore_is_whole_again(line: str, people: list[tuple[str, str]]) -> None:
    assert read_row(line) == (None, people)


@pytest.mark.parametrize(
    "line",
    ["云南 省人民政府办公厅", "领导 小组成员调整的，由所在单位提出，报组长批准", "中国 石油云岭油田公司总经理"],
)
def test_line_that_blanks_cut_is_no_row(line: str) -> None:
    assert parse_row(line) is None


@pytest.mark.parametrize("entry", entries("bodies"), ids=lambda entry: entry.pattern)
def test_the_gate_lets_every_body_through(entry: Entry) -> None:
    assert last_characters(entry.pattern) <= set(BODIES_END_IN)


def printed_names() -> set[str]:
    """Names of the register as a gazette prints them, and all examples of vocabularies."""
    forms = (name for form in shipped().forms for name in (form.label, *form.words, *form.examples))
    examples = (one for name in VOCABULARIES for one in examples_of(name))
    names = {re.sub(r"\{\w+\}", "云岭省", name) for name in forms} | set(examples)
    return names | {f"省{name}" for name in names}


def examples_of(name: str) -> list[str]:
    try:
        return [one for entry in entries(name) for one in entry.examples]
    except TypeError:  # a file with a form of its own
        return []


def test_every_known_name_of_a_body_ends_in_a_character_of_the_gate() -> None:
    names = [name for name in printed_names() if is_body(name)]
    assert len(names) > 1000
    assert [name for name in names if name[-1] not in BODIES_END_IN] == []


@pytest.mark.parametrize("line", ["王五常 企业家", "成员：王五常 企业家", "李四维 全国道德模范"])
def test_a_word_beside_one_name_is_no_second_person(line: str) -> None:
    assert read_row(line) is None
