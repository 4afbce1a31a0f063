"""Take a sales role from a member."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.people.models import Member, RoleAssignment
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle


def end_role(
    assignment: RoleAssignment, *, by: Member | None, ends_on: date | None = None, reason: str = ""
) -> RoleAssignment | None:
    """Let the member no longer hold the role from `ends_on` on (today by default).

    An end on or before the first day means that the role was never held: the row goes, and None is returned. Raises a
    `Refusal` where it ends sooner already.
    """
    guards.administrator(by)
    guards.known(assignment, "role")
    with transaction.atomic():
        guards.one_at_a_time()
        row: RoleAssignment = RoleAssignment.objects.select_related("member__organisation", "role").get(
            pk=assignment.pk
        )
        ends_on = ends_on or guards.today(row.member)
        if row.ends_on is not None and row.ends_on <= ends_on:
            raise Refusal(_("The role ends sooner already."), field="ends_on", code="ended")
        before = {"role_id": row.role_id, "role": row.role.name, "starts_on": row.starts_on, "ends_on": row.ends_on}
        since = max(ends_on, row.starts_on)
        kept: RoleAssignment | None = None
        if ends_on <= row.starts_on:
            row.delete()
            after = {}
        else:
            row.ends_on = ends_on
            row.save(update_fields=["ends_on"])
            after, kept = {**before, "ends_on": ends_on}, row
        subject = ("member", row.member_id)
        settle("member.role_ended", subject, by=by, before=before, after=after, reason=reason, since=since)
    return kept
