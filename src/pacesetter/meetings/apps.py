from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "pacesetter.meetings"
    label = "meetings"
