"""Set up which sales roles there are."""

from pacesetter.people.models import RoleAssignment, SalesRole
from pacesetter.people.verbs.named import NamedList

_roles = NamedList(SalesRole, "sales_role", RoleAssignment, "role")

add_sales_role = _roles.add
edit_sales_role = _roles.edit
archive_sales_role = _roles.archive
restore_sales_role = _roles.restore
order_sales_roles = _roles.order
