"""Reading takes time in proportion to the text, whatever stands in it, and what it quotes grows no faster."""

import gc
import importlib
import pkgutil
import random
import re
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType, ModuleType
from typing import Any

import gongbao.extract
import pytest
from gongbao.extract.bodies import split_bodies
from gongbao.extract.citations import relation_of
from gongbao.extract.labels import find_label
from gongbao.extract.people import find_people, split_people
from gongbao.extract.pipeline import find_facts
from gongbao.extract.posts import split_posts
from gongbao.extract.printed import printed, squeezed
from gongbao.extract.prose import find_duties, find_parts
from gongbao.extract.read import Source
from gongbao.extract.rows import parse_row
from gongbao.extract.statements import find_statements
from gongbao.ontology.vocabulary import entries
from test_vocabulary import NAMES

SECONDS = 2.0
"""Processor time that a short text may take at most; a pattern that splits it in many ways takes for ever."""

TIMES = 60
PAIRS = 40
"""How many pairs of a pattern's words are tried, beside each word alone."""

READERS: dict[str, Callable[[str], Any]] = {
    "statements": find_statements,
    "parts": lambda text: list(find_parts(text)),
    "duties": lambda text: list(find_duties(text)),
    "bodies": split_bodies,
    "posts": split_posts,
    "people": find_people,
    "list of people": lambda text: list(split_people(text)),
    "row": parse_row,
    "label": find_label,
    "relation": lambda text: relation_of(text, len(text) // 2, len(text) // 2),
    "printed": printed,
    "squeezed": squeezed,
}


@contextmanager
def no_longer_than(seconds: float) -> Iterator[None]:
    """Raise what a test fails with once so much processor time has gone."""

    def late(number: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"took more than {seconds} s")

    before = signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def modules() -> list[ModuleType]:
    names = [module.name for module in pkgutil.iter_modules(gongbao.extract.__path__) if module.name != "components"]
    return [importlib.import_module(f"gongbao.extract.{name}") for name in names]


def patterns_in(value: Any) -> Iterator[re.Pattern[str]]:
    """Patterns that a module holds: alone, in tuples, or made when they are first asked for."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from patterns_in(one)
    elif hasattr(value, "cache_clear") and not value.__wrapped__.__code__.co_argcount:
        yield from patterns_in(value())


def all_patterns() -> dict[str, re.Pattern[str]]:
    """Each compiled pattern of the rules, and each entry of the vocabularies, once, by where it stands."""
    found = {
        f"{module.__name__}.{name}-{number}": pattern
        for module in modules()
        for name, value in vars(module).items()
        for number, pattern in enumerate(patterns_in(value))
    }
    for name in NAMES:
        found |= {f"{name}-{number}": re.compile(entry.pattern) for number, entry in enumerate(entries(name), 1)}
    return {name: pattern for pattern, name in {pattern: name for name, pattern in found.items()}.items()}


PATTERNS = all_patterns()


def words_of(pattern: re.Pattern[str]) -> list[str]:
    """The words that stand in a pattern, and what stands between words in any text."""
    return sorted({*re.findall(r"[\u3000-\u9fff\uff01-\uff5e]{1,8}", pattern.pattern), *"，、（由和 1某"})


def texts_for(pattern: re.Pattern[str]) -> Iterator[str]:
    """Each word of a pattern many times over, and pairs of them."""
    words = words_of(pattern)
    chance = random.Random(pattern.pattern)
    yield from (word * TIMES for word in words)
    yield from ("".join(chance.sample(words, 2)) * (TIMES // 2) for _ in range(PAIRS))


def test_patterns_are_found() -> None:
    assert {"gongbao.extract.statements._deadline_clause-0", "deadlines-1"} <= set(PATTERNS)


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_reads_its_own_words_many_times_over(name: str) -> None:
    pattern = PATTERNS[name]
    for text in texts_for(pattern):
        with no_longer_than(SECONDS):
            pattern.search(f"{text}～")
            pattern.fullmatch(f"{text}～")


@pytest.mark.parametrize("name", NAMES)
def test_readers_read_the_words_of_a_vocabulary_many_times_over(name: str) -> None:
    for entry in entries(name):
        words = [*words_of(re.compile(entry.pattern))[:TIMES], *entry.examples]
        for word in words:
            for reader in READERS.values():
                with no_longer_than(SECONDS):
                    reader(f"（{word * TIMES}～）")
                    reader(word * TIMES)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("底前" * 20, id="deadline"),
        pytest.param("持续完成" * 60, id="continued"),
        pytest.param("按计划" * 60, id="planned"),
        pytest.param("支持配合" * 60, id="verbs"),
        pytest.param("、（" * 9000, id="open-brackets-in-posts"),
        pytest.param("等部门" * 9000, id="and-others"),
        pytest.param("A " * 20_000 + " " * 20_000 + "B", id="blanks"),
    ],
)
@pytest.mark.parametrize("reader", READERS)
def test_readers_read_what_once_took_long(reader: str, text: str) -> None:
    with no_longer_than(SECONDS):
        READERS[reader](f"（省水利厅牵头，{text[:1400]}～）")
        if reader in ("posts", "printed", "squeezed", "bodies"):
            READERS[reader](text)


NOTICE = "某省人民政府办公厅\n关于成立某某工作领导小组的通知\n某政办〔2020〕1号\n各市、州人民政府：\n"
PERSONNEL = "某省人民政府\n关于任免干部职务的通知\n某政人〔2020〕2号\n各市、州人民政府：\n"
CHRONICLE = "某省2015年8月份大事记\n●8月3日 "
NESTED = "一、甲\n（一）乙\n1.丙\n（1）丁\n①戊\n"

HOSTILE = [
    pytest.param("（", NOTICE, 1_000_000, id="opening-brackets"),
    pytest.param("）", NOTICE, 100_000, id="closing-brackets"),
    pytest.param("甲", NOTICE, 2_000_000, id="one-line"),
    pytest.param("甲\n", NOTICE, 25_000, id="short-lines"),
    pytest.param("1.甲\n", NOTICE, 25_000, id="numbered-items"),
    pytest.param(NESTED, NOTICE, 5_000, id="nested-items"),
    pytest.param("由", NOTICE, 25_000, id="由"),
    pytest.param("由省水利厅会同", NOTICE, 3_000, id="由-and-会同"),
    pytest.param("张三 省水利厅厅长\n", NOTICE, 10_000, id="rows"),
    pytest.param("成员：张三 省水利厅厅长\n", NOTICE, 10_000, id="labelled-rows"),
    pytest.param("成员：", NOTICE, 25_000, id="labels"),
    pytest.param("省水利厅负责，", NOTICE, 5_000, id="parts-in-one-sentence"),
    pytest.param("由省水利厅负责修渠。", NOTICE, 8_000, id="parts-in-many-sentences"),
    pytest.param("省水利厅负责修渠。民政部门要核对。", NOTICE, 8_000, id="parts-and-duties-in-turn"),
    pytest.param("民政部门要检查，", NOTICE, 5_000, id="duties-in-one-sentence"),
    pytest.param("（省水利厅负责）", NOTICE, 5_000, id="brackets-in-one-sentence"),
    pytest.param("责任单位：省水利厅，", NOTICE, 5_000, id="labelled-lists"),
    pytest.param("（、", NOTICE, 25_000, id="open-brackets-with-lists"),
    pytest.param("（、", f"{NOTICE}（一）", 25_000, id="open-brackets-in-an-item"),
    pytest.param("（省水利厅负责）", f"{NOTICE}（一）", 10_000, id="brackets-in-an-item"),
    pytest.param("《甲》", NOTICE, 25_000, id="titles"),
    pytest.param("《", NOTICE, 100_000, id="opening-title-marks"),
    pytest.param("某政办〔2020〕1号，", NOTICE, 5_000, id="numbers"),
    pytest.param("《甲》（某政办〔2020〕3号）", NOTICE, 3_000, id="titles-with-numbers"),
    pytest.param("某省人民政府\n2020年1月1日\n", NOTICE, 5_000, id="signatures"),
    pytest.param("下设三个组：\n", NOTICE, 10_000, id="announcements"),
    pytest.param("　", NOTICE, 250_000, id="blanks"),
    pytest.param("张三、", PERSONNEL + "任命", 10_000, id="names"),
    pytest.param("和", PERSONNEL + "任命", 10_000, id="和"),
    pytest.param("任命张三为省水利厅厅长，", PERSONNEL, 5_000, id="appointments"),
    pytest.param("省长张三，", CHRONICLE, 10_000, id="participants"),
    pytest.param("省长、", CHRONICLE, 10_000, id="posts"),
    pytest.param("8月3日 省长张三出席。\n●", CHRONICLE, 10_000, id="events"),
]

RATIO = 8
"""Four times the text may take so many times as long: twice what it should, for the machine does other things too."""

LEAST = 0.05
"""Seconds under which a clock tells little."""


def seconds_for(text: str) -> float:
    # The collector goes through all that other tests have left in memory, which is none of the text's doing.
    gc.collect()
    gc.disable()
    try:
        begun = time.process_time()
        for _ in find_facts(Source("hostile.txt", f"{text}\n", "utf-8", "")):
            pass
        return time.process_time() - begun
    finally:
        gc.enable()


@pytest.mark.parametrize(("words", "head", "times"), HOSTILE)
def test_four_times_the_text_takes_about_four_times_as_long(words: str, head: str, times: int) -> None:
    with no_longer_than(120):
        once = seconds_for(head + words * (times // 4))
        assert seconds_for(head + words * times) < RATIO * max(once, LEAST)


@pytest.mark.parametrize("words", ["民政部门要检查，", "由省水利厅负责，", "（省水利厅负责）", "（省水利厅负责，）"])
def test_what_is_quoted_grows_with_the_text(words: str) -> None:
    def quoted(times: int) -> int:
        text = f"{NOTICE}（一）{words * times}\n"
        return sum(len(repr(fact)) for fact in find_facts(Source("a.txt", text, "utf-8", "")))

    assert quoted(8_000) < 4.4 * quoted(2_000)
