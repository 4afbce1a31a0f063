"""`pacesetter run`: everything in one go. Brings the database up to date, then serves and works until stopped."""

import http.client
import sys
from argparse import ArgumentParser, Namespace

from pacesetter.cli.command import Command
from pacesetter.cli.demo import load_unless_there
from pacesetter.cli.failure import Failure
from pacesetter.cli.migrate import bring_up_to_date
from pacesetter.cli.ports import refuse_taken_port
from pacesetter.cli.setup_link import words_with_link
from pacesetter.cli.supervisor import Supervisor


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--demo", action="store_true", help="load the demo organisation first, if it isn't there yet")


class Announcement:
    """Prints the address once, as soon as the server answers."""

    def __init__(self, host: str, port: int, text: str) -> None:
        self.host = "127.0.0.1" if host in ("0.0.0.0", "") else "::1" if host == "::" else host  # noqa: S104
        self.port = port
        self.text = text
        self.done = False

    def __call__(self) -> None:
        if not self.done and self._answers():
            self.done = True
            print(self.text, flush=True)

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection(self.host, self.port, timeout=10)
        try:
            connection.request("GET", "/livez")
            connection.getresponse()
        except OSError:
            return False
        finally:
            connection.close()
        return True


def _run(options: Namespace) -> int:
    from django.conf import settings
    from django.db import connections

    refuse_taken_port(settings.LISTEN.host, settings.LISTEN.port)
    bring_up_to_date()
    if options.demo:
        _load_demo()
    set_up = words_with_link()
    connections.close_all()  # the supervisor itself needs none from here on
    text = f"\nPacesetter runs at {settings.PUBLIC_URL}\n{set_up}Ctrl-C stops it.\n"
    announcement = Announcement(settings.LISTEN.host, settings.LISTEN.port, text)
    pacesetter = [sys.executable, "-m", "pacesetter"]
    programs = ["serve", "worker", *(["inbound"] if settings.INBOUND_LISTEN and settings.INBOUND_DOMAIN else [])]
    return Supervisor({name: [*pacesetter, name] for name in programs}).run(announcement)


def _load_demo() -> None:
    try:
        load_unless_there()
    except Failure as failure:
        # Whoever opens the product to others shall not have the demo in it, but still the product.
        print(f"The demo is not loaded. {failure.wrong}\n  What to do: {failure.remedy}", file=sys.stderr)


RUN = Command("run", "Bring the database up to date, then serve and work until stopped.", _run, _add_arguments)
