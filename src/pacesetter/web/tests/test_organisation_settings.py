"""The organisation's settings and its working week."""

from datetime import date
from decimal import Decimal

import pytest

from pacesetter.conftest import LONG_AGO
from pacesetter.kpis.models import Kpi
from pacesetter.people.models import Member, WorkingPattern
from pacesetter.tenancy.models import Organisation
from pacesetter.web.tests.conftest import Visitor

pytestmark = pytest.mark.usefixtures("at_noon")

PATH = "/settings/organisation/"
WEEKS = f"{PATH}weeks/"


def form(**fields: str) -> dict[str, str]:
    return {
        "name": "Acme",
        "time_zone": "Pacific/Auckland",
        "country": "",
        "region": "",
        "first_weekday": "0",
        "fiscal_month": "1",
        "pace_on_track": "100",
        "pace_behind": "80",
        "score_cap": "150",
        "email_domains": "",
        "leaderboards_for": "everybody",
        "reason": "",
    } | fields


def week(**fields: str) -> dict[str, str]:
    days = {f"week-day{number}": "1" if number < 5 else "0" for number in range(7)}
    given = {"week-effective_from": "2026-04-01", "week-day_starts_at": "08:00", "week-day_ends_at": "16:30"}
    return days | given | {name.replace("_", "-", 1): value for name, value in fields.items()}


def test_what_is_set_is_shown_and_saved(visitor: Visitor, ada: Member, organisation: Organisation) -> None:
    page = visitor.log_in(ada).read(PATH)
    assert 'value="Acme"' in page
    assert ">EUR<" in page
    changed = form(name="Acme & Co", email_domains="acme.example\nacme.test\n", fiscal_month="4", pace_behind="70")
    assert visitor.post(PATH, changed).headers["Location"] == PATH
    organisation.refresh_from_db()
    assert (organisation.name, organisation.fiscal_month, organisation.pace_behind) == ("Acme & Co", 4, Decimal("0.70"))
    assert organisation.email_domains == ["acme.example", "acme.test"]


def test_a_country_with_holidays_asks_first(
    visitor: Visitor, ada: Member, rita: Member, calls: Kpi, organisation: Organisation
) -> None:
    response = visitor.log_in(ada).post(PATH, form(country="NZ", region="no-such"))
    assert "Nothing is saved yet" in response.content.decode()
    organisation.refresh_from_db()
    assert organisation.country == ""
    visitor.post(PATH, form(country="NZ", region="no-such", confirmed="yes"))
    organisation.refresh_from_db()
    assert (organisation.country, organisation.region) == ("NZ", "")
    assert 'name="region"' in visitor.read(PATH)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": " "}, "required"),
        ({"pace_behind": "120"}, "must begin above 0"),
        ({"score_cap": "10"}, "Choose a value from"),
        ({"time_zone": "Nowhere/Town"}, "Select a valid choice"),
        ({"email_domains": "not a domain"}, "domain"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(
    visitor: Visitor, ada: Member, organisation: Organisation, fields: dict[str, str], words: str
) -> None:
    response = visitor.log_in(ada).post(PATH, form(**fields) | {"confirmed": "yes"})
    assert response.status_code == 422
    assert words in response.content.decode()
    organisation.refresh_from_db()
    assert (organisation.name, organisation.pace_behind, organisation.score_cap) == (
        "Acme",
        Decimal("0.80"),
        Decimal("1.50"),
    )


def test_the_working_week_is_set_from_a_day_on_and_removed(
    visitor: Visitor, ada: Member, rita: Member, calls: Kpi
) -> None:
    four_days = week(week_day4="0")
    assert "Nothing is saved yet" in visitor.log_in(ada).post(WEEKS, four_days).content.decode()
    visitor.post(WEEKS, four_days | {"confirmed": "yes"})
    made = WorkingPattern.objects.get(member=None, effective_from=date(2026, 4, 1))
    assert made.capacities == ["1", "1", "1", "1", "0", "0", "0"]
    assert "8:00 AM" in visitor.read(PATH)
    visitor.post(f"{WEEKS}{made.pk}/", {"_method": "DELETE", "confirmed": "yes"})
    assert list(WorkingPattern.objects.values_list("effective_from", flat=True)) == [LONG_AGO]
    # The only one cannot go.
    only = WorkingPattern.objects.get()
    visitor.post(f"{WEEKS}{only.pk}/", {"_method": "DELETE", "confirmed": "yes"})
    assert WorkingPattern.objects.count() == 1
    assert "needs a working week" in visitor.read(PATH)


def test_a_week_without_work_is_refused(visitor: Visitor, ada: Member) -> None:
    response = visitor.log_in(ada).post(WEEKS, week(**{f"week_day{number}": "0" for number in range(5)}))
    assert response.status_code == 422
    assert "at least one working day" in response.content.decode()


def test_a_members_week_is_not_the_organisations(visitor: Visitor, ada: Member, rita: Member) -> None:
    own = WorkingPattern.objects.create(member=rita, effective_from=LONG_AGO, capacities=["1"] * 7)
    assert visitor.log_in(ada).delete(f"{WEEKS}{own.pk}/").status_code == 404


def test_leads_are_refused(visitor: Visitor, mona: Member, organisation: Organisation) -> None:
    visitor.log_in(mona)
    assert visitor.get(PATH).status_code == 403
    assert visitor.post(PATH, form(name="Mona's")).status_code == 403
    organisation.refresh_from_db()
    assert organisation.name == "Acme"


def test_who_sees_leaderboards_is_chosen(visitor: Visitor, ada: Member, rita: Member) -> None:
    assert visitor.log_in(rita).get("/leaderboard/").status_code == 200
    visitor.log_in(ada).post("/settings/organisation/", form(leaderboards_for="leads") | {"confirmed": "yes"})
    page = visitor.log_in(rita).read("/day/")
    assert 'href="/leaderboard/"' not in page
