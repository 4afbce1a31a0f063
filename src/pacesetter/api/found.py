"""The rows that a request names by id, fetched as the caller may see them."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from pacesetter.activities.access import require_may_give, require_may_record_for
from pacesetter.activities.catalogue import Catalogue
from pacesetter.activities.models import Activity, ActivityType, Outcome
from pacesetter.core.refusal import Refusal
from pacesetter.crm.access import contacts_seen_by
from pacesetter.crm.lookup import company_read_beside, find_company_for
from pacesetter.crm.models import Company, Contact
from pacesetter.people.models import Member

T = TypeVar("T")


def unknown(field: str) -> Refusal:
    """The same words for what does not exist and for what may not be seen."""
    return Refusal(_("This is not known here."), field=field, code="unknown")


def _known(rows: dict[int, T], key: int, field: str) -> T:
    try:
        return rows[key]
    except KeyError:
        raise unknown(field) from None


def activity_type(catalogue: Catalogue, key: int) -> ActivityType:
    """The activity type. Raises a `Refusal` about `activity_type_id`."""
    return _known(catalogue.types, key, "activity_type_id")


def outcome(catalogue: Catalogue, key: int | None) -> Outcome | None:
    """The outcome, or none. Raises a `Refusal` about `outcome_id`."""
    return None if key is None else _known(catalogue.outcomes, key, "outcome_id")


def owner(catalogue: Catalogue, key: int | None, caller: Member) -> Member:
    """The owner, the caller by default. Raises a `Refusal` or `NotAllowed`."""
    found = _known(catalogue.members, key or caller.pk, "owner_id")
    require_may_record_for(caller, found)
    return found


def new_owner(catalogue: Catalogue, key: int, activity: Activity, caller: Member) -> Member:
    """Who is to own the activity from now on. Raises a `Refusal` or `NotAllowed`."""
    found = _known(catalogue.members, key, "owner_id")
    if key != activity.owner_id:
        require_may_give(caller, activity, found)
    return found


def members(catalogue: Catalogue, keys: Sequence[int]) -> list[Member]:
    """Colleagues who took part: any of the organisation's."""
    return [_known(catalogue.members, key, "participant_ids") for key in keys]


def company(key: int | None, caller: Member, beside: tuple[int, tuple[Any, ...]] | None = None) -> Company | None:
    """The company, or none. Raises a `Refusal` about `company_id`. `beside` is one that was read already."""
    if key is None:
        return None
    if beside is not None and beside[0] == key:
        found = company_read_beside(caller, beside[1])
    else:
        found = find_company_for(caller, key)
    if found is None:
        raise unknown("company_id")
    return found


def contacts(keys: Sequence[int], caller: Member) -> list[Contact]:
    """The contacts. Raises a `Refusal` about `contact_ids` where one is not known."""
    if not keys:
        return []
    found = list(contacts_seen_by(caller).filter(pk__in=keys))
    if len(found) != len(set(keys)):
        raise unknown("contact_ids")
    return found
