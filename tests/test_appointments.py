"""Who is put into which posts, and who is relieved of them, in the wordings of several governments."""

from datetime import date, timedelta

import pytest
from gongbao.ontology.model import Appointment, Gap
from hypothesis import given
from hypothesis import strategies as st
from tagged import NAME, facts_of, notice, tagged

NUMBER = "云政人〔2020〕7号"
TITLE = "云岭省人民政府关于张三峰等同志职务任免的通知"
RULE = "appointments.statement"
WATER = "省水利厅厅长"
GRAIN = "省粮食局局长"

Told = tuple[str, str, tuple[str, ...]]


def personnel(body: str, *, title: str = TITLE, number: str = NUMBER, day: str = "2020年3月6日") -> str:
    """A directive about personnel around a body."""
    return notice(body, title=title, number=number, date=day)


def told(body: str) -> list[Told]:
    return [(one.action, one.person, one.posts) for one in facts_of(personnel(body), Appointment)]


def gaps(body: str) -> list[str]:
    return [one.span.text for one in facts_of(personnel(body), Gap) if one.rule == RULE]


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param(f"任命张三峰为{WATER}。", id="plain"),
        pytest.param(f"任命张三峰（女，藏族）为{WATER}。", id="aside-after-the-name"),
        pytest.param(f"张三峰（女）为{WATER}。", id="aside-without-verb"),
        pytest.param(f"同意张三峰任{WATER}。", id="agreed-without-verb"),
        pytest.param(f"经研究，同意张三峰同志任{WATER}，原任职务自然免除。", id="agreed-after-study"),
        pytest.param(f"省人民政府决定任命张三峰为{WATER}。", id="who-decides-before-the-verb"),
        pytest.param(f"张三峰同志挂任{WATER}，挂职时间一年。", id="for-a-time"),
        pytest.param(f"晋升张三峰同志为{WATER}。", id="promoted"),
        pytest.param(f"任命张三峰为{WATER}（列李四维之前）。", id="rank-among-others"),
        pytest.param(f"一、任命\n\n张三峰　{WATER}", id="row-under-a-heading-without-colon"),
        pytest.param(f"任命张三峰同志为{WATER}；", id="comrade"),
        pytest.param(f"任命张三峰任{WATER}。", id="appoint-as"),
        pytest.param(f"张三峰同志任{WATER}；", id="no-verb-before"),
        pytest.param(f"张三峰任{WATER}", id="no-full-stop"),
        pytest.param(f"经省政府研究决定，任命张三峰同志为{WATER}。", id="after-who-decided"),
        pytest.param(f"同意任命张三峰为{WATER}。", id="agreed"),
        pytest.param(f"批准任命张三峰为{WATER}。", id="approved"),
        pytest.param(f"聘任张三峰为{WATER}，聘期三年。", id="hired-for-a-term"),
        pytest.param(f"续聘张三峰为{WATER}。", id="hired-again"),
        pytest.param(f"选举张三峰为{WATER}。", id="elected"),
        pytest.param(f"任命 张三峰 为 {WATER}。", id="blanks"),
        pytest.param(f"（一）任命张三峰为{WATER}。", id="numbered-in-brackets"),
        pytest.param(f"1.任命张三峰为{WATER}。", id="numbered"),
        pytest.param(f"任命：\n\n张三峰为{WATER}。", id="under-a-heading"),
        pytest.param(f"经研究，决定任命：\n\n张三峰同志为{WATER}", id="under-a-longer-heading"),
        pytest.param(f"省人民政府2020年3月2日决定，任命：\n\n张三峰为{WATER}。", id="under-a-dated-heading"),
        pytest.param(f"省政府决定：\n\n任命张三峰同志为{WATER}。", id="after-省政府决定"),
        pytest.param(f"任命下列同志：\n\n张三峰　{WATER}", id="row-under-a-heading"),
        pytest.param(
            f"任命张三峰担任{WATER}。",
            id="担任",
        ),
        pytest.param(
            f"任命张三峰兼任{WATER}。",
            id="兼任",
        ),
        pytest.param(
            f"张三峰挂任{WATER}。",
            id="挂任",
        ),
        pytest.param(
            f"任命张三峰等3名同志为{WATER}。",
            id="等",
        ),
    ],
)
def test_an_appointment_is_read(sentence: str) -> None:
    assert told(sentence) == [("appoint", "张三峰", (WATER,))]


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param(f"免去张三峰的{WATER}职务。", id="plain"),
        pytest.param(f"免去张三峰的{WATER}职务，另有任用。", id="words-after"),
        pytest.param(f"接受张三峰辞去{WATER}职务的请求。", id="resignation"),
        pytest.param(f"张三峰同志因到龄退休，免去其{WATER}职务。", id="其-of-the-same-sentence"),
        pytest.param(f"二、免职\n\n张三峰　免去{WATER}职务", id="verb-after-the-name"),
        pytest.param(f"免去张三峰同志的{WATER}职务；", id="comrade"),
        pytest.param(f"免去张三峰同志{WATER}职务。", id="comrade-without-的"),
        pytest.param(f"免去张三峰同志所任{WATER}职务。", id="所任"),
        pytest.param(f"免去张三峰担任的{WATER}一职。", id="一职"),
        pytest.param(f"免去张三峰兼任的{WATER}职务。", id="兼任的"),
        pytest.param(f"免除张三峰的{WATER}职务。", id="免除"),
        pytest.param(f"解聘张三峰的{WATER}职务。", id="no-longer-hired"),
        pytest.param(f"张三峰同志不再担任{WATER}职务。", id="no-longer"),
        pytest.param(f"张三峰不再兼任{WATER}。", id="no-longer-also"),
        pytest.param(f"免去：\n\n张三峰的{WATER}职务。", id="under-a-heading"),
        pytest.param(f"决定免去下列同志职务：\n\n张三峰　{WATER}", id="row-under-a-heading"),
        pytest.param(f"二、免去张三峰的{WATER}职务。", id="numbered"),
        pytest.param(f"张三峰任期届满，不再担任{WATER}职务。", id="term-over"),
    ],
)
def test_a_dismissal_is_read(sentence: str) -> None:
    assert told(sentence) == [("dismiss", "张三峰", (WATER,))]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        pytest.param("任命张三峰同志、李四维同志为省水利厅副厅长。", ["张三峰", "李四维"], id="comrade-after-each"),
        pytest.param(
            "聘任下列同志为省政府参事：\n\n张三峰、李四维、王五常",
            ["张三峰", "李四维", "王五常"],
            id="under-their-post",
        ),
        pytest.param("任命：\n\n张三为省水利厅厅长；", ["张三"], id="为-after-a-name-of-two"),
        pytest.param("任命张三峰、李四维为省水利厅副厅长。", ["张三峰", "李四维"], id="two"),
        pytest.param(
            "决定聘任张三峰、李四维、王五常为省政府参事，聘期五年。", ["张三峰", "李四维", "王五常"], id="three"
        ),
        pytest.param("任命张三峰和李四维同志为省水利厅副厅长。", ["张三峰", "李四维"], id="和"),
        pytest.param("任命 张 三 为省水利厅副厅长。", ["张三"], id="name-of-two-spread"),
        pytest.param("任命欧阳三峰为省水利厅副厅长。", ["欧阳三峰"], id="compound-surname"),
        pytest.param("任命扎西多杰为省水利厅副厅长。", ["扎西多杰"], id="transliterated"),
        pytest.param("任命艾山·热合曼为省水利厅副厅长。", ["艾山·热合曼"], id="middle-dot"),
        pytest.param("任命陈为民为省水利厅副厅长。", ["陈为民"], id="为-in-the-name"),
        pytest.param("任命任我行为省水利厅副厅长。", ["任我行"], id="任-is-the-surname"),
        pytest.param(
            "任命于学和为省水利厅副厅长。",
            ["于学和"],
            id="和-ends-the-name",
        ),
        pytest.param(
            "任命和硕云为省水利厅副厅长。",
            ["和硕云"],
            id="和-is-the-surname",
        ),
    ],
)
def test_every_person_is_named(sentence: str, names: list[str]) -> None:
    assert [person for _, person, _ in told(sentence)] == names


@pytest.mark.parametrize(
    ("printed", "posts"),
    [
        pytest.param("省水利厅厅长、党组书记", ("省水利厅厅长", "省水利厅党组书记"), id="bare-title-inherits"),
        pytest.param("省水利厅厅长兼省粮食局局长", ("省水利厅厅长", "省粮食局局长"), id="兼"),
        pytest.param("省水利厅一级调研员", ("省水利厅一级调研员",), id="rank"),
        pytest.param("云岭省第一监狱监狱长（试用期一年）", ("云岭省第一监狱监狱长",), id="on-trial-in-brackets"),
        pytest.param("省水利厅总工程师，试用期一年", ("省水利厅总工程师",), id="on-trial-after-a-comma"),
        pytest.param("省水利厅厅长，任职时间从2020年1月算起", ("省水利厅厅长",), id="since-when"),
        pytest.param("省政府驻北京办事处主任（聘期三年）", ("省政府驻北京办事处主任",), id="for-a-term"),
        pytest.param("省水利厅厅长（试用期一年，自2020年1月起计算）", ("省水利厅厅长",), id="on-trial-since"),
    ],
)
def test_posts_are_whole_and_without_their_term(printed: str, posts: tuple[str, ...]) -> None:
    assert told(f"任命张三峰为{printed}。") == [("appoint", "张三峰", posts)]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"任命张三峰为{WATER}，免去其{GRAIN}职务。", id="same-sentence"),
        pytest.param(f"任命张三峰为{WATER}；同时免去其{GRAIN}职务。", id="同时"),
        pytest.param(f"张三峰任{WATER}，免去其所任{GRAIN}职务。", id="所任"),
        pytest.param(f"任命张三峰为{WATER}。免去其{GRAIN}职务。", id="next-sentence"),
        pytest.param(f"任命张三峰为{WATER}；\n\n免去其{GRAIN}职务。", id="next-paragraph"),
        pytest.param(f"任命张三峰为{WATER}，\n\n免去其{GRAIN}职务。", id="torn-by-the-page"),
    ],
)
def test_其_is_the_person_named_last(body: str) -> None:
    assert told(body) == [("appoint", "张三峰", (WATER,)), ("dismiss", "张三峰", (GRAIN,))]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"任命张三峰为{WATER}；免去李四维的{GRAIN}职务。", id="semicolon"),
        pytest.param(f"任命张三峰为{WATER}，免去李四维的{GRAIN}职务。", id="comma"),
        pytest.param(f"任命：\n\n张三峰为{WATER}。\n\n免去：\n\n李四维的{GRAIN}职务。", id="two-headings"),
        pytest.param(f"任命：\n\n张三峰　{WATER}\n\n免去：\n\n李四维　{GRAIN}", id="two-headings-over-rows"),
        pytest.param(f"一、任命张三峰为{WATER}。\n\n二、免去李四维的{GRAIN}职务。", id="two-items"),
    ],
)
def test_a_heading_or_verb_holds_until_the_next(body: str) -> None:
    assert told(body) == [("appoint", "张三峰", (WATER,)), ("dismiss", "李四维", (GRAIN,))]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"任命：\n\n张三峰为{WATER}；\n\n李四维为{GRAIN}。", id="a-line-each"),
        pytest.param(f"任命张三峰为{WATER}；\n\n李四维为{GRAIN}。", id="verb-before-the-first"),
        pytest.param(
            f"任命张三峰为{WATER}，李四维为{GRAIN}。",
            id="one-sentence",
        ),
    ],
)
def test_each_of_two_persons_has_his_own_post(body: str) -> None:
    assert told(body) == [("appoint", "张三峰", (WATER,)), ("appoint", "李四维", (GRAIN,))]


@pytest.mark.parametrize(
    ("body", "reasons"),
    [
        pytest.param(
            f"因年龄原因，免去：\n\n张三峰的{WATER}职务；\n\n李四维的{GRAIN}职务。", ["年龄原因"] * 2, id="heading"
        ),
        pytest.param(f"因到龄退休，免去下列同志职务：\n\n张三峰　{WATER}", ["到龄退休"], id="heading-over-rows"),
        pytest.param(f"因工作变动，张三峰不再担任{WATER}职务。", ["工作变动"], id="before-the-name"),
        pytest.param(f"免去张三峰的{WATER}职务。", [""], id="none"),
        pytest.param(
            f"因年龄原因，免去：\n\n张三峰的{WATER}职务。\n\n任命：\n\n李四维为{WATER}。",
            ["年龄原因", ""],
            id="one-heading-only",
        ),
        pytest.param(
            f"因工作变动，免去张三峰的{WATER}职务。",
            ["工作变动"],
            id="before-免去",
        ),
    ],
)
def test_the_reason_is_as_printed(body: str, reasons: list[str]) -> None:
    assert [one.reason for one in facts_of(personnel(body), Appointment)] == reasons


@pytest.mark.parametrize(
    ("day", "iso"),
    [
        pytest.param("2020年3月6日", "2020-03-06", id="arabic"),
        pytest.param("2020 年 12 月 16 日", "2020-12-16", id="blanks"),
        pytest.param("二○二○年三月六日", "2020-03-06", id="chinese"),
        pytest.param("", "", id="none"),
    ],
)
def test_the_date_is_that_of_the_signature(day: str, iso: str) -> None:
    (fact,) = facts_of(personnel(f"任命张三峰为{WATER}。", day=day), Appointment)
    assert fact.date == iso


@pytest.mark.parametrize(
    ("number", "key"), [pytest.param(NUMBER, NUMBER, id="number"), pytest.param("", TITLE, id="title")]
)
def test_the_directive_is_named_by_its_number_or_else_its_title(number: str, key: str) -> None:
    (fact,) = facts_of(personnel(f"任命张三峰为{WATER}。", number=number), Appointment)
    assert fact.directive == key


@pytest.mark.parametrize(
    ("title", "number"),
    [
        pytest.param("云岭省人民政府关于张三峰任职的通知", "云政〔2020〕7号", id="任职"),
        pytest.param("云岭省人民政府关于张三峰免职的通知", "云政〔2020〕7号", id="免职"),
        pytest.param("云岭省人民政府关于聘任省政府参事的决定", "云政〔2020〕7号", id="聘任"),
        pytest.param("云岭省人民政府关于提名张三峰的函", "云政函〔2020〕7号", id="提名"),
        pytest.param("松江市人民政府关于张三峰等同志的通知", "松政任〔2020〕7号", id="number-任"),
        pytest.param("松江市人民政府关于张三峰等同志的通知", "松政干〔2020〕7号", id="number-干"),
    ],
)
def test_a_directive_is_about_personnel_by_title_or_number(title: str, number: str) -> None:
    assert len(facts_of(personnel(f"任命张三峰为{WATER}。", title=title, number=number), Appointment)) == 1


def test_the_same_words_elsewhere_appoint_nobody() -> None:
    assert facts_of(notice(f"任命张三峰为{WATER}；免去李四维的{GRAIN}职务。"), Appointment) == []


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("请按有关规定办理手续。", id="procedure"),
        pytest.param("各县要为粮仓选好责任人。", id="duty"),
        pytest.param("现将有关事项通知如下：", id="announcement"),
        pytest.param("请认真组织实施。", id="request"),
    ],
)
def test_other_sentences_are_neither_read_nor_missed(sentence: str) -> None:
    assert (told(sentence), gaps(sentence)) == ([], [])


# What is not understood.


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("任命张三峰为正厅级干部。", id="no-post"),
        pytest.param("免去张三峰的职务。", id="which-post"),
        pytest.param(f"免去其{GRAIN}职务。", id="whose-post"),
        pytest.param(f"建议免去张三峰的{WATER}职务。", id="mere-proposal"),
        pytest.param(f"免去张三峰{WATER}职务。", id="name-runs-into-post"),
        pytest.param("提名张三峰为云岭铁路公司董事长人选。", id="candidate"),
        pytest.param(f"不同意任命张三峰为{WATER}。", id="not-agreed"),
        pytest.param(f"张三峰同志拟任{WATER}，不再担任现职务。", id="not-yet"),
    ],
)
def test_what_is_not_understood_is_a_gap(sentence: str) -> None:
    assert (told(sentence), gaps(sentence)) == ([], [sentence])


def test_a_statement_that_is_not_understood_is_a_gap_beside_one_that_is() -> None:
    assert gaps(f"任命张三峰为{WATER}；任命李四维为正厅级干部。")


def test_names_below_their_post_are_read_or_a_gap() -> None:
    body = "决定聘任以下同志为省政府参事：\n\n张三峰、李四维、王五常"
    assert told(body) or gaps(body)


def test_a_heading_without_a_colon_is_no_gap() -> None:
    assert gaps(f"一、任命\n\n张三峰为{WATER}。") == []


def test_rows_that_are_read_are_no_gap() -> None:
    assert facts_of(personnel(f"任命：\n\n张三峰　{WATER}\n\n李四维　{GRAIN}"), Gap) == []


# Evidence.


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"<fact>任命张三峰为{WATER}</fact>；<fact>免去李四维的{GRAIN}职务</fact>。", id="sentence"),
        pytest.param(f"<fact>任命张三峰为{WATER}</fact>，<fact>免去其{GRAIN}职务</fact>。", id="其"),
        pytest.param(f"任命：\n\n<fact>张三峰为{WATER}（试用期一年）</fact>；", id="line"),
        pytest.param(f"任命：\n\n<fact>李 四　{WATER}</fact>\n\n<fact>王五常　{GRAIN}</fact>", id="rows"),
        pytest.param("<fact>任命张三峰同志为省水利厅厅长、\n\n— 7 —\n\n省粮食局局长</fact>。", id="torn-by-the-page"),
    ],
)
def test_the_evidence_is_the_statement(body: str) -> None:
    page = tagged(personnel(body))
    spans = [one.span for one in facts_of(page.text, Appointment)]
    assert [(span.start, span.end) for span in spans] == page.places("fact")


NAMES = st.sampled_from(["张三峰", "李四维", "王五常", "欧阳六合", "扎西多杰", "艾山·热合曼", "钱七"])
POSTS = st.sampled_from([WATER, GRAIN, "省财政厅总会计师", "松江市市长", "云岭大学校长", "省政府副秘书长"])
DAYS = st.integers(0, 20_000).map(lambda days: date(1990, 1, 1) + timedelta(days))


@given(st.lists(st.tuples(st.booleans(), NAMES, POSTS), min_size=1, max_size=5), DAYS)
def test_a_notice_is_read_back(changes: list[tuple[bool, str, str]], day: date) -> None:
    lines = [f"任命{name}为{post}；" if put else f"免去{name}同志的{post}职务；" for put, name, post in changes]
    facts = facts_of(personnel("\n\n".join(lines), day=f"{day.year}年{day.month}月{day.day}日"), Appointment)
    expected = [("appoint" if put else "dismiss", name, (post,), day.isoformat()) for put, name, post in changes]
    assert [(one.action, one.person, one.posts, one.date) for one in facts] == expected


PIECES = st.sampled_from(
    [
        *"任免为的其等和、，；：。\n （）因",
        "任命",
        "免去",
        "不再担任",
        "同志",
        "张三峰",
        "李 四",
        "职务",
        WATER,
        "局长",
        "试用期一年",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_wording_is_read_with_its_evidence(body: str) -> None:
    text = personnel(body)
    for fact in facts_of(text, Appointment):
        assert fact.person and all(fact.posts)
        for span in fact.spans:
            assert (span.source, span.text) == (NAME, text[span.start : span.end])


@pytest.mark.parametrize(
    "piece", ["任命", "张三峰、", "张 ", "免去其", "省水利厅厅长、", "因", "（试用期", "和", "，试用期"]
)
def test_a_long_line_takes_no_longer_than_its_length(piece: str) -> None:
    # Hangs, rather than fails, where a pattern backtracks without end.
    assert told(f"任命{piece * 3000}") == []


# False facts are worse than gaps.


def test_其_is_nobody_after_a_statement_that_was_not_read() -> None:
    body = f"任命张三峰为{WATER}。\n\n免去李四维{GRAIN}职务。\n\n免去其兼任的省气象局局长职务。"
    assert told(body) == [("appoint", "张三峰", (WATER,))]


def test_who_signs_is_not_dismissed() -> None:
    assert told(f"免去：\n\n张三峰的{WATER}职务。\n\n省长　李 四") == [("dismiss", "张三峰", (WATER,))]


def test_who_is_to_be_appointed_is_not_appointed() -> None:
    assert told(f"张三峰，男，现任{GRAIN}，拟任{WATER}。") == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(f"张三峰任{WATER}，李四维任{GRAIN}。", [("张三峰", WATER), ("李四维", GRAIN)], id="comma"),
        pytest.param(f"张三峰任{WATER}、李四维任{GRAIN}。", [("张三峰", WATER), ("李四维", GRAIN)], id="、"),
        pytest.param(f"李 明任{WATER}，王 芳任{GRAIN}。", [("李明", WATER), ("王芳", GRAIN)], id="spread"),
        pytest.param(
            f"任命张三峰为{WATER}，李四维、王五常为{GRAIN}。",
            [("张三峰", WATER), ("李四维", GRAIN), ("王五常", GRAIN)],
            id="two-behind",
        ),
        pytest.param(
            f"任命张三峰为{WATER}（试用期一年），李四维和王五常为{GRAIN}。",
            [("张三峰", WATER), ("李四维", GRAIN), ("王五常", GRAIN)],
            id="two-with-和-behind-a-term",
        ),
    ],
)
def test_a_second_person_is_no_post_of_the_first(body: str, expected: list[tuple[str, str]]) -> None:
    assert told(body) == [("appoint", person, (post,)) for person, post in expected]


@pytest.mark.parametrize(
    "post", ["省任务办公室主任", "省为民服务中心主任", "省信任工程办公室副主任", "省粮食局责任编辑"]
)
def test_任_and_为_within_a_post_part_nothing(post: str) -> None:
    assert told(f"任命张三峰为{WATER}、{post}。") == [("appoint", "张三峰", (WATER, post))]


@pytest.mark.parametrize("lead", ["同时", "并", "另"])
def test_a_word_before_the_verb_is_nobody(lead: str) -> None:
    body = f"张三峰任{WATER}，{lead}免去李四维{GRAIN}职务。"
    assert "李四维" in "".join(gaps(body))
    assert not [one for one in told(body) if one[0] == "dismiss"]


@pytest.mark.parametrize(
    "sentence", [f"张三峰因到龄退休，免去李四维{GRAIN}职务。", f"任命张三峰为{WATER}、李四维{GRAIN}。"]
)
def test_a_post_with_another_name_in_it_is_nobodys(sentence: str) -> None:
    assert told(sentence) == []
    assert gaps(sentence)


def test_the_post_of_a_province_with_a_long_name_is_read() -> None:
    assert told("任命张三峰为黑龙江省水利厅厅长。") == [("appoint", "张三峰", ("黑龙江省水利厅厅长",))]


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param(f"张三峰曾任{GRAIN}，现任{WATER}。", id="career"),
        pytest.param(f"张三峰原任{GRAIN}，现任{WATER}。", id="former"),
        pytest.param(f"张三峰历任{GRAIN}、{WATER}。", id="one-after-another"),
        pytest.param(f"张三峰同志现任{WATER}。", id="now"),
        pytest.param(f"张三峰曾为{WATER}。", id="once"),
        pytest.param(f"张三峰未任{WATER}。", id="denied"),
        pytest.param(f"张三峰不任{WATER}。", id="not"),
        pytest.param(f"张三峰暂不任{WATER}。", id="not-for-now"),
        pytest.param(f"张三峰将任{WATER}。", id="will"),
        pytest.param(f"张三峰是否任{WATER}，另行研究。", id="whether"),
        pytest.param(f"请张三峰任{WATER}。", id="asked"),
        pytest.param(f"张三峰任{WATER}期间，李四维任{GRAIN}。", id="while"),
        pytest.param("提名张三峰任省粮食集团总经理。", id="nominated"),
        pytest.param("推荐张三峰任省粮食集团董事长，提名李四维任省粮食集团总经理。", id="recommended"),
        pytest.param("推荐张三峰为省粮食集团董事长。", id="recommended-为"),
        pytest.param(f"建议张三峰任{WATER}。", id="proposed"),
        pytest.param(f"{GRAIN}张三峰兼任省粮食集团董事长。", id="post-before-the-name"),
        pytest.param(f"张三峰试用期满，正式任{WATER}。", id="after-trial"),
        pytest.param("张三峰任正厅级干部。", id="no-post-任"),
        pytest.param(f"现任命张三峰为{WATER}。", id="现-before-the-verb"),
        pytest.param(f"撤销任命张三峰为{WATER}的决定。", id="revoked"),
    ],
)
def test_what_appoints_nobody_is_a_gap(sentence: str) -> None:
    assert (told(sentence), "".join(gaps(sentence)).replace("。", "")) == ([], sentence.replace("。", ""))


@pytest.mark.parametrize("heading", ["提名：", "建议任命下列同志：", "推荐下列人选："])
@pytest.mark.parametrize("row", [f"张三峰为{WATER}；", f"张三峰　{WATER}"])
def test_under_a_proposal_nobody_is_appointed(heading: str, row: str) -> None:
    assert told(f"{heading}\n\n{row}") == []
    assert gaps(f"{heading}\n\n{row}")


@pytest.mark.parametrize("name", ["张原", "李未", "张现"])
def test_a_name_may_end_as_adverbs_do(name: str) -> None:
    assert told(f"任命{name}为{WATER}。") == [("appoint", name, (WATER,))]


def test_其_may_have_held_the_post_before() -> None:
    assert told(f"任命张三峰为{WATER}，免去其原任{GRAIN}职务。")[1] == ("dismiss", "张三峰", (GRAIN,))


def test_who_is_nominated_beside_an_appointment_is_only_appointed_once() -> None:
    assert told(f"张三峰同志任{WATER}，提名任{GRAIN}。") == [("appoint", "张三峰", (WATER,))]


@pytest.mark.parametrize(
    "sentence",
    [
        "张三峰同志主持省水利厅工作。",
        "各部门要任用得力干部为粮仓建设服务。",
        "省水利厅厅长要担起责任。",
        "任务由省水利厅承担。",
    ],
)
def test_these_sentences_appoint_nobody(sentence: str) -> None:
    assert told(sentence) == []


def test_who_nominated_before_the_verb_is_no_gap() -> None:
    sentence = f"经云岭省省长提名，任命张三峰为{WATER}。"
    assert (told(sentence), gaps(sentence)) == ([("appoint", "张三峰", (WATER,))], [])


def table_gaps(body: str) -> list[str]:
    return [one.span.text for one in facts_of(personnel(body), Gap) if one.rule == "appointments.table"]


BOTH_MOVES = [
    ("appoint", "张三峰", (GRAIN,)),
    ("dismiss", "张三峰", (WATER,)),
    ("appoint", "李四维", (WATER,)),
]


@pytest.mark.parametrize(
    "body",
    [
        f"|姓名|任职|免职|\n|张三峰|{GRAIN}|{WATER}|\n|李四维|{WATER}||",
        f"|序号|姓名|任何职务|免何职务|\n|---|---|---|---|\n|1|张三峰|{GRAIN}|{WATER}|\n|2|李四维|{WATER}|—|",
        f"姓名\t任职\t免职\n张三峰\t{GRAIN}\t{WATER}\n李四维\t{WATER}\t—",
        f"姓名\t任职\t免职\n张三峰\t{GRAIN}\t{WATER}\n李四维\t{WATER}\t无",
    ],
)
def test_a_table_moves_a_person_a_row(body: str) -> None:
    assert (told(body), table_gaps(body)) == (BOTH_MOVES, [])


@pytest.mark.parametrize(
    ("body", "row"),
    [
        (f"姓名\t任职\t免职\n李四维\t\t{GRAIN}", f"李四维\t\t{GRAIN}"),
        (f"姓名\t任职\n张三峰\t{GRAIN}\t{WATER}", f"张三峰\t{GRAIN}\t{WATER}"),
        (f"|姓名|任职|免职|\n|张三峰|{GRAIN}|", f"|张三峰|{GRAIN}|"),
        ("|姓名|任职|\n|张三峰|省水利厅|", "|张三峰|省水利厅|"),
    ],
)
def test_a_row_of_a_table_that_is_not_sure_is_a_gap(body: str, row: str) -> None:
    assert (told(body), table_gaps(body)) == ([], [row])


@pytest.mark.parametrize(
    "heading",
    ["|姓名|拟任职务|免职|", "|姓名|建议任命|免职|", "|姓名|现任职务|任职时间|"],
)
def test_a_table_of_what_is_proposed_moves_nobody(heading: str) -> None:
    assert told(f"{heading}\n|张三峰|{GRAIN}|{WATER}|") == []


def test_a_name_set_as_wide_as_three_is_one_cell() -> None:
    assert told(f"姓名\t任职\n张　三\t{GRAIN}") == [("appoint", "张三", (GRAIN,))]


def test_what_stands_below_a_table_is_none_of_its_rows() -> None:
    body = f"姓名\t任职\n张三峰\t{GRAIN}\n特此通知。\n云岭省人民政府 2020年3月6日"
    assert (told(body), table_gaps(body)) == ([("appoint", "张三峰", (GRAIN,))], [])
