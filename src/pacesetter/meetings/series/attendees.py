"""Who comes to meetings of a series, with what they answered for each."""

from collections.abc import Collection

from pacesetter.meetings.models import MeetingAttendee, MeetingOccurrence
from pacesetter.meetings.series.answered import answer_of, answers_at


def attendees_at(activity_ids: Collection[int]) -> dict[int, list[MeetingAttendee]]:
    """For those of the activities that are of a series to which somebody was asked: who comes, each row with the status
    and comment that hold for this one. The rows are not to be saved. Three queries."""
    rows = list(
        MeetingOccurrence.objects.filter(activity__in=activity_ids, series__meeting__is_cancelled=False)
        .select_related("series__meeting")
        .prefetch_related("series__meeting__attendees")
    )
    if not rows:
        return {}
    answers = answers_at(rows)
    found: dict[int, list[MeetingAttendee]] = {}
    for row in rows:
        people = (row.told or {}).get("people")
        shown = []
        for one in row.series.meeting.attendees.all():
            if (one.address not in people) if people is not None else one.is_single:
                continue
            answer = answer_of(one, row, answers)
            copy = MeetingAttendee(
                **{field.attname: getattr(one, field.attname) for field in MeetingAttendee._meta.concrete_fields}
            )
            copy.status = answer.status if answer is not None else "NEEDS-ACTION"
            copy.comment = answer.comment if answer is not None else ""
            for name in ("delegate_address", "delegate_name", "delegate_status"):
                setattr(copy, name, getattr(answer, name) if answer is not None else "")
            shown.append(copy)
        if row.activity_id is not None:
            found[row.activity_id] = shown
    return found
