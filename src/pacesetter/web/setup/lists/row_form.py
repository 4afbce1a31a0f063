"""What is asked for in one line of a list."""

import copy
from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pacesetter.web.forms.overtaken import overtaken
from pacesetter.web.setup.lists.row_fields import drawn_field

NEW = "new"


class RowForm(forms.Form):
    """One line. `main` stands in the line itself, `more` behind a fold.

    Each field sends what it was when the page was drawn along with what it is now: only what this person changed is
    written, so two who edit the same list at once do not take each other's changes back.
    """

    main: ClassVar[tuple[str, ...]] = ("name",)
    more: ClassVar[tuple[str, ...]] = ()
    # Fields that are written together.
    together: ClassVar[tuple[str, ...]] = ()

    def __init__(self, data: QueryDict | None, *, key: str, initial: dict[str, Any]) -> None:
        if data is None:
            self.base_fields = _Shared(self.base_fields)  # type: ignore[misc]
        super().__init__(data, prefix=key, initial=initial, empty_permitted=key == NEW, use_required_attribute=False)
        for field in self.fields.values():
            field.show_hidden_initial = True
        self._overtaken: set[str] = set()

    def choose(self, name: str, choices: Sequence[tuple[str | int, Any]]) -> None:
        """Offer these choices in the field."""
        if not self.is_bound:
            self.fields[name] = copy.deepcopy(self.fields[name])
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def values(self, name: str) -> list[str]:
        """What the field shows, as texts: several where several can be chosen."""
        return _texts(self[name].value())

    def before(self, name: str) -> list[str]:
        """What the field showed when the page was first drawn."""
        sent = self[name].html_initial_name
        if isinstance(self.data, QueryDict) and sent in self.data and name not in self._overtaken:
            return [str(value) for value in self.data.getlist(sent)]
        return _texts(self[name].initial)

    def refuse_overtaken(self) -> None:
        """Say beside each field that this person changed what somebody else, or the same one in another window, has
        made of it since the page was drawn. What was typed stays, and is saved by a second press."""
        if not isinstance(self.data, QueryDict) or self[self.main[0]].html_initial_name not in self.data:
            return
        changed = set(self.changed_data)
        if changed.intersection(self.together):
            changed.update(self.together)
        for name in self.fields:
            bound = self[name]
            now, typed = set(_texts(bound.initial)), set(self.values(name))
            # A field in which nothing was chosen sends nothing of what it was.
            before = set(self.data.getlist(bound.html_initial_name)) - {""}
            if name in changed and now != before and now != typed:
                self._overtaken.add(name)
                self.add_error(name, overtaken(self._said(name, now)))

    def _said(self, name: str, texts: set[str]) -> str:
        field = self.fields[name]
        if isinstance(field, forms.BooleanField):
            return _("yes") if "True" in texts else _("no")
        labels = [str(label) for value, label in getattr(field, "choices", ()) if str(value) in texts]
        return ", ".join(labels or sorted(texts)) or _("nothing")

    def draw(self, name: str, *, focus: bool = False) -> SafeString:
        """The field with all that belongs to it."""
        errors = self.errors.get(name, ())
        return drawn_field(self[name], self.values(name), self.before(name), errors, focus=focus)

    @property
    def is_open(self) -> bool:
        """Whether the fold has something to say."""
        return any(name in self.errors for name in self.more)


class _Shared(dict[str, forms.Field]):
    """Fields of lines that show what there is. Django copies all fields for each form, which takes longer than to draw
    them; only one that is given choices of its own need be another than the next line's."""

    def __deepcopy__(self, memo: dict[int, Any]) -> dict[str, forms.Field]:
        return dict(self)


def _texts(value: Any) -> list[str]:
    if isinstance(value, list | tuple | set | frozenset):
        return [str(one) for one in value]
    return [] if value in (None, "") else [str(value)]


def name_field(longest: int, label: Any) -> forms.CharField:
    """The name that every line begins with."""
    return forms.CharField(label=label, max_length=longest, widget=forms.TextInput(attrs={"autocomplete": "off"}))
