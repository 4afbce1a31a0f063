"""Add a company."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.crm.access import companies_seen_by
from pacesetter.crm.matching import companies_named
from pacesetter.crm.models import Company
from pacesetter.crm.verbs import add_company
from pacesetter.events import noting
from pacesetter.people.models import Member
from pacesetter.web.deeds import say_deed
from pacesetter.web.forms.customers.company import CompanyForm
from pacesetter.web.forms.refusals import show_refusal
from pacesetter.web.member_view import MemberRequest, member_view

_MOST = 3


@require_http_methods(["GET", "POST"])
@member_view
def new_company(request: MemberRequest) -> HttpResponse:
    """Ask for its fields; where a company of that name is there already, say so and ask again."""
    form = CompanyForm(request.member, request.POST or None)
    form.asks_for_same_name = bool(request.POST.get("allow_same_name"))
    if request.method == "POST" and form.is_valid():
        try:
            with noting() as event_ids:
                company = add_company(
                    by=request.member, allow_same_name=form.cleaned_data["allow_same_name"], **form.given()
                )
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.asks_for_same_name |= refusal.code == "same_name"
            show_refusal(form, refusal)
        else:
            say_deed(request, _("“%(company)s” was added.") % {"company": company}, event_ids)
            return redirect("company", company.pk)
    there = _named_so(request.member, form.data.get("name", "")) if form.asks_for_same_name else []
    facts = {"form": form, "there": there, "place": "companies"}
    return render(request, "web/customers/new_company.html", facts, status=422 if form.errors else 200)


def _named_so(viewer: Member, name: str) -> list[Company]:
    """Those of that name that the viewer may open: of a colleague's it is said that there is one, and no more."""
    ids = [one.pk for one in companies_named(name)]
    return list(companies_seen_by(viewer).filter(pk__in=ids).order_by("pk")[:_MOST])
