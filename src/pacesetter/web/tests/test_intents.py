"""E-mails that were classified while they were written, on the page of those that wait."""

from datetime import timedelta

import pytest

from pacesetter.activities.models import Activity, ActivityType
from pacesetter.capture.access import intents_of
from pacesetter.capture.models import MailIntent
from pacesetter.capture.verbs import intend
from pacesetter.core import clock
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Organisation
from pacesetter.web.tests.conftest import NOW, Visitor
from pacesetter.web.tests.undoing import undo_last

pytestmark = pytest.mark.usefixtures("at_noon")


@pytest.fixture
def intent(organisation: Organisation, rita: Member) -> MailIntent:
    follow_up = ActivityType.objects.create(name="Follow-up e-mail", category="email")
    with clock.standing_at(NOW - timedelta(hours=1)):
        return intend(by=rita, to=["jane@initech.example"], activity_type=follow_up, route="gmail_add_on")


def test_what_was_not_seen_sent_is_logged_now_and_taken_back(
    visitor: Visitor, intent: MailIntent, rita: Member
) -> None:
    page = visitor.log_in(rita).read("/mail/")
    assert "not seen sent yet" in page
    assert "jane@initech.example" in page
    visitor.post(f"/mail/intents/{intent.pk}/activity/")
    assert "Logged: Follow-up e-mail" in visitor.read("/mail/")
    assert Activity.objects.get().owner == rita
    visitor.delete(f"/mail/intents/{intent.pk}/")
    assert Activity.objects.filter(deleted_at__isnull=True).count() == 0
    assert "not seen sent yet" not in visitor.read("/mail/")


def test_undoing_that_lets_it_wait_again(visitor: Visitor, intent: MailIntent, rita: Member) -> None:
    visitor.log_in(rita).post(f"/mail/intents/{intent.pk}/activity/")
    page = undo_last(visitor, visitor.read("/mail/"), back="/mail/")
    assert "It is logged when it is sent." in page
    assert "not seen sent yet" in page
    assert f'action="/mail/intents/{intent.pk}/activity/"' in page
    assert Activity.objects.filter(deleted_at__isnull=True).count() == 0


def test_it_is_nobody_else_s_and_what_cannot_be_is_said(
    visitor: Visitor, intent: MailIntent, rita: Member, ada: Member
) -> None:
    visitor.log_in(ada)
    assert visitor.post(f"/mail/intents/{intent.pk}/activity/").status_code == 404
    assert visitor.delete(f"/mail/intents/{intent.pk}/").status_code == 404
    assert visitor.delete(f"/mail/intents/{intent.pk}/activity/").status_code == 404
    ActivityType.objects.update(archived_at=NOW)
    visitor.log_in(rita).post(f"/mail/intents/{intent.pk}/activity/")
    assert "is archived" in visitor.read("/mail/")
    assert (Activity.objects.count(), intents_of(rita).count()) == (0, 1)
