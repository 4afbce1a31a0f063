from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "pacesetter.activities"
    label = "activities"
