import pytest

from pacesetter.cli.failure import Failure
from pacesetter.cli.organisation_choice import chosen_organisation, chosen_organisations
from pacesetter.tenancy.models import Organisation


def test_the_only_organisation_need_not_be_named(organisation: Organisation) -> None:
    assert chosen_organisation(None) == organisation


def test_with_several_the_short_name_is_asked_for(organisation: Organisation, other_organisation: Organisation) -> None:
    with pytest.raises(Failure) as failure:
        chosen_organisation(None)
    assert failure.value.remedy == "choose one with --organisation: acme (Acme), globex (Globex)."
    assert chosen_organisation("globex") == other_organisation
    assert chosen_organisations(None) == [organisation, other_organisation]


def test_an_unknown_short_name_is_answered_with_those_there_are(organisation: Organisation) -> None:
    with pytest.raises(Failure, match="no organisation “amce”") as failure:
        chosen_organisation("amce")
    assert "acme (Acme)" in failure.value.remedy


@pytest.mark.django_db
def test_without_any_organisation_the_way_to_one_is_told() -> None:
    with pytest.raises(Failure) as failure:
        chosen_organisation("acme")
    assert "pacesetter demo" in failure.value.remedy
