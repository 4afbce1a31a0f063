"""What a provider is that has mail of members."""

from abc import abstractmethod
from typing import TYPE_CHECKING

from pacesetter.capture.verbs import forget_unclassified
from pacesetter.integrations.enqueueing import enqueue_once
from pacesetter.integrations.models import MailPlace
from pacesetter.integrations.provider import Provider
from pacesetter.integrations.uses import is_used_for

if TYPE_CHECKING:
    from pacesetter.integrations.caller import Caller
    from pacesetter.integrations.mails.account import MailAccount
    from pacesetter.integrations.models import Connection

MAIL = "mail"


class MailProvider(Provider):
    """A provider of mail, whatever else it has. Each connection is a member's own."""

    @abstractmethod
    def mail(self, caller: "Caller") -> "MailAccount":
        """The mail of the caller's connection."""

    def taken_into_use(self, connection: "Connection") -> None:
        """The first look takes longest, so it begins at once."""
        super().taken_into_use(connection)
        if is_used_for(connection, MAIL):
            enqueue_once("integrations.read_mail", {"connection": connection.pk})

    def disconnected(self, connection: "Connection") -> None:
        """What was found there and is not logged is erased."""
        super().disconnected(connection)
        gone, _rows = MailPlace.objects.filter(connection=connection).delete()
        if gone and connection.owner is not None:
            forget_unclassified(connection.owner, by=connection.owner)
