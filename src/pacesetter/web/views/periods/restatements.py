"""What was changed about figures of closed periods: for everybody about their own."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pacesetter.kpis.book import Book, book_of
from pacesetter.kpis.closing.reading import restatements_seen_by
from pacesetter.kpis.closing.snapshot import fraction
from pacesetter.kpis.models import ClosedPeriod, Restatement
from pacesetter.people.access import members_seen_by
from pacesetter.web.closing.filtered import asked_filter
from pacesetter.web.closing.restated import closed_label, shown_restatements
from pacesetter.web.exports import ExportTable, Row, exported
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.navigation import sees_others
from pacesetter.web.paging import other_query, page_of


@require_safe
@member_view
def restatements(request: MemberRequest) -> HttpResponseBase:
    """The restatements that the viewer may see, the newest first, page by page, or all of them as a file."""
    viewer = request.member
    book = book_of(viewer.organisation)
    asked = asked_filter(request.GET)
    found = asked.of(restatements_seen_by(viewer))
    # A file of more than was asked for would not say so: then the page comes instead, which does.
    if not asked.problems and (answer := exported(request, _export(found, book))):
        return answer
    page = page_of(request, found)
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
    return render(request, "web/periods/restatements.html", context, status=422 if asked.problems else 200)


def _export(rows: QuerySet[Restatement], book: Book) -> ExportTable:
    headings = [
        _("When"), _("Member"), _("KPI"), _("Period"), _("Actual before"), _("Actual after"), _("Target before"),
        _("Target after"), _("By whom"), _("By what"), _("Why"),
    ]  # fmt: skip
    return ExportTable(_("Restatements"), headings, _lines(rows, book))


def _lines(rows: QuerySet[Restatement], book: Book) -> Iterator[Row]:
    for row in rows.iterator(chunk_size=2000):
        [line] = shown_restatements([row], book)
        # As numbers, for whoever adds them up.
        figures = map(fraction, (row.old_actual, row.new_actual, row.old_target, row.new_target))
        yield (line.at, line.member, line.kpi, line.period, *figures, line.by, line.cause, line.reason)
