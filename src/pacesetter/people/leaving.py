"""Who ends what somebody let them do: look into a mailbox, act in an account. People know only this protocol; all that
lives floors above."""

from functools import cache
from typing import TYPE_CHECKING, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from pacesetter.people.models import Member


class LeavingListener(Protocol):
    """One room that acts in members' names."""

    def __call__(self, member: "Member") -> None:
        """The member is archived: end it, in the caller's transaction. What has to be told elsewhere is a job."""


@cache
def _listeners() -> tuple[LeavingListener, ...]:
    return tuple(import_string(path) for path in settings.LEAVING_LISTENERS)


def tell_that_they_left(member: "Member") -> None:
    """Have every room of the table in `config/registries.py` end what it does for the member."""
    for listener in _listeners():
        listener(member)
