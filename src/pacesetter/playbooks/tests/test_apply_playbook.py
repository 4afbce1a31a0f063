from datetime import date

import pytest
from django.utils import translation

from pacesetter.activities.models import ActivityType, NextStep, Outcome
from pacesetter.activities.settings_verbs import add_activity_type, archive_activity_type
from pacesetter.activities.verbs import complete, plan, take_next_step
from pacesetter.activities.verbs.next_step import step_for
from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.events.models import Event
from pacesetter.kpis import verbs
from pacesetter.kpis.models import Kpi, KpiRole, Target
from pacesetter.people.models import Member, SalesRole
from pacesetter.people.verbs import add_sales_role
from pacesetter.playbooks import EXAMPLE, Playbook, Presence, apply_playbook, contents, playbook_of, playbooks
from pacesetter.playbooks.offered.new_business import NEW_BUSINESS
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope


@pytest.mark.parametrize("playbook", playbooks(), ids=lambda playbook: playbook.key)
def test_each_playbook_makes_what_it_shows_and_a_second_time_nothing(playbook: Playbook, ada: Member) -> None:
    shown = contents(playbook)
    assert shown.changes_nothing == (playbook.key == "empty")
    apply_playbook(playbook, by=ada)
    assert {kpi.name for kpi in Kpi.objects.all()} == {entry.name for entry in shown.kpis}
    assert {role.name for role in SalesRole.objects.all()} == {entry.name for entry in shown.roles}
    assert {kind.name for kind in ActivityType.objects.all()} == {entry.name for entry in shown.types}
    assert {outcome.name for outcome in Outcome.objects.all()} == {entry.name for entry in shown.outcomes}
    assert KpiRole.objects.count() == len(shown.role_links)
    assert Target.objects.count() == sum(link.has_target for link in shown.role_links)
    # Whatever is expected counts something: nobody starts with a KPI that stays at nothing.
    assert all(kpi.measure == "ratio" or kpi.type_mappings.exists() for kpi in Kpi.objects.all())
    events = Event.objects.count()
    assert apply_playbook(playbook, by=ada).changes_nothing
    assert Event.objects.count() == events


def test_a_call_that_reached_nobody_suggests_another_try(ada: Member, rita: Member) -> None:
    apply_playbook(NEW_BUSINESS, by=ada)
    call = ActivityType.objects.get(name="Prospecting call")
    ends = {outcome.name: outcome for outcome in Outcome.objects.all()}
    to_do = plan(by=rita, activity_type=call, owner=rita)
    complete(to_do, by=rita, outcome=ends["No answer"])
    again = take_next_step(to_do, by=rita)
    assert (again.activity_type, again.owner, again.status) == (call, rita, "planned")
    reached = plan(by=rita, activity_type=call, owner=rita)
    complete(reached, by=rita, outcome=ends["Connected"])
    assert step_for(reached) is None


def test_rules_of_a_type_that_was_there_are_left_alone(ada: Member) -> None:
    add_activity_type(by=ada, name="Prospecting call", category="phone_call")
    apply_playbook(NEW_BUSINESS, by=ada)
    assert not NextStep.objects.filter(after_type__name="Prospecting call").exists()


def test_names_are_those_of_the_language_of_whoever_applies_it(ada: Member) -> None:
    with translation.override("en"):
        apply_playbook(EXAMPLE, by=ada)
    assert [role.name for role in SalesRole.objects.all()] == ["Business Development Manager"]


def test_it_is_the_same_playbook_in_whatever_language_somebody_looks_at_it(ada: Member) -> None:
    chosen = playbook_of("new_business")
    assert chosen is not None
    with translation.override("de"):
        apply_playbook(chosen, by=ada)
    before = Kpi.objects.count(), ActivityType.objects.count(), SalesRole.objects.count()
    assert contents(chosen).changes_nothing
    apply_playbook(chosen, by=ada)
    assert (Kpi.objects.count(), ActivityType.objects.count(), SalesRole.objects.count()) == before


def test_targets_count_from_today_in_the_organisation_unless_a_day_is_given(ada: Member) -> None:
    apply_playbook(EXAMPLE, by=ada)
    today = clock.today(ada.zone())
    assert set(Target.objects.values_list("effective_from", flat=True)) == {today}
    reasons = {event.data["reason"] for event in Event.objects.filter(verb="kpi.added")}
    assert reasons == {"Playbook: Example role mapping"}


def test_a_later_first_day_of_targets(ada: Member) -> None:
    apply_playbook(EXAMPLE, by=ada, starts_on=date(2090, 1, 1))
    assert set(Target.objects.values_list("effective_from", flat=True)) == {date(2090, 1, 1)}


def test_what_is_there_stays_as_it_is(ada: Member) -> None:
    mine = add_activity_type(by=ada, name="Cold call", category="phone_call")
    calls = verbs.add_kpi(by=ada, name="CALLS", measure="minutes")
    verbs.map_type(calls, mine, by=ada)
    role = add_sales_role(by=ada, name="business development manager")
    verbs.map_role(calls, role, by=ada, weight="7")
    found = {entry.name: entry for entry in contents(EXAMPLE).entries}
    assert found["Calls"].presence == Presence.PRESENT
    apply_playbook(EXAMPLE, by=ada)
    assert list(calls.type_mappings.values_list("activity_type__name", flat=True)) == ["Cold call"]
    assert [str(one.weight) for one in calls.role_mappings.all()] == ["7.000"]
    # 50 calls are not 50 minutes.
    assert not calls.targets.exists()
    assert SalesRole.objects.count() == 1
    assert role.kpi_mappings.count() == len(EXAMPLE.roles[0].expects)


def test_a_kpi_that_counts_nothing_yet_is_given_its_activities(ada: Member) -> None:
    calls = verbs.add_kpi(by=ada, name="Calls")
    apply_playbook(EXAMPLE, by=ada)
    assert list(calls.type_mappings.values_list("activity_type__name", flat=True)) == ["Prospecting call"]
    assert contents(EXAMPLE).changes_nothing


def test_targets_that_are_there_stay(ada: Member) -> None:
    calls, role = verbs.add_kpi(by=ada, name="Calls"), add_sales_role(by=ada, name="Business Development Manager")
    verbs.set_target(
        calls, by=ada, role=role, period_kind="day", quantity="3", effective_from=clock.today(ada.zone())
    )  # fmt: skip
    apply_playbook(EXAMPLE, by=ada)
    assert [str(target.quantity) for target in calls.targets.all()] == ["3.000"]


def test_archived_things_are_restored(ada: Member) -> None:
    kind = add_activity_type(by=ada, name="Prospecting call", category="phone_call")
    archive_activity_type(kind, by=ada)
    shown = contents(EXAMPLE)
    assert {entry.presence for entry in shown.types if entry.name == "Prospecting call"} == {Presence.ARCHIVED}
    assert not shown.changes_nothing
    apply_playbook(EXAMPLE, by=ada)
    assert ActivityType.objects.get(pk=kind.pk).archived_at is None


def test_types_of_a_category_that_cannot_be_used_are_left_out(ada: Member) -> None:
    services = playbook_of("professional_services")
    assert services is not None
    assert "workflowmax_job" in {kind.category for kind in services.types}
    apply_playbook(services, by=ada)
    assert not ActivityType.objects.filter(category="workflowmax_job").exists()


def test_it_is_all_or_nothing(ada: Member) -> None:
    sums = [verbs.add_kpi(by=ada, name=name) for name in ("A", "B")]
    verbs.add_kpi(by=ada, name="Calls", measure="ratio", numerator=sums[0], denominator=sums[1])
    # "Connect rate" is made of "Calls", which is a ratio here.
    with pytest.raises(Refusal, match="not of ratios"):
        apply_playbook(NEW_BUSINESS, by=ada)
    assert not SalesRole.objects.exists()
    assert not ActivityType.objects.exists()
    assert Kpi.objects.count() == 3


def test_another_organisation_is_neither_seen_nor_touched(
    organisation: Organisation, ada: Member, otto: Member
) -> None:
    with scope(otto.organisation_id):
        apply_playbook(EXAMPLE, by=otto)
    assert all(entry.is_new for entry in contents(EXAMPLE).entries)
    assert not Kpi.objects.exists()


def test_only_administrators_apply_a_playbook(rita: Member, mona: Member, otto: Member) -> None:
    for member in (rita, mona, otto):
        with pytest.raises(NotAllowed):
            apply_playbook(EXAMPLE, by=member)
    assert not Kpi.objects.exists()


def test_an_unknown_key_is_no_playbook() -> None:
    assert playbook_of("nothing_of_the_kind") is None
