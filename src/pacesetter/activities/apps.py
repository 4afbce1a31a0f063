from importlib import import_module

from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "pacesetter.activities"
    label = "activities"

    def ready(self) -> None:
        import_module("pacesetter.activities.checks")
