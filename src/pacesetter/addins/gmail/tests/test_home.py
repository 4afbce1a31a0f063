"""The card when no mail is open."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pacesetter.activities.models import Activity, ActivityType
from pacesetter.addins.gmail.tests.conftest import JANE, Call
from pacesetter.addins.gmail.tests.google import Google, buttons_of, words_of
from pacesetter.capture.access import intents_of
from pacesetter.capture.models import CapturedMail, MailIntent
from pacesetter.capture.verbs import intend
from pacesetter.core import clock
from pacesetter.crm.models import Contact
from pacesetter.people.models import Member

pytestmark = pytest.mark.usefixtures("account")


def waiting(owner: Member, number: int, address: str = JANE) -> CapturedMail:
    mail: CapturedMail = CapturedMail.objects.create(
        owner=owner,
        message_id=f"w-{number}",
        direction="out",
        sent_at=clock.now(),
        address=address,
        others=[[address, ""]],
        captured_at=clock.now(),
    )
    return mail


def test_what_waits_is_logged_as_suggested_with_one_click(
    card_of: Call, press: Call, rita: Member, jane: Contact, follow_up: ActivityType
) -> None:
    waiting(rita, 1)
    card = card_of("gmail_home")
    assert "1 e-mail waits" in words_of(card)
    answer, after = press(buttons_of(card)["Log"])
    assert Activity.objects.get().contact_links.get().contact == jane
    assert "Logged: Follow-up e-mail" in answer["renderActions"]["action"]["notification"]["text"]
    assert "Every e-mail is classified" in words_of(after)


def test_without_a_suggestion_it_leads_to_the_page(
    card_of: Call, rita: Member, follow_up: ActivityType, new_business: ActivityType
) -> None:
    mail = waiting(rita, 1)
    assert buttons_of(card_of("gmail_home"))["Classify"]["openLink"]["url"].endswith(f"/mail/{mail.pk}/")


def test_what_was_not_seen_sent_is_logged_now(
    card_of: Call, press: Call, rita: Member, jane: Contact, follow_up: ActivityType
) -> None:
    intend(by=rita, to=[JANE], activity_type=follow_up, route="gmail_add_on")
    card = card_of("gmail_home")
    assert "Not seen sent yet" in words_of(card)
    press(buttons_of(card)["Log now"])
    assert MailIntent.objects.get().is_logged


def test_undoing_that_lets_it_wait_again(card_of: Call, press: Call, rita: Member, follow_up: ActivityType) -> None:
    intent = intend(by=rita, to=[JANE], activity_type=follow_up, route="gmail_add_on")
    _answer, logged = press(buttons_of(card_of("gmail_home"))["Log now"])
    press(buttons_of(logged)["Undo"])
    assert Activity.objects.get().deleted_at is not None
    assert intents_of(rita).get() == intent
    press(buttons_of(card_of("gmail_home"))["Log now"])
    assert Activity.objects.get().deleted_at is None


def test_a_few_of_many_are_shown_and_queries_do_not_grow(
    card_of: Call, rita: Member, follow_up: ActivityType, raj: Member
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            card_of("gmail_home")
        return len(seen)

    waiting(raj, 0)
    waiting(rita, 1)
    queries()
    few = queries()
    for number in range(2, 12):
        waiting(rita, number)
        intend(by=rita, to=[f"x{number}@x.example"], activity_type=follow_up, route="gmail_add_on")
    assert queries() == few <= 8
    card = card_of("gmail_home")
    assert "11 e-mails wait" in words_of(card)
    assert list(buttons_of(card)).count("All of them") == 1
    assert len([one for section in card["sections"][:1] for one in section["widgets"]]) == 5


def test_a_mail_of_a_colleague_is_not_logged(
    google: Google, card_of: Call, press: Call, rita: Member, raj: Member, follow_up: ActivityType
) -> None:
    mail = waiting(rita, 1)
    click = buttons_of(card_of("gmail_home"))["Log"]
    CapturedMail.objects.filter(pk=mail.pk).update(owner=raj)
    answer, _card = press(click)
    assert answer["renderActions"]["action"]["notification"]["text"] == "This e-mail is not here any more."
    assert Activity.objects.count() == 0
