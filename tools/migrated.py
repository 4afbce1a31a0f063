"""A database with every migration in it, made once and copied for each test process.

Migrating an empty database takes twenty seconds of a processor, nearly all of it Django's own book-keeping. A copy is
the same database: it is made by the same migrations, and again as soon as one of them, something they read or an
installed package changes.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

from tools.boot.places import REQUIREMENTS, ROOT

_SOURCE = ROOT / "src" / "pacesetter"
_KEPT = ROOT / "build" / "migrated"


def copied_on_sqlite(target: Path) -> None:
    """Put a migrated database at `target`, which must not exist."""
    target.write_bytes(kept_on_sqlite().read_bytes())


def kept_on_sqlite() -> Path:
    """The migrated database that is kept to be copied; it is made where there is none yet."""
    kept = _KEPT / f"{_digest()}.sqlite3"
    with _alone("lock"):
        if not kept.exists():
            _forget_old_ones()
            unfinished = kept.with_suffix(".unfinished")
            unfinished.unlink(missing_ok=True)
            _migrate(f"sqlite:////{str(unfinished).lstrip('/')}")
            unfinished.rename(kept)
    return kept


def template_on_postgresql(settings: dict[str, Any]) -> str:
    """The name of a migrated database on the server of `settings` (Django's), for `CREATE DATABASE … TEMPLATE`."""
    name = f"migrated_{_digest()}"
    address = _address(settings)
    with _alone("lock-postgresql"), psycopg.connect(address(settings["NAME"]), autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if known is None:
            connection.execute(f'DROP DATABASE IF EXISTS "unfinished_{name}"')
            connection.execute(f'CREATE DATABASE "unfinished_{name}"')
            _migrate(address(f"unfinished_{name}"))
            connection.execute(f'ALTER DATABASE "unfinished_{name}" RENAME TO "{name}"')
    return name


def _digest() -> str:
    digest = hashlib.sha256(f"{sys.version}\0".encode())
    read = [*_SOURCE.glob("**/migrations/*.py"), *REQUIREMENTS.glob("*.lock"), *_read_by_migrations()]
    for file in sorted(set(read)):
        digest.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


def _read_by_migrations() -> Iterator[Path]:
    """Modules of the product that a migration imports: what they say today is part of what the migration does."""
    for migration in _SOURCE.glob("**/migrations/*.py"):
        for line in migration.read_text(encoding="utf-8").splitlines():
            words = line.split()
            if len(words) > 1 and words[0] in ("from", "import") and words[1].startswith("pacesetter."):
                module = ROOT / "src" / Path(*words[1].split("."))
                yield from (one for one in (module.with_suffix(".py"), module / "__init__.py") if one.is_file())


def _forget_old_ones() -> None:
    """Branches with migrations of their own take turns, so that another one is kept for a week."""
    for one in _KEPT.glob("*.sqlite3"):
        if one.stat().st_mtime < time.time() - 7 * 24 * 3600:
            one.unlink()


@contextmanager
def _alone(name: str) -> Iterator[None]:
    """One test process makes it while the others wait that need the same."""
    _KEPT.mkdir(parents=True, exist_ok=True)
    with (_KEPT / name).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _migrate(address: str) -> None:
    # In a process of its own: this one is about to be given the copy, and may not have touched a database before.
    done = subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--verbosity", "0"],
        cwd=ROOT,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
            "DJANGO_SETTINGS_MODULE": "pacesetter.config.settings_for_tests",
            "PACESETTER_DATABASE_URL": address,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"The test database could not be migrated:\n{done.stdout}{done.stderr}")


def _address(settings: dict[str, Any]) -> Callable[[str], str]:
    who = f"{quote(settings['USER'], safe='')}:{quote(settings['PASSWORD'], safe='')}"
    where = f"{who}@{settings['HOST']}:{settings['PORT']}"
    return lambda name: f"postgresql://{where}/{name}"


def main() -> None:
    """Have the database ready that the environment names: `python -m tools.migrated`."""
    from pacesetter.config.databases import database

    address = os.environ.get("PACESETTER_DATABASE_URL", "")
    if address.startswith("postgres"):
        template_on_postgresql(database(address))
    else:
        kept_on_sqlite()


if __name__ == "__main__":
    main()
