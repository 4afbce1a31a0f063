"""Reopen a closed period."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.events.recording import record
from pacesetter.kpis.closing.days import lock_organisation, note_closed_through
from pacesetter.kpis.closing.lock import take_from_under_lock
from pacesetter.kpis.models import ClosedPeriod
from pacesetter.people.access import require_settings_access
from pacesetter.people.models import Member


def reopen(closed: ClosedPeriod, *, by: Member) -> ClosedPeriod:
    """End the closing. Its figures and restatements stay readable; closing the period again keeps new ones.

    Raises `NotAllowed` for everybody but administrators, and a `Refusal` where it is reopened already.
    """
    require_settings_access(by)
    with transaction.atomic():
        lock_organisation()
        row = ClosedPeriod.objects.get(pk=closed.pk)
        if row.reopened_at is not None:
            raise Refusal(_("This period is open already."), code="open")
        if row.locked:
            take_from_under_lock(row, by=by, reason="")
        row.reopened_at, row.reopened_by = clock.now(), by
        row.save(update_fields=["reopened_at", "reopened_by"])
        note_closed_through()
        record("period.reopened", "closed_period", row.pk, by_id=by.pk)
    return row
