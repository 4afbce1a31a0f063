"""The Undo beside what is no setting of the history: invitations, phone systems, one's own choices."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages

from pacesetter.activities.models import Activity, ActivityType, Outcome
from pacesetter.crm.models import Company, Contact, ContactList
from pacesetter.notifications.access import choices_of
from pacesetter.people.models import Invitation, Member, RoleAssignment, SalesRole, Team, TeamMembership, User
from pacesetter.telephony.models import Call, CallSource, CallState
from pacesetter.tenancy.models import Organisation, SecondFactor
from pacesetter.web.deeds import deed_from, take_deed_back
from pacesetter.web.tests.conftest import NOW, Visitor
from pacesetter.web.tests.undoing import undo_address, undo_last

pytestmark = pytest.mark.usefixtures("at_noon")

PEOPLE = "/settings/people/"


def invited(visitor: Visitor, ada: Member) -> tuple[Member, str]:
    """Nia, who is invited beside Omar, and the page that says so."""
    lines = "Nia, nia@acme.example, Business Development Manager, East\nOmar, omar@acme.example"
    answer = visitor.log_in(ada).post(f"{PEOPLE}invitations/", {"lines": lines, "makes_teams": "on"})
    page = answer.content.decode() if answer.status_code == 200 else visitor.read(PEOPLE)
    return Member.objects.get(email="nia@acme.example"), page


def test_who_was_invited_by_mistake_is_put_away_and_the_link_is_dead(
    visitor: Visitor, ada: Member, bdm: SalesRole
) -> None:
    nia, page = invited(visitor, ada)
    undo_last(visitor, page)
    assert Member.objects.filter(archived_at__isnull=False).count() == 2
    assert not RoleAssignment.objects.filter(member=nia).exists()
    assert not TeamMembership.objects.filter(member=nia).exists()
    assert Team.objects.get(name="East").archived_at is not None
    assert not Invitation.objects.filter(revoked_at__isnull=True).exists()


def test_who_has_accepted_is_not_put_away(visitor: Visitor, ada: Member, bdm: SalesRole) -> None:
    nia, page = invited(visitor, ada)
    Member.objects.filter(pk=nia.pk).update(user=User.objects.create_user("nia@acme.example", "secret"))
    visitor.delete(undo_address(page))
    assert "has accepted already" in visitor.read(PEOPLE)
    nia.refresh_from_db()
    assert (nia.is_archived, TeamMembership.objects.filter(member=nia).count()) == (False, 1)


def test_notifications_are_chosen_as_before(visitor: Visitor, rita: Member) -> None:
    address = "/profile/notifications/"
    visitor.log_in(rita).post(address, {"lead_minutes": "30", "reminds_by_mail": "on"})
    chosen = choices_of(rita)
    assert (chosen.lead_minutes, chosen.reminds_by_push) == (30, False)
    page = visitor.read(address)
    undo_last(visitor, page)
    chosen = choices_of(rita)
    assert (chosen.lead_minutes, chosen.reminds_by_push) == (15, True)
    visitor.delete(undo_address(page))
    assert "has changed since" in visitor.read("/day/")


def test_the_second_factor_is_wanted_of_whom_it_was(visitor: Visitor, ada: Member, organisation: Organisation) -> None:
    before = organisation.second_factor
    other = next(value for value in SecondFactor.values if value != before)
    answer = visitor.log_in(ada).post("/settings/log-in/", {"second_factor": other})
    (said,) = get_messages(answer.wsgi_request)  # type: ignore[attr-defined]
    # Ada has none herself, and gets nowhere before she has.
    take_deed_back(deed_from(said.extra_tags.split("/")[2], ada), by=ada)
    organisation.refresh_from_db()
    assert organisation.second_factor == before


def test_a_list_of_contacts_that_was_saved_is_gone_again(visitor: Visitor, ada: Member) -> None:
    fields = {"name": "All", "words": "", "kind": "", "sales_rep": "", "silent_days": ""}
    visitor.log_in(ada).post("/contacts/lists/", fields)
    undo_last(visitor, visitor.read("/contacts/lists/"))
    assert not ContactList.objects.exists()


def test_a_phone_system_logs_calls_as_before(
    visitor: Visitor, ada: Member, call: ActivityType, meeting: ActivityType, connected: Outcome
) -> None:
    source = CallSource.objects.create(name="Old", shape="standard", public_id="p", inbound_type=call)
    names = ("name", "outbound_type", "inbound_type", "outcomes", "left_out")
    before = CallSource.objects.values_list(*names).get()
    sent = {"name": "New", "outbound_type": str(call.pk), "inbound_type": "", "connected": str(connected.pk)}
    visitor.log_in(ada).post(f"/settings/phone/{source.pk}/", {**sent, "failed": "-"})
    assert CallSource.objects.values_list(*names).get() != before
    undo_last(visitor, visitor.read(f"/settings/phone/{source.pk}/"))
    assert CallSource.objects.values_list(*names).get() == before


def test_a_call_waits_again_and_what_was_added_for_it_is_put_away(
    visitor: Visitor, rita: Member, raj: Member, call: ActivityType
) -> None:
    source = CallSource.objects.create(name="S", shape="standard", public_id="p", outbound_type=call)
    row = Call.objects.create(
        source=source,
        call_id="c-1",
        direction="out",
        number="09 111 2222",
        e164="+6491112222",
        member=rita,
        started_at=NOW - timedelta(minutes=30),
        ended_at=NOW - timedelta(minutes=20),
        seconds=541,
        state=CallState.UNMATCHED,
        question="Nobody is known by this number.",
    )
    visitor.log_in(rita).post(f"/calls/{row.pk}/", {"who": "new", "company": "Umbrella", "contact": "Al"})
    page = visitor.read("/calls/")
    assert Visitor().log_in(raj).delete(undo_address(page)).status_code == 404
    undo_last(visitor, page)
    row.refresh_from_db()
    assert (row.state, row.question, row.company) == ("unmatched", "Nobody is known by this number.", None)
    assert Activity.objects.get().deleted_at is not None
    assert Company.objects.get().archived_at is not None
    assert Contact.objects.get().archived_at is not None
    assert "Nobody is known by this number." in visitor.read("/calls/")
