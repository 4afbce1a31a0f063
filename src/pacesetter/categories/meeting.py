"""Meetings."""

from django.utils.translation import gettext_lazy as _

from pacesetter.activities.category import Category


class Meeting(Category):
    """A meeting with contacts and colleagues."""

    key = "meeting"
    label = _("Meeting")
    symbol = "calendar-event"
    help_text = _("A meeting with contacts, and with colleagues if chosen.")
