"""Give a member a sales role."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.people.models import Member, RoleAssignment, SalesRole
from pacesetter.people.spans import ends_after_it_starts, refuse_overlap
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle


def assign_role(
    member: Member,
    role: SalesRole,
    *,
    by: Member | None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    reason: str = "",
) -> RoleAssignment:
    """Let the member hold the role from `starts_on` (today by default) until the day before `ends_on` (None: open).

    A time that adjoins one in which the member holds the role already prolongs that one. Raises a `Refusal` where the
    two share a day, and for an archived role.
    """
    guards.administrator(by)
    with transaction.atomic():
        guards.one_at_a_time()
        member = guards.fresh(member)
        guards.known(role, "role")
        if role.archived_at is not None:
            raise Refusal(_("This role is archived. Choose another."), field="role", code="archived")
        starts_on = starts_on or guards.today(member)
        ends_after_it_starts(starts_on, ends_on)
        held = list(RoleAssignment.objects.filter(member=member, role=role))
        refuse_overlap(held, starts_on, ends_on, _("%(name)s holds this role already") % {"name": member})
        assignment = RoleAssignment(member=member, role=role, starts_on=starts_on, ends_on=ends_on)
        for row in held:
            if row.ends_on == starts_on or row.starts_on == ends_on:
                assignment.starts_on = min(assignment.starts_on, row.starts_on)
                assignment.ends_on = row.ends_on if row.starts_on == ends_on else assignment.ends_on
                row.delete()
        assignment.save()
        after = {"role_id": role.pk, "role": role.name, "starts_on": starts_on, "ends_on": ends_on}
        settle("member.role_assigned", ("member", member.pk), by=by, after=after, reason=reason, since=starts_on)
    return assignment
