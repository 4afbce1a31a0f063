"""Read the events of one thing."""

from dataclasses import dataclass

from pacesetter.events.models import Event


@dataclass(frozen=True)
class Page:
    """Events, newest first. `older` is what to pass as `before` for the next page, None on the last one."""

    events: list[Event]
    older: int | None


def history_of(subject_kind: str, subject_id: int, *, before: int | None = None, limit: int = 50) -> Page:
    """The events of one subject of the organisation in scope, newest first, at most `limit` of them.

    Pages go by the event's id, so that events recorded while somebody is paging shift nothing.
    """
    found = Event.objects.filter(subject_kind=subject_kind, subject_id=subject_id).order_by("-id")
    if before is not None:
        found = found.filter(id__lt=before)
    events = list(found[: limit + 1])
    more = len(events) > limit
    events = events[:limit]
    return Page(events, events[-1].pk if more else None)
