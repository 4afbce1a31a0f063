"""The page behind the set-up link."""

import re

import pytest

from pacesetter.people.models import Member, User
from pacesetter.people.setting_up import new_set_up_link
from pacesetter.tenancy.models import Organisation
from pacesetter.web.tests.conftest import Visitor

GIVEN = {
    "name": "Acme",
    "time_zone": "Pacific/Auckland",
    "country": "NZ",
    "region": "AUK",
    "currency": "",
    "first_weekday": "6",
    "fiscal_month": "4",
    "administrator_name": "Ada",
    "administrator_email": "Ada@acme.example",
    "password": "a long enough password",
}


@pytest.fixture
def path(db: None) -> str:
    return "/" + new_set_up_link().split("/", 3)[3]


def test_it_makes_the_organisation_and_logs_its_administrator_in(visitor: Visitor, path: str) -> None:
    assert visitor.post(path, GIVEN).headers["Location"] == "/settings/playbooks/"
    made = Organisation.objects.get()
    assert (made.name, made.time_zone, made.country, made.region) == ("Acme", "Pacific/Auckland", "NZ", "AUK")
    assert (made.currency, made.first_weekday, made.fiscal_month) == ("NZD", 6, 4)
    assert User.objects.get().email == "ada@acme.example"
    assert "1 of 4" not in visitor.read("/settings/first-steps/")
    assert "0 of 4 done" in visitor.read("/settings/first-steps/")


def test_the_link_works_once(visitor: Visitor, path: str) -> None:
    visitor.post(path, GIVEN)
    again = Visitor().get(path)
    assert again.status_code == 410
    assert "This set-up link works no longer" in again.content.decode()
    assert Visitor().post(path, {**GIVEN, "name": "Evil"}).status_code == 410
    assert Organisation.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "focused"),
    [({"password": "short"}, "password"), ({"administrator_name": "", "password": ""}, "administrator_name")],
)
def test_what_is_wrong_has_the_focus(wrong: dict[str, str], focused: str, visitor: Visitor, path: str) -> None:
    page = visitor.post(path, {**GIVEN, **wrong}).content.decode()
    assert [re.search(r'name="(\w+)"', one)[1] for one in re.findall(r"<input[^>]* autofocus[^>]*>", page)] == [focused]  # type: ignore[index]
    assert re.search(r'<input[^>]*name="name"[^>]* autofocus', visitor.read(path))


@pytest.mark.parametrize("path", ["/start/invented/", "/start/invented/regions/"])
def test_an_invented_link_shows_nothing(visitor: Visitor, path: str) -> None:
    assert visitor.get(path).status_code in (404, 410)


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("password", "short", "This password is too short"),
        ("administrator_email", "nobody", "Enter a valid email address"),
        ("name", "", "This field is required"),
        ("time_zone", "Mars/Phobos", "Select a valid choice"),
        ("country", "", "Choose a currency, or a country that has one."),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(
    field: str, value: str, told: str, visitor: Visitor, path: str
) -> None:
    given = {**GIVEN, "region": "", field: value}
    page = visitor.post(path, given).content.decode()
    assert told in page
    assert "has-error" in page
    assert not Organisation.objects.exists()
    assert not Member.across_organisations.exists()


def test_without_script_a_button_shows_the_regions(visitor: Visitor, path: str) -> None:
    assert 'name="region"' not in visitor.read(path)
    page = visitor.post(path, {"country": "NZ", "show_regions": "1"}).content.decode()
    assert "Auckland" in page
    assert "This field is required" not in page


def test_with_script_the_regions_come_by_themselves(visitor: Visitor, path: str) -> None:
    assert "Auckland" in visitor.read(path + "regions/?country=NZ")
    assert "select" not in visitor.read(path + "regions/?country=nowhere")


def test_the_address_with_the_secret_is_told_to_no_other_page(visitor: Visitor, path: str) -> None:
    response = visitor.get(path)
    assert response.headers["Referrer-Policy"] == "strict-origin"
    assert "no-store" in response.headers["Cache-Control"]
