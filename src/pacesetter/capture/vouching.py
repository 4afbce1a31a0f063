"""What our own mail server says about who a mail is from (RFC 8601). Pure."""

import email
import email.policy
import re

_COMMENT = re.compile(r"\([^()]*\)")
_RESULT = re.compile(r"^\s*dmarc\s*=\s*([a-z]+)", re.IGNORECASE)
_DOMAIN = re.compile(r"header\.from\s*=\s*\"?([^\s;\"]+)", re.IGNORECASE)


def dmarc_of(raw: bytes, *, said_by: str, sender: str) -> bool | None:
    """Whether the server `said_by` has found that the mail is from the domain of the address `sender`: True for a pass,
    False for a failure, None where it says nothing of it, or where nobody is named to ask.

    Anybody can write such a header. The server that is named takes away those under its own name that arrive, and puts
    its own on top; so the topmost with its name is read, and no other.
    """
    if not said_by:
        return None
    parsed = email.message_from_bytes(raw, policy=email.policy.compat32)
    for value in parsed.get_all("Authentication-Results") or []:
        text = " ".join(_COMMENT.sub(" ", str(value)).split())
        server, *results = text.split(";")
        if (server.split() or [""])[0].lower() == said_by.lower():
            return _found_in(results, sender)
    return None


def _found_in(results: list[str], sender: str) -> bool | None:
    for result in results:
        found = _RESULT.match(result)
        if not found:
            continue
        domain = _DOMAIN.search(result)
        if domain is None or domain[1].rpartition("@")[2].lower() != sender.rpartition("@")[2]:
            return None
        return {"pass": True, "fail": False}.get(found[1].lower())
    return None
