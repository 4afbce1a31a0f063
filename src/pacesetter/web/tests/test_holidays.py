"""Public holidays of a year."""

from datetime import date
from decimal import Decimal

import pytest

from pacesetter.kpis.models import Kpi
from pacesetter.people.models import Member, OrganisationHoliday
from pacesetter.tenancy.models import Organisation
from pacesetter.web.tests.conftest import Visitor

pytestmark = pytest.mark.usefixtures("at_noon")

PATH = "/settings/holidays/"
GOOD_FRIDAY = {"day": "2026-04-03", "name": "Good Friday"}


@pytest.fixture(autouse=True)
def new_zealand(organisation: Organisation) -> None:
    organisation.country = "NZ"
    organisation.settings_version += 1
    organisation.save()


def own() -> list[tuple[date, str, Decimal]]:
    return list(OrganisationHoliday.objects.order_by("day").values_list("day", "name", "share"))


def test_the_days_of_the_country_are_listed_by_year(visitor: Visitor, ada: Member) -> None:
    page = visitor.log_in(ada).read(PATH)
    assert "Good Friday" in page
    assert "New Zealand" in page
    assert "Fri, Mar 26, 2027" in visitor.read(f"{PATH}?year=2027")
    assert "2026" in visitor.read(f"{PATH}?year=never")


def test_a_day_is_not_observed_and_then_again(visitor: Visitor, ada: Member, rita: Member, calls: Kpi) -> None:
    worked = GOOD_FRIDAY | {"share": "0"}
    assert "Nothing is saved yet" in visitor.log_in(ada).post(PATH, worked).content.decode()
    assert visitor.post(PATH, worked | {"confirmed": "yes"}).headers["Location"] == f"{PATH}?year=2026"
    assert own() == [(date(2026, 4, 3), "Good Friday", Decimal(0))]
    assert "Not observed" in visitor.read(PATH)
    row = OrganisationHoliday.objects.get()
    visitor.post(f"{PATH}{row.pk}/", {"_method": "DELETE", "confirmed": "yes"})
    assert own() == []


def test_a_half_day_of_our_own(visitor: Visitor, ada: Member) -> None:
    visitor.log_in(ada).post(PATH, {"day": "2026-12-24", "name": "Christmas Eve", "share": "0.5", "confirmed": "yes"})
    assert own() == [(date(2026, 12, 24), "Christmas Eve", Decimal("0.5"))]
    page = visitor.read(PATH)
    assert "own day" in page
    assert "Part of the day" in page


def test_a_day_is_moved(visitor: Visitor, ada: Member) -> None:
    visitor.log_in(ada).post(PATH, GOOD_FRIDAY | {"share": "0", "moved_to": "2026-04-07", "confirmed": "yes"})
    assert own() == [(date(2026, 4, 3), "Good Friday", Decimal(0)), (date(2026, 4, 7), "Good Friday", Decimal(1))]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"day": "soon"}, "Enter a valid date"),
        ({"name": ""}, "required"),
        ({"share": "2"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_is_said(visitor: Visitor, ada: Member, fields: dict[str, str], words: str) -> None:
    response = visitor.log_in(ada).post(PATH, GOOD_FRIDAY | {"share": "1", "confirmed": "yes"} | fields)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert own() == []


def test_leads_are_refused(visitor: Visitor, mona: Member) -> None:
    visitor.log_in(mona)
    assert visitor.get(PATH).status_code == 403
    assert visitor.post(PATH, GOOD_FRIDAY | {"share": "1"}).status_code == 403
    assert own() == []
