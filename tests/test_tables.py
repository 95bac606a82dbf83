"""Facts in tables: the cells of many layouts, and tables that state none."""

from collections.abc import Mapping
from time import perf_counter

import pytest
from gongbao.extract.grids import Grid, find_grids, head_kind, table_lines
from gongbao.extract.repair import repair
from gongbao.extract.text import Text
from gongbao.ontology.model import Assignment, Fact, Gap, Group, Member, Task
from hypothesis import given
from hypothesis import strategies as st
from tagged import FOUNDING, GROUP, facts_of, notice

Parts = list[tuple[str, str, str, str]]

TWO_TASKS: Parts = [
    ("1", "修缮粮仓", "省粮食局", "lead"),
    ("1", "修缮粮仓", "省财政厅", "support"),
    ("1", "修缮粮仓", "省水利厅", "support"),
    ("2", "培训人员", "省教育厅", "lead"),
]

LAYOUTS: Mapping[str, str] = {
    "pipes": """
| 序号 | 工作任务 | 牵头单位 | 配合单位 |
| --- | --- | --- | --- |
| 1 | 修缮粮仓 | 省粮食局 | 省财政厅、省水利厅 |
| 2 | 培训人员 | 省教育厅 |  |
""",
    "pipes without a rule": """
| 序号 | 工作任务 | 牵头单位 | 配合单位 |
| 1 | 修缮粮仓 | 省粮食局 | 省财政厅、省水利厅 |
| 2 | 培训人员 | 省教育厅 | / |
""",
    "pipes between cells only": """
序号 | 工作任务 | 牵头单位 | 配合单位
1 | 修缮粮仓 | 省粮食局 | 省财政厅、省水利厅
2 | 培训人员 | 省教育厅 | ——
""",
    "full-width pipes": """
｜序号｜工作任务｜牵头单位｜配合单位｜
｜1｜修缮粮仓｜省粮食局｜省财政厅，省水利厅｜
｜2｜培训人员｜省教育厅｜｜
""",
    "spread and bold heads": """
| **序 号** | **工 作 任 务** | **牵头　单位** | **配合单位** |
| 1 | 修缮粮仓 | 省粮食局 | 省财政厅、省水利厅 |
| 2 | 培训人员 | 省教育厅 | 无 |
""",
    "tabs": "序号\t工作任务\t牵头单位\t配合单位\n1\t修缮粮仓\t省粮食局\t省财政厅、省水利厅\n2\t培训人员\t省教育厅\t\n",
    "tabs, those at the end lost": (
        "序号\t工作任务\t牵头单位\t配合单位\n1\t修缮粮仓\t省粮食局\t省财政厅、省水利厅\n2\t培训人员\t省教育厅\n"
    ),
    "an empty line after each": (
        "序号\t工作任务\t牵头单位\t配合单位\n\n1\t修缮粮仓\t省粮食局\t省财政厅、省水利厅\n\n2\t培训人员\t省教育厅\t\n"
    ),
    "blanks": """
序号    工作任务      牵头单位      配合单位
1       修缮粮仓      省粮食局      省财政厅、省水利厅
2       培训人员      省教育厅
""",
    "blanks, indented": """
    序号    工作任务      牵头单位      配合单位
    1       修缮粮仓      省粮食局      省财政厅、省水利厅
    2       培训人员      省教育厅
""",
    "full-width blanks": """
序号　　工作任务　　牵头单位　　配合单位
１　　　修缮粮仓　　省粮食局　　省财政厅、省水利厅
２　　　培训人员　　省教育厅
""".replace("１", "1 ").replace("２", "2 "),
    "blanks, cells over lines": """
序号    工作任务      牵头单位      配合单位
1       修缮          省粮食局      省财政厅、
        粮仓                        省水利厅
2       培训人员      省教育厅
""",
    "bodies on a line each": """
序号    工作任务      牵头单位      配合单位
1       修缮粮仓      省粮食局      省财政厅
                                    省水利厅
2       培训人员      省教育厅
""",
    "a cell between pipes over lines": """
| 序号 | 工作任务 | 牵头单位 | 配合单位 |
| 1 | 修缮
粮仓 | 省粮食局 | 省财政厅、
省水利厅 |
| 2 | 培训人员 | 省教育厅 | |
""",
    "a cell between tabs over lines": (
        "序号\t工作任务\t牵头单位\t配合单位\n1\t修缮\n粮仓\t省粮食局\t省财政厅、省水利厅\n2\t培训人员\t省教育厅\t\n"
    ),
    "cut by a page": """
| 序号 | 工作任务 | 牵头单位 | 配合单位 |
| 1 | 修缮粮仓 | 省粮食局 | 省财政厅、 |

— 3 —

| 序号 | 工作任务 | 牵头单位 | 配合单位 |
| | | | 省水利厅 |
| 2 | 培训人员 | 省教育厅 | |
""",
    "a page between rows": """
序号\t工作任务\t牵头单位\t配合单位
1\t修缮粮仓\t省粮食局\t省财政厅、省水利厅
12
序号\t工作任务\t牵头单位\t配合单位
2\t培训人员\t省教育厅\t
""",
    "headings over rows": """
| 序号 | 工作任务 | 牵头单位 | 配合单位 |
| 一、仓储 | | | |
| 1 | 修缮粮仓 | 省粮食局 | 省财政厅、省水利厅 |
| 二、人员 | | | |
| 2 | 培训人员 | 省教育厅 | |
""",
    "a cell a line": """
序号
工作任务
牵头单位
配合单位
1
修缮粮仓
省粮食局
省财政厅、省水利厅
2
培训人员
省教育厅
/
""",
    "a cell a line, over pages": """
序号
工作任务
牵头单位
配合单位
1
修缮粮仓
省粮食局
— 4 —
省财政厅、省水利厅
序号
工作任务
牵头单位
配合单位
2
培训人员
省教育厅
无
""",
    "single blanks": """
序号 工作任务 牵头单位 配合单位
1 修缮粮仓 省粮食局 省财政厅、省水利厅
2 培训人员 省教育厅 /
""",
    "other columns between": """
| 序号 | 工作任务 | 投资额 | 牵头单位 | 牵头领导 | 配合单位 | 备注 |
| 1 | 修缮粮仓 | 30 | 省粮食局 | 张三峰 | 省财政厅、省水利厅 | |
| 2 | 培训人员 | | 省教育厅 | 李四维 | | 长期 |
""",
}
"""One table in many layouts."""


def parts(body: str) -> Parts:
    return [
        (fact.task_label, fact.task_title, fact.body, fact.role)
        for fact in facts_of(notice(f"工作任务分工如下。\n{body}"), Assignment)
        if fact.form == "table"
    ]


def gaps(body: str) -> list[tuple[str, str]]:
    """What was not read of a text: the printed line it begins with, and why."""
    return [(gap.span.text, gap.reason) for gap in facts_of(notice(body), Gap)]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_table_states_the_same_in_every_layout(layout: str) -> None:
    assert parts(LAYOUTS[layout]) == TWO_TASKS


@pytest.mark.parametrize("layout", LAYOUTS)
def test_nothing_is_missed_in_any_layout(layout: str) -> None:
    assert facts_of(notice(LAYOUTS[layout]), Gap) == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_stands_around_a_table_is_read_as_ever(layout: str) -> None:
    text = notice(f"一、修路。（省交通厅负责）\n{LAYOUTS[layout]}\n二、植树。要快。（省林业厅牵头）")
    assert [(one.task_label, one.body) for one in facts_of(text, Assignment) if one.form != "table"] == [
        ("一、", "省交通厅"),
        ("二、", "省林业厅"),
    ]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_row_is_the_evidence(layout: str) -> None:
    text = notice(LAYOUTS[layout])
    for fact in facts_of(text, Assignment):
        assert all(text[span.start : span.end] == span.text for span in fact.spans)
        assert text.split("\n")[fact.span.line - 1].lstrip().startswith(fact.span.text.split("\n")[0])
        assert fact.body in "".join(span.text for span in fact.spans)


def test_a_table_names_its_tasks() -> None:
    text = notice(LAYOUTS["pipes"])
    assert [(task.label, task.title, task.path, task.span.text) for task in facts_of(text, Task)] == [
        ("1", "修缮粮仓", ("1",), "修缮粮仓"),
        ("2", "培训人员", ("2",), "培训人员"),
    ]


def test_the_deadline_has_a_column() -> None:
    body = "| 任务 | 责任单位 | 完成时限 |\n| 修缮粮仓 | 省粮食局 | 2020年6月底前 |\n"
    assert [(one.body, one.deadline) for one in facts_of(notice(body), Assignment)] == [("省粮食局", "2020年6月底前")]


CELLS: Mapping[str, tuple[str, list[tuple[str, str]]]] = {
    "verbs": ("省粮食局牵头，省财政厅配合", [("省粮食局", "lead"), ("省财政厅", "support")]),
    "labels": ("牵头单位：省粮食局；配合单位：省财政厅", [("省粮食局", "lead"), ("省财政厅", "support")]),
    "a role in brackets": ("省粮食局（牵头）、省财政厅", [("省粮食局", "lead"), ("省财政厅", "responsible")]),
    "and others": ("省粮食局、省财政厅等部门", [("省粮食局", "responsible"), ("省财政厅", "responsible")]),
    "a collective": (
        "省粮食局，各市（州）人民政府",
        [("省粮食局", "responsible"), ("各市（州）人民政府", "responsible")],
    ),
    "blanks": ("省粮食局 省财政厅", [("省粮食局", "responsible"), ("省财政厅", "responsible")]),
    "by duty": ("省粮食局按职责分工负责", [("省粮食局", "responsible")]),
    "persons": ("张三峰", []),
    "glued names": ("省粮食局省财政厅", []),
    "a sentence": ("加强粮仓管理", []),
    "a body and a person": ("省粮食局张三峰", []),
}


@pytest.mark.parametrize("cell", CELLS)
def test_cells(cell: str) -> None:
    words, expected = CELLS[cell]
    body = f"| 序号 | 任务 | 责任单位 |\n| 1 | 修缮粮仓 | {words} |\n"
    assert [(one[2], one[3]) for one in parts(body)] == expected
    assert bool(gaps(body)) == (not expected)


CONVENTIONS: Mapping[str, str] = {
    "in the header": "| 任务 | 责任单位（列在首位的为牵头单位） |\n| 修缮粮仓 | 省粮食局、省财政厅 |",
    "before it": "列在首位的为牵头单位，下同。\n| 任务 | 责任单位 |\n| 修缮粮仓 | 省粮食局、省财政厅 |",
    "under it": "| 任务 | 责任单位 |\n| 修缮粮仓 | 省粮食局、省财政厅 |\n注：列在首位的为牵头单位。",
}


@pytest.mark.parametrize("place", CONVENTIONS)
def test_a_convention_tells_who_leads(place: str) -> None:
    assert [(one[2], one[3]) for one in parts(CONVENTIONS[place])] == [("省粮食局", "lead"), ("省财政厅", "support")]


def test_a_column_of_leaders_is_stronger_than_a_convention() -> None:
    body = "列在首位的为牵头单位，下同。\n| 任务 | 牵头单位 | 责任单位 |\n| 修缮粮仓 | 省粮食局 | 省财政厅、省水利厅 |"
    assert [one[3] for one in parts(body)] == ["lead", "responsible", "responsible"]


def test_the_innermost_task_is_the_one_assigned() -> None:
    body = "| 重点任务 | 主要措施 | 责任单位 |\n| 仓储 | 修缮粮仓。要快。 | 省粮食局 |\n| | 清点库存 | 省商务厅 |"
    assert [(one[1], one[2]) for one in parts(body)] == [("修缮粮仓", "省粮食局"), ("清点库存", "省商务厅")]


def test_a_label_inside_the_task_is_its_label() -> None:
    assert parts("| 任务 | 责任单位 |\n| 3.修缮粮仓。要快。 | 省粮食局 |") == [
        ("3.", "修缮粮仓", "省粮食局", "responsible")
    ]


UNREAD: Mapping[str, tuple[str, str]] = {
    "no body": (
        "| 序号 | 任务 | 责任单位 |\n| 1 | 修缮粮仓 | 省粮食局 |\n| 2 | 清点库存 | |",
        "a row of a table names no body: a cell above may hold for it",
    ),
    "too many cells": (
        "| 序号 | 任务 | 责任单位 |\n| 1 | 修缮粮仓 | 省粮食局 |\n| 2 | 清点 | 库存 | 省商务厅 |",
        "the row has not as many cells as the table's header",
    ),
    "a line too few": (
        "序号\n任务\n牵头单位\n完成时限\n1\n修缮粮仓\n省粮食局\n2\n清点库存\n省商务厅\n年底",
        "the row has not one line for each cell",
    ),
    "no task": (
        "| 水库名称 | 责任单位 | 责任人 |\n| 东湖水库 | 省水利厅 | 张三峰 |",
        "a table names bodies, but of which tasks is not told",
    ),
    "nobody": (
        "| 任务 | 责任单位 |\n| 修缮粮仓 | 见附件第三条 |",
        "a cell names a part in a task, but not all of it is a list of bodies with their roles",
    ),
}


@pytest.mark.parametrize("case", UNREAD)
def test_a_row_that_is_not_understood_is_a_gap(case: str) -> None:
    body, reason = UNREAD[case]
    assert [why for _, why in gaps(body)] == [reason]


NOTHING: Mapping[str, str] = {
    "statistics": "| 指标 | 单位 | 数量 |\n| 粮食 | 万吨 | 30 |\n| 油料 | 万吨 | 5 |",
    "fees": "| 收费项目 | 收费标准 | 收费单位 |\n| 停车 | 5元 | 省公安厅 |",
    "fees with bodies": "| 序号 | 项目 | 责任单位 | 收费标准 |\n| 1 | 停车 | 省公安厅 | 5元 |",
    "prices": "品名\t单位\t价格\n大米\t公斤\t6.2\n",
    "documents": "| 序号 | 文件名称 | 文号 |\n| 1 | 关于修缮粮仓的通知 | 云政办函〔2001〕3号 |",
    "contents": "工作任务……………（3）\n责任单位……………（5）",
    "contacts": "| 姓名 | 单位 | 职务 | 联系电话 |\n| 张三峰 | 省财政厅 | 处长 | 000000 |",
    "a list of words": "牵头单位\n配合单位\n完成时限",
    "a sentence": "各地要明确 任务 责任单位 完成时限 并抓好落实。",
    "a header alone": "| 序号 | 任务 | 责任单位 |\n各地要抓好落实。",
    "a form": "责任单位 | 省粮食局 | 责任人 | 张三峰",
    "permits": "| 序号 | 许可事项 | 实施依据 |\n| 1 | 粮食收购许可 | 粮食流通条例 |",
}


@pytest.mark.parametrize("case", NOTHING)
def test_other_tables_state_nothing(case: str) -> None:
    facts = [*facts_of(notice(NOTHING[case]), Assignment), *facts_of(notice(NOTHING[case]), Member)]
    assert facts == []


def test_a_chronicle_states_no_task() -> None:
    text = f"{notice('请抓好落实。')}\n云岭省人民政府大事记\n\n3月2日　任务　责任单位\n3月3日　省政府召开会议。\n"
    assert facts_of(text, Assignment) == []


MEMBERS: Mapping[str, str] = {
    "pipes": "| 姓名 | 单位 | 职务 | 领导小组职务 |\n| 张三峰（女） | 省政府 | 副省长 | 组长 |\n"
    "| 李 四 | 省财政厅 | 厅长 | 成员 |\n| 王五常 | 省水利厅 | 党组书记、厅长 | |",
    "blanks": "姓　名    单位        职务              领导小组职务\n张三峰    省政府      副省长            组长\n"
    "李　四    省财政厅    厅长              成员\n王五常    省水利厅    党组书记、厅长    成员",
    "roles first": "组内职务\t姓名\t单位及职务\n组长\t张三峰\t省政府副省长\n成员\t李四\t省财政厅厅长\n"
    "\t王五常\t省水利厅党组书记、厅长",
    "roles under 职务": "| 职务 | 姓名 | 单位及职务 |\n| 组长 | 张三峰 | 省政府副省长 |\n"
    "| 成员 | 李四 | 省财政厅厅长 |\n| 成员 | 王五常 | 省水利厅党组书记、厅长 |",
    "with telephones": "| 组内职务 | 姓名 | 单位及职务 | 联系电话 |\n| 组长 | 张三峰 | 省政府副省长 | 00 |\n"
    "| 成员 | 李四 | 省财政厅厅长 | 01 |\n| 成员 | 王五常 | 省水利厅党组书记、厅长 | 02 |",
    "a cell a line": "姓名\n单位及职务\n组内职务\n张三峰\n省政府副省长\n组长\n李四\n省财政厅厅长\n成员\n"
    "王五常\n省水利厅党组书记、厅长\n成员",
}


@pytest.mark.parametrize("layout", MEMBERS)
def test_members(layout: str) -> None:
    text = notice(f"组成人员如下。\n{MEMBERS[layout]}", title=FOUNDING)
    assert [(one.group, one.person, one.role, one.posts) for one in facts_of(text, Member)] == [
        (GROUP, "张三峰", "组长", ("省政府副省长",)),
        (GROUP, "李四", "成员", ("省财政厅厅长",)),
        (GROUP, "王五常", "成员", ("省水利厅党组书记", "省水利厅厅长")),
    ]
    assert {one.rule for one in facts_of(text, Member)} == {"tables.member"}


def test_a_heading_over_a_table_names_its_group() -> None:
    body = """一、粮仓改造工作组
| 组内职务 | 姓名 | 单位及职务 |
| 组长 | 张三峰 | 副省长 |
二、粮仓宣传工作组
| 组内职务 | 姓名 | 单位及职务 |
| 组长 | 李四维 | 省教育厅厅长 |"""
    assert [(one.group, one.person) for one in facts_of(notice(body, title=FOUNDING), Member)] == [
        ("粮仓改造工作组", "张三峰"),
        ("粮仓宣传工作组", "李四维"),
    ]


def test_members_without_a_group_are_a_gap() -> None:
    body = "| 姓名 | 单位及职务 |\n| 张三峰 | 副省长 |\n| 李四维 | 省教育厅厅长 |"
    assert facts_of(notice(body), Group) == []
    assert [why for _, why in gaps(body)] == ["a list of members, but of which group is not told"]


@pytest.mark.parametrize("heading", ["先进个人名单", "受表彰人员名单", "联系人一览表"])
def test_persons_of_another_list_are_no_members(heading: str) -> None:
    body = f"{heading}\n| 姓名 | 单位 | 职务 |\n| 张三峰 | 省财政厅 | 处长 |\n| 李四维 | 省水利厅 | 科长 |"
    assert facts_of(notice(body, title=FOUNDING), Member) == []


def test_a_row_of_members_that_is_not_understood_is_a_gap() -> None:
    body = "| 组内职务 | 姓名 | 单位及职务 |\n| 组长 | 张三峰 | 副省长 |\n| 成员 | 待定 | 见附件第三条 |"
    found = facts_of(notice(body, title=FOUNDING), Gap)
    assert [(gap.rule, gap.span.text) for gap in found] == [("tables.member", "| 成员 | 待定 | 见附件第三条 |")]


# How tables are found


def grids(text: str) -> list[Grid]:
    return list(find_grids(text.split("\n")))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_repair_keeps_the_rows_of_a_table(layout: str) -> None:
    before, after = grids(LAYOUTS[layout]), grids(repair(Text.of(LAYOUTS[layout])).value)
    assert [grid.kinds for grid in after] == [grid.kinds for grid in before]
    assert [len(grid.rows) for grid in after] == [len(grid.rows) for grid in before]


def test_a_signature_under_a_table_is_no_cell() -> None:
    table = "任务            责任单位\n修缮粮仓        省粮食局"
    signature = "                云岭省人民政府\n                2020年3月6日"
    assert table_lines(f"{table}\n{signature}") == {0, 1}


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("责 任 单 位", "responsible"),
        ("责任单位（列首位的牵头）", "responsible"),
        ("单位", "unit"),
        ("投资额", "other"),
    ],
)
def test_heads(head: str, kind: str) -> None:
    assert head_kind(head) == kind


CUTS = st.sampled_from(["|", "｜", "\t", "    ", "　　", "\n", "\n|", "|\n", "\n\t", "\n        ", " | "])
HEADS = st.sampled_from(["序号", "任务", "责任单位", "牵头单位", "姓名", "职务", "完成时限"])
CELLS_OF_ANY_KIND = st.sampled_from(
    [
        "1",
        "2",
        "3",
        "任务",
        "责任单位",
        "省粮食局",
        "省财政厅、省水利厅",
        "修缮粮仓",
        "张三峰",
        "省粮食局牵头，省财政厅配合",
        "",
    ]
)
OTHERS = st.sampled_from(["|---|", "副省长", "组长", "成员", "、", "。", "— 3 —", "（", "牵头"])


def letters(text: str) -> str:
    return "".join(text.split())


@given(st.lists(CUTS | HEADS | CELLS_OF_ANY_KIND | OTHERS, max_size=60))
def test_any_mix_of_cells_is_read_without_inventing_bodies(words: list[str]) -> None:
    text = notice("".join(["序号|任务|责任单位\n", *words]))
    facts: list[Fact] = [*facts_of(text, Assignment), *facts_of(text, Gap)]
    for fact in facts:
        assert all(text[span.start : span.end] == span.text for span in fact.spans)
        if isinstance(fact, Assignment):
            assert fact.body in letters("".join(span.text for span in fact.spans))


@given(CUTS, st.lists(st.tuples(CELLS_OF_ANY_KIND, CUTS), max_size=40))
def test_a_body_is_never_more_than_a_cell_names(cut: str, cells: list[tuple[str, str]]) -> None:
    header = f"序号{cut}任务{cut}责任单位\n"
    text = notice(header + "".join(f"{words}{between}" for words, between in cells))
    bodies = {one.body for one in facts_of(text, Assignment) if one.form == "table"}
    assert bodies <= {"省粮食局", "省财政厅", "省水利厅"}


HOSTILE: Mapping[str, str] = {
    "headers": "| 序号 | 任务 | 责任单位 |\n",
    "headings on lines": "责任单位\n",
    "rows that go on": "| | | 省财政厅、 |\n",
    "unclosed rows": "| 1 | 修仓\n",
}


@pytest.mark.parametrize("case", HOSTILE)
def test_time_grows_with_the_text(case: str) -> None:
    def seconds(times: int) -> float:
        started = perf_counter()
        table_lines("| 序号 | 任务 | 责任单位 |\n| 1 | 修仓 | 省粮食局、 |\n" + HOSTILE[case] * times)
        return perf_counter() - started

    assert seconds(8000) < 40 * seconds(1000) + 1


def test_a_signature_does_not_fill_the_last_row() -> None:
    assert [one[1] for one in parts("序号\n任务\n责任单位\n1\n修缮粮仓\n省粮食局\n2\n清点库存")] == ["修缮粮仓"]
