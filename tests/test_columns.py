"""Member lists whose columns were printed across each other."""

import pytest
from gongbao.extract.columns import is_group_heading, untangle_columns
from gongbao.extract.text import Text

# The left column goes on from the page before; the right one begins with its heading.
LEFT = [
    "王五常 省财政厅副厅长",
    "赵六合 省农业农村厅副厅长",
    "成 员：钱七宝 省气象局局长",
    "孙八达 省粮食局局长",
    "尤九江 省科技厅副厅长",
    "许十力 省商务厅副厅长",
    "何百川 省文旅厅副厅长",
]
RIGHT = [
    "防汛抢险指挥部",
    "总指挥：周九鼎 常务副省长",
    "副总指挥：吴十全 省应急厅厅长",
    "成 员：郑百川 省公安厅副厅长",
    "冯千里 省交通运输厅厅长",
    "陈万年 省通信管理局局长",
    "褚一民 省军区副司令员",
]
OTHER = ["抗旱救灾指挥部", "总指挥：张三峰 副省长", "副总指挥：李四维 省水利厅厅长", *LEFT]


def untangled(lines: list[str]) -> list[str]:
    return untangle_columns(Text.of("".join(f"{line}\n" for line in lines))).value.replace(" \n", "\n").splitlines()


def in_turn(left: list[str], right: list[str]) -> list[str]:
    return [line for pair in zip(left, right, strict=True) for line in pair]


def test_two_lists_printed_in_turn_are_parted() -> None:
    assert untangled(in_turn(LEFT, RIGHT)) == [*LEFT, *RIGHT]


def test_two_lists_printed_in_turn_from_their_headings_on_are_parted() -> None:
    assert untangled(in_turn(OTHER[:7], RIGHT)) == [*OTHER[:7], *RIGHT]


def test_a_post_cut_over_two_lines_of_its_column_is_whole_again() -> None:
    left = [*LEFT[:-1], "何百川 省人力资源社会保障", "厅厅长"]
    right = [*RIGHT, "卫二虎 省地震局局长"]
    assert untangled(in_turn(left, right)) == [*left, *right]


def test_a_sentence_cut_over_two_lines_of_its_column_is_whole_again() -> None:
    left = [*LEFT, "省水利厅为指挥部的工作机构，负", "责日常工作。"]
    right = [*RIGHT, "卫二虎 省地震局局长", "蒋三立 省总工会副主席"]
    assert untangled(in_turn(left, right)) == [*left, *right]


def test_the_rest_of_a_post_goes_to_the_column_that_lacks_it() -> None:
    left = [*LEFT, "卫二虎 省地震局局长"]
    right = [*RIGHT, "蒋三立 国网云岭省电力公司"]
    assert untangled([*in_turn(left, right), "总经理"]) == [*left, *right, "总经理"]


def test_text_around_two_lists_stays_where_it_is() -> None:
    above, below = (
        "现将指挥部组成人员名单印发给你们，请认真落实。",
        "以上两个指挥部自印发之日起开始工作，原有的指挥部同时撤销，人员和经费由省财政厅另行安排。",
    )
    assert untangled([above, *in_turn(LEFT, RIGHT), below]) == [above, *LEFT, *RIGHT, below]


@pytest.mark.parametrize(
    "lists", [OTHER, [*OTHER, *RIGHT], [*RIGHT, *OTHER], LEFT], ids=["one", "two", "two-more", "headless"]
)
def test_lists_in_order_stay_as_they_are(lists: list[str]) -> None:
    assert untangled(lists) == lists


def test_a_list_with_cut_posts_in_order_stays_as_it_is() -> None:
    rows = ["成 员：王五常 省人力资源社会保障", "厅厅长", "赵六合 国网云岭省电力公司", "总经理", *LEFT[4:], *RIGHT[4:]]
    assert untangled(rows) == rows


def test_lists_too_short_to_tell_stay_as_they_are() -> None:
    short = in_turn(OTHER[1:3], RIGHT[1:3])
    assert untangled(short) == short


def test_a_person_of_the_right_column_moves_behind_the_list() -> None:
    rows = [
        "主任：张三峰 省长 王五常 云岭粮油公司总经理",
        "副主任：李四维 常务副省长",
        "赵六合 副省长",
        "钱七宝 省军区司令员",
        "孙八达 副省长",
    ]
    assert untangled(rows) == ["主任：张三峰 省长", *rows[1:], "王五常 云岭粮油公司总经理"]


def test_persons_of_the_right_column_keep_their_order() -> None:
    rows = [
        "主任：张三峰 省长 王五常 云岭粮油公司总经理",
        "副主任：李四维 常务副省长",
        "赵六合 副省长 周九鼎 省地震局局长",
        "钱七宝 省军区司令员",
        "孙八达 副省长",
    ]
    assert untangled(rows)[-2:] == ["王五常 云岭粮油公司总经理", "周九鼎 省地震局局长"]


def test_rows_set_two_persons_wide_stay_as_they_are() -> None:
    rows = ["成员：张三峰 省财政厅厅长 李四维 省水利厅厅长", "王五常 省教育厅厅长 赵六合 省公安厅厅长"]
    assert untangled(rows) == rows


def test_rows_of_names_alone_stay_as_they_are() -> None:
    rows = ["主任：张三峰", "委员：", "李四维 王五常 赵六合", "钱七宝 孙 八 周九鼎"]
    assert untangled(rows) == rows


def test_bodies_above_their_announcement_move_under_it() -> None:
    committee = ["主任：张三峰 省长", "副主任：李四维 常务副省长"]
    announced = ["委员会下设两个应急管理指挥部：", *OTHER]
    assert untangled([*committee, *RIGHT, *announced]) == [*committee, *announced, *RIGHT]


@pytest.mark.xfail(strict=True, reason="what may stand before 个 takes in the kind of body: 两个指挥部 leaves none")
@pytest.mark.parametrize("words", ["委员会下设两个指挥部：", "委员会下设3个救灾指挥部："])
def test_a_short_announcement_is_one_too(words: str) -> None:
    assert untangled(["主任：张三峰 省长", *RIGHT, words, *OTHER]) == ["主任：张三峰 省长", words, *OTHER, *RIGHT]


def test_an_announcement_above_its_bodies_stays_where_it_is() -> None:
    lines = ["主任：张三峰 省长", "委员会下设两个应急管理指挥部：", *OTHER, *RIGHT]
    assert untangled(lines) == lines


def test_a_sentence_on_working_bodies_moves_with_the_bodies() -> None:
    sentence = "省应急厅为指挥部的工作机构，负责日常工作。"
    announced = ["委员会下设两个应急管理指挥部：", *OTHER]
    assert untangled(["主任：张三峰 省长", sentence, *RIGHT, *announced]) == [
        "主任：张三峰 省长",
        *announced,
        sentence,
        *RIGHT,
    ]


def test_a_list_keeps_the_place_of_each_moved_character() -> None:
    page = "".join(f"{line}\n" for line in in_turn(LEFT, RIGHT))
    text = untangle_columns(Text.of(page))
    assert "".join(page[start:end] for start, end in text.sources(0, len(text.value))) == text.value


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["各县要修好粮仓。", "各市要按月检查。"] * 6,
        ["（一）修仓", "（二）修路", "（三）修渠"] * 4,
        ["张三峰", "李四维"] * 6,
    ],
    ids=["nothing", "sentences", "items", "names"],
)
def test_texts_without_lists_stay_as_they_are(lines: list[str]) -> None:
    assert untangled(lines) == lines


@pytest.mark.parametrize("words", ["抗旱救灾指挥部", "省粮仓建设领导小组", "粮食安全委员会（试行）", " 工作专班 "])
def test_the_name_of_a_body_alone_heads_a_list(words: str) -> None:
    assert is_group_heading(words)


@pytest.mark.parametrize("words", ["", "成立指挥部。", "组长", "领导小组组成人员"])
def test_other_words_head_no_list(words: str) -> None:
    assert not is_group_heading(words)
