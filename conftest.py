"""What holds for every test, wherever it lies."""

import asyncio
import gc
import inspect
import os
from collections.abc import Generator
from importlib import import_module
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.test import SimpleTestCase
from tools import emptied, migrated
from tools.boot.parts import ALL_PARTS

# How long an example takes says more about the machine than about the product; a test that hangs has its timeout. What
# decides whether a change lands tries the same examples each time: a rare one found just then is none of the change's.
_SAME: dict[str, Any] = {"derandomize": True, "database": None} if os.environ.get(ALL_PARTS) else {}
_UNTIMED: dict[str, Any] = {"deadline": None, "suppress_health_check": [hypothesis.HealthCheck.too_slow]}
hypothesis.settings.register_profile("untimed", **_UNTIMED, **_SAME)
hypothesis.settings.load_profile("untimed")

# What is loaded from here on until the tests begin stays to the end: see `pytest_collection_finish`.
gc.disable()

# What pytest-django and our conftests hand a database out by.
_DATABASE = {"db", "transactional_db", "live_server", "django_db_setup"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What fails in the browser is tried once more, and listed as rerun where it passes then.

    On PostgreSQL only what it can change is run again: not what uses no database or one of its own, and in the browser
    only where what the database does is seen in it. Every page has tests of its own on both.
    """
    for one in items:
        if one.get_closest_marker("browser"):
            one.add_marker(pytest.mark.flaky(reruns=1))
    if not os.environ.get("PACESETTER_DATABASE_URL", "").startswith("postgres"):
        return
    left_out = [one for one in items if not _is_changed_by_the_database(one)]
    config.hook.pytest_deselected(items=left_out)
    gone = set(left_out)
    items[:] = [one for one in items if one not in gone]


def _is_changed_by_the_database(test: pytest.Item) -> bool:
    if test.get_closest_marker("on_both"):
        return True
    if test.get_closest_marker("browser"):
        return False
    if test.get_closest_marker("django_db") or issubclass(getattr(test, "cls", None) or object, SimpleTestCase):
        return True
    # Which fixtures somebody asks for who has `request` is not known before.
    function = getattr(test, "function", None)
    if function is not None and "request" in inspect.signature(function).parameters:
        return True
    return not _DATABASE.isdisjoint(getattr(test, "fixturenames", ()))


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[object], request: pytest.FixtureRequest) -> None:
    """Let no test come to a database in a way that leaves it out on PostgreSQL unseen."""
    test = request.node
    if (
        fixturedef.argname != "_django_db_helper"
        or not isinstance(test, pytest.Item)
        or test.get_closest_marker("browser")
    ):
        return
    if not _is_changed_by_the_database(test):
        pytest.fail("The test uses the database, and nothing of it says so: mark it with django_db.")


def pytest_collection_finish() -> None:
    """What was loaded so far is never looked through for rings of rubbish, and was not while it was loaded."""
    if os.environ.get("PYTEST_XDIST_WORKER"):
        import_module("pacesetter.config.urls")  # half of all that is loaded, by the first page otherwise
    gc.freeze()
    gc.set_threshold(10_000, *gc.get_threshold()[1:])  # as in a server: see `config/long_lived.py`
    gc.enable()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_node_collection_finished() -> None:
    """The process that hands the tests out collects none itself."""
    gc.enable()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Give each test process a copy of one migrated database. Django still looks whether a migration is missing."""
    from django.db import connection

    test = connection.settings_dict["TEST"]
    if connection.vendor == "sqlite":
        migrated.copied_on_sqlite(Path(test["NAME"]))
    else:
        test["TEMPLATE"] = migrated.template_on_postgresql(connection.settings_dict)
    emptied.take_the_place_of_flush()


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """On SQLite the copy is there already and is to be taken as it is; it goes with the folder of the process."""
    return not os.environ.get("PACESETTER_DATABASE_URL", "").startswith("postgres")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """The browser of an earlier test keeps an event loop in this thread. Beside it no coroutine can be waited for, and
    Django has connections of their own: it is out of sight from before a test's database is set up until after."""
    loop = asyncio.events._get_running_loop()
    if loop is None or "browsers" in getattr(item, "fixturenames", ()):
        return (yield)
    asyncio.events._set_running_loop(None)
    try:
        return (yield)
    finally:
        if not loop.is_closed():
            asyncio.events._set_running_loop(loop)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Make captured output fit for the way between test processes, which refuses lone surrogates. A test about text
    that no database can keep logs some."""
    report = yield
    report.sections = [(title, text.encode("utf-8", "backslashreplace").decode()) for title, text in report.sections]
    return report
