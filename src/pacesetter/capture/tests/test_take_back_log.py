"""Taking out what was logged of a mail without waiting for it."""

import pytest

from pacesetter.activities.models import Activity, ActivityType
from pacesetter.capture.access import intents_of
from pacesetter.capture.tests.conftest import mail
from pacesetter.capture.tests.test_intending import intended, kept
from pacesetter.capture.verbs import log_intent, take_back_log
from pacesetter.core.refusal import Refusal
from pacesetter.crm.models import Contact
from pacesetter.kpis import tallies
from pacesetter.people.models import Member


def test_what_is_taken_out_again_waits_for_the_mail_and_is_the_same_activity(
    rita: Member, jane: Contact, follow_up: ActivityType
) -> None:
    intent = intended(rita, follow_up)
    activity = log_intent(intent, by=rita)
    for _again in range(2):
        take_back_log(intent, by=rita)
        activity.refresh_from_db()
        assert activity.deleted_at is not None
        assert [one.is_logged for one in intents_of(rita)] == [False]
    row = kept(rita, mail(), ref=intent.token)
    assert (row.state, row.activity) == ("logged", activity)
    assert Activity.objects.get().deleted_at is None
    assert tallies.mismatches() == []


def test_another_choice_after_that_is_the_only_one(
    rita: Member, jane: Contact, follow_up: ActivityType, new_business: ActivityType
) -> None:
    first = intended(rita, follow_up)
    log_intent(first, by=rita)
    take_back_log(first, by=rita)
    second = intended(rita, new_business, token=first.token)
    assert intents_of(rita).get() == second
    kept(rita, mail(), ref=second.token)
    assert Activity.objects.get(deleted_at__isnull=True).activity_type == new_business


def test_once_the_mail_has_come_it_is_refused(rita: Member, jane: Contact, follow_up: ActivityType) -> None:
    intent = intended(rita, follow_up)
    log_intent(intent, by=rita)
    kept(rita, mail())
    with pytest.raises(Refusal) as settled:
        take_back_log(intent, by=rita)
    assert settled.value.code == "settled"
    assert Activity.objects.get().deleted_at is None
