"""An event in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from babel.numbers import format_decimal
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pacesetter.events.models import Event
from pacesetter.past_settings import Now, can_put_back, what_instead
from pacesetter.web.setup.history.capture import DEEDS as CAPTURE_DEEDS
from pacesetter.web.setup.history.capture import capture_changes
from pacesetter.web.setup.history.change import Change
from pacesetter.web.setup.history.connections import DEEDS as CONNECTION_DEEDS
from pacesetter.web.setup.history.connections import connection_changes, settings_of_connections
from pacesetter.web.setup.history.jobs import job_changes
from pacesetter.web.setup.history.known import KnownNames, named
from pacesetter.web.setup.history.members import DEEDS as MEMBER_DEEDS
from pacesetter.web.setup.history.members import SETTINGS_OF_MEMBERS, member_changes
from pacesetter.web.setup.history.phone_systems import phone_changes
from pacesetter.web.setup.history.screens import screen_changes
from pacesetter.web.setup.history.values import FIELDS, NOTHING, in_words
from pacesetter.web.targets.quantities import level
from pacesetter.wording.numbers import current_locale

THINGS: dict[str, str | Promise] = {
    "organisation": gettext_lazy("Organisation"),
    "sales_role": gettext_lazy("Role"),
    "activity_type": gettext_lazy("Activity"),
    "outcome": gettext_lazy("Outcome"),
    "next_step": gettext_lazy("Next step"),
    "kpi": gettext_lazy("KPI"),
    "team": gettext_lazy("Team"),
    "member": gettext_lazy("Member"),
    "call_source": gettext_lazy("Phone system"),
    "connection": gettext_lazy("Connection"),
    "oauth_app": gettext_lazy("App"),
    "screen": gettext_lazy("Screen on the wall"),
    "contact_list": gettext_lazy("List of contacts"),
    "blocked_address": gettext_lazy("E-mail capture"),
}


def told_events() -> Q:
    """Which events of these things are told: members and connections do much that is no setting, and own accounts of
    members are nobody else's business."""
    return (
        ~Q(subject_kind__in=("member", "connection")) | SETTINGS_OF_MEMBERS | settings_of_connections()
    )  # fmt: skip


# What is put in order is the list, none of the things in it.
LISTS: dict[str, str | Promise] = {
    "sales_role": gettext_lazy("Roles"),
    "activity_type": gettext_lazy("Activities"),
    "outcome": gettext_lazy("Outcomes"),
    "kpi": gettext_lazy("KPIs"),
    "team": gettext_lazy("Teams"),
}
# What the last word of the verb says; where it says nothing of its own, the changed fields tell it.
DEEDS: dict[str, str | Promise] = {
    "created": gettext_lazy("created"),
    "added": gettext_lazy("added"),
    "edited": gettext_lazy("changed"),
    "archived": gettext_lazy("archived"),
    "restored": gettext_lazy("restored"),
    "removed": gettext_lazy("removed"),
    "reordered": gettext_lazy("put in order"),
    "outcomes_set": gettext_lazy("outcomes changed"),
    "role_mapped": gettext_lazy("expected of a role"),
    "role_unmapped": gettext_lazy("no longer expected of a role"),
    "type_mapped": gettext_lazy("counts an activity"),
    "type_unmapped": gettext_lazy("no longer counts an activity"),
    "secret_renewed": gettext_lazy("another secret"),
}
# These stand for themselves, whatever the last word is.
OWN_WORDS: dict[str, str | Promise] = {
    "target.set": gettext_lazy("target set"),
    "target.removed": gettext_lazy("target removed"),
    "target.set_in_past": gettext_lazy("target set, back in time"),
    "target.removed_in_past": gettext_lazy("target removed, back in time"),
    "holiday.set": gettext_lazy("holiday set"),
    "holiday.removed": gettext_lazy("holiday removed"),
    "organisation.settled_in": gettext_lazy("first steps put away"),
    "identity_provider.set": gettext_lazy("log-in by the identity provider changed"),
    "identity_provider.removed": gettext_lazy("log-in by the identity provider ended"),
    "screen.opened": gettext_lazy("link opened that shows it without a log-in"),
    "screen.revoked": gettext_lazy("link revoked"),
    "contact_list.saved": gettext_lazy("saved"),
    "contact_list.forgotten": gettext_lazy("forgotten"),
    **CONNECTION_DEEDS,
    **CAPTURE_DEEDS,
}
_PER: dict[str, str | Promise] = {
    "day": gettext_lazy("a day"),
    "week": gettext_lazy("a week"),
    "month": gettext_lazy("a month"),
    "quarter": gettext_lazy("a quarter"),
    "year": gettext_lazy("a year"),
}


@dataclass(frozen=True)
class Told:
    """One event as the history shows it. `key` filters by its thing, where there is one. `instead` says what to do
    where it can't be put back."""

    id: int
    at: datetime
    actor: str
    thing: str
    name: str
    key: str
    deed: str
    changes: Sequence[Change]
    reason: str
    can_be_put_back: bool
    instead: str


def told(event: Event, known: KnownNames, now: Now | None = None) -> Told:
    """The event in words. With `now` nothing is offered that would be refused as things are."""
    kind, data = event.subject_kind, event.data
    before, after = data.get("before") or {}, data.get("after") or {}
    against = now.why_not(event) if now is not None and can_put_back(event) else ""
    return Told(
        id=event.pk,
        at=event.at,
        actor=known.name("member", event.actor_id) or (_("Pacesetter") if event.actor_id is None else _("(removed)")),
        thing=_thing(event),
        name=known.name(kind, event.subject_id) or _name(event, before, after),
        key=f"{kind}:{event.subject_id}",
        deed=_deed(event),
        changes=_changes(event, before, after, known),
        reason=str(data.get("reason", "")),
        can_be_put_back=can_put_back(event) and not against,
        instead=what_instead(event) or against,
    )


def _thing(event: Event) -> str:
    kind, words = event.subject_kind, THINGS
    if event.verb in CAPTURE_DEEDS:
        return _("E-mail capture")
    if is_about_a_list(event):
        words = LISTS
    return str(words.get(kind, kind))


def is_about_a_list(event: Event) -> bool:
    """Whether it was a list that was put in order, and none of the things in it."""
    return event.verb.endswith(".reordered")


def _name(event: Event, before: dict[str, Any], after: dict[str, Any]) -> str:
    """What the event itself says of a thing that is gone, or has no row."""
    if event.subject_kind == "oauth_app":
        return named(str(before.get("provider") or after.get("provider") or ""))
    return str(before.get("name") or after.get("name") or event.data.get("pattern") or "")


def _deed(event: Event) -> str:
    last = event.verb.partition(".")[2]
    own = OWN_WORDS.get(event.verb) or MEMBER_DEEDS.get(event.verb)
    return str(own or DEEDS.get(last) or last.replace("_", " "))


def _changes(event: Event, before: dict[str, Any], after: dict[str, Any], known: KnownNames) -> list[Change]:
    whose = before or after
    for telling in (member_changes, phone_changes, connection_changes, capture_changes, screen_changes):
        own = telling(event, before, after, known)
        if own is not None:
            return own
    if event.verb.endswith((".archived", ".restored")):
        return []  # the deed says it all
    if event.verb.startswith("target."):
        return [_target(before, after, event.data.get("running") or {}, is_ratio=known.is_ratio(event.subject_id))]
    for mapped in ("role", "activity_type"):
        if f"{mapped}_id" in whose:
            return [Change(str(whose.get(mapped, "")), _weight(before), _weight(after))]
    plain = [
        Change(str(label), in_words(field, before.get(field), event.subject_kind, known),
               in_words(field, after.get(field), event.subject_kind, known))
        for field, label in FIELDS.items()
        if (field in before or field in after) and before.get(field) != after.get(field)
    ]  # fmt: skip
    return [*plain, *job_changes(before.get("settings"), after.get("settings"), known)]


def _weight(side: dict[str, Any]) -> str:
    if "weight" not in side:
        return NOTHING
    return _("weight %(weight)s") % {"weight": in_words("weight", side["weight"], "", _NOBODY)}


def _target(before: dict[str, Any], after: dict[str, Any], running: dict[str, Any], *, is_ratio: bool) -> Change:
    """From what to what, on the day from which it is. Where a target came or went, on the other side stands what the
    series had going on; without that a member had the role's."""
    whose = before or after
    other = running | {"member": whose.get("member")} if running or whose.get("member") else {}
    day = date_format(date.fromisoformat(whose["effective_from"]), "DATE_FORMAT")
    label = _("%(whose)s, from %(day)s") % {"whose": whose.get("member") or whose.get("role", ""), "day": day}
    return Change(label, _quantity(before or other, is_ratio=is_ratio), _quantity(after or other, is_ratio=is_ratio))


def _quantity(side: dict[str, Any], *, is_ratio: bool) -> str:
    if not side:
        return NOTHING
    if side.get("quantity") is None:
        # A member's own target that ends leaves the role's.
        return _("the role’s") if side.get("member") else _("nothing expected")
    if is_ratio:
        return level(Fraction(str(side["quantity"])))
    # Exact, and in the forms of the language: "18.75", "45,000".
    quantity = format_decimal(Decimal(str(side["quantity"])), "#,##0.######", locale=current_locale())
    return f"{quantity} {_PER.get(side['period_kind'], side['period_kind'])}"


_NOBODY = KnownNames(())
