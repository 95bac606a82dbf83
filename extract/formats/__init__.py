"""Files that are no plain text: each format is one function from bytes to the text whose lines and characters count.

What every format gives: one line a paragraph or printed line, tables as Markdown rows (:mod:`.table`). The libraries
that read a format are extras, loaded when such a file is read.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import PurePath

from ...errors import MissingExtra, SourceError

CONVERT: Mapping[str, str] = {
    ".doc": "save it as .docx",
    ".wps": "save it as .docx",
    ".rtf": "save it as .docx",
    ".odt": "save it as .docx",
    ".ofd": "print it to a .pdf that keeps its text",
    ".ceb": "print it to a .pdf that keeps its text",
    ".caj": "print it to a .pdf that keeps its text",
    ".mht": "save it as .html",
    ".mhtml": "save it as .html",
    ".xls": "save its sheets as .html",
    ".xlsx": "save its sheets as .html",
    ".png": "have its text recognised and save that as .txt",
    ".jpg": "have its text recognised and save that as .txt",
    ".jpeg": "have its text recognised and save that as .txt",
    ".tif": "have its text recognised and save that as .txt",
    ".tiff": "have its text recognised and save that as .txt",
}
"""Kinds of files that gazettes come in and that are not read, with what to do about each."""


def _html(data: bytes, name: str) -> tuple[str, str]:
    from .html import html_to_text

    return html_to_text(data, name)


def _docx(data: bytes, name: str) -> tuple[str, str]:
    from .docx import docx_to_text

    return docx_to_text(data, name), "docx"


def _pdf(data: bytes, name: str) -> tuple[str, str]:
    from .pdf import pdf_to_text

    return pdf_to_text(data, name), "pdf"


FORMATS: Mapping[str, tuple[str, Callable[[bytes, str], tuple[str, str]]]] = {
    ".html": ("html", _html),
    ".htm": ("html", _html),
    ".shtml": ("html", _html),
    ".xhtml": ("html", _html),
    ".docx": ("docx", _docx),
    ".pdf": ("pdf", _pdf),
}
"""Suffixes of files, each with the extra that reads them and the function that gives text and encoding."""


def read_format(data: bytes, name: str) -> tuple[str, str] | None:
    """The text of a file by its suffix, and what it was decoded from; None where the suffix tells of no format.

    Raises:
        SourceError: The file is damaged, locked, holds no text, or is of a kind that has to be converted first.
        MissingExtra: The library that reads such files is not installed.
    """
    suffix = PurePath(name).suffix.lower() or _suffix(data)
    if suffix in CONVERT:
        raise SourceError(f"{name} is of a kind that Gongbao does not read: {CONVERT[suffix]}")
    if suffix not in FORMATS:
        return None
    extra, read = FORMATS[suffix]
    with _extra(extra, name):
        return read(data, name)


def _suffix(data: bytes) -> str:
    """The suffix that data without a name ought to have, by how it begins; empty for a text."""
    opening = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return next((suffix for magic, suffix in _OPENINGS.items() if opening.startswith(magic)), "")


_OPENINGS = {b"%pdf-": ".pdf", b"pk\x03\x04": ".docx", b"<!doctype html": ".html", b"<html": ".html"}


@contextmanager
def _extra(extra: str, name: str) -> Iterator[None]:
    """Say which extra is missing where a library is not installed."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise MissingExtra(f"{name} needs the {extra} extra: pip install 'gongbao[{extra}]'") from error
