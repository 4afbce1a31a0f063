"""Hand messages to the mail server."""

import imaplib
import logging
import smtplib
from collections.abc import Callable
from datetime import timedelta
from email.utils import format_datetime

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.utils import timezone

from pacesetter import jobs
from pacesetter.core.http import FetchError
from pacesetter.itip import Method
from pacesetter.jobs.models import Job
from pacesetter.mail.calendar_mail import WithCalendar
from pacesetter.mail.inbound.pick_up import pick_up
from pacesetter.mail.inbound.route import routes
from pacesetter.mail.inbound.taking import target
from pacesetter.mail.inbound.topics import confirm
from pacesetter.mail.models import InboundMessage, OutgoingMessage

logger = logging.getLogger(__name__)

State = OutgoingMessage.State
# A mail server that is down over a weekend must not cost a message: 40 attempts take about three days.
_PATIENCE = jobs.BackOff(first=timedelta(seconds=10), longest=timedelta(hours=3))
_TIMEOUT = 30  # seconds; without one a server that says nothing would hold the worker for ever


def _mark_failed(job: Job) -> None:
    reason = job.last_error.strip().splitlines()[-1:]
    OutgoingMessage.objects.filter(pk=job.payload["message"], state=State.QUEUED).update(
        state=State.FAILED, error="".join(reason)
    )


@jobs.handler("mail.deliver", atomic=False, max_attempts=40, back_off=_PATIENCE, on_dead=_mark_failed)
def deliver(job: jobs.RunningJob) -> Callable[[], object] | None:
    """Send one message, and mark it as sent in the transaction that marks the job done.

    At least once, not exactly once: where the worker dies after the mail server has taken the message and before that
    transaction is committed, the message is sent again. SMTP offers no way to ask. The copy has the same Message-ID
    and Date, so most servers and mail programs show one message.
    """
    message = OutgoingMessage.objects.get(pk=job.payload["message"])
    if message.state == State.SENT:
        return None
    email = _as_email(message)
    email.connection = get_connection(timeout=getattr(settings, "EMAIL_TIMEOUT", None) or _TIMEOUT)
    try:
        email.send()
    except smtplib.SMTPRecipientsRefused as error:
        raise _failure(*next(iter(error.recipients.values()))) from error
    except smtplib.SMTPResponseException as error:
        raise _failure(error.smtp_code, error.smtp_error) from error
    except (smtplib.SMTPException, OSError) as error:
        raise jobs.Temporary(f"The mail server can't be used: {error}") from error
    return lambda: _mark_sent(message)


def _failure(code: int, answer: bytes | str) -> Exception:
    told = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    text = f"The mail server answered {code} {told}"
    # A log-in that is refused says 5xx too, but it is the product's setting that is wrong, not the message.
    lasting = 500 <= code < 600 and code not in (530, 534, 535, 538)
    return jobs.Permanent(text) if lasting else jobs.Temporary(text)


def _mark_sent(message: OutgoingMessage) -> None:
    message.state, message.sent_at, message.error = State.SENT, timezone.now(), ""
    if message.is_confidential:
        message.text = message.html = ""
    message.save(update_fields=["state", "sent_at", "error", "text", "html"])


def _as_email(message: OutgoingMessage) -> EmailMultiAlternatives:
    fixed = {"Message-ID": message.message_id, "Date": format_datetime(message.created_at)}
    email = (WithCalendar if message.calendar else EmailMultiAlternatives)(
        message.subject,
        message.text,
        message.sender or None,
        to=[message.to],
        reply_to=[message.reply_to] if message.reply_to else None,
        headers=message.headers | fixed,
    )
    if message.html:
        email.attach_alternative(message.html, "text/html")
    if isinstance(email, WithCalendar):
        email.calendar, email.method = message.calendar.encode(), Method(message.calendar_method)
    return email


# A message may hold what its sender would not want kept; what was asked for stands elsewhere by then.
_INBOUND_KEPT = timedelta(days=30)


def _mark_unread(job: Job) -> None:
    InboundMessage.objects.filter(pk=job.payload["message"]).update(
        state=InboundMessage.State.FAILED, error=job.last_error[-2000:]
    )


@jobs.handler("mail.read", on_dead=_mark_unread)
def read(job: jobs.RunningJob) -> None:
    """Hand a message that came in to the room that it is for. One that can't be read after all tries stays, marked."""
    message = InboundMessage.objects.get(pk=job.payload["message"])
    wanted = target(message)
    routes()[wanted.route].receive(message, wanted.token)
    InboundMessage.objects.filter(pk=message.pk).update(state=InboundMessage.State.READ, read_at=timezone.now())


@jobs.handler("mail.pick_up", serves="installation", atomic=False)
def look_into_mailbox(job: jobs.RunningJob) -> None:
    """Pick up what has come into the mailbox, where there is one. A mailbox that is away is no failed job: the next run
    is a minute off, and a night of them would bury what else has failed."""
    if settings.INBOUND_IMAP is None:
        return
    try:
        pick_up(settings.INBOUND_IMAP)
    except (imaplib.IMAP4.error, OSError) as error:
        logger.warning("The mailbox for mail that comes in can't be used: %s", error)


@jobs.handler("mail.confirm_topic", serves="installation", atomic=False, max_attempts=5)
def confirm_topic(job: jobs.RunningJob) -> None:
    """Tell Amazon that its topic is wanted, so that it reports mail."""
    try:
        status = confirm(job.payload["address"])
    except FetchError as error:
        raise jobs.Temporary(f"Amazon could not be reached: {error}") from error
    if status != 200:
        raise jobs.Temporary(f"Amazon answered {status} to the confirmation of a topic.")


@jobs.handler("mail.tidy")
def tidy(job: jobs.RunningJob) -> None:
    """Erase messages that came in long ago."""
    InboundMessage.objects.filter(received_at__lt=timezone.now() - _INBOUND_KEPT).delete()
