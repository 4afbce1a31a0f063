"""Saying what a mail was."""

from datetime import timedelta
from typing import Any

import pytest

from pacesetter import jobs
from pacesetter.activities.models import Activity, ActivityContact, ActivityType
from pacesetter.capture.access import get_mail_for, mails_to_classify
from pacesetter.capture.keeping import keep
from pacesetter.capture.models import BlockedAddress, CapturedMail, MailThread, StandingRule
from pacesetter.capture.suggesting import email_types, suggestions_for
from pacesetter.capture.tests.conftest import JANE, NOW, SENT, answer, mail
from pacesetter.capture.verbs import (
    Always,
    add_newcomer,
    block,
    classify,
    edit_settings,
    forget_unclassified,
    ignore_mail,
    remove_rule,
    renew_address,
    revoke_address,
    take_back_classification,
    take_up_mail,
)
from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.crm.models import Company, Contact
from pacesetter.kpis import tallies
from pacesetter.people.models import Member


@pytest.fixture
def waiting(rita: Member) -> CapturedMail:
    row = keep(rita, mail(), route="imap", is_trusted=True)
    assert isinstance(row, CapturedMail)
    return row


def test_it_becomes_an_activity_of_the_moment_it_was_sent(
    waiting: CapturedMail, rita: Member, jane: Contact, follow_up: ActivityType
) -> None:
    row = classify(waiting, by=rita, activity_type=follow_up, note="asked twice")
    activity = Activity.objects.get()
    assert row.activity == activity
    assert (activity.owner, activity.company, activity.completed_at) == (rita, jane.company, SENT)
    assert (activity.provenance, activity.external_id) == ("captured", "m-1@acme.example")
    assert ActivityContact.objects.get().contact == jane
    assert tallies.mismatches() == []


def test_it_is_settled_once(waiting: CapturedMail, rita: Member, follow_up: ActivityType) -> None:
    classify(waiting, by=rita, activity_type=follow_up)
    with pytest.raises(Refusal, match="settled already"):
        classify(waiting, by=rita, activity_type=follow_up)
    assert Activity.objects.count() == 1


def test_taken_back_and_classified_anew_it_is_the_same_activity_with_another_type(
    waiting: CapturedMail, rita: Member, follow_up: ActivityType, new_business: ActivityType
) -> None:
    classify(waiting, by=rita, activity_type=follow_up, always=Always.CONTACT)
    assert take_back_classification(waiting, by=rita).state == "waiting"
    assert Activity.objects.get().deleted_at is not None
    assert StandingRule.objects.count() == 0
    classify(waiting, by=rita, activity_type=new_business)
    again = Activity.objects.get()
    assert (again.deleted_at, again.activity_type) == (None, new_business)
    assert tallies.mismatches() == []


def test_only_types_of_e_mails_fit(waiting: CapturedMail, rita: Member, call: ActivityType) -> None:
    with pytest.raises(Refusal, match="category E-mail"):
        classify(waiting, by=rita, activity_type=call)


def test_nobody_else_sees_or_settles_it(
    waiting: CapturedMail, ada: Member, mona: Member, otto: Member, follow_up: ActivityType
) -> None:
    for somebody in (ada, mona, otto):
        assert list(mails_to_classify(somebody)) == []
        with pytest.raises(CapturedMail.DoesNotExist):
            get_mail_for(somebody, waiting.pk)
        with pytest.raises(NotAllowed):
            classify(waiting, by=somebody, activity_type=follow_up)
        with pytest.raises(NotAllowed):
            ignore_mail(waiting, by=somebody)


def test_ignoring_is_undone(waiting: CapturedMail, rita: Member) -> None:
    assert ignore_mail(waiting, by=rita, always=Always.CONTACT).state == "ignored"
    assert take_up_mail(waiting, by=rita).state == "waiting"
    assert StandingRule.objects.count() == 0
    with pytest.raises(Refusal):
        take_up_mail(waiting, by=rita)


def test_somebody_unknown_becomes_a_new_lead(waiting: CapturedMail, rita: Member, follow_up: ActivityType) -> None:
    contact = add_newcomer(waiting, by=rita, name="Jane Doe", company_name="Initech")
    lead = Company.objects.get()
    assert (lead.kind, lead.domain, lead.sales_rep) == ("lead", "initech.example", rita)
    assert (contact.email, contact.company) == (JANE, lead)
    classify(waiting, by=rita, activity_type=follow_up)
    assert Activity.objects.get().company == lead


def test_a_lead_that_is_there_already_is_not_added_again(waiting: CapturedMail, rita: Member, jane: Contact) -> None:
    with pytest.raises(Refusal, match="already"):
        add_newcomer(waiting, by=rita, name="Jane Doe", company_name="Initech Ltd")
    with pytest.raises(Refusal, match="already"):
        add_newcomer(waiting, by=rita, name="Jane Doe")


def test_the_suggestion_follows_from_one_s_own_choices(
    rita: Member, raj: Member, jane: Contact, follow_up: ActivityType, new_business: ActivityType
) -> None:
    for number in range(2):
        row = keep(rita, mail(Message_ID=f"<{number}@acme.example>"), route="imap", is_trusted=True)
        assert isinstance(row, CapturedMail)
        classify(row, by=rita, activity_type=follow_up)
    nxt = keep(rita, mail(), route="imap", is_trusted=True)
    assert isinstance(nxt, CapturedMail)
    suggested = suggestions_for(rita, [nxt], email_types())[nxt.pk]
    assert suggested.activity_type == follow_up
    assert suggested.reason == "2 of your 2 e-mails with Jane Doe: Follow-up e-mail."
    assert suggestions_for(raj, [nxt], email_types()) == {}


def test_a_single_choice_is_told_as_one(rita: Member, jane: Contact, follow_up: ActivityType) -> None:
    row = keep(rita, mail(Message_ID="<1@acme.example>"), route="imap", is_trusted=True)
    assert isinstance(row, CapturedMail)
    classify(row, by=rita, activity_type=follow_up)
    nxt = keep(rita, mail(), route="imap", is_trusted=True)
    assert isinstance(nxt, CapturedMail)
    told = suggestions_for(rita, [nxt], email_types())[nxt.pk].reason
    assert told == "Your only e-mail with Jane Doe so far: Follow-up e-mail."


def test_blocking_erases_what_waits_and_keeps_what_is_logged(
    waiting: CapturedMail, rita: Member, ada: Member, follow_up: ActivityType
) -> None:
    keep(rita, answer(), route="imap", is_trusted=True)
    classify(waiting, by=rita, activity_type=follow_up)
    block("Initech.example", by=rita)
    assert [row.pk for row in CapturedMail.objects.all()] == [waiting.pk]
    assert not isinstance(keep(rita, mail(Message_ID="<n@acme.example>"), route="x", is_trusted=True), CapturedMail)
    with pytest.raises(NotAllowed):
        block("family.example", by=rita, for_everybody=True)
    with pytest.raises(Refusal):
        block("nonsense", by=rita)
    block("family.example", by=ada, for_everybody=True)
    assert BlockedAddress.objects.filter(member__isnull=True).count() == 1


def test_what_is_not_classified_in_time_is_erased(
    waiting: CapturedMail, rita: Member, ada: Member, follow_up: ActivityType
) -> None:
    edit_settings(by=ada, kept_days=10)
    logged = keep(rita, mail(Message_ID="<l@acme.example>"), route="imap", is_trusted=True)
    assert isinstance(logged, CapturedMail)
    classify(logged, by=rita, activity_type=follow_up)
    with clock.standing_at(NOW + timedelta(days=9)):
        _run_tidy()
    assert CapturedMail.objects.count() == 2
    with clock.standing_at(NOW + timedelta(days=11)):
        _run_tidy()
    assert [row.pk for row in CapturedMail.objects.all()] == [logged.pk]
    assert MailThread.objects.count() == 1


def _run_tidy() -> None:
    jobs.enqueue("capture.tidy")
    jobs.run_due()


def test_a_member_can_have_what_waits_forgotten(waiting: CapturedMail, rita: Member, raj: Member) -> None:
    assert forget_unclassified(raj, by=raj) == 0
    with pytest.raises(NotAllowed):
        forget_unclassified(rita, by=raj)
    assert forget_unclassified(rita, by=rita) == 1


def test_an_address_is_made_renewed_and_revoked_by_its_member(rita: Member, ada: Member, settings: Any) -> None:
    settings.INBOUND_DOMAIN = ""
    with pytest.raises(Refusal, match="takes no mail"):
        renew_address(rita, by=rita)
    settings.INBOUND_DOMAIN = "in.kpi.example"
    with pytest.raises(NotAllowed):
        renew_address(rita, by=ada)
    first = renew_address(rita, by=rita).token
    assert renew_address(rita, by=rita).token != first
    revoke_address(rita, by=ada)
    assert not hasattr(Member.objects.get(pk=rita.pk), "capture_address")


def test_a_rule_is_removed_by_its_member(
    waiting: CapturedMail, rita: Member, raj: Member, follow_up: ActivityType
) -> None:
    classify(waiting, by=rita, activity_type=follow_up, always=Always.CONTACT)
    rule = StandingRule.objects.get()
    with pytest.raises(NotAllowed):
        remove_rule(rule, by=raj)
    remove_rule(rule, by=rita)
    row = keep(rita, mail(Message_ID="<n@acme.example>"), route="imap", is_trusted=True)
    assert isinstance(row, CapturedMail)
    assert row.state == "waiting"


def test_only_administrators_change_the_settings(rita: Member, ada: Member) -> None:
    with pytest.raises(NotAllowed):
        edit_settings(by=rita, keeps_subject=True)
    with pytest.raises(Refusal):
        edit_settings(by=ada, kept_days=0)
