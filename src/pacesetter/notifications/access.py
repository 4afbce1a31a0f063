"""Whose devices and choices somebody may see: their own."""

from pacesetter.notifications.models import NotificationChoices, PushSubscription
from pacesetter.people.models import Member


def get_subscription_for(member: Member, pk: int) -> PushSubscription:
    """The member's own device. Raises `PushSubscription.DoesNotExist` for any other."""
    found: PushSubscription = PushSubscription.objects.get(pk=pk, member=member)
    return found


def choices_of(member: Member) -> NotificationChoices:
    """What the member has chosen; unsaved where that is nothing yet."""
    found: NotificationChoices | None = NotificationChoices.objects.filter(member=member).first()
    return found or NotificationChoices(member=member)
