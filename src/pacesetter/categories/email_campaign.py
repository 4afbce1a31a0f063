"""E-mail campaigns."""

from django.utils.translation import gettext_lazy as _

from pacesetter.activities.category import Category


class EmailCampaign(Category):
    """An e-mail campaign. It counts once for whoever sent it, never once per recipient."""

    key = "email_campaign"
    label = _("E-mail campaign")
    symbol = "speakerphone"
    colour = "blue"
    help_text = _("Counts once for the sender, however many receive it.")
    form_fields = ("minutes",)
