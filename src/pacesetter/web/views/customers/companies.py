"""The list of companies."""

from collections.abc import Iterator

from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pacesetter.crm.models import Company, CompanyKind
from pacesetter.web.customers.filters import NOBODY, PLANS, SILENCES, SORTS, CompanyFilters, filters_from
from pacesetter.web.customers.lines import company_lines
from pacesetter.web.customers.members import member_names, member_options
from pacesetter.web.customers.slices import in_words, slice_of
from pacesetter.web.exports import ExportTable, Row, exported
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.paging import other_query
from pacesetter.web.swaps import page_or_part


@require_safe
@member_view
def companies(request: MemberRequest) -> HttpResponseBase:
    """Those that the viewer may see and that the address asks for, page by page, or all of them as a file."""
    filters = filters_from(request.member, request.GET)
    if answer := exported(request, _table(filters)):
        return answer
    some = (lambda: filters.unordered(only_some=True)) if filters.text else None
    companies, are_few = filters.companies(), filters.leave_few
    page = slice_of(request, companies, some=some, are_few=are_few, is_counted=not filters.leave_many)
    context = {
        "filters": filters,
        "page": page,
        "lines": company_lines(request.member, page.rows, filters.today),
        "count": in_words(page.count),
        "query": other_query(request),
        "kinds": CompanyKind.choices,
        "plans": PLANS,
        "silences": SILENCES,
        "sorts": SORTS,
        "member_options": member_options(request.member),
        "nobody": NOBODY,
    }
    return page_or_part(
        request, "web/customers/companies.html", "web/customers/_companies.html", context, is_exported_above=True
    )


def _table(filters: CompanyFilters) -> ExportTable:
    headings = [
        _("Name"), _("Lead or client"), _("Sales rep"), _("Account manager"), _("Last contact"), _("Next activity"),
        _("Phone number"), _("E-mail domain"), _("Website"), _("Address"), _("Country"),
    ]  # fmt: skip
    return ExportTable(_("Companies"), headings, _rows(filters))


def _rows(filters: CompanyFilters) -> Iterator[Row]:
    names = member_names(filters.viewer)
    companies: Iterator[Company] = filters.companies().iterator(chunk_size=2000)
    for one in companies:
        yield (
            one.name,
            str(one.get_kind_display()),
            names.get(one.sales_rep_id or 0, ""),
            names.get(one.account_manager_id or 0, ""),
            one.last_contact_on,
            one.next_due_on,
            one.phone,
            one.domain,
            one.website,
            one.address,
            one.country,
        )
