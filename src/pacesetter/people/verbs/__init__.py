"""What can be done to an organisation and its people. Each verb lives once, here; doors only translate.

A verb guards, changes the rows, says which figures may change and records an event, all in one transaction. `by` is
the member who asks; None is the product itself or its operator.
"""

from pacesetter.people.verbs.accept_invitation import accept_invitation
from pacesetter.people.verbs.archive import archive
from pacesetter.people.verbs.assign_role import assign_role
from pacesetter.people.verbs.change_access_level import change_access_level
from pacesetter.people.verbs.change_email import ask_for_email, change_email
from pacesetter.people.verbs.create_organisation import Created, create_organisation
from pacesetter.people.verbs.create_token import CreatedToken, create_token
from pacesetter.people.verbs.edit_member import edit_member
from pacesetter.people.verbs.edit_organisation import edit_organisation
from pacesetter.people.verbs.edit_profile import edit_profile
from pacesetter.people.verbs.end_role import end_role
from pacesetter.people.verbs.enter_by_provider import enter_by_provider
from pacesetter.people.verbs.hand_over import hand_over
from pacesetter.people.verbs.holidays import remove_holiday, set_holiday
from pacesetter.people.verbs.identity_provider import remove_identity_provider, set_identity_provider
from pacesetter.people.verbs.invitation_links import resend_invitation, revoke_invitation
from pacesetter.people.verbs.invite import Invited, invite
from pacesetter.people.verbs.join_team import join_team
from pacesetter.people.verbs.leave import add_leave, edit_leave, remove_leave
from pacesetter.people.verbs.leave_team import leave_team
from pacesetter.people.verbs.remove_second_factors import remove_second_factors
from pacesetter.people.verbs.restore import restore
from pacesetter.people.verbs.revoke_token import revoke_token
from pacesetter.people.verbs.sales_roles import (
    add_sales_role,
    archive_sales_role,
    edit_sales_role,
    order_sales_roles,
    restore_sales_role,
)
from pacesetter.people.verbs.set_lead import set_lead
from pacesetter.people.verbs.set_up import set_up
from pacesetter.people.verbs.set_working_pattern import remove_working_pattern, set_working_pattern
from pacesetter.people.verbs.settle_in import settle_in
from pacesetter.people.verbs.take_back_archiving import take_back_archiving
from pacesetter.people.verbs.teams import add_team, archive_team, edit_team, order_teams, restore_team

__all__ = [
    "Created",
    "CreatedToken",
    "Invited",
    "accept_invitation",
    "add_leave",
    "add_sales_role",
    "add_team",
    "archive",
    "archive_sales_role",
    "archive_team",
    "ask_for_email",
    "assign_role",
    "change_access_level",
    "change_email",
    "create_organisation",
    "create_token",
    "edit_leave",
    "edit_member",
    "edit_organisation",
    "edit_profile",
    "edit_sales_role",
    "edit_team",
    "end_role",
    "enter_by_provider",
    "hand_over",
    "invite",
    "join_team",
    "leave_team",
    "order_sales_roles",
    "order_teams",
    "remove_holiday",
    "remove_identity_provider",
    "remove_leave",
    "remove_second_factors",
    "remove_working_pattern",
    "resend_invitation",
    "restore",
    "restore_sales_role",
    "restore_team",
    "revoke_invitation",
    "revoke_token",
    "set_holiday",
    "set_identity_provider",
    "set_lead",
    "set_up",
    "set_working_pattern",
    "settle_in",
    "take_back_archiving",
]
