"""The category. Everything that is not written here is as in the base: nothing happens outside of the system."""

from collections.abc import Sequence
from datetime import date, timedelta
from urllib.parse import quote

from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from pacesetter import events
from pacesetter.activities.actions import Action, ToDo
from pacesetter.activities.category import Category
from pacesetter.activities.detail_fields import DetailField, DetailKind
from pacesetter.activities.models import Activity
from pacesetter.people.models import Member


class SiteVisit(Category):
    """A visit to a customer's site."""

    key = "site_visit"
    label = _("Site visit")
    symbol = "map-2"
    colour = "amber"
    help_text = _("Notes that the visit is to be announced, and that the report is due two days after it.")
    # Nothing but an action needs it: without a number, "Call ahead" is missing.
    requires = ("phone_number",)
    details_form = (
        DetailField(
            "purpose",
            _("Purpose"),
            DetailKind.CHOICE,
            choices=(("survey", _("Survey")), ("handover", _("Handover")), ("complaint", _("Complaint"))),
        ),
        DetailField("seen", _("What was seen"), DetailKind.TEXT, longest=5000),
    )

    def actions(self, to_do: ToDo) -> Sequence[Action]:
        """Show the company on a map, and call ahead. It takes what is given and asks the database nothing."""
        found = []
        if to_do.company is not None:
            address = f"https://www.openstreetmap.org/search?query={quote(to_do.company.name)}"
            found.append(Action("map-2", now("Show on a map"), address))
        numbers = [contact.phone for contact in to_do.contacts] + [to_do.company.phone if to_do.company else ""]
        if number := next(filter(None, numbers), ""):
            found.append(Action("phone", now("Call ahead"), f"tel:{number}"))
        return found

    def planned(self, activity: Activity, *, by: Member | None) -> None:
        """The gate has to hear of the visit."""
        _note("to_announce", activity, by, day=activity.due_on)

    def changed(self, activity: Activity, *, by: Member | None, before: dict[str, object]) -> None:
        """And hear of it again where it is on another day."""
        if "due_on" in before and before["due_on"] != activity.due_on:
            _note("to_announce", activity, by, day=activity.due_on)

    def cancelled(self, activity: Activity, *, by: Member | None) -> None:
        """Nobody comes."""
        _note("to_call_off", activity, by)

    def completed(self, activity: Activity, *, by: Member | None) -> None:
        """The report is due two days later."""
        if activity.completed_on is not None:
            _note("report_due", activity, by, day=activity.completed_on + timedelta(days=2))

    def reopened(self, activity: Activity, *, by: Member | None) -> None:
        """There is nothing to report yet."""
        _note("report_not_due", activity, by)


def _note(verb: str, activity: Activity, by: Member | None, *, day: date | None = None) -> None:
    """Into the history, in the transaction of the verb that called the hook."""
    data = {"day": day.isoformat()} if day else {}
    events.record(f"site_visit.{verb}", "activity", activity.pk, by_id=by.pk if by else None, data=data)
