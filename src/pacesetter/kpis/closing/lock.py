"""Lock and unlock a closed period."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.events.recording import record
from pacesetter.kpis.closing.days import lock_organisation
from pacesetter.kpis.models import ClosedPeriod
from pacesetter.people.access import require_settings_access
from pacesetter.people.models import Member


def lock(closed: ClosedPeriod, *, by: Member) -> ClosedPeriod:
    """Refuse every later change inside the period. Raises a `Refusal` where it is open or locked already."""
    return _set(closed, by=by, locked=True)


def unlock(closed: ClosedPeriod, *, by: Member) -> ClosedPeriod:
    """Allow changes inside the period again, each recorded as a restatement. Raises a `Refusal` where it is open or not
    locked."""
    return _set(closed, by=by, locked=False)


def _set(closed: ClosedPeriod, *, by: Member, locked: bool) -> ClosedPeriod:
    require_settings_access(by)
    with transaction.atomic():
        lock_organisation()
        row = ClosedPeriod.objects.get(pk=closed.pk)
        if row.reopened_at is not None:
            raise Refusal(_("This period is open. Close it first."), code="open")
        if row.locked == locked:
            raise Refusal(_("Nothing changes: it is so already."), code="unchanged")
        row.locked = locked
        row.save(update_fields=["locked"])
        record("period.locked" if locked else "period.unlocked", "closed_period", row.pk, by_id=by.pk)
    return row
