"""Sales roles and teams of a member, with their days."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from pacesetter.people.models import Member, SalesRole, Team
from pacesetter.web.forms.member_choice import MemberChoiceField
from pacesetter.web.forms.people.days import DayField


class RoleForm(forms.Form):
    """A sales role from a day on."""

    role: Any = forms.ModelChoiceField(
        SalesRole.across_organisations.none(), label=_("Sales role"), empty_label=_("Choose …")
    )
    starts_on = DayField(label=_("From"))
    last_day = DayField(label=_("Last day"), required=False)

    def __init__(self, data: QueryDict | None = None, **options: Any) -> None:
        super().__init__(data, prefix="role", **options)
        self.fields["role"].queryset = SalesRole.objects.filter(archived_at__isnull=True)  # type: ignore[attr-defined]


class TeamForm(forms.Form):
    """A team from a day on."""

    team: Any = forms.ModelChoiceField(Team.across_organisations.none(), label=_("Team"), empty_label=_("Choose …"))
    starts_on = DayField(label=_("From"))
    last_day = DayField(label=_("Last day"), required=False)
    is_lead = forms.BooleanField(label=_("Leads it"), required=False)

    def __init__(self, data: QueryDict | None = None, **options: Any) -> None:
        super().__init__(data, prefix="team", **options)
        self.fields["team"].queryset = Team.objects.filter(archived_at__isnull=True)  # type: ignore[attr-defined]


class TeamMemberForm(forms.Form):
    """A member of a team from a day on: the same, seen from the team."""

    member: Any = MemberChoiceField(label=_("Member"), empty_label=_("Choose …"))
    starts_on = DayField(label=_("From"))
    last_day = DayField(label=_("Last day"), required=False)
    is_lead = forms.BooleanField(label=_("Leads it"), required=False)

    def __init__(self, data: QueryDict | None = None, **options: Any) -> None:
        super().__init__(data, prefix="member", **options)
        self.fields["member"].queryset = Member.objects.filter(archived_at__isnull=True)  # type: ignore[attr-defined]


class EndForm(forms.Form):
    """The last day of a role or of belonging to a team."""

    last_day = DayField(label=_("Last day"))


class LeadForm(forms.Form):
    """Whether a member leads the team, from a day on."""

    is_lead = forms.TypedChoiceField(choices=[("yes", ""), ("no", "")], coerce=lambda value: value == "yes")
    since = DayField(label=_("From"), required=False)
