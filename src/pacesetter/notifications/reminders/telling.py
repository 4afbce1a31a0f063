"""Remind of a to-do, on devices and by mail."""

from datetime import datetime, timedelta

from babel.dates import format_time
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from pacesetter import mail
from pacesetter.activities.models import Activity
from pacesetter.activities.to_do_list import OPEN
from pacesetter.notifications.access import choices_of
from pacesetter.notifications.digests.kinds import Digest
from pacesetter.notifications.digests.links import leave_off_headers, leave_off_link, leave_off_token, link
from pacesetter.notifications.push.notice import Notice, Subject
from pacesetter.notifications.push.telling import tell
from pacesetter.people.models import Member
from pacesetter.tenancy.addresses import within
from pacesetter.wording.numbers import current_locale

# A reminder that comes later than this after its moment is none.
_LATE = timedelta(minutes=10)


def remind(activity_id: int, due_at: datetime, now: datetime) -> None:
    """Remind the owner, where the to-do is still to be done at that moment. Called once for each moment, in one
    transaction with what it enqueues."""
    to_dos = Activity.objects.filter(pk=activity_id, due_at=due_at, **OPEN)
    activity = to_dos.select_related("owner__organisation", "activity_type", "company").first()
    if activity is None or now > due_at + _LATE:
        return
    owner = activity.owner
    if owner.archived_at is not None or owner.user_id is None:
        return
    with translation.override(owner.locale or settings.LANGUAGE_CODE), timezone.override(owner.zone()):
        title, what = _title(activity, due_at, owner), _what(activity)
        path = within(f"/activities/{activity.pk}/")
        tell(
            owner,
            Notice(
                key=f"reminder:{activity.pk}:{int(due_at.timestamp())}",
                subject=Subject.REMINDER,
                title=title,
                body=what,
                path=path,
                lasts_until=due_at + _LATE,
            ),
            now,
        )
        if choices_of(owner).reminds_by_mail:
            _mail(activity, due_at, f"{title} · {what}")


def _title(activity: Activity, due_at: datetime, owner: Member) -> str:
    at = format_time(due_at.astimezone(owner.zone()), "short", locale=current_locale())
    return _("%(time)s: %(activity)s") % {"time": at, "activity": activity.activity_type.name}


def _what(activity: Activity) -> str:
    parts = [activity.subject, activity.company.name if activity.company else ""]
    return " · ".join(part for part in parts if part) or _("To be done")


def _mail(activity: Activity, due_at: datetime, subject: str) -> None:
    owner = activity.owner
    token = leave_off_token(owner, Digest.REMINDER)
    facts = {
        "member": owner,
        "subject": subject,
        "what": subject,
        "to_do_link": link(f"/activities/{activity.pk}/"),
        "profile_link": link("/profile/notifications/"),
        "leave_off_link": leave_off_link(token),
    }
    mail.send(
        to=owner.email,
        subject=" ".join(subject.split())[:200],
        text=render_to_string("notifications/reminder.txt", facts),
        html=render_to_string("notifications/reminder.html", facts),
        key=f"reminder:{activity.pk}:{int(due_at.timestamp())}",
        headers=leave_off_headers(token),
    )
