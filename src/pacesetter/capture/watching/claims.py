"""Which worker listens to which mailboxes: each is one worker's, however many workers there are."""

from datetime import timedelta

from django.db.models import Q, QuerySet

from pacesetter import jobs
from pacesetter.capture.models import Mailbox
from pacesetter.core import clock
from pacesetter.tenancy.scope import scope

# A worker that is killed is heard of no more, and another one takes its mailboxes over after this time.
LEASE = timedelta(minutes=3)


def claim(most: int, *, but_not: set[int]) -> list[Mailbox]:
    """Take so many mailboxes that nobody listens to."""
    now = clock.now()
    free = _working().filter(Q(watched_until__isnull=True) | Q(watched_until__lt=now)).exclude(pk__in=but_not)
    found = list(free.select_related("member__organisation").order_by("pk")[:most])
    return [row for row in found if _take(row)]


def keep_claims(mailbox_ids: set[int]) -> set[int]:
    """Say that we still listen; those that are no longer to be listened to: disconnected, stopped, connected anew."""
    rows = _working().filter(pk__in=mailbox_ids)
    rows.update(watched_until=clock.now() + LEASE)
    return mailbox_ids - set(rows.values_list("pk", flat=True))


def give_back(mailbox_ids: set[int]) -> None:
    """Let others listen."""
    Mailbox.across_organisations.filter(pk__in=mailbox_ids).update(watched_until=None)


def ask_to_look(mailbox_id: int) -> None:
    """Something has come: have the mailbox looked into."""
    organisation_id = Mailbox.across_organisations.filter(pk=mailbox_id).values_list("organisation", flat=True).first()
    if organisation_id is not None:
        with scope(organisation_id):
            jobs.enqueue("capture.fetch", {"mailbox": mailbox_id})


def _working() -> QuerySet[Mailbox]:
    every: QuerySet[Mailbox] = Mailbox.across_organisations.all()
    return every.filter(is_stopped=False, member__archived_at__isnull=True)


def _take(row: Mailbox) -> bool:
    same = Mailbox.across_organisations.filter(pk=row.pk, watched_until=row.watched_until)
    return bool(same.update(watched_until=clock.now() + LEASE))
