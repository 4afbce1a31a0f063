"""Django's loader that keeps templates, which joins what never differs in each."""

from threading import Lock
from typing import Any

from django.template import Template
from django.template.loaders import cached

from pacesetter.web.kept_tags.runs import join_runs


class Loader(cached.Loader):
    """As Django's."""

    def __init__(self, engine: Any, loaders: list[Any]) -> None:
        super().__init__(engine, loaders)
        self._joined: set[int] = set()
        self._lock = Lock()

    def get_template(self, template_name: str, skip: Any = None) -> Template:
        template: Template = super().get_template(template_name, skip)
        # Kept for as long as the process lives, so that its identity stays its own.
        if id(template) not in self._joined:
            with self._lock:
                if id(template) not in self._joined:
                    join_runs(template.nodelist)
                    self._joined.add(id(template))
        return template

    def reset(self) -> None:
        super().reset()
        self._joined.clear()
