"""Say who it was, so that a call can be logged."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter import events
from pacesetter.activities.models import Activity, ActivityType, Outcome
from pacesetter.activities.verbs import edit, restore
from pacesetter.core.refusal import Refusal
from pacesetter.crm.models import Company, Contact
from pacesetter.crm.verbs import edit_contact
from pacesetter.people.models import Member
from pacesetter.telephony.matching import members_named
from pacesetter.telephony.models import Call, CallSource, CallState
from pacesetter.telephony.recording import as_logged, log_call, source_key
from pacesetter.telephony.verbs import rules
from pacesetter.telephony.verbs.unsettle_call import state_before

_LONGEST_MINUTES = 24 * 60


class Chosen(TypedDict, total=False):
    """What somebody has chosen in place of what the settings say, and who else took part."""

    participants: Sequence[Member]
    activity_type: ActivityType | None
    outcome: Outcome | None


def settle_call(
    call: Call,
    *,
    by: Member,
    company: Company | None = None,
    contact: Contact | None = None,
    member: Member | None = None,
    activity_type: ActivityType | None = None,
    outcome: Outcome | None = None,
    minutes: int | None = None,
    keep_number: bool = False,
) -> Call:
    """Log a call that waits, with this company or contact (that which is known already where none is given); `member`
    where nobody was known on our side. `activity_type` and `outcome` stand in place of what the phone system's settings
    say; `minutes` is how long it was, for a call whose end was never reported.

    With `keep_number` the contact gets the number, so that the next call is known by itself. Raises a `Refusal` for a
    call that is settled, that lacks somebody on either side or its length, or that the rules of activities refuse.
    """
    with transaction.atomic():
        row = Call.objects.select_for_update().get(pk=call.pk)
        source = row.source
        if row.state != CallState.UNMATCHED:
            raise Refusal(_("This call is settled already."), code="settled")
        before = state_before(row)
        row.member = row.member or member
        if company is not None or contact is not None:
            row.company, row.contact = company or (contact.company if contact else None), contact
        if row.member is None:
            raise Refusal(_("Say who of you spoke."), field="member", code="required")
        if row.company is None and row.contact is None:
            raise Refusal(_("Choose the company or the contact."), field="company", code="required")
        if row.ended_at is None:
            _end(row, minutes)
        participants = members_named(row.member_keys, source.organisation.country)
        kind = rules.call_type(activity_type, "activity_type")
        chosen = Chosen(participants=participants, activity_type=kind, outcome=outcome)
        _revive(row, source, by=by, **chosen)
        if log_call(row, source, by=by, **chosen) is None:
            raise Refusal(row.question, code="refused")
        if keep_number and contact is not None and row.e164 and not contact.phone:
            edit_contact(contact, by=by, phone=row.e164)
        row.save()
        data = {"activity": row.activity_id, "before": before, "after": state_before(row)}
        events.record("call.settled", "call", row.pk, by_id=by.pk, data=data)
    return row


def _revive(row: Call, source: CallSource, *, by: Member, **chosen: Unpack[Chosen]) -> None:
    """Where it was settled before and taken back, what was logged then is used again: a call is one activity, whatever
    happens."""
    known = Activity.objects.filter(
        source=source_key(source), external_id=row.call_id, deleted_at__isnull=False
    ).first()
    record = as_logged(row, source, **chosen) if known is not None else None
    if known is not None and record is not None:
        restore(known, by=by)
        told: dict[str, Any] = dict(record)
        edit(known, by=by, completed_at=told.pop("at"), **told)


def _end(row: Call, minutes: int | None) -> None:
    if minutes is None or not 0 <= minutes <= _LONGEST_MINUTES:
        raise Refusal(
            _("Say how many minutes the call took: the phone system has not reported its end."),
            field="minutes",
            code="required",
        )
    row.seconds = 60 * minutes
    row.ended_at = row.started_at + timedelta(minutes=minutes)
