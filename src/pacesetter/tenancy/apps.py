from django.apps import AppConfig


class TenancyConfig(AppConfig):
    name = "pacesetter.tenancy"
    label = "tenancy"
