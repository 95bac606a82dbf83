"""FollowTheMoney entities, loaded by the package that defines them."""

import json
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from facts import GROUP, NOTICE, PLAN, build_readings, reading, sample_reading
from gongbao.graph.export import export
from gongbao.ontology.model import Reading
from hostile_names import hostile_reading

ftm = pytest.importorskip("followthemoney")

LEADER = "云岭省发展和改革委员会"


class Entities:
    """The entities of an export, by their ids and by their schema."""

    def __init__(self, folder: Path, *readings: Reading) -> None:
        build_readings(folder / "store", *readings)
        export(folder / "store", "ftm", folder / "out.ftm")
        lines = (folder / "out.ftm").read_text(encoding="utf-8").splitlines()
        self.records: list[Mapping[str, Any]] = [json.loads(line) for line in lines]
        self.by_id = {record["id"]: ftm.model.get_proxy(record, cleaned=False) for record in self.records}
        self.of: defaultdict[str, list[Any]] = defaultdict(list)
        for proxy in self.by_id.values():
            self.of[proxy.schema.name].append(proxy)

    def between(self, schema: str, one: str, other: str) -> dict[tuple[str, str], Any]:
        """Entities of a schema by the names of those that two of their properties point to."""
        return {
            (self.by_id[proxy.first(one)].caption, self.by_id[proxy.first(other)].caption): proxy
            for proxy in self.of[schema]
        }


@pytest.fixture(scope="module")
def entities(tmp_path_factory: pytest.TempPathFactory) -> Entities:
    return Entities(tmp_path_factory.mktemp("ftm"), sample_reading(), sample_reading(source="b.txt"))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Entities:
    return Entities(tmp_path_factory.mktemp("hostile"), hostile_reading())


@pytest.fixture(params=["entities", "hostile"])
def loaded(request: pytest.FixtureRequest) -> Entities:
    found: Entities = request.getfixturevalue(request.param)
    return found


def test_ids_are_unique(loaded: Entities) -> None:
    assert len(loaded.by_id) == len(loaded.records) > 0


def test_every_entity_has_what_its_schema_requires(loaded: Entities) -> None:
    for proxy in loaded.by_id.values():
        proxy.schema.validate(proxy.to_dict())


def test_the_package_drops_no_value(entities: Entities) -> None:
    for record in entities.records:
        proxy = entities.by_id[record["id"]]
        assert {name: sorted(values) for name, values in record["properties"].items()} == {
            name: sorted(values) for name, values in proxy.properties.items()
        }


def test_the_package_drops_no_property_of_hostile_names(hostile: Entities) -> None:
    for record in hostile.records:
        # A name that is all quotation marks or blanks is none; there is none such here.
        assert set(record["properties"]) == set(hostile.by_id[record["id"]].properties)


def test_references_lead_to_entities_of_the_right_schema(loaded: Entities) -> None:
    for proxy in loaded.by_id.values():
        for prop, value in proxy.itervalues():
            if prop.type.name == "entity":
                assert loaded.by_id[value].schema.is_a(prop.range), (proxy.schema, prop)


@pytest.mark.parametrize("schema", ["Membership", "Occupancy", "ProjectParticipant", "Documentation", "Event"])
def test_a_statement_has_its_proof_its_line_and_its_words(entities: Entities, schema: str) -> None:
    assert entities.of[schema]
    for proxy in entities.of[schema]:
        sources = {entities.by_id[one].caption for one in proxy.get("proof")}
        assert sources
        assert {place.rpartition(":")[0] for place in proxy.get("recordId")} == sources
        assert proxy.get("summary")


def test_a_seat_is_a_membership(entities: Entities) -> None:
    seat = entities.between("Membership", "member", "organization")["张三峰", GROUP]
    assert (seat.get("role"), seat.get("startDate"), seat.get("summary")) == (["组长"], ["2020-03-06"], ["张三峰"])
    assert entities.by_id[seat.first("member")].schema.name == "Person"


def test_a_tenure_is_an_occupancy_bounded_by_what_is_printed(entities: Entities) -> None:
    tenures = entities.between("Occupancy", "holder", "post")
    appointed = tenures["钱七宝", "云岭省财政厅副厅长"]
    assert (appointed.get("startDate"), appointed.get("endDate")) == (["2020-03-09"], [])
    shown = tenures["李四维", "云岭省财政厅厅长"]
    assert (shown.get("startDate"), shown.get("date")) == ([], ["2020-03-06"])


def test_a_part_in_a_task_is_a_project_participant(entities: Entities) -> None:
    part = entities.between("ProjectParticipant", "participant", "project")[LEADER, "（一）改造旧仓"]
    assert (part.get("role"), part.get("date")) == (["lead"], ["2020-03-09"])


def test_a_directive_documents_its_issuer(entities: Entities) -> None:
    documents = {
        (
            entities.by_id[one.first("document")].first("name"),
            one.first("role"),
            entities.by_id[one.first("entity")].caption,
        )
        for one in entities.of["Documentation"]
    }
    assert {
        (NOTICE, "issuer", "云岭省人民政府办公厅"),
        (NOTICE, "foundedBy", GROUP),
        (PLAN, "task", "（一）改造旧仓"),
        ("b.txt", "printed in", NOTICE),
    } <= documents


def test_a_citation_is_a_link_of_its_relation(entities: Entities) -> None:
    links = {
        (
            entities.by_id[one.first("subject")].first("name"),
            one.first("role"),
            entities.by_id[one.first("object")].first("name"),
        )
        for one in entities.of["UnknownLink"]
    }
    assert {(NOTICE, "basedOn", "云政〔2019〕3号"), ("云岭省财政厅", "duty", PLAN)} <= links


def test_the_end_of_a_group_is_an_event_and_a_succession(entities: Entities) -> None:
    heirs = entities.between("Succession", "predecessor", "successor")
    merged = heirs["云岭省旧仓改造领导小组", GROUP]
    assert merged.get("summary") == ["云岭省旧仓改造领导小组并入云岭省数字粮仓建设工作领导小组"]
    (event,) = {one.caption for one in entities.of["Event"] if "merged" in one.get("keywords")}
    assert event == "merged 云岭省旧仓改造领导小组"


def test_what_was_not_read_is_a_note(entities: Entities) -> None:
    (note, _) = sorted(entities.of["Note"], key=lambda one: one.first("notes"))
    assert note.get("description") == ["每年一次。"]
    assert note.first("notes").startswith("b.txt:")


def test_an_unknown_agency_says_so(hostile: Entities) -> None:
    notes = {note for proxy in hostile.of["PublicBody"] for note in proxy.get("notes")}
    assert notes == {"provisional: not in the register of agencies"}


def test_only_what_the_register_knows_has_a_country(entities: Entities, hostile: Entities) -> None:
    countries = {body.caption: body.get("country") for body in entities.of["PublicBody"] + hostile.of["PublicBody"]}
    assert (countries[LEADER], countries["<b>甲</b>&amp;]]><!--"]) == (["cn"], [])
    posts = {post.caption: post.get("country") for post in entities.of["Position"]}
    assert posts["云岭省财政厅厅长"] == ["cn"]
    assert not any(person.get("country") for person in entities.of["Person"])


def test_nobody_needs_the_package_to_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "followthemoney", None)
    build_readings(tmp_path / "store", reading(*sample_reading().facts))
    assert export(tmp_path / "store", "ftm", tmp_path / "out") == (tmp_path / "out",)
