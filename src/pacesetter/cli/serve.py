"""`pacesetter serve`: the web pages and the API, by granian."""

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from functools import partial
from typing import Any

from pacesetter.cli.command import Command
from pacesetter.cli.database_version import refuse_other_version
from pacesetter.cli.parent import end_with_parent
from pacesetter.cli.ports import refuse_taken_port

_KILL_AFTER_SECONDS = 10


def add_parent_argument(parser: ArgumentParser) -> None:
    parser.add_argument("--parent", type=int, metavar="PID", help="stop when this parent process is gone")


def _load(parent_pid: int, target: str) -> Callable[..., Any]:
    """Runs in each server process: the application."""
    end_with_parent(parent_pid)
    from django.utils.module_loading import import_string

    application: Callable[..., Any] = import_string(target)()
    return application


def _run(options: Namespace) -> int:
    from django.conf import settings
    from django.db import connection
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    if options.parent:
        end_with_parent(options.parent)
    else:
        # `pacesetter run` has just brought the database up to date.
        refuse_other_version()
        connection.close()  # this process itself needs none from here on
    refuse_taken_port(settings.LISTEN.host, settings.LISTEN.port)
    server = Server(
        settings.SERVER_APPLICATION,
        address=settings.LISTEN.host,
        port=settings.LISTEN.port,
        interface=Interfaces.RSGI,
        workers=settings.SERVER_PROCESSES,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=_KILL_AFTER_SECONDS,
        log_level=LogLevels.warning,
        log_dictconfig={**settings.LOGGING, "loggers": {"_granian": {}, "granian.access": {}}},
    )
    server.serve(target_loader=partial(_load, os.getpid()))
    return 0


SERVE = Command("serve", "Serve the web pages and the API.", _run, add_parent_argument, needs_django=False)
