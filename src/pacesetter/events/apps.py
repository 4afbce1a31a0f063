from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "pacesetter.events"
    label = "events"
