"""The choice of a member: of hundreds, whose names alone are read to offer them."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator

from pacesetter.people.models import Member
from pacesetter.web.forms.long_select import LongSelect


class _Names(ModelChoiceIterator):  # type: ignore[type-arg]
    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        yield from self.queryset.values_list("pk", "name")


class MemberChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the members of its `queryset`, which a form sets to those of the organisation in scope."""

    iterator = _Names
    widget = LongSelect

    def __init__(self, **options: Any) -> None:
        super().__init__(Member.across_organisations.none(), **options)
