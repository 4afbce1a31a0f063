from datetime import UTC, date, datetime

import pytest

from pacesetter.activities import settings_verbs, verbs
from pacesetter.activities.models import ActivityType, Outcome
from pacesetter.core.periods import Calendar, PeriodKind, period_holding
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.events.models import Event
from pacesetter.kpis import closing
from pacesetter.kpis import verbs as kpi_verbs
from pacesetter.kpis.models import Restatement
from pacesetter.people.models import Member, SalesRole
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope


def allowed(activity_type: ActivityType) -> list[str]:
    return [row.outcome.name for row in activity_type.allowed_outcomes.select_related("outcome")]


def test_a_type_is_added_with_its_outcomes(
    organisation: Organisation, ada: Member, connected: Outcome, voicemail: Outcome
) -> None:
    made = settings_verbs.add_activity_type(
        by=ada, name="Cold call", category="phone_call", default_minutes=5, points="0.5", needs_outcome=True,
        outcomes=[voicemail, connected],
    )  # fmt: skip
    assert (made.name, made.category, made.default_minutes, str(made.points)) == ("Cold call", "phone_call", 5, "0.50")
    assert allowed(made) == ["Voicemail", "Connected"]
    event = Event.objects.get(verb="activity_type.added")
    assert (event.actor_id, event.data["after"]["points"]) == (ada.pk, "0.50")
    version = organisation.settings_version
    organisation.refresh_from_db()
    assert organisation.settings_version > version


@pytest.mark.parametrize(
    ("fields", "field", "code"),
    [
        ({"name": "discovery CALL"}, "name", "taken"),
        ({"category": "carrier_pigeon"}, "category", "unknown"),
        ({"default_minutes": -1}, "default_minutes", "out_of_range"),
        ({"default_minutes": 1441}, "default_minutes", "out_of_range"),
        ({"points": "-1"}, "points", "out_of_range"),
        ({"points": "0.001"}, "points", "too_precise"),
        ({"needs_outcome": True}, "needs_outcome", "no_outcomes"),
    ],
)
def test_what_cannot_be_is_refused(
    ada: Member, call: ActivityType, fields: dict[str, object], field: str, code: str
) -> None:
    given: dict[str, object] = {"name": "Cold call", "category": "phone_call"} | fields
    with pytest.raises(Refusal) as refusal:
        settings_verbs.add_activity_type(by=ada, **given)  # type: ignore[arg-type]
    assert (refusal.value.field, refusal.value.code) == (field, code)
    demo = settings_verbs.add_activity_type(by=ada, name="Demo", category="meeting")
    with pytest.raises(Refusal) as refusal:
        settings_verbs.edit_activity_type(demo, by=ada, **fields)  # type: ignore[arg-type]
    assert (refusal.value.field, refusal.value.code) == (field, code)
    assert list(ActivityType.objects.values_list("name", flat=True)) == ["Discovery call", "Demo"]


def test_new_points_restate_closed_figures_and_a_new_name_does_not(
    ada: Member, rita: Member, bdm: SalesRole, call: ActivityType
) -> None:
    points = kpi_verbs.add_kpi(by=ada, name="Points", measure="points")
    kpi_verbs.map_type(points, call, by=ada)
    kpi_verbs.map_role(points, bdm, by=ada)
    verbs.log(by=rita, activity_type=call, owner=rita, at=datetime(2026, 2, 10, tzinfo=UTC))
    closing.close(period_holding(PeriodKind.MONTH, date(2026, 2, 1), Calendar()), by=ada)
    settings_verbs.edit_activity_type(call, by=ada, name="Call", default_minutes=20)
    assert not Restatement.objects.exists()
    settings_verbs.edit_activity_type(call, by=ada, points="7.25", reason="worth more")
    restated = Restatement.objects.get()
    assert (restated.old_actual, restated.new_actual, restated.reason) == ("2", "29/4", "worth more")
    last = Event.objects.filter(verb="activity_type.edited").first()
    assert last is not None
    assert last.data == {"before": {"points": "2.00"}, "after": {"points": "7.25"}, "reason": "worth more"}


def test_a_category_stays_while_activities_of_the_type_are_planned(
    ada: Member, rita: Member, call: ActivityType
) -> None:
    activity = verbs.plan(by=rita, activity_type=call, owner=rita)
    with pytest.raises(Refusal, match="still planned"):
        settings_verbs.edit_activity_type(call, by=ada, category="meeting")
    verbs.complete(activity, by=rita)
    assert settings_verbs.edit_activity_type(call, by=ada, category="meeting").category == "meeting"


def test_an_archived_type_is_offered_no_more_until_it_is_restored(
    ada: Member, rita: Member, call: ActivityType
) -> None:
    archived = settings_verbs.archive_activity_type(call, by=ada)
    with pytest.raises(Refusal, match="archived"):
        verbs.log(by=rita, activity_type=archived, owner=rita)
    with pytest.raises(Refusal, match="archived already"):
        settings_verbs.archive_activity_type(call, by=ada)
    restored = settings_verbs.restore_activity_type(call, by=ada)
    verbs.log(by=rita, activity_type=restored, owner=rita)
    with pytest.raises(Refusal, match="not archived"):
        settings_verbs.restore_activity_type(call, by=ada)


def test_a_type_that_anything_refers_to_is_not_removed(
    ada: Member, rita: Member, call: ActivityType, meeting: ActivityType
) -> None:
    verbs.delete(verbs.log(by=rita, activity_type=call, owner=rita), by=rita)
    with pytest.raises(Refusal, match="Archive it instead"):
        settings_verbs.remove_activity_type(call, by=ada)
    demos = kpi_verbs.add_kpi(by=ada, name="Demos")
    kpi_verbs.map_type(demos, meeting, by=ada)
    with pytest.raises(Refusal, match="Archive it instead"):
        settings_verbs.remove_activity_type(meeting, by=ada)
    kpi_verbs.unmap_type(demos, meeting, by=ada)
    settings_verbs.remove_activity_type(meeting, by=ada)
    assert list(ActivityType.objects.all()) == [call]
    assert Event.objects.get(verb="activity_type.removed").data["before"]["name"] == "Demo"


def test_only_administrators_of_the_organisation_change_types(
    ada: Member, rita: Member, mona: Member, otto: Member, call: ActivityType, connected: Outcome
) -> None:
    for member in (rita, mona, otto):
        with pytest.raises(NotAllowed):
            settings_verbs.add_activity_type(by=member, name="Cold call", category="phone_call")
        with pytest.raises(NotAllowed):
            settings_verbs.edit_activity_type(call, by=member, points=100)
        with pytest.raises(NotAllowed):
            settings_verbs.set_allowed_outcomes(call, [], by=member)
        for verb in (
            settings_verbs.archive_activity_type,
            settings_verbs.restore_activity_type,
            settings_verbs.remove_activity_type,
        ):
            with pytest.raises(NotAllowed):
                verb(call, by=member)
    with scope(otto.organisation_id), pytest.raises(Refusal, match="not known"):
        settings_verbs.edit_activity_type(call, by=otto, points=100)
    assert ActivityType.objects.get(pk=call.pk).points == 2
