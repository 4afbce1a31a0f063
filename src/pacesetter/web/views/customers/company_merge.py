"""Merge two companies: search for the one to keep, see both, confirm; DELETE undoes it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.core.written_ids import written_id
from pacesetter.crm.access import companies_seen_by, get_company_for
from pacesetter.crm.models import Company
from pacesetter.crm.searching import companies_with_words
from pacesetter.crm.verbs import merge, undo_merge
from pacesetter.people.models import Member
from pacesetter.web.customers.merging import side_by_side, what_moves
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.refusals import refusals_said
from pacesetter.web.undo import say_with_undo

_FEW = 10


@require_http_methods(["GET", "POST", "DELETE"])
@member_view
def company_merge(request: MemberRequest, company_id: int) -> HttpResponse:
    """The company in the address goes; `into` is the one that stays."""
    if request.method == "DELETE":
        return _undone(request, company_id)
    dropped = get_company_for(request.member, company_id)
    kept = _kept(request.member, request.POST.get("into") or request.GET.get("into") or "", dropped)
    if request.method == "POST" and kept is not None:
        with refusals_said(request):
            merge(kept, dropped, by=request.member)
            text = _("“%(dropped)s” is part of “%(kept)s” now.") % {"dropped": dropped, "kept": kept}
            say_with_undo(request, text, reverse("company_merge", args=[dropped.pk]))
            return redirect("company", kept.pk)
    text = request.GET.get("q", "").strip()[:200]
    context = {
        "company": dropped,
        "kept": kept,
        "text": text,
        "found": _found(request.member, text or dropped.name, dropped),
        "rows": side_by_side(request.member, kept, dropped) if kept else [],
        "moves": what_moves(dropped) if kept else [],
        "place": "companies",
    }
    return render(request, "web/customers/company_merge.html", context)


def _kept(viewer: Member, written: str, dropped: Company) -> Company | None:
    if (company_id := written_id(written)) is None:
        return None
    kept = get_company_for(viewer, company_id)
    return kept if kept.pk != dropped.pk else None


def _found(viewer: Member, text: str, dropped: Company) -> list[Company]:
    seen = companies_seen_by(viewer).filter(archived_at__isnull=True).exclude(pk=dropped.pk)
    return list(companies_with_words(seen, text, viewer.organisation.country).order_by("name_key", "pk")[:_FEW])


def _undone(request: MemberRequest, company_id: int) -> HttpResponse:
    # Whoever may see what it became may take it out again.
    get_company_for(request.member, company_id)
    dropped = Company.objects.get(pk=company_id)
    kept_id = dropped.merged_into_id
    with refusals_said(request):
        undo_merge(dropped, by=request.member)
        messages.success(request, _("“%(company)s” is a company of its own again.") % {"company": dropped})
        if companies_seen_by(request.member).filter(pk=dropped.pk).exists():
            return redirect("company", dropped.pk)
    return redirect("company", kept_id) if kept_id else redirect("companies")
