"""As which member the one who is logged in works, where a log-in may belong to several organisations."""

from datetime import date
from urllib.parse import urlencode

from django.contrib.sessions.backends.base import SessionBase
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone

from pacesetter.people.access import on_day
from pacesetter.people.composed_query import ComposedQuery
from pacesetter.people.models import IdentityProvider, Member, TeamMembership
from pacesetter.web.going_back import FIELD

_CHOSEN = "organisation_id"
_BY_PROVIDER = "provider_organisation_id"


def memberships_of(user_id: int, session: SessionBase) -> QuerySet[Member]:
    """The memberships with which this session may work now, by name of the organisation.

    Whoever came in on the word of an organisation's identity provider works in that organisation alone: it has no say
    in others. Whoever came in otherwise does not work where the provider is the only way in, but as the administrator
    who is named for the day on which it is down.

    `leads_a_team` is read along, for the navigation; whose figures may be seen is decided by `people.access`.
    """
    only = provider_organisation(session)
    found = memberships_on(timezone.now().date(), is_by_provider=only is not None).filter(user=user_id)
    return found if only is None else found.filter(organisation=only)


def memberships_on(today: date, *, is_by_provider: bool) -> QuerySet[Member]:
    """The same of everybody, for sessions that an organisation's own provider let in (there alone), or none did."""
    # Today in UTC will do for a link that appears: the figures behind it are guarded by the member's own day.
    led = TeamMembership.across_organisations.filter(
        on_day(today), member=OuterRef("pk"), organisation=OuterRef("organisation"), is_lead=True
    )
    memberships: QuerySet[Member] = (
        Member.across_organisations.filter(archived_at__isnull=True)
        .select_related("organisation")
        .annotate(leads_a_team=Exists(led))
        .order_by("organisation__name", "pk")
    )
    if is_by_provider:
        # Without the provider nobody can say that they still belong to it.
        there = IdentityProvider.across_organisations.filter(organisation=OuterRef("organisation"))
        return memberships.filter(Exists(there))
    return memberships.filter(~Exists(_shut()))


def _lookup(*, is_by_provider: bool) -> ComposedQuery[Member]:
    def make(user_id: int, organisation_id: int, today: date) -> QuerySet[Member]:
        found = memberships_on(today, is_by_provider=is_by_provider).filter(user=user_id, organisation=organisation_id)
        return found.select_related("organisation", "user")[:1]

    return ComposedQuery(make, is_planned=True)


# Every request asks for one, the one or the other way.
_MEMBERSHIP = {is_by_provider: _lookup(is_by_provider=is_by_provider) for is_by_provider in (False, True)}


def shut_out_of(user_id: int, session: SessionBase) -> QuerySet[Member]:
    """The memberships with which this session can't work because its organisation wants its own provider asked."""
    found: QuerySet[Member] = Member.across_organisations.filter(
        Exists(_shut()), user=user_id, archived_at__isnull=True
    )
    if provider_organisation(session) is not None:
        return found.none()
    return found.select_related("organisation").order_by("organisation__name", "pk")


def _shut() -> QuerySet[IdentityProvider]:
    rows: QuerySet[IdentityProvider] = IdentityProvider.across_organisations.filter(
        organisation=OuterRef("organisation"), is_only_way=True
    )
    return rows.exclude(break_glass=OuterRef("pk"))


def provider_organisation(session: SessionBase) -> int | None:
    """The id of the organisation whose identity provider let this session in; None where a password or passkey did."""
    found: int | None = session.get(_BY_PROVIDER)
    return found


def came_by_provider(organisation_id: int, session: SessionBase) -> None:
    """Note that this session was let in on the word of the organisation's identity provider."""
    session[_BY_PROVIDER] = session[_CHOSEN] = organisation_id


def came_otherwise(session: SessionBase) -> None:
    """Note that it was not."""
    session.pop(_BY_PROVIDER, None)


def chosen_member(user_id: int, session: SessionBase) -> Member | None:
    """The member as whom this session works: the one chosen, or the only one there is. None where there are several
    to choose from, and where the membership has ended since (it is looked up anew with every request)."""
    if _CHOSEN in session:
        return chosen_with_log_in(user_id, session)
    two = list(memberships_of(user_id, session)[:2])
    if len(two) != 1:
        return None
    choose(two[0], session)
    return two[0]


def chosen_with_log_in(user_id: int, session: SessionBase) -> Member | None:
    """The member of the organisation that was chosen, with their log-in, while the membership lasts. None where none
    was chosen."""
    if _CHOSEN not in session:
        return None
    only = provider_organisation(session)
    if only not in (None, session[_CHOSEN]):
        return None
    found = _MEMBERSHIP[only is not None].rows(
        user_id=user_id, organisation_id=session[_CHOSEN], today=timezone.now().date()
    )
    return found[0] if found else None


def choice_on_the_way_to(path: str) -> str:
    """Where one of several organisations is chosen, on the way to this path; without one, to the start page."""
    return reverse("organisation_choice") + (f"?{urlencode({FIELD: path}, safe='/')}" if path else "")


def choose(member: Member, session: SessionBase) -> None:
    """Let this session work for the member's organisation from now on."""
    session[_CHOSEN] = member.organisation_id
