"""One mail for a member and a Message-ID, in whatever order and by whatever routes."""

from itertools import permutations
from typing import Any

import pytest

from pacesetter.activities.models import Activity, ActivityType
from pacesetter.capture.keeping import keep
from pacesetter.capture.mail_head import MailHead
from pacesetter.capture.models import CapturedMail, DroppedMails, DroppedMark, MailReference, MailThread
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


def test_one_mail_by_four_routes_in_every_order_is_one_mail_and_one_activity(
    rita: Member, jane: Contact, follow_up: ActivityType
) -> None:
    orders = list(permutations(["address", "imap", "gmail_add_on", "graph"]))
    for number, order in enumerate(orders):
        head = mail(Message_ID=f"<{number}@acme.example>")
        for place, route in enumerate(order):
            (row,) = kept(rita, head, route=route, is_trusted=route != "address")
            if number % 4 == 0 and place == number // 4 % 4:
                classify(row, by=rita, activity_type=follow_up)
        assert sorted(CapturedMail.objects.get(pk=row.pk).routes) == sorted(order)
    assert (CapturedMail.objects.count(), Activity.objects.count()) == (len(orders), 6)
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
    lists = [mail(Message_ID=f"<{name}@lists.example>", List_Id=f"<{name}>") for name in "xy"]
    kept(rita, mail(To="raj@acme.example"), *lists)
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


def test_a_mail_that_is_dropped_by_two_routes_is_counted_once(rita: Member, raj: Member) -> None:
    internal = mail(To="raj@acme.example")
    kept(rita, internal)
    kept(rita, internal, route="address", is_trusted=False)
    kept(raj, internal)
    assert list(DroppedMails.objects.values_list("owner", "times")) == [(rita.pk, 1), (raj.pk, 1)]


@pytest.mark.parametrize("order", [("address", "imap"), ("imap", "address")])
def test_a_mail_that_one_route_keeps_is_not_counted_as_dropped_by_another(order: tuple[str, ...], rita: Member) -> None:
    # A blind copy to the member: only their mailbox knows that it was for them.
    unseen = answer(To="sales@elsewhere.example")
    for route in order:
        keep(rita, unseen, route=route, is_trusted=True, is_delivered=route == "imap")
    assert CapturedMail.objects.count() == 1
    assert DroppedMails.objects.count() == DroppedMark.objects.count() == 0
