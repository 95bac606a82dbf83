"""Small readings with invented names, for tests of whatever comes after reading.

The texts are made up: 云岭省, its cities 松江市 and 柏川市, and their people exist nowhere. Each span's words stand
at its offsets in ``TEXT``.
"""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from gongbao.errors import SourceError
from gongbao.graph.build import BuildReport, build
from gongbao.graph.terms import BASE
from gongbao.ontology.model import (
    Appointment,
    Assignment,
    AssignmentRole,
    Citation,
    Directive,
    Duty,
    Event,
    Fact,
    Gap,
    Group,
    GroupChange,
    GroupMention,
    Member,
    Participant,
    Reading,
    Span,
    Task,
)

SOURCE = "yunling-2020-01.txt"
NOTICE = "云政办〔2020〕5号"
PLAN = "云政办〔2020〕6号"
GROUP = "云岭省数字粮仓建设工作领导小组"

TEXT = """云政办〔2020〕5号
云岭省人民政府办公厅关于成立云岭省数字粮仓建设工作领导小组的通知
各市人民政府，省政府各委、办、厅、局：
根据云政〔2019〕3号要求，成立云岭省数字粮仓建设工作领导小组。
组长：张三峰 副省长
副组长：李四维 省财政厅厅长
成员：王五常 省发展改革委副主任
赵六合 松江市副市长
领导小组办公室设在省发展改革委，王五常兼任办公室主任。
2020年3月6日
云政办〔2020〕6号
云岭省人民政府办公厅关于印发粮仓节能方案的通知
（一）改造旧仓。更换通风设备。（省发展改革委牵头，省财政厅、
各市人民政府配合）
（二）培训人员。每年一次。责任单位：省人力资源社会保障厅 完成时限：2020年底
省财政厅。安排改造资金。
2020年3月9日
任命：钱七宝为云岭省财政厅副厅长。
3月2日 副省长张三峰到松江市调研。
会议要求落实省双拥工作领导小组部署。
将云岭省旧仓改造领导小组并入云岭省数字粮仓建设工作领导小组。
"""


def span(words: str, *, source: str = SOURCE, text: str = TEXT, after: str = "") -> Span:
    """Where some words first stand in a text, looked for after other words."""
    start = text.index(words, text.index(after))
    return Span(source, start, start + len(words), text.count("\n", 0, start) + 1, words)


def reading(*facts: Fact, source: str = SOURCE, text: str = TEXT) -> Reading:
    """A reading of a text that states some facts."""
    return Reading(
        source=source,
        sha256=sha256(text.encode()).hexdigest(),
        encoding="utf-8",
        characters=len(text),
        facts=facts,
    )


def notice(**changes: Any) -> Directive:
    """The notice that founds the group; attributes can be changed."""
    values: dict[str, Any] = {
        "spans": (span(NOTICE),),
        "rule": "directives.number",
        "number": NOTICE,
        "title": "云岭省人民政府办公厅关于成立云岭省数字粮仓建设工作领导小组的通知",
        "issuers": ("云岭省人民政府办公厅",),
        "addressees": ("各市人民政府", "省政府各委、办、厅、局"),
        "date": "2020-03-06",
        "document_kind": "通知",
    }
    return Directive(**{**values, **changes})


def member(person: str, role: str, *posts: str, **changes: Any) -> Member:
    """A seat on the group; attributes can be changed."""
    values: dict[str, Any] = {
        "spans": (span(person),) if person in TEXT else (span(NOTICE),),
        "rule": "groups.members",
        "group": GROUP,
        "directive": NOTICE,
        "person": person,
        "role": role,
        "posts": posts,
    }
    return Member(**{**values, **changes})


def assignment(body: str, role: AssignmentRole, **changes: Any) -> Assignment:
    """A part in the first task of the plan; attributes can be changed."""
    values: dict[str, Any] = {
        "spans": (span("（省发展改革委牵头，省财政厅、"), span("各市人民政府配合）")),
        "rule": "assignments.bracketed",
        "directive": PLAN,
        "path": ("粮仓节能方案", "（一）"),
        "task_label": "（一）",
        "task_title": "改造旧仓",
        "body": body,
        "role": role,
        "form": "bracketed",
    }
    return Assignment(**{**values, **changes})


def sample_reading(*, source: str = SOURCE) -> Reading:
    """A reading with every kind of fact."""
    plan_span = span(PLAN)
    facts: tuple[Fact, ...] = (
        notice(),
        Group(
            spans=(span(GROUP, after="根据"),),
            rule="groups.founded",
            name=GROUP,
            group_kind="领导小组",
            directive=NOTICE,
            action="established",
            office_host="省发展改革委",
        ),
        Citation(
            spans=(span("云政〔2019〕3号"),),
            rule="citations.number",
            directive=NOTICE,
            number="云政〔2019〕3号",
            title="",
            relation="based_on",
        ),
        member("张三峰", "组长", "副省长"),
        member("李四维", "副组长", "省财政厅厅长"),
        member("王五常", "成员", "省发展改革委副主任"),
        member("赵六合", "成员", "松江市副市长"),
        member("王五常", "办公室主任", spans=(span("王五常", after="办公室设在"),)),
        notice(
            spans=(plan_span,),
            number=PLAN,
            title="云岭省人民政府办公厅关于印发粮仓节能方案的通知",
            addressees=(),
            date="2020-03-09",
            promulgates=("粮仓节能方案",),
        ),
        Task(
            spans=(span("（一）改造旧仓。"),),
            rule="tasks.item",
            directive=PLAN,
            path=("粮仓节能方案", "（一）"),
            label="（一）",
            title="改造旧仓",
        ),
        assignment("省发展改革委", "lead"),
        assignment("省财政厅", "support"),
        assignment("各市人民政府", "support"),
        Task(
            spans=(span("（二）培训人员。"),),
            rule="tasks.item",
            directive=PLAN,
            path=("粮仓节能方案", "（二）"),
            label="（二）",
            title="培训人员",
        ),
        assignment(
            "省人力资源社会保障厅",
            "responsible",
            spans=(span("责任单位：省人力资源社会保障厅"),),
            rule="assignments.labelled",
            path=("粮仓节能方案", "（二）"),
            task_label="（二）",
            task_title="培训人员",
            form="labelled",
            deadline="2020年底",
        ),
        Duty(
            spans=(span("省财政厅。安排改造资金。"),),
            rule="duties.opening",
            directive=PLAN,
            body="省财政厅",
            duty="安排改造资金。",
        ),
        Appointment(
            spans=(span("钱七宝为云岭省财政厅副厅长"),),
            rule="appointments.appoint",
            directive="",
            action="appoint",
            person="钱七宝",
            posts=("云岭省财政厅副厅长",),
            date="2020-03-09",
        ),
        Event(
            spans=(span("3月2日 副省长张三峰到松江市调研。"),),
            rule="events.item",
            date="2020-03-02",
            until="",
            text="副省长张三峰到松江市调研。",
            participants=(Participant("张三峰", ("副省长",)),),
        ),
        GroupMention(
            spans=(span("省双拥工作领导小组"),),
            rule="mentions.group",
            name="省双拥工作领导小组",
            group_kind="领导小组",
        ),
        GroupChange(
            spans=(span("云岭省旧仓改造领导小组并入云岭省数字粮仓建设工作领导小组"),),
            rule="dissolutions.sentence",
            name="云岭省旧仓改造领导小组",
            group_kind="领导小组",
            change_kind="merged",
            successor=GROUP,
            directive=PLAN,
        ),
        Gap(spans=(span("每年一次。"),), rule="assignments.gap", directive=PLAN, reason="no body is named"),
    )
    if source != SOURCE:
        facts = tuple(_moved(fact, source) for fact in facts)
    return reading(*facts, source=source)


def _moved(fact: Fact, source: str) -> Fact:
    return replace(fact, spans=tuple(replace(one, source=source) for one in fact.spans))


def write_sources(folder: Path, *readings: Reading) -> list[Path]:
    """A file for each reading, as large as it takes to tell their bytes apart."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / one.source for one in readings]
    for path, one in zip(paths, readings, strict=True):
        path.write_text(f"{one.source}\n{one.facts}", encoding="utf-8")
    return paths


def reader_of(*readings: Reading) -> Callable[[Path], Reading]:
    """What reads each file as the reading of its name, and no other file."""
    by_name = {one.source: one for one in readings}

    def read(path: Path) -> Reading:
        if path.name not in by_name:
            raise SourceError(f"{path} holds no directive")
        return by_name[path.name]

    return read


def build_readings(store: Path, *readings: Reading, base: str = BASE) -> BuildReport:
    """Build a store from readings, whose files stand in a folder beside it."""
    files = write_sources(store.parent / f"{store.name}-sources", *readings)
    return build(files, store, read=reader_of(*readings), reader="1", base=base)
