"""Exports of other systems are recognised by their headings, and their columns for what they are."""

from typing import Any

import pytest

from pacesetter.imports.fields.field import Kind
from pacesetter.imports.fields.table import FIELDS
from pacesetter.imports.profiles.detect import detect, is_known_heading
from pacesetter.imports.profiles.guess import Ground, guess
from pacesetter.imports.profiles.table import profiles
from pacesetter.imports.profiles.template import headings
from pacesetter.imports.profiles.tests.golden import GOLDEN, Golden
from pacesetter.imports.values.durations import ClockForm, DurationUnit


def mapped(header: list[str], kind: Kind, sample: list[list[str]] | None = None) -> dict[str, str]:
    found = guess(header, sample or [], kind, detect(header, kind))
    return {one.field: column for column, one in found.items()}


@pytest.mark.parametrize("golden", GOLDEN.values(), ids=GOLDEN.keys())
def test_a_real_export_is_recognised(golden: Golden) -> None:
    detected = detect(golden.header.split(","))
    assert detected is not None
    assert detected.profile.key == golden.source
    assert detected.layout.kind is golden.kind
    assert detected.confidence > 0.8


@pytest.mark.parametrize("golden", GOLDEN.values(), ids=GOLDEN.keys())
def test_its_columns_are_taken_for_what_they_are_and_no_more(golden: Golden) -> None:
    assert mapped(golden.header.split(","), golden.kind) == golden.fields


@pytest.mark.parametrize("golden", GOLDEN.values(), ids=GOLDEN.keys())
def test_the_order_and_the_case_of_columns_do_not_matter(golden: Golden) -> None:
    header = [name.upper() for name in reversed(golden.header.split(","))]
    assert mapped(header, golden.kind) == {field: name.upper() for field, name in golden.fields.items()}


@pytest.mark.parametrize("kind", Kind)
def test_our_own_template_is_mapped_whole(kind: Kind) -> None:
    names = headings(kind)
    header = list(names.values())
    detected = detect(header)
    assert detected is not None
    assert (detected.profile.key, detected.layout.kind, detected.confidence) == ("import", kind, 1.0)
    assert mapped(header, kind) == names


def test_every_layout_leads_to_fields_that_exist() -> None:
    for profile in profiles():
        for layout in profile.layouts:
            assert set(layout.columns.values()) <= FIELDS[layout.kind].keys()
            assert not layout.columns.keys() & layout.ignored, (profile.key, layout.columns.keys() & layout.ignored)


def test_units_are_those_that_the_source_writes() -> None:
    def layout_of(name: str) -> Any:
        detected = detect(GOLDEN[name].header.split(","))
        assert detected is not None
        return detected.layout

    assert layout_of("hubspot calls by internal name").duration.unit is DurationUnit.MILLISECONDS
    assert layout_of("salesforce tasks").duration.unit is DurationUnit.SECONDS
    assert layout_of("salesforce events").duration.unit is DurationUnit.MINUTES
    assert layout_of("pipedrive activities").duration.clock is ClockForm.HOURS_MINUTES
    assert layout_of("zoho calls").duration.clock is ClockForm.MINUTES_SECONDS
    assert layout_of("hubspot calls by label").implied_type == "Call"


def test_ids_of_one_record_agree_across_files() -> None:
    by_key = {profile.key: profile for profile in profiles()}
    assert by_key["salesforce"].id_form("0015Y00002c7g8uQAA") == "0015Y00002c7g8u"
    assert by_key["salesforce"].id_form("0015Y00002c7g8u") == "0015Y00002c7g8u"
    assert by_key["zoho"].id_form("zcrm_3652397000000624046") == "3652397000000624046"
    assert by_key["hubspot"].id_form("123456789012345678") == "123456789012345678"


def test_a_plain_file_is_mapped_by_synonyms_and_likeness() -> None:
    header = ["Rep", "Activity Type", "When", "Customer", "Completd on", "Commments", "Colour"]
    found = guess(header, [], Kind.ACTIVITIES, detect(header, Kind.ACTIVITIES))
    assert {column: (one.field, one.ground) for column, one in found.items()} == {
        "Rep": ("owner", Ground.SYNONYM),
        "Activity Type": ("type", Ground.SYNONYM),
        "When": ("date", Ground.SYNONYM),
        "Customer": ("company", Ground.SYNONYM),
        "Completd on": ("completed", Ground.LIKENESS),
        "Commments": ("note", Ground.LIKENESS),
    }


def test_a_link_id_is_the_companys() -> None:
    header = ["Link ID", "Company", "Contact", "Activity Type", "Activity Date", "Note"]
    assert mapped(header, Kind.ACTIVITIES) == {
        "company_external_id": "Link ID",
        "company": "Company",
        "contact": "Contact",
        "type": "Activity Type",
        "date": "Activity Date",
        "note": "Note",
    }


def test_what_cells_hold_helps_where_headings_do_not() -> None:
    header = ["Alpha", "Beta", "Gamma"]
    sample = [["jane@a.example", "x", "2026-03-01"], ["raj@a.example", "y", "2026-03-02"], ["", "z", "2026-03-03"]]
    found = guess(header, sample, Kind.ACTIVITIES, None)
    assert found["Alpha"].field == "contact_email"
    assert found["Gamma"].field == "date"
    assert {one.ground for one in found.values()} == {Ground.CONTENT}
    assert "Beta" not in found


def test_two_columns_of_dates_are_not_told_apart_by_their_cells() -> None:
    sample = [["2026-03-01", "2026-03-02"]] * 3
    assert guess(["Alpha", "Beta"], sample, Kind.ACTIVITIES, None) == {}


def test_an_unknown_file_comes_from_nowhere() -> None:
    assert detect(["Colour", "Shape"]) is None
    assert is_known_heading("Activity - Subject*")
    assert not is_known_heading("Colour")


def test_no_synonym_belongs_to_two_fields() -> None:
    for kind, fields in FIELDS.items():
        seen: dict[str, str] = {}
        for field in fields.values():
            for name in field.names:
                assert seen.setdefault(name, field.name) == field.name, (kind, name)


def test_a_column_that_nobody_fills_in_gives_way_to_the_next_of_the_source() -> None:
    header = ["Id", "WhoId", "WhatId", "ActivityDate", "Status", "OwnerId", "Type", "TaskSubtype"]
    row = ["00T1", "0031", "", "2026-03-02", "Completed", "0051", "", "Call"]
    assert mapped(header, Kind.ACTIVITIES, [row])["type"] == "TaskSubtype"
    assert mapped(header, Kind.ACTIVITIES, [[*row[:-2], "Cold call", "Call"]])["type"] == "Type"
    assert mapped(header, Kind.ACTIVITIES)["type"] == "Type"
