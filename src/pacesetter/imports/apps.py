from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "pacesetter.imports"
    label = "imports"
