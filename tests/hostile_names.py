"""A gazette whose every name tries to be something else: a formula, a tag, the end of a cell, a line or a list."""

from facts import GROUP, NOTICE, assignment, member, notice, reading, span
from gongbao.ontology.model import Appointment, Citation, Duty, Event, Fact, Gap, Group, Participant, Reading

NAMES = (
    '=HYPERLINK("http://x","张")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1",
    "#N/A",
    '甲"乙\\"丙',
    "甲,乙;丙|丁",
    "甲\n乙\r丙",
    "甲\x00乙\x1f丙\x1b[31m",
    "甲\ufffe乙\u202e丙",
    "<b>甲</b>&amp;]]><!--",
    "'; DROP TABLE x; --",
    "_x0041_甲",
    "  甲  ",
    "null",
    "甲" * 400,
)
"""What a hostile text could print as a name."""

SOURCE = "=1,\"a\";'b' &<c>.txt"
"""A file can be called so."""


def hostile_reading() -> Reading:
    """A reading in which each of these names is that of a group, a person, a post, a body, a task and a directive."""
    facts = [fact for number, name in enumerate(NAMES) for fact in _facts(name, number)]
    return reading(*facts, source=SOURCE)


def _facts(name: str, number: int) -> list[Fact]:
    spans = (span(NOTICE, source=SOURCE),)
    key = f"云政办〔2020〕{number}号{name}"
    return [
        notice(spans=spans, number=key, title=name, issuers=(name,), addressees=(name,), promulgates=(name,)),
        Group(spans=spans, rule="r", name=f"{name}{GROUP}", group_kind=name, directive=key, office_host=name),
        member(name, name, name, spans=spans, group=f"{name}{GROUP}", directive=key, note=name),
        assignment(
            name, "lead", spans=spans, directive=key, task_label=name, task_title=name, path=(name,), deadline=name
        ),
        Duty(spans=spans, rule="r", directive=key, body=name, duty=name),
        Appointment(
            spans=spans,
            rule="r",
            directive=key,
            action="appoint",
            person=name,
            posts=(name, "云岭省财政厅副厅长"),
            reason=name,
            date="2020-03",
        ),
        Citation(spans=spans, rule="r", directive=key, number="", title=f"{name}办法", relation="based_on"),
        Event(spans=spans, rule="r", date="2020", until="", text=name, participants=(Participant(name, (name,)),)),
        Gap(spans=spans, rule="r", directive=key, reason=name),
    ]
