"""What holds for every test, wherever it lies."""

import os
from collections.abc import Generator
from pathlib import Path

import hypothesis
import pytest
from tools import migrated

# How long an example takes says more about the machine than about the product; a test that hangs has its timeout.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Drive the browser once: on SQLite, and on PostgreSQL only where what the database does is seen in it. Every page
    has tests of its own on both. What fails is tried once more, and listed as rerun where it passes then."""
    for one in items:
        if one.get_closest_marker("browser"):
            one.add_marker(pytest.mark.flaky(reruns=1))
    if not os.environ.get("PACESETTER_DATABASE_URL", "").startswith("postgres"):
        return
    left_out = [one for one in items if one.get_closest_marker("browser") and not one.get_closest_marker("on_both")]
    config.hook.pytest_deselected(items=left_out)
    gone = set(left_out)
    items[:] = [one for one in items if one not in gone]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Give each test process a copy of one migrated database. Django still looks whether a migration is missing."""
    from django.db import connection

    test = connection.settings_dict["TEST"]
    if connection.vendor == "sqlite":
        migrated.copied_on_sqlite(Path(test["NAME"]))
    else:
        test["TEMPLATE"] = migrated.template_on_postgresql(connection.settings_dict)


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """On SQLite the copy is there already and is to be taken as it is; it goes with the folder of the process."""
    return not os.environ.get("PACESETTER_DATABASE_URL", "").startswith("postgres")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Make captured output fit for the way between test processes, which refuses lone surrogates. A test about text
    that no database can keep logs some."""
    report = yield
    report.sections = [(title, text.encode("utf-8", "backslashreplace").decode()) for title, text in report.sections]
    return report
