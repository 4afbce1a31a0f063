"""One closed period: what was kept, what was restated since, and locking, unlocking, reopening."""

from collections.abc import Callable
from typing import NamedTuple

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from pacesetter.core.periods import Period, PeriodKind
from pacesetter.kpis import closing
from pacesetter.kpis.book import book_of
from pacesetter.kpis.closing.reading import get_closed_period_for, restatements_seen_by
from pacesetter.kpis.models import ClosedPeriod
from pacesetter.web.closing.export import closed_figures_export
from pacesetter.web.closing.listed import query_of, state_of
from pacesetter.web.closing.restated import closed_label, shown_restatements
from pacesetter.web.exports import exported
from pacesetter.web.member_view import MemberRequest, administrator_view
from pacesetter.web.refusals import refusals_said

SHOWN = 20


class Deed(NamedTuple):
    """What can be done to a closing: its name, what follows, the button, what is said afterwards."""

    verb: Callable[..., ClosedPeriod]
    title: Promise
    follows: Promise
    button: Promise
    done: Promise


DEEDS = {
    "lock": Deed(
        closing.lock,
        _("Lock the period"),
        _(
            "The figures are kept as they are now, and shown so everywhere. Recording, completing or editing what was "
            "done on its days is refused, and so is every dated setting that would alter its figures. What was booked "
            "then can still be cancelled: that, and changed rules, are listed here and alter nothing that is shown. "
            "Unlocking makes everything possible again."
        ),
        _("Lock it"),
        _("The period is locked."),
    ),
    "unlock": Deed(
        closing.unlock,
        _("Unlock the period"),
        _(
            "What has changed since the locking becomes visible now, as restatements. Changes inside the period are "
            "possible again. Each one that alters a figure is recorded as a restatement: who, when, why, the old and "
            "the new figure. The figures kept at closing stay readable."
        ),
        _("Unlock it"),
        _("The period is unlocked."),
    ),
    "reopen": Deed(
        closing.reopen,
        _("Reopen the period"),
        _(
            "The closing ends. Changes inside the period are no longer recorded as restatements, and nobody sees "
            "beside a figure that it was changed. What was kept and restated until now stays readable; closing the "
            "period again keeps the figures as they are then."
        ),
        _("Reopen it"),
        _("The period is open again."),
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@administrator_view
def closed_period(request: MemberRequest, closed_period_id: int) -> HttpResponseBase:
    """Show it. POST says what would follow of `deed`, and does it once that is confirmed."""
    closed = get_closed_period_for(request.member, closed_period_id)
    if answer := exported(request, closed_figures_export(closed)):
        return answer
    name = request.POST.get("deed", "")
    if request.method == "POST" and name in DEEDS:
        deed = DEEDS[name]
        if request.POST.get("confirmed") != "yes":
            return _asked(request, closed, name, deed)
        with refusals_said(request):
            deed.verb(closed, by=request.member)
            messages.success(request, str(deed.done))
        return redirect("closed_period", closed.pk)
    book = book_of(request.member.organisation)
    restated = restatements_seen_by(request.member).filter(closed_period=closed)
    context = {
        "settings_place": "periods",
        "closed": closed,
        "label": closed_label(closed),
        "state": state_of(closed),
        "query": query_of(Period(PeriodKind(closed.period_kind), closed.starts_on, closed.ends_on)),
        "figure_count": closed.figures.count(),
        "restatement_count": restated.count(),
        "lines": shown_restatements(restated[:SHOWN], book),
        "deeds": [(key, DEEDS[key]) for key in _possible(closed)],
    }
    return render(request, "web/periods/closed_period.html", context)


def _possible(closed: ClosedPeriod) -> list[str]:
    if closed.reopened_at is not None:
        return []
    return ["unlock" if closed.locked else "lock", "reopen"]


def _asked(request: MemberRequest, closed: ClosedPeriod, name: str, deed: Deed) -> HttpResponse:
    context = {
        "settings_place": "periods",
        "closed": closed,
        "label": closed_label(closed),
        "name": name,
        "deed": deed,
    }
    return render(request, "web/periods/deed.html", context)
