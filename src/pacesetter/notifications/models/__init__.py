"""The tables of this room."""

from pacesetter.notifications.models.choices import NotificationChoices
from pacesetter.notifications.models.reached_target import ReachedTarget
from pacesetter.notifications.models.subscription import PushSubscription

__all__ = ["NotificationChoices", "PushSubscription", "ReachedTarget"]
