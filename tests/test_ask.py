"""Named questions: what they answer, and what they do with what a user types."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from asking import FLOOD_GROUP, GROUP, LATER, PLAN, RULES, health_reading, stored, two_gazettes
from facts import NOTICE, SOURCE, assignment, build_readings, member, notice, reading, sample_reading, span
from gongbao.errors import QueryError, StoreError, UnknownName
from gongbao.graph.ask import Question, ask, find_question, list_questions, parse_question
from gongbao.graph.names import nearest
from gongbao.graph.scope import SCOPE_OPTIONS
from gongbao.graph.table import Table
from gongbao.ontology.model import Citation

FINANCE = "云岭省财政厅"
REFORM = "云岭省发展和改革委员会"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return two_gazettes(tmp_path_factory.mktemp("ask"))


def columns(table: Table, *names: str) -> list[tuple[object, ...]]:
    """Some columns of a table, as rows."""
    return list(zip(*(table.column(name) for name in names), strict=True))


# The questions


def test_leading_agencies_counts_tasks_by_role(store: Path) -> None:
    table = ask(store, "leading-agencies", {})
    assert columns(table, "agency", "lead", "support", "responsible") == [
        (FINANCE, 2, 1, 0),
        (REFORM, 1, 2, 0),
        ("云岭省水利厅", 0, 1, 0),
        ("云岭省人力资源和社会保障厅", 0, 0, 1),
    ]


def test_leading_agencies_shows_where_an_agency_leads(store: Path) -> None:
    table = ask(store, "leading-agencies", {})
    evidence = dict(zip(table.column("agency"), table.column("evidence"), strict=True))
    assert evidence[FINANCE] in {f"{LATER}:7", f"{LATER}:8"}
    assert evidence[REFORM] == f"{SOURCE}:13"


def test_leading_agencies_stops_where_it_is_told(store: Path) -> None:
    assert len(ask(store, "leading-agencies", {"limit": "2"}).rows) == 2


def test_agency_tasks_lists_them_with_the_printed_words(store: Path) -> None:
    table = ask(store, "agency-tasks", {"of": FINANCE})
    assert columns(table, "role", "task", "directive", "source", "line", "words") == [
        ("support", "（一）改造旧仓", PLAN, SOURCE, 13, "（省发展改革委牵头，省财政厅、"),
        ("lead", "（一）勘察河堤", RULES, LATER, 7, "（省财政厅牵头，省发展改革委、省水利厅配合）"),
        ("lead", "（二）筹集资金", RULES, LATER, 8, "（省财政厅牵头，省发展改革委配合）"),
    ]


def test_agency_tasks_knows_short_names(store: Path) -> None:
    assert ask(store, "agency-tasks", {"of": "省财政厅"}) == ask(store, "agency-tasks", {"of": FINANCE})


def test_agency_tasks_shows_the_deadline(store: Path) -> None:
    assert ask(store, "agency-tasks", {"of": "省人力资源社会保障厅"}).column("deadline") == ("2020年底",)


def test_agency_tasks_can_be_held_to_one_role(store: Path) -> None:
    table = ask(store, "agency-tasks", {"of": FINANCE, "role": "support"})
    assert table.column("task") == ("（一）改造旧仓",)


def test_agency_tasks_takes_a_collective(store: Path) -> None:
    assert ask(store, "agency-tasks", {"of": "各市人民政府"}).column("role") == ("support",)


def test_group_members_are_in_the_order_printed(store: Path) -> None:
    table = ask(store, "group-members", {"of": GROUP})
    assert columns(table, "official", "role", "line") == [
        ("张三峰", "组长", 5),
        ("李四维", "副组长", 6),
        ("王五常", "成员", 7),
        ("赵六合", "成员", 8),
        ("王五常", "办公室主任", 9),
    ]


def test_group_members_have_posts_directive_and_date(store: Path) -> None:
    table = ask(store, "group-members", {"of": GROUP})
    assert columns(table, "posts", "directive", "date")[1] == ("云岭省财政厅厅长", NOTICE, "2020-03-06")
    assert table.column("posts")[4] is None


def test_groups_of_one_name_in_two_provinces_are_told_apart(tmp_path: Path) -> None:
    name = "省节水工作领导小组"
    here = reading(notice(), member("李四维", "组长", group=name))
    number, spans = "松政办〔2020〕6号", (span(NOTICE, source="there.txt"),)
    speaks = notice(number=number, issuers=("松江省人民政府办公厅",), title="关于节水的通知", spans=spans)
    seat = member("王五常", "组长", group=name, directive=number, spans=spans)
    there = reading(speaks, seat, source="there.txt")
    both = stored(tmp_path, here, there)
    found = ask(both, "group-members", {"of": name})
    assert columns(found, "jurisdiction", "official") == [("云岭省", "李四维"), ("松江省", "王五常")]
    assert ask(both, "group-members", {"of": "松江省节水工作领导小组"}).column("official") == ("王五常",)


def test_several_posts_share_a_cell(tmp_path: Path) -> None:
    seat = member("李四维", "组长", "省财政厅厅长", "省水利厅厅长")
    table = ask(stored(tmp_path, reading(notice(), seat)), "group-members", {"of": GROUP})
    assert set(str(table.column("posts")[0]).split("|")) == {"云岭省财政厅厅长", "云岭省水利厅厅长"}


def test_official_lists_groups_and_posts_by_date(store: Path) -> None:
    table = ask(store, "official", {"of": "李四维"})
    assert columns(table, "what", "name", "role", "directive", "source", "line") == [
        ("group", GROUP, "副组长", NOTICE, SOURCE, 6),
        ("post", "云岭省财政厅厅长", None, NOTICE, SOURCE, 6),
        ("group", FLOOD_GROUP, "组长", RULES, LATER, 5),
        ("post", "云岭省财政厅厅长", None, RULES, LATER, 5),
    ]


def test_official_lists_appointments(store: Path) -> None:
    table = ask(store, "official", {"of": "钱七宝"})
    assert columns(table, "what", "name", "date", "line") == [("appoint", "云岭省财政厅副厅长", "2020-03-09", 18)]


def test_namesakes_have_different_ids(tmp_path: Path) -> None:
    elsewhere = notice(number="川府〔2020〕1号", issuers=("柏川市人民政府",))
    namesake = member("李四维", "成员", "市水务局局长", group="柏川市防汛指挥部", directive="川府〔2020〕1号")
    first = reading(notice(), member("李四维", "组长", "省财政厅厅长"), elsewhere, namesake)
    table = ask(stored(tmp_path, first), "official", {"of": "李四维"})
    assert len(set(table.column("id"))) == 2


def test_rests_on_follows_citations_to_the_end(store: Path) -> None:
    table = ask(store, "rests-on", {"of": RULES})
    assert columns(table, "directive", "relation", "cited", "source", "line", "words") == [
        (RULES, "based_on", PLAN, LATER, 3, PLAN),
    ]


def test_rests_on_says_nothing_of_what_is_repealed(store: Path) -> None:
    assert "repeals" not in ask(store, "rests-on", {"of": RULES}).column("relation")


def test_rests_on_goes_on_with_what_those_rest_on(tmp_path: Path) -> None:
    def cites(one: str, other: str) -> Citation:
        return Citation(spans=(span(NOTICE),), rule="c", directive=one, number=other, title="", relation="based_on")

    chain = [notice(number=f"云政〔202{n}〕1号", title=f"关于第{n}事的通知") for n in range(3)]
    cited = [cites("云政〔2022〕1号", "云政〔2021〕1号"), cites("云政〔2021〕1号", "云政〔2020〕1号")]
    circle = cites("云政〔2020〕1号", "云政〔2022〕1号")
    table = ask(stored(tmp_path, reading(*chain, *cited, circle)), "rests-on", {"of": "云政〔2022〕1号"})
    assert columns(table, "directive", "cited", "title") == [
        ("云政〔2022〕1号", "云政〔2021〕1号", "关于第1事的通知"),
        ("云政〔2020〕1号", "云政〔2022〕1号", "关于第2事的通知"),
        ("云政〔2021〕1号", "云政〔2020〕1号", "关于第0事的通知"),
    ]


def test_groups_lists_size_head_and_host(store: Path) -> None:
    table = ask(store, "groups", {})
    assert columns(table, "group", "kind", "members", "head", "host", "directives", "evidence") == [
        (GROUP, "领导小组", 4, "张三峰", REFORM, NOTICE, f"{SOURCE}:4"),
        (FLOOD_GROUP, "领导小组", 2, "李四维", None, RULES, f"{LATER}:4"),
    ]


def test_groups_of_a_year(store: Path) -> None:
    assert ask(store, "groups", {"year": "2021"}).column("group") == (FLOOD_GROUP,)


def test_directives_are_in_the_order_of_the_sources(store: Path) -> None:
    table = ask(store, "directives", {})
    assert columns(table, "number", "date", "kind", "issuers", "source", "line") == [
        (NOTICE, "2020-03-06", "通知", "云岭省人民政府办公厅", SOURCE, 1),
        (PLAN, "2020-03-09", "通知", "云岭省人民政府办公厅", SOURCE, 11),
        (RULES, "2021-02-01", "通知", "云岭省人民政府办公厅", LATER, 1),
    ]


def test_directives_of_a_year_and_an_issuer(store: Path) -> None:
    given = {"year": "2020", "issuer": "云岭省人民政府办公厅"}
    assert ask(store, "directives", given).column("number") == (NOTICE, PLAN)


def test_directives_of_an_issuer_who_issued_none(store: Path) -> None:
    assert ask(store, "directives", {"issuer": FINANCE}).rows == ()


def test_gaps_says_what_was_not_read_and_why(store: Path) -> None:
    table = ask(store, "gaps", {})
    assert table.rows == (("no body is named", PLAN, SOURCE, 15, "每年一次。"),)


def test_what_two_sources_print_is_one_task_with_two_places(tmp_path: Path) -> None:
    twice = stored(tmp_path, sample_reading(), sample_reading(source="reprint.txt"))
    assert ask(twice, "leading-agencies", {}).rows[0][1] == 1
    assert ask(twice, "agency-tasks", {"of": FINANCE}).column("source") == ("reprint.txt", SOURCE)
    assert ask(twice, "groups", {}).column("members") == (4,)


def test_an_empty_answer_has_its_columns(tmp_path: Path) -> None:
    table = ask(stored(tmp_path, reading(notice())), "leading-agencies", {})
    assert table == Table(("agency", "lead", "support", "responsible", "ratio", "evidence"), ())


# What a user types


def test_brackets_may_be_typed_as_a_keyboard_has_them(store: Path) -> None:
    assert ask(store, "rests-on", {"of": " 云政办[2021]9号 "}) == ask(store, "rests-on", {"of": RULES})


def test_a_directive_is_known_by_its_title(store: Path) -> None:
    assert ask(store, "rests-on", {"of": "云岭省人民政府办公厅关于加固河堤的通知"}).rows


def test_an_unknown_name_gets_the_nearest_ones(store: Path) -> None:
    with pytest.raises(UnknownName, match=rf"no agency is called '财政厅'; the nearest are .*{FINANCE}"):
        ask(store, "agency-tasks", {"of": "财政厅"})


def test_names_are_looked_for_among_their_own_kind(store: Path) -> None:
    with pytest.raises(UnknownName, match="no group is called"):
        ask(store, "group-members", {"of": FINANCE})


def test_a_name_like_nothing_gets_no_suggestion(store: Path) -> None:
    with pytest.raises(UnknownName, match=r"^no official is called 'xyz'$"):
        ask(store, "official", {"of": "xyz"})


@pytest.mark.parametrize(
    "hostile",
    [
        '" } INSERT DATA { <x:a> <x:b> <x:c> } #',
        '省财政厅" } UNION { ?of a gb:Agency } #',
        "\\",
        '\\" ',
        "}} LIMIT 99",
        "\n\x00\x1b[31m",
        "'''",
        "",
        "\\1 \\g<0>",
    ],
)
def test_hostile_names_are_only_names(store: Path, hostile: str) -> None:
    with pytest.raises(UnknownName):
        ask(store, "agency-tasks", {"of": hostile})


def test_a_hostile_name_in_the_graph_is_found_and_stays_a_name(tmp_path: Path) -> None:
    hostile = '省"\\}{VALUES ?of { UNDEF }局'
    table = ask(stored(tmp_path, reading(notice(), assignment(hostile, "lead"))), "agency-tasks", {"of": hostile})
    assert table.column("role") == ("lead",)


@pytest.mark.parametrize("limit", ["0", "-1", "ten", "1.5", "", "5 } #", "٣", "9999999999"])
def test_a_number_of_rows_is_a_positive_whole_number(store: Path, limit: str) -> None:
    with pytest.raises(QueryError, match="positive whole number"):
        ask(store, "leading-agencies", {"limit": limit})


@pytest.mark.parametrize("year", ["20", "2020-01", "twenty", '2020" #'])
def test_a_year_has_four_digits(store: Path, year: str) -> None:
    with pytest.raises(QueryError, match="year is a year such as 2020"):
        ask(store, "groups", {"year": year})


def test_a_word_is_one_of_those_listed(store: Path) -> None:
    with pytest.raises(QueryError, match="role is one of lead, support, responsible, not 'boss'"):
        ask(store, "agency-tasks", {"of": FINANCE, "role": "boss"})


def test_an_unknown_question_gets_the_nearest(store: Path) -> None:
    with pytest.raises(QueryError, match=r"there is no question 'leading-agency'; there is leading-agencies"):
        ask(store, "leading-agency", {})


def test_an_unknown_option_gets_the_nearest(store: Path) -> None:
    with pytest.raises(QueryError, match="no option of leading-agencies 'limits'; there is limit"):
        ask(store, "leading-agencies", {"limits": "3"})


def test_an_option_where_there_is_none(store: Path) -> None:
    with pytest.raises(QueryError, match=r"no option of gaps 'of'$"):
        ask(store, "gaps", {"of": "x"})


def test_a_missing_option_is_named(store: Path) -> None:
    with pytest.raises(QueryError, match="group-members needs the option 'of'"):
        ask(store, "group-members", {})


def test_a_folder_that_is_no_store_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        ask(tmp_path, "groups", {})


def test_suggestions_begin_with_names_that_hold_what_was_typed() -> None:
    names = ["云岭省财政厅", "云岭省水利厅", "松江市财政局", "财政部"]
    assert nearest("财政", names) == ["财政部", "云岭省财政厅", "松江市财政局"]


def test_suggestions_are_five_at_most() -> None:
    assert len(nearest("局", [f"第{n}局" for n in range(9)])) == 5


# The files


@pytest.fixture(params=list_questions(), ids=lambda question: question.name)
def question(request: pytest.FixtureRequest) -> Question:
    asked: Question = request.param
    return asked


def test_every_question_asked_for_is_there() -> None:
    assert [question.name for question in list_questions()] == [
        "agency",
        "agency-tasks",
        "appearances",
        "appointments",
        "busiest-officials",
        "career",
        "changed",
        "changes",
        "cited-by",
        "cited-though-repealed",
        "conflicts",
        "deadlines",
        "directives",
        "duties",
        "events",
        "expected-members",
        "gaps",
        "group-history",
        "group-members",
        "groups",
        "headless-tasks",
        "holder",
        "leading-agencies",
        "leads-whom",
        "lineage",
        "named-groups",
        "namesakes",
        "official",
        "partners",
        "rests-on",
        "shared-members",
        "variants",
    ]


def test_every_line_of_a_header_is_understood(question: Question) -> None:
    header = question.sparql.split("\n\n")[0].splitlines()
    scoped = [line for line in header if line.startswith(("# time", "# place"))]
    own = [option for option in question.options if option.name not in SCOPE_OPTIONS]
    assert len(header) == 3 + len(own) + len(scoped)
    marks = set(re.findall(r"^ +# (when|where)\b", question.sparql, re.M))
    assert marks == {
        {"# time": "when", "# place": "where"}[line.split(":")[0].removesuffix(" required")] for line in scoped
    }


def test_every_option_has_its_place_in_the_query(question: Question) -> None:
    places = [
        r"^ *LIMIT \d+$" if option.kind == "rows" else rf"VALUES \?{option.name.replace('-', '_')} \{{ UNDEF \}}"
        for option in question.options
        if option.name not in SCOPE_OPTIONS
    ]
    assert all(re.search(place, question.sparql, re.MULTILINE) for place in places)


def test_every_default_is_the_one_in_the_query(question: Question) -> None:
    for option in question.options:
        if option.default is not None and option.kind == "rows":
            assert f"LIMIT {option.default}\n" in question.sparql


def test_every_question_shows_evidence(question: Question, store: Path, tmp_path: Path) -> None:
    if question.name in ("changes", "variants"):
        store = stored(tmp_path, health_reading())
    table = ask(store, question.name, needed(question))
    assert table.rows or question.name in ("conflicts", "headless-tasks", "cited-though-repealed", "appearances")
    if "evidence" in table.columns:
        assert all(re.fullmatch(r".+\.txt:\d+", str(place)) for place in table.column("evidence"))
    else:
        assert all(isinstance(line, int) for line in table.column("line"))
        assert set(table.column("source")) <= {SOURCE, LATER}


def test_every_question_gives_the_same_rows_twice(question: Question, store: Path) -> None:
    assert ask(store, question.name, needed(question)) == ask(store, question.name, needed(question))


def needed(question: Question) -> dict[str, str]:
    """What a question must be told."""
    names = {"agency": FINANCE, "group": GROUP, "official": "李四维", "directive": PLAN, "post": "省财政厅厅长"}
    if question.name == "events":
        names["official"] = "张三峰"
    if question.name in ("rests-on", "lineage"):
        names["directive"] = RULES
    given = {option.name: names[option.kind] for option in question.options if option.required}
    return given | ({"from": "2000"} if question.needs_time else {})


@pytest.mark.parametrize(
    "given", [{"year": "2020"}, {"from": "2020-02", "to": "2021"}, {"year": "2020", "undated": "yes"}]
)
def test_every_question_of_a_time_takes_it(question: Question, store: Path, given: dict[str, str]) -> None:
    if any(option.name == "year" for option in question.options):
        ask(store, question.name, {**needed(question), **given} if not question.needs_time else given)


@pytest.mark.parametrize("given", [{"jurisdiction": "云岭省"}, {"jurisdiction": "云岭省", "unplaced": "yes"}])
def test_every_question_of_a_place_takes_it(question: Question, store: Path, given: dict[str, str]) -> None:
    if any(option.name == "jurisdiction" for option in question.options):
        ask(store, question.name, {**needed(question), **given})


def test_a_question_is_found_by_name() -> None:
    assert find_question("groups").title == "Which groups are there?"


def test_a_header_becomes_a_question() -> None:
    text = "# title: A?\n# title.zh: 甲？\n# about: B.\n# option of agency required Whose.\n\nASK {}\n"
    question = parse_question("a", text)
    assert (question.title, question.title_zh, question.about) == ("A?", "甲？", "B.")
    assert [(option.name, option.kind, option.required) for option in question.options] == [("of", "agency", True)]


def test_a_name_in_either_script_finds_all_who_bear_it(tmp_path: Path) -> None:
    printed = {"a.txt": ("云岭省", "省财政厅"), "b.txt": ("柏川省", "省財政廳")}
    readings = []
    for source, (place, body) in printed.items():
        said = (
            notice(issuers=(f"{place}人民政府",), title="关于粮仓的通知"),
            assignment(body, "lead", directive=NOTICE),
        )
        moved = [replace(fact, spans=tuple(replace(one, source=source) for one in fact.spans)) for fact in said]
        readings.append(reading(*moved, source=source))
    build_readings(tmp_path / "store", *readings)
    answers = [ask(tmp_path / "store", "agency-tasks", {"of": body}).rows for _, body in printed.values()]
    assert answers[0] == answers[1]
    assert {row[0] for row in answers[0]} == {"云岭省财政厅", "柏川省财政厅"}
