"""From a file to a source: its bytes, decoded, with line ends folded."""

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..errors import SourceError
from .decode import decode
from .formats import CONVERT, FORMATS, read_format

SUFFIXES = (".txt", ".md", ".text", *FORMATS)
"""File names that a folder is searched for."""

ABOUT = ("readme", "license", "changelog")
"""Files that tell about a folder; they are read only if they are named."""

_BESIDE = ("~$", "._")
"""What the names of files begin with that systems leave beside a document."""

OWN_PAGE = b'<meta name="generator" content="Gongbao view">'
"""What stands in the head of a page that ``gongbao view`` wrote: it tells what gazettes say, and is none."""

_OWN_PAGE_HEAD = 1024
_PAGES = (".html", ".htm")
_PAGE_FOLDERS = ("_files", ".files")
_LINE_END = re.compile(r"\r\n?")


@dataclass(frozen=True, slots=True)
class Source:
    r"""A source as all offsets count it.

    Attributes:
        name: File name without folders.
        text: Decoded, byte-order mark dropped, every line end one ``\n``; ends with one.
        encoding: What it was decoded from.
        sha256: Digest of the bytes, in hexadecimal.
    """

    name: str
    text: str
    encoding: str
    sha256: str


def find_sources(path: Path) -> Iterator[Path]:
    """The files that a path stands for: itself, or a folder's sources at any depth, sorted, without its README.

    The pictures and scripts beside a saved web page are no sources, nor is what Word leaves beside an open document,
    nor a page that ``gongbao view`` wrote.

    Raises:
        SourceError: Nothing is there, or a folder holds no text.
    """
    if path.is_file():
        yield path
        return
    if not path.is_dir():
        raise SourceError(f"{path} does not exist")
    own = set(find_own_pages(path))
    found = sorted(file for file in path.rglob("*") if _is_gazette(file) and file not in own)
    if not found:
        unread = len(find_unread(path))
        others = f", but {unread} of kinds that have to be converted first" if unread else ""
        raise SourceError(f"{path} holds no text ({', '.join(SUFFIXES)}){others}")
    yield from found


def _is_gazette(file: Path) -> bool:
    about = file.stem.lower() in ABOUT or file.name.startswith(_BESIDE)
    return file.suffix.lower() in SUFFIXES and not about and file.is_file() and not _is_part_of_page(file)


def _is_part_of_page(file: Path) -> bool:
    """Whether a file lies in the folder that a browser made beside a page: ``notice_files``, beside ``notice.html``."""
    return any(
        folder.with_name(folder.name.removesuffix(end) + suffix).is_file()
        for folder in file.parents
        for end in _PAGE_FOLDERS
        if folder.name.endswith(end)
        for suffix in _PAGES
    )


def find_own_pages(path: Path) -> list[Path]:
    """The pages in a folder that ``gongbao view`` wrote."""
    return sorted(file for file in path.rglob("*") if file.suffix.lower() in _PAGES and _begins_as_own_page(file))


def _begins_as_own_page(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            return OWN_PAGE in opened.read(_OWN_PAGE_HEAD)
    except OSError:
        return False


def find_unread(path: Path) -> list[Path]:
    """The files in a folder that are gazettes by their kind, but of a kind that has to be converted first."""
    return sorted(
        file
        for file in path.rglob("*")
        if file.suffix.lower() in CONVERT and not file.name.startswith(_BESIDE) and not _is_part_of_page(file)
    )


def read_source(path: Path) -> Source:
    """Read one file.

    Raises:
        SourceError: It cannot be opened, is empty, damaged or locked, holds no text, or is in no encoding known here.
        MissingExtra: It is of a format whose library is not installed.
    """
    shown = os.fsencode(path).decode("utf-8", "replace")
    if shown != str(path):
        raise SourceError(f"{shown} has a name that is not in UTF-8, so no fact could say where it stands")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}") from error
    return bytes_to_source(data, path.name)


def bytes_to_source(data: bytes, name: str) -> Source:
    r"""The source that bytes hold: the text of a page or document by the suffix of the name, else plain text.

    >>> bytes_to_source("通知\r\n".encode("gb18030"), "a.txt").text
    '通知\n'

    Raises:
        SourceError: The bytes are empty, damaged or locked, hold no text, are in no encoding known here, or are a page
            that ``gongbao view`` wrote.
        MissingExtra: They are of a format whose library is not installed.
    """
    if OWN_PAGE in data[:_OWN_PAGE_HEAD]:
        raise SourceError(f"{name} is a page that 'gongbao view' wrote, and no gazette")
    text, encoding = read_format(data, name) or decode(data, name)
    text = _LINE_END.sub("\n", text.removeprefix("\ufeff"))
    if not text.strip():
        raise SourceError(f"{name} is empty")
    return Source(name, text if text.endswith("\n") else f"{text}\n", encoding, hashlib.sha256(data).hexdigest())


def check_characters(source: Source) -> None:
    """Make sure that the characters of a source can be written down again.

    Raises:
        SourceError: One is half a character (U+D800 to U+DFFF), which a text not decoded from bytes may hold.
    """
    try:
        source.text.encode()
    except UnicodeEncodeError as error:
        line = source.text.count("\n", 0, error.start) + 1
        raise SourceError(f"{source.name} holds half a character on line {line}") from error
