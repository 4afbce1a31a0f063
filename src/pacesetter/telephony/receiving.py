"""Take in what a phone system reports: verified, kept as it is but for its secret, and read by a job."""

from django.db import transaction

from pacesetter import jobs
from pacesetter.core import clock
from pacesetter.telephony.models import CallReport, CallSource
from pacesetter.telephony.shapes.shape import Report, Unverified
from pacesetter.telephony.shapes.table import SHAPES
from pacesetter.tenancy.scope import scope
from pacesetter.tenancy.sealed import opened

# The longest report seen has a few kB.
MOST_BYTES = 64 * 1024


def source_of(public_id: str) -> CallSource | None:
    """The source with this address, None where there is none that takes reports. Needs no organisation in scope: the
    address says whose it is."""
    found: CallSource | None = (
        CallSource.across_organisations.filter(public_id=public_id, archived_at__isnull=True)
        .select_related("organisation")
        .first()
    )
    return found


def receive(source: CallSource, report: Report) -> CallReport:
    """Keep the report and enqueue its reading. A sender that repeats itself is answered the same way: which call it is,
    and whether that is known already, is found when it is read.

    Raises `Unverified`; then nothing is kept but that it happened.
    """
    shape = SHAPES[source.shape]
    try:
        shape.verify(report, opened(source, "secret"))
    except Unverified as error:
        note_fault(source, str(error))
        raise
    with scope(source.organisation), transaction.atomic():
        kept = CallReport.objects.create(source=source, body=shape.kept(report), received_at=clock.now())
        jobs.enqueue("telephony.read", {"report": kept.pk}, key=str(kept.pk))
    return kept


def note_fault(source: CallSource, fault: str) -> None:
    """Let administrators see what was wrong last, and when."""
    with scope(source.organisation):
        CallSource.objects.filter(pk=source.pk).update(last_error=fault[:300], last_error_at=clock.now())
