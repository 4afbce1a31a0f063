"""Real parts that tests judge by or talk to, from Debian's packages. A test whose part is missing says so, and
fails under `.ci/run` (`tools.missing`)."""

import ctypes.util
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools.boot.shell import apt_install

# What `.ci/run` sets: there a test that can't run is one that has failed.
ALL_PARTS = "TESTS_NEED_ALL_PARTS"


@dataclass(frozen=True)
class Part:
    """Something outside of Python: how to see whether it is there, and the packages that bring it."""

    name: str
    is_there: Callable[[], bool]
    packages: tuple[str, ...]


def _has_program(name: str) -> bool:
    return shutil.which(name) is not None or Path("/usr/sbin", name).exists()


PARTS = (
    Part("libical", lambda: ctypes.util.find_library("ical") is not None, ("libical3",)),
    # Neither is in PATH of everybody: they are programs of the system.
    Part("Dovecot", lambda: _has_program("dovecot"), ("dovecot-imapd", "dovecot-lmtpd")),
    Part("Postfix", lambda: _has_program("postfix"), ("postfix",)),
    Part("GNU gettext", lambda: shutil.which("xgettext") is not None, ("gettext",)),
)


def ensure_parts() -> list[str]:
    """Install what is missing where that can be done without asking. The names of what is missing still."""
    missing = [part for part in PARTS if not part.is_there()]
    if missing:
        apt_install(*(package for part in missing for package in part.packages))
    return [part.name for part in missing if not part.is_there()]
