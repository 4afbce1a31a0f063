"""Read the book from the database."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from zoneinfo import ZoneInfo

from pacesetter.activities.models import ActivityType
from pacesetter.core.periods import Calendar, PeriodKind
from pacesetter.kpis.book.book import Book, KpiRule, MemberRule, OpenSpan
from pacesetter.kpis.book.closings import load_closings
from pacesetter.kpis.book.working import WorkingTimes
from pacesetter.kpis.formulas import Direction, Series, TargetRow, Thresholds
from pacesetter.kpis.models import Kpi, KpiActivityType, KpiOutcome, KpiRole, Target
from pacesetter.people.models import Member, RoleAssignment, TeamMembership
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope


def load_book(organisation: Organisation) -> Book:
    """The book as the database has it now, in a number of queries that does not grow with the organisation."""
    thresholds = Thresholds(Fraction(organisation.pace_on_track), Fraction(organisation.pace_behind))
    with scope(organisation):
        return Book(
            organisation_id=organisation.pk,
            version=organisation.settings_version,
            calendar=Calendar(organisation.first_weekday, organisation.fiscal_month),
            currency=organisation.currency,
            thresholds=thresholds,
            score_cap=Fraction(organisation.score_cap),
            kpis=_kpis(),
            members=_members(organisation),
            type_points_centi={
                pk: int(points * 100) for pk, points in ActivityType.objects.values_list("pk", "points")
            },
            role_targets=_series(Target.objects.filter(role__isnull=False), "role_id"),
            member_targets=_series(Target.objects.filter(member__isnull=False), "member_id"),
            working=WorkingTimes(organisation.pk),
            closings=load_closings(thresholds, Fraction(organisation.score_cap)),
        )


def _kpis() -> dict[int, KpiRule]:
    types: dict[int, dict[int, int]] = defaultdict(dict)
    for kpi_id, type_id, weight in KpiActivityType.objects.values_list("kpi_id", "activity_type_id", "weight"):
        types[kpi_id][type_id] = int(weight * 1000)
    outcomes: dict[int, set[int]] = defaultdict(set)
    for kpi_id, outcome_id in KpiOutcome.objects.values_list("kpi_id", "outcome_id"):
        outcomes[kpi_id].add(outcome_id)
    roles: dict[int, dict[int, Fraction]] = defaultdict(dict)
    for kpi_id, role_id, weight in KpiRole.objects.values_list("kpi_id", "role_id", "weight"):
        roles[kpi_id][role_id] = Fraction(weight)
    return {
        kpi.pk: KpiRule(
            id=kpi.pk,
            name=kpi.name,
            measure=kpi.measure,
            moment=kpi.moment,
            credit=kpi.credit,
            direction=Direction(kpi.direction),
            numerator_id=kpi.numerator_id,
            denominator_id=kpi.denominator_id,
            type_weights_milli=types[kpi.pk],
            outcome_ids=frozenset(outcomes[kpi.pk]),
            role_weights=roles[kpi.pk],
            is_archived=kpi.archived_at is not None,
        )
        for kpi in Kpi.objects.all()
    }


def _members(organisation: Organisation) -> dict[int, MemberRule]:
    roles = _spans(RoleAssignment.objects.values_list("member_id", "role_id", "starts_on", "ends_on"))
    teams = _spans(TeamMembership.objects.values_list("member_id", "team_id", "starts_on", "ends_on"))
    return {
        pk: MemberRule(pk, name, ZoneInfo(zone or organisation.time_zone), tuple(roles[pk]), tuple(teams[pk]))
        for pk, name, zone in Member.objects.values_list("pk", "name", "time_zone")
    }


def _spans(rows: Iterable[tuple[int, int, date, date | None]]) -> dict[int, list[tuple[int, OpenSpan]]]:
    spans: dict[int, list[tuple[int, OpenSpan]]] = defaultdict(list)
    for member_id, other_id, starts_on, ends_on in rows:
        spans[member_id].append((other_id, (starts_on, ends_on)))
    return spans


def _series(targets: "Iterable[Target]", subject: str) -> dict[tuple[int, int], Series]:
    series: dict[tuple[int, int], list[TargetRow]] = defaultdict(list)
    for target in targets:
        quantity = None if target.quantity is None else Fraction(target.quantity)
        row = TargetRow(quantity, PeriodKind(target.period_kind), target.effective_from)
        series[target.kpi_id, getattr(target, subject)].append(row)
    return {key: tuple(rows) for key, rows in series.items()}
