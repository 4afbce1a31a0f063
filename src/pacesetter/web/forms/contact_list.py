"""A saved list of contacts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pacesetter.crm.models import CompanyKind
from pacesetter.people.models import Member
from pacesetter.web.forms.member_choice import MemberChoiceField


class ContactListForm(forms.Form):
    """What is empty is not asked for."""

    name = forms.CharField(label=_("Name of the list"), max_length=100)
    words = forms.CharField(label=_("Name, e-mail address or number"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Lead or client"), required=False)
    sales_rep = MemberChoiceField(
        label=_("Sales rep"),
        required=False,
        empty_label=_("Whoever it is"),
    )
    silent_days = forms.IntegerField(
        label=_("No contact for so many days"), required=False, min_value=1, max_value=3650
    )

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        kind, rep = self.fields["kind"], self.fields["sales_rep"]
        kind.choices = [("", _("Leads and clients")), *CompanyKind.choices]  # type: ignore[attr-defined]
        rep.queryset = Member.objects.filter(archived_at__isnull=True).order_by("name")  # type: ignore[attr-defined]
