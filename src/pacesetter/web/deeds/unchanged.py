"""Whether somebody has changed a setting since."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.events.models import Event

# What tells one target, mapping, holiday, team or extension from another of the same KPI, organisation or member.
_WHICH = ("role_id", "team_id", "member_id", "activity_type_id", "period_kind", "effective_from", "day", "line")


def must_be_unchanged(event: Event, deed: Collection[int]) -> None:
    """Refuse to undo what somebody has changed again since: their change counts more. `deed` are the events of what is
    being undone."""
    later = Event.objects.filter(
        subject_kind=event.subject_kind, subject_id=event.subject_id, id__gt=event.pk
    ).exclude(pk__in=deed)  # fmt: skip
    for one in later:
        if _which(one) == _which(event) and _touched(one) & _touched(event):
            raise Refusal(_("This has changed since, so there is nothing to undo."), code="changed_since")


def _which(event: Event) -> list[Any]:
    told = event.data.get("after") or event.data.get("before") or {}
    return [told.get(name) for name in _WHICH]


def _touched(event: Event) -> frozenset[str]:
    return frozenset(event.data.get("before") or ()) | frozenset(event.data.get("after") or ())
