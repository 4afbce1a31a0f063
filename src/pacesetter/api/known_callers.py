"""Who called lately, by token: what is remembered of them was read then, and may not be so any more.

Nothing may be answered by it alone. Whoever uses it lets the database make sure (`tokens.still_stands_for`).
"""

from pacesetter.people.models import Member
from pacesetter.people.tokens import hash_of

# Programs that record all day are few; more than these are let go together.
_MOST = 1000
_KNOWN: dict[str, Member] = {}


def remember(token: str, member: Member) -> None:
    """Keep the member, with organisation and log-in, whom the token stands for. The token itself is not kept."""
    if len(_KNOWN) >= _MOST:
        _KNOWN.clear()
    _KNOWN[hash_of(token)] = member


def known(token: str) -> Member | None:
    """The member for whom the token stood when this process last read it."""
    return _KNOWN.get(hash_of(token))


forget = _KNOWN.clear
