"""Say when people work."""

from collections.abc import Sequence
from datetime import date, time
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.people.models import Member, WorkingPattern
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import FROM_THE_BEGINNING, settle
from pacesetter.people.working_week import as_stored, week_from
from pacesetter.tenancy.scope import current_organisation_id


def set_working_pattern(
    member: Member | None,
    *,
    by: Member | None,
    effective_from: date,
    capacities: Sequence[str | int | Decimal | Fraction],
    day_starts_at: time = time(9),
    day_ends_at: time = time(17),
    reason: str = "",
) -> WorkingPattern:
    """Set the working week of one member, or with None the organisation's, from a day on until the next one set.

    `capacities` are seven shares of a day, Monday first. A pattern of the same day is replaced. Raises a `Refusal` for
    anything that is no week, and for hours that end before they start.
    """
    guards.administrator(by)
    week = as_stored(week_from(capacities))
    if day_ends_at <= day_starts_at:
        raise Refusal(_("The working day must end after it starts."), field="day_ends_at", code="ends_before_start")
    with transaction.atomic():
        guards.one_at_a_time()
        guards.known(member, "member")
        pattern = WorkingPattern.objects.filter(member=member, effective_from=effective_from).first()
        before = _told(pattern) if pattern else {}
        pattern = pattern or WorkingPattern(member=member, effective_from=effective_from)
        pattern.capacities, pattern.day_starts_at, pattern.day_ends_at = week, day_starts_at, day_ends_at
        pattern.save()
        # The earliest pattern of the organisation also counts for the days before it.
        first = (
            member is None
            and not WorkingPattern.objects.filter(member__isnull=True, effective_from__lt=effective_from).exists()
        )
        settle(
            "working_pattern.set",
            _whose(member),
            by=by,
            before=before,
            after=_told(pattern),
            reason=reason,
            since=FROM_THE_BEGINNING if first else effective_from,
        )
    return pattern


def remove_working_pattern(pattern: WorkingPattern, *, by: Member | None, reason: str = "") -> None:
    """Take a pattern away, so that the one before it goes on. Refuses the organisation's only one."""
    guards.administrator(by)
    guards.known(pattern, "pattern")
    with transaction.atomic():
        guards.one_at_a_time()
        others = WorkingPattern.objects.filter(member=pattern.member_id).exclude(pk=pattern.pk)
        if pattern.member_id is None and not others.exists():
            raise Refusal(_("The organisation needs a working week. Change this one."), code="last_pattern")
        first = pattern.member_id is None and not others.filter(effective_from__lt=pattern.effective_from).exists()
        before, whose = _told(pattern), _whose(pattern.member)
        since = FROM_THE_BEGINNING if first else pattern.effective_from
        pattern.delete()
        settle(
            "working_pattern.removed",
            whose,
            by=by,
            before=before,
            reason=reason,
            since=FROM_THE_BEGINNING if first else since,
        )


def _whose(member: Member | None) -> tuple[str, int]:
    return ("member", member.pk) if member else ("organisation", current_organisation_id())


def _told(pattern: WorkingPattern) -> dict[str, Any]:
    return {
        "effective_from": pattern.effective_from,
        "capacities": pattern.capacities,
        "day_starts_at": str(pattern.day_starts_at),
        "day_ends_at": str(pattern.day_ends_at),
    }
