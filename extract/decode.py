"""From bytes to characters: which encoding they are in."""

import re

from ..errors import SourceError

# Control characters that no text carries; a stray few are a scanner's slip, many are a binary file.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_CONTROL_SHARE = 0.01
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_COMMON_SHARE = 0.7
_SAMPLE = 1 << 16


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
