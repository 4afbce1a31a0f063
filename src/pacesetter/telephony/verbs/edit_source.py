"""Edit a phone system."""

from collections.abc import Collection, Mapping
from typing import Any, TypedDict, Unpack

from django.db import transaction

from pacesetter.activities.models import ActivityType
from pacesetter.people.models import Member
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle
from pacesetter.telephony.models import CallSource
from pacesetter.telephony.shapes.table import SHAPES
from pacesetter.telephony.verbs import rules
from pacesetter.telephony.verbs.add_source import new_secret
from pacesetter.tenancy.sealed import seal_into


class SourceEdits(TypedDict, total=False):
    """What can be edited. What is not given stays. Calls that are logged already stay as they are."""

    name: str
    outbound_type: ActivityType | None
    inbound_type: ActivityType | None
    outcomes: Mapping[str, int]
    left_out: Collection[str]


def edit_source(source: CallSource, *, by: Member | None, **edits: Unpack[SourceEdits]) -> CallSource:
    """Change how calls are logged from now on. Raises `NotAllowed` (administrators alone) and a `Refusal`."""
    guards.administrator(by)
    with transaction.atomic():
        guards.one_at_a_time()
        row = CallSource.objects.get(pk=source.pk)
        before = rules.told(row)
        for name, value in _checked(row, edits).items():
            setattr(row, name, value)
        after = rules.told(row)
        changed = {name for name in after if after[name] != before[name]}
        if changed:
            row.save()
            settle(
                "call_source.edited",
                ("call_source", row.pk),
                by=by,
                before={name: before[name] for name in changed},
                after={name: after[name] for name in changed},
            )
    return row


def renew_secret(source: CallSource, *, by: Member | None, secret: str = "") -> str:
    """Another secret in place of the one there is, which works no longer. Answers it, to be shown once."""
    guards.administrator(by)
    with transaction.atomic():
        guards.one_at_a_time()
        row = CallSource.objects.get(pk=source.pk)
        kept = new_secret() if SHAPES[row.shape].secret_is_ours else rules.given_secret(secret)
        seal_into(row, "secret", kept)
        row.save(update_fields=["secret"])
        settle("call_source.secret_renewed", ("call_source", row.pk), by=by)
    return kept


def _checked(row: CallSource, edits: SourceEdits) -> dict[str, Any]:
    checked: dict[str, Any] = {}
    if "name" in edits:
        checked["name"] = rules.free_name(edits["name"], but=row)
    if "outbound_type" in edits:
        checked["outbound_type"] = rules.call_type(edits["outbound_type"], "outbound_type")
    if "inbound_type" in edits:
        checked["inbound_type"] = rules.call_type(edits["inbound_type"], "inbound_type")
    if "outcomes" in edits:
        checked["outcomes"] = rules.known_outcomes(edits["outcomes"])
    if "left_out" in edits:
        checked["left_out"] = rules.known_results(edits["left_out"])
    return checked
