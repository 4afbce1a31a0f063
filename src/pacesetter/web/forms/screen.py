"""The form that opens a screen."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from pacesetter.core.periods import PeriodKind
from pacesetter.kpis.models import Kpi
from pacesetter.people.models import Team
from pacesetter.rewards.models.screen import PERIODS
from pacesetter.rewards.verbs.open_screen import MOST_KPIS


class ScreenForm(forms.Form):
    """What the link will show. `teams` are those that may be chosen; everybody may be only by an administrator."""

    name = forms.CharField(label=_("Where it hangs"), max_length=100)
    team = forms.ChoiceField(label=_("Team"), required=False)
    period_kind = forms.ChoiceField(label=_("Period"), choices=PERIODS, initial=PeriodKind.MONTH)
    kpis = forms.MultipleChoiceField(label=_("KPIs"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: QueryDict | None, teams: Sequence[Team], kpis: Sequence[Kpi], *, everybody: bool) -> None:
        super().__init__(data)
        self._teams = {str(team.pk): team for team in teams}
        self._kpis = {str(kpi.pk): kpi for kpi in kpis}
        choices = [("", str(_("Everybody")))] if everybody else []
        choices += [(key, team.name) for key, team in self._teams.items()]
        self.fields["team"].choices = choices  # type: ignore[attr-defined]
        self.fields["kpis"].choices = [(key, kpi.name) for key, kpi in self._kpis.items()]  # type: ignore[attr-defined]
        self.fields["kpis"].help_text = _("At most %(most)s.") % {"most": MOST_KPIS}

    @property
    def chosen_team(self) -> Team | None:
        return self._teams.get(self.cleaned_data["team"])

    @property
    def chosen_kpis(self) -> list[Kpi]:
        return [self._kpis[key] for key in self.cleaned_data["kpis"]]
