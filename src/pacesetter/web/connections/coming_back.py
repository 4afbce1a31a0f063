"""Where other systems send the browser back to, and where it goes on."""

from django.conf import settings
from django.urls import reverse

from pacesetter.integrations.models import Connection


def callback_address(*, is_own: bool = False) -> str:
    """The address that is registered there, as redirect URI: of the organisation's connections, or of members' own."""
    return f"{settings.PUBLIC_URL}{reverse('own_consent_callback' if is_own else 'consent_callback')}"


def page_of_connection(row: Connection) -> str:
    """The page of a connection: of the settings, or the member's own."""
    return reverse("connection" if row.owner_id is None else "own_connection", args=[row.pk])
