"""Stores with networks in them: a third gazette with events, citations that go round, and agencies in a row."""

from pathlib import Path

from asking import later_reading, stored
from facts import assignment, member, notice, reading, sample_reading
from gongbao.ontology.model import Citation, Event, Fact, Participant, Reading, Relation, Span

THIRD = "yunling-2022-03.txt"
THIRD_TEXT = "云政办〔2022〕3号\n" * 40
ROUND = ("云政办〔2022〕31号", "云政办〔2022〕32号")
HOSTILE = '<script>"\x1b[31m|\n'


def _at(line: int) -> dict[str, tuple[Span, ...]]:
    start = THIRD_TEXT.index("云", (line - 1) * 12)
    return {"spans": (Span(THIRD, start, start + 5, line, THIRD_TEXT[start : start + 5]),)}


def cites(citing: str, cited: str, relation: Relation, line: int) -> Citation:
    """A citation by one directive of another."""
    return Citation(rule="citations.number", directive=citing, number=cited, title="", relation=relation, **_at(line))


def meeting(date: str, text: str, people: tuple[str, ...], line: int) -> Event:
    """An item of a chronicle, whose people are heads of departments of their own."""
    posts = {"张三峰": "副省长", "李四维": "省财政厅厅长", "周八荣": "省水利厅厅长"}
    return Event(
        rule="events.item",
        date=date,
        until="",
        text=text,
        participants=tuple(Participant(person, (posts[person],)) for person in people),
        **_at(line),
    )


def task(label: str, lead: str, *supports: str, line: int, year: int = 2022) -> list[Fact]:
    """One task with a lead and supporters."""
    number = f"云政办〔{year}〕30号"
    told = {"directive": number, "path": (label,), "task_label": label, "task_title": f"任务{label}", **_at(line)}
    return [assignment(lead, "lead", **told), *(assignment(body, "support", **told) for body in supports)]


def third_reading() -> Reading:
    """The third gazette: 2022, agencies in a row, two meetings, and two directives that repeal each other."""
    facts: list[Fact] = [
        notice(number="云政办〔2022〕30号", title="云岭省人民政府办公厅关于任务的通知", date="2022-03-01", **_at(1)),
        *(
            notice(number=number, title=f"云岭省人民政府办公厅关于第{number[-3:]}的通知", date="2022-04-01", **_at(2))
            for number in ROUND
        ),
        *task("一", "省教育厅", "省科技厅", line=3),
        *task("二", "省科技厅", "省民政厅", line=4),
        *task("三", "省民政厅", "省司法厅", line=5),
        *task("四", "省财政厅", "省教育厅", line=6),
        cites(ROUND[0], ROUND[1], "repeals", 7),
        cites(ROUND[1], ROUND[0], "based_on", 8),
        cites(ROUND[1], "云政办〔2021〕9号", "based_on", 9),
        meeting("2022-03-02", "张三峰、李四维参加会议。", ("张三峰", "李四维"), 10),
        meeting("2022-03-05", "张三峰、李四维、周八荣调研。", ("张三峰", "李四维", "周八荣"), 11),
        meeting("2022-03-05", "张三峰、李四维、周八荣调研。", ("张三峰", "李四维", "周八荣"), 12),
    ]
    return reading(*facts, source=THIRD, text=THIRD_TEXT)


def three_gazettes(folder: Path) -> Path:
    """A store of all three."""
    return stored(folder, sample_reading(), later_reading(), third_reading())


def hostile_reading() -> Reading:
    """Names that are markup, steer terminals, and hold what separates values."""
    seats = [
        member(f"{HOSTILE}{person}", "成员", f"{HOSTILE}厅长", group=f"{HOSTILE}{group}领导小组")
        for person in "甲乙"
        for group in "丙丁"
    ]
    bodies = [assignment(f"{HOSTILE}甲厅", "lead"), assignment(f"{HOSTILE}乙厅", "support")]
    return reading(notice(), notice(number="云政办〔2020〕6号"), *seats, *bodies)
