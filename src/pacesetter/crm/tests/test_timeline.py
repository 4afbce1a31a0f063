"""A company's timeline: entries of all sources in one order, page by page."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from pacesetter.activities import verbs as activity_verbs
from pacesetter.activities.models import ActivityType, Outcome
from pacesetter.core import clock
from pacesetter.crm import verbs
from pacesetter.crm.models import Company, Contact
from pacesetter.crm.timeline import timeline_of
from pacesetter.people.models import Member

START = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.fixture
def busy(rita: Member, raj: Member, call: ActivityType, connected: Outcome, initech: Company) -> Company:
    jane = Contact.objects.create(name="Jane", company=initech)
    for hour in range(7):
        at = START + timedelta(hours=hour // 2)
        activity_verbs.log(
            by=rita, activity_type=call, owner=rita, company=initech, outcome=connected, at=at, contacts=[jane],
            note=f"Call {hour}",
        )  # fmt: skip
    with clock.standing_at(START + timedelta(hours=1)):
        verbs.become_client(initech, by=rita)
    with clock.standing_at(START + timedelta(hours=2)):
        verbs.transfer(Company.objects.all(), by=rita, account_manager=raj)
    return initech


def test_all_sources_are_merged_newest_first(rita: Member, busy: Company) -> None:
    entries = timeline_of(busy, rita).entries
    assert [entry.title for entry in entries] == [
        "Discovery call · Jane",
        "Handed over",
        "Discovery call · Jane",
        "Discovery call · Jane",
        "Became a client",
        *["Discovery call · Jane"] * 4,
    ]
    assert (entries[0].status, entries[0].text, entries[0].by_id) == ("Connected", "Call 6", rita.pk)
    assert entries[1].text == "account manager: Raj"


@pytest.mark.parametrize("limit", [1, 2, 3, 4])
def test_pages_hold_each_entry_once(rita: Member, busy: Company, limit: int) -> None:
    whole = [entry.place for entry in timeline_of(busy, rita).entries]
    found: list[Any] = []
    before = ""
    while True:
        page = timeline_of(busy, rita, before=before, limit=limit)
        assert len(page.entries) <= limit
        found += [entry.place for entry in page.entries]
        if not page.older:
            break
        before = page.older
    assert found == whole


def test_a_page_that_was_never_given_is_the_first(rita: Member, busy: Company) -> None:
    for nonsense in ("x", "2026-01-01~activities~1", "~~", "2026-03-02T00:00:00+00:00~activities~x"):
        assert timeline_of(busy, rita, before=nonsense) == timeline_of(busy, rita)


def test_what_is_deleted_or_planned_is_not_told(rita: Member, call: ActivityType, initech: Company) -> None:
    gone = activity_verbs.log(by=rita, activity_type=call, owner=rita, company=initech, at=START)
    activity_verbs.delete(gone, by=rita)
    planned = activity_verbs.plan(by=rita, activity_type=call, owner=rita, company=initech)
    assert timeline_of(initech, rita).entries == []
    activity_verbs.cancel(planned, by=rita)
    assert [entry.status for entry in timeline_of(initech, rita).entries] == ["Cancelled"]


def test_the_name_of_what_was_merged_is_told(rita: Member, initech: Company) -> None:
    double = Company.objects.create(name="Initech Ltd", name_key="initech")
    verbs.merge(initech, double, by=rita)
    verbs.edit_company(initech, by=rita, phone="+6493334444", reason="from the card")
    entries = timeline_of(initech, rita).entries
    assert [(entry.title, entry.text) for entry in entries] == [
        ("Edited", "phone number · from the card"),
        ("Another company was merged into this one", "Initech Ltd"),
    ]


def test_queries_do_not_grow_with_entries(rita: Member, busy: Company, django_assert_max_num_queries: Any) -> None:
    timeline_of(busy, rita)  # what is kept in memory
    with django_assert_max_num_queries(4):
        timeline_of(busy, rita)
