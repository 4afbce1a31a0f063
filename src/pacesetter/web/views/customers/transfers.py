"""Hand companies over to somebody else: those chosen, or all that a filter shows."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from pacesetter.core.refusal import Refusal
from pacesetter.core.written_ids import written_ids
from pacesetter.crm.access import companies_seen_by
from pacesetter.crm.models import Company, CompanyTransfer
from pacesetter.crm.verbs import take_transfer_back, transfer
from pacesetter.web.customers.filters import CompanyFilters, filters_from
from pacesetter.web.customers.members import chosen_member
from pacesetter.web.going_back import go_back
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.refusals import refusals_said
from pacesetter.web.undo import say_with_undo


@require_POST
@member_view
def transfers(request: MemberRequest) -> HttpResponse:
    """POST hands over the companies that were chosen, or with `all` those that the filters in `query` show."""
    viewer, sent = request.member, request.POST
    filters = filters_from(viewer, QueryDict(sent.get("query", "")))
    with refusals_said(request):
        made = transfer(
            _chosen(request, filters),
            by=viewer,
            sales_rep=chosen_member(viewer, sent.get("sales_rep", "")),
            account_manager=chosen_member(viewer, sent.get("account_manager", "")),
            only_from=chosen_member(viewer, sent.get("only_from", "")),
        )
        number = len(made.before)
        text = ngettext("%(number)d company was handed over.", "%(number)d companies were handed over.", number)
        say_with_undo(request, text % {"number": number}, reverse("transfer", args=[made.pk]))
    return go_back(request, "companies")


@require_http_methods(["DELETE"])
@member_view
def transfer_taken_back(request: MemberRequest, transfer_id: int) -> HttpResponse:
    """DELETE gives the companies back to whom they were with."""
    made = CompanyTransfer.objects.get(pk=transfer_id)
    if made.by_id != request.member.pk and not request.member.is_administrator:
        raise CompanyTransfer.DoesNotExist
    with refusals_said(request):
        number = take_transfer_back(made, by=request.member)
        text = ngettext("%(number)d company was given back.", "%(number)d companies were given back.", number)
        messages.success(request, text % {"number": number})
    return go_back(request, "companies")


def _chosen(request: MemberRequest, filters: CompanyFilters) -> QuerySet[Company]:
    if request.POST.get("all"):
        return filters.unordered()
    ids = written_ids(request.POST.getlist("chosen"))
    if not ids:
        raise Refusal(_("Choose companies first."), code="nothing_chosen")
    return companies_seen_by(request.member).filter(pk__in=ids[:500])
