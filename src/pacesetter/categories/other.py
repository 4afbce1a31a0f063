"""Whatever fits nowhere else."""

from django.utils.translation import gettext_lazy as _

from pacesetter.activities.category import Category


class Other(Category):
    """Anything else. It sends nothing outside."""

    key = "other"
    label = _("Other")
    symbol = "dots"
    help_text = _("Stays inside: nothing is sent.")
