"""Close a period."""

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacesetter.core import clock
from pacesetter.core.periods import Period
from pacesetter.core.refusal import Refusal
from pacesetter.events.recording import record
from pacesetter.kpis.book import Book, load_book
from pacesetter.kpis.closing.days import lock_organisation, note_closed_through
from pacesetter.kpis.closing.lock import put_under_lock
from pacesetter.kpis.closing.snapshot import snapshot
from pacesetter.kpis.models import ClosedFigure, ClosedPeriod
from pacesetter.people.access import require_settings_access
from pacesetter.people.models import Member


def close(period: Period, *, by: Member, locked: bool = False) -> ClosedPeriod:
    """Keep the period's figures as they are now. From then on a change inside it is recorded as a restatement, or
    refused where it is `locked`.

    Raises `NotAllowed` for everybody but administrators, and a `Refusal` where the period is not over for every member
    or is closed already.
    """
    require_settings_access(by)
    with transaction.atomic():
        book = load_book(lock_organisation())
        _refuse_early(period, book)
        if ClosedPeriod.objects.filter(
            period_kind=period.kind.value, starts_on=period.starts_on, reopened_at__isnull=True
        ).exists():
            raise Refusal(_("This period is closed already."), code="closed")
        closed = ClosedPeriod.objects.create(
            period_kind=period.kind.value,
            starts_on=period.starts_on,
            ends_on=period.ends_on,
            closed_at=clock.now(),
            closed_by=by,
        )
        ClosedFigure.objects.bulk_create(
            (
                ClosedFigure(
                    closed_period=closed,
                    member_id=member_id,
                    kpi_id=kpi_id,
                    actual=kept.actual,
                    target=kept.target,
                    actual_now=kept.actual,
                    target_now=kept.target,
                )
                for (member_id, kpi_id), kept in snapshot(book, closed).items()
            ),
            batch_size=1000,
        )
        if locked:
            put_under_lock(book, closed, by=by)
        note_closed_through()
        data = {"kind": closed.period_kind, "starts_on": str(closed.starts_on), "locked": locked}
        record("period.closed", "closed_period", closed.pk, by_id=by.pk, data=data)
    return closed


def _refuse_early(period: Period, book: Book) -> None:
    now = clock.now()
    if any(now.astimezone(member.zone).date() < period.ends_on for member in book.members.values()):
        raise Refusal(
            _("This period is not over for everybody yet. Close it from %(day)s on.")
            % {"day": date_format(period.ends_on, "DATE_FORMAT")},
            code="not_over",
        )
