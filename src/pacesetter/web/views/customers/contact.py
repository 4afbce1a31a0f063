"""A contact: who they are, and what was done with them."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pacesetter.activities.access import activities_seen_by
from pacesetter.activities.models import Activity, Status
from pacesetter.core import clock
from pacesetter.core.written_ids import written_id
from pacesetter.crm.access import contacts_seen_by, get_contact_for
from pacesetter.crm.companies_joined import join_companies
from pacesetter.crm.models import Contact
from pacesetter.crm.searching import contacts_with_words
from pacesetter.crm.verbs import archive, merge, restore, undo_merge
from pacesetter.web.customers.contact_activities import activities_with, in_order
from pacesetter.web.customers.contact_days import days_of
from pacesetter.web.customers.contact_words import last_in_words, next_in_words, next_state
from pacesetter.web.customers.merging import side_by_side, what_moves
from pacesetter.web.customers.profile import contact_lines
from pacesetter.web.day.after_call import address_after_call
from pacesetter.web.day.due import short_day
from pacesetter.web.day.export import activity_export
from pacesetter.web.day.lines import lines_of
from pacesetter.web.exports import exported
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.paging import other_query, page_of
from pacesetter.web.refusals import refusals_said
from pacesetter.web.undo import say_with_undo

_FEW = 10


@require_safe
@member_view
def contact(request: MemberRequest, contact_id: int) -> HttpResponseBase:
    """The contact with their activities, newest first."""
    viewer = request.member
    found = get_contact_for(viewer, contact_id)
    if found.pk != contact_id:
        return redirect("contact", found.pk)
    today = clock.today(viewer.zone())
    whole = in_order(activities_seen_by(viewer), found.pk).select_related("company")
    if answer := exported(request, activity_export(viewer, found.name, whole, today)):
        return answer
    page = page_of(request, activities_with(found, viewer, today), per_page=30)
    join_companies(page.object_list)
    days = [_when(row, today) for row in page.object_list]
    contacted = days_of(found)
    context = {
        "contact": found,
        "last": last_in_words(contacted, today),
        "next": next_in_words(contacted, today),
        "next_state": next_state(contacted, today),
        "line": contact_lines([found], viewer.organisation.country)[0],
        "lines": list(zip(lines_of(viewer, page.object_list, today), days, strict=True)),
        "page": page,
        "query": other_query(request),
        "after_call": address_after_call(viewer, company=found.company, contact_id=found.pk, back_to=request.path),
        "external_ids": list(found.external_ids.all()),
        "place": "companies",
    }
    return render(request, "web/customers/contact.html", context)


def _when(row: Activity, today: date) -> str:
    """The day on which it was done, or that it won't be; empty where it is still to be done."""
    if row.status == Status.CANCELLED:
        return str(row.get_status_display())
    return short_day(row.completed_on, today) if row.completed_on else ""


@require_http_methods(["POST", "DELETE"])
@member_view
def contact_archive(request: MemberRequest, contact_id: int) -> HttpResponse:
    """POST puts them away, DELETE brings them back."""
    found = get_contact_for(request.member, contact_id)
    with refusals_said(request):
        if request.method == "DELETE":
            restore(found, by=request.member)
            messages.success(request, _("“%(contact)s” is in use again.") % {"contact": found})
        else:
            archive(found, by=request.member)
            text = _("“%(contact)s” is archived.") % {"contact": found}
            say_with_undo(request, text, reverse("contact_archive", args=[found.pk]))
    return redirect("contact", found.pk)


@require_http_methods(["GET", "POST", "DELETE"])
@member_view
def contact_merge(request: MemberRequest, contact_id: int) -> HttpResponse:
    """The contact in the address goes; `into` is the one that stays. DELETE undoes it."""
    viewer = request.member
    dropped = get_contact_for(viewer, contact_id)
    if request.method == "DELETE":
        return _undone(request, Contact.objects.get(pk=contact_id))
    into = written_id(request.POST.get("into") or request.GET.get("into") or "")
    kept = None if into is None else get_contact_for(viewer, into)
    kept = None if kept is None or kept.pk == dropped.pk else kept
    if request.method == "POST" and kept is not None:
        with refusals_said(request):
            merge(kept, dropped, by=viewer)
            text = _("“%(dropped)s” is part of “%(kept)s” now.") % {"dropped": dropped, "kept": kept}
            say_with_undo(request, text, reverse("contact_merge", args=[dropped.pk]))
            return redirect("contact", kept.pk)
    text = request.GET.get("q", "").strip()[:200]
    others = contacts_seen_by(viewer).filter(archived_at__isnull=True).exclude(pk=dropped.pk)
    found = contacts_with_words(others.select_related("company"), text or dropped.name, viewer.organisation.country)
    context = {
        "contact": dropped,
        "kept": kept,
        "text": text,
        "found": list(found.order_by("name", "pk")[:_FEW]),
        "rows": side_by_side(viewer, kept, dropped) if kept else [],
        "moves": what_moves(dropped) if kept else [],
        "place": "companies",
    }
    return render(request, "web/customers/contact_merge.html", context)


def _undone(request: MemberRequest, dropped: Contact) -> HttpResponse:
    with refusals_said(request):
        undo_merge(dropped, by=request.member)
        messages.success(request, _("“%(contact)s” is a contact of their own again.") % {"contact": dropped})
    return redirect("contact", dropped.pk)
