"""Invite somebody into the organisation."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.people import profile_checks
from pacesetter.people.invitations import send_link
from pacesetter.people.models import AccessLevel, Member, SalesRole, Team
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.assign_role import assign_role
from pacesetter.people.verbs.join_team import join_team
from pacesetter.people.verbs.settle import settle


class Invited(NamedTuple):
    """The new member, and the link that was sent: it lets in whoever has it, so it is shown to nobody else."""

    member: Member
    link: str


class Place(TypedDict, total=False):
    """Where the new member works, as far as it is known."""

    time_zone: str
    country: str
    region: str
    locale: str
    joined_on: date


def invite(
    *,
    by: Member | None,
    email: str,
    name: str,
    access_level: str = AccessLevel.TEAM_MEMBER,
    roles: Sequence[SalesRole] = (),
    teams: Sequence[Team] = (),
    leads: Collection[Team] = (),
    **place: Unpack[Place],
) -> Invited:
    """Make somebody a member and send them a link with which they choose their password.

    They count from `joined_on` on (today by default), with these roles and teams, and lead those of the teams that
    `leads` names: also before they accept, as everything that is dated. Raises a `Refusal` where somebody here has the
    address already.
    """
    guards.administrator(by)
    with transaction.atomic():
        member = add_member(by=by, email=email, name=name, access_level=access_level, **place)
        for role in roles:
            assign_role(member, role, by=by, starts_on=member.joined_on)
        for team in teams:
            join_team(member, team, by=by, is_lead=team in leads, starts_on=member.joined_on)
        link = send_link(member, by=by)
    return Invited(member, link)


def add_member(*, by: Member | None, email: str, name: str, access_level: str, **place: Unpack[Place]) -> Member:
    """The member's row with its event, without a log-in. For verbs that have checked who asks."""
    organisation = guards.one_at_a_time()
    if access_level not in AccessLevel.values:
        raise Refusal(_("Choose one of the access levels."), field="access_level", code="unknown")
    email = profile_checks.email_address(email)
    if present := Member.objects.filter(email=email).first():
        message = (
            _("%(name)s is archived here. Restore them.") if present.is_archived else _("%(name)s is here already.")
        )
        raise Refusal(message % {"name": present}, field="email", code="taken")
    time_zone = profile_checks.time_zone_name(place.get("time_zone", ""), optional=True)
    country, region = profile_checks.place(place.get("country", ""), place.get("region", ""), home=organisation.country)
    today = clock.today(clock.time_zone(time_zone or organisation.time_zone))
    member: Member = Member.objects.create(
        organisation=organisation,
        email=email,
        name=guards.required(name, "name", longest=200),
        access_level=access_level,
        time_zone=time_zone,
        country=country,
        region=region,
        locale=profile_checks.language(place.get("locale", "")),
        joined_on=place.get("joined_on", today),
    )
    after = {"email": email, "name": member.name, "access_level": access_level, "joined_on": member.joined_on}
    settle("member.added", ("member", member.pk), by=by, after=after, since=today)
    return member
