"""The register of agencies: every entry keeps its word, its files are in one form, and users can bring their own.

``GONGBAO_FIX=1 pytest tests/test_register.py`` brings the files into that form.
"""

import os
import re
from importlib.resources import files
from pathlib import Path

import pytest
from asking import health_reading, stored
from click.testing import CliRunner
from facts import GROUP, SOURCE
from gongbao.cli import main
from gongbao.errors import RegisterError
from gongbao.graph.ask import ask
from gongbao.graph.build import build
from gongbao.graph.export import export
from gongbao.graph.store import open_store
from gongbao.ontology.agencies import (
    AgencyName,
    Place,
    canonical_agency,
    forms_of,
    is_agency,
    members_of,
    steps,
)
from gongbao.ontology.places import is_known, known_places, places_below
from gongbao.ontology.register import Form, extended, shipped
from gongbao.ontology.variants import variants
from turtle_form import canonical

FOLDER = Path(str(files("gongbao.ontology")))
PROVINCE = Place(("云岭省",))
PLACES = {
    "nation": Place(("国家",)),
    "province": PROVINCE,
    "region": Place(("云岭自治区",)),
    "municipality": Place(("重庆市",)),
    "prefecture": Place(("大理白族自治州",)),
    "city": Place(("松江市",)),
    "county": Place(("云岭省", "松江市", "白水县")),
}
FORMS = shipped().forms
BY_NAME = [pytest.param(form, id=form.iri.rpartition("/")[2]) for form in FORMS]
PATTERNS = [pytest.param(form, id=form.iri.rpartition("/")[2]) for form in FORMS if form.pattern]


# The files


@pytest.mark.parametrize("name", ["agencies.ttl", "places.ttl"])
def test_a_file_is_in_its_one_form(name: str) -> None:
    path = FOLDER / name
    text = path.read_text(encoding="utf-8")
    if os.environ.get("GONGBAO_FIX") == "1":
        path.write_text(canonical(text), encoding="utf-8")
    assert text.splitlines() == canonical(text).splitlines()


def test_the_register_uses_no_terms_but_those_of_the_ontology() -> None:
    declared = set(re.findall(r"^gb:(\w+) a ", (FOLDER / "gongbao.ttl").read_text(encoding="utf-8"), re.MULTILINE))
    used = {
        name
        for file in ("agencies.ttl", "places.ttl")
        for name in re.findall(r"(?<![\w/])gb:(\w+) ", (FOLDER / file).read_text(encoding="utf-8"))
    }
    assert used <= declared


# Forms


def reads_as(words: str, form: Form, place: Place, date: str) -> bool:
    """Whether words are read as a form, at a place and on a date."""
    match = shipped().find(form.kind, words, level=place.level, date=date)
    return match is not None and match.form.iri == form.iri


def place_for(form: Form) -> Place:
    return PLACES[form.levels[0]] if form.levels else PLACES["nation" if form.kind == "nation" else "province"]


def day_for(form: Form) -> str:
    return form.until or form.since or "2020-01-01"


@pytest.mark.parametrize("form", BY_NAME)
def test_every_name_and_example_is_read_as_its_form(form: Form) -> None:
    words = (*form.words, *form.examples)
    assert words
    assert [one for one in words if not reads_as(one, form, place_for(form), day_for(form))] == []


@pytest.mark.parametrize("form", BY_NAME)
def test_no_counterexample_is_read_as_its_form(form: Form) -> None:
    read = [one for one in form.counterexamples if reads_as(one, form, place_for(form), day_for(form))]
    assert read == []


@pytest.mark.parametrize("form", PATTERNS)
def test_a_pattern_has_examples_and_counterexamples(form: Form) -> None:
    assert form.examples
    assert form.counterexamples


def test_a_name_stands_for_one_form_at_one_level_and_time() -> None:
    seen: dict[tuple[str, str, str], list[Form]] = {}
    for form in FORMS:
        for words in form.words:
            for level in form.levels or PLACES:
                seen.setdefault((form.kind, words, level), []).append(form)
    twice = {
        key: [form.iri for form in forms]
        for key, forms in seen.items()
        if any(
            one is not other and max(one.since, other.since) <= min(one.until or "9", other.until or "9")
            for one in forms
            for other in forms
        )
    }
    assert twice == {}


def test_every_field_has_names_in_both_languages() -> None:
    assert [field.iri for field in shipped().fields.values() if not (field.zh and field.en)] == []


def test_the_fields_of_agencies_are_known() -> None:
    for body, field in (
        ("省财政厅", "财政和国资"),
        ("省卫生计生委", "卫生健康"),
        ("省法院", "法院检察"),
        ("省委组织部", "机构编制和干部"),
    ):
        form = next(forms_of(canonical_agency(body, place=PROVINCE, date="2016-01-01"))).form
        assert shipped().fields[form.field].zh == field


# Reforms


@pytest.mark.parametrize(
    ("name", "place", "expected"),
    [
        ("云岭省卫生厅", "云岭省", [("2013-03", "merged", "云岭省卫生和计划生育委员会")]),
        ("云岭省环境保护厅", "云岭省", [("2018-03", "renamed", "云岭省生态环境厅")]),
        ("云岭省国家税务局", "云岭省", [("2018-06", "merged", "国家税务总局云岭省税务局")]),
        ("云岭银监局", "", [("2018-12", "merged", "云岭银保监局")]),
        ("云岭银保监局", "", [("2023-07", "renamed", "国家金融监督管理总局云岭监管局")]),
        ("云岭省机构编制委员会办公室", "云岭省", [("2018-03", "renamed", "中共云岭省委机构编制委员会办公室")]),
        ("国家卫生和计划生育委员会", "国家", [("2018-03", "renamed", "国家卫生健康委员会")]),
        ("云岭省财政厅", "云岭省", []),
    ],
)
def test_a_step_of_a_reform_has_its_date_and_kind(name: str, place: str, expected: list[tuple[str, str, str]]) -> None:
    found = [
        (step.change.date, step.change.kind, heir.name)
        for step in steps(AgencyName(name, place))
        for heir in step.heirs
    ]
    assert found == expected


def test_no_agency_follows_itself() -> None:
    assert [change.iri for change in shipped().changes if set(change.originals) & set(change.results)] == []


# Places and collectives


def test_the_units_of_a_known_province_are_known() -> None:
    assert len(places_below("青海省")) == 8
    assert sum(len(places_below(place.name)) for place in places_below("青海省")) == 44
    assert len([place for place in known_places().values() if not place.above]) == 34


def test_a_unit_counts_for_its_time() -> None:
    names = {place.name for place in places_below("西宁市", "2015-06-01")}
    assert "湟中县" in names
    assert "湟中区" not in names


def test_a_place_is_known_by_name_or_by_form() -> None:
    assert is_known(Place(("青海省",)))
    assert not is_known(PROVINCE)


def test_a_district_that_is_known_belongs_to_its_city() -> None:
    place = Place(("青海省",))
    assert canonical_agency("城中区政府", place=place) == canonical_agency("西宁市城中区人民政府", place=place)


def test_words_before_a_known_place_are_no_part_of_its_name() -> None:
    name = canonical_agency("省建设海南州示范区领导小组", place=Place(("青海省",)))
    assert (name.name, name.place) == ("青海省建设海南州示范区领导小组", "青海省")


@pytest.mark.parametrize(
    ("name", "place", "members"),
    [("各市州人民政府", "青海省", 8), ("各市州人民政府", "云岭省", 0), ("各有关部门", "青海省", 0)],
)
def test_a_collective_has_members_where_they_can_be_listed(name: str, place: str, members: int) -> None:
    assert len(members_of(AgencyName(name, place, collective=True))) == members


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("松江经济技术开发区", "松江经济技术开发区管理委员会"),
        ("松江循环经济试验区管委会", "松江循环经济试验区管理委员会"),
        ("省投资集团有限公司", "云岭省投资集团有限公司"),
        ("全省信用体系建设领导小组办公室", "云岭省信用体系建设领导小组办公室"),
        ("省经济和信息化委（省国资委）", "云岭省经济和信息化委员会"),
        ("环境保护", "环境保护部门"),
    ],
)
def test_bodies_of_all_kinds_are_in_the_register(body: str, name: str) -> None:
    found = canonical_agency(body, place=PROVINCE, date="2017-01-01")
    assert (found.name, found.provisional) == (name, False)


def test_a_group_is_no_agency() -> None:
    assert not is_agency("省双拥工作领导小组", place=PROVINCE)
    assert is_agency("省发展改革委", place=PROVINCE)


# Variants


@pytest.mark.parametrize(
    ("printed", "official", "reason"),
    [
        ("云岭省民厅", "云岭省民政厅", "one character away from 民政厅"),
        ("云岭省民改厅", "云岭省民政厅", "one character away from 民政厅"),
        ("云岭省质量局", "云岭省质量技术监督局", "cut from 质量技术监督局"),
        ("供销联社", "云岭省供销合作社联合社", "printed without its place"),
        ("组织部", "中共云岭省委组织部", "printed without its place"),
    ],
)
def test_a_slip_is_proposed_with_its_reason(printed: str, official: str, reason: str) -> None:
    first = variants(AgencyName(printed, "云岭省", provisional=True))[0]
    assert (first.name, first.reason) == (official, reason)
    assert 0 < first.score < 1


@pytest.mark.parametrize(
    "name",
    [
        AgencyName("云岭省民政厅", "云岭省"),
        AgencyName("云岭省星空署", "云岭省", provisional=True),
        AgencyName("市委组织部", "云岭省", provisional=True),
        AgencyName("民厅", "", provisional=True),
    ],
)
def test_nothing_is_proposed_for_what_is_known_or_like_nothing(name: AgencyName) -> None:
    assert variants(name) == ()


# In the graph


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stored(tmp_path_factory.mktemp("register"), health_reading())


COMMISSION = "云岭省卫生健康委员会"


def rows(store: Path, sparql: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in open_store(store).select(sparql).rows]


def test_an_agency_counts_alone_or_with_its_predecessors(store: Path) -> None:
    alone = {row[0]: row[1:4] for row in ask(store, "leading-agencies", {}).rows}
    joined = {row[0]: row[1:4] for row in ask(store, "leading-agencies", {"with-predecessors": "yes"}).rows}
    assert alone[COMMISSION] == (1, 0, 0)
    assert joined[COMMISSION] == (2, 1, 0)
    assert "云岭省卫生和计划生育委员会" in alone.keys() - joined.keys()


def test_tasks_of_predecessors_are_those_of_an_agency_on_demand(store: Path) -> None:
    given = {"of": "省卫生健康委"}
    assert len(ask(store, "agency-tasks", given).rows) == 1
    found = ask(store, "agency-tasks", {**given, "with-predecessors": "yes"})
    assert set(found.column("agency")) == {COMMISSION, "云岭省卫生和计划生育委员会", "云岭省卫生厅"}


def test_each_step_is_an_event_with_its_date(store: Path) -> None:
    found = ask(store, "changes", {}).rows
    assert [row[:5] for row in found] == [
        ("2013-03", "merged", "云岭省卫生厅", "云岭省卫生和计划生育委员会", "shipped"),
        ("2018-03", "renamed", "云岭省卫生和计划生育委员会", COMMISSION, "shipped"),
    ]


def test_an_agency_has_its_field(store: Path) -> None:
    found = rows(
        store, f'SELECT ?f {{ ?a rdfs:label "{COMMISSION}" ; gb:field/rdfs:label ?f ; gb:register "shipped" }}'
    )
    assert found == [("卫生健康",)]


def test_a_slip_is_shown_and_not_merged(store: Path) -> None:
    assert ask(store, "variants", {}).rows[0][:2] == ("云岭省民厅", "云岭省民政厅")
    assert rows(store, 'SELECT ?a { ?a rdfs:label "云岭省民政厅" ; a gb:Agency }') == []


def test_a_bare_group_is_that_of_its_directive(store: Path) -> None:
    found = rows(store, "SELECT ?body ?group { ?b gb:ofGroup ?g . ?b rdfs:label ?body . ?g rdfs:label ?group }")
    assert found == [(f"{GROUP}办公室", GROUP)]


# A register of one's own

MY_REGISTER = """
@prefix gb: <https://gongbao.example/ontology#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix my: <https://example.org/> .
my:old a org:Organization ; skos:prefLabel "云岭省民生厅" ; skos:altLabel "省民厅" ; gb:jurisdiction "云岭省" .
my:new a org:Organization ; skos:prefLabel "云岭省福利厅" ; skos:altLabel "省福利厅" ; gb:jurisdiction "云岭省" .
my:change a org:ChangeEvent ; gb:changeKind "renamed" ; dcterms:date "2019" ;
    org:originalOrganization my:old ; org:resultingOrganization my:new .
my:office a gb:AgencyForm ; gb:formKind "department" ; skos:prefLabel "{place}量子局" ; skos:altLabel "量子办" .
"""


def test_a_users_register_wins_over_the_shipped_one() -> None:
    register = extended(MY_REGISTER.encode(), "my.ttl")
    found = canonical_agency("省民厅", place=PROVINCE, register=register)
    assert found == AgencyName("云岭省民生厅", "云岭省")
    assert [(step.change.date, step.heirs) for step in steps(found, register=register)] == [
        ("2019", (AgencyName("云岭省福利厅", "云岭省"),))
    ]
    assert canonical_agency("省量子办", place=PROVINCE, register=register).name == "云岭省量子局"
    assert canonical_agency("省财政厅", place=PROVINCE, register=register).name == "云岭省财政厅"


def test_a_short_form_counts_at_its_own_place_alone() -> None:
    register = extended(MY_REGISTER.encode(), "my.ttl")
    assert canonical_agency("省民厅", place=Place(("松江省",)), register=register).provisional
    assert canonical_agency("云岭省民生厅", place=Place(("松江省",)), register=register) == AgencyName(
        "云岭省民生厅", "云岭省"
    )


def test_a_users_register_is_kept_with_the_store(tmp_path: Path) -> None:
    folder = tmp_path / "gazettes"
    folder.mkdir()
    mine = tmp_path / "my.ttl"
    mine.write_text(MY_REGISTER, encoding="utf-8")
    source = folder / SOURCE
    source.write_text("a", encoding="utf-8")
    for agencies in (mine, None):
        build([source], tmp_path / "store", read=lambda path: health_reading(), reader="test", agencies=agencies)
        query = 'SELECT ?name ?register { ?a skos:altLabel "省民厅" ; rdfs:label ?name ; gb:register ?register }'
        assert rows(tmp_path / "store", query) == [("云岭省民生厅", "my.ttl")]
    export(tmp_path / "store", "csv", tmp_path / "tables")
    assert "云岭省民生厅" in (tmp_path / "tables" / "assignments.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("my:old a", "my:old b"), "is not Turtle"),
        (('skos:prefLabel "云岭省民生厅" ; ', ""), "needs one skos:prefLabel"),
        (('"renamed"', '"eaten"'), "has the gb:changeKind 'eaten', and there are renamed, merged, split"),
        (('dcterms:date "2019"', 'dcterms:date "soon"'), "no day, month or year: 'soon'"),
        (
            ("org:resultingOrganization my:new", "org:resultingOrganization my:none"),
            "names an organisation that is not in",
        ),
        (('gb:formKind "department"', 'gb:formKind "planet"'), "has the gb:formKind 'planet'"),
        (('"{place}量子局"', '"{name}量子局"'), "no part of gb:pattern is named name"),
        (('skos:altLabel "量子办"', 'gb:pattern "("'), "has a gb:pattern that is no regular expression"),
        (('skos:altLabel "量子办"', 'gb:level "moon"'), "has the gb:level 'moon'"),
        (('skos:altLabel "量子办"', "gb:field my:none"), "has a gb:field that is not in the register"),
        (('skos:altLabel "量子办"', 'gb:colour "red"'), "which the register does not know"),
        (("my:office a gb:AgencyForm", "my:office a gb:Office"), "is of no class that the register knows"),
        (('skos:altLabel "省福利厅"', 'skos:altLabel "省民厅"'), "both have the name '省民厅'"),
        (('skos:altLabel "量子办"', 'gb:since "2019-13"'), "has a gb:since that is no day, month or year: '2019-13'"),
        (('skos:altLabel "量子办"', 'gb:until "2018-13"'), "has a gb:until that is no day, month or year: '2018-13'"),
        (('"renamed" ;', '"renamed" ; gb:level "moon" ;'), "has the gb:level 'moon'"),
        (("org:resultingOrganization my:new", "org:resultingOrganization my:old"), "an heir of itself"),
    ],
)
def test_a_broken_register_is_told_in_one_sentence(change: tuple[str, str], message: str) -> None:
    assert change[0] in MY_REGISTER
    with pytest.raises(RegisterError, match=re.escape(message)) as caught:
        extended(MY_REGISTER.replace(*change).encode(), "my.ttl")
    assert "my.ttl" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_circle_of_heirs_is_refused() -> None:
    back = (
        'my:back a org:ChangeEvent ; gb:changeKind "renamed" ; org:originalOrganization my:new ;'
        " org:resultingOrganization my:old ."
    )
    with pytest.raises(RegisterError, match="an heir of itself"):
        extended((MY_REGISTER + back).encode(), "my.ttl")


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "@prefix gb: <https://gongbao.example/ontology#> .\n"])
def test_an_empty_register_is_refused(text: str) -> None:
    with pytest.raises(RegisterError, match=re.escape("the register my.ttl is empty")):
        extended(text.encode(), "my.ttl")


def test_a_register_that_is_not_text_is_an_error() -> None:
    with pytest.raises(RegisterError, match="is not Turtle"):
        extended(b"\xff\xfe\x00", "my.ttl")


# The command line


def test_a_register_is_given_on_the_command_line(tmp_path: Path) -> None:
    source = tmp_path / "yunling.txt"
    source.write_text("云政〔2020〕5号\n云岭省人民政府关于清查粮仓的通知\n各市人民政府：\n请清查。\n", encoding="utf-8")
    mine = tmp_path / "my.ttl"
    mine.write_text("no Turtle", encoding="utf-8")
    arguments = ["build", str(source), "--store", str(tmp_path / "store"), "--agencies", str(mine)]
    refused = CliRunner().invoke(main, arguments)
    assert refused.exit_code == 1
    assert "the register my.ttl is not Turtle" in refused.stderr
    mine.write_text(MY_REGISTER, encoding="utf-8")
    built = CliRunner().invoke(main, [*arguments, "--quiet"])
    assert (built.exit_code, built.stderr) == (0, "")
    assert [file.read_text(encoding="utf-8") for file in (tmp_path / "store").glob("agencies-*.ttl")] == [MY_REGISTER]


def test_a_question_takes_a_flag(store: Path) -> None:
    answer = CliRunner().invoke(
        main, ["ask", "leading-agencies", "--with-predecessors", "--format", "csv", "--store", str(store)]
    )
    assert f"{COMMISSION},2,1,0" in answer.stdout
