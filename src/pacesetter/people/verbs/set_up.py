"""Set an empty installation up."""

from typing import Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.people.models import SetUpLink
from pacesetter.people.setting_up import waits_for_set_up
from pacesetter.people.tokens import hash_of
from pacesetter.people.verbs.create_organisation import Created, Settings, create_organisation


def set_up(
    secret: str,
    *,
    name: str,
    administrator_name: str,
    administrator_email: str,
    password: str,
    **settings: Unpack[Settings],
) -> Created:
    """Make the first organisation and its administrator, for whoever has the link. The link works once.

    Raises a `Refusal` for a link that works no longer, without a password, and for what `create_organisation` refuses.
    """
    with transaction.atomic():
        # Locked: of two who press the button at the same moment one comes too late.
        link = SetUpLink.objects.select_for_update().filter(secret_hash=hash_of(secret), used_at__isnull=True).first()
        if link is None or not waits_for_set_up():
            raise Refusal(_("This link works no longer."), code="no_link")
        if not password:
            raise Refusal(_("Choose a password."), field="password", code="required")
        created = create_organisation(
            name=name,
            administrator_name=administrator_name,
            administrator_email=administrator_email,
            password=password,
            **settings,
        )
        link.used_at = clock.now()
        link.save(update_fields=["used_at"])
    return created
