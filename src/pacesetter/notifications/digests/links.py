"""Addresses in mails. All but the one that leaves a mail off ask for a log-in first."""

from django.conf import settings
from django.core import signing

from pacesetter.notifications.digests.kinds import Digest
from pacesetter.people.models import Member
from pacesetter.tenancy.addresses import address_within

_SALT = "pacesetter.notifications.leave-off"


def link(path: str) -> str:
    """The address of a page of the organisation in scope, wherever its reader works."""
    return address_within(path)


def leave_off_link(token: str) -> str:
    """The address at which the mail of this token is left off, without a log-in."""
    return f"{settings.PUBLIC_URL}/mails/{token}/"


def leave_off_token(member: Member, digest: Digest) -> str:
    """What lets whoever has the mail leave off this mail of this member, and nothing else. It never ends: a mail may be
    found years later, and the wish not to get another is no less valid then."""
    return signing.dumps([member.organisation_id, member.pk, str(digest)], salt=_SALT, compress=True)


def left_off(token: str) -> tuple[int, int, Digest] | None:
    """Organisation, member and mail that the token is for, None where it was not made by us."""
    try:
        organisation_id, member_id, digest = signing.loads(token, salt=_SALT)
        return int(organisation_id), int(member_id), Digest(digest)
    except (signing.BadSignature, ValueError, TypeError):
        return None


def leave_off_headers(token: str) -> dict[str, str]:
    """The headers by which mail programs offer a button that leaves off with one click (RFC 2369, RFC 8058)."""
    return {
        "List-Unsubscribe": f"<{leave_off_link(token)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        # Answering machines keep quiet about mail that says it was written by a machine (RFC 3834).
        "Auto-Submitted": "auto-generated",
    }
