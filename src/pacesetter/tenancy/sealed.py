"""Columns that hold secrets. Only what stands here opens one, and what is opened is never logged."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models

from pacesetter.core.sealing import KeyRing, Unsealable, read_ring
from pacesetter.tenancy.scope import organisation_id_or_none


class SealedField(models.TextField):  # type: ignore[type-arg]
    """A text that is kept sealed; empty where there is none. Written by `seal_into`, read by `opened`."""

    description = "A sealed secret"


def ring() -> KeyRing:
    """The keys of this installation. Read anew each time where they are in a file: sealing and opening are rare, and so
    keys can be changed while servers and workers run, with no process left that seals with an old one."""
    if settings.SEALING_KEYS_FILE is None:
        given: KeyRing = settings.SEALING_KEYS
        return given
    return read_ring(Path(settings.SEALING_KEYS_FILE).read_text(encoding="ascii"))


def seal_into(row: models.Model, column: str, text: str) -> None:
    """Put the text into the row's sealed column (saving is the caller's); an empty text empties it."""
    field = _sealed(type(row), column)
    setattr(row, column, ring().seal(text, bound_to=_place(row, field)) if text else "")


def opened(row: models.Model, column: str) -> str:
    """The secret in the row's sealed column, empty where there is none. Raises `Unsealable`."""
    field = _sealed(type(row), column)
    sealed: str = getattr(row, column)
    return ring().unseal(sealed, bound_to=_place(row, field)) if sealed else ""


def seal_anew(model: type[models.Model], column: str, *, at_once: int = 500) -> tuple[int, int]:
    """Seal every row of the column with the current key. Answers how many were, and how many could not be opened.

    A row that somebody changes meanwhile is left to them. May be run again at any time.
    """
    field, keys = _sealed(model, column), ring()
    rows: Any = model._default_manager
    rows = getattr(model, "across_organisations", rows)
    done = failed = 0
    last = 0
    while some := list(
        rows.filter(pk__gt=last)
        .exclude(**{column: ""})
        .exclude(**{f"{column}__startswith": f"{keys.current}."})
        .order_by("pk")[:at_once]
    ):
        for row in some:
            old = getattr(row, column)
            try:
                fresh = keys.seal(opened(row, column), bound_to=_place(row, field))
            except Unsealable:
                failed += 1
                continue
            done += rows.filter(pk=row.pk, **{column: old}).update(**{column: fresh})
        last = some[-1].pk
    return done, failed


def sealed_columns(every: list[type[models.Model]]) -> list[tuple[type[models.Model], str]]:
    """Each column of the models that holds secrets."""
    return [
        (model, field.name)
        for model in every
        for field in model._meta.concrete_fields
        if isinstance(field, SealedField)
    ]


def _sealed(model: type[models.Model], column: str) -> SealedField:
    field = model._meta.get_field(column)
    if not isinstance(field, SealedField):
        raise TypeError(f"{model.__name__}.{column} is no sealed column")
    return field


def _place(row: models.Model, field: SealedField) -> str:
    # Not the row's own id, which a new row has only after it was written. A new row joins the organisation in scope.
    organisation_id = getattr(row, "organisation_id", None)
    if organisation_id is None and hasattr(row, "organisation_id"):
        organisation_id = organisation_id_or_none()
    return f"{row._meta.label_lower}.{field.name}:{organisation_id or ''}"
