"""What one is told, and how."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from pacesetter.notifications.models import NotificationChoices
from pacesetter.notifications.models.choices import LEADS


def _lead(minutes: int) -> str:
    if not minutes:
        return str(_("When it is due"))
    if minutes >= 60:
        hours = minutes // 60
        return str(ngettext_lazy("%(count)s hour before", "%(count)s hours before", hours) % {"count": hours})
    return str(ngettext_lazy("%(count)s minute before", "%(count)s minutes before", minutes) % {"count": minutes})


class NotificationForm(forms.Form):
    """The member's own choices."""

    lead_minutes = forms.TypedChoiceField(label=_("Before a to-do with a time is due"), coerce=int)
    reminds_by_push = forms.BooleanField(label=_("Remind me on my devices"), required=False)
    reminds_by_mail = forms.BooleanField(label=_("Remind me by e-mail"), required=False)
    tells_of_targets = forms.BooleanField(label=_("I have reached a target"), required=False)
    tells_of_answers = forms.BooleanField(label=_("Somebody answers a meeting request of mine"), required=False)
    any_time = forms.BooleanField(label=_("Disturb me outside of my working hours too"), required=False)

    def __init__(self, choices: NotificationChoices, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={name: getattr(choices, name) for name in self.base_fields})
        self.fields["lead_minutes"].choices = [(minutes, _lead(minutes)) for minutes in LEADS]  # type: ignore[attr-defined]
