"""Calls whose end was not reported: settled by what is known of their legs, or asked about. Nothing goes unseen."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from pacesetter.telephony.keeping import settle_quiet
from pacesetter.telephony.models import Call, CallState
from pacesetter.telephony.shapes.reading import LONGEST

# Phones have stopped ringing by then; who speaks may do so for hours, which the leg that speaks tells afterwards.
QUIET = timedelta(minutes=15)
# The longest call that is believed. Beyond it the report of its end is lost, or was never ordered.
GIVEN_UP = timedelta(seconds=LONGEST)


def look_after_unfinished(now: datetime) -> int:
    """Settle calls that have gone quiet, and put those whose end has not come for a day among the calls that wait for
    somebody. Answers how many were moved."""
    quiet = Q(legs__isnull=False) & _last_told_before(now - QUIET)
    ids = Call.objects.filter(quiet | _last_told_before(now - GIVEN_UP)).values_list("pk", flat=True)
    return sum(_look_after(call_id, now) for call_id in list(ids))


def _last_told_before(moment: datetime) -> Q:
    told = Q(reported_at__lt=moment) | Q(reported_at__isnull=True, started_at__lt=moment)
    return Q(state=CallState.GOING_ON) & told


def _look_after(call_id: int, now: datetime) -> bool:
    with transaction.atomic():
        # A report may have come in between.
        call = Call.objects.select_for_update().filter(_last_told_before(now - QUIET), pk=call_id).first()
        if call is None:
            return False
        if not settle_quiet(call, call.source):
            if (call.reported_at or call.started_at) >= now - GIVEN_UP:
                return False
            call.state = CallState.UNMATCHED
            call.question = _("The phone system has not reported the end of this call.")
        call.save()
    return True
