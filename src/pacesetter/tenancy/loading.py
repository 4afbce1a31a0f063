"""Objects of rows that were read whole, made without what Django does for objects that somebody makes by hand.

A list loads a hundred rows of thirty columns. Django sets each attribute by itself, which takes three times as long as
all of them at once.
"""

from collections.abc import Collection
from functools import cache
from typing import Any, TypeVar

from django.db.models import Model
from django.db.models.base import ModelState
from django.db.models.signals import post_init, pre_init

M = TypeVar("M", bound=Model)


def loaded(model: type[M], database: str | None, values: Collection[Any]) -> M | None:
    """The object of a row with all columns of the model, in their order: the same as `Model.from_db` makes. None where
    columns are missing, or where somebody wants to hear of new objects."""
    names = _names(model)
    if len(values) != len(names) or any(one.receivers and one.has_listeners(model) for one in _TOLD):
        return None
    made = model.__new__(model)
    state = ModelState()
    state.adding, state.db = False, database
    attributes = made.__dict__
    attributes["_state"] = state
    attributes.update(zip(names, values, strict=True))
    return made


_TOLD = (pre_init, post_init)


@cache
def _names(model: type[Model]) -> tuple[str, ...]:
    """The attributes in the order of the columns; none where the model itself does something when one is made."""
    if model.__init__ is not Model.__init__:
        return ()
    return tuple(field.attname for field in model._meta.concrete_fields)
