"""What the organisation has decided about captured mail."""

from pacesetter.capture.models import CaptureSettings


def settings_now() -> CaptureSettings:
    """The settings of the organisation in scope; unsaved ones with the defaults where nobody has changed any."""
    found: CaptureSettings | None = CaptureSettings.objects.first()
    return found or CaptureSettings()
