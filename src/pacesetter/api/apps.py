from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "pacesetter.api"
    label = "api"
