"""Edit what an administrator keeps about a member."""

from datetime import date
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.people import profile_checks
from pacesetter.people.invitations import revoke_links
from pacesetter.people.models import Member
from pacesetter.people.spans import ends_after_it_starts
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import FROM_THE_BEGINNING, settle


class MemberEdits(TypedDict, total=False):
    """What an administrator says about a member. What is not given stays."""

    email: str
    joined_on: date | None
    left_on: date | None
    country: str
    region: str


def edit_member(member: Member, *, by: Member | None, reason: str = "", **edits: Unpack[MemberEdits]) -> Member:
    """Change address, first and last day, or the place whose public holidays the member has.

    The address is where the organisation writes to; the log-in keeps its own. Raises a `Refusal` for a value that
    cannot be, and where figures of a locked period would change.
    """
    guards.administrator(by)
    with transaction.atomic():
        organisation = guards.one_at_a_time()
        row = guards.fresh(member)
        values: dict[str, Any] = {**edits}
        if "email" in edits:
            values["email"] = _own_address(row, edits["email"])
        if {"country", "region"} & edits.keys():
            country, region = edits.get("country", row.country), edits.get("region", row.region)
            values["country"], values["region"] = profile_checks.place(country, region, home=organisation.country)
        joined_on, left_on = values.get("joined_on", row.joined_on), values.get("left_on", row.left_on)
        if joined_on is not None:
            ends_after_it_starts(joined_on, left_on, field="left_on")
        changed = [name for name, value in values.items() if getattr(row, name) != value]
        if changed:
            before = {name: getattr(row, name) for name in changed}
            for name in changed:
                setattr(row, name, values[name])
            row.save(update_fields=changed)
            if "email" in changed:
                # A link that went to the old mailbox must not make a log-in for the new address.
                revoke_links(row)
            settle(
                "member.edited",
                ("member", row.pk),
                by=by,
                before=before,
                after={name: values[name] for name in changed},
                reason=reason,
                since=_since(before, row),
            )
    member.refresh_from_db(fields=list(values))
    return member


def _since(before: dict[str, Any], row: Member) -> date | None:
    """The first day whose capacity the change may alter; None where the place changed, which has no date."""
    if {"country", "region"} & before.keys():
        return None
    days = [guards.today(row)]
    if "joined_on" in before:
        days += [before["joined_on"] or FROM_THE_BEGINNING, row.joined_on or FROM_THE_BEGINNING]
    if "left_on" in before:
        days += [day for day in (before["left_on"], row.left_on) if day is not None]
    return min(days)


def _own_address(member: Member, text: str) -> str:
    address = profile_checks.email_address(text)
    if Member.objects.filter(email=address).exclude(pk=member.pk).exists():
        raise Refusal(_("Somebody else here has this address."), field="email", code="taken")
    return address
