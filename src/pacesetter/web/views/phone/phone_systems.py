"""The phone systems, and whose the extensions are."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.core import clock
from pacesetter.events import noting
from pacesetter.people.models import Member
from pacesetter.telephony.models import CallSource, MemberLine
from pacesetter.telephony.unreadable import unreadable_reports
from pacesetter.telephony.verbs import add_line, remove_line
from pacesetter.web.deeds import say_deed
from pacesetter.web.forms.call_source import LineForm
from pacesetter.web.member_view import MemberRequest, administrator_view
from pacesetter.web.paging import page_of
from pacesetter.web.phone.sources import shown_source
from pacesetter.web.refusals import refusals_shown


@require_http_methods(["GET", "POST"])
@administrator_view
def phone_systems(request: MemberRequest) -> HttpResponse:
    """Show them; POST says whose an extension is."""
    form = LineForm(Member.objects.filter(archived_at__isnull=True), request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            with noting() as event_ids:
                add_line(form.cleaned_data["member"], form.cleaned_data["key"], by=request.member)
            say_deed(request, _("Saved."), event_ids)
            return redirect("phone_systems")
    lines = MemberLine.objects.select_related("member").order_by("member__name", "key")
    context = {
        "sources": [shown_source(source) for source in CallSource.objects.order_by("archived_at", "name")],
        "lines": page_of(request, lines),
        "form": form,
        "unreadable": unreadable_reports(clock.now()).count(),
    }
    return render(request, "web/phone/phone_systems.html", context)


@require_http_methods(["DELETE"])
@administrator_view
def member_line(request: MemberRequest, line_id: int) -> HttpResponse:
    """An extension is nobody's any more."""
    line = MemberLine.objects.get(pk=line_id)
    with noting() as event_ids:
        remove_line(line, by=request.member)
    say_deed(request, _("%(key)s is nobody's now.") % {"key": line.key}, event_ids)
    return redirect("phone_systems")
