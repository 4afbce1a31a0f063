from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "pacesetter.web"
    label = "web"

    def ready(self) -> None:
        from pacesetter.web import (
            front_end_check,  # noqa: F401 - importing it registers the check
            logged_in,  # noqa: F401 - and its receivers
        )
