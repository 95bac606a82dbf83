"""Which body leads, supports or is responsible for a task, as brackets and labels tell."""

import pytest
from gongbao.extract.deadlines import deadline_in
from gongbao.extract.statements import Convention, find_convention, find_statements
from gongbao.ontology.model import Assignment, AssignmentRole, Gap, Task
from tagged import facts_of, marked_parts, notice, parts, tagged

ITEM = "（一）修好旧仓。每年修一次。"


def in_item(statement: str) -> str:
    """A notice with one item that a statement closes."""
    return notice(f"{ITEM}{statement}")


@pytest.mark.parametrize(
    "statement",
    [
        "（<lead>省粮食局</lead>牵头）",
        "（<lead>省粮食局</lead>牵头，<support>省财政厅</support>配合）",
        "（<lead>省粮食局</lead>牵头，<support>省财政厅</support>、<support>省水利厅</support>配合）",
        "（<lead>省粮食局</lead>牵头，<support>省财政厅</support>参加）",
        "（<lead>省粮食局</lead>牵头，<support>省财政厅</support>协助）",
        "（<lead>省粮食局</lead>牵头负责）",
        "（<lead>省粮食局</lead>牵头落实，<support>省财政厅</support>协办）",
        "（<lead>省粮食局</lead>主办，<support>省财政厅</support>协办）",
        "（由<lead>省粮食局</lead>牵头，<support>省财政厅</support>配合）",
        "（<lead>省粮食局</lead>、<lead>省财政厅</lead>共同牵头）",
        "（<lead>省粮食局</lead>牵头，<support>省财政厅</support>等部门配合）",
        "（<lead>省粮食局</lead>牵头，<responsible>省财政厅</responsible>负责）",
        "（<lead>省粮食局</lead>牵头，<responsible>省财政厅</responsible>、<responsible>省水利厅</responsible>按职责分工负责）",
        "（<lead>省粮食局</lead>牵头；<support>省财政厅</support>配合）",
    ],
)
def test_a_bracket_with_a_leader(statement: str) -> None:
    page = tagged(in_item(statement))
    assert parts(page.text) == marked_parts(page)


@pytest.mark.parametrize(
    "statement",
    [
        "（<responsible>省粮食局</responsible>负责）",
        "（<responsible>省粮食局</responsible>、<responsible>省财政厅</responsible>负责）",
        "（<responsible>省粮食局</responsible>、<responsible>省财政厅</responsible>按职责分工负责）",
        "（<responsible>省粮食局</responsible>、<responsible>省财政厅</responsible>按照职责分工分别负责）",
        "（<responsible>省粮食局</responsible>、<responsible>省财政厅</responsible>依职责分别负责）",
        "（<responsible>省粮食局</responsible>、<responsible>省财政厅</responsible>等部门按职责负责）",
        "（<responsible>省粮食局</responsible>落实）",
        "（<responsible>省粮食局</responsible>、<responsible>省财政厅</responsible>）",
        "（<responsible>省粮食局</responsible>，<responsible>省财政厅</responsible>）",
        "（<responsible>省粮食局</responsible>；<responsible>省财政厅</responsible>）",
        "（<responsible>省粮食局</responsible>负责，<support>省财政厅</support>配合）",
    ],
)
def test_a_bracket_without_a_leader(statement: str) -> None:
    page = tagged(in_item(statement))
    assert parts(page.text) == marked_parts(page)


@pytest.mark.parametrize(
    "statement",
    [
        "（<responsible>省粮食局</responsible>、<responsible>省教育厅</responsible>；<lead>省财政厅</lead>牵头，<support>省水利厅</support>负责配合）",
        "（<responsible>各市州人民政府</responsible>；<lead>省财政厅</lead>牵头，<support>省水利厅</support>配合）",
        "（<lead>省财政厅</lead>牵头，<support>省水利厅</support>配合；<responsible>各市州人民政府</responsible>）",
        "（<lead>省财政厅</lead>牵头，<support>省水利厅</support>配合，<responsible>各市州人民政府</responsible>负责落实）",
    ],
)
def test_a_body_without_a_verb_beside_a_leader_is_responsible(statement: str) -> None:
    page = tagged(in_item(statement))
    assert parts(page.text) == marked_parts(page)


@pytest.mark.parametrize(
    "statement",
    [
        "（<lead>省粮食局</lead>会同<support>省财政厅</support>牵头）",
        "（<responsible>省粮食局</responsible>会同<support>省财政厅</support>负责）",
        pytest.param(
            "（<lead>省粮食局</lead>牵头会同<support>省财政厅</support>）",
        ),
        "（<responsible>省粮食局</responsible>会同<support>省财政厅</support>、<support>省水利厅</support>按职责分工负责）",
        "（<responsible>省粮食局</responsible>会同<support>省财政厅</support>）",
        "（<responsible>省粮食局</responsible>商<support>省财政厅</support>办理）",
    ],
)
def test_those_who_are_joined_support(statement: str) -> None:
    page = tagged(in_item(statement))
    assert sorted(parts(page.text)) == sorted(marked_parts(page))


@pytest.mark.parametrize(
    "statement",
    [
        "（责任单位：<responsible>省粮食局</responsible>、<responsible>省财政厅</responsible>）",
        "(责任单位:<responsible>省粮食局</responsible>、<responsible>省财政厅</responsible>)",
        "（牵头单位：<lead>省粮食局</lead>；配合单位：<support>省财政厅</support>、<support>省水利厅</support>）",
        "（牵头单位：<lead>省粮食局</lead>。责任单位：<responsible>省财政厅</responsible>）",
        "（牵头部门：<lead>省粮食局</lead>，参加部门：<support>省财政厅</support>）",
        "（主办单位：<lead>省粮食局</lead>；协办单位：<support>省财政厅</support>）",
        "（责任部门：<responsible>省粮食局</responsible>等部门）",
        "牵头单位：<lead>省粮食局</lead>；配合单位：<support>省财政厅</support>",
        "责任单位：<responsible>省粮食局</responsible>、<responsible>省财政厅</responsible>。",
        "\n责任单位：<responsible>省粮食局</responsible>、<responsible>省财政厅</responsible>",
        "\n牵头单位：<lead>省粮食局</lead>\n\n配合单位：<support>省财政厅</support>、<support>省水利厅</support>",
        "【责任单位：<responsible>省粮食局</responsible>、<responsible>省财政厅</responsible>】",
    ],
)
def test_a_labelled_list(statement: str) -> None:
    page = tagged(in_item(statement))
    assert parts(page.text) == marked_parts(page)


@pytest.mark.parametrize(
    "statement, form",
    [
        ("（省粮食局牵头，省财政厅配合）", "bracketed"),
        ("（省粮食局、省财政厅）", "bracketed"),
        ("（责任单位：省粮食局）", "labelled"),
        ("责任单位：省粮食局。", "labelled"),
    ],
)
def test_the_form_tells_how_it_is_printed(statement: str, form: str) -> None:
    assert {fact.form for fact in facts_of(in_item(statement), Assignment)} == {form}


@pytest.mark.parametrize(
    "bracket",
    [
        "（省粮食局牵头，省财政厅配合",
        "(省粮食局牵头，省财政厅配合)",
        "（省粮食局牵头，省财政厅配合)",
        "（省粮食局牵头，省财政厅配合）。",
    ],
)
def test_brackets_of_both_widths_and_half_brackets_are_read(bracket: str) -> None:
    assert parts(in_item(bracket)) == [("省粮食局", "lead"), ("省财政厅", "support")]


@pytest.mark.parametrize("line_end", ["\n\n", "\n\n— 7 —\n\n", "  \n", "**\n\n**"])
def test_a_bracket_broken_by_a_page_is_read_whole(line_end: str) -> None:
    assert parts(in_item(f"（省粮食局牵头，省财政厅、{line_end}省水利厅配合）")) == [
        ("省粮食局", "lead"),
        ("省财政厅", "support"),
        ("省水利厅", "support"),
    ]


def test_a_body_broken_by_a_page_is_whole() -> None:
    assert parts(in_item("（省人力资源社会\n\n保障厅牵头，省财政厅配合）"))[0] == ("省人力资源社会保障厅", "lead")


def test_a_bracket_on_a_line_of_its_own_closes_the_item_above() -> None:
    (task,) = facts_of(in_item("\n\n（省粮食局牵头，省财政厅配合）"), Task)
    assert task.label == "（一）"


@pytest.mark.parametrize(
    "collective",
    [
        "各市、自治州人民政府",
        "各市州政府",
        "各有关部门",
        "各金融机构",
        "省政府各委、办、厅、局",
        "各市（州）、县（市、区）人民政府",
    ],
)
def test_a_collective_is_one_body(collective: str) -> None:
    assert parts(in_item(f"（省粮食局牵头，{collective}配合）")) == [("省粮食局", "lead"), (collective, "support")]


def test_a_body_with_its_other_name_in_brackets_is_one() -> None:
    statement = "（省工业和信息化厅（省国防科工办）牵头，省财政厅配合）"
    assert parts(in_item(statement)) == [("省工业和信息化厅（省国防科工办）", "lead"), ("省财政厅", "support")]


def test_a_body_named_twice_in_one_role_has_one_part() -> None:
    assert parts(in_item("（省粮食局、省财政厅、省粮食局负责）")) == [
        ("省粮食局", "responsible"),
        ("省财政厅", "responsible"),
    ]


@pytest.mark.parametrize(
    "statement, deadline",
    [
        ("（责任单位：省粮食局；完成时限：2020年底）", "2020年底"),
        ("（责任单位：省粮食局。完成时限：2020年6月）", "2020年6月"),
        ("（省粮食局负责；完成时间：2020 年 6 月）", "2020年6月"),
        ("（省粮食局负责，2020年6月底前完成）", "2020年6月底前完成"),
        ("（省粮食局负责，完成时间：2020年6月）", "2020年6月"),
        ("责任单位：省粮食局；完成时限：持续推进", "持续推进"),
        ("（责任单位：省粮食局）", ""),
    ],
)
def test_the_deadline_is_as_printed(statement: str, deadline: str) -> None:
    assert [(one.body, one.deadline) for one in facts_of(in_item(statement), Assignment)] == [("省粮食局", deadline)]


# Conventions.


@pytest.mark.parametrize(
    "words, others",
    [
        ("列在首位的为牵头单位，下同", "support"),
        ("列首位的为牵头单位", "support"),
        ("排在第一位的为牵头单位，下同", "support"),
        ("列第一的为牵头部门", "support"),
        ("第一个单位为牵头单位", "support"),
        ("列在首位的为牵头单位，其他为责任单位", "responsible"),
        ("排在首位的为牵头单位，其余单位为配合单位", "support"),
        ("列在首位的单位为牵头单位，其他为参加单位，下同", "support"),
    ],
)
def test_a_convention_is_read(words: str, others: AssignmentRole) -> None:
    assert find_convention(f"（省粮食局、省财政厅。{words}）") == Convention(others)


@pytest.mark.parametrize(
    "words", ["（省粮食局牵头，省财政厅配合）", "牵头单位要列在报告首位。", "各县要把修仓放在首位。", ""]
)
def test_other_words_state_no_convention(words: str) -> None:
    assert find_convention(words) is None


def test_a_convention_within_the_first_list_holds_for_it_and_all_later_ones() -> None:
    body = "（一）修仓。（省粮食局、省财政厅。列在首位的为牵头单位，下同）\n\n（二）修路。（省交通运输厅、省财政厅）"
    assert parts(notice(body)) == [
        ("省粮食局", "lead"),
        ("省财政厅", "support"),
        ("省交通运输厅", "lead"),
        ("省财政厅", "support"),
    ]


def test_a_convention_after_a_label_holds_too() -> None:
    body = (
        "（一）修仓。（责任单位：省粮食局、省财政厅。列在首位的为牵头单位，下同）\n\n"
        "（二）修路。（责任单位：省交通运输厅、省水利厅）"
    )
    assert [role for _, role in parts(notice(body))] == ["lead", "support", "lead", "support"]


def test_a_convention_before_all_lists_holds_for_them() -> None:
    body = "以下各项中列在首位的为牵头单位。\n\n（一）修仓。（省粮食局、省财政厅）"
    assert parts(notice(body)) == [("省粮食局", "lead"), ("省财政厅", "support")]


def test_a_convention_can_make_the_others_responsible() -> None:
    body = "（一）修仓。（省粮食局、省财政厅。列在首位的为牵头单位，其他为责任单位，下同）"
    assert parts(notice(body)) == [("省粮食局", "lead"), ("省财政厅", "responsible")]


def test_a_convention_does_not_overrule_a_printed_verb() -> None:
    body = (
        "（一）修仓。（省粮食局、省财政厅。列在首位的为牵头单位，下同）\n\n"
        "（二）修路。（省水利厅、省交通运输厅按职责分工负责）"
    )
    assert parts(notice(body))[2:] == [("省水利厅", "responsible"), ("省交通运输厅", "responsible")]


def test_a_convention_does_not_hold_for_lists_before_it() -> None:
    body = "（一）修仓。（省粮食局、省财政厅）\n\n（二）修路。（省水利厅、省交通运输厅。列在首位的为牵头单位，下同）"
    assert parts(notice(body))[:2] == [("省粮食局", "responsible"), ("省财政厅", "responsible")]


def test_a_convention_does_not_leak_into_another_directive() -> None:
    first = notice("（一）修仓。（省粮食局、省财政厅。列在首位的为牵头单位，下同）")
    second = notice("（一）修路。（省水利厅、省交通运输厅）", number="云政办〔2020〕6号")
    assert parts(first + second)[2:] == [("省水利厅", "responsible"), ("省交通运输厅", "responsible")]


def test_the_words_of_a_convention_are_no_body() -> None:
    body = "（一）修仓。（省粮食局、省财政厅。列在首位的为牵头单位，其他为责任单位，下同）"
    assert [body for body, _ in parts(notice(body))] == ["省粮食局", "省财政厅"]


# Tasks.


@pytest.mark.parametrize(
    "label, written",
    [
        ("一、", "一、"),
        ("（一）", "（一）"),
        ("(一)", "（一）"),
        ("12.", "12."),
        ("12．", "12."),
        ("(3)", "（3）"),
        ("第九条　", "第九条"),
        ("①", "①"),
    ],
)
def test_the_label_of_the_task_is_that_of_its_item(label: str, written: str) -> None:
    text = notice(f"{label}修好旧仓。每年修一次。（省粮食局牵头，省财政厅配合）")
    assert {(fact.task_label, fact.task_title) for fact in facts_of(text, Assignment)} == {(written, "修好旧仓")}


def test_an_assignment_belongs_to_the_innermost_item() -> None:
    body = "一、修仓\n\n（一）旧仓\n\n1.更换风机。每县两台。（省粮食局牵头，省财政厅配合）"
    assert {fact.path for fact in facts_of(notice(body), Assignment)} == {("一、", "（一）", "1.")}


def test_a_task_is_told_once_though_two_statements_close_it() -> None:
    body = "（一）修好旧仓。换门窗（省粮食局负责），换风机（省财政厅负责）。"
    assert [task.title for task in facts_of(notice(body), Task)] == ["修好旧仓"]


def test_each_statement_of_an_item_is_read() -> None:
    body = "（一）修好旧仓。换门窗（省粮食局负责），换风机（省财政厅负责）。"
    assert parts(notice(body)) == [("省粮食局", "responsible"), ("省财政厅", "responsible")]


def test_a_statement_outside_every_item_has_no_label() -> None:
    (fact,) = facts_of(notice("各县要修好旧仓。（省粮食局负责）"), Assignment)
    assert (fact.task_label, fact.task_title, fact.path) == ("", "", ())


def test_two_items_of_one_label_are_two_tasks() -> None:
    body = "一、修仓\n\n（一）旧仓。（省粮食局负责）\n\n二、修路\n\n（一）大路。（省交通运输厅负责）"
    assert [task.path for task in facts_of(notice(body), Task)] == [("一、", "（一）"), ("二、", "（一）")]


# Evidence.


def test_the_evidence_is_the_statement() -> None:
    page = tagged(notice(f"{ITEM}<statement>（省粮食局牵头，省财政厅配合）</statement>"))
    places = {(fact.span.start, fact.span.end) for fact in facts_of(page.text, Assignment)}
    assert places == set(page.places("statement"))


def test_the_line_is_that_of_the_opening_bracket() -> None:
    text = notice(f"{ITEM}（省粮食局牵头，省财政厅、\n\n省水利厅配合）")
    line = 1 + text[: text.index("（省粮食局")].count("\n")
    assert {fact.span.line for fact in facts_of(text, Assignment)} == {line}


# Nothing, and gaps.


@pytest.mark.parametrize(
    "sentence",
    [
        "各县要抓好粮仓（含晒场、烘干塔）的维修。",
        "粮仓建设（2020年至2022年）分三年进行。",
        "按照省粮食局（以下简称粮食局）的要求办理。",
        "各部门要加强配合，层层落实责任。",
        "本办法由省粮食局负责解释。",
        "企业（个人）负责缴纳租金。",
        "粮仓维修（见附件）。",
        "（此件公开发布）",
        "（略）",
        "设备（风机、照明、门窗）要齐全。",
    ],
)
def test_other_brackets_and_sentences_assign_nothing(sentence: str) -> None:
    assert [fact for fact in facts_of(in_item(sentence), Assignment) if fact.form != "prose"] == []


@pytest.mark.parametrize("bracket", ["（试行）", "\n\n（试行）", "（暂行）", "（全部）", "（含农村）"])
def test_a_bracket_of_one_common_word_assigns_nothing(bracket: str) -> None:
    assert parts(in_item(bracket)) == []


@pytest.mark.parametrize("words", ["责任单位：省粮食局，责任人：张三峰", "牵头单位：省粮食局，每月报告一次"])
def test_a_labelled_list_that_is_not_understood_is_read_or_a_gap(words: str) -> None:
    text = in_item(f"\n\n{words}")
    assert facts_of(text, Gap) or parts(text)


@pytest.mark.parametrize(
    "bracket",
    [
        "（租金由企业自行负责，省财政厅配合监督到位）",
        "（省粮食局牵头组织各县上报，省财政厅审核）",
        "（配合做好省里检查）",
    ],
)
def test_a_bracket_that_speaks_of_parts_and_is_not_understood_is_a_gap(bracket: str) -> None:
    text = in_item(bracket)
    (gap,) = facts_of(text, Gap)
    assert (gap.span.text, parts(text)) == (bracket, [])


def test_a_bracket_that_is_read_is_no_gap() -> None:
    assert facts_of(in_item("（省粮食局牵头，省财政厅配合）"), Gap) == []


def test_a_bracket_longer_than_any_statement_is_none() -> None:
    assert parts(in_item(f"（省粮食局{'、省财政厅' * 400}负责")) == []


def test_statements_stand_in_the_order_of_the_paragraph() -> None:
    words = "修仓（省粮食局负责），修路（省交通运输厅负责）。责任单位：省水利厅。"
    statements = find_statements(words, None)
    assert [words[one.start : one.end] for one in statements] == [
        "（省粮食局负责）",
        "（省交通运输厅负责）",
        "责任单位：省水利厅",
    ]


@pytest.mark.parametrize(
    ("words", "deadline"),
    [
        ("到2018年底，各乡镇建成粮仓。", "到2018年底"),
        ("到 2018 年 6 月底，各乡镇建成粮仓。", "到 2018 年 6 月底"),
        ("2017年底，各县要建成粮仓。", "2017年底"),
        ("修好水渠。年底前，各县要建成粮仓。", "年底前"),
        ("修好水渠，年内完成两期。", "年内"),
        ("年底前修一期，2018年底前修二期。", "2018年底前"),
        ("2016年底，全省已有粮仓九座。", ""),
        ("2016年底建成了粮仓九座。", ""),
        ("从2016年到2018年底的账目。", ""),
        ("可在5年内继续使用。", ""),
        ("到2017年底修一期，到2018年底修二期。", ""),
        ("统一到2018年前期的标准。", ""),
    ],
)
def test_deadline_that_a_text_prints(words: str, deadline: str) -> None:
    place = deadline_in(words)
    assert (words[slice(*place)] if place else "") == deadline


def test_deadline_in_the_text_of_a_task_belongs_to_those_who_answer_for_it() -> None:
    page = tagged(
        notice("（一）建网上平台。<when>2017 年底前</when>，建成并开通。<who>（省水利厅牵头，省财政厅配合）</who>")
    )
    found = facts_of(page.text, Assignment)
    assert {(one.body, one.deadline) for one in found} == {("省水利厅", "2017年底前"), ("省财政厅", "2017年底前")}
    assert [(one.start, one.end) for one in found[0].spans] == [*page.places("who"), *page.places("when")]


@pytest.mark.parametrize(
    "text",
    [
        "2017年底前建成一期，2018年底前建成二期。（省水利厅牵头）",
        "2017年前期工作已经完成。（省水利厅牵头）",
        "落实2016—2017年前三项任务。（省水利厅牵头）",
    ],
)
def test_text_that_names_no_one_day_gives_no_deadline(text: str) -> None:
    assert [one.deadline for one in facts_of(notice(f"（一）建网上平台。{text}"), Assignment)] == [""]
