"""The jobs behind mail of connected accounts."""

from datetime import timedelta

from pacesetter import jobs
from pacesetter.integrations.caller import Caller
from pacesetter.integrations.enqueueing import enqueue_once
from pacesetter.integrations.mails.reading import read_mail
from pacesetter.integrations.mails.source import MAIL, MailProvider
from pacesetter.integrations.models import Connection, ConnectionState
from pacesetter.integrations.providers import keys_offering, provider_of
from pacesetter.integrations.uses import is_used_for
from pacesetter.integrations.working import working_with

# How requests name what they were for.
ABOUT_MAIL = "mail"


@jobs.handler("integrations.read_all_mail")
def read_all(job: jobs.RunningJob) -> None:
    """Let the mail of each connected account be read."""
    connections = Connection.objects.filter(provider__in=keys_offering(MAIL), state=ConnectionState.CONNECTED)
    for connection in connections.filter(owner__archived_at__isnull=True):
        if is_used_for(connection, MAIL):
            enqueue_once("integrations.read_mail", {"connection": connection.pk})


@jobs.handler("integrations.read_mail", atomic=False, max_attempts=3, limit=timedelta(minutes=20))
def read(job: jobs.RunningJob) -> None:
    """Read the mail of one account, and once more after the others where much was left."""
    found = Connection.objects.select_related("owner__organisation").filter(
        pk=job.payload["connection"], state=ConnectionState.CONNECTED
    )
    connection = found.first()
    if connection is None or not is_used_for(connection, MAIL):
        return
    provider = provider_of(connection.provider)
    assert isinstance(provider, MailProvider)  # noqa: S101 - only those offer mail
    with working_with(connection), Caller(connection, about=ABOUT_MAIL, stay=job.stay) as caller:
        is_done = read_mail(connection, provider.mail(caller), stay=job.stay)
    if not is_done:
        enqueue_once("integrations.read_mail", {"connection": connection.pk}, or_runs=False)
