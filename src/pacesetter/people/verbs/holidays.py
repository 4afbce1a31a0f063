"""Days on which the organisation differs from its country's calendar."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.people.models import Member, OrganisationHoliday
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle


def set_holiday(
    day: date, *, by: Member | None, name: str, share: Decimal = Decimal(1), reason: str = ""
) -> OrganisationHoliday:
    """Let the organisation lose `share` of the day, whatever its country says; 0 makes a public holiday a working day.

    What was set for the day before is replaced. Raises a `Refusal` for a share outside 0 to 1.
    """
    guards.administrator(by)
    name = guards.required(name, "name", longest=100)
    if not 0 <= share <= 1:
        raise Refusal(_("The share of the day must lie between 0 and 1."), field="share", code="out_of_range")
    guards.hundredths(share, "share")
    with transaction.atomic():
        organisation = guards.one_at_a_time()
        holiday = OrganisationHoliday.objects.filter(day=day).first()
        before = _told(holiday) if holiday else {}
        holiday = holiday or OrganisationHoliday(day=day)
        holiday.name, holiday.share = name, share
        holiday.save()
        subject = ("organisation", organisation.pk)
        settle("holiday.set", subject, by=by, before=before, after=_told(holiday), reason=reason, since=day)
    return holiday


def remove_holiday(holiday: OrganisationHoliday, *, by: Member | None, reason: str = "") -> None:
    """Let the country's calendar count again on this day."""
    guards.administrator(by)
    guards.known(holiday, "holiday")
    with transaction.atomic():
        organisation = guards.one_at_a_time()
        before = _told(holiday)
        holiday.delete()
        subject = ("organisation", organisation.pk)
        settle("holiday.removed", subject, by=by, before=before, reason=reason, since=holiday.day)


def _told(holiday: OrganisationHoliday) -> dict[str, object]:
    return {"day": holiday.day, "name": holiday.name, "share": holiday.share}
