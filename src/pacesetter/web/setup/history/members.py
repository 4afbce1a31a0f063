"""What happened to a member, and to a working week, in words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pacesetter.events.models import Event
from pacesetter.people.models import WorkingPattern
from pacesetter.people.spans import shown
from pacesetter.web.people.weeks import shown_week
from pacesetter.web.setup.history.change import Change
from pacesetter.web.setup.history.known import KnownNames
from pacesetter.web.setup.history.values import NOTHING

DEEDS: dict[str, str | Promise] = {
    "member.added": gettext_lazy("added"),
    "member.accepted": gettext_lazy("invitation accepted"),
    "member.bound_to_provider": gettext_lazy("log-in bound to the identity provider"),
    "member.second_factors_removed": gettext_lazy("second factors taken away"),
    "member.invited_again": gettext_lazy("invited again"),
    "member.invitation_revoked": gettext_lazy("invitation taken back"),
    "member.edited": gettext_lazy("changed"),
    "member.profile_edited": gettext_lazy("changed"),
    "member.email_changed": gettext_lazy("another address for the log-in"),
    "member.access_level_changed": gettext_lazy("access level changed"),
    "member.role_assigned": gettext_lazy("role given"),
    "member.role_ended": gettext_lazy("role ended"),
    "member.team_joined": gettext_lazy("put into a team"),
    "member.team_left": gettext_lazy("out of a team"),
    "member.lead_set": gettext_lazy("lead of a team changed"),
    "member.archived": gettext_lazy("archived"),
    "member.archiving_taken_back": gettext_lazy("archiving undone"),
    "member.restored": gettext_lazy("brought back"),
    "member.handed_over": gettext_lazy("handed over"),
    "member.line_added": gettext_lazy("extension given"),
    "member.line_removed": gettext_lazy("extension taken away"),
    "working_pattern.set": gettext_lazy("working week set"),
    "working_pattern.removed": gettext_lazy("working week removed"),
    "leave.added": gettext_lazy("days off noted"),
    "leave.edited": gettext_lazy("days off changed"),
    "leave.removed": gettext_lazy("days off taken back"),
}
# What members say about themselves is theirs, but for what others see and what days are counted by.
_SHOWN_OF_PROFILES = ["name", "phone", "time_zone"]
SETTINGS_OF_MEMBERS = Q(verb__in=[verb for verb in DEEDS if verb != "member.profile_edited"]) | Q(
    verb="member.profile_edited", data__after__has_any_keys=_SHOWN_OF_PROFILES
)

Side = dict[str, Any]


@dataclass(frozen=True)
class _Span:
    starts_on: date
    ends_on: date | None


def member_changes(event: Event, before: Side, after: Side, known: KnownNames) -> list[Change] | None:
    """From what to what; None where the fields tell it as for every other thing."""
    told = _TOLD.get(event.verb)
    return told(before, after, known) if told else None


def _role(before: Side, after: Side, known: KnownNames) -> list[Change]:
    return [Change(str((before or after)["role"]), _span(before), _span(after))]


def _team(before: Side, after: Side, known: KnownNames) -> list[Change]:
    return [Change(str((before or after)["team"]), _belonging(before), _belonging(after))]


def _belonging(side: Side) -> str:
    if not side:
        return NOTHING
    return _("lead, %(days)s") % {"days": _span(side)} if side["is_lead"] else _span(side)


def _week(before: Side, after: Side, known: KnownNames) -> list[Change]:
    day = date_format(date.fromisoformat((before or after)["effective_from"]), "DATE_FORMAT")
    return [Change(_("Working week from %(day)s") % {"day": day}, _week_words(before), _week_words(after))]


def _week_words(side: Side) -> str:
    if not side:
        return NOTHING
    hours = {name: time.fromisoformat(side[name]) for name in ("day_starts_at", "day_ends_at")}
    week = shown_week(WorkingPattern(capacities=side["capacities"], **hours))
    days = [str(name) if share == "100%" else f"{name} {share}" for name, share in week.days if share]
    return f"{', '.join(days)}; {week.hours}"


def _leave(before: Side, after: Side, known: KnownNames) -> list[Change]:
    return [Change(_("Days off"), _days_off(before), _days_off(after))]


def _days_off(side: Side) -> str:
    half = side and Decimal(side["share"]) < 1
    return f"{_span(side)} ({_('half days')})" if half else _span(side)


def _line(before: Side, after: Side, known: KnownNames) -> list[Change]:
    return [Change(_("Extension"), before.get("line") or NOTHING, after.get("line") or NOTHING)]


def _leaving(before: Side, after: Side, known: KnownNames) -> list[Change]:
    told = [Change(_("Last day"), _day_before(before.get("left_on")), _day_before(after.get("left_on")))]
    # Where the day was set before, archiving changes nothing about it.
    return [*(one for one in told if one.before != one.after), *_handed_over(before, after, known)]


def _returning(before: Side, after: Side, known: KnownNames) -> list[Change]:
    day = date_format(date.fromisoformat(after["returns_on"]), "DATE_FORMAT")
    return [Change(_("Works again from"), NOTHING, day)]


def _handed_over(before: Side, after: Side, known: KnownNames) -> list[Change]:
    to = after.get("handed_over_to")
    return [Change(_("Handed over to"), NOTHING, known.name("member", to) or _("(removed)"))] if to else []


def _span(side: Side) -> str:
    if not side:
        return NOTHING
    ends_on = side["ends_on"]
    return shown(_Span(date.fromisoformat(side["starts_on"]), date.fromisoformat(ends_on) if ends_on else None))


def _day_before(text: str | None) -> str:
    return date_format(date.fromisoformat(text) - timedelta(days=1), "DATE_FORMAT") if text else NOTHING


_TOLD: dict[str, Callable[[Side, Side, KnownNames], list[Change]]] = {
    "member.role_assigned": _role,
    "member.role_ended": _role,
    "member.team_joined": _team,
    "member.team_left": _team,
    "member.lead_set": _team,
    "member.archived": _leaving,
    "member.archiving_taken_back": _leaving,
    "member.restored": _returning,
    "member.handed_over": _handed_over,
    "member.line_added": _line,
    "member.line_removed": _line,
    "working_pattern.set": _week,
    "working_pattern.removed": _week,
    "leave.added": _leave,
    "leave.edited": _leave,
    "leave.removed": _leave,
}
