"""Choose what one is told."""

from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter import events
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.notifications.access import choices_of
from pacesetter.notifications.models import NotificationChoices
from pacesetter.notifications.models.choices import LEADS
from pacesetter.people.models import Member


class Chosen(TypedDict, total=False):
    """What is not given stays."""

    lead_minutes: int
    reminds_by_push: bool
    reminds_by_mail: bool
    tells_of_targets: bool
    tells_of_answers: bool
    any_time: bool


def choose(member: Member, *, by: Member, **chosen: Unpack[Chosen]) -> NotificationChoices:
    """Set what the member is told. Raises `NotAllowed` to others, and a `Refusal` for a lead that is not offered."""
    if by.pk != member.pk or by.is_archived:
        raise NotAllowed(_("Everybody chooses their own notifications."))
    if chosen.get("lead_minutes", 0) not in LEADS:
        raise Refusal(_("Choose one of the times."), field="lead_minutes", code="unknown")
    with transaction.atomic():
        row = choices_of(member)
        before = {name: getattr(row, name) for name in chosen}
        changed = events.changes(before, chosen)
        if changed or row.pk is None:
            for name, value in chosen.items():
                setattr(row, name, value)
            row.save()
        if changed:
            events.record("notifications.chosen", "notifications", member.pk, by_id=by.pk, data={"changed": changed})
    return row
