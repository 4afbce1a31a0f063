"""Take a member out of a team."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.people.memberships import told
from pacesetter.people.models import Member, TeamMembership
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle


def leave_team(
    membership: TeamMembership, *, by: Member | None, ends_on: date | None = None, reason: str = ""
) -> TeamMembership | None:
    """Let the member no longer belong to the team from `ends_on` on (today by default).

    An end on or before the first day means that the member never belonged to it: the row goes, and None is returned.
    Raises a `Refusal` where it ends sooner already.
    """
    guards.administrator(by)
    guards.known(membership, "team")
    with transaction.atomic():
        guards.one_at_a_time()
        row: TeamMembership = TeamMembership.objects.select_related("member__organisation", "team").get(
            pk=membership.pk
        )
        ends_on = ends_on or guards.today(row.member)
        if row.ends_on is not None and row.ends_on <= ends_on:
            raise Refusal(_("The membership ends sooner already."), field="ends_on", code="ended")
        before = told(row)
        since = max(ends_on, row.starts_on)
        kept: TeamMembership | None = None
        if ends_on <= row.starts_on:
            row.delete()
        else:
            row.ends_on = ends_on
            row.save(update_fields=["ends_on"])
            kept = row
        after = told(kept) if kept else {}
        subject = ("member", row.member_id)
        settle("member.team_left", subject, by=by, before=before, after=after, reason=reason, since=since)
    return kept
