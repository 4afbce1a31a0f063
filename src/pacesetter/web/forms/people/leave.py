"""Days off."""

from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from pacesetter.people.models import Leave
from pacesetter.web.forms.people.days import DayField, last_day

KINDS = [
    ("holiday", _("Holiday")),
    ("sick", _("Illness")),
    ("parental", _("Parental leave")),
    ("training", _("Training")),
    ("away", _("Away")),
]
SHARES = [("1", _("Whole days")), ("0.5", _("Half days"))]


class LeaveForm(forms.Form):
    """From the first day off until the last, whole or half."""

    starts_on = DayField(label=_("First day off"))
    last_day = DayField(label=_("Last day off"), required=False, help_text=_("Leave it empty for a single day."))
    share = forms.TypedChoiceField(label=_("How much of each day"), choices=SHARES, coerce=Decimal, initial="1")
    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS)
    note = forms.CharField(
        label=_("Note"), max_length=200, required=False, help_text=_("Whoever sees the member's figures can read it.")
    )

    def __init__(self, data: QueryDict | None = None, leave: Leave | None = None) -> None:
        initial: dict[str, Any] = {}
        if leave is not None:
            share = "0.5" if leave.share == Decimal("0.5") else "1"
            initial = {"starts_on": leave.starts_on, "last_day": last_day(leave.ends_on), "share": share}
            initial |= {"kind": leave.kind, "note": leave.note}
        super().__init__(data, initial=initial)
        if leave is not None and leave.kind not in dict(KINDS):
            self.fields["kind"].choices = [*KINDS, (leave.kind, leave.kind)]  # type: ignore[attr-defined]
