"""Numbered items and their headings."""

import pytest
from gongbao.extract.segment import segment
from gongbao.extract.tasks import Item, heading, paragraphs_with_items, printed_label
from tagged import notice


def items(body: str, *, annexes: tuple[str, ...] = ()) -> dict[str, Item]:
    """The innermost item of each paragraph of a notice, by the paragraph's words."""
    text = notice(body).replace("\n\n", "\n")
    (document,) = segment(text).documents
    return {paragraph.words: item for paragraph, item in paragraphs_with_items(document, annexes) if item}


def test_text_below_a_label_belongs_to_its_item() -> None:
    assert items("一、修仓\n各县要修仓。")["各县要修仓。"].label == "一、"


def test_text_before_any_label_belongs_to_none() -> None:
    assert "各县要修仓。" not in items("各县要修仓。\n一、修仓")


def test_the_path_leads_from_the_outermost_label_to_the_innermost() -> None:
    body = "一、修仓\n（一）旧仓\n1.更换风机。\n（1）先换大的。"
    assert items(body)["（1）先换大的。"].path == ("一、", "（一）", "1.", "（1）")


def test_a_label_of_the_same_level_closes_the_item_before() -> None:
    assert items("一、修仓\n（一）旧仓\n（二）新仓")["（二）新仓"].path == ("一、", "（二）")


def test_a_label_of_an_outer_level_closes_all_inner_items() -> None:
    assert items("一、修仓\n（一）旧仓\n1.更换风机。\n二、修路")["二、修路"].path == ("二、",)


def test_a_level_left_out_is_no_hindrance() -> None:
    assert items("一、修仓\n1.更换风机。")["1.更换风机。"].path == ("一、", "1.")


def test_an_annex_begins_the_numbering_anew() -> None:
    body = "一、修仓\n粮仓维修方案\n（一）旧仓"
    assert items(body, annexes=("粮仓维修方案",))["（一）旧仓"].path == ("粮仓维修方案", "（一）")


def test_articles_stand_below_chapters() -> None:
    body = "第一章 总则\n第一条 为修好粮仓，制定本办法。"
    assert items(body)["第一条 为修好粮仓，制定本办法。"].path == ("第一章", "第一条")


@pytest.mark.parametrize(
    "label, written", [("(1) ", "（1）"), ("( 三 )", "（三）"), ("12．", "12."), ("12.", "12."), ("第 九条", "第九条")]
)
def test_labels_are_written_in_one_way(label: str, written: str) -> None:
    assert printed_label(label) == written


@pytest.mark.parametrize(
    "words, title",
    [
        ("加强组织领导", "加强组织领导"),
        ("加强组织领导。各县要专人负责。", "加强组织领导"),
        ("加强领导，落实责任。各县要专人负责。", "加强领导，落实责任"),
        ("各县要结合实际，在开春以前把旧仓的通风设备全部更换一遍。", "各县要结合实际"),
        ("加强组织领导：各县要专人负责。", "加强组织领导"),
        ("加强 组织领导(试行)。", "加强组织领导（试行）"),
        ("加强组织领导，", "加强组织领导"),
        ("", ""),
    ],
    ids=["line", "sentence", "short-commas", "clause", "colon", "mended", "comma-at-end", "nothing"],
)
def test_a_heading_is_the_line_or_the_sentence_or_the_clause(words: str, title: str) -> None:
    assert heading(words) == title


def test_the_heading_of_an_item_leaves_out_its_label() -> None:
    assert items("（一）加强组织领导。各县要专人负责。")["（一）加强组织领导。各县要专人负责。"].title == "加强组织领导"


def test_an_item_stands_where_label_and_heading_do() -> None:
    text = notice("（一）加强领导。各县要专人负责。").replace("\n\n", "\n")
    (document,) = segment(text).documents
    (item,) = {item for _, item in paragraphs_with_items(document, ()) if item}
    assert text[item.start : item.end] == "（一）加强领导"
