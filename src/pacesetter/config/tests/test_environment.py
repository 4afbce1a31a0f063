from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from pacesetter.config import variables
from pacesetter.config.environment import Environment, Variable
from pacesetter.config.parsers import Listen, MailServer

SECRET = "correct-horse-battery-staple-0123456789-abcdefghijklmnop"

ADD_ON = "service-12@gcp-sa-gsuiteaddons.iam.gserviceaccount.com"


# Values for what other variables need.
OF_OTHERS = {
    "PACESETTER_INBOUND_DOMAIN": "kpi.example.org",
    "PACESETTER_GMAIL_SERVICE_ACCOUNT": ADD_ON,
    "PACESETTER_GMAIL_CLIENT_ID": "12-ab.apps.googleusercontent.com",
}


def read(**given: str) -> Environment:
    return Environment(variables.ALL, {f"PACESETTER_{name}": value for name, value in given.items()})


def refusal(**given: str) -> str:
    with pytest.raises(ImproperlyConfigured) as raised:
        read(**given)
    return str(raised.value)


def test_an_empty_environment_gives_the_defaults() -> None:
    environment = read()
    for variable in variables.ALL:
        assert environment[variable] == variable.default


def test_an_empty_value_counts_as_unset() -> None:
    assert read(PROCESSES="  ")[variables.PROCESSES] == variables.PROCESSES.default


@pytest.mark.parametrize(
    ("name", "raw", "value"),
    [
        ("DATA", "/var/lib/pacesetter", Path("/var/lib/pacesetter")),
        ("URL", "https://kpi.example.org/", "https://kpi.example.org"),
        ("URL", "http://[::1]:8000", "http://[::1]:8000"),
        ("HOSTS", "a.example, .b.example", ("a.example", ".b.example")),
        ("OUTLOOK_HOSTS", "mail.acme.example", ("mail.acme.example",)),
        ("LOG_LEVEL", "Warning", "warning"),
        ("DEBUG", "yes", True),
        ("LISTEN", "0.0.0.0:80", Listen("0.0.0.0", 80)),  # noqa: S104
        ("LISTEN", "[::1]:8000", Listen("::1", 8000)),
        ("LISTEN", "kpi.intranet:8000", Listen("kpi.intranet", 8000)),
        ("PROCESSES", "8", 8),
        ("MAIL_URL", "smtps://mail.example.org", MailServer("mail.example.org", 465, "", "", "tls")),
        (
            "MAIL_URL",
            "smtp+starttls://me%40example.org:p%3Aw@mail.example.org:2525",
            MailServer("mail.example.org", 2525, "me@example.org", "p:w", "starttls"),
        ),
        ("MAIL_FROM", "Pacesetter <kpi@example.org>", "Pacesetter <kpi@example.org>"),
        ("INBOUND_LISTEN", "127.0.0.1:10024", Listen("127.0.0.1", 10024)),
        ("INBOUND_PROTOCOL", "SMTP", "smtp"),
        ("INBOUND_SERVICE", "Amazon-SES", "amazon-ses"),
        ("INBOUND_IMAP", "imaps://a:b@mail.example.org", MailServer("mail.example.org", 993, "a", "b", "tls")),
        ("INBOUND_IMAP", "imap://a:b@localhost:1143", MailServer("localhost", 1143, "a", "b", "none")),
        ("INBOUND_DOMAIN", "KPI.example.org.", "kpi.example.org"),
        ("GMAIL_SERVICE_ACCOUNT", ADD_ON, ADD_ON),
        ("GMAIL_CLIENT_ID", "12-ab.apps.googleusercontent.com", "12-ab.apps.googleusercontent.com"),
        ("SECRET_KEY", SECRET, SECRET),
        ("TEST_DATABASE", "test_mine", "test_mine"),
    ],
)
def test_a_right_value_is_read(name: str, raw: str, value: object) -> None:
    needed = {one.removeprefix("PACESETTER_"): OF_OTHERS.get(one, "given") for one in getattr(variables, name).needs}
    assert read(**needed, **{name: raw})[getattr(variables, name)] == value


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("DATA", "/dev/null"),
        ("URL", "kpi.example.org"),
        ("URL", "https://kpi.example.org/below"),
        ("URL", "https://kpi.example.org:99999"),
        ("URL", "https://*"),
        ("URL", "https://kpi example.org"),
        ("URL", "https://[::1"),
        ("URL", "https://me:pw@kpi.example.org"),
        ("HOSTS", "http://a.example"),
        ("OUTLOOK_HOSTS", "https://mail.acme.example"),
        ("LOG_LEVEL", "loud"),
        ("DEBUG", "maybe"),
        ("DATABASE_URL", "mysql://localhost/x"),
        ("DATABASE_URL", "postgresql://localhost"),
        ("DATABASE_URL", "postgresql://localhost:port/x"),
        ("DATABASE_URL", "sqlite://relative.sqlite3"),
        ("DATABASE_POOL", "-1"),
        ("LISTEN", "8000"),
        ("LISTEN", "127.0.0.1:0"),
        ("LISTEN", "http://127.0.0.1:8000"),
        ("LISTEN", "[127.0.0.1:8000"),
        ("INBOUND_LISTEN", "10024"),
        ("PROCESSES", "0"),
        ("PROCESSES", "²"),
        ("THREADS", "4.5"),
        ("PROXIES", "one"),
        ("MAIL_URL", "mail.example.org"),
        ("MAIL_URL", "smtp://mail.example.org/inbox"),
        ("INBOUND_IMAP", "smtp://mail.example.org"),
        ("INBOUND_SERVICE", "sendmail"),
        ("MAIL_URL", "smtp://[mail.example.org"),
        ("MAIL_FROM", "nobody"),
        ("MAIL_FROM", "Pacesetter <kpi@example.org"),
        ("MAIL_FROM", "kpi@example.org>"),
        ("MAIL_FROM", "a@b.example\nBcc: c@d.example"),
        ("GMAIL_SERVICE_ACCOUNT", "me@example.org"),
        ("GMAIL_SERVICE_ACCOUNT", f"{ADD_ON}.evil.example"),
        ("GMAIL_CLIENT_ID", "12-ab"),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "a" * 80),
    ],
)
def test_a_wrong_value_is_refused_with_what_would_be_right(name: str, raw: str) -> None:
    message = refusal(**{name: raw})
    assert f"PACESETTER_{name}: " in message
    assert "Right would be: " in message


@pytest.mark.parametrize(
    ("name", "raw", "needed"),
    [
        ("INBOUND_LISTEN", "127.0.0.1:10024", "INBOUND_DOMAIN"),
        ("INBOUND_IMAP", "imaps://a:b@mail.example.org", "INBOUND_DOMAIN"),
        ("INBOUND_SERVICE", "mailgun", "INBOUND_SECRET"),
        ("GMAIL_CLIENT_ID", OF_OTHERS["PACESETTER_GMAIL_CLIENT_ID"], "GMAIL_SERVICE_ACCOUNT"),
        ("GMAIL_SERVICE_ACCOUNT", ADD_ON, "GMAIL_CLIENT_ID"),
    ],
)
def test_what_does_nothing_by_itself_is_refused_alone(name: str, raw: str, needed: str) -> None:
    message = refusal(**{name: raw})
    assert f"PACESETTER_{needed}: this must not be empty while PACESETTER_{name} is set." in message


@pytest.mark.parametrize("sign", ["/", "?", "#"])
@pytest.mark.parametrize("name", ["DATABASE_URL", "MAIL_URL"])
def test_a_sign_that_cuts_a_password_short_is_told_without_the_password(name: str, sign: str) -> None:
    scheme = "postgresql" if name == "DATABASE_URL" else "smtps"
    for password in (f"hunter2{sign}x", f"22{sign}hunter2"):
        message = refusal(**{name: f"{scheme}://me:{password}@host.example.org/kpi"})
        assert "%2F %3F %23" in message
        assert "hunter2" not in message


def test_all_faults_are_told_at_once() -> None:
    message = refusal(PROCESSES="none", LISTEN="here", DEBUG="perhaps")
    assert [name for name in ("PROCESSES", "LISTEN", "DEBUG") if f"PACESETTER_{name}: " in message] == [
        "PROCESSES",
        "LISTEN",
        "DEBUG",
    ]


def test_a_misspelt_variable_is_refused_with_the_name_that_was_meant() -> None:
    assert "Perhaps you meant PACESETTER_DATABASE_URL" in refusal(DATABASE_ULR="postgresql://localhost/x")


def test_a_password_is_never_repeated_in_a_refusal() -> None:
    assert "hunter2" not in refusal(
        DATABASE_URL="mysql://me:hunter2@localhost/x", MAIL_URL="imap://me:hunter2@localhost", SECRET_KEY="hunter2"
    )


def test_every_variable_that_is_declared_is_in_the_table() -> None:
    declared = {name for name, value in vars(variables).items() if isinstance(value, Variable)}
    assert {f"PACESETTER_{name}" for name in declared} == {variable.name for variable in variables.ALL}
