"""What looks like a statement and was not read is listed; what was read, and what is no statement, is not."""

import re
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import pytest
from gongbao.errors import SourceError
from gongbao.extract.evidence import Printed
from gongbao.extract.pipeline import extract, find_facts
from gongbao.extract.read import read_source
from gongbao.extract.repair import repair
from gongbao.extract.segment import segment
from gongbao.extract.text import Text
from gongbao.extract.unread import REASONS, UNREAD, find_unread
from gongbao.ontology.model import Directive, Fact, Gap
from hypothesis import given
from hypothesis import strategies as st
from tagged import NUMBER, founding, notice, source_of

CHRONICLE = "云岭省人民政府2020年3月份大事记"
ITEM = "●3月2日 省长张三峰主持召开会议。"
ROWS = "组  长：张三峰  副省长\n\n副组长：李四维  省财政厅厅长\n\n成  员：王五常  省水利厅副厅长"
PERSONNEL = "云岭省人民政府关于张三峰等同志任免职的通知"
PERSONNEL_NUMBER = "云政人〔2020〕5号"


def unread(text: str) -> list[tuple[str, str]]:
    """What the pass over the unread lists of a text: the cue and the words."""
    return [
        (fact.rule.removeprefix(UNREAD), "".join(span.text for span in fact.spans))
        for fact in find_facts(source_of(text))
        if isinstance(fact, Gap) and fact.rule.startswith(UNREAD)
    ]


def personnel(body: str) -> str:
    return notice(body, title=PERSONNEL, number=PERSONNEL_NUMBER)


# A line outside every directive is one above the first header that is no part of a title.
def above(line: str) -> str:
    return f"{line}\n\n本期编排。\n\n{notice('各地抓好落实。')}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(notice("参照某办〔2020〕12345号文件。"), [("number", "〔2020〕12345号")], id="number-too-long"),
        pytest.param(notice("参照（厅字〔2020〕）文件。"), [("number", "〔2020〕")], id="number-without-run"),
        pytest.param(notice("参照厅字[2020]特1号文件。"), [("number", "[2020]特1号")], id="number-in-square-brackets"),
        pytest.param(
            above("本期另见云政办〔2019〕7号。"), [("outside", "云政办〔2019〕7号")], id="number-outside-directives"
        ),
        pytest.param(
            above("一、修水渠。（省水利厅牵头）"), [("bracket", "（省水利厅牵头）")], id="bracket-outside-directives"
        ),
        pytest.param(
            above("责任单位：省水利厅、省财政厅。"),
            [("label", "责任单位：省水利厅、省财政厅")],
            id="label-outside-directives",
        ),
        pytest.param(
            notice("会议决定任命张三峰同志为云岭水库筹建处处长。"),
            [("appointment", "会议决定任命张三峰同志为云岭水库筹建处处长")],
            id="appointment-in-another-directive",
        ),
        pytest.param(
            above("序号　任务　责任单位\n\n1　修水渠　省水利厅\n\n2　修粮仓　省粮食局"),
            [("table", "序号　任务　责任单位\n\n1　修水渠　省水利厅\n\n2　修粮仓　省粮食局")],
            id="table-outside-directives",
        ),
        pytest.param(
            notice("领导小组由下列单位组成。\n\n成员单位：省教育厅、省民政厅"),
            [("row", "成员单位：省教育厅、省民政厅")],
            id="row-of-units",
        ),
        pytest.param(f"{CHRONICLE}\n\n{ITEM}\n\n当月活动", [("chronicle", "当月活动")], id="heading-in-a-chronicle"),
        pytest.param(
            notice("由省水利厅牵头，会同省财政厅制定方案。"),
            [("prose", "会同省财政厅制定方案")],
            id="second-clause-of-an-assignment",
        ),
        pytest.param(
            notice("需要印发文件的，由省卫生健康委代章。"), [("prose", "由省卫生健康委代章")], id="another-verb"
        ),
        pytest.param(
            notice("会同省政府法制办提出意见。"), [("prose", "会同省政府法制办提出意见")], id="joined-without-subject"
        ),
        pytest.param(notice("松江州要发挥主体作用。"), [("duty", "松江州要发挥主体作用")], id="duty-of-a-place"),
        pytest.param(
            above("各县人民政府，省政府各部门："), [("addressees", "各县人民政府，省政府各部门：")], id="addressees"
        ),
    ],
)
def test_what_looks_like_a_statement_is_listed(text: str, expected: list[tuple[str, str]]) -> None:
    assert unread(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(notice("根据云政〔2019〕3号，现通知如下。"), id="number"),
        pytest.param(notice(f"本通知（{NUMBER}）自印发之日起施行。"), id="own-number"),
        pytest.param(above(f"做好节能工作的通知（{NUMBER}）"), id="number-of-a-directive-that-follows"),
        pytest.param(notice("（一）修水渠。（省水利厅牵头，省财政厅配合）"), id="bracket"),
        pytest.param(notice("（一）修水渠。\n\n责任单位：省水利厅、省财政厅。"), id="label"),
        pytest.param(notice("现列明承办单位："), id="label-with-nothing-after-it"),
        pytest.param(personnel("任命张三峰为云岭省水利厅厅长；免去李四维的云岭省粮食局局长职务。"), id="appointments"),
        pytest.param(notice("驻村干部由乡镇任命，村民选举产生村委会。"), id="appointing-in-general"),
        pytest.param(notice("落实责任单位 细化任务。"), id="no-columns"),
        pytest.param(founding(ROWS), id="rows"),
        pytest.param(f"{CHRONICLE}\n\n{ITEM}\n\n●3月7日 副省长李四维检查水库。", id="items"),
        pytest.param(notice("由省水利厅会同省财政厅制定方案。"), id="prose"),
        pytest.param(notice("民政部门负责核对信息；财政部门要提供数据。"), id="duties"),
        pytest.param(notice("各级政府要负责抓好落实，各有关部门密切配合。"), id="everybody"),
        pytest.param(notice("会同有关部门制定方案。"), id="joined-with-everybody"),
        pytest.param(notice("由所在单位提出，由有关部门代章。"), id="by-nobody-in-particular"),
        pytest.param(notice("支持企业牵头组建联盟，实行首长负责制，主要负责人亲自抓。"), id="no-part"),
        pytest.param(notice("推进协同配合，坚持谁主管谁负责的原则。"), id="slogans"),
    ],
)
def test_what_was_read_or_is_no_statement_is_not_listed(text: str) -> None:
    assert unread(text) == []


def test_a_bracket_inside_a_duty_is_listed_by_itself() -> None:
    text = notice("省水利厅负责修水渠（由省民政厅、加强督查的人按职责牵头），并验收。")
    assert any(isinstance(fact, Gap) and "牵头" in fact.span.text for fact in find_facts(source_of(text)))


def test_a_gap_has_the_key_of_its_directive_and_a_reason() -> None:
    (gap,) = (fact for fact in find_facts(source_of(notice("松江州要发挥主体作用。"))) if isinstance(fact, Gap))
    assert (gap.directive, gap.rule, gap.reason) == (NUMBER, "unread.duty", REASONS["duty"])


def test_outside_every_directive_a_gap_has_no_key() -> None:
    text = above("责任单位：省水利厅、省财政厅。")
    (gap,) = (fact for fact in find_facts(source_of(text)) if isinstance(fact, Gap))
    assert gap.directive == ""


def test_a_text_with_nothing_but_gaps_states_nothing() -> None:
    with pytest.raises(SourceError, match="holds no directive"):
        extract(source_of("昨日，松江州要发挥主体作用。（省水利厅牵头）\n"))


def test_a_list_without_a_group_is_one_gap() -> None:
    text = notice(ROWS)
    assert [fact.rule for fact in find_facts(source_of(text)) if isinstance(fact, Gap)] == ["groups.nameless"]


# What repair drops as furniture is no statement.


def test_numbers_in_the_code_of_a_gazette_are_no_running_heads() -> None:
    lines = "".join(f"某政公报〔2020〕{number}号\n\n正文。\n\n" for number in (1, 2, 3))
    assert repair(Text.of(lines)).value.count("公报") == 3


def test_members_of_the_board_of_a_gazette_are_no_running_heads() -> None:
    lines = "成员：张三峰 云岭公报社社长\n\n正文。\n\n" * 3
    assert repair(Text.of(lines)).value.count("张三峰") == 3


def test_running_heads_are_dropped() -> None:
    lines = "云岭省人民政府公报 2020年第1期\n\n正文。\n\n" * 3
    assert "公报" not in repair(Text.of(lines)).value


# Every number is accounted for.

_CODES = st.sampled_from(["云政办", "厅字", "X", "国办发明电", ""])
_RUNS = st.sampled_from(["12号", "12345号", "第3号", "特12号", "1、2号", "甲号"])
_SENTENCES = st.sampled_from(
    [
        "根据{}文件，抓好落实。",
        "（一）修水渠。{}。（省水利厅牵头，省财政厅配合）",
        "省水利厅负责落实{}的要求。",
        "{}",
        "任命按{}执行。",
        "责任单位：省水利厅（{}）。",
    ]
)


@given(
    st.lists(st.tuples(_SENTENCES, _CODES, st.integers(1950, 2049), _RUNS), min_size=1, max_size=6),
    st.sampled_from([notice, above, lambda words: f"{CHRONICLE}\n\n{ITEM}\n\n{words}\n"]),
)
def test_every_number_is_in_a_fact_or_a_gap_or_is_furniture(
    printed: list[tuple[str, str, int, str]],
    around: Callable[[str], str],
) -> None:
    body = "\n\n".join(sentence.format(f"{code}〔{year}〕{run}") for sentence, code, year, run in printed)
    source = source_of(around(body))
    facts = list(find_facts(source))
    own = {fact.number for fact in facts if isinstance(fact, Directive)}
    kept = repair(Text.of(source.text)).value
    for number in re.finditer(r"[\u3400-\u9fffA-Z]*〔\d{4}〕[^号]*号", source.text):
        stated = any(span.start <= number.end() - 2 < span.end for fact in facts for span in fact.spans)
        assert stated or any(number.group().endswith(one) for one in own if one) or number.group() not in kept


# The real gazettes.

GENEROUS = 20.0
"""Seconds; work that grows with the square of the text takes minutes."""

MOST = 60
"""More entries than this nobody reads through."""


@pytest.fixture(scope="module")
def real(gazettes: Path) -> list[list[Fact]]:
    return [list(find_facts(read_source(path))) for path in sorted(gazettes.glob("*.txt"))]


@pytest.mark.gazettes
def test_the_list_of_the_real_gazettes_is_short(real: list[list[Fact]]) -> None:
    assert sum(fact.kind == "gap" for facts in real for fact in facts) <= MOST


@pytest.mark.gazettes
def test_no_gap_begins_where_a_fact_of_its_form_does(real: list[list[Fact]]) -> None:
    kinds = {"bracket": "assignment", "label": "assignment", "row": "member", "appointment": "appointment"}
    kinds |= {"prose": "assignment", "duty": "duty", "number": "citation", "outside": "citation", "chronicle": "event"}
    for facts in real:
        places = {(fact.kind, span.start) for fact in facts for span in fact.spans}
        gaps = [fact for fact in facts if fact.rule.startswith(UNREAD)]
        assert [gap for gap in gaps if (kinds.get(gap.rule.removeprefix(UNREAD)), gap.span.start) in places] == []


@pytest.mark.parametrize(
    "piece",
    [
        "由",
        "由省水利厅",
        "省水利厅负责",
        "会同省水利厅",
        "（牵头",
        "责任单位：省",
        "〔2020〕",
        "任命张三为",
        "按照",
        "省",
        "要",
        "牵头　责任单位\n",
    ],
)
def test_hostile_text_takes_no_time(piece: str) -> None:
    text = notice(piece * (200_000 // len(piece)))
    repaired = repair(Text.of(text))
    page, segments = Printed("hostile.txt", text, repaired), segment(repaired.value)
    begin = perf_counter()
    sum(1 for _ in find_unread(segments, (), page))
    assert perf_counter() - begin < GENEROUS
