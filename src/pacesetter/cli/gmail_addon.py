"""`pacesetter gmail-addon manifest`: what Google is told of the add-on in Gmail."""

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from pacesetter.cli.command import Command
from pacesetter.cli.failure import Failure


def _add_arguments(parser: ArgumentParser) -> None:
    what = parser.add_subparsers(dest="what", metavar="manifest", required=True)
    manifest = what.add_parser("manifest", help="write the deployment file for Google's HTTP runtime")
    manifest.add_argument("--output", type=Path, metavar="FILE", help="write it there instead of printing it")


def _run(options: Namespace) -> int:
    from django.conf import settings

    from pacesetter.capture.gmail.add_on import add_on_now, is_reachable
    from pacesetter.capture.gmail.deployment import deployment

    if not is_reachable():
        raise Failure(
            f"Google calls add-ons by HTTPS alone, and this installation is known as {settings.PUBLIC_URL}.",
            "set PACESETTER_URL to its public address, such as https://kpi.example.org",
        )
    text = json.dumps(deployment(), indent=2) + "\n"
    if options.output is None:
        sys.stdout.write(text)
    else:
        try:
            options.output.write_text(text, encoding="utf-8")
        except OSError as error:
            raise Failure(f"{options.output} can't be written: {error.strerror}.", "name another file") from error
    if not add_on_now().is_set_up:
        sys.stderr.write(
            "Calls are refused until PACESETTER_GMAIL_SERVICE_ACCOUNT and PACESETTER_GMAIL_CLIENT_ID are set to what "
            "`gcloud workspace-add-ons get-authorization` shows.\n"
        )
    return 0


GMAIL_ADDON = Command(
    "gmail-addon", "Write the deployment file of the add-on in Gmail (gmail-addon manifest).", _run, _add_arguments
)
