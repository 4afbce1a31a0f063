"""What a provider of mail that reports by itself can do."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pacesetter.integrations.caller import Caller
from pacesetter.integrations.models import Connection, MailSubscription, OAuthApp
from pacesetter.integrations.provider import Text


@dataclass(frozen=True, slots=True)
class Subscribed:
    """A subscription as it is now: what it is called there, when it ends, and when to renew it."""

    id: str
    expires_at: datetime
    renew_at: datetime


class MailPush(ABC):
    """How a provider is told to report. It keeps nothing itself."""

    # What is reported apart.
    folders: Sequence[str]
    # How an administrator sets it up, beside the app; empty where nothing has to be.
    how_to: Sequence[Text] = ()

    def obstacle(self, connection: Connection) -> Text:
        """Why an account reports nothing, as an administrator can mend it; empty where nothing is in the way."""
        return ""

    def address_for(self, app: OAuthApp) -> str:
        """Where reports for all accounts of an app go, empty where each subscription has an address of its own."""
        return ""

    @abstractmethod
    def address_of(self, row: MailSubscription) -> str:
        """Where this subscription reports to. One that reports elsewhere is made anew."""

    @abstractmethod
    def subscribe(self, caller: Caller, row: MailSubscription, *, address: str, secret: str) -> Subscribed:
        """Have it report to this address: renewed where it does, made where it doesn't. Raises `Failure`."""

    @abstractmethod
    def unsubscribe(self, caller: Caller, row: MailSubscription) -> None:
        """Have it report no more. Nothing where it does not know the subscription any more. Raises `Failure`."""
