"""What answers say at their edges: order on the page, the last list, gaps that are no contradictions."""

import re
from pathlib import Path
from typing import Any

import pytest
from asking import GROUP, stored
from facts import assignment, member, notice, reading
from gongbao.errors import JudgementError, QueryError, UnknownName
from gongbao.graph.ask import ask, list_questions
from gongbao.graph.judgement_lines import read_place
from gongbao.graph.table import Table
from gongbao.ontology.model import Appointment, Group, Span

NUMBER, LATER = "云政办〔2020〕1号", "云政办〔2021〕2号"


def at(line: int, source: str = "a.txt") -> dict[str, Any]:
    """A place on a line, as the field of a fact."""
    return {"spans": (Span(source, line * 10, line * 10 + 2, line, "原文"),)}


def paper(number: str, date: str, line: int) -> Any:
    return notice(number=number, title=f"关于{number}的通知", date=date, **at(line))


def group(name: str, number: str, line: int) -> Group:
    return Group(
        rule="g", name=name, group_kind="领导小组", directive=number, action="established", office_host="", **at(line)
    )


def columns(table: Table, *names: str) -> list[tuple[object, ...]]:
    return list(zip(*(table.column(name) for name in names), strict=True))


def lead(line: int, label: str, role: Any = "lead", body: str = "省财政厅") -> Any:
    values = {"directive": NUMBER, "path": (label,), "task_label": label, "task_title": "修仓", "deadline": "2021年底"}
    return assignment(body, role, **values, **at(line))


@pytest.mark.parametrize(
    ("question", "options"), [("changed", {"year": "2020", "what": "lead"}), ("deadlines", {}), ("agency-tasks", {})]
)
def test_rows_of_one_day_are_in_the_order_of_their_lines(
    tmp_path: Path, question: str, options: dict[str, str]
) -> None:
    facts = (paper(NUMBER, "2020-01-02", 1), lead(9, "九"), lead(10, "十"), lead(100, "百"))
    told = options | ({"of": "云岭省财政厅"} if question == "agency-tasks" else {})
    table = ask(stored(tmp_path, reading(*facts, source="a.txt")), question, told)
    places = table.column("line") if "line" in table.columns else table.column("evidence")
    assert [int(str(place).rpartition(":")[2]) for place in places] == [9, 10, 100]


def test_groups_come_in_the_order_of_their_lines(tmp_path: Path) -> None:
    facts = [paper(NUMBER, "2020-01-02", 1)]
    for line in (9, 10, 100):
        name = f"云岭省{'甲' * (110 - line)}领导小组"[:14]
        facts += [group(f"{name}{line}组", NUMBER, line), member("李四维", "组长", group=f"{name}{line}组", **at(line))]
    table = ask(stored(tmp_path, reading(*facts, source="a.txt")), "groups", {})
    assert [str(place).rpartition(":")[2] for place in table.column("evidence")] == ["9", "10", "100"]


def seats(number: str, line: int, *people: tuple[str, str]) -> list[Any]:
    return [
        member(name, role, group=GROUP, directive=number, **at(line + place))
        for place, (name, role) in enumerate(people)
    ]


def lists(folder: Path) -> Path:
    """A group whose list is printed twice; of three heads each list has one or two."""
    old = seats(NUMBER, 3, ("张三峰", "组长"), ("李四维", "副部长"), ("王五常", "成员"), ("赵六合", "成员"))
    new = seats(LATER, 13, ("钱七宝", "总指挥"), ("李四维", "成员"), ("王五常", "办公室主任"), ("孙八方", "第一召集人"))
    facts = [paper(NUMBER, "2020-01-02", 1), group(GROUP, NUMBER, 2), *old]
    facts += [paper(LATER, "2021-01-02", 11), group(GROUP, LATER, 12), *new]
    return stored(folder, reading(*facts, source="a.txt"))


def test_size_and_head_are_those_of_the_last_list(tmp_path: Path) -> None:
    table = ask(lists(tmp_path), "groups", {})
    assert columns(table, "members", "head") == [(3, "孙八方|钱七宝")]


@pytest.mark.parametrize(("name", "found"), [("张三峰", 1), ("钱七宝", 1), ("李四维", 0), ("王五常", 0)])
def test_a_group_is_found_by_whoever_headed_it(tmp_path: Path, name: str, found: int) -> None:
    assert len(ask(lists(tmp_path), "groups", {"headed-by": name}).rows) == found


def appointment(action: Any, date: str, line: int) -> Appointment:
    return Appointment(
        rule="a", directive="", action=action, person="李四维", posts=("省水利厅厅长",), date=date, **at(line)
    )


def test_a_dismissal_of_someone_not_seen_before_is_a_gap_and_no_contradiction(tmp_path: Path) -> None:
    facts = (paper(NUMBER, "2020-01-02", 1), appointment("dismiss", "2020-03-01", 5))
    table = ask(stored(tmp_path, reading(*facts, source="a.txt")), "conflicts", {})
    assert columns(table, "conflict", "evidence") == [("a gap of the graph: not seen in the post before", "a.txt:5")]


@pytest.mark.parametrize("date", ["2020-03-01", "2019-03-01"])
def test_a_dismissal_of_someone_seen_in_the_post_is_none(tmp_path: Path, date: str) -> None:
    """On a list of the very day, or earlier."""
    seat = member("李四维", "组长", "省水利厅厅长", directive=NUMBER, **at(4))
    facts = (paper(NUMBER, date, 1), seat, appointment("dismiss", "2020-03-01", 5))
    assert ask(stored(tmp_path, reading(*facts, source="a.txt")), "conflicts", {}).rows == ()


@pytest.mark.parametrize(("other", "rows"), [("2020-05", 0), ("2020-05-01", 1), ("2020-04", 1)])
def test_two_hold_a_post_at_once_only_if_the_dates_say_so(tmp_path: Path, other: str, rows: int) -> None:
    """One is shown until 10 May; whether the other of "May" came before is not known."""
    third = "云政办〔2020〕3号"
    one, two = "李四维", "王五常"
    facts = [paper(number, date, line) for number, date, line in ((NUMBER, "2020-01-02", 1), (LATER, "2020-05-10", 2))]
    facts += [paper(third, other, 3)]
    facts += [
        member(name, "组长", "省水利厅厅长", group=f"{place}组", directive=number, **at(4 + place))
        for place, (name, number) in enumerate(((one, NUMBER), (one, LATER), (two, third)))
    ]
    table = ask(stored(tmp_path, reading(*facts, source="a.txt")), "conflicts", {})
    assert [row for row in table.column("conflict") if row == "two holders at once"] == ["two holders at once"] * rows


def test_the_documentation_lists_every_question() -> None:
    text = (Path(__file__).parent.parent / "docs" / "graph.md").read_text("utf-8")
    listed = re.findall(r"`([a-z-]+)[^`]*`", text.partition("| about | questions |")[2].partition("\n\n")[0])
    names = [name for name in listed if not name.startswith("-") and name != "gongbao"]
    assert sorted(names) == [question.name for question in list_questions()]


@pytest.mark.parametrize("name", ["\udcff\udcfe", "\ud800", "\x00", '" } # ', "VALUES ?of { UNDEF }"])
def test_a_name_that_cannot_be_written_is_unknown(tmp_path: Path, name: str) -> None:
    """Bytes of a command line that are no UTF-8 come as half characters."""
    seat = member("李四维", "组长", "省水利厅厅长", directive=NUMBER, **at(4))
    place = stored(tmp_path, reading(paper(NUMBER, "2020-01-02", 1), seat, source="a.txt"))
    for question, option in (("agency", "of"), ("holder", "post"), ("groups", "headed-by")):
        with pytest.raises(UnknownName, match=r"no (agency|post|official) is called"):
            ask(place, question, {option: name})
    with pytest.raises(UnknownName, match="no place is called"):
        ask(place, "groups", {"jurisdiction": name})


def test_there_is_no_year_0000(tmp_path: Path) -> None:
    place = stored(tmp_path, reading(paper(NUMBER, "2020-01-02", 1), source="a.txt"))
    with pytest.raises(QueryError, match="a year such as 2020, not '0000'"):
        ask(place, "groups", {"year": "0000"})


@pytest.mark.parametrize("digits", ["9" * 5000, "１２", "1_0", "-1"])
def test_a_line_that_is_no_number_is_a_sentence(digits: str) -> None:
    with pytest.raises(JudgementError, match="a mention is written NAME@SOURCE:LINE"):
        read_place(f"李四维@a.txt:{digits}", where="judgements.jsonl line 1")
