"""Google accounts whose add-on acts for somebody, ready to print."""

from collections.abc import Iterable
from dataclasses import dataclass

from pacesetter.capture.models import GoogleAccount
from pacesetter.web.capture.own_mail import when_words


@dataclass(frozen=True)
class ShownAccount:
    """As it is printed; times to within an hour."""

    id: int
    email: str
    member: str
    connected: str
    used: str


def shown_accounts(accounts: Iterable[GoogleAccount]) -> list[ShownAccount]:
    """In their order. Asks the database for nothing where members are read with them."""
    return [
        ShownAccount(
            one.pk,
            one.email,
            one.member.name,
            when_words(one.connected_at),
            when_words(one.last_used_at) if one.last_used_at else "",
        )
        for one in accounts
    ]
