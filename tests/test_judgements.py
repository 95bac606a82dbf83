"""What an analyst decides: lines that go before all rules, survive every build, and are undone by deleting them."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from facts import member, notice, reader_of, reading, span, write_sources
from gongbao.cli import main
from gongbao.errors import JudgementError
from gongbao.graph.ask import ask
from gongbao.graph.build import BuildReport, build
from gongbao.graph.export import export
from gongbao.graph.judgement_lines import FILE, KINDS, parse_judgements, read_judgements
from gongbao.graph.judgements import Judgements
from gongbao.graph.proposals import propose
from gongbao.graph.store import open_store
from gongbao.ontology.model import Event, Fact, Member, Participant, Reading

NAME = "张三峰"
A, B = "a.txt", "b.txt"


def seat(post: str, line: int, *, person: str = NAME, source: str = A, date: str = "") -> Member:
    """A seat of a name on a group of its own."""
    place = replace(span("云政办〔2020〕5号"), source=source, line=line, start=line * 10, end=line * 10 + 10)
    return member(person, "成员", *([post] if post else []), group=f"云岭省第{line}领导小组", spans=(place,))


def gazette(*facts: Fact, source: str = A) -> Reading:
    head = replace(span("云政办〔2020〕5号"), source=source)
    return reading(notice(spans=(head,)), *facts, source=source)


GAZETTES = (
    gazette(seat("省财政厅厅长", 11), seat("省水利厅厅长", 12), seat("省广电局局长", 13, person="李四维")),
    gazette(seat("省财政厅厅长", 21, source=B), seat("", 22, person="任命书", source=B), source=B),
)


def judge(kind: str, *of: str, **fields: str) -> str:
    return json.dumps({"judgement": kind, "of": list(of), **fields}, ensure_ascii=False)


@pytest.fixture
def built(tmp_path: Path) -> Callable[..., BuildReport]:
    """Builds the gazettes with some judgements, in the place where they are looked for."""

    def run(*lines: str, **options: Any) -> BuildReport:
        if lines:
            (tmp_path / FILE).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        files = write_sources(tmp_path / "sources", *GAZETTES)
        return build(files, tmp_path / "store", read=reader_of(*GAZETTES), reader="1", **options)

    return run


def people(store: Path, name: str = NAME) -> int:
    """How many persons of a name there are."""
    query = f'SELECT DISTINCT ?person {{ ?person a gb:Official ; rdfs:label "{name}" }}'
    return len(open_store(store).select(query).rows)


def iris(store: Path) -> set[str]:
    return {str(row[0]) for row in open_store(store).select("SELECT ?person { ?person a gb:Official }").rows}


# What judgements do


def test_without_judgements_the_rules_decide(built: Callable[..., BuildReport], tmp_path: Path) -> None:
    assert built().judgements == 0
    assert people(tmp_path / "store") == 2


def test_same_joins_what_no_rule_does(built: Callable[..., BuildReport], tmp_path: Path) -> None:
    built(judge("same", f"{NAME}@a.txt:11", f"{NAME}@a.txt:12", who="李", when="2024-05-01", why="简历"))
    assert people(tmp_path / "store") == 1
    reasons = ask(tmp_path / "store", "namesakes", {"of": NAME}).column("reasons")
    assert "judged the same: 李 2024-05-01: 简历" in reasons


def test_different_parts_what_a_rule_joins(built: Callable[..., BuildReport], tmp_path: Path) -> None:
    built(judge("different", f"{NAME}@a.txt:11", f"{NAME}@b.txt:21", why="两人"))
    assert people(tmp_path / "store") == 3
    decisions = ask(tmp_path / "store", "namesakes", {"of": NAME, "verdict": "apart"})
    assert any("judged different: 两人" in str(reasons) for reasons in decisions.column("reasons"))


def test_same_goes_before_a_contradiction(tmp_path: Path) -> None:
    both = gazette(seat("松江市市长", 11), seat("柏川市市长", 12))
    (tmp_path / FILE).write_text(judge("same", f"{NAME}@a.txt:11", f"{NAME}@a.txt:12"), encoding="utf-8")
    build(write_sources(tmp_path / "in", both), tmp_path / "store", read=reader_of(both), reader="1")
    assert people(tmp_path / "store") == 1


def test_rename_puts_a_misread_name_right(built: Callable[..., BuildReport], tmp_path: Path) -> None:
    built(judge("rename", f"{NAME}@b.txt:21", to="张三丰"))
    assert (people(tmp_path / "store"), people(tmp_path / "store", "张三丰")) == (2, 1)


def test_a_renamed_mention_is_still_judged_by_what_is_printed(
    built: Callable[..., BuildReport], tmp_path: Path
) -> None:
    built(
        judge("rename", "李四维@a.txt:13", to=NAME), judge("same", "李四维@a.txt:13", f"{NAME}@a.txt:12", why="同一人")
    )
    assert people(tmp_path / "store") == 2


def test_ignore_takes_what_is_no_person_out(built: Callable[..., BuildReport], tmp_path: Path) -> None:
    built(judge("ignore", "任命书@b.txt:22"))
    assert people(tmp_path / "store", "任命书") == 0


def test_ignore_takes_one_participant_out_of_an_event(tmp_path: Path) -> None:
    event = Event(
        spans=(replace(span("3月2日"), source=A, line=15),),
        rule="events.item",
        date="2020-03-02",
        until="",
        text="会议",
        participants=(Participant(NAME), Participant("会议要")),
    )
    judgements = Judgements((judge("ignore", "会议要@a.txt:15"),))
    (kept,) = judgements.apply(gazette(event)).facts[1:]
    assert isinstance(kept, Event)
    assert [one.person for one in kept.participants] == [NAME]


def test_is_agency_names_the_agency_of_a_body(built: Callable[..., BuildReport], tmp_path: Path) -> None:
    built(judge("is-agency", "省广电局", to="云岭省文化和旅游厅"))
    posts = open_store(tmp_path / "store").select("SELECT ?post { ?p a gb:Post ; rdfs:label ?post }").column("post")
    assert "云岭省文化和旅游厅局长" in posts


def test_what_is_not_decided_does_nothing(built: Callable[..., BuildReport], tmp_path: Path) -> None:
    built()
    before = iris(tmp_path / "store")
    built(*propose(tmp_path / "store"))
    assert iris(tmp_path / "store") == before


def test_exports_follow_judgements(built: Callable[..., BuildReport], tmp_path: Path) -> None:
    built(judge("ignore", "任命书@b.txt:22"))
    export(tmp_path / "store", "csv", tmp_path / "csv")
    assert all("任命书" not in path.read_text(encoding="utf-8") for path in (tmp_path / "csv").iterdir())


# That they last, and are undone


def test_judgements_survive_a_store_that_is_made_anew(built: Callable[..., BuildReport], tmp_path: Path) -> None:
    built(judge("same", f"{NAME}@a.txt:11", f"{NAME}@a.txt:12"))
    shutil.rmtree(tmp_path / "store")
    built()
    assert people(tmp_path / "store") == 1


def test_a_build_that_is_told_no_file_keeps_the_last_one(built: Callable[..., BuildReport], tmp_path: Path) -> None:
    mine = tmp_path / "mine.jsonl"
    mine.write_text(judge("same", f"{NAME}@a.txt:11", f"{NAME}@a.txt:12"), encoding="utf-8")
    built(judgements=mine)
    assert built().judgements == 1
    assert people(tmp_path / "store") == 1


def test_deleting_a_line_undoes_it(built: Callable[..., BuildReport], tmp_path: Path) -> None:
    built()
    before = iris(tmp_path / "store")
    built(judge("same", f"{NAME}@a.txt:11", f"{NAME}@a.txt:12"))
    assert iris(tmp_path / "store") != before
    (tmp_path / FILE).unlink()
    built()
    assert iris(tmp_path / "store") == before


def test_a_later_judgement_supersedes(built: Callable[..., BuildReport], tmp_path: Path) -> None:
    pair = (f"{NAME}@a.txt:11", f"{NAME}@a.txt:12")
    built(judge("same", *pair, id="j1"), judge("different", *pair, supersedes="j1"))
    assert people(tmp_path / "store") == 2


def test_a_judgement_about_a_source_that_is_not_there_sleeps(built: Callable[..., BuildReport]) -> None:
    report = built(judge("same", f"{NAME}@a.txt:11", f"{NAME}@z.txt:3"))
    assert report.asleep == ("z.txt",)


def test_nothing_changes_where_judgements_do_not(built: Callable[..., BuildReport]) -> None:
    line = judge("same", f"{NAME}@a.txt:11", f"{NAME}@a.txt:12")
    assert built(line).changed
    assert not built(line).changed


# What is wrong with them


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        pytest.param("{", "line 1 is not JSON", id="not-json"),
        pytest.param("[]", "not a JSON object", id="not-an-object"),
        pytest.param(judge("merge", "a@b:1"), "no judgement 'merge'", id="unknown-kind"),
        pytest.param(judge("same", "a@b.txt:1"), "two mentions", id="one-mention"),
        pytest.param(judge("ignore"), "'of' is a list", id="nothing"),
        pytest.param(judge("rename", "a@b.txt:1"), "'to' is for", id="no-name"),
        pytest.param(judge("ignore", "a@b.txt:1", whi="x"), "unknown field 'whi'; the nearest are why", id="field"),
        pytest.param('{"judgement": "ignore", "of": ["a@b.txt:1"], "why": 3}', "'why' is a text", id="not-text"),
        pytest.param(judge("ignore", "a@b.txt:1", supersedes="j9"), "no judgement has the id 'j9'", id="supersedes"),
    ],
)
def test_a_line_that_is_no_judgement_is_an_error(line: str, complaint: str) -> None:
    with pytest.raises(JudgementError, match=complaint):
        parse_judgements([line])


@pytest.mark.parametrize(
    ("mention", "complaint"),
    [
        pytest.param(f"{NAME}@a.txt:99", rf"not named at a\.txt:99; the nearest are {NAME}@a\.txt:12", id="line"),
        pytest.param("张三@a.txt:11", rf"张三 is not named at a\.txt:11; the nearest are {NAME}@a\.txt:11", id="name"),
        pytest.param("张三", "NAME@SOURCE:LINE", id="form"),
    ],
)
def test_a_mention_that_is_not_there_is_an_error(
    built: Callable[..., BuildReport], tmp_path: Path, mention: str, complaint: str
) -> None:
    with pytest.raises(JudgementError, match=complaint):
        built(judge("ignore", mention))
    assert not (tmp_path / "store").exists()


def test_the_same_and_different_is_an_error(built: Callable[..., BuildReport]) -> None:
    one, two, three = f"{NAME}@a.txt:11", f"{NAME}@a.txt:12", f"{NAME}@b.txt:21"
    with pytest.raises(JudgementError, match="the same and different"):
        built(judge("same", one, two), judge("same", two, three), judge("different", one, three))


def test_two_judgements_of_one_id_are_an_error() -> None:
    with pytest.raises(JudgementError, match="another judgement has the id"):
        parse_judgements([judge("ignore", "a@b.txt:1", id="x"), judge("ignore", "c@b.txt:1", id="x")])


def test_comments_and_empty_lines_say_nothing() -> None:
    assert parse_judgements(["", "# later", judge("ignore", "a@b.txt:1")])[0].line == 3


def test_a_file_that_is_not_there_is_an_error(built: Callable[..., BuildReport], tmp_path: Path) -> None:
    with pytest.raises(JudgementError, match="cannot be read"):
        built(judgements=tmp_path / "none.jsonl")


# On the command line


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_review_proposes_in_the_form_of_the_file(built: Callable[..., BuildReport], tmp_path: Path) -> None:
    built()
    shown = run("review", "--proposals", "--store", tmp_path / "store")
    (line,) = shown.stdout.splitlines()
    assert json.loads(line)["judgement"] == "perhaps"
    built(line.replace('"perhaps"', '"same"'))
    assert people(tmp_path / "store") == 1
    assert run("review", "--proposals", "--store", tmp_path / "store").stdout == ""


def test_the_command_names_the_line_and_what_to_do(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("nonsense\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("云政办〔2020〕5号\n", encoding="utf-8")
    result = run("build", tmp_path / "a.txt", "--store", tmp_path / "store")
    assert result.exit_code == 1
    assert "judgements.jsonl line 1 is not JSON" in result.stderr
    assert "docs/judgements.md" in result.stderr


def test_every_kind_is_documented() -> None:
    text = (Path(__file__).parents[1] / "docs" / "judgements.md").read_text(encoding="utf-8")
    assert {kind for kind in KINDS if f"`{kind}`" not in text} == set()


def test_the_examples_of_the_documentation_are_judgements() -> None:
    text = (Path(__file__).parents[1] / "docs" / "judgements.md").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith('{"judgement"')]
    assert {one.judgement for one in parse_judgements(lines)} == set(KINDS)


# Lines that say nothing, or what nobody meant


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"judgement": ["same"], "of": ["张@a.txt:1", "张@b.txt:1"]}', "there is no judgement"),
        ('{"judgement": {}, "of": ["张@a.txt:1", "张@b.txt:1"]}', "there is no judgement"),
        ("[" * 100_000, "line 1"),
        ('{"judgement": "same", "judgement": "different", "of": ["张@a.txt:1", "张@b.txt:1"]}', "twice"),
        ('{"judgement": "rename", "of": ["张@a.txt:1"], "to": "  "}', "'to' is for rename"),
        ('{"judgement": "ignore", "of": ["张@a.txt:1"], "id": "a", "supersedes": "a"}', "supersedes itself"),
    ],
)
def test_a_line_of_the_wrong_form_is_an_error_that_names_it(line: str, said: str) -> None:
    with pytest.raises(JudgementError, match=said):
        parse_judgements([line])


def test_judgements_that_supersede_one_another_in_a_circle_are_an_error() -> None:
    lines = [
        json.dumps({"judgement": "ignore", "of": ["张@a.txt:1"], "id": one, "supersedes": other})
        for one, other in ("ab", "bc", "ca")
    ]
    with pytest.raises(JudgementError, match="'a' supersedes itself"):
        parse_judgements(lines)


def test_a_file_may_begin_with_a_mark_and_hold_indented_remarks_and_any_text(tmp_path: Path) -> None:
    path = tmp_path / FILE
    line = '{"judgement": "ignore", "of": ["张@a.txt:1"], "why": "一\u2028二"}'
    path.write_bytes(f"\ufeff  # 说明\r\n{line}\r\n\n".encode())
    (found,) = parse_judgements(read_judgements(path))
    assert (found.why, found.line) == ("一\u2028二", 2)


def test_two_names_are_not_judged_the_same_before_one_is_renamed(built: Callable[..., BuildReport]) -> None:
    with pytest.raises(JudgementError, match="use rename first"):
        built(judge("same", f"{NAME}@a.txt:11", "李四维@a.txt:13"))


# Two of one name on one line


def beside(one: Member, post: str, start: int) -> Member:
    """Another of the name on the same line of the same list, further on."""
    (place,) = one.spans
    return replace(one, posts=(post,) if post else (), spans=(replace(place, start=start, end=start + 10),))


FIRST = seat("省财政厅厅长", 11)
TWO = gazette(FIRST, beside(FIRST, "省水利厅厅长", 115), seat("省水利厅厅长", 12))
BARE = gazette(seat("", 11), beside(FIRST, "", 115))


@pytest.fixture
def two(tmp_path: Path) -> Callable[..., Path]:
    """Builds a gazette with two of one name on a line, and some judgements."""

    def run(*lines: str, gazette: Reading = TWO) -> Path:
        (tmp_path / FILE).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        build(write_sources(tmp_path / "in", gazette), tmp_path / "store", read=reader_of(gazette), reader="1")
        return tmp_path / "store"

    return run


def posts_of(store: Path) -> set[frozenset[str]]:
    """The posts of each person of the name."""
    query = f"""
        SELECT ?person ?post
        {{ ?person a gb:Official ; rdfs:label "{NAME}" . ?t gb:holder ?person ; gb:heldPost/rdfs:label ?post }}
    """
    found: dict[str, set[str]] = {}
    for person, post in open_store(store).select(query).rows:
        found.setdefault(str(person), set()).add(str(post))
    return {frozenset(posts) for posts in found.values()}


FINANCE, WATER = "云岭省财政厅厅长", "云岭省水利厅厅长"


def test_two_of_one_name_on_one_line_are_told_apart_by_number(two: Callable[..., Path]) -> None:
    assert posts_of(two()) == {frozenset({FINANCE}), frozenset({WATER})}
    joined = two(judge("same", f"{NAME}@a.txt:11#1", f"{NAME}@a.txt:12"))
    assert posts_of(joined) == {frozenset({FINANCE, WATER}), frozenset({WATER})}
    assert posts_of(two(judge("same", f"{NAME}@a.txt:11#1", f"{NAME}@a.txt:11#2"))) == {frozenset({FINANCE, WATER})}
    assert posts_of(two()) == {frozenset({FINANCE}), frozenset({WATER})}


def test_of_two_on_one_line_one_can_be_renamed_or_ignored(two: Callable[..., Path]) -> None:
    store = two(judge("rename", f"{NAME}@a.txt:11#1", to="张三丰"), judge("ignore", f"{NAME}@a.txt:11#2"))
    assert (people(store, "张三丰"), posts_of(store)) == (1, {frozenset({WATER})})
    assert posts_of(two(judge("ignore", f"{NAME}@a.txt:11#2", f"{NAME}@a.txt:12"))) == {frozenset({FINANCE})}


def test_two_of_one_name_on_one_line_need_numbers(two: Callable[..., Path]) -> None:
    with pytest.raises(JudgementError, match=rf"more than once.* write {NAME}@a\.txt:11#1、{NAME}@a\.txt:11#2"):
        two(judge("different", f"{NAME}@a.txt:11", f"{NAME}@a.txt:12"))


@pytest.mark.parametrize(
    ("mention", "complaint"),
    [
        (f"{NAME}@a.txt:11#3", rf"named there 2 times; the nearest is {NAME}@a\.txt:11#2"),
        (f"{NAME}@a.txt:11#0", "the first of a line is #1"),
        (f"{NAME}@a.txt:11#", "NAME@SOURCE:LINE#2"),
    ],
)
def test_a_number_that_is_not_there_is_an_error(two: Callable[..., Path], mention: str, complaint: str) -> None:
    with pytest.raises(JudgementError, match=complaint):
        two(judge("ignore", mention))


def test_numbers_are_those_of_what_is_printed_whatever_is_renamed(two: Callable[..., Path]) -> None:
    """The second stays the second when the first bears another name."""
    store = two(
        judge("rename", f"{NAME}@a.txt:11#1", to="张三丰"), judge("different", f"{NAME}@a.txt:11#2", f"{NAME}@a.txt:12")
    )
    assert (people(store), people(store, "张三丰")) == (2, 1)


def test_two_bare_names_on_one_line_can_be_judged_different(two: Callable[..., Path]) -> None:
    assert people(two(gazette=BARE)) == 1
    assert people(two(judge("different", f"{NAME}@a.txt:11#1", f"{NAME}@a.txt:11#2"), gazette=BARE)) == 2


def test_two_of_one_name_in_an_item_of_the_chronicle_can_be_judged(two: Callable[..., Path]) -> None:
    event = Event(
        spans=(replace(span("3月2日"), source=A, line=15),),
        rule="events.item",
        date="2020-03-02",
        until="",
        text="会议",
        participants=(Participant(NAME, ("省财政厅厅长",)), Participant(NAME, ("省水利厅厅长",))),
    )
    printed = gazette(event)
    assert people(two(gazette=printed)) == 2
    assert people(two(judge("same", f"{NAME}@a.txt:15#1", f"{NAME}@a.txt:15#2"), gazette=printed)) == 1
    with pytest.raises(JudgementError, match="more than once"):
        two(judge("different", f"{NAME}@a.txt:15", f"{NAME}@a.txt:16"), gazette=gazette(event, seat("", 16)))


def test_review_proposes_with_numbers(two: Callable[..., Path]) -> None:
    printed = gazette(FIRST, beside(FIRST, "省水利厅厅长", 115), seat("省教育厅厅长", 12))
    lines = propose(two(gazette=printed))
    named = {mention for line in lines for mention in json.loads(line)["of"]}
    assert named == {f"{NAME}@a.txt:11#1", f"{NAME}@a.txt:11#2", f"{NAME}@a.txt:12"}
    assert people(two(*lines, gazette=printed)) == 3
    assert people(two(*(line.replace('"perhaps"', '"same"') for line in lines), gazette=printed)) == 1


def test_review_proposes_a_renamed_mention_as_it_is_printed(two: Callable[..., Path]) -> None:
    other = gazette(seat("省财政厅厅长", 11), seat("省水利厅厅长", 12, person="张三丰"))
    rename = judge("rename", "张三丰@a.txt:12", to=NAME)
    (line,) = propose(two(rename, gazette=other))
    assert json.loads(line)["of"] == [f"{NAME}@a.txt:11", "张三丰@a.txt:12"]
    assert people(two(rename, line.replace('"perhaps"', '"same"'), gazette=other)) == 1


# One row a judgement


def rows_of(store: Path, text: str) -> list[str]:
    reasons = ask(store, "namesakes", {"of": NAME}).column("reasons")
    return [str(one) for one in dict.fromkeys(reasons) if text in str(one)]


def test_different_is_one_row_with_what_spoke_for_one_person(built: Callable[..., BuildReport], tmp_path: Path) -> None:
    built(judge("different", f"{NAME}@a.txt:11", f"{NAME}@b.txt:21", why="两人"))
    (row,) = rows_of(tmp_path / "store", "judged different")
    assert "although same name and post: 云岭省财政厅厅长" in row
    assert "although a career that fits" in row


def test_three_who_are_all_different_are_one_row(built: Callable[..., BuildReport], tmp_path: Path) -> None:
    built(judge("different", f"{NAME}@a.txt:11", f"{NAME}@a.txt:12", f"{NAME}@b.txt:21", why="三人"))
    table = ask(tmp_path / "store", "namesakes", {"of": NAME})
    (found,) = {row for row in table.rows if "judged different" in str(row[table.columns.index("reasons")])}
    assert str(found[table.columns.index("persons")]).count("|") == 2


def test_different_is_told_where_nothing_speaks_for_one_person(two: Callable[..., Path]) -> None:
    judged = judge("different", f"{NAME}@a.txt:11", f"{NAME}@a.txt:12", why="两人")
    store = two(judged, gazette=gazette(seat("", 11), seat("", 12)))
    assert [str(row) for row in ask(store, "namesakes", {"of": NAME}).column("reasons")] == ["judged different: 两人"]


# Bodies


@pytest.mark.parametrize("body", ["省广电局", "省廣電局", "省广电局@a.txt"])
def test_a_body_that_is_printed_can_be_judged(built: Callable[..., BuildReport], tmp_path: Path, body: str) -> None:
    built(judge("is-agency", body, to="云岭省文化和旅游厅"))
    posts = open_store(tmp_path / "store").select("SELECT ?post { ?p a gb:Post ; rdfs:label ?post }").column("post")
    assert "云岭省文化和旅游厅局长" in posts
    export(tmp_path / "store", "csv", tmp_path / "csv")
    assert "云岭省文化和旅游厅" in (tmp_path / "csv" / "memberships.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("省广申局", "no source prints the body 省广申局; the nearest are 省广电局"),
        ("省广电局@b.txt", "b.txt does not print the body 省广电局"),
    ],
)
def test_a_body_that_no_source_prints_is_an_error(
    built: Callable[..., BuildReport], tmp_path: Path, body: str, complaint: str
) -> None:
    with pytest.raises(JudgementError, match=complaint):
        built(judge("is-agency", body, to="云岭省文化和旅游厅"))
    assert not (tmp_path / "store").exists()


def test_a_body_of_one_source_is_an_agency_there_alone(tmp_path: Path) -> None:
    gazettes = (gazette(seat("省广电局局长", 11)), gazette(seat("省广电局局长", 21, source=B), source=B))
    (tmp_path / FILE).write_text(judge("is-agency", "省广电局@a.txt", to="云岭省文化和旅游厅"), encoding="utf-8")
    build(write_sources(tmp_path / "in", *gazettes), tmp_path / "store", read=reader_of(*gazettes), reader="1")
    posts = open_store(tmp_path / "store").select("SELECT ?post { ?p a gb:Post ; rdfs:label ?post }").column("post")
    assert {str(post) for post in posts} >= {"云岭省文化和旅游厅局长"}
    assert len(set(map(str, posts))) == 2


def test_a_body_of_a_source_that_is_not_there_sleeps(built: Callable[..., BuildReport]) -> None:
    assert built(judge("is-agency", "省广申局@z.txt", to="云岭省文化和旅游厅")).asleep == ("z.txt",)


def test_deleting_the_line_of_a_body_undoes_it(built: Callable[..., BuildReport], tmp_path: Path) -> None:
    built()
    before = {str(quad) for quad in open_store(tmp_path / "store").quads()}
    built(judge("is-agency", "省广电局", to="云岭省文化和旅游厅"))
    assert {str(quad) for quad in open_store(tmp_path / "store").quads()} != before
    (tmp_path / FILE).write_text("", encoding="utf-8")
    built()
    assert {str(quad) for quad in open_store(tmp_path / "store").quads()} == before


def test_numbers_survive_a_store_that_is_made_anew_in_other_batches(tmp_path: Path) -> None:
    """One gazette, then both, is both at once."""
    other = gazette(seat("省财政厅厅长", 21, source=B), source=B)
    files = write_sources(tmp_path / "in", TWO, other)
    lines = (
        judge("same", f"{NAME}@a.txt:11#2", f"{NAME}@b.txt:21"),
        judge("different", f"{NAME}@a.txt:11#1", f"{NAME}@b.txt:21"),
    )
    (tmp_path / FILE).write_text("\n".join(lines), encoding="utf-8")

    def run(name: str, *batches: list[Path]) -> set[str]:
        for batch in batches:
            build(batch, tmp_path / name, read=reader_of(TWO, other), reader="1")
        return {str(quad) for quad in open_store(tmp_path / name).quads()}

    at_once = run("once", files)
    assert run("one-first", files[:1], files) == at_once
    assert run("other-first", files[1:], files[:1]) == at_once
