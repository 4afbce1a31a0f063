"""Whether those who hold a ticket still are who they were when they were given it."""

from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.sessions.models import Session
from django.utils import timezone

from pacesetter.people.models import Member, User
from pacesetter.web.live.sign import sign_of
from pacesetter.web.membership import memberships_on


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody's session, the membership it works with, and the facts by which was decided what they are shown."""

    session_key: str
    user_id: int
    organisation_id: int
    is_by_provider: bool
    facts: str


def facts_of(member: Member, user: User) -> str:
    """What about the member and the organisation decides what is shown. A new password ends sessions, so it is one."""
    organisation = member.organisation
    about_member = (member.pk, member.access_level, getattr(member, "leads_a_team", None), member.locale)
    about_organisation = (organisation.settings_version, organisation.second_factor)
    zones = (member.time_zone, organisation.time_zone)
    return sign_of(about_member, about_organisation, zones, user.is_active, user.password)


def good_still(holders: Collection[Holder]) -> set[Holder]:
    """Those whose session lasts and about whom everything is as it was, by now.

    Two queries for however many there are, three where some came in by an identity provider and some otherwise.
    """
    now = timezone.now()
    keys = {holder.session_key for holder in holders}
    lasting = set(
        Session.objects.filter(session_key__in=keys, expire_date__gt=now).values_list("session_key", flat=True)
    )
    facts: dict[tuple[int, int, bool], str] = {}
    for is_by_provider in {holder.is_by_provider for holder in holders}:
        users = {holder.user_id for holder in holders}
        organisations = {holder.organisation_id for holder in holders}
        found = memberships_on(now.date(), is_by_provider=is_by_provider).select_related("organisation", "user")
        for member in found.filter(user__in=users, organisation__in=organisations).order_by():
            assert member.user is not None  # noqa: S101 - asked for by the user
            facts[member.user.pk, member.organisation_id, is_by_provider] = facts_of(member, member.user)
    return {
        holder
        for holder in holders
        if holder.session_key in lasting
        and facts.get((holder.user_id, holder.organisation_id, holder.is_by_provider)) == holder.facts
    }
