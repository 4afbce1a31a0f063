"""Saved lists of contacts."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.crm.models import ContactList
from pacesetter.crm.verbs import forget_contact_list, save_contact_list
from pacesetter.events import noting
from pacesetter.web.deeds import say_deed
from pacesetter.web.exports import ExportTable, exported
from pacesetter.web.forms.contact_list import ContactListForm
from pacesetter.web.member_view import MemberRequest, coordinator_view
from pacesetter.web.paging import page_of
from pacesetter.web.refusals import refusals_shown


@require_http_methods(["GET", "HEAD", "POST"])
@coordinator_view
def contact_lists(request: MemberRequest) -> HttpResponseBase:
    """Show them, and save one."""
    form = ContactListForm(request.POST or None, initial={"words": request.GET.get("q", "")[:200]})
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            with noting() as event_ids:
                row = save_contact_list(by=request.member, **form.cleaned_data)
            say_deed(request, _("The list “%(name)s” is saved.") % {"name": row.name}, event_ids)
            return redirect("contact_lists")
    rows = ContactList.objects.select_related("sales_rep")
    if answer := exported(request, _export(rows)):
        return answer
    page = page_of(request, rows)
    return render(request, "web/customers/contact_lists.html", {"form": form, "page": page, "place": "companies"})


@require_http_methods(["DELETE"])
@coordinator_view
def contact_list(request: MemberRequest, contact_list_id: int) -> HttpResponse:
    """Forget it."""
    row = ContactList.objects.get(pk=contact_list_id)
    with noting() as event_ids:
        forget_contact_list(row, by=request.member)
    say_deed(request, _("The list “%(name)s” is gone. Its contacts stay.") % {"name": row.name}, event_ids)
    return redirect("contact_lists")


def _export(rows: QuerySet[ContactList]) -> ExportTable:
    headings = [_("Name"), _("Words"), _("Lead or client"), _("Sales rep"), _("Days without contact")]
    return ExportTable(
        _("Lists of contacts"),
        headings,
        (
            (
                row.name,
                row.words,
                str(row.get_kind_display()),
                row.sales_rep.name if row.sales_rep else "",
                row.silent_days,
            )
            for row in rows
        ),
    )
