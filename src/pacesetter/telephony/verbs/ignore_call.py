"""Leave a call out for good, and take it up again."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter import events
from pacesetter.core.refusal import Refusal
from pacesetter.people.models import Member
from pacesetter.telephony.models import Call, CallState


def ignore_call(call: Call, *, by: Member) -> Call:
    """It was no business: nobody asks about it any more. Raises a `Refusal` for a call that does not wait."""
    return _set(call, by=by, of=CallState.UNMATCHED, to=CallState.IGNORED)


def take_up_call(call: Call, *, by: Member) -> Call:
    """Ask about it again. Raises a `Refusal` for a call that is not ignored."""
    return _set(call, by=by, of=CallState.IGNORED, to=CallState.UNMATCHED)


def _set(call: Call, *, by: Member, of: CallState, to: CallState) -> Call:
    with transaction.atomic():
        row = Call.objects.select_for_update().get(pk=call.pk)
        if row.state != of:
            raise Refusal(_("This call is settled already."), code="settled")
        row.state = to
        row.save(update_fields=["state"])
        events.record(f"call.{to.value}", "call", row.pk, by_id=by.pk)
    return row
