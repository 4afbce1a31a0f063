"""E-mail addresses."""

import re

from pacesetter.imports.problems import ProblemKind
from pacesetter.imports.values.cell import BadValue

MAX_EMAIL = 254
_EMAIL = re.compile(r"^[^\s@<>,;\"]+@[^\s@<>,;\".]+(?:\.[^\s@<>,;\".]+)+$")
_BRACKETED = re.compile(r"<([^<>]*)>")
_BETWEEN = re.compile(r"[,;\s]+")


def read_email(text: str) -> str:
    """The first address in the cell, in lower case; empty for an empty cell. Raises `BadValue` if it is none.

    Exports put several addresses into one cell (Pipedrive, Google) and names in front of them; the first is the main
    one.
    """
    text = text.strip()
    if not text:
        return ""
    bracketed = _BRACKETED.search(text)
    for part in [bracketed.group(1)] if bracketed else _BETWEEN.split(text):
        address = part.strip().removeprefix("mailto:").strip("'\"").lower()
        if address and len(address) <= MAX_EMAIL and _EMAIL.match(address):
            return address
    raise BadValue(ProblemKind.NOT_AN_EMAIL, text)


def looks_like_email(text: str) -> bool:
    """Whether the cell holds an e-mail address."""
    try:
        return bool(read_email(text))
    except BadValue:
        return False
