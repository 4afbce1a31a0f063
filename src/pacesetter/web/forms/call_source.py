"""What is asked about a phone system."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from pacesetter.activities.models import ActivityType, Outcome
from pacesetter.core.written_ids import written_id
from pacesetter.telephony.call_event import Result
from pacesetter.telephony.models import CallSource
from pacesetter.telephony.shapes.table import SHAPES
from pacesetter.web.forms.member_choice import MemberChoiceField

RESULTS = {
    Result.CONNECTED: _("Somebody was spoken to"),
    Result.VOICEMAIL: _("Voicemail"),
    Result.NO_ANSWER: _("No answer"),
    Result.BUSY: _("Busy"),
    Result.FAILED: _("The call failed"),
    Result.MISSED: _("Missed (received calls)"),
}
LEFT_OUT = "-"


class CallSourceForm(forms.Form):
    """Name, what calls are logged as, and with which outcome each result is logged, or not at all."""

    name = forms.CharField(label=_("Name"), max_length=100)
    outbound_type = forms.ModelChoiceField(
        ActivityType.across_organisations.none(), label=_("Calls made are logged as"), required=False
    )
    inbound_type = forms.ModelChoiceField(
        ActivityType.across_organisations.none(), label=_("Calls received are logged as"), required=False
    )

    def __init__(self, source: CallSource | None, data: QueryDict | None = None) -> None:
        super().__init__(data, initial=_initial(source))
        types = ActivityType.objects.filter(category="phone_call", archived_at__isnull=True)
        for name in ("outbound_type", "inbound_type"):
            field: Any = self.fields[name]
            field.queryset, field.empty_label = types, _("They are not logged")
        outcomes = [(str(one.pk), one.name) for one in Outcome.objects.filter(archived_at__isnull=True)]
        for result, label in RESULTS.items():
            choices = [("", _("Logged without an outcome")), *outcomes, (LEFT_OUT, _("Not logged"))]
            initial = self.initial.get(result.value, "")
            self.fields[result.value] = forms.ChoiceField(label=label, choices=choices, required=False, initial=initial)

    def edits(self) -> dict[str, Any]:
        """What the verbs take."""
        given = self.cleaned_data
        return {
            "name": given["name"],
            "outbound_type": given["outbound_type"],
            "inbound_type": given["inbound_type"],
            "outcomes": {one.value: pk for one in Result if (pk := written_id(given[one.value])) is not None},
            "left_out": [one.value for one in Result if given[one.value] == LEFT_OUT],
        }

    @property
    def results(self) -> list[Any]:
        """The fields of the results, in order."""
        return [self[result.value] for result in RESULTS]


class NewCallSourceForm(CallSourceForm):
    """The same with which system it is, and its token where it has one."""

    shape = forms.ChoiceField(label=_("Phone system"), choices=())
    secret = forms.CharField(
        label=_("Token of the phone system"),
        required=False,
        max_length=300,
        help_text=_("Twilio: the auth token. Aircall: the webhook's token. Leave it empty for any other system."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    field_order = ("name", "shape", "secret")

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(None, data)
        choices: Any = self.fields["shape"]
        choices.choices = [(key, shape.label) for key, shape in SHAPES.items()]
        self.initial.setdefault(Result.FAILED.value, LEFT_OUT)
        self.fields[Result.FAILED.value].initial = LEFT_OUT


class LineForm(forms.Form):
    """Which extension, id or number is whose."""

    member = MemberChoiceField(label=_("Member"), empty_label=_("Choose …"))
    key = forms.CharField(label=_("Extension, user id or number"), max_length=200)

    def __init__(self, members: Any, data: QueryDict | None = None) -> None:
        super().__init__(data)
        field: Any = self.fields["member"]
        field.queryset = members


def _initial(source: CallSource | None) -> dict[str, Any]:
    if source is None:
        return {}
    return {
        "name": source.name,
        "outbound_type": source.outbound_type_id,
        "inbound_type": source.inbound_type_id,
        **{result: str(outcome_id) for result, outcome_id in source.outcomes.items()},
        **dict.fromkeys(source.left_out, LEFT_OUT),
    }
