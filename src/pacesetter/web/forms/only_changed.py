"""Forms in which only what this person changed is written."""

from typing import Any, ClassVar

from django import forms


class OnlyChanged(forms.Form):
    """Each field sends what it was when the page was drawn along with what it is now, so that two who edit the same
    thing at once, or one in two windows, do not take each other's changes back. Call `send_what_was` when the fields
    are ready. Fields that say one thing `together` are written together."""

    together: ClassVar[tuple[tuple[str, ...], ...]] = ()

    def send_what_was(self) -> None:
        for field in self.fields.values():
            field.show_hidden_initial = True

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
