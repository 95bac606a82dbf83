"""Lists of bodies are split into agencies and collectives."""

import pytest
from gongbao.extract.bodies import all_bodies, split_bodies
from hypothesis import given
from hypothesis import strategies as st

AGENCIES = ["省财政厅", "省水利厅", "省粮食局", "省委编办", "松江市政府", "省军区", "省总工会", "省发展改革委"]
COLLECTIVES = [
    "各市、自治州人民政府",
    "各市州政府",
    "各有关部门、单位",
    "省政府各委、办、厅、局",
    "各市（州）、县（市、区）人民政府",
    "各县、区人民政府",
    "各金融机构",
    "省直各部门、各单位",
]


def names(words: str) -> list[str]:
    return split_bodies(words)


@pytest.mark.parametrize("separator", ["、", "，", ",", "；", ";"])
def test_bodies_are_parted_at_every_separator(separator: str) -> None:
    assert names(f"省财政厅{separator}省水利厅") == ["省财政厅", "省水利厅"]


@pytest.mark.parametrize("word", ["和", "及", "以及", "与"])
def test_bodies_are_parted_at_and(word: str) -> None:
    assert names(f"省财政厅{word}省水利厅") == ["省财政厅", "省水利厅"]


@pytest.mark.parametrize(
    "name", ["省人力资源和社会保障厅", "省文化和旅游厅", "省政府办公厅（参事室）", "中国银行云岭省分行"]
)
def test_a_name_with_and_or_brackets_stays_whole(name: str) -> None:
    assert names(f"{name}、省财政厅") == [name, "省财政厅"]


@pytest.mark.parametrize("collective", COLLECTIVES)
@pytest.mark.parametrize("where", ["{}", "{}、省财政厅", "省财政厅，{}", "省财政厅、{}、省水利厅", "{}等"])
def test_a_collective_stays_whole_anywhere_in_a_list(collective: str, where: str) -> None:
    assert collective in names(where.format(collective))


@pytest.mark.parametrize(
    "tail",
    [
        "等",
        "等部门",
        "等单位",
        "等有关部门",
        "等3个部门",
        "等三个单位",
        pytest.param("等部门和单位"),
        pytest.param("等部门、单位"),
    ],
)
def test_words_for_others_are_no_part_of_the_last_name(tail: str) -> None:
    assert names(f"省财政厅、省水利厅{tail}") == ["省财政厅", "省水利厅"]


def test_a_name_with_blanks_or_a_line_end_is_mended() -> None:
    assert names("省 财政厅、省水\n利厅") == ["省财政厅", "省水利厅"]


def test_a_separator_within_brackets_parts_nothing() -> None:
    assert names("省政府办公厅（督查室、参事室）、省财政厅") == ["省政府办公厅（督查室、参事室）", "省财政厅"]


def test_nothing_lists_nothing() -> None:
    assert names("") == []


@given(st.lists(st.sampled_from(AGENCIES), min_size=1, max_size=6))
def test_a_list_is_read_back(bodies: list[str]) -> None:
    assert names("、".join(bodies)) == bodies


@pytest.mark.parametrize("words", ["省财政厅、加强领导", "逐年增加", "", "省财政厅、张三峰"])
def test_a_list_with_anything_else_in_it_is_no_list_of_bodies(words: str) -> None:
    assert not all_bodies(split_bodies(words))
