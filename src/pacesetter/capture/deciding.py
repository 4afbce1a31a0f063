"""What the organisation has decided about captured mail."""

from pacesetter.capture.models import CaptureSettings
from pacesetter.people.composed_query import ComposedQuery


def settings_now() -> CaptureSettings:
    """The settings of the organisation in scope; unsaved ones with the defaults where nobody has changed any."""
    return next(iter(_SETTINGS.rows()), None) or CaptureSettings()


_SETTINGS: ComposedQuery[CaptureSettings] = ComposedQuery(
    lambda: CaptureSettings.objects.order_by("pk")[:1], is_planned=True
)
