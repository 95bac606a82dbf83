"""Texts in traditional characters: read like simplified ones, found in both, shown as printed."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from gongbao.cli import main
from gongbao.extract.pipeline import extract, find_facts
from gongbao.extract.read import Source, bytes_to_source
from gongbao.graph.build import build
from gongbao.graph.page import to_json
from gongbao.graph.store import open_store
from gongbao.graph.validate import violations
from gongbao.graph.view import write_view
from gongbao.ontology.agencies import Place, canonical_agency, is_bare_group, place_of, split_post
from gongbao.ontology.model import Appointment, Assignment, Directive, Fact, Member, Participant
from gongbao.ontology.traditional import pairs, simplified
from hypothesis import given
from hypothesis import strategies as st
from yunling import TEXT

BACK: dict[str, str] = {}
"""A traditional character for each simplified one: the first of the table that books print."""
for _traditional, _one in pairs().items():
    if _traditional < "\ua000":
        BACK.setdefault(_one, _traditional)
# The first would be 臺 for 台, but 后 and 里 have a life of their own; here any spelling will do.

FOUNDING = """雲嶺省人民政府辦公廳關於成立雲嶺省糧倉建設工作領導小組的通知
雲政辦〔2020〕5號
各市、自治州人民政府，省政府各部門：
　　爲做好糧倉建設工作，決定成立雲嶺省糧倉建設工作領導小組。
　　組　長：於國強　副省長
　　副組長：李鍾昇　省財政廳廳長
　　成　員：趙六合　松江市副市長、市國資委主任
　　領導小組辦公室設在省發展改革委。
雲嶺省人民政府辦公廳
2020年3月6日
"""

TASKS = """雲嶺省人民政府辦公廳關於印發糧倉節能方案的通知
雲政辦〔2020〕6號
各市、自治州人民政府：
　　根據《雲嶺省人民政府關於加強糧倉管理的意見》（雲政〔2019〕3號），現將糧倉節能方案印發給你們。
雲嶺省人民政府辦公廳
2020年3月9日
糧倉節能方案
一、改造
（一）改造舊倉。更換通風設備。（省財政廳牽頭，省糧食局配合）
"""


def source(text: str) -> Source:
    return bytes_to_source(text.encode(), "t.txt")


def facts_of(text: str) -> tuple[Fact, ...]:
    return extract(source(text)).facts


def one_of(text: str, kind: type[Fact]) -> Any:
    (fact,) = (fact for fact in facts_of(text) if isinstance(fact, kind))
    return fact


def traditional(text: str) -> str:
    return "".join(BACK.get(char, char) for char in text)


def strings(value: object) -> Iterator[str]:
    """All strings of a fact but those of its spans."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from strings(one)
    elif isinstance(value, Fact | Participant):
        for field in fields(value):
            yield from () if field.name == "spans" else strings(getattr(value, field.name))


# The table


def test_the_table_goes_one_character_to_one() -> None:
    assert all(len(old) == len(new) == 1 and old != new for old, new in pairs().items())


def test_no_character_is_folded_twice() -> None:
    assert not set(pairs().values()) & pairs().keys()


def test_the_table_is_that_of_opencc() -> None:
    opencc = pytest.importorskip("opencc")
    convert = opencc.OpenCC("t2s").convert
    assert [(old, new) for old, new in pairs().items() if convert(old) != new] == []


@given(st.text())
def test_folding_keeps_the_length_and_is_done_once(text: str) -> None:
    folded = simplified(text)
    assert len(folded) == len(text)
    assert simplified(folded) == folded


@pytest.mark.parametrize(
    "text", ["乾隆年间", "著名", "於某某", "宫商角徵羽", "慰藉", "瞭望", "覆盖", "摺页", "乾县水利局", "甚夥"]
)
def test_simplified_texts_stay(text: str) -> None:
    assert simplified(text) is text


# Reading


def test_a_text_reads_the_same_in_either_script() -> None:
    plain, folded = facts_of(TEXT), facts_of(traditional(TEXT))
    assert [type(fact) for fact in folded] == [type(fact) for fact in plain]
    assert [list(map(simplified, strings(fact))) for fact in folded] == [list(strings(fact)) for fact in plain]
    assert [[(span.start, span.end) for span in fact.spans] for fact in folded] == [
        [(span.start, span.end) for span in fact.spans] for fact in plain
    ]


def test_values_are_as_printed() -> None:
    text = traditional(TEXT)
    left = {char for fact in facts_of(text) for value in strings(fact) for char in value if char in BACK}
    assert left == set()


def test_spans_are_the_words_of_the_source() -> None:
    text = source(FOUNDING + TASKS).text
    spans = [span for fact in find_facts(source(FOUNDING + TASKS)) for span in fact.spans]
    assert spans
    assert all(span.text == text[span.start : span.end] for span in spans)


def test_a_directive_is_named_as_printed() -> None:
    directive = one_of(FOUNDING, Directive)
    assert directive.number == "雲政辦〔2020〕5號"
    assert directive.title == "雲嶺省人民政府辦公廳關於成立雲嶺省糧倉建設工作領導小組的通知"
    assert directive.issuers == ("雲嶺省人民政府辦公廳",)
    assert directive.date == "2020-03-06"


def test_members_are_named_as_printed() -> None:
    members = [fact for fact in facts_of(FOUNDING) if isinstance(fact, Member)]
    assert [(one.person, one.role) for one in members] == [("於國強", "組長"), ("李鍾昇", "副組長"), ("趙六合", "成員")]
    assert {(one.group, one.directive) for one in members} == {("雲嶺省糧倉建設工作領導小組", "雲政辦〔2020〕5號")}


def test_a_post_put_together_from_two_places_is_as_printed() -> None:
    text = FOUNDING.replace("松江市副市長、市國資委主任", "省環境保護廳副廳長、巡視員")
    posts = [fact.posts for fact in facts_of(text) if isinstance(fact, Member)][-1]
    assert posts == ("省環境保護廳副廳長", "省環境保護廳巡視員")


def test_a_task_is_named_as_printed() -> None:
    lead = next(fact for fact in facts_of(TASKS) if isinstance(fact, Assignment))
    assert (lead.body, lead.role, lead.task_title) == ("省財政廳", "lead", "改造舊倉")
    assert lead.path == ("糧倉節能方案", "一、", "（一）")


@pytest.mark.parametrize("name", ["李鍾昇", "於国强", "匡湧", "陈乾坤", "徐徵", "王國强", "张著"])
def test_a_name_in_a_simplified_text_keeps_its_characters(name: str) -> None:
    (fact,) = facts_of(f"云岭省人民政府关于{name}任职的通知\n云政〔2020〕7号\n任命{name}同志为省财政厅副厅长。\n")[1:]
    assert isinstance(fact, Appointment)
    assert fact.person == name


def test_a_word_keeps_the_spelling_of_its_own_place() -> None:
    text = TEXT.replace("王五常", "王涌湧").replace("张三峰", "张湧涌")
    people = {fact.person for fact in facts_of(text) if isinstance(fact, Member)}
    assert {"王涌湧", "张湧涌"} <= people


def test_blanks_and_brackets_are_mended_as_ever() -> None:
    text = FOUNDING.replace("〔2020〕", "[2020]").replace("糧倉建設", "糧 倉建設")
    directive = one_of(text, Directive)
    assert directive.number == "雲政辦〔2020〕5號"
    assert "糧倉建設" in directive.title


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030", "big5hkscs"])
def test_encodings_of_traditional_texts(encoding: str) -> None:
    long = (FOUNDING + TASKS).replace("爲", "為") * 3
    read = bytes_to_source(long.encode(encoding), "t.txt")
    assert read.text == long


# Names


@pytest.mark.parametrize(
    "body", ["省財政廳", "雲嶺省財政廳", "省发展改革委", "省發展改革委", "各市人民政府", "國務院辦公廳"]
)
def test_an_agency_is_known_in_either_script(body: str) -> None:
    place = Place(("云岭省",))
    assert canonical_agency(body, place=place) == canonical_agency(simplified(body), place=place)


def test_places_posts_and_groups_are_known_in_either_script() -> None:
    assert place_of("雲嶺省人民政府") == Place(("云岭省",))
    assert split_post("省財政廳副廳長") == ("省财政厅", "副厅长")
    assert is_bare_group("領導小組")


# The graph


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of one gazette in traditional characters, and one in simplified ones."""
    place = tmp_path_factory.mktemp("traditional")
    (place / "t.txt").write_text(FOUNDING + TASKS, encoding="utf-8")
    return built(place, "t.txt")


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of one gazette printed twice, once in each script."""
    place = tmp_path_factory.mktemp("both")
    (place / "a.txt").write_text(TEXT, encoding="utf-8")
    (place / "b.txt").write_text(traditional(TEXT), encoding="utf-8")
    return built(place, "a.txt", "b.txt")


def built(place: Path, *names: str) -> Path:
    files = [place / name for name in names]
    build(files, place / "store", read=lambda path: extract(bytes_to_source(path.read_bytes(), path.name)), reader="1")
    return place / "store"


def asked(store: Path, *args: str) -> str:
    result = CliRunner().invoke(main, ["ask", *args, "--store", str(store), "--format", "csv"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize("of", ["省财政厅", "省財政廳", "云岭省财政厅", "雲嶺省財政廳"])
def test_tasks_are_found_in_either_script(store: Path, of: str) -> None:
    assert "改造舊倉" in asked(store, "agency-tasks", "--of", of)


@pytest.mark.parametrize("of", ["云岭省粮仓建设工作领导小组", "雲嶺省糧倉建設工作領導小組"])
def test_members_are_found_in_either_script(store: Path, of: str) -> None:
    assert "李鍾昇" in asked(store, "group-members", "--of", of)


@pytest.mark.parametrize("of", ["云政办〔2020〕6号", "雲政辦[2020]6號"])
def test_tasks_of_a_directive_are_found_in_either_script(store: Path, of: str) -> None:
    names = open_store(store).select("SELECT ?l { ?d a gb:Directive ; rdfs:label ?l }").column("l")
    assert "雲政辦〔2020〕6號" in {str(name) for name in names}
    assert find(store, of, "directive") == find(store, simplified(of), "directive")


def find(store: Path, name: str, kind: str) -> tuple[object, ...]:
    from gongbao.graph.names import find_named

    return find_named(open_store(store), name, kind=kind)


@pytest.mark.parametrize("name", ["李钟升", "李鍾昇"])
def test_officials_are_found_in_either_script(store: Path, name: str) -> None:
    assert len(find(store, name, "official")) == 1


def test_a_group_has_its_head(store: Path) -> None:
    assert "於國強" in asked(store, "groups")


def test_the_graph_is_well_formed(store: Path, both: Path) -> None:
    assert violations(store) == ()
    assert violations(both) == ()


@pytest.mark.parametrize("cls", ["Agency", "Collective", "Group", "Official", "Directive"])
def test_what_is_printed_in_both_scripts_is_one(both: Path, tmp_path: Path, cls: str) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    query = f"SELECT ?it ?label {{ ?it a gb:{cls} ; rdfs:label ?label }} ORDER BY ?it"
    assert open_store(both).select(query).rows == open_store(built(tmp_path, "a.txt")).select(query).rows


def test_the_view_is_searched_in_either_script(store: Path, tmp_path: Path) -> None:
    write_view(store, tmp_path / "graph.html", about="云岭省财政厅")
    page = (tmp_path / "graph.html").read_text(encoding="utf-8")
    assert to_json({"財": "财"})[1:-1] in page
    write_view(store, tmp_path / "graph.html", about="雲嶺省財政廳")


# The price


def test_commands_that_need_no_table_do_not_read_it() -> None:
    code = (
        "from gongbao import cli; from gongbao.ontology import traditional;"
        "import sys; sys.exit(traditional._table.cache_info().currsize)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
