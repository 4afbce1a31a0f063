"""What somebody who accepts an invitation is asked for."""

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.utils.translation import gettext_lazy as _


class NewPasswordForm(forms.Form):
    """One's own password. Asked for once: a slip is mended by a new password, and two fields hide more than they
    find."""

    password = forms.CharField(
        label=_("Your own password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    @property
    def rules(self) -> list[str]:
        """What a password must be like."""
        return password_validators_help_texts()
