"""Make of each report the call that it is about: one row however many there are, in whatever order they come."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.core import clock
from pacesetter.telephony.call_event import CallEvent, Leg
from pacesetter.telephony.kept_legs import kept_form, legs_from, newer
from pacesetter.telephony.legs import whole_call
from pacesetter.telephony.matching import OtherSide, Parties, members_named, other_side, ours_among, parties_of
from pacesetter.telephony.models import Call, CallSource, CallState
from pacesetter.telephony.recording import as_logged, log_call
from pacesetter.telephony.revising import revise


def keep(source: CallSource, event: CallEvent, *, received_at: datetime | None = None) -> Call:
    """Bring the call up to date, and log it once it is over and known on both sides.

    Reports of one call may be repeated and may overtake each other: what the report of its end said stands, and a call
    that was settled (logged, ignored, left out) is not asked about again. A repeated end changes nothing. Where the
    system reports leg by leg, a leg that comes later may still correct what the earlier ones were taken for.
    """
    with transaction.atomic():
        # Two reports of one call at the same moment: the second waits here, and finds what the first has made.
        Call.objects.bulk_create([_new(source, event)], ignore_conflicts=True)
        call = Call.objects.select_for_update().get(source=source, call_id=event.call_id)
        call.reported_at = max(filter(None, (call.reported_at, received_at or clock.now())))
        if event.leg is not None:
            _keep_leg(call, source, event.leg)
        elif not _is_settled(call) and (event.is_over or call.ended_at is None):
            _bring_up(call, source, event)
        call.save()
    return call


def settle_quiet(call: Call, source: CallSource) -> bool:
    """Settle a call of which no report has come for a while, where what is known of its legs tells how it ended. False
    where it doesn't. To be called in a transaction that has locked the call; saving it is the caller's."""
    legs = legs_from(call.legs or {})
    if not legs:
        return False
    event = whole_call(call.call_id, legs.values(), _ours(legs, source), is_quiet=True)
    if event.is_over:
        _bring_up(call, source, event)
    return event.is_over


def _new(source: CallSource, event: CallEvent) -> Call:
    return Call(source=source, call_id=event.call_id, direction=event.direction, started_at=event.started_at)


def _is_settled(call: Call) -> bool:
    # One whose end did not come waits for somebody, and is settled by the end all the same when it comes after all.
    never_ended = call.state == CallState.UNMATCHED and call.ended_at is None
    return call.state != CallState.GOING_ON and not never_ended


def _keep_leg(call: Call, source: CallSource, leg: Leg) -> None:
    legs = legs_from(call.legs or {})
    known = newer(legs.get(leg.id), leg)
    if known == legs.get(leg.id):
        return
    legs[leg.id] = known
    call.legs = kept_form(legs)
    event = whole_call(call.call_id, legs.values(), _ours(legs, source))
    if call.state == CallState.LOGGED:
        if event.is_over:
            _correct(call, source, event)
    elif call.state != CallState.IGNORED and (event.is_over or call.state == CallState.GOING_ON):
        _bring_up(call, source, event)


def _ours(legs: dict[str, Leg], source: CallSource) -> frozenset[str]:
    names = {name for leg in legs.values() for name in (leg.caller, leg.callee) if name}
    return ours_among(names, source.organisation.country)


def _bring_up(call: Call, source: CallSource, event: CallEvent) -> None:
    parties = parties_of(event, source.organisation.country)
    _fill(call, event, parties, other_side(parties.number))
    if event.is_over:
        _settle(call, source, parties)


def _correct(call: Call, source: CallSource, event: CallEvent) -> None:
    """A leg that came later tells more of a call that is logged already: let its activity say so."""
    country = source.organisation.country
    parties = parties_of(event, country)
    other = other_side(parties.number)
    if parties.is_internal or not parties.members or (other.company is None and other.contact is None):
        return
    before = as_logged(call, source, participants=members_named(call.member_keys, country)[1:])
    _fill(call, event, parties, other)
    revise(call, source, before=before, after=as_logged(call, source, participants=parties.members[1:]))


def _fill(call: Call, event: CallEvent, parties: Parties, other: OtherSide) -> None:
    call.direction, call.number, call.e164 = parties.direction.value, event.number, parties.number
    call.member_keys = [key for key in event.members if key]
    call.member = parties.members[0] if parties.members else None
    call.company, call.contact = other.company, other.contact
    call.started_at, call.ended_at = event.started_at, event.ended_at if event.is_over else None
    call.seconds, call.result = event.seconds, event.result.value if event.result else ""
    call.is_timed_by_arrival = event.is_timed_by_arrival
    call.question = _("Several companies have this number.") if other.is_ambiguous else ""


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
