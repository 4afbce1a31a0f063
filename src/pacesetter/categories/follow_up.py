"""Follow-ups."""

from django.utils.translation import gettext_lazy as _

from pacesetter.activities.category import Category


class FollowUp(Category):
    """A follow-up. It sends nothing outside."""

    key = "follow_up"
    label = _("Follow-up")
    symbol = "arrow-forward-up"
    colour = "amber"
    help_text = _("Stays inside: nothing is sent.")
    form_fields = ("contacts", "minutes", "value", "repeat")
