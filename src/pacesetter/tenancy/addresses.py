"""Addresses of pages for somebody outside of the product: in a mail, a notification, a calendar.

Who has it may work in another organisation at that moment, or in none; so the address says in which one the page is.
"""

from django.conf import settings

from pacesetter.tenancy.scope import current_organisation_id


def within(path: str) -> str:
    """The path of a page of the organisation in scope, wherever its reader works. Raises `NoOrganisation`."""
    return f"/in/{current_organisation_id()}{path}"


def address_within(path: str) -> str:
    """The same as a whole address."""
    return f"{settings.PUBLIC_URL}{within(path)}"
