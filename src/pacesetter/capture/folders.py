"""Read one folder of a mailbox from where we are, in batches that each are kept with the note of how far that is."""

import imaplib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import islice

from django.db import transaction

from pacesetter.capture.calendar_replies import FoundReply, replies_among, reply_reader
from pacesetter.capture.deciding import settings_now
from pacesetter.capture.houses import house_of, house_with
from pacesetter.capture.imap import heads_of, numbers_in, open_folder, state_of
from pacesetter.capture.judging import House
from pacesetter.capture.keeping import keep
from pacesetter.capture.locking import lock_mail_of
from pacesetter.capture.models import Mailbox, MailFolder
from pacesetter.capture.reading_heads import read_head
from pacesetter.capture.standing_orders import locked_orders_of
from pacesetter.core import clock

ROUTE = "imap"
# So many heads are in memory at once, and kept in one transaction with the note of how far we are.
BATCH = 50
# So many mails one run takes of a folder, so that no mailbox keeps the others waiting; the next run goes on from there.
MOST_AT_ONCE = 5000


class Disconnected(Exception):
    """The member has disconnected the mailbox meanwhile. What is kept of it is erased, and nothing more may be."""


@dataclass
class Reading:
    """One look into a mailbox. `read` counts its mails; `stay` is called between batches and may raise."""

    mailbox: Mailbox
    stay: Callable[[], object] = field(default=lambda: None)
    read: int = 0

    def house(self) -> House:
        """Who is who now. Asked for with each batch: a look is long, and what is blocked meanwhile must not be kept."""
        return house_with(house_of(self.mailbox.member), self.mailbox.user)


def read_folder(server: imaplib.IMAP4, reading: Reading, role: str, name: str) -> int:
    """How many numbers at most are still to be looked at after it. `role` is "inbox" or "sent". Raises
    `Disconnected`."""
    folder, is_new = _folder_of(reading, role)
    if not is_new and _is_unchanged(folder, server, name):
        return 0
    here, since = open_folder(server, name), None
    if folder.uid_validity != here.uid_validity or not folder.last_uid:
        # Older mail would be erased at once if nobody classified it.
        since = (clock.now() - timedelta(days=settings_now().kept_days)).date()
    if folder.uid_validity != here.uid_validity:
        folder.uid_validity, folder.last_uid = here.uid_validity, 0
    numbers = numbers_in(server, after=folder.last_uid, before=here.uid_next, since=since)
    looks_for_replies = role == "inbox" and reply_reader().are_awaited(reading.mailbox.member, reading.house().own)
    read = 0
    while read < MOST_AT_ONCE and (batch := list(islice(numbers, BATCH))):
        raws = heads_of(server, batch)
        replies = replies_among(server, batch) if looks_for_replies else []
        _keep(raws, replies, reading, folder, up_to=batch[-1])
        read += len(raws)
        reading.read += len(raws)
        reading.stay()
    if read < MOST_AT_ONCE:
        folder.last_uid, folder.modseq = max(folder.last_uid, here.uid_next - 1), here.modseq
        _note(folder)
    return max(0, here.uid_next - 1 - folder.last_uid)


def _folder_of(reading: Reading, role: str) -> tuple[MailFolder, bool]:
    with transaction.atomic():
        # Whoever disconnects between two folders takes the same lock: a folder of a mailbox that is gone can't be kept.
        lock_mail_of(reading.mailbox.member)
        if not Mailbox.objects.filter(pk=reading.mailbox.pk).exists():
            raise Disconnected
        found: tuple[MailFolder, bool] = MailFolder.objects.get_or_create(mailbox=reading.mailbox, role=role)
        return found


def _is_unchanged(folder: MailFolder, server: imaplib.IMAP4, name: str) -> bool:
    now = state_of(server, name)
    if not folder.uid_validity or now.uid_validity != folder.uid_validity:
        return False
    if folder.modseq and now.modseq == folder.modseq:
        return True
    return now.uid_next == folder.last_uid + 1


def _keep(raws: list[bytes], replies: list[FoundReply], reading: Reading, folder: MailFolder, *, up_to: int) -> None:
    now = clock.now()
    with transaction.atomic():
        orders = locked_orders_of(reading.mailbox.member)
        if not MailFolder.objects.filter(pk=folder.pk).exists():
            raise Disconnected
        house, decided = reading.house(), settings_now()
        for raw in raws:
            head = read_head(raw, received_at=now)
            # Anybody can write the member's address under a mail to them; what they sent lies with what they sent.
            is_trusted = folder.role == "sent" or head.sender.address not in house.own
            keep(
                reading.mailbox.member,
                head,
                route=ROUTE,
                is_trusted=is_trusted,
                house=house,
                decided=decided,
                orders=orders,
            )
        for reply in replies:
            reply_reader().receive(reading.mailbox.member, house.own, sender=reply.sender, content=reply.content)
        folder.last_uid = up_to
        _note(folder)


def _note(folder: MailFolder) -> None:
    far = {"uid_validity": folder.uid_validity, "last_uid": folder.last_uid, "modseq": folder.modseq}
    MailFolder.objects.filter(pk=folder.pk).update(**far)
