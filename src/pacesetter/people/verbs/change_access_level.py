"""Change what a member may see and change."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.people.models import AccessLevel, Member
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle


def change_access_level(member: Member, level: str, *, by: Member | None, reason: str = "") -> Member:
    """Give the member another access level. Refuses to leave the organisation without an administrator."""
    guards.administrator(by)
    if level not in AccessLevel.values:
        raise Refusal(_("Choose one of the access levels."), field="access_level", code="unknown")
    with transaction.atomic():
        guards.one_at_a_time()
        row = guards.fresh(member)
        before = row.access_level
        if before != level:
            guards.another_administrator_stays(row)
            row.access_level = level
            row.save(update_fields=["access_level"])
            settle(
                "member.access_level_changed",
                ("member", row.pk),
                by=by,
                before={"access_level": before},
                after={"access_level": level},
                reason=reason,
                # No figure depends on it, but members are kept in memory with their access level.
                since=guards.today(row),
            )
    member.access_level = row.access_level
    return member
