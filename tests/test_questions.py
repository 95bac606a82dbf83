"""Questions of time and place, of who leads whom, of lineage and of change: what they count and what they leave out."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from asking import FLOOD_GROUP, GROUP, LATER, PLAN, RULES, stored, two_gazettes
from click.testing import CliRunner
from facts import NOTICE, SOURCE, assignment, member, notice, reading, span
from gongbao.cli import main
from gongbao.errors import QueryError, UnknownName
from gongbao.graph.ask import ask
from gongbao.graph.difference import difference
from gongbao.graph.frames import frame
from gongbao.graph.options import first_day, last_day
from gongbao.graph.table import Table
from gongbao.ontology.model import Citation, Event, Fact, Group, Participant, Relation

FINANCE = "云岭省财政厅"
REFORM = "云岭省发展和改革委员会"
WATER = "云岭省水利厅"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return two_gazettes(tmp_path_factory.mktemp("questions"))


def columns(table: Table, *names: str) -> list[tuple[object, ...]]:
    """Some columns of a table, as rows."""
    return list(zip(*(table.column(name) for name in names), strict=True))


def dated(number: str, date: str, **changes: Any) -> Fact:
    """A directive of a day, a month, a year, or of no date."""
    return notice(number=number, title=f"关于{number}的通知", date=date, **changes)


def led(body: str, number: str, label: str = "（一）", **changes: Any) -> Fact:
    """A task that a body leads by a directive."""
    return assignment(body, "lead", directive=number, path=(label,), task_label=label, task_title="修仓", **changes)


def cites(one: str, other: str, relation: Relation = "based_on") -> Citation:
    return Citation(spans=(span(NOTICE),), rule="c", directive=one, number=other, title="", relation=relation)


# Time


@pytest.fixture(scope="module")
def vague(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of tasks by directives of a day, a month, a year and no date."""
    dates = {"甲": "2020-02-29", "乙": "2020-02", "丙": "2020", "丁": "", "戊": "2021-03-01"}
    numbers = {f"云政〔2020〕{place}号": date for place, date in enumerate(dates.values(), start=1)}
    facts = [fact for number, date in numbers.items() for fact in (dated(number, date), led("省财政厅", number))]
    return stored(tmp_path_factory.mktemp("vague"), reading(*facts))


@pytest.mark.parametrize(
    "given, known, perhaps",
    [
        ({}, 5, 0),
        ({"year": "2020"}, 3, 1),
        ({"from": "2020-02", "to": "2020-02"}, 2, 2),
        ({"from": "2020-02-29", "to": "2020-02-29"}, 1, 3),
        ({"to": "2020-02-29"}, 2, 2),
        ({"to": "2020-02-28"}, 0, 3),
        ({"from": "2020-07-01"}, 1, 2),
        ({"from": "2021"}, 1, 1),
        ({"year": "2019"}, 0, 1),
    ],
)
def test_what_could_be_of_a_time_and_is_not_known_to_be_is_left_out_and_counted(
    vague: Path, given: dict[str, str], known: int, perhaps: int
) -> None:
    table = ask(vague, "agency-tasks", {"of": FINANCE, **given})
    assert len(table.rows) == known
    said = "rows are" if perhaps != 1 else "row is"
    assert table.notes == (
        (f"{perhaps} {said} left out, because no date says that it is of that time; undated shows that",)
        if perhaps
        else ()
    )
    if given:
        assert len(ask(vague, "agency-tasks", {"of": FINANCE, **given, "undated": "yes"}).rows) == perhaps


@pytest.mark.parametrize("given", [{}, {"year": "2020"}, {"from": "2020-02", "to": "2020-02"}, {"from": "2021"}])
def test_the_quick_way_at_large_finds_the_same(vague: Path, given: dict[str, str]) -> None:
    one_by_one = len(ask(vague, "agency-tasks", {"of": FINANCE, **given}).rows)
    (row,) = ask(vague, "leading-agencies", given).rows
    assert row[1] == one_by_one


@pytest.mark.parametrize(
    "given, sentence",
    [
        ({"year": "2020", "to": "2021"}, "year, or by from and to"),
        ({"from": "2021", "to": "2020"}, "from 2021 to 2020 is no time"),
        ({"from": "2020-13"}, "from is a day, a month or a year"),
        ({"to": "20200101"}, "to is a day, a month or a year"),
        ({"from": '2020" } #'}, "from is a day, a month or a year"),
        ({"undated": "yes"}, "undated needs a time"),
        ({"unplaced": "yes"}, "unplaced needs a jurisdiction"),
    ],
)
def test_a_time_that_is_none_is_a_sentence(store: Path, given: dict[str, str], sentence: str) -> None:
    with pytest.raises(QueryError, match=sentence):
        ask(store, "leading-agencies", given)


def test_what_needs_a_time_says_so(store: Path) -> None:
    with pytest.raises(QueryError, match="changed needs a time: a year, or from and to"):
        ask(store, "changed", {})


def test_days_of_a_month_and_a_year() -> None:
    assert [first_day("2020"), last_day("2020"), last_day("2019-02")] == ["2020-01-01", "2020-12-31", "2019-02-28"]


# Place


def test_a_place_holds_what_is_of_it(tmp_path: Path) -> None:
    there = notice(number="柏政〔2020〕1号", issuers=("柏川省人民政府",))
    both = stored(tmp_path, reading(notice(), led("省财政厅", NOTICE), there, led("省水利厅", "柏政〔2020〕1号")))
    assert ask(both, "leading-agencies", {"jurisdiction": "柏川省"}).column("agency") == ("柏川省水利厅",)
    assert ask(both, "directives", {"jurisdiction": "云岭省"}).column("number") == (NOTICE,)


def test_an_unknown_place_gets_the_nearest(store: Path) -> None:
    with pytest.raises(UnknownName, match="no place is called '云岭'; the nearest are 云岭省"):
        ask(store, "leading-agencies", {"jurisdiction": "云岭"})


@pytest.mark.parametrize("hostile", ['云岭省" } #', "\\", "", "{}"])
def test_hostile_places_are_only_names(store: Path, hostile: str) -> None:
    with pytest.raises(UnknownName):
        ask(store, "directives", {"jurisdiction": hostile})


# Agencies


def test_ratio_is_what_an_agency_leads_for_one_that_it_supports(store: Path) -> None:
    table = ask(store, "leading-agencies", {"by": "ratio"})
    assert columns(table, "agency", "ratio")[:2] == [(FINANCE, 2.0), (REFORM, 0.5)]
    assert ("云岭省人力资源和社会保障厅", None) in columns(table, "agency", "ratio")


def test_evidence_is_of_the_time_asked_for(store: Path) -> None:
    table = ask(store, "leading-agencies", {"year": "2020"})
    assert columns(table, "agency", "lead", "evidence")[0] == (REFORM, 1, f"{SOURCE}:13")
    assert (FINANCE, f"{SOURCE}:13") in columns(table, "agency", "evidence")


def test_who_leads_whom(store: Path) -> None:
    rows = columns(ask(store, "leads-whom", {}), "leader", "supporter", "tasks")
    assert rows[0] == (FINANCE, REFORM, 2)
    assert set(rows[1:]) == {(FINANCE, WATER, 1), (REFORM, FINANCE, 1), (REFORM, "各市人民政府", 1)}
    assert ask(store, "leads-whom", {"of": "省发展改革委"}).column("leader") == (REFORM, REFORM)


def test_a_pair_of_partners_comes_once(store: Path) -> None:
    rows = columns(ask(store, "partners", {}), "agency", "partner", "tasks")
    assert {frozenset(row[:2]): row[2] for row in rows}[frozenset((FINANCE, REFORM))] == 3
    assert len({frozenset(row[:2]) for row in rows}) == len(rows)


def test_partners_of_an_agency(store: Path) -> None:
    table = ask(store, "partners", {"of": WATER})
    assert set(columns(table, "agency", "partner", "tasks")) == {(WATER, FINANCE, 1), (WATER, REFORM, 1)}
    assert table.column("evidence") == (f"{LATER}:7", f"{LATER}:7")


def test_predecessors_count_for_their_heir(tmp_path: Path) -> None:
    old, new = "省卫生计生委", "省卫生健康委"
    facts = [
        notice(),
        led(old, NOTICE, "一"),
        assignment("省财政厅", "support", directive=NOTICE, path=("一",), task_label="一", task_title="修仓"),
        led(new, NOTICE, "二"),
    ]
    both = stored(tmp_path, reading(*facts))
    assert ask(both, "partners", {"of": new}).rows == ()
    assert ask(both, "partners", {"of": new, "with-predecessors": "yes"}).column("partner") == (FINANCE,)
    assert ask(both, "leads-whom", {"of": new, "with-predecessors": "yes"}).column("supporter") == (FINANCE,)
    assert (
        len([row for row in ask(both, "agency", {"of": new, "with-predecessors": "yes"}).rows if row[1] == "tasks"])
        == 2
    )


def test_a_profile_of_an_agency(store: Path) -> None:
    rows = columns(ask(store, "agency", {"of": FINANCE}), "what", "name", "role", "year", "number", "evidence")
    assert ("tasks", None, "lead", "2021", 2, f"{LATER}:7") in rows
    assert ("tasks", None, "support", "2020", 1, f"{SOURCE}:13") in rows
    assert ("group", GROUP, None, None, 1, f"{SOURCE}:6") in rows
    assert {row[1] for row in rows if row[0] == "official"} == {"李四维", "钱七宝"}
    assert {row[1] for row in rows if row[0] == "partner"} == {REFORM, WATER, "各市人民政府"}


def test_a_profile_names_offices_and_directives(store: Path) -> None:
    rows = ask(store, "agency", {"of": REFORM, "what": "office"}).rows
    assert [row[1:3] for row in rows] == [("office", GROUP)]
    issued = ask(store, "agency", {"of": "云岭省人民政府办公厅", "what": "directive", "year": "2021"})
    assert [str(name).split()[0] for name in issued.column("name")] == [RULES]


# Tasks


def test_tasks_of_many_without_a_lead(tmp_path: Path) -> None:
    def part(body: str, label: str, role: Any) -> Fact:
        return assignment(body, role, path=(label,), task_label=label, task_title="")

    facts = [part(body, "（一）", "responsible") for body in ("省财政厅", "省水利厅", "省民政厅")]
    facts += [part(body, "（二）", "support") for body in ("省财政厅", "省水利厅", "省民政厅")]
    facts += [part("省教育厅", "（二）", "lead"), part("省教育厅", "（三）", "responsible")]
    table = ask(stored(tmp_path, reading(notice(number=PLAN), *facts)), "headless-tasks", {})
    assert columns(table, "task", "bodies", "named") == [("（一）", 3, "云岭省民政厅|云岭省水利厅|云岭省财政厅")]
    assert table.column("evidence") == (f"{SOURCE}:13",)


def test_deadlines_are_in_the_order_of_their_dates(tmp_path: Path) -> None:
    printed = [
        "长期坚持",
        "2021年3月1日前",
        "2020年底前",
        "2020年6月底前",
        "2020年 11月前",
        "2016—2018年",
        "年底前",
        "2019年至2020年",
    ]
    facts = [led("省财政厅", PLAN, f"（{place}）", deadline=words) for place, words in enumerate(printed)]
    kept = stored(tmp_path, reading(notice(number=PLAN), *facts))
    assert columns(ask(kept, "deadlines", {}), "by", "deadline")[:4] == [
        ("2020-06", "2020年6月底前"),
        ("2020-11", "2020年 11月前"),
        ("2020", "2020年底前"),
        ("2021-03-01", "2021年3月1日前"),
    ]
    assert set(ask(kept, "deadlines", {}).column("by")[4:]) == {None}
    early = ask(kept, "deadlines", {"of": FINANCE, "to": "2020-11"})
    assert early.column("by") == ("2020-06", "2020-11")
    assert early.notes == ("5 rows are left out, because no date says that it is of that time; undated shows that",)


# Groups and officials


def test_groups_by_size_host_and_head(store: Path) -> None:
    assert ask(store, "groups", {"order": "members"}).column("group") == (GROUP, FLOOD_GROUP)
    assert ask(store, "groups", {"least": "3"}).column("group") == (GROUP,)
    assert ask(store, "groups", {"hosted-by": "省发展改革委"}).column("group") == (GROUP,)
    assert ask(store, "groups", {"headed-by": "李四维"}).column("group") == (FLOOD_GROUP,)


def test_officials_on_most_groups(store: Path) -> None:
    table = ask(store, "busiest-officials", {"limit": "1"})
    assert columns(table, "official", "groups", "names", "evidence") == [
        ("李四维", 2, "|".join(sorted((GROUP, FLOOD_GROUP))), f"{SOURCE}:6")
    ]
    assert ask(store, "busiest-officials", {"year": "2021"}).column("groups") == (1, 1)


def test_groups_that_share_members(store: Path) -> None:
    for by, name in (("officials", "李四维"), ("agencies", FINANCE)):
        table = ask(store, "shared-members", {"by": by})
        assert columns(table, "shared", "names") == [(1, name)]
        assert {table.column("evidence")[0], table.column("other_evidence")[0]} == {f"{SOURCE}:6", f"{LATER}:5"}


def test_who_appears_with_whom(tmp_path: Path) -> None:
    def event(date: str, *people: str) -> Event:
        return Event(
            spans=(span("3月2日"),),
            rule="e",
            date=date,
            until="",
            text=f"{date}调研。",
            participants=tuple(Participant(one, ("副省长",)) for one in people),
        )

    kept = stored(
        tmp_path,
        reading(notice(), event("2020-03-02", "张三峰", "李四维"), event("2020-05-06", "李四维", "张三峰", "王五常")),
    )
    table = ask(kept, "appearances", {"of": "张三峰"})
    assert columns(table, "official", "other", "times", "first", "last") == [
        ("张三峰", "李四维", 2, "2020-03-02", "2020-05-06"),
        ("张三峰", "王五常", 1, "2020-05-06", "2020-05-06"),
    ]
    assert len(ask(kept, "appearances", {}).rows) == 3
    assert ask(kept, "appearances", {"to": "2020-04"}).column("times") == (1,)


# Directives


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four directives, each based on the one before; the third repeals the first, which the fourth mentions."""
    numbers = [f"云政〔202{year}〕1号" for year in range(4)]
    facts = [dated(number, f"202{year}-05-01") for year, number in enumerate(numbers)]
    facts += [cites(one, other) for other, one in pairwise(numbers)]
    facts += [cites(numbers[2], numbers[0], "repeals"), cites(numbers[3], numbers[0], "mentions")]
    return stored(tmp_path_factory.mktemp("chain"), reading(*facts))


def test_a_lineage_goes_up_and_down_with_depth(chain: Path) -> None:
    table = ask(chain, "lineage", {"of": "云政〔2021〕1号"})
    assert columns(table, "direction", "depth", "directive", "relation", "cited") == [
        ("up", 1, "云政〔2021〕1号", "based_on", "云政〔2020〕1号"),
        ("down", 1, "云政〔2022〕1号", "based_on", "云政〔2021〕1号"),
        ("down", 2, "云政〔2023〕1号", "based_on", "云政〔2022〕1号"),
    ]
    assert len(ask(chain, "lineage", {"of": "云政〔2021〕1号", "steps": "1"}).rows) == 2
    assert set(ask(chain, "lineage", {"of": "云政〔2021〕1号", "direction": "down"}).column("direction")) == {"down"}


def test_a_circle_ends(tmp_path: Path) -> None:
    numbers = ("云政〔2020〕1号", "云政〔2021〕1号")
    kept = stored(
        tmp_path,
        reading(*(dated(one, "") for one in numbers), cites(numbers[0], numbers[1]), cites(numbers[1], numbers[0])),
    )
    assert columns(ask(kept, "lineage", {"of": numbers[0], "direction": "up"}), "depth", "cited") == [
        (1, numbers[1]),
        (2, numbers[0]),
    ]


def test_who_cites_a_directive(chain: Path) -> None:
    table = ask(chain, "cited-by", {"of": "云政〔2020〕1号"})
    assert columns(table, "relation", "directive", "date") == [
        ("based_on", "云政〔2021〕1号", "2021-05-01"),
        ("repeals", "云政〔2022〕1号", "2022-05-01"),
        ("mentions", "云政〔2023〕1号", "2023-05-01"),
    ]
    assert ask(chain, "cited-by", {"of": "云政〔2020〕1号", "relation": "repeals"}).column("date") == ("2022-05-01",)


def test_what_is_cited_after_it_was_repealed(chain: Path) -> None:
    table = ask(chain, "cited-though-repealed", {})
    assert columns(table, "answer", "cited", "repealed_by", "directive", "relation") == [
        ("after", "云政〔2020〕1号", "云政〔2022〕1号", "云政〔2023〕1号", "mentions")
    ]


@pytest.mark.parametrize(
    "repealed, cited, answer",
    [
        ("2020", "2020-05-01", "not-known"),
        ("", "2020-05-01", "not-known"),
        ("2020-05", "2021", "after"),
        ("2020-05-01", "2020-05-01", None),
        ("2021", "2020-03", None),
    ],
)
def test_dates_that_do_not_say_which_came_first_are_not_known(
    tmp_path: Path, repealed: str, cited: str, answer: str | None
) -> None:
    facts = [dated("云政〔2019〕1号", repealed), dated("云政〔2019〕2号", cited)]
    said = [cites("云政〔2019〕1号", "云政〔2010〕9号", "repeals"), cites("云政〔2019〕2号", "云政〔2010〕9号")]
    table = ask(stored(tmp_path, reading(*facts, *said)), "cited-though-repealed", {})
    assert table.column("answer") == ((answer,) if answer else ())


# Change


@pytest.fixture(scope="module")
def change(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A group with a list of 2020 and another of 2021, and a plan of 2020 that is repealed in 2021."""
    again = "云政办〔2021〕5号"
    founded = Group(
        spans=(span(GROUP),), rule="g", name=GROUP, group_kind="领导小组", directive=NOTICE, action="established"
    )
    adjusted = Group(
        spans=(span(GROUP),), rule="g", name=GROUP, group_kind="领导小组", directive=again, action="adjusted"
    )
    first = [
        member(one, "成员", f"省{body}厅厅长")
        for one, body in (("张三峰", "财政"), ("李四维", "水利"), ("王五常", "民政"))
    ]
    second = [
        member(one, "成员", f"省{body}厅厅长", directive=again)
        for one, body in (("张三峰", "财政"), ("李四维", "水利"), ("赵六合", "教育"))
    ]
    plan = [notice(number=PLAN, date="2020-03-09"), led("省财政厅", PLAN)]
    repeal = [cites(again, PLAN, "repeals"), led("省水利厅", again)]
    facts = [notice(), founded, *first, *plan, notice(number=again, date="2021-04-05"), adjusted, *second, *repeal]
    return stored(tmp_path_factory.mktemp("change"), reading(*facts))


def test_what_changed_in_a_year(change: Path) -> None:
    table = ask(change, "changed", {"year": "2021"})
    assert sorted(columns(table, "date", "change", "name", "who"), key=str) == [
        ("2021-04-05", "adjusted", GROUP, None),
        ("2021-04-05", "lead gained", WATER, "（一）修仓"),
        ("2021-04-05", "lead lost", FINANCE, "（一）修仓"),
        ("2021-04-05", "member in", GROUP, "赵六合"),
        ("2021-04-05", "member out", GROUP, "王五常"),
    ]
    assert set(table.column("directive")) == {"云政办〔2021〕5号", NOTICE}
    assert None not in table.column("evidence")


def test_what_changed_can_be_held_to_one_kind(change: Path) -> None:
    table = ask(change, "changed", {"year": "2020", "what": "member"})
    assert {*columns(table, "change", "who")} == {("member in", one) for one in ("张三峰", "李四维", "王五常")}


def test_two_builds_differ_by_what_they_gained_and_lost(tmp_path: Path) -> None:
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
    old = stored(tmp_path / "old", reading(notice(), member("张三峰", "组长"), member("李四维", "成员")))
    new = stored(
        tmp_path / "new", reading(notice(), member("张三峰", "组长", spans=(span(NOTICE),)), member("李四维", "组长"))
    )
    rows = difference(old, new)
    assert columns(rows, "change", "kind", "source", "line") == [
        ("gained", "member", SOURCE, 6),
        ("lost", "member", SOURCE, 6),
    ]
    assert "role: 组长" in str(rows.column("fact")[0])
    assert difference(old, old).rows == ()


# Data frames


def test_a_frame_has_columns_numbers_and_notes(vague: Path) -> None:
    pytest.importorskip("pandas")
    answer = frame(vague, "leading-agencies", year=2020, with_predecessors=True, limit=5)
    assert list(answer["lead"]) == [3]
    assert str(answer["lead"].dtype) == "Int64"
    assert answer.attrs["notes"][0].startswith("1 row is left out")
    assert list(frame(vague, "agency-tasks", of=FINANCE, from_="2021").columns)[:2] == ["agency", "role"]


# The command line


def test_notes_go_where_they_disturb_no_program(vague: Path) -> None:
    asked = ["ask", "agency-tasks", "--of", FINANCE, "--year", "2020", "--store", str(vague), "--format"]
    as_csv = CliRunner().invoke(main, [*asked, "csv"])
    assert "left out" not in as_csv.stdout
    assert "1 row is left out" in as_csv.stderr
    assert "1 row is left out" in CliRunner().invoke(main, [*asked, "table"]).stdout
    assert CliRunner().invoke(main, [*asked, "markdown"]).stdout.startswith("| agency | role |")


def test_diff_compares_two_stores(store: Path, change: Path) -> None:
    ran = CliRunner().invoke(main, ["diff", str(store), str(change), "--format", "csv"])
    assert ran.exit_code == 0
    assert {line.split(",")[0] for line in ran.stdout.splitlines()} == {"change", "gained", "lost"}
    assert CliRunner().invoke(main, ["diff", str(store), str(store.parent)]).exit_code == 1
