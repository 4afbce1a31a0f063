"""Rows to choose from, in one trip to the database."""

from collections.abc import Iterator
from typing import Any

from django.forms.models import ModelChoiceField, ModelChoiceIterator


class ReadAtOnce(ModelChoiceIterator):  # type: ignore[type-arg]
    """As Django's, which leaves the rows with the server and fetches them from there: PostgreSQL keeps them apart for
    that, in three trips or more. What a list on a page has room for is read whole."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        # Anew each time, as Django does: a form may be asked again after something was added.
        for row in self.queryset.all():
            yield self.choice(row)


def read_choices_at_once() -> None:
    """From now on, in all forms. To be called when Django starts."""
    ModelChoiceField.iterator = ReadAtOnce  # type: ignore[misc]
