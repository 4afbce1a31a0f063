"""The lists about people as tables."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pacesetter.people.access import leave_seen_by
from pacesetter.people.models import Leave, Member
from pacesetter.web.exports import ExportTable, Row
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
            str(member.get_access_level_display()),
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
