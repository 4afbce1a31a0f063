"""Companies that look like one, as a list to work through."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pacesetter.core import clock
from pacesetter.crm.access import get_company_for
from pacesetter.crm.duplicates import look_alikes
from pacesetter.crm.verbs import forget_difference, tell_apart
from pacesetter.web.customers.lines import company_lines
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.paging import other_query
from pacesetter.web.undo import say_with_undo


@require_safe
@member_view
def company_look_alikes(request: MemberRequest) -> HttpResponse:
    """The groups, 20 to a page."""
    today = clock.today(request.member.zone())
    page = Paginator(look_alikes(request.member), 20).get_page(request.GET.get("page"))
    groups = [
        (group.what, group.companies[0].domain, company_lines(request.member, group.companies, today)) for group in page
    ]
    context = {"groups": groups, "page": page, "query": other_query(request), "place": "companies"}
    return render(request, "web/customers/look_alikes.html", context)


@require_http_methods(["POST", "DELETE"])
@member_view
def company_difference(request: MemberRequest, company_id: int, other_id: int) -> HttpResponse:
    """POST: these are two companies. DELETE: they may be one after all."""
    one, other = get_company_for(request.member, company_id), get_company_for(request.member, other_id)
    if request.method == "DELETE":
        forget_difference(one, other, by=request.member)
        messages.success(request, _("They are suggested again."))
    elif tell_apart(one, other, by=request.member):
        text = _("“%(one)s” and “%(other)s” are not suggested any more.") % {"one": one, "other": other}
        say_with_undo(request, text, reverse("company_difference", args=[one.pk, other.pk]))
    return redirect("company_look_alikes")
