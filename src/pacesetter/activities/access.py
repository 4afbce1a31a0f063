"""Which activities a member may see and change. Every door fetches through here."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from pacesetter.activities.models import Activity, ActivityParticipant
from pacesetter.core.refusal import NotAllowed
from pacesetter.people.access import may_look, members_seen_by
from pacesetter.people.models import Member


def activities_seen_by(viewer: Member) -> QuerySet[Activity]:
    """Activities of members whom the viewer may see, those they take part in, and those of their own customers."""
    activities = Activity.objects.all()
    if not may_look(viewer):
        return activities.none()
    if viewer.sees_everyone:
        return activities
    return activities.filter(
        Q(owner__in=members_seen_by(viewer).values("pk"))
        # A join would find an activity once for every participant.
        | Q(pk__in=ActivityParticipant.objects.filter(member=viewer).values("activity_id"))
        | Q(company__sales_rep=viewer)
        | Q(company__account_manager=viewer)
    )


def get_activity_for(viewer: Member, activity_id: int) -> Activity:
    """The activity, when the viewer may see it. Raises `Activity.DoesNotExist` also where it may not be seen."""
    return activities_seen_by(viewer).select_related("activity_type", "owner", "company", "outcome").get(pk=activity_id)


def may_change(viewer: Member, activity: Activity) -> bool:
    """Whether the viewer may change the activity: its owner and creator, who leads them, coordinators and up."""
    if not may_look(viewer):
        return False
    if viewer.sees_everyone or viewer.pk in (activity.owner_id, activity.created_by_id):
        return True
    return members_seen_by(viewer).filter(pk=activity.owner_id).exists()


def get_activity_to_change_for(viewer: Member, activity_id: int) -> Activity:
    """The activity, when the viewer may change it. Raises `Activity.DoesNotExist` otherwise."""
    activity = get_activity_for(viewer, activity_id)
    if not may_change(viewer, activity):
        raise Activity.DoesNotExist
    return activity


def require_may_record_for(viewer: Member, owner: Member) -> None:
    """Refuse to record activities for somebody whose figures one may not see."""
    if may_look(viewer) and (owner.pk == viewer.pk or viewer.sees_everyone):
        return
    if not members_seen_by(viewer).filter(pk=owner.pk).exists():
        raise NotAllowed(_("You may record activities for yourself and for the teams you lead."))
