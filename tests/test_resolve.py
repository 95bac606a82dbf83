"""Who is who: places, agencies, posts and people."""

import random
from dataclasses import replace
from typing import Any

import pytest
from facts import GROUP, NOTICE, PLAN, SOURCE, assignment, member, notice, reading, sample_reading, span
from gongbao.graph.persons import Official
from gongbao.graph.resolve import GroupName, Resolution, resolve, resolve_post
from gongbao.ontology.agencies import Place
from gongbao.ontology.model import Citation, Event, Fact, Group, Member, Participant

PROVINCE = Place(("云岭省",))


def official(fact: Member, *others: Fact) -> Official:
    """The person of a seat, in a reading with other facts."""
    return resolve([reading(notice(), fact, *others)]).official(fact)


def seat(person: str, *posts: str, role: str = "成员", group: str = GROUP, source: str = SOURCE) -> Member:
    """A seat in some source."""
    return member(person, role, *posts, group=group, spans=(replace(span(NOTICE), source=source),))


def agency_of(body: str, **changes: Any) -> str:
    """The canonical name of a body in the notice."""
    fact = assignment(body, "lead", directive=NOTICE)
    return resolve([reading(notice(**changes), fact)]).agency(fact, NOTICE, body).name


# Places


@pytest.mark.parametrize(
    ("issuer", "name"),
    [
        ("云岭省人民政府办公厅", "云岭省财政厅"),
        ("云岭自治区人民政府", "云岭自治区财政厅"),
        ("中共云岭省委办公厅", "云岭省财政厅"),
    ],
)
def test_a_short_name_is_read_from_the_place_of_the_issuer(issuer: str, name: str) -> None:
    body = "省财政厅" if "省" in issuer else "自治区财政厅"
    assert agency_of(body, issuers=(issuer,)) == name


def test_without_an_issuer_the_title_gives_the_place() -> None:
    assert agency_of("市财政局", issuers=(), title="松江市人民政府关于修仓的通知") == "松江市财政局"


def test_a_place_that_a_title_only_speaks_of_gives_none() -> None:
    assert agency_of("市财政局", issuers=(), title="关于松江市粮仓的通知") == "市财政局"


def test_outside_every_directive_names_are_read_from_the_place_of_most_of_them() -> None:
    event = Event(spans=(span("3月2日"),), rule="", date="2020-03-02", until="", text="")
    assert resolve([sample_reading()]).place(event, "") == PROVINCE


def test_a_directive_of_another_place_keeps_its_own_names() -> None:
    other = notice(number=PLAN, issuers=("松江市人民政府",), spans=(span(PLAN),))
    fact = assignment("市财政局", "lead")
    resolution = resolve([reading(notice(), other, fact)])
    assert resolution.agency(fact, PLAN, "市财政局").name == "松江市财政局"


def test_of_two_directives_of_one_title_a_fact_belongs_to_the_last_before_it() -> None:
    first = notice(number="", title="公告", date="2020-01-01", spans=(span(NOTICE),))
    second = notice(number="", title="公告", date="2020-02-02", spans=(span("2020年3月6日"),))
    fact = assignment("省财政厅", "lead", directive="公告")
    assert resolve([reading(first, second, fact)]).date(fact, "公告") == "2020-02-02"


def test_a_directive_that_is_only_named_has_its_number() -> None:
    citation = Citation(
        spans=(span("云政〔2019〕3号"),),
        rule="",
        directive=NOTICE,
        number="云政〔2019〕3号",
        title="某意见",
        relation="based_on",
    )
    assert resolve([reading(notice(), citation)]).cited(citation).number == "云政〔2019〕3号"


# Posts


@pytest.mark.parametrize(
    ("printed", "agency", "title"),
    [
        ("省财政厅副厅长", "云岭省财政厅", "副厅长"),
        ("省发展改革委主任", "云岭省发展和改革委员会", "主任"),
        ("省长", "云岭省人民政府", "省长"),
        ("常务副省长", "云岭省人民政府", "常务副省长"),
        ("省政府副秘书长", "云岭省人民政府", "副秘书长"),
        ("省委组织部长", "中共云岭省委组织部", "部长"),
        ("松江市副市长", "松江市人民政府", "副市长"),
        ("省公安厅交通警察总队副总队长", "云岭省公安厅交通警察总队", "副总队长"),
        ("松江海关关长", "松江海关", "关长"),
        ("省水利厅总工程师", "云岭省水利厅", "总工程师"),
        ("省财政厅一级巡视员（挂职）", "云岭省财政厅", "一级巡视员"),
        ("省人大常委会原副主任", "云岭省人民代表大会常务委员会", "原副主任"),
    ],
)
def test_a_post_is_an_agency_and_a_title(printed: str, agency: str, title: str) -> None:
    post = resolve_post(printed, place=PROVINCE, date="2020-03-06")
    assert post.agency is not None
    assert (post.agency.name, post.title) == (agency, title)


@pytest.mark.parametrize("printed", ["主任", "著名诗人", "市长"])
def test_a_post_that_names_no_agency_has_none(printed: str) -> None:
    assert resolve_post(printed, place=PROVINCE, date="").agency is None


# Officials


def test_one_name_alone_joins_nobody() -> None:
    one, other = seat("张三峰", "省财政厅副厅长"), seat("张三峰", "省水利厅副厅长", group="云岭省节水委员会")
    assert official(one, other) != official(other, one)


def test_the_same_post_joins_one_name() -> None:
    one, other = seat("张三峰", "省财政厅副厅长"), seat("张三峰", "云岭省财政厅副厅长", group="云岭省节水委员会")
    assert official(one, other) == official(other, one)


def test_the_same_post_joins_across_sources() -> None:
    one, other = seat("张三峰", "省财政厅副厅长"), seat("张三峰", "省财政厅副厅长", source="b.txt")
    resolution = resolve([reading(notice(), one), reading(notice(spans=other.spans), other, source="b.txt")])
    assert resolution.official(one) == resolution.official(other)


def test_one_post_does_not_join_two_names() -> None:
    one, other = seat("张三峰", "省财政厅副厅长"), seat("李四维", "省财政厅副厅长")
    assert official(one, other) != official(other, one)


def test_a_post_that_any_place_has_joins_nobody() -> None:
    one, other = seat("张三峰", "县委书记"), seat("张三峰", "县委书记", group="云岭省节水委员会")
    assert official(one, other) != official(other, one)


@pytest.mark.parametrize("post", ["省政协委员", "全国人大代表", "云岭大学教授"])
def test_a_title_that_many_hold_joins_nobody(post: str) -> None:
    one, other = seat("张三峰", post), seat("张三峰", post, group="云岭省节水委员会")
    assert official(one, other) != official(other, one)


def test_what_holds_another_post_is_no_agency_and_joins_nobody() -> None:
    one, other = (seat("张三峰", "省委常委、副省长", group=group) for group in (GROUP, "云岭省节水委员会"))
    assert official(one, other) != official(other, one)


def test_a_mention_without_posts_is_a_person_of_its_own_group() -> None:
    one, other = seat("张三峰"), seat("张三峰", group="云岭省节水委员会")
    assert official(one, other) != official(other, one)


def test_a_third_mention_joins_two_that_share_nothing() -> None:
    one, other = seat("张三峰", "省财政厅副厅长"), seat("张三峰", "省水利厅副厅长", group="云岭省节水委员会")
    both = seat("张三峰", "省财政厅副厅长", "省水利厅副厅长", group="云岭省防汛指挥部")
    assert official(one, other, both) == official(other, one, both)


def test_staff_of_a_groups_office_join_the_member_of_that_name() -> None:
    one, staff = seat("王五常", "省财政厅副厅长"), seat("王五常", role="办公室主任")
    assert official(staff, one) == official(one, staff)


def test_staff_join_nobody_where_two_members_have_the_name() -> None:
    one, other = seat("王五常", "省财政厅副厅长"), seat("王五常", "省水利厅副厅长")
    staff = seat("王五常", role="办公室主任")
    assert official(staff, one, other) not in (official(one, other, staff), official(other, one, staff))


def test_staff_join_nobody_of_another_notice() -> None:
    one = replace(seat("王五常", "省财政厅副厅长"), directive=PLAN)
    staff = seat("王五常", role="办公室主任")
    assert official(staff, one) != official(one, staff)


def test_a_join_says_why() -> None:
    one, other = seat("张三峰", "省财政厅副厅长"), seat("张三峰", "省财政厅副厅长", group="云岭省节水委员会")
    assert official(one, other).reasons == ("same name and post: 云岭省财政厅副厅长",)


def test_a_single_mention_gives_no_reason() -> None:
    assert official(seat("张三峰", "省财政厅副厅长")).reasons == ()


def test_the_key_of_a_person_is_the_earliest_date_and_the_smallest_post() -> None:
    fact = seat("张三峰", "省财政厅副厅长", "省水利厅副厅长")
    assert official(fact).key == ("2020-03-06", "云岭省", "云岭省水利厅", "副厅长")


def test_a_participant_with_the_post_of_a_member_is_that_person() -> None:
    one = seat("张三峰", "副省长")
    event = Event(
        spans=(span("3月2日"),), rule="", date="", until="", text="", participants=(Participant("张三峰", ("副省长",)),)
    )
    resolution = resolve([reading(notice(), one, event)])
    assert resolution.person(resolution.participants(event)[0]) == resolution.official(one)


def test_the_order_of_readings_changes_nothing() -> None:
    readings = [sample_reading(source=f"{name}.txt") for name in "abcde"]
    shuffled = random.Random(7).sample(readings, len(readings))
    assert resolve(readings) == resolve(shuffled)


# Groups


def group(**changes: Any) -> Group:
    """A working body under the group; attributes can be changed."""
    values: dict[str, Any] = {
        "spans": (span(GROUP),),
        "rule": "",
        "name": "督导组",
        "group_kind": "组",
        "directive": NOTICE,
    }
    return Group(**{**values, **changes})


def test_a_group_of_one_name_and_place_is_one_group() -> None:
    resolution = Resolution()
    one, other = group(name=GROUP), group(name=GROUP, directive=PLAN)
    assert resolution.group(one, NOTICE, GROUP) == resolution.group(other, PLAN, GROUP)


def test_a_name_that_any_group_has_is_told_apart_by_its_directive() -> None:
    resolution = Resolution()
    assert resolution.group(group(), NOTICE, "领导小组") != resolution.group(group(), PLAN, "领导小组")


def test_a_parent_printed_without_its_place_is_the_group_that_the_source_founds() -> None:
    above, below = group(name=GROUP), group(parent=GROUP.removeprefix("云岭省"))
    assert resolve([reading(notice(), above, below)]).parent(below).label == GROUP


@pytest.mark.parametrize("name", [GROUP.removeprefix("云岭省"), GROUP.removeprefix("云岭")])
def test_a_group_that_a_later_notice_names_without_its_place_is_the_same(name: str) -> None:
    founded, adjusted = group(name=GROUP), group(name=name, action="adjusted")
    other = replace(adjusted, spans=(replace(span(NOTICE), source="b.txt"),))
    resolution = resolve([reading(notice(), founded), reading(notice(spans=other.spans), other, source="b.txt")])
    assert resolution.group(other, NOTICE, name) == resolution.group(founded, NOTICE, GROUP)


def test_a_parent_that_no_source_founds_keeps_its_name() -> None:
    below = group(parent="防汛抗旱委员会")
    assert resolve([reading(notice(), below)]).parent(below).label == "防汛抗旱委员会"


@pytest.mark.parametrize(
    ("place", "label", "jurisdiction", "full_name"),
    [
        ("云岭省", "省节水工作领导小组", "云岭省", "云岭省节水工作领导小组"),
        ("云岭省", "全省节水工作领导小组", "云岭省", "云岭省节水工作领导小组"),
        ("云岭省", "云岭省节水工作领导小组", "云岭省", ""),
        ("云岭省", "节水工作领导小组", "云岭省", ""),
        ("云岭省", "西宁市节水工作领导小组", "西宁市", ""),
        ("松江市", "省节水工作领导小组", "", ""),
        ("云岭省", "老区建设工作领导小组", "", ""),
        ("云岭省", "领导小组", "云岭省", ""),
    ],
)
def test_a_group_has_its_place(place: str, label: str, jurisdiction: str, full_name: str) -> None:
    name = GroupName((place, label), label)
    assert (name.jurisdiction, name.full_name) == (jurisdiction, full_name)


# Agencies


def test_an_agency_is_followed_by_the_one_that_carried_it_on_if_a_source_names_it() -> None:
    facts = [assignment(body, "lead", directive=NOTICE) for body in ("省国土资源厅", "省自然资源厅")]
    resolution = resolve([reading(notice(), *facts)])
    before = resolution.agency(facts[0], NOTICE, "省国土资源厅")
    assert [heir.name for heir in resolution.successors(before)] == ["云岭省自然资源厅"]


def test_an_agency_has_no_heir_that_no_source_names() -> None:
    fact = assignment("省国土资源厅", "lead", directive=NOTICE)
    resolution = resolve([reading(notice(), fact)])
    assert not list(resolution.successors(resolution.agency(fact, NOTICE, "省国土资源厅")))


def test_a_post_of_a_province_that_cannot_be_told_proves_no_one() -> None:
    assert not resolve_post("省财政厅厅长", place=Place(("松江市",)), date="2015-03-06").proves
    assert resolve_post("省财政厅厅长", place=Place(("西宁市",)), date="2015-03-06").proves
