"""Repaired text is cut into directives and the rest."""

import pytest
from gongbao.extract.segment import Document, Segments, closings, is_addressees, is_issuer, is_signature, segment

ISSUER = "云岭省人民政府办公厅"
ADDRESSEES = "各市、自治州人民政府："
SIGNED = f"{ISSUER}\n2020年3月6日\n"
PLAIN = f"{ADDRESSEES}\n请按期修好粮仓。\n{SIGNED}"


def titles(segments: Segments) -> list[list[str]]:
    return [[paragraph.words for paragraph in document.title] for document in segments.documents]


def numbers(segments: Segments) -> list[str]:
    return [document.number for document in segments.documents]


def words(document: Document) -> list[str]:
    return [paragraph.words for paragraph in document.body]


def test_the_title_stands_above_the_number() -> None:
    assert titles(segment(f"{ISSUER}关于修仓的通知\n云政办〔2020〕5号\n{PLAIN}")) == [[f"{ISSUER}关于修仓的通知"]]


def test_the_title_stands_below_the_number() -> None:
    assert titles(segment(f"云政办〔2020〕5号\n{ISSUER}关于修仓的通知\n{PLAIN}")) == [[f"{ISSUER}关于修仓的通知"]]


@pytest.mark.parametrize(
    "title",
    [
        [ISSUER, "关于修仓的通知"],
        [ISSUER, "关于修仓和", "修路工作的通知"],
        ["云岭省粮食局", "云岭省财政厅", "关于联合检查粮仓的通知"],
        ["云岭省粮食局 云岭省财政厅", "关于联合检查粮仓的通知"],
        [f"{ISSUER} 关于修仓的通知（试行）"],
    ],
    ids=["issuer", "three-lines", "joint", "joint-in-a-line", "bracket"],
)
@pytest.mark.parametrize("above", [True, False], ids=["above", "below"])
def test_a_title_over_several_lines_is_whole(title: list[str], above: bool) -> None:
    header = [*title, "云政办〔2020〕5号"] if above else ["云政办〔2020〕5号", *title]
    assert titles(segment("\n".join(header) + f"\n{PLAIN}")) == [title]


def test_the_signature_above_a_title_is_no_part_of_it() -> None:
    first = f"{ISSUER}关于修仓的通知\n云政办〔2020〕5号\n{PLAIN}"
    second = f"{ISSUER}\n关于修路的通知\n云政办〔2020〕6号\n{PLAIN}"
    assert titles(segment(first + second))[1] == [ISSUER, "关于修路的通知"]


def test_an_undated_signature_above_a_title_is_no_part_of_it() -> None:
    first = f"{ISSUER}关于修仓的通知\n云政办〔2020〕5号\n{ADDRESSEES}\n请按期修好粮仓。\n"
    second = f"{ISSUER}关于修路的通知\n云政办〔2020〕6号\n{PLAIN}"
    assert titles(segment(first + second))[1] == [f"{ISSUER}关于修路的通知"]


def test_a_number_in_a_sentence_heads_nothing() -> None:
    assert segment("根据云政办〔2020〕5号的要求，各县要修好粮仓。\n").documents == ()


def test_a_number_without_title_or_addressees_heads_nothing() -> None:
    assert segment("各县要修好粮仓。\n云政办〔2020〕5号\n各市要检查。\n").documents == ()


def test_a_number_that_is_addressed_heads_a_directive_without_title() -> None:
    assert numbers(segment(f"各县要修好粮仓。\n云政办〔2020〕5号\n{PLAIN}")) == ["云政办〔2020〕5号"]


def test_a_title_above_addressees_heads_a_directive_without_number() -> None:
    found = segment(f"云岭省人民政府公报\n{ISSUER}\n关于修仓的通知\n{PLAIN}")
    assert (numbers(found), titles(found)) == ([""], [[ISSUER, "关于修仓的通知"]])


def test_a_title_of_an_annex_above_a_colon_heads_nothing_of_its_own() -> None:
    annex = "云岭省粮仓维修方案\n各市、自治州人民政府要做到：\n一、逐县推进\n"
    text = f"{ISSUER}关于印发云岭省粮仓维修方案的通知\n云政办〔2020〕5号\n{PLAIN}{annex}"
    assert numbers(segment(text)) == ["云政办〔2020〕5号"]


def test_a_notice_alone_heads_a_directive_without_number_and_addressees() -> None:
    found = segment(f"云岭省粮食局关于粮仓检查结果的公告\n合格粮仓名单如下。\n{SIGNED}")
    assert (numbers(found), titles(found)) == ([""], [["云岭省粮食局关于粮仓检查结果的公告"]])


def test_the_number_is_written_as_everywhere_else() -> None:
    assert numbers(segment(f"{ISSUER}关于修仓的通知\n（云政办[2020] 5号）\n{PLAIN}")) == ["云政办〔2020〕5号"]


def test_the_heading_prints_number_and_title() -> None:
    (document,) = segment(f"{ISSUER}\n关于修仓的通知\n云政办〔2020〕5号\n{PLAIN}").documents
    assert [paragraph.words for paragraph in document.heading] == ["云政办〔2020〕5号", ISSUER, "关于修仓的通知"]


def test_the_body_is_what_follows_up_to_the_next_title() -> None:
    text = f"{ISSUER}关于修仓的通知\n云政办〔2020〕5号\n{PLAIN}{ISSUER}关于修路的通知\n云政办〔2020〕6号\n{PLAIN}"
    assert words(segment(text).documents[0]) == [ADDRESSEES, "请按期修好粮仓。", ISSUER, "2020年3月6日"]


def test_an_annex_belongs_to_the_directive_that_issues_it() -> None:
    annex = "云岭省粮仓维修方案\n一、总体要求\n逐县推进。\n"
    text = f"{ISSUER}关于印发云岭省粮仓维修方案的通知\n云政办〔2020〕5号\n{PLAIN}{annex}"
    assert words(segment(text).documents[0])[-3:] == annex.split()


def test_text_before_the_first_title_is_the_rest() -> None:
    text = f"云岭省人民政府公报\n2020年第5期\n{ISSUER}关于修仓的通知\n云政办〔2020〕5号\n{PLAIN}"
    assert [paragraph.words for paragraph in segment(text).rest] == ["云岭省人民政府公报", "2020年第5期"]


def test_a_chronicle_belongs_to_no_directive() -> None:
    text = f"{ISSUER}关于修仓的通知\n云政办〔2020〕5号\n{PLAIN}省政府2020年3月份大事记\n●3月1日 省里开会。\n"
    assert [paragraph.words for paragraph in segment(text).rest] == ["省政府2020年3月份大事记", "●3月1日 省里开会。"]


def test_a_directive_printed_in_the_middle_of_a_list_is_cut_out() -> None:
    host = ["主任：张三峰 省长", "副主任：李四维 副省长"]
    inner = ["免去王五常的职务。", "云岭省人民政府", "2020年3月1日"]
    going_on = ["成员：赵六合 省水利厅厅长", "钱七宝 省教育厅厅长", ISSUER, "2020年3月6日"]
    lines = [
        f"{ISSUER}关于调整应急管理委员会组成人员的通知",
        "云政办〔2020〕5号",
        *host,
        "云岭省人民政府免职通知",
        "云政人〔2020〕7号",
        *inner,
        *going_on,
    ]
    outer, cut_out = segment("\n".join(lines) + "\n").documents
    assert (words(outer), words(cut_out)) == ([*host, *going_on], inner)


def test_an_inserted_directive_of_the_same_issuer_is_cut_out_where_rows_follow() -> None:
    lines = [
        f"{ISSUER}关于调整应急管理委员会组成人员的通知",
        "云政办〔2020〕5号",
        "主任：张三峰 省长",
        f"{ISSUER}关于修路的通知",
        "云政办〔2020〕6号",
        "请修好路。",
        ISSUER,
        "2020年3月1日",
        "成员：赵六合 省水利厅厅长",
        ISSUER,
        "2020年3月6日",
    ]
    outer, cut_out = segment("\n".join(lines) + "\n").documents
    assert (len(words(outer)), len(words(cut_out))) == (4, 3)


def test_a_directive_that_is_signed_before_the_next_begins_takes_nothing_of_it() -> None:
    text = f"{ISSUER}关于修仓的通知\n云政办〔2020〕5号\n{PLAIN}{ISSUER}关于修路的通知\n云政办〔2020〕6号\n{PLAIN}"
    assert [len(document.body) for document in segment(text).documents] == [4, 4]


def test_paragraphs_stand_where_their_words_are() -> None:
    text = f"公报\n{ISSUER}关于修仓的通知\n云政办〔2020〕5号\n{PLAIN}"
    (document,) = segment(text).documents
    paragraphs = [*document.heading, *document.body]
    assert all(text[one.start : one.end] == one.words for one in paragraphs)


@pytest.mark.parametrize(
    "lines, issuers",
    [
        (["云岭省人民政府", "2020年3月6日"], ("云岭省人民政府",)),
        (["云岭省粮食局", "云岭省财政厅", "2020年3月6日"], ("云岭省粮食局", "云岭省财政厅")),
        (["云岭省粮食局 云岭省财政厅", "2020年3月6日"], ("云岭省粮食局", "云岭省财政厅")),
        (["云岭省人民政府 2020年3月6日"], ("云岭省人民政府",)),
        (["云岭省人民政府", "二○○九年三月六日"], ("云岭省人民政府",)),
    ],
    ids=["one", "joint", "joint-in-a-line", "with-date", "chinese"],
)
def test_a_signature_is_read_with_its_date(lines: list[str], issuers: tuple[str, ...]) -> None:
    text = f"云岭省人民政府关于修仓的通知\n云政〔2020〕5号\n{ADDRESSEES}\n请修仓。\n" + "\n".join(lines) + "\n"
    assert [closing.issuers for closing in closings(segment(text).documents[0].body)] == [issuers]


@pytest.mark.parametrize("lines", [["2020年3月6日"], ["各县要修好粮仓。", "2020年3月6日"], ["云岭省人民政府"]])
def test_a_date_or_a_name_alone_closes_nothing(lines: list[str]) -> None:
    text = f"云岭省人民政府关于修仓的通知\n云政〔2020〕5号\n{ADDRESSEES}\n请修仓。\n" + "\n".join(lines) + "\n"
    assert list(closings(segment(text).documents[0].body)) == []


@pytest.mark.parametrize("line", ["各镇人民政府，县政府各部门：", "各市、自治州人民政府：", "省政府各委、办、厅、局:"])
def test_addressees_are_addressees(line: str) -> None:
    assert is_addressees(line)


@pytest.mark.parametrize(
    "line", ["现将有关事项通知如下：", "组长：", "一、各市人民政府：", "各市人民政府", "请各市人民政府办理。："]
)
def test_other_lines_are_no_addressees(line: str) -> None:
    assert not is_addressees(line)


@pytest.mark.parametrize("line", ["云岭省人民政府", "松江市人民政府办公室", "云岭省粮食局", "中共云岭省委员会"])
def test_issuers_are_issuers(line: str) -> None:
    assert is_issuer(line)


@pytest.mark.parametrize("line", ["", "关于成立云岭省委员会", "请报省粮食局。", "张三峰", "各市、州人民政府："])
def test_other_lines_are_no_issuers(line: str) -> None:
    assert not is_issuer(line)


def test_a_line_of_two_issuers_is_a_signature() -> None:
    assert is_signature("云岭省粮食局　云岭省财政厅")


def test_nothing_segments_into_nothing() -> None:
    assert segment("") == Segments((), ())
