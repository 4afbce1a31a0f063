"""A day on which the organisation differs from its country."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from pacesetter.web.forms.people.days import DayField

LOST = [("1", _("Whole day off")), ("0.5", _("Half a day off")), ("0", _("Ordinary working day"))]


class HolidayForm(forms.Form):
    """The day, what it is called, and how much of it is off."""

    day = DayField(label=_("Day"))
    name = forms.CharField(label=_("Name"), max_length=100)
    share = forms.TypedChoiceField(label=_("How much is off"), choices=LOST, coerce=Decimal, initial="1")
