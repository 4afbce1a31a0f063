"""A missing front-end file is told at start-up instead of by a page without its looks."""

from collections.abc import Sequence
from typing import Any

from django.contrib.staticfiles import finders
from django.core.checks import CheckMessage, Warning, register

NEEDED = ("vendor/tabler/tabler.min.css", "vendor/icons/user.svg", "django_htmx/htmx-2.min.js")


@register()
def front_end_files_are_there(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Warns for every file that set-up should have fetched; tests of the API alone run without them."""
    return [
        Warning(f"The front-end file {name} is missing.", hint="Fetch it with `make prepare`.", id="web.W001")
        for name in NEEDED
        if finders.find(name) is None
    ]
