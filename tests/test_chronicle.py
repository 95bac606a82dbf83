"""Items of the chronicle 大事记: when, what, and who took part."""

from datetime import date

import pytest
from gongbao.errors import SourceError
from gongbao.extract.chronicle import find_participants
from gongbao.extract.pipeline import find_facts
from gongbao.ontology.model import Directive, Event, Fact, Gap
from hypothesis import given
from hypothesis import strategies as st
from tagged import NAME, facts_of, notice, source_of, tagged

HEADING = "云岭省人民政府2020年3月份大事记"
WHAT = "省长张三峰主持召开会议。"


def facts(text: str) -> list[Fact]:
    return list(find_facts(source_of(text)))


def chronicle(items: str, heading: str = HEADING) -> str:
    return f"{heading}\n\n{items}\n"


def events(items: str, heading: str = HEADING) -> list[tuple[str, str, str]]:
    return [(one.date, one.until, one.text) for one in facts(chronicle(items, heading)) if isinstance(one, Event)]


def gaps(items: str, heading: str = HEADING) -> list[str]:
    return [one.span.text for one in facts(chronicle(items, heading)) if isinstance(one, Gap)]


def participants(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.person, one.posts) for one in find_participants(text)]


@pytest.mark.parametrize(
    "item",
    [
        pytest.param(f"●3月2日 {WHAT}", id="bullet"),
        pytest.param(f"●3月2日　{WHAT}", id="wide-blank"),
        pytest.param(f"●3月2日，{WHAT}", id="comma"),
        pytest.param(f"●3月2日：{WHAT}", id="colon"),
        pytest.param(f"●3月2日{WHAT}", id="nothing-between"),
        pytest.param(f"● 3 月 2 日 {WHAT}", id="blanks"),
        pytest.param(f"★3月2日 {WHAT}", id="star"),
        pytest.param(f"■3月2日 {WHAT}", id="square"),
        pytest.param(f"3月2日 {WHAT}", id="no-bullet"),
        pytest.param(f"2日，{WHAT}", id="day-alone"),
        pytest.param(f"●2日 {WHAT}", id="bullet-day-alone"),
        pytest.param(f"●2020年3月2日 {WHAT}", id="with-year"),
        pytest.param(f"**●3月2日** {WHAT}", id="markdown"),
        pytest.param(f"●3月2日上午，{WHAT}", id="morning"),
        pytest.param(f"●3月2日下午 {WHAT}", id="afternoon"),
        pytest.param(f"三月二日 {WHAT}", id="chinese-numerals"),
        pytest.param(f"二日 {WHAT}", id="chinese-day-alone"),
    ],
)
def test_an_item_is_read(item: str) -> None:
    assert events(item) == [("2020-03-02", "", WHAT)]


@pytest.mark.parametrize(
    ("days", "first", "last"),
    [
        pytest.param("3月6日至7日", "2020-03-06", "2020-03-07", id="至"),
        pytest.param("3月6日—7日", "2020-03-06", "2020-03-07", id="dash"),
        pytest.param("3月6日——7日", "2020-03-06", "2020-03-07", id="double-dash"),
        pytest.param("3月6日-7日", "2020-03-06", "2020-03-07", id="hyphen"),
        pytest.param("3月6日～7日", "2020-03-06", "2020-03-07", id="tilde"),
        pytest.param("3月30日至4月2日", "2020-03-30", "2020-04-02", id="over-the-month"),
        pytest.param("12月30日至1月2日", "2020-12-30", "2021-01-02", id="over-the-year"),
        pytest.param("2019年12月30日至1月2日", "2019-12-30", "2020-01-02", id="year-of-the-first"),
        pytest.param("2月28日至29日", "2020-02-28", "2020-02-29", id="leap-day"),
        pytest.param(
            "3月6日到7日",
            "2020-03-06",
            "2020-03-07",
            id="到",
        ),
        pytest.param(
            "3月6日和7日",
            "2020-03-06",
            "2020-03-07",
            id="和",
        ),
        pytest.param(
            "3月6日、7日",
            "2020-03-06",
            "2020-03-07",
            id="、",
        ),
        pytest.param("3月6-7日", "2020-03-06", "2020-03-07", id="one-日"),
        pytest.param(
            "2019年12月30日至2020年1月2日",
            "2019-12-30",
            "2020-01-02",
            id="both-years",
        ),
    ],
)
def test_several_days_are_a_first_and_a_last(days: str, first: str, last: str) -> None:
    assert events(f"●{days} {WHAT}") == [(first, last, WHAT)]


@pytest.mark.parametrize(
    ("heading", "day"),
    [
        pytest.param("云岭省人民政府2020年3月份大事记", "2020-03-02", id="month"),
        pytest.param("2020年3月大事记", "2020-03-02", id="no-government"),
        pytest.param("# 省政府2020年3月大事记", "2020-03-02", id="markdown"),
        pytest.param("云岭省2020 年 3 月大事记", "2020-03-02", id="blanks"),
        pytest.param("2019年大事记", "2019-03-02", id="year"),
    ],
)
def test_the_heading_tells_the_year(heading: str, day: str) -> None:
    assert events(f"●3月2日 {WHAT}", heading) == [(day, "", WHAT)]


@pytest.mark.parametrize(
    "heading",
    [
        pytest.param("大事记（2020年3月）", id="date-in-brackets-behind"),
        pytest.param("大事记 2020年3月", id="date-behind"),
        pytest.param("【2020年3月大事记】", id="all-in-brackets"),
        pytest.param("云岭省人民政府大事记\n\n（2020年第一季度）", id="quarter-below"),
        pytest.param("云岭省人民政府大事记\n\n（2020年1—3月）", id="months-below"),
        pytest.param("云岭省人民政府大事记\n\n（2020年3月）", id="date-in-brackets-below"),
        pytest.param("云岭省人民政府大事记\n\n2020年3月", id="date-below"),
        pytest.param("二○二○年三月大事记", id="chinese-numerals"),
    ],
)
def test_the_year_is_told_beside_the_heading(heading: str) -> None:
    assert events(f"●3月2日 {WHAT}", heading) == [("2020-03-02", "", WHAT)]


def test_month_and_year_hold_for_the_items_below() -> None:
    items = f"●3月2日 {WHAT}\n\n●5日 {WHAT}\n\n●4月1日 {WHAT}\n\n●6日 {WHAT}"
    assert [day for day, _, _ in events(items)] == ["2020-03-02", "2020-03-05", "2020-04-01", "2020-04-06"]


@pytest.mark.parametrize("below", ["同日，", "△", "▲ ", "△同日 "])
def test_an_undated_item_is_of_the_day_above(below: str) -> None:
    assert events(f"●3月2日 会议召开。\n\n{below}{WHAT}") == [
        ("2020-03-02", "", "会议召开。"),
        ("2020-03-02", "", WHAT),
    ]


@pytest.mark.parametrize("below", ["● ", "△3月上旬 ", "△本月，", "△2月30日 "])
def test_an_item_whose_day_is_not_told_is_not_of_the_day_above(below: str) -> None:
    assert [text for _, _, text in events(f"●3月2日 会议召开。\n\n{below}{WHAT}")] == ["会议召开。"]
    assert gaps(f"●3月2日 会议召开。\n\n{below}{WHAT}") == [f"{below}{WHAT}"]


def test_a_month_on_a_line_of_its_own_holds_for_the_items_below() -> None:
    items = f"一月\n\n3日　{WHAT}\n\n（二月）\n\n5日　{WHAT}\n\n3月\n\n7日　{WHAT}"
    assert [day for day, _, _ in events(items, "2020年大事记")] == ["2020-01-03", "2020-02-05", "2020-03-07"]


def test_a_second_heading_begins_another_month() -> None:
    items = f"●2日 {WHAT}\n\n云岭省2020年4月大事记\n\n●3日 {WHAT}"
    assert [day for day, _, _ in events(items)] == ["2020-03-02", "2020-04-03"]


@pytest.mark.parametrize(
    "items",
    [
        pytest.param(f"3月2日\n\n{WHAT}", id="day"),
        pytest.param(f"●3月2日\n\n{WHAT}", id="bullet"),
        pytest.param(f"3月2日\n\n△{WHAT}", id="bullet-below"),
    ],
)
def test_a_day_as_a_heading_holds_for_the_items_below(items: str) -> None:
    assert events(items) == [("2020-03-02", "", WHAT)]


@pytest.mark.parametrize(
    ("items", "texts"),
    [
        pytest.param("●3月2日 会议召开，\n\n副省长李四维出席。", ["会议召开，副省长李四维出席。"], id="line-end"),
        pytest.param("●3月2日 会议召开，\n\n— 7 —\n\n李四维出席。", ["会议召开，李四维出席。"], id="page"),
        pytest.param("●3月2日 《粮仓办法》(试行)施行。", ["《粮仓办法》（试行）施行。"], id="brackets"),
        pytest.param("●3月2日 第 5 座 粮仓完工。", ["第5座粮仓完工。"], id="blanks"),
        pytest.param(
            f"●3月2日 {WHAT}\n\n会议要求各县修好粮仓。\n\n●3日 {WHAT}",
            [f"{WHAT}会议要求各县修好粮仓。", WHAT],
            id="second-paragraph",
        ),
    ],
)
def test_the_text_is_as_printed_and_whole(items: str, texts: list[str]) -> None:
    assert [text for _, _, text in events(items)] == texts


# What is no item, or cannot be dated.


@pytest.mark.parametrize(
    "item",
    [
        pytest.param("●2月30日 会议召开。", id="no-such-day"),
        pytest.param("●13月2日 会议召开。", id="no-such-month"),
        pytest.param("●3月0日 会议召开。", id="no-day-nought"),
        pytest.param("●3月30日至32日 会议召开。", id="no-such-last-day"),
        pytest.param(
            "●3月7日至6日 会议召开。",
            id="last-before-first",
        ),
        pytest.param("●3月上旬 会议召开。", id="ten-days"),
        pytest.param("●同日 会议召开。", id="same-day"),
    ],
)
def test_an_item_that_cannot_be_dated_is_a_gap(item: str) -> None:
    assert (events(item), gaps(item)) == ([], [item])


def test_without_a_year_items_are_gaps() -> None:
    assert gaps(f"●3月2日 {WHAT}\n\n●3日 {WHAT}", "大事记") == [f"●3月2日 {WHAT}", f"●3日 {WHAT}"]


def test_a_gap_of_the_chronicle_belongs_to_no_directive() -> None:
    (gap,) = facts(chronicle("●2月30日 会议召开。"))
    assert isinstance(gap, Gap) and (gap.directive, gap.rule) == ("", "chronicle.item")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"政务要闻\n\n●3月2日 {WHAT}\n", id="other-heading"),
        pytest.param(f"●3月2日 {WHAT}\n", id="no-heading"),
        pytest.param(f"{HEADING}\n\n三月的云岭春光明媚。\n", id="no-item"),
    ],
)
def test_outside_a_chronicle_there_are_no_items(text: str) -> None:
    assert [one for one in facts(text) if not isinstance(one, Gap)] == []


def test_a_chronicle_without_items_is_refused_as_a_source() -> None:
    with pytest.raises(SourceError):
        facts_of(f"{HEADING}\n\n三月的云岭春光明媚。\n", Event)


@pytest.mark.parametrize("before", [True, False], ids=["after-a-directive", "before-a-directive"])
def test_a_chronicle_beside_a_directive_is_no_part_of_it(before: bool) -> None:
    letter, items = notice("请修仓。"), chronicle(f"●3月2日 {WHAT}\n")
    text = f"{letter}\n{items}" if before else f"{items}\n{letter}"
    assert [one.date for one in facts_of(text, Event)] == ["2020-03-02"]
    assert len(facts_of(text, Directive)) == 1


# Who took part.


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(WHAT, [("张三峰", ("省长",))], id="one"),
        pytest.param(
            "省委副书记、省长张三峰到松江市调研，副省长李四维陪同。",
            [("张三峰", ("省委副书记", "省长")), ("李四维", ("副省长",))],
            id="two",
        ),
        pytest.param("省长张三峰讲话。省长张三峰主持。", [("张三峰", ("省长",))], id="once"),
        pytest.param(
            "省长张三峰讲话。李四维、王五常出席。", [("张三峰", ("省长",)), ("李四维", ()), ("王五常", ())], id="bare"
        ),
        pytest.param(
            "李四维、王五常出席。副省长李四维讲话。", [("李四维", ()), ("王五常", ())], id="posts-of-the-first"
        ),
        pytest.param("《粮仓办法》公布施行。", [], id="nobody"),
        pytest.param("松江市、柏川市粮仓完工。", [], id="places"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_who_took_part_is_told_once_in_order(text: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert participants(text) == expected


def test_participants_are_those_of_their_event() -> None:
    text = chronicle("●3月2日 省长张三峰讲话。\n\n●3月3日 副省长李四维讲话。")
    found = [one for one in facts(text) if isinstance(one, Event)]
    assert [[one.person for one in event.participants] for event in found] == [["张三峰"], ["李四维"]]


# Evidence.


@pytest.mark.parametrize(
    "items",
    [
        pytest.param(f"<item>●3月2日 {WHAT}</item>\n\n<item>●3月3日　会议召开。</item>", id="two-items"),
        pytest.param("<item>●3月2日 会议召开，\n\n— 7 —\n\n李四维出席。</item>", id="torn-by-the-page"),
    ],
)
def test_the_evidence_is_the_item(items: str) -> None:
    page = tagged(chronicle(items))
    spans = [one.span for one in facts(page.text)]
    assert [(span.start, span.end) for span in spans] == page.places("item")


@given(st.lists(st.dates(date(2020, 1, 1), date(2020, 12, 31)), min_size=1, max_size=8))
def test_dated_items_are_read_back(days: list[date]) -> None:
    items = "\n\n".join(f"●{day.month}月{day.day}日 第{index}座粮仓完工。" for index, day in enumerate(days))
    expected = [(day.isoformat(), "", f"第{index}座粮仓完工。") for index, day in enumerate(days)]
    assert events(items, "2020年大事记") == expected


PIECES = st.sampled_from(
    [
        *"●年月日至—、，。 \n0139",
        "\n\n●3月2日 ",
        "2020年大事记\n",
        "省长",
        "张三峰",
        "李四、王五",
        "同日",
        "上午",
        "2020年",
    ]
)


@given(st.lists(PIECES, max_size=50).map("".join))
def test_any_chronicle_is_read_with_its_evidence(items: str) -> None:
    text = chronicle(items)
    for fact in facts(text):
        if isinstance(fact, Event):
            assert date.fromisoformat(fact.date)
            assert not fact.until or date.fromisoformat(fact.until)
        for span in fact.spans:
            assert (span.source, span.text) == (NAME, text[span.start : span.end])


@pytest.mark.parametrize("piece", ["3月2日至", "省长张三峰、", "张三、", "。张三、", "● "])
def test_a_long_item_is_read_in_time(piece: str) -> None:
    # Hangs, rather than fails, where a pattern backtracks without end.
    assert len(events(f"●3月2日 {piece * 3000}")) <= 1
