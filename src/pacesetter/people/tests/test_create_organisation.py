import pytest
from django.contrib.auth import authenticate
from django.test import RequestFactory

from pacesetter.core.refusal import Refusal
from pacesetter.events.models import Event
from pacesetter.mail.models import OutgoingMessage
from pacesetter.people import verbs
from pacesetter.people.models import Member, User, WorkingPattern
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope

GOOD = "lorry-glacier-tulip"


def create(**given: object) -> verbs.Created:
    whole = {"name": "Hooli", "administrator_name": "Gavin", "administrator_email": "gavin@hooli.example", **given}
    return verbs.create_organisation(**whole)  # type: ignore[arg-type]


@pytest.mark.django_db
def test_a_new_organisation_works_monday_to_friday_and_has_an_administrator() -> None:
    created = create(time_zone="Pacific/Auckland", country="nz", region="AUK", currency="nzd", fiscal_month=4)
    organisation = Organisation.objects.get()
    assert (organisation.slug, organisation.country, organisation.currency) == ("hooli", "NZ", "NZD")
    with scope(organisation):
        assert WorkingPattern.objects.get().capacities == ["1"] * 5 + ["0"] * 2
        assert Member.objects.get().is_administrator
        assert set(Event.objects.values_list("verb", flat=True)) == {"organisation.created", "member.added"}
        assert created.link in OutgoingMessage.objects.get().text


@pytest.mark.django_db
def test_with_a_password_the_administrator_logs_in_at_once(rf: RequestFactory) -> None:
    created = create(password=GOOD)
    assert created.link == ""
    user = authenticate(rf.post("/accounts/login/"), username="gavin@hooli.example", password=GOOD)
    assert user == created.administrator.user
    assert not OutgoingMessage.across_organisations.exists()


@pytest.mark.django_db
def test_the_same_name_gets_another_short_name() -> None:
    assert [create().organisation.slug for _ in range(3)] == ["hooli", "hooli-2", "hooli-3"]
    assert create(name="…").organisation.slug == "organisation"


def test_a_password_for_a_log_in_of_another_organisation_is_refused(otto: Member) -> None:
    with pytest.raises(Refusal) as refusal:
        create(administrator_email=otto.email, password=GOOD)
    assert refusal.value.field == "password"
    assert Organisation.objects.get() == otto.organisation


def test_somebody_of_another_organisation_is_invited_and_sees_nothing_there_before(otto: Member) -> None:
    created = create(administrator_email=otto.email)
    assert created.administrator.user is None
    assert created.link


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": " "}, "name"),
        ({"slug": "Hooli XYZ"}, "slug"),
        ({"slug": "globex"}, "slug"),
        ({"time_zone": ""}, "time_zone"),
        ({"country": "ZZ"}, "country"),
        ({"region": "AUK"}, "region"),
        ({"currency": "XXZ"}, "currency"),
        ({"first_weekday": 7}, "first_weekday"),
        ({"fiscal_month": 0}, "fiscal_month"),
        ({"administrator_email": "gavin"}, "email"),
        ({"administrator_name": ""}, "name"),
        ({"password": "short"}, "password"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(otto: Member, wrong: dict[str, object], field: str) -> None:
    with pytest.raises(Refusal) as refusal:
        create(**wrong)
    assert refusal.value.field == field
    assert Organisation.objects.count() == 1
    assert User.objects.count() == 1
