"""Phone calls."""

from django.utils.translation import gettext_lazy as _

from pacesetter.activities.category import Category


class PhoneCall(Category):
    """A call to a contact."""

    key = "phone_call"
    label = _("Phone call")
    symbol = "phone"
    help_text = _("Shows a phone symbol on the to-do list.")
    form_fields = ("contacts", "minutes", "value", "repeat")
