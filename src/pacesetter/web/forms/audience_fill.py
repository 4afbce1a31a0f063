"""Which list goes into which audience."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from pacesetter.crm.models import ContactList
from pacesetter.integrations.models import CampaignSettings, Connection


class AudienceFillForm(forms.Form):
    """A saved list and one of the audiences that were read."""

    chosen = forms.ModelChoiceField(
        ContactList.across_organisations.none(), label=_("Saved list of contacts"), empty_label=_("Choose …")
    )
    audience = forms.ChoiceField(label=_("Audience"))

    def __init__(self, connection: Connection, data: QueryDict | None = None) -> None:
        super().__init__(data)
        kept = CampaignSettings.objects.filter(connection=connection).first()
        self.has_audiences = bool(kept and kept.audiences)
        lists: Any = self.fields["chosen"]
        lists.queryset = ContactList.objects.all()
        self.has_lists = lists.queryset.exists()
        audience: Any = self.fields["audience"]
        audience.choices = [(known, _named(name, count)) for known, name, count in (kept.audiences if kept else [])]


def _named(name: str, count: int | None) -> str:
    return name if count is None else f"{name} ({count})"
