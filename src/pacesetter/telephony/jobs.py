"""The jobs behind reported calls."""

from datetime import timedelta

from pacesetter import jobs
from pacesetter.core import clock
from pacesetter.telephony.keeping import keep
from pacesetter.telephony.models import Call, CallReport, CallSource, CallState
from pacesetter.telephony.shapes.shape import Report, Unreadable
from pacesetter.telephony.shapes.table import SHAPES
from pacesetter.telephony.unfinished import look_after_unfinished

# Bodies hold numbers and names of people who never asked to be kept; they are needed only to find a fault.
REPORTS_KEPT = timedelta(days=14)
# Calls that are nobody's business (between colleagues) or that nobody wanted.
OTHERS_KEPT = timedelta(days=30)


@jobs.handler("telephony.read")
def read_report(job: jobs.RunningJob) -> None:
    """Read one report and make of it what it says. One that can't be read stays, with what is wrong with it."""
    report = CallReport.objects.select_related("source__organisation", "source__outbound_type").get(
        pk=job.payload["report"]
    )
    source, now = report.source, clock.now()
    fault = ""
    try:
        event = SHAPES[source.shape].read(Report(bytes(report.body), {}, "", report.received_at))
    except Unreadable as error:
        event, fault = None, str(error)[:300]
    if event is not None:
        keep(source, event, received_at=report.received_at)
    CallReport.objects.filter(pk=report.pk).update(read_at=now, fault=fault)
    seen = {"last_error": fault, "last_error_at": now} if fault else {"last_report_at": now}
    CallSource.objects.filter(pk=source.pk).update(**seen)


@jobs.handler("telephony.look_after")
def look_after(job: jobs.RunningJob) -> None:
    """See to calls whose end has not been reported."""
    look_after_unfinished(clock.now())


@jobs.handler("telephony.tidy")
def tidy(job: jobs.RunningJob) -> None:
    """Erase what is no longer needed: bodies of reports, and calls that are not the organisation's business."""
    now = clock.now()
    CallReport.objects.filter(received_at__lt=now - REPORTS_KEPT).delete()
    old = Call.objects.filter(started_at__lt=now - OTHERS_KEPT, activity__isnull=True)
    old.filter(state__in=(CallState.INTERNAL, CallState.LEFT_OUT, CallState.IGNORED)).delete()
