"""The list of contacts."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pacesetter.core.written_ids import written_id
from pacesetter.crm.access import contacts_seen_by, few_contacts_seen_by
from pacesetter.crm.companies_joined import join_companies
from pacesetter.crm.contact_lists import contacts_in
from pacesetter.crm.models import Contact, ContactList
from pacesetter.crm.phone import shown_phone
from pacesetter.crm.searching import ContactSearch
from pacesetter.web.customers.profile import contact_lines
from pacesetter.web.customers.slices import slice_of
from pacesetter.web.exports import ExportTable, Row, exported
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.paging import other_query
from pacesetter.web.swaps import page_or_part


@require_safe
@member_view
def contacts(request: MemberRequest) -> HttpResponseBase:
    """Those that the viewer may see, page by page, or all of them as a file."""
    text = request.GET.get("q", "").strip()[:200]
    is_archived = request.GET.get("state") == "archived"
    country = request.member.organisation.country
    saved = _saved(request)
    few = None if saved else few_contacts_seen_by(request.member)
    seen = contacts_in(saved, request.member) if saved else few if few is not None else contacts_seen_by(request.member)
    everybody = seen.filter(archived_at__isnull=not is_archived)
    search = ContactSearch(text, country)
    found = search.among(everybody) if few is None else search.each_of(everybody)
    found = found.order_by("name", "pk")
    headings = [_("Name"), _("Company"), _("Job title"), _("E-mail address"), _("Phone number")]
    table = ExportTable(_("Contacts"), headings, _rows(found.select_related("company"), country))
    if answer := exported(request, table):
        return answer
    some = (lambda: search.some_among(everybody)) if text and few is None else None
    page = slice_of(request, found, some=some, are_few=few is not None or search.leaves_few)
    join_companies(page.rows)
    context = {
        "text": text,
        "is_archived": is_archived,
        "saved": saved,
        "page": page,
        "rows": list(zip(page.rows, contact_lines(page.rows, country), strict=True)),
        "query": other_query(request),
        "place": "companies",
    }
    return page_or_part(
        request, "web/customers/contacts.html", "web/customers/_contacts.html", context, is_exported_above=True
    )


def _saved(request: MemberRequest) -> ContactList | None:
    """The saved list that is asked for."""
    given = written_id(request.GET.get("list", ""))
    found: ContactList | None = None if given is None else ContactList.objects.filter(pk=given).first()
    return found


def _rows(found: QuerySet[Contact], country: str) -> Iterator[Row]:
    for one in found.iterator(chunk_size=2000):
        phone = shown_phone(one.phone, country) if one.phone else ""
        yield (one.name, one.company.name if one.company else "", one.job_title, one.email, phone)
