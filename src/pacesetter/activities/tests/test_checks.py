import pytest
from django.core.checks import run_checks
from pytest_django import Settings

NOT_THERE = "pacesetter.categories.nowhere.Nothing"
OTHER = "pacesetter.categories.other.Other"


def faults() -> set[str]:
    found = [fault for fault in run_checks() if not fault.is_silenced()]
    return {fault.id or "" for fault in found if "pacesetter" in fault.msg or "ACTIVITY" in fault.msg}


def test_every_table_of_plug_ins_is_right() -> None:
    assert faults() == set()


@pytest.mark.parametrize("table", ["ACTIVITY_CATEGORIES", "HANDOVERS", "MERGERS"])
def test_a_path_that_leads_nowhere_stops_the_start(settings: Settings, table: str) -> None:
    setattr(settings, table, {"nothing": NOT_THERE})
    assert faults() == {"tenancy.E001"}


@pytest.mark.parametrize("table", ["ACTIVITY_LEDGERS", "SETTINGS_LISTENERS", "LEAVING_LISTENERS"])
def test_so_does_one_of_a_list(settings: Settings, table: str) -> None:
    setattr(settings, table, (NOT_THERE,))
    assert faults() == {"tenancy.E001"}


@pytest.mark.parametrize("table", ["HANDOVERS", "MERGERS"])
def test_a_plug_in_must_be_able_to_do_what_its_table_is_for(settings: Settings, table: str) -> None:
    setattr(settings, table, {"other": OTHER})
    assert faults() == {"tenancy.E002"}


def test_a_category_under_another_name_stops_the_start(settings: Settings) -> None:
    settings.ACTIVITY_CATEGORIES = {"else": OTHER}
    assert faults() == {"activities.E002"}


def test_no_ledger_stops_the_start(settings: Settings) -> None:
    settings.ACTIVITY_LEDGERS = ()
    assert faults() == {"activities.E001"}


def test_a_category_that_requires_what_nobody_knows_stops_the_start(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(OTHER.rpartition(".")[0] + ".Other.requires", ("luck",))
    settings.ACTIVITY_CATEGORIES = {"other": OTHER}
    assert faults() == {"activities.E004"}


def test_a_category_in_a_colour_that_no_style_sheet_has_stops_the_start(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(OTHER.rpartition(".")[0] + ".Other.colour", "gold")
    settings.ACTIVITY_CATEGORIES = {"other": OTHER}
    assert faults() == {"activities.E005"}
