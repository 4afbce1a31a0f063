"""The periods that are over: open, closed or locked."""

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pacesetter.core import clock
from pacesetter.core.periods import PeriodKind
from pacesetter.kpis.book import book_of
from pacesetter.web.closing.export import periods_export
from pacesetter.web.closing.listed import closings_by_kind, listed_periods
from pacesetter.web.exports import exported
from pacesetter.web.member_view import MemberRequest, administrator_view
from pacesetter.web.paging import page_of
from pacesetter.web.periods.choice import unknown_kind
from pacesetter.wording.periods import KIND_LABELS


@require_safe
@administrator_view
def periods(request: MemberRequest) -> HttpResponseBase:
    """The periods of a kind, the latest first."""
    viewer = request.member
    asked = request.GET.get("period", "")
    known = asked in set(PeriodKind)
    kind = PeriodKind(asked) if known else PeriodKind.MONTH
    book = book_of(viewer.organisation)
    listed = listed_periods(viewer, book, kind, clock.today(viewer.zone()))
    if answer := exported(request, periods_export(listed)):
        return answer
    closed = closings_by_kind(viewer)
    context = {
        "kind": kind.value,
        "problem": unknown_kind(asked) if asked and not known else "",
        "kinds": [(one.value, label, closed.get(one.value, 0)) for one, label in KIND_LABELS.items()],
        "page": page_of(request, listed, per_page=24),
        "query": f"period={kind.value}",
    }
    return render(request, "web/periods/periods.html", context)
