"""A store to ask: the sample of ``facts.py`` and a second gazette, a year later."""

from pathlib import Path
from typing import Any

from facts import GROUP, NOTICE, PLAN, assignment, member, notice, reading, sample_reading, span
from gongbao.graph.build import build
from gongbao.ontology.model import AssignmentRole, Citation, Fact, Group, Reading, Relation

LATER = "yunling-2021-02.txt"
RULES = "云政办〔2021〕9号"
FLOOD_GROUP = "云岭省河堤加固工作领导小组"
LATER_TEXT = """云政办〔2021〕9号
云岭省人民政府办公厅关于加固河堤的通知
根据云政办〔2020〕6号，废止云政办〔2018〕1号。
成立云岭省河堤加固工作领导小组。
组长：李四维 省财政厅厅长
成员：周八荣 省水利厅厅长
（一）勘察河堤。（省财政厅牵头，省发展改革委、省水利厅配合）
（二）筹集资金。（省财政厅牵头，省发展改革委配合）
2021年2月1日
"""


def later(words: str, *, after: str = "") -> dict[str, Any]:
    """The span of some words in the second gazette, as the field of a fact."""
    return {"spans": (span(words, source=LATER, text=LATER_TEXT, after=after),)}


def later_reading() -> Reading:
    """The reading of the second gazette."""
    surveying = "（省财政厅牵头，省发展改革委、省水利厅配合）"
    funding = "（省财政厅牵头，省发展改革委配合）"
    facts: tuple[Fact, ...] = (
        notice(
            number=RULES,
            title="云岭省人民政府办公厅关于加固河堤的通知",
            date="2021-02-01",
            addressees=(),
            **later(RULES),
        ),
        _citation("云政办〔2020〕6号", "based_on"),
        _citation("云政办〔2018〕1号", "repeals"),
        Group(
            rule="groups.founded",
            name=FLOOD_GROUP,
            group_kind="领导小组",
            directive=RULES,
            action="established",
            **later(FLOOD_GROUP),
        ),
        member("李四维", "组长", "省财政厅厅长", group=FLOOD_GROUP, directive=RULES, **later("李四维")),
        member("周八荣", "成员", "省水利厅厅长", group=FLOOD_GROUP, directive=RULES, **later("周八荣")),
        _part("省财政厅", "lead", "（一）", "勘察河堤", surveying),
        _part("省发展改革委", "support", "（一）", "勘察河堤", surveying),
        _part("省水利厅", "support", "（一）", "勘察河堤", surveying),
        _part("省财政厅", "lead", "（二）", "筹集资金", funding),
        _part("省发展改革委", "support", "（二）", "筹集资金", funding),
    )
    return reading(*facts, source=LATER, text=LATER_TEXT)


def _citation(number: str, relation: Relation) -> Citation:
    return Citation(
        rule="citations.number", directive=RULES, number=number, title="", relation=relation, **later(number)
    )


def _part(body: str, role: AssignmentRole, label: str, title: str, printed: str) -> Fact:
    return assignment(
        body,
        role,
        directive=RULES,
        path=(label,),
        task_label=label,
        task_title=title,
        rule="assignments.bracketed",
        **later(printed),
    )


def stored(folder: Path, *readings: Reading) -> Path:
    """A store that holds some readings."""
    by_name = {one.source: one for one in readings}
    files = [folder / name for name in by_name]
    for file in files:
        file.write_text(file.name, encoding="utf-8")
    build(files, folder / "store", read=lambda path: by_name[path.name], reader="test")
    return folder / "store"


def two_gazettes(folder: Path) -> Path:
    """A store that holds both gazettes."""
    return stored(folder, sample_reading(), later_reading())


__all__ = ["FLOOD_GROUP", "GROUP", "LATER", "PLAN", "RULES", "later_reading", "stored", "two_gazettes"]


def health_reading() -> Reading:
    """A notice with one agency under two names, a slip, a group called short, and a collective."""
    bodies = ("省卫生计生委", "省卫生健康委", "省民厅", "各市州人民政府")
    facts = [
        assignment(body, "lead", directive=NOTICE, task_label=label, task_title="")
        for body, label in zip(bodies, "一二三四", strict=True)
    ]
    earlier = assignment("省卫生厅", "support", directive=NOTICE, task_label="五", task_title="")
    group = Group(
        spans=(span(GROUP),),
        rule="groups.founded",
        name=GROUP,
        group_kind="领导小组",
        directive=NOTICE,
        action="established",
    )
    office = assignment("领导小组办公室", "lead", directive=NOTICE, task_label="六", task_title="")
    return reading(notice(), *facts, earlier, group, office)
