from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "pacesetter.mail"
    label = "mail"
