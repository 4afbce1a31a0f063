"""Somebody has given to-dos to a colleague."""

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacesetter.activities.models import Activity
from pacesetter.core import clock
from pacesetter.notifications.push.notice import Notice, Subject
from pacesetter.notifications.push.telling import tell
from pacesetter.people.models import Member
from pacesetter.tenancy.addresses import within
from pacesetter.wording.periods import day_label

# Who is in quiet hours for longer than this finds them on the list.
_NEWS = timedelta(days=3)


def tell_of_hand_over(to: Member, by: Member, activities: Sequence[Activity]) -> None:
    """Tell the new owner on their devices, once for all that was handed over in one go.

    Nobody is told of what they took over themselves.
    """
    if not activities or to.pk == by.pk or to.user_id is None:
        return
    now, first = clock.now(), activities[0]
    with translation.override(to.locale or settings.LANGUAGE_CODE), timezone.override(to.zone()):
        number = len(activities)
        title = ngettext(
            "%(name)s has handed over %(number)s to-do to you",
            "%(name)s has handed over %(number)s to-dos to you",
            number,
        ) % {"name": by.name, "number": number}
        notice = Notice(
            key=f"handed_over:{first.pk}:{number}:{to.pk}:{int(now.timestamp() * 1000)}",
            subject=Subject.HANDED_OVER,
            title=title,
            body=", ".join(_what(one) for one in activities),
            path=within(f"/activities/{first.pk}/" if number == 1 else "/todos/"),
            lasts_until=now + _NEWS,
        )
        tell(to, notice, now)


def _what(activity: Activity) -> str:
    about = str(activity.company or "") or activity.subject
    words = f"{activity.activity_type.name} · {about}" if about else activity.activity_type.name
    if activity.due_on is None:
        return words
    return _("%(activity)s, due %(day)s") % {"activity": words, "day": day_label(activity.due_on)}
