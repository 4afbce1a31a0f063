from django.apps import AppConfig


class TelephonyConfig(AppConfig):
    name = "pacesetter.telephony"
    label = "telephony"
