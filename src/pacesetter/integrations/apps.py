from importlib import import_module

from django.apps import AppConfig


class IntegrationsConfig(AppConfig):
    name = "pacesetter.integrations"
    label = "integrations"

    def ready(self) -> None:
        import_module("pacesetter.integrations.checks")
