"""What a member has just done, as text for the address that undoes it: signed, theirs alone, and good for a day."""

from typing import Any

from django.core import signing
from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.people.models import Member

# An undo is for slips. What is older is edited, where everybody sees it.
VALID_SECONDS = 24 * 3600


def undo_token(member_id: int, what: list[Any], *, salt: str) -> str:
    """`what`, which JSON can write, as text that nobody else can make up. `salt` tells sorts of undo apart."""
    return signing.dumps([member_id, *what], salt=salt, compress=True)


def undone_by(token: str, by: Member, *, salt: str) -> list[Any]:
    """What the text says. Raises `Member.DoesNotExist` for somebody else's and for what is none, and a `Refusal` for
    one that is too old."""
    try:
        what: list[Any]
        member_id, *what = signing.loads(token, salt=salt, max_age=VALID_SECONDS)
    except signing.SignatureExpired:
        raise Refusal(_("This was too long ago to undo."), code="too_late") from None
    except signing.BadSignature:
        raise Member.DoesNotExist from None
    if member_id != by.pk:
        raise Member.DoesNotExist
    return what
