"""A group over time: founded, adjusted, renamed, merged, dissolved, from the text to the answer."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from gongbao.extract.pipeline import extract_source, reader_version
from gongbao.graph.ask import ask
from gongbao.graph.build import build
from gongbao.graph.endings import Endings, GroupEnd, find_endings
from gongbao.graph.export import export
from gongbao.graph.store import open_store
from gongbao.graph.validate import violations

A = "云岭省粮改领导小组"
B = "云岭省粮食改革领导小组"
C = "云岭省粮食安全领导小组"
D = "云岭省粮仓建设领导小组"
ROWS = "组 长：张三峰 副省长\n副组长：李四维 省财政厅厅长\n成 员：王五常 省水利厅副厅长\n"
OTHERS = "组 长：钱七宝 副省长\n副组长：孙八荣 省财政厅厅长\n成 员：周九如 省水利厅副厅长\n"


def notice(number: int, day: str, title: str, body: str) -> str:
    year, month, date = day.split("-")
    signed = f"云岭省人民政府\n{year}年{int(month)}月{int(date)}日\n"
    return f"云岭省人民政府\n关于{title}的通知\n云政〔{year}〕{number}号\n各市人民政府：\n{body}\n{signed}"


FOUNDED = notice(1, "2015-03-01", f"成立{A}", f"决定成立{A}。\n{ROWS}")
ADJUSTED = notice(2, "2016-04-01", f"调整{A}成员", OTHERS)
RENAMED = notice(3, "2017-05-01", f"{A}更名", f"省政府决定，将{A}更名为{B}。")
LISTED = notice(4, "2018-06-01", f"调整{B}成员", ROWS)
MERGED = notice(5, "2019-07-01", "机构调整", f"将{B}并入{C}。")
DISSOLVED = notice(6, "2020-08-01", "撤销部分议事协调机构", f"决定撤销以下议事协调机构：\n1.省粮食安全领导小组\n2.{D}")
OTHER = notice(7, "2016-01-01", f"成立{C}", f"决定成立{C}。\n{ROWS}")
AGAIN = notice(8, "2021-01-01", f"成立{C}", f"决定成立{C}。\n{ROWS}")


def stored(folder: Path, *notices: str) -> Path:
    """A store of notices, a file each."""
    files = [folder / f"{number}.txt" for number in range(len(notices))]
    for file, text in zip(files, notices, strict=True):
        file.write_text(text, encoding="utf-8")
    build(files, folder / "store", read=extract_source, reader=reader_version())
    return folder / "store"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stored(tmp_path_factory.mktemp("history"), FOUNDED, ADJUSTED, RENAMED, LISTED, MERGED, DISSOLVED, OTHER)


def asked(store: Path, question: str, options: Mapping[str, str], *columns: str) -> list[tuple[object, ...]]:
    table = ask(store, question, options)
    return list(zip(*(table.column(name) for name in columns), strict=True))


HISTORY = [
    ("2015-03-01", "established", A, None, "云政〔2015〕1号"),
    ("2016-04-01", "adjusted", A, None, "云政〔2016〕2号"),
    ("2017-05-01", "renamed", A, B, "云政〔2017〕3号"),
    ("2018-06-01", "adjusted", B, None, "云政〔2018〕4号"),
    ("2019-07-01", "merged", B, C, "云政〔2019〕5号"),
]


@pytest.mark.parametrize("name", [A, B])
def test_the_history_of_a_group_goes_over_its_names(store: Path, name: str) -> None:
    found = asked(store, "group-history", {"of": name}, "date", "change", "group", "successor", "directive")
    assert found == HISTORY


def test_each_step_of_a_history_has_its_line(store: Path) -> None:
    found = asked(store, "group-history", {"of": A}, "evidence", "words")
    assert found[0] == ("0.txt:6", "张三峰 副省长")
    assert found[2] == ("2.txt:5", f"{A}更名为{B}")


def test_the_history_of_a_group_shows_what_went_into_it_and_its_end(store: Path) -> None:
    found = asked(store, "group-history", {"of": C}, "date", "change", "group", "successor")
    assert found == [
        ("2016-01-01", "established", C, None),
        ("2019-07-01", "merged", B, C),
        ("2020-08-01", "dissolved", C, None),
    ]


def test_a_group_that_was_only_dissolved_has_a_history(store: Path) -> None:
    assert asked(store, "group-history", {"of": D}, "date", "change") == [("2020-08-01", "dissolved")]


def test_groups_show_since_and_until(store: Path) -> None:
    assert asked(store, "groups", {}, "group", "since", "until") == [
        (A, "2015-03-01", "2017-05-01"),
        (B, "2017-05-01", "2019-07-01"),
        (C, "2016-01-01", "2020-08-01"),
    ]


def test_a_group_founded_anew_is_not_at_its_end(tmp_path: Path) -> None:
    store = stored(tmp_path, OTHER, DISSOLVED, AGAIN)
    assert asked(store, "groups", {}, "group", "since", "until") == [(C, "2016-01-01", None)]
    assert asked(store, "expected-members", {"of": C, "on": "2020-12-31"}, "official") == []
    assert asked(store, "expected-members", {"of": C, "on": "2021-12-31"}, "as_of")[0] == ("2021-01-01",)


def test_nobody_sits_on_a_group_that_has_ended(store: Path) -> None:
    before = asked(store, "expected-members", {"of": C, "on": "2020-07-31"}, "official")
    assert [name for (name,) in before] == ["张三峰", "李四维", "王五常"]
    assert asked(store, "expected-members", {"of": C, "on": "2020-08-01"}, "official") == []
    assert asked(store, "expected-members", {"of": C}, "official") == []


def test_seats_go_on_under_a_new_name_until_the_next_list(store: Path) -> None:
    def members(name: str, day: str) -> list[object]:
        return [row[0] for row in asked(store, "expected-members", {"of": name, "on": day}, "official")]

    assert members(B, "2017-12-31") == ["钱七宝", "孙八荣", "周九如"]
    assert members(B, "2018-12-31") == ["张三峰", "李四维", "王五常"]
    assert members(A, "2018-12-31") == []
    assert members(B, "2019-12-31") == []


def ended(store: Path) -> set[tuple[str, str, str]]:
    sparql = (
        "SELECT ?group ?date ?ended { ?seat org:organization/rdfs:label ?group ; gb:date ?date ; gb:endedOn ?ended }"
    )
    return {(str(group), str(date), str(end)) for group, date, end in open_store(store).select(sparql).rows}


def test_a_seat_ends_with_its_group_unless_a_list_replaced_it_before(store: Path) -> None:
    assert ended(store) == {(B, "2018-06-01", "2019-07-01"), (C, "2016-01-01", "2020-08-01")}


def test_the_graph_of_a_history_is_well_formed(store: Path) -> None:
    assert violations(store) == ()


def test_a_change_is_a_statement_with_evidence(store: Path) -> None:
    sparql = """SELECT ?kind ?before ?after ?date ?by ?words {
        ?step a gb:GroupChange ; gb:changeKind ?kind ; org:originalOrganization/rdfs:label ?before ;
            org:resultingOrganization/rdfs:label ?after ; gb:date ?date ; gb:directive/rdfs:label ?by ;
            gb:evidence/oa:exact ?words } ORDER BY ?date"""
    assert [tuple(map(str, row)) for row in open_store(store).select(sparql).rows] == [
        ("renamed", A, B, "2017-05-01", "云政〔2017〕3号", f"{A}更名为{B}"),
        ("merged", B, C, "2019-07-01", "云政〔2019〕5号", f"{B}并入{C}"),
    ]


def test_plain_ties_lead_on(store: Path) -> None:
    def ties(property_: str) -> set[tuple[str, ...]]:
        sparql = f"SELECT ?a ?b {{ ?x {property_} ?y . ?x a gb:Group ; rdfs:label ?a . ?y rdfs:label ?b }}"
        return {tuple(map(str, row)) for row in open_store(store).select(sparql).rows}

    assert ties("gb:succeededBy") == {(A, B), (B, C)}
    assert ties("gb:renamedTo") == {(A, B)}
    assert ties("gb:dissolvedBy") == {(B, "云政〔2019〕5号"), (C, "云政〔2020〕6号"), (D, "云政〔2020〕6号")}


@pytest.mark.parametrize("short", ["省粮改领导小组", "粮改领导小组", "全省粮改领导小组"])
def test_a_group_is_found_by_the_name_it_is_dissolved_under(tmp_path: Path, short: str) -> None:
    for founded, dissolved in ((A, short), (short, A)):
        folder = tmp_path / founded
        folder.mkdir()
        first = notice(1, "2015-03-01", f"成立{founded}", f"决定成立{founded}。\n{ROWS}")
        last = notice(2, "2017-05-01", "机构调整", f"决定撤销{dissolved}。")
        assert asked(stored(folder, first, last), "groups", {}, "group", "until") == [(founded, "2017-05-01")]


def test_the_group_of_another_place_goes_on(tmp_path: Path) -> None:
    other = notice(2, "2017-05-01", "机构调整", "决定撤销省粮改领导小组。").replace("云岭省", "白水省")
    assert asked(stored(tmp_path, FOUNDED, other), "groups", {}, "group", "until") == [(A, None)]


def test_the_printed_day_counts(tmp_path: Path) -> None:
    last = notice(2, "2017-05-01", "机构调整", f"自2017年6月1日起，撤销{A}。")
    assert asked(stored(tmp_path, FOUNDED, last), "groups", {}, "until") == [("2017-06-01",)]


def test_the_table_of_changes(store: Path, tmp_path: Path) -> None:
    export(store, "csv", tmp_path / "out")
    lines = (tmp_path / "out" / "group_changes.csv").read_text(encoding="utf-8").splitlines()
    assert [line.split(",", 4)[4] for line in lines] == [
        "name,kind,change_kind,successor,directive,date",
        f"{A},领导小组,renamed,{B},云政〔2017〕3号,",
        f"{B},领导小组,merged,{C},云政〔2019〕5号,",
        "省粮食安全领导小组,领导小组,dissolved,,云政〔2020〕6号,",
        f"{D},领导小组,dissolved,,云政〔2020〕6号,",
    ]
    groups = (tmp_path / "out" / "groups.csv").read_text(encoding="utf-8")
    assert D not in groups


def test_names_in_a_circle_end() -> None:
    steps = [GroupEnd(("甲",), "renamed", ("乙",), "2017"), GroupEnd(("乙",), "renamed", ("甲",), "2018")]
    endings = find_endings(steps)
    assert endings.names(("甲",)) == (("甲",), ("乙",))
    assert endings == find_endings(reversed(steps))
    assert Endings().first(("甲",), {}, after="2017") == ""
