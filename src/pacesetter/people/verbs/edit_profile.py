"""Edit one's own profile."""

from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.core.refusal import NotAllowed
from pacesetter.people import profile_checks
from pacesetter.people.models import Member
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import NO_FIGURES, settle

# The rest (theme, mails) is nobody else's business, and a board that is kept in memory stays as it is.
ON_BOARDS = frozenset({"name", "time_zone"})


class ProfileEdits(TypedDict, total=False):
    """What everybody may say about themselves. What is not given stays."""

    name: str
    phone: str
    time_zone: str
    locale: str
    theme: str
    dial_by: str
    wants_daily_mail: bool
    wants_weekly_mail: bool
    answers_to_own_address: bool


def edit_profile(member: Member, *, by: Member | None, **edits: Unpack[ProfileEdits]) -> Member:
    """Change what somebody says about themselves; an administrator may do it for others.

    A new time zone counts from now on: the days on which activities were counted are kept. Raises a `Refusal` for a
    value that cannot be, and `NotAllowed` to others.
    """
    with transaction.atomic():
        guards.one_at_a_time()
        row = guards.fresh(member)
        _self_or_administrator(by, row)
        write(row, checked_profile(edits), "member.profile_edited", by=by)
    member.refresh_from_db(fields=list(edits))
    return member


def checked_profile(edits: ProfileEdits) -> dict[str, Any]:
    """The edits in the form in which they are kept. Raises a `Refusal`."""
    checked: dict[str, Any] = {**edits}
    if "name" in edits:
        checked["name"] = guards.required(edits["name"], "name", longest=200)
    if "phone" in edits:
        checked["phone"] = guards.fits(edits["phone"], "phone", longest=32)
    if "time_zone" in edits:
        checked["time_zone"] = profile_checks.time_zone_name(edits["time_zone"], optional=True)
    if "locale" in edits:
        checked["locale"] = profile_checks.language(edits["locale"])
    if "theme" in edits:
        checked["theme"] = profile_checks.theme(edits["theme"])
    if "dial_by" in edits:
        checked["dial_by"] = profile_checks.dial(edits["dial_by"])
    return checked


def write(member: Member, values: dict[str, Any], verb: str, *, by: Member | None, reason: str = "") -> list[str]:
    """Save the values that differ, with their event. Answers the names of the fields that changed."""
    changed = [name for name, value in values.items() if getattr(member, name) != value]
    if changed:
        before = {name: getattr(member, name) for name in changed}
        for name in changed:
            setattr(member, name, values[name])
        member.save(update_fields=changed)
        after = {name: values[name] for name in changed}
        # Names and zones stand on boards that are kept in memory; no figure of the past depends on them.
        since = guards.today(member) if ON_BOARDS & set(changed) else NO_FIGURES
        settle(verb, ("member", member.pk), by=by, before=before, after=after, reason=reason, since=since)
    return changed


def _self_or_administrator(by: Member | None, member: Member) -> None:
    if by is None:
        return
    guards.of_this_house(by)
    if by.is_archived or (by.pk != member.pk and not by.is_administrator):
        raise NotAllowed(_("Only administrators edit other people's profiles."))
