"""Two companies or contacts side by side before they become one."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pacesetter.activities.models import Activity, ActivityContact, CallCycle
from pacesetter.crm.models import Company, Contact
from pacesetter.people.models import Member
from pacesetter.web.customers.members import member_names
from pacesetter.wording.periods import day_label


@dataclass(frozen=True)
class Row:
    """One field of both. `is_kept` is False where the other's is taken because this one has none."""

    label: str
    kept: str
    dropped: str
    result: str


def side_by_side(viewer: Member, kept: Company | Contact, dropped: Company | Contact) -> list[Row]:
    """The fields of both, and what the one that stays will have."""
    names = member_names(viewer)
    rows = [_row(label, _value(kept, name, names), _value(dropped, name, names)) for name, label in _fields(kept)]
    return [row for row in rows if row.kept or row.dropped]


def what_moves(dropped: Company | Contact) -> list[tuple[str, int]]:
    """What hangs on the one that goes and moves to the other: its name and how many. What there is none of is left
    out."""
    if isinstance(dropped, Company):
        counts = [
            (_("Contacts"), Contact.objects.filter(company=dropped).count()),
            (_("Activities"), Activity.objects.filter(company=dropped, deleted_at__isnull=True).count()),
            (_("Call cycles"), CallCycle.objects.filter(company=dropped).count()),
        ]
    else:
        counts = [(_("Activities"), ActivityContact.objects.filter(contact=dropped).count())]
    counts.append((_("Ids in other systems"), dropped.external_ids.count()))
    return [(label, count) for label, count in counts if count]


def _fields(row: Company | Contact) -> Sequence[tuple[str, str]]:
    if isinstance(row, Company):
        return (
            ("name", _("Name")), ("kind", _("Lead or client")), ("sales_rep_id", _("Sales rep")),
            ("account_manager_id", _("Account manager")), ("phone", _("Phone number")), ("domain", _("E-mail domain")),
            ("website", _("Website")), ("address", _("Address")), ("last_contact_on", _("Last contact")),
        )  # fmt: skip
    return (
        ("name", _("Name")), ("company", _("Company")), ("email", _("E-mail address")), ("phone", _("Phone number")),
        ("job_title", _("Job title")),
    )  # fmt: skip


def _value(row: Company | Contact, name: str, names: dict[int, str]) -> str:
    value = getattr(row, name)
    if name == "kind" and isinstance(row, Company):
        return str(row.get_kind_display())
    if name.endswith("_id"):
        return names.get(value or 0, "")
    if name == "last_contact_on":
        return day_label(value) if value else ""
    return "" if value is None else str(value)


def _row(label: str, kept: str, dropped: str) -> Row:
    return Row(label, kept, dropped, kept or dropped)
