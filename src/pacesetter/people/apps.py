from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "pacesetter.people"
    label = "people"
