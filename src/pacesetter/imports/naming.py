"""Which rows name a record, over all rooms."""

from collections.abc import Iterator

from django.db import models

from pacesetter.activities.models import Activity, ActivityContact, ActivityTypeOutcome
from pacesetter.crm.models import CompanyExternalId, ContactExternalId

# What goes together with the record, so that it does not keep it.
_OWN = (CompanyExternalId, ContactExternalId, ActivityTypeOutcome)


def naming(model: type[models.Model]) -> Iterator[tuple[type[models.Model], str]]:
    """Every table with a foreign key to the model, and its column; also those of which the model itself says nothing
    (`related_name="+"`). Tables of what goes together with the record are left out."""
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel) or relation.related_model in _OWN:
            continue
        if model is Activity and relation.related_model is ActivityContact:
            continue
        yield relation.related_model, relation.field.attname
