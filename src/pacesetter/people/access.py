"""Who may see whose figures and customers. Every door fetches through here."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed
from pacesetter.people.composed_query import ComposedQuery
from pacesetter.people.models import Leave, Member, TeamMembership
from pacesetter.tenancy.models import LeaderboardAudience
from pacesetter.tenancy.scope import current_organisation_id
from pacesetter.tenancy.sent_ids import one_id, sent_ids


def on_day(day: date) -> Q:
    """Rows with `starts_on` and `ends_on` that hold on the day."""
    return Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gt=day))


def teams_led_by(member: Member, day: date | None = None) -> QuerySet[TeamMembership]:
    """The memberships with which the member leads teams on the day (today in the member's zone by default)."""
    day = day or clock.now().astimezone(member.zone()).date()
    return teams_led_on(member.pk, day)


def teams_led_on(member_id: int, day: date) -> QuerySet[TeamMembership]:
    """The same by the member's id, for queries that are composed once."""
    return TeamMembership.objects.filter(on_day(day), member=member_id, is_lead=True)


def may_look(viewer: Member) -> bool:
    """Whether the viewer may see anything here at all: a member of the organisation in scope who has not left."""
    return viewer.archived_at is None and viewer.organisation_id == current_organisation_id()


def members_seen_by(viewer: Member) -> QuerySet[Member]:
    """The members whose figures, activities and customers the viewer may see.

    Administrators and coordinators see everybody; a team lead the team's members, those who left it included, so that
    past figures stay readable (`members_seen_in` says whose in which period); everybody themselves. Somebody archived,
    or of another organisation than the one in scope, sees nobody.
    """
    if not may_look(viewer):
        return Member.objects.none()
    if viewer.sees_everyone:
        return Member.objects.all()
    return _seen(viewer.pk, clock.today(viewer.zone()))


def members_seen_in(viewer: Member, starts_on: date, ends_on: date) -> QuerySet[Member]:
    """The members whose figures the viewer may see of the time from the one day until before the other.

    Whom a lead has led before is the business of the next lead from then on: their figures are seen of times that
    touch those in which they belonged to a team of the viewer's.
    """
    if viewer.sees_everyone or not may_look(viewer):
        return members_seen_by(viewer)
    return _seen_in(viewer.pk, clock.today(viewer.zone()), starts_on, ends_on)


def _seen_in(member_id: int, today: date, starts_on: date, ends_on: date) -> QuerySet[Member]:
    in_time = Q(starts_on__lt=ends_on) & (Q(ends_on__isnull=True) | Q(ends_on__gt=starts_on))
    belonged = TeamMembership.objects.filter(in_time, team_id__in=teams_led_on(member_id, today).values("team_id"))
    return Member.objects.filter(Q(pk=member_id) | Q(pk__in=belonged.values("member_id")))


def ids_seen_by(viewer: Member) -> list[int]:
    """The ids of `members_seen_by`, by name."""
    if not may_look(viewer):
        return []
    if viewer.sees_everyone:
        return _ALL.rows()
    return _SEEN.rows(member_id=viewer.pk, today=clock.today(viewer.zone()))


def _seen(member_id: int, today: date) -> QuerySet[Member]:
    led = TeamMembership.objects.filter(team_id__in=teams_led_on(member_id, today).values("team_id"))
    return Member.objects.filter(Q(pk=member_id) | Q(pk__in=led.values("member_id")))


_SEEN: ComposedQuery[int] = ComposedQuery(
    lambda member_id, today: _seen(member_id, today).values_list("pk", flat=True), is_planned=True
)


def ids_seen_in(viewer: Member, starts_on: date, ends_on: date) -> list[int]:
    """The ids of `members_seen_in`, by name."""
    if viewer.sees_everyone and may_look(viewer):
        return _ALL.rows()
    if not may_look(viewer):
        return []
    return _SEEN_IN.rows(member_id=viewer.pk, today=clock.today(viewer.zone()), starts_on=starts_on, ends_on=ends_on)


_SEEN_IN: ComposedQuery[int] = ComposedQuery(
    lambda member_id, today, starts_on, ends_on: _seen_in(member_id, today, starts_on, ends_on).values_list(
        "pk", flat=True
    ),
    is_planned=True,
)
_ALL: ComposedQuery[int] = ComposedQuery(lambda: Member.objects.values_list("pk", flat=True), is_planned=True)


def sees_leaderboards(viewer: Member) -> bool:
    """Whether leaderboards are for the viewer: for everybody, unless the organisation keeps them to those who lead."""
    if not may_look(viewer):
        return False
    if viewer.sees_everyone or viewer.organisation.leaderboards_for == LeaderboardAudience.EVERYBODY:
        return True
    return teams_led_by(viewer).exists()


def members_ranked_for(viewer: Member) -> QuerySet[Member]:
    """The members whose names, ranks and figures the viewer sees on a leaderboard.

    Everybody, where leaderboards are for everybody: comparing is what they are for. Where they are kept to those who
    lead, the members whom the viewer may see. Raises `NotAllowed` to whom they are not for. What lies behind a figure
    is shown by `members_seen_by` in either case.
    """
    if not sees_leaderboards(viewer):
        raise NotAllowed(_("Leaderboards are kept to team leads here."))
    if viewer.organisation.leaderboards_for == LeaderboardAudience.EVERYBODY:
        return Member.objects.all()
    return members_seen_by(viewer)


def ids_ranked_for(viewer: Member) -> list[int]:
    """The ids of `members_ranked_for`, by name."""
    if may_look(viewer) and viewer.organisation.leaderboards_for == LeaderboardAudience.EVERYBODY:
        return _ALL.rows()
    return list(members_ranked_for(viewer).values_list("pk", flat=True))


def members_led_by(viewer: Member) -> QuerySet[Member]:
    """The members of the teams that the viewer leads today: those who belong to them today, the viewer among them."""
    return _led_by(current_organisation_id(), viewer.pk, clock.today(viewer.zone()))


def ids_led_by(viewer: Member) -> list[int]:
    """The ids of `members_led_by`, for what is asked with nearly every request."""
    today = clock.today(viewer.zone())
    return _LED.rows(organisation_id=current_organisation_id(), member_id=viewer.pk, today=today)


def _led_by(organisation_id: int, member_id: int, today: date) -> QuerySet[Member]:
    here = TeamMembership.across_organisations.filter(on_day(today), organisation=organisation_id)
    teams = here.filter(member=member_id, is_lead=True).values("team_id")
    led: QuerySet[Member] = Member.across_organisations.filter(
        organisation=organisation_id, pk__in=here.filter(team_id__in=teams).values("member_id")
    )
    return led


_LED: ComposedQuery[int] = ComposedQuery(
    lambda organisation_id, member_id, today: (
        _led_by(organisation_id, member_id, today).order_by().values_list("pk", flat=True)
    ),
    is_planned=True,
)


def members_looked_after_by(viewer: Member) -> QuerySet[Member]:
    """The members whose to-dos, calendar and days off the viewer sees, and for whom they record: everybody for
    administrators and coordinators, the teams that they lead today, and always themselves."""
    if viewer.sees_everyone or not may_look(viewer):
        return members_seen_by(viewer)
    return Member.objects.filter(Q(pk=viewer.pk) | Q(pk__in=members_led_by(viewer).values("pk")))


def ids_looked_after_by(organisation_id: int, viewer_id: int, today: date) -> QuerySet[Member, Any]:
    """The same for a member who doesn't see everybody, on their day, as a part of a query that is composed once."""
    led = _led_by(organisation_id, viewer_id, today)
    return Member.objects.filter(Q(pk=viewer_id) | Q(pk__in=led.values("pk"))).values("pk")


def get_member_looked_after_by(viewer: Member, member_id: int) -> Member:
    """The member, when the viewer looks after them. Raises `Member.DoesNotExist` otherwise."""
    return members_looked_after_by(viewer).get(pk=member_id)


def get_member_for(viewer: Member, member_id: int) -> Member:
    """The member, when the viewer may see them. Raises `Member.DoesNotExist` both for one who does not exist and for
    one who may not be seen: the difference is nobody's business."""
    if may_look(viewer) and (viewer.sees_everyone or viewer.pk == member_id):
        for member in _BY_ID.rows(ids=one_id(member_id)):
            return member
    return members_seen_by(viewer).get(pk=member_id)


def get_member_seen_in(viewer: Member, member_id: int, starts_on: date, ends_on: date) -> Member:
    """The member, when the viewer may see their figures of that time. Raises `Member.DoesNotExist` otherwise."""
    if viewer.sees_everyone or viewer.pk == member_id:
        return get_member_for(viewer, member_id)
    return members_seen_in(viewer, starts_on, ends_on).get(pk=member_id)


_BY_ID: ComposedQuery[Member] = ComposedQuery(
    lambda ids: Member.objects.filter(pk__in=sent_ids(ids)).order_by(), is_planned=True
)


def require_settings_access(viewer: Member) -> None:
    """Refuse everybody but administrators."""
    if not viewer.is_administrator or viewer.is_archived:
        raise NotAllowed(_("Only administrators change settings."))


def require_everyone_access(viewer: Member) -> None:
    """Refuse everybody but administrators and coordinators."""
    if not viewer.sees_everyone or viewer.is_archived:
        raise NotAllowed(_("Only administrators and coordinators may do this."))


def may_note_leave(by: Member, member: Member) -> bool:
    """Whether `by` notes the member's days off. Leave lowers what is expected of somebody, so those who lead them note
    it, and coordinators; administrators also their own."""
    if by.is_archived or (by.pk == member.pk and not by.is_administrator):
        return False
    if by.sees_everyone:
        return may_look(by) and member.organisation_id == by.organisation_id
    return members_looked_after_by(by).filter(pk=member.pk).exists()


def leave_seen_by(viewer: Member) -> QuerySet[Leave]:
    """The days off of those whom the viewer looks after."""
    leave: QuerySet[Leave] = Leave.objects.filter(member__in=members_looked_after_by(viewer).values("pk"))
    return leave
