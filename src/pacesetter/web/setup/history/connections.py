"""What was changed about connections to other systems, the apps that members consent to, and campaigns, in words."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pacesetter.events.models import Event
from pacesetter.integrations.models import Connection, ConnectionState, Mode
from pacesetter.integrations.provider import CLIENT_FIELDS, Field
from pacesetter.integrations.providers import providers
from pacesetter.integrations.verbs.telling import RENEWED, SETTING
from pacesetter.web.setup.history.change import Change
from pacesetter.web.setup.history.known import KnownNames
from pacesetter.web.setup.history.values import NOTHING

DEEDS: dict[str, str | Promise] = {
    "connection.connected": gettext_lazy("connected"),
    "connection.edited": gettext_lazy("changed"),
    "connection.paused": gettext_lazy("paused"),
    "connection.resumed": gettext_lazy("taken up again"),
    "connection.ended": gettext_lazy("disconnected"),
    "connection.staff_linked": gettext_lazy("somebody of the staff named"),
    "connection.staff_unlinked": gettext_lazy("somebody of the staff no longer named"),
    "campaign_settings.edited": gettext_lazy("settings of campaigns changed"),
    "campaign_webhooks.edited": gettext_lazy("reports of campaigns changed"),
    "campaign_webhook.secret_set": gettext_lazy("signing secret of reports changed"),
    "oauth_app.registered": gettext_lazy("registered"),
    "oauth_app.forgotten": gettext_lazy("forgotten"),
}
_HIDDEN = "•••"

Side = dict[str, Any]


def settings_of_connections() -> Q:
    """Which events about connections are told: of the organisation's alone. A member's own accounts are theirs."""
    ours = Connection.objects.filter(owner__isnull=True).values("pk")
    return Q(subject_kind="connection", subject_id__in=ours, verb__in=DEEDS)


def connection_changes(event: Event, before: Side, after: Side, known: KnownNames) -> list[Change] | None:
    """From what to what; None for events about other things. Of secrets only that they are others now."""
    if event.subject_kind not in ("connection", "oauth_app"):
        return None
    if event.verb in ("connection.connected", "connection.ended", "oauth_app.forgotten"):
        return []  # the deed says it all
    if event.verb.startswith("connection.staff_"):
        whose = before or after
        name = known.name("member", whose.get("member_id")) or _("(removed)")
        return [Change(name, _staff(before), _staff(after))]
    if event.verb == "campaign_settings.edited":
        return _campaigns(before, after, known)
    provider = str(after.get("provider") or "") or known.provider(event.subject_id)
    told = [
        Change(_label(name, provider), _value(name, before, provider), _value(name, after, provider))
        for name in dict.fromkeys((*before, *after))
        if name in _WORDS or name.startswith(SETTING)
    ]
    told = [one for one in told if one.before != one.after]
    return [*told, *(Change(_label(f"{SETTING}{name}", provider), _HIDDEN, _HIDDEN) for name in after.get(RENEWED, ()))]


def _staff(side: Side) -> str:
    return str(side.get("staff_name") or side.get("staff") or NOTHING)


def _label(name: str, provider: str) -> str:
    if not name.startswith(SETTING):
        return str(_WORDS[name])
    plain = name.removeprefix(SETTING)
    field = _fields(provider).get(plain)
    return str(field.label) if field else plain


def _value(name: str, side: Mapping[str, Any], provider: str) -> str:
    value = side.get(name)
    if value in (None, "", []):
        return NOTHING
    if name == "mode":
        return str(dict(Mode.choices).get(value, value))
    if name == "state":
        return str(dict(ConnectionState.choices).get(value, value))
    if name in ("wanted", "is_signed"):
        return _("Yes") if value else _("No")
    if name == "uses":
        kind = providers().get(provider)
        return ", ".join(str(kind.uses[key].label) if kind and key in kind.uses else key for key in side["uses"])
    field = _fields(provider).get(name.removeprefix(SETTING))
    return str(dict(field.choices).get(str(value), value)) if field and field.choices else str(value)


def _fields(provider: str) -> dict[str, Field]:
    kind = providers().get(provider)
    if kind is None:
        return {}
    return {one.name: one for one in (*CLIENT_FIELDS, *kind.key_fields, *kind.settings_fields, *kind.app_fields)}


_WORDS: dict[str, str | Promise] = {
    "mode": gettext_lazy("Mode"),
    "state": gettext_lazy("State"),
    "account": gettext_lazy("Account"),
    "uses": gettext_lazy("What accounts are used for"),
    "wanted": gettext_lazy("Reports at once"),
    "is_signed": gettext_lazy("Reports are signed"),
}


def _campaigns(before: Side, after: Side, known: KnownNames) -> list[Change]:
    told = []
    if "campaign_type" in after:
        words = [_named("activity_type", side.get("campaign_type"), known) for side in (before, after)]
        told.append(Change(_("A campaign counts as"), *words))
    if "default_member" in after:
        words = [_named("member", side.get("default_member"), known) for side in (before, after)]
        told.append(Change(_("Campaigns of nobody else are of"), *words))
    if "since" in after:
        told.append(Change(_("Campaigns count that were sent since"), _day(before.get("since")), _day(after["since"])))
    old, new = _senders(before), _senders(after)
    for key in dict.fromkeys((*old, *new)):
        words = [_named("member", side.get(key), known) for side in (old, new)]
        if words[0] != words[1]:
            told.append(Change(key.partition(":")[2], *words))
    return told


def _senders(side: Side) -> dict[str, int]:
    # The first versions told only their number.
    found = side.get("senders")
    return found if isinstance(found, dict) else {}


def _named(kind: str, pk: int | None, known: KnownNames) -> str:
    return (known.name(kind, pk) or _("(removed)")) if pk else NOTHING


def _day(text: str | None) -> str:
    return date_format(timezone.localtime(datetime.fromisoformat(text)).date(), "DATE_FORMAT") if text else NOTHING
