"""The vocabulary in Turtle, and the register of agencies."""

from collections.abc import Iterable
from importlib.resources import files

import pytest
from gongbao.graph.terms import GB, GB_IRI, PREFIXES
from gongbao.ontology.agencies import (
    NOWHERE,
    AgencyName,
    Place,
    canonical_agency,
    heirs_among,
    is_bare_group,
    is_generic_body,
    place_of,
    split_post,
    successors,
    told,
)
from gongbao.ontology.register import shipped
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

PROVINCE = Place(("云岭省",))
CITY = Place(("松江市",))
REGION = Place(("云岭自治区",))
DISTRICT = Place(("云岭省", "松江市", "城南区"))
COUNTY = Place(("云岭省", "松江市", "白水县"))
PREFECTURE = Place(("大理白族自治州",))


@pytest.fixture(scope="module")
def vocabulary() -> Graph:
    return Graph().parse(data=(files("gongbao.ontology") / "gongbao.ttl").read_text(encoding="utf-8"))


TERMS = {name: term for name, term in vars(GB).items() if not name.startswith("_")}


# The vocabulary


def test_code_and_turtle_list_the_same_terms(vocabulary: Graph) -> None:
    declared = {str(term) for term in vocabulary.subjects(RDF.type) if str(term).startswith(GB_IRI)}
    assert declared == {term.value for term in TERMS.values()}


def test_a_term_is_called_what_its_iri_says() -> None:
    assert {name for name, term in TERMS.items() if term.value != GB_IRI + name} == set()


def languages(texts: Iterable[Node]) -> list[str]:
    """The languages in which texts are given, sorted; texts without language do not count."""
    return sorted(text.language for text in texts if isinstance(text, Literal) and text.language)


@pytest.mark.parametrize("name", TERMS)
def test_a_term_has_labels_and_definitions_in_both_languages(vocabulary: Graph, name: str) -> None:
    term = URIRef(GB_IRI + name)
    labels = [*vocabulary.objects(term, RDFS.label), *vocabulary.objects(term, SKOS.prefLabel)]
    definitions = list(vocabulary.objects(term, SKOS.definition))
    assert languages(labels) == ["en", "zh"]
    assert languages(definitions) == ["en", "zh"]
    assert len(definitions) == 2


def test_the_ontology_is_described_in_both_languages(vocabulary: Graph) -> None:
    assert languages(vocabulary.objects(URIRef(GB_IRI.rstrip("#")), DCTERMS.description)) == ["en", "zh"]


def test_no_two_terms_have_one_chinese_label(vocabulary: Graph) -> None:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    terms = [term for kind in kinds for term in vocabulary.subjects(RDF.type, kind)]
    labels = [
        (vocabulary.value(term, RDF.type), str(label))
        for term in terms
        for label in vocabulary.objects(term, RDFS.label)
        if isinstance(label, Literal) and label.language == "zh"
    ]
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize("prefix", ["org", "foaf", "eli", "skos", "prov", "oa", "dcterms"])
def test_the_vocabulary_is_aligned_with_what_the_field_uses(vocabulary: Graph, prefix: str) -> None:
    uppers = {*vocabulary.objects(None, RDFS.subClassOf), *vocabulary.objects(None, RDFS.subPropertyOf)}
    assert any(str(upper).startswith(PREFIXES[prefix]) for upper in uppers)


def test_every_class_stands_under_one_of_another_vocabulary(vocabulary: Graph) -> None:
    alone = [
        term for term in vocabulary.subjects(RDF.type, OWL.Class) if not list(vocabulary.objects(term, RDFS.subClassOf))
    ]
    assert alone == []


# Places


@pytest.mark.parametrize(
    ("words", "name", "level"),
    [
        ("云岭省人民政府办公厅", "云岭省", "province"),
        ("中共云岭省委办公厅", "云岭省", "province"),
        ("松江市人民政府", "松江市", "city"),
        ("云岭省松江市人民政府", "松江市", "city"),
        ("松江市城南区财政局", "松江市城南区", "county"),
        ("云岭自治区人民政府", "云岭自治区", "region"),
        ("重庆市人民政府", "重庆市", "municipality"),
        ("青山苗族自治州人民政府", "青山苗族自治州", "prefecture"),
        ("海南州人民政府", "海南藏族自治州", "prefecture"),
        ("青山盟行政公署", "青山盟", "prefecture"),
        ("白水县人民政府", "白水县", "county"),
        ("国务院办公厅", "国家", "nation"),
        ("财政部", "国家", "nation"),
        ("财政部办公厅", "国家", "nation"),
        ("云岭省城南区人民政府", "云岭省城南区", "county"),
    ],
)
def test_a_place_is_known_by_the_form_of_its_name(words: str, name: str, level: str) -> None:
    place = place_of(words)
    assert (place.name, place.level) == (name, level)


@pytest.mark.parametrize(
    "words",
    [
        "城市管理局",
        "各市人民政府",
        "松江经济技术开发区管委会",
        "产业联盟",
        "杭州海关",
        "有关区人民政府",
        "市场监管局",
        "关于放假的通知",
    ],
)
def test_words_that_only_look_like_a_place_are_none(words: str) -> None:
    assert place_of(words) == NOWHERE


# Agencies


@pytest.mark.parametrize(
    ("body", "place", "name"),
    [
        # The place and the word that is the same everywhere
        ("省财政厅", PROVINCE, "云岭省财政厅"),
        ("云岭省财政厅", PROVINCE, "云岭省财政厅"),
        ("省发展改革委", PROVINCE, "云岭省发展和改革委员会"),
        ("省发改委", PROVINCE, "云岭省发展和改革委员会"),
        ("市发展改革委", CITY, "松江市发展和改革委员会"),
        ("市发改局", CITY, "松江市发展和改革局"),
        ("自治区人社厅", REGION, "云岭自治区人力资源和社会保障厅"),
        ("区教育局", DISTRICT, "松江市城南区教育局"),
        # The word for the place meets another that begins as it does
        ("市民政局", CITY, "松江市民政局"),
        ("县市场监管局", COUNTY, "松江市白水县市场监督管理局"),
        ("州市场监管局", PREFECTURE, "大理白族自治州市场监督管理局"),
        ("市民中心", CITY, "市民中心"),
        ("市教育局", DISTRICT, "松江市教育局"),
        ("省教育厅", DISTRICT, "云岭省教育厅"),
        ("省市场监管局", PROVINCE, "云岭省市场监督管理局"),
        # The government itself
        ("省政府", PROVINCE, "云岭省人民政府"),
        ("省政府办公厅", PROVINCE, "云岭省人民政府办公厅"),
        ("松江市政府", PROVINCE, "松江市人民政府"),
        ("松江市", PROVINCE, "松江市人民政府"),
        ("城南区政府", CITY, "松江市城南区人民政府"),
        ("市政府", CITY, "松江市人民政府"),
        ("市政府办公室", CITY, "松江市人民政府办公室"),
        ("松江市人民政府办公室", PROVINCE, "松江市人民政府办公室"),
        ("兴安盟行署", REGION, "兴安盟行政公署"),
        ("兴安盟", REGION, "兴安盟行政公署"),
        # A district whose city is not named: many provinces have one of its name
        ("城南区政府", PROVINCE, "云岭省城南区人民政府"),
        ("城南县政府", PROVINCE, "城南县人民政府"),
        ("海南州政府", PROVINCE, "海南藏族自治州人民政府"),
        # The party
        ("省委", PROVINCE, "中共云岭省委"),
        ("省委组织部", PROVINCE, "中共云岭省委组织部"),
        ("省委政研室", PROVINCE, "中共云岭省委政策研究室"),
        ("自治区党委组织部", REGION, "中共云岭自治区党委组织部"),
        ("团省委", PROVINCE, "共青团云岭省委"),
        ("省纪委", PROVINCE, "中共云岭省纪律检查委员会"),
        ("省纪委监委", PROVINCE, "中共云岭省纪律检查委员会、云岭省监察委员会"),
        ("省委军民融合办", PROVINCE, "中共云岭省委军民融合发展委员会办公室"),
        # Courts, by level
        ("省法院", PROVINCE, "云岭省高级人民法院"),
        ("市法院", CITY, "松江市中级人民法院"),
        ("区法院", DISTRICT, "松江市城南区人民法院"),
        # Parts of what the register knows
        ("省公安厅交通警察总队", PROVINCE, "云岭省公安厅交通警察总队"),
        ("省政府新区建设办公室", PROVINCE, "云岭省人民政府新区建设办公室"),
        # The centre
        ("国家发展改革委", PROVINCE, "国家发展和改革委员会"),
        ("工信部", PROVINCE, "工业和信息化部"),
        ("国家卫生健康委办公厅", PROVINCE, "国家卫生健康委员会办公厅"),
        ("中组部人才局", PROVINCE, "中共中央组织部人才局"),
        ("云岭省军区", PROVINCE, "云岭省军区"),
        # Bodies that name their own place
        ("松江海关", PROVINCE, "松江海关"),
        ("云岭银监局", PROVINCE, "云岭银监局"),
        ("人行松江中心支行", PROVINCE, "中国人民银行松江中心支行"),
        ("人民银行松江中心支行", PROVINCE, "中国人民银行松江中心支行"),
        ("农发行云岭省分行", PROVINCE, "中国农业发展银行云岭省分行"),
        # Nothing that can be told
        ("发展改革委", PROVINCE, "发展改革委"),
        ("市委组织部", PROVINCE, "市委组织部"),
        ("省教育厅", CITY, "省教育厅"),
        ("市场监管局", CITY, "市场监管局"),
        ("松江新材料联盟", PROVINCE, "松江新材料联盟"),
    ],
)
def test_a_body_has_its_canonical_name(body: str, place: Place, name: str) -> None:
    assert canonical_agency(body, place=place, date="2020-03-06").name == name


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("各市州政府", "各市州人民政府"),
        ("各市、自治州人民政府", "各市州人民政府"),
        ("市、州人民政府", "各市州人民政府"),
        ("有关部门", "各有关部门"),
        ("省政府各委、办、厅、局", "云岭省人民政府各部门"),
        ("省直有关部门", "云岭省直各部门"),
        ("各金融机构", "各金融机构"),
        ("各市（州）人民政府", "各市州人民政府"),
        ("省属高校", "省属高校"),
        ("领导小组各成员单位", "领导小组各成员单位"),
    ],
)
def test_many_bodies_in_one_phrase_are_a_collective(body: str, name: str) -> None:
    assert canonical_agency(body, place=PROVINCE) == AgencyName(name, "云岭省", collective=True)


@pytest.mark.parametrize(
    ("body", "provisional"),
    [
        ("省财政厅", False),
        ("松江海关", False),
        ("省公安厅经济犯罪侦查总队", True),
        ("省量子办", True),
        ("发展改革委", True),
    ],
)
def test_what_the_register_does_not_know_is_provisional(body: str, provisional: bool) -> None:
    assert canonical_agency(body, place=PROVINCE).provisional is provisional


def test_a_body_that_names_its_own_place_is_the_same_wherever_it_is_spoken_of() -> None:
    assert canonical_agency("人行松江中心支行", place=PROVINCE) == canonical_agency("人民银行松江中心支行", place=CITY)


@pytest.mark.parametrize("body", ["教育部办公厅", "中国作家协会", "全国侨联", "中央编办", "国家开发银行"])
def test_a_body_of_the_centre_belongs_to_the_nation_wherever_it_is_spoken_of(body: str) -> None:
    assert canonical_agency(body, place=PROVINCE).place == "国家"


@pytest.mark.parametrize("place", [PROVINCE, REGION, PREFECTURE, CITY, DISTRICT, COUNTY], ids=str)
def test_the_canonical_name_of_a_canonical_name_is_itself(place: Place) -> None:
    for form in shipped().forms:
        if form.kind != "department" or not form.applies(place.level, "2020-01-01"):
            continue
        found = canonical_agency(
            f"{place.name}{form.words[0] if form.words else form.examples[0]}", place=place, date="2020-01-01"
        )
        assert canonical_agency(found.name, place=place, date="2020-01-01") == found


@pytest.mark.parametrize(
    ("date", "name", "provisional"),
    [("2015-08-01", "云岭省广电局", False), ("2020-03-06", "云岭省广播电视局", False), ("", "云岭省广电局", True)],
)
def test_a_short_name_that_changed_its_meaning_needs_a_date(date: str, name: str, provisional: bool) -> None:
    found = canonical_agency("省广电局", place=PROVINCE, date=date)
    assert (found.name, found.provisional) == (name, provisional)


def test_a_name_from_nowhere_stays_as_printed() -> None:
    assert canonical_agency("省财政厅") == AgencyName("省财政厅", "", provisional=True)


@pytest.mark.parametrize(
    ("body", "place", "expected"),
    [
        ("省财政厅", ("西宁市",), AgencyName("青海省财政厅", "青海省")),
        ("省财政厅", ("海西蒙古族藏族自治州",), AgencyName("青海省财政厅", "青海省")),
        ("省委组织部", ("大通回族土族自治县",), AgencyName("中共青海省委组织部", "青海省")),
        ("团省委", ("西宁市",), AgencyName("共青团青海省委", "青海省")),
        ("自治区财政厅", ("伊犁哈萨克自治州",), AgencyName("新疆维吾尔自治区财政厅", "新疆维吾尔自治区")),
        ("省直有关部门", ("西宁市",), AgencyName("青海省直各部门", "青海省", collective=True)),
        ("省直有关部门", ("松江市",), AgencyName("省直有关部门", "", collective=True)),
        ("省财政厅", ("松江市",), AgencyName("省财政厅", "", provisional=True)),
        ("省财政厅", ("重庆市",), AgencyName("省财政厅", "", provisional=True)),
        ("省财政厅", ("国家",), AgencyName("省财政厅", "", provisional=True)),
        ("自治区财政厅", ("西宁市",), AgencyName("自治区财政厅", "", provisional=True)),
        ("市财政局", ("西宁市",), AgencyName("西宁市财政局", "西宁市")),
    ],
)
def test_a_body_of_the_province_is_none_of_the_city_that_prints_it(
    body: str, place: tuple[str, ...], expected: AgencyName
) -> None:
    assert canonical_agency(body, place=Place(place)) == expected


def test_a_city_of_a_known_province_has_its_governor() -> None:
    assert split_post("副省长", place=Place(("西宁市",))) == ("青海省人民政府", "副省长")
    assert split_post("副省长", place=CITY) == ("", "副省长")


@pytest.mark.parametrize(
    ("name", "heirs"),
    [
        ("云岭省卫生和计划生育委员会", ("云岭省卫生健康委员会",)),
        ("云岭省环境保护厅", ("云岭省生态环境厅",)),
        ("云岭省国家税务局", ("国家税务总局云岭省税务局",)),
        ("云岭省财政厅", ()),
    ],
)
def test_the_reforms_are_known(name: str, heirs: tuple[str, ...]) -> None:
    assert successors(AgencyName(name, "云岭省")) == heirs


def at(name: str) -> AgencyName:
    """An agency named with its place before it."""
    return AgencyName(name, place_of(name).name)


def test_an_agency_has_one_heir_of_a_rename_a_place() -> None:
    before, commission, bureau = map(at, ("松江市卫生和计划生育委员会", "松江市卫生健康委员会", "松江市卫生健康局"))
    assert heirs_among(before, {commission}) == {commission}
    assert heirs_among(before, {bureau}) == {bureau}
    assert heirs_among(before, {commission, bureau}) == set()
    assert list(told(before, {commission, bureau})) == []
    assert [step.heirs for step in told(before, {bureau})] == [(bureau,)]


def test_a_part_that_was_split_off_is_an_heir_beside_the_one_of_the_merger() -> None:
    before, market, drugs = map(at, ("云岭省食品药品监督管理局", "云岭省市场监督管理局", "云岭省药品监督管理局"))
    assert heirs_among(before, {market, drugs}) == {market, drugs}


def test_an_heir_that_is_not_named_is_passed_over() -> None:
    assert heirs_among(at("云岭省卫生厅"), {at("云岭省卫生健康委员会")}) == {at("云岭省卫生健康委员会")}


@pytest.mark.parametrize(
    ("name", "heirs"),
    [
        ("内蒙古自治区农牧厅", set()),
        ("赤峰市农牧局", set()),
        ("云岭省农牧厅", {"云岭省农业农村厅"}),
        ("云岭省林业厅", {"云岭省林业局", "云岭省林业和草原局"}),
        ("云岭省经济和信息化委员会", {"云岭省工业和信息化厅", "云岭省经济和信息化厅"}),
        ("松江市经济和信息化委员会", {"松江市工业和信息化局", "松江市经济和信息化局"}),
        ("松江市国土资源局", {"松江市自然资源局", "松江市自然资源和规划局", "松江市规划和自然资源局"}),
        ("云岭省外国专家局", {"云岭省科学技术厅"}),
    ],
)
def test_a_step_counts_where_it_was_taken(name: str, heirs: set[str]) -> None:
    assert set(successors(at(name))) == heirs


def test_the_centre_and_its_branches_are_carried_on_by_what_they_became() -> None:
    assert "海关总署" in successors(AgencyName("国家质量监督检验检疫总局", "国家"))
    assert "中国铁路总公司" in successors(AgencyName("铁道部", "国家"))
    assert successors(AgencyName("云岭出入境检验检疫局", "")) == ()
    assert successors(AgencyName("云岭银保监局", "")) == ("国家金融监督管理总局云岭监管局",)


@pytest.mark.parametrize(
    ("body", "date", "place", "name"),
    [
        ("云岭金融监管局", "2023-09-01", PROVINCE, "国家金融监督管理总局云岭监管局"),
        ("省广播电视局", "2015-08-01", PROVINCE, "云岭省广播电视局"),
        ("省广播电视局", "", PROVINCE, "云岭省广播电视局"),
        ("云岭煤监局", "2015-08-01", PROVINCE, "云岭煤矿安全监察局"),
        ("省文化和新闻出版厅", "2015-08-01", PROVINCE, "云岭省文化新闻出版厅"),
        ("市文化旅游委", "2020-03-06", Place(("重庆市",)), "重庆市文化和旅游发展委员会"),
        ("市经济信息委", "2020-03-06", Place(("重庆市",)), "重庆市经济和信息化委员会"),
        ("市规划自然资源局", "2020-03-06", Place(("重庆市",)), "重庆市规划和自然资源局"),
        ("市自然资源和规划局", "2020-03-06", CITY, "松江市自然资源和规划局"),
    ],
)
def test_a_form_is_read_where_and_when_it_was_in_use(body: str, date: str, place: Place, name: str) -> None:
    found = canonical_agency(body, place=place, date=date)
    assert (found.name, found.provisional) == (name, False)


# Posts


@pytest.mark.parametrize(
    ("post", "place", "body", "title"),
    [
        ("省财政厅副厅长", PROVINCE, "省财政厅", "副厅长"),
        ("省财政厅副厅长（挂职）", PROVINCE, "省财政厅", "副厅长"),
        ("副省长", PROVINCE, "云岭省人民政府", "副省长"),
        ("市长", CITY, "松江市人民政府", "市长"),
        ("市长", PROVINCE, "", "市长"),
        ("松江市常务副市长", PROVINCE, "松江市", "常务副市长"),
        ("自治区副主席", REGION, "自治区", "副主席"),
        ("省总工会副主席", PROVINCE, "省总工会", "副主席"),
        ("省卫生厅长", PROVINCE, "省卫生厅", "厅长"),
        ("省委常委", PROVINCE, "省委", "常委"),
        ("秘书长", PROVINCE, "", "秘书长"),
        ("著名诗人", PROVINCE, "", "著名诗人"),
        ("原副省长", PROVINCE, "云岭省人民政府", "原副省长"),
        ("云岭省原副省长", PROVINCE, "云岭省", "原副省长"),
        ("固原市长", PROVINCE, "固原", "市长"),
        ("挂职副市长", CITY, "松江市人民政府", "挂职副市长"),
        ("省总工会兼职副主席", PROVINCE, "省总工会", "兼职副主席"),
        ("云岭大学副教授", PROVINCE, "云岭大学", "副教授"),
        ("党组书记、厅长", PROVINCE, "", "党组书记、厅长"),
        ("省委常委、组织部部长", PROVINCE, "", "省委常委、组织部部长"),
    ],
)
def test_a_post_is_a_body_and_a_title(post: str, place: Place, body: str, title: str) -> None:
    assert split_post(post, place=place) == (body, title)


@pytest.mark.parametrize("name", ["县政府", "县委组织部", "领导小组", "管委会", "某局"])
def test_a_name_that_any_place_has_proves_nothing(name: str) -> None:
    assert is_generic_body(name)


@pytest.mark.parametrize("name", ["松江经济开发区管委会", "云岭省财政厅", "松江市人民政府"])
def test_a_name_with_its_place_proves_something(name: str) -> None:
    assert not is_generic_body(name)


@pytest.mark.parametrize(("name", "bare"), [("领导小组", True), ("编辑委员会", True), ("云岭省节水委员会", False)])
def test_a_bare_group_is_told_from_a_named_one(name: str, bare: bool) -> None:
    assert is_bare_group(name) is bare
