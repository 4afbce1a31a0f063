"""Log a call as an activity."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType, Outcome, Provenance
from pacesetter.core.refusal import Refusal
from pacesetter.people.models import Member
from pacesetter.telephony.models import Call, CallSource, CallState
from pacesetter.telephony.own_record import own_record_of


def log_call(
    call: Call, source: CallSource, *, by: Member | None = None, participants: Sequence[Member] = ()
) -> Activity | None:
    """Log the call for its member, at the moment it ended; where the member has recorded it by hand already, it is
    linked to that. None where the rules refuse: then the call waits with the reason. Saving the call is the caller's.

    The pair of source and call is unique among activities, so a call counts once whatever happens here.
    """
    activity_type, member = _type_of(call, source), call.member
    if member is None:
        raise ValueError("only a call with a member can be logged")
    if activity_type is None:
        # It waited while the settings changed.
        _wait(call, _type_is_missing(call, source))
        return None
    known = Activity.objects.filter(source=source_key(source), external_id=call.call_id).first()
    try:
        activity = (
            known
            or own_record_of(call)
            or verbs.log(
                by=by,
                activity_type=activity_type,
                owner=member,
                outcome=_outcome_of(call, source),
                company=call.company,
                contacts=[call.contact] if call.contact else [],
                participants=[one for one in participants if one.pk != member.pk],
                minutes=minutes_of(call.seconds),
                provenance=Provenance.TELEPHONY,
                source=source_key(source),
                external_id=call.call_id,
                at=call.ended_at,
            )
        )
    except Refusal as refusal:
        _wait(call, refusal.message)
        return None
    call.state, call.question, call.activity = CallState.LOGGED, "", activity
    return activity


def source_key(source: CallSource) -> str:
    """How activities name the phone system that they come from."""
    return f"calls:{source.pk}"


def minutes_of(seconds: int) -> int:
    """Begun minutes count: a call of 61 seconds is one of two minutes, one that nobody took has none."""
    return -(-seconds // 60)


def _wait(call: Call, question: str) -> None:
    call.state, call.question = CallState.UNMATCHED, question[:300]


def _type_is_missing(call: Call, source: CallSource) -> str:
    if call.direction == "out":
        wanted = _("“%(name)s” has no activity chosen for calls made. An administrator chooses one in the settings.")
    else:
        wanted = _(
            "“%(name)s” has no activity chosen for calls received. An administrator chooses one in the settings."
        )
    return wanted % {"name": source.name}


def _type_of(call: Call, source: CallSource) -> ActivityType | None:
    return source.outbound_type if call.direction == "out" else source.inbound_type


def _outcome_of(call: Call, source: CallSource) -> Outcome | None:
    outcome_id = source.outcomes.get(call.result)
    return Outcome.objects.filter(pk=outcome_id).first() if outcome_id else None
