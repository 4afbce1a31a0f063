"""Back from changes of what a member is in the organisation: profile, working weeks, roles, teams."""

from datetime import date, time
from typing import Any

from pacesetter.events.models import Event
from pacesetter.past_settings.ways.way import Way, after, before, gone, row_of
from pacesetter.people import verbs
from pacesetter.people.models import Member, RoleAssignment, SalesRole, Team, TeamMembership, WorkingPattern

_DATES = frozenset({"joined_on", "left_on"})


def _edited(event: Event, by: Member | None) -> None:
    edits: dict[str, Any] = {
        name: _day(value) if name in _DATES else value for name, value in before(event).items()
    }  # fmt: skip
    verbs.edit_member(row_of(Member, event.subject_id), by=by, **edits)


def _profile_edited(event: Event, by: Member | None) -> None:
    verbs.edit_profile(row_of(Member, event.subject_id), by=by, **before(event))


def _access_level(event: Event, by: Member | None) -> None:
    verbs.change_access_level(row_of(Member, event.subject_id), before(event)["access_level"], by=by)


def _week(event: Event, by: Member | None) -> None:
    """The working week of a member, or of the organisation."""
    member = row_of(Member, event.subject_id) if event.subject_kind == "member" else None
    old = before(event)
    if old:
        verbs.set_working_pattern(
            member,
            by=by,
            effective_from=date.fromisoformat(old["effective_from"]),
            capacities=old["capacities"],
            day_starts_at=time.fromisoformat(old["day_starts_at"]),
            day_ends_at=time.fromisoformat(old["day_ends_at"]),
        )
        return
    day = date.fromisoformat(after(event)["effective_from"])
    found = WorkingPattern.objects.filter(member=member, effective_from=day).first()
    if found is None:
        raise gone()
    verbs.remove_working_pattern(found, by=by)


def _role_assigned(event: Event, by: Member | None) -> None:
    told = after(event)
    starts_on, ends_on = date.fromisoformat(told["starts_on"]), _day(told["ends_on"])
    rows = RoleAssignment.objects.filter(member_id=event.subject_id, role_id=told["role_id"], starts_on__lte=starts_on)
    row = rows.order_by("-starts_on").first()
    if row is None or (row.ends_on is not None and row.ends_on <= starts_on):
        raise gone()
    until = row.ends_on
    verbs.end_role(row, by=by, ends_on=starts_on)
    # It adjoined a later time in the same role, and made one of the two.
    if ends_on is not None and until != ends_on:
        verbs.assign_role(row_of(Member, event.subject_id), row.role, by=by, starts_on=ends_on, ends_on=until)


def _role_ended(event: Event, by: Member | None) -> None:
    old, kept = before(event), after(event)
    verbs.assign_role(
        row_of(Member, event.subject_id),
        row_of(SalesRole, old["role_id"]),
        by=by,
        starts_on=_day(kept["ends_on"]) if kept else _day(old["starts_on"]),
        ends_on=_day(old["ends_on"]),
    )


def _team_joined(event: Event, by: Member | None) -> None:
    told = after(event)
    starts_on, ends_on = date.fromisoformat(told["starts_on"]), _day(told["ends_on"])
    rows = TeamMembership.objects.filter(
        member_id=event.subject_id, team_id=told["team_id"], is_lead=told["is_lead"], starts_on__lte=starts_on
    )
    row = rows.select_related("team").order_by("-starts_on").first()
    if row is None or (row.ends_on is not None and row.ends_on <= starts_on):
        raise gone()
    until = row.ends_on
    verbs.leave_team(row, by=by, ends_on=starts_on)
    if ends_on is not None and until != ends_on:
        member = row_of(Member, event.subject_id)
        verbs.join_team(member, row.team, by=by, is_lead=row.is_lead, starts_on=ends_on, ends_on=until)


def _team_left(event: Event, by: Member | None) -> None:
    old, kept = before(event), after(event)
    verbs.join_team(
        row_of(Member, event.subject_id),
        row_of(Team, old["team_id"]),
        by=by,
        is_lead=old["is_lead"],
        starts_on=_day(kept["ends_on"]) if kept else _day(old["starts_on"]),
        ends_on=_day(old["ends_on"]),
    )


def _lead_set(event: Event, by: Member | None) -> None:
    old, new = before(event), after(event)
    # From the day of the change on; the kept row may begin before it, where it joined an earlier one.
    since = max(date.fromisoformat(old["starts_on"]), date.fromisoformat(new["starts_on"]))
    rows = TeamMembership.objects.filter(
        member_id=event.subject_id, team_id=new["team_id"], is_lead=new["is_lead"], starts_on__lte=since
    )
    row = rows.order_by("-starts_on").first()
    if row is None or (row.ends_on is not None and row.ends_on <= since):
        raise gone()
    until, ended = row.ends_on, _day(old["ends_on"])
    changed = verbs.set_lead(row, old["is_lead"], by=by, since=since)
    # It joined a later one that was so before, and stays so; put back, it may have joined the one after that.
    if ended is not None and until != ended:
        later = verbs.set_lead(changed, new["is_lead"], by=by, since=ended)
        if until is not None and later.ends_on != until:
            verbs.set_lead(later, old["is_lead"], by=by, since=until)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


MEMBERS: dict[str, Way] = {
    "member.edited": _edited,
    "member.profile_edited": _profile_edited,
    "member.access_level_changed": _access_level,
    "working_pattern.set": _week,
    "working_pattern.removed": _week,
    "member.role_assigned": _role_assigned,
    "member.role_ended": _role_ended,
    "member.team_joined": _team_joined,
    "member.team_left": _team_left,
    "member.lead_set": _lead_set,
}
