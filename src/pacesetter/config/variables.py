"""Every environment variable of Pacesetter. docs/configuration.md is written from this table."""

from pathlib import Path
from typing import Any

from pacesetter.config import parsers
from pacesetter.config.databases import database
from pacesetter.config.environment import Variable
from pacesetter.config.parsers import Listen, MailServer
from pacesetter.core.http import Network
from pacesetter.core.push import VapidKey
from pacesetter.core.sealing import KeyRing

BASICS, DATABASE, SERVER, MAIL, SECURITY, TESTS = "Basics", "Database", "Web server", "Mail", "Security", "Tests"

DATA: Variable[Path] = Variable(
    "PACESETTER_DATA",
    BASICS,
    "The folder that holds everything written at run time: the SQLite database, the secret key, collected static "
    "files, mail where no mail server is set.",
    parsers.folder,
    default=Path("data").absolute(),
    default_shown="`data` in the folder the command is started in",
)
URL: Variable[str] = Variable(
    "PACESETTER_URL",
    BASICS,
    "The address people type. With `https` the product sends HSTS, sets secure cookies and redirects plain HTTP.",
    parsers.address,
    default="",
    default_shown="`http://localhost` with the port of `PACESETTER_LISTEN`",
)
HOSTS: Variable[tuple[str, ...]] = Variable(
    "PACESETTER_HOSTS",
    BASICS,
    "Further host names the product answers to, separated by commas.",
    parsers.host_names,
    default=(),
    default_shown="none beside the one in `PACESETTER_URL` and this machine's own loopback names",
)
LOG_LEVEL: Variable[str] = Variable(
    "PACESETTER_LOG_LEVEL",
    BASICS,
    "How much is written to the log (standard error): `debug`, `info`, `warning` or `error`.",
    parsers.one_of("debug", "info", "warning", "error"),
    default="info",
    default_shown="`info`",
)
DEBUG: Variable[bool] = Variable(
    "PACESETTER_DEBUG",
    BASICS,
    "For developers: error pages with details, templates and static files read anew on every request. Never in "
    "production.",
    parsers.boolean,
    default=False,
    default_shown="`0`",
)
DATABASE_URL: Variable[dict[str, Any] | None] = Variable(
    "PACESETTER_DATABASE_URL",
    DATABASE,
    "`postgresql://user:password@host:5432/name`, or `sqlite:////absolute/path`. Write `@`, `:`, `/`, `?`, `#` and `%` "
    "in user or password as `%40`, `%3A`, `%2F`, `%3F`, `%23`, `%25`.",
    database,
    default=None,
    default_shown="a SQLite database in the data folder",
)
DATABASE_POOL: Variable[int] = Variable(
    "PACESETTER_DATABASE_POOL",
    DATABASE,
    "Connections to PostgreSQL per process, shared through a pool; 0 keeps one connection per thread instead.",
    parsers.integer(0, 500),
    default=0,
    default_shown="`0`",
)
LISTEN: Variable[Listen] = Variable(
    "PACESETTER_LISTEN",
    SERVER,
    "Address and port the web server listens on.",
    parsers.listen("127.0.0.1:8000"),
    default=Listen("127.0.0.1", 8000),
    default_shown="`127.0.0.1:8000`",
)
PROCESSES: Variable[int] = Variable(
    "PACESETTER_PROCESSES",
    SERVER,
    "Web server processes.",
    parsers.integer(1, 128),
    default=2,
    default_shown="`2`",
)
THREADS: Variable[int] = Variable(
    "PACESETTER_THREADS",
    SERVER,
    "Requests that one web server process works on at a time.",
    parsers.integer(1, 128),
    default=4,
    default_shown="`4`",
)
PROXIES: Variable[int] = Variable(
    "PACESETTER_PROXIES",
    SERVER,
    "How many reverse proxies of yours stand in front, each adding to `X-Forwarded-For`. The visitor's address is "
    "read from there only when this is set, because anybody can send that header.",
    parsers.integer(0, 10),
    default=0,
    default_shown="`0`",
)
MAIL_URL: Variable[MailServer | None] = Variable(
    "PACESETTER_MAIL_URL",
    MAIL,
    "The mail server for outgoing mail: `smtp+starttls://user:password@host:587`, `smtps://…` or `smtp://…` "
    "(unencrypted). Write `@`, `:`, `/`, `?`, `#` and `%` in user or password as `%40`, `%3A`, `%2F`, `%3F`, `%23`, "
    "`%25`.",
    parsers.mail_server,
    default=None,
    default_shown="none: messages are written as files into `mail/` in the data folder",
)
MAIL_FROM: Variable[str] = Variable(
    "PACESETTER_MAIL_FROM",
    MAIL,
    "The sender of the product's own mail.",
    parsers.mailbox,
    default="Pacesetter <pacesetter@localhost>",
    default_shown="`Pacesetter <pacesetter@localhost>`",
)
INBOUND_LISTEN: Variable[Listen | None] = Variable(
    "PACESETTER_INBOUND_LISTEN",
    MAIL,
    "Address and port at which mail that comes in is taken. A mail server in front delivers to it; it should not be "
    "reachable from outside.",
    parsers.listen("127.0.0.1:10024"),
    default=None,
    default_shown="none: no mail is taken",
    needs=("PACESETTER_INBOUND_DOMAIN",),
)
INBOUND_PROTOCOL: Variable[str] = Variable(
    "PACESETTER_INBOUND_PROTOCOL",
    MAIL,
    "How it is delivered there: `lmtp` or `smtp`.",
    parsers.one_of("lmtp", "smtp"),
    default="lmtp",
    default_shown="`lmtp`",
)
INBOUND_DOMAIN: Variable[str] = Variable(
    "PACESETTER_INBOUND_DOMAIN",
    MAIL,
    "The domain of the addresses at which mail is taken, such as `kpi.example.org`. Its mail server delivers "
    "everything for it to `PACESETTER_INBOUND_LISTEN`.",
    parsers.domain,
    default="",
    default_shown="none: no mail is taken",
)
INBOUND_IMAP: Variable[MailServer | None] = Variable(
    "PACESETTER_INBOUND_IMAP",
    MAIL,
    "A mailbox from which mail for `PACESETTER_INBOUND_DOMAIN` is picked up every minute, where no mail server "
    "delivers it: `imaps://user:password@host`, `imap+starttls://…` or `imap://…` (unencrypted). What is taken is "
    "deleted there.",
    parsers.imap_server,
    default=None,
    default_shown="none",
    needs=("PACESETTER_INBOUND_DOMAIN",),
)
INBOUND_SERVICE: Variable[str] = Variable(
    "PACESETTER_INBOUND_SERVICE",
    MAIL,
    "A mail service that takes mail for `PACESETTER_INBOUND_DOMAIN` and reports it to "
    "`/api/v1/inbound/mail/<service>/`: `mailgun`, `postmark`, `sendgrid` or `amazon-ses`. It then also vouches for "
    "senders, where it tells enough of them. Requests of up to 40 MB are accepted while one is set.",
    parsers.one_of("mailgun", "postmark", "sendgrid", "amazon-ses"),
    default="",
    default_shown="none",
    needs=("PACESETTER_INBOUND_DOMAIN", "PACESETTER_INBOUND_SECRET"),
)
INBOUND_SECRET: Variable[str] = Variable(
    "PACESETTER_INBOUND_SECRET",
    MAIL,
    "What proves that a report is the service's: for Mailgun the HTTP webhook signing key, for the others "
    "`user:password`, which also stand in the address that the service is given (`https://user:password@…`).",
    parsers.text,
    default="",
    default_shown="none: nothing is taken from a service",
)
INBOUND_VOUCHED_BY: Variable[str] = Variable(
    "PACESETTER_INBOUND_VOUCHED_BY",
    MAIL,
    "The name that your own mail server puts first in the `Authentication-Results` it adds (its authserv-id), such as "
    "`mx.example.org`. It must take away any that arrive under its name. Copies of mail whose sender it confirms by "
    "DMARC may be logged by standing rules; those it does not confirm wait for their owner.",
    parsers.domain,
    default="",
    default_shown="none: nobody vouches, every copy waits for its owner",
)
OUTLOOK_HOSTS: Variable[tuple[str, ...]] = Variable(
    "PACESETTER_OUTLOOK_HOSTS",
    SECURITY,
    "Hosts of Exchange servers of your own whose Outlook on the web may show the panes of the add-in, separated by "
    "commas. Those of Microsoft 365 are known.",
    parsers.host_names,
    default=(),
    default_shown="none",
)
GMAIL_SERVICE_ACCOUNT: Variable[str] = Variable(
    "PACESETTER_GMAIL_SERVICE_ACCOUNT",
    MAIL,
    "The service account by which Google calls the add-on in Gmail, as `gcloud workspace-add-ons get-authorization` "
    "shows it. Calls of anybody else are refused.",
    parsers.add_on_account,
    default="",
    default_shown="none: the add-on is off",
    needs=("PACESETTER_GMAIL_CLIENT_ID",),
)
GMAIL_CLIENT_ID: Variable[str] = Variable(
    "PACESETTER_GMAIL_CLIENT_ID",
    MAIL,
    "The OAuth client id of the add-on in Gmail, as the same command shows it. Google names its users for this client "
    "alone.",
    parsers.google_client,
    default="",
    default_shown="none: the add-on is off",
    needs=("PACESETTER_GMAIL_SERVICE_ACCOUNT",),
)
SECRET_KEY: Variable[str] = Variable(
    "PACESETTER_SECRET_KEY",
    SECURITY,
    "The key that signs sessions and links. Several machines that serve one address must share it.",
    parsers.secret,
    default="",
    default_shown="made on the first start and kept in `secret_key` in the data folder",
)
SEALING_KEYS: Variable[KeyRing | None] = Variable(
    "PACESETTER_SEALING_KEYS",
    SECURITY,
    "The keys that seal the secrets of connections at rest: pairs `name:key`, separated by commas; the first one "
    "seals. Several machines that serve one address must share them.",
    parsers.sealing_keys,
    default=None,
    default_shown="made on the first start and kept in `sealing_keys` in the data folder",
)
PUSH_KEY: Variable[VapidKey | None] = Variable(
    "PACESETTER_PUSH_KEY",
    SECURITY,
    "The key by which browsers know who sends them notifications, as 32 bytes in URL-safe base 64. Several machines "
    "that serve one address must share it; with another one everybody has to turn notifications on again.",
    parsers.push_key,
    default=None,
    default_shown="made on the first start and kept in `push_key` in the data folder",
)
PRIVATE_NETWORKS: Variable[tuple[Network, ...]] = Variable(
    "PACESETTER_PRIVATE_NETWORKS",
    SECURITY,
    "Private networks, separated by commas, in which the product may fetch from addresses that administrators of "
    "organisations enter, such as that of an identity provider. Others inside are never reached.",
    parsers.network_ranges,
    default=(),
    default_shown="none",
)
TEST_DATABASE: Variable[str] = Variable(
    "PACESETTER_TEST_DATABASE",
    TESTS,
    "Name of the database that the tests make and drop, so that two test runs on one server don't meet.",
    parsers.text,
    default="",
    default_shown="`test_pacesetter`; with SQLite a temporary file is used",
)

ALL: tuple[Variable[Any], ...] = (
    DATA,
    URL,
    HOSTS,
    LOG_LEVEL,
    DEBUG,
    DATABASE_URL,
    DATABASE_POOL,
    LISTEN,
    PROCESSES,
    THREADS,
    PROXIES,
    MAIL_URL,
    MAIL_FROM,
    INBOUND_LISTEN,
    INBOUND_PROTOCOL,
    INBOUND_DOMAIN,
    INBOUND_IMAP,
    INBOUND_SERVICE,
    INBOUND_SECRET,
    INBOUND_VOUCHED_BY,
    GMAIL_SERVICE_ACCOUNT,
    GMAIL_CLIENT_ID,
    SECRET_KEY,
    SEALING_KEYS,
    PUSH_KEY,
    PRIVATE_NETWORKS,
    OUTLOOK_HOSTS,
    TEST_DATABASE,
)
