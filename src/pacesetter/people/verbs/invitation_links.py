"""Send an invitation again, or take it back."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.people.invitations import revoke_links, send_link
from pacesetter.people.models import Member
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle


def resend_invitation(member: Member, *, by: Member | None) -> str:
    """Send the member a new link; older ones stop working. Returns the link.

    Refuses somebody who has accepted already or is archived.
    """
    guards.administrator(by)
    with transaction.atomic():
        guards.one_at_a_time()
        row = guards.fresh(member)
        guards.present(row)
        if row.user_id is not None:
            raise Refusal(_("%(name)s has accepted already.") % {"name": row}, code="accepted")
        link = send_link(row, by=by)
        settle("member.invited_again", ("member", row.pk), by=by)
    return link


def revoke_invitation(member: Member, *, by: Member | None) -> None:
    """Let the link that the member got work no longer. Refuses where none does."""
    guards.administrator(by)
    guards.known(member, "member")
    with transaction.atomic():
        guards.one_at_a_time()
        if not revoke_links(member):
            raise Refusal(_("There is no open invitation."), code="no_invitation")
        settle("member.invitation_revoked", ("member", member.pk), by=by)
