"""Groups that a text names without listing their members."""

import json
import time
from pathlib import Path

import pytest
from conftest import GAZETTES
from gongbao.extract.evidence import Printed
from gongbao.extract.mentions import find_mentions, named_groups
from gongbao.extract.pipeline import extract
from gongbao.extract.read import bytes_to_source
from gongbao.extract.segment import Paragraph
from gongbao.extract.text import Text
from gongbao.ontology.model import GroupMention
from gongbao.ontology.vocabulary import entries


def names(words: str) -> list[str]:
    return [words[start:end] for start, end in named_groups(words)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("重大事项报省双拥工作领导小组审定。", ["省双拥工作领导小组"]),
        ("副省长张某主持召开云岭山保护和管理协调领导小组专题会议。", ["云岭山保护和管理协调领导小组"]),
        ("在省食品安全委员会的统筹下，各地要加强检查。", ["省食品安全委员会"]),
        ("8月4日，省政府召开第十三届云岭文化旅游节组委会筹备会议。", ["第十三届云岭文化旅游节组委会"]),
        ("充分发挥全省对外贸易发展联席会议作用。", ["全省对外贸易发展联席会议"]),
        ("经县经济普查领导小组同意后公布。", ["县经济普查领导小组"]),
        ("省防汛抗旱指挥部和市防汛抗旱指挥部要密切配合。", ["省防汛抗旱指挥部", "市防汛抗旱指挥部"]),
        ("领导小组办公室下设高原粮仓研究中心工作专班，", ["高原粮仓研究中心工作专班"]),
        ("副省长、省粮仓共建工作领导协调小组组长李某讲话。", ["省粮仓共建工作领导协调小组"]),
        ("报云岭省粮改领导小组审定。", ["云岭省粮改领导小组"]),
        ("除松江市粮改领导小组外都有办公室。", ["松江市粮改领导小组"]),
        ("恢复云岭省粮改领导小组。", ["云岭省粮改领导小组"]),
        ("灾后恢复重建工作领导小组开会。", ["灾后恢复重建工作领导小组"]),
    ],
)
def test_group_is_named(words: str, expected: list[str]) -> None:
    assert names(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "领导小组每年开会两次。",
        "各市州要成立考录工作领导小组，明确责任。",
        "各级农村信用体系建设领导小组要落实要求。",
        "省发展和改革委员会负责解释。",
        "省卫生健康委员会副主任王某任办公室主任。",
        "省人大粮食水利委员会副主任委员王某。",
        "云岭经济开发区管理委员会负责管理。",
        "由村民委员会组织实施。",
        "建立协同监管联席会议制度。",
        "中共云岭省委员会决定。",
        "仲裁委员会依法裁决。",
        "省民政厅为指挥部下设的工作机构。",
        "要成立规划推进小组，制定方案。",
        "常务委员会会议通过。",
    ],
)
def test_what_only_looks_like_a_named_group_is_none(words: str) -> None:
    assert names(words) == []


TEXT = """云岭省人民政府
关于成立云岭省粮仓建设领导小组的通知
云政〔2020〕1号
各市人民政府：
根据云岭省粮食安全委员会意见，决定成立云岭省粮仓建设领导小组。粮食安全委员会负责指导。
组长：张三峰 副省长
成员：李四维 省财政厅厅长
重大事项报省双拥工作领导小组。省双拥工作领导小组另行通知。
2020年3月6日
"""


def test_each_group_is_mentioned_once_and_not_where_its_members_are_listed() -> None:
    source = bytes_to_source(TEXT.encode(), "a.txt")
    found = [fact for fact in extract(source).facts if isinstance(fact, GroupMention)]
    assert [(one.name, one.group_kind, one.directive, one.span.line) for one in found] == [
        ("云岭省粮食安全委员会", "委员会", "云政〔2020〕1号", 5),
        ("省双拥工作领导小组", "领导小组", "云政〔2020〕1号", 8),
    ]
    assert all(source.text[one.span.start : one.span.end] == one.name for one in found)


@pytest.mark.gazettes
@pytest.mark.parametrize("path", sorted(GAZETTES.glob("*.txt")), ids=lambda path: path.stem[:3])
def test_groups_named_in_the_gazettes(path: Path) -> None:
    gold = json.loads((GAZETTES.parent / "gold" / f"{path.stem}.json").read_text("utf-8"))
    reading = extract(bytes_to_source(path.read_bytes(), path.name))
    found = {fact.name for fact in reading.facts if isinstance(fact, GroupMention)}
    assert found == {one["name"] for one in gold["mentioned_groups"]}


@pytest.mark.parametrize("kind", [example for entry in entries("named_group_kinds") for example in entry.examples])
def test_every_kind_of_the_vocabulary_ends_a_name(kind: str) -> None:
    # A paragraph is searched for names only where a quick look finds what every kind holds.
    assert names(f"报省双拥工作{kind}审定。") == [f"省双拥工作{kind}"]


def test_many_names_take_time_in_proportion() -> None:
    text = "。".join(f"报云岭省第{number}号粮仓改造工作领导小组审定" for number in range(20_000))
    page = Printed("a.txt", text, Text.of(text))
    started = time.process_time()
    assert len(list(find_mentions("", [Paragraph(0, len(text), text)], page))) == 20_000
    assert time.process_time() - started < 10
