from django.apps import AppConfig


class AddinsConfig(AppConfig):
    name = "pacesetter.addins"
    label = "addins"
