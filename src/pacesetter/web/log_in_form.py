"""The log-in form, in the product's words."""

from typing import Any

from allauth.account.forms import LoginForm
from django.utils.translation import gettext_lazy as _


class MemberLoginForm(LoginForm):  # type: ignore[misc]
    """Labels stand above their fields and stay there, so no placeholder repeats them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mail address")
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        if "remember" in self.fields:
            self.fields["remember"].label = _("Keep me logged in")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
