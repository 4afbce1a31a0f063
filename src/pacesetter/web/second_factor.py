"""Whether somebody has the second factor that their organisation wants."""

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.sessions.backends.base import SessionBase

from pacesetter.people.models import Member
from pacesetter.tenancy.models import SecondFactor
from pacesetter.web.membership import provider_organisation


def lacks_second_factor(member: Member, session: SessionBase) -> bool:
    """Whether the member has to set one up before anything else. Asks the database only where one is wanted. Whoever
    came by the organisation's identity provider was asked there for what it wants."""
    wanted = member.organisation.second_factor
    if not wanted or (wanted == SecondFactor.ADMINISTRATORS and not member.is_administrator):
        return False
    return provider_organisation(session) is None and not is_mfa_enabled(member.user)
