"""Somebody leaves: their account is left as by disconnecting it themselves, and not a month later."""

from datetime import timedelta

import pytest

from pacesetter import jobs
from pacesetter.capture.models import CapturedMail
from pacesetter.capture.tests.conftest import NOW
from pacesetter.core import clock
from pacesetter.integrations.mails.tests.conftest import MailServer, read_mail, sends, subscribe_mail
from pacesetter.integrations.mails.tests.test_leaving import is_revoked, left
from pacesetter.integrations.mails.tests.test_subscribing import watched
from pacesetter.integrations.models import Connection, ConnectionState
from pacesetter.people.models import Member
from pacesetter.people.verbs import archive, restore

pytestmark = pytest.mark.usefixtures("public")


def test_archiving_ends_reports_consent_and_tokens(
    kind: str, server: MailServer, connection: Connection, rita: Member, ada: Member
) -> None:
    sends(server)
    read_mail()
    assert (watched(server) > 0, CapturedMail.objects.count()) == (True, 1)
    archive(rita, by=ada)
    assert CapturedMail.objects.count() == 0
    jobs.run_due()
    assert left(connection) == (False, 0, 0, 0)
    assert watched(server) == 0
    assert is_revoked(server) is (kind == "google")
    # Whoever comes back consents anew.
    restore(rita, by=ada)
    read_mail()
    assert Connection.objects.get(pk=connection.pk).state == ConnectionState.ENDED


def test_somebody_who_was_archived_before_that_was_so_is_left_in_the_night(
    server: MailServer, connection: Connection, rita: Member
) -> None:
    read_mail()
    Member.objects.filter(pk=rita.pk).update(archived_at=NOW)
    with clock.standing_at(NOW + timedelta(days=1)):
        # What reports ends within the hour already.
        subscribe_mail()
        jobs.enqueue("integrations.tidy", {})
        jobs.run_due()
        assert left(connection) == (False, 0, 0, 0)
        assert watched(server) == 0


def test_nobody_else_s_account_is_touched(server: MailServer, connection: Connection, raj: Member, ada: Member) -> None:
    read_mail()
    archive(raj, by=ada)
    jobs.run_due()
    assert Connection.objects.get(pk=connection.pk).state == ConnectionState.CONNECTED
    assert watched(server) > 0
