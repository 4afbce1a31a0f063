"""The lists about people as tables."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pacesetter.people.access import leave_seen_by
from pacesetter.people.models import Leave, Member, Team
from pacesetter.web.exports import ExportTable, Row
from pacesetter.web.forms.people.leave import KINDS
from pacesetter.web.people.listed import listed

_STATES = {
    "archived": gettext_lazy("Archived"),
    "in": gettext_lazy("Here"),
    "invited": gettext_lazy("Invited"),
    "expired": gettext_lazy("Invitation expired"),
}


def people_export(rows: QuerySet[Member]) -> ExportTable:
    """Members with their roles and teams of today."""
    headings = [_("Name"), _("E-mail address"), _("Access"), _("Roles"), _("Teams"), _("State"), _("Joined"), _("Left")]
    return ExportTable(_("People"), headings, _people(rows))


def _people(rows: QuerySet[Member]) -> Iterator[Row]:
    members: Iterator[Member] = rows.iterator(chunk_size=500)
    for line in map(listed, members):
        member = line.member
        yield (
            member.name,
            member.email,
            line.access,
            line.roles,
            line.teams,
            str(_STATES[line.state]),
            member.joined_on,
            member.left_on - timedelta(days=1) if member.left_on else None,
        )


def leave_export(viewer: Member, starts_on: date, ends_on: date) -> ExportTable:
    """Days off that touch the days from the first until before the second, of those whom the viewer sees."""
    headings = [_("Member"), _("First day"), _("Last day"), _("Half days")]
    return ExportTable(_("Time off"), headings, _leave(viewer, starts_on, ends_on))


def _leave(viewer: Member, starts_on: date, ends_on: date) -> Iterator[Row]:
    found = leave_seen_by(viewer).filter(starts_on__lt=ends_on, ends_on__gt=starts_on, member__archived_at__isnull=True)
    rows: Iterator[Leave] = found.select_related("member").order_by("member__name", "starts_on").iterator()
    for one in rows:
        yield (one.member.name, one.starts_on, one.ends_on - timedelta(days=1), one.share < 1)


def leave_of_member_export(member: Member, rows: QuerySet[Leave]) -> ExportTable:
    """All days off of a member, with what they are for."""
    headings = [_("First day"), _("Last day"), _("Share of each day"), _("Kind"), _("Note")]
    return ExportTable(_("Days off of %(name)s") % {"name": member.name}, headings, _own_leave(rows))


def teams_export(rows: QuerySet[Team]) -> ExportTable:
    """Who belongs to which team, now, earlier and later: a row for each time in a team."""
    headings = [_("Team"), _("Member"), _("Leads"), _("From"), _("Until"), _("Team archived")]
    return ExportTable(_("Teams"), headings, _memberships(rows))


def _own_leave(rows: QuerySet[Leave]) -> Iterator[Row]:
    for one in rows.iterator(chunk_size=500):
        kind = str(dict(KINDS).get(one.kind, one.kind))
        yield (one.starts_on, one.ends_on - timedelta(days=1), one.share, kind, one.note)


def _memberships(rows: QuerySet[Team]) -> Iterator[Row]:
    for team in rows.prefetch_related("memberships__member"):
        is_archived = team.archived_at is not None
        memberships = sorted(team.memberships.all(), key=lambda one: (one.member.name, one.starts_on))
        if not memberships:
            yield (team.name, None, None, None, None, is_archived)
        for one in memberships:
            last_day = one.ends_on - timedelta(days=1) if one.ends_on else None
            yield (team.name, one.member.name, one.is_lead, one.starts_on, last_day, is_archived)
