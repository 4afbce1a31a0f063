"""Bring an archived member back."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.people.models import Leave, Member
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle


def restore(member: Member, *, by: Member | None, returns_on: date | None = None, reason: str = "") -> Member:
    """Let the member log in again and count from `returns_on` on (today by default).

    The days between leaving and returning become leave, so that nothing is expected on them. Revoked tokens stay
    revoked and what was handed over stays where it went. Raises a `Refusal` where the member is not archived.
    """
    guards.administrator(by)
    with transaction.atomic():
        guards.one_at_a_time()
        row = guards.fresh(member)
        if not row.is_archived:
            raise Refusal(_("%(name)s is not archived.") % {"name": row}, code="not_archived")
        before = {"left_on": row.left_on}
        returns_on = returns_on or guards.today(row)
        since = returns_on
        if row.left_on is not None and row.left_on < returns_on:
            Leave.objects.create(member=row, starts_on=row.left_on, ends_on=returns_on, kind="away")
        elif row.left_on is not None:
            since = row.left_on
        row.left_on = row.archived_at = None
        row.save(update_fields=["left_on", "archived_at"])
        after = {"returns_on": returns_on}
        settle("member.restored", ("member", row.pk), by=by, before=before, after=after, reason=reason, since=since)
    member.left_on = member.archived_at = None
    return member
