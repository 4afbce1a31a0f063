"""Reports of phone systems that nothing was made of: why, what was sent, and another try."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from pacesetter.core import clock
from pacesetter.telephony.jobs import REPORTS_KEPT
from pacesetter.telephony.models import CallReport, CallSource
from pacesetter.telephony.unreadable import unreadable_reports
from pacesetter.telephony.verbs import read_again, read_all_again
from pacesetter.web.member_view import MemberRequest, administrator_view
from pacesetter.web.paging import page_of
from pacesetter.web.phone.reports import shown_report


@require_safe
@administrator_view
def phone_reports(request: MemberRequest) -> HttpResponse:
    """Those of all phone systems, the latest first."""
    rows = unreadable_reports(clock.now())
    page = page_of(request, rows.select_related("source"))
    affected = CallSource.objects.filter(pk__in=rows.order_by().values("source")).order_by("name")
    context = {
        "page": page,
        "lines": [shown_report(report) for report in page],
        "affected": affected,
        "days": REPORTS_KEPT.days,
    }
    return render(request, "web/phone/unreadable.html", context)


@require_POST
@administrator_view
def phone_report_reading(request: MemberRequest, report_id: int) -> HttpResponse:
    """Read one again."""
    read_again(CallReport.objects.get(pk=report_id), by=request.member)
    messages.success(request, _("It is read again. If it still can't be used, it comes back with the reason."))
    return redirect("phone_reports")


@require_POST
@administrator_view
def phone_reports_reading(request: MemberRequest, call_source_id: int) -> HttpResponse:
    """Read all of a phone system's again."""
    count = read_all_again(CallSource.objects.get(pk=call_source_id), by=request.member)
    text = ngettext("%(count)d report is read again.", "%(count)d reports are read again.", count) % {"count": count}
    messages.success(request, text)
    return redirect("phone_reports")
