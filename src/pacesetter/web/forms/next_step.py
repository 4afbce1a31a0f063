"""What is asked about a next step."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from pacesetter.activities.models import ActivityType, NextStep, Outcome, StepFrom, StepMode, StepOwner, StepUnit
from pacesetter.people.models import Member
from pacesetter.web.forms.member_choice import MemberChoiceField


class NextStepForm(forms.Form):
    """After what it follows, what follows and when, for whom, and whether it is planned at once."""

    after_type = forms.ModelChoiceField(ActivityType.across_organisations.none(), label=_("When this is completed"))
    outcomes = forms.ModelMultipleChoiceField(
        Outcome.across_organisations.none(),
        label=_("Only when it ended so (none ticked: every outcome without a next step of its own)"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    next_type = forms.ModelChoiceField(ActivityType.across_organisations.none(), label=_("This follows"))
    delay = forms.IntegerField(label=_("After"), min_value=0, initial=2)
    unit = forms.ChoiceField(label=_("Days"), choices=StepUnit.choices)
    counted_from = forms.ChoiceField(label=_("Counted from"), choices=StepFrom.choices)
    owner_rule = forms.ChoiceField(label=_("For"), choices=StepOwner.choices)
    member = MemberChoiceField(
        label=_("Which member"),
        required=False,
        empty_label="–",
    )
    mode = forms.ChoiceField(
        label=_("What happens"),
        choices=[
            (StepMode.SUGGEST.value, _("It is suggested, and planned with one press")),
            (StepMode.PLAN.value, _("It is planned by itself")),
        ],
        widget=forms.RadioSelect,
        initial=StepMode.SUGGEST.value,
    )
    at_most = forms.IntegerField(
        label=_("At most so often in a row"),
        min_value=1,
        required=False,
        help_text=_("Such as 3 tries after no answer. Empty: without end."),
    )

    def __init__(self, step: NextStep | None, data: QueryDict | None = None) -> None:
        super().__init__(data, initial=_initial(step))
        types = ActivityType.objects.filter(archived_at__isnull=True)
        fields: dict[str, Any] = self.fields
        fields["after_type"].queryset = fields["next_type"].queryset = types
        fields["outcomes"].queryset = Outcome.objects.filter(archived_at__isnull=True)
        fields["member"].queryset = Member.objects.filter(archived_at__isnull=True)
        fields["after_type"].empty_label = fields["next_type"].empty_label = _("Choose …")
        if step is not None:
            del self.fields["after_type"]

    def values(self) -> dict[str, Any]:
        """What the verbs take."""
        given = dict(self.cleaned_data)
        given["outcomes"] = list(given["outcomes"])
        return given


def _initial(step: NextStep | None) -> dict[str, Any]:
    if step is None:
        return {}
    names = ("delay", "unit", "counted_from", "owner_rule", "mode", "at_most")
    return {
        **{name: getattr(step, name) for name in names},
        "next_type": step.next_type_id,
        "member": step.member_id,
        "outcomes": [link.outcome_id for link in step.outcome_links.all()],
    }
