"""How groups end: dissolved, merged, renamed, in the layouts of notices; and what only looks like it."""

import time

import pytest
from gongbao.extract.dissolutions import speaks_of_end
from gongbao.extract.pipeline import extract, find_facts
from gongbao.extract.read import Source, bytes_to_source
from gongbao.ontology.model import Fact, Gap, GroupChange
from gongbao.ontology.vocabulary import entries

SIGNED = "云岭省人民政府\n2020年1月1日\n"
A = "云岭省粮改领导小组"
B = "松江流域治理指挥部"
C = "云岭省粮食安全领导小组"


def facts(body: str, *, title: str = "粮食工作") -> list[Fact]:
    head = f"云岭省人民政府\n关于{title}的通知\n云政〔2020〕1号\n各市人民政府：\n"
    return list(find_facts(Source("a.txt", f"{head}{body}\n{SIGNED}", "utf-8", "0")))


def changes(body: str, *, title: str = "粮食工作") -> list[tuple[str, str, str]]:
    found = facts(body, title=title)
    return [(one.change_kind, one.name, one.successor) for one in found if isinstance(one, GroupChange)]


def gaps(body: str, *, title: str = "粮食工作") -> list[str]:
    return [one.rule for one in facts(body, title=title) if isinstance(one, Gap)]


DISSOLVED = [("dissolved", A, "")]
BOTH = [*DISSOLVED, ("dissolved", B, "")]


@pytest.mark.parametrize(
    "sentence",
    [
        f"经研究，决定撤销{A}。",
        f"不再保留{A}。",
        f"现决定解散{A}。",
        f"同意撤销{A}，有关工作由省粮食局承担。",
        f"成立{C}，同时撤销{A}及其办公室。",
        f"原{A}同时撤销。",
        f"（原{A}同时撤销）",
        f"鉴于任务已经完成，{A}自行撤销。",
        f"{A}自本通知印发之日起自行撤销。",
        f"对{A}予以撤销。",
        f"将{A}予以撤销。",
        f"{A}（设在省粮食局）撤销。",
        f"撤销“{A}”。",
        f"撤销{A}等3个议事协调机构。",
        f"一、撤销{A}。有关档案移交省粮食局。",
        f"根据省委要求，撤销{A}。",
        f"经2020年3月5日省政府常务会议研究，决定撤销{A}。",
        f"根据《关于撤销{B}的请示》，现撤销{A}。",
        "撤销云岭省 粮改 领导小组。",
    ],
)
def test_a_group_is_dissolved(sentence: str) -> None:
    assert (changes(sentence), gaps(sentence)) == (DISSOLVED, [])


@pytest.mark.parametrize(
    "body",
    [
        f"决定撤销{A}和{B}。",
        f"撤销{A}、{B}两个议事协调机构。",
        f"{A}、{B}予以撤销，有关工作由省粮食局承担。",
        f"撤销{A}；不再保留{B}。",
        f"决定撤销以下议事协调机构：\n1.{A}\n2.{B}",
        f"决定撤销以下议事协调机构：\n1.{A}；\n2.{B}。\n各地要做好档案移交。",
        f"决定撤销下列议事协调机构：{A}、{B}。",
        f"决定撤销下列议事协调机构：1.{A}；2.{B}。",
        f"（一）撤销2个领导小组：{A}、{B}。",
        f"以下领导小组不再保留：\n{A}\n{B}",
        f"现将撤销的议事协调机构名单公布如下：\n{A}\n{B}（设在省水利厅）",
        f"二、撤销\n1.{A}\n2.{B}",
        f"一、保留的议事协调机构\n1.{C}\n二、撤销\n1.{A}\n2.{B}\n三、有关要求\n各地要抓好落实。",
        f"一、撤销的议事协调机构（2个）\n（一）{A}\n（二）{B}\n二、保留的议事协调机构（1个）\n（一）{C}",
        f"撤销下列议事协调机构：\n{A}、{B}。",
        f"决定撤销下列议事协调机构，其职责由有关部门承担。\n1.{A}\n2.{B}",
        f"附件\n撤销的议事协调机构名单\n{A}\n{B}",
        f"|序号|名称|处理意见|\n|---|---|---|\n|1|{A}|撤销|\n|2|{C}|保留|\n|3|{B}|予以撤销|",
        f"序号\t名称\t处理意见\n1\t{A}\t撤销\n2\t{C}\t保留\n3\t{B}\t不再保留",
        f"撤销的议事协调机构名单\n|序号|名称|设立时间|\n|1|{A}|2015年|\n|2|{B}|2016年|",
    ],
)
def test_several_groups_are_dissolved(body: str) -> None:
    assert (changes(body), gaps(body)) == (BOTH, [])


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (f"将{A}并入{C}。", [("merged", A, C)]),
        (f"{A}整体并入{C}，不再单独设立。", [("merged", A, C)]),
        (f"将{A}、{B}合并为{C}。", [("merged", A, C), ("merged", B, C)]),
        (f"{A}与{B}合并，组建{C}。", [("merged", A, C), ("merged", B, C)]),
        (f"将{A}、{C}合并为{C}。", [("merged", A, C)]),
        (f"撤销{A}，其职责并入{C}。", [("dissolved", A, C)]),
        (f"撤销{A}，相关工作由{C}承担。", [("dissolved", A, C)]),
        (f"撤销{A}，相关工作由省粮食局承担。", [("dissolved", A, "")]),
        (f"{A}更名为{C}。", [("renamed", A, C)]),
        (f"省政府决定，将{A}调整更名为“{C}”，组长由副省长担任。", [("renamed", A, C)]),
        (f"（一）原{A}改称{C}。", [("renamed", A, C)]),
        (f"| 1 | {A} | 并入{C} |", [("merged", A, C)]),
        (f"| 1 | {A} | 更名为{C} |", [("renamed", A, C)]),
        (f"撤销{B}工作联席会议制度。", [("dissolved", f"{B}工作联席会议", "")]),
    ],
)
def test_a_group_goes_on_in_another(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    assert (changes(sentence), gaps(sentence)) == (expected, [])


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (f"撤销{A}", DISSOLVED),
        (f"同意撤销{A}和{B}", BOTH),
        (f"将{A}并入{C}", [("merged", A, C)]),
        (f"{A}更名为{C}", [("renamed", A, C)]),
        ("撤销部分议事协调机构", []),
    ],
)
def test_a_title_says_what_ends(title: str, expected: list[tuple[str, str, str]]) -> None:
    assert changes("现将有关事项通知如下。", title=title) == expected


def test_what_title_and_text_say_is_one_fact() -> None:
    assert changes("经研究，决定撤销省粮改领导小组。", title=f"撤销{A}") == DISSOLVED


def test_a_group_of_a_city_is_not_that_of_its_province() -> None:
    found = changes("撤销省粮改领导小组，撤销松江市粮改领导小组。")
    assert [name for _, name, _ in found] == ["省粮改领导小组", "松江市粮改领导小组"]


def test_an_annex_is_named_before_it_stands() -> None:
    body = (
        f"决定撤销部分议事协调机构，名单附后。\n附件：撤销的议事协调机构名单\n{SIGNED}附件\n"
        f"撤销的议事协调机构名单\n一、{A}\n二、{B}"
    )
    assert (changes(body, title="撤销部分议事协调机构"), gaps(body, title="撤销部分议事协调机构")) == (BOTH, [])


@pytest.mark.parametrize(
    "sentence",
    [
        # conditions, and what is to come
        "领导小组任务完成后自动撤销。",
        "专项工作完成后撤销。",
        "领导小组为临时机构，任务完成后自行撤销。",
        f"{A}在任务完成后自行撤销，不另行发文。",
        f"普查工作结束后，{A}自行撤销。",
        f"待条件成熟时，撤销{A}。",
        f"如需撤销{A}，应当报批。",
        f"各地抓好落实。如需撤销{A}，应当报批。",
        f"下一步，撤销{A}。",
        f"今后，将{A}并入{C}。",
        f"适时撤销{A}。",
        f"逐步将{A}并入{C}。",
        f"2021年底前，将{A}并入{C}。",
        # requests, orders to others, questions
        f"建议撤销{A}。",
        f"松江市请求撤销{A}。",
        f"请撤销{A}。",
        f"拟将{A}并入{C}。",
        f"建议将{A}更名为{C}。",
        f"会议要求，撤销{A}。",
        "各地要撤销县级粮改领导小组。",
        f"是否撤销{A}，另行研究。",
        f"能否撤销{A}？",
        # denials
        f"不撤销{A}。",
        f"不得撤销{A}。",
        f"{A}不予撤销。",
        f"暂不将{A}并入{C}。",
        # quotations
        f"根据《关于撤销{A}的请示》，现通知如下。",
        f"“撤销{A}”的说法不实。",
        # the past
        f"2015年撤销了{A}。",
        f"{A}已于2018年撤销。",
        f"{A}撤销后，有关工作由省粮食局承担。",
        f"{A}更名前的文件继续有效。",
        f"先后撤销{A}、{B}。",
        # others than groups
        f"撤销{A}办公室。",
        f"撤销{A}负责的办公室。",
        f"撤销张某某{A}副组长职务。",
        f"{A}决定撤销防汛四级应急响应。",
        f"撤销{B}第3号公告。",
        "撤销云岭省粮食厅。",
        "撤销云岭省卫生和计划生育委员会。",
        "撤销松江县，设立松江市。",
        "撤销青山村村民小组。",
        "撤销对张某某的处分决定。",
        f"{A}成员单位合并办公。",
        f"不再保留{A}牌子。",
        "县粮食局更名为县粮食和储备局。",
        "规范领导小组的设立、调整和撤销。",
    ],
)
def test_no_group_ends(sentence: str) -> None:
    assert changes(sentence) == []
    assert not [rule for rule in gaps(sentence) if rule.startswith("dissolutions.")]


@pytest.mark.parametrize(
    "sentence",
    [
        "该领导小组同时撤销。",
        "领导小组同时撤销。",
        "撤销云岭省经济委员会。",
        f"2018年，省政府决定撤销{A}。",
        f"省政府撤销{A}。",
        f"{C}成立后，原{A}同时撤销。",
        f"将{A}并入省粮食局。",
        f"撤并{A}。",
        f"{A}随机构改革撤销。",
        f"撤销{A}和{B}办公室。",
        f"撤销{A}办公室、{B}。",
        f"各有关单位要抓好落实，撤销{A}。",
        f"2018年8月{A}撤销。",
        f"2018年{A}撤销。",
        f"{A}于2018年撤销。",
        f"云岭省防汛指挥部撤销{B}。",
        f"按照省政府要求撤销{A}。",
        f"{A}停止运行，不再保留。",
        f"防止{A}撤销。",
        f"报{A}撤销。",
        f"参照{A}撤销。",
        f"提请{A}予以撤销。",
        f"{A}或{B}撤销。",
        f"合并{A}、{B}。",
        f"{A}和{B}合并。",
        "撤销省粮改、防汛、抗旱等3个领导小组。",
        "撤销省粮改、防汛等领导小组。",
    ],
)
def test_what_is_not_sure_is_listed(sentence: str) -> None:
    assert (changes(sentence), gaps(sentence)) == ([], ["dissolutions.sentence"])


@pytest.mark.parametrize("part", ["（责任单位：省粮食局）", "（省粮食局牵头，省财政厅配合）"])
def test_what_a_plan_gives_somebody_to_do_is_not_done(part: str) -> None:
    body = f"（一）整合机构。将{A}并入{C}。{part}"
    assert (changes(body), gaps(body)) == ([], ["dissolutions.sentence"])


def test_a_plan_of_work_ends_nothing() -> None:
    assert changes(f"撤销{A}。", title="印发粮食工作要点") == []
    assert gaps(f"撤销{A}。", title="印发粮食工作要点") == ["dissolutions.sentence"]


def test_a_request_ends_nothing_whatever_it_says() -> None:
    head = "松江市粮食局关于撤销松江市粮改领导小组的请示\n松粮〔2020〕1号\n市人民政府：\n"
    text = f"{head}决定撤销{A}。\n松江市粮食局\n2020年1月1日\n"
    found = list(find_facts(Source("a.txt", text, "utf-8", "0")))
    assert not [one for one in found if isinstance(one, GroupChange)]
    assert "dissolutions.sentence" in [one.rule for one in found if isinstance(one, Gap)]


def test_a_table_with_a_column_of_bodies_ends_groups_too() -> None:
    body = f"撤销的议事协调机构名单\n|序号|名称|牵头单位|\n|1|{A}|省粮食局|\n|2|{B}|省水利厅|"
    assert changes(body) == BOTH


def test_lines_of_a_list_that_are_no_names_are_listed() -> None:
    body = f"决定撤销以下议事协调机构：\n1.{A}\n2.云岭省推进粮改办公室\n3.{B}"
    found = facts(body)
    assert changes(body) == BOTH
    assert [(one.rule, one.span.text) for one in found if isinstance(one, Gap)] == [
        ("dissolutions.list", "2.云岭省推进粮改办公室")
    ]


@pytest.mark.parametrize(
    "body",
    [
        "决定撤销以下议事协调机构：",
        "决定撤销以下议事协调机构：另行通知。",
        f"二、撤销的议事协调机构\n| 1 | {A} | 暂时保留 |",
        f"| 1 | {A} | 并入省粮食局 |",
    ],
)
def test_a_list_that_was_not_read_is_listed(body: str) -> None:
    assert changes(body) == []
    assert {rule.partition(".")[0] for rule in gaps(body)} == {"dissolutions"}


@pytest.mark.parametrize(
    "heading",
    [
        "省粮食局提出撤销以下领导小组：",
        "松江市商请撤销以下领导小组：",
        "撤销下列领导小组的条件是：",
        "撤销以下议事协调机构的程序",
        "有下列情形之一的，撤销以下领导小组：",
        "下一步，撤销以下领导小组：",
        "拟撤销的议事协调机构名单",
    ],
)
def test_a_heading_that_ends_nothing_is_over_no_list(heading: str) -> None:
    assert changes(f"{heading}\n{A}\n{B}") == []


def test_a_list_may_be_headed_by_who_ended_them() -> None:
    assert changes(f"云岭省人民政府撤销的议事协调机构名单\n{A}\n{B}") == BOTH


@pytest.mark.parametrize("heading", ["继续运行的领导小组", "下列机构照常工作"])
def test_behind_a_line_that_may_head_another_list_nothing_is_sure(heading: str) -> None:
    body = f"一、撤销的议事协调机构\n{A}\n{heading}\n{C}\n{B}"
    assert (changes(body), gaps(body)) == (DISSOLVED, ["dissolutions.list"] * 3)


@pytest.mark.parametrize("remark", ["继续运行", "不撤销", "2021年底前", "待任务完成后撤销", "拟保留"])
def test_a_remark_may_say_that_a_row_does_not_end(remark: str) -> None:
    body = f"决定撤销以下议事协调机构：\n1.{A}\n2.{C}（{remark}）\n3.{B}（不再保留）"
    assert (changes(body), gaps(body)) == (BOTH, ["dissolutions.list"])


@pytest.mark.parametrize("row", [f"|{C}|{A}|撤销|", f"|{A}|拟决定撤销|", f"|{A}|撤销|并入{C}|"])
def test_a_row_of_a_table_that_is_not_sure_ends_nothing(row: str) -> None:
    assert changes(f"|名称|原名称|处理意见|\n{row}") == []


def test_who_takes_over_stands_behind_the_act() -> None:
    body = f"|名称|处理意见|承接机构|\n|{A}|撤销|{C}|"
    assert (changes(body), gaps(body)) == (DISSOLVED, [])


def test_each_of_many_names_is_told_once() -> None:
    names = [f"云岭省第{number}号粮改领导小组" for number in range(100)]
    body = "".join(f"撤销{name}。\n" for name in names)
    again = "".join(f"撤销{name.replace('云岭省', '省')}。\n" for name in names)
    assert [name for _, name, _ in changes(body + again)] == names


def test_a_committee_counts_in_a_list_of_groups() -> None:
    body = "决定撤销以下议事协调机构：\n1.云岭省粮食安全委员会\n2.云岭省粮食协调工作委员会"
    assert [name for _, name, _ in changes(body)] == ["云岭省粮食安全委员会", "云岭省粮食协调工作委员会"]


def test_the_day_from_which_it_holds() -> None:
    (change,) = (one for one in facts(f"自2020年5月1日起，撤销{A}。") if isinstance(one, GroupChange))
    assert (change.date, change.group_kind, change.directive) == ("2020-05-01", "领导小组", "云政〔2020〕1号")


@pytest.mark.parametrize(
    ("body", "printed"),
    [
        (f"经研究，决定撤销{A}。", [[f"撤销{A}"]]),
        (f"将{A}并入{C}。", [[f"{A}并入{C}"]]),
        (f"撤销{A}、{B}。", [[A, "撤销"], [B, "撤销"]]),
        (f"决定撤销以下领导小组：\n1.{A}", [[A, "决定撤销以下领导小组"]]),
        (f"| 1 | {A} | 撤销 |", [[A, "撤销"]]),
    ],
)
def test_evidence_is_what_is_printed(body: str, printed: list[list[str]]) -> None:
    found = [one for one in facts(body) if isinstance(one, GroupChange)]
    assert [sorted(span.text for span in one.spans) for one in found] == [sorted(one) for one in printed]


def test_offsets_lead_to_the_words_of_the_file() -> None:
    text = f"云岭省人民政府\n关于粮食工作的通知\n云政〔2020〕1号\n各市人民政府：\n撤销 {A}。\n{SIGNED}"
    source = bytes_to_source(text.encode(), "a.txt")
    (change,) = (one for one in extract(source).facts if isinstance(one, GroupChange))
    assert change.span.line == 5
    assert source.text[change.span.start : change.span.end] == f"撤销 {A}"


def test_an_end_outside_every_directive_is_listed() -> None:
    text = f"撤销{A}。\n云岭省人民政府\n关于放假的通知\n云政〔2020〕1号\n各市人民政府：\n放假。\n{SIGNED}"
    found = list(find_facts(Source("a.txt", text, "utf-8", "0")))
    assert [one.rule for one in found if isinstance(one, Gap)] == ["unread.dissolution"]
    assert not [one for one in found if isinstance(one, GroupChange)]


@pytest.mark.parametrize(
    "unit",
    [
        f"撤销{A}、",
        f"{A}并入",
        "撤销",
        "将撤销以下领导小组",
        "自撤销起",
        "同时撤销",
        "领导小组和",
        "合并，组建",
        "“撤销",
        "、领导小组",
        "2018年撤销的",
    ],
)
def test_reading_takes_time_in_proportion(unit: str) -> None:
    started = time.process_time()
    list(speaks_of_end(unit * (60_000 // len(unit))))
    assert time.process_time() - started < 10


@pytest.mark.parametrize("kind", [example for entry in entries("group_kinds") for example in entry.examples])
def test_end_is_told_in_a_long_paragraph_as_in_a_short_one(kind: str) -> None:
    short = f"决定撤销云岭省粮食安全{kind}。"
    long = f"{'各地修好了粮仓，也管好了账目。' * 10}{short}"
    assert [long[start:end] for start, end in speaks_of_end(long)] == [short[a:b] for a, b in speaks_of_end(short)]
