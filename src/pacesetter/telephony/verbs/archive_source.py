"""Take no more reports of a phone system, and take them up again."""

from datetime import datetime

from django.db import transaction

from pacesetter.core import clock
from pacesetter.people.models import Member
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle
from pacesetter.telephony.models import CallSource


def archive_source(source: CallSource, *, by: Member | None) -> CallSource:
    """Answer its reports with 404 from now on. What was logged stays. Raises `NotAllowed`."""
    return _set(source, by=by, archived_at=clock.now())


def restore_source(source: CallSource, *, by: Member | None) -> CallSource:
    """Take its reports again, with the same address and secret. Raises `NotAllowed`."""
    return _set(source, by=by, archived_at=None)


def _set(source: CallSource, *, by: Member | None, archived_at: datetime | None) -> CallSource:
    guards.administrator(by)
    with transaction.atomic():
        guards.one_at_a_time()
        row = CallSource.objects.get(pk=source.pk)
        if (row.archived_at is None) != (archived_at is None):
            row.archived_at = archived_at
            row.save(update_fields=["archived_at"])
            settle(f"call_source.{'archived' if archived_at else 'restored'}", ("call_source", row.pk), by=by)
    return row
