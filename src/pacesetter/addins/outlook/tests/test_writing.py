"""The pane beside a draft, the question before it is sent, and that it counts once whatever comes after."""

from typing import Any

import pytest

from pacesetter.activities.models import Activity, ActivityType
from pacesetter.addins.outlook.tests.conftest import JANE, Pane, opened, pane_of
from pacesetter.capture.conversations import conversation_key
from pacesetter.capture.keeping import keep
from pacesetter.capture.models import CapturedMail, MailIntent, StandingRule
from pacesetter.capture.reading_heads import in_thread
from pacesetter.capture.tests.conftest import mail as head
from pacesetter.capture.verbs import Always, block, classify
from pacesetter.crm.models import Contact
from pacesetter.kpis import tallies
from pacesetter.people.models import Member


def draft(**told: Any) -> dict[str, Any]:
    return {"to": [{"address": JANE, "name": "Jane Doe"}], "subject": "Our offer", **told}


def said(pane: Pane, activity_type: ActivityType, choice: Any = None, **told: Any) -> dict[str, Any]:
    chosen = {"type": activity_type.pk, **(choice or {})}
    status, answer = pane.ask("intents/", {"draft": draft(**told), "choice": chosen})
    assert status == 200, answer
    return answer


def asked(pane: Pane, **told: Any) -> bool:
    status, answer = pane.ask("questions/", draft(**told))
    assert status == 200
    return bool(answer["ask"])


def test_a_draft_tells_who_and_what_and_leaves_no_trace(pane: Pane, jane: Contact, follow_up: ActivityType) -> None:
    _status, told = pane.ask("drafts/", draft())
    assert (told["who"], told["company"], told["suggested"]) == ("Jane Doe", "Initech", follow_up.pk)
    assert CapturedMail.objects.count() == MailIntent.objects.count() == 0


def test_what_is_said_of_a_draft_counts_when_it_is_sent(pane: Pane, jane: Contact, follow_up: ActivityType) -> None:
    told = said(pane, follow_up)
    assert told["text"] == "When it is sent it is logged: Follow-up e-mail with Initech."
    assert Activity.objects.count() == 0
    assert pane.ask("drafts/", draft(token=told["token"]))[1]["text"] == told["text"]
    for _press in range(2):  # "Send" may be pressed again
        assert pane.ask(f"intents/{told['token']}/sent/")[1] == {"is_logged": True}
    assert Activity.objects.get().provenance == "add_in"
    assert tallies.mismatches() == []


def test_the_copy_that_comes_later_is_the_same_activity(
    pane: Pane, rita: Member, jane: Contact, follow_up: ActivityType
) -> None:
    token = said(pane, follow_up)["token"]
    pane.ask(f"intents/{token}/sent/")
    keep(rita, head(X_Pacesetter_Ref=token), route="imap", is_trusted=True)
    sent = {"mail": opened(), "choice": {"type": follow_up.pk}}
    assert pane.ask("activities/", sent)[1]["state"] == "logged"
    assert Activity.objects.filter(deleted_at__isnull=True).count() == 1
    assert tallies.mismatches() == []


def test_where_the_copy_was_faster_sending_logs_no_second_one(
    pane: Pane, rita: Member, jane: Contact, follow_up: ActivityType
) -> None:
    token = said(pane, follow_up)["token"]
    keep(rita, head(X_Pacesetter_Ref=token), route="address", is_trusted=False)
    assert Activity.objects.count() == 1
    assert pane.ask(f"intents/{token}/sent/")[0] == 404
    assert Activity.objects.count() == 1


def test_a_choice_is_replaced_and_taken_back(
    pane: Pane, jane: Contact, follow_up: ActivityType, new_business: ActivityType
) -> None:
    token = said(pane, follow_up)["token"]
    assert said(pane, new_business, token=token)["token"] == token
    assert MailIntent.objects.get().activity_type == new_business
    assert pane.ask(f"intents/{token}/", method="DELETE")[0] == 200
    assert MailIntent.objects.filter(dropped_at__isnull=True).count() == 0


def test_a_blind_copy_is_asked_for_only_where_no_other_copy_comes(
    pane: Pane, jane: Contact, follow_up: ActivityType, settings: Any
) -> None:
    settings.INBOUND_DOMAIN = ""
    assert said(pane, follow_up)["copy"] == ""
    settings.INBOUND_DOMAIN = "kpi.example"
    told = said(pane, follow_up)
    assert told["copy"] == f"log+{told['token']}@kpi.example"


def test_a_mail_to_a_customer_is_asked_about_in_words(pane: Pane, jane: Contact) -> None:
    _status, told = pane.ask("questions/", draft())
    assert (told["ask"], "Jane Doe" in told["text"], len(told["text"]) <= 500, len(told["label"]) <= 20) == (
        True,
        True,
        True,
        True,
    )


def test_a_mail_between_colleagues_or_to_somebody_blocked_is_not_asked_about(
    pane: Pane, rita: Member, raj: Member
) -> None:
    assert not asked(pane, to=[{"address": "Raj@acme.example"}])
    assert not asked(pane, to=[])
    assert asked(pane, to=[{"address": "raj@acme.example"}], bcc=[{"address": JANE}])
    block("initech.example", by=rita)
    assert not asked(pane)


@pytest.mark.parametrize("always", list(Always))
def test_what_a_standing_rule_covers_is_not_asked_about(
    always: Always, pane: Pane, rita: Member, jane: Contact, follow_up: ActivityType
) -> None:
    row = keep(rita, head(), route="imap", is_trusted=True)
    assert isinstance(row, CapturedMail)
    classify(row, by=rita, activity_type=follow_up, always=always)
    assert not asked(pane, answers="<m-1@acme.example>")
    assert asked(pane, to=[{"address": "somebody@else.example"}])


def test_a_draft_to_nobody_outside_is_refused(pane: Pane, raj: Member, follow_up: ActivityType) -> None:
    content = {"draft": draft(to=[{"address": "raj@acme.example"}]), "choice": {"type": follow_up.pk}}
    status, told = pane.ask("intents/", content)
    assert (status, told["field"]) == (422, "to")


def test_what_somebody_else_said_is_not_there(
    pane: Pane, raj: Member, otto: Member, jane: Contact, follow_up: ActivityType
) -> None:
    token = said(pane, follow_up)["token"]
    for stranger in (raj, otto):
        other = pane_of(stranger)
        assert other.ask(f"intents/{token}/", method="DELETE")[0] == 404
        assert other.ask(f"intents/{token}/sent/")[0] == 404
        assert "token" not in other.ask("drafts/", draft(token=token))[1]
    assert (MailIntent.objects.count(), Activity.objects.count()) == (1, 0)


def test_it_is_said_for_the_person_s_next_ones_while_the_first_is_written(
    pane: Pane, jane: Contact, follow_up: ActivityType
) -> None:
    told = said(pane, follow_up, {"always": "contact"})
    assert told["text"].endswith("So is what you write to Jane Doe from then on.")
    assert asked(pane)
    pane.ask(f"intents/{told['token']}/sent/")
    assert not asked(pane)
    assert StandingRule.objects.get().activity_type == follow_up


def test_it_is_said_for_the_thread_while_its_first_mail_is_written(
    pane: Pane, rita: Member, jane: Contact, follow_up: ActivityType
) -> None:
    token = said(pane, follow_up, {"always": "thread"})["token"]
    keep(rita, head(X_Pacesetter_Ref=token), route="imap", is_trusted=True)
    assert not asked(pane, answers="<m-1@acme.example>")
    assert asked(pane)


def test_a_thread_is_known_again_by_the_name_that_the_mailbox_has_for_it(
    pane: Pane, rita: Member, jane: Contact, follow_up: ActivityType
) -> None:
    """Outlook on the web does not tell what a draft answers."""
    opened_in = {"mail": opened(conversation="AAQk+a/b="), "choice": {"type": follow_up.pk, "always": "thread"}}
    assert pane.ask("activities/", opened_in)[1]["state"] == "logged"
    assert not asked(pane, conversation="AAQk+a/b=")
    assert asked(pane, conversation="AAQkother=")
    # Graph writes the same name in letters of its own.
    answer = head(Message_ID="<m-9@acme.example>")
    seen = keep(rita, in_thread(answer, conversation_key("AAQk_a-b="), is_answer=True), route="graph", is_trusted=True)
    assert isinstance(seen, CapturedMail)
    assert (seen.state, seen.is_by_rule) == ("logged", True)


def test_somebody_new_is_added_while_the_mail_is_written(pane: Pane, rita: Member, new_business: ActivityType) -> None:
    to = [{"address": "sam.hill@brandnew.example", "name": ""}]
    told = said(pane, new_business, {"person": "Sam Hill", "company": "Brand New"}, to=to)
    assert "with Brand New" in told["text"]
    contact = Contact.objects.get()
    assert (contact.email, contact.company.sales_rep if contact.company else None) == (
        "sam.hill@brandnew.example",
        rita,
    )
    assert MailIntent.objects.get().contact == contact
    # Whoever is known by now is not added again.
    said(pane, new_business, {"person": "Sam Hill", "company": "Brand New"}, to=to, token=told["token"])
    assert Contact.objects.count() == 1


def test_nobody_new_stays_behind_where_a_draft_is_refused(pane: Pane, rita: Member, follow_up: ActivityType) -> None:
    block("blocked.example", by=rita)
    to = [{"address": "sam@brandnew.example"}, {"address": "x@blocked.example"}]
    choice = {"type": follow_up.pk, "person": "Sam", "company": "Brand New"}
    assert pane.ask("intents/", {"draft": draft(to=to), "choice": choice})[0] == 422
    assert (Contact.objects.count(), MailIntent.objects.count()) == (0, 0)
