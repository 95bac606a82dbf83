"""Whatever the text, a reading holds together: no error but our own, no word lost, every span what is printed there.

``fuzz/fuzz_extract.py`` asks the same of far more texts.
"""

import json
import time

import pytest
from gongbao.errors import FactError, SourceError
from gongbao.extract.pipeline import extract, find_facts
from gongbao.extract.read import Source, bytes_to_source
from gongbao.ontology.stream import json_to_fact, read_reading
from hostile import CUES, LARGE, check, source_of, words
from hypothesis import example, given, settings
from hypothesis import strategies as st
from test_traditional import traditional
from yunling import TEXT

HEADING = "云岭省人民政府办公厅关于成立抗旱工作领导小组的通知\n云政办〔2015〕22号\n各市人民政府：\n"
CHRONICLE = "# 省政府2015年8月份大事记\n"
CUE_TEXTS = st.lists(st.sampled_from(CUES), max_size=60).map("".join)
GENEROUS = 30.0
"""Seconds for a large text; a reader that looks at characters again and again takes hours."""

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


@given(st.binary(max_size=400))
@example("云政〔2015〕1号\n".encode("utf-7"))
@example(b"\xff\xfe\x00\xd8")
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        source = bytes_to_source(data, "any.txt")
    except SourceError:
        return
    check(source)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_text_is_read(text: str) -> None:
    check(source_of(text))


@settings(max_examples=300)
@given(CUE_TEXTS)
def test_any_cues_are_read(text: str) -> None:
    check(source_of(text))


@settings(max_examples=200)
@given(CUE_TEXTS)
def test_any_cues_in_a_directive_are_read(text: str) -> None:
    assert check(source_of(HEADING + text))


@given(CUE_TEXTS)
def test_any_cues_in_a_chronicle_are_read(text: str) -> None:
    check(source_of(CHRONICLE + text))


@given(st.binary(max_size=60))
def test_any_repeated_cues_are_read(data: bytes) -> None:
    check(source_of(HEADING + words(data)[:4000]))


@pytest.mark.parametrize("text", [TEXT, traditional(TEXT)], ids=["simplified", "traditional"])
def test_a_gazette_cut_anywhere_is_read(text: str) -> None:
    for end in range(1, len(text), 7):
        check(source_of(text[:end]))
        check(source_of(text[end:]))


@given(st.integers(0, len(TEXT.encode())), st.integers(0, 12))
def test_a_file_that_lost_bytes_is_read_or_refused(start: int, length: int) -> None:
    data = TEXT.encode()
    try:
        source = bytes_to_source(data[:start] + data[start + length :], "cut.txt")
    except SourceError:
        return
    check(source)


@pytest.mark.parametrize("name", LARGE)
def test_much_of_one_thing_is_read(name: str) -> None:
    """Small enough to run always; the same at full size is marked slow."""
    check(source_of(HEADING + LARGE[name](2_000)))


@pytest.mark.slow
@pytest.mark.parametrize("name", LARGE)
def test_very_much_of_one_thing_is_read_in_time(name: str) -> None:
    begun = time.process_time()
    list(find_facts(source_of(LARGE[name](1_000_000 if name == "opening brackets" else 100_000))))
    assert time.process_time() - begun < GENEROUS


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["（", "修水渠，", "由省财政厅牵头。"])
def test_one_line_of_ten_megabytes_is_read_in_time(piece: str) -> None:
    begun = time.process_time()
    list(find_facts(source_of(piece * (10_000_000 // len(piece.encode())))))
    assert time.process_time() - begun < 2 * GENEROUS


@pytest.mark.parametrize("half", ["\ud800", "\udc80", "\udfff"])
def test_half_a_character_is_refused(half: str) -> None:
    """No decoding makes one; a text given as such may hold it, and then no file of facts could be written."""
    with pytest.raises(SourceError, match=r"^s\.txt holds half a character on line 2$"):
        extract(Source("s.txt", f"{HEADING[:4]}\n{half}\n", "utf-8", ""))


@given(JSON.map(repr) | st.text(max_size=40) | st.integers(1, 3000).map(lambda depth: "[" * depth))
def test_any_line_is_a_fact_or_refused(line: str) -> None:
    with pytest.raises(FactError):
        json_to_fact(line)
    with pytest.raises(FactError):
        read_reading([line])


@given(st.dictionaries(st.sampled_from(["kind", "spans", "rule", "directive", "reason"]), JSON))
def test_a_fact_of_wrong_values_is_refused(record: dict[str, object]) -> None:
    with pytest.raises(FactError):
        json_to_fact(json.dumps({"kind": "gap", **record}))
