"""Directives: number, title, issuers, addressees, date, kind and what they issue or forward."""

import re
from collections.abc import Iterator, Sequence

from ..ontology.model import Directive
from .dates import find_date
from .evidence import Printed
from .metadata import metadata_date
from .printed import printed, squeezed
from .segment import Closing, Document, Paragraph, closings, document_kind, is_announcement, is_issuer

_ISSUED_TO_YOU = re.compile(r"(?:印发|转发|批转|发布|公布|颁发)(?:给你们|执行|实施|施行)?|现予")
_QUOTED = re.compile(r"《((?:[^《》]|《[^《》]*》)*)》")
_TITLE_OF_ISSUED = re.compile(r"(?:印发|转发|批转|发布|公布|颁发)(.+?)的?(?:通知|公告|决定|通告|函)(?:（[^（）]*）)?$")
_FORWARDED_FROM = re.compile(r"^[^《》]{2,40}?(?:等)?(?:部门|单位)(?:关于)?")
_AFTER_ISSUER = re.compile(r"关于|印发|转发|批转|任免|任命")
_RIGHT_BEFORE = 10
"""Characters of 根据, and of those that may stand between it and a title."""

_BESIDE = re.compile(r"(?<=日)[\s，,]+(?=[^\d])|(?<=号)[\s，,]+")
_DAY_ADOPTED = re.compile(r"[（(][^，。；（）()]{4,20}?日")
_DECIDED = re.compile(
    r"\s*(?P<day>[^，。；：、日]{6,20}日)[，,]?[^，。；：、]{0,40}?(?:决定|任免|任命|免去)[^，。；：]{0,12}[：:]"
)
_ORDERS = re.compile(r"(?:令|公告)(?:（[^（）]*）)?$")
_PARAGRAPHS_OF_PREAMBLE = 6
"""The sentence that issues the annex stands among the first paragraphs."""


def find_directive(document: Document, page: Printed) -> Directive:
    """The directive that a document is."""
    title = document_title(document)
    named = _issuers_of_title(document.title)
    closing = _closing(document.body, named)
    return Directive(
        spans=page.spans(*heading_stretches(document)),
        rule="directives.number" if document.number else "directives.title",
        number=document.number,
        title=title,
        issuers=closing.issuers if closing else named or _issuers_of_masthead(document),
        addressees=_addressees(document),
        date=document_date(document),
        document_kind=document_kind(title),
        promulgates=_promulgated(document, title),
    )


def document_date(document: Document) -> str:
    """成文日期: of the signature, else beside the number or alone on a line; empty where none is printed."""
    closing = _closing(document.body, _issuers_of_title(document.title))
    if closing:
        return closing.date
    return _adopted(document) or _lone_date(document) or _date_in_table(document) or _day_decided(document)


def _day_decided(document: Document) -> str:
    """2004年6月2日某市人民政府决定： tells the day of what is neither signed nor dated."""
    matches = (_DECIDED.match(paragraph.words) for paragraph in document.body[:_PARAGRAPHS_OF_PREAMBLE])
    dates = [find_date(match["day"]) for match in matches if match]
    return next((date.iso for date in dates if date), "")


def _date_in_table(document: Document) -> str:
    """成文日期 as the site's table above tells it."""
    told = (metadata_date(paragraph.words) for paragraph in document.table)
    dates = [find_date(re.sub("[-－]", ".", words)) for words in told if words]
    return next((date.iso for date in dates if date), "")


def _closing(body: Sequence[Paragraph], named: Sequence[str]) -> Closing | None:
    """The first signature; where the title names the issuers, the first that is theirs, for annexes are signed too."""
    signed = list(closings(body))
    return next((one for one in signed if set(named) & set(one.issuers)), signed[0] if signed else None)


def document_title(document: Document) -> str:
    """The title of a document, its lines joined, without blanks."""
    return squeezed("".join(paragraph.words for paragraph in document.title))


def document_key(document: Document) -> str:
    """What other facts call the directive: its number, else its title."""
    return document.number or document_title(document)


def heading_stretches(document: Document) -> list[tuple[int, int]]:
    """Where number and title stand in the repaired text."""
    return [(paragraph.start, paragraph.end) for paragraph in document.heading]


def _adopted(document: Document) -> str:
    """The day on which a directive was adopted, as the bracket under its title tells."""
    match = _DAY_ADOPTED.match(document.adopted[0].words) if document.adopted else None
    date = find_date(match.group()) if match else None
    return date.iso if date else ""


def _issuers_of_masthead(document: Document) -> tuple[str, ...]:
    """某省水利厅文件 names the issuer."""
    words = squeezed(document.masthead[0].words).removesuffix("文件") if document.masthead else ""
    return (words,) if is_issuer(words) else ()


def _lone_date(document: Document) -> str:
    """Without a signature by bodies: the date beside the number, or the first that stands alone on a line."""
    dates = [find_date(words) for words in (*_beside_number(document), *_alone(document.body))]
    return next((date.iso for date in dates if date), "")


def _beside_number(document: Document) -> Iterator[str]:
    for paragraph in document.heading:
        if paragraph not in document.title:
            yield from _BESIDE.split(paragraph.words.strip("（()） "))


def _alone(body: Sequence[Paragraph]) -> Iterator[str]:
    for paragraph in body:
        date = find_date(paragraph.words)
        if date is not None and not paragraph.words[: date.start].strip():
            yield paragraph.words


def _issuers_of_title(title: Sequence[Paragraph]) -> tuple[str, ...]:
    """Without a signature, the issuers are the bodies named before 关于."""
    words = " ".join(paragraph.words for paragraph in title)
    before = _AFTER_ISSUER.split(words, maxsplit=1)[0].strip().removesuffix("令").removesuffix("公告")
    return tuple(word for word in before.split() if is_issuer(word))


def _addressees(document: Document) -> tuple[str, ...]:
    """主送机关: the first paragraph, if it ends in a colon; commas part groups of addressees, 、 does not."""
    words = printed(document.body[0].words) if document.body else ""
    if not words.endswith(("：", ":")) or is_announcement(words):
        return ()
    return tuple(part for part in re.split("[，；]", words[:-1]) if part)


def _promulgated(document: Document, title: str) -> tuple[str, ...]:
    """Titles of what the directive issues: as its own sentence names them, else as its title does."""
    issued = _TITLE_OF_ISSUED.search(title)
    if issued is not None and issued.group(1).endswith("名单") and "《" not in issued.group(1):
        return ()  # the names stand in the notice itself
    if issued is None and not _ORDERS.search(title):
        return ()
    for paragraph in document.body[:_PARAGRAPHS_OF_PREAMBLE]:
        names = _named_in(printed(paragraph.words))
        if names:
            return names
    if issued is None:
        return ()
    quoted = tuple(_QUOTED.findall(issued.group(1)))
    return quoted or (_FORWARDED_FROM.sub("", issued.group(1)),)


def _named_in(words: str) -> tuple[str, ...]:
    """The 《titles》 that a sentence issues: those before the verb, and those between 将 and the verb."""
    verb = _ISSUED_TO_YOU.search(_QUOTED.sub(lambda match: "《" + "＿" * len(match.group(1)) + "》", words))
    if verb is None:
        return ()
    clause = words[: verb.start()].rsplit("现将", 1)[-1] if "现将" in words[: verb.start()] else words[: verb.start()]
    sentence = clause.rsplit("。", 1)[-1]
    return tuple(match.group(1) for match in _QUOTED.finditer(sentence) if _is_issued(sentence, match))


def _is_issued(sentence: str, match: re.Match[str]) -> bool:
    """Not a document that is cited: one with a number in brackets, or named after 根据."""
    after = sentence[match.end() : match.end() + 24]
    return not re.match(r"（[^（）]*〔", after) and not re.search(
        r"(?:根据|按照|贯彻|落实|依据)[^，]{0,8}$", sentence[max(0, match.start() - _RIGHT_BEFORE) : match.start()]
    )
