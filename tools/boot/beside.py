"""Programs that run beside each other, and are heard one after the other."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tools.boot.places import ROOT

_LOOKS_EVERY = 0.2  # seconds


class Running:
    """A program that has been started. What it says is kept until `listen` is called."""

    def __init__(self, process: "subprocess.Popen[bytes]", said: IO[bytes]) -> None:
        self.process = process
        self._said = said

    def listen(self) -> int:
        """Print what it has said, and go on with it until it ends. Answers the status with which it ended."""
        while True:
            has_ended = self.process.poll() is not None
            while heard := self._said.read(65536):
                sys.stdout.write(heard.decode(errors="replace"))
                sys.stdout.flush()
            if has_ended:
                return self.process.wait()
            time.sleep(_LOOKS_EVERY)


@contextmanager
def running(arguments: Sequence[str | Path], environment: Mapping[str, str]) -> Iterator[Running]:
    """Start it in the checkout, and end it with the block where it has not ended by itself."""
    with tempfile.NamedTemporaryFile(prefix="pacesetter-said-") as kept:
        process = subprocess.Popen(
            [str(argument) for argument in arguments],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=kept,
            stderr=subprocess.STDOUT,
        )
        try:
            with Path(kept.name).open("rb") as said:
                yield Running(process, said)
        finally:
            process.terminate()
            process.wait()
