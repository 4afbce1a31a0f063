"""The card beside an open mail, and what its buttons do."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pacesetter.activities.models import Activity, ActivityType, ActivityTypeOutcome, Outcome
from pacesetter.addins.gmail.tests.conftest import JANE, Call, headers_of
from pacesetter.addins.gmail.tests.google import Google, buttons_of, words_of
from pacesetter.capture.keeping import keep
from pacesetter.capture.models import CapturedMail
from pacesetter.capture.reading_heads import HEADERS, read_head
from pacesetter.capture.verbs import Always, block, classify, intend
from pacesetter.core import clock
from pacesetter.crm.models import Company, Contact
from pacesetter.kpis import tallies
from pacesetter.people.models import Member

pytestmark = pytest.mark.usefixtures("account")
JOE = {"From": "Joe Doe <joe@hooli.example>", "To": "rita@acme.example", "Message-ID": "<j-1@hooli.example>"}


def test_one_click_after_opening_logs_the_mail_with_whom_it_is(
    google: Google, card_of: Call, press: Call, jane: Contact, initech: Company, follow_up: ActivityType
) -> None:
    google.holds("msg-f:1", headers_of(), "SENT")
    card = card_of("gmail_mail", message="msg-f:1")
    assert "There is no other type of e-mail." in words_of(card)
    assert CapturedMail.objects.count() == 0
    answer, after = press(buttons_of(card)["Log as Follow-up e-mail"], message="msg-f:1")
    row = CapturedMail.objects.get()
    assert (row.state, row.routes, row.is_trusted) == ("logged", ["gmail_add_on"], True)
    activity = Activity.objects.get()
    assert (activity.company, activity.activity_type, activity.subject) == (initech, follow_up, "")
    assert activity.provenance == "add_in"
    said = "Logged: Follow-up e-mail with Initech."
    assert answer["renderActions"]["action"]["notification"]["text"] == said
    assert said in words_of(after)
    assert tallies.mismatches() == []


def test_two_clicks_at_most_from_opening_a_mail_to_an_activity_of_any_type(
    google: Google, card_of: Call, press: Call, jane: Contact, follow_up: ActivityType, new_business: ActivityType
) -> None:
    for number, chosen in enumerate((follow_up, new_business)):
        google.holds(f"msg-f:{number}", headers_of(**{"Message-ID": f"<n-{number}@acme.example>"}), "SENT")
        card = card_of("gmail_mail", message=f"msg-f:{number}")  # the first opens the add-on, where it is not open
        pressed = buttons_of(card)
        name = chosen.name if chosen.name in pressed else f"Log as {chosen.name}"
        press(pressed[name], message=f"msg-f:{number}")  # the second is the type
    types = list(Activity.objects.order_by("pk").values_list("activity_type__name", flat=True))
    assert types == ["Follow-up e-mail", "New business e-mail"]


def test_only_headers_are_asked_for_by_the_right_to_this_one_mail(google: Google, card_of: Call) -> None:
    google.holds("msg-f:1", headers_of())
    card_of("gmail_mail", message="msg-f:1")
    (asked,) = [one for one in google.requests if one[0].startswith("/gmail")]
    path, headers, query = asked
    assert path == "/gmail/v1/users/me/messages/msg-f:1"
    assert query == {"format": ["metadata"], "metadataHeaders": list(HEADERS)}
    assert headers["Authorization"] == "Bearer oauth"
    assert headers["X-Goog-Gmail-Access-Token"] == "access"


def test_what_was_logged_is_taken_back_and_left_out(
    google: Google, card_of: Call, press: Call, jane: Contact, follow_up: ActivityType
) -> None:
    google.holds("msg-f:1", headers_of(), "SENT")
    _answer, card = press(
        buttons_of(card_of("gmail_mail", message="msg-f:1"))["Log"], message="msg-f:1", form=_form(follow_up)
    )
    _answer, card = press(buttons_of(card)["Undo"], message="msg-f:1")
    assert CapturedMail.objects.get().state == "waiting"
    _answer, card = press(buttons_of(card)["Ignore"], message="msg-f:1")
    assert CapturedMail.objects.get().state == "ignored"
    _answer, card = press(buttons_of(card)["Undo"], message="msg-f:1")
    assert CapturedMail.objects.get().state == "waiting"
    assert Activity.objects.filter(deleted_at__isnull=True).count() == 0


def test_somebody_new_is_added_with_a_lead_filled_in_from_the_address(
    google: Google, card_of: Call, press: Call, rita: Member, new_business: ActivityType, follow_up: ActivityType
) -> None:
    google.holds("msg-f:2", headers_of(**JOE), "INBOX")
    card = card_of("gmail_mail", message="msg-f:2")
    fields = {
        widget["textInput"]["name"]: widget["textInput"].get("value", "")
        for section in card["sections"]
        for widget in section["widgets"]
        if "textInput" in widget
    }
    assert fields == {"contact": "Joe Doe", "company": "Hooli", "note": ""}
    form = {**_form(new_business), **fields, "note": "Called <back>.", "always": "contact"}
    press(buttons_of(card)["Add and log"], message="msg-f:2", form=form)
    contact = Contact.objects.get(email="joe@hooli.example")
    assert contact.company is not None
    assert (contact.company.name, contact.company.domain, contact.company.sales_rep) == ("Hooli", "hooli.example", rita)
    activity = Activity.objects.get()
    assert (activity.company, activity.activity_type, activity.note) == (
        contact.company,
        new_business,
        "Called <back>.",
    )
    # It holds for what comes next.
    google.holds("msg-f:3", headers_of(**{**JOE, "Message-ID": "<j-2@hooli.example>"}), "INBOX")
    assert "Logged: New business e-mail with Hooli." in words_of(card_of("gmail_mail", message="msg-f:3"))


def test_a_name_that_is_here_means_that_company_and_one_of_a_colleague_is_told(
    google: Google, card_of: Call, press: Call, raj: Member, initech: Company, follow_up: ActivityType
) -> None:
    google.holds("msg-f:2", headers_of(**JOE), "INBOX")
    card = card_of("gmail_mail", message="msg-f:2")
    Company.objects.create(name="Umbrella", name_key="umbrella", sales_rep=raj)
    form = {**_form(follow_up), "contact": "Joe", "company": "Umbrella"}
    answer, after = press(buttons_of(card)["Add and log"], message="msg-f:2", form=form)
    assert ("a colleague's" in answer["renderActions"]["action"]["notification"]["text"], after) == (True, {})
    assert (Contact.objects.count(), CapturedMail.objects.count()) == (0, 0)
    # What was refused is not used up: the same button works once it is put right.
    press(buttons_of(card)["Add and log"], message="msg-f:2", form={**form, "company": "INITECH"})
    assert Contact.objects.get().company == initech


@pytest.mark.parametrize(
    ("headers", "labels", "words"),
    [
        ({"From": "raj@acme.example", "To": "rita@acme.example"}, ["INBOX"], "stays between colleagues"),
        ({**JOE, "List-Id": "<news.hooli.example>"}, ["INBOX"], "mailing list"),
        ({**JOE, "Sensitivity": "Private"}, ["INBOX"], "marked as private"),
        ({**JOE, "From": "boss@private.example"}, ["INBOX"], "is blocked"),
        ({"To": ""}, ["DRAFT"], "Drafts, spam"),
        (JOE, ["SPAM"], "Drafts, spam"),
    ],
    ids=["internal", "list", "private", "blocked", "draft", "spam"],
)
def test_of_what_is_no_business_nothing_is_kept_and_it_says_why(
    headers: dict[str, str], labels: list[str], words: str, google: Google, card_of: Call, rita: Member, raj: Member
) -> None:
    block("private.example", by=rita)
    google.holds("msg-f:4", headers_of(**headers), *labels)
    assert words in words_of(card_of("gmail_mail", message="msg-f:4"))
    assert CapturedMail.objects.count() == 0


def test_a_rule_and_what_was_said_while_it_was_written_log_it_by_opening_it(
    google: Google, card_of: Call, rita: Member, jane: Contact, follow_up: ActivityType, new_business: ActivityType
) -> None:
    with clock.standing_at(_sent() - timedelta(minutes=5)):
        intend(by=rita, to=[JANE], activity_type=new_business, route="gmail_add_on")
    google.holds("msg-f:1", headers_of(), "SENT")
    assert "Logged: New business e-mail" in words_of(card_of("gmail_mail", message="msg-f:1"))
    classify(_kept(rita, headers_of(**JOE)), by=rita, activity_type=follow_up, always=Always.CONTACT)
    google.holds("msg-f:5", headers_of(**{**JOE, "Message-ID": "<j-2@hooli.example>"}), "INBOX")
    assert "Logged: Follow-up e-mail" in words_of(card_of("gmail_mail", message="msg-f:5"))
    # Under the member's own address, but not among what they sent: somebody else may have written it.
    google.holds("msg-f:6", headers_of(**{"Message-ID": "<f@evil.example>"}), "INBOX")
    assert "Log as" in words_of(card_of("gmail_mail", message="msg-f:6"))


def test_what_another_route_has_kept_is_the_same_mail(
    google: Google, card_of: Call, press: Call, rita: Member, jane: Contact, follow_up: ActivityType
) -> None:
    google.holds("msg-f:1", headers_of(), "SENT")
    card = card_of("gmail_mail", message="msg-f:1")
    classify(_kept(rita, headers_of()), by=rita, activity_type=follow_up)
    answer, _card = press(buttons_of(card)["Log as Follow-up e-mail"], message="msg-f:1")
    assert "settled already" in answer["renderActions"]["action"]["notification"]["text"]
    assert "Logged: " in words_of(card_of("gmail_mail", message="msg-f:1"))
    assert Activity.objects.count() == 1


def test_another_mail_that_was_opened_meanwhile_is_not_logged_in_its_place(
    google: Google, card_of: Call, press: Call, jane: Contact, follow_up: ActivityType
) -> None:
    google.holds("msg-f:1", headers_of(), "SENT")
    google.holds("msg-f:2", headers_of(**JOE), "INBOX")
    click = buttons_of(card_of("gmail_mail", message="msg-f:1"))["Log as Follow-up e-mail"]
    answer, _card = press(click, message="msg-f:2")
    assert "Another e-mail is open" in answer["renderActions"]["action"]["notification"]["text"]
    assert CapturedMail.objects.count() == 0


def test_a_type_that_asks_how_it_ended_is_told_and_nothing_is_lost(
    google: Google, card_of: Call, press: Call, jane: Contact, follow_up: ActivityType, connected: Outcome
) -> None:
    ActivityTypeOutcome.objects.create(activity_type=follow_up, outcome=connected)
    ActivityType.objects.update(needs_outcome=True)
    google.holds("msg-f:1", headers_of(), "SENT")
    click = buttons_of(card_of("gmail_mail", message="msg-f:1"))["Log as Follow-up e-mail"]
    answer, card = press(click, message="msg-f:1")
    assert (answer["renderActions"]["action"]["notification"]["text"], card) == ("Choose how it ended.", {})
    press(click, message="msg-f:1", form={"outcome": str(connected.pk)})
    assert Activity.objects.get().outcome == connected


@pytest.mark.parametrize("status", [401, 403])
def test_where_gmail_wants_consent_google_is_asked_to_ask(status: int, google: Google, call_add_on: Call) -> None:
    google.refuses = status
    said = call_add_on("gmail_mail", message="msg-f:1").json()
    assert "gmail.addons.current.message.metadata" in said["requesting_google_scopes"]["scopes"][1]


def test_what_gmail_does_not_hand_out_is_said(google: Google, card_of: Call) -> None:
    assert "does not hand out" in words_of(card_of("gmail_mail", message="msg-f:404"))
    google.messages["msg-f:7"] = {"payload": "nonsense"}
    assert "does not hand out" in words_of(card_of("gmail_mail", message="msg-f:7"))
    google.is_down = True
    assert "does not hand out" in words_of(card_of("gmail_mail"))


def test_names_are_text_and_not_markup(google: Google, card_of: Call, follow_up: ActivityType) -> None:
    google.holds("msg-f:8", headers_of(**{**JOE, "From": '"<a href=//evil.example>Joe</a>" <joe@hooli.example>'}))
    card = card_of("gmail_mail", message="msg-f:8")
    assert card["sections"][0]["widgets"][0]["decoratedText"]["text"].startswith("&lt;a href")


def test_it_speaks_the_member_s_language_else_gmail_s(google: Google, card_of: Call, rita: Member) -> None:
    assert "Alle E-Mails" in words_of(card_of("gmail_home", locale="de"))
    assert "Every e-mail" in words_of(card_of("gmail_home", locale="xx"))
    Member.objects.filter(pk=rita.pk).update(locale="de")
    assert "Alle E-Mails" in words_of(card_of("gmail_home", locale="en_GB"))


def test_queries_do_not_grow_with_mails_contacts_or_people(
    google: Google, card_of: Call, rita: Member, jane: Contact, follow_up: ActivityType, new_business: ActivityType
) -> None:
    google.holds("msg-f:1", headers_of(), "SENT")

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            card_of("gmail_mail", message="msg-f:1")
        return len(seen)

    queries()
    few = queries()
    for number in range(20):
        Contact.objects.create(name=f"C{number}", email=f"c{number}@initech.example", company=jane.company)
        row = _kept(rita, headers_of(**{"Message-ID": f"<x{number}@acme.example>"}))
        classify(row, by=rita, activity_type=new_business)
    assert queries() == few
    assert few <= 20


def _form(activity_type: ActivityType) -> dict[str, str]:
    return {"type": str(activity_type.pk)}


def _kept(owner: Member, headers: dict[str, str]) -> CapturedMail:
    raw = "\r\n".join(f"{name}: {value}" for name, value in headers.items()).encode() + b"\r\n\r\n"
    row = keep(owner, read_head(raw, received_at=clock.now()), route="imap", is_trusted=True)
    assert isinstance(row, CapturedMail)
    return row


def _sent() -> Any:
    return read_head(b"Date: Mon, 23 Mar 2026 11:30:00 +1300\r\n\r\n", received_at=clock.now()).sent_at
