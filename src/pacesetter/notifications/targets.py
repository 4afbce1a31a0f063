"""Targets that are reached, of those who get notifications."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from pacesetter.activities.models import Activity, ActivityParticipant
from pacesetter.core.periods import Period, PeriodKind, period_holding
from pacesetter.kpis.board import board
from pacesetter.kpis.book import Book, KpiRule, book_of
from pacesetter.kpis.formulas import Direction, Figure
from pacesetter.notifications.models import PushSubscription, ReachedTarget
from pacesetter.notifications.push.notice import Notice, Subject
from pacesetter.notifications.push.telling import tell
from pacesetter.people.models import Member
from pacesetter.tenancy.addresses import within
from pacesetter.wording.amounts import amount_of_target
from pacesetter.wording.periods import CURRENT_LABELS

# Looked at are the figures of those for whom something was recorded so lately. Longer than the time between two looks,
# and than a short standstill.
LATELY = timedelta(hours=2)
# How far back what was recorded lately may lie: beyond it nobody waits for the news.
_DAYS_BACK = timedelta(days=7)
# Who is in quiet hours for longer than this is not told any more.
_NEWS = timedelta(days=3)


@dataclass(frozen=True)
class Reached:
    """The figure of one KPI of one member, whose target for the period is reached."""

    member_id: int
    kpi: KpiRule
    period: Period
    figure: Figure

    @property
    def key(self) -> tuple[int, int, str, date]:
        return self.member_id, self.kpi.id, self.period.kind.value, self.period.starts_on


def look_for_reached(now: datetime) -> None:
    """Tell the members of the organisation in scope, who have a device, of each target that is newly reached."""
    note_reached(_active(now), now, tells=True)


def note_reached(member_ids: Iterable[int], now: datetime, *, tells: bool) -> None:
    """Keep which targets of their current periods these members have reached, and tell them of each that was not kept
    before. Queries don't grow with the members."""
    members = Member.objects.select_related("organisation").in_bulk(list(member_ids))
    if not members:
        return
    known = set(
        ReachedTarget.objects.filter(member__in=members, starts_on__gte=now.date() - timedelta(days=370)).values_list(
            "member_id", "kpi_id", "period_kind", "starts_on"
        )
    )
    book = book_of(next(iter(members.values())).organisation)
    news = [one for one in reached(book, members.values(), now) if one.key not in known]
    ReachedTarget.objects.bulk_create((_row(one, now) for one in news), ignore_conflicts=True)
    for one in news if tells else ():
        member = members[one.member_id]
        with translation.override(member.locale or settings.LANGUAGE_CODE):
            tell(member, _notice(one, now), now)


def reached(book: Book, members: Iterable[Member], now: datetime) -> Iterator[Reached]:
    """Every target that these members have reached, of the periods under way that targets are set for.

    Only where more is better, and only what adds up: a ratio is reached by the first success, and lost again.
    """
    together: defaultdict[Period, dict[int, set[int]]] = defaultdict(dict)
    for member in members:
        today = now.astimezone(member.zone()).date()
        for kind, kpi_ids in _kinds(book, member.pk, today).items():
            together[period_holding(kind, today, book.calendar)][member.pk] = kpi_ids
    for period, wanted in together.items():
        made = board(book, wanted, period, now)
        for (member_id, kpi_id), figure in made.figures.items():
            kpi = book.kpis[kpi_id]
            if kpi_id in wanted[member_id] and _is_reached(kpi, figure):
                yield Reached(member_id, kpi, period, figure)


def _is_reached(kpi: KpiRule, figure: Figure) -> bool:
    if kpi.direction is not Direction.MORE or kpi.is_ratio or not figure.target or figure.actual is None:
        return False
    return figure.actual >= figure.target


def _kinds(book: Book, member_id: int, today: date) -> dict[PeriodKind, set[int]]:
    """For which kinds of periods the member has targets by now, and of which KPIs."""
    rule = book.members.get(member_id)
    found: defaultdict[PeriodKind, set[int]] = defaultdict(set)
    if rule is None:
        return found
    role_ids = {role_id for role_id, (starts_on, ends_on) in rule.roles if starts_on <= today}
    for kpi in book.kpis.values():
        series = [book.member_targets.get((kpi.id, member_id), ())]
        series += [book.role_targets.get((kpi.id, role_id), ()) for role_id in role_ids]
        for row in (row for rows in series for row in rows):
            if row.quantity and row.effective_from <= today and not kpi.is_archived:
                found[row.period_kind].add(kpi.id)
    return found


def _active(now: datetime) -> set[int]:
    """Who has a device and for whom something was recorded lately: as owner, by whomever, or as one who took part."""
    listening = PushSubscription.objects.values("member_id")
    lately = Activity.objects.filter(updated_at__gte=now - LATELY)
    done = Q(completed_on__gte=(now - _DAYS_BACK).date()) | Q(booked_on__gte=(now - _DAYS_BACK).date())
    found = set(lately.filter(done, owner__in=listening).values_list("owner_id", flat=True))
    for other in ("completed_by", "created_by", "booked_for"):
        changed = lately.filter(done, **{f"{other}__in": listening})
        found |= set(changed.values_list(other, flat=True))
    taking_part = ActivityParticipant.objects.filter(activity__in=lately.filter(done), member__in=listening)
    return found | set(taking_part.values_list("member_id", flat=True))


def _row(one: Reached, now: datetime) -> ReachedTarget:
    return ReachedTarget(
        member_id=one.member_id,
        kpi_id=one.kpi.id,
        period_kind=one.period.kind.value,
        starts_on=one.period.starts_on,
        reached_at=now,
    )


def _notice(one: Reached, now: datetime) -> Notice:
    period = one.period
    return Notice(
        key=f"target:{one.member_id}:{one.kpi.id}:{period.kind.value}:{period.starts_on.isoformat()}",
        subject=Subject.TARGET,
        title=_("Target reached: %(kpi)s") % {"kpi": one.kpi.name},
        body=f"{CURRENT_LABELS[period.kind]}: {amount_of_target(one.figure, one.kpi)}",
        path=within(f"/scorecard/?period={period.kind.value}&day={period.starts_on.isoformat()}"),
        lasts_until=now + _NEWS,
    )
