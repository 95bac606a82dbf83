"""Citations: directives that another one names by number, and how it stands to them."""

import re
from collections.abc import Iterator
from functools import cache

from ..ontology.model import Citation, Relation
from ..ontology.vocabulary import entries
from .directives import document_key
from .evidence import Printed
from .labels import opens_item
from .metadata import METADATA
from .numbers import PrintedNumber, find_numbers, number_line
from .printed import printed
from .segment import Document, Paragraph

_SENTENCE_END = re.compile(r"[。；！？]")
_COMMA = re.compile("[，,]")
_BASED_ON = re.compile("根据|按照|依据|依照|遵照|落实|贯彻")
_RIGHT_BEFORE = 6
"""How close before a name what is done to it must stand: 决定废止《…》."""

_LONGEST_ANNOUNCEMENT = 300
"""Characters of a sentence that introduces a list, with some to spare."""

_CLAUSES = 80
"""How many characters before a number its cue is looked for: a title and the words around it."""


def find_citations(document: Document, page: Printed) -> Iterator[Citation]:
    """Numbers of other directives in the text of a document, in order."""
    key = document_key(document)
    announced = ""
    for paragraph in document.body:
        if paragraph.words.endswith(("：", ":")) or is_heading(paragraph.words):
            announced = paragraph.words[-_LONGEST_ANNOUNCEMENT:]
        if "号" not in paragraph.words or number_line(paragraph.words) or METADATA.match(paragraph.words):
            continue
        for number in find_numbers(paragraph.words):
            if number.number != key:
                yield _citation(key, paragraph, number, page, announced if opens_item(paragraph.words) else "")


def is_heading(words: str) -> bool:
    """Whether a paragraph is a numbered heading and no more.

    >>> is_heading("二、废止的文件"), is_heading("二、废止。下列文件停止执行。")
    (True, False)
    """
    return opens_item(words) and "。" not in words and "号" not in words


def _citation(key: str, paragraph: Paragraph, number: PrintedNumber, page: Printed, announced: str) -> Citation:
    """The citation of one number; ``announced`` is the sentence with a colon that introduces the item it stands in."""
    words = paragraph.words
    title_start = _title_start(words, number.start)
    start = number.start if title_start is None else title_start
    end = number.end + (title_start is not None and words[number.end : number.end + 1] in ("）", ")"))
    title = "" if title_start is None else words[title_start + 1 : words.rindex("》", 0, number.start)]
    return Citation(
        spans=page.spans((paragraph.start + start, paragraph.start + end)),
        rule="citations.number",
        directive=key,
        number=number.number,
        title=printed(title),
        relation=relation_of(words, start, number.end, announced=announced),
    )


def _title_start(words: str, number: int) -> int | None:
    """Where the 《 of the title opens that stands right before the bracket of a number; None without one."""
    floor = max(0, number - _LONGEST_TITLE)
    before = words[floor:number].rstrip()
    if not before.endswith(("（", "(")) or not before[:-1].rstrip().endswith("》"):
        return None
    depth = 0
    for index in range(len(before) - 2, -1, -1):
        depth += (before[index] == "》") - (before[index] == "《")
        if depth == 0 and before[index] == "《":
            return floor + index
    return None


_LONGEST_TITLE = 300
"""Characters of a title and its 《》, with room to spare."""

# 被《乙》（…）废止, 除《乙》（…）外: nothing is done to 乙 here.
_NOT_ITS_OWN = re.compile("(?:被|除|待)[^，；]{0,2}$")
# 已废止, 是否废止, 所废止的: what a clause says from here on is not done by this directive.
_NOT_DONE = re.compile(r"被|已|[未尚拟]|[是能可]否|所(?!有)|不再(?!执行)")
_OWN_CLAUSE = re.compile("[，,；]|[：:](?=.)")
# 废止《甲》（…）和《乙》（…）: the verb before a list is said of all of it.
_LIST_BEFORE = re.compile(r"(?:《[^《》]*》\s*[（(][^（）()]*[）)](?:[、和及]|以及))+$")

# 《甲》（…）继续执行，《乙》（…）废止: what is said of the second is not said of the first.
_NEXT_TITLE = re.compile("[，；](?=[^，；]*[《〔])")


@cache
def _cues() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(entry.pattern), entry.means) for entry in entries("citation_cues"))


def relation_of(words: str, start: int, end: int, *, announced: str = "") -> Relation:
    """How a sentence stands to the directive named between ``start`` and ``end``.

    What is done to a directive (废止, 修订, 收悉) is said after its name, or in the sentence that introduces a list.

    >>> sentence = "原《救助办法》（某政办〔2015〕7号）同时废止。"
    >>> relation_of(sentence, 1, 19)
    'repeals'
    """
    before = _SENTENCE_END.split(words[max(0, start - _CLAUSES) : start])[-1]
    after = _SENTENCE_END.split(words[end : end + _CLAUSES], maxsplit=1)[0]
    after = _NEXT_TITLE.split(after, maxsplit=1)[0]
    own = _OWN_CLAUSE.split(_LIST_BEFORE.sub("", before))[-1]
    if _NOT_ITS_OWN.search(own):
        return "mentions"
    done = _COMMA.split(after, maxsplit=1)[0] if _BASED_ON.search(_COMMA.split(before)[-1]) else after
    forwards, replies = own + done, f"{before[-_RIGHT_BEFORE:]} {done}"
    done = f"{_done(own[-_RIGHT_BEFORE:])} {_done(done)} {_done(announced)}"
    for pattern, means in _cues():
        near = {"based_on": before + after, "forwards": forwards, "replies": replies}
        where = near.get(means, done)
        if pattern.search(where):
            return means  # type: ignore[return-value]  # the vocabulary's test holds it to Relation
    return "mentions"


def _done(words: str) -> str:
    """The words of each clause before one that says that what follows is denied, asked, or done by somebody else."""
    return "，".join(_NOT_DONE.split(clause, maxsplit=1)[0] for clause in _COMMA.split(words))
