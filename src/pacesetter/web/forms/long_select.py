"""A choice of hundreds: time zones, countries, members. Django would make a dictionary of each and render a template
for it."""

from functools import lru_cache
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe


class LongSelect(forms.Select):
    """The same as `forms.Select`, without groups, in a fraction of the time."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """The field with its options."""
        options = _options(tuple((str(key), str(label)) for key, label in self.choices))
        chosen = _beginning("" if value is None else str(value))
        options = options.replace(f"{chosen}>", f"{chosen} selected>", 1)
        all_attrs = self.build_attrs(self.attrs, attrs) | {"name": name}
        return format_html("<select{}>{}</select>", flatatt(all_attrs), mark_safe(options))  # noqa: S308 - escaped below


# Time zones and countries are the same for everybody, and members for everybody of an organisation.
@lru_cache(maxsize=100)
def _options(choices: tuple[tuple[str, str], ...]) -> str:
    return "".join(f"{_beginning(key)}>{escape(label)}</option>" for key, label in choices)


def _beginning(key: str) -> str:
    return f'<option value="{escape(key)}"'
