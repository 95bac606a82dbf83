"""Bytes become characters; what is no text is refused in one sentence."""

import hashlib
from pathlib import Path

import pytest
from gongbao.errors import SourceError
from gongbao.extract.read import bytes_to_source, find_sources, read_source

WORDS = "云岭省人民政府公报\n各县要做好粮仓防潮。\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk", "gb2312"]
)
def test_encodings_of_chinese_gazettes_are_read(encoding: str) -> None:
    assert bytes_to_source(WORDS.encode(encoding), "a.txt").text == WORDS


def test_utf_16_with_a_big_endian_mark_is_read() -> None:
    assert bytes_to_source(b"\xfe\xff" + WORDS.encode("utf-16-be"), "a.txt").text == WORDS


def test_a_character_beyond_gb2312_is_read_from_gb18030() -> None:
    assert bytes_to_source("㛃𠀀某\n".encode("gb18030"), "a.txt").text == "㛃𠀀某\n"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_the_byte_order_mark_is_no_character(encoding: str) -> None:
    assert not bytes_to_source(WORDS.encode(encoding), "a.txt").text.startswith("\ufeff")


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\n"])
def test_line_ends_become_one_character(line_end: str) -> None:
    assert bytes_to_source(WORDS.replace("\n", line_end).encode(), "a.txt").text == WORDS


def test_a_text_without_a_last_line_end_gets_one() -> None:
    assert bytes_to_source("通知".encode(), "a.txt").text == "通知\n"


def test_the_encoding_is_named() -> None:
    assert bytes_to_source(WORDS.encode("gb18030"), "a.txt").encoding == "gb18030"


def test_the_digest_is_that_of_the_bytes() -> None:
    data = WORDS.encode("utf-16")
    assert bytes_to_source(data, "a.txt").sha256 == hashlib.sha256(data).hexdigest()


def test_a_few_control_characters_are_a_slip_of_the_scanner() -> None:
    text = WORDS * 20 + "\x0c\x07\n"
    assert bytes_to_source(text.encode(), "a.txt").text == text


@pytest.mark.parametrize(
    "data", [b"", b"\n \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe"], ids=["none", "blanks", "bom", "bom-16"]
)
def test_a_source_without_words_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"^a\.txt is empty$"):
        bytes_to_source(data, "a.txt")


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x02\x00" + bytes(range(256)),
        b"PK\x03\x04\x14\x00\x08\x00" + bytes(200),
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(256)) * 4,
        bytes(1000),
    ],
    ids=["png", "zip", "pdf", "zeros"],
)
def test_a_binary_file_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"^a\.bin is not a text in UTF-8, UTF-16 or GB18030$"):
        bytes_to_source(data, "a.bin")


def test_bytes_in_no_encoding_are_refused() -> None:
    with pytest.raises(SourceError, match="is not a text"):
        bytes_to_source(b"\xff\xff\x80\x80\xff" * 40, "a.txt")


def test_utf_16_cut_in_a_character_is_refused() -> None:
    with pytest.raises(SourceError, match="is not a text"):
        bytes_to_source(WORDS.encode("utf-16")[:-1], "a.txt")


@pytest.mark.parametrize("place", range(0, 24, 5))
def test_utf_8_with_a_byte_missing_is_refused(place: int) -> None:
    data = WORDS.encode()
    with pytest.raises(SourceError, match="is not a text"):
        bytes_to_source(data[:place] + data[place + 1 :], "a.txt")


@pytest.mark.xfail(strict=True, reason="decoded as GB18030 or as UTF-16 of the other byte order, without a word")
@pytest.mark.parametrize(
    "data", ["雲嶺省糧倉公報\n".encode("big5"), "云岭省人民政府".encode("utf-16-le")], ids=["big5", "utf-16"]
)
def test_an_encoding_that_cannot_be_told_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError, match="is not a text"):
        bytes_to_source(data, "a.txt")


def test_a_file_is_named_without_its_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WORDS, encoding="utf-8")
    assert read_source(tmp_path / "a.txt").name == "a.txt"


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"a\.txt cannot be read: No such file or directory$"):
        read_source(tmp_path / "a.txt")


def test_a_file_stands_for_itself_whatever_its_suffix(tmp_path: Path) -> None:
    file = tmp_path / "a.dat"
    file.write_text(WORDS, encoding="utf-8")
    assert list(find_sources(file)) == [file]


def test_a_folder_is_searched_at_any_depth_and_sorted(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("c.TXT", "b/a.md", "a.txt", "b/picture.png"):
        (tmp_path / name).write_text(WORDS, encoding="utf-8")
    assert [file.relative_to(tmp_path).as_posix() for file in find_sources(tmp_path)] == ["a.txt", "b/a.md", "c.TXT"]


def test_a_folder_without_texts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"holds no text \(\.txt, \.md, \.text, \.html, .*\.docx, \.pdf\)$"):
        list(find_sources(tmp_path))


def test_a_path_where_nothing_is_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"nowhere does not exist$"):
        list(find_sources(tmp_path / "nowhere"))
