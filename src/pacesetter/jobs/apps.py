from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    name = "pacesetter.jobs"
    label = "jobs"

    def ready(self) -> None:
        for own in ("checks", "pruning", "table_statistics", "tasks"):
            import_module(f"pacesetter.jobs.{own}")
        # Every room keeps its handlers in <room>/jobs.py.
        autodiscover_modules("jobs")
