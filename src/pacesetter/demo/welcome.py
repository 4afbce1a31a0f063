"""Let somebody who has a log-in already look around in the demo."""

from django.db import transaction

from pacesetter.people.models import AccessLevel, Member, User
from pacesetter.people.verbs.invite import add_member
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope


def welcome(user: User, organisation: Organisation) -> Member:
    """Make the user an administrator of the demo organisation: they switch to it and back without a new log-in."""
    with scope(organisation), transaction.atomic():
        member = add_member(
            by=None, email=user.email, name=user.name or user.email, access_level=AccessLevel.ADMINISTRATOR
        )
        member.user = user
        member.save(update_fields=["user"])
    return member
