"""A generated world written into the database."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import count

from pacesetter.activities.models import ActivityType, ActivityTypeOutcome, NextStep, NextStepOutcome, Outcome
from pacesetter.crm.models import Company
from pacesetter.kpis.models import Kpi, KpiActivityType, KpiOutcome, KpiRole, Target
from pacesetter.kpis.tests.oracle.world import Week, World
from pacesetter.people.models import (
    AccessLevel,
    Leave,
    Member,
    OrganisationHoliday,
    RoleAssignment,
    SalesRole,
    Team,
    TeamMembership,
    WorkingPattern,
)
from pacesetter.tenancy.models import Organisation


@dataclass(frozen=True)
class Settled:
    """The rows of a world, by their places in its lists."""

    world: World
    organisation: Organisation
    people: list[Member]
    roles: list[SalesRole]
    teams: list[Team]
    outcomes: list[Outcome]
    companies: list[Company]
    sorts: list[ActivityType]
    kpis: list[Kpi]
    administrator: Member
    _deeds: Iterator[int] = field(default_factory=lambda: count(1))

    def seconds(self) -> int:
        """So many after the moment at which it was settled: another for each deed."""
        return next(self._deeds)


def settle_in(world: World, organisation: Organisation) -> Settled:
    """Make the organisation in scope this world."""
    organisation.time_zone, organisation.currency = world.zone, world.currency
    organisation.first_weekday, organisation.fiscal_month = world.first_weekday, world.fiscal_month
    organisation.country, organisation.region = world.country, world.region
    organisation.pace_on_track, organisation.pace_behind = text(world.on_track), text(world.behind)
    organisation.score_cap = text(world.score_cap)
    organisation.save()
    WorkingPattern.objects.all().delete()
    settled = Settled(
        world,
        organisation,
        people=[
            Member.objects.create(
                name=f"P{n}",
                email=f"p{n}@x.example",
                time_zone=who.zone,
                country=who.country,
                region=who.region,
                joined_on=who.joined_on,
                left_on=who.left_on,
            )
            for n, who in enumerate(world.people)
        ],
        roles=[SalesRole.objects.create(name=f"R{n}") for n in range(world.roles)],
        teams=[Team.objects.create(name=f"T{n}") for n in range(world.teams)],
        outcomes=[Outcome.objects.create(name=f"O{n}") for n in range(world.outcomes)],
        companies=[Company.objects.create(name=f"C{n}", name_key=f"c{n}") for n in range(world.companies)],
        sorts=[
            ActivityType.objects.create(
                name=f"S{n}",
                category="other",
                default_minutes=sort.default_minutes,
                points=text(sort.points),
                has_next_steps=any(rule.after == n for rule in world.rules),
            )
            for n, sort in enumerate(world.sorts)
        ],
        kpis=[],
        administrator=Member.objects.create(name="A", email="a@x.example", access_level=AccessLevel.ADMINISTRATOR),
    )
    _work(settled)
    _kpis(settled)
    ActivityTypeOutcome.objects.bulk_create(
        ActivityTypeOutcome(activity_type=settled.sorts[n], outcome=settled.outcomes[outcome])
        for n, sort in enumerate(world.sorts)
        for outcome in sort.outcomes
    )
    for rule in world.rules:
        step = NextStep.objects.create(
            after_type=settled.sorts[rule.after],
            next_type=settled.sorts[rule.then],
            delay=2,
            unit="days",
            counted_from="completed",
            owner_rule="same",
            mode=rule.mode,
            at_most=rule.at_most,
        )
        NextStepOutcome.objects.bulk_create(
            NextStepOutcome(step=step, outcome=settled.outcomes[outcome]) for outcome in rule.outcomes
        )
    return settled


def text(number: Fraction) -> str:
    """The number as a decimal of three places, which it must have at most."""
    thousandths = number * 1000
    assert thousandths.denominator == 1 and number >= 0
    return f"{thousandths.numerator // 1000}.{thousandths.numerator % 1000:03d}"


def _work(settled: Settled) -> None:
    world = settled.world
    WorkingPattern.objects.bulk_create(_pattern(week, None) for week in world.weeks)
    OrganisationHoliday.objects.bulk_create(
        OrganisationHoliday(day=day, name="Holiday", share=text(share)) for day, share in world.holidays.items()
    )
    for member, who in zip(settled.people, world.people, strict=True):
        WorkingPattern.objects.bulk_create(_pattern(week, member) for week in who.weeks)
        Leave.objects.bulk_create(
            Leave(member=member, starts_on=first, ends_on=until, share=text(share)) for first, until, share in who.leave
        )
        RoleAssignment.objects.bulk_create(
            RoleAssignment(member=member, role=settled.roles[role], starts_on=first, ends_on=until)
            for role, (first, until) in who.roles
        )
        TeamMembership.objects.bulk_create(
            TeamMembership(member=member, team=settled.teams[team], starts_on=first, ends_on=until)
            for team, (first, until) in who.teams
        )


def _pattern(week: Week, member: Member | None) -> WorkingPattern:
    return WorkingPattern(
        member=member,
        effective_from=week.effective_from,
        capacities=[str(share) for share in week.shares],
        day_starts_at=week.begins,
        day_ends_at=week.ends,
    )


def _kpis(settled: Settled) -> None:
    for n, measured in enumerate(settled.world.kpis):
        parts = [settled.kpis[place] for place in measured.ratio] if measured.ratio else [None, None]
        kpi = Kpi.objects.create(
            name=f"K{n}",
            position=n,
            measure=measured.measure,
            moment=measured.moment,
            credit=measured.credit,
            direction=measured.direction,
            numerator=parts[0],
            denominator=parts[1],
        )
        settled.kpis.append(kpi)
        KpiActivityType.objects.bulk_create(
            KpiActivityType(kpi=kpi, activity_type=settled.sorts[sort], weight=text(weight))
            for sort, weight in measured.weights.items()
        )
        KpiOutcome.objects.bulk_create(
            KpiOutcome(kpi=kpi, outcome=settled.outcomes[outcome]) for outcome in measured.outcomes
        )
        KpiRole.objects.bulk_create(
            KpiRole(kpi=kpi, role=settled.roles[role], weight=text(measured.score_weights[role]))
            for role in measured.roles
        )
        Target.objects.bulk_create(
            Target(
                kpi=kpi,
                role=None if goal.role is None else settled.roles[goal.role],
                member=None if goal.person is None else settled.people[goal.person],
                period_kind=goal.kind,
                quantity=None if goal.quantity is None else text(goal.quantity),
                effective_from=goal.effective_from,
            )
            for goal in measured.goals
        )
