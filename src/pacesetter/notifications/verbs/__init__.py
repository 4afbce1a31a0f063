"""What members decide about notifications."""

from pacesetter.notifications.verbs.choose import choose
from pacesetter.notifications.verbs.subscribe import subscribe
from pacesetter.notifications.verbs.unsubscribe import unsubscribe

__all__ = ["choose", "subscribe", "unsubscribe"]
