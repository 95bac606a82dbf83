"""Labels of numbered items and how deep they stand."""

from itertools import pairwise

import pytest
from gongbao.extract.labels import find_label, opens_item

OUTERMOST_FIRST = [
    "第一章 总则",
    "第一节 范围",
    "第一条 为建仓",
    "一、要求",
    "（一）要求",
    "1.要求",
    "（1）要求",
    "①要求",
]


@pytest.mark.parametrize("outer, inner", list(pairwise(OUTERMOST_FIRST)))
def test_each_level_stands_deeper_than_the_one_before(outer: str, inner: str) -> None:
    above, below = find_label(outer), find_label(inner)
    assert above is not None and below is not None and above.depth < below.depth


@pytest.mark.parametrize(
    "paragraph, label",
    [
        ("第三章 附则", "第三章"),
        ("第十二条 本办法自印发之日起施行", "第十二条"),
        ("第12条 本办法", "第12条"),
        ("二十一、强化保障", "二十一、"),
        ("（十三）健全体系。", "（十三）"),
        ("( 三 )健全体系。", "( 三 )"),
        ("12.更新设备。", "12."),
        ("12．更新设备。", "12．"),
        ("12、更新设备。", "12、"),
        ("(3)更新设备。", "(3)"),
        ("⑫更新设备。", "⑫"),
    ],
)
def test_the_label_ends_where_the_heading_begins(paragraph: str, label: str) -> None:
    found = find_label(paragraph)
    assert found is not None and paragraph[: found.end] == label


@pytest.mark.parametrize("width", ["（一）", "(一)"])
def test_brackets_of_both_widths_are_one_level(width: str) -> None:
    label = find_label(f"{width}要求")
    assert label is not None and label.depth == 5


@pytest.mark.parametrize(
    "paragraph",
    [
        "",
        pytest.param(
            "2.5万吨",
        ),
        "12.3%",
        "2020年",
        "第三方评估",
        "第一书记",
        "一是加强领导",
        "一级响应",
        "（试行）",
        "（2020年）",
        "十三五规划",
        "万、亿",
    ],
)
def test_what_only_looks_like_a_label_is_none(paragraph: str) -> None:
    assert not opens_item(paragraph)


def test_an_article_is_no_heading() -> None:
    label = find_label("第五条 粮仓由县里管。")
    assert label is not None and not label.is_heading


@pytest.mark.parametrize(
    "paragraph, deep", [("一、", False), ("（一）", False), ("1.", True), ("（1）", True), ("①", True)]
)
def test_items_below_the_second_level_are_deep(paragraph: str, deep: bool) -> None:
    label = find_label(paragraph)
    assert label is not None and label.is_deep is deep
