import pytest

from pacesetter.core.refusal import Refusal
from pacesetter.demo import load, remove
from pacesetter.people.models import User
from pacesetter.tenancy.models import Organisation


def test_an_organisation_that_is_no_demo_is_never_removed(organisation: Organisation) -> None:
    organisation.is_demo = True  # in memory only: what counts is what the database says
    with pytest.raises(Refusal, match="Acme” is no demo"):
        remove(organisation)
    assert Organisation.objects.filter(slug="acme").exists()


def test_a_short_name_that_is_taken_stops_the_loading(organisation: Organisation) -> None:
    Organisation.objects.filter(pk=organisation.pk).update(slug="demo")
    with pytest.raises(Refusal, match="short name “demo”"):
        load()


def test_a_log_in_that_is_taken_stops_the_loading(db: None) -> None:
    User.objects.create_user("tom@larkfield.example", "correct horse battery")
    with pytest.raises(Refusal, match="tom@larkfield"):
        load()
    assert not Organisation.objects.exists()
