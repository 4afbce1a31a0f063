"""Activity types, outcomes and members of an organisation, kept in memory while settings stay the same.

Recording an activity needs a handful of rows that hardly ever change; asking the database for them each time would
cost more than the recording itself.
"""

from dataclasses import dataclass

from pacesetter.activities.models import ActivityType, Outcome
from pacesetter.people.models import Member
from pacesetter.tenancy.kept import KeptBySettingsVersion
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The rows by id. `members_here` are those of the members who have not left, by name."""

    version: int
    types: dict[int, ActivityType]
    outcomes: dict[int, Outcome]
    members: dict[int, Member]
    members_here: tuple[Member, ...]


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
            members_here=tuple(
                sorted(
                    (one for one in members.values() if not one.is_archived),
                    key=lambda one: (one.name.casefold(), one.pk),
                )
            ),
        )


_CATALOGUES = KeptBySettingsVersion(_load)


def catalogue_of(organisation: Organisation) -> Catalogue:
    """The catalogue at the organisation's settings version. Read the organisation in this request."""
    return _CATALOGUES.of(organisation)


def kept_catalogue(organisation: Organisation) -> Catalogue | None:
    """The same if it is in memory at the version that this object has, for whoever read the object earlier: whatever
    comes of it has to be made sure of in the database."""
    return _CATALOGUES.kept(organisation)


forget = _CATALOGUES.forget
