"""What the panes and the handler send, checked before anything is done with it."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

Address = Annotated[str, Field(max_length=254)]
Identifier = Annotated[str, Field(max_length=4000)]
_MOST_PARTIES = 500


class SentParty(BaseModel):
    """Somebody in From, To, Cc or Bcc, as Outlook names them."""

    address: Address
    name: Annotated[str, Field(max_length=1000)] = ""


Parties = Annotated[list[SentParty], Field(max_length=_MOST_PARTIES)]


def addresses_of(*lists: list[SentParty]) -> list[str]:
    """The addresses alone, in their order."""
    return [one.address for parties in lists for one in parties]


class SentMail(BaseModel):
    """The head of a mail that is read: those of its own headers that capture reads, where Outlook gives them, and what
    Outlook tells of it otherwise. Never a body."""

    headers: Annotated[str, Field(max_length=100_000)] = ""
    message_id: Identifier = ""
    sent_at: datetime | None = None
    sender: SentParty | None = None
    to: Parties = []
    cc: Parties = []
    subject: Annotated[str, Field(max_length=2000)] = ""
    conversation: Identifier = ""


class SentChoice(BaseModel):
    """What the member chose for it. `person` and `company` are names of somebody who is to be added."""

    type: int | None = None
    outcome: int | None = None
    person: Annotated[str, Field(max_length=200)] = ""
    company: Annotated[str, Field(max_length=200)] = ""
    note: Annotated[str, Field(max_length=5000)] = ""
    always: Annotated[str, Field(max_length=10)] = ""


class SentActivity(BaseModel):
    """A mail with the choice for it."""

    mail: SentMail
    choice: SentChoice


class SentDraft(BaseModel):
    """A mail that is being written. `answers` is the Message-ID of the one it answers, and `conversation` what the
    mailbox calls the thread of that, each where Outlook tells it; `token` is that of an earlier choice for it."""

    to: Parties = []
    cc: Parties = []
    bcc: Parties = []
    subject: Annotated[str, Field(max_length=2000)] = ""
    answers: Identifier = ""
    conversation: Identifier = ""
    token: Annotated[str, Field(max_length=64)] = ""


class SentIntent(BaseModel):
    """A draft with the choice for it."""

    draft: SentDraft
    choice: SentChoice


class SentWord(BaseModel):
    """An access token of Microsoft for our application, and the mailbox in which Outlook got it."""

    word: Annotated[str, Field(max_length=8000)]
    mailbox: Address = ""


class SentCode(BaseModel):
    """The code from the log-in window, and what only the pane knows."""

    code: Annotated[str, Field(max_length=100)]
    verifier: Annotated[str, Field(max_length=200)]
