"""The review: what was not read and what is doubtful, worst first, in every form that tables have."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from facts import SOURCE, TEXT, assignment, build_readings, member, notice, reading, sample_reading, span
from gongbao.cli import main
from gongbao.errors import StoreError, UnknownName
from gongbao.graph.review import COLUMNS, HIGH, MIDDLE, WEIGHTS, review, tally, why_no_name
from gongbao.ontology.model import Fact, Gap
from tagged import founding
from tagged import notice as printed_notice

OTHER = "yunling-2021-01.txt"


def reviewed(folder: Path, *facts: Fact) -> list[tuple[str, str, str]]:
    """Severity, what and why of each entry for some facts."""
    build_readings(folder / "store", reading(*facts))
    return [(str(row[0]), str(row[1]), str(row[2])) for row in review(folder / "store").rows]


def about(folder: Path, what: str, *facts: Fact) -> list[str]:
    """Why an entry is listed, for one thing."""
    return [why for _, named, why in reviewed(folder, *facts) if named == what]


def seats(*roles_and_names: tuple[str, str]) -> tuple[Fact, ...]:
    return tuple(member(name, role, "省财政厅厅长") for role, name in roles_and_names)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A text with entries of several weights, read by the command line."""
    place = tmp_path_factory.mktemp("review")
    rows = "副组长：李四维  省财政厅厅长\n\n成  员：王五常  省水利厅副厅长\n\n        赵六合  省粮食局局长"
    (place / SOURCE).write_text(founding(rows), encoding="utf-8")
    (place / OTHER).write_text(
        printed_notice("松江州要发挥主体作用。\n\n（一）修水渠。（松江水务协会牵头）", number="云政办〔2021〕8号"),
        encoding="utf-8",
    )
    assert run("build", place / SOURCE, place / OTHER, "--store", place / "store").exit_code == 0
    return place / "store"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


# Doubts.


def test_a_sound_store_has_nothing_to_review(tmp_path: Path) -> None:
    rows = seats(("组长", "张三峰"), ("成员", "李四维"))
    assert reviewed(tmp_path, notice(), *rows) == []


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("副省长张三", "holds a title"),
        ("张三厅长", "holds a title"),
        ("张三李四王", "has 5 characters"),
        ("张", "has one character"),
        ("颀学辉", "begins with no surname"),
    ],
)
def test_names_that_are_hardly_a_persons(name: str, why: str) -> None:
    assert why_no_name(name).startswith(why)


@pytest.mark.parametrize("name", ["张三峰", "欧阳三", "索南丹增", "刘永长", "阿不都热合曼·买买提"])
def test_names_that_are_a_persons(name: str) -> None:
    assert why_no_name(name) == ""


def test_a_name_that_holds_a_title_is_high_and_a_rare_surname_is_not(tmp_path: Path) -> None:
    rows = seats(("组长", "张三厅长"), ("成员", "颀学辉"))
    found = {what: severity for severity, what, _ in reviewed(tmp_path, notice(), *rows)}
    assert found == {"name 张三厅长": "high", "name 颀学辉": "middle"}


def test_an_agency_that_is_not_in_the_register_with_its_facts(tmp_path: Path) -> None:
    parts = (assignment("松江水务协会", "lead"), assignment("松江水务协会", "support"))
    assert about(tmp_path, "agency 松江水务协会", notice(), *parts) == [
        "is not in the register of agencies; 2 facts rest on it"
    ]


def test_a_name_of_several_agencies(tmp_path: Path) -> None:
    (entry,) = reviewed(tmp_path, notice(), assignment("省气象局等各考招单位", "lead"))
    assert (entry[0], entry[2]) == ("high", "does not read as the name of one body; 1 fact rests on it")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((("副组长", "张三峰"), ("成员", "李四维")), "has deputies or members, but no head was read"),
        ((("组长", "张三峰"),), "has one member alone, so its list may have been cut short"),
        ((("组长", "张三峰"), ("组长", "李四维")), "has 2 members who are 组长: 张三峰、李四维"),
    ],
)
def test_groups_whose_roles_do_not_go_together(rows: Sequence[tuple[str, str]], expected: str, tmp_path: Path) -> None:
    found = [why for _, what, why in reviewed(tmp_path, notice(), *seats(*rows)) if what.startswith("group")]
    assert found == [expected]


@pytest.mark.parametrize(
    "rows",
    [
        (("召集人", "张三峰"), ("召集人", "李四维"), ("成员", "王五常")),
        (("双组长", "张三峰"), ("双组长", "李四维")),
        (("组长", "张三峰"), ("副组长", "李四维"), ("副组长", "王五常")),
        (("组长", "张三峰"), ("成员", "李四维"), ("办公室主任", "王五常")),
    ],
)
def test_groups_with_nothing_odd(rows: Sequence[tuple[str, str]], tmp_path: Path) -> None:
    assert [what for _, what, _ in reviewed(tmp_path, notice(), *seats(*rows)) if what.startswith("group")] == []


@pytest.mark.parametrize(
    ("lacking", "why"),
    [
        ({"date": ""}, "no date was read, so nothing in it can be placed in time"),
        ({"issuers": ()}, "no issuer was read, so short names in it cannot be resolved"),
        ({"title": ""}, "no title was read"),
    ],
)
def test_directives_that_lack_what_every_directive_has(lacking: dict[str, object], why: str, tmp_path: Path) -> None:
    found = [reason for _, what, reason in reviewed(tmp_path, notice(**lacking)) if what.startswith("directive")]
    assert found == [why]


def test_members_without_post_are_one_entry_a_group(tmp_path: Path) -> None:
    rows = (member("张三峰", "组长"), member("李四维", "成员"), member("王五常", "成员", "省财政厅厅长"))
    (entry,) = reviewed(tmp_path, notice(), *rows)
    assert (entry[0], entry[2]) == (
        "low",
        "2 of its members are printed without a post, here and everywhere: 张三峰、李四维",
    )


# The order.


def test_the_worst_comes_first(store: Path) -> None:
    table = review(store)
    found = [(row[0], str(row[1]).split()[0]) for row in table.rows]
    assert found == [("high", "gap"), ("middle", "group"), ("low", "agency")]


def test_entries_of_one_weight_are_in_the_order_of_the_source(tmp_path: Path) -> None:
    words = ("李四维", "张三峰")
    gaps = (Gap(spans=(span(one),), rule="", directive="", reason="not read") for one in words)
    build_readings(tmp_path / "store", reading(*gaps))
    found = review(tmp_path / "store").column("words")
    assert found == tuple(sorted(words, key=TEXT.index))


def test_an_entry_has_its_place(store: Path) -> None:
    (gap,) = (row for row in review(store).rows if row[1] == "gap")
    assert gap[3:] == (OTHER, 7, "松江州要发挥主体作用")


def test_weights_part_severities() -> None:
    assert all(0 < weight <= 100 for weight in WEIGHTS.values())
    assert WEIGHTS["name"] > WEIGHTS["gap"] >= HIGH > WEIGHTS["head"] >= MIDDLE > WEIGHTS["agency"]


def test_the_same_store_gives_the_same_review(store: Path) -> None:
    assert review(store) == review(store)


def test_a_review_of_one_source(store: Path) -> None:
    assert set(review(store, source=OTHER).column("source")) == {OTHER}


def test_an_unknown_source_is_an_error_that_names_others(store: Path) -> None:
    with pytest.raises(UnknownName, match=f"there is no source 'a.txt' in the graph; there is {SOURCE}"):
        review(store, source="a.txt")


def test_a_limit_keeps_the_worst(store: Path) -> None:
    assert review(store, limit=1).rows == review(store).rows[:1]


def test_no_store_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="holds no graph"):
        review(tmp_path / "nowhere")


def test_the_tally_parts_gaps_and_doubts(store: Path) -> None:
    assert tally(review(store)) == (1, 2)


def test_the_gaps_are_those_of_the_question(tmp_path: Path) -> None:
    from gongbao.graph.ask import ask

    build_readings(tmp_path / "store", sample_reading())
    listed = [row[2:] for row in review(tmp_path / "store").rows if row[1] == "gap"]
    asked = [(row[0], *row[2:]) for row in ask(tmp_path / "store", "gaps", {}).rows]
    assert listed == asked != []


# The command.


def test_review_as_csv(store: Path) -> None:
    result = run("review", "--store", store, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert tuple(rows[0]) == COLUMNS
    assert [row["severity"] for row in rows] == ["high", "middle", "low"]


def test_review_as_json(store: Path) -> None:
    (row,) = json.loads(run("review", "--store", store, "--format", "json", "--limit", "1").stdout)
    assert (row["what"], row["line"]) == ("gap", 7)


def test_review_as_a_table(store: Path) -> None:
    result = run("review", "--store", store, "--source", OTHER)
    assert "松江州要发挥主体作用" in result.stdout.replace("\n", "")
    assert "1 statement was not read, and 1 fact is doubtful." in result.stderr


def test_review_of_a_sound_store_says_so(tmp_path: Path) -> None:
    build_readings(tmp_path / "store", reading(notice(), *seats(("组长", "张三峰"), ("成员", "李四维"))))
    result = run("review", "--store", tmp_path / "store")
    assert (result.exit_code, "Every statement was read, and no fact is doubtful." in result.stderr) == (0, True)


def test_build_tells_how_much_there_is_to_review(store: Path, tmp_path: Path) -> None:
    shown = run("build", store.parent / SOURCE, store.parent / OTHER, "--store", tmp_path / "store").stdout
    assert "\n1 statement was not read, and 2 facts are doubtful. 'gongbao review' lists them.\n" in shown


@pytest.mark.gazettes
def test_the_review_of_the_real_gazettes_is_short(gazettes: Path, tmp_path: Path) -> None:
    assert run("build", "--quiet", gazettes, "--store", tmp_path / "store").exit_code == 0
    gaps, doubts = tally(review(tmp_path / "store"))
    assert gaps <= 60
    assert doubts <= 60
