"""Activity types, outcomes and members of an organisation, kept in memory while settings stay the same.

Recording an activity needs a handful of rows that hardly ever change; asking the database for them each time would
cost more than the recording itself.
"""

from dataclasses import dataclass

from pacesetter.activities.models import ActivityType, Outcome
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The rows by id."""

    version: int
    types: dict[int, ActivityType]
    outcomes: dict[int, Outcome]
    members: dict[int, Member]


_KEPT: dict[int, Catalogue] = {}
_MOST = 50


def catalogue_of(organisation: Organisation) -> Catalogue:
    """The catalogue at the organisation's settings version. Read the organisation in this request."""
    kept = _KEPT.get(organisation.pk)
    if kept is None or kept.version != organisation.settings_version:
        kept = _load(organisation)
        while len(_KEPT) >= _MOST:
            _KEPT.pop(next(iter(_KEPT)))
        _KEPT[organisation.pk] = kept
    return kept


def _load(organisation: Organisation) -> Catalogue:
    with scope(organisation):
        members = {member.pk: member for member in Member.objects.all()}
        for member in members.values():
            member.organisation = organisation
        types = {row.pk: row for row in ActivityType.objects.prefetch_related("allowed_outcomes")}
        for activity_type in types.values():
            activity_type.allowed_outcome_ids = frozenset(
                allowed.outcome_id for allowed in activity_type.allowed_outcomes.all()
            )
        return Catalogue(
            version=organisation.settings_version,
            types=types,
            outcomes={row.pk: row for row in Outcome.objects.all()},
            members=members,
        )


def forget() -> None:
    """Forget everything that is kept, for tests and for whoever has replaced the database underneath."""
    _KEPT.clear()
