"""What is said of a mail while it is written, to hold for the next ones too."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from pacesetter.activities.models import Activity, ActivityType
from pacesetter.capture.looking import asks_about
from pacesetter.capture.mail_head import Party
from pacesetter.capture.models import StandingRule
from pacesetter.capture.tests.conftest import JANE, NOW, SENT, mail
from pacesetter.capture.tests.test_intending import intended, kept
from pacesetter.capture.verbs import (
    Always,
    classify,
    drop_intent,
    intend,
    log_intent,
    take_back_classification,
    take_back_log,
)
from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed
from pacesetter.crm.models import Contact
from pacesetter.kpis import tallies
from pacesetter.people.models import Member

NEXT = {"Message_ID": "<m-2@acme.example>", "Date": "Mon, 23 Mar 2026 11:40:00 +1300"}
JANES = [Party(JANE, "Jane Doe")]


@pytest.mark.parametrize("always", list(Always))
def test_it_holds_for_the_next_ones_from_when_the_mail_is_seen(
    always: Always, rita: Member, jane: Contact, follow_up: ActivityType
) -> None:
    intended(rita, follow_up, always=always)
    assert StandingRule.objects.count() == 0
    first = kept(rita, mail())
    assert (first.state, first.is_by_rule) == ("logged", False)
    answer = kept(rita, mail(**NEXT, References="<m-1@acme.example>"))
    assert (answer.state, answer.is_by_rule) == ("logged", True)
    other = kept(rita, mail(Message_ID="<m-3@acme.example>"))
    assert other.state == ("logged" if always is Always.CONTACT else "waiting")
    take_back_classification(first, by=rita)
    assert StandingRule.objects.count() == 0
    assert tallies.mismatches() == []


def test_it_is_for_this_mail_alone_where_nothing_else_is_said(
    rita: Member, jane: Contact, follow_up: ActivityType
) -> None:
    intended(rita, follow_up)
    kept(rita, mail())
    assert StandingRule.objects.count() == 0
    assert kept(rita, mail(**NEXT, References="<m-1@acme.example>")).state == "waiting"


def test_where_it_is_logged_without_waiting_the_person_is_asked_about_no_more(
    rita: Member, jane: Contact, follow_up: ActivityType
) -> None:
    intent = intended(rita, follow_up, always=Always.CONTACT)
    assert asks_about(rita, JANES, [])
    log_intent(intent, by=rita)
    assert not asks_about(rita, JANES, [])
    rule = StandingRule.objects.get()
    assert (rule.label, rule.address, rule.activity_type, rule.contact) == ("Jane Doe", JANE, follow_up, jane)
    # The mail that is seen afterwards takes the rule over, and is counted once.
    row = kept(rita, mail())
    rule = StandingRule.objects.get()
    assert (rule.made_with_id, rule.made_with_intent_id) == (row.pk, None)
    assert Activity.objects.count() == 1


@pytest.mark.parametrize("undo", [take_back_log, drop_intent])
def test_taking_it_back_takes_the_rule_back(
    undo: Callable[..., None], rita: Member, jane: Contact, follow_up: ActivityType
) -> None:
    intent = intended(rita, follow_up, always=Always.CONTACT)
    log_intent(intent, by=rita)
    undo(intent, by=rita)
    assert StandingRule.objects.count() == 0
    assert asks_about(rita, JANES, [])
    if undo is take_back_log:
        log_intent(intent, by=rita)
        assert StandingRule.objects.count() == 1


def test_a_thread_has_no_name_before_its_mail_is_seen(rita: Member, jane: Contact, follow_up: ActivityType) -> None:
    intent = intended(rita, follow_up, always=Always.THREAD)
    log_intent(intent, by=rita)
    assert StandingRule.objects.count() == 0
    kept(rita, mail())
    assert StandingRule.objects.get().thread is not None


def test_what_is_said_of_the_mail_itself_since_then_makes_no_rule(
    rita: Member, jane: Contact, follow_up: ActivityType, new_business: ActivityType
) -> None:
    row = kept(rita, mail(), is_trusted=False)
    classify(row, by=rita, activity_type=new_business)
    intended(rita, follow_up, always=Always.CONTACT, at=SENT - timedelta(minutes=1))
    kept(rita, mail(), route="gmail")
    assert StandingRule.objects.count() == 0


def test_nobody_makes_rules_for_somebody_else(rita: Member, raj: Member, otto: Member, follow_up: ActivityType) -> None:
    intent = intended(rita, follow_up, always=Always.CONTACT)
    for stranger in (raj, otto):
        with pytest.raises(NotAllowed):
            log_intent(intent, by=stranger)
    rita.archived_at = NOW
    with pytest.raises(NotAllowed), clock.standing_at(NOW):
        intend(by=rita, to=[JANE], activity_type=follow_up, route="x", always=Always.CONTACT)
    assert StandingRule.objects.count() == 0
