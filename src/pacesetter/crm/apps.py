from django.apps import AppConfig


class CrmConfig(AppConfig):
    name = "pacesetter.crm"
    label = "crm"
