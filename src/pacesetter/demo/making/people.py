"""Make the people: members with log-ins, teams, sales roles, working weeks and days off."""

from datetime import date, time
from decimal import Decimal

from django.contrib.auth.hashers import make_password

from pacesetter.demo.cast.days_off import days_off, house_days
from pacesetter.demo.cast.people import PEOPLE, Person, Role, TeamName
from pacesetter.demo.cast.story import Story
from pacesetter.demo.making.made import Made
from pacesetter.demo.making.standing import standing_on
from pacesetter.people.models import RoleAssignment, TeamMembership, User
from pacesetter.people.verbs import (
    add_leave,
    add_sales_role,
    add_team,
    assign_role,
    edit_member,
    end_role,
    join_team,
    leave_team,
    set_holiday,
    set_working_pattern,
)
from pacesetter.people.verbs.accept_invitation import log_in_of
from pacesetter.people.verbs.invite import add_member

# How long before they count things are made known.
_NOTICE = 14

Places = tuple[RoleAssignment, TeamMembership]


def make_members(made: Made, story: Story, password: str) -> None:
    """Everybody but the administrator, with log-ins that need no invitation: nobody reads the demo's mail."""
    # A password is slow to hash, which is its purpose; this one is everybody's and known to everybody.
    hashed = make_password(password)
    for person in PEOPLE:
        if person.key not in made.members:
            joined_on = first_day_of(person, story)
            with standing_on(joined_on, days_before=_NOTICE, founded_on=story.founded_on):
                member = add_member(
                    by=made.administrator,
                    email=person.email,
                    name=person.name,
                    access_level=person.access_level,
                    time_zone=person.time_zone,
                    country=person.country,
                    region=person.region,
                    joined_on=joined_on,
                )
            User.objects.create(email=person.email, name=person.name, password=hashed)
            member.user = log_in_of(member, password)
            member.save(update_fields=["user"])
            made.members[person.key] = member


def make_groups(made: Made) -> None:
    """The sales roles and the teams."""
    by = made.administrator
    made.roles |= {role: add_sales_role(by=by, name=role) for role in Role}
    made.teams |= {team: add_team(by=by, name=team) for team in TeamName}


def give_places(made: Made, story: Story) -> None:
    """Roles, teams and working weeks of everybody. Who changes role does so in the story; who leaves gives notice."""
    for person in PEOPLE:
        starts_on = first_day_of(person, story)
        if person.week or person.day_starts_at:
            _own_week(made, person, starts_on, story)
        if person.role is None or person.team is None:
            continue
        with standing_on(starts_on, founded_on=story.founded_on):
            first = _join(made, person, person.role_before or person.role, person.team_before or person.team, starts_on)
        if person.changes:
            _change(made, person, first, getattr(story, person.changes))
        if person.leaves:
            _give_notice(made, person, first, getattr(story, person.leaves))


def give_days_off(made: Made, story: Story) -> None:
    """Everybody's leave and the organisation's own days."""
    by = made.administrator
    for off in days_off(story):
        notice = 0 if off.kind == "sick" else _NOTICE
        with standing_on(off.starts_on, days_before=notice, founded_on=story.founded_on):
            add_leave(
                made.members[off.person],
                by=by,
                starts_on=off.starts_on,
                ends_on=off.ends_on,
                share=Decimal(off.share),
                kind=off.kind,
            )
    for house in house_days(story):
        with standing_on(house.day, days_before=_NOTICE):
            set_holiday(house.day, by=by, name=house.name, share=Decimal(house.share))


def first_day_of(person: Person, story: Story) -> date:
    """The person's first day in the organisation."""
    if person.joins:
        joined: date = getattr(story, person.joins)
        return joined
    if person.joined_on is None:
        raise ValueError(f"{person.name} has no first day")
    return person.joined_on


def _own_week(made: Made, person: Person, starts_on: date, story: Story) -> None:
    with standing_on(starts_on, founded_on=story.founded_on):
        set_working_pattern(
            made.members[person.key],
            by=made.administrator,
            effective_from=starts_on,
            capacities=person.week or ("1", "1", "1", "1", "1", "0", "0"),
            day_starts_at=time.fromisoformat(person.day_starts_at or "09:00"),
            day_ends_at=time.fromisoformat(person.day_ends_at or "17:00"),
        )


def _change(made: Made, person: Person, first: Places, changes_on: date) -> None:
    if person.role is None or person.team is None:
        raise ValueError(f"{person.name} changes to nothing")
    with standing_on(changes_on, days_before=_NOTICE):
        _end(made, first, changes_on)
        _join(made, person, person.role, person.team, changes_on)


def _give_notice(made: Made, person: Person, last: Places, left_on: date) -> None:
    with standing_on(left_on, days_before=_NOTICE):
        edit_member(made.members[person.key], by=made.administrator, left_on=left_on)
        _end(made, last, left_on)


def _join(made: Made, person: Person, role: Role, team: TeamName, starts_on: date) -> Places:
    member, by = made.members[person.key], made.administrator
    assignment = assign_role(member, made.roles[role], by=by, starts_on=starts_on)
    return assignment, join_team(member, made.teams[team], by=by, is_lead=person.leads, starts_on=starts_on)


def _end(made: Made, places: Places, ends_on: date) -> None:
    assignment, membership = places
    end_role(assignment, by=made.administrator, ends_on=ends_on)
    leave_team(membership, by=made.administrator, ends_on=ends_on)
