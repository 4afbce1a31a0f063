from collections.abc import Callable
from decimal import Decimal

import pytest

from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.events.models import Event
from pacesetter.people import verbs
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Organisation


def test_settings_change_and_figures_learn_of_it(
    ada: Member, organisation: Organisation, version: Callable[[], int], last_event: Callable[[], Event]
) -> None:
    before = version()
    verbs.edit_organisation(
        by=ada,
        name="Acme Ltd",
        first_weekday=6,
        fiscal_month=4,
        country="nz",
        region="AUK",
        email_domains=["@Acme.example", "acme.example", ""],
        score_cap=Decimal(2),
        reason="new year",
    )
    organisation.refresh_from_db()
    assert (organisation.name, organisation.first_weekday, organisation.country) == ("Acme Ltd", 6, "NZ")
    assert organisation.email_domains == ["acme.example"]
    assert version() > before
    assert last_event().data["after"]["fiscal_month"] == 4
    assert last_event().data["reason"] == "new year"


def test_nothing_changed_is_nothing_told(ada: Member, version: Callable[[], int]) -> None:
    before = version()
    verbs.edit_organisation(by=ada, name="Acme", fiscal_month=1)
    assert version() == before
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"),
        ({"time_zone": ""}, "time_zone"),
        ({"time_zone": "Auckland"}, "time_zone"),
        ({"first_weekday": 7}, "first_weekday"),
        ({"fiscal_month": 13}, "fiscal_month"),
        ({"country": "ZZ"}, "country"),
        ({"region": "AUK"}, "region"),
        ({"email_domains": ["not a domain"]}, "email_domains"),
        ({"pace_behind": Decimal("1.2")}, "pace_behind"),
        ({"pace_on_track": Decimal("0.5")}, "pace_behind"),
        ({"pace_behind": Decimal("0.001")}, "pace_behind"),
        ({"score_cap": Decimal(0)}, "score_cap"),
    ],
)
def test_what_cannot_be_is_refused(ada: Member, wrong: dict[str, object], field: str) -> None:
    with pytest.raises(Refusal) as refusal:
        verbs.edit_organisation(by=ada, **wrong)  # type: ignore[arg-type]
    assert refusal.value.field == field
    assert not Event.objects.exists()


def test_another_country_needs_a_region_of_its_own(ada: Member) -> None:
    verbs.edit_organisation(by=ada, country="NZ", region="AUK")
    with pytest.raises(Refusal) as refusal:
        verbs.edit_organisation(by=ada, country="DE")
    assert refusal.value.field == "region"
    verbs.edit_organisation(by=ada, country="DE", region="")


def test_only_administrators_change_settings(rita: Member, mona: Member, otto: Member) -> None:
    for by in (rita, mona, otto):
        with pytest.raises(NotAllowed):
            verbs.edit_organisation(by=by, name="Mine")
    assert not Organisation.objects.filter(name="Mine").exists()
