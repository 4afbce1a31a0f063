"""The settings under pytest and mypy: the product's own, with a data folder that vanishes with the process.

Of the developer's environment only the choice of the database counts, so that a test run means the same everywhere.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_KEPT = {"PACESETTER_DATABASE_URL", "PACESETTER_TEST_DATABASE"}
for _name in [name for name in os.environ if name.startswith("PACESETTER_") and name not in _KEPT]:
    del os.environ[_name]

# A new folder for every process: a SQLite file that a killed run left behind, with its write-ahead log beside it, would
# corrupt the next run's database of the same name.
_folder = Path(tempfile.mkdtemp(prefix="pacesetter-tests-"))
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
(_folder / "static").mkdir()  # WhiteNoise warns about a missing one
os.environ["PACESETTER_DATA"] = str(_folder)

from pacesetter.config.settings import *  # noqa: E402, F403
from pacesetter.config.settings import (  # noqa: E402
    DATABASES,
    INSTALLED_APPS,
    INTEGRATION_PROVIDERS,
    STORAGES,
    environment,
)
from pacesetter.config.variables import TEST_DATABASE  # noqa: E402

# Its command lintmigrations is one of the checks; the product itself has no use for it.
MIGRATION_LINTER_OPTIONS = {
    "include_apps": [app.rpartition(".")[2] for app in INSTALLED_APPS if app.startswith("pacesetter.")],
    "ignore_initial_migrations": True,  # they only ever meet an empty database
    "no_cache": True,
    "ignore_name": [
        # Locked while an index is made: tables of a few rows for each organisation, made in no time.
        "0002_locked_figures",
        "0003_one_target_per_subject_and_day",
        "0005_one_pattern_per_subject_and_start",
        "0007_calendars",
        "0009_mail_subscriptions",
        "0012_confirmed_aliases",
        # Tables that grow with the work done: the first release makes them, so that nothing waits yet.
        "0002_customer_lists",
        "0003_call_cycles",
        "0010_to_dos_in_order",
        "0014_days_of_a_member",
        "0002_calls_of_several_legs",
        "0008_google_accounts",
        "0009_entra",
        "0005_look_alikes",
        "0006_look_alikes_without_rows",
        "0009_who_is_forgotten",
        # Columns that nothing reads any more, dropped before the first release.
        "0010_delegates_and_no_former_series",
        "0013_sealed_addresses_of_webhooks",
        "0014_no_addresses_in_clear",
    ],
}
INSTALLED_APPS = [*INSTALLED_APPS, "django_migration_linter"]
INTEGRATION_PROVIDERS = {**INTEGRATION_PROVIDERS, "null": "pacesetter.integrations.null.provider.NullProvider"}

if "sqlite" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["TEST"] = {"NAME": str(_folder / "test.sqlite3")}
    # What a killed process had committed is there without waiting for the disk; no test cuts the power.
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
else:
    DATABASES["default"]["TEST"] = {"NAME": environment[TEST_DATABASE] or "test_pacesetter"}
    # Test threads end without a request's end, so a connection kept for later would hold the database open.
    DATABASES["default"]["CONN_MAX_AGE"] = 0

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
