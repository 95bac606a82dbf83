"""What a directive says of itself: number, title, issuers, addressees, date, kind, what it issues."""

import pytest
from gongbao.ontology.model import Directive, directive_key
from tagged import ISSUER, NUMBER, TITLE, facts_of, notice, tagged


def only(text: str) -> Directive:
    (directive,) = facts_of(text, Directive)
    return directive


def test_a_notice_is_a_directive() -> None:
    directive = only(notice("请按期修好粮仓。"))
    assert (directive.number, directive.title, directive.date) == (NUMBER, TITLE, "2020-03-06")


def test_a_title_over_two_lines_with_marks_is_joined_without_blanks() -> None:
    assert only(notice("请修仓。", title="## 云岭省人民政府办公厅\n\n# 关于做好粮仓 节能工作的通知")).title == TITLE


def test_a_title_below_the_number_is_the_title() -> None:
    text = f"{NUMBER}\n\n{TITLE}\n\n各市、自治州人民政府：\n\n请修仓。\n\n{ISSUER}\n\n2020年3月6日\n"
    assert only(text).title == TITLE


def test_a_number_printed_otherwise_is_written_as_everywhere() -> None:
    assert only(notice("请修仓。", number="云政办［2020］ 5号")).number == NUMBER


def test_a_double_number_is_one_directive() -> None:
    assert only(notice("请修仓。", number="云政人〔2020〕14、15号")).number == "云政人〔2020〕14、15号"


def test_a_directive_without_number_is_known_by_its_title() -> None:
    text = f"{TITLE}\n\n各市、自治州人民政府：\n\n请修仓。\n\n{ISSUER}\n\n2020年3月6日\n"
    assert directive_key(only(text)) == TITLE


def test_the_signature_names_the_issuer() -> None:
    assert only(notice("请修仓。")).issuers == (ISSUER,)


def test_a_joint_directive_names_its_issuers_in_the_order_of_the_signature() -> None:
    text = (
        "云岭省粮食局\n云岭省财政厅\n关于联合检查粮仓的通知\n\n云粮〔2020〕8号\n\n各市粮食局、财政局：\n\n"
        "请修仓。\n\n云岭省粮食局 云岭省财政厅\n2020年3月6日\n"
    )
    assert only(text).issuers == ("云岭省粮食局", "云岭省财政厅")


def test_without_a_signature_the_title_names_the_issuer() -> None:
    text = f"{ISSUER}\n关于做好粮仓节能工作的通知\n\n{NUMBER}\n\n各市、自治州人民政府：\n\n请修仓。\n"
    assert only(text).issuers == (ISSUER,)


@pytest.mark.parametrize("printed", ["二〇二〇年三月六日", "二○二○年三月六日", "2020 年 3 月 6 日", "（2020年3月6日）"])
def test_the_date_is_read_however_it_is_printed(printed: str) -> None:
    assert only(notice("请修仓。", date=printed)).date == "2020-03-06"


def test_a_date_in_the_text_is_not_the_date_of_the_directive() -> None:
    assert only(notice("此件自\n\n2019年1月1日\n\n起停用。")).date == "2020-03-06"


def test_a_directive_without_a_date_has_none() -> None:
    assert only(f"{TITLE}\n\n{NUMBER}\n\n各市、自治州人民政府：\n\n请修仓。\n").date == ""


def test_a_date_of_no_calendar_day_is_none() -> None:
    assert only(notice("请修仓。", date="2020年2月30日")).date == ""


@pytest.mark.parametrize(
    "line, addressees",
    [
        ("各市、自治州人民政府：", ("各市、自治州人民政府",)),
        ("各市、自治州人民政府，省政府各委、办、厅、局:", ("各市、自治州人民政府", "省政府各委、办、厅、局")),
        ("松江市人民政府：", ("松江市人民政府",)),
    ],
)
def test_addressees_are_parted_at_commas_alone(line: str, addressees: tuple[str, ...]) -> None:
    text = f"{TITLE}\n\n{NUMBER}\n\n{line}\n\n请修仓。\n\n{ISSUER}\n2020年3月6日\n"
    assert only(text).addressees == addressees


def test_a_directive_to_the_public_has_no_addressees() -> None:
    text = "云岭省人民政府关于封山禁火的公告\n\n云政〔2020〕5号\n\n三月起封山。\n\n云岭省人民政府\n2020年3月6日\n"
    assert only(text).addressees == ()


@pytest.mark.parametrize(
    "title, kind",
    [
        ("关于修仓的通知", "通知"),
        ("关于修仓的紧急通知", "通知"),
        ("关于修仓的实施意见", "意见"),
        ("关于修仓的决定", "决定"),
        ("关于同意松江粮仓规划的批复", "批复"),
        ("关于表扬粮仓的通报", "通报"),
        ("粮仓管理办法", "办法"),
        ("粮仓管理办法（试行）", "办法"),
        ("粮仓令", "命令"),
        ("关于修仓的复函", "函"),
    ],
)
def test_the_last_word_of_the_title_tells_the_kind(title: str, kind: str) -> None:
    assert only(notice("请修仓。", title=f"云岭省人民政府{title}")).document_kind == kind


@pytest.mark.parametrize(
    "title, body, promulgates",
    [
        ("关于印发云岭省粮仓维修方案的通知", "请认真执行。", ("云岭省粮仓维修方案",)),
        ("关于印发《云岭省粮仓维修方案》的通知", "请认真执行。", ("云岭省粮仓维修方案",)),
        ("关于印发粮仓方案的通知", "《云岭省粮仓维修方案》已经省政府同意，现印发给你们。", ("云岭省粮仓维修方案",)),
        (
            "关于印发粮仓方案的通知",
            "现将《粮仓维修方案》和《粮仓管理办法》印发给你们。",
            ("粮仓维修方案", "粮仓管理办法"),
        ),
        (
            "关于印发粮仓方案的通知",
            "根据《粮仓总规划》（云政〔2019〕3号），现将《粮仓维修方案》印发给你们。",
            ("粮仓维修方案",),
        ),
        ("关于转发省粮食局等部门云岭省粮仓核查办法的通知", "请认真执行。", ("云岭省粮仓核查办法",)),
        ("关于做好粮仓节能工作的通知", "现将《粮仓维修方案》的要求重申如下。", ()),
        ("关于印发粮仓方案的通知", "《〈粮仓法〉实施方案》已经同意，现印发给你们。", ("〈粮仓法〉实施方案",)),
    ],
    ids=["title", "quoted", "sentence", "two", "not-cited", "forwarded", "none", "nested"],
)
def test_what_a_directive_issues_is_named(title: str, body: str, promulgates: tuple[str, ...]) -> None:
    assert only(notice(body, title=f"{ISSUER}{title}")).promulgates == promulgates


def test_directives_stand_in_the_order_of_the_source() -> None:
    text = notice("请修仓。") + notice("请修路。", number="云政办〔2020〕6号")
    assert [directive.number for directive in facts_of(text, Directive)] == [NUMBER, "云政办〔2020〕6号"]


def test_the_evidence_of_a_directive_is_its_number_and_its_title() -> None:
    page = tagged(notice("请修仓。", title=f"<title>{TITLE}</title>", number=f"<number>{NUMBER}</number>"))
    directive = only(page.text)
    assert sorted((span.start, span.end) for span in directive.spans) == page.places("title", "number")


def test_an_inserted_directive_leaves_its_host_whole() -> None:
    title = f"{ISSUER}关于调整云岭省应急管理委员会组成人员的通知"
    inner = "云岭省人民政府免职通知\n\n云政人〔2020〕7号\n\n免去钱七宝的职务。\n\n云岭省人民政府\n2020年2月20日"
    host = notice(f"主任：张三峰 省长\n\n{inner}\n\n成员：王五常 省水利厅厅长", title=title)
    assert [(one.number, one.date) for one in facts_of(host, Directive)] == [
        (NUMBER, "2020-03-06"),
        ("云政人〔2020〕7号", "2020-02-20"),
    ]


@pytest.mark.parametrize(
    ("issuer", "printed", "number"),
    [
        ("云岭省人民政府", "2021年第1号", "云岭省人民政府公告2021年第1号"),
        ("云岭省人民政府", "第1号", "云岭省人民政府公告第1号"),
        ("云岭省人民代表大会常务委员会", "（第十三届）第12号", "云岭省人民代表大会常务委员会公告（第十三届）第12号"),
    ],
)
def test_an_announcement_is_numbered_as_an_order_is(issuer: str, printed: str, number: str) -> None:
    directive = only(f"{issuer}公告\n{printed}\n\n现将修仓事项公告如下。\n\n{issuer}\n2021年3月1日\n")
    assert (directive.number, directive.issuers, directive.date) == (number, (issuer,), "2021-03-01")
