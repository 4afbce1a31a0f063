"""What is said after a check went well."""

from django.contrib import messages
from django.utils.translation import gettext as _

from pacesetter.integrations.models import Connection
from pacesetter.integrations.providers import provider_of
from pacesetter.web.member_view import MemberRequest


def checked(request: MemberRequest, connection: Connection) -> None:
    """Say that it works, and which account it is."""
    label = provider_of(connection.provider).label
    if connection.account_name:
        text = _("%(system)s is connected, with the account %(account)s.")
        messages.success(request, text % {"system": label, "account": connection.account_name})
    else:
        messages.success(request, _("%(system)s is connected.") % {"system": label})
