"""Change the e-mail address with which somebody logs in."""

from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import signing
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from pacesetter import mail
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.people import profile_checks
from pacesetter.people.models import Member, User
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle
from pacesetter.tenancy.scope import scope

_SALT = "people.change_email"
LIFETIME = timedelta(days=1)


def ask_for_email(member: Member, address: str, *, by: Member | None) -> str:
    """Send a link to the new address, and return it: whoever opens it shows that the mailbox is theirs.

    Nothing is changed yet. Raises a `Refusal` for what is no address and one that is taken, and `NotAllowed` to
    everybody but the member.
    """
    if by is not None and by.pk != member.pk:
        raise NotAllowed(_("Everybody changes their own address only."))
    user = guards.fresh(member).user
    if user is None:
        raise Refusal(_("There is no log-in yet."), code="no_log_in")
    address = profile_checks.email_address(address)
    if address == user.email:
        raise Refusal(_("This is your address already."), field="email", code="unchanged")
    _refuse_taken(user, address)
    secret = signing.dumps({"user": user.pk, "old": user.email, "new": address}, salt=_SALT)
    link = f"{settings.PUBLIC_URL}/profile/email/{secret}/"
    with transaction.atomic():
        facts = {"member": member, "link": link, "hours": int(LIFETIME.total_seconds() // 3600)}
        text = render_to_string("people/new_email.txt", facts)
        mail.send(to=address, subject=_("Your new e-mail address"), text=text, is_confidential=True)
    return link


def asked_email(secret: str, user: User) -> str | None:
    """The new address that this link of the user's is for, while it can be used; else None. The link works once: it
    names the old address."""
    try:
        asked: dict[str, Any] = signing.loads(secret, salt=_SALT, max_age=LIFETIME)
    except signing.BadSignature:
        return None
    is_theirs = asked["user"] == user.pk and asked["old"] == user.email
    return str(asked["new"]) if is_theirs else None


def change_email(secret: str, user: User) -> User:
    """Let the user log in with the new address, and be written to there in every organisation that had the old one.

    The old mailbox is told. Raises a `Refusal` for a link that works no longer and where the address was taken
    meanwhile. Needs no organisation in scope.
    """
    with transaction.atomic():
        row = User.objects.select_for_update().get(pk=user.pk)
        address = asked_email(secret, row)
        if address is None:
            raise Refusal(_("This link works no longer."), code="no_link")
        _refuse_taken(row, address)
        old, row.email = row.email, address
        row.save(update_fields=["email"])
        EmailAddress.objects.filter(user=row).delete()
        EmailAddress.objects.create(user=row, email=address, verified=True, primary=True)
        for member in Member.across_organisations.filter(user=row, email=old).select_related("organisation"):
            with scope(member.organisation):
                _follow(member, old, address)
    user.email = address
    return user


def _follow(member: Member, old: str, address: str) -> None:
    guards.one_at_a_time()
    Member.objects.filter(pk=member.pk).update(email=address)
    before, after = {"email": old}, {"email": address}
    settle("member.email_changed", ("member", member.pk), by=member, before=before, after=after)
    facts = {"member": member, "address": address}
    mail.send(
        to=old, subject=_("Your e-mail address was changed"), text=render_to_string("people/old_email.txt", facts)
    )


def _refuse_taken(user: User, address: str) -> None:
    houses = Member.across_organisations.filter(user=user).values("organisation_id")
    others = Member.across_organisations.filter(organisation__in=houses, email=address).exclude(user=user)
    if User.objects.filter(email=address).exclude(pk=user.pk).exists() or others.exists():
        raise Refusal(_("Somebody else has this address."), field="email", code="taken")
