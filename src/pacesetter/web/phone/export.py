"""Reported calls as a table."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pacesetter.people.models import Member
from pacesetter.telephony.models import Call
from pacesetter.web.exports import ExportTable, Row
from pacesetter.web.phone.calls import shown_call


def call_export(viewer: Member, calls: QuerySet[Call]) -> ExportTable:
    """The calls that wait, with what is not known of each."""
    headings = [
        _("When"), _("Direction"), pgettext("of a telephone", "Number"), _("Member"), _("Seconds"), _("Result"),
        _("What is not known"),
    ]  # fmt: skip
    return ExportTable(_("Calls to match"), headings, _rows(viewer, calls))


def _rows(viewer: Member, calls: QuerySet[Call]) -> Iterator[Row]:
    for call in calls.iterator(chunk_size=500):
        line = shown_call(call, viewer)
        seconds = call.seconds if call.ended_at else None
        yield (call.started_at, line.what, line.number, line.who, seconds, line.result, line.question)
