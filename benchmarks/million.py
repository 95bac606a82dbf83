"""How fast named questions are on a graph of a million triples, or of another size.

    python benchmarks/million.py STORE [--triples 1000000] [--seed 1] [--seconds 5]

The gazettes are invented: issues of three provinces over twenty years, each with directives, tasks, groups,
appointments, a chronicle and citations in about the proportions of real ones. They are made as facts, seeded, and
become a graph the way all facts do: through ``gongbao.graph.build``, identities and evidence and all. Where STORE is
there already, only the questions are asked.

Every question is asked with what it must be told, and again with each of its options that narrows or widens it.
"""

import argparse
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import accumulate
from pathlib import Path

from bench import answer_table, note, time_questions
from gongbao.graph.build import build
from gongbao.graph.show import write_table
from gongbao.graph.store import read_manifest
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
    Member,
    Participant,
    Reading,
    Relation,
    Span,
    Task,
)

TRIPLES_PER_ISSUE = 13_000
"""About how many triples an issue gives; real ones have 16,000."""

PROVINCES = (("云岭省", "云"), ("柏川省", "柏"), ("石原省", "石"))
FIRST_YEAR = 2003
LAST_YEAR = 2023
PERSONS = 400
"""Persons of a province whom its gazettes name."""
TOPICS = 150
"""Groups of a province."""

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余"
GIVEN = "伟芳敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂文辉玲华红建国志海生福云峰成东立新"
BODIES = (
    "省发展改革委",
    "省财政厅",
    "省人力资源社会保障厅",
    "省教育厅",
    "省水利厅",
    "省住房城乡建设厅",
    "省交通运输厅",
    "省商务厅",
    "省公安厅",
    "省民政厅",
    "省司法厅",
    "省科技厅",
    "省审计厅",
    "省国土资源厅",
    "省环境保护厅",
    "省文化厅",
    "省卫生计生委",
    "省卫生健康委",
    "省林业厅",
    "省农牧厅",
    "省统计局",
    "省质监局",
    "省工商局",
    "省安全监管局",
    "省粮食局",
    "省旅游局",
    "省体育局",
    "省广电局",
    "省扶贫局",
    "省信访局",
    "省地震局",
    "省气象局",
    "省通信管理局",
    "省邮政管理局",
    "省国税局",
    "省地税局",
    "省政府办公厅",
    "省总工会",
    "团省委",
    "省妇联",
    "省残联",
    "省文联",
    "各市人民政府",
    "各有关部门",
)
TITLES = ("厅长", "副厅长", "总工程师", "巡视员", "副巡视员", "办公室主任")
THINGS = (
    "河堤",
    "粮仓",
    "桥梁",
    "学校",
    "林地",
    "牧道",
    "水渠",
    "电网",
    "车站",
    "市场",
    "医院",
    "仓库",
    "温室",
    "农机",
    "渔港",
    "茶园",
    "古道",
    "盐湖",
    "驿站",
    "塔台",
)
WORKS = ("建设", "改造", "普查", "保护", "整治", "监测", "培训", "推广", "加固", "验收")
ROLES = ("组长", "副组长", "副组长", "成员", "成员", "成员", "成员", "成员")
DEADLINES = ("{year}年底前", "{year}年6月底前", "{next}年", "长期坚持", "{year}年9月30日前")


@dataclass
class Scribe:
    """Makes facts of one issue, each on a line of its own."""

    source: str
    offset: int = 0
    line: int = 0
    facts: list[Fact] = field(default_factory=list)

    def span(self, words: str) -> tuple[Span, ...]:
        """The next line of the issue."""
        start, self.line = self.offset, self.line + 1
        self.offset += len(words) + 1
        return (Span(self.source, start, start + len(words), self.line, words),)


@dataclass(frozen=True)
class Person:
    """An official of a province, with the agency and the step of a career."""

    name: str
    body: str
    begun: int

    def post(self, year: int) -> str:
        """The post in a year: one step up every five years."""
        rank = min(max(0, 2 - (year - self.begun) // 5), 2)
        return f"{self.body}{TITLES[rank]}" if year % 9 else f"{self.body}巡视员"


@dataclass(frozen=True)
class Province:
    """What the issues of one province are made of."""

    name: str
    letter: str
    persons: tuple[Person, ...]
    numbers: list[str] = field(default_factory=list)


def invented(issues: int, *, seed: int) -> Iterator[Reading]:
    """Readings of so many invented issues, province after province and year after year in turn.

    >>> first, second = invented(2, seed=1)
    >>> first.source, second.source
    ('yunling-0001.txt', 'baichuan-0002.txt')
    """
    rng = random.Random(seed)
    provinces = [Province(name, letter, _persons(rng)) for name, letter in PROVINCES]
    for number in range(issues):
        year = FIRST_YEAR + number * (LAST_YEAR - FIRST_YEAR + 1) // issues
        yield _issue(rng, provinces[number % len(provinces)], year, number)


def _persons(rng: random.Random) -> tuple[Person, ...]:
    people = []
    for _ in range(PERSONS):
        name = rng.choice(SURNAMES) + "".join(rng.choices(GIVEN, k=2))
        people.append(Person(name, _choose(rng, BODIES[:32]), rng.randrange(FIRST_YEAR - 5, LAST_YEAR)))
    return tuple(people)


def _choose(rng: random.Random, items: Sequence[str]) -> str:
    """One of some items, the first ones far more often."""
    return rng.choices(items, cum_weights=list(accumulate(1 / (rank + 3) for rank in range(len(items)))))[0]


_NAMES = {"云": "yunling", "柏": "baichuan", "石": "shiyuan"}


def _issue(rng: random.Random, province: Province, year: int, number: int) -> Reading:
    scribe = Scribe(f"{_NAMES[province.letter]}-{number + 1:04}.txt")
    for place in range(9):
        _directive(rng, scribe, province, year, f"{number + 1}{place}", tasks=16 if place < 8 else 0)
    for _ in range(18):
        _event(rng, scribe, province, year)
    for _ in range(10):
        _appointment(rng, scribe, province, year)
    return Reading(
        source=scribe.source,
        sha256=sha256(str(scribe.facts).encode()).hexdigest(),
        encoding="utf-8",
        characters=scribe.offset,
        facts=tuple(scribe.facts),
    )


def _day(rng: random.Random, year: int) -> str:
    return f"{year}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}"


def _directive(rng: random.Random, scribe: Scribe, province: Province, year: int, number: str, *, tasks: int) -> None:
    key = f"{province.letter}政办〔{year}〕{number}号"
    # One in twenty prints no date, as happens.
    date = _day(rng, year) if rng.random() > 0.05 else ""
    title = f"{province.name}人民政府办公厅关于{rng.choice(THINGS)}{rng.choice(WORKS)}的通知"
    scribe.facts.append(
        Directive(
            spans=scribe.span(key),
            rule="directives.number",
            number=key,
            title=title,
            issuers=(f"{province.name}人民政府办公厅",),
            addressees=("各市人民政府",),
            date=date,
            document_kind="通知",
        )
    )
    for task in range(tasks):
        _task(rng, scribe, key, year, task)
    for _ in range(6 if tasks else 0):
        _duty(rng, scribe, key)
    for _ in range(2 if province.numbers else 0):
        _citation(rng, scribe, province, key)
    _group(rng, scribe, province, key, year)
    scribe.facts.append(Gap(spans=scribe.span("每年一次。"), rule="assignments.gap", directive=key, reason="no body"))
    province.numbers.append(key)


def _task(rng: random.Random, scribe: Scribe, key: str, year: int, place: int) -> None:
    label, title = f"（{place + 1}）", f"{rng.choice(THINGS)}{rng.choice(WORKS)}{place}"
    path = ("实施方案", label)
    scribe.facts.append(
        Task(spans=scribe.span(label + title), rule="tasks.item", directive=key, path=path, label=label, title=title)
    )
    bodies = list(dict.fromkeys(_choose(rng, BODIES) for _ in range(rng.choice((1, 2, 3, 4, 5, 6, 10)))))
    led = rng.random() < 0.5
    deadline = rng.choice(DEADLINES).format(year=year, next=year + 1) if rng.random() < 0.1 else ""
    printed = scribe.span(f"（{'、'.join(bodies)}{'配合' if led else '负责'}）")
    for index, body in enumerate(bodies):
        role: AssignmentRole = ("lead" if index == 0 else "support") if led else "responsible"
        scribe.facts.append(
            Assignment(
                spans=printed,
                rule="assignments.bracketed",
                directive=key,
                path=path,
                task_label=label,
                task_title=title,
                body=body,
                role=role,
                form="bracketed",
                deadline=deadline,
            )
        )


def _duty(rng: random.Random, scribe: Scribe, key: str) -> None:
    body, duty = _choose(rng, BODIES[:40]), f"负责{rng.choice(THINGS)}{rng.choice(WORKS)}。"
    scribe.facts.append(
        Duty(spans=scribe.span(f"{body}{duty}"), rule="duties.opening", directive=key, body=body, duty=duty)
    )


_RELATIONS: tuple[Relation, ...] = ("based_on", "based_on", "based_on", "mentions", "mentions", "repeals", "amends")


def _citation(rng: random.Random, scribe: Scribe, province: Province, key: str) -> None:
    # A few are cited by many.
    cited = rng.choice(province.numbers[:20] if rng.random() < 0.3 else province.numbers)
    scribe.facts.append(
        Citation(
            spans=scribe.span(f"根据{cited}"),
            rule="citations.number",
            directive=key,
            number=cited,
            title="",
            relation=rng.choice(_RELATIONS),
        )
    )


DISSOLVED = 0.1
"""How many of the directives on a group end it."""


def _group(rng: random.Random, scribe: Scribe, province: Province, key: str, year: int) -> None:
    topic = rng.randrange(TOPICS)
    thing, work = THINGS[topic % len(THINGS)], WORKS[topic // len(THINGS) % len(WORKS)]
    name = f"{province.name}{thing}{work}工作领导小组"
    scribe.facts.append(
        Group(
            spans=scribe.span(name),
            rule="groups.founded",
            name=name,
            group_kind="领导小组",
            directive=key,
            action=rng.choice(("established", "adjusted")),
            office_host=_choose(rng, BODIES[:32]),
        )
    )
    if rng.random() < DISSOLVED:
        scribe.facts.append(
            GroupChange(
                spans=scribe.span(f"撤销{name}"),
                rule="dissolutions.sentence",
                name=name,
                group_kind="领导小组",
                change_kind="dissolved",
                directive=key,
            )
        )
    for person, role in zip(rng.sample(province.persons, len(ROLES)), ROLES, strict=True):
        post = "副省长" if role == "组长" else person.post(year)
        scribe.facts.append(
            Member(
                spans=scribe.span(f"{role}：{person.name} {post}"),
                rule="groups.members",
                group=name,
                directive=key,
                person=person.name,
                role=role,
                posts=(post,),
            )
        )


def _event(rng: random.Random, scribe: Scribe, province: Province, year: int) -> None:
    people = rng.sample(province.persons[:40], rng.choice((1, 2, 3, 5, 8)))
    text = f"{'、'.join(person.name for person in people)}到{rng.choice(THINGS)}调研。"
    scribe.facts.append(
        Event(
            spans=scribe.span(text),
            rule="events.item",
            date=_day(rng, year),
            until="",
            text=text,
            participants=tuple(Participant(person.name, (person.post(year),)) for person in people),
        )
    )


def _appointment(rng: random.Random, scribe: Scribe, province: Province, year: int) -> None:
    person = rng.choice(province.persons)
    post = person.post(year)
    scribe.facts.append(
        Appointment(
            spans=scribe.span(f"任命{person.name}为{post}"),
            rule="appointments.appoint",
            directive="",
            action="appoint" if rng.random() < 0.7 else "dismiss",
            person=person.name,
            posts=(post,),
            date=_day(rng, year),
        )
    )


def write_store(store: Path, *, triples: int, seed: int) -> None:
    """Build a store of invented gazettes, unless it is there."""
    if read_manifest(store) is not None:
        return
    readings = {one.source: one for one in invented(max(1, triples // TRIPLES_PER_ISSUE), seed=seed)}
    note(f"building {len(readings)} invented issues")
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in readings]
        for file in files:
            file.write_text(f"{file.name} {seed}", encoding="utf-8")
        build(files, store, read=lambda path: readings[path.name], reader=f"million-{triples}-{seed}")


def options() -> argparse.ArgumentParser:
    """The command line."""
    parser = argparse.ArgumentParser(description="Time every named question on a large graph of invented gazettes.")
    parser.add_argument("store", type=Path, help="folder of the graph; made if it is not there")
    parser.add_argument("--triples", type=int, default=1_000_000, help="about how many (default: 1000000)")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other gazettes (default: 1)")
    parser.add_argument("--seconds", type=float, default=5, help="ask each question about so long (default: 5)")
    return parser


def main() -> None:
    """Build, ask, print."""
    given = options().parse_args()
    write_store(given.store, triples=given.triples, seed=given.seed)
    answers = tuple(time_questions("invented", given.store, seconds=given.seconds, every_option=True))
    write_table(answer_table(answers), sys.stdout)


if __name__ == "__main__":
    main()
