"""The pane beside a mail: it is looked at without a trace, logged once, and taken back."""

from itertools import permutations
from typing import Any

import pytest

from pacesetter.activities.models import Activity, ActivityType
from pacesetter.addins.outlook.tests.conftest import JANE, Pane, answered, opened, pane_of
from pacesetter.capture.keeping import keep
from pacesetter.capture.models import CapturedMail, DroppedMails, MailReference, MailThread, StandingRule
from pacesetter.capture.tests.conftest import mail as head
from pacesetter.crm.models import Company, Contact
from pacesetter.kpis import tallies
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Organisation


def logged(pane: Pane, activity_type: ActivityType, mail: dict[str, Any] | None = None, **choice: Any) -> Any:
    sent = {"mail": mail or opened(), "choice": {"type": activity_type.pk, **choice}}
    status, told = pane.ask("activities/", sent)
    assert status == 200, told
    return told


def test_looking_keeps_nothing_and_tells_who_and_what(
    pane: Pane, jane: Contact, follow_up: ActivityType, new_business: ActivityType
) -> None:
    status, told = pane.ask("mail/", opened())
    assert (status, told["state"], told["id"], told["who"], told["company"]) == (
        200,
        "waiting",
        None,
        "Jane Doe",
        "Initech",
    )
    assert [one["name"] for one in told["types"]] == ["Follow-up e-mail", "New business e-mail"]
    kept = (CapturedMail, MailThread, MailReference, DroppedMails, Activity)
    assert [model.objects.count() for model in kept] == [0] * len(kept)


def test_two_clicks_from_opening_to_an_activity(pane: Pane, jane: Contact, follow_up: ActivityType) -> None:
    _status, told = pane.ask("mail/", opened())  # the first opens the pane
    assert told["suggested"] == follow_up.pk
    told = logged(pane, follow_up)  # the second is "Log"
    assert (told["state"], told["text"]) == ("logged", "Logged: Follow-up e-mail with Initech.")
    activity = Activity.objects.get()
    assert (activity.company, activity.provenance, activity.subject) == (jane.company, "add_in", "")
    assert activity.completed_at == CapturedMail.objects.get().sent_at
    assert tallies.mismatches() == []


def test_it_is_logged_once_however_often_it_is_sent(pane: Pane, jane: Contact, follow_up: ActivityType) -> None:
    first, second = logged(pane, follow_up), logged(pane, follow_up)
    assert first["id"] == second["id"]
    assert Activity.objects.count() == 1


@pytest.mark.parametrize("order", list(permutations(["pane", "address", "imap"])))
def test_one_mail_by_add_in_copy_and_mailbox_is_one_activity(
    order: tuple[str, ...], pane: Pane, rita: Member, jane: Contact, follow_up: ActivityType
) -> None:
    for route in order:
        if route == "pane":
            logged(pane, follow_up)
        else:
            keep(rita, head(), route=route, is_trusted=route == "imap")
    assert sorted(CapturedMail.objects.get().routes) == ["address", "imap", "outlook_add_in"]
    assert Activity.objects.count() == 1
    assert tallies.mismatches() == []


def test_what_is_logged_already_is_told(pane: Pane, jane: Contact, follow_up: ActivityType) -> None:
    told = logged(pane, follow_up)
    status, again = pane.ask("mail/", opened())
    assert (status, again["state"], again["id"]) == (200, "logged", told["id"])
    assert again["link"].endswith(f"/mail/{told['id']}/")


def test_it_is_taken_back(pane: Pane, jane: Contact, follow_up: ActivityType) -> None:
    told = logged(pane, follow_up)
    status, again = pane.ask(f"mail/{told['id']}/settled/", method="DELETE")
    assert (status, again["state"]) == (200, "waiting")
    assert Activity.objects.get().deleted_at is not None
    assert logged(pane, follow_up)["state"] == "logged"
    assert Activity.objects.get().deleted_at is None


def test_it_is_left_out_and_taken_up(pane: Pane, jane: Contact, follow_up: ActivityType) -> None:
    sent = {"mail": answered(), "choice": {"always": "contact"}}
    _status, told = pane.ask("ignored/", sent)
    assert (told["state"], StandingRule.objects.get().address) == ("ignored", JANE)
    assert pane.ask(f"mail/{told['id']}/settled/", method="DELETE")[1]["state"] == "waiting"
    assert StandingRule.objects.count() == 0


def test_logging_what_was_left_out_logs_it(pane: Pane, jane: Contact, follow_up: ActivityType) -> None:
    pane.ask("ignored/", {"mail": opened(), "choice": {}})
    assert logged(pane, follow_up)["state"] == "logged"


def test_somebody_unknown_is_offered_as_a_new_lead(pane: Pane, rita: Member, new_business: ActivityType) -> None:
    mail = opened(to=[{"address": "sam.hill@brandnew.example", "name": ""}])
    _status, told = pane.ask("mail/", mail)
    assert (told["is_known"], told["person"], told["new_company"]) == (False, "Sam Hill", "Brandnew")
    logged(pane, new_business, mail, person="Sam Hill", company="Brand New")
    company = Company.objects.get(name="Brand New")
    assert (company.domain, company.sales_rep) == ("brandnew.example", rita)
    assert Contact.objects.get().email == "sam.hill@brandnew.example"
    assert Activity.objects.get().company == company


def test_a_rule_for_the_thread_is_set_from_the_pane(pane: Pane, jane: Contact, follow_up: ActivityType) -> None:
    logged(pane, follow_up, always="thread")
    assert StandingRule.objects.get().activity_type == follow_up


def test_nobody_new_stays_behind_where_logging_is_refused(pane: Pane, follow_up: ActivityType) -> None:
    ActivityType.objects.filter(pk=follow_up.pk).update(needs_outcome=True)
    mail = opened(to=[{"address": "sam@brandnew.example"}])
    choice = {"type": follow_up.pk, "person": "Sam", "company": "Brand New"}
    status, told = pane.ask("activities/", {"mail": mail, "choice": choice})
    assert (status, told["error"]) == (422, "Choose how it ended.")
    assert [model.objects.count() for model in (CapturedMail, Company, Contact, Activity)] == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("mail", "word"),
    [
        ({"to": [{"address": "raj@acme.example"}]}, "colleagues"),
        ({"headers": "Sensitivity: Private\r\n"}, "private"),
        ({"headers": "List-Id: <x>\r\n"}, "list"),
        ({"sender": {"address": "x@y.example"}, "to": [{"address": "raj@acme.example"}]}, ""),
    ],
)
def test_what_is_not_kept_says_why(
    mail: dict[str, Any], word: str, pane: Pane, raj: Member, organisation: Organisation, follow_up: ActivityType
) -> None:
    told = pane.ask("mail/", opened(**mail))[1]
    if not word:  # a copy to a colleague that lies in Rita's mailbox is hers
        assert told["state"] == "waiting"
        return
    assert (told["state"], word in told["text"]) == ("dropped", True)
    status, told = pane.ask("activities/", {"mail": opened(**mail), "choice": {"type": follow_up.pk}})
    assert (status, word in told["error"]) == (422, True)
    assert CapturedMail.objects.count() == 0


@pytest.mark.parametrize("choice", [{}, {"type": 0}, {"type": 10**12}])
def test_a_type_must_be_chosen(choice: dict[str, Any], pane: Pane, jane: Contact, follow_up: ActivityType) -> None:
    status, told = pane.ask("activities/", {"mail": opened(), "choice": choice})
    assert (status, told["field"]) == (422, "type")


def test_everybody_sees_their_own_alone(
    pane: Pane, raj: Member, otto: Member, jane: Contact, follow_up: ActivityType
) -> None:
    mail_id = logged(pane, follow_up)["id"]
    for stranger in (raj, otto):
        other = pane_of(stranger)
        assert other.ask(f"mail/{mail_id}/settled/", method="DELETE")[0] == 404
        assert other.ask("mail/", answered())[1]["company"] == ("Initech" if stranger is raj else "")
    assert Activity.objects.get().deleted_at is None
