"""How several to-dos ended, asked once for each of their types."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pacesetter.activities.catalogue import catalogue_of
from pacesetter.activities.models import Activity, Outcome
from pacesetter.people.models import Member
from pacesetter.web.day.lines import outcomes_of, symbol_of


@dataclass(frozen=True)
class TypeEnding:
    """The chosen to-dos of one type: how they can end, and what was sent. `error` says what is missing."""

    type_id: int
    name: str
    symbol: str
    number: int
    outcomes: tuple[Outcome, ...]
    is_required: bool
    outcome: Outcome | None
    error: str

    @property
    def field(self) -> str:
        """The name of the form's field."""
        return f"outcome-{self.type_id}"


def endings_by_type(viewer: Member, activities: Iterable[Activity], sent: Mapping[str, str]) -> list[TypeEnding]:
    """One for each type, in the order of its settings. What was sent and is none of the type's outcomes counts as not
    chosen."""
    catalogue = catalogue_of(viewer.organisation)
    numbers = Counter(activity.activity_type_id for activity in activities)
    endings = []
    for type_id, activity_type in catalogue.types.items():
        if type_id not in numbers:
            continue
        outcomes = outcomes_of(activity_type, catalogue)
        written = sent.get(f"outcome-{type_id}", "")
        outcome = next((one for one in outcomes if str(one.pk) == written), None)
        is_missing = outcome is None and (activity_type.needs_outcome or bool(written))
        endings.append(
            TypeEnding(
                type_id=type_id,
                name=activity_type.name,
                symbol=symbol_of(activity_type),
                number=numbers[type_id],
                outcomes=outcomes,
                is_required=activity_type.needs_outcome,
                outcome=outcome,
                error=_("Choose how it ended.") if is_missing else "",
            )
        )
    return endings
