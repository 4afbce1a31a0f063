import pytest

from pacesetter.activities import settings_verbs, verbs
from pacesetter.activities.models import ActivityType, Outcome
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.events.models import Event
from pacesetter.kpis import verbs as kpi_verbs
from pacesetter.people.models import Member
from pacesetter.tenancy.scope import scope


def allowed(activity_type: ActivityType) -> list[str]:
    return [row.outcome.name for row in activity_type.allowed_outcomes.select_related("outcome")]


def test_an_outcome_is_added_and_renamed(ada: Member, connected: Outcome) -> None:
    held = settings_verbs.add_outcome(by=ada, name="Held ")
    assert (held.name, held.position) == ("Held", 1)
    with pytest.raises(Refusal, match="There is one already"):
        settings_verbs.edit_outcome(held, by=ada, name="CONNECTED")
    assert settings_verbs.edit_outcome(held, by=ada, name="Took place", position=5).position == 5
    event = Event.objects.get(verb="outcome.edited")
    assert event.data["before"] == {"name": "Held", "position": 1}


def test_what_an_outcome_means_is_what_its_name_says_unless_somebody_says(ada: Member) -> None:
    held = settings_verbs.add_outcome(by=ada, name="Held")
    green = settings_verbs.add_outcome(by=ada, name="Green")
    quiet = settings_verbs.add_outcome(by=ada, name="No-show", meaning="")
    assert [one.meaning for one in (held, green, quiet)] == ["held", "", ""]
    settings_verbs.edit_outcome(green, by=ada, meaning="held")
    assert settings_verbs.edit_outcome(held, by=ada, name="Sat").meaning == "held"
    changes = {event.data["after"].get("meaning") for event in Event.objects.filter(verb="outcome.edited")}
    assert changes == {"held", None}
    with pytest.raises(Refusal, match="no such meaning"):
        settings_verbs.edit_outcome(green, by=ada, meaning="perhaps")
    green.refresh_from_db()
    assert green.meaning == "held"


def test_the_outcomes_of_a_type_are_set_in_order(
    ada: Member, rita: Member, call: ActivityType, connected: Outcome, voicemail: Outcome
) -> None:
    activity = verbs.log(by=rita, activity_type=call, owner=rita, outcome=connected)
    engaged = settings_verbs.add_outcome(by=ada, name="Engaged")
    settings_verbs.set_allowed_outcomes(call, [engaged, voicemail, engaged], by=ada)
    assert allowed(call) == ["Engaged", "Voicemail"]
    activity.refresh_from_db()
    assert activity.outcome == connected
    settings_verbs.set_allowed_outcomes(call, [engaged, voicemail], by=ada)
    assert Event.objects.filter(verb="activity_type.outcomes_set").count() == 1


def test_a_type_that_demands_an_outcome_keeps_one(ada: Member, call: ActivityType) -> None:
    settings_verbs.edit_activity_type(call, by=ada, needs_outcome=True)
    with pytest.raises(Refusal) as refusal:
        settings_verbs.set_allowed_outcomes(call, [], by=ada)
    assert refusal.value.field == "needs_outcome"
    assert allowed(call) == ["Connected", "Voicemail"]


def test_an_archived_outcome_stays_where_it_is_and_comes_nowhere_else(
    ada: Member, call: ActivityType, meeting: ActivityType, connected: Outcome, voicemail: Outcome
) -> None:
    settings_verbs.archive_outcome(voicemail, by=ada)
    voicemail.refresh_from_db()
    with pytest.raises(Refusal, match="archived already"):
        settings_verbs.archive_outcome(voicemail, by=ada)
    with pytest.raises(Refusal, match="“Voicemail” is archived"):
        settings_verbs.set_allowed_outcomes(meeting, [voicemail], by=ada)
    settings_verbs.set_allowed_outcomes(call, [voicemail, connected], by=ada)
    assert allowed(call) == ["Voicemail", "Connected"]
    settings_verbs.restore_outcome(voicemail, by=ada)
    with pytest.raises(Refusal, match="not archived"):
        settings_verbs.restore_outcome(voicemail, by=ada)


def test_an_outcome_in_use_is_not_removed(
    ada: Member, rita: Member, call: ActivityType, connected: Outcome, voicemail: Outcome
) -> None:
    verbs.log(by=rita, activity_type=call, owner=rita, outcome=connected)
    with pytest.raises(Refusal, match="Archive it instead"):
        settings_verbs.remove_outcome(connected, by=ada)
    calls = kpi_verbs.add_kpi(by=ada, name="Calls")
    kpi_verbs.set_counted_outcomes(calls, [voicemail], by=ada)
    with pytest.raises(Refusal, match="Archive it instead"):
        settings_verbs.remove_outcome(voicemail, by=ada)
    kpi_verbs.set_counted_outcomes(calls, [], by=ada)
    settings_verbs.remove_outcome(voicemail, by=ada)
    assert allowed(call) == ["Connected"]


def test_the_last_outcome_of_a_type_that_demands_one_is_not_removed(
    ada: Member, call: ActivityType, connected: Outcome, voicemail: Outcome
) -> None:
    settings_verbs.edit_activity_type(call, by=ada, needs_outcome=True)
    settings_verbs.remove_outcome(voicemail, by=ada)
    with pytest.raises(Refusal, match="Archive it instead"):
        settings_verbs.remove_outcome(connected, by=ada)


def test_only_administrators_of_the_organisation_change_outcomes(
    rita: Member, otto: Member, connected: Outcome
) -> None:
    for member in (rita, otto):
        with pytest.raises(NotAllowed):
            settings_verbs.add_outcome(by=member, name="Held")
        with pytest.raises(NotAllowed):
            settings_verbs.edit_outcome(connected, by=member, name="Mine")
        for verb in (settings_verbs.archive_outcome, settings_verbs.restore_outcome, settings_verbs.remove_outcome):
            with pytest.raises(NotAllowed):
                verb(connected, by=member)
    with scope(otto.organisation_id), pytest.raises(Refusal, match="not known"):
        settings_verbs.archive_outcome(connected, by=otto)
    connected.refresh_from_db()
    assert (connected.name, connected.archived_at) == ("Connected", None)
