from importlib import import_module

from django.apps import AppConfig


class CrmConfig(AppConfig):
    name = "pacesetter.crm"
    label = "crm"

    def ready(self) -> None:
        import_module("pacesetter.crm.checks")
