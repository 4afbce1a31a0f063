"""What was done without a network is carried out once it arrives, and never twice."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pacesetter.activities.days import CLOCK_TOLERANCE
from pacesetter.activities.models import Activity, OfflineDeed
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.people.models import Member

# Whoever was without a network for longer looks at it again by hand: periods are closed by then.
OLDEST = timedelta(days=30)
_LONGEST_KEY = 64


def carried_out_once(
    member: Member, *, key: str, made_at: datetime, fingerprint: str, deed: Callable[[], Activity]
) -> OfflineDeed:
    """Do it, unless a deed of the member with this key was done already, which is returned then.

    The key and what was done are written in one transaction. Raises the deed's `Refusal`, and one for a key that came
    with something else and for a moment that lies in the future or more than 30 days back.
    """
    if not key or len(key) > _LONGEST_KEY:
        raise Refusal(_("What was sent has no key. Load the page anew and try again."), field="key", code="no_key")
    known = _known(member, key, fingerprint)
    if known is not None:
        return known
    _check(made_at)
    try:
        with transaction.atomic():
            # First the key: whoever sends it at the same time waits here for the end of this transaction.
            row: OfflineDeed = OfflineDeed.objects.create(
                member=member, key=key, fingerprint=fingerprint, made_at=made_at, received_at=clock.now()
            )
            row.activity = deed()
            row.save(update_fields=["activity"])
    except IntegrityError:
        known = _known(member, key, fingerprint)
        if known is None:
            raise
        return known
    return row


def _known(member: Member, key: str, fingerprint: str) -> OfflineDeed | None:
    known: OfflineDeed | None = OfflineDeed.objects.filter(member=member, key=key).first()
    if known is not None and known.fingerprint != fingerprint:
        raise Refusal(_("This key came with something else before."), field="key", code="key_reused")
    return known


def _check(made_at: datetime) -> None:
    now = clock.now()
    if timezone.is_naive(made_at):
        raise Refusal(_("Give the time with its time zone."), field="made_at", code="naive_time")
    if made_at > now + CLOCK_TOLERANCE:
        raise Refusal(
            _("By the clock of your device this was done in the future. Set the clock, then record it by hand."),
            field="made_at",
            code="future",
        )
    if made_at < now - OLDEST:
        raise Refusal(
            _("This was done more than 30 days ago. Look at it again and record it by hand."),
            field="made_at",
            code="too_old",
        )
