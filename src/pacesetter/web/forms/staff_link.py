"""Which member is who of the staff there."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from pacesetter.web.forms.member_choice import MemberChoiceField


class StaffLinkForm(forms.Form):
    """One of each."""

    member = MemberChoiceField(label=_("Member"), empty_label=_("Choose …"))
    staff = forms.ChoiceField(label=_("Who they are there"))

    def __init__(self, members: Any, staff: list[tuple[str, str]], data: QueryDict | None = None) -> None:
        super().__init__(data)
        field: Any = self.fields["member"]
        field.queryset = members
        choices: Any = self.fields["staff"]
        choices.choices = [("", _("Choose …")), *staff]
