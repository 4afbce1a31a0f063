"""A screen on the wall, for whoever has its link."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pacesetter.core import clock
from pacesetter.core.periods import PeriodKind, period_holding
from pacesetter.kpis.book import book_of
from pacesetter.people.models import Member
from pacesetter.rewards.models import Screen, ScreenKpi
from pacesetter.rewards.screens import screen_of
from pacesetter.tenancy.scope import scope
from pacesetter.web.screens.panels import panels_of
from pacesetter.wording.pace_words import thresholds_in_words
from pacesetter.wording.periods import period_label


@never_cache
@require_safe
def screen(request: HttpRequest, secret: str) -> HttpResponse:
    """The KPIs and the team that the link stands for, and nothing else. A link that works no longer says so."""
    found = screen_of(secret)
    if found is None:
        response = render(request, "web/screen_gone.html", status=410)
    else:
        zone = clock.time_zone(found.organisation.time_zone)
        with scope(found.organisation), timezone.override(zone):
            response = _screen(request, found, secret)
    # The secret stands in the address, which no other page has to be told.
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _screen(request: HttpRequest, found: Screen, secret: str) -> HttpResponse:
    book, now = book_of(found.organisation), clock.now()
    period = period_holding(PeriodKind(found.period_kind), timezone.localdate(now), book.calendar)
    members = list(Member.objects.values_list("pk", flat=True))
    kpi_ids = list(ScreenKpi.objects.filter(screen=found).values_list("kpi_id", flat=True))
    team = (found.team.pk, found.team.name) if found.team else None
    context = {
        "screen": found,
        "secret": secret,
        "organisation": found.organisation,
        "period": period_label(period),
        "panels": panels_of(book, kpi_ids, members, period, now, team),
        "thresholds": thresholds_in_words(book.thresholds),
        "now": now,
    }
    is_part = bool(getattr(request, "htmx", False))
    return render(request, "web/_screen.html" if is_part else "web/screen.html", context)
