"""The settings as a process of its own sees them, because they are read once for each process."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

_SHOW = """
import json
from pacesetter.config import settings
shown = {name: value for name, value in vars(settings).items() if name.isupper()}
print(json.dumps(shown, default=str))
"""


def start(data: Path, **given: str) -> "subprocess.CompletedProcess[str]":
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PACESETTER_")}
    ours = {f"PACESETTER_{name}": value for name, value in given.items()}
    return subprocess.run(
        [sys.executable, "-c", _SHOW],
        env={**inherited, "PACESETTER_DATA": str(data), **ours},
        capture_output=True,
        text=True,
        check=False,
    )


def settings(data: Path, **given: str) -> dict[str, Any]:
    done = start(data, **given)
    assert done.returncode == 0, done.stderr
    shown: dict[str, Any] = json.loads(done.stdout)
    return shown


def test_without_any_variable_everything_lies_in_the_data_folder(tmp_path: Path) -> None:
    shown = settings(tmp_path)
    assert shown["DATABASES"]["default"]["NAME"] == str(tmp_path / "pacesetter.sqlite3")
    assert shown["SECRET_KEY"] == (tmp_path / "secret_key").read_text(encoding="ascii")
    assert shown["EMAIL_FILE_PATH"] == str(tmp_path / "mail")
    assert shown["PUBLIC_URL"] == "http://localhost:8000"
    assert shown["DEBUG"] is False


def test_an_https_address_turns_every_guard_on(tmp_path: Path) -> None:
    shown = settings(tmp_path, URL="https://kpi.example.org", HOSTS="kpi.intranet")
    assert shown["SECURE_SSL_REDIRECT"]
    assert shown["SECURE_HSTS_SECONDS"] >= 365 * 24 * 3600
    assert shown["SESSION_COOKIE_SECURE"]
    assert shown["CSRF_COOKIE_SECURE"]
    assert shown["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert {"kpi.example.org", "kpi.intranet"} < set(shown["ALLOWED_HOSTS"])
    assert "*" not in shown["ALLOWED_HOSTS"]


def test_every_other_variable_reaches_its_setting(tmp_path: Path) -> None:
    key = "correct-horse-battery-staple-0123456789-abcdefghijklmnop"
    shown = settings(
        tmp_path,
        LISTEN="127.0.0.1:9001",
        PROCESSES="3",
        THREADS="5",
        PROXIES="1",
        DATABASE_URL="postgresql://me@db.example.org/kpi",
        DATABASE_POOL="6",
        MAIL_URL="smtp+starttls://me:pw@mail.example.org",
        MAIL_FROM="KPI <kpi@example.org>",
        LOG_LEVEL="warning",
        DEBUG="1",
        SECRET_KEY=key,
    )
    assert shown["PUBLIC_URL"] == "http://localhost:9001"
    assert (shown["SERVER_PROCESSES"], shown["SERVER_THREADS"], shown["TRUSTED_PROXIES"]) == (3, 5, 1)
    assert shown["DATABASES"]["default"]["HOST"] == "db.example.org"
    assert shown["DATABASES"]["default"]["OPTIONS"]["pool"]["max_size"] == 6
    assert (shown["EMAIL_HOST"], shown["EMAIL_PORT"], shown["EMAIL_USE_TLS"]) == ("mail.example.org", 587, True)
    assert shown["DEFAULT_FROM_EMAIL"] == "KPI <kpi@example.org>"
    assert shown["LOGGING"]["root"]["level"] == "WARNING"
    assert shown["DEBUG"] is True
    assert shown["SECRET_KEY"] == key
    assert not (tmp_path / "secret_key").exists()


def test_what_takes_mail_and_shows_add_ins_reaches_its_setting(tmp_path: Path) -> None:
    shown = settings(
        tmp_path,
        INBOUND_LISTEN="127.0.0.1:2424",
        INBOUND_PROTOCOL="smtp",
        INBOUND_DOMAIN="kpi.example.org",
        INBOUND_IMAP="imaps://kpi:pw@imap.example.org",
        INBOUND_SERVICE="postmark",
        INBOUND_SECRET="post:mark",
        INBOUND_VOUCHED_BY="mx.example.org",
        OUTLOOK_HOSTS="mail.example.org, owa.example.org",
        PRIVATE_NETWORKS="10.1.0.0/16",
    )
    assert "2424" in shown["INBOUND_LISTEN"]
    assert (shown["INBOUND_PROTOCOL"], shown["INBOUND_DOMAIN"]) == ("smtp", "kpi.example.org")
    assert "imap.example.org" in str(shown["INBOUND_IMAP"])
    assert (shown["INBOUND_SERVICE"], shown["INBOUND_VOUCHED_BY"]) == ("postmark", "mx.example.org")
    assert shown["ANYMAIL"]["WEBHOOK_SECRET"] == "post:mark"
    assert shown["OUTLOOK_HOSTS"] == ["mail.example.org", "owa.example.org"]
    assert all("10.1.0.0/16" in shown[rules] for rules in ("PROVIDER_RULES", "MAILBOX_RULES", "INTEGRATION_RULES"))
    assert "10.1.0.0/16" not in shown["PUSH_RULES"]


def test_a_service_for_mail_without_its_secret_stops_the_start(tmp_path: Path) -> None:
    done = start(tmp_path, INBOUND_SERVICE="postmark", INBOUND_DOMAIN="kpi.example.org")
    assert done.returncode != 0
    assert "PACESETTER_INBOUND_SECRET: this must not be empty while PACESETTER_INBOUND_SERVICE is set." in done.stderr


def test_a_secret_that_could_never_be_matched_stops_the_start(tmp_path: Path) -> None:
    given = {"INBOUND_DOMAIN": "kpi.example.org", "INBOUND_SECRET": "without-a-user"}
    done = start(tmp_path, INBOUND_SERVICE="postmark", **given)
    assert done.returncode != 0
    assert "PACESETTER_INBOUND_SECRET: postmark proves itself by a user and a password." in done.stderr
    assert settings(tmp_path, INBOUND_SERVICE="mailgun", **given)["INBOUND_SERVICE"] == "mailgun"


@pytest.mark.parametrize(
    ("name", "raw"),
    [("PROCESSES", "many"), ("PROCESES", "2"), ("PRIVATE_NETWORKS", "ten.*"), ("INBOUND_DOMAIN", "not a domain")],
)
def test_a_wrong_environment_stops_the_start(name: str, raw: str, tmp_path: Path) -> None:
    done = start(tmp_path, **{name: raw})
    assert done.returncode != 0
    assert f"PACESETTER_{name}: " in done.stderr


def test_time_zones_come_from_the_package_alone(tmp_path: Path) -> None:
    code = "import zoneinfo, pacesetter.config.settings; print(zoneinfo.TZPATH, zoneinfo.ZoneInfo('Asia/Kolkata'))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PACESETTER_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "() Asia/Kolkata\n"
