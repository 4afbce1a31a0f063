"""Who may see to screens, and which screen a link shows."""

import hashlib
import secrets

from django.db.models import QuerySet

from pacesetter.people.access import may_look, teams_led_by
from pacesetter.people.models import Member
from pacesetter.rewards.models import Screen

# With these 256 random bits there is nothing to try out, so a plain hash is enough.
_BYTES = 32


def new_secret() -> str:
    return secrets.token_urlsafe(_BYTES)


def hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def screens_seen_by(viewer: Member) -> QuerySet[Screen]:
    """The screens that work, for those who may revoke them: administrators all, a team lead those of the own teams."""
    screens: QuerySet[Screen] = Screen.objects.filter(revoked_at__isnull=True)
    if not may_look(viewer):
        return screens.none()
    if viewer.is_administrator:
        return screens
    return screens.filter(team_id__in=teams_led_by(viewer).values("team_id"))


def get_screen_for(viewer: Member, screen_id: int) -> Screen:
    """The screen, where the viewer may revoke it. Raises `Screen.DoesNotExist` otherwise."""
    return screens_seen_by(viewer).get(pk=screen_id)


def screen_of(secret: str) -> Screen | None:
    """The screen that a link shows, with its organisation; None for a link that works no longer. One query, and no
    organisation needs to be in scope: the link says which it is.

    A screen ends with the right of whoever made it: one archived shows nothing to anybody any more.
    """
    return (
        Screen.across_organisations.select_related("organisation", "team")
        .filter(secret_hash=hash_of(secret), revoked_at__isnull=True, created_by__archived_at__isnull=True)
        .first()
    )
