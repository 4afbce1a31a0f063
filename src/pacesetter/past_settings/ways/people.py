"""Back from changes of the organisation, its holidays, roles and teams."""

from datetime import date
from decimal import Decimal

from pacesetter.events.models import Event
from pacesetter.past_settings.ways.way import Way, after, before, gone, row_of
from pacesetter.people import verbs
from pacesetter.people.models import Member, OrganisationHoliday, SalesRole, Team

# The history keeps exact numbers as text.
_DECIMALS = frozenset({"pace_on_track", "pace_behind", "score_cap"})


def _organisation(event: Event, by: Member | None) -> None:
    edits = {name: Decimal(value) if name in _DECIMALS else value for name, value in before(event).items()}
    verbs.edit_organisation(by=by, **edits)  # type: ignore[arg-type]


def _holiday(event: Event, by: Member | None) -> None:
    old = before(event)
    day = date.fromisoformat((old or after(event))["day"])
    if old:
        verbs.set_holiday(day, by=by, name=old["name"], share=Decimal(old["share"]))
        return
    found = OrganisationHoliday.objects.filter(day=day).first()
    if found is None:
        raise gone()
    verbs.remove_holiday(found, by=by)


def _role_edited(event: Event, by: Member | None) -> None:
    verbs.edit_sales_role(row_of(SalesRole, event.subject_id), by=by, **before(event))


def _team_edited(event: Event, by: Member | None) -> None:
    verbs.edit_team(row_of(Team, event.subject_id), by=by, **before(event))


def _identity_provider(event: Event, by: Member | None) -> None:
    old = before(event)
    verbs.set_identity_provider(
        by=by,
        issuer=old["issuer"],
        client_id=old["client_id"],
        is_only_way=old["is_only_way"],
        break_glass=row_of(Member, old["break_glass"]) if old["break_glass"] else None,
    )


PEOPLE: dict[str, Way] = {
    "organisation.edited": _organisation,
    "holiday.set": _holiday,
    "holiday.removed": _holiday,
    "sales_role.edited": _role_edited,
    "team.edited": _team_edited,
    "identity_provider.set": _identity_provider,
}
