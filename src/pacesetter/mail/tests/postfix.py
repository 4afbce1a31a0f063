"""Postfix of Debian's packages: takes mail by SMTP on a free port of this machine and hands it on by LMTP.

    with postfix({"acme.example": boxes.lmtp_port, "kpi.example": our_lmtp_port}) as server:
        smtplib.SMTP("127.0.0.1", server.port)

A test whose server is not on this machine is left out and says so, and fails under `.ci/run`; `make test` installs it
where it may.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools.missing import missing

from pacesetter.mail.tests.servers import ATTEMPTS, answers, open_folder, program_of
from pacesetter.mail.tests.test_deliver import free_port

_MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
myhostname = mx.mail.example
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
smtpd_relay_restrictions = reject_unauth_destination
relay_transport = error:no relay
default_transport = error:no mail leaves this machine
recipient_delimiter = +
virtual_mailbox_domains = {domains}
transport_maps = inline:{{ {transports} }}
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
alias_maps =
alias_database =
"""
_MASTER = """
127.0.0.1:{port} inet n - n - - smtpd
postlog unix-dgram n - n - 1 postlogd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
proxymap unix - - n - - proxymap
error unix - - n - - error
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
"""


@dataclass(frozen=True)
class Postfix:
    """A mail server that takes mail for some domains by SMTP and hands it on by LMTP."""

    folder: Path
    port: int


@contextmanager
def postfix(lmtp_ports: Mapping[str, int]) -> Iterator[Postfix]:
    """Postfix that hands mail for each domain to the LMTP server on its port."""
    program = program_of("postfix", "/usr/sbin/postfix")
    if os.geteuid() != 0:
        missing("Postfix starts as root alone")
    with open_folder() as folder:
        for attempt in range(ATTEMPTS):
            made = Postfix(folder, free_port())
            if _start_postfix(program, made, lmtp_ports):
                break
            assert attempt < ATTEMPTS - 1, (folder / "log").read_text(errors="replace")
        try:
            yield made
        finally:
            subprocess.run([program, "-c", folder, "abort"], capture_output=True, check=False)


def _start_postfix(program: str, made: Postfix, lmtp_ports: Mapping[str, int]) -> bool:
    folder = made.folder
    for name in ("queue", "data"):
        (folder / name).mkdir(exist_ok=True)
    shutil.chown(folder / "data", "postfix")
    transports = ", ".join(f"{{ {domain} = lmtp:inet:127.0.0.1:{port} }}" for domain, port in lmtp_ports.items())
    main = _MAIN.format(folder=folder, domains=" ".join(lmtp_ports), transports=transports)
    (folder / "main.cf").write_text(main, encoding="utf-8")
    (folder / "master.cf").write_text(_MASTER.format(port=made.port), encoding="utf-8")
    started = subprocess.run(
        [program, "-c", folder, "start"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        check=False,
    )
    if started.returncode:
        return False
    return answers(made.port, None)
