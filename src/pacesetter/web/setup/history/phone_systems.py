"""What was changed about a phone system, in words."""

from typing import Any

from django.utils.translation import gettext as _

from pacesetter.events.models import Event
from pacesetter.web.forms.call_source import RESULTS
from pacesetter.web.setup.history.change import Change
from pacesetter.web.setup.history.known import KnownNames
from pacesetter.web.setup.history.values import NOTHING

Side = dict[str, Any]


def phone_changes(event: Event, before: Side, after: Side, known: KnownNames) -> list[Change] | None:
    """From what to what, a line for each result of calls; None for events about other things."""
    if event.subject_kind != "call_source":
        return None
    told = [Change(_("Name"), before.get("name") or NOTHING, after.get("name") or NOTHING)]
    for name, label in (
        ("outbound_type", _("Calls made are logged as")),
        ("inbound_type", _("Calls received are logged as")),
    ):
        told.append(Change(label, _type(before, name, known), _type(after, name, known)))
    told += [
        Change(str(label), _result(before, key, known), _result(after, key, known)) for key, label in RESULTS.items()
    ]
    return [one for one in told if one.before != one.after]


def _type(side: Side, name: str, known: KnownNames) -> str:
    if not side.get(name):
        return NOTHING
    return known.name("activity_type", side[name]) or _("(removed)")


def _result(side: Side, key: str, known: KnownNames) -> str:
    if key in side.get("left_out", ()):
        return _("Not logged")
    outcome = side.get("outcomes", {}).get(key)
    return (known.name("outcome", outcome) or _("(removed)")) if outcome else NOTHING
