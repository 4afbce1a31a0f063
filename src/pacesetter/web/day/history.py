"""What happened to an activity, in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pacesetter.activities.catalogue import Catalogue, catalogue_of
from pacesetter.activities.models import RepeatUnit
from pacesetter.events.history import history_of
from pacesetter.events.models import Event
from pacesetter.people.models import Member
from pacesetter.web.day.due import clock_time
from pacesetter.wording.periods import day_label

_VERBS: dict[str, Promise] = {
    "activity.planned": gettext_lazy("Planned"),
    "activity.logged": gettext_lazy("Logged as done"),
    "activity.completed": gettext_lazy("Completed"),
    "activity.reopened": gettext_lazy("Opened again"),
    "activity.rescheduled": gettext_lazy("Moved"),
    "activity.snoozed": gettext_lazy("Put off"),
    "activity.cancelled": gettext_lazy("Cancelled"),
    "activity.edited": gettext_lazy("Edited"),
    "activity.edit_undone": gettext_lazy("Edit taken back"),
    "activity.deleted": gettext_lazy("Deleted"),
    "activity.restored": gettext_lazy("Restored"),
    "activity.marked_duplicate": gettext_lazy("Marked as a duplicate, or the mark taken away"),
    "activity.repeated": gettext_lazy("Made to repeat"),
    "activity.repetition_stopped": gettext_lazy("Stopped repeating"),
    "activity.next_step_failed": gettext_lazy("The next step could not be planned"),
    "activity.imported": gettext_lazy("Imported"),
    "meeting.booked": gettext_lazy("Booked by a visitor"),
    "meeting.series_started": gettext_lazy("Made to repeat"),
    "meeting.series_changed": gettext_lazy("The series was changed"),
    "meeting.series_change_undone": gettext_lazy("The change of the series was taken back"),
    "meeting.series_cancelled": gettext_lazy("This and the following meetings were cancelled"),
    "meeting.series_resumed": gettext_lazy("The series was taken up again"),
    "meeting.series_taken_back": gettext_lazy("The series was taken back"),
}

_FIELDS: dict[str, Promise] = {
    "due_on": gettext_lazy("due"),
    "owner_id": gettext_lazy("owner"),
    "outcome_id": gettext_lazy("outcome"),
    "minutes": gettext_lazy("minutes"),
    "planned_minutes": gettext_lazy("planned minutes"),
    "subject": gettext_lazy("subject"),
    "note": gettext_lazy("note"),
    "activity_type_id": gettext_lazy("type"),
    "completed_on": gettext_lazy("done on"),
    "company_id": gettext_lazy("company"),
    "contacts": gettext_lazy("contacts"),
    "participants": gettext_lazy("colleagues"),
    "value_minor": gettext_lazy("value"),
    "planned_value_minor": gettext_lazy("planned value"),
}
# Of these it is enough to say that they changed: the values are long, or ids of rows that may not be seen.
_NAMED_ONLY = {"note", "company_id", "contacts", "participants", "value_minor", "planned_value_minor"}
# What a verb does anyway needs no telling.
_SAID_BY_VERB = {"activity.completed": {"completed_on", "minutes", "note"}, "activity.reopened": set(_FIELDS)}


@dataclass(frozen=True)
class Happening:
    """One line: when, who, what, and the changes."""

    at: str
    who: str
    what: str
    changes: tuple[str, ...]
    reason: str


def history_in_words(viewer: Member, activity_id: int) -> list[Happening]:
    """The latest fifty, newest first, in the viewer's zone. The caller has checked who may see the activity."""
    catalogue = catalogue_of(viewer.organisation)
    return [_happening(event, viewer, catalogue) for event in history_of("activity", activity_id).events]


def _happening(event: Event, viewer: Member, catalogue: Catalogue) -> Happening:
    actor = catalogue.members.get(event.actor_id) if event.actor_id else None
    return Happening(
        at=moment_in_words(event.at, viewer),
        who=actor.name if actor else _("Pacesetter"),
        what=str(_VERBS.get(event.verb, event.verb.partition(".")[2].replace("_", " ").capitalize())),
        changes=tuple(_changes(event, viewer, catalogue)),
        reason=str(event.data.get("reason", "")),
    )


def moment_in_words(moment: datetime, viewer: Member) -> str:
    """Such as "Mon, Mar 23, 2026, 12:00 PM" in the viewer's zone."""
    local = moment.astimezone(viewer.zone())
    return f"{day_label(local.date())}, {clock_time(moment, viewer.zone())}"


def _changes(event: Event, viewer: Member, catalogue: Catalogue) -> list[str]:
    if event.verb == "activity.repeated":
        unit = RepeatUnit(event.data["unit"]).label
        return [_("every %(every)s %(unit)s") % {"every": event.data["every"], "unit": unit}]
    before, after = event.data.get("before"), event.data.get("after")
    if not isinstance(before, Mapping) or not isinstance(after, Mapping):
        return []
    said = set(_SAID_BY_VERB.get(event.verb, set()))
    found = []
    if "due_at" in after and "due_on" not in said:
        said.add("due_on")
        found.append(_moved(_due(before, after, viewer), _due(after, before, viewer)))
    return found + [
        _change(name, before.get(name), after[name], catalogue)
        for name in _FIELDS
        if name in after and name not in said
    ]


def _moved(old: str, new: str) -> str:
    return _("%(field)s: %(old)s → %(new)s") % {"field": _FIELDS["due_on"], "old": old, "new": new}


def _due(state: Mapping[str, Any], other: Mapping[str, Any], viewer: Member) -> str:
    """When it was due, with its time of day, or else one that is moved on its day would not seem to move. A state says
    nothing of what stays: where a time alone was given or taken away, the other one has the day."""
    if state.get("due_at"):
        return moment_in_words(datetime.fromisoformat(str(state["due_at"])), viewer)
    if state.get("due_on"):
        return day_label(date.fromisoformat(str(state["due_on"])))
    if "due_on" not in state and other.get("due_at"):
        return day_label(datetime.fromisoformat(str(other["due_at"])).astimezone(viewer.zone()).date())
    return _("none")


def _change(name: str, before: Any, after: Any, catalogue: Catalogue) -> str:
    field = _FIELDS[name]
    if name in _NAMED_ONLY:
        return _("%(field)s changed") % {"field": field}
    words = _WORDS.get(name, _as_it_stands)
    old, new = (_("none") if value in (None, "") else words(value, catalogue) for value in (before, after))
    return _("%(field)s: %(old)s → %(new)s") % {"field": field, "old": old, "new": new}


def _as_it_stands(value: Any, catalogue: Catalogue) -> str:
    return str(value)


def _day(value: Any, catalogue: Catalogue) -> str:
    return day_label(date.fromisoformat(str(value)))


def _row(kind: str) -> Callable[[Any, Catalogue], str]:
    return lambda value, catalogue: str(getattr(catalogue, kind).get(value, value))


_WORDS: dict[str, Callable[[Any, Catalogue], str]] = {
    "due_on": _day,
    "completed_on": _day,
    "owner_id": _row("members"),
    "outcome_id": _row("outcomes"),
    "activity_type_id": _row("types"),
}
