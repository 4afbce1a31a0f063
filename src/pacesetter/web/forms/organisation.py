"""What an organisation decides about itself."""

from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext_lazy as _

from pacesetter.tenancy.models import LeaderboardAudience, Organisation
from pacesetter.web.forms.dialling import DialFields
from pacesetter.web.forms.long_select import LongSelect
from pacesetter.web.forms.only_changed import OnlyChanged
from pacesetter.web.forms.places import countries, regions
from pacesetter.web.forms.profile import time_zones

_PER_CENT = {"pace_on_track", "pace_behind", "score_cap"}


def _per_cent(label: Any, help_text: Any = "") -> forms.DecimalField:
    return forms.DecimalField(label=label, help_text=help_text, max_digits=6, decimal_places=0)


class OrganisationForm(OnlyChanged, DialFields):
    """Name, calendar, place, thresholds and e-mail domains. Shares are asked for in per cent."""

    together = (("country", "region"), ("dial_how", "dial_by"))

    name = forms.CharField(label=_("Name of the organisation"), max_length=200)
    time_zone = forms.ChoiceField(
        label=_("Time zone"), help_text=_("For members who have none of their own."), widget=LongSelect
    )
    country = forms.ChoiceField(
        label=_("Country"), required=False, help_text=_("Its public holidays are no working days."), widget=LongSelect
    )
    # No choice field: a region that is left over from another country is dropped, not complained about.
    region = forms.CharField(label=_("Region"), required=False, widget=forms.Select)
    first_weekday = forms.TypedChoiceField(label=_("The week begins on"), coerce=int, choices=list(WEEKDAYS.items()))
    fiscal_month = forms.TypedChoiceField(
        label=_("The fiscal year begins in"), coerce=int, choices=list(MONTHS.items())
    )
    pace_on_track = _per_cent(_("On track from"), _("Per cent of what is expected so far."))
    pace_behind = _per_cent(_("Behind from"), _("Below it is off track."))
    score_cap = _per_cent(_("Cap of the score"), _("Per cent that one KPI can add to a score at most."))
    email_domains = forms.CharField(
        label=_("Own e-mail domains"),
        required=False,
        help_text=_("One a line. Addresses in them are colleagues, not customers."),
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
    )
    leaderboards_for = forms.ChoiceField(
        label=_("Who sees leaderboards"), choices=LeaderboardAudience.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(label=_("Why (kept in the history)"), required=False, max_length=300)

    def __init__(self, organisation: Organisation, data: QueryDict | None = None) -> None:
        super().__init__(data, initial=_initial(organisation))
        self.start_dialling(organisation.dial_by, _("As the device does"))
        country = str(self["country"].value() or "")
        self._choose("time_zone", time_zones())
        self._choose("country", [("", _("None: no public holidays")), *countries()])
        self.regions = regions(country)
        self.fields["region"].widget.choices = [("", _("The whole country")), *self.regions]
        self.send_what_was()

    def edits(self) -> dict[str, Any]:
        """What was changed as `edit_organisation` takes it."""
        given = self.only_changed(self.cleaned_data)
        for name in _PER_CENT & given.keys():
            given[name] = Decimal(given[name]) / 100
        if "email_domains" in given:
            given["email_domains"] = [line.strip() for line in given["email_domains"].splitlines() if line.strip()]
        return given

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_region(self) -> str:
        """A region that is left over from another country is none."""
        region = str(self.cleaned_data["region"])
        return region if region in {code for code, _name in self.regions} else ""


def _initial(organisation: Organisation) -> dict[str, Any]:
    initial: dict[str, Any] = {
        name: getattr(organisation, name)
        for name in ("name", "time_zone", "country", "region", "first_weekday", "fiscal_month", "leaderboards_for")
    }
    initial |= {name: int(getattr(organisation, name) * 100) for name in _PER_CENT}
    initial["email_domains"] = "\n".join(organisation.email_domains)
    return initial
