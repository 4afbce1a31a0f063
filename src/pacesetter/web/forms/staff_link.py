"""Which member is who of the staff there."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from pacesetter.people.models import Member
from pacesetter.web.forms.long_select import LongSelect


class StaffLinkForm(forms.Form):
    """One of each."""

    member = forms.ModelChoiceField(
        Member.across_organisations.none(), label=_("Member"), empty_label=_("Choose …"), widget=LongSelect
    )
    staff = forms.ChoiceField(label=_("Who they are there"))

    def __init__(self, members: Any, staff: list[tuple[str, str]], data: QueryDict | None = None) -> None:
        super().__init__(data)
        field: Any = self.fields["member"]
        field.queryset = members
        choices: Any = self.fields["staff"]
        choices.choices = [("", _("Choose …")), *staff]
