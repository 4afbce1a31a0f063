"""End somebody's time in the organisation."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.people.handover import HandedOver, waiting
from pacesetter.people.leaving import tell_that_they_left
from pacesetter.people.models import ApiToken, Invitation, Member
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.hand_over import give, told
from pacesetter.people.verbs.settle import settle


def archive(
    member: Member,
    *,
    by: Member | None,
    hand_over_to: Member | None = None,
    left_on: date | None = None,
    reason: str = "",
) -> dict[str, HandedOver]:
    """End the member's log-in and API tokens at once, and hand what is still to be done and their customers over. What
    they let others do in their name ends, too (see `people.leaving`).

    `left_on` is the first day no longer worked: tomorrow unless it is given or known already. Past activities, roles
    and teams stay, so past figures do. Returns what was handed over and what had to stay, by the keys of
    `people.handover`. Raises a `Refusal` where there is something to hand over and nobody is named, for the last
    administrator, and for somebody archived.
    """
    guards.administrator(by)
    with transaction.atomic():
        guards.one_at_a_time()
        row = guards.fresh(member)
        guards.present(row)
        guards.another_administrator_stays(row)
        before = {"left_on": row.left_on}
        today = guards.today(row)
        row.left_on = left_on or row.left_on or today + timedelta(days=1)
        if left_on is not None and row.joined_on is not None and left_on < row.joined_on:
            raise Refusal(_("Nobody leaves before they join."), field="left_on", code="ends_before_start")
        handed_over = _hand_over(row, hand_over_to, by=by)
        row.archived_at = clock.now()
        row.save(update_fields=["left_on", "archived_at"])
        ApiToken.objects.filter(member=row, revoked_at__isnull=True).update(revoked_at=row.archived_at)
        Invitation.objects.filter(member=row, accepted_at__isnull=True, revoked_at__isnull=True).update(
            revoked_at=row.archived_at
        )
        tell_that_they_left(row)
        settle(
            "member.archived",
            ("member", row.pk),
            by=by,
            before=before,
            after={
                "left_on": row.left_on,
                "handed_over_to": hand_over_to.pk if hand_over_to else None,
                "handed_over": told(handed_over),
            },
            reason=reason,
            since=min(today, row.left_on, before["left_on"] or today),
        )
    member.left_on, member.archived_at = row.left_on, row.archived_at
    return handed_over


def _hand_over(member: Member, to: Member | None, *, by: Member | None) -> dict[str, HandedOver]:
    if to is not None:
        return give(member, to, by=by)
    if waiting(member):
        raise Refusal(
            _("Choose who takes over the to-dos and customers of %(name)s.") % {"name": member},
            field="hand_over_to",
            code="required",
        )
    return {}
