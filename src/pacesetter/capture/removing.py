"""Note what is taken away, so that it can be brought back for a day."""

from datetime import timedelta
from typing import Any

from pacesetter.capture.models import BlockedAddress, MailAlias, RemovedKind, RemovedSetting, StandingRule
from pacesetter.core import clock
from pacesetter.people.models import Member

# An undo is for slips, as that of activities.
KEPT = timedelta(days=1)

_RULE_FIELDS = (
    "direction", "thread_id", "address", "label", "activity_type_id", "company_id", "contact_id", "made_with_id",
    "made_with_intent_id",
)  # fmt: skip


def note_rule(rule: StandingRule, by: Member) -> RemovedSetting:
    """Of a rule everything that it says. Call it in the transaction that deletes it; so with the others."""
    data = {name: getattr(rule, name) for name in _RULE_FIELDS}
    return _noted(RemovedKind.RULE, by, {**data, "made_at": rule.made_at.isoformat()})


def note_alias(alias: MailAlias, by: Member) -> RemovedSetting:
    """Of an alias whose it was, and since when it counted."""
    confirmed_at = alias.confirmed_at.isoformat() if alias.confirmed_at else None
    data = {"member_id": alias.member_id, "address": alias.address, "confirmed_at": confirmed_at}
    return _noted(RemovedKind.ALIAS, by, data)


def note_block(blocked: BlockedAddress, by: Member) -> RemovedSetting:
    """Of a block whom it was for."""
    data = {"pattern": blocked.pattern, "for_everybody": blocked.member_id is None}
    return _noted(RemovedKind.BLOCK, by, data)


def _noted(kind: RemovedKind, by: Member, data: dict[str, Any]) -> RemovedSetting:
    made: RemovedSetting = RemovedSetting.objects.create(member=by, kind=kind, data=data, removed_at=clock.now())
    return made
