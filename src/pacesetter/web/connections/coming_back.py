"""Where other systems send the browser back to."""

from django.conf import settings
from django.urls import reverse


def callback_address() -> str:
    """The address that is registered there, as redirect URI."""
    return f"{settings.PUBLIC_URL}{reverse('consent_callback')}"
