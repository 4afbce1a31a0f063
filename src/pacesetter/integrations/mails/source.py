"""What a provider is that has mail of members."""

from abc import abstractmethod
from typing import TYPE_CHECKING

from pacesetter.capture.locking import lock_mail_of
from pacesetter.capture.verbs import forget_unclassified
from pacesetter.integrations.enqueueing import enqueue_once
from pacesetter.integrations.models import MailPlace, MailSubscription
from pacesetter.integrations.provider import Provider
from pacesetter.integrations.uses import is_used_for

if TYPE_CHECKING:
    from pacesetter.integrations.caller import Caller
    from pacesetter.integrations.mails.account import MailAccount
    from pacesetter.integrations.mails.push.shape import MailPush
    from pacesetter.integrations.models import Connection

MAIL = "mail"


class MailProvider(Provider):
    """A provider of mail, whatever else it has. Each connection is a member's own."""

    # How it reports by itself, None where it doesn't.
    push: "MailPush | None" = None

    @abstractmethod
    def mail(self, caller: "Caller") -> "MailAccount":
        """The mail of the caller's connection."""

    def taken_into_use(self, connection: "Connection") -> None:
        """The first look takes longest, so it begins at once."""
        super().taken_into_use(connection)
        if is_used_for(connection, MAIL):
            enqueue_once("integrations.read_mail", {"connection": connection.pk})
            if self.push is not None:
                enqueue_once("integrations.subscribe_mail", {"connection": connection.pk})

    def takes_leave(self, connection: "Connection") -> bool:
        """What it reports, and the consent where that can be ended there, are ended before the tokens are forgotten."""
        can_revoke = self.oauth is not None and bool(self.oauth.revoke_url)
        if not can_revoke and not MailSubscription.objects.filter(connection=connection).exists():
            return super().takes_leave(connection)
        enqueue_once("integrations.leave_account", {"connection": connection.pk}, or_runs=False)
        return True

    def disconnected(self, connection: "Connection") -> None:
        """What was found there and is not logged is erased."""
        super().disconnected(connection)
        if connection.owner is not None:
            # Before its places: whoever is reading holds this, and notes then how far they are.
            lock_mail_of(connection.owner)
        gone, _rows = MailPlace.objects.filter(connection=connection).delete()
        if gone and connection.owner is not None:
            forget_unclassified(connection.owner, by=connection.owner)
