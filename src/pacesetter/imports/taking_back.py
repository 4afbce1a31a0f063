"""Companies, contacts, types and outcomes that an import made on the way go again where nothing else uses them."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import F, QuerySet

from pacesetter.activities.models import ActivityType, Outcome
from pacesetter.crm.models import Company, Contact
from pacesetter.imports.models import BatchState, ImportBatch
from pacesetter.imports.naming import naming
from pacesetter.imports.opened import Progress, no_progress
from pacesetter.imports.removed import note_removed
from pacesetter.tenancy.keys import keys_unchecked, of_organisation
from pacesetter.tenancy.scope import current_organisation_id

_AT_ONCE = 2_000
# `created_at` and `updated_at` of one insert are read from the clock one after the other.
_SAME_MOMENT = timedelta(seconds=1)


def take_back_parties(batch: ImportBatch, progress: Progress = no_progress) -> dict[str, int]:
    """Remove the contacts and then the companies that the import made, unless somebody has worked with them since.
    Returns how many stay, by sort of record. What is told of the progress is about the rows of the file.

    Goes through their ids, a few thousand in one transaction: on SQLite everybody who writes waits for each.
    """
    stay: dict[str, int] = {}
    for name, model in (("contacts", Contact), ("companies", Company)):
        made = model.objects.filter(import_batch_id=batch.pk)
        last: int | None = 0
        while last is not None:
            gone = 0
            # What names one of them keeps it, and SQLite has no other writer who could name one meanwhile.
            with keys_unchecked(), transaction.atomic():
                row = _held(batch)
                if row is None:
                    break
                here = list(made.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:_AT_ONCE])
                last = here[-1] if here else None
                if ids := _untouched(here, model):
                    model.objects.filter(pk__in=ids).delete()
                    gone = note_removed(row, name, len(ids))
            if gone and name == batch.kind:
                progress(gone, batch.created, "")
        if left := made.count():
            stay[name] = left
    return stay


def take_back_settings(batch: ImportBatch) -> dict[str, int]:
    """Remove the activity types and outcomes that the import made, unless something uses them by now. Returns how many
    stay, by sort of record."""
    stay: dict[str, int] = {}
    for name, model in (("activity_types", ActivityType), ("outcomes", Outcome)):
        made = model.objects.filter(pk__in=batch.made.get(name, []))
        unused = [row.pk for row in made.all() if not _is_used(row)]
        with transaction.atomic():
            row = _held(batch)
            if row is not None and unused:
                model.objects.filter(pk__in=unused).delete()
                note_removed(row, name, len(unused))
        if left := made.count():
            stay[name] = left
    return stay


def _held(batch: ImportBatch) -> ImportBatch | None:
    """The import, held until the end of the transaction; None once another run has taken all of it back."""
    return ImportBatch.objects.select_for_update().filter(pk=batch.pk, state=BatchState.UNDOING).first()


def _untouched(ids: Sequence[int], model: type[models.Model]) -> list[int]:
    """Those of the ids, which are in order, that nobody has changed or named since."""
    if not ids:
        return []
    rows = model._base_manager.filter(pk__gte=ids[0], pk__lte=ids[-1], updated_at__lte=F("created_at") + _SAME_MOMENT)
    found = set(rows.values_list("pk", flat=True)).intersection(ids)
    for other, column in naming(model):
        found -= set(_names(other, column, ids).values_list(column, flat=True).order_by().distinct())
    return sorted(found)


def _names(other: type[models.Model], column: str, ids: Sequence[int]) -> QuerySet[Any]:
    """Rows that name one from the first to the last of the ids. One question for all of them: asked for each, tables in
    which no index begins with the column would be read as often, which took hours for an import of many companies."""
    rows = other._base_manager.filter(**{f"{column}__gte": ids[0], f"{column}__lte": ids[-1]})
    # Indexes of large tables begin with the organisation.
    return rows.filter(organisation_id=current_organisation_id()) if of_organisation(other) else rows


def _is_used(row: models.Model) -> bool:
    return any(other._base_manager.filter(**{column: row.pk}).exists() for other, column in naming(type(row)))
