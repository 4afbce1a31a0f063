"""The whole process tree, as a person starts and stops it."""

import http.client
import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tools import migrated

from pacesetter.cli import run
from pacesetter.cli.failure import Failure
from pacesetter.cli.tests.processes import alive, descendants, eventually

pytestmark = pytest.mark.slow

# A migration that may be applied twice, since it does nothing on SQLite.
LACKING = ("events", "0003_notify")


class Product:
    def __init__(self, data: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.database = data / "pacesetter.sqlite3"
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("PACESETTER_")}
        self.environment = {
            **inherited,
            "DJANGO_SETTINGS_MODULE": "pacesetter.config.settings",
            "PACESETTER_DATA": str(data),
            "PACESETTER_LISTEN": f"127.0.0.1:{self.port}",
        }

    def start(self) -> "subprocess.Popen[str]":
        self.process = subprocess.Popen(
            [sys.executable, "-m", "pacesetter", "run"], env=self.environment, stdout=subprocess.PIPE, text=True
        )
        return self.process

    def lacks_a_migration(self) -> bool:
        with closing(sqlite3.connect(self.database)) as connection:
            applied = connection.execute("SELECT 1 FROM django_migrations WHERE app = ? AND name = ?", LACKING)
            return applied.fetchone() is None

    def status(self, path: str) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        finally:
            connection.close()


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One data folder for all tests here: each leaves it as a stop or a crash leaves it, and the next starts on it.

    What lacks in its database is one migration. Whether all of them go through is seen where the copy is made.
    """
    folder = tmp_path_factory.mktemp("data")
    migrated.copied_on_sqlite(folder / "pacesetter.sqlite3")
    with closing(sqlite3.connect(folder / "pacesetter.sqlite3")) as connection:
        assert connection.execute("DELETE FROM django_migrations WHERE app = ? AND name = ?", LACKING).rowcount
        connection.commit()
    return folder


@pytest.fixture
def product(data: Path) -> Iterator[Product]:
    made = Product(data)
    made.start()
    try:
        yield made
    finally:
        made.process.kill()
        made.process.wait()


def wait_for_address(product: Product) -> None:
    assert product.process.stdout is not None
    for line in product.process.stdout:
        if f"http://localhost:{product.port}" in line:
            return
    pytest.fail("the product ended without telling its address")


def test_one_command_serves_and_works_until_interrupted(product: Product) -> None:
    wait_for_address(product)
    assert not product.lacks_a_migration()
    assert product.status("/accounts/login/") == 200
    family = descendants(product.process.pid)
    assert len(family) >= 4  # serve with its two processes, and the worker
    a_second_start_is_refused(product)
    assert product.status("/accounts/login/") == 200
    product.process.send_signal(signal.SIGINT)
    assert product.process.wait(timeout=60) == 0
    assert not [pid for pid in family if alive(pid)]


def a_second_start_is_refused(product: Product) -> None:
    second = subprocess.run(
        [sys.executable, "-m", "pacesetter", "run"],
        env=product.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert second.returncode == 1
    assert f"Port {product.port} on 127.0.0.1 is taken" in second.stderr
    assert "Traceback" not in second.stderr


def test_nothing_is_left_behind_when_the_supervisor_was_killed(product: Product) -> None:
    wait_for_address(product)
    family = descendants(product.process.pid)
    product.process.kill()
    product.process.wait()
    eventually(lambda: not [pid for pid in family if alive(pid)])


def test_a_demo_that_is_refused_does_not_keep_the_product_from_starting(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse() -> None:
        raise Failure("Others can reach this installation.", "load it elsewhere")

    monkeypatch.setattr(run, "load_unless_there", refuse)
    run._load_demo()
    assert "The demo is not loaded. Others can reach this installation." in capsys.readouterr().err
