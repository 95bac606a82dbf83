"""From a file to a source: its bytes, decoded, with line ends folded."""

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..errors import SourceError

SUFFIXES = (".txt", ".md", ".text")
"""File names that a folder is searched for."""

ABOUT = ("readme", "license", "changelog")
"""Files that tell about a folder; they are read only if they are named."""

_LINE_END = re.compile(r"\r\n?")
# Control characters that no text carries; a stray few are a scanner's slip, many are a binary file.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_CONTROL_SHARE = 0.01
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_COMMON_SHARE = 0.7
_SAMPLE = 1 << 16


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
    """The files that a path stands for: itself, or a folder's texts at any depth, sorted, without its README.

    Raises:
        SourceError: Nothing is there, or a folder holds no text.
    """
    if path.is_file():
        yield path
        return
    if not path.is_dir():
        raise SourceError(f"{path} does not exist")
    found = sorted(file for file in path.rglob("*") if _is_gazette(file))
    if not found:
        raise SourceError(f"{path} holds no text ({', '.join(SUFFIXES)})")
    yield from found


def _is_gazette(file: Path) -> bool:
    return file.suffix.lower() in SUFFIXES and file.stem.lower() not in ABOUT and file.is_file()


def read_source(path: Path) -> Source:
    """Read one file.

    Raises:
        SourceError: It cannot be opened, is empty, is not text, or is in no encoding known here.
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
    r"""The source that bytes hold.

    >>> bytes_to_source("通知\r\n".encode("gb18030"), "a.txt").text
    '通知\n'

    Raises:
        SourceError: The bytes are empty, are not text, or are in no encoding known here.
    """
    text, encoding = decode(data, name)
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


def decode(data: bytes, name: str) -> tuple[str, str]:
    """The text of bytes and the encoding they are in: UTF-8, UTF-16 or GB18030, else what charset-normalizer finds.

    Raises:
        SourceError: The bytes are not text, or are in no encoding that fits.
    """
    decoded = [(text, encoding) for encoding in _candidates(data) if (text := _decoded(data, encoding)) is not None]
    # A few Chinese characters in GB18030 may happen to be valid UTF-8: 通知 is.
    chosen = next((pair for pair in decoded if _CHINESE.search(pair[0])), decoded[0] if decoded else None)
    return chosen or _detected(data, name)


def _decoded(data: bytes, encoding: str) -> str | None:
    """The text of bytes in an encoding; None where they are not in it, or are no text."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return text if _is_text(text) and (encoding != "gb18030" or _is_common(text)) else None


def _candidates(data: bytes) -> tuple[str, ...]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    sample = data[:_SAMPLE]
    # Without a byte-order mark, UTF-16 shows by its line ends: one of the two bytes is zero.
    if b"\n\x00" in sample and sample[1:2] and _zero_share(sample[1::2]) > _zero_share(sample[::2]):
        return ("utf-16-le", "utf-8")
    if b"\x00\n" in sample and _zero_share(sample[::2]) > _zero_share(sample[1::2]):
        return ("utf-16-be", "utf-8")
    return ("utf-8-sig", "gb18030")


def _zero_share(data: bytes) -> float:
    return data.count(0) / len(data) if data else 0.0


def _is_text(text: str) -> bool:
    sample = text[:_SAMPLE]
    return len(_CONTROL.findall(sample)) <= _CONTROL_SHARE * len(sample)


def _is_common(text: str) -> bool:
    """Whether most Chinese characters are common ones: bytes of another encoding come out as rare ones."""
    chinese = "".join(_CHINESE.findall(text[:_SAMPLE]))
    common = chinese.encode("gb2312", "ignore").decode("gb2312")
    return len(common) >= _COMMON_SHARE * len(chinese)


def _detected(data: bytes, name: str) -> tuple[str, str]:
    # Slow to load and rarely needed.
    from charset_normalizer import from_bytes

    best = None if b"\x00" in data[:_SAMPLE] else from_bytes(data[:_SAMPLE]).best()
    if best is None or not _CHINESE.search(str(best)):
        raise SourceError(f"{name} is not a text in UTF-8, UTF-16 or GB18030")
    try:
        return data.decode(best.encoding), best.encoding
    except UnicodeDecodeError as error:
        raise SourceError(f"{name} is not a text in UTF-8, UTF-16 or GB18030") from error
