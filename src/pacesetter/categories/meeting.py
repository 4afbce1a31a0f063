"""Meetings."""

from django.utils.translation import gettext_lazy as _

from pacesetter.activities.category import Category
from pacesetter.activities.models import Activity
from pacesetter.meetings.state import wants_request
from pacesetter.meetings.together import tell
from pacesetter.people.models import Member


class Meeting(Category):
    """A meeting with contacts and colleagues, of which their calendars know where that is asked for."""

    key = "meeting"
    label = _("Meeting")
    symbol = "calendar-event"
    colour = "violet"
    help_text = _("Sends a meeting request to contacts, and to colleagues if chosen; answers come back.")
    # `invite`: attendees are asked by mail. `agenda` is for them to read; the note is for colleagues alone.
    detail_keys = ("invite", "place", "video_url", "agenda")
    form_fields = ("invitation", "contacts", "participants", "minutes", "value", "series")

    def planned(self, activity: Activity, *, by: Member | None) -> None:
        if wants_request(activity):  # most meetings that are recorded ask nobody, and cost nothing here
            tell(activity)

    def changed(self, activity: Activity, *, by: Member | None, before: dict[str, object]) -> None:
        tell(activity)

    def cancelled(self, activity: Activity, *, by: Member | None) -> None:
        tell(activity)

    def reopened(self, activity: Activity, *, by: Member | None) -> None:
        tell(activity)
