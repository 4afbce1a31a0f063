"""Back from lists of contacts that were saved or forgotten."""

from pacesetter.crm import verbs
from pacesetter.crm.models import ContactList
from pacesetter.events.models import Event
from pacesetter.past_settings.ways.way import Way, before, row_of
from pacesetter.people.models import Member


def forget_saved(event: Event, by: Member | None) -> None:
    """Whoever may save lists may do this, not administrators alone."""
    verbs.forget_contact_list(row_of(ContactList, event.subject_id), by=by)


def save_forgotten(event: Event, by: Member | None) -> None:
    """The same holds for this."""
    old = before(event)
    sales_rep = row_of(Member, old["sales_rep_id"]) if old["sales_rep_id"] else None
    given = {name: old[name] for name in ("name", "words", "kind", "silent_days")}
    verbs.save_contact_list(by=by, sales_rep=sales_rep, **given)


CONTACT_LISTS: dict[str, Way] = {
    "contact_list.saved": forget_saved,
    "contact_list.forgotten": save_forgotten,
}
