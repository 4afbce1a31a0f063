"""Dovecot of Debian's packages: mailboxes on free ports of this machine, in a temporary folder, gone afterwards.

    with dovecot({"rita@acme.example": "secret"}) as boxes:
        boxes.imap_port, boxes.lmtp_port
        boxes.wait_for("rita@acme.example", count=1)

A test whose server is not on this machine is skipped and says so; `make test` installs it where it may.
"""

import grp
import os
import pwd
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pacesetter.mail.tests.certificates import Certificate
from pacesetter.mail.tests.servers import ATTEMPTS, answers, end, open_folder, program_of, until
from pacesetter.mail.tests.test_deliver import free_port

_CONFIGURATION = """
protocols = imap lmtp
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
listen = 127.0.0.1
default_internal_user = {internal}
default_internal_group = {group}
default_login_user = {login}
{tls}
disable_plaintext_auth = no
auth_mechanisms = plain login
mail_location = maildir:{folder}/mail/%u
mail_uid = {owner}
mail_gid = {owner_group}
first_valid_uid = 1
first_valid_gid = 1
namespace inbox {{
  inbox = yes
  separator = /
  mailbox "{sent}" {{
    auto = subscribe
    special_use = \\Sent
  }}
}}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN {folder}/passwords
}}
userdb {{
  driver = passwd-file
  args = {folder}/passwords
  override_fields = uid={owner} gid={owner_group} home={folder}/mail/%u
}}
# Wrong passwords are tried on purpose, and must not make the right ones wait.
auth_failure_delay = 0
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {imap_port}
  }}
  inet_listener imaps {{
    port = {imaps_port}
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    port = {lmtp_port}
  }}
}}
protocol lmtp {{
  postmaster_address = postmaster@localhost
}}
recipient_delimiter = +
"""


@dataclass(frozen=True)
class Dovecot:
    """Mailboxes, filled by LMTP and read by IMAP (without encryption, on the loopback). With a certificate also by
    STARTTLS on `imap_port`, and by TLS on `imaps_port`."""

    folder: Path
    imap_port: int
    lmtp_port: int
    imaps_port: int = 0

    def messages(self, user: str) -> list[bytes]:
        """The mails in the inbox, in the order in which they came."""
        box = self.folder / "mail" / user
        files = [file for part in ("new", "cur") for file in (box / part).glob("*")]
        return [file.read_bytes() for file in sorted(files, key=_arrival)]

    def wait_for(self, user: str, *, count: int) -> list[bytes]:
        """The mails once there are so many."""
        until(lambda: len(self.messages(user)) >= count, f"{count} mails for {user}", log=self.folder / "log")
        return self.messages(user)


@contextmanager
def dovecot(passwords: Mapping[str, str], tls: Certificate | None = None, *, sent: str = "Sent") -> Iterator[Dovecot]:
    """Dovecot with these mailboxes: the address is the name to log in with. `sent` is what its folder of sent mail is
    called."""
    program = program_of("dovecot", "/usr/sbin/dovecot")
    with open_folder() as folder:
        for attempt in range(ATTEMPTS):
            made = Dovecot(folder, free_port(), free_port(), free_port() if tls else 0)
            process = _start_dovecot(program, made, passwords, tls, sent)
            try:
                if answers(made.imap_port, process) and answers(made.lmtp_port, process):
                    yield made
                    return
            finally:
                end(process)
            assert attempt < ATTEMPTS - 1, (folder / "log").read_text(errors="replace")


def _start_dovecot(
    program: str, made: Dovecot, passwords: Mapping[str, str], tls: Certificate | None, sent: str
) -> subprocess.Popen[bytes]:
    folder, is_root = made.folder, os.geteuid() == 0
    own = pwd.getpwuid(os.geteuid()).pw_name
    # Dovecot opens no mailbox as root, and gives up rights only where it has any.
    owner = "mail" if is_root else own
    names = {"internal": "dovecot", "group": "dovecot", "login": "dovenull"} if is_root else {}
    (folder / "mail").mkdir(exist_ok=True)
    if is_root:
        shutil.chown(folder / "mail", owner, owner)
    lines = [f"{user}:{{PLAIN}}{password}::::::" for user, password in passwords.items()]
    (folder / "passwords").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "passwords").chmod(0o644)
    settings = {"internal": own, "group": _group(own), "login": own} | names
    settings |= {"owner": owner, "owner_group": _group(owner), "folder": str(folder), "sent": sent}
    settings["tls"] = f"ssl = yes\nssl_cert = <{tls.certificate}\nssl_key = <{tls.key}" if tls else "ssl = no"
    ports = {"imap_port": made.imap_port, "imaps_port": made.imaps_port, "lmtp_port": made.lmtp_port}
    text = _CONFIGURATION.format(**settings, **ports)
    (folder / "dovecot.conf").write_text(text, encoding="utf-8")
    return subprocess.Popen(
        [program, "-F", "-c", folder / "dovecot.conf"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _group(user: str) -> str:
    return grp.getgrgid(pwd.getpwnam(user).pw_gid).gr_name


def _arrival(file: Path) -> tuple[int, int]:
    found = re.match(r"(\d+)\.M(\d+)", file.name)
    return (int(found[1]), int(found[2])) if found else (0, 0)
