"""Closing a period: what would be kept, what is better seen to first, and the closing itself."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.kpis import closing
from pacesetter.kpis.book import book_of
from pacesetter.kpis.closing.alike import alike_in
from pacesetter.kpis.closing.before import before_closing
from pacesetter.web.member_view import MemberRequest, administrator_view
from pacesetter.web.periods.choice import chosen_period
from pacesetter.web.swaps import page_or_part


@require_http_methods(["GET", "HEAD", "POST"])
@administrator_view
def period_closing(request: MemberRequest) -> HttpResponse:
    """Ask before the period is closed; on POST close it, and lock it where that was chosen."""
    viewer = request.member
    book = book_of(viewer.organisation)
    asked = request.POST if request.method == "POST" else request.GET
    choice = chosen_period(asked, clock.today(viewer.zone()), book.calendar)
    # Never another period than the one that was meant: what can't be read is said, and nothing is offered to close.
    problem = choice.error
    if request.method == "POST" and not problem:
        try:
            closed = closing.close(choice.period, by=viewer, locked="locked" in request.POST)
        except Refusal as refusal:
            problem = refusal.message
        else:
            messages.success(request, _("%(period)s is closed.") % {"period": choice.label})
            return redirect("closed_period", closed.pk)
    if choice.error:
        context = {"settings_place": "periods", "choice": choice, "problem": problem}
        return render(request, "web/periods/closing.html", context, status=422)
    context = {
        "settings_place": "periods",
        "choice": choice,
        "before": before_closing(book, choice.period),
        # Takes far longer than all else together, so that the page fetches it once it is there.
        "alike": alike_in(choice.period) if "alike" in request.GET else None,
        "problem": problem,
        "locked": "locked" in request.POST,
    }
    status = 422 if problem else 200
    return page_or_part(request, "web/periods/closing.html", "web/periods/_doubts.html", context, status=status)
