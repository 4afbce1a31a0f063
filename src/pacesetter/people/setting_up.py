"""Setting an installation up: whether it still waits for its first organisation, and the link that lets somebody make
it.

Whoever merely reaches the server can't: the link is printed where the server was started.
"""

import secrets

from django.conf import settings

from pacesetter.core import clock
from pacesetter.people.models import SetUpLink
from pacesetter.people.tokens import hash_of
from pacesetter.tenancy.models import Organisation


def waits_for_set_up() -> bool:
    """Whether there is no organisation, or the demo alone."""
    return not Organisation.objects.filter(is_demo=False).exists()


def new_set_up_link() -> str:
    """A new link, in place of any older one that was not used."""
    secret = secrets.token_urlsafe(32)
    SetUpLink.objects.filter(used_at__isnull=True).delete()
    SetUpLink.objects.create(secret_hash=hash_of(secret), created_at=clock.now())
    return f"{settings.PUBLIC_URL}/start/{secret}/"


def set_up_link_works(secret: str) -> bool:
    """Whether this secret may still make the first organisation."""
    return waits_for_set_up() and SetUpLink.objects.filter(secret_hash=hash_of(secret), used_at__isnull=True).exists()
