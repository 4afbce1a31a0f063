"""Try once more to read reports of which nothing was made."""

from django.db import transaction

from pacesetter import jobs
from pacesetter.core import clock
from pacesetter.people.models import Member
from pacesetter.people.verbs import guards
from pacesetter.telephony.models import CallReport, CallSource
from pacesetter.telephony.unreadable import unreadable_reports


def read_again(report: CallReport, *, by: Member | None) -> None:
    """Enqueue its reading. What it tells counts once, however often it is read. Raises `NotAllowed`."""
    guards.administrator(by)
    with transaction.atomic():
        _enqueue(report)


def read_all_again(source: CallSource, *, by: Member | None) -> int:
    """The same for all of a phone system's, the oldest first, as they came. Answers how many. Raises `NotAllowed`."""
    guards.administrator(by)
    with transaction.atomic():
        reports = list(unreadable_reports(clock.now(), source).order_by("id").only("pk"))
        for report in reports:
            _enqueue(report)
    return len(reports)


def _enqueue(report: CallReport) -> None:
    CallReport.objects.filter(pk=report.pk).update(read_at=None, fault="")
    jobs.enqueue("telephony.read", {"report": report.pk})
