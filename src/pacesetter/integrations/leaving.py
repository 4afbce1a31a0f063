"""Somebody leaves: their own accounts are left, too."""

from datetime import timedelta

from pacesetter.core import clock
from pacesetter.integrations.calendars.connected import upcoming_meetings
from pacesetter.integrations.enqueueing import enqueue_once
from pacesetter.integrations.mails.source import MailProvider
from pacesetter.integrations.models import BusyTime, Connection, ConnectionState, MailPlace
from pacesetter.integrations.providers import provider_of
from pacesetter.integrations.verbs import disconnect
from pacesetter.jobs.models import Job
from pacesetter.people.models import Member

# However far ahead meetings were planned: what was agreed on later than this, colleagues agree on anew.
LEAVERS_KEPT = timedelta(days=30)


def end_accounts(member: Member) -> None:
    """Disconnect them, and end the consents there. A calendar from which requests went out for meetings that are still
    to come stays until those are over: attendees hear through it that a meeting is called off or put off. Its mail,
    and when its owner is busy, are nobody's business from now on. (A `LeavingListener`.)"""
    for row in Connection.objects.filter(owner=member).exclude(state=ConnectionState.ENDED):
        if _is_needed(row):
            _leave_all_but_meetings(row)
        else:
            disconnect(row, by=None)


def end_spent_accounts() -> None:
    """Disconnect those of members who left that no meeting needs any more, after `LEAVERS_KEPT` in any case."""
    for row in Connection.objects.filter(owner__archived_at__isnull=False, ended_at=None).select_related("owner"):
        left_at = row.owner.archived_at if row.owner else None
        if left_at is not None and (left_at < clock.now() - LEAVERS_KEPT or not _is_needed(row)):
            disconnect(row, by=None)


def _is_needed(row: Connection) -> bool:
    if row.state == ConnectionState.BEGUN:
        return False
    unwritten = Job.objects.filter(
        kind="integrations.write_calendar_event",
        payload__connection=row.pk,
        state__in=[Job.State.QUEUED, Job.State.RUNNING],
    )
    return upcoming_meetings(row) > 0 or unwritten.exists()


def _leave_all_but_meetings(row: Connection) -> None:
    provider = provider_of(row.provider)
    BusyTime.objects.filter(connection=row).delete()
    MailPlace.objects.filter(connection=row).delete()
    if isinstance(provider, MailProvider) and provider.push is not None:
        # For an owner who has left it has none, so this ends those that there are.
        enqueue_once("integrations.subscribe_mail", {"connection": row.pk}, or_runs=False)
