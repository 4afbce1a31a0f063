"""Setting an empty installation up."""

import pytest

from pacesetter.core.refusal import Refusal
from pacesetter.people.models import SetUpLink
from pacesetter.people.setting_up import new_set_up_link, set_up_link_works, waits_for_set_up
from pacesetter.people.verbs import Created, set_up
from pacesetter.tenancy.models import Organisation

pytestmark = pytest.mark.django_db


def secret() -> str:
    return new_set_up_link().rstrip("/").rpartition("/")[2]


def by(given: str, password: str = "a long enough password") -> Created:  # noqa: S107
    return set_up(
        given, name="Acme", administrator_name="Ada", administrator_email="ada@acme.example", password=password
    )


def test_the_link_makes_the_organisation_and_an_administrator_with_a_password() -> None:
    created = by(secret())
    assert created.organisation.name == "Acme"
    assert created.administrator.is_administrator
    assert created.administrator.user is not None
    assert created.administrator.user.check_password("a long enough password")


def test_a_link_works_once() -> None:
    given = secret()
    by(given)
    assert not set_up_link_works(given)
    with pytest.raises(Refusal, match="works no longer"):
        by(given)


def test_an_invented_link_and_an_older_one_make_nothing() -> None:
    older = secret()
    secret()
    for given in (older, "invented"):
        with pytest.raises(Refusal, match="works no longer"):
            by(given)
    assert not Organisation.objects.exists()


def test_what_is_refused_leaves_the_link_as_it_was() -> None:
    given = secret()
    with pytest.raises(Refusal) as refused:
        by(given, password="short")
    assert refused.value.field == "password"
    assert not Organisation.objects.exists()
    assert set_up_link_works(given)


def test_a_password_is_needed() -> None:
    with pytest.raises(Refusal, match="Choose a password"):
        by(secret(), password="")


def test_no_link_works_where_an_organisation_is() -> None:
    given = secret()
    Organisation.objects.create(name="Globex", slug="globex")
    assert not waits_for_set_up()
    assert not set_up_link_works(given)


def test_the_demo_alone_does_not_count() -> None:
    Organisation.objects.create(name="Larkfield", slug="demo", is_demo=True)
    assert by(secret()).organisation.name == "Acme"


def test_only_a_hash_of_the_secret_is_kept() -> None:
    given = secret()
    assert given not in str(list(SetUpLink.objects.values_list()))
