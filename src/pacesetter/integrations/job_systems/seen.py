"""How a job stands there, written down."""

from django.utils.translation import gettext as _

from pacesetter.core import clock
from pacesetter.integrations.job_systems.system import SeenJob
from pacesetter.integrations.models import JobOrder


def note_seen(order: JobOrder, seen: SeenJob) -> None:
    """Write down how the job stands there."""
    if seen.fault:
        # What else is known of it stays.
        order.status, order.seen_at = (_("Can't be read: %(why)s") % {"why": seen.fault})[:100], clock.now()
        order.save(update_fields=["status", "seen_at"])
        return
    order.status, order.is_complete, order.seen_at = seen.status[:100], seen.is_complete, clock.now()
    order.number, order.address = seen.number[:60] or order.number, seen.address[:500] or order.address
    order.save(update_fields=["status", "is_complete", "seen_at", "number", "address"])
