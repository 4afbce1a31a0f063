"""Turn notifications off in a browser."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter import events
from pacesetter.core.refusal import NotAllowed
from pacesetter.notifications.models import PushSubscription
from pacesetter.people.models import Member


def unsubscribe(subscription: PushSubscription, *, by: Member) -> None:
    """Send nothing more there; what waits for it is not sent. Raises `NotAllowed` to others."""
    if by.pk != subscription.member_id:
        raise NotAllowed(_("Everybody chooses their own notifications."))
    with transaction.atomic():
        told = {"device": subscription.user_agent}
        events.record("push.unsubscribed", "notifications", by.pk, by_id=by.pk, data=told)
        subscription.delete()
