"""Django's `flush`, allowed past the triggers: whoever empties the whole database means the events too.

Django's own transactional tests empty the database with it after every test.
"""

from typing import Any

from django.core.management.commands.flush import Command as Flush

from pacesetter.events.erasing import emptying_the_database


class Command(Flush):
    def handle(self, **options: Any) -> None:
        with emptying_the_database(options["database"]):
            super().handle(**options)
