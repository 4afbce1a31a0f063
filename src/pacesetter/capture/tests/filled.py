"""A mailbox of Dovecot with as many mails as wanted, put where the server keeps them: IMAP would take an hour."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from pacesetter.mail.tests.dovecot import Dovecot

# Every fifth is a newsletter, of which nothing is kept.
_NEWSLETTERS = 5


def fill(boxes: Dovecot, user: str, count: int, folder: str = "") -> int:
    """Put so many mails into the folder (the inbox, or such as "Sent"); how many of them are to be kept."""
    box = boxes.folder / "mail" / user
    box = box / f".{folder}" if folder else box
    for name in ("cur", "new", "tmp"):
        (box / name).mkdir(parents=True, exist_ok=True)
    for number, raw in enumerate(_mails(user, count, folder)):
        (box / "cur" / f"{1_700_000_000 + number}.M{number}P1.test:2,S").write_bytes(raw)
    if os.geteuid() == 0:
        _hand_over(boxes.folder / "mail" / user)
    return count - len(range(0, count, _NEWSLETTERS))


def _mails(user: str, count: int, folder: str) -> Iterator[bytes]:
    for number in range(count):
        # Threads of four, with a person in each company; the body is what must never be asked for.
        whom, thread = f"person{number % 997}@company{number % 499}.example", number - number % 4
        lines = [
            f"Message-ID: <{folder}{number}@filled.example>",
            *([f"References: <{folder}{thread}@filled.example>"] if number > thread else []),
            *([f"List-Id: <news{number}.example>"] if number % _NEWSLETTERS == 0 else []),
            f"From: {user if folder else whom}",
            f"To: {whom if folder else user}",
            f"Subject: Number {number}",
            "Date: Mon, 23 Mar 2026 11:30:00 +1300",
        ]
        yield ("\r\n".join(lines) + "\r\n\r\n" + "What is written here. " * 100).encode()


def _hand_over(box: Path) -> None:
    for place, folders, files in os.walk(box):
        for name in ("", *folders, *files):
            shutil.chown(Path(place) / name, "mail", "mail")
