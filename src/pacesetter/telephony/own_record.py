"""The member's own record of a reported call."""

from datetime import timedelta

from django.db.models import Q, QuerySet

from pacesetter.activities.models import Activity, Status
from pacesetter.people.models import Member
from pacesetter.telephony.models import Call

# The clocks of a phone system and ours differ a little; and a call is noted when it is over, not at once.
BEFORE_START = timedelta(minutes=2)
AFTER_END = timedelta(minutes=15)
# The owner's local day is at most one from that of UTC. Asked for beside the moment, since it is what is indexed.
DAY = timedelta(days=1)


def one_at_a_time(member_id: int) -> None:
    """Wait for whoever records a call of the member at this moment: of a report and a record that come together, the
    second finds the first. Holds until the transaction ends."""
    Member.objects.select_for_update(no_key=True).filter(pk=member_id).first()


def own_record_of(call: Call) -> Activity | None:
    """The phone call that its member has recorded by hand around it (a to-do that was completed, or one logged), with
    the same contact; with the same company where one of the two names no contact. None where there is none, where
    another report has taken it, and where several could be it. To be called in a transaction: it locks the activity.
    """
    if call.member is None or call.ended_at is None:
        return None
    records = _records(call)
    found = list(records[:2])
    if len(found) != 1:
        return None
    # Another report may have taken it, or the member reopened it, while this one waited for the lock.
    Activity.objects.select_for_update().get(pk=found[0].pk)
    return records.filter(pk=found[0].pk).first()


def _records(call: Call) -> QuerySet[Activity]:
    since, until = call.started_at - BEFORE_START, (call.ended_at or call.started_at) + AFTER_END
    records: QuerySet[Activity] = Activity.objects.filter(
        _same_other_side(call),
        owner=call.member,
        activity_type__category="phone_call",
        status=Status.COMPLETED,
        completed_on__range=((since - DAY).date(), (until + DAY).date()),
        completed_at__range=(since, until),
        deleted_at__isnull=True,
        duplicate_of__isnull=True,
        call__isnull=True,
    )
    return records


def _same_other_side(call: Call) -> Q:
    same_company = Q(company=call.company) if call.company else Q(pk__in=[])
    if call.contact is None:
        return same_company
    return Q(contact_links__contact=call.contact) | (same_company & Q(contact_links__isnull=True))
