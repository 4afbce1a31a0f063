"""What the verbs on companies and contacts refuse, said once."""

from typing import TypeVar

from django.utils.translation import gettext as _

from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.crm.models import Company, Contact
from pacesetter.people.access import may_look
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Tenanted
from pacesetter.tenancy.scope import current_organisation_id

T = TypeVar("T", bound=Tenanted)


def of_this_house(by: Member | None) -> None:
    """Refuse an actor of another organisation, and one who has left. None is the product itself."""
    if by is not None and not may_look(by):
        raise NotAllowed(_("You don't belong to this organisation."))


def known(thing: T | None, field: str = "") -> T | None:
    """Refuse a row of another organisation, in words that do not tell that it exists."""
    if thing is not None and thing.organisation_id != current_organisation_id():
        raise Refusal(_("This is not known here."), field=field, code="unknown")
    return thing


def present(row: Company | Contact) -> None:
    """Refuse to change what is merged into another one."""
    if row.merged_into_id is not None:
        raise Refusal(
            _("“%(name)s” was merged into another one. Change that one, or undo the merge.") % {"name": row},
            code="merged",
        )


def still_here(member: Member | None, field: str) -> Member | None:
    """Refuse to give a company to somebody who has left."""
    known(member, field)
    if member is not None and member.is_archived:
        raise Refusal(_("%(name)s is archived. Choose somebody else.") % {"name": member}, field=field, code="archived")
    return member
