"""The card beside a mail that is written, and the mail that was sent then."""

from typing import Any

import pytest

from pacesetter import jobs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.addins.gmail.tests.conftest import JANE, Call, headers_of
from pacesetter.addins.gmail.tests.google import Google, buttons_of, words_of
from pacesetter.capture.models import CapturedMail, MailIntent, StandingRule
from pacesetter.capture.verbs import block
from pacesetter.core import clock
from pacesetter.crm.models import Company, Contact
from pacesetter.kpis import tallies
from pacesetter.mail.inbound.addresses import address_of
from pacesetter.mail.inbound.taking import take
from pacesetter.people.models import Member

pytestmark = pytest.mark.usefixtures("account")
TO_JANE = [f"Jane Doe <{JANE}>"]


def test_what_is_said_holds_for_the_mail_that_is_sent_by_a_blind_copy_of_its_own(
    google: Google, card_of: Call, press: Call, jane: Contact, initech: Company, follow_up: ActivityType, settings: Any
) -> None:
    settings.INBOUND_DOMAIN = "kpi.example"
    card = card_of("gmail_writing", to=TO_JANE)
    assert "Initech" in words_of(card)
    form = {"type": str(follow_up.pk), "note": "With prices."}
    answer, after = press(buttons_of(card)["Log when it is sent"], to=TO_JANE, bcc=["boss@acme.example"], form=form)
    copies = answer["renderActions"]["hostAppAction"]["gmailAction"]["updateDraftActionMarkup"]
    intent = MailIntent.objects.get()
    address = address_of("log", intent.token)
    # What is not named is taken out by Gmail.
    assert copies == {"updateBccRecipients": {"bccRecipients": [{"email": "boss@acme.example"}, {"email": address}]}}
    assert "When it is sent: Follow-up e-mail with Initech." in words_of(after)
    assert Activity.objects.count() == 0
    raw = "\r\n".join(f"{name}: {value}" for name, value in headers_of(To=f"{JANE}, more@initech.example").items())
    take(sender="rita@acme.example", recipient=address, raw=f"{raw}\r\n\r\n".encode())
    jobs.run_due()
    assert (Activity.objects.get().note, CapturedMail.objects.get().state) == ("With prices.", "logged")


def test_where_no_mail_is_taken_it_is_known_again_when_it_is_opened(
    google: Google, card_of: Call, press: Call, jane: Contact, follow_up: ActivityType
) -> None:
    headers = headers_of(Date=clock.now().strftime("%a, %d %b %Y %H:%M:%S +0000"))
    click = buttons_of(card_of("gmail_writing", to=TO_JANE))["Log now"]
    answer, after = press(click, to=TO_JANE, form={"type": str(follow_up.pk)})
    assert "hostAppAction" not in answer["renderActions"]
    assert "Logged: Follow-up e-mail with Initech." in words_of(after)
    activity = Activity.objects.get()
    google.holds("msg-f:1", headers, "SENT")
    assert "Logged: Follow-up e-mail" in words_of(card_of("gmail_mail", message="msg-f:1"))
    assert CapturedMail.objects.get().activity == activity
    assert Activity.objects.count() == 1
    assert tallies.mismatches() == []


def test_it_is_taken_back(google: Google, card_of: Call, press: Call, jane: Contact, follow_up: ActivityType) -> None:
    click = buttons_of(card_of("gmail_writing", to=TO_JANE))["Log now"]
    _answer, after = press(click, to=TO_JANE, form={"type": str(follow_up.pk)})
    press(buttons_of(after)["Undo"])
    assert Activity.objects.filter(deleted_at__isnull=True).count() == 0
    assert "Not seen sent yet" not in words_of(card_of("gmail_home"))


def test_somebody_new_is_added_while_the_mail_is_written(
    google: Google, card_of: Call, press: Call, rita: Member, follow_up: ActivityType
) -> None:
    to = ["Joe Doe <joe@hooli.example>"]
    click = buttons_of(card_of("gmail_writing", to=to))["Add and log"]
    press(click, to=to, form={"type": str(follow_up.pk), "contact": "Joe Doe", "company": "Hooli"})
    contact = Contact.objects.get()
    assert (contact.email, contact.company.domain if contact.company else "") == ("joe@hooli.example", "hooli.example")
    assert MailIntent.objects.get().contact == contact


def test_nobody_outside_or_somebody_blocked_is_not_asked_about(
    google: Google, card_of: Call, press: Call, rita: Member, raj: Member, follow_up: ActivityType
) -> None:
    assert "Add somebody outside" in words_of(card_of("gmail_writing"))
    card = card_of("gmail_writing", to=["raj@acme.example"])
    assert "Add somebody outside" in words_of(card)
    _answer, after = press(buttons_of(card)["Show again"], to=["joe@hooli.example"])
    assert "joe@hooli.example" in words_of(after)
    block("hooli.example", by=rita)
    answer, _card = press(buttons_of(after)["Log now"], to=["joe@hooli.example"], form={"type": str(follow_up.pk)})
    assert "Nothing is kept" in answer["renderActions"]["action"]["notification"]["text"]
    assert MailIntent.objects.count() == 0


@pytest.mark.parametrize(("always", "words"), [("thread", "in this thread"), ("contact", "to Jane Doe from then on")])
def test_it_is_said_for_the_next_ones_while_the_first_is_written(
    always: str, words: str, google: Google, card_of: Call, press: Call, jane: Contact, follow_up: ActivityType
) -> None:
    card = card_of("gmail_writing", to=TO_JANE)
    assert "For everything with Jane Doe" in words_of(card)
    form = {"type": str(follow_up.pk), "always": always}
    _answer, after = press(buttons_of(card)["Log when it is sent"], to=TO_JANE, form=form)
    assert words in words_of(after)
    assert MailIntent.objects.get().always == always
    assert StandingRule.objects.count() == 0
    # It is sent, and opened.
    google.holds("msg-f:1", headers_of(Date=clock.now().strftime("%a, %d %b %Y %H:%M:%S +0000")), "SENT")
    card_of("gmail_mail", message="msg-f:1")
    assert StandingRule.objects.get().activity_type == follow_up
    answer = {"Message-ID": "<m-2@acme.example>", "References": "<m-1@acme.example>"}
    google.holds("msg-f:2", headers_of(**answer), "SENT")
    assert "Logged: Follow-up e-mail" in words_of(card_of("gmail_mail", message="msg-f:2"))
    assert Activity.objects.count() == 2


def test_a_choice_that_is_none_holds_for_this_mail_alone(
    google: Google, card_of: Call, press: Call, jane: Contact, follow_up: ActivityType
) -> None:
    click = buttons_of(card_of("gmail_writing", to=TO_JANE))["Log now"]
    press(click, to=TO_JANE, form={"type": str(follow_up.pk), "always": "everything"})
    assert (MailIntent.objects.get().always, StandingRule.objects.count()) == ("", 0)


def test_a_ticket_of_a_mail_that_is_read_says_nothing_of_one_that_is_written(
    google: Google, card_of: Call, press: Call, jane: Contact, follow_up: ActivityType
) -> None:
    google.holds("msg-f:1", headers_of(), "SENT")
    other = buttons_of(card_of("gmail_mail", message="msg-f:1"))["Log"]["action"]["parameters"]
    ticket = next(one["value"] for one in other if one["key"] == "ticket")
    click = buttons_of(card_of("gmail_writing", to=TO_JANE))["Log now"]
    answer, after = press(click, to=TO_JANE, form={"type": str(follow_up.pk)}, parameters={"ticket": ticket})
    assert ("works no more" in answer["renderActions"]["action"]["notification"]["text"], after) == (True, {})
    assert MailIntent.objects.count() == 0
