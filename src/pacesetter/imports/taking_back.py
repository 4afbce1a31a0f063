"""Companies, contacts, types and outcomes that an import made on the way go again where nothing else uses them."""

from datetime import timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, QuerySet

from pacesetter.activities.models import ActivityType, Outcome
from pacesetter.crm.models import Company, Contact
from pacesetter.imports.models import BatchState, ImportBatch
from pacesetter.imports.naming import naming
from pacesetter.imports.removed import note_removed
from pacesetter.tenancy.keys import keys_unchecked, of_organisation

_AT_ONCE = 2_000
# `created_at` and `updated_at` of one insert are read from the clock one after the other.
_SAME_MOMENT = timedelta(seconds=1)


def take_back_parties(batch: ImportBatch) -> dict[str, int]:
    """Remove the contacts and then the companies that the import made, unless somebody has worked with them since.
    Returns how many stay, by sort of record."""
    stay: dict[str, int] = {}
    for name, model in (("contacts", Contact), ("companies", Company)):
        made = model.objects.filter(import_batch_id=batch.pk)
        while True:
            # What names one of them keeps it, and SQLite has no other writer who could name one meanwhile.
            with keys_unchecked(), transaction.atomic():
                row = _held(batch)
                ids = list(_untouched(made, model).values_list("pk", flat=True)[:_AT_ONCE])
                if row is None or not ids:
                    break
                model.objects.filter(pk__in=ids).delete()
                note_removed(row, name, len(ids))
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


def _untouched(made: QuerySet[Any], model: type[models.Model]) -> QuerySet[Any]:
    found = made.filter(updated_at__lte=F("created_at") + _SAME_MOMENT)
    for other, column in naming(model):
        # Indexes of large tables begin with the organisation.
        here = {"organisation_id": OuterRef("organisation_id")} if of_organisation(other) else {}
        found = found.exclude(Exists(other._base_manager.filter(**here, **{column: OuterRef("pk")})))
    return found


def _is_used(row: models.Model) -> bool:
    return any(other._base_manager.filter(**{column: row.pk}).exists() for other, column in naming(type(row)))
