"""What is asked of somebody who settles a call: what it is logged as, how it ended, how long it was."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypedDict

from pacesetter.activities.catalogue import catalogue_of
from pacesetter.activities.models import ActivityType, Outcome
from pacesetter.people.models import Member
from pacesetter.telephony.models import Call
from pacesetter.telephony.recording import outcome_of, type_of
from pacesetter.web.day.lines import outcomes_of


class Chosen(TypedDict):
    """As the verb takes it."""

    activity_type: ActivityType | None
    outcome: Outcome | None
    minutes: int | None


@dataclass(frozen=True)
class Asked:
    """The choices with what is chosen. `type` is what was sent, else what the phone system's settings say, where that
    can still be used; the outcomes are the type's own. `wants_minutes` where the end was never reported."""

    types: list[ActivityType]
    type: ActivityType | None
    outcomes: tuple[Outcome, ...]
    outcome: Outcome | None
    minutes: int | None
    wants_minutes: bool

    def chosen(self) -> Chosen:
        return Chosen(activity_type=self.type, outcome=self.outcome, minutes=self.minutes)


def asked_of(call: Call, viewer: Member, sent: Mapping[str, str]) -> Asked:
    """The questions about this call, with the answers in `sent`."""
    catalogue = catalogue_of(viewer.organisation)
    types = [one for one in catalogue.types.values() if one.category == "phone_call" and one.archived_at is None]
    usual, usual_outcome = type_of(call, call.source), outcome_of(call, call.source)
    wanted = sent.get("type") or (str(usual.pk) if usual else "")
    kind = next((one for one in types if str(one.pk) == wanted), types[0] if len(types) == 1 else None)
    outcomes = outcomes_of(kind, catalogue) if kind else ()
    ending = sent.get("outcome") or (str(usual_outcome.pk) if usual_outcome and "outcome" not in sent else "")
    minutes = sent.get("minutes", "")
    return Asked(
        types=types,
        type=kind,
        outcomes=outcomes,
        outcome=next((one for one in outcomes if str(one.pk) == ending), None),
        minutes=int(minutes) if minutes.isascii() and minutes.isdigit() and len(minutes) < 6 else None,
        wants_minutes=call.ended_at is None,
    )
