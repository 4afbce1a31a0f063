"""Let somebody in again who has lost the phone and the recovery codes, too."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from pacesetter import mail
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.people.language import language_of
from pacesetter.people.models import Member
from pacesetter.people.second_factors import is_only_here, second_factors_of
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle


def remove_second_factors(member: Member, *, by: Member | None, reason: str = "") -> list[str]:
    """Take the member's passkeys, authenticator app and recovery codes away and end every session: the password alone
    lets in from now on. The member is told by e-mail. Returns the sorts of what was taken away.

    Raises a `Refusal` where there is nothing to take away, and where the log-in opens another organisation as well: an
    administrator of one of them must not weaken the door of the other (the operator, `by` None, may). Raises
    `NotAllowed` for one's own, which is changed on one's own page by showing that one is oneself.
    """
    guards.administrator(by)
    if by is not None and by.pk == member.pk:
        raise NotAllowed(_("Change your own log-in under Security, in the menu of your account."))
    with transaction.atomic():
        guards.one_at_a_time()
        row = guards.fresh(member)
        guards.present(row)
        found = second_factors_of(row.user) if row.user else []
        if not found:
            raise Refusal(_("%(name)s has no second factor.") % {"name": row}, code="unknown")
        if by is not None and not is_only_here(row):
            raise Refusal(
                _("%(name)s belongs to another organisation, too. Ask whoever runs this server.") % {"name": row},
                code="elsewhere",
            )
        Authenticator.objects.filter(user=row.user).delete()
        for session in UserSession.objects.filter(user=row.user):
            session.end()
        settle("member.second_factors_removed", ("member", row.pk), by=by, before={"factors": found}, reason=reason)
        with language_of(row):
            text = render_to_string("people/second_factors_removed.txt", {"member": row, "by": by})
            mail.send(to=row.email, subject=_("Your second factor was taken away"), text=text)
    return found
