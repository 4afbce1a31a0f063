"""Rules about what follows from a completed activity: who sets them, and what they refuse."""

from typing import Any

import pytest

from pacesetter.activities import settings_verbs
from pacesetter.activities.models import ActivityType, NextStep, Outcome
from pacesetter.activities.tests.test_next_step import values
from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.events.models import Event
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope


@pytest.fixture
def step(ada: Member, call: ActivityType, voicemail: Outcome) -> NextStep:
    return settings_verbs.add_next_step(by=ada, after_type=call, **values(call, outcomes=[voicemail]))


def has_some(activity_type: ActivityType) -> bool:
    activity_type.refresh_from_db()
    return activity_type.has_next_steps


def test_one_is_added_edited_archived_and_restored(
    ada: Member, call: ActivityType, step: NextStep, connected: Outcome, organisation: Organisation
) -> None:
    version = organisation.settings_version
    assert has_some(call)
    edited = settings_verbs.edit_next_step(step, by=ada, **values(call, outcomes=[connected], delay=5))
    assert (edited.delay, [link.outcome for link in edited.outcome_links.all()]) == (5, [connected])
    event = Event.objects.get(verb="next_step.edited")
    assert (event.data["before"]["delay"], event.data["after"]["delay"]) == (2, 5)
    settings_verbs.edit_next_step(step, by=ada, **values(call, outcomes=[connected], delay=5))
    assert Event.objects.filter(verb="next_step.edited").count() == 1
    settings_verbs.archive_next_step(step, by=ada)
    assert not has_some(call)
    for do in (settings_verbs.archive_next_step, settings_verbs.edit_next_step):
        with pytest.raises(Refusal, match="archived already"):
            do(step, by=ada, **(values(call) if do is settings_verbs.edit_next_step else {}))
    settings_verbs.restore_next_step(step, by=ada)
    assert has_some(call)
    with pytest.raises(Refusal, match="not archived"):
        settings_verbs.restore_next_step(step, by=ada)
    organisation.refresh_from_db()
    assert organisation.settings_version > version


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("delay", 366),
        ("delay", -1),
        ("at_most", 0),
        ("at_most", 51),
        ("unit", "weeks"),
        ("counted_from", "birth"),
        ("owner_rule", "anybody"),
        ("mode", "perhaps"),
    ],
)
def test_what_cannot_be_is_refused(ada: Member, call: ActivityType, field: str, wrong: object) -> None:
    with pytest.raises(Refusal) as refusal:
        settings_verbs.add_next_step(by=ada, after_type=call, **values(call, **{field: wrong}))
    assert refusal.value.field == field
    assert not NextStep.objects.exists()


def test_a_member_must_be_named_and_be_here(ada: Member, raj: Member, otto: Member, call: ActivityType) -> None:
    def add(member: Member | None) -> Any:
        return settings_verbs.add_next_step(by=ada, after_type=call, **values(call, owner_rule="member", member=member))

    with pytest.raises(Refusal, match="Choose for whom"):
        add(None)
    with pytest.raises(Refusal, match="not known here"):
        add(otto)
    raj.archived_at = clock.now()
    raj.save()
    with pytest.raises(Refusal, match="Raj is archived"):
        add(raj)


def test_types_and_outcomes_must_fit(
    ada: Member, call: ActivityType, meeting: ActivityType, connected: Outcome
) -> None:
    with pytest.raises(Refusal, match="not an outcome of"):
        settings_verbs.add_next_step(by=ada, after_type=meeting, **values(call, outcomes=[connected]))
    meeting.archived_at = clock.now()
    meeting.save()
    with pytest.raises(Refusal, match="archived"):
        settings_verbs.add_next_step(by=ada, after_type=call, **values(meeting))


def test_an_outcome_has_one_next_step(
    ada: Member, call: ActivityType, connected: Outcome, voicemail: Outcome, step: NextStep
) -> None:
    with pytest.raises(Refusal, match="after “Voicemail” is there already"):
        settings_verbs.add_next_step(by=ada, after_type=call, **values(call, outcomes=[connected, voicemail]))
    settings_verbs.add_next_step(by=ada, after_type=call, **values(call))
    with pytest.raises(Refusal, match="every other outcome"):
        settings_verbs.add_next_step(by=ada, after_type=call, **values(call))
    settings_verbs.archive_next_step(step, by=ada)
    settings_verbs.add_next_step(by=ada, after_type=call, **values(call, outcomes=[voicemail]))
    with pytest.raises(Refusal, match="is there already"):
        settings_verbs.restore_next_step(step, by=ada)


def test_only_administrators_may(rita: Member, mona: Member, otto: Member, call: ActivityType, step: NextStep) -> None:
    for by in (rita, mona, otto):
        with pytest.raises(NotAllowed):
            settings_verbs.add_next_step(by=by, after_type=call, **values(call))
        with pytest.raises(NotAllowed):
            settings_verbs.edit_next_step(step, by=by, **values(call))
        with pytest.raises(NotAllowed):
            settings_verbs.archive_next_step(step, by=by)
        with pytest.raises(NotAllowed):
            settings_verbs.restore_next_step(step, by=by)


def test_another_organisations_rule_is_unknown(otto: Member, step: NextStep, call: ActivityType) -> None:
    with scope(otto.organisation):
        with pytest.raises(Refusal, match="not known here"):
            settings_verbs.archive_next_step(step, by=otto)
        with pytest.raises(Refusal, match="not known here"):
            settings_verbs.add_next_step(by=otto, after_type=call, **values(call))
