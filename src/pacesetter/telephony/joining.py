"""A call that was logged from its report before its member recorded it: both are one, and the member's record counts.

Whoever dials from a to-do completes that after the call, when the phone system has mostly reported it already.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from pacesetter.activities.models import Activity, ActivityContact, Provenance, Status
from pacesetter.activities.verbs import mark_duplicate
from pacesetter.activities.verbs.next_step import take_back_next_step
from pacesetter.core.refusal import Refusal
from pacesetter.people.models import Member
from pacesetter.telephony.models import Call
from pacesetter.telephony.own_record import AFTER_END, BEFORE_START, DAY, one_at_a_time
from pacesetter.telephony.presence import has_phone_system
from pacesetter.telephony.recording import source_key


def join_reported(record: Activity, *, by: Member | None) -> None:
    """Let the phone call that has just been completed count in place of what its report was logged as, which becomes
    its duplicate. Of several calls around it, it is the last one's record. To be called in the transaction that
    completes it.

    Where the rules refuse (the period is locked, others are duplicates of what was logged), both stay as they are.
    """
    if record.provenance == Provenance.TELEPHONY or not has_phone_system(record.owner.organisation):
        return
    one_at_a_time(record.owner_id)
    if Call.objects.filter(activity=record).exists():
        return
    logged = _reported(record).first()
    if logged is None:
        return
    call = Call.objects.select_for_update().filter(activity=logged).first()
    if call is None:
        return
    try:
        with transaction.atomic():
            # Its rule's next step would stand beside that of the record.
            take_back_next_step(logged, by=by)
            mark_duplicate(logged, by=by, of=record, reason=_("The phone system had reported the same call."))
    except Refusal:
        return
    call.activity = record
    call.save(update_fields=["activity"])


def part_reported(record: Activity, *, by: Member | None) -> None:
    """The record is no longer completed: what the report was logged as counts again."""
    call = Call.objects.select_for_update(of=("self",)).select_related("source").filter(activity=record).first()
    if call is None:
        return
    logged = record.duplicates.filter(source=source_key(call.source), external_id=call.call_id).first()
    if logged is None or logged.deleted_at is not None:
        return
    mark_duplicate(logged, by=by, of=None)
    call.activity = logged
    call.save(update_fields=["activity"])


def _reported(record: Activity) -> QuerySet[Activity]:
    """What reports of the owner's calls around it, with the same other side, were logged as; the last call first."""
    if record.completed_at is None:
        return Activity.objects.none()
    moment = record.completed_at
    found: QuerySet[Activity] = Activity.objects.filter(
        _same_other_side(record),
        owner=record.owner_id,
        provenance=Provenance.TELEPHONY,
        status=Status.COMPLETED,
        # A call was logged at its end; the days are what is indexed.
        completed_on__range=((moment - AFTER_END - DAY).date(), (moment + timedelta(days=1) + DAY).date()),
        deleted_at__isnull=True,
        duplicate_of__isnull=True,
        call__started_at__lte=moment + BEFORE_START,
        call__ended_at__gte=moment - AFTER_END,
    ).exclude(pk=record.pk)
    return found.order_by("-call__ended_at", "-pk")


def _same_other_side(record: Activity) -> Q:
    """The same contact; the same company where one of the two names no contact."""
    contacts = list(ActivityContact.objects.filter(activity=record).values_list("contact_id", flat=True))
    same_company = Q(call__company=record.company_id) if record.company_id else Q(pk__in=[])
    if not contacts:
        return same_company
    return Q(call__contact__in=contacts) | (same_company & Q(call__contact__isnull=True))
