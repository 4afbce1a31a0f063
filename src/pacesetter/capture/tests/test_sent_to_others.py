"""What was logged when "Send" was pressed is known again where the mail went to others than was said first."""

import pytest

from pacesetter.activities.models import Activity, ActivityType
from pacesetter.capture.keeping import keep
from pacesetter.capture.models import CapturedMail, MailIntent, MailState, StandingRule
from pacesetter.capture.tests.conftest import JANE, NOW, SENT, mail
from pacesetter.capture.verbs import intend, log_intent
from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed
from pacesetter.crm.models import Contact
from pacesetter.people.models import Member

TOM = "tom@initech.example"
BOTH = f"Jane Doe <{JANE}>, {TOM}"


@pytest.fixture(autouse=True)
def rule(rita: Member, jane: Contact, follow_up: ActivityType) -> StandingRule:
    """Everything to Jane is logged."""
    return StandingRule.objects.create(
        owner=rita, direction="out", address=JANE, activity_type=follow_up, label="Jane", made_at=NOW
    )


def said(rita: Member, follow_up: ActivityType, *blind: str) -> MailIntent:
    with clock.standing_at(SENT):
        return intend(by=rita, to=[JANE], blind=blind, activity_type=follow_up, route="outlook", subject="Our offer")


def sent(intent: MailIntent, *to: str, subject: str = "") -> None:
    with clock.standing_at(SENT):
        log_intent(intent, by=intent.owner, to=to, subject=subject)


def counted() -> int:
    return Activity.objects.filter(deleted_at__isnull=True).count()


def test_whoever_is_in_bcc_does_not_make_it_another_mail(rita: Member, follow_up: ActivityType) -> None:
    sent(said(rita, follow_up, "boss@customer.example"), JANE)
    keep(rita, mail(), route="graph", is_trusted=True)
    assert counted() == 1
    assert MailIntent.objects.get().mail == CapturedMail.objects.get()


def test_recipients_and_subject_are_those_with_which_it_is_sent(
    rita: Member, raj: Member, follow_up: ActivityType
) -> None:
    sent(said(rita, follow_up), JANE, TOM, "raj@acme.example", subject="Our better offer")
    keep(rita, mail(To=BOTH, Subject="Our better offer"), route="graph", is_trusted=True)
    assert counted() == 1
    assert MailIntent.objects.get().mail == CapturedMail.objects.get()


def test_where_nobody_told_a_rule_leaves_what_may_be_the_same_to_the_member(
    rita: Member, follow_up: ActivityType
) -> None:
    sent(said(rita, follow_up))
    keep(rita, mail(To=BOTH), route="graph", is_trusted=True)
    row = CapturedMail.objects.get()
    assert (row.state, "already" in row.trouble, counted()) == (MailState.WAITING, True, 1)


def test_rules_take_other_subjects_and_other_minutes(rita: Member, follow_up: ActivityType) -> None:
    sent(said(rita, follow_up))
    later = "Mon, 23 Mar 2026 11:32:00 +1300"
    keep(rita, mail(To=BOTH, Message_ID="<m-2@acme.example>", Date=later), route="graph", is_trusted=True)
    keep(rita, mail(To=BOTH, Message_ID="<m-3@acme.example>", Subject="Lunch"), route="graph", is_trusted=True)
    assert counted() == 3


def test_nobody_else_says_to_whom_it_went(rita: Member, raj: Member, follow_up: ActivityType) -> None:
    intent = said(rita, follow_up)
    with pytest.raises(NotAllowed):
        log_intent(intent, by=raj, to=[TOM])
    assert MailIntent.objects.get().people == intent.people
