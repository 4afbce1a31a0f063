from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "pacesetter.demo"
    label = "demo"
