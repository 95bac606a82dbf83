"""The view: what is chosen for a picture, where it stands, and the page that is written."""

import re
import sys
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from itertools import combinations
from json import loads
from pathlib import Path
from typing import get_args

import gongbao.graph
import pytest
from click.testing import CliRunner
from facts import GROUP, NOTICE, PLAN, TEXT, assignment, member, notice, reading, sample_reading, span
from gongbao import cli
from gongbao.errors import ExportError, SourceError, StoreError, UnknownName
from gongbao.extract.read import find_own_pages, find_sources, read_source
from gongbao.graph.build import build
from gongbao.graph.choose import around, interlocks, lead_support, lineage, overview, tasks
from gongbao.graph.communities import communities
from gongbao.graph.drawing import label_lines, network, short_names, short_title
from gongbao.graph.layout import Box, columns, place
from gongbao.graph.page import SCRIPTS, page, to_json
from gongbao.graph.picture import PICTURES, Edge, Kind, Manner, Node, Picture, Role, Statement, measured
from gongbao.graph.pinyin import pinyin_keys
from gongbao.graph.store import OpenStore, open_store
from gongbao.graph.view import ROWS, draw, draw_all, view_network, write_view
from gongbao.ontology.model import Group, Reading
from hypothesis import given
from hypothesis import strategies as st
from pyvis.network import Network

TEMPLATES = Path(gongbao.graph.__path__[0]) / "templates"


def stored(folder: Path, what: Reading) -> Path:
    """A store that holds one reading."""
    source = folder / what.source
    source.write_text(TEXT, encoding="utf-8")
    build([source], folder / "store", read=lambda path: what, reader="test")
    return folder / "store"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stored(tmp_path_factory.mktemp("view"), sample_reading())


@pytest.fixture(scope="module")
def opened(store: Path) -> OpenStore:
    return open_store(store)


def called(node: Node) -> str:
    """What a name is called in these tests: a body as it is printed, everything else by its label."""
    return node.also[-1] if node.kind in ("agency", "collective") and node.also else node.label


def labels(picture: Picture, kind: Kind | None = None) -> set[str]:
    return {called(node) for node in picture.nodes if kind in (None, node.kind)}


def said(picture: Picture) -> set[tuple[str, Role, str]]:
    """Every statement, told by what the names that it ties are called."""
    name = {node.id: called(node) for node in picture.nodes}
    return {(name[edge.source], one.role, name[edge.target]) for edge in picture.edges for one in edge.statements}


# What a store gives

NOTICE_TITLE = "云岭省人民政府办公厅关于成立云岭省数字粮仓建设工作领导小组的通知"
PLAN_TITLE = "云岭省人民政府办公厅关于印发粮仓节能方案的通知"


def test_overview_shows_every_kind_but_tasks(opened: OpenStore) -> None:
    assert {node.kind for node in draw(opened).nodes} == {
        "agency",
        "collective",
        "group",
        "official",
        "directive",
    }


def test_overview_draws_tasks_as_ties_from_body_to_directive(opened: OpenStore) -> None:
    assert ("省财政厅", "supports", PLAN_TITLE) in said(draw(opened))


@pytest.mark.parametrize(
    ("source", "role", "target"),
    [
        ("省发展改革委", "leads", PLAN_TITLE),
        ("省人力资源社会保障厅", "responsible", PLAN_TITLE),
        ("省财政厅", "charged", PLAN_TITLE),
        ("张三峰", "member", GROUP),
        ("李四维", "post", "省财政厅"),
        ("省发展改革委", "hosts", GROUP),
        (NOTICE_TITLE, "founds", GROUP),
        ("云岭省人民政府办公厅", "issues", NOTICE_TITLE),
        (NOTICE_TITLE, "based_on", "云政〔2019〕3号"),
    ],
)
def test_facts_become_ties(opened: OpenStore, source: str, role: Role, target: str) -> None:
    assert (source, role, target) in said(draw(opened))


def test_subordinate_group_is_part_of_the_one_above(tmp_path: Path) -> None:
    group = Group(
        spans=(span(GROUP),),
        rule="groups.list",
        name="防汛工作组",
        group_kind="工作组",
        parent="防汛指挥部",
        directive=NOTICE,
    )
    picture = draw(open_store(stored(tmp_path, reading(notice(), group))))
    assert ("防汛工作组", "part", "防汛指挥部") in said(picture)


def test_statement_of_a_task_tells_title_and_deadline(opened: OpenStore) -> None:
    said = {(one.text, one.deadline) for edge in draw(opened).edges for one in edge.statements}
    assert ("（二）培训人员", "2020年底") in said


def test_every_statement_has_its_printed_lines(opened: OpenStore) -> None:
    picture = draw(opened)
    facts = {fact for edge in picture.edges for fact in edge.facts}
    assert all(picture.quotes.get(fact) for fact in facts)


def test_quote_is_the_printed_line(opened: OpenStore) -> None:
    picture = draw(opened, about="张三峰")
    edge = next(edge for edge in picture.edges if edge.role == "member")
    (quote,) = picture.quotes[edge.statements[0].facts[0]]
    assert (quote.source, quote.line, quote.text, quote.rule) == (
        "yunling-2020-01.txt",
        5,
        "张三峰",
        "groups.members",
    )


def test_fact_torn_apart_has_all_its_lines(opened: OpenStore) -> None:
    picture = draw(opened, about="改造旧仓")
    edge = next(edge for edge in picture.edges if edge.role == "leads")
    assert [quote.line for quote in picture.quotes[edge.statements[0].facts[0]]] == [13, 14]


def test_members_are_ranked_as_printed(opened: OpenStore) -> None:
    picture = draw(opened, about=GROUP)
    label = {node.id: node.label for node in picture.nodes}
    members = sorted((edge for edge in picture.edges if edge.role == "member"), key=lambda edge: edge.rank)
    assert [label[edge.source] for edge in members] == ["张三峰", "李四维", "王五常", "赵六合"]


def test_attributes_of_a_directive(opened: OpenStore) -> None:
    (node,) = (node for node in draw(opened).nodes if node.label == PLAN_TITLE)
    assert dict(node.rows)["number"] == PLAN
    assert dict(node.rows)["promulgates"] == "粮仓节能方案"


# What stands around a name


def test_tasks_are_drawn_one_by_one_around_a_body(opened: OpenStore) -> None:
    picture = draw(opened, about="省发展改革委")
    assert labels(picture, "task") == {"（一）改造旧仓"}
    assert ("省发展改革委", "leads", "（一）改造旧仓") in said(picture)


def test_task_that_is_drawn_is_not_drawn_again_as_a_tie_to_its_directive(opened: OpenStore) -> None:
    picture = draw(opened, about="省发展改革委")
    assert ("省发展改革委", "leads", PLAN_TITLE) not in said(picture)
    assert ("（一）改造旧仓", "part", PLAN_TITLE) in said(picture)


def test_directive_is_surrounded_by_bodies_not_by_tasks(opened: OpenStore) -> None:
    picture = draw(opened, about=PLAN)
    assert not labels(picture, "task")
    assert "省发展改革委" in labels(picture, "agency")


def test_tasks_of_a_body_are_drawn_one_by_one_at_one_step_only(opened: OpenStore) -> None:
    picture = draw(opened, about="省发展改革委", depth=2)
    assert not labels(picture, "task")
    assert ("省发展改革委", "leads", PLAN_TITLE) in said(picture)


def test_depth_reaches_further(opened: OpenStore) -> None:
    near, far = (draw(opened, about="钱七宝", depth=depth) for depth in (1, 2))
    assert labels(near) == {"钱七宝", "省财政厅"}
    assert "李四维" in labels(far)


@pytest.mark.parametrize("name", [PLAN_TITLE, PLAN, "云政办[2020]6号", " 云政办〔2020〕 6号 ", "云政办【2020】6号"])
def test_name_may_be_a_title_or_a_number_typed_anyhow(opened: OpenStore, name: str) -> None:
    picture = draw(opened, about=name)
    assert {node.label for node in picture.nodes if node.id in picture.centre} == {PLAN_TITLE}


def test_unknown_name_is_refused_with_the_nearest(opened: OpenStore) -> None:
    with pytest.raises(UnknownName, match=r"财政.*省财政厅"):
        draw(opened, about="财政")


def test_task_may_be_named_without_its_label(opened: OpenStore) -> None:
    picture = draw(opened, about="改造旧仓")
    assert {node.kind for node in picture.nodes if node.id in picture.centre} == {"task"}


# What is chosen


def statement(fact: str, role: Role = "leads", *, rank: int = 0, task: str = "") -> Statement:
    return Statement(rank, role, "", (fact,), task)


def nodes_of(kind: Kind, *names: str) -> list[Node]:
    return [Node(name, kind, name) for name in names]


def star(number: int) -> tuple[tuple[Node, ...], tuple[Edge, ...]]:
    """A directive in which the first agency leads most tasks."""
    names = [f"a{index}" for index in range(number)]
    edges = tuple(
        Edge(name, "d", tuple(statement(f"{name}.{fact}") for fact in range(number - index)))
        for index, name in enumerate(names)
    )
    return measured([*nodes_of("directive", "d"), *nodes_of("agency", *names)], edges), edges


def drawn(picture: Picture) -> list[str]:
    """What is drawn at first, in order."""
    return [node.id for node in picture.nodes[: picture.drawn]]


def test_overview_draws_the_strongest_and_keeps_the_rest() -> None:
    picture = overview(*star(20), limit=6)
    assert drawn(picture) == ["d", "a0", "a1", "a2", "a3", "a4"]
    assert len(picture.nodes) == 21
    assert not picture.left_out


def test_page_holds_so_many_names_and_counts_the_rest() -> None:
    picture = overview(*star(20), limit=6, most=10)
    assert len(picture.nodes) == 10
    assert picture.left_out == {"agency": 11}


def test_names_around_draw_the_strongest_and_keep_the_rest() -> None:
    picture = around(*star(20), {"d"}, depth=1, limit=4)
    assert drawn(picture) == ["d", "a0", "a1", "a2"]
    assert len(picture.nodes) == 21


def test_overview_puts_heads_of_groups_before_members() -> None:
    nodes = [*nodes_of("group", "g"), *nodes_of("official", "last", "head", "second")]
    edges = tuple(
        Edge(name, "g", (statement(name, "member", rank=rank),)) for rank, name in enumerate(("head", "second", "last"))
    )
    assert drawn(overview(measured(nodes, edges), edges, limit=3)) == ["g", "head", "second"]


def test_no_beginning_of_an_overview_shows_a_body_without_what_it_is_tied_to() -> None:
    nodes = [*nodes_of("directive", "d0", "d1", "d2"), *nodes_of("agency", *(f"a{index}" for index in range(9)))]
    edges = tuple(Edge(f"a{index}", f"d{index % 3}", (statement(str(index)),)) for index in range(9))
    order = [node.id for node in overview(measured(nodes, edges), edges, limit=9).nodes]
    for index in range(9):
        assert order.index(f"d{index % 3}") < order.index(f"a{index}") or index < 3


def test_all_ties_between_the_names_of_a_page_are_in_it() -> None:
    nodes, edges = star(20)
    ring = tuple(
        Edge(f"a{one}", f"a{other}", (statement(f"{one}{other}"),)) for one in range(20) for other in range(one)
    )
    assert len(around(nodes, (*edges, *ring), {"d"}, depth=1, limit=30).edges) == 20 + len(ring)


# The other pictures


def test_lead_is_tied_to_support_by_the_lines_of_both(opened: OpenStore) -> None:
    picture = draw(opened, only="lead-support")
    assert ("省发展改革委", "coordinates", "省财政厅") in said(picture)
    (edge,) = picture.edges
    assert len(edge.statements[0].facts) == 2
    assert all(picture.quotes[fact] for fact in edge.facts)


def test_support_of_one_task_is_no_support_in_another() -> None:
    edges = (
        Edge("a", "d", (statement("1", "leads", task="t1"),)),
        Edge("b", "d", (statement("2", "supports", task="t2"),)),
    )
    nodes = measured([*nodes_of("agency", "a", "b"), *nodes_of("directive", "d")], edges)
    assert not lead_support(nodes, edges, set(), limit=9).edges


def test_interlocks_are_those_who_sit_on_two_groups() -> None:
    edges = tuple(
        Edge(person, group, (statement(f"{person}{group}", "member"),))
        for person, group in (("both", "g1"), ("both", "g2"), ("one", "g1"))
    )
    nodes = measured([*nodes_of("official", "both", "one"), *nodes_of("group", "g1", "g2")], edges)
    assert {node.id for node in interlocks(nodes, edges, set(), limit=9).nodes} == {"both", "g1", "g2"}


def test_lineage_goes_up_and_down_but_not_sideways() -> None:
    edges = tuple(
        Edge(citing, cited, (statement(f"{citing}{cited}", "based_on"),))
        for citing, cited in (("old", "oldest"), ("this", "old"), ("new", "this"), ("sister", "old"))
    )
    nodes = measured(nodes_of("directive", "oldest", "old", "this", "new", "sister"), edges)
    assert {node.id for node in lineage(nodes, edges, {"this"}, limit=9).nodes} == {"oldest", "old", "this", "new"}


def test_lineage_of_directives_that_cite_one_another_ends() -> None:
    edges = tuple(Edge(one, other, (statement(one, "cites"),)) for one, other in (("a", "b"), ("b", "c"), ("c", "a")))
    picture = lineage(measured(nodes_of("directive", "a", "b", "c"), edges), edges, {"a"}, limit=9)
    assert len(network(picture).nodes) == 3


def test_tasks_of_a_directive_stand_between_it_and_their_bodies(opened: OpenStore) -> None:
    picture = draw(opened, about=PLAN, only="tasks")
    kinds = {node.id: node.kind for node in picture.nodes}
    places: dict[Kind, set[int]] = {}
    for mark in network(picture).nodes:
        places.setdefault(kinds[mark["id"]], set()).add(mark["x"])
    assert max(places["directive"]) < min(places["task"]) <= max(places["task"]) < min(places["agency"])


def test_tasks_stand_as_they_are_printed() -> None:
    edges = tuple(Edge(f"t{rank}", "d", (statement(f"t{rank}", "part", rank=rank),)) for rank in range(9))
    nodes = measured([*nodes_of("task", *(f"t{rank}" for rank in reversed(range(9)))), *nodes_of("directive", "d")], ())
    marks = network(tasks(nodes, edges, {"d"}, limit=20)).nodes
    heights = sorted((mark["y"], mark["id"]) for mark in marks if mark["id"] != "d")
    assert [name for _, name in heights] == [f"t{rank}" for rank in range(9)]


def test_members_come_with_the_bodies_at_which_their_list_says_they_hold_posts(tmp_path: Path) -> None:
    elsewhere = member("张三峰", "成员", "省水利厅厅长", group="云岭省防汛指挥部")
    facts = (notice(), member("张三峰", "组长", "省财政厅厅长"), elsewhere)
    pictures = draw_all(open_store(stored(tmp_path, reading(*facts))), about=GROUP)
    bodies = labels(pictures[0], "agency")
    assert "云岭省财政厅" in bodies
    assert "云岭省水利厅" not in bodies


@pytest.mark.parametrize(
    ("about", "names"),
    [
        (None, ("overview", "lead-support", "lineage")),
        ("省发展改革委", ("around", "lead-support")),
        (GROUP, ("members",)),
        ("张三峰", ("around",)),
        (PLAN, ("around", "tasks")),
    ],
)
def test_pictures_are_those_that_show_something(opened: OpenStore, about: str | None, names: tuple[str, ...]) -> None:
    assert tuple(picture.name for picture in draw_all(opened, about=about)) == names


def test_picture_that_there_is_not_is_refused_with_those_that_there_are(opened: OpenStore) -> None:
    with pytest.raises(UnknownName, match=r"'tasks'.*around, lead-support"):
        draw(opened, about="省发展改革委", only="tasks")


def test_statement_has_the_year_of_its_directive(opened: OpenStore) -> None:
    assert {one.year for edge in draw(opened).edges for one in edge.statements if one.role == "leads"} == {2020}


def test_directive_that_is_merely_cited_has_the_year_of_its_number(opened: OpenStore) -> None:
    assert {node.year for node in draw(opened).nodes if "〔2019〕" in node.label} == {2019}


def test_name_tied_to_nothing_comes_last() -> None:
    nodes, edges = star(3)
    alone = Node("alone", "agency", "alone", strength=99)
    assert overview((alone, *nodes), edges, limit=10).nodes[-1].id == "alone"


def test_tie_is_called_after_the_strongest_of_its_roles() -> None:
    edge = Edge("a", "d", (statement("1", "leads"), statement("2", "supports"), statement("3", "supports")))
    assert edge.roles == ("leads", "supports")


def test_statement_counts_once_however_often_it_is_drawn() -> None:
    edges = (
        Edge("a", "t", (statement("1", task="t"),)),
        Edge("a", "d", (statement("1", task="t"),)),
    )
    nodes = measured([*nodes_of("agency", "a"), *nodes_of("task", "t"), *nodes_of("directive", "d")], edges)
    assert {node.id: node.strength for node in nodes} == {"a": 1, "t": 1, "d": 1}


# Where it stands


def boxes(number: int, **values: object) -> list[Box]:
    return [Box(f"n{index:02}", 90, 40, **values) for index in range(number)]  # type: ignore[arg-type]


def overlapping(spots: dict[str, tuple[int, int]], *, width: float, height: float) -> list[tuple[str, str]]:
    return [
        (one, other)
        for one, other in combinations(spots, 2)
        if abs(spots[one][0] - spots[other][0]) < width - 2 and abs(spots[one][1] - spots[other][1]) < height - 2
    ]


@pytest.mark.parametrize("number", [1, 2, 3, 12, 60])
def test_members_stand_around_their_group_and_apart(number: int) -> None:
    spots = place(boxes(number + 1), [("n00", f"n{index:02}") for index in range(1, number + 1)])
    assert len(spots) == number + 1
    assert not overlapping(spots, width=90, height=40)


def test_names_of_a_tangle_stand_apart() -> None:
    ties = [(f"n{one:02}", f"n{other:02}") for one in range(20) for other in range(one + 1, 20, 3)]
    assert not overlapping(place(boxes(20), ties), width=80, height=35)


def test_separate_parts_stand_apart() -> None:
    assert not overlapping(place(boxes(30), []), width=90, height=40)


def test_first_in_the_list_stands_nearest() -> None:
    members = [Box(f"m{rank:02}", 60, 30, rank=rank) for rank in range(30)]
    spots = place([Box("hub", 60, 30), *reversed(members)], [("hub", member.id) for member in members])
    hub = spots["hub"]
    distance = {name: (x - hub[0]) ** 2 + (y - hub[1]) ** 2 for name, (x, y) in spots.items()}
    assert max(distance["m00"], distance["m01"]) < distance["m29"]


def test_anchored_name_stands_by_its_anchor_whatever_else_it_is_tied_to() -> None:
    names = [Box("far", 50, 20), Box("hub", 50, 20), Box("other", 50, 20), Box("task", 50, 20, anchor="hub")]
    spots = place(names, [("task", "hub"), ("task", "far"), ("hub", "other"), ("other", "far")])

    def apart(one: str, other: str) -> float:
        return (spots[one][0] - spots[other][0]) ** 2 + (spots[one][1] - spots[other][1]) ** 2

    assert apart("task", "hub") < apart("task", "far")


@pytest.mark.parametrize("number", [2, 3, 4])
def test_few_names_stand_close_together(number: int) -> None:
    names = [Box(f"hub{index}", 90, 40) for index in range(number)]
    leaves = [Box(f"leaf{index}{leaf}", 90, 40) for index in range(number) for leaf in range(4)]
    ties = [(f"hub{index}", f"leaf{index}{leaf}") for index in range(number) for leaf in range(4)]
    spots = place([*names, *leaves], [*ties, *((f"hub{index}", f"hub{index + 1}") for index in range(number - 1))])
    assert max(abs(x) for x, _ in spots.values()) < 300 * number


def test_names_that_join_later_stand_apart_and_move_nothing() -> None:
    ties = [("n00", f"n{index:02}") for index in range(1, 60)]
    few, all_ = (place(boxes(60)[:number], ties[: number - 1], first=12) for number in (12, 60))
    assert {name: all_[name] for name in few} == few
    assert not overlapping(all_, width=88, height=38)


def test_names_in_a_column_stand_apart() -> None:
    ties = [(f"n{one:02}", f"n{30 + one % 5:02}") for one in range(30)]
    spots = columns(boxes(35), ties, {f"n{index:02}": index // 30 for index in range(35)})
    assert not overlapping(spots, width=90, height=40)
    assert max(spots[f"n{one:02}"][0] for one in range(30)) < spots["n30"][0]


def test_no_tie_runs_through_a_name_in_the_column_between() -> None:
    column = {"a": 0, "b": 0, "c": 0, "between": 1, "right": 2}
    boxes_ = [Box(name, 90, 40) for name in column]
    spots = columns(boxes_, [("right", name) for name in column if name != "right"], column)
    for name in "abc":
        middle = (spots[name][1] + spots["right"][1]) / 2
        assert abs(spots["between"][1] - middle) > 10


def test_nothing_has_no_place() -> None:
    assert place([], []) == {}


def test_same_picture_has_the_same_places(opened: OpenStore) -> None:
    one, other = (view_network(opened) for _ in range(2))
    assert one.nodes == other.nodes


# How it is drawn


def test_network_is_pyvis_s_with_physics_off(opened: OpenStore) -> None:
    drawn = view_network(opened)
    assert isinstance(drawn, Network)
    assert drawn.options["physics"] == {"enabled": False}
    assert all({"x", "y"} <= node.keys() for node in drawn.nodes)


def test_kinds_differ_in_shape(opened: OpenStore) -> None:
    shapes = {(node["group"], node["shape"]) for node in view_network(opened).nodes}
    assert len({shape for _, shape in shapes}) == len(shapes) == 5


def test_body_of_the_only_province_is_called_by_its_short_name(opened: OpenStore) -> None:
    picture = draw(opened)
    assert {"省财政厅", "省发展改革委"} <= set(short_names(picture).values())


def test_bodies_of_two_provinces_keep_their_full_names() -> None:
    nodes = tuple(Node(name, "agency", name, rows=(("place", name[:3]),)) for name in ("云岭省财政厅", "东川省财政厅"))
    assert set(short_names(Picture(nodes, ())).values()) == {"云岭省财政厅", "东川省财政厅"}


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("云岭省人民政府关于加强护林的通知", "加强护林"),
        ("云岭省人民政府关于加强护林的决定", "加强护林的决定"),
        ("云岭省护林条例", "云岭省护林条例"),
        ("关于", "关于"),
    ],
)
def test_title_is_told_by_its_matter(title: str, short: str) -> None:
    assert short_title(title) == short


@given(st.text(alphabet="云岭省abc1（）", min_size=1, max_size=80))
def test_label_has_at_most_three_lines_and_loses_nothing_unmarked(name: str) -> None:
    lines = label_lines(name)
    assert len(lines) <= 3
    assert "".join(lines) == name or (lines[-1].endswith("…") and name.startswith("".join(lines)[:-1]))


def test_names_that_would_be_one_in_short_are_told_in_full() -> None:
    names = ("甲甲", "乙乙", "丙丙", "丁丁")
    home = tuple(Node(f"云岭省{name}", "agency", f"云岭省{name}", rows=(("place", "云岭省"),)) for name in names)
    nodes = (*home, Node("省甲甲", "agency", "省甲甲"))
    assert set(short_names(Picture(nodes, ())).values()) == {"云岭省甲甲", "省甲甲", "省乙乙", "省丙丙", "省丁丁"}


def test_communities_are_what_is_tied_together() -> None:
    pairs = [(one, other) for part in ("abc", "xyz") for one in part for other in part if one < other]
    edges = tuple(Edge(one, other, (statement(one + other),)) for one, other in [*pairs, ("c", "x")])
    found = communities(Picture(tuple(nodes_of("agency", *"abcxyz")), edges))
    assert len({found[name] for name in "abc"}) == len({found[name] for name in "xyz"}) == 1
    assert found["a"] != found["x"]


# Pinyin

SOUNDS = {"张": ["zhang"], "单": ["dan", "shan"], "财": ["cai"], "政": ["zheng"], "厅": ["ting"]}


def sounds(text: str) -> list[list[str]]:
    return [SOUNDS.get(character, [character]) for character in text]


def test_name_has_full_pinyin_and_initials() -> None:
    assert pinyin_keys("财政厅", sounds) == ["caizhengting", "czt"]


def test_surname_has_all_its_readings() -> None:
    assert {"danzheng", "shanzheng"} <= set(pinyin_keys("单政", sounds, person=True))
    assert "shanzheng" not in pinyin_keys("单政", sounds)


def test_without_pypinyin_a_page_is_searched_by_characters_alone(
    opened: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pypinyin", None)
    picture = draw(opened)
    assert '"keys":[' not in page([(network(picture), picture)])


def test_pypinyin_gives_keys(opened: OpenStore) -> None:
    pytest.importorskip("pypinyin")
    picture = draw(opened)
    assert '"zhangsanfeng","zsf"' in page([(network(picture), picture)])


# What the page says


def words() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = loads((TEMPLATES / "words.json").read_text(encoding="utf-8"))
    return found


def test_page_says_everything_in_both_languages() -> None:
    assert words()["en"].keys() == words()["zh"].keys()
    assert all(text for language in words().values() for text in language.values())


def test_english_holds_no_chinese_and_chinese_no_english() -> None:
    # What a reader types, and names of programs and formats, are the same in both.
    same = re.compile(r"\{\w+\}|gongbao view --about|PNG|SVG|CSV|NAME")
    chinese, latin = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"[A-Za-z]{2,}")
    assert not [key for key, text in words()["en"].items() if chinese.search(text) and key != "language"]
    assert not [key for key, text in words()["zh"].items() if latin.search(same.sub("", text))]


@pytest.mark.parametrize(
    ("prefix", "keys"),
    [
        ("kind.", get_args(Kind)),
        ("role.", get_args(Role)),
        ("inverse.", get_args(Role)),
        ("manner.", [one for one in get_args(Manner) if one]),
        ("picture.", PICTURES),
        ("about.", PICTURES),
        ("row.", ROWS),
    ],
)
def test_everything_has_words(prefix: str, keys: Sequence[str]) -> None:
    assert {key for key in words()["en"] if key.startswith(prefix)} == {prefix + key for key in keys}


def test_every_word_of_the_page_is_there_and_every_one_is_said() -> None:
    script = "".join(path.read_text(encoding="utf-8") for path in (*TEMPLATES.glob("js/*.js"), *TEMPLATES.glob("*.j2")))
    whole = set(re.findall(r"[\"']([a-z]\w*(?:\.[a-zA-Z]+)*)[\"']", script))
    made = ("kind.", "role.", "inverse.", "manner.", "picture.", "about.", "row.", "reason:")
    assert {key for key in words()["en"] if not key.startswith(made)} <= whole
    assert set(re.findall(r'say\("([^"]+)"', script)) <= words()["en"].keys()


def test_page_carries_every_file_of_its_script() -> None:
    assert {path.stem for path in (TEMPLATES / "js").iterdir()} == set(SCRIPTS)


def test_command_line_knows_every_picture() -> None:
    assert cli.PICTURES == PICTURES


# The page


class Elements(HTMLParser):
    """Elements of a page: name, attributes, and the text directly inside."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.open = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs), []))
        self.open = True

    def handle_endtag(self, tag: str) -> None:
        self.open = False

    def handle_data(self, data: str) -> None:
        if self.open:
            self.elements[-1][2].append(data)

    def named(self, name: str) -> Iterator[tuple[dict[str, str | None], str]]:
        return ((attrs, "".join(text)) for tag, attrs, text in self.elements if tag == name)


@pytest.fixture(scope="module")
def html(store: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    out = tmp_path_factory.mktemp("page") / "graph.html"
    write_view(store, out)
    return out.read_text(encoding="utf-8")


def test_policy_names_every_script_and_style_by_its_digest(html: str) -> None:
    elements = Elements(html)
    (policy,) = (attrs["content"] for attrs, _ in elements.named("meta") if "http-equiv" in attrs and attrs["content"])
    for name in ("script", "style"):
        for attrs, text in elements.named(name):
            if attrs.get("type") != "application/json":
                assert b64encode(sha256(text.encode()).digest()).decode() in policy
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy


def test_page_refers_to_nothing_outside_itself(html: str) -> None:
    references = [
        attrs[name]
        for _, attrs, _ in Elements(html).elements
        for name in ("src", "href", "action", "data")
        if name in attrs
    ]
    assert references == ["data:,"]


def test_page_has_no_handlers_and_no_inline_styles(html: str) -> None:
    names = {name for _, attrs, _ in Elements(html).elements for name in attrs}
    assert "style" not in names
    assert not {name for name in names if name.startswith("on")}


def test_page_declares_its_encoding_first(html: str) -> None:
    assert html.index('<meta charset="utf-8">') < 200


def test_page_keeps_the_licence_of_what_it_carries(html: str) -> None:
    assert "http://www.apache.org/licenses/LICENSE-2.0" in html


def test_data_of_a_page_is_its_pictures(html: str, opened: OpenStore) -> None:
    (data,) = (loads(text) for attrs, text in Elements(html).named("script") if attrs.get("id") == "data")
    pictures = draw_all(opened)
    assert {name["label"] for name in data["names"]} == {node.label for one in pictures for node in one.nodes}
    assert [len(one["edges"]) for one in data["pictures"]] == [len(one.edges) for one in pictures]


def test_every_statement_of_a_page_finds_its_printed_lines(html: str) -> None:
    found = {attrs["id"]: loads(text) for attrs, text in Elements(html).named("script") if attrs.get("id")}
    told, quotes = found["facts"]["statements"], found["facts"]["quotes"]
    for picture in found["data"]["pictures"]:
        for tie in picture["edges"]:
            assert all(quotes[number]["line"] for one in tie["said"] for number in told[one]["quotes"])


def test_colour_that_a_user_gave_a_node_is_printed(opened: OpenStore) -> None:
    picture = draw(opened)
    drawn = network(picture)
    drawn.get_node(picture.nodes[0].id)["color"] = "#123456"
    assert "#123456" in page([(drawn, picture)])


def test_heading_is_text(opened: OpenStore) -> None:
    picture = draw(opened)
    printed = page([(network(picture), picture)], heading="<x-one>&")
    assert "<x-" not in printed
    assert "&lt;x-one&gt;&amp;" in printed


@given(st.text())
def test_json_cannot_leave_its_script_element(text: str) -> None:
    printed = to_json({"a": text})
    assert loads(printed) == {"a": text}
    assert not set("<>&\u2028\u2029") & set(printed)


def test_tie_of_many_statements_says_how_many_it_does_not_show() -> None:
    edges = (Edge("a", "d", tuple(statement(str(fact)) for fact in range(100))),)
    nodes = measured([*nodes_of("agency", "a"), *nodes_of("directive", "d")], edges)
    picture = Picture(nodes, edges)
    assert '"tally":{"leads":{"0":100}}' in page([(network(picture), picture)])


# The file


def test_report_tells_what_is_shown(store: Path, tmp_path: Path) -> None:
    report = write_view(store, tmp_path / "graph.html", limit=6)
    assert (report.path, report.nodes) == (tmp_path / "graph.html", 6)
    assert report.pictures[0] == "overview"
    assert (report.waiting > 0, report.left_out) == (True, 0)


def test_same_store_gives_the_same_page(store: Path, tmp_path: Path) -> None:
    for name in ("one.html", "other.html"):
        write_view(store, tmp_path / name)
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "other.html").read_bytes()


def test_page_is_no_source_of_the_folder_it_is_written_into(store: Path, tmp_path: Path) -> None:
    (tmp_path / "notice.txt").write_text(TEXT, encoding="utf-8")
    write_view(store, tmp_path / "graph.html")
    assert [path.name for path in find_sources(tmp_path)] == ["notice.txt"]
    assert [path.name for path in find_own_pages(tmp_path)] == ["graph.html"]
    with pytest.raises(SourceError, match="'gongbao view' wrote"):
        read_source(tmp_path / "graph.html")


def test_build_says_in_a_sentence_that_it_passed_over_a_page(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "notice.txt").write_text(TEXT, encoding="utf-8")
    write_view(store, tmp_path / "graph.html")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli.main, ["build", ".", "--quiet"])
    assert (result.exit_code, result.stderr) == (
        0,
        "gongbao: .: graph.html passed over, for 'gongbao view' wrote it.\n",
    )


def test_existing_file_is_replaced(store: Path, tmp_path: Path) -> None:
    out = tmp_path / "graph.html"
    out.write_text("old")
    write_view(store, out)
    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize("name", ["nowhere/graph.html", "folder"])
def test_file_that_cannot_be_written_is_refused(store: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(ExportError, match=name):
        write_view(store, tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


@pytest.mark.parametrize("name", ["", "store/CURRENT"])
def test_what_is_no_place_for_a_page_is_refused(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(store.parent)
    with pytest.raises(ExportError):
        write_view(store, Path(name))
    open_store(store)


def test_nothing_is_written_of_an_unknown_name(store: Path, tmp_path: Path) -> None:
    with pytest.raises(UnknownName):
        write_view(store, tmp_path / "graph.html", about="不存在的名称")
    assert not list(tmp_path.iterdir())


def test_folder_that_is_no_store_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        write_view(tmp_path / "nothing", tmp_path / "graph.html")


def test_graph_without_names_gives_an_empty_picture(tmp_path: Path) -> None:
    report = write_view(stored(tmp_path, reading()), tmp_path / "graph.html")
    assert (report.nodes, report.edges) == (0, 0)


def test_namesakes_are_all_in_the_middle(tmp_path: Path) -> None:
    other = member("张三峰", "成员", "松江市副市长", group="云岭省防汛指挥部")
    facts = (notice(), member("张三峰", "组长", "省财政厅厅长"), other)
    picture = draw(open_store(stored(tmp_path, reading(*facts))), about="张三峰")
    assert len(picture.centre) == 2


def test_agency_that_leads_and_supports_in_one_directive_is_tied_once(tmp_path: Path) -> None:
    second = replace(assignment("省财政厅", "support"), path=("方案", "（二）"), task_label="（二）")
    what = reading(notice(number=PLAN), assignment("省财政厅", "lead"), second)
    picture = draw(open_store(stored(tmp_path, what)))
    (edge,) = (edge for edge in picture.edges if edge.role != "issues")
    assert {one.role for one in edge.statements} == {"leads", "supports"}
