"""What an administrator keeps about a member."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from pacesetter.people.models import AccessLevel, Member
from pacesetter.web.forms.long_select import KnownChoices, LongSelect
from pacesetter.web.forms.only_changed import OnlyChanged
from pacesetter.web.forms.people.days import DayField, last_day
from pacesetter.web.forms.places import countries, regions
from pacesetter.web.forms.profile import time_zones

PROFILE = ("name", "phone", "time_zone")
MEMBER = ("email", "joined_on", "country", "region")


class AboutForm(OnlyChanged):
    """Name, address, access level, first and last day, and where the member works."""

    together = (("country", "region"),)

    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("E-mail address"))
    phone = forms.CharField(label=_("Phone number"), max_length=32, required=False)
    access_level = forms.ChoiceField(
        label=_("Access level"),
        choices=AccessLevel.choices,
        help_text=_("Team members see themselves, and their team where they lead it; coordinators see everybody."),
    )
    # Some have been with a company for longer than anything that counts has been recorded.
    joined_on = DayField(label=_("First day"), required=False, first=date(1930, 1, 1))
    last_day = DayField(label=_("Last day"), required=False)
    time_zone = forms.ChoiceField(label=_("Time zone"), required=False, widget=LongSelect)
    country = forms.ChoiceField(label=_("Country for public holidays"), required=False, widget=LongSelect)
    region = forms.ChoiceField(label=_("Region"), required=False)

    def __init__(self, member: Member, data: QueryDict | None = None) -> None:
        kept = {name: getattr(member, name) for name in (*PROFILE, *MEMBER, "access_level")}
        super().__init__(data, initial={**kept, "last_day": last_day(member.left_on)}, prefix="about")
        organisation = member.organisation
        self._choose("time_zone", KnownChoices(("", _("The organisation's")), *time_zones()))
        self._choose("country", KnownChoices(("", _("The organisation's")), *countries()))
        country = self["country"].value() or organisation.country
        self._choose("region", [("", _("As for the organisation")), *regions(country)])
        self.send_what_was()

    def _choose(self, name: str, choices: Iterable[tuple[str, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]
