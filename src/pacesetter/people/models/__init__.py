"""People: who logs in, what they may see, where they belong and when they work."""

from pacesetter.people.models.invitation import Invitation
from pacesetter.people.models.member import AccessLevel, Member
from pacesetter.people.models.provider import IdentityProvider, ProviderIdentity
from pacesetter.people.models.role import RoleAssignment, SalesRole
from pacesetter.people.models.set_up_link import SetUpLink
from pacesetter.people.models.team import Team, TeamMembership
from pacesetter.people.models.token import ApiToken
from pacesetter.people.models.user import User
from pacesetter.people.models.working import Leave, OrganisationHoliday, WorkingPattern

__all__ = [
    "AccessLevel",
    "ApiToken",
    "IdentityProvider",
    "Invitation",
    "Leave",
    "Member",
    "OrganisationHoliday",
    "ProviderIdentity",
    "RoleAssignment",
    "SalesRole",
    "SetUpLink",
    "Team",
    "TeamMembership",
    "User",
    "WorkingPattern",
]
