"""The table of sources. A new one is a file beside this and a line here."""

from functools import cache

from pacesetter.imports.profiles.hubspot import HUBSPOT
from pacesetter.imports.profiles.pipedrive import PIPEDRIVE
from pacesetter.imports.profiles.profile import Profile
from pacesetter.imports.profiles.salesforce import SALESFORCE
from pacesetter.imports.profiles.template import template_profile
from pacesetter.imports.profiles.zoho import ZOHO


@cache
def profiles() -> tuple[Profile, ...]:
    """Every source. Where two fit a file equally well, the earlier one is taken."""
    return (template_profile(), PIPEDRIVE, HUBSPOT, SALESFORCE, ZOHO)
