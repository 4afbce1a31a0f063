from django.apps import AppConfig


class KpisConfig(AppConfig):
    name = "pacesetter.kpis"
    label = "kpis"
