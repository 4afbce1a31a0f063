"""What is asked about an app that members consent to."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from pacesetter.integrations.models import OAuthApp
from pacesetter.integrations.provider import Provider
from pacesetter.integrations.verbs.rules import app_fields_of
from pacesetter.web.forms.connection import field_for


class OAuthAppForm(forms.Form):
    """Its client, its addresses, and what accounts are used for. A secret that is kept is left empty, and stays."""

    def __init__(self, provider: Provider, row: OAuthApp | None, data: QueryDict | None = None) -> None:
        super().__init__(data, initial=row.settings if row else None)
        self._asked = app_fields_of(provider)
        for field in self._asked:
            self.fields[field.name] = field_for(field)
            if field.is_secret and row is not None:
                self.fields[field.name].help_text = _("Leave it empty to keep the one there is.")
        self.fields["uses"] = forms.MultipleChoiceField(
            label=_("What accounts are used for"),
            choices=[(key, use.label) for key, use in provider.uses.items()],
            initial=row.uses if row else list(provider.uses),
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )

    def given(self) -> dict[str, str]:
        """What the verb takes."""
        return {field.name: self.cleaned_data[field.name] for field in self._asked}
