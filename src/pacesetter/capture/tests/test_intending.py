"""What was said of a mail while it was written, joined to the mail by whichever route it comes."""

from datetime import datetime, timedelta
from itertools import permutations
from typing import Any

import pytest

from pacesetter import jobs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.capture.access import get_intent_for, intents_of
from pacesetter.capture.keeping import keep
from pacesetter.capture.mail_head import MailHead
from pacesetter.capture.models import CapturedMail, MailIntent
from pacesetter.capture.tests.conftest import JANE, NOW, SENT, answer, mail, raw_mail
from pacesetter.capture.verbs import (
    Always,
    block,
    classify,
    drop_intent,
    forget_unclassified,
    intend,
    log_intent,
    take_back_classification,
    take_back_log,
)
from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.crm.models import Company, Contact
from pacesetter.kpis import tallies
from pacesetter.mail.inbound.addresses import address_of
from pacesetter.mail.inbound.taking import organisation_for, take
from pacesetter.people.models import Member

WRITTEN = SENT - timedelta(minutes=10)


def intended(by: Member, as_type: ActivityType, **said: Any) -> MailIntent:
    with clock.standing_at(said.pop("at", WRITTEN)):
        return intend(by=by, to=said.pop("to", [JANE]), activity_type=as_type, route="outlook_add_in", **said)


def kept(owner: Member, head: MailHead, **how: Any) -> CapturedMail:
    row = keep(owner, head, route=how.pop("route", "imap"), is_trusted=how.pop("is_trusted", True), **how)
    assert isinstance(row, CapturedMail)
    return row


def logged(row: CapturedMail) -> Activity:
    assert row.activity is not None
    return row.activity


def test_a_mail_to_the_same_people_is_logged_as_it_was_said_and_only_the_first_one(
    rita: Member, jane: Contact, initech: Company, follow_up: ActivityType
) -> None:
    intent = intended(rita, follow_up, subject="our  OFFER", note="With the new price.")
    row = kept(rita, mail())
    assert (row.state, row.is_by_rule, logged(row).provenance) == ("logged", False, "add_in")
    assert (logged(row).company, logged(row).note, logged(row).completed_at) == (initech, intent.note, SENT)
    assert kept(rita, mail(Message_ID="<m-2@acme.example>")).state == "waiting"
    assert intents_of(rita).count() == 0
    assert tallies.mismatches() == []


@pytest.mark.parametrize("order", list(permutations(["address", "imap", "gmail_add_on", "graph"]))[::5])
def test_it_is_one_activity_whichever_route_brings_the_mail_first(
    order: tuple[str, ...], rita: Member, jane: Contact, follow_up: ActivityType
) -> None:
    intent = intended(rita, follow_up)
    for route in order:
        is_copy = route == "address"
        kept(rita, mail(), route=route, is_trusted=not is_copy, ref=intent.token if is_copy else "")
    assert sorted(CapturedMail.objects.get(state="logged").routes) == sorted(order)
    assert Activity.objects.count() == 1
    assert tallies.mismatches() == []


@pytest.mark.parametrize(
    ("head", "at"),
    [
        (mail(Subject="Lunch"), WRITTEN),
        (mail(To=f"{JANE}, joe@initech.example"), WRITTEN),
        (mail(), SENT - timedelta(hours=25)),
        (answer(), WRITTEN),
    ],
    ids=["another subject", "other people", "much later", "an answer"],
)
def test_another_mail_is_not_taken_for_it(
    head: MailHead, at: datetime, rita: Member, jane: Contact, follow_up: ActivityType
) -> None:
    intended(rita, follow_up, subject="Our offer", at=at)
    assert kept(rita, head).state == "waiting"
    assert intents_of(rita).count() == 1


def test_a_token_in_the_header_is_certain_where_people_and_subject_changed(
    rita: Member, jane: Contact, follow_up: ActivityType
) -> None:
    intent = intended(rita, follow_up, subject="Draft")
    head = mail(To=f"{JANE}, joe@initech.example", X_Pacesetter_Ref=intent.token)
    assert kept(rita, head, is_trusted=False).state == "logged"


def test_without_token_a_mail_of_which_nobody_vouches_waits(
    rita: Member, jane: Contact, follow_up: ActivityType
) -> None:
    intended(rita, follow_up)
    assert kept(rita, mail(), route="address", is_trusted=False).state == "waiting"
    assert kept(rita, mail(), route="imap").state == "logged"


def test_of_two_mails_to_the_same_people_each_gets_what_was_said_of_it(
    rita: Member, jane: Contact, follow_up: ActivityType, new_business: ActivityType
) -> None:
    intended(rita, follow_up, at=SENT - timedelta(minutes=9))
    intended(rita, new_business, at=SENT + timedelta(minutes=6))
    with clock.standing_at(NOW):
        second = kept(rita, mail(Message_ID="<2@acme.example>", Date="Mon, 23 Mar 2026 11:40:00 +1300"))
        first = kept(rita, mail())
    assert (logged(first).activity_type, logged(second).activity_type) == (follow_up, new_business)


def test_a_choice_is_changed_by_its_token(rita: Member, follow_up: ActivityType, new_business: ActivityType) -> None:
    intent = intended(rita, follow_up)
    again = intended(rita, new_business, token=intent.token, to=[JANE, "joe@initech.example"])
    assert (again.pk, MailIntent.objects.get().activity_type) == (intent.pk, new_business)


def test_it_goes_before_a_rule_and_after_what_is_said_of_the_mail_itself(
    rita: Member, jane: Contact, follow_up: ActivityType, new_business: ActivityType
) -> None:
    classify(kept(rita, mail()), by=rita, activity_type=follow_up, always=Always.CONTACT)
    intent = intended(rita, new_business)
    by_rule = kept(rita, mail(Message_ID="<2@acme.example>", Subject="Other", To=f"{JANE}, joe@initech.example"))
    assert logged(by_rule).activity_type == follow_up
    put_right = kept(rita, mail(Message_ID="<2@acme.example>"), route="address", is_trusted=False, ref=intent.token)
    assert (logged(put_right).activity_type, put_right.is_by_rule) == (new_business, False)
    other = intended(rita, new_business)
    said = kept(rita, mail(), route="address", is_trusted=False, ref=other.token)
    assert logged(said).activity_type == follow_up
    assert Activity.objects.filter(deleted_at__isnull=True).count() == 2


def test_what_was_logged_at_once_is_the_mail_s_when_it_comes(
    rita: Member, jane: Contact, initech: Company, follow_up: ActivityType
) -> None:
    intent = intended(rita, follow_up)
    activity = log_intent(intent, by=rita)
    assert log_intent(intent, by=rita) == activity
    assert (activity.company, activity.activity_type) == (initech, follow_up)
    row = kept(rita, mail())
    assert row.activity == activity
    assert take_back_classification(row, by=rita).state == "waiting"
    assert classify(row, by=rita, activity_type=follow_up).activity == activity
    assert Activity.objects.count() == 1
    assert tallies.mismatches() == []


def test_a_mail_that_was_classified_itself_is_not_counted_again(
    rita: Member, jane: Contact, follow_up: ActivityType
) -> None:
    intent = intended(rita, follow_up)
    classify(kept(rita, mail(To=f"{JANE}, joe@initech.example")), by=rita, activity_type=follow_up)
    log_intent(intent, by=rita)
    kept(rita, mail(), route="address", is_trusted=False, ref=intent.token)
    assert Activity.objects.filter(deleted_at__isnull=True).count() == 1
    assert tallies.mismatches() == []


def test_a_blind_copy_to_the_address_of_the_one_mail_is_it(
    rita: Member, jane: Contact, follow_up: ActivityType, settings: Any
) -> None:
    settings.INBOUND_DOMAIN = "kpi.example"
    intent = intended(rita, follow_up)
    address = address_of("log", intent.token)
    take(sender="rita@acme.example", recipient=address, raw=raw_mail(To=f"{JANE}, joe@initech.example"))
    jobs.run_due()
    assert CapturedMail.objects.get().state == "logged"
    forget_unclassified(rita, by=rita)
    assert organisation_for(address) is None


def test_what_is_dropped_is_gone_with_what_was_logged_of_it(rita: Member, follow_up: ActivityType) -> None:
    intent = intended(rita, follow_up)
    activity = log_intent(intent, by=rita)
    drop_intent(intent, by=rita)
    activity.refresh_from_db()
    assert activity.deleted_at is not None
    assert intents_of(rita).count() == 0
    assert kept(rita, mail(), ref=intent.token).state == "waiting"


def test_they_are_erased_like_what_is_not_classified(rita: Member, follow_up: ActivityType) -> None:
    intended(rita, follow_up)
    with clock.standing_at(NOW + timedelta(days=40)):
        jobs.enqueue("capture.tidy", {})
        jobs.run_due()
    assert MailIntent.objects.count() == 0


def test_what_cannot_be_is_refused(
    rita: Member, raj: Member, otto: Member, follow_up: ActivityType, call: ActivityType
) -> None:
    for to in ([], ["raj@acme.example"], ["nobody"]):
        with pytest.raises(Refusal) as nobody:
            intended(rita, follow_up, to=to)
        assert nobody.value.code == "nobody"
    block("private.example", by=rita)
    with pytest.raises(Refusal) as blocked:
        intended(rita, follow_up, to=["Mum <mum@private.example>"])
    assert blocked.value.code == "blocked"
    with pytest.raises(Refusal) as other:
        intended(rita, call)
    assert other.value.code == "other_category"
    intent = intended(rita, follow_up)
    for somebody in (raj, otto):
        for verb in (log_intent, take_back_log, drop_intent):
            with pytest.raises(NotAllowed):
                verb(intent, by=somebody)
        with pytest.raises(MailIntent.DoesNotExist):
            get_intent_for(somebody, intent.pk)
    kept(rita, mail())
    with pytest.raises(Refusal) as settled:
        log_intent(intent, by=rita)
    assert settled.value.code == "settled"
