"""Brackets and labelled lists of a paragraph: read whole, or given back as unread."""

import pytest
from gongbao.extract.statements import Convention, Statement, Unread, find_brackets, find_convention, find_statements
from gongbao.ontology.model import Assignment, Gap
from hypothesis import given
from hypothesis import strategies as st
from tagged import NAME, facts_of, notice, tagged

ITEM = "修好旧仓。"
FIRST_LEADS = Convention("support")

Parts = list[tuple[str, str]]


def read(words: str, convention: Convention | None = None) -> list[Statement]:
    return [one for one in find_statements(words, convention) if isinstance(one, Statement)]


def unread(words: str) -> list[str]:
    return [words[one.start : one.end] for one in find_statements(words) if isinstance(one, Unread)]


def parts(words: str, convention: Convention | None = None) -> Parts:
    return [(part.body, part.role) for one in read(words, convention) for part in one.parts]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("（省粮食局牵头，省财政厅配合）", [("省粮食局", "lead"), ("省财政厅", "support")], id="verbs"),
        pytest.param("[省粮食局牵头]", [("省粮食局", "lead")], id="square"),
        pytest.param("【省粮食局牵头】", [("省粮食局", "lead")], id="lenticular"),
        pytest.param("〔省粮食局牵头〕", [("省粮食局", "lead")], id="shell"),
        pytest.param("（省粮食局牵头", [("省粮食局", "lead")], id="not-closed"),
        pytest.param("（省粮食局）", [("省粮食局", "responsible")], id="body-alone"),
        pytest.param(
            "（省粮食局、省财政厅）", [("省粮食局", "responsible"), ("省财政厅", "responsible")], id="bodies-alone"
        ),
        pytest.param(
            "（省粮食局（省物资储备局）牵头）", [("省粮食局（省物资储备局）", "lead")], id="bracket-in-a-name"
        ),
        pytest.param(
            "（省粮食局牵头）（省财政厅配合）", [("省粮食局", "lead"), ("省财政厅", "support")], id="two-brackets"
        ),
        pytest.param(
            "（省粮食局牵头，省财政厅负责，省水利厅配合）",
            [("省粮食局", "lead"), ("省财政厅", "responsible"), ("省水利厅", "support")],
            id="three-roles",
        ),
        pytest.param(
            "（省粮食局牵头，省财政厅，省水利厅配合）",
            [("省粮食局", "lead"), ("省财政厅", "support"), ("省水利厅", "support")],
            id="waiting-for-the-verb",
        ),
        pytest.param(
            "（省粮食局牵头，各市、州人民政府等按职责分工负责）",
            [("省粮食局", "lead"), ("各市、州人民政府", "responsible")],
            id="collective",
        ),
        pytest.param("（省粮食局会同省财政厅负责）", [("省粮食局", "responsible"), ("省财政厅", "support")], id="会同"),
        pytest.param("（省粮食局商省财政厅办理）", [("省粮食局", "responsible"), ("省财政厅", "support")], id="商"),
        pytest.param("（由省粮食局负责）", [("省粮食局", "responsible")], id="由"),
        pytest.param(
            "（省粮食局牵头 省财政厅配合）", [("省粮食局", "lead"), ("省财政厅", "support")], id="blank-between-clauses"
        ),
        pytest.param(
            "（省粮食局牵头，省财政厅积极配合）", [("省粮食局", "lead"), ("省财政厅", "support")], id="积极配合"
        ),
        pytest.param(
            "（省粮食局总牵头，省财政厅分工负责）", [("省粮食局", "lead"), ("省财政厅", "responsible")], id="分工负责"
        ),
        pytest.param(
            "（各市、县〔区〕人民政府，省财政厅负责）",
            [("各市、县（区）人民政府", "responsible"), ("省财政厅", "responsible")],
            id="shell-bracket-in-a-name",
        ),
        pytest.param(
            "（省粮食局、省财政厅等省级有关部门负责）",
            [("省粮食局", "responsible"), ("省财政厅", "responsible")],
            id="等省级有关部门",
        ),
        pytest.param("（省粮 食局牵头）", [("省粮食局", "lead")], id="blank-in-a-name"),
        pytest.param("（省粮食局等14部门负责）", [("省粮食局", "responsible")], id="等14部门"),
        pytest.param("（县级粮食部门负责）", [("县级粮食部门", "responsible")], id="kind-of-body"),
    ],
)
def test_a_bracket_gives_parts(words: str, expected: Parts) -> None:
    assert parts(ITEM + words) == expected
    assert {one.form for one in read(ITEM + words)} == {"bracketed"}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("（责任单位：省粮食局）", [("省粮食局", "responsible")], id="bracket"),
        pytest.param("责任单位：省粮食局", [("省粮食局", "responsible")], id="line"),
        pytest.param(
            "责任单位： 省粮食局、省财政厅。", [("省粮食局", "responsible"), ("省财政厅", "responsible")], id="two"
        ),
        pytest.param(
            "（责任单位：省粮食局；配合单位：省财政厅）",
            [("省粮食局", "responsible"), ("省财政厅", "support")],
            id="bracket-two-labels",
        ),
        pytest.param(
            "牵头单位：省粮食局 配合单位：省财政厅", [("省粮食局", "lead"), ("省财政厅", "support")], id="blank"
        ),
        pytest.param(
            "牵头单位：省粮食局，配合单位：省财政厅", [("省粮食局", "lead"), ("省财政厅", "support")], id="comma"
        ),
        pytest.param(
            "主办单位：省粮食局；协办单位：省财政厅", [("省粮食局", "lead"), ("省财政厅", "support")], id="主办"
        ),
        pytest.param(
            "（牵头单位：省粮食局；责任单位：省财政厅；配合单位：省水利厅）",
            [("省粮食局", "lead"), ("省财政厅", "responsible"), ("省水利厅", "support")],
            id="three-labels",
        ),
        pytest.param(
            "牵头部门：省粮食局 责任单位：各市、州人民政府",
            [("省粮食局", "lead"), ("各市、州人民政府", "responsible")],
            id="collective",
        ),
        pytest.param(
            "（责任单位：省粮食局会同省财政厅）", [("省粮食局", "responsible"), ("省财政厅", "support")], id="会同"
        ),
        pytest.param("（责任单位：省粮食局，责任人：张三峰）", [("省粮食局", "responsible")], id="person-beside"),
        pytest.param(
            "（责任单位：省粮食局牵头，省财政厅配合）",
            [("省粮食局", "lead"), ("省财政厅", "support")],
            id="verbs-under-a-label",
        ),
        pytest.param(
            "—牵头单位：省粮食局；时间进度：2020年底前", [("省粮食局", "lead")], id="dash-before-and-时间进度"
        ),
        pytest.param("主要责任单位：省粮食局", [("省粮食局", "responsible")], id="主要"),
        pytest.param(
            "责任单位：省粮食局 各市州人民政府",
            [("省粮食局", "responsible"), ("各市州人民政府", "responsible")],
            id="blank-between-bodies",
        ),
    ],
)
def test_a_label_gives_parts(words: str, expected: Parts) -> None:
    assert parts(words) == expected
    assert {one.form for one in read(words)} == {"labelled"}


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("（牵头领导：张三峰；责任单位：省粮食局）", id="after-a-person"),
        pytest.param("（完成时限：2020年底；责任单位：省粮食局）", id="after-a-deadline"),
    ],
)
def test_the_form_does_not_hang_on_what_stands_first(words: str) -> None:
    assert [one.form for one in read(ITEM + words)] == ["labelled"]


@pytest.mark.parametrize("opening", ["", ITEM, "（一）修好旧仓。", "每县两台，"])
def test_a_label_after_a_sentence_opens_a_list(opening: str) -> None:
    words = f"{opening}责任单位：省粮食局。"
    assert [words[one.start : one.end] for one in read(words)] == ["责任单位：省粮食局"]


@pytest.mark.parametrize(
    ("words", "deadline"),
    [
        pytest.param("（责任单位：省粮食局；完成时限：2020年6月30日）", "2020年6月30日", id="label"),
        pytest.param("责任单位：省粮食局，完成时限：长期坚持", "长期坚持", id="label-in-a-line"),
        pytest.param("（省粮食局牵头，2020年底前完成）", "2020年底前完成", id="clause"),
        pytest.param("（2020年底前完成，省粮食局牵头）", "2020年底前完成", id="clause-first"),
        pytest.param("（省粮食局牵头，持续推进）", "持续推进", id="lasting"),
        pytest.param("（省粮食局牵头）", "", id="none"),
    ],
)
def test_the_deadline_is_as_printed(words: str, deadline: str) -> None:
    (statement,) = read(ITEM + words)
    assert (statement.deadline, [part.body for part in statement.parts]) == (deadline, ["省粮食局"])


# Conventions.


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("（省粮食局、省财政厅）", [("省粮食局", "lead"), ("省财政厅", "support")], id="bodies-alone"),
        pytest.param("责任单位：省粮食局、省财政厅", [("省粮食局", "lead"), ("省财政厅", "support")], id="label"),
        pytest.param(
            "（省粮食局、省财政厅按职责分工负责）",
            [("省粮食局", "responsible"), ("省财政厅", "responsible")],
            id="verb-overrules",
        ),
        pytest.param(
            "（责任单位：省粮食局、省财政厅，列在首位的为牵头单位，下同）",
            [("省粮食局", "lead"), ("省财政厅", "support")],
            id="stated-in-the-list",
        ),
        pytest.param(
            "〔省粮食局、省财政厅（列首位的为牵头单位，下同）〕",
            [("省粮食局", "lead"), ("省财政厅", "support")],
            id="stated-in-a-bracket-in-the-list",
        ),
        pytest.param(
            "（牵头单位：省粮食局；责任单位：省财政厅）",
            [("省粮食局", "lead"), ("省财政厅", "responsible")],
            id="leader-is-printed",
        ),
    ],
)
def test_a_convention_tells_the_roles_of_a_bare_list(words: str, expected: Parts) -> None:
    assert parts(ITEM + words, FIRST_LEADS) == expected


@pytest.mark.parametrize(
    ("words", "convention"),
    [
        pytest.param("列在首位的为牵头单位，下同", Convention("support"), id="others-unsaid"),
        pytest.param("排在第一位的为牵头部门，其他为配合单位", Convention("support"), id="others-support"),
        pytest.param("列在首位的为牵头单位，其余为责任单位", Convention("responsible"), id="others-responsible"),
        pytest.param("省粮食局牵头。", None, id="none"),
    ],
)
def test_a_convention_is_found(words: str, convention: Convention | None) -> None:
    assert find_convention(words) == convention


# Nothing, and what is not understood.


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("（省粮食局牵头，加强领导）", id="other-clause"),
        pytest.param("（责任单位：省粮食局 张三峰）", id="person-among-bodies"),
        pytest.param("（省粮食局牵头（省财政厅配合））", id="nested"),
        pytest.param("（牵头处室：规划处；配合处室：财务处）", id="divisions-of-an-agency"),
        pytest.param("（省粮食局牵头、省财政厅配合）", id="listed-verbs"),
        pytest.param("责任单位：加强领导", id="label-without-body"),
    ],
)
def test_what_is_not_understood_is_unread_whole(words: str) -> None:
    assert (parts(ITEM + words), unread(ITEM + words)) == ([], [words])


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("修好旧仓（省粮食局）。", id="explains-a-noun"),
        pytest.param("修好旧仓。（粮食局）", id="no-level"),
        pytest.param("责任单位由各县确定。", id="no-colon"),
        pytest.param("责任单位：", id="nothing-after-the-label"),
        pytest.param("（责任人：张三峰）", id="person-alone"),
        pytest.param("修好旧仓（含晒场）。", id="aside"),
        pytest.param("", id="nothing"),
    ],
)
def test_other_words_state_nothing(words: str) -> None:
    assert find_statements(words) == []


def test_a_label_with_a_word_before_it_is_read_or_unread() -> None:
    assert find_statements("主要责任单位：省粮食局")


def test_a_bracket_behind_a_labelled_body_is_a_statement_of_its_own() -> None:
    words = "牵头单位：省粮食局（省财政厅配合）"
    assert parts(words) == [("省粮食局", "lead"), ("省财政厅", "support")]


def test_unread_statements_are_gaps_and_the_others_facts() -> None:
    page = tagged(
        notice(
            "（一）修仓。<fact>（省粮食局牵头，省财政厅配合）</fact>\n\n"
            "（二）修路。<gap>（省粮食局牵头，加强领导）</gap>\n\n"
            "（三）修渠。\n\n<fact>责任单位：省水利厅</fact>"
        )
    )
    facts = {(one.span.start, one.span.end) for one in facts_of(page.text, Assignment)}
    gaps = [(one.span.start, one.span.end, one.rule) for one in facts_of(page.text, Gap)]
    assert facts == set(page.places("fact"))
    assert gaps == [(*page.places("gap")[0], "assignments.bracketed")]


# Brackets.


@pytest.mark.parametrize(
    ("words", "brackets"),
    [
        pytest.param("甲（乙）丙（丁）", ["（乙）", "（丁）"], id="two"),
        pytest.param("甲（乙（丙）丁）戊", ["（乙（丙）丁）"], id="outermost"),
        pytest.param("甲（乙", ["（乙"], id="not-closed"),
        pytest.param("甲）（乙）", ["（乙）"], id="not-opened"),
        pytest.param("甲（乙】", ["（乙】"], id="closed-by-another"),
        pytest.param("甲", [], id="none"),
    ],
)
def test_brackets_are_found(words: str, brackets: list[str]) -> None:
    assert [words[start:end] for start, end in find_brackets(words)] == brackets


BODIES = st.lists(
    st.sampled_from(["省粮食局", "省财政厅", "省水利厅", "省委编办", "各市、州人民政府", "省发展改革委"]),
    min_size=1,
    max_size=4,
    unique=True,
)
FORMS = st.sampled_from(
    [
        ("（{}牵头，{}配合）", ("lead", "support")),
        ("（{}牵头，{}按职责分工负责）", ("lead", "responsible")),
        ("（牵头单位：{}；配合单位：{}）", ("lead", "support")),
        ("牵头单位：{}；责任单位：{}。", ("lead", "responsible")),
    ]
)


@given(FORMS, BODIES, BODIES)
def test_a_statement_is_read_back(form: tuple[str, tuple[str, str]], first: list[str], second: list[str]) -> None:
    layout, (lead, other) = form
    words = ITEM + layout.format("、".join(first), "、".join(second))
    assert parts(words) == [(body, lead) for body in first] + [(body, other) for body in second]


PIECES = st.sampled_from(
    [
        *"（）【】。，；、： \n",
        *(
            "省粮食局",
            "省财政厅",
            "各市、州人民政府",
            "牵头",
            "配合",
            "负责",
            "会同",
            "等部门",
            "责任单位：",
            "配合单位：",
        ),
        *("列在首位的为牵头单位，下同", "其他为责任单位", "完成时限：", "2020年底前完成", "责任人：张三峰", "加强领导"),
    ]
)
WORDS = st.lists(PIECES, max_size=40).map("".join)


@given(WORDS, st.sampled_from([None, Convention("support"), Convention("responsible")]))
def test_any_paragraph_is_read_in_order_and_within_itself(words: str, convention: Convention | None) -> None:
    found = find_statements(words, convention)
    assert [one.start for one in found] == sorted(one.start for one in found)
    for one in found:
        assert 0 <= one.start < one.end <= len(words)
        if isinstance(one, Statement):
            assert one.parts and len(set(one.parts)) == len(one.parts)
            assert all(part.body for part in one.parts)


@given(WORDS)
def test_any_statement_has_its_evidence(words: str) -> None:
    text = notice(words)
    for fact in (*facts_of(text, Assignment), *facts_of(text, Gap)):
        for span in fact.spans:
            assert (span.source, span.text) == (NAME, text[span.start : span.end])


@pytest.mark.parametrize(
    "piece", ["（", "（省", "责任单位：", "省财政厅、", "列在首位的为牵头单位", "按照职责分工", "，"]
)
def test_a_long_paragraph_is_read_in_time(piece: str) -> None:
    # Hangs, rather than fails, where a pattern backtracks without end.
    words = f"（{piece * 1000}负责）"
    assert all(one.end <= len(words) for one in find_statements(words))
