"""The office of a group: the agency that hosts it, and its staff.

领导小组办公室设在省水利厅，张某某同志兼任办公室主任，省财政厅副厅长李某任办公室副主任。
"""

import re
from collections.abc import Collection, Iterator, Sequence

from ..ontology.model import Member
from .evidence import Printed
from .people import ENDS_SEAT, split_people
from .printed import printed
from .rows import is_body
from .segment import Paragraph

_OFFICE_HOST = re.compile(
    r"办公室[，（]?(?:日常工作|办公地点)?(?:挂靠(?:在|于)?|设立?置?[在于]|[挂放]在|(?<=下设办公室)于)(?P<host>[^，。；（）、]{2,30})"
)
_WORKING_BODY = re.compile(
    r"^(?P<host>[^，。；]{2,30}?)为(?P<kind>[^，。；]{2,8}?)(?:下设)?的?(?:日常)?(?:工作|办事)机构"
)
# 各县要成立工作组，办公室设在县水利局: an office, but of a group below.
_OF_OTHERS = re.compile(r"各(?:级|地|[市州县区镇乡盟旗])[^。；，]{0,20}(?:成立|设立|建立|组建|要|应|须|可)[^。；]*$")
_OFFICE_ROLE = r"(?:办公室)?(?:常务|执行|第一)?副?主任"
_STAFF = re.compile(
    r"(?P<people>[^，。；：]{2,80}?)(?:同志)?(?:分别)?(?:兼任|兼|担任|任|为)(?:领导小组|委员会|指挥部|联席会议)?"
    rf"(?P<role>{_OFFICE_ROLE})(?=[，。；、]|$)"
)
_STAFF_BY_ROLE = re.compile(
    rf"(?P<role>{_OFFICE_ROLE})(?:分别)?由(?P<people>[^。；：]{{2,80}}?)(?:同志)?(?:兼任|担任|兼)(?![主副])"
)
# 编委会下设办公室，主任：石某某（兼），副主任：陆某、梁某某
_STAFF_LABELLED = re.compile(rf"(?<=[，。；：\s])(?P<role>{_OFFICE_ROLE})\s*[：:]\s*(?P<people>[^，。；：:]{{2,80}})")
_PLACE_OF_OFFICE = re.compile(r"办公室[^。]*?，办公地点设?在(?P<host>[^，。；（）、]{2,30})")
_SET_UP_AT = re.compile(r"(?:设在|设于|挂靠在?)(?P<host>[^，。；（）、]{2,30})")
_OFFICE_ITEM = re.compile(r"[^，。；：]{0,20}办公室[：:]?")
_SENTENCE = re.compile(r"[^。]+")


def find_host(sentences: Sequence[Paragraph]) -> str:
    """The agency at which the office is set up; empty where no sentence names one."""
    return next(_hosts(sentences), "")


def _hosts(sentences: Sequence[Paragraph]) -> Iterator[str]:
    above = ""
    for sentence in sentences:
        words = printed(sentence.words)
        match = _OFFICE_HOST.search(words) or _PLACE_OF_OFFICE.search(words) or _WORKING_BODY.search(words)
        if match is None and _OFFICE_ITEM.fullmatch(above):
            match = _SET_UP_AT.match(words)
        above = words
        if match and _OF_OTHERS.search(words, 0, match.start()):
            continue
        if match and (is_body(match["host"]) or match["host"].endswith(("科", "股"))):
            yield match["host"]


def find_staff(
    group: str, directive: str, paragraph: Paragraph, page: Printed, known: Collection[str] = ()
) -> Iterator[Member]:
    """Staff of the group's office named in a sentence about it: 何某同志兼任办公室主任; ``known`` are its members."""
    for sentence in _SENTENCE.finditer(paragraph.words):
        if "办公室" not in sentence.group():
            continue
        for match in _staff_statements(sentence):
            of_others = _OF_OTHERS.search(sentence.group(), 0, match.start() - sentence.start())
            if ENDS_SEAT.search(match["people"]) or of_others:
                continue
            offset = paragraph.start + match.start("people")
            for person in split_people(match["people"], known):
                end = paragraph.start + max(match.end("role"), match.end("people"))
                yield Member(
                    spans=page.spans((offset + min(person.start, person.posts_start), end)),
                    rule="groups.office_staff",
                    group=group,
                    directive=directive,
                    person=printed(match["people"][person.start : person.end]),
                    role=_office_role(match["role"]),
                    posts=person.posts,
                )


def _staff_statements(sentence: re.Match[str]) -> Iterator[re.Match[str]]:
    for pattern in (_STAFF, _STAFF_BY_ROLE, _STAFF_LABELLED):
        yield from pattern.finditer(sentence.string, sentence.start(), sentence.end())


def _office_role(role: str) -> str:
    return role if role.startswith("办公室") else f"办公室{role}"
