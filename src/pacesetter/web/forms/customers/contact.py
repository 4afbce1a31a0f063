"""What is asked of a contact."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from pacesetter.crm.models import Contact
from pacesetter.web.forms.only_changed import OnlyChanged


class ContactForm(OnlyChanged):
    """The fields of a contact. The company is picked beside it (see `web.day.picking`)."""

    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    job_title = forms.CharField(label=_("Job title"), required=False)
    email = forms.CharField(
        label=_("E-mail address"), required=False, widget=forms.TextInput(attrs={"inputmode": "email"})
    )
    phone = forms.CharField(
        label=_("Phone number"), required=False, widget=forms.TextInput(attrs={"inputmode": "tel", "type": "tel"})
    )
    company_text = forms.CharField(
        label=_("Company"), required=False, help_text=_("Its name, as far as it takes to find it.")
    )
    company = forms.ChoiceField(label=_("Which one"), required=False)
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    allow_same_email = forms.BooleanField(label=_("They share this address"), required=False)

    def __init__(self, data: QueryDict | None = None, contact: Contact | None = None, company_name: str = "") -> None:
        initial: dict[str, Any] = {"company_text": company_name}
        if contact is not None:
            names = ("name", "job_title", "email", "phone", "note")
            initial = {name: getattr(contact, name) for name in names}
            initial["company_text"] = contact.company.name if contact.company else ""
        super().__init__(data, initial=initial)
        self.choices: list[tuple[int, str]] = []
        # Any id may come: what it means is looked up as the member may see it.
        sent = self.data.get("company", "")
        self.fields["company"].choices = [("", ""), (sent, sent)]  # type: ignore[attr-defined]
        if contact is not None:
            self.send_what_was()
        self.asks_for_same_email = bool(self.data.get("allow_same_email"))

    def given(self) -> dict[str, Any]:
        """What the verbs want, but for the company."""
        given = {name: self.cleaned_data[name] for name in ("name", "job_title", "email", "phone", "note")}
        return self.only_changed(given)
