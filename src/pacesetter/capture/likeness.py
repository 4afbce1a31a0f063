"""By what a mail is known again that had no name of its own yet while it was written. Pure.

Only hashes are kept: they tell whether two are the same, and nothing else.
"""

import hashlib
import re
from collections.abc import Iterable

# What mail programs put in front of the subject of answers and forwarded mails.
_PREFIX = re.compile(r"^\s*(?:re|aw|antw|fwd?|wg|sv|vs|tr|rv|rif|r|i)\s*(?:\[\d+\])?\s*:\s*", re.IGNORECASE)


def people_key(addresses: Iterable[str]) -> str:
    """The same for the same people, in whatever order and case they are named."""
    return _hash(sorted({address.strip().lower() for address in addresses}))


def subject_key(subject: str) -> str:
    """The same for a subject with and without "Re:", however it is spaced; empty for an empty one."""
    text = " ".join(subject.split())
    while (shorter := _PREFIX.sub("", text)) != text:
        text = shorter
    return _hash([text.casefold()]) if text else ""


def _hash(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()
