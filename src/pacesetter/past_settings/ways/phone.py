"""Back from changes of phone systems, and of whose extensions are whose."""

from typing import Any

from pacesetter.activities.models import ActivityType
from pacesetter.events.models import Event
from pacesetter.past_settings.ways.way import Way, after, before, gone, row_of
from pacesetter.people.models import Member
from pacesetter.telephony import verbs
from pacesetter.telephony.models import CallSource, MemberLine


def _edited(event: Event, by: Member | None) -> None:
    edits: dict[str, Any] = before(event)
    for name in ("outbound_type", "inbound_type"):
        if edits.get(name):
            edits[name] = row_of(ActivityType, edits[name])
    verbs.edit_source(row_of(CallSource, event.subject_id), by=by, **edits)


def _archived(event: Event, by: Member | None) -> None:
    verbs.restore_source(row_of(CallSource, event.subject_id), by=by)


def _restored(event: Event, by: Member | None) -> None:
    verbs.archive_source(row_of(CallSource, event.subject_id), by=by)


def _line_added(event: Event, by: Member | None) -> None:
    line = MemberLine.objects.filter(member_id=event.subject_id, key=after(event)["line"]).first()
    if line is None:
        raise gone()
    verbs.remove_line(line, by=by)


def _line_removed(event: Event, by: Member | None) -> None:
    verbs.add_line(row_of(Member, event.subject_id), before(event)["line"], by=by)


PHONE: dict[str, Way] = {
    "call_source.edited": _edited,
    "call_source.archived": _archived,
    "call_source.restored": _restored,
    "member.line_added": _line_added,
    "member.line_removed": _line_removed,
}
