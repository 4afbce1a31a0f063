"""The jobs behind what is reported: have subscriptions, renew them, and end them with the account."""

from datetime import timedelta

from pacesetter import jobs
from pacesetter.core import clock
from pacesetter.integrations.caller import Caller
from pacesetter.integrations.enqueueing import enqueue_once
from pacesetter.integrations.last_job import leave_for_good
from pacesetter.integrations.mails.push.hearing import wake
from pacesetter.integrations.mails.push.leaving import leave
from pacesetter.integrations.mails.push.reach import unreachable
from pacesetter.integrations.mails.push.subscribing import subscribe, unsubscribe
from pacesetter.integrations.mails.source import MAIL, MailProvider
from pacesetter.integrations.models import Connection, ConnectionState, MailSubscription
from pacesetter.integrations.providers import keys_offering, provider_of
from pacesetter.integrations.secrets_of import forget_secrets
from pacesetter.integrations.uses import is_used_for
from pacesetter.integrations.working import working_with
from pacesetter.jobs.back_off import BackOff
from pacesetter.jobs.models import Job


# Not in one transaction: it asks about each account, and nobody else should wait for that.
@jobs.handler("integrations.subscribe_all_mail", atomic=False)
def subscribe_all(job: jobs.RunningJob) -> None:
    """Let each account have the subscriptions that it should have, where one is due, missing, or there in vain."""
    connections = Connection.objects.filter(provider__in=keys_offering(MAIL), state=ConnectionState.CONNECTED)
    for connection in connections.filter(owner__archived_at__isnull=True):
        job.stay()
        if _is_due(connection):
            enqueue_once("integrations.subscribe_mail", {"connection": connection.pk})


@jobs.handler("integrations.subscribe_mail", atomic=False, max_attempts=4, limit=timedelta(minutes=10))
def subscribe_mail(job: jobs.RunningJob) -> None:
    """Have the subscriptions of one account, or none where it should have none; and read what was missed."""
    found = Connection.objects.select_related("owner").filter(
        pk=job.payload["connection"], state=ConnectionState.CONNECTED
    )
    connection = found.first()
    provider = provider_of(connection.provider) if connection else None
    if connection is None or not isinstance(provider, MailProvider) or provider.push is None:
        return
    with working_with(connection), Caller(connection, about="reports of mail", stay=job.stay) as caller:
        if not _is_wanted(connection, provider):
            unsubscribe(connection, provider.push, caller)
            return
        if subscribe(connection, provider.push, caller):
            wake(connection)


def _leave_dead(job: Job) -> None:
    """Nobody answers for a day: subscriptions end by themselves, and the tokens are kept no longer."""
    ended = Connection.objects.filter(pk=job.payload.get("connection"), state=ConnectionState.ENDED)
    MailSubscription.objects.filter(connection__in=ended).delete()
    forget_secrets(ended)


@jobs.handler(
    "integrations.leave_account",
    atomic=False,
    # For about a day, which is as long as the secrets of an ended connection are kept.
    max_attempts=40,
    back_off=BackOff(first=timedelta(seconds=30), longest=timedelta(hours=1)),
    limit=timedelta(minutes=10),
    on_dead=_leave_dead,
)
def leave_account(job: jobs.RunningJob) -> None:
    """End what was set up at an account that was disconnected, and its tokens, there and here."""
    leave_for_good(job, about="leaving", leave=leave)


def _is_wanted(connection: Connection, provider: MailProvider) -> bool:
    push = provider.push
    if push is None or (connection.owner is not None and connection.owner.is_archived):
        return False
    return is_used_for(connection, MAIL) and not unreachable() and not push.obstacle(connection)


def _is_due(connection: Connection) -> bool:
    provider = provider_of(connection.provider)
    if not isinstance(provider, MailProvider) or provider.push is None:
        return False
    rows = list(MailSubscription.objects.filter(connection=connection))
    if not _is_wanted(connection, provider):
        return bool(rows)
    now = clock.now()
    missing = set(provider.push.folders) - {row.folder for row in rows}
    return bool(missing) or any(row.renew_at is None or row.renew_at <= now for row in rows)
