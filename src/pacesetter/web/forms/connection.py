"""What is asked about a connection: whatever its provider needs."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from pacesetter.integrations.models import Connection, Mode
from pacesetter.integrations.provider import Field, Owner, Provider
from pacesetter.integrations.providers import provider_of
from pacesetter.integrations.verbs.rules import LONGEST, fields_of

MODES = (
    (Mode.LIVE.value, _("Live: changes are made there")),
    (Mode.DRY_RUN.value, _("Dry run: nothing is sent")),
)


class ConnectionForm(forms.Form):
    """The provider's fields, and whether it is meant seriously. What is required the verb knows."""

    def __init__(
        self,
        provider: Provider,
        way: str,
        data: QueryDict | None = None,
        initial: Any = None,
        row: Connection | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self._asked: Sequence[Field] = [one for one in fields_of(provider, way) if provider.asks(one, row)]
        for field in self._asked:
            self.fields[field.name] = field_for(field)
        if provider.owner is Owner.MEMBER:
            return  # a dry run is for who sets things up; here it would leave guests without an invitation
        self.fields["mode"] = forms.ChoiceField(label=_("Mode"), choices=MODES, initial=Mode.LIVE.value)

    def given(self) -> dict[str, str]:
        """What the verbs take."""
        return {field.name: self.cleaned_data[field.name] for field in self._asked}


class EditConnectionForm(ConnectionForm):
    """The same with what is kept; a secret is left empty, and stays."""

    def __init__(self, row: Connection, data: QueryDict | None = None) -> None:
        super().__init__(provider_of(row.provider), row.way, data, {**row.settings, "mode": row.mode}, row)
        for field in self._asked:
            if field.is_secret:
                self.fields[field.name].help_text = _("Leave it empty to keep the one there is.")
        if len(row.accounts) > 1:
            self.fields["account_id"] = forms.ChoiceField(
                label=_("Account"), choices=[tuple(one) for one in row.accounts], initial=row.account_id
            )


def field_for(field: Field) -> forms.Field:
    """How it is asked."""
    # A secret is never sent back to the browser, not even after an error.
    quiet = {"autocomplete": "off", "spellcheck": "false"}
    widget = forms.PasswordInput(attrs={**quiet, "autocomplete": "new-password"}) if field.is_secret else None
    if field.choices:
        return forms.ChoiceField(
            label=str(field.label), help_text=str(field.help_text), choices=list(field.choices), initial=field.default
        )
    words: dict[str, Any] = {"label": field.label, "help_text": field.help_text}
    return forms.CharField(
        **words,
        required=False,
        max_length=LONGEST,
        initial=field.default,
        widget=widget or forms.TextInput(attrs=quiet),
    )
