"""Take back an edit of a company or a contact, by what its event tells."""

from typing import TypeVar

from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.crm.matching import name_key
from pacesetter.crm.models import Company, Contact
from pacesetter.crm.verbs import guards
from pacesetter.crm.verbs.change import changing
from pacesetter.events.changes import column_from
from pacesetter.events.models import Event
from pacesetter.people.models import Member

R = TypeVar("R", Company, Contact)


def undo_edit(row: R, event: Event, *, by: Member | None, reason: str = "") -> R:
    """Give the company or contact what it had before the event.

    Raises a `Refusal` where something of it has changed since, where it was merged, and where what was before cannot be
    any more: who sold to it is archived, or the contact's company was merged or put away.
    """
    kind = row._meta.model_name or ""
    if event.verb != f"{kind}.edited" or event.subject_id != row.pk:
        raise ValueError(f"Event {event.pk} tells of no edit of {kind} {row.pk}")
    before, after = event.data["before"], event.data["after"]
    with changing(row, "edit_undone", by=by, reason=reason) as kept:
        guards.present(kept)
        if any(getattr(kept, name) != column_from(kept, name, value) for name, value in after.items()):
            raise Refusal(_("This has changed since, so there is nothing to undo."), code="changed_since")
        for name, value in before.items():
            setattr(kept, name, column_from(kept, name, value))
        if isinstance(kept, Company):
            for name in ("sales_rep", "account_manager"):
                if f"{name}_id" in before:
                    guards.still_here(getattr(kept, name), name)
            kept.name_key = name_key(kept.name)
        elif "company_id" in before and kept.company is not None:
            guards.present(kept.company)
    return row
