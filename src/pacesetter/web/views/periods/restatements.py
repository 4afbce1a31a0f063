"""What was changed about figures of closed periods: for everybody about their own."""

import csv
import io
from collections.abc import Iterable, Iterator

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pacesetter.kpis.book import book_of
from pacesetter.kpis.closing.reading import restatements_seen_by
from pacesetter.kpis.models import ClosedPeriod
from pacesetter.people.access import members_seen_by
from pacesetter.web.closing.filtered import asked_filter
from pacesetter.web.closing.restated import ShownRestatement, closed_label, shown_restatements
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.navigation import sees_others
from pacesetter.web.paging import other_query, page_of

_MOST = 50_000


@require_safe
@member_view
def restatements(request: MemberRequest) -> HttpResponse:
    """The restatements that the viewer may see, the newest first."""
    viewer = request.member
    book = book_of(viewer.organisation)
    asked = asked_filter(request.GET)
    page = page_of(request, asked.of(restatements_seen_by(viewer)))
    context = {
        "page": page,
        "lines": shown_restatements(page, book),
        "query": other_query(request),
        "asked": asked,
        "is_filtered": any(request.GET.get(name) for name in ("member", "kpi", "closed_period", "from", "to")),
        "members": members_seen_by(viewer).only("pk", "name") if sees_others(viewer) else (),
        "kpis": list(book.kpis.values()),
        "periods": [(one.pk, closed_label(one)) for one in ClosedPeriod.objects.order_by("-starts_on", "-pk")[:60]],
        "sees_others": sees_others(viewer),
    }
    return render(request, "web/periods/restatements.html", context)


@require_safe
@member_view
def restatements_file(request: MemberRequest) -> HttpResponse:
    """The same, all of it, for a spreadsheet."""
    viewer = request.member
    book = book_of(viewer.organisation)
    rows = asked_filter(request.GET).of(restatements_seen_by(viewer))
    text = "".join(_lines(shown_restatements(rows[:_MOST], book)))
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="restatements.csv"'
    return response


def _lines(lines: Iterable[ShownRestatement]) -> Iterator[str]:
    headings = [
        _("When"), _("Member"), _("KPI"), _("Period"), _("Actual before"), _("Actual after"), _("Target before"),
        _("Target after"), _("By whom"), _("By what"), _("Why"),
    ]  # fmt: skip
    # The mark lets spreadsheets see that it is UTF-8.
    yield "\ufeff" + _written(headings)
    for line in lines:
        yield _written(
            [
                date_format(localtime(line.at), "Y-m-d H:i"),
                line.member,
                line.kpi,
                line.period,
                line.old_actual,
                line.new_actual,
                line.old_target,
                line.new_target,
                line.by,
                line.cause,
                line.reason,
            ]
        )


def _written(cells: list[str]) -> str:
    buffer = io.StringIO()
    # A cell that begins like a formula would be run by the spreadsheet of whoever opens the file.
    csv.writer(buffer).writerow([f"'{cell}" if cell[:1] in "=+-@\t\r" and cell[:1] else cell for cell in cells])
    return buffer.getvalue()
