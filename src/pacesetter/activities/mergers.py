"""Activities of companies and contacts that become one."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypedDict

from django.db.models import QuerySet

from pacesetter import events
from pacesetter.activities.category import category_of
from pacesetter.activities.facts import facts_of
from pacesetter.activities.models import Activity, ActivityContact, Status
from pacesetter.core import clock
from pacesetter.crm.mergers import Moved
from pacesetter.crm.models import Company, Contact
from pacesetter.events.recording import Entry
from pacesetter.people.models import Member
from pacesetter.tenancy.models import touch_settings

_BATCH = 500


class MovedLinks(TypedDict):
    """Ids of activities: `moved` went from one contact to the other, `shared` was with both."""

    moved: list[int]
    shared: list[int]


class ActivityMerger:
    """Moves the activities of a company, or the places that a contact has in activities."""

    def lock(self, row: Company | Contact, *, at_once: bool = False) -> None:
        """Hold the company's activities, as every verb on one of them does before it comes to the company."""
        if isinstance(row, Company):
            held = Activity.objects.select_for_update(of=("self",), nowait=at_once)
            held = held.filter(company=row.pk).order_by("pk")
            list(held.values_list("pk", flat=True))

    def move(self, dropped: Company | Contact, kept: Company | Contact, *, by: Member | None, reason: str) -> Moved:
        """Hang the activities on the one that stays, deleted ones too: they may be restored."""
        if isinstance(dropped, Contact):
            return move_links(dropped.pk, kept.pk)
        ids = sorted(Activity.objects.filter(company=dropped.pk).values_list("pk", flat=True))
        return _move_activities(ids, dropped.pk, kept.pk, by=by, reason=reason)

    def move_back(
        self, moved: Moved, kept: Company | Contact, dropped: Company | Contact, *, by: Member | None, reason: str
    ) -> None:
        """Hang them back, except those that somebody has moved on since."""
        if isinstance(kept, Contact):
            _move_links_back(moved, kept.pk, dropped.pk)
        else:
            _move_activities(moved, kept.pk, dropped.pk, by=by, reason=reason)


def _move_activities(ids: Sequence[int], from_id: int, to_id: int, *, by: Member | None, reason: str) -> list[int]:
    """Give the activities another company, as far as they are still with the first. Returns the ids of those moved."""
    by_id = by.pk if by else None
    moved: list[int] = []
    days: set[date] = set()
    for batch in _in_batches(ids):
        here = Activity.objects.select_for_update(of=("self",)).filter(pk__in=batch, company=from_id).order_by("pk")
        # Locked alone: one whose owner has just been changed would be missed, joined to the owner before.
        held = list(here.values_list("pk", flat=True))
        named = Activity.objects.select_related("activity_type", "owner", "company")
        rows = list(named.filter(pk__in=held).order_by("pk"))
        Activity.objects.filter(pk__in=[row.pk for row in rows]).update(company=to_id, updated_at=clock.now())
        for row in rows:
            moved.append(row.pk)
            days |= {cell.day for cell in facts_of(row)}
            before: dict[str, object] = {"company": row.company}
            row.company_id = to_id
            if row.status == Status.PLANNED and row.deleted_at is None:
                category_of(row.activity_type.category).changed(row, by=by, before=before)
        data = {"before": {"company_id": from_id}, "after": {"company_id": to_id}}
        events.record_many(Entry("activity.edited", "activity", row.pk, by_id, data) for row in rows)
    if days:
        # No total changes, but how many different companies were reached may, in closed periods too. One look at all
        # of these days instead of one for every activity: a company can have thousands.
        touch_settings(by_id=by_id, reason=reason, cause="company.merged", since=min(days))
    return moved


def move_links(from_id: int, to_id: int, among: QuerySet[Activity] | None = None) -> MovedLinks:
    """Put one contact in the other's places, in all activities or only `among` these."""
    with_both = ActivityContact.objects.filter(contact=to_id).values("activity_id")
    links = ActivityContact.objects.filter(contact=from_id)
    if among is not None:
        links = links.filter(activity__in=among)
    shared = sorted(links.filter(activity__in=with_both).values_list("activity_id", flat=True))
    links.filter(activity_id__in=shared).delete()
    moved = sorted(links.values_list("activity_id", flat=True))
    links.update(contact=to_id)
    return {"moved": moved, "shared": shared}


def _move_links_back(links: MovedLinks, from_id: int, to_id: int) -> None:
    for batch in _in_batches(links["moved"]):
        ActivityContact.objects.filter(contact=from_id, activity_id__in=batch).update(contact=to_id)
    for batch in _in_batches(links["shared"]):
        still_there = Activity.objects.filter(pk__in=batch).values_list("pk", flat=True)
        ActivityContact.objects.bulk_create(
            ActivityContact(activity_id=activity_id, contact_id=to_id) for activity_id in sorted(still_there)
        )


def _in_batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _BATCH):
        yield ids[start : start + _BATCH]
