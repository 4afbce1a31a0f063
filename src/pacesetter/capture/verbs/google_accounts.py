"""Let the add-on in a Google account act for a member, in their e-mail alone; and let it no more."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from pacesetter import events
from pacesetter.capture.gmail.add_on import ROUTE
from pacesetter.capture.gmail.connecting import Asking
from pacesetter.capture.gmail.tickets import spend
from pacesetter.capture.houses import house_of
from pacesetter.capture.models import GoogleAccount, MailIntent
from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.people.models import Member


def connect_google_account(asking: Asking, *, by: Member) -> GoogleAccount:
    """Let the add-on that asks act for `by` from now on. What it asked with is used up.

    The account's address must be one of the member's own: else somebody could have a colleague connect the wrong
    account, and read with whom they write. Raises a `Refusal` for an address that is not, for an account that acts for
    somebody else, and for what was used already; `NotAllowed` to whoever has left.
    """
    if by.is_archived:
        raise NotAllowed(_("Everybody sets up their own mail."))
    if asking.email not in house_of(by).own:
        raise Refusal(
            _("%(address)s is none of your addresses. If it is yours, add it under My e-mail first.")
            % {"address": asking.email},
            code="not_yours",
        )
    taken = Refusal(
        _("%(address)s acts for somebody else already. Disconnect it there first.") % {"address": asking.email},
        code="taken",
    )
    with transaction.atomic():
        spend(asking.ticket)
        other = GoogleAccount.across_organisations.filter(subject=asking.subject).first()
        if other is not None and other.member_id == by.pk:
            return other
        if other is not None:
            raise taken
        account = GoogleAccount(member=by, subject=asking.subject, email=asking.email, connected_at=clock.now())
        try:
            with transaction.atomic():
                account.save(force_insert=True)
        except IntegrityError:
            raise taken from None
        data = {"account": asking.email}
        events.record("member.google_account_connected", "member", by.pk, by_id=by.pk, data=data)
    return account


def disconnect_google_account(account: GoogleAccount, *, by: Member) -> None:
    """Let it do nothing more, and forget what was said in it of e-mails that were not seen since. Its member and
    administrators may. Safe to repeat. Raises `NotAllowed`."""
    is_allowed = by.pk == account.member_id or by.is_administrator
    if not is_allowed or by.is_archived or by.organisation_id != account.organisation_id:
        raise NotAllowed(_("This is somebody else's."))
    with transaction.atomic():
        gone, _rows = GoogleAccount.objects.filter(pk=account.pk).delete()
        if gone:
            MailIntent.objects.filter(owner=account.member_id, route=ROUTE, joined_at__isnull=True).delete()
            data = {"account": account.email}
            events.record("member.google_account_disconnected", "member", account.member_id, by_id=by.pk, data=data)
