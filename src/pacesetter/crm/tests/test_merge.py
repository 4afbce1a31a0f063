from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from pacesetter.activities.models import Activity, ActivityContact, ActivityType
from pacesetter.activities.verbs import delete, log, plan
from pacesetter.core.periods import Calendar, PeriodKind, period_holding
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.crm import verbs
from pacesetter.crm.access import get_company_for
from pacesetter.crm.models import Company, Contact
from pacesetter.events.history import history_of
from pacesetter.events.models import Event
from pacesetter.kpis import tallies
from pacesetter.kpis.closing import PeriodLocked, close
from pacesetter.kpis.models import Kpi, KpiActivityType, KpiRole, Restatement
from pacesetter.people.models import Member, SalesRole
from pacesetter.tenancy.scope import scope

LAST_SPRING = datetime(2026, 3, 10, tzinfo=UTC)


@pytest.fixture
def double(rita: Member) -> Company:
    """Initech once more, under another spelling."""
    return verbs.add_company(
        by=rita,
        name="Initech Pty Ltd",
        domain="initech.example",
        phone="+6495551234",
        note="likes blue",
        allow_same_name=True,
    )


def everything() -> dict[str, list[dict[str, Any]]]:
    """All rows that a merge may touch, without the moments of their last change."""
    tables = (Company, Contact, Activity, ActivityContact)
    rows = {table.__name__: list(table.objects.order_by("pk").values()) for table in tables}
    return {
        name: [{k: v for k, v in row.items() if k != "updated_at"} for row in found] for name, found in rows.items()
    }


def test_nothing_is_lost(
    rita: Member, initech: Company, double: Company, jane: Contact, call: ActivityType, last_event: Callable[[], Event]
) -> None:
    jim = verbs.add_contact(by=rita, name="Jim", company=double)
    verbs.attach_external_id(double, by=rita, source="xero", external_id="17")
    done, to_do, deleted = (
        log(by=rita, activity_type=call, owner=rita, company=double),
        plan(by=rita, activity_type=call, owner=rita, company=double),
        log(by=rita, activity_type=call, owner=rita, company=double),
    )
    delete(deleted, by=rita)
    verbs.merge(initech, double, by=rita, reason="the same")
    assert set(Activity.objects.values_list("company", flat=True)) == {initech.pk}
    assert set(initech.contacts.all()) == {jane, jim}
    assert [str(row) for row in initech.external_ids.all()] == ["xero:17"]
    assert (initech.domain, initech.phone) == ("initech.example", "+6495551234")
    assert initech.note == "Name: Initech Pty Ltd\n\nlikes blue"
    assert double.merged_into == initech
    assert (last_event().verb, last_event().subject_id) == ("company.merged_into", double.pk)
    assert last_event().data["moved"]["activities"] == sorted([done.pk, to_do.pk, deleted.pk])
    assert history_of("activity", done.pk).events[0].data["after"] == {"company_id": initech.pk}
    assert tallies.mismatches() == []


def test_what_both_have_stays_and_the_other_is_told_in_the_note(
    rita: Member, initech: Company, double: Company
) -> None:
    verbs.edit_company(initech, by=rita, phone="+6495550000", website="https://initech.example", note="old friends")
    verbs.become_client(double, by=rita)
    verbs.merge(initech, double, by=rita)
    assert (initech.phone, initech.kind, initech.sales_rep) == ("+6495550000", "client", rita)
    assert initech.note == "old friends\n\nName: Initech Pty Ltd\nPhone number: +6495551234\n\nlikes blue"


def test_undoing_leaves_everything_as_it_was(
    rita: Member, initech: Company, double: Company, jane: Contact, call: ActivityType
) -> None:
    verbs.add_contact(by=rita, name="Jim", company=double)
    verbs.attach_external_id(double, by=rita, source="xero", external_id="17")
    for company in (initech, double):
        log(by=rita, activity_type=call, owner=rita, company=company)
    before = everything()
    verbs.merge(initech, double, by=rita)
    assert everything() != before
    verbs.undo_merge(double, by=rita)
    assert everything() == before
    assert double.merged_into is None
    assert [str(row) for row in double.external_ids.all()] == ["xero:17"]
    assert Event.objects.filter(verb="company.merge_undone").count() == 2


def test_undoing_keeps_what_was_done_since(rita: Member, initech: Company, double: Company, call: ActivityType) -> None:
    moved = log(by=rita, activity_type=call, owner=rita, company=double)
    verbs.merge(initech, double, by=rita)
    since = log(by=rita, activity_type=call, owner=rita, company=initech)
    verbs.edit_company(initech, by=rita, phone="+6495559999")
    hooli = verbs.add_company(by=rita, name="Hooli")
    Activity.objects.filter(pk=moved.pk).update(company=hooli)
    verbs.undo_merge(double, by=rita)
    initech.refresh_from_db()
    assert (initech.phone, initech.domain) == ("+6495559999", "")
    assert Activity.objects.get(pk=since.pk).company == initech
    assert Activity.objects.get(pk=moved.pk).company == hooli


def test_merges_in_a_row_are_undone_from_the_last(rita: Member, initech: Company, double: Company) -> None:
    third = verbs.add_company(by=rita, name="Initech Global")
    verbs.merge(double, third, by=rita)
    verbs.merge(initech, double, by=rita)
    assert get_company_for(rita, third.pk) == initech
    with pytest.raises(Refusal, match="Undo that merge first"):
        verbs.undo_merge(third, by=rita)
    verbs.undo_merge(double, by=rita)
    verbs.undo_merge(third, by=rita)
    assert not Company.objects.filter(merged_into__isnull=False).exists()


def test_a_merge_done_anew_is_undone_anew(rita: Member, initech: Company, double: Company, call: ActivityType) -> None:
    verbs.merge(initech, double, by=rita)
    verbs.undo_merge(double, by=rita)
    later = log(by=rita, activity_type=call, owner=rita, company=double)
    verbs.merge(initech, double, by=rita)
    verbs.undo_merge(double, by=rita)
    assert Activity.objects.get(pk=later.pk).company == double


def test_what_makes_no_sense_is_refused(rita: Member, initech: Company, double: Company) -> None:
    with pytest.raises(Refusal, match="different"):
        verbs.merge(initech, initech, by=rita)
    with pytest.raises(Refusal, match="not merged"):
        verbs.undo_merge(initech, by=rita)
    verbs.archive(initech, by=rita)
    with pytest.raises(Refusal, match="archived"):
        verbs.merge(initech, double, by=rita)
    verbs.restore(initech, by=rita)
    verbs.merge(initech, double, by=rita)
    hooli = verbs.add_company(by=rita, name="Hooli")
    for kept, dropped in ((double, hooli), (hooli, double)):
        with pytest.raises(Refusal, match="was merged"):
            verbs.merge(kept, dropped, by=rita)


def test_somebody_of_another_organisation_is_refused(
    rita: Member, otto: Member, initech: Company, double: Company
) -> None:
    with pytest.raises(NotAllowed):
        verbs.merge(initech, double, by=otto)
    with scope(otto.organisation_id):
        theirs = verbs.add_company(by=otto, name="Initech")
        for kept, dropped in ((theirs, initech), (initech, theirs)):
            with pytest.raises(Refusal, match="not known here"):
                verbs.merge(kept, dropped, by=otto)
    verbs.merge(initech, double, by=rita)
    with pytest.raises(NotAllowed):
        verbs.undo_merge(double, by=otto)
    assert Company.objects.get(pk=double.pk).merged_into == initech


def test_contacts_merge_and_part_again(rita: Member, jane: Contact, call: ActivityType) -> None:
    twin = verbs.add_contact(by=rita, name="Jane Doe", phone="+6421123456", job_title="CFO", note="golf")
    verbs.attach_external_id(twin, by=rita, source="xero", external_id="9")
    alone = log(by=rita, activity_type=call, owner=rita, contacts=[twin])
    both = log(by=rita, activity_type=call, owner=rita, contacts=[jane, twin])
    before = everything()
    verbs.merge(jane, twin, by=rita)
    assert (jane.phone, jane.job_title, jane.note) == ("+6421123456", "CFO", "Name: Jane Doe\n\ngolf")
    assert {(link.activity_id, link.contact_id) for link in ActivityContact.objects.all()} == {
        (alone.pk, jane.pk),
        (both.pk, jane.pk),
    }
    assert jane.external_ids.get().external_id == "9"
    verbs.undo_merge(twin, by=rita)
    after = everything()
    # The link that both had comes back as a new row.
    for rows in (before, after):
        links = rows.pop("ActivityContact")
        rows["links"] = sorted(({k: v for k, v in link.items() if k != "id"} for link in links), key=str)
    assert after == before


@pytest.fixture
def reach(bdm: SalesRole, call: ActivityType) -> Kpi:
    """How many different companies were called."""
    kpi: Kpi = Kpi.objects.create(name="Companies called", measure="companies")
    KpiActivityType.objects.create(kpi=kpi, activity_type=call)
    KpiRole.objects.create(kpi=kpi, role=bdm)
    return kpi


@pytest.mark.parametrize("locked", [False, True])
def test_companies_reached_in_a_closed_month_are_restated_or_kept(
    ada: Member, rita: Member, initech: Company, double: Company, call: ActivityType, reach: Kpi, locked: bool
) -> None:
    for company in (initech, double):
        log(by=rita, activity_type=call, owner=rita, company=company, at=LAST_SPRING)
    close(period_holding(PeriodKind.MONTH, date(2026, 3, 10), Calendar()), by=ada, locked=locked)
    if locked:
        with pytest.raises(PeriodLocked):
            verbs.merge(initech, double, by=ada)
        assert Company.objects.get(pk=double.pk).merged_into is None
        return
    verbs.merge(initech, double, by=ada, reason="the same")
    restated = Restatement.objects.get()
    assert (restated.old_actual, restated.new_actual, restated.reason) == ("2", "1", "the same")
    verbs.undo_merge(double, by=ada)
    assert Restatement.objects.latest("id").new_actual == "2"


def test_a_locked_month_in_which_no_figure_changes_is_no_obstacle(
    ada: Member, rita: Member, initech: Company, double: Company, call: ActivityType, reach: Kpi
) -> None:
    log(by=rita, activity_type=call, owner=rita, company=double, at=LAST_SPRING)
    close(period_holding(PeriodKind.MONTH, date(2026, 3, 10), Calendar()), by=ada, locked=True)
    verbs.merge(initech, double, by=ada)
    assert Activity.objects.get().company == initech
