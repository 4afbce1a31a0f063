"""What is read of a mail, whichever way it came. Pure."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Dropped(StrEnum):
    """Why nothing is kept of a mail but that there was one."""

    AUTOMATIC = "automatic"  # an answering machine, a report of a mail server, our own mail
    LIST = "list"  # a mailing list or a newsletter
    PRIVATE = "private"  # marked as private, personal or confidential
    BLOCKED = "blocked"  # an address or domain of which nothing is to be kept
    INTERNAL = "internal"  # between colleagues
    COLLEAGUE = "colleague"  # written by a colleague, who has it in their own capture
    STRANGER = "stranger"  # neither from the member nor to the member
    FORGED = "forged"  # our mail server says that it is not from whom it claims
    INCOMING = "incoming"  # received, where only what is sent is wanted
    JOURNAL = "journal"  # a journal report of Exchange without the mail in it


class Direction(StrEnum):
    """Who wrote to whom, seen from the member."""

    OUT = "out"
    IN = "in"


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody in From, To or Cc. The address is in lower case; the name may be empty."""

    address: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class MailHead:
    """The head of a mail. It has no body, and none is ever asked for.

    `message_id` is the same whichever route brought the mail. `references` are the mails that it answers, the oldest
    first; `thread_key` is the mailbox's own name of the thread, where it tells one. `sent_at` is aware. `unwanted` is
    why the head itself says that nothing is to be kept. `ref` is a token of ours that the compose pane left in it.
    """

    message_id: str
    sent_at: datetime
    sender: Party
    to: tuple[Party, ...] = ()
    cc: tuple[Party, ...] = ()
    references: tuple[str, ...] = ()
    subject: str = ""
    unwanted: Dropped | None = None
    ref: str = ""
    thread_key: str = ""

    @property
    def recipients(self) -> tuple[Party, ...]:
        """Whom it was written to, each address once."""
        found: dict[str, Party] = {}
        for party in (*self.to, *self.cc):
            found.setdefault(party.address, party)
        return tuple(found.values())
