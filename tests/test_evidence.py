"""From repaired text back to the printed words."""

import pytest
from gongbao.extract.evidence import Printed
from gongbao.extract.repair import repair
from gongbao.extract.text import Stretch, Text
from gongbao.ontology.model import Span


def page_of(text: str) -> Printed:
    return Printed("a.txt", text, repair(Text.of(text)))


def spans_of(text: str, words: str) -> tuple[Span, ...]:
    """The spans of words of the repaired text."""
    page = page_of(text)
    start = page.repaired.value.index(words)
    return page.spans((start, start + len(words)))


def test_a_span_holds_the_words_as_printed() -> None:
    assert spans_of("各县修仓。\n**各市检查。**\n", "各市检查") == (Span("a.txt", 8, 12, 2, "各市检查"),)


@pytest.mark.parametrize("blank", ["\n", "\n\n\n", "\n\n— 12 —\n\n", "  \n", "**\n**"])
def test_what_repair_dropped_between_two_halves_parts_no_span(blank: str) -> None:
    text = f"各县要在开春以前，把旧仓的通风设{blank}备更换一遍。\n"
    assert [span.text for span in spans_of(text, "通风设备")] == [f"通风设{blank}备"]


def test_a_span_over_several_lines_has_the_line_on_which_it_begins() -> None:
    text = "公报\n\n各县要在开春以前，把旧仓的通风设\n\n备更换一遍。\n"
    assert [span.line for span in spans_of(text, "通风设备")] == [3]


def test_the_first_character_stands_on_the_first_line() -> None:
    assert spans_of("各县修仓。\n", "各县")[0].line == 1


def test_a_word_after_a_line_end_stands_on_the_next_line() -> None:
    assert spans_of("甲。\n乙。\n", "乙")[0].line == 2


def test_stretches_with_other_words_between_are_spans_of_their_own() -> None:
    assert [span.text for span in page_of("甲乙丙丁。\n").spans((0, 1), (2, 4))] == ["甲", "丙丁"]


def test_stretches_that_touch_are_one_span() -> None:
    assert [span.text for span in page_of("甲乙丙丁。\n").spans((0, 1), (1, 4))] == ["甲乙丙丁"]


def test_spans_stand_in_the_order_of_the_repaired_text() -> None:
    text = "甲乙丙丁\n"
    turned = Text.of(text).pick([Stretch(2, 4), Stretch(0, 2)])
    assert [span.text for span in Printed("a.txt", text, turned).spans((0, 4))] == ["丙丁", "甲乙"]


def test_no_stretch_has_no_span() -> None:
    assert page_of("甲。\n").spans() == ()
