"""Forms in which only what this person changed is written."""

from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from pacesetter.web.forms.overtaken import overtaken


class OnlyChanged(forms.Form):
    """Each field sends what it was when the page was drawn along with what it is now, so that two who edit the same
    thing at once, or one in two windows, do not take each other's changes back. Call `send_what_was` when the fields
    are ready. Fields that say one thing `together` are written together."""

    together: ClassVar[tuple[tuple[str, ...], ...]] = ()

    def send_what_was(self) -> None:
        for field in self.fields.values():
            field.show_hidden_initial = True

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        for name in self.changed_data:
            self._refuse_overtaken(name)

    def _refuse_overtaken(self, name: str) -> None:
        """Say beside a field that it became something else since the page was drawn, and let a second press save it."""
        bound, field = self[name], self.fields[name]
        sent, now = bound.html_initial_name, bound.initial
        if sent not in self.data or isinstance(field, forms.MultipleChoiceField):
            return
        before = field.hidden_widget().value_from_datadict(self.data, self.files, sent)
        if not field.has_changed(now, before) or not field.has_changed(now, bound.data):
            return
        if isinstance(self.data, QueryDict):
            data = self.data.copy()
            data[sent] = "" if now is None else str(now)
            self.data = data
        self.add_error(name, overtaken(_said(field, now)))

    def only_changed(self, given: dict[str, Any]) -> dict[str, Any]:
        """Those of the values that are written."""
        changed = {name for name in self.fields if self._was_changed(name)}
        for group in self.together:
            if changed.intersection(group):
                changed.update(group)
        return {name: value for name, value in given.items() if name in changed}

    def _was_changed(self, name: str) -> bool:
        # What comes without the word of what it was is taken as changed: it was not typed on a page of ours.
        return self[name].html_initial_name not in self.data or name in self.changed_data


def _said(field: forms.Field, value: Any) -> str:
    labels = [str(label) for one, label in getattr(field, "choices", ()) if str(one) == str(value)]
    return "".join(labels[:1]) or str(value or "") or _("nothing")
