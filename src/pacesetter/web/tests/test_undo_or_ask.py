"""Every press that writes can be taken back, or is asked about first: each page tried, each message of success read.

What does neither stands below with the reason. A new page or message that does neither fails here.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.messages import get_messages
from django.http import HttpResponse

import pacesetter.web
from pacesetter.events.models import Event
from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import Visitor
from pacesetter.web.tests.pages import KnownPage, every_page
from pacesetter.web.tests.test_who_gets_in import Rows, address_of, rows
from pacesetter.web.undo import OFFER

pytestmark = pytest.mark.usefixtures("at_noon")
__all__ = ["rows"]

UNDOES = "takes back what was done before"
ASKED = "was asked about first"
WORK = "asks for work to be done, or done again; nothing is lost by it"
FIRST = "a first one takes the place of nothing, and is taken away on the same page, which asks"
TOLD = "somebody else has been told by now"

# A press that writes, and neither asks nor offers an undo -> why. What writes is told by its event.
PRESSES = {
    **dict.fromkeys(
        (
            "delete activity",
            "delete activity_cancellation",
            "delete activity_completion",
            "delete activity_deletion",
            "delete call_cycle_pause",
            "delete company_archive",
            "delete company_client",
            "delete company_difference",
            "delete connection_pause",
            "delete contact_archive",
            "delete mail_intent_activity",
            "delete next_step_archive",
            "delete phone_system_archive",
        ),
        UNDOES,
    ),
    "post connection_ending": ASKED,
    "post own_mail_alias": WORK,
    "post person_address": WORK,
    "post first_steps": "the steps stay where they are, under their own address",
}
# Where a message of success stands without an undo -> why.
MESSAGES: dict[str, str] = {
    "connections/checking.py checked": WORK,
    "connections/doing.py end_it": ASKED,
    "connections/doing.py pause_or_resume": UNDOES,
    "deeds/saying.py say_deed": "nothing has changed, or more than fits into an address",
    "undo.py say_with_undo": "this is the undo",
    "views/booking/booking.py booking_time": "the visitor moves it again on the page that follows",
    "views/campaigns/audiences.py audiences_reading": WORK,
    "views/campaigns/campaigns.py campaign": WORK,
    "views/campaigns/webhooks.py campaign_webhooks": ASKED,
    "views/campaigns/webhooks.py campaign_webhook": f"{ASKED}; {FIRST}",
    "views/capture/aliases.py _say_sent": "nothing changes before the link is opened",
    "views/capture/aliases.py own_mail_alias_link": "the link has asked",
    "views/capture/intents.py mail_intent": UNDOES,
    "views/capture/intents.py mail_intent_activity": UNDOES,
    "views/capture/mail.py mail_classification": UNDOES,
    "views/capture/own_mail.py own_mail_blocked": ASKED,
    "views/capture/own_mail.py own_mailbox": f"{ASKED}; {FIRST}",
    "views/capture/person_addresses.py _say_counts": TOLD,
    "views/capture/taking_away.py own_mail_removed": UNDOES,
    "views/connections/requests.py connection_retry": WORK,
    "views/customers/call_cycles.py call_cycle_pause": UNDOES,
    "views/customers/call_cycles.py switch": UNDOES,
    "views/customers/company_merge.py _undone": UNDOES,
    "views/customers/company_states.py _done": UNDOES,
    "views/customers/contact.py contact_archive": UNDOES,
    "views/customers/contact.py _undone": UNDOES,
    "views/customers/look_alikes.py company_difference": UNDOES,
    "views/customers/transfers.py transfer_taken_back": UNDOES,
    "views/day/activity.py _take_back": UNDOES,
    "views/day/calendar_feed.py own_feed": ASKED,
    "views/day/cancellation.py activity_cancellation": UNDOES,
    "views/day/completion.py activity_completion": UNDOES,
    "views/day/deed.py deed": UNDOES,
    "views/day/deletion.py activity_deletion": UNDOES,
    "views/day/duplicate.py activity_duplicate": UNDOES,
    "views/day/job_order.py _done": WORK,
    "views/day/meeting_request.py meeting_request": TOLD,
    "views/day/next_step.py activity_next_step": UNDOES,
    "views/day/proposal.py proposal": TOLD,
    "views/day/series.py _take_back": UNDOES,
    "views/day/series_cancellation.py series_cancellation": UNDOES,
    "views/day/taken_answer.py taken_answer": UNDOES,
    "views/day/undo.py undo": UNDOES,
    "views/imports/one.py _dropped": ASKED,
    "views/invitation.py _let_in": "it is what the link is for",
    "views/mobile/devices.py trial": WORK,
    "views/people/archiving.py _taken_back": UNDOES,
    "views/people/email.py _asked": "nothing changes before the link is opened",
    "views/people/email.py new_email": "the link has asked",
    "views/people/leave.py leave_undo": UNDOES,
    "views/people/log_in_settings.py provider_settings": ASKED,
    "views/periods/closed_period.py closed_period": ASKED,
    "views/periods/period_closing.py period_closing": "its page tells what closing does; a closed period is reopened",
    "views/phone/phone_system.py phone_system_archive": UNDOES,
    "views/phone/unreadable.py phone_report_reading": WORK,
    "views/phone/unreadable.py phone_reports_reading": WORK,
    "views/setup/job_choices.py job_lists": WORK,
    "views/setup/next_steps.py next_step_archive": UNDOES,
}

METHODS = ("post", "delete")
# The first asks the other system, for which the examples have no key; the second is an undo, and theirs is empty.
UNTRIED = {"connection_check", "own_mail_removed"}
PAGES = [page for page in every_page() if page.audience is not None and page.name not in UNTRIED]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_press_asks_first_or_offers_an_undo(page: KnownPage, rows: Rows, rita: Member, ada: Member) -> None:
    address = address_of(page, rows)
    for method in METHODS:
        # Rita's own where it is hers to press, else by whoever may.
        events = Event.objects.count()
        answers = (getattr(Visitor().log_in(member), method)(address) for member in (rita, ada))
        answer = next((one for one in answers if one.status_code not in (403, 404, 405)), None)
        key = f"{method} {page.name}"
        wrote = Event.objects.count() > events
        asks_or_offers = answer is None or not wrote or _offers(answer)
        assert asks_or_offers != (key in PRESSES), (key, answer and answer.status_code)


def _offers(answer: HttpResponse) -> bool:
    """Whether it says what was done beside an undo, or shows at once what was made."""
    said = get_messages(answer.wsgi_request)  # type: ignore[attr-defined]
    return answer.status_code == 200 or any(one.extra_tags and not one.extra_tags.startswith(OFFER) for one in said)


def test_a_message_of_success_has_an_undo() -> None:
    assert set(_successes()) == set(MESSAGES)


def _successes() -> Iterator[str]:
    """The functions in which `messages.success` is called, as "views/day/undo.py undo"."""
    root = Path(pacesetter.web.__file__).parent
    for path in sorted(root.rglob("*.py")):
        if "tests" in path.parts:
            continue
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef) and any(_is_success(node) for node in ast.walk(function)):
                yield f"{path.relative_to(root).as_posix()} {function.name}"


def _is_success(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    called = node.func
    return isinstance(called, ast.Attribute) and called.attr == "success" and ast.unparse(called.value) == "messages"
