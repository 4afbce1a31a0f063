"""A report that nothing was made of, in words."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacesetter.telephony.models import CallReport

# Enough to see what was sent; the rest is only more of it.
_SHOWN = 4000


@dataclass(frozen=True)
class ShownReport:
    """As it is printed. `text` is what was sent, as far as it is text."""

    id: int
    source_id: int
    system: str
    when: str
    why: str
    text: str


def shown_report(report: CallReport) -> ShownReport:
    """The report with its reason, in English where the reason is for whoever set the sender up."""
    return ShownReport(
        id=report.pk,
        source_id=report.source_id,
        system=report.source.name,
        when=date_format(timezone.localtime(report.received_at), "SHORT_DATETIME_FORMAT"),
        why=report.fault or _("It has not been read yet. If this stays, look whether a worker runs."),
        text=bytes(report.body[:_SHOWN]).decode("utf-8", "replace"),
    )
