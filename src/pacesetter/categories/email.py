"""E-mails."""

from django.utils.translation import gettext_lazy as _

from pacesetter.activities.category import Category


class Email(Category):
    """An e-mail to or from a contact. Recording one sends nothing."""

    key = "email"
    label = _("E-mail")
    symbol = "mail"
    colour = "blue"
    help_text = _("A record of an e-mail; nothing is sent.")
    form_fields = ("contacts", "minutes", "repeat")
