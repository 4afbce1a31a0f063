"""Rows of settings: their names, their places in a list, and what a change of one tells the history."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Max
from django.utils.translation import gettext as _

from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.people.verbs import guards
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import current_organisation_id


def free_name(among: models.QuerySet[Any], name: str, *, longest: int, but: models.Model | None = None) -> str:
    """The name, tidied up. Refuses an empty one, and one that another row has in any spelling of its letters."""
    name = guards.required(name, "name", longest=longest)
    taken = among.filter(name__iexact=name)
    if but is not None:
        taken = taken.exclude(pk=but.pk)
    found = taken.first()
    if found is not None:
        archived = getattr(found, "archived_at", None) is not None
        message = _("There is one with this name. Restore it.") if archived else _("There is one already.")
        raise Refusal(message, field="name", code="taken")
    return name


def next_position(among: models.QuerySet[Any]) -> int:
    """The place behind the last row."""
    last = among.aggregate(last=Max("position"))["last"]
    return 0 if last is None else int(last) + 1


def assign(row: models.Model, values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Set those of the values that differ. Returns by column what was and what is; both empty where nothing differs."""
    attname = {field.name: field.attname for field in row._meta.concrete_fields}
    columns = {name: attname[name] for name, value in values.items() if getattr(row, name) != value}
    before = {column: getattr(row, column) for column in columns.values()}
    for name in columns:
        setattr(row, name, values[name])
    return before, {column: getattr(row, column) for column in columns.values()}


def change(row: models.Model, values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The same, and write them."""
    before, after = assign(row, values)
    if after:
        row.save(update_fields=after)
    return before, after


def today() -> date:
    """The organisation's today: for a change on which no past figure depends, such as a name."""
    zone = Organisation.objects.only("time_zone").get(pk=current_organisation_id()).time_zone
    return clock.today(clock.time_zone(zone))


def used_elsewhere(row: models.Model, *own: type[models.Model]) -> bool:
    """Whether any row of the whole product refers to this one, those of its `own` aside. Knows nothing of the rooms
    above: whoever has a foreign key is found."""
    relations = [
        field
        for field in row._meta.get_fields(include_hidden=True)
        if isinstance(field, models.ManyToOneRel | models.OneToOneRel)
    ]
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: row}).exists()
        for relation in relations
        if relation.related_model not in own
    )
