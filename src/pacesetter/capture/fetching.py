"""Look into a mailbox: what is new in the inbox and in the folder for sent mail, each mail once."""

import imaplib
from collections.abc import Callable
from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from pacesetter.capture.folders import Disconnected, Reading, read_folder
from pacesetter.capture.imap import LogInRefused, opened_server, sent_folder
from pacesetter.capture.models import Mailbox
from pacesetter.core import clock
from pacesetter.core.http import FetchError
from pacesetter.tenancy.sealed import opened

# Whoever looks into a mailbox says so after every batch; one who was killed is heard of no more after this time.
_HELD = timedelta(minutes=2)


def fetch(mailbox: Mailbox, *, stay: Callable[[], object] = lambda: None) -> int:
    """Read what is new in the mailbox; how many mails that were. What is wrong is noted in words and not raised.

    A run that dies goes on where the last batch ended. Where the server has numbered a folder anew, what came in the
    days that are kept is read again, and known again by its Message-ID. Nothing is done where somebody else is looking
    into the mailbox. `stay` is called between batches, and may raise to end the run there.
    """
    if not _hold(mailbox):
        return 0
    reading = Reading(mailbox, stay=lambda: _go_on(mailbox, stay))
    try:
        _read(mailbox, reading)
    except Disconnected:
        pass
    except LogInRefused:
        _note(mailbox, _("The mail server does not take this user and password."), is_stopped=True)
    except FetchError as error:
        _note(mailbox, str(error))
    except (OSError, imaplib.IMAP4.error) as error:
        _note(mailbox, _("The mail server can't be used: %(why)s") % {"why": error})
    finally:
        Mailbox.objects.filter(pk=mailbox.pk).update(held_until=None)
    return reading.read


def _read(mailbox: Mailbox, reading: Reading) -> None:
    with opened_server(
        host=mailbox.host,
        port=mailbox.port,
        security=mailbox.security,
        user=mailbox.user,
        password=opened(mailbox, "password"),
    ) as server:
        sent, left = sent_folder(server), 0
        for role, name in (("inbox", "INBOX"), ("sent", sent)):
            if name is not None:
                left += read_folder(server, reading, role, name)
    fault = "" if sent else _("The server names no folder for sent mail, so only what is received is seen.")
    done = {"succeeded_at": clock.now(), "fault": fault, "failed_at": None, "backlog": left}
    Mailbox.objects.filter(pk=mailbox.pk).update(**done)


def _hold(mailbox: Mailbox) -> bool:
    now = clock.now()
    free = Mailbox.objects.filter(Q(held_until__isnull=True) | Q(held_until__lt=now), pk=mailbox.pk)
    return bool(free.update(held_until=now + _HELD))


def _go_on(mailbox: Mailbox, stay: Callable[[], object]) -> None:
    Mailbox.objects.filter(pk=mailbox.pk).update(held_until=clock.now() + _HELD)
    stay()


def _note(mailbox: Mailbox, fault: str, *, is_stopped: bool = False) -> None:
    wrong = {"fault": fault[:300], "failed_at": clock.now(), "is_stopped": is_stopped}
    Mailbox.objects.filter(pk=mailbox.pk).update(**wrong)
