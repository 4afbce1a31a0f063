"""What `pacesetter doctor` looks at. Each check answers a finding; the table at the end is the order of the report."""

import errno
import os
import sqlite3
import tempfile
import zoneinfo
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from pacesetter.cli.database_version import refuse_newer_version
from pacesetter.cli.failure import Failure

_JOBS_WAIT_AT_MOST = timedelta(minutes=5)


@dataclass(frozen=True)
class Finding:
    """`remedy` is empty where all is well. A finding that isn't `serious` is a note: the product works all the same."""

    seen: str
    remedy: str = ""
    serious: bool = True


def data_folder() -> Finding:
    from django.conf import settings

    folder: Path = settings.DATA
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"x")
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        return Finding(
            f"{folder} can't be written ({error.strerror}).",
            "make room on that disk"
            if full
            else "make it writable for this user, or set PACESETTER_DATA to a folder that is",
        )
    free = os.statvfs(folder)
    mebibytes = free.f_bavail * free.f_frsize // 2**20
    if mebibytes < 200:
        return Finding(f"Only {mebibytes} MiB are free in {folder}.", "make room on that disk")
    return Finding(f"{folder} is writable, {mebibytes} MiB are free")


def database() -> Finding:
    from django.db import Error, connection

    where = connection.settings_dict["NAME"]
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (Error, sqlite3.Error) as error:
        return Finding(
            f"{where} doesn't answer: {error}".strip(), "check PACESETTER_DATABASE_URL and the server it names"
        )
    if connection.vendor == "sqlite":
        return Finding(f"SQLite {sqlite3.sqlite_version} at {where} answers")
    return Finding(f"PostgreSQL {_postgresql_version()} answers as {where}")


def _postgresql_version() -> str:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return str(cursor.fetchone()[0])


def migrations() -> Finding:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        refuse_newer_version()
    except Failure as failure:
        return Finding(failure.wrong, failure.remedy)
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        return Finding(
            f"{len(missing)} migrations are missing, the first is {missing[0][0]}.", "run `pacesetter migrate`"
        )
    return Finding("the database is at this version")


def static_files() -> Finding:
    from django.conf import settings
    from django.contrib.staticfiles.finders import find

    if find("vendor") is None:
        return Finding(
            "The front-end files are not there, so pages are bare.",
            "in a checkout run `make run` once; elsewhere install the wheel of `make wheel`, which carries them",
        )
    if not settings.DEBUG and not (Path(settings.STATIC_ROOT) / "staticfiles.json").is_file():
        return Finding("The static files are not collected.", "run `pacesetter migrate`")
    return Finding("front-end files are there and collected")


def time_zones() -> Finding:
    try:
        count = len(zoneinfo.available_timezones())
        zoneinfo.ZoneInfo("Pacific/Auckland")
    except zoneinfo.ZoneInfoNotFoundError:
        count = 0
    if count < 400:
        return Finding("Time zone data is missing.", "install the package tzdata that the lock names")
    from importlib.metadata import version

    return Finding(f"{count} time zones, tzdata {version('tzdata')}")


def mail() -> Finding:
    import smtplib
    import socket

    from django.conf import settings
    from django.core.mail import get_connection

    if "filebased" in settings.EMAIL_BACKEND:
        return Finding(
            f"No mail server is set; messages are written to {settings.EMAIL_FILE_PATH}.",
            "set PACESETTER_MAIL_URL, such as smtp+starttls://user:password@mail.example.org:587",
            serious=False,
        )
    server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        connection = get_connection(timeout=10)
        connection.open()
        connection.close()
    except (OSError, smtplib.SMTPException, socket.gaierror) as error:
        return Finding(f"The mail server {server} refused: {error}", "check PACESETTER_MAIL_URL")
    return Finding(f"{server} accepts mail from us")


def jobs() -> Finding:
    from django.db import connection

    from pacesetter.jobs.health import queue_health
    from pacesetter.jobs.models import Job

    if Job._meta.db_table not in connection.introspection.table_names():
        return Finding("There is no table of jobs yet.", "run `pacesetter migrate`", serious=False)
    health = queue_health()
    if health.waiting_for > _JOBS_WAIT_AT_MOST:
        minutes = health.waiting_for // timedelta(minutes=1)
        return Finding(
            f"A job has been waiting for {minutes} minutes, so nobody seems to work.",
            "start `pacesetter worker` (`pacesetter run` includes one)",
        )
    if health.unknown_kinds:
        return Finding(
            f"Jobs are queued that this version can't do: {', '.join(health.unknown_kinds)}.",
            "start a worker of the version that queued them",
        )
    if health.dead:
        return Finding(
            f"{health.dead} jobs were given up after many tries.",
            "see what they failed with: `pacesetter dead-jobs`; mend it, then `pacesetter dead-jobs --retry-all`",
            serious=False,
        )
    return Finding(f"{health.queued} jobs are queued, {health.running} are running")


CHECKS: tuple[tuple[str, Callable[[], Finding]], ...] = (
    ("data folder", data_folder),
    ("database", database),
    ("migrations", migrations),
    ("static files", static_files),
    ("time zones", time_zones),
    ("mail", mail),
    ("jobs", jobs),
)
