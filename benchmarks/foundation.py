"""What the foundation promises, in one go: rebuild, board and import, on SQLite and on a PostgreSQL of its own.

    python -m benchmarks.foundation [--size 10000000] [--only postgresql]

Each runs in databases made for it and deleted afterwards (up to 14 GB for ten million activities). Most of the time
goes into filling them.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from tools.boot.postgresql import ensure_server_programs, running_server

# As docs/self-hosting.md advises for a server of its own: out of the box PostgreSQL takes 128 MB.
_SETTINGS = """
shared_buffers = 4GB
max_wal_size = 16GB
"""


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--size", type=int, default=10_000_000)
    options.add_argument("--only", choices=["sqlite", "postgresql"])
    given = options.parse_args()
    years = str(max(1, given.size // 1_000_000))
    for database in [given.only] if given.only else ["sqlite", "postgresql"]:
        with _fresh(database) as environment:
            _run(environment, "pacesetter", "migrate")
            _run(environment, "benchmarks.rebuild", "--size", str(given.size), "--years", years)
        with _fresh(database) as environment:
            _run(environment, "pacesetter", "migrate")
            _run(environment, "benchmarks.import_rows")
            _run(environment, "benchmarks.board", "--sizes", f"{given.size // 10},{given.size}")
            _run(environment, "benchmarks.rebuild", "--size", str(given.size), "--years", years, "--evenly")


@contextmanager
def _fresh(database: str) -> Iterator[dict[str, str]]:
    """The environment of programs with an empty database."""
    with tempfile.TemporaryDirectory(prefix="pacesetter-foundation-") as folder:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PACESETTER_")}
        environment = {**kept, "PACESETTER_DATA": folder}
        if database == "sqlite":
            yield environment
            return
        programs = ensure_server_programs()
        if programs is None:
            raise SystemExit("There is no PostgreSQL, and it could not be installed.")
        with running_server(programs, _SETTINGS) as address:
            yield {**environment, "PACESETTER_DATABASE_URL": address}


def _run(environment: dict[str, str], *module_and_arguments: str) -> None:
    print(f"\n$ python -m {' '.join(module_and_arguments)}    (load {os.getloadavg()[0]:.1f})", flush=True)
    subprocess.run([sys.executable, "-m", *module_and_arguments], env=environment, check=True)


if __name__ == "__main__":
    main()
