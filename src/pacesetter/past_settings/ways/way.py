"""What a way back is, and how it finds what an event tells of."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.events.models import Event
from pacesetter.people.models import Member

Way = Callable[[Event, Member | None], object]
M = TypeVar("M", bound=models.Model)


def before(event: Event) -> dict[str, Any]:
    """What was before the event; empty where there was nothing."""
    found: dict[str, Any] = event.data.get("before") or {}
    return found


def after(event: Event) -> dict[str, Any]:
    """What was after it."""
    found: dict[str, Any] = event.data.get("after") or {}
    return found


def row_of(model: type[M], pk: int) -> M:
    """The row of the organisation in scope. Refuses one that is gone."""
    found = model._default_manager.filter(pk=pk).first()
    if found is None:
        raise gone()
    return found


def rows_of(model: type[M], ids: Iterable[int]) -> list[M]:
    """The rows in the order of their ids; those that are gone are left out."""
    found = model._default_manager.in_bulk(list(ids))
    return [found[pk] for pk in ids if pk in found]


def gone() -> Refusal:
    """What to raise where there is nothing to put back any more."""
    return Refusal(_("What this tells of is no longer there."), code="gone")
