"""Which Google accounts the add-on acts in for whom."""

from datetime import timedelta

import pytest
from django.core import signing

from pacesetter import jobs
from pacesetter.activities.models import ActivityType
from pacesetter.capture.access import get_google_account_for, intents_of
from pacesetter.capture.gmail.connecting import Asking, asking_with, connecting_link
from pacesetter.capture.models import GoogleAccount, MailAlias, SpentTicket
from pacesetter.capture.tests.conftest import JANE, NOW
from pacesetter.capture.verbs import connect_google_account, disconnect_google_account, intend
from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.events.models import Event
from pacesetter.people.models import Member
from pacesetter.tenancy.scope import scope


def asked(subject: str = "1001", email: str = "rita@acme.example") -> Asking:
    return asking_with(connecting_link(subject, email).rstrip("/").rpartition("/")[2])


def refused(asking: Asking, by: Member) -> str:
    with pytest.raises(Refusal) as refusal:
        connect_google_account(asking, by=by)
    return refusal.value.code


def test_an_account_of_one_s_own_is_connected_once_by_a_link(rita: Member) -> None:
    asking = asked()
    account = connect_google_account(asking, by=rita)
    assert (account.member, account.subject, account.email) == (rita, "1001", "rita@acme.example")
    assert refused(asking, rita) == "spent"
    assert connect_google_account(asked(), by=rita) == account
    disconnect_google_account(account, by=rita)
    assert refused(asking, rita) == "spent"
    kinds = list(Event.objects.order_by("pk").values_list("verb", flat=True))
    assert kinds == ["member.google_account_connected", "member.google_account_disconnected"]


def test_an_account_with_another_address_is_not_connected_until_that_is_one_s_own(rita: Member, raj: Member) -> None:
    asking = asked(email="Rita@Private.example")
    assert refused(asking, rita) == "not_yours"
    MailAlias.objects.create(member=rita, address="rita@private.example", confirmed_at=NOW)
    assert refused(asking, raj) == "not_yours"
    assert connect_google_account(asking, by=rita).email == "rita@private.example"


def test_an_account_acts_for_one_member_alone_whichever_organisation_they_are_of(rita: Member, otto: Member) -> None:
    connect_google_account(asked(), by=rita)
    with scope(otto.organisation):
        MailAlias.objects.create(member=otto, address="rita@acme.example", confirmed_at=NOW)
        assert refused(asked(), otto) == "taken"
        with pytest.raises(GoogleAccount.DoesNotExist):
            get_google_account_for(otto, GoogleAccount.across_organisations.get().pk)


def test_a_link_of_another_s_making_for_another_purpose_or_from_long_ago_is_refused(
    monkeypatch: pytest.MonkeyPatch, rita: Member
) -> None:
    ticket = asked().ticket
    for bad in (ticket[:-1], signing.dumps({"subject": "1", "email": "x@x.example"}), ""):
        with pytest.raises(Refusal):
            asking_with(bad)
    later = signing.time.time() + 901  # type: ignore[attr-defined]
    monkeypatch.setattr(signing.time, "time", lambda: later)  # type: ignore[attr-defined]
    with pytest.raises(Refusal):
        asking_with(ticket)


def test_disconnecting_forgets_what_was_said_there(
    rita: Member, raj: Member, otto: Member, ada: Member, follow_up: ActivityType
) -> None:
    account = connect_google_account(asked(), by=rita)
    intend(by=rita, to=[JANE], activity_type=follow_up, route="gmail_add_on")
    intend(by=rita, to=[JANE], activity_type=follow_up, route="outlook_add_in")
    for somebody in (raj, otto):
        with pytest.raises(NotAllowed):
            disconnect_google_account(account, by=somebody)
    disconnect_google_account(account, by=ada)
    assert [one.route for one in intents_of(rita)] == ["outlook_add_in"]
    disconnect_google_account(account, by=ada)
    assert GoogleAccount.objects.count() == 0


def test_whoever_has_left_connects_nothing(rita: Member) -> None:
    rita.archived_at = NOW
    with pytest.raises(NotAllowed):
        connect_google_account(asked(), by=rita)


def test_used_tickets_are_forgotten_when_they_work_no_more(rita: Member) -> None:
    connect_google_account(asked(), by=rita)
    jobs.enqueue("capture.tidy", {})
    jobs.run_due()
    assert SpentTicket.objects.count() == 1
    with clock.standing_at(NOW + timedelta(days=4)):
        jobs.enqueue("capture.tidy", {})
        jobs.run_due()
    assert SpentTicket.objects.count() == 0
