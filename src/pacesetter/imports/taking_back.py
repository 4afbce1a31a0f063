"""Companies, contacts, types and outcomes that an import made on the way go again where nothing else uses them."""

from datetime import timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, QuerySet

from pacesetter.activities.models import ActivityType, Outcome
from pacesetter.crm.models import Company, Contact
from pacesetter.imports.models import ImportBatch
from pacesetter.imports.naming import naming

_AT_ONCE = 2_000
# `created_at` and `updated_at` of one insert are read from the clock one after the other.
_SAME_MOMENT = timedelta(seconds=1)


def take_back_parties(batch: ImportBatch, removed: dict[str, int], kept: dict[str, int]) -> None:
    """Remove the contacts and then the companies that the import made, unless somebody has worked with them since."""
    for name, model in (("contacts", Contact), ("companies", Company)):
        made = model.objects.filter(import_batch_id=batch.pk)
        total = made.count()
        gone = 0
        while True:
            with transaction.atomic():
                ids = list(_untouched(made, model).values_list("pk", flat=True)[:_AT_ONCE])
                if not ids:
                    break
                model.objects.filter(pk__in=ids).delete()
                gone += len(ids)
        if gone:
            removed[name] = gone
        if total > gone:
            kept[name] = total - gone


def take_back_settings(batch: ImportBatch, removed: dict[str, int], kept: dict[str, int]) -> None:
    """Remove the activity types and outcomes that the import made, unless something uses them by now."""
    for name, model in (("activity_types", ActivityType), ("outcomes", Outcome)):
        ids = batch.made.get(name, [])
        unused = [row.pk for row in model.objects.filter(pk__in=ids) if not _is_used(row)]
        with transaction.atomic():
            model.objects.filter(pk__in=unused).delete()
        if unused:
            removed[name] = len(unused)
        if len(unused) < len(ids):
            kept[name] = len(ids) - len(unused)


def _untouched(made: QuerySet[Any], model: type[models.Model]) -> QuerySet[Any]:
    found = made.filter(updated_at__lte=F("created_at") + _SAME_MOMENT)
    for other, column in naming(model):
        found = found.exclude(Exists(other._base_manager.filter(**{column: OuterRef("pk")})))
    return found


def _is_used(row: models.Model) -> bool:
    return any(other._base_manager.filter(**{column: row.pk}).exists() for other, column in naming(type(row)))
