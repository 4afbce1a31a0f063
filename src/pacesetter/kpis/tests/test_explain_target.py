"""How a target comes about: which one counted when, and how many working days it had."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from pacesetter.kpis.book import load_book
from pacesetter.kpis.explain.target import TargetPart, target_parts
from pacesetter.kpis.figures import figures_over
from pacesetter.kpis.models import Kpi, KpiRole, Target
from pacesetter.people.models import Leave, Member, OrganisationHoliday, RoleAssignment, SalesRole, Team
from pacesetter.tenancy.models import Organisation

NOW = datetime(2026, 3, 31, 23, tzinfo=UTC)
FIRST, END = date(2026, 3, 1), date(2026, 4, 1)


def parts_of(organisation: Organisation, member: Member, kpi: Kpi, team: Team | None = None) -> list[TargetPart]:
    """The parts of March, which add up to the figure's target."""
    book, team_id = load_book(organisation), team.pk if team else None
    found = target_parts(book, member.pk, kpi.pk, FIRST, END, team_id)
    figure = figures_over(book, [member.pk], [kpi.pk], FIRST, END, NOW, team_id).get((member.pk, kpi.pk))
    target = figure.target if figure else None
    assert (sum((part.amount for part in found), Fraction(0)) if found else None) == target
    return found


def numbers(*exact: Fraction) -> str:
    return " ".join(map(str, exact))


def test_one_target_is_one_part(organisation: Organisation, rita: Member, calls: Kpi, bdm: SalesRole) -> None:
    [part] = parts_of(organisation, rita, calls)
    assert (part.starts_on, part.ends_on, part.role_id) == (FIRST, END, bdm.pk)
    assert numbers(part.rate, part.days.by_week, part.days.left, part.amount) == "10 22 22 220"


def test_holidays_leave_and_leaving_are_told_apart(organisation: Organisation, rita: Member, calls: Kpi) -> None:
    OrganisationHoliday.objects.create(day=date(2026, 3, 2), name="Founders' day", share=Decimal("0.5"))
    Leave.objects.create(member=rita, starts_on=date(2026, 3, 2), ends_on=date(2026, 3, 4))
    Member.objects.filter(pk=rita.pk).update(left_on=date(2026, 3, 30))
    [part] = parts_of(organisation, rita, calls)
    # Of the day that is half a holiday, leave takes the other half.
    assert numbers(part.days.holidays, part.days.leave, part.days.away) == "1/2 3/2 2"
    assert numbers(part.days.left, part.amount) == "18 180"


def test_an_own_target_goes_before_the_roles_from_its_day_on(
    organisation: Organisation, rita: Member, calls: Kpi, bdm: SalesRole
) -> None:
    Target.objects.create(
        kpi=calls, member=rita, period_kind="week", quantity=Decimal(50), effective_from=date(2026, 3, 16)
    )
    before, own = parts_of(organisation, rita, calls)
    # Both are worth ten a day, and still it is told which one counted.
    assert (before.ends_on, before.role_id, numbers(before.amount)) == (date(2026, 3, 16), bdm.pk, "100")
    assert (own.starts_on, own.role_id, numbers(own.amount)) == (date(2026, 3, 16), None, "120")


def test_the_highest_of_several_roles_counts_while_it_is_held(
    organisation: Organisation, rita: Member, calls: Kpi, bdm: SalesRole
) -> None:
    hunter = SalesRole.objects.create(name="Hunter")
    KpiRole.objects.create(kpi=calls, role=hunter)
    Target.objects.create(kpi=calls, role=hunter, period_kind="day", quantity=Decimal(12), effective_from=FIRST)
    RoleAssignment.objects.create(member=rita, role=hunter, starts_on=date(2026, 3, 9), ends_on=date(2026, 3, 11))
    parts = parts_of(organisation, rita, calls)
    assert [(part.role_id, numbers(part.days.left, part.rate)) for part in parts] == [
        (bdm.pk, "5 10"),
        (hunter.pk, "2 12"),
        (bdm.pk, "15 10"),
    ]


def test_a_target_that_was_beaten_by_a_higher_one_cuts_nothing(
    organisation: Organisation, rita: Member, calls: Kpi, bdm: SalesRole
) -> None:
    Target.objects.create(
        kpi=calls, role=bdm, period_kind="month", quantity=Decimal(22), effective_from=date(2026, 3, 16)
    )
    assert len(parts_of(organisation, rita, calls)) == 1


@pytest.mark.parametrize("loses", ["role", "target"])
def test_without_a_role_or_a_target_there_is_nothing_to_explain(
    loses: str, organisation: Organisation, rita: Member, calls: Kpi
) -> None:
    (RoleAssignment if loses == "role" else Target).objects.all().delete()
    assert parts_of(organisation, rita, calls) == []


def test_with_a_team_the_days_in_it_are_expected_alone(
    organisation: Organisation, rita: Member, raj: Member, calls: Kpi
) -> None:
    north, south = Team.objects.get(name="North"), Team.objects.get(name="South")
    rita.team_memberships.update(starts_on=date(2026, 3, 16), ends_on=date(2026, 3, 24))
    [part] = parts_of(organisation, rita, calls, north)
    assert (part.starts_on, part.ends_on) == (date(2026, 3, 16), date(2026, 3, 24))
    assert numbers(part.days.left, part.amount) == "6 60"
    assert parts_of(organisation, rita, calls, south) == []
