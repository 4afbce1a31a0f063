"""Say who leads a team."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.people.memberships import told, with_neighbours
from pacesetter.people.models import Member, TeamMembership
from pacesetter.people.spans import overlap, shown
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle


def set_lead(
    membership: TeamMembership, is_lead: bool, *, by: Member | None, since: date | None = None, reason: str = ""
) -> TeamMembership:
    """Let the member lead the team, or no longer, from `since` on (today by default); earlier days stay as they were.

    Raises a `Refusal` where the member does not belong to the team on that day, or nothing would change.
    """
    guards.administrator(by)
    guards.known(membership, "team")
    with transaction.atomic():
        guards.one_at_a_time()
        row: TeamMembership = TeamMembership.objects.select_related("member__organisation", "team").get(
            pk=membership.pk
        )
        since = since or guards.today(row.member)
        if not overlap(row, since, date.fromordinal(since.toordinal() + 1)):
            raise Refusal(
                _("On that day %(name)s does not belong to the team by this membership (%(days)s).")
                % {"name": row.member, "days": shown(row)},
                field="since",
                code="not_a_member",
            )
        if row.is_lead == is_lead:
            raise Refusal(_("This is so already."), field="is_lead", code="unchanged")
        before = told(row)
        if since > row.starts_on:
            until, row.ends_on = row.ends_on, since
            row.save(update_fields=["ends_on"])
            row = TeamMembership.objects.create(
                member=row.member, team=row.team, is_lead=is_lead, starts_on=since, ends_on=until
            )
        else:
            row.is_lead = is_lead
            row.save(update_fields=["is_lead"])
        row = with_neighbours(row)
        subject = ("member", row.member_id)
        settle("member.lead_set", subject, by=by, before=before, after=told(row), reason=reason, since=since)
    return row
