"""Dates at the end of a line."""

from datetime import date

import pytest
from gongbao.extract.dates import find_date
from hypothesis import given
from hypothesis import strategies as st

NUMERALS = "〇一二三四五六七八九"


def in_chinese(number: int) -> str:
    """A number below a hundred as dates print it: 八, 十, 二十八."""
    tens, units = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{NUMERALS[tens]}十") + (NUMERALS[units] if units else "")


def chinese_date(day: date, *, zero: str = "〇") -> str:
    year = "".join(NUMERALS[int(digit)] for digit in str(day.year)).replace("〇", zero)
    return f"{year}年{in_chinese(day.month)}月{in_chinese(day.day)}日"


def iso(line: str) -> str | None:
    found = find_date(line)
    return found.iso if found else None


@pytest.mark.parametrize(
    "line, day",
    [
        ("2020年3月6日", "2020-03-06"),
        ("2020 年 3 月 16 日", "2020-03-16"),
        ("2 0 2 0年3月6日", "2020-03-06"),
        ("（2020年12月31日）", "2020-12-31"),
        ("(2020年12月31日)", "2020-12-31"),
        ("2020年3月6日印发", "2020-03-06"),
        ("云岭省人民政府 2020年3月6日", "2020-03-06"),
        ("2020年3月6日  ", "2020-03-06"),
        ("二〇〇九年十一月三十日", "2009-11-30"),
        ("二○○九年十月二十日", "2009-10-20"),
        ("二OO九年一月三○日", "2009-01-30"),
        ("二零一一年二月廿八日", "2011-02-28"),
        ("二00九年八月卅一日", "2009-08-31"),
        pytest.param(
            "2020年3月1６日",
            "2020-03-16",
        ),
        pytest.param(
            "２０２０年３月６日",
            "2020-03-06",
        ),
    ],
)
def test_printed_dates_are_read(line: str, day: str) -> None:
    assert iso(line) == day


@pytest.mark.parametrize("zero", "〇○零OＯ0")
def test_every_zero_of_a_chinese_year_is_read(zero: str) -> None:
    assert iso(chinese_date(date(2008, 5, 1), zero=zero)) == "2008-05-01"


@given(st.dates(date(1949, 10, 1), date(2099, 12, 31)))
def test_a_day_in_chinese_numerals_is_read_back(day: date) -> None:
    assert iso(chinese_date(day)) == day.isoformat()


@given(st.dates(date(1949, 10, 1), date(2099, 12, 31)))
def test_a_day_in_arabic_numerals_is_read_back(day: date) -> None:
    assert iso(f"{day.year}年{day.month}月{day.day}日") == day.isoformat()


@pytest.mark.parametrize(
    "line",
    [
        "2020年2月30日",
        "2020年13月1日",
        "2020年3月",
        "2020年3月6日起施行",
        "3月6日",
        "即日",
        "二〇二〇年十三月一日",
        "二〇二〇年三月〇日",
        "2020年3月6日—8日",
        "",
    ],
)
def test_what_is_no_day_at_the_end_of_a_line_is_none(line: str) -> None:
    assert iso(line) is None


def test_the_start_is_where_the_date_begins() -> None:
    line = "云岭省人民政府　2020年3月6日"
    found = find_date(line)
    assert found is not None and line[found.start :].strip() == "2020年3月6日"


@given(st.text(alphabet="0123456789○〇零一二三四五六七八九十廿卅年月日 （）", max_size=20))
def test_any_line_of_numerals_is_a_day_or_none(line: str) -> None:
    found = find_date(line)
    assert found is None or date.fromisoformat(found.iso)
