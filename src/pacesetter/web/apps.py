from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "pacesetter.web"
    label = "web"

    def ready(self) -> None:
        from pacesetter.web import (
            front_end_check,  # noqa: F401 - importing it registers the check
            logged_in,  # noqa: F401 - and its receivers
        )
        from pacesetter.web.context_values import hold_in_context
        from pacesetter.web.forms.read_at_once import read_choices_at_once

        hold_in_context()
        read_choices_at_once()
