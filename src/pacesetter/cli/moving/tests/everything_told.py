"""What every table holds, told by Django and not by what moves it: run on either database, the same comes out."""

import json
import sys
from typing import Any

import django

django.setup()

from django.apps import apps  # noqa: E402
from django.db.models import Model, QuerySet  # noqa: E402

# The database that was moved into has been brought up to this version itself.
_ITS_OWN = {"django_migrations"}


def told() -> dict[str, list[str]]:
    # The plain query set: those of the product ask whose rows are meant.
    return {
        model._meta.db_table: sorted(_told(row) for row in QuerySet[Model](model).values_list())
        for model in apps.get_models(include_auto_created=True)
        if model._meta.db_table not in _ITS_OWN
    }


def _told(row: tuple[Any, ...]) -> str:
    """PostgreSQL keeps the names in a piece of JSON in an order of its own."""
    return repr(tuple(json.dumps(one, sort_keys=True) if isinstance(one, dict | list) else one for one in row))


if __name__ == "__main__":
    json.dump(told(), sys.stdout)
