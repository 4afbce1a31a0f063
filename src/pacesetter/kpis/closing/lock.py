"""Lock and unlock a closed period."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.events.recording import record
from pacesetter.kpis.book import Book, load_book
from pacesetter.kpis.closing.days import lock_organisation, note_closed_through
from pacesetter.kpis.closing.kept import keep
from pacesetter.kpis.closing.restate import restate_before_lock, restate_unlocked
from pacesetter.kpis.models import ClosedPeriod, LockedFigure
from pacesetter.people.access import require_settings_access
from pacesetter.people.models import Member


def lock(closed: ClosedPeriod, *, by: Member) -> ClosedPeriod:
    """Keep the figures as they are now, show these, and refuse every later change inside the period. Raises a `Refusal`
    where it is open or locked already."""
    require_settings_access(by)
    with transaction.atomic():
        book = load_book(lock_organisation())
        row = _row(closed, locked=True)
        restate_before_lock(book, row, by_id=by.pk)
        put_under_lock(book, row, by=by)
        note_closed_through()
        record("period.locked", "closed_period", row.pk, by_id=by.pk)
    return row


def unlock(closed: ClosedPeriod, *, by: Member, reason: str = "") -> ClosedPeriod:
    """Allow changes inside the period again, each recorded as a restatement. What changed after locking becomes visible
    now, as restatements, too. Raises a `Refusal` where it is open or not locked."""
    require_settings_access(by)
    with transaction.atomic():
        lock_organisation()
        row = _row(closed, locked=False)
        take_from_under_lock(row, by=by, reason=reason)
        note_closed_through()
        record("period.unlocked", "closed_period", row.pk, by_id=by.pk)
    return row


def put_under_lock(book: Book, closed: ClosedPeriod, *, by: Member) -> None:
    """Lock it, whatever it is."""
    keep(book, closed)
    closed.locked, closed.locked_at, closed.locked_by = True, clock.now(), by
    closed.save()


def take_from_under_lock(closed: ClosedPeriod, *, by: Member, reason: str) -> None:
    """Unlock it: the figures are what today's rules and activities give."""
    restate_unlocked(closed, by_id=by.pk, reason=reason)
    LockedFigure.objects.filter(closed_period=closed).delete()
    closed.locked, closed.locked_at, closed.locked_by, closed.teams = False, None, None, None
    closed.pace_on_track = closed.pace_behind = closed.score_cap = None
    closed.save()


def _row(closed: ClosedPeriod, *, locked: bool) -> ClosedPeriod:
    row = ClosedPeriod.objects.get(pk=closed.pk)
    if row.reopened_at is not None:
        raise Refusal(_("This period is open. Close it first."), code="open")
    if row.locked == locked:
        raise Refusal(_("Nothing changes: it is so already."), code="unchanged")
    return row
