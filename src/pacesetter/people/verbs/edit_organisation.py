"""Edit what an organisation decides about itself."""

from decimal import Decimal
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.people import profile_checks
from pacesetter.people.models import Member
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle
from pacesetter.tenancy.models import LeaderboardAudience, Organisation, SecondFactor

# On these depends which days a period has and what a day is worth, in the past too.
DATELESS = frozenset({"first_weekday", "fiscal_month", "country", "region"})


class OrganisationEdits(TypedDict, total=False):
    """What can be edited. What is not given stays. The currency is not among it: amounts are kept in its smallest
    unit, so another currency would turn every one of them into something else."""

    name: str
    time_zone: str
    first_weekday: int
    fiscal_month: int
    country: str
    region: str
    email_domains: list[str]
    pace_on_track: Decimal
    pace_behind: Decimal
    score_cap: Decimal
    second_factor: str
    leaderboards_for: str
    dial_by: str


def edit_organisation(*, by: Member | None, reason: str = "", **edits: Unpack[OrganisationEdits]) -> Organisation:
    """Change settings of the organisation in scope. Raises a `Refusal` for a value that cannot be."""
    guards.administrator(by)
    with transaction.atomic():
        organisation = guards.one_at_a_time()
        values = _checked(organisation, edits)
        changed = [name for name, value in values.items() if getattr(organisation, name) != value]
        if changed:
            before = {name: getattr(organisation, name) for name in changed}
            for name in changed:
                setattr(organisation, name, values[name])
            organisation.save(update_fields=changed)
            settle(
                "organisation.edited",
                ("organisation", organisation.pk),
                by=by,
                before=before,
                after={name: values[name] for name in changed},
                reason=reason,
                since=None if DATELESS & set(changed) else clock.today(clock.time_zone(organisation.time_zone)),
            )
    return organisation


def _checked(organisation: Organisation, edits: OrganisationEdits) -> dict[str, Any]:
    values: dict[str, Any] = {**edits}
    if "name" in edits:
        values["name"] = guards.required(edits["name"], "name", longest=200)
    if "time_zone" in edits:
        values["time_zone"] = profile_checks.time_zone_name(edits["time_zone"], optional=False)
    if {"country", "region"} & edits.keys():
        values["country"], values["region"] = profile_checks.place(
            edits.get("country", organisation.country), edits.get("region", organisation.region)
        )
    if "email_domains" in edits:
        values["email_domains"] = profile_checks.domains(edits["email_domains"])
    if "second_factor" in edits and edits["second_factor"] not in SecondFactor.values:
        raise Refusal(_("Choose one of the three."), field="second_factor", code="unknown")
    if "leaderboards_for" in edits and edits["leaderboards_for"] not in LeaderboardAudience.values:
        raise Refusal(_("Choose one of the two."), field="leaderboards_for", code="unknown")
    if "dial_by" in edits:
        values["dial_by"] = profile_checks.dial(edits["dial_by"])
    _hundredths(values, "pace_behind", "pace_on_track", "score_cap")
    _within(values, "first_weekday", 0, 6)
    _within(values, "fiscal_month", 1, 12)
    behind = values.get("pace_behind", organisation.pace_behind)
    on_track = values.get("pace_on_track", organisation.pace_on_track)
    if not 0 < behind <= on_track <= 10:
        raise Refusal(
            _("“Behind” must begin above 0 and not above “on track”."), field="pace_behind", code="out_of_range"
        )
    _within(values, "score_cap", Decimal("0.5"), Decimal(10))
    return values


def _within(values: dict[str, Any], name: str, lowest: int | Decimal, highest: int | Decimal) -> None:
    if name in values and not lowest <= values[name] <= highest:
        raise Refusal(
            _("Choose a value from %(lowest)s to %(highest)s.") % {"lowest": lowest, "highest": highest},
            field=name,
            code="out_of_range",
        )


def _hundredths(values: dict[str, Any], *names: str) -> None:
    # The database would round: a threshold of 0.001 would become 0, and with that no figure could be made.
    for name in names:
        if name in values and values[name] != round(values[name], 2):
            raise Refusal(_("Give at most two decimal places."), field=name, code="too_precise")
