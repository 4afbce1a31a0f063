"""`pacesetter outlook-addin manifest`: what administrators of Microsoft 365 upload."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from pacesetter.cli.command import Command
from pacesetter.cli.failure import Failure


def _run(options: Namespace) -> int:
    from pacesetter.capture.outlook.checking import faults_of
    from pacesetter.capture.outlook.manifest import manifest
    from pacesetter.core.refusal import Refusal

    try:
        text = manifest()
    except Refusal as refusal:
        raise Failure(refusal.message, "set PACESETTER_URL to the public address, with https") from refusal
    if faults := faults_of(text):
        raise Failure(f"The manifest would be refused: {' '.join(faults)}", "tell whoever makes Pacesetter")
    if options.output is None:
        sys.stdout.write(text)
        return 0
    try:
        options.output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Failure(f"{options.output} can't be written: {error.strerror}.", "name another file") from error
    print(f"Written to {options.output}.")
    return 0


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("what", choices=["manifest"], help="the manifest, made from PACESETTER_URL and checked")
    parser.add_argument("--output", type=Path, help="write it to this file instead of printing it")


OUTLOOK_ADDIN = Command("outlook-addin", "Make the manifest of the add-in in Outlook.", _run, _arguments)
