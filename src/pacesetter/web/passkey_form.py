"""The form of a new passkey, in the product's words."""

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.utils.translation import gettext_lazy as _


class NewPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """Most add a passkey to do without the password, so that is ticked; a key without fingerprint or PIN can't."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].label = _("Log in with it alone, without the password")
        self.fields["passwordless"].help_text = _(
            "The device asks for a fingerprint, face or PIN each time. Otherwise it is a second factor beside the "
            "password."
        )
        self.fields["passwordless"].initial = True
