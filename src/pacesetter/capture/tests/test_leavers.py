"""Somebody leaves: the password of their mailbox is kept as long as that may be a mistake, and no longer."""

from datetime import timedelta

from pacesetter import jobs
from pacesetter.capture.models import AddInToken, CaptureAddress, GoogleAccount, Mailbox
from pacesetter.capture.tests.conftest import NOW
from pacesetter.core import clock
from pacesetter.people.models import Member


def connected(member: Member) -> None:
    where = {"host": "imap.acme.example", "user": member.email, "password": "sealed"}
    Mailbox.objects.create(member=member, connected_at=NOW, **where)
    CaptureAddress.objects.create(member=member, token=f"t-{member.pk}", made_at=NOW)
    AddInToken.objects.create(member=member, secret_hash=f"h-{member.pk}", made_at=NOW, last_used_at=NOW)
    GoogleAccount.objects.create(member=member, subject=str(member.pk), email=member.email, connected_at=NOW)


def test_by_which_ways_mail_came_is_erased_a_month_after_somebody_left(rita: Member, raj: Member) -> None:
    connected(rita)
    connected(raj)
    Member.objects.filter(pk=rita.pk).update(archived_at=NOW)
    left = []
    for days in (29, 31):
        with clock.standing_at(NOW + timedelta(days=days)):
            jobs.enqueue("capture.tidy", {})
            jobs.run_due()
        models = (Mailbox, CaptureAddress, AddInToken, GoogleAccount)
        left.append([sorted(one.objects.values_list("member__name", flat=True)) for one in models])
    assert left == [[["Raj", "Rita"]] * 4, [["Raj"]] * 4]
