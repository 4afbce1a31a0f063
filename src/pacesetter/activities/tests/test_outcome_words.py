"""What the names of outcomes suggest, and what the migration made of them."""

import importlib

import pytest
from django.apps import apps
from django.utils import translation

from pacesetter.activities.models import Outcome
from pacesetter.activities.outcome_words import _meanings, suggested_meaning
from pacesetter.people.models import Member
from pacesetter.tenancy.scope import scope

_migration = importlib.import_module("pacesetter.activities.migrations.0009_outcome_meaning")


@pytest.mark.parametrize(
    ("name", "meaning"), [("held", "held"), ("NO SHOW", "no_show"), ("Declined by all", "called_off"), ("Other", "")]
)
def test_a_name_suggests_a_meaning(name: str, meaning: str) -> None:
    assert suggested_meaning(name) == meaning


def test_the_names_that_the_product_gives_are_known_in_each_of_its_languages() -> None:
    with translation.override("de"):
        words = [translation.gettext(word) for word in ("Held", "No-show", "Declined")]
    assert words[0] != "Held"
    assert [suggested_meaning(word) for word in words] == ["held", "no_show", "called_off"]


def test_the_migration_sets_what_was_known_by_name_in_every_organisation(ada: Member, otto: Member) -> None:
    names = ("Held", "Nicht erschienen", "Abgesagt", "Connected")
    for member in (ada, otto):
        with scope(member.organisation_id):
            for name in names:
                Outcome.objects.create(name=name)
    _migration.set_by_name(apps, None)
    for member in (ada, otto):
        with scope(member.organisation_id):
            found = dict(Outcome.objects.values_list("name", "meaning"))
        assert [found[name] for name in names] == ["held", "no_show", "called_off", ""]


def test_the_migration_knows_every_name_that_was_known() -> None:
    assert {name: str(meaning) for name, meaning in _meanings().items()} == _migration._MEANINGS
