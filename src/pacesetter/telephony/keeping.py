"""Make of each report the call that it is about: one row however many there are, in whatever order they come."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.telephony.call_event import CallEvent
from pacesetter.telephony.matching import OtherSide, Parties, other_side, parties_of
from pacesetter.telephony.models import Call, CallSource, CallState
from pacesetter.telephony.recording import log_call


def keep(source: CallSource, event: CallEvent) -> Call:
    """Bring the call up to date, and log it once it is over and known on both sides.

    Reports of one call may be repeated and may overtake each other: what the report of its end said stands, and a call
    that was settled (logged, ignored, left out) is not asked about again. A repeated end changes nothing.
    """
    country = source.organisation.country
    with transaction.atomic():
        # Two reports of one call at the same moment: the second waits here, and finds what the first has made.
        Call.objects.bulk_create([_new(source, event)], ignore_conflicts=True)
        call = Call.objects.select_for_update().get(source=source, call_id=event.call_id)
        if call.state != CallState.GOING_ON or (call.ended_at is not None and not event.is_over):
            return call
        parties = parties_of(event, country)
        _fill(call, event, parties, other_side(parties.number))
        if event.is_over:
            _settle(call, source, parties)
        call.save()
    return call


def _new(source: CallSource, event: CallEvent) -> Call:
    return Call(source=source, call_id=event.call_id, direction=event.direction, started_at=event.started_at)


def _fill(call: Call, event: CallEvent, parties: Parties, other: OtherSide) -> None:
    call.direction, call.number, call.e164 = parties.direction.value, event.number, parties.number
    call.member_keys = list(event.members)
    call.member = parties.members[0] if parties.members else None
    call.company, call.contact = other.company, other.contact
    call.started_at, call.ended_at = event.started_at, event.ended_at if event.is_over else None
    call.seconds, call.result = event.seconds, event.result.value if event.result else ""
    if other.is_ambiguous:
        call.question = _("Several companies have this number.")


def _settle(call: Call, source: CallSource, parties: Parties) -> None:
    if parties.is_internal:
        call.state = CallState.INTERNAL
    elif call.result in source.left_out or _type_id(call, source) is None:
        call.state = CallState.LEFT_OUT
    elif call.member is None:
        _ask(call, _("Nobody here has this extension, id or number."))
    elif not call.e164:
        _ask(call, _("The number was withheld, or is none that can be dialled."))
    elif call.question:
        _ask(call, call.question)
    elif call.company is None and call.contact is None:
        _ask(call, _("Nobody is known by this number."))
    else:
        log_call(call, source, participants=parties.members[1:])


def _ask(call: Call, question: str) -> None:
    call.state, call.question = CallState.UNMATCHED, question


def _type_id(call: Call, source: CallSource) -> int | None:
    return source.outbound_type_id if call.direction == "out" else source.inbound_type_id
