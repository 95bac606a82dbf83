"""发文字号: numbers on a line of their own, and in running text."""

import pytest
from gongbao.extract.numbers import find_numbers, number_line
from hypothesis import given
from hypothesis import strategies as st


def written(line: str) -> str | None:
    found = number_line(line)
    return found.number if found else None


@pytest.mark.parametrize("brackets", ["〔〕", "［］", "[]", "【】", "（）", "()", "﹝﹞"])
def test_every_bracket_of_the_year_is_written_in_one_way(brackets: str) -> None:
    assert written(f"云政办{brackets[0]}2020{brackets[1]}5号") == "云政办〔2020〕5号"


@pytest.mark.parametrize(
    "line, number",
    [
        ("云政〔2020〕第5号", "云政〔2020〕5号"),
        ("云政 〔2020〕 5 号", "云政〔2020〕5号"),
        ("（云政〔2020〕5号）", "云政〔2020〕5号"),
        ("文号：云政〔2020〕5号", "云政〔2020〕5号"),
        ("云政人〔2017〕14、15号", "云政人〔2017〕14、15号"),
        ("云政人〔2017〕14,15号", "云政人〔2017〕14、15号"),
        ("云政人〔2017〕14-16号", "云政人〔2017〕14-16号"),
        ("云政〔20 20〕5号", "云政〔2020〕5号"),
        ("云ZB〔1998〕105号", "云ZB〔1998〕105号"),
    ],
)
def test_a_number_line_is_written_as_everywhere_else(line: str, number: str) -> None:
    assert written(line) == number


@pytest.mark.parametrize(
    "line",
    [
        "根据云政〔2020〕5号，现通知如下",
        "云政〔2020〕号",
        "〔2020〕5号",
        "云政〔20〕5号",
        "第5号",
        "云政〔2020〕12345号",
        "",
        "号",
    ],
)
def test_a_line_that_is_anything_else_is_no_number(line: str) -> None:
    assert written(line) is None


def test_the_place_of_a_number_line_leaves_out_what_stands_around() -> None:
    line = "（云政〔2020〕5号）"
    found = number_line(line)
    assert found is not None and line[found.start : found.end] == "云政〔2020〕5号"


@pytest.mark.parametrize("word", ["根据", "按照", "贯彻落实", "废止", "转发", "原", "以及", "对", "详见"])
def test_the_word_before_a_number_is_no_part_of_it(word: str) -> None:
    assert [found.number for found in find_numbers(f"{word}云政〔2019〕3号")] == ["云政〔2019〕3号"]


@pytest.mark.parametrize("word", ["自", "即", "将", "见", "与", "和", "现将", "对照", "省粮食局", "原标准即", "印发的"])
def test_a_short_word_before_a_number_is_no_part_of_it(word: str) -> None:
    assert [found.number for found in find_numbers(f"{word}云政〔2019〕3号")] == ["云政〔2019〕3号"]


@pytest.mark.parametrize(
    "code", ["国经贸企改", "云经信发", "将政", "即政发", "和政办", "自然资发", "经信办", "固原政办发", "沪经企"]
)
def test_a_code_that_holds_such_a_word_is_whole(code: str) -> None:
    assert [found.number for found in find_numbers(f"根据{code}〔2019〕3号要求")] == [f"{code}〔2019〕3号"]


def test_the_place_of_a_number_in_a_sentence_is_that_of_its_words() -> None:
    sentence = "根据云政〔2019〕3号要求"
    (found,) = find_numbers(sentence)
    assert sentence[found.start : found.end] == "云政〔2019〕3号"


def test_all_numbers_of_a_sentence_are_found_in_order() -> None:
    sentence = "废止《防潮办法》（云政〔2011〕3号）和《通风办法》(云政办[2012]14号)。"
    assert [found.number for found in find_numbers(sentence)] == ["云政〔2011〕3号", "云政办〔2012〕14号"]


@pytest.mark.parametrize("text", ["2020年5号台风", "〔2020〕5号", "编号2020第5号"])
def test_texts_without_a_number_yield_none(text: str) -> None:
    assert find_numbers(text) == []


@given(
    st.text(alphabet="云松柏政办财教卫发", min_size=1, max_size=8),
    st.integers(1949, 2099),
    st.integers(1, 9999),
)
def test_a_number_is_read_back_from_a_line_and_from_a_sentence(code: str, year: int, run: int) -> None:
    number = f"{code}〔{year}〕{run}号"
    assert written(number) == number == find_numbers(f"（{number}）")[0].number
