"""`pacesetter inbound`: the server that takes mail."""

import asyncio
import signal
from argparse import Namespace

from pacesetter.cli.command import Command
from pacesetter.cli.database_version import refuse_other_version
from pacesetter.cli.failure import Failure
from pacesetter.cli.parent import end_with_parent
from pacesetter.cli.serve import add_parent_argument


def _run(options: Namespace) -> int:
    from django.conf import settings

    if settings.INBOUND_LISTEN is None or not settings.INBOUND_DOMAIN:
        raise Failure(
            "Nothing says where mail is taken, and for which domain.",
            "set PACESETTER_INBOUND_LISTEN and PACESETTER_INBOUND_DOMAIN; docs/self-hosting.md tells how",
        )
    if options.parent:
        end_with_parent(options.parent)
    else:
        refuse_other_version()
    asyncio.run(_serve_until_stopped(settings.INBOUND_LISTEN.host, settings.INBOUND_LISTEN.port))
    return 0


async def _serve_until_stopped(host: str, port: int) -> None:
    from django.conf import settings

    from pacesetter.mail.inbound.server import serve

    serving = asyncio.ensure_future(serve(host, port, protocol=settings.INBOUND_PROTOCOL))
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, serving.cancel)
    try:
        await serving
    except asyncio.CancelledError:
        return
    except OSError as error:
        raise Failure(
            f"Mail can't be taken at {host} port {port}: {error.strerror or error}.",
            "stop what else listens there, or choose another port in PACESETTER_INBOUND_LISTEN",
        ) from error


INBOUND = Command("inbound", "Take mail that comes in.", _run, add_parent_argument)
