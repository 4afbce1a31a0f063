"""Save a list of contacts, and forget one."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.crm.models import CompanyKind, ContactList
from pacesetter.crm.verbs import guards
from pacesetter.people.models import Member
from pacesetter.people.verbs.guards import required
from pacesetter.people.verbs.settle import settle

_LONGEST = 3650  # days


def save_contact_list(
    *,
    by: Member | None,
    name: str,
    words: str = "",
    kind: str = "",
    sales_rep: Member | None = None,
    silent_days: int | None = None,
) -> ContactList:
    """Keep what is asked for under a name. Raises `NotAllowed` for who does not see everybody's customers, and a
    `Refusal` for a name that is taken and a filter that makes no sense."""
    _may(by)
    if kind and kind not in CompanyKind.values:
        raise Refusal(_("Choose leads, clients, or both."), field="kind", code="unknown")
    if silent_days is not None and not 0 < silent_days <= _LONGEST:
        raise Refusal(_("Enter a number of days from 1 to 3650."), field="silent_days", code="range")
    row = ContactList(
        name=required(name, "name", longest=100),
        words=words.strip()[:200],
        kind=kind,
        sales_rep=guards.known(sales_rep, "sales_rep"),
        silent_days=silent_days,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            settle("contact_list.saved", ("contact_list", row.pk), by=by, after={"name": row.name})
    except IntegrityError:
        raise Refusal(_("There is a list of this name already."), field="name", code="taken") from None
    return row


def forget_contact_list(row: ContactList, *, by: Member | None) -> None:
    """Forget the list; the contacts stay. Raises `NotAllowed`."""
    _may(by)
    with transaction.atomic():
        before = {name: getattr(row, name) for name in ("name", "words", "kind", "sales_rep_id", "silent_days")}
        settle("contact_list.forgotten", ("contact_list", row.pk), by=by, before=before)
        row.delete()


def _may(by: Member | None) -> None:
    guards.of_this_house(by)
    if by is not None and not by.sees_everyone:
        raise NotAllowed(_("Only administrators and coordinators save lists of contacts."))
