"""Companies, contacts, types and outcomes that an import made on the way go again where nothing else uses them."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, QuerySet

from pacesetter.activities.models import ActivityType, ActivityTypeOutcome, Outcome
from pacesetter.crm.models import Company, CompanyExternalId, Contact, ContactExternalId
from pacesetter.imports.models import ImportBatch

_AT_ONCE = 2_000
# `created_at` and `updated_at` of one insert are read from the clock one after the other.
_SAME_MOMENT = timedelta(seconds=1)

# What goes together with the record, so that it does not keep it.
_OWN = (CompanyExternalId, ContactExternalId, ActivityTypeOutcome)


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
    for other, column in _pointing_at(model):
        found = found.exclude(Exists(other._base_manager.filter(**{column: OuterRef("pk")})))
    return found


def _is_used(row: models.Model) -> bool:
    return any(other._base_manager.filter(**{column: row.pk}).exists() for other, column in _pointing_at(type(row)))


def _pointing_at(model: type[models.Model]) -> Iterator[tuple[type[models.Model], str]]:
    """Every table with a foreign key to the model, and its column; also those of which the model itself says nothing
    (`related_name="+"`)."""
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel) and relation.related_model not in _OWN:
            yield relation.related_model, relation.field.attname
