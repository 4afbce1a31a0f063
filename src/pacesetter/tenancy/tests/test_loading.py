"""Objects of rows that were read whole."""

from typing import Any

import pytest
from django.apps import apps
from django.db.models import Model
from django.db.models.signals import post_init

from pacesetter.people.models import Member
from pacesetter.tenancy.models import Tenanted

TENANTED = [model for model in apps.get_models() if issubclass(model, Tenanted)]


def values_of(model: type[Model]) -> list[Any]:
    """A value for each column, whatever it may be: objects take what the database gives."""
    return [f"{number} {field.attname}" for number, field in enumerate(model._meta.concrete_fields)]


@pytest.mark.parametrize("model", TENANTED, ids=lambda model: model.__name__)
def test_they_are_what_django_makes_of_the_row(model: type[Tenanted]) -> None:
    values = values_of(model)
    names = [field.attname for field in model._meta.concrete_fields]
    made, django_s = model.from_db("default", names, values), super(Tenanted, model).from_db("default", names, values)
    assert {**made.__dict__, "_state": None} == {**django_s.__dict__, "_state": None}
    assert (made._state.adding, made._state.db, made._state.fields_cache) == (False, "default", {})
    assert (type(made), made.pk) == (model, django_s.pk)


@pytest.mark.django_db
def test_what_was_not_read_is_read_when_it_is_asked_for(rita: Member, django_assert_num_queries: Any) -> None:
    found = Member.objects.only("pk").get(pk=rita.pk)
    with django_assert_num_queries(1):
        assert found.name == "Rita"


@pytest.mark.django_db
def test_a_changed_row_is_saved_and_its_own_rows_are_found(rita: Member) -> None:
    found = Member.objects.select_related("organisation").get(pk=rita.pk)
    found.name = "Rita R."
    found.save()
    found.refresh_from_db()
    assert (found.name, found.organisation, found) == ("Rita R.", rita.organisation, rita)


@pytest.mark.django_db
def test_whoever_wants_to_hear_of_new_objects_hears_of_them(rita: Member) -> None:
    heard: list[Model] = []

    def hear(instance: Model, **_: object) -> None:
        heard.append(instance)

    post_init.connect(hear, sender=Member)
    try:
        found = Member.objects.get(pk=rita.pk)
    finally:
        post_init.disconnect(hear, sender=Member)
    assert heard == [found]
