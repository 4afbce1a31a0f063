"""The activities behind a figure as a table for a file: all of them, not a page."""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from pacesetter.core.periods import Period
from pacesetter.kpis.book import Book
from pacesetter.kpis.explain import CountingRule, ExplainedActivity, Page, counting_rules, pages
from pacesetter.web.exports import ExportTable, Row

# So many at a time: each page finds the activities of the period anew.
_AT_ONCE = 5_000


def why_export(
    book: Book, member_id: int, kpi_id: int, period: Period, label: str, team_id: int | None = None
) -> ExportTable:
    """What counted with its weight, then what did not with the reason; for a ratio both its parts. With a team the days
    in it count."""
    rules = counting_rules(book, member_id, kpi_id, period.starts_on, period.ends_on, team_id)
    name = f"{book.kpis[kpi_id].name} {book.members[member_id].name} {label}"
    headings = [_("KPI"), _("Day"), _("Activity"), _("Company"), _("Subject"), _("Owner"), _("Outcome")]
    headings += [_("Adds"), _("Why it did not count")]
    return ExportTable(name, headings, (row for rule in rules for row in _rows(book, rule)))


def _rows(book: Book, rule: CountingRule) -> Iterator[Row]:
    kpi = book.kpis[rule.kpi_id].name
    for read in (pages.counted, pages.not_counted):
        for one in _all(read, book, rule):
            reason = "" if one.reason is None else str(one.reason.label)
            yield [
                kpi, one.day, one.activity_type, one.company, one.subject, one.owner, one.outcome, one.weight, reason,
            ]  # fmt: skip


def _all(read: Callable[..., Page], book: Book, rule: CountingRule) -> Iterator[ExplainedActivity]:
    page = read(book, rule, size=_AT_ONCE)
    yield from page.activities
    while page.after:
        page = read(book, rule, after=page.after, size=_AT_ONCE)
        yield from page.activities
