"""Which activities a member may see and change. Every door fetches through here."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from pacesetter.activities.models import Activity, ActivityParticipant, Status
from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed
from pacesetter.people.access import ids_looked_after_by, may_look, members_looked_after_by, teams_led_on
from pacesetter.people.composed_query import ComposedQuery
from pacesetter.people.models import Member, TeamMembership
from pacesetter.tenancy.scope import current_organisation_id
from pacesetter.tenancy.sent_ids import one_id, sent_ids


def activities_seen_by(viewer: Member) -> QuerySet[Activity]:
    """Activities of members whom the viewer looks after, those they take part in, and those of their own customers.

    Of somebody who has left the viewer's team, what they did while they belonged to it: it is behind past figures.
    """
    activities = Activity.objects.all()
    if not may_look(viewer):
        return activities.none()
    if viewer.sees_everyone:
        return activities
    return activities_seen_by_member(current_organisation_id(), viewer.pk, clock.today(viewer.zone()))


def activities_seen_by_member(organisation_id: int, viewer_id: int, today: date) -> QuerySet[Activity]:
    """The same for a member who doesn't see everybody, on their day, for queries that are composed once."""
    then = TeamMembership.objects.filter(
        team_id__in=teams_led_on(viewer_id, today).values("team_id"),
        member=OuterRef("owner"),
        starts_on__lte=OuterRef("completed_on"),
        ends_on__gt=OuterRef("completed_on"),
    )
    return Activity.objects.filter(
        Q(owner__in=ids_looked_after_by(organisation_id, viewer_id, today))
        | Exists(then)
        # A join would find an activity once for every participant.
        | Q(pk__in=ActivityParticipant.objects.filter(member=viewer_id).values("activity_id"))
        | Q(company__sales_rep=viewer_id)
        | Q(company__account_manager=viewer_id)
    )


def ids_seen_by(viewer: Member, owners: Mapping[int, int]) -> set[int]:
    """Which of these activities (id to owner) of the organisation in scope the viewer may see. Asks about others'
    alone, and not where the viewer sees everybody's."""
    if not may_look(viewer):
        return set()
    seen = {one for one, owner_id in owners.items() if viewer.sees_everyone or owner_id == viewer.pk}
    if left := owners.keys() - seen:
        seen.update(activities_seen_by(viewer).filter(pk__in=left).values_list("pk", flat=True))
    return seen


def get_activity_for(viewer: Member, activity_id: int) -> Activity:
    """The activity, when the viewer may see it. Raises `Activity.DoesNotExist` also where it may not be seen."""
    if may_look(viewer):
        # Mostly one's own: that needs no look at teams, taking part and customers.
        for row in _BY_ID.rows(ids=one_id(activity_id)):
            if viewer.sees_everyone or row.owner_id == viewer.pk:
                return row
    return _whole(activities_seen_by(viewer)).get(pk=activity_id)


def _whole(activities: QuerySet[Activity]) -> QuerySet[Activity]:
    return activities.select_related("activity_type", "owner", "company", "outcome")


_BY_ID: ComposedQuery[Activity] = ComposedQuery(
    lambda ids: _whole(Activity.objects.filter(pk__in=sent_ids(ids))), is_planned=True
)


def may_change(viewer: Member, activity: Activity) -> bool:
    """Whether the viewer may change the activity: its owner and creator, who leads them, coordinators and up."""
    if not may_look(viewer):
        return False
    if viewer.sees_everyone or viewer.pk in (activity.owner_id, activity.created_by_id):
        return True
    return members_looked_after_by(viewer).filter(pk=activity.owner_id).exists()


def get_activity_to_change_for(viewer: Member, activity_id: int) -> Activity:
    """The activity, when the viewer may change it. Raises `Activity.DoesNotExist` otherwise."""
    activity = get_activity_for(viewer, activity_id)
    if not may_change(viewer, activity):
        raise Activity.DoesNotExist
    return activity


def require_may_give(viewer: Member, activity: Activity, to: Member) -> None:
    """Refuse to give a to-do to somebody whom one does not look after, unless it is one's own: that may go to any
    colleague, as any colleague may be asked to take part in it. What they then see of its customer is what everybody
    sees of an activity of theirs: its name, and more where they may see the customer anyway."""
    is_own = may_look(viewer) and activity.owner_id == viewer.pk and activity.status == Status.PLANNED
    if is_own and to.organisation_id == viewer.organisation_id:
        return
    try:
        require_may_record_for(viewer, to)
    except NotAllowed:
        words = _("To colleagues outside of the teams that you lead you may hand over your own to-dos alone.")
        raise NotAllowed(words) from None


def require_may_record_for(viewer: Member, owner: Member) -> None:
    """Refuse to record activities for somebody whom one does not look after."""
    if may_look(viewer) and (owner.pk == viewer.pk or viewer.sees_everyone):
        return
    if not members_looked_after_by(viewer).filter(pk=owner.pk).exists():
        raise NotAllowed(_("You may record activities for yourself and for the teams you lead."))
