"""Members as choices of filters and forms. They are kept in memory, so a page pays no query for them."""

from collections.abc import Sequence

from pacesetter.activities.catalogue import catalogue_of
from pacesetter.people.models import Member


def members_here(viewer: Member) -> Sequence[Member]:
    """Everybody of the organisation who has not left, by name."""
    members = catalogue_of(viewer.organisation).members.values()
    return sorted((one for one in members if not one.is_archived), key=lambda one: (one.name.casefold(), one.pk))


def member_names(viewer: Member) -> dict[int, str]:
    """The name of every member who ever was, by id."""
    return {pk: one.name for pk, one in catalogue_of(viewer.organisation).members.items()}


def chosen_member(viewer: Member, text: str) -> Member | None:
    """The member with this id, where there is one in the organisation."""
    return catalogue_of(viewer.organisation).members.get(int(text)) if text.isdigit() else None
