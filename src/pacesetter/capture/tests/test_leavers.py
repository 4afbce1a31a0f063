"""Somebody leaves: by no way does their mail come any more, and what would let it is gone at once."""

from datetime import timedelta

from pacesetter import jobs
from pacesetter.activities.models import ActivityType
from pacesetter.capture.keeping import keep
from pacesetter.capture.models import (
    AddInToken,
    CaptureAddress,
    CapturedMail,
    EntraIdentity,
    GoogleAccount,
    MailAlias,
    Mailbox,
    MailIntent,
    StandingRule,
)
from pacesetter.capture.tests.conftest import JANE, NOW, mail
from pacesetter.capture.verbs import Always, classify, intend
from pacesetter.core import clock
from pacesetter.people.models import Member
from pacesetter.people.verbs import archive, restore

WAYS = (Mailbox, CaptureAddress, AddInToken, EntraIdentity, GoogleAccount)


def connected(member: Member) -> None:
    where = {"host": "imap.acme.example", "user": member.email, "password": "sealed"}
    Mailbox.objects.create(member=member, connected_at=NOW, **where)
    CaptureAddress.objects.create(member=member, token=f"t-{member.pk}", made_at=NOW)
    AddInToken.objects.create(member=member, secret_hash=f"h-{member.pk}", made_at=NOW, last_used_at=NOW)
    ids = {"tenant_id": "1" * 32, "object_id": f"{member.pk:032x}"}
    EntraIdentity.objects.create(member=member, linked_at=NOW, **ids)
    GoogleAccount.objects.create(member=member, subject=str(member.pk), email=member.email, connected_at=NOW)


def kept(owner: Member, number: int, to: str = JANE) -> CapturedMail:
    head = mail(Message_ID=f"<{number}@acme.example>", From=owner.email, To=to)
    row = keep(owner, head, route="imap", is_trusted=True)
    assert isinstance(row, CapturedMail)
    return row


def who_is_left() -> list[set[str]]:
    return [set(one.objects.values_list("member__name", flat=True)) for one in WAYS]


def test_archiving_erases_at_once_by_which_ways_mail_came_and_all_that_is_not_logged(
    rita: Member, raj: Member, ada: Member, follow_up: ActivityType
) -> None:
    for member in (rita, raj):
        connected(member)
        kept(member, member.pk, to="sam@brandnew.example")
        intend(by=member, to=[JANE], activity_type=follow_up, route="gmail_add_on")
    classify(kept(rita, 0), by=rita, activity_type=follow_up, always=Always.THREAD)
    MailAlias.objects.create(member=rita, address="rita@private.example", confirmed_at=NOW)
    archive(rita, by=ada)
    assert who_is_left() == [{"Raj"}] * len(WAYS)
    assert sorted(CapturedMail.objects.values_list("owner__name", "state")) == [("Raj", "waiting"), ("Rita", "logged")]
    assert [one.owner for one in MailIntent.objects.all()] == [raj]
    # What they had decided waits for them, and their address is still one of ours.
    restore(rita, by=ada)
    assert (StandingRule.objects.count(), MailAlias.objects.count()) == (1, 1)
    assert who_is_left() == [{"Raj"}] * len(WAYS)


def test_what_was_connected_while_somebody_was_archived_or_before_is_erased_in_the_night(
    rita: Member, raj: Member
) -> None:
    connected(rita)
    connected(raj)
    Member.objects.filter(pk=rita.pk).update(archived_at=NOW)
    with clock.standing_at(NOW + timedelta(days=1)):
        jobs.enqueue("capture.tidy", {})
        jobs.run_due()
    assert who_is_left() == [{"Raj"}] * len(WAYS)
