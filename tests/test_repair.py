"""Layout repair: marks, furniture and broken paragraphs; every character knows its place in the file."""

import pytest
from gongbao.extract.repair import STEPS, Step, drop_blank_lines, drop_furniture, join_lines, repair
from gongbao.extract.text import Text
from hypothesis import given
from hypothesis import strategies as st
from tagged import is_as_printed

# Pieces that gazettes are made of, so that random texts meet the rules.
PIECES = st.sampled_from(
    [
        *"\n\n\n \t　\xa0\f\u200b，。；：、,.:（）()《》-#*|",
        "**",
        "一、要求",
        "（一）加强领导",
        "1.",
        "组长：张三峰 副省长",
        "成 员：李 四 省财政厅厅长",
        "王五常 松江市市长 赵六合 省水利厅副厅长",
        "厅厅长",
        "防汛指挥部",
        "委员会下设两个指挥部：",
        "省水利厅为指挥部的工作机构",
        "云政办〔2020〕5号",
        "2020年3月6日",
        "云岭省人民政府",
        "云岭省人民政府公报",
        "各县要修好粮仓",
        "— 12 —",
        "…… 7",
    ]
)
PAGES = (st.lists(PIECES, max_size=40).map("".join) | st.text(alphabet="云岭（）：、，。\n -#*12", max_size=60)).map(
    lambda page: f"{page}\n"
)


def joined(*lines: str) -> str:
    return join_lines(Text.of("".join(f"{line}\n" for line in lines))).value


def after(step: Step, value: str) -> str:
    return step(Text.of(value)).value


def origin(page: str, text: Text) -> str:
    """What the source prints at the places of a text's characters."""
    return "".join(page[start:end] for start, end in text.sources(0, len(text.value)))


@given(PAGES)
def test_every_repaired_character_is_the_one_at_its_place_in_the_file(page: str) -> None:
    repaired = repair(Text.of(page))
    places = [repaired.sources(index, index + 1)[0] for index in range(len(repaired.value))]
    assert is_as_printed(repaired.value, "".join(page[start:end] for start, end in places))


@given(PAGES)
def test_repair_uses_no_character_twice(page: str) -> None:
    repaired = repair(Text.of(page))
    pieces = repaired.sources(0, len(repaired.value))
    # A row cut in two gives its line end to both halves.
    places = [place for start, end in pieces for place in range(start, end) if page[place] != "\n"]
    assert len(places) == len(set(places))


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
@given(page=PAGES)
def test_each_step_keeps_the_way_back(step: Step, page: str) -> None:
    text = step(Text.of(page))
    assert is_as_printed(text.value, origin(page, text))


@given(PAGES)
def test_blank_lines_take_nothing_printed_with_them(page: str) -> None:
    assert after(drop_blank_lines, page).replace("\n", "") == page.replace("\n", "")


@given(PAGES)
def test_joining_lines_drops_line_ends_alone(page: str) -> None:
    assert after(join_lines, page).replace("\n", "") == page.replace("\n", "")


def test_a_text_without_a_last_line_end_is_repaired() -> None:
    assert repair(Text.of("通知")).value == "通知"


@pytest.mark.parametrize(
    "line", ["# 通知", "#### 通知", "**通知**", "- 通知", "* 通知", "+ 通知", "　　通知", "通知  ", "\t通知　"]
)
def test_marks_and_blanks_around_a_line_are_dropped(line: str) -> None:
    assert repair(Text.of(f"{line}\n")).value == "通知\n"


@pytest.mark.parametrize("line", ["#标签", "-5度", "3 * 4", "甲 - 乙", "C#", "a_b"])
def test_signs_that_are_no_marks_stay(line: str) -> None:
    assert repair(Text.of(f"{line}\n")).value == f"{line}\n"


@pytest.mark.parametrize("line", ["12", "— 12 —", "- 12 -", "·12·", "第 3 页", "第3页 共 20 页", "Page 4", "……"])
def test_page_numbers_are_dropped(line: str) -> None:
    expected = "粮仓\n建设\n" if line != "……" else f"粮仓\n{line}\n建设\n"
    assert after(drop_furniture, f"粮仓\n{line}\n建设\n") == expected


@pytest.mark.parametrize("line", ["关于修仓的通知 …… (3)", "关于修仓的通知......12", "修仓办法………（ 21 ）"])
def test_lines_of_a_table_of_contents_are_dropped(line: str) -> None:
    assert after(drop_furniture, f"目录\n{line}\n正文\n") == "目录\n正文\n"


@pytest.mark.parametrize("line", ["2020", "12345", "12.5", "第3号", "共 20 页"])
def test_other_short_lines_stay(line: str) -> None:
    expected = f"粮仓\n{line}\n建设\n" if line != "2020" else "粮仓\n建设\n"
    assert after(drop_furniture, f"粮仓\n{line}\n建设\n") == expected


def test_a_line_about_the_gazette_printed_on_many_pages_is_a_running_head() -> None:
    pages = "".join(f"云岭省人民政府公报 第{page}期\n第{page}页的话\n" for page in (7, 8, 9))
    assert after(drop_furniture, pages) == "第7页的话\n第8页的话\n第9页的话\n"


def test_a_line_about_the_gazette_printed_twice_stays() -> None:
    pages = "云岭省人民政府公报\n甲\n云岭省人民政府公报\n乙\n"
    assert after(drop_furniture, pages) == pages


@pytest.mark.parametrize(
    "blank",
    [
        " ",
        "　",
        "\t",
        "\xa0",
        "\f",
    ],
    ids=["blank", "wide", "tab", "no-break", "form-feed"],
)
def test_a_line_of_blanks_is_dropped(blank: str) -> None:
    assert repair(Text.of(f"各县修仓。\n{blank}\n各市检查。\n")).value == "各县修仓。\n各市检查。\n"


def test_blank_lines_are_dropped() -> None:
    assert after(drop_blank_lines, "\n\n甲\n\n\n乙\n") == "甲\n乙\n"


@pytest.mark.parametrize(
    "above, below",
    [
        ("各县要在开春前把旧仓的通风设备全部更换一", "遍，并按月报告。"),
        ("各县要修好粮仓、晒场、", "道路和水渠。"),
        ("各县要在入冬之前修好粮仓，", "并登记造册。"),
        ("仓容不足的县可以租用社会仓库（含企业自建的", "仓库），租金由省里补助。"),
        ("各县要按照《云岭省粮仓建设和管理", "办法》执行。"),
        ("一、各县要把旧仓的通风设备全部更换一遍，损坏的要在当年修好，不得拖", "延。"),
        ("（一）加强仓储管理。要做到专人负责、专账登记", "按月盘点。"),
        ("1.更新设备，把旧风机", "换成新风机。"),
        ("对粮仓维修经费的使用情况，由县里每季公布一次，接受群众监督的", "县可以优先安排项目。"),
    ],
    ids=["word", "list", "comma", "bracket", "title", "long-item", "item", "deep-item", "open-word"],
)
def test_a_paragraph_broken_by_a_page_is_one_again(above: str, below: str) -> None:
    assert joined(above, below) == f"{above}{below}\n"


def test_a_paragraph_over_three_pages_is_one_again() -> None:
    lines = ("各县要在开春以前，把旧仓的通风设备更", "换一遍，损坏的仓门、仓窗和照明也要当年修", "好，并按月报告。")
    assert joined(*lines) == "".join(lines) + "\n"


def test_a_statement_broken_in_its_bracket_is_one_again() -> None:
    lines = ("（一）修仓。每年修一次。（省粮食局牵头，省财政厅、", "省水利厅配合）")
    assert joined(*lines) == "".join(lines) + "\n"


@pytest.mark.parametrize(
    "above, below",
    [
        ("各县要修好粮仓。", "各市要检查。"),
        ("现将有关事项通知如下：", "各县要修好粮仓"),
        ("一、总体要求", "坚持先旧后新，逐县推进。"),
        ("（二）加强保障", "各县要安排经费，不得挪用。"),
        ("各县要在开春以前把旧仓的通风设备更换一遍", "（二）加强保障"),
        ("各县要在开春以前把旧仓的通风设备更换一遍，", "二、时间安排"),
        ("各县要在开春以前把旧仓的通风设备更换一遍", "第三条 本办法自印发之日起施行。"),
        ("组长：张三峰 副省长", "李四维 省财政厅厅长"),
        ("组长：张三峰 副省长", "成员：李四维 省财政厅厅长"),
        ("各县要在开春以前把旧仓的通风设备更换一遍", "组长：张三峰 副省长"),
        ("各县要在开春以前把旧仓的通风设备更换一遍", "2020年3月6日"),
        ("2020年3月6日", "附件"),
        ("各县要在开春以前把旧仓的通风设备更换一遍", "云岭省人民政府"),
        ("云岭省人民政府", "2020年3月6日"),
        ("各县要在开春以前把旧仓的通风设备更换一遍", "附件：1.粮仓名单"),
        ("各县要在开春以前把旧仓的通风设备更换一遍", "●8月3日 省里开会。"),
        ("各县要在开春以前把旧仓的通风设备更换一遍", "云政办〔2020〕5号"),
        ("（省粮食局牵头，省财政厅、省水利厅配合）", "各县要修好粮仓。"),
    ],
)
def test_two_paragraphs_stay_two(above: str, below: str) -> None:
    assert joined(above, below) == f"{above}\n{below}\n"


def test_a_heading_that_ends_in_no_mark_does_not_take_in_the_text_below() -> None:
    assert (
        repair(Text.of("## 一、总体要求\n\n坚持先旧后新，逐县推进。\n")).value
        == "一、总体要求\n坚持先旧后新，逐县推进。\n"
    )


def test_a_page_number_between_two_halves_does_not_keep_them_apart() -> None:
    page = "各县要在开春前把旧仓的通风设备全部更换一\n\n— 12 —\n\n遍，并按月报告。\n"
    assert repair(Text.of(page)).value == "各县要在开春前把旧仓的通风设备全部更换一遍，并按月报告。\n"


def test_bold_marks_on_half_of_a_broken_bracket_are_dropped() -> None:
    page = "（一）修仓。每年修一次。**（省粮食局牵头，省财政厅、\n\n省水利厅配合）**\n"
    assert repair(Text.of(page)).value == "（一）修仓。每年修一次。（省粮食局牵头，省财政厅、省水利厅配合）\n"
