"""One mail for a member and a Message-ID, in whatever order and by whatever routes."""

from itertools import permutations
from typing import Any

import pytest

from pacesetter.activities.models import Activity, ActivityType
from pacesetter.capture.keeping import keep
from pacesetter.capture.mail_head import MailHead
from pacesetter.capture.models import CapturedMail, DroppedMails, MailReference, MailThread
from pacesetter.capture.tests.conftest import JANE, SENT, answer, mail
from pacesetter.capture.verbs import Always, classify, edit_settings, ignore_mail, renew_address
from pacesetter.crm.models import Company, Contact
from pacesetter.kpis import tallies
from pacesetter.people.models import Member


def kept(owner: Member, *heads: MailHead, route: str = "imap", is_trusted: bool = True) -> list[CapturedMail]:
    rows = [keep(owner, head, route=route, is_trusted=is_trusted) for head in heads]
    return [row for row in rows if isinstance(row, CapturedMail)]


def test_a_mail_waits_with_whom_it_is_and_without_its_subject(rita: Member, jane: Contact, initech: Company) -> None:
    (row,) = kept(rita, mail())
    assert (row.state, row.direction, row.address, row.name) == ("waiting", "out", JANE, "Jane Doe")
    assert (row.contact, row.company, row.sent_at, row.subject) == (jane, initech, SENT, "")
    assert Activity.objects.count() == 0


def test_subjects_are_kept_where_the_organisation_says_so_and_erased_when_it_no_longer_does(
    rita: Member, ada: Member
) -> None:
    edit_settings(by=ada, keeps_subject=True)
    assert kept(rita, mail())[0].subject == "Our offer"
    edit_settings(by=ada, keeps_subject=False)
    assert CapturedMail.objects.get().subject == ""


@pytest.mark.parametrize("order", list(permutations(["address", "imap", "gmail_add_on", "graph"]))[::5])
def test_one_mail_by_four_routes_is_one_mail_and_one_activity(
    order: tuple[str, ...], rita: Member, jane: Contact, follow_up: ActivityType
) -> None:
    for number, route in enumerate(order):
        (row,) = kept(rita, mail(), route=route, is_trusted=route != "address")
        if number == 1:
            classify(row, by=rita, activity_type=follow_up)
    assert sorted(CapturedMail.objects.get().routes) == sorted(order)
    assert Activity.objects.count() == 1
    assert tallies.mismatches() == []


def test_the_same_mail_of_two_members_is_one_of_each(rita: Member, raj: Member) -> None:
    kept(rita, answer(To="rita@acme.example, raj@acme.example"))
    kept(raj, answer(To="rita@acme.example, raj@acme.example"))
    assert CapturedMail.objects.count() == 2


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_thread_is_whole_in_whatever_order_its_mails_come(order: tuple[int, ...], rita: Member) -> None:
    heads = [
        mail(),
        answer(),
        mail(Message_ID="<m-3@acme.example>", References="<m-1@acme.example> <m-2@initech.example>"),
    ]
    kept(rita, *(heads[place] for place in order))
    assert CapturedMail.objects.values("thread").distinct().count() == 1
    assert MailThread.objects.count() == 1
    assert MailReference.objects.count() == 3


def test_two_threads_that_turn_out_to_be_one_are_joined(rita: Member) -> None:
    kept(rita, mail(), mail(Message_ID="<x@acme.example>"))
    assert MailThread.objects.count() == 2
    kept(rita, answer(References="<m-1@acme.example> <x@acme.example>"))
    assert MailThread.objects.count() == 1
    assert CapturedMail.objects.values("thread").distinct().count() == 1


def test_what_is_dropped_is_only_counted(rita: Member, raj: Member) -> None:
    kept(rita, mail(To="raj@acme.example"), mail(List_Id="<x>"), mail(List_Id="<y>"))
    assert CapturedMail.objects.count() == 0
    assert dict(DroppedMails.objects.values_list("reason", "times")) == {"internal": 1, "list": 2}


def test_a_rule_for_the_thread_logs_what_follows(rita: Member, jane: Contact, follow_up: ActivityType) -> None:
    (first,) = kept(rita, mail())
    classify(first, by=rita, activity_type=follow_up, always=Always.THREAD)
    later, reply = mail(Message_ID="<m-3@acme.example>", References="<m-1@acme.example>"), answer()
    (row, back) = kept(rita, later, reply)
    assert (row.state, row.is_by_rule, back.state) == ("logged", True, "waiting")
    assert Activity.objects.filter(company=jane.company, provenance="captured").count() == 2
    assert tallies.mismatches() == []


def test_a_rule_takes_what_waits_already(rita: Member, jane: Contact, follow_up: ActivityType) -> None:
    first, _second = kept(rita, mail(), mail(Message_ID="<other@acme.example>"))
    classify(first, by=rita, activity_type=follow_up, always=Always.CONTACT)
    assert list(CapturedMail.objects.values_list("state", flat=True)) == ["logged", "logged"]


def test_a_rule_to_ignore_somebody(rita: Member) -> None:
    ignore_mail(kept(rita, answer())[0], by=rita, always=Always.CONTACT)
    assert kept(rita, answer(Message_ID="<again@initech.example>"))[0].state == "ignored"


def test_a_rule_logs_nothing_that_only_claims_to_be_from_the_member(rita: Member, follow_up: ActivityType) -> None:
    classify(kept(rita, mail())[0], by=rita, activity_type=follow_up, always=Always.CONTACT)
    forged = mail(Message_ID="<forged@evil.example>")
    assert kept(rita, forged, route="address", is_trusted=False)[0].state == "waiting"
    # Found in the member's own mailbox it is certain, and the rule takes it.
    assert kept(rita, forged)[0].state == "logged"


def test_what_the_rules_of_activities_refuse_waits_with_the_reason(rita: Member, follow_up: ActivityType) -> None:
    classify(kept(rita, mail())[0], by=rita, activity_type=follow_up, always=Always.CONTACT)
    ActivityType.objects.filter(pk=follow_up.pk).update(needs_outcome=True)
    (row,) = kept(rita, mail(Message_ID="<next@acme.example>"))
    assert (row.state, row.trouble) == ("waiting", "Choose how it ended.")


def test_the_product_s_own_address_in_the_blind_copy_is_nobody(rita: Member, settings: Any) -> None:
    settings.INBOUND_DOMAIN = "in.kpi.example"
    renew_address(rita, by=rita)
    kept(rita, mail(To="log+abcdefgh@in.kpi.example"))
    assert CapturedMail.objects.count() == 0
