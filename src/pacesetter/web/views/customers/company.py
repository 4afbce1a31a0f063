"""The profile of a company."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from pacesetter.activities.catalogue import catalogue_of
from pacesetter.activities.models import CycleUnit
from pacesetter.core import clock
from pacesetter.crm.access import get_company_for
from pacesetter.crm.phone import shown_phone
from pacesetter.crm.timeline import timeline_of
from pacesetter.kpis.book import book_of
from pacesetter.people.access import ids_seen_by
from pacesetter.web.customers.contact_words import last_in_words, next_in_words, next_state
from pacesetter.web.customers.members import member_names, member_options
from pacesetter.web.customers.profile import (
    contact_lines,
    contacts_of,
    cycle_lines,
    entry_lines,
    external_ids_of,
    merged_into,
    planned_lines,
)
from pacesetter.web.day.after_call import address_after_call
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.swaps import page_or_part


@require_safe
@member_view
def company(request: MemberRequest, company_id: int) -> HttpResponse:
    """Everything about it on one page; with htmx the timeline from `before` on."""
    viewer = request.member
    found = get_company_for(viewer, company_id)
    if found.pk != company_id:
        # It was merged into this one, and old links lead here.
        return redirect("company", found.pk)
    zone, today, names = viewer.zone(), clock.today(viewer.zone()), member_names(viewer)
    before = request.GET.get("before", "")
    page = timeline_of(found, viewer, before=before)
    seen = frozenset(names if viewer.sees_everyone else ids_seen_by(viewer))
    types = [one for one in catalogue_of(viewer.organisation).types.values() if one.archived_at is None]
    context = {
        "company": found,
        "names": names,
        "sales_rep": names.get(found.sales_rep_id or 0, ""),
        "account_manager": names.get(found.account_manager_id or 0, ""),
        "phone_words": shown_phone(found.phone, viewer.organisation.country) if found.phone else "",
        # What says the same of every address is left out.
        "website": found.website.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/"),
        "last": last_in_words(found, today),
        "next": next_in_words(found, today),
        "next_state": next_state(found, today),
        "planned": planned_lines(found, names, today, zone),
        "contacts": contact_lines(contacts_of(found), viewer.organisation.country),
        "cycles": cycle_lines(found, names, today),
        "types": types,
        "units": CycleUnit.choices,
        "member_options": member_options(viewer),
        "external_ids": external_ids_of(found),
        "merged": merged_into(found),
        "entries": entry_lines(page.entries, names, book_of(viewer.organisation), seen, today, zone),
        "older": page.older,
        "is_first": not before,
        "after_call": address_after_call(viewer, company=found, back_to=request.path),
        "place": "companies",
    }
    return page_or_part(request, "web/customers/company.html", "web/customers/_timeline.html", context)
