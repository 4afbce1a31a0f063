"""Read the events of one thing, or of several kinds of things."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from pacesetter.events.models import Event


@dataclass(frozen=True)
class Page:
    """Events, newest first. `older` is what to pass as `before` for the next page, None on the last one."""

    events: list[Event]
    older: int | None


_ALL = Q()


def history_of(
    subject_kind: str, subject_id: int, *, which: Q = _ALL, before: int | None = None, limit: int = 50
) -> Page:
    """The events of one subject of the organisation in scope, newest first, at most `limit` of them; only `which`, if
    that is given.

    Pages go by the event's id, so that events recorded while somebody is paging shift nothing.
    """
    return _page(Event.objects.filter(which, subject_kind=subject_kind, subject_id=subject_id), before, limit)


def history_of_kinds(
    subject_kinds: Collection[str],
    *,
    verbs_begin: str = "",
    which: Q = _ALL,
    before: int | None = None,
    limit: int = 50,
) -> Page:
    """The events of all subjects of these kinds, newest first; only `which`, and only verbs that begin so, if that is
    given."""
    found = Event.objects.filter(which, subject_kind__in=subject_kinds)
    return _page(found.filter(verb__startswith=verbs_begin) if verbs_begin else found, before, limit)


def _page(found: QuerySet[Event], before: int | None, limit: int) -> Page:
    found = found.order_by("-id")
    if before is not None:
        found = found.filter(id__lt=before)
    events = list(found[: limit + 1])
    more = len(events) > limit
    events = events[:limit]
    return Page(events, events[-1].pk if more else None)
