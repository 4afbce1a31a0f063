from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from pacesetter.activities.models import Activity, ActivityType, Status
from pacesetter.activities.verbs import complete, plan
from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.crm.models import Company
from pacesetter.events.models import Event
from pacesetter.kpis.models import TallyDay
from pacesetter.people import verbs
from pacesetter.people.access import members_seen_by
from pacesetter.people.handover import waiting
from pacesetter.people.models import Member
from pacesetter.people.tokens import authenticate
from pacesetter.people.working_time import working_times
from pacesetter.tenancy.models import Organisation

MONDAY = date(2026, 3, 2)


def test_log_in_and_tokens_end_at_once(ada: Member, rita: Member, version: Callable[[], int]) -> None:
    secret = verbs.create_token(rita, by=rita, name="Dialler").secret
    assert authenticate(secret) == rita
    before = version()
    verbs.archive(rita, by=ada)
    assert authenticate(secret) is None
    assert Member.objects.get(pk=rita.pk).is_archived
    assert not members_seen_by(rita).exists()
    assert version() > before


def test_the_day_of_archiving_still_counts_and_the_next_does_not(ada: Member, rita: Member) -> None:
    with clock.standing_at(datetime(2026, 3, 1, 20, tzinfo=UTC)):  # Monday morning in Auckland
        verbs.archive(rita, by=ada)
    time = working_times([rita], MONDAY, date(2026, 3, 9))[rita.pk]
    assert time.capacities(MONDAY, date(2026, 3, 7)) == [1, 0, 0, 0, 0]


def test_who_left_before_counts_until_then(ada: Member, rita: Member) -> None:
    verbs.archive(rita, by=ada, left_on=MONDAY)
    assert Member.objects.get(pk=rita.pk).left_on == MONDAY


def test_nobody_leaves_before_they_join(ada: Member, rita: Member) -> None:
    with pytest.raises(Refusal) as refusal:
        verbs.archive(rita, by=ada, left_on=date(2019, 1, 1))
    assert refusal.value.field == "left_on"


def test_somebody_must_take_over_what_there_is(ada: Member, rita: Member, initech: Company, call: ActivityType) -> None:
    plan(by=rita, activity_type=call, owner=rita, company=initech)
    assert waiting(rita) == {"companies": 1, "to_dos": 1}
    with pytest.raises(Refusal) as refusal:
        verbs.archive(rita, by=ada)
    assert refusal.value.field == "hand_over_to"
    assert not Member.objects.get(pk=rita.pk).is_archived


def test_to_dos_and_customers_go_to_the_one_named_and_the_past_stays(
    ada: Member, rita: Member, raj: Member, initech: Company, call: ActivityType, last_event: Callable[[], Event]
) -> None:
    done = plan(by=rita, activity_type=call, owner=rita, company=initech)
    complete(done, by=rita)
    overdue = plan(by=rita, activity_type=call, owner=rita, due_on=clock.now().date() - timedelta(days=9))
    handed_over = verbs.archive(rita, by=ada, hand_over_to=raj)
    assert handed_over["to_dos"].moved == [overdue.pk]
    assert handed_over["companies"].moved == [initech.pk]
    assert Activity.objects.get(status=Status.PLANNED).owner == raj
    assert Activity.objects.get(status=Status.COMPLETED).owner == rita
    assert Company.objects.get().sales_rep == raj
    told = last_event()
    assert (told.verb, told.data["after"]["handed_over_to"]) == ("member.archived", raj.pk)
    assert told.data["after"]["handed_over"]["to_dos"] == {"moved": [overdue.pk], "kept_back": []}
    # What Rita had booked stays hers, though somebody else does it now.
    assert TallyDay.objects.get(moment="b").member_id == rita.pk
    complete(Activity.objects.get(pk=overdue.pk), by=raj)
    assert set(TallyDay.objects.filter(moment="c").values_list("member_id", flat=True)) == {rita.pk, raj.pk}


def test_the_receiver_must_be_somebody_else_who_is_here(
    organisation: Organisation, ada: Member, rita: Member, raj: Member, otto: Member, initech: Company
) -> None:
    verbs.archive(raj, by=ada)
    for receiver in (rita, raj):
        with pytest.raises(Refusal, match="still here"):
            verbs.archive(rita, by=ada, hand_over_to=receiver)
    with pytest.raises(Refusal, match="not known here"):
        verbs.archive(rita, by=ada, hand_over_to=otto)
    assert Company.objects.get().sales_rep == rita


def test_the_last_administrator_stays(ada: Member) -> None:
    with pytest.raises(Refusal, match="last administrator"):
        verbs.archive(ada, by=ada)
    assert not Member.objects.get(pk=ada.pk).is_archived


def test_nobody_is_archived_twice(ada: Member, rita: Member) -> None:
    verbs.archive(rita, by=ada)
    with pytest.raises(Refusal, match="archived"):
        verbs.archive(rita, by=ada)


def test_only_administrators_archive(ada: Member, rita: Member, mona: Member, otto: Member) -> None:
    for by in (rita, mona, otto):
        with pytest.raises(NotAllowed):
            verbs.archive(rita, by=by)
    with pytest.raises(Refusal, match="not known here"):
        verbs.archive(otto, by=ada)
    assert not Member.across_organisations.filter(archived_at__isnull=False).exists()
