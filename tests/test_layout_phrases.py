"""Wordings of many governments for one thing: each row of a table is a phrase and what is to be read out of it."""

from collections.abc import Iterable

import pytest
from gongbao.extract.pipeline import extract
from gongbao.extract.read import bytes_to_source
from gongbao.ontology.model import Assignment, Citation, Directive, Group, Member, Reading

HEAD = "{title}\n东政〔2017〕928号\n各区人民政府：\n现将有关事项通知如下：\n"
FOOT = "东岭市人民政府\n2017年2月14日\n"
FOUNDING = "东岭市人民政府关于成立市测试工作领导小组的通知"
TASKS = "东岭市人民政府关于做好测试工作的通知"

NOT_YET: frozenset[str] = frozenset()
"""Phrases that are not read yet."""

TITLES = (
    ("成立东岭市测试工作领导小组", "东岭市测试工作领导小组"),
    ("成立东岭市测试工作领导小组及办公室", "东岭市测试工作领导小组"),
    ("成立第二届东岭市测试专家咨询委员会", "第二届东岭市测试专家咨询委员会"),
    ("成立东岭市第三次全国农业普查领导小组", "东岭市第三次全国农业普查领导小组"),
    ("成立东岭市测试（试验）工作领导小组", "东岭市测试（试验）工作领导小组"),
    ("成立“平安东岭”建设领导小组", "“平安东岭”建设领导小组"),
    ("成立东岭市测试领导组", "东岭市测试领导组"),
    ("成立东岭市2010年测试活动组委会", "东岭市2010年测试活动组委会"),
    ("组建东岭市测试工作专班", "东岭市测试工作专班"),
    ("建立东岭市测试工作联席会议制度", "东岭市测试工作联席会议"),
    ("建立东岭市测试工作协调机制", "东岭市测试工作协调机制"),
    ("调整东岭市测试委员会组成人员", "东岭市测试委员会"),
    ("调整东岭市测试委员会成员名单", "东岭市测试委员会"),
    ("调整充实东岭市测试委员会成员", "东岭市测试委员会"),
    ("调整东岭市测试委员会及其办公室组成人员", "东岭市测试委员会"),
    ("调整东岭市测试委员会部分成员", "东岭市测试委员会"),
    ("变更东岭市测试指挥部领导成员", "东岭市测试指挥部"),
    ("更换东岭市测试工作委员会主任", "东岭市测试工作委员会"),
    ("明确东岭市测试工作领导小组成员", "东岭市测试工作领导小组"),
    ("增补东岭市测试工作领导小组成员", "东岭市测试工作领导小组"),
    ("印发东岭市测试工作领导小组组成人员及工作规则", "东岭市测试工作领导小组"),
)

ROLES = (
    *("第一组长", "常务副组长", "第一副组长", "执行副组长", "副组长", "组员", "第一主任", "主任委员", "副主任委员"),
    *("秘书长", "副秘书长", "总指挥", "常务副总指挥", "第一指挥长", "副指挥长", "指挥", "副指挥", "政委", "副政委"),
    *("总召集人", "召集人", "副召集人", "执行主席", "名誉主席", "名誉主任", "顾问", "总顾问", "会长", "理事长", "理事"),
    *("团长", "队长", "队员", "联络员", "总协调人", "秘书", "首席专家", "轮值主席"),
)

OFFICE: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("领导小组办公室设在市教育局，李小红兼任办公室主任。", "市教育局", {"李小红": "办公室主任"}),
    ("领导小组办公室设在市教育局，办公室主任由李小红同志兼任。", "市教育局", {"李小红": "办公室主任"}),
    ("领导小组办公室设在市教育局，办公室主任由市教育局局长李小红兼任。", "市教育局", {"李小红": "办公室主任"}),
    ("领导小组下设办公室，设在市教育局，由李小红任办公室主任。", "市教育局", {"李小红": "办公室主任"}),
    ("领导小组下设办公室（设在市教育局），办公室主任由李小红同志兼任。", "市教育局", {"李小红": "办公室主任"}),
    ("领导小组下设办公室于市教育局，由李小红兼任办公室主任。", "市教育局", {"李小红": "办公室主任"}),
    ("领导小组办公室挂靠市教育局，办公室主任由李小红担任。", "市教育局", {"李小红": "办公室主任"}),
    ("领导小组下设办公室，办公地点设在市教育局，由李小红任办公室主任。", "市教育局", {"李小红": "办公室主任"}),
    ("办公室设在市教育局，李小红同志兼任主任。", "市教育局", {"李小红": "办公室主任"}),
    (
        "领导小组办公室设在市教育局，主任由李小红同志兼任，副主任由赵大同、钱中书同志担任。",
        "市教育局",
        {"李小红": "办公室主任", "赵大同": "办公室副主任", "钱中书": "办公室副主任"},
    ),
    (
        "办公室设在市教育局，李小红任办公室主任，赵大同（市教育局副局长）、钱中书（市财政局副局长）任办公室副主任。",
        "市教育局",
        {"李小红": "办公室主任", "赵大同": "办公室副主任", "钱中书": "办公室副主任"},
    ),
    (
        "办公室设在工业和信息化部，工业和信息化部副部长李小红兼任办公室主任。",
        "工业和信息化部",
        {"李小红": "办公室主任"},
    ),
    ("领导小组办公室设在市教育局。\n办公室主任：李小红（兼）", "市教育局", {"李小红": "办公室主任"}),
    (
        "办公室主任：李小红　市教育局局长\n办公室副主任：赵大同　市教育局副局长",
        "",
        {"李小红": "办公室主任", "赵大同": "办公室副主任"},
    ),
    ("领导小组办公室设在市教育局，办公室主任由市教育局局长兼任。", "市教育局", {}),
    ("领导小组办公室设在市教育局，市教育局局长兼任办公室主任。", "市教育局", {}),
    ("领导小组办公室设在市教育局，办公室主任由市教育局主要负责同志担任。", "市教育局", {}),
    ("领导小组日常工作由市教育局承担。", "", {}),
    ("领导小组成员因工作变动需要调整的，由办公室提出，报组长批准。", "", {}),
)

DEADLINES = (
    *("2024年6月底前", "2024年6月底前完成", "2024年12月31日前完成", "年底前完成", "2024年上半年完成", "2024年第三季度"),
    *("持续推进", "长期坚持", "长期", "全年推进", "立即实施", "年内", "常态化推进", "2021—2025年", "9月30日前"),
    *("2024年6月底前取得阶段性成效", "按国家部署推进", "2023年10月底前启动", "2024年6月底前完成，并持续推进"),
    *(
        "完成时限：2024年6月",
        "完成时间：长期",
        "时间节点：年内",
        "实施时间：2024年",
        "时限：即日起",
        "进度安排：6月底前",
    ),
)

CONVENTIONS = (
    *("列在首位的为牵头单位", "列在第一位的为牵头单位", "列第一位的为牵头单位", "排在首位的为牵头单位"),
    *("排在第一位的为牵头单位", "排名第一的为牵头单位", "第一个单位为牵头单位", "首个单位为牵头单位"),
    *("首位为牵头单位", "排名首位的为牵头单位", "列首位的为牵头部门", "列首位者为牵头单位"),
)

BODIES = (
    *(
        "各县（市、区）",
        "各县（市、区）政府",
        "各县区",
        "各镇街",
        "各镇（街道）",
        "各村（社区）",
        "各园区管委会",
        "高新区",
    ),
    *("市级有关部门", "有关企业", "各金融机构", "市中院", "团市委", "市防指", "市爱卫办", "市纪委监委", "临溪军分区"),
    *("国网临溪供电公司", "人行市中支", "移动临溪分公司", "临溪大学", "市疾控中心", "省地震局", "最高法", "中国残联"),
    *("国铁集团", "新疆生产建设兵团", "中央编办", "银保监会", "各地区", "地方各级人民政府", "各省（区、市）人民政府"),
)

NUMBER = "东政发〔2017〕928号"
HEADERS = (
    "东岭市人民政府关于做好测试工作的通知\n东政发〔2017〕928号",
    "东政发〔2017〕928号\n东岭市人民政府关于做好测试工作的通知",
    "东岭市人民政府文件\n东政发〔2017〕928号\n东岭市人民政府\n关于做好测试工作的通知",
    "东岭市人民政府\n关于做好测试工作的\n通　　知\n东政发〔2017〕928号",
    "东岭市人民政府关于做好测试工作的通知\n（东政发〔2017〕928号）",
    "东岭市人民政府关于做好测试工作的通知（东政发〔2017〕928号）",
    "东岭市人民政府关于做好测试工作的通知\n(东政发[2017]928号 2017年2月14日)",
    "东岭市人民政府关于做好测试工作的通知\n东政发〔2017〕928号　　2017年2月14日",
    "东岭市人民政府关于做好测试工作的通知\n东政发〔2017〕第928号",
    "东岭市人民政府关于做好测试工作的通知\n东政发【2017】928号",
    "东岭市人民政府关于做好测试工作的通知\n东政发〔2017〕928号　　　签发人：王某某",
    "东岭市人民政府关于做好测试工作的通知 东政发〔2017〕928号",
    "东政发〔2017〕928号 东岭市人民政府关于做好测试工作的通知",
    "【发文字号】东政发〔2017〕928号\n【标题】东岭市人民政府关于做好测试工作的通知\n\n东岭市人民政府关于做好测试工作的通知",
    "标题：东岭市人民政府关于做好测试工作的通知\n文号：东政发〔2017〕928号\n东岭市人民政府关于做好测试工作的通知",
    "发布文号：东政发[2017]928号\n东岭市人民政府关于做好测试工作的通知",
    "东政发〔2017〕928号《东岭市人民政府关于做好测试工作的通知》\n东岭市人民政府关于做好测试工作的通知\n东政发〔2017〕928号",
)

CITATIONS = (
    ("根据国发〔2013〕901号文件精神，现通知如下。", {"国发〔2013〕901号": "based_on"}),
    ("按照省政府办公厅云政办发〔2014〕902号文件要求，抓好落实。", {"云政办发〔2014〕902号": "based_on"}),
    (
        "根据《云洲省测试意见》（云政发〔2014〕903号，以下简称《意见》）要求，制定本方案。",
        {"云政发〔2014〕903号": "based_on"},
    ),
    ("根据国务院令第415号和国发〔2013〕901号文件，现通知如下。", {"国发〔2013〕901号": "based_on"}),
    ("参照云人社发〔2013〕912号文件规定执行。", {"云人社发〔2013〕912号": "based_on"}),
    ("按照建住房〔2003〕第934号文件执行。", {"建住房〔2003〕934号": "based_on"}),
    ("依据《国务院关于测试的决定》（国发﹝2015﹞904号）制定本办法。", {"国发〔2015〕904号": "based_on"}),
    ("决定废止《东岭市测试办法》（东政〔2009〕903号）。", {"东政〔2009〕903号": "repeals"}),
    ("《东岭市测试办法》（东政〔2009〕903号）予以废止。", {"东政〔2009〕903号": "repeals"}),
    ("本办法自发布之日起施行，原东政〔2009〕903号文件同时废止。", {"东政〔2009〕903号": "repeals"}),
    (
        "东政〔2012〕903号、东政〔2013〕904号文件不再执行。",
        {"东政〔2012〕903号": "repeals", "东政〔2013〕904号": "repeals"},
    ),
    ("现将《东岭市测试办法》（东政〔2009〕903号）修改如下：第三条删去。", {"东政〔2009〕903号": "amends"}),
    ("对《东岭市测试办法》（东政〔2009〕903号）作出如下修改：", {"东政〔2009〕903号": "amends"}),
    (
        "现将《测试通知》（国办发〔2009〕903号）转发给你们，请结合实际认真贯彻落实。",
        {"国办发〔2009〕903号": "forwards"},
    ),
    ("你县《关于测试的请示》（白政〔2016〕912号）收悉。", {"白政〔2016〕912号": "replies"}),
    ("你局《关于测试的请示》（东水〔2016〕912号）悉。", {"东水〔2016〕912号": "replies"}),
    ("具体标准见《东岭市测试标准》（东财〔2016〕912号）。", {"东财〔2016〕912号": "mentions"}),
    ("该项目已经市发展改革委（东发改〔2016〕912号）批复立项。", {"东发改〔2016〕912号": "mentions"}),
    ("东政〔2009〕903号文件同时作废。", {"东政〔2009〕903号": "repeals"}),
    ("删去《东岭市测试办法》（东政〔2009〕903号）第三条。", {"东政〔2009〕903号": "amends"}),
    ("已列入东政〔2009〕903号文件的项目不再审批。", {"东政〔2009〕903号": "mentions"}),
    ("自东政〔2009〕903号文件印发以来，各地积极行动。", {"东政〔2009〕903号": "mentions"}),
    (
        "根据云经信发〔2013〕901号和国经贸〔2002〕902号文件执行。",
        {"云经信发〔2013〕901号": "based_on", "国经贸〔2002〕902号": "based_on"},
    ),
    ("国发〔2013〕901号文件下发以来，各地积极行动。", {"国发〔2013〕901号": "mentions"}),
)


def read(text: str) -> Reading:
    return extract(bytes_to_source(text.encode(), "text.txt"))


def listed(title: str, rows: str) -> Reading:
    return read(HEAD.format(title=title) + rows + FOOT)


def seats(reading: Reading, *, staff: bool) -> dict[str, str]:
    members = (fact for fact in reading.facts if isinstance(fact, Member))
    return {one.person: one.role for one in members if one.role.startswith("办公室") is staff}


def parts(reading: Reading) -> set[tuple[str, str]]:
    return {(fact.body, fact.role) for fact in reading.facts if isinstance(fact, Assignment)}


def groups(reading: Reading) -> list[Group]:
    return [fact for fact in reading.facts if isinstance(fact, Group)]


def phrases(test: str, values: Iterable[object]) -> list[object]:
    """Parameters of a test; a phrase that is not read yet is expected to fail."""
    rows = [value if isinstance(value, tuple) else (value,) for value in values]
    return [
        pytest.param(
            *row, id=str(row[0]), marks=[pytest.mark.xfail(strict=True)] if f"{test}: {row[0]}" in NOT_YET else []
        )
        for row in rows
    ]


@pytest.mark.parametrize(("wording", "name"), phrases("title", TITLES))
def test_title_names_group(wording: str, name: str) -> None:
    rows = "组　长：王小明　市长\n副组长：赵大同　副市长\n成　员：李小红　市教育局局长\n"
    assert [one.name for one in groups(listed(f"东岭市人民政府关于{wording}的通知", rows))] == [name]


@pytest.mark.parametrize("role", phrases("role", ROLES))
def test_role(role: str) -> None:
    rows = f"组　长：王小明　市长\n{role}：赵大同　副市长\n成　员：李小红　市教育局局长\n"
    assert seats(listed(FOUNDING, rows), staff=False) == {"王小明": "组长", "赵大同": role, "李小红": "成员"}


@pytest.mark.parametrize(("sentence", "host", "staff"), phrases("office", OFFICE))
def test_office(sentence: str, host: str, staff: dict[str, str]) -> None:
    reading = listed(FOUNDING, f"组　长：王小明　市长\n成　员：李小红　市教育局局长\n{sentence}\n")
    assert [one.office_host for one in groups(reading)] == [host]
    assert seats(reading, staff=True) == staff


@pytest.mark.parametrize("deadline", phrases("deadline after verbs", DEADLINES))
def test_deadline_after_verbs(deadline: str) -> None:
    reading = listed(TASKS, f"1.做好工作。（市教育局牵头，市财政局配合，{deadline}）\n")
    assert parts(reading) == {("市教育局", "lead"), ("市财政局", "support")}


@pytest.mark.parametrize("deadline", phrases("deadline after label", DEADLINES))
def test_deadline_after_label(deadline: str) -> None:
    reading = listed(TASKS, f"1.做好工作。（责任单位：市教育局、市财政局；{deadline}）\n")
    assert parts(reading) == {("市教育局", "responsible"), ("市财政局", "responsible")}


@pytest.mark.parametrize("wording", phrases("convention", CONVENTIONS))
def test_convention(wording: str) -> None:
    tasks = (
        f"1.做好工作。（责任单位：市教育局、市财政局，{wording}，下同）\n2.继续推进。（责任单位：市水利局、市民政局）\n"
    )
    lead, support = {"市教育局", "市水利局"}, {"市财政局", "市民政局"}
    assert parts(listed(TASKS, tasks)) == {(one, "lead") for one in lead} | {(one, "support") for one in support}


@pytest.mark.parametrize("body", phrases("body", BODIES))
def test_body(body: str) -> None:
    reading = listed(TASKS, f"1.做好工作。继续推进。（市财政局、{body}按职责分工负责）\n")
    assert parts(reading) == {("市财政局", "responsible"), (body, "responsible")}


@pytest.mark.parametrize("header", phrases("header", HEADERS))
def test_header(header: str) -> None:
    reading = read(f"{header}\n各区人民政府：\n现将有关事项通知如下：\n一、做好工作。\n{FOOT}")
    directives = [fact for fact in reading.facts if isinstance(fact, Directive)]
    assert [(one.number, one.title, one.date) for one in directives] == [
        (NUMBER, "东岭市人民政府关于做好测试工作的通知", "2017-02-14")
    ]


@pytest.mark.parametrize(("sentence", "cited"), phrases("citation", CITATIONS))
def test_citation(sentence: str, cited: dict[str, str]) -> None:
    reading = listed(TASKS, f"{sentence}\n")
    assert {fact.number: fact.relation for fact in reading.facts if isinstance(fact, Citation)} == cited
