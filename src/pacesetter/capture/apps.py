from django.apps import AppConfig


class CaptureConfig(AppConfig):
    name = "pacesetter.capture"
    label = "capture"
