"""Log a call as an activity."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypedDict

from django.utils.translation import gettext as _

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType, Outcome, Provenance
from pacesetter.core.refusal import Refusal
from pacesetter.crm.models import Company, Contact
from pacesetter.people.models import Member
from pacesetter.telephony.models import Call, CallSource, CallState
from pacesetter.telephony.own_record import one_at_a_time, own_record_of


class Record(TypedDict):
    """What an activity says of a call."""

    activity_type: ActivityType
    owner: Member
    outcome: Outcome | None
    company: Company | None
    contacts: list[Contact]
    participants: list[Member]
    minutes: int
    at: datetime


def log_call(
    call: Call,
    source: CallSource,
    *,
    by: Member | None = None,
    participants: Sequence[Member] = (),
    activity_type: ActivityType | None = None,
    outcome: Outcome | None = None,
) -> Activity | None:
    """Log the call for its member, at the moment it ended; where the member has recorded it by hand already, it is
    linked to that. None where the rules refuse: then the call waits with the reason. Saving the call is the caller's.

    `activity_type` and `outcome` are what somebody has chosen in place of what the settings say. The pair of source and
    call is unique among activities, so a call counts once whatever happens here.
    """
    if call.member is None:
        raise ValueError("only a call with a member can be logged")
    record = as_logged(call, source, participants=participants, activity_type=activity_type, outcome=outcome)
    if record is None:
        # It waited while the settings changed.
        _wait(call, _type_is_missing(call, source))
        return None
    one_at_a_time(call.member.pk)
    known = Activity.objects.filter(source=source_key(source), external_id=call.call_id).first()
    try:
        activity = (
            known
            or own_record_of(call)
            or verbs.log(
                by=by,
                provenance=Provenance.TELEPHONY,
                source=source_key(source),
                external_id=call.call_id,
                **record,
            )
        )
    except Refusal as refusal:
        _wait(call, refusal.message)
        return None
    call.state, call.question, call.activity = CallState.LOGGED, "", activity
    return activity


def as_logged(
    call: Call,
    source: CallSource,
    *,
    participants: Sequence[Member] = (),
    activity_type: ActivityType | None = None,
    outcome: Outcome | None = None,
) -> Record | None:
    """What an activity of a call that is over says. None where no activity is chosen for calls of its direction, and
    where nobody of ours is known."""
    kind = activity_type or type_of(call, source)
    if kind is None or call.member is None or call.ended_at is None:
        return None
    return Record(
        activity_type=kind,
        owner=call.member,
        # Who chooses the type sees its outcomes, and may choose none of them.
        outcome=outcome if outcome or activity_type else outcome_of(call, source),
        company=call.company,
        contacts=[call.contact] if call.contact else [],
        participants=[one for one in participants if one.pk != call.member.pk],
        minutes=minutes_of(call.seconds),
        at=call.ended_at,
    )


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


def type_of(call: Call, source: CallSource) -> ActivityType | None:
    """As what the settings have calls of its direction logged."""
    return source.outbound_type if call.direction == "out" else source.inbound_type


def outcome_of(call: Call, source: CallSource) -> Outcome | None:
    """The outcome that the settings have for how it ended."""
    outcome_id = source.outcomes.get(call.result)
    return Outcome.objects.filter(pk=outcome_id).first() if outcome_id else None
