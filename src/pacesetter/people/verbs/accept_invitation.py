"""Accept an invitation."""

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.people.invitations import invitation_of, revoke_links
from pacesetter.people.models import Invitation, Member, User
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle
from pacesetter.tenancy.scope import scope


def accept_invitation(secret: str, *, password: str = "") -> Member:
    """Let the one who has the link in as the invited member, with a new log-in and this password.

    Somebody who has a log-in (in another organisation, say) keeps it and its password: a link in a mailbox must never
    change one. Raises a `Refusal` for a link that works no longer and for a password that is too weak. Needs no
    organisation in scope.
    """
    invitation = invitation_of(secret)
    if invitation is None:
        raise _no_longer()
    with scope(invitation.organisation), transaction.atomic():
        guards.one_at_a_time()
        # Read again behind the lock: the link works once, also for two who press the button at the same moment.
        if invitation_of(secret) is None:
            raise _no_longer()
        member = guards.fresh(invitation.member)
        user = log_in_of(member, password)
        if Member.objects.filter(user=user).exclude(pk=member.pk).exists():
            raise Refusal(_("You are in this organisation already, under another address."), code="member")
        member.user = user
        member.save(update_fields=["user"])
        Invitation.objects.filter(pk=invitation.pk).update(accepted_at=clock.now())
        revoke_links(member)
        settle("member.accepted", ("member", member.pk), by=member, since=guards.today(member))
    return member


def log_in_of(member: Member, password: str) -> User:
    """The log-in with the member's address: the one there is, untouched, or a new one with this password."""
    address = member.email.lower()
    user = User.objects.filter(email=address).first() or _new_user(address, member.name, password)
    if not user.is_active:
        raise Refusal(_("This log-in is closed. Ask the operator of this installation."), code="inactive")
    addresses = EmailAddress.objects.filter(user=user)
    # Whoever opened the link reads this mailbox.
    if not addresses.filter(email=address).update(verified=True):
        first = not addresses.filter(primary=True).exists()
        EmailAddress.objects.create(user=user, email=address, verified=True, primary=first)
    return user


def _new_user(address: str, name: str, password: str) -> User:
    try:
        validate_password(password, User(email=address, name=name))
    except ValidationError as error:
        raise Refusal(" ".join(error.messages), field="password", code="weak_password") from None
    return User.objects.create_user(address, password, name=name)


def _no_longer() -> Refusal:
    return Refusal(_("This invitation works no longer. Ask for a new one."), code="no_invitation")
