"""Let an add-in of a mail program capture and classify one's mail, and let it no more."""

import base64
import hashlib
import hmac
import re
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter import events
from pacesetter.capture.add_in_tokens import new_secret
from pacesetter.capture.models import AddInCode, AddInToken
from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.people.models import Member
from pacesetter.people.tokens import hash_of
from pacesetter.tenancy.scope import scope

# Letters and digits that nobody takes for one another: where the window can't speak to the pane, the code is typed in.
_SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_LENGTH = 16
_LIVES = timedelta(minutes=10)
_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")


def allow_add_in(member: Member, *, by: Member, program: str, challenge: str, mailbox: str = "") -> str:
    """Let the pane that made the challenge log in as the member's add-in: answers the code that it changes for a token.

    Raises `NotAllowed` to everybody but the member, and a `Refusal` for what is no challenge.
    """
    if by.pk != member.pk or by.is_archived:
        raise NotAllowed(_("Everybody sets up their own mail."))
    if not _CHALLENGE.fullmatch(challenge):
        raise Refusal(_("Start again in the pane."), field="challenge", code="invalid")
    code = "".join(secrets.choice(_SIGNS) for _place in range(_LENGTH))
    AddInCode.objects.create(
        member=member,
        program=program,
        mailbox=mailbox.strip().lower()[:254],
        code_hash=hash_of(code),
        challenge=challenge,
        expires_at=clock.now() + _LIVES,
    )
    return "-".join(code[place : place + 4] for place in range(0, _LENGTH, 4))


def log_in_add_in(code: str, *, verifier: str) -> tuple[AddInToken, str]:
    """Change the code for a token: answers it and its secret, which is kept nowhere. Needs no organisation in scope.

    Whatever comes of it, the code is used up. Raises a `Refusal` for one that is unknown, used, too old, or was given
    to another pane, and for a member who is archived or may not log in.
    """
    plain = "".join(code.upper().split()).replace("-", "")
    rows = AddInCode.across_organisations.select_related("member__organisation", "member__user")
    row: AddInCode | None = rows.filter(code_hash=hash_of(plain)).first()
    # Of two who bring it at the same moment one deletes it.
    is_first = row is not None and AddInCode.across_organisations.filter(pk=row.pk).delete()[0] > 0
    is_valid = row is not None and is_first and row.expires_at > clock.now() and _fits(verifier, row.challenge)
    if row is None or not is_valid or row.member.is_archived or not (row.member.user and row.member.user.is_active):
        raise Refusal(_("This code works no more. Log in again."), field="code", code="code_gone")
    secret, now = new_secret(), clock.now()
    with scope(row.organisation_id), transaction.atomic():
        token: AddInToken = AddInToken.objects.create(
            member=row.member,
            program=row.program,
            mailbox=row.mailbox,
            secret_hash=hash_of(secret),
            made_at=now,
            last_used_at=now,
        )
        data = {"token_id": token.pk, "program": token.program, "mailbox": token.mailbox}
        events.record("member.add_in_logged_in", "member", row.member_id, by_id=row.member_id, data=data)
    return token, secret


def revoke_add_in(token: AddInToken, *, by: Member) -> None:
    """Let the add-in do nothing more. Its member and administrators may. Safe to repeat. Raises `NotAllowed`."""
    if by.is_archived or by.organisation_id != token.organisation_id:
        raise NotAllowed(_("This is somebody else's."))
    if by.pk != token.member_id and not by.is_administrator:
        raise NotAllowed(_("This is somebody else's."))
    with transaction.atomic():
        gone = AddInToken.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=clock.now())
        if gone:
            data = {"token_id": token.pk, "program": token.program, "mailbox": token.mailbox}
            events.record("member.add_in_revoked", "member", token.member_id, by_id=by.pk, data=data)


def _fits(verifier: str, challenge: str) -> bool:
    digest = hashlib.sha256(verifier.encode("utf-8", "replace")).digest()
    return hmac.compare_digest(base64.urlsafe_b64encode(digest).rstrip(b"=").decode(), challenge)
