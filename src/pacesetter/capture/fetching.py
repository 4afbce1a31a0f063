"""Bring the mails of a mailbox in: what is new in the inbox and in the folder for sent mail, each once."""

import imaplib
from datetime import timedelta
from itertools import islice

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.capture.deciding import settings_now
from pacesetter.capture.houses import house_of
from pacesetter.capture.imap import LogInRefused, heads_of, numbers_in, open_folder, opened_server, sent_folder
from pacesetter.capture.judging import House
from pacesetter.capture.keeping import keep
from pacesetter.capture.models import CaptureSettings, Mailbox, MailFolder
from pacesetter.capture.reading_heads import read_head
from pacesetter.core import clock
from pacesetter.core.http import FetchError
from pacesetter.tenancy.sealed import opened

ROUTE = "imap"
# So many heads are in memory at once, and kept in one transaction with the note of how far we are.
_BATCH = 50
# So many mails one run takes of a folder; the next run goes on from there.
MOST_AT_ONCE = 5000


def fetch(mailbox: Mailbox) -> int:
    """Read what is new in the mailbox; how many mails that were. What is wrong is noted in words and not raised.

    A run that dies goes on where the last batch ended. Where the server has numbered a folder anew, what came in the
    days that are kept is read again, and known again by its Message-ID.
    """
    read = 0
    try:
        with opened_server(
            host=mailbox.host,
            port=mailbox.port,
            security=mailbox.security,
            user=mailbox.user,
            password=opened(mailbox, "password"),
        ) as server:
            house, decided = house_of(mailbox.member), settings_now()
            sent = sent_folder(server)
            left = 0
            for role, name in (("inbox", "INBOX"), ("sent", sent)):
                if name is not None:
                    done, more = _read_folder(server, mailbox, role, name, house, decided)
                    read, left = read + done, left + more
    except LogInRefused:
        _note(mailbox, _("The mail server does not take this user and password."), is_stopped=True)
    except FetchError as error:
        _note(mailbox, str(error))
    except (OSError, imaplib.IMAP4.error) as error:
        _note(mailbox, _("The mail server can't be used: %(why)s") % {"why": error})
    else:
        fault = "" if sent else _("The server names no folder for sent mail, so only what is received is seen.")
        Mailbox.objects.filter(pk=mailbox.pk).update(
            succeeded_at=clock.now(), fault=fault, failed_at=None, backlog=left
        )
    return read


def _read_folder(
    server: imaplib.IMAP4, mailbox: Mailbox, role: str, name: str, house: House, decided: CaptureSettings
) -> tuple[int, int]:
    """How many mails were read, and how many numbers at most are still to be looked at."""
    here = open_folder(server, name)
    folder, _made = MailFolder.objects.get_or_create(mailbox=mailbox, role=role)
    since = None
    if folder.uid_validity != here.uid_validity or not folder.last_uid:
        # Older mail would be erased at once if nobody classified it.
        since = (clock.now() - timedelta(days=decided.kept_days)).date()
    if folder.uid_validity != here.uid_validity:
        folder.uid_validity, folder.last_uid = here.uid_validity, 0
    numbers = numbers_in(server, after=folder.last_uid, before=here.uid_next, since=since)
    read = 0
    while read < MOST_AT_ONCE and (batch := list(islice(numbers, _BATCH))):
        raws, now = heads_of(server, batch), clock.now()
        with transaction.atomic():
            for raw in raws:
                head = read_head(raw, received_at=now)
                # Anybody can write the member's address under a mail to them; what they sent lies with what they sent.
                is_trusted = role == "sent" or head.sender.address not in house.own
                keep(mailbox.member, head, route=ROUTE, is_trusted=is_trusted, house=house, decided=decided)
            folder.last_uid = batch[-1]
            folder.save()
        read += len(raws)
    if read < MOST_AT_ONCE:
        folder.last_uid = max(folder.last_uid, here.uid_next - 1)
        folder.save()
    return read, max(0, here.uid_next - 1 - folder.last_uid)


def _note(mailbox: Mailbox, fault: str, *, is_stopped: bool = False) -> None:
    wrong = {"fault": fault[:300], "failed_at": clock.now(), "is_stopped": is_stopped}
    Mailbox.objects.filter(pk=mailbox.pk).update(**wrong)
