"""Ways back from what is no setting of the history: one's own choices, phone systems, invitations."""

from django.utils.translation import gettext as _

from pacesetter.activities.access import get_activity_to_change_for, require_may_record_for
from pacesetter.activities.models import ActivityType
from pacesetter.core.refusal import Refusal
from pacesetter.crm import verbs as crm_verbs
from pacesetter.crm.models import ContactList
from pacesetter.events.models import Event
from pacesetter.meetings import verbs as meeting_verbs
from pacesetter.notifications.access import choices_of
from pacesetter.notifications.verbs import choose
from pacesetter.people import verbs as people_verbs
from pacesetter.people.access import get_member_for
from pacesetter.people.models import Member, Team
from pacesetter.telephony import verbs as phone_verbs
from pacesetter.telephony.access import get_call_for


def changed_since() -> Refusal:
    """What to raise where somebody's change came after."""
    return Refusal(_("This has changed since, so there is nothing to undo."), code="changed_since")


def _added_member(event: Event, by: Member) -> None:
    """Who was invited by mistake. Their row stays, archived: events tell of it."""
    member = get_member_for(by, event.subject_id)
    if member.user_id is not None:
        raise Refusal(_("%(name)s has accepted already.") % {"name": member}, code="accepted")
    people_verbs.archive(member, by=by)


def _added_team(event: Event, by: Member) -> None:
    people_verbs.archive_team(Team.objects.get(pk=event.subject_id), by=by)


def _saved_contact_list(event: Event, by: Member) -> None:
    row = ContactList.objects.filter(pk=event.subject_id).first()
    if row is None:
        raise changed_since()
    crm_verbs.forget_contact_list(row, by=by)


def _settled_call(event: Event, by: Member) -> None:
    phone_verbs.unsettle_call(get_call_for(by, event.subject_id), by=by)


def _notifications(event: Event, by: Member) -> None:
    changed = event.data["changed"]
    now = choices_of(by)
    if any(getattr(now, name) != after for name, (_before, after) in changed.items()):
        raise changed_since()
    choose(by, by=by, **{name: before for name, (before, _after) in changed.items()})


def _saved_booking_page(event: Event, by: Member) -> None:
    old = dict(event.data["before"])
    was_open = old.pop("is_open", False)
    if old:
        kind = ActivityType.objects.get(pk=old.pop("activity_type_id"))
        meeting_verbs.save_booking_page(by, by=by, activity_type=kind, **old)
    if not was_open:
        meeting_verbs.close_booking_page(by, by=by)


def _closed_booking_page(event: Event, by: Member) -> None:
    meeting_verbs.reopen_booking_page(by, by=by)


def _changed_series(event: Event, by: Member) -> None:
    """Who may take it back is who might make it: whoever looks after the series as it was."""
    owner = Member.objects.get(pk=event.data["states"]["before"]["columns"]["owner_id"])
    require_may_record_for(by, owner)
    if owner.pk != by.pk:
        # One's own that was handed over with it may not be seen any more.
        get_activity_to_change_for(by, event.subject_id)
    meeting_verbs.undo_series_change(event, by=by)


OTHERS = {
    "member.added": _added_member,
    "team.added": _added_team,
    "contact_list.saved": _saved_contact_list,
    "call.settled": _settled_call,
    "booking_page.saved": _saved_booking_page,
    "booking_page.closed": _closed_booking_page,
}
# These compare with what is there by themselves.
COMPARING = {"notifications.chosen": _notifications, "meeting.series_changed": _changed_series}
