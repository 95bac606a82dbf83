"""The closed vocabulary and the minting of IRIs."""

from gongbao.graph.terms import BASE, GB, iri_segment, mint, mint_hash
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

NAMES = st.text(st.characters(codec="utf-8"), max_size=30)


def test_an_unknown_term_does_not_exist() -> None:
    assert not hasattr(GB, "Minister")


def test_letters_of_every_script_stay_readable() -> None:
    assert mint(BASE, "agency", "云岭省", "云岭省财政厅").value == f"{BASE}agency/云岭省/云岭省财政厅"


def test_brackets_of_a_number_stay_readable() -> None:
    assert mint(BASE, "directive", "云政办〔2020〕5号").value.endswith("/directive/云政办〔2020〕5号")


def test_marks_that_would_break_an_iri_are_encoded() -> None:
    assert iri_segment('a/b <c> "d" #e?f') == "a%2Fb%20%3Cc%3E%20%22d%22%20%23e%3Ff"


def test_an_empty_part_leaves_no_empty_segment() -> None:
    assert mint(BASE, "agency", "", "松江海关").value == f"{BASE}agency/-/松江海关"


@given(NAMES, NAMES)
def test_different_names_never_share_an_iri(one: str, other: str) -> None:
    assert (iri_segment(one) == iri_segment(other)) == (one == other)


@given(NAMES)
def test_any_name_makes_a_valid_iri(name: str) -> None:
    assert NamedNode(mint(BASE, "group", name).value)


def test_a_digest_tells_its_parts_apart() -> None:
    assert mint_hash(BASE, "task", "ab", "c") != mint_hash(BASE, "task", "a", "bc")


def test_a_digest_is_the_same_on_every_machine() -> None:
    assert mint_hash(BASE, "task", "甲", "乙").value == f"{BASE}task/b545cd0b9888f4dc691740e7"
