"""What is asked of a company."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from pacesetter.crm.models import Company
from pacesetter.people.models import Member
from pacesetter.web.customers.members import members_here
from pacesetter.web.forms.long_select import LongSelect
from pacesetter.web.forms.only_changed import OnlyChanged
from pacesetter.web.forms.places import countries

_ROLES = ("sales_rep", "account_manager")


class CompanyForm(OnlyChanged):
    """The fields of a company. Whoever has left stays a choice where they still have the company."""

    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    sales_rep = forms.ChoiceField(label=_("Sales rep"), required=False, widget=LongSelect)
    account_manager = forms.ChoiceField(label=_("Account manager"), required=False, widget=LongSelect)
    phone = forms.CharField(
        label=_("Phone number"), required=False, widget=forms.TextInput(attrs={"inputmode": "tel", "type": "tel"})
    )
    website = forms.CharField(label=_("Website"), required=False, widget=forms.TextInput(attrs={"inputmode": "url"}))
    domain = forms.CharField(
        label=_("E-mail domain"), required=False, help_text=_("People of the company have addresses that end in it.")
    )
    address = forms.CharField(label=_("Address"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    country = forms.ChoiceField(label=_("Country"), required=False, widget=LongSelect)
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    allow_same_name = forms.BooleanField(label=_("Add it all the same: it is another company"), required=False)

    def __init__(self, viewer: Member, data: QueryDict | None = None, company: Company | None = None) -> None:
        initial: dict[str, Any] = {}
        if company is not None:
            initial = {name: getattr(company, name) for name in self.base_fields if hasattr(company, name)}
            initial |= {name: getattr(company, f"{name}_id") or "" for name in _ROLES}
        else:
            initial = {"sales_rep": viewer.pk, "country": viewer.organisation.country}
        super().__init__(data, initial=initial)
        self.members = {str(one.pk): one for one in members_here(viewer)}
        for role in _ROLES:
            holder: Member | None = getattr(company, role) if company else None
            if holder is not None:
                self.members.setdefault(str(holder.pk), holder)
            choices = [("", _("Nobody")), *((key, one.name) for key, one in self.members.items())]
            self.fields[role].choices = choices  # type: ignore[attr-defined]
        known = countries()
        code = company.country if company else ""
        extra = [(code, code)] if code and code not in dict(known) else []
        self.fields["country"].choices = [("", _("Not known")), *known, *extra]  # type: ignore[attr-defined]
        self.asks_for_same_name = False
        if company is not None:
            self.send_what_was()

    def given(self) -> dict[str, Any]:
        """What the verbs want."""
        values = dict(self.cleaned_data)
        del values["allow_same_name"]
        return self.only_changed(values | {role: self.members.get(values[role]) for role in _ROLES})
