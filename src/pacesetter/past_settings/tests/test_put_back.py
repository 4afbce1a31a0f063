from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from pacesetter.activities import settings_verbs
from pacesetter.activities.models import ActivityType, Outcome
from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.events.models import Event
from pacesetter.kpis import verbs
from pacesetter.kpis.models import Kpi, KpiActivityType, KpiRole, Target
from pacesetter.past_settings import can_put_back, put_back
from pacesetter.people import verbs as people
from pacesetter.people.models import Member, OrganisationHoliday, SalesRole, Team
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope


def last() -> Event:
    """The newest event."""
    found = Event.objects.order_by("-id").first()
    assert found is not None
    return found


@pytest.fixture
def kpi(ada: Member) -> Kpi:
    return verbs.add_kpi(by=ada, name="Calls")


@pytest.fixture
def role(ada: Member) -> SalesRole:
    return people.add_sales_role(by=ada, name="Hunter")


@pytest.fixture
def kind(ada: Member) -> ActivityType:
    return settings_verbs.add_activity_type(by=ada, name="Call", category="phone_call", points="2")


@pytest.fixture
def held(ada: Member) -> Outcome:
    return settings_verbs.add_outcome(by=ada, name="Held")


def test_edited_fields_get_their_old_values(
    ada: Member, kpi: Kpi, role: SalesRole, kind: ActivityType, held: Outcome
) -> None:
    team = people.add_team(by=ada, name="North")
    changes: list[tuple[Callable[[], Any], Any, dict[str, Any]]] = [
        (lambda: verbs.edit_kpi(kpi, by=ada, name="Talks", measure="minutes"), kpi,
         {"name": "Calls", "measure": "count"}),
        (lambda: people.edit_sales_role(role, by=ada, name="Farmer", position=7), role,
         {"name": "Hunter", "position": 0}),
        (lambda: people.edit_team(team, by=ada, name="South"), team, {"name": "North"}),
        (lambda: settings_verbs.edit_activity_type(kind, by=ada, points="3.5", symbol="star"), kind,
         {"points": Decimal(2), "symbol": ""}),
        (lambda: settings_verbs.edit_outcome(held, by=ada, name="Done"), held, {"name": "Held"}),
    ]  # fmt: skip
    for change, row, wanted in changes:
        change()
        put_back(last(), by=ada)
        row.refresh_from_db()
        assert {name: getattr(row, name) for name in wanted} == wanted
        # It is an event of its own, which can be put back too.
        assert last().actor_id == ada.pk
        assert can_put_back(last())


def test_a_ratio_gets_its_parts_back(ada: Member, kpi: Kpi) -> None:
    held, other = verbs.add_kpi(by=ada, name="Held"), verbs.add_kpi(by=ada, name="Other")
    rate = verbs.add_kpi(by=ada, name="Rate", measure="ratio", numerator=held, denominator=kpi)
    verbs.edit_kpi(rate, by=ada, numerator=other)
    put_back(last(), by=ada)
    verbs.edit_kpi(rate, by=ada, measure="count")
    put_back(last(), by=ada)
    rate.refresh_from_db()
    assert (rate.measure, rate.numerator, rate.denominator) == ("ratio", held, kpi)


def test_what_was_archived_is_restored_and_the_other_way_round(ada: Member, kpi: Kpi, role: SalesRole) -> None:
    def are_archived() -> list[bool]:
        return [row.archived_at is not None for row in (Kpi.objects.get(), SalesRole.objects.get())]

    verbs.archive_kpi(kpi, by=ada)
    put_back(last(), by=ada)
    assert are_archived() == [False, False]
    put_back(last(), by=ada)
    assert are_archived() == [True, False]
    people.archive_sales_role(role, by=ada)
    assert are_archived() == [True, True]
    put_back(last(), by=ada)
    assert are_archived() == [True, False]


def test_an_order_comes_back(ada: Member) -> None:
    rows = [people.add_team(by=ada, name=name) for name in "abc"]
    people.order_teams(rows[::-1], by=ada)
    put_back(last(), by=ada)
    assert [team.name for team in Team.objects.all()] == ["a", "b", "c"]


def test_outcomes_come_back(ada: Member, kpi: Kpi, kind: ActivityType, held: Outcome) -> None:
    settings_verbs.set_allowed_outcomes(kind, [held], by=ada)
    put_back(last(), by=ada)
    assert not kind.outcomes.exists()
    put_back(last(), by=ada)
    assert list(kind.outcomes.all()) == [held]
    verbs.set_counted_outcomes(kpi, [held], by=ada)
    put_back(last(), by=ada)
    assert not kpi.counted_outcomes.exists()


def test_mappings_come_back_with_their_weight(ada: Member, kpi: Kpi, role: SalesRole, kind: ActivityType) -> None:
    verbs.map_role(kpi, role, by=ada, weight=2)
    mapped = last()
    verbs.map_role(kpi, role, by=ada, weight=3)
    put_back(last(), by=ada)
    assert KpiRole.objects.get().weight == 2
    put_back(mapped, by=ada)
    assert not KpiRole.objects.exists()
    put_back(last(), by=ada)
    assert KpiRole.objects.get().weight == 2
    verbs.map_type(kpi, kind, by=ada, weight="0.5")
    verbs.unmap_type(kpi, kind, by=ada)
    put_back(last(), by=ada)
    assert KpiActivityType.objects.get().weight == Decimal("0.5")
    put_back(last(), by=ada)
    assert not KpiActivityType.objects.exists()


def test_targets_come_back_also_where_they_have_begun(ada: Member, kpi: Kpi, role: SalesRole, rita: Member) -> None:
    today = clock.today(ada.zone())
    verbs.set_target(kpi, by=ada, role=role, period_kind="week", quantity=10, effective_from=today)
    first = last()
    verbs.set_target(kpi, by=ada, role=role, period_kind="week", quantity=20, effective_from=today)
    put_back(last(), by=ada)
    assert Target.objects.get().quantity == 10
    put_back(first, by=ada)
    assert not Target.objects.exists()
    past = today - timedelta(days=40)
    verbs.set_target(kpi, by=ada, member=rita, period_kind="day", quantity=None, effective_from=past, past=True)
    verbs.remove_target(Target.objects.get(), by=ada, past=True)
    removed = last()
    assert removed.verb == "target.removed_in_past"
    put_back(removed, by=ada)
    again = Target.objects.get()
    assert (again.member, again.quantity, again.effective_from) == (rita, None, past)


def test_the_organisation_and_its_holidays_come_back(organisation: Organisation, ada: Member) -> None:
    people.edit_organisation(by=ada, name="Acme Ltd", score_cap=Decimal("1.2"), email_domains=["acme.example"])
    put_back(last(), by=ada)
    organisation.refresh_from_db()
    assert (organisation.name, organisation.score_cap, organisation.email_domains) == ("Acme", Decimal("1.5"), [])
    day = date(2090, 5, 1)
    holiday = people.set_holiday(day, by=ada, name="Party", share=Decimal("0.5"))
    put_back(last(), by=ada)
    assert not OrganisationHoliday.objects.exists()
    people.set_holiday(day, by=ada, name="Party", share=Decimal("0.5"))
    holiday = OrganisationHoliday.objects.get()
    people.remove_holiday(holiday, by=ada)
    put_back(last(), by=ada)
    assert OrganisationHoliday.objects.get().share == Decimal("0.5")


def test_there_is_no_way_back_from_what_was_added_or_removed(ada: Member, kpi: Kpi) -> None:
    added = last()
    assert not can_put_back(added)
    with pytest.raises(Refusal, match="cannot be put back"):
        put_back(added, by=ada)
    verbs.remove_kpi(kpi, by=ada)
    assert not can_put_back(last())


def test_what_is_gone_is_not_put_back(ada: Member, kpi: Kpi) -> None:
    verbs.edit_kpi(kpi, by=ada, name="Talks")
    edited = last()
    verbs.remove_kpi(kpi, by=ada)
    with pytest.raises(Refusal, match="no longer there"):
        put_back(edited, by=ada)


def test_what_a_verb_refuses_changes_nothing(ada: Member, kpi: Kpi) -> None:
    verbs.edit_kpi(kpi, by=ada, name="Talks")
    edited = last()
    verbs.add_kpi(by=ada, name="Calls")
    with pytest.raises(Refusal, match="There is one already"):
        put_back(edited, by=ada)
    kpi.refresh_from_db()
    assert kpi.name == "Talks"


def test_only_administrators_of_the_organisation_put_back(ada: Member, rita: Member, otto: Member, kpi: Kpi) -> None:
    verbs.edit_kpi(kpi, by=ada, name="Talks")
    edited = last()
    for member in (rita, otto):
        with pytest.raises(NotAllowed):
            put_back(edited, by=member)
    with scope(otto.organisation_id), pytest.raises(Refusal, match="not known"):
        put_back(edited, by=otto)
    kpi.refresh_from_db()
    assert kpi.name == "Talks"


def test_roles_and_teams_of_a_member_come_back_to_the_day(ada: Member, role: SalesRole, rita: Member) -> None:
    def spans() -> list[tuple[Any, ...]]:
        return [
            *rita.role_assignments.order_by("starts_on").values_list("starts_on", "ends_on"),
            *rita.team_memberships.order_by("starts_on").values_list("starts_on", "ends_on", "is_lead"),
        ]

    team = people.add_team(by=ada, name="Far")
    days = [date(2090, 1, 1) + timedelta(days=30 * n) for n in range(4)]
    for first, last_day in ((days[0], days[1]), (days[2], days[3])):
        people.assign_role(rita, role, by=ada, starts_on=first, ends_on=last_day)
        people.join_team(rita, team, by=ada, starts_on=first, ends_on=last_day)
    before = spans()
    # What lies between makes one time of the two, and its undo two of the one.
    people.assign_role(rita, role, by=ada, starts_on=days[1], ends_on=days[2])
    assert len(spans()) == len(before) - 1
    put_back(last(), by=ada)
    people.join_team(rita, team, by=ada, starts_on=days[1], ends_on=days[2])
    put_back(last(), by=ada)
    assert spans() == before
    for ends_on in (days[0], days[0] + timedelta(days=5)):
        people.end_role(rita.role_assignments.get(starts_on=days[0]), by=ada, ends_on=ends_on)
        put_back(last(), by=ada)
        people.leave_team(rita.team_memberships.get(starts_on=days[0]), by=ada, ends_on=ends_on)
        put_back(last(), by=ada)
        assert spans() == before


def test_working_weeks_and_what_is_kept_about_a_member_come_back(ada: Member, rita: Member) -> None:
    def kept() -> tuple[Any, ...]:
        row = Member.objects.get(pk=rita.pk)
        return row.email, row.joined_on, row.country, row.access_level, row.name

    before, day = kept(), date(2090, 1, 2)
    changes: list[Callable[[], Any]] = [
        lambda: people.edit_member(rita, by=ada, email="r@acme.example", joined_on=day, country="DE"),
        lambda: people.change_access_level(rita, "coordinator", by=ada),
        lambda: people.edit_profile(rita, by=ada, name="Margarita"),
    ]
    for change in changes:
        change()
        assert kept() != before
        put_back(last(), by=ada)
        assert kept() == before
    pattern = people.set_working_pattern(rita, by=ada, effective_from=day, capacities=["0.5"] * 5 + ["0"] * 2)
    made = last()
    people.set_working_pattern(rita, by=ada, effective_from=day, capacities=["1"] * 4 + ["0"] * 3)
    put_back(last(), by=ada)
    pattern.refresh_from_db()
    assert pattern.capacities[:5] == ["1/2"] * 5
    people.remove_working_pattern(pattern, by=ada)
    put_back(last(), by=ada)
    assert rita.working_patterns.get().capacities == pattern.capacities
    put_back(made, by=ada)
    assert not rita.working_patterns.exists()


def test_who_led_a_team_comes_back_to_the_day(ada: Member, rita: Member) -> None:
    def spans() -> list[tuple[Any, ...]]:
        rows = rita.team_memberships.filter(team=team).order_by("starts_on")
        return list(rows.values_list("starts_on", "ends_on", "is_lead"))

    team = people.add_team(by=ada, name="Far")
    days = [date(2090, 1, 1) + timedelta(days=30 * n) for n in range(4)]
    people.join_team(rita, team, by=ada, starts_on=days[0])
    before = spans()
    people.set_lead(rita.team_memberships.get(team=team), True, by=ada, since=days[1])
    people.set_lead(rita.team_memberships.get(starts_on=days[1]), False, by=ada, since=days[2])
    parted = spans()
    # The time between becomes one with the first, or with the last, or all of it one.
    for start, is_lead in ((days[1], False), (days[0], True), (days[2], True)):
        people.set_lead(rita.team_memberships.get(starts_on=start), is_lead, by=ada, since=start)
        assert spans() != parted
        put_back(last(), by=ada)
        assert spans() == parted
    put_back(Event.objects.filter(verb="member.lead_set").order_by("id")[1], by=ada)
    put_back(Event.objects.filter(verb="member.lead_set").order_by("id")[0], by=ada)
    assert spans() == before
