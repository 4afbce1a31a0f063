"""What an organisation is asked about captured mail."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CaptureSettingsForm(forms.Form):
    """Subjects, received mail, and how long what is not classified is kept."""

    keeps_subject = forms.BooleanField(label=_("Keep the subjects of e-mails"), required=False)
    takes_incoming = forms.BooleanField(
        label=_("Capture what is received, too, and not only what is sent"), required=False
    )
    kept_days = forms.IntegerField(
        label=_("Days until what nobody has classified is erased"), min_value=1, max_value=365
    )
