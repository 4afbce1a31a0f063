from importlib import import_module

from django.apps import AppConfig

from pacesetter.tenancy import planning


class TenancyConfig(AppConfig):
    name = "pacesetter.tenancy"
    label = "tenancy"

    def ready(self) -> None:
        import_module("pacesetter.tenancy.plug_in_checks")
        planning.tell_new_connections()
