"""Groups, their members, the office's host and its staff."""

import pytest
from gongbao.extract.groups import ROLES_END_IN, founded, group_kind
from gongbao.ontology.model import Gap, Group, Member
from gongbao.ontology.vocabulary import Entry, entries
from patterns import last_characters
from tagged import FOUNDING, GROUP, NUMBER, facts_of, founding, notice, tagged

ROWS = """
组  长：张三峰  副省长

副组长：李 四  省政府副秘书长

王五常  省粮食局局长

成  员：赵六合  省财政厅副厅长

钱七宝  省水利厅副厅长、巡视员
"""


def seats(text: str) -> list[tuple[str, str]]:
    return [(member.role, member.person) for member in facts_of(text, Member)]


def posts(text: str) -> dict[str, tuple[str, ...]]:
    return {member.person: member.posts for member in facts_of(text, Member)}


def only(text: str) -> Group:
    (group,) = facts_of(text, Group)
    return group


def test_a_list_under_a_founding_title_is_a_group() -> None:
    group = only(founding(ROWS))
    assert (group.name, group.group_kind, group.action, group.directive) == (GROUP, "领导小组", "established", NUMBER)


@pytest.mark.parametrize(
    "title, action",
    [
        (f"云岭省人民政府关于成立{GROUP}的通知", "established"),
        (f"云岭省人民政府关于组建{GROUP}的通知", "established"),
        (f"云岭省人民政府关于设立{GROUP}的通知", "established"),
        (f"云岭省人民政府关于调整{GROUP}组成人员的通知", "adjusted"),
        (f"云岭省人民政府关于调整{GROUP}成员的通知", "adjusted"),
        (f"云岭省人民政府关于成立{GROUP}及其办公室的通知", "established"),
    ],
)
def test_the_title_tells_name_and_action(title: str, action: str) -> None:
    assert founded(title) == (GROUP, action)


@pytest.mark.parametrize(
    "title", ["云岭省人民政府关于修仓的通知", "云岭省人民政府关于建立粮仓制度的通知", "关于调整粮价的通知", ""]
)
def test_a_title_about_anything_else_founds_nothing(title: str) -> None:
    assert founded(title) == ("", "")


@pytest.mark.parametrize(
    "name, kind",
    [
        ("云岭省粮仓建设领导小组", "领导小组"),
        ("云岭省粮食安全委员会", "委员会"),
        ("云岭省抗旱救灾指挥部", "指挥部"),
        ("云岭省粮食工作联席会议", "联席会议"),
        ("云岭省粮价调查工作专班", "专班"),
        ("云岭省粮仓建设领导小组（试行）", "领导小组"),
        ("云岭省粮食局", ""),
    ],
)
def test_the_name_ends_in_the_kind(name: str, kind: str) -> None:
    assert group_kind(name) == kind


def test_each_row_is_a_seat_and_a_role_holds_until_the_next() -> None:
    assert seats(founding(ROWS)) == [
        ("组长", "张三峰"),
        ("副组长", "李四"),
        ("副组长", "王五常"),
        ("成员", "赵六合"),
        ("成员", "钱七宝"),
    ]


def test_posts_are_whole() -> None:
    assert posts(founding(ROWS))["钱七宝"] == ("省水利厅副厅长", "省水利厅巡视员")


def test_a_post_broken_by_a_line_end_is_whole() -> None:
    text = founding("组长：张三峰 副省长\n成员：李四维 省人力资源社会保障\n厅厅长\n王五常 省水利厅厅长")
    assert posts(text)["李四维"] == ("省人力资源社会保障厅厅长",)


def test_a_post_broken_after_a_separator_is_whole() -> None:
    rows = "- 成员：王五常 省粮食局局长\n- 李四维 省水利厅副厅长、  \n  巡视员\n- 赵六合 省统计局局长"
    assert posts(founding(rows))["李四维"] == ("省水利厅副厅长", "省水利厅巡视员")


def test_a_post_broken_after_a_separator_in_the_row_of_a_role_is_whole() -> None:
    rows = "组长：张三峰 副省长\n成员：李四维 省水利厅副厅长、\n巡视员\n王五常 省粮食局局长"
    assert posts(founding(rows)) == {
        "张三峰": ("副省长",),
        "李四维": ("省水利厅副厅长", "省水利厅巡视员"),
        "王五常": ("省粮食局局长",),
    }


@pytest.mark.parametrize("mark", ["- ", "* ", "**", "　　", "### "])
def test_marks_before_rows_are_no_hindrance(mark: str) -> None:
    rows = "\n".join(f"{mark}{row}" for row in ROWS.split("\n") if row)
    assert len(facts_of(founding(rows), Member)) == 5


def test_a_list_broken_by_a_page_is_one() -> None:
    assert len(facts_of(founding(ROWS.replace("\n\n王五常", "\n\n— 7 —\n\n王五常")), Member)) == 5


@pytest.mark.parametrize("bracket", ["（常务）", "（执行）"])
def test_a_bracket_after_a_post_is_a_note(bracket: str) -> None:
    text = founding(f"组长：张三峰 副省长\n副组长：李四维 省政府秘书长{bracket}\n成员：王五常 省水利厅厅长")
    member = facts_of(text, Member)[1]
    assert (member.role, member.posts, member.note) == ("副组长", ("省政府秘书长",), bracket[1:-1])


@pytest.mark.parametrize(
    "roles",
    [
        ["总指挥", "副总指挥", "成员"],
        ["主任", "常务副主任", "副主任", "委员"],
        ["总召集人", "召集人", "成员"],
        ["主席", "副主席", "秘书长", "委员"],
        ["第一组长", "组长", "副组长", "组员"],
    ],
)
def test_roles_are_as_printed(roles: list[str]) -> None:
    names = ["张三峰", "李四维", "王五常", "赵六合"]
    text = founding("\n".join(f"{role}：{name} 省水利厅厅长" for role, name in zip(roles, names, strict=False)))
    assert [role for role, _ in seats(text)] == roles


def test_a_role_on_a_line_of_its_own_holds_for_the_rows_below() -> None:
    text = founding("组长：\n张三峰 副省长\n成员：\n李四维 省水利厅厅长\n王五常 省粮食局局长")
    assert seats(text) == [("组长", "张三峰"), ("成员", "李四维"), ("成员", "王五常")]


def test_a_list_that_lost_the_label_of_its_members_leaves_their_role_open() -> None:
    rows = (
        "组长：张三峰 副省长\n副组长：李四维 省政府副秘书长\n"
        "王五常 省水利厅副厅长\n赵六合 省粮食局副局长\n钱七宝 省统计局副局长"
    )
    assert [role for role, _ in seats(founding(rows))] == ["组长", "副组长", "", "", ""]


def test_a_lost_label_is_reported_where_the_roles_stop_being_known() -> None:
    rows = "组长：张三峰 副省长\n副组长：李四维 省政府副秘书长\n王五常 省水利厅副厅长\n赵六合 省粮食局副局长"
    (gap,) = facts_of(founding(rows), Gap)
    assert (gap.rule, gap.span.text) == ("groups.lost_label", "王五常")


def test_deputies_of_one_rank_to_the_end_of_a_list_have_lost_no_label() -> None:
    rows = "主任：张三峰 省长\n副主任：李四维 常务副省长\n王五常 副省长\n赵六合 副省长"
    assert [role for role, _ in seats(founding(rows))] == ["主任", "副主任", "副主任", "副主任"]


def test_a_founding_title_without_a_list_is_reported() -> None:
    (gap,) = facts_of(founding("请各县参加。"), Gap)
    assert gap.rule == "groups.founded"


def test_a_founding_title_without_a_list_is_no_group() -> None:
    assert facts_of(founding("请各县参加。"), Group) == []


def test_a_group_that_a_sentence_founds_is_named_by_it() -> None:
    text = notice("决定成立云岭省抗旱救灾指挥部，组成人员如下：\n\n总指挥：张三峰 副省长\n\n成员：王五常 省水利厅厅长")
    assert only(text).name == "云岭省抗旱救灾指挥部"


def test_a_list_of_a_group_without_a_name_is_reported() -> None:
    (gap,) = facts_of(notice("总指挥：张三峰 副省长\n\n成员：王五常 省水利厅厅长"), Gap)
    assert gap.rule == "groups.nameless"


def test_a_list_of_a_group_without_a_name_is_no_group() -> None:
    assert facts_of(notice("总指挥：张三峰 副省长\n\n成员：王五常 省水利厅厅长"), Group) == []


@pytest.mark.parametrize(
    "sentence, host",
    [
        ("领导小组办公室设在省粮食局，负责日常工作。", "省粮食局"),
        ("领导小组下设办公室，办公室设在省粮食局。", "省粮食局"),
        ("领导小组办公室设立在松江市人民政府。", "松江市人民政府"),
        ("领导小组办公室日常工作挂靠在省粮食局（省物资储备局）。", "省粮食局"),
        ("省粮食局为领导小组的工作机构，负责日常工作。", "省粮食局"),
        ("领导小组定期开会。", ""),
        ("领导小组办公室设在一楼会议厅旁边。", ""),
    ],
)
def test_the_host_of_the_office_is_read(sentence: str, host: str) -> None:
    assert only(founding(f"{ROWS}\n\n{sentence}")).office_host == host


@pytest.mark.parametrize(
    "sentence",
    [
        "领导小组办公室设在省粮食局，<person>王五常</person>同志兼任<role>办公室主任</role>。",
        "领导小组办公室设在省粮食局，<person>王五常</person>兼<role>办公室主任</role>，<person>李四维</person>任<role>办公室副主任</role>。",
        "办公室设在省粮食局，<role>办公室主任</role>由<person>王五常</person>同志兼任。",
        pytest.param(
            "<person>王五常</person>同志担任领导小组<role>办公室常务副主任</role>。",
        ),
    ],
)
def test_the_staff_of_the_office_is_read(sentence: str) -> None:
    page = tagged(founding(f"{ROWS}\n\n{sentence}"))
    staff = [member for member in facts_of(page.text, Member) if member.rule == "groups.office_staff"]
    assert sorted(zip(page.words("person"), page.words("role"), strict=True)) == sorted(
        (member.person, member.role) for member in staff
    )


def test_two_persons_on_one_seat_of_the_office_are_two() -> None:
    sentence = "省粮食局副局长周九鼎、吴十全兼任办公室副主任。"
    staff = [one for one in facts_of(founding(f"{ROWS}\n\n{sentence}"), Member) if one.rule == "groups.office_staff"]
    assert [(one.person, one.posts) for one in staff] == [("周九鼎", ("省粮食局副局长",)), ("吴十全", ())]


@pytest.mark.parametrize(
    "people",
    [
        "<person>周九鼎</person>、<person>吴十全</person>",
        "<person>周九鼎</person>和<person>吴十全</person>",
        "省粮食局局长<person>周九鼎</person>同志",
        "省粮食局局长<person>周鼎</person>",
        "省粮食局一名负责人",
    ],
)
def test_persons_in_running_text_are_parted(people: str) -> None:
    page = tagged(founding(f"{ROWS}\n\n办公室设在省粮食局，{people}兼任办公室副主任。"))
    staff = [member.person for member in facts_of(page.text, Member) if member.role == "办公室副主任"]
    assert staff == page.words("person")


def test_a_heading_over_rows_opens_a_group_of_its_own() -> None:
    text = founding(f"{ROWS}\n\n抗旱救灾指挥部\n\n总指挥：孙八达 副省长\n\n成员：周九鼎 省水利厅厅长")
    assert [group.name for group in facts_of(text, Group)] == [GROUP, "抗旱救灾指挥部"]


def test_a_group_below_another_names_its_parent() -> None:
    text = founding(f"{ROWS}\n\n抗旱救灾指挥部\n\n总指挥：孙八达 副省长\n\n成员：周九鼎 省水利厅厅长")
    assert facts_of(text, Group)[1].parent == GROUP


def test_members_belong_to_the_group_whose_heading_stands_above() -> None:
    text = founding(f"{ROWS}\n\n抗旱救灾指挥部\n\n总指挥：孙八达 副省长\n\n成员：周九鼎 省水利厅厅长")
    assert [one.person for one in facts_of(text, Member) if one.group == "抗旱救灾指挥部"] == ["孙八达", "周九鼎"]


def test_two_lists_printed_in_turn_are_two_groups_again() -> None:
    left = ["王五常 省财政厅副厅长", "成 员：钱七宝 省气象局局长", "孙八达 省粮食局局长", "尤九江 省科技厅副厅长"]
    right = [
        "防汛抢险指挥部",
        "总指挥：周九鼎 常务副省长",
        "副总指挥：吴十全 省应急厅厅长",
        "成 员：郑百川 省公安厅副厅长",
    ]
    rows = "\n\n".join(line for pair in zip(left, right, strict=True) for line in pair)
    text = founding(f"组 长：张三峰 副省长\n\n副组长：李四维 省政府副秘书长\n\n{rows}")
    assert [one.person for one in facts_of(text, Member) if one.group == "防汛抢险指挥部"] == [
        "周九鼎",
        "吴十全",
        "郑百川",
    ]


# The right column begins beside the first rows, goes on below them, and stands above the foot of the left one.
COLUMNS = """
主任：张三峰 省长 王五常 云岭粮油公司总经理
副主任：李四维 常务副省长
赵六合 副省长 钱七宝 云岭铁路公司总经理
孙八达 副省长
周九鼎 副省长

省应急厅为指挥部下设的工作机构，负责日常工作。

防汛抢险突发事件指挥部

总指挥：吴十全 副省长
副总指挥：郑百川 省水利厅厅长
成 员：冯千里 省公安厅厅长

委员会下设2个应急管理指挥部：

山林防火突发事件指挥部

总指挥：陈万年 副省长
副总指挥：褚一民 省林业厅厅长
成 员：卫二虎 省农业农村厅厅长
"""
COMMITTEE = "云岭省应急管理委员会"


def in_columns() -> str:
    return notice(
        f"{COMMITTEE}组成人员调整如下：\n\n{COLUMNS}", title=f"云岭省人民政府关于调整{COMMITTEE}组成人员的通知"
    )


@pytest.mark.parametrize(
    "group, people",
    [
        (COMMITTEE, ["张三峰", "李四维", "赵六合", "孙八达", "周九鼎"]),
        ("山林防火突发事件指挥部", ["陈万年", "褚一民", "卫二虎", "王五常", "钱七宝"]),
        ("防汛抢险突发事件指挥部", ["吴十全", "郑百川", "冯千里"]),
    ],
)
def test_everyone_in_two_columns_sits_where_he_belongs(group: str, people: list[str]) -> None:
    assert sorted(one.person for one in facts_of(in_columns(), Member) if one.group == group) == sorted(people)


def test_persons_at_the_head_of_the_right_column_have_the_last_role_of_the_left_one() -> None:
    roles = {one.person: one.role for one in facts_of(in_columns(), Member)}
    assert (roles["王五常"], roles["钱七宝"]) == ("成员", "成员")


def test_the_working_body_at_the_head_of_the_right_column_belongs_to_the_left_one() -> None:
    hosts = {group.name: group.office_host for group in facts_of(in_columns(), Group)}
    assert hosts["山林防火突发事件指挥部"] == "省应急厅"


def test_an_inserted_directive_takes_no_member_of_its_host() -> None:
    inner = "云岭省人民政府免职通知\n\n云政人〔2020〕7号\n\n免去郑百川的职务。\n\n云岭省人民政府\n2020年2月20日"
    broken = ROWS.replace("\n\n成  员：", f"\n\n{inner}\n\n成  员：")
    assert {(one.directive, one.group) for one in facts_of(founding(broken), Member)} == {(NUMBER, GROUP)}


def test_a_list_around_an_inserted_directive_keeps_all_its_seats() -> None:
    inner = "云岭省人民政府免职通知\n\n云政人〔2020〕7号\n\n免去郑百川的职务。\n\n云岭省人民政府\n2020年2月20日"
    broken = ROWS.replace("\n\n成  员：", f"\n\n{inner}\n\n成  员：")
    assert seats(founding(broken)) == seats(founding(ROWS))


def test_the_board_of_the_gazette_belongs_to_no_directive() -> None:
    board = "编辑委员会\n\n主任：张三峰\n\n副主任：李四维\n\n委员：\n\n王五常 赵 六 钱七宝\n\n主编：孙八达\n\n"
    members = facts_of(board + notice("请修仓。"), Member)
    assert {(one.group, one.directive) for one in members} == {("编辑委员会", "")}


def test_names_alone_are_members_without_posts() -> None:
    board = "编辑委员会\n\n主任：张三峰\n\n副主任：李四维\n\n委员：\n\n王五常 赵 六 钱七宝\n\n"
    members = [one for one in facts_of(board + notice("请修仓。"), Member) if one.role == "委员"]
    assert [(one.person, one.posts) for one in members] == [("王五常", ()), ("赵六", ()), ("钱七宝", ())]


def test_the_evidence_of_a_member_begins_with_the_name() -> None:
    page = tagged(founding("组长：<seat>张三峰  副省长</seat>\n\n成员：<seat>李 四  省水利厅厅长</seat>"))
    spans = [member.span for member in facts_of(page.text, Member)]
    assert [(span.start, span.end) for span in spans] == page.places("seat")


def test_the_evidence_of_a_group_is_its_name_in_the_title_and_its_first_seat() -> None:
    page = tagged(founding("组长：<seat>张三峰 副省长</seat>\n\n成员：李四维 省水利厅厅长"))
    name, seat = only(page.text).spans
    assert name.text == only(page.text).name
    assert (seat.start, seat.end) == page.places("seat")[0]


@pytest.mark.parametrize(
    "body",
    [
        "组长负责召集会议，副组长协助组长工作。",
        "各县要成立领导小组，组长由县长担任。",
        "责任单位：省财政厅 省水利厅",
        "联系人：张三峰 联系电话：12345678",
    ],
)
def test_texts_about_groups_without_members_yield_none(body: str) -> None:
    assert facts_of(notice(body), Member) == []


def test_a_founding_title_over_two_lines_names_the_group() -> None:
    text = founding(ROWS).replace(FOUNDING, FOUNDING.replace("关于", "\n\n# 关于").replace("领导", "\n\n领导"), 1)
    assert only(text).name == GROUP


SECOND_LIST = "抗旱救灾\n\n组长：钱七宝 副省长\n\n成员：孙八斗 省民政厅厅长"


def test_a_second_head_below_members_is_not_that_of_the_list_above() -> None:
    text = founding(f"组长：张三峰 副省长\n\n成员：李四维 省水利厅厅长\n\n{SECOND_LIST}")
    assert [(one.group, one.person) for one in facts_of(text, Member)] == [(GROUP, "张三峰"), (GROUP, "李四维")]
    assert "a list of members, but of which group is not told" in [gap.reason for gap in facts_of(text, Gap)]


def test_two_heads_one_below_the_other_are_both_of_one_list() -> None:
    text = founding("组长：张三峰 副省长\n\n组长：李四维 副省长\n\n成员：王五常 省水利厅厅长")
    assert seats(text) == [("组长", "张三峰"), ("组长", "李四维"), ("成员", "王五常")]


@pytest.mark.parametrize(
    "rows",
    [
        "一、组长（1人）\n1.张三峰　副省长\n二、成员（2人）\n1.李四维　省财政厅厅长\n2.王五常　省水利厅厅长",
        "一、组长（一人，由省政府领导担任，其余由各单位推荐）\n1.张三峰　副省长\n二、成员\n1.李四维　省财政厅厅长\n"
        "2.王五常　省水利厅厅长",
    ],
)
def test_a_role_with_a_remark_stands_over_numbered_rows(rows: str) -> None:
    assert seats(founding(rows)) == [("组长", "张三峰"), ("成员", "李四维"), ("成员", "王五常")]


def test_a_list_may_know_no_role_but_rare_ones() -> None:
    found = seats(founding("经研究，总策划由副省长张三峰担任，总导演由省财政厅厅长李四维担任。"))
    assert found == [("总策划", "张三峰"), ("总导演", "李四维")]


@pytest.mark.parametrize("entry", [*entries("member_roles"), *entries("office_roles")], ids=lambda entry: entry.pattern)
def test_the_gate_lets_every_role_through(entry: Entry) -> None:
    assert last_characters(entry.pattern) <= set(ROLES_END_IN)


@pytest.mark.parametrize("told", ["任组长、副组长", "分别任组长、副组长", "分别担任组长、副组长"])
def test_each_of_several_persons_takes_his_own_role(told: str) -> None:
    found = seats(founding(f"副省长张三峰、省财政厅厅长李四维{told}。"))
    assert found == [("组长", "张三峰"), ("副组长", "李四维")]


def test_roles_that_are_more_than_the_persons_seat_nobody() -> None:
    assert seats(founding("副省长张三峰、省财政厅厅长李四维任组长、副组长、成员。")) == []


@pytest.mark.parametrize(
    "before",
    [
        "经副省长张三峰",
        "经省委书记张三峰同意",
        "除副省长张三峰",
        "原组长张三峰",
        "根据副省长张三峰",
        "联系省粮食局局长张三峰",
    ],
)
def test_who_stands_before_a_comma_is_seated_only_with_a_whole_post(before: str) -> None:
    assert seats(founding(f"{before}，省财政厅厅长李四维任组长。")) == [("组长", "李四维")]


def test_names_before_a_comma_share_their_post() -> None:
    found = posts(founding("副省长张三峰、李四维，省财政厅厅长王五常任副组长。"))
    assert found == {"张三峰": ("副省长",), "李四维": ("副省长",), "王五常": ("省财政厅厅长",)}


def test_who_gives_a_seat_is_not_in_the_post_of_who_takes_it() -> None:
    assert facts_of(founding("省长李四维委托副省长张三峰任组长。"), Member) == []


@pytest.mark.parametrize("label", ["举报人", "当事人", "纳税人", "被考核人", "值班员", "填报员"])
def test_who_is_named_on_a_form_has_no_seat(label: str) -> None:
    text = founding(f"组长：张三峰　副省长\n{label}：李四维　省粮食局处长")
    assert seats(text) == [("组长", "张三峰")]
    assert [one.span.text for one in facts_of(text, Gap)] == [f"{label}：李四维　省粮食局处长"]


@pytest.mark.parametrize("above", ["组长：张三峰　副省长", "组长：李四维　副省长\n办公室主任：张三峰（兼）"])
def test_a_row_that_opens_with_a_body_is_no_second_head(above: str) -> None:
    text = founding(f"{above}\n省粮食局：副局长　孙七明")
    assert "孙七明" not in [person for _, person in seats(text)]
    assert [one.span.text for one in facts_of(text, Gap)] == ["省粮食局：副局长　孙七明"]


def test_a_body_in_brackets_behind_a_name_is_part_of_the_post() -> None:
    assert posts(founding("组长：张三峰　副省长\n成员：李四维（省财政厅）副厅长"))["李四维"] == ("省财政厅副厅长",)


@pytest.mark.parametrize(
    "line",
    [
        "副省长张三峰、省财政厅厅长李四维任副组长、成员、顾问。",
        "省长李四维委托副省长张三峰任副组长。",
        "省财政厅厅长李四维任副组长，省粮食局局长张三峰任成员兼办公室主任。",
        "王五常　企业家",
    ],
)
def test_persons_of_a_list_who_are_not_seated_are_a_gap(line: str) -> None:
    found = facts_of(founding(f"组长：赵六合　副省长\n{line}"), Gap)
    assert [(one.rule, one.span.text) for one in found] == [("groups.row", line)]
