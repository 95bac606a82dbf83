"""Characters that know where in the source they stand."""

from gongbao.extract.text import Stretch, Text
from hypothesis import given
from hypothesis import strategies as st

WORDS = st.text(alphabet="省财政厅（），。 \n王a1", max_size=40)


@st.composite
def picks(draw: st.DrawFn, length: int) -> list[Stretch]:
    """Stretches of a text of that length, in any order, overlapping or empty."""
    ends = st.integers(0, length)
    pairs = draw(st.lists(st.tuples(ends, ends), max_size=8))
    return [Stretch(min(pair), max(pair)) for pair in pairs]


@st.composite
def picked_twice(draw: st.DrawFn) -> tuple[str, Text]:
    """A source, and a text picked from what was picked from it."""
    source = draw(WORDS)
    once = Text.of(source).pick(draw(picks(len(source))))
    return source, once.pick(draw(picks(len(once.value))))


def characters(source: str, stretches: tuple[Stretch, ...]) -> str:
    return "".join(source[start:end] for start, end in stretches)


def test_a_text_of_its_own_stands_where_it_stands() -> None:
    assert Text.of("云岭省公报").sources(1, 4) == (Stretch(1, 4),)


def test_pick_gives_stretches_in_the_order_asked_for() -> None:
    assert Text.of("甲乙丙丁").pick([Stretch(2, 4), Stretch(0, 1)]).value == "丙丁甲"


def test_a_picked_stretch_can_be_asked_for_by_its_new_place() -> None:
    text = Text.of("甲乙丙丁").pick([Stretch(2, 4), Stretch(0, 1)])
    assert text.sources(1, 3) == (Stretch(3, 4), Stretch(0, 1))


def test_neighbours_in_the_source_are_one_stretch() -> None:
    text = Text.of("甲乙丙丁").pick([Stretch(0, 2), Stretch(2, 4)])
    assert text.sources(0, 4) == (Stretch(0, 4),)


def test_neighbours_after_an_empty_stretch_are_one_stretch() -> None:
    text = Text.of("甲乙丙丁").pick([Stretch(0, 2), Stretch(3, 3), Stretch(2, 4)])
    assert text.sources(0, 4) == (Stretch(0, 4),)


def test_drop_leaves_out_what_it_is_given() -> None:
    assert Text.of("甲 乙 丙").drop([Stretch(1, 2), Stretch(3, 4)]).value == "甲乙丙"


def test_drop_of_nothing_changes_nothing() -> None:
    assert Text.of("甲乙").drop([]).value == "甲乙"


def test_drop_of_everything_leaves_an_empty_text() -> None:
    assert Text.of("甲乙").drop([Stretch(0, 2)]).value == ""


def test_an_empty_text_has_no_sources() -> None:
    assert Text.of("").sources(0, 0) == ()


@given(picked_twice())
def test_the_way_back_leads_to_the_same_characters(case: tuple[str, Text]) -> None:
    source, text = case
    assert characters(source, text.sources(0, len(text.value))) == text.value


@given(picked_twice(), st.integers(0, 40), st.integers(0, 40))
def test_the_way_back_of_any_part_leads_to_the_same_characters(case: tuple[str, Text], one: int, other: int) -> None:
    source, text = case
    start, end = sorted((min(one, len(text.value)), min(other, len(text.value))))
    assert characters(source, text.sources(start, end)) == text.value[start:end]


@given(picked_twice())
def test_runs_stand_in_ascending_order(case: tuple[str, Text]) -> None:
    _, text = case
    assert list(text.starts) == sorted(set(text.starts))


@given(WORDS, st.data())
def test_drop_keeps_the_order_of_the_source(source: str, data: st.DataObject) -> None:
    kept = data.draw(st.lists(st.booleans(), min_size=len(source), max_size=len(source)))
    dropped = [Stretch(index, index + 1) for index, keep in enumerate(kept) if not keep]
    expected = "".join(char for char, keep in zip(source, kept, strict=True) if keep)
    assert Text.of(source).drop(dropped).value == expected
