"""Reports that nothing was made of: unreadable ones, and those that still wait to be read."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from pacesetter.telephony.models import CallReport, CallSource

# Reading takes a moment. One that waits for longer was given up by the queue, or no worker runs.
_USUALLY_READ = timedelta(minutes=10)


def unreadable_reports(now: datetime, source: CallSource | None = None) -> QuerySet[CallReport]:
    """Of all phone systems or of one, the latest first. The caller has made sure that an administrator asks: bodies
    hold numbers and names."""
    waiting = Q(read_at__isnull=True, received_at__lt=now - _USUALLY_READ)
    reports: QuerySet[CallReport] = CallReport.objects.filter(~Q(fault="") | waiting).order_by("-id")
    return reports.filter(source=source) if source else reports
