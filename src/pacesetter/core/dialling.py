"""With what a number is dialled: the device's own way, a telephone program, or one's phone system by a web address.
Pure. `web/static/web/dial.js` makes the address of a number from it."""

from urllib.parse import urlsplit

# The schemes that programs for the telephone listen to.
SCHEMES = ("tel", "sip", "callto")
PLACE = "{number}"
LONGEST = 300


def is_dial(how: str) -> bool:
    """Whether it is one of the schemes, or an https address without a name or password that says once where the number
    goes: in its path, query or fragment, never in the host."""
    if how in SCHEMES:
        return True
    if len(how) > LONGEST or how.count(PLACE) != 1 or any(sign.isspace() or sign in "<>\"'" for sign in how):
        return False
    try:
        parts = urlsplit(how)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return False
    named = parts.username is not None or parts.password is not None
    return parts.scheme == "https" and bool(host) and not named and PLACE not in parts.netloc
