"""Who calls: the member whose token of an add-in came in the header."""

from pacesetter.capture.add_in_tokens import token_with
from pacesetter.capture.models import AddInToken
from pacesetter.people.models import Member

_SCHEME = "bearer "


def caller_of(header: str) -> Member | None:
    """The member whom `Authorization: Bearer …` stands for; None for one that stands for nobody, or no more."""
    found = token_of(header)
    return found.member if found else None


def token_of(header: str) -> AddInToken | None:
    """The token of an add-in in such a header."""
    return token_with(header[len(_SCHEME) :].strip()) if header[: len(_SCHEME)].lower() == _SCHEME else None
