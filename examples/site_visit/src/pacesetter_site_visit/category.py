"""The category. Everything that is not written here is as in the base: nothing happens outside of the system."""

from collections.abc import Sequence
from datetime import timedelta
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
    help_text = _("Reminds of the report two days after the visit.")
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
        """Show the company on a map. It takes what is given and asks the database nothing."""
        if to_do.company is None:
            return ()
        address = f"https://www.openstreetmap.org/search?query={quote(to_do.company.name)}"
        return (Action("map-2", now("Show on a map"), address),)

    def completed(self, activity: Activity, *, by: Member | None) -> None:
        """Note in the history by when the report is due."""
        if activity.completed_on is not None:
            due_on = activity.completed_on + timedelta(days=2)
            events.record(
                "site_visit.report_due",
                "activity",
                activity.pk,
                by_id=by.pk if by else None,
                data={"due_on": due_on.isoformat()},
            )
