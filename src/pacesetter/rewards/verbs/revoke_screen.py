"""Revoke a screen: its link shows nothing from then on."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.people.models import Member
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle
from pacesetter.rewards.models import Screen
from pacesetter.rewards.screens import screens_seen_by


def revoke_screen(screen: Screen, *, by: Member) -> Screen:
    """Stop the link at once. Refuses whoever could not have opened it, and a screen that is revoked already."""
    guards.of_this_house(by)
    guards.known(screen, "screen")
    with transaction.atomic():
        row = Screen.objects.select_for_update().get(pk=screen.pk)
        if row.revoked_at is not None:
            raise Refusal(_("This screen is revoked already."), code="revoked")
        if not screens_seen_by(by).filter(pk=row.pk).exists():
            raise NotAllowed(_("Administrators revoke screens, and team leads those of their team."))
        row.revoked_at = clock.now()
        row.save(update_fields=["revoked_at"])
        settle("screen.revoked", ("screen", row.pk), by=by, before={"name": row.name})
    screen.revoked_at = row.revoked_at
    return screen
