"""Run programs, and keep their chatter to ourselves unless they fail."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from tools.boot.places import ROOT
from tools.boot.trouble import Trouble


def say(text: str) -> None:
    print(f"==> {text}", flush=True)


def quietly(
    arguments: Sequence[str | Path], remedy: str, extra_environment: Mapping[str, str] | None = None, cwd: Path = ROOT
) -> None:
    """Run a program that must succeed. Raises `Trouble` with the end of its output where it doesn't."""
    try:
        done = subprocess.run(
            [str(argument) for argument in arguments],
            cwd=cwd,
            env={**os.environ, **(extra_environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
    except OSError as error:
        raise Trouble(f"{arguments[0]} can't be started: {error.strerror}.", remedy) from error
    if done.returncode:
        sys.stderr.write("\n".join(done.stdout.splitlines()[-30:]) + "\n")
        raise Trouble(f"`{shlex.join(map(str, arguments))}` failed (status {done.returncode}).", remedy)


def apt_install(*packages: str) -> bool:
    """Install Debian packages where that can be done without asking: as root, with apt-get. Says whether it did."""
    if not (hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")):
        return False
    say(f"Installing {', '.join(packages)} with apt-get")
    silent = {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        quietly(["apt-get", "-q", "update"], "check the machine's package sources", silent)
        quietly(["apt-get", "-q", "install", "-y", "--no-install-recommends", *packages], "see above", silent)
    except Trouble as trouble:
        print(f"    {trouble.wrong}", file=sys.stderr)
        return False
    return True
