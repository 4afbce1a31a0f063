"""How the members of an organisation log in."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from pacesetter.people.models import AccessLevel, IdentityProvider, Member
from pacesetter.tenancy.models import Organisation, SecondFactor
from pacesetter.web.forms.member_choice import MemberChoiceField


class SecondFactorForm(forms.Form):
    """Of whom a second factor is wanted."""

    second_factor = forms.ChoiceField(
        label=_("A second factor or a passkey is wanted of"),
        choices=SecondFactor.choices,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, organisation: Organisation, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"second_factor": organisation.second_factor})


class ProviderForm(forms.Form):
    """The identity provider, and what it may do."""

    issuer = forms.CharField(
        label=_("Issuer"),
        max_length=300,
        help_text=_("Such as https://login.example.com: the address before “/.well-known/openid-configuration”."),
        widget=forms.URLInput,
    )
    client_id = forms.CharField(label=_("Client ID"), max_length=300)
    client_secret = forms.CharField(
        label=_("Client secret"),
        max_length=500,
        required=False,
        strip=True,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    email_domains = forms.CharField(
        label=_("Your own e-mail domains"),
        required=False,
        help_text=_(
            "Divided by commas. The first time, members are recognised by an address in one of them that the provider "
            "has verified; later by the provider's own name for them."
        ),
    )
    is_only_way = forms.BooleanField(label=_("It is the only way in: passwords are not taken here"), required=False)
    break_glass: Any = MemberChoiceField(
        label=_("Who still gets in by a password, should it be down"),
        required=False,
        empty_label=_("Nobody"),
    )

    def __init__(
        self, kept: IdentityProvider | None, organisation: Organisation, data: QueryDict | None = None
    ) -> None:
        initial: dict[str, Any] = {"email_domains": ", ".join(organisation.email_domains)}
        if kept is not None:
            initial |= {
                "issuer": kept.issuer,
                "client_id": kept.client_id,
                "is_only_way": kept.is_only_way,
                "break_glass": kept.break_glass,
            }
        super().__init__(data, initial=initial)
        administrators = Member.objects.filter(
            access_level=AccessLevel.ADMINISTRATOR, archived_at__isnull=True, user__isnull=False
        )
        self.fields["break_glass"].queryset = administrators  # type: ignore[attr-defined]
        if kept is not None:
            self.fields["client_secret"].help_text = _("It is kept, and shown to nobody. Leave it empty to keep it.")
