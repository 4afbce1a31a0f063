"""Put a company or a contact away."""

from typing import TypeVar

from django.utils.translation import gettext as _

from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.crm.models import Company, Contact
from pacesetter.crm.verbs import guards
from pacesetter.crm.verbs.change import changing
from pacesetter.people.models import Member

R = TypeVar("R", Company, Contact)


def archive(row: R, *, by: Member | None, reason: str = "") -> R:
    """Take the company or contact out of lists and matching. Its history and its figures stay; it can be restored.

    Refuses what is archived or merged.
    """
    with changing(row, "archived", by=by, reason=reason) as kept:
        guards.present(kept)
        if kept.archived_at is not None:
            raise Refusal(_("“%(name)s” is archived already.") % {"name": kept}, code="archived")
        kept.archived_at = clock.now()
    return row


def restore(row: R, *, by: Member | None, reason: str = "") -> R:
    """Bring an archived company or contact back. Refuses what is not archived."""
    with changing(row, "restored", by=by, reason=reason) as kept:
        if kept.archived_at is None:
            raise Refusal(_("“%(name)s” is not archived.") % {"name": kept}, code="not_archived")
        kept.archived_at = None
    return row
