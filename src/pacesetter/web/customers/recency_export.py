"""The recency board as a table: its companies with the column in which each stands."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from pacesetter.crm.models import Company
from pacesetter.web.customers.filters import CompanyFilters
from pacesetter.web.customers.members import member_names
from pacesetter.web.customers.recency import Column, in_order
from pacesetter.web.exports import ExportTable, Row


def recency_export(filters: CompanyFilters, columns: Sequence[Column]) -> ExportTable:
    """All companies that the filters leave, those first that wait longest, as on the board."""
    headings = [
        _("Recency"), _("Name"), _("Lead or client"), _("Sales rep"), _("Account manager"), _("Last contact"),
        _("Days since"), _("Next activity"),
    ]  # fmt: skip
    return ExportTable(_("Recency"), headings, _rows(filters, columns))


def _rows(filters: CompanyFilters, columns: Sequence[Column]) -> Iterator[Row]:
    names, today = member_names(filters.viewer), filters.today
    companies: Iterator[Company] = in_order(filters.unordered()).iterator(chunk_size=2000)
    for one in companies:
        last = one.last_contact_on
        yield (
            next(str(column.label) for column in columns if column.holds(last)),
            one.name,
            str(one.get_kind_display()),
            names.get(one.sales_rep_id or 0, ""),
            names.get(one.account_manager_id or 0, ""),
            last,
            (today - last).days if last else None,
            one.next_due_on,
        )
