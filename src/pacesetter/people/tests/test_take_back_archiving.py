from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from pacesetter.activities.models import Activity, ActivityType
from pacesetter.activities.verbs import complete, plan
from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.crm import verbs as crm_verbs
from pacesetter.crm.models import Company
from pacesetter.events.models import Event
from pacesetter.kpis.tallies import mismatches
from pacesetter.people import verbs
from pacesetter.people.models import Invitation, Member
from pacesetter.people.tokens import authenticate
from pacesetter.people.working_time import working_times

DAY = date(2026, 3, 2)


def test_last_day_log_in_and_tokens_are_as_before(
    ada: Member, rita: Member, version: Callable[[], int], last_event: Callable[[], Event]
) -> None:
    kept, gone = (verbs.create_token(rita, by=rita, name=name) for name in ("Dialler", "Old"))
    verbs.revoke_token(gone.token, by=rita)
    verbs.edit_member(rita, by=ada, left_on=date(2090, 1, 1))
    verbs.archive(rita, by=ada, left_on=DAY)
    before = version()
    assert verbs.take_back_archiving(rita, by=ada) == 0
    row = Member.objects.get(pk=rita.pk)
    assert (row.is_archived, row.left_on, row.leave.exists()) == (False, date(2090, 1, 1), False)
    assert authenticate(kept.secret) == rita
    assert authenticate(gone.secret) is None
    assert version() > before
    assert last_event().verb == "member.archiving_taken_back"
    assert working_times([rita], DAY, DAY + timedelta(days=1))[rita.pk].capacity(DAY) == 1


def test_an_open_invitation_works_again(ada: Member) -> None:
    joe = verbs.invite(by=ada, email="joe@acme.example", name="Joe").member
    verbs.archive(joe, by=ada)
    verbs.take_back_archiving(joe, by=ada)
    assert Invitation.objects.get(member=joe).revoked_at is None


def test_what_was_handed_over_comes_back_as_far_as_nobody_has_gone_on_with_it(
    ada: Member, rita: Member, raj: Member, mona: Member, call: ActivityType
) -> None:
    managed = crm_verbs.add_company(by=rita, name="Hooli", sales_rep=raj, account_manager=rita)
    passed_on = crm_verbs.add_company(by=rita, name="Initech", sales_rep=rita)
    to_dos = [plan(by=rita, activity_type=call, owner=rita, due_on=date(2026, 3, 30)) for _ in range(2)]
    rajs = plan(by=raj, activity_type=call, owner=raj)
    verbs.archive(rita, by=ada, hand_over_to=raj)
    complete(Activity.objects.get(pk=to_dos[0].pk), by=raj)
    Company.objects.filter(pk=passed_on.pk).update(sales_rep=mona)
    assert verbs.take_back_archiving(rita, by=ada) == 2
    found = {row.name: (row.sales_rep, row.account_manager) for row in Company.objects.all()}
    assert found == {"Hooli": (raj, rita), "Initech": (mona, None)}
    assert managed.pk != passed_on.pk
    owners = dict(Activity.objects.values_list("pk", "owner"))
    assert owners == {to_dos[0].pk: raj.pk, to_dos[1].pk: rita.pk, rajs.pk: raj.pk}
    assert mismatches() == []


def test_after_a_day_and_where_nothing_was_archived_it_is_refused(ada: Member, rita: Member) -> None:
    with pytest.raises(Refusal, match="is not archived"):
        verbs.take_back_archiving(rita, by=ada)
    with clock.standing_at(datetime(2026, 3, 2, tzinfo=UTC)):
        verbs.archive(rita, by=ada)
    with clock.standing_at(datetime(2026, 3, 3, 1, tzinfo=UTC)), pytest.raises(Refusal, match="too long ago"):
        verbs.take_back_archiving(rita, by=ada)
    assert Member.objects.get(pk=rita.pk).is_archived


def test_administrators_of_the_organisation_alone_take_it_back(
    ada: Member, rita: Member, mona: Member, otto: Member
) -> None:
    verbs.archive(rita, by=ada)
    for by in (rita, mona, otto):
        with pytest.raises(NotAllowed):
            verbs.take_back_archiving(rita, by=by)
    assert Member.objects.get(pk=rita.pk).is_archived
