"""Directives that another one names by number, and how it stands to them."""

import pytest
from gongbao.extract.citations import relation_of
from gongbao.ontology.model import Citation
from tagged import NUMBER, facts_of, notice, tagged

CITED = "《粮仓总规划》（云政〔2019〕3号）"


def only(body: str) -> Citation:
    (citation,) = facts_of(notice(body), Citation)
    return citation


@pytest.mark.parametrize(
    "sentence, relation",
    [
        (f"根据{CITED}，现通知如下。", "based_on"),
        (f"按照{CITED}要求，各县要修仓。", "based_on"),
        (f"为贯彻落实{CITED}精神，制定本方案。", "based_on"),
        (f"依据{CITED}，制定本办法。", "based_on"),
        (f"{CITED}同时废止。", "repeals"),
        (f"{CITED}停止执行。", "repeals"),
        (f"对{CITED}作如下修改。", "amends"),
        (f"现转发{CITED}。", "forwards"),
        ("你局《关于扩建粮仓的请示》（云粮〔2020〕9号）收悉。", "replies"),
        (f"名单见{CITED}。", "mentions"),
        (f"{CITED}印发后，各县已修仓二百座。", "mentions"),
    ],
)
def test_the_words_around_a_number_tell_the_relation(sentence: str, relation: str) -> None:
    assert only(sentence).relation == relation


@pytest.mark.parametrize(
    "sentence, relation",
    [
        (f"废止{CITED}。", "repeals"),
        (f"省政府决定停止执行{CITED}。", "repeals"),
        (f"省政府决定修订{CITED}。", "amends"),
    ],
)
def test_a_verb_before_the_title_tells_the_relation_too(sentence: str, relation: str) -> None:
    assert only(sentence).relation == relation


@pytest.mark.parametrize("before", ["旧办法已经废止。", "各县要贯彻落实。"])
def test_the_words_of_another_sentence_tell_nothing(before: str) -> None:
    assert only(f"{before}名单见{CITED}。各县要修订计划。").relation == "mentions"


def test_two_numbers_of_one_sentence_have_their_own_relations() -> None:
    body = f"根据{CITED}，现通知如下。原《防潮办法》（云政办〔2011〕7号）同时废止。"
    assert [(one.number, one.relation) for one in facts_of(notice(body), Citation)] == [
        ("云政〔2019〕3号", "based_on"),
        ("云政办〔2011〕7号", "repeals"),
    ]


def test_all_numbers_of_a_list_that_is_repealed_are_repealed() -> None:
    body = f"{CITED}、《防潮办法》（云政办〔2011〕7号）同时废止。"
    assert [one.relation for one in facts_of(notice(body), Citation)] == ["repeals", "repeals"]


@pytest.mark.parametrize(
    "words, title",
    [
        ("根据《粮仓总规划》（云政〔2019〕3号），", "粮仓总规划"),
        ("根据《粮仓总规划》(云政[2019]3号)，", "粮仓总规划"),
        ("根据《关于〈粮仓总规划〉的通知》（云政〔2019〕3号），", "关于〈粮仓总规划〉的通知"),
        ("根据《关于《粮仓总规划》的通知》（云政〔2019〕3号），", "关于《粮仓总规划》的通知"),
        ("各县要在今年入冬之前，根据《粮仓 总\n\n规划》（云政〔2019〕3号），", "粮仓总规划"),
        ("各县要在今年入冬之前修好粮仓，" * 25 + "根据《粮仓总规划》（云政〔2019〕3号），", "粮仓总规划"),
        ("根据云政〔2019〕3号文件，", ""),
        ("根据《粮仓总规划》和云政〔2019〕3号文件，", ""),
    ],
)
def test_the_title_stands_right_before_the_bracket(words: str, title: str) -> None:
    citation = only(f"{words}各县要修仓。")
    assert (citation.number, citation.title) == ("云政〔2019〕3号", title)


def test_a_number_broken_by_a_page_is_whole() -> None:
    assert only("根据《粮仓总规划》（云政〔20\n\n19〕3号），各县要修仓。").number == "云政〔2019〕3号"


def test_a_directive_does_not_cite_itself() -> None:
    assert facts_of(notice(f"本通知（{NUMBER}）自印发之日起施行。"), Citation) == []


def test_a_title_without_number_is_no_citation() -> None:
    assert facts_of(notice("根据《粮食法》和《粮仓总规划》，各县要修仓。"), Citation) == []


def test_a_citation_belongs_to_the_directive_that_prints_it() -> None:
    assert only(f"根据{CITED}，各县要修仓。").directive == NUMBER


def test_the_evidence_is_title_and_number() -> None:
    page = tagged(notice("根据<cited>《粮仓总规划》（云政〔2019〕3号）</cited>，各县要修仓。"))
    spans = [fact.span for fact in facts_of(page.text, Citation)]
    assert [(span.start, span.end) for span in spans] == page.places("cited")


def test_the_evidence_of_a_bare_number_is_the_number() -> None:
    page = tagged(notice("根据<cited>云政〔2019〕3号</cited>文件，各县要修仓。"))
    assert [fact.span.text for fact in facts_of(page.text, Citation)] == page.words("cited")


@pytest.mark.parametrize("words", ["", "各县修仓。"])
def test_words_without_a_cue_mention(words: str) -> None:
    assert relation_of(words, len(words), len(words)) == "mentions"
