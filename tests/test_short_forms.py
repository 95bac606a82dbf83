"""What governments of all levels call their bodies in print, and which steps of the reforms each of them took.

``golden/short_forms.csv`` was read line by line; ``GONGBAO_FIX=1 pytest tests/test_short_forms.py`` writes its answers
anew: read every line that changes.
"""

import csv
import os
from pathlib import Path

import pytest
from gongbao.ontology.agencies import AgencyName, Place, canonical_agency, place_of, steps
from gongbao.ontology.places import NOWHERE

TABLE = Path(__file__).parent / "golden" / "short_forms.csv"
COLUMNS = ("place", "date", "printed", "canonical", "jurisdiction", "kind")
MOST_PROVISIONAL = 0.03

NATION = Place(("国家",))
PROVINCE = Place(("云岭省",))
CITY = Place(("云岭省", "松江市"))
COUNTY = Place(("云岭省", "松江市", "白水县"))
SHANGHAI = Place(("上海市",))


def kind(name: AgencyName) -> str:
    return "provisional" if name.provisional else "collective" if name.collective else "agency"


def answer(place: str, date: str, printed: str) -> tuple[str, ...]:
    name = canonical_agency(printed, place=Place(tuple(place.split("/"))), date=date)
    return place, date, printed, name.name, name.place, kind(name)


def table() -> list[tuple[str, ...]]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        _, *rows = map(tuple, csv.reader(lines))
    return rows


def test_every_printed_name_becomes_what_was_checked_by_hand() -> None:
    rows = table()
    found = [answer(*row[:3]) for row in rows]
    if os.environ.get("GONGBAO_FIX") == "1":
        with TABLE.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out, lineterminator="\n").writerows([COLUMNS, *found])
    assert [pair for pair in zip(found, rows, strict=True) if pair[0] != pair[1]] == []


def test_few_printed_names_are_provisional() -> None:
    kinds = [row[-1] for row in table()]
    assert len(kinds) > 1500
    assert kinds.count("provisional") / len(kinds) < MOST_PROVISIONAL


@pytest.mark.parametrize(
    ("body", "place", "name"),
    [
        ("市政府办公厅", SHANGHAI, "上海市人民政府办公厅"),
        ("市交通委", SHANGHAI, "上海市交通委员会"),
        ("市交通局", Place(("重庆市",)), "重庆市交通局"),
        ("市交通局", CITY, "松江市交通运输局"),
        ("滨海新区人民政府", Place(("天津市",)), "天津市滨海新区人民政府"),
        ("松江军分区", CITY, "松江军分区"),
        ("民革省委", PROVINCE, "中国国民党革命委员会云岭省委员会"),
        ("民盟云岭省委", PROVINCE, "中国民主同盟云岭省委员会"),
        ("武警云岭省总队", PROVINCE, "云岭省武警总队"),
        ("市职业技术学院", CITY, "松江市职业技术学院"),
        ("城关镇人民政府", COUNTY, "松江市白水县城关镇人民政府"),
        ("城关镇党委", COUNTY, "中共松江市白水县城关镇委"),
        ("广州海关", Place(("广东省",)), "广州海关"),
        ("兵团财政局", Place(("新疆维吾尔自治区",)), "新疆生产建设兵团财政局"),
        ("盟市人民政府", Place(("内蒙古自治区",)), "各盟行政公署、市人民政府"),
        ("自治区律师协会", Place(("云岭自治区",)), "云岭自治区律师协会"),
        ("县区域经济合作局", COUNTY, "松江市白水县区域经济合作局"),
    ],
)
def test_a_name_is_that_of_its_own_place(body: str, place: Place, name: str) -> None:
    assert canonical_agency(body, place=place, date="2020-06-01").name == name


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("农发行云岭省分行", "中国农业发展银行云岭省分行"),
        ("省建行", "中国建设银行云岭省分行"),
        ("省交警总队", "省公安厅交通警察总队"),
        ("省委台办", "中共云岭省委台湾工作办公室"),
        ("省老龄办", "云岭省老龄工作委员会办公室"),
        ("省政府发展研究中心", "省人民政府发展研究中心"),
        ("国家民航局", "中国民用航空局"),
    ],
)
def test_a_body_is_one_however_it_is_cut_short(short: str, full: str) -> None:
    date = "2020-06-01"
    assert canonical_agency(short, place=PROVINCE, date=date) == canonical_agency(full, place=PROVINCE, date=date)
    assert not canonical_agency(short, place=PROVINCE, date=date).provisional


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("发展改革委", "国家发展和改革委员会"),
        ("气象局", "中国气象局"),
        ("扶贫办", "国务院扶贫开发领导小组办公室"),
        ("国资委", "国务院国有资产监督管理委员会"),
    ],
)
def test_a_bare_name_is_told_where_the_centre_speaks(body: str, name: str) -> None:
    assert canonical_agency(body, place=NATION) == AgencyName(name, "国家")
    assert canonical_agency(body, place=PROVINCE).provisional


def test_department_called_ting_is_that_of_the_province_that_speaks() -> None:
    assert canonical_agency("公安厅", place=PROVINCE).name == "云岭省公安厅"
    assert canonical_agency("财政厅", place=Place(("西宁市",))).name == "青海省财政厅"
    assert canonical_agency("公安厅", place=Place(("内蒙古自治区",))).name == "内蒙古自治区公安厅"


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("办公厅", NATION),
        ("研究室", NATION),
        ("组织部", PROVINCE),
        ("公安厅", NATION),
        ("公安厅", NOWHERE),
        ("公安局", PROVINCE),
        ("高新区管委会", CITY),
        ("经开区管委会", CITY),
        ("城关镇人民政府", PROVINCE),
        ("城关镇人民政府", NOWHERE),
        ("本镇政府", COUNTY),
        ("重点镇人民政府", COUNTY),
        ("团区委", CITY),
        ("团县委", PROVINCE),
        ("烟草专卖局", CITY),
        ("农发行", CITY),
    ],
)
def test_what_cannot_be_told_stays_provisional(body: str, place: Place) -> None:
    assert canonical_agency(body, place=place, date="2020-06-01").provisional


@pytest.mark.parametrize(
    ("body", "day", "name"),
    [
        ("省金融局", "2015-05-01", "云岭省金融工作局"),
        ("省金融局", "2020-05-01", "云岭省地方金融监督管理局"),
        ("省建设厅", "2006-05-01", "云岭省建设厅"),
        ("省建设厅", "2021-05-01", "云岭省住房和城乡建设厅"),
        ("中央党校", "2016-05-01", "中共中央党校"),
        ("中央党校", "2019-05-01", "中共中央党校（国家行政学院）"),
    ],
)
def test_a_short_name_stands_for_what_it_stood_for_then(body: str, day: str, name: str) -> None:
    assert canonical_agency(body, place=PROVINCE, date=day).name == name


def test_a_zone_and_a_sub_area_of_the_army_are_no_places() -> None:
    assert place_of("松江军分区") == NOWHERE
    assert place_of("经开区管委会") == NOWHERE


# Reforms


def ends(name: str, place: str) -> list[tuple[str, str, str]]:
    found = steps(AgencyName(name, place))
    return [(step.change.date, step.change.kind, heir.name) for step in found for heir in step.heirs]


@pytest.mark.parametrize(
    ("name", "place", "expected"),
    [
        # Below the province 工商, 质监 and 食药 merged at a date of each place's own.
        ("云岭省工商行政管理局", "云岭省", [("2018-03", "merged", "云岭省市场监督管理局")]),
        ("松江市工商行政管理局", "松江市", [("", "merged", "松江市市场监督管理局")]),
        ("松江市食品药品监督管理局", "松江市", [("", "merged", "松江市市场监督管理局")]),
        # The trial of supervision began a year earlier in three places, for which no date is stated.
        ("云岭省监察厅", "云岭省", [("2018-02", "merged", "云岭省监察委员会")]),
        ("浙江省监察厅", "浙江省", []),
        # 广电局 was short for three bodies, of which one was split and one did not change.
        ("云岭省广电局", "云岭省", []),
        ("云岭省工业和信息化委员会", "云岭省", [("2018", "renamed", "云岭省工业和信息化厅")]),
        ("云岭省公务员局", "云岭省", [("2018", "merged", "中共云岭省委组织部")]),
        ("云岭省社会治安综合治理委员会办公室", "云岭省", [("2018-03", "merged", "中共云岭省委政法委员会")]),
        ("松江市公安消防支队", "松江市", [("2018-10", "renamed", "松江市消防救援支队")]),
        ("松江银监分局", "", [("2018-12", "merged", "松江银保监分局")]),
        ("松江银保监分局", "", [("2023-07", "renamed", "国家金融监督管理总局松江监管分局")]),
        ("财政部驻云岭财政监察专员办事处", "", [("2019-04", "renamed", "财政部云岭监管局")]),
        ("中国人民银行西宁中心支行", "", [("2023-08", "renamed", "中国人民银行青海省分行")]),
        ("中国人民银行松江市中心支行", "", [("2023-08", "renamed", "中国人民银行松江市分行")]),
        ("中国人民银行白水县支行", "", []),
        ("青海出入境检验检疫局", "", [("2018-04", "merged", "西宁海关")]),
        ("深圳出入境检验检疫局", "", [("2018-04", "merged", "深圳海关")]),
        ("松江出入境检验检疫局", "", []),
        ("松江铁路局", "", [("2017-11", "renamed", "中国铁路松江局集团有限公司")]),
        ("西宁海关", "", []),
        ("云岭证监局", "", []),
        ("云岭省气象局", "云岭省", []),
        ("建设部", "国家", [("2008-03", "renamed", "住房和城乡建设部")]),
        ("国家公务员局", "国家", [("2018-03", "merged", "中共中央组织部")]),
        ("国家发展计划委员会", "国家", [("2003-03", "renamed", "国家发展和改革委员会")]),
        ("国家信访局", "国家", []),
        ("中国证监会", "国家", []),
    ],
)
def test_an_agency_took_the_steps_of_its_place(name: str, place: str, expected: list[tuple[str, str, str]]) -> None:
    assert ends(name, place) == expected


def test_an_agency_of_the_trial_keeps_its_supervision_apart() -> None:
    assert ends("北京市监察局", "北京市") == []
    assert ends("松江市监察局", "松江市") == [("2018-02", "merged", "松江市监察委员会")]
